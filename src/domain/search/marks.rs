//! What is known of a case besides its words, as an index holds it: one term for each.

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::domain::{BugNumber, ChannelId, Priority, Status, Tag, Time, UserId};

/// What is known of a case, and may be asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Its status.
    Status(Status),
    /// Its priority.
    Priority(Priority),
    /// Its customer waits for us.
    Waiting,
    /// It needs an assignee and has none.
    Unclaimed,
    /// Its assignee.
    Agent(UserId),
    /// Its customer or its assignee.
    Person(UserId),
    /// One of its tags.
    Tag(Tag),
    /// The channel where it was asked, its thread, or the channel of its thread.
    Channel(ChannelId),
    /// A bug that is linked to it.
    Bug(BugNumber),
    /// The year in which it was opened.
    Year(i32),
    /// The month in which it was opened: the year and the month.
    Month(i32, u32),
    /// The day on which it was opened, in UTC.
    Day(NaiveDate),
}

impl Mark {
    /// Returns the term. It begins with an equals sign, as no word does.
    pub fn term(&self) -> String {
        match self {
            Self::Status(status) => format!("=s{}", status.into_str().replace('_', "")),
            Self::Priority(priority) => format!("=r{}", priority.into_str()),
            Self::Waiting => "=w".to_owned(),
            Self::Unclaimed => "=u".to_owned(),
            Self::Agent(agent) => format!("=a{}", agent.0),
            Self::Person(person) => format!("=p{}", person.0),
            // In hexadecimal: a tag may hold any letters.
            Self::Tag(tag) => {
                tag.as_str().bytes().fold("=t".to_owned(), |term, byte| format!("{term}{byte:02x}"))
            }
            Self::Channel(channel) => format!("=c{}", channel.0),
            Self::Bug(bug) => format!("=k{}", bug.0),
            Self::Year(year) => format!("=o{year}"),
            Self::Month(year, month) => format!("=o{year}.{month}"),
            Self::Day(day) => format!("=o{}.{}.{}", day.year(), day.month(), day.day()),
        }
    }

    /// The marks of a time at which a case was opened.
    pub fn opened(at: Time) -> [Self; 3] {
        let day = at.date_naive();
        [Self::Year(day.year()), Self::Month(day.year(), day.month()), Self::Day(day)]
    }
}

/// The day before Discord began. No case is older.
const FIRST_DAY: NaiveDate = NaiveDate::from_ymd_opt(2015, 1, 1).expect("a day");

/// Returns the marks of the years, months and days between two times, both included: as few as
/// there can be.
pub(super) fn opened_between(from: Option<Time>, until: Time) -> Vec<Mark> {
    let last = until.date_naive();
    let mut next = from.map_or(FIRST_DAY, |from| from.date_naive()).max(FIRST_DAY);
    let mut marks = Vec::new();
    while next <= last {
        let (year, month) = (next.year(), next.month());
        let after = |months: u32| next.checked_add_months(Months::new(months));
        let is_whole = |end: Option<NaiveDate>| end.is_some_and(|end| end <= last);
        let (mark, end) = if next.ordinal() == 1 && is_whole(after(12)) {
            (Mark::Year(year), after(12))
        } else if next.day() == 1 && is_whole(after(1)) {
            (Mark::Month(year, month), after(1))
        } else {
            (Mark::Day(next), next.checked_add_days(Days::new(1)))
        };
        marks.push(mark);
        let Some(end) = end else { break };
        next = end;
    }
    // No case was opened then, and something has to be asked for.
    if marks.is_empty() {
        marks.push(Mark::Day(last));
    }
    marks
}
