//! What is known of a case besides its words, as an index holds it: one term for each.

use chrono::Datelike;

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
    /// The month in which it was opened, counted from the year 0.
    Month(i32),
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
            Self::Month(month) => format!("=m{month}"),
        }
    }

    /// The marks of a time at which a case was opened.
    pub fn opened(at: Time) -> [Self; 2] {
        [Self::Year(at.year()), Self::Month(month(at))]
    }
}

/// The year in which Discord began. No case is older.
const FIRST_YEAR: i32 = 2015;

/// Returns the marks of the years and months between two times, both included.
pub(super) fn opened_between(from: Option<Time>, until: Time) -> Vec<Mark> {
    let first = from.map_or(FIRST_YEAR * 12, month).max(FIRST_YEAR * 12);
    let last = month(until);
    let mut marks = Vec::new();
    let mut next = first;
    while next <= last {
        if next % 12 == 0 && next + 11 <= last {
            marks.push(Mark::Year(next / 12));
            next += 12;
        } else {
            marks.push(Mark::Month(next));
            next += 1;
        }
    }
    marks
}

fn month(at: Time) -> i32 {
    at.year() * 12 + i32::try_from(at.month0()).unwrap_or(0)
}
