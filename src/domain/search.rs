//! A search among the cases, parsed from what a person typed: phrases, and conditions. What is not
//! a condition is text to find.

use std::ops::Range;

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use strum::VariantArray;

use crate::domain::{
    BugNumber, CaseNumber, ChannelId, GuildId, MessageId, Phase, Priority, Status, Tag, Time,
    UserId, Writer,
    analysis::{Tokens, matching::Phrase, terms::Ask},
    refusal::InputRefusal,
    span, text,
};

use crate::domain::search::marks::{Mark, opened_between};

pub mod marks;

/// The longest search, in characters: it has to fit into the `custom_id` of the button for the next
/// page. An address counts in its short form.
pub const SEARCH_LIMIT: usize = 80;

/// A search, as it was typed. A case is found if all conditions hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    typed: String,
    /// Each of them is somewhere in the case.
    phrases: Vec<Phrase>,
    /// The case has each of these numbers, so two of them find nothing.
    numbers: Vec<CaseNumber>,
    /// Each of them leads to a message of the case, or to its thread.
    links: Vec<Link>,
    /// The case has a mark of each of these lists.
    marks: Vec<Vec<Mark>>,
    /// The names of channels. The case belongs to each of them.
    channels: Vec<String>,
    /// The case is assigned to the agent who searches.
    is_mine: bool,
    /// The case was opened at one of these times or later.
    after: Vec<When>,
    /// The case was opened before each of these times.
    before: Vec<When>,
}

/// The address of a message, or of a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// The server.
    pub guild: GuildId,
    /// The channel or thread.
    pub channel: ChannelId,
    /// The message, if it leads to one.
    pub message: Option<MessageId>,
}

impl Link {
    /// Returns the address in its short form.
    fn typed(self) -> String {
        let message = self.message.map_or_else(String::new, |message| format!("/{}", message.0));
        format!("link:{}/{}{message}", self.guild.0, self.channel.0)
    }
}

/// A time that was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum When {
    /// The beginning of a day, in UTC.
    Day(NaiveDate),
    /// So long ago.
    Ago(TimeDelta),
}

/// A search by somebody, at a time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    phrases: Vec<(Phrase, Vec<UserId>)>,
    /// The case has each of these numbers.
    pub numbers: Vec<CaseNumber>,
    /// Each of them leads to the case.
    pub links: Vec<Link>,
    marks: Vec<Vec<Mark>>,
    /// When the case was opened, at the earliest.
    pub from: Option<Time>,
    /// Before when the case was opened.
    pub until: Option<Time>,
}

/// A case in which all was found that was looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// The case.
    pub case: CaseNumber,
    /// All of it is there word for word.
    pub is_exact: bool,
}

/// The texts of a case that are searched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The case.
    pub case: CaseNumber,
    /// Its title.
    pub title: String,
    /// The name of the customer, if they are a guest.
    pub customer_name: Option<String>,
    /// The customer and the assignee.
    pub people: Vec<UserId>,
    /// The question, what was said in the thread, and the names of files, in this order.
    pub said: Vec<Said>,
}

/// Something that somebody said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Who.
    pub by: Writer,
    /// What.
    pub text: String,
}

impl Document {
    /// All texts in which words are found.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let said = self.said.iter().map(|said| said.text.as_str());
        [self.title.as_str()].into_iter().chain(self.customer_name.as_deref()).chain(said)
    }
}

/// How far the index of searches is, while it is made anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IndexProgress {
    /// How many cases it holds.
    pub done: i64,
    /// How many it will hold.
    pub all: i64,
}

impl IndexProgress {
    /// Returns how many of a hundred cases it holds.
    pub fn percent(self) -> i64 {
        self.done * 100 / self.all.max(1)
    }
}

/// Who and what has the names that were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Members, each with their name.
    pub people: Vec<(String, UserId)>,
    /// Channels, each with its name.
    pub channels: Vec<(String, ChannelId)>,
}

impl Search {
    /// Parses a search: words, `#tag`, `#12`, a mention or `@` and an ID, the address of a message,
    /// `bug:3`, `is:open`, `priority:urgent`, `in:<#5>`, `before:2026-05-01`, `after:7d`.
    ///
    /// # Errors
    /// If it is empty or too long, or has a condition with a value that does not exist.
    pub fn parse(typed: &str) -> Result<Self, InputRefusal> {
        // Control characters separate words, as spaces do.
        let plain: String = typed
            .chars()
            .map(|character| if character.is_control() { ' ' } else { character })
            .collect();
        let short = |part: &str| link(part).map_or_else(|| part.to_owned(), Link::typed);
        let plain = text::clean(&plain).split_whitespace().map(short).collect::<Vec<_>>().join(" ");
        let typed = text::required("query", &plain, SEARCH_LIMIT)?;
        let mut search = Self::default();
        let mut parts = typed.split(' ').peekable();
        while let Some(part) = parts.next() {
            let follows = parts.peek().and_then(|next| BugNumber::parse(next).ok());
            let number = parts.peek().is_some_and(|next| next.starts_with('#'));
            match follows.filter(|_| number && part.eq_ignore_ascii_case("bug")) {
                Some(bug) => {
                    parts.next();
                    search.marks.push(vec![Mark::Bug(bug)]);
                }
                None => search.take(part)?,
            }
        }
        Ok(Self { typed, ..search })
    }

    /// Returns the search as text that [`Self::parse`] accepts.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// What may be the names of members.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.phrases.iter().filter_map(Phrase::name)
    }

    /// Whether channels are named.
    pub fn names_channels(&self) -> bool {
        !self.channels.is_empty()
    }

    /// Returns what an agent searches for at a time.
    ///
    /// # Errors
    /// If it names a channel that does not exist.
    pub fn by(&self, agent: UserId, now: Time, names: &Names) -> Result<Query, InputRefusal> {
        let people = |phrase: &Phrase| {
            let named = names.people.iter().filter(|(name, _)| phrase.is_in(name));
            let named = named.map(|(_, person)| *person);
            named.chain(phrase.snowflake().map(UserId)).collect()
        };
        let phrases = self.phrases.iter().map(|phrase| (phrase.clone(), people(phrase))).collect();
        let mut marks = self.marks.clone();
        marks.extend(self.is_mine.then(|| vec![Mark::Agent(agent)]));
        for typed in &self.channels {
            let same = |name: &str| name.to_lowercase() == typed.to_lowercase();
            let named = names.channels.iter().filter(|(name, _)| same(name));
            let named: Vec<Mark> = named.map(|(_, channel)| Mark::Channel(*channel)).collect();
            if named.is_empty() {
                return Err(InputRefusal::NotAChannel(format!("#{typed}")));
            }
            marks.push(named);
        }
        let from = self.after.iter().filter_map(|when| when.at(now)).max();
        let until = self.before.iter().filter_map(|when| when.at(now)).min();
        if from.is_some() || until.is_some() {
            marks.push(opened_between(from, until.unwrap_or(now).min(now)));
        }
        let (numbers, links) = (self.numbers.clone(), self.links.clone());
        Ok(Query { phrases, numbers, links, marks, from, until })
    }

    fn take(&mut self, part: &str) -> Result<(), InputRefusal> {
        let marked = part.strip_prefix('#').filter(|rest| !rest.is_empty());
        let bug = value(part, "bug:").or_else(|| value(part, "bug#"));
        if let Some(person) = person(part) {
            self.marks.push(vec![Mark::Person(person)]);
        } else if let Some(link) = link(part) {
            self.links.push(link);
        } else if let Some(word) = value(part, "is:") {
            self.take_standing(word)?;
        } else if let Some(word) = value(part, "priority:") {
            let priority = word.to_lowercase().parse::<Priority>();
            let unknown = |_| InputRefusal::NotAPriority(word.to_owned());
            self.marks.push(vec![Mark::Priority(priority.map_err(unknown)?)]);
        } else if let Some(word) = value(part, "in:") {
            match (channel(word), word.trim_start_matches('#')) {
                (Some(channel), _) => self.marks.push(vec![Mark::Channel(channel)]),
                (None, "") => return Err(InputRefusal::NotAChannel(word.to_owned())),
                (None, name) => self.channels.push(name.to_owned()),
            }
        } else if let Some(word) = value(part, "before:") {
            self.before.push(When::parse(part, word)?);
        } else if let Some(word) = value(part, "after:") {
            self.after.push(When::parse(part, word)?);
        } else if let Some(bug) = bug.and_then(|number| BugNumber::parse(number).ok()) {
            self.marks.push(vec![Mark::Bug(bug)]);
        } else if let Some(number) = marked.and_then(|_| CaseNumber::parse(part).ok()) {
            self.numbers.push(number);
        } else if let Some(tag) = marked.and_then(|tag| Tag::parse(tag).ok()) {
            self.marks.push(vec![Mark::Tag(tag)]);
        } else {
            self.phrases.extend(Phrase::parse(part));
        }
        Ok(())
    }

    /// Parses the word after `is:`. `open` is every status of a case that is not over.
    fn take_standing(&mut self, typed: &str) -> Result<(), InputRefusal> {
        let word = typed.to_lowercase().replace('-', "_");
        let marks = match word.as_str() {
            "mine" => {
                self.is_mine = true;
                return Ok(());
            }
            "waiting" => vec![Mark::Waiting],
            "unclaimed" => vec![Mark::Unclaimed],
            "open" => {
                let all = Status::VARIANTS.iter().copied();
                all.filter(|status| status.phase() == Phase::Open).map(Mark::Status).collect()
            }
            word => match word.parse() {
                Ok(status) => vec![Mark::Status(status)],
                Err(_) => return Err(InputRefusal::NotAStatus(typed.to_owned())),
            },
        };
        self.marks.push(marks);
        Ok(())
    }

    /// Returns the first match in a text, as a range of bytes: of a phrase that is there word for
    /// word, if there is one.
    pub fn first_hit(&self, text: &Tokens) -> Option<Range<usize>> {
        let found = self.phrases.iter().filter_map(|phrase| phrase.find(text));
        let first = found.min_by_key(|found| (!found.is_exact, found.range.start));
        first.map(|found| found.range)
    }

    /// Returns how many phrases are in a text.
    pub fn count_in(&self, text: &Tokens) -> usize {
        self.phrases.iter().filter(|phrase| phrase.find(text).is_some()).count()
    }
}

impl Query {
    /// Returns all that an index is asked for at once: phrases that are there word for word, or as
    /// they may be found at all, and marks.
    pub fn ask(&self, is_exact: bool) -> Vec<Ask> {
        let phrase = |(phrase, people): &(Phrase, Vec<UserId>)| {
            let people = people.iter().map(|person| Ask::Term(Mark::Person(*person).term()));
            one_of(std::iter::once(phrase.ask(is_exact)).chain(people).collect())
        };
        let marked =
            |marks: &Vec<Mark>| one_of(marks.iter().map(|mark| Ask::Term(mark.term())).collect());
        self.marks.iter().map(marked).chain(self.phrases.iter().map(phrase)).collect()
    }

    /// Whether phrases are looked for: then some cases may be found word for word, and others not.
    pub fn has_phrases(&self) -> bool {
        !self.phrases.is_empty()
    }

    /// Whether an index may find cases that do not match.
    pub fn needs_a_look(&self) -> bool {
        self.phrases.iter().any(|(phrase, _)| phrase.needs_a_look())
    }

    /// Returns whether all phrases are in a case with these texts and people: `Some(true)` if they
    /// are there word for word.
    pub fn find_in(&self, texts: &[Tokens], people: &[UserId]) -> Option<bool> {
        let mut is_exact = true;
        for (phrase, named) in &self.phrases {
            let mut found = named.iter().any(|person| people.contains(person)).then_some(true);
            for text in texts {
                if found == Some(true) {
                    break;
                }
                found = phrase.find(text).map(|found| found.is_exact).or(found);
            }
            is_exact &= found?;
        }
        Some(is_exact)
    }
}

fn one_of(mut asks: Vec<Ask>) -> Ask {
    if asks.len() == 1 { asks.remove(0) } else { Ask::Any(asks) }
}

impl When {
    /// Parses `2026-05-01` or a span such as `7d`.
    fn parse(condition: &str, typed: &str) -> Result<Self, InputRefusal> {
        let day = ["%Y-%m-%d", "%d.%m.%Y"]
            .iter()
            .find_map(|form| NaiveDate::parse_from_str(typed, form).map(Self::Day).ok());
        day.or_else(|| span::read(typed).map(Self::Ago))
            .ok_or_else(|| InputRefusal::NotADay(condition.to_owned()))
    }

    /// Returns the time. None if it is before all times.
    fn at(self, now: Time) -> Option<Time> {
        match self {
            Self::Day(day) => Some(day.and_time(NaiveTime::MIN).and_utc()),
            Self::Ago(span) => now.checked_sub_signed(span),
        }
    }
}

/// Parses `<@5>`, `<@!5>` or `@5`.
fn person(part: &str) -> Option<UserId> {
    let id = match part.strip_prefix("<@") {
        Some(mention) => mention.strip_suffix('>')?.trim_start_matches('!'),
        None => part.strip_prefix('@')?,
    };
    snowflake(id).map(UserId)
}

/// Parses `<#5>` or `5`.
fn channel(word: &str) -> Option<ChannelId> {
    let mention = word.strip_prefix("<#").and_then(|mention| mention.strip_suffix('>'));
    snowflake(mention.unwrap_or(word)).map(ChannelId)
}

/// Parses the address of a message or a channel, as Discord copies it, or in its short form.
fn link(part: &str) -> Option<Link> {
    let path = part.strip_prefix("link:").or_else(|| {
        let address = part.trim_start_matches('<').trim_end_matches('>');
        let (host, path) = address.strip_prefix("https://")?.split_once("/channels/")?;
        let is_discord = |known: &str| {
            host.strip_suffix(known).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        };
        ["discord.com", "discordapp.com"].into_iter().any(is_discord).then_some(path)
    })?;
    let mut ids = path.split('/');
    let mut next = || snowflake(ids.next()?);
    Some(Link {
        guild: GuildId(next()?),
        channel: ChannelId(next()?),
        message: next().map(MessageId),
    })
}

fn snowflake(id: &str) -> Option<u64> {
    // `parse` alone would accept a sign.
    id.bytes().all(|byte| byte.is_ascii_digit()).then(|| id.parse().ok()).flatten()
}

/// Returns what follows the name of a condition. None if nothing does.
fn value<'a>(part: &'a str, name: &str) -> Option<&'a str> {
    part.strip_prefix(name).filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::analysis::tokens;
    use proptest::prelude::*;

    fn search(typed: &str) -> Search {
        Search::parse(typed).expect("a search")
    }

    fn now() -> Time {
        "2026-05-31T12:00:00Z".parse().expect("a time")
    }

    /// The terms that a search asks for, and the names of its phrases.
    fn shown(typed: &str) -> String {
        let query = search(typed).by(UserId(9), now(), &Names::default()).expect("a query");
        let mut shown: Vec<String> = search(typed).names().map(str::to_owned).collect();
        shown.extend(query.numbers.iter().map(|number| number.to_string()));
        shown.extend(query.links.iter().map(|link| format!("{}", link.channel)));
        let marks = query
            .marks
            .iter()
            .map(|marks| marks.iter().map(Mark::term).collect::<Vec<_>>().join("|"));
        shown.extend(marks);
        shown.join(" ")
    }

    #[test]
    fn a_search_is_read_as_people_type_it() {
        insta::assert_snapshot!(shown("  Export-FAILS #Billing <@5> @7 is:open #12 日本語ok 🎉 "), @"Export-FAILS 日本語ok #12 =t62696c6c696e67 =p5 =p7 =snew|=sopen|=spending|=sonhold");
        insta::assert_snapshot!(shown("is:on-hold is:waiting is:unclaimed is:mine priority:URGENT"), @"=sonhold =w =u =rurgent =a9");
        insta::assert_snapshot!(shown("in:<#5> bug:3 bug#4 Bug #5 bug 6"), @"bug =c5 =k3 =k4 =k5");
        insta::assert_snapshot!(shown("<https://ptb.discord.com/channels/1/2/3> https://discord.com/channels/1/4"), @"2 4");
    }

    #[test]
    fn what_means_nothing_else_is_text() {
        insta::assert_snapshot!(shown("is: this:online @max #a/b bug https://evil.com/channels/1/2"), @"is this:online max a/b bug https://evil.com/channels/1/2");
        insta::assert_snapshot!(shown("\"AND NOT (x*"), @"AND NOT x");
        assert_eq!(search("!!! ' OR").phrases.len(), 3);
        assert_eq!(Search::parse("  \u{0}\n "), Err(InputRefusal::EmptyText("query")));
        assert!(matches!(Search::parse(&"x".repeat(81)), Err(InputRefusal::TextTooLong { .. })));
    }

    #[test]
    fn a_condition_that_does_not_exist_is_refused() {
        let refused = |typed| Search::parse(typed).expect_err(typed);
        assert_eq!(refused("export is:foo"), InputRefusal::NotAStatus("foo".to_owned()));
        assert_eq!(refused("priority:asap"), InputRefusal::NotAPriority("asap".to_owned()));
        assert_eq!(refused("after:soon"), InputRefusal::NotADay("after:soon".to_owned()));
        assert_eq!(
            refused("before:2026-13-01"),
            InputRefusal::NotADay("before:2026-13-01".to_owned())
        );
        let unknown = search("in:#nowhere").by(UserId(9), now(), &Names::default());
        assert_eq!(unknown, Err(InputRefusal::NotAChannel("#nowhere".to_owned())));
    }

    #[test]
    fn names_stand_for_people_and_channels() {
        let names = Names {
            people: vec![("Ana Maria".to_owned(), UserId(5)), ("anastasia".to_owned(), UserId(6))],
            channels: vec![("help".to_owned(), ChannelId(7))],
        };
        let query = search("ana in:#Help").by(UserId(9), now(), &names).expect("a query");
        assert_eq!(query.phrases[0].1, [UserId(5)]);
        assert_eq!(query.marks, [[Mark::Channel(ChannelId(7))]]);
    }

    #[test]
    fn times_are_days_or_spans() {
        let times = |typed: &str| {
            let query = search(typed).by(UserId(9), now(), &Names::default()).expect("a query");
            let shown = |time: Option<Time>| time.map_or("".to_owned(), |time| time.to_string());
            let marks: Vec<String> = query.marks.iter().flatten().map(Mark::term).collect();
            format!("{} to {}: {}", shown(query.from), shown(query.until), marks.join(" "))
        };
        insta::assert_snapshot!(times("after:2024-11-27 before:1.2.2026"), @"2024-11-27 00:00:00 UTC to 2026-02-01 00:00:00 UTC: =o2024.11.27 =o2024.11.28 =o2024.11.29 =o2024.11.30 =o2024.12 =o2025 =o2026.1 =o2026.2.1");
        insta::assert_snapshot!(times("after:7d after:2d"), @"2026-05-29 12:00:00 UTC to : =o2026.5.29 =o2026.5.30 =o2026.5.31");
    }

    #[test]
    fn the_place_of_a_hit_is_one_word_for_word_if_there_is_one() {
        let text = "The EXPORTED file, an export";
        let place = |typed: &str| search(typed).first_hit(&tokens(text)).map(|place| &text[place]);
        assert_eq!(place("export"), Some("export"));
        assert_eq!(place("expo"), Some("EXPORTED"));
        assert_eq!(place("exported files"), Some("EXPORTED"));
        assert_eq!(place("port"), None);
    }

    proptest! {
        #[test]
        fn whatever_is_typed_can_be_taken_again_and_looked_for(typed in any::<String>(), text in any::<String>()) {
            if let Ok(search) = Search::parse(&typed) {
                prop_assert_eq!(&search, &Search::parse(search.typed()).expect("the same again"));
                if let Some(place) = search.first_hit(&tokens(&text)) {
                    prop_assert!(place.start < place.end && text.get(place).is_some());
                }
            }
        }
    }
}
