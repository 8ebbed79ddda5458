//! Places that people read, write and click in, named as the team names them: the card of case 1,
//! its thread, the board.

use std::sync::OnceLock;

use regex::{Captures, Regex};
use sandbox::{Snowflake, World};
use serde_json::Value;
use switchboard::cli::export::What;

use crate::scene::Stage;

/// A channel, or a part of one.
#[derive(Clone, Debug)]
pub enum Place {
    /// A channel by its name, or a thread by the beginning of its name.
    Named(String),
    /// A channel or a thread; else a message.
    Id(Snowflake),
    Board,
    Card(i64),
    CardLine(i64, Line),
    Report(i64),
    Request(i64),
    Opening(i64),
    Thread(i64),
    TeamThread(i64),
    Newest(&'static str),
    LastAnswer,
}

/// What a card says in one place, without the name before it: scenarios that are about one line do
/// not fail if a word of another changes.
#[derive(Clone, Copy, Debug)]
pub enum Line {
    /// Number and title, and what the question says besides.
    Question,
    Customer,
    Status,
    /// Assignee, priority and tags.
    Sorting,
    /// Bug, problem and rating, each with its name. Nothing in most cases.
    Known,
    Opened,
    /// Where the card leads: the message and the thread, as far as they are there.
    Links,
}

impl Line {
    /// Returns the line of a card as people see it. The lines follow in the same order in every
    /// language; only what is known may be missing, or be several.
    pub fn of(self, card: &str) -> String {
        let mut lines = card.lines();
        let title = lines.next().expect("a card has a title");
        let title = title.split_once(": ").map_or(title, |(_, title)| title);
        let title = title.strip_suffix(" (edited)").unwrap_or(title).to_owned();
        let lines: Vec<&str> = lines.filter_map(|line| line.trim().strip_prefix("│ ")).collect();
        let (question, lines) = match lines.split_first() {
            Some((first, others)) if first.starts_with("> ") => (Some(*first), others),
            _ => (None, lines.as_slice()),
        };
        let [customer, status, sorting, known @ .., opened] = lines else {
            panic!("no card of a case: {card}")
        };
        static LINK: OnceLock<Regex> = OnceLock::new();
        let link = LINK.get_or_init(|| Regex::new(r"\]\(([^)]+)\)").expect("a pattern"));
        match self {
            Self::Question => match question {
                Some(question) => format!("{title}\n{question}"),
                None => title,
            },
            Self::Customer => unnamed(customer),
            Self::Status => unnamed(status),
            Self::Sorting => unnamed(sorting),
            Self::Known => known.join("\n"),
            Self::Opened => unnamed(opened),
            Self::Links => link
                .captures_iter(opened)
                .map(|found| found[1].to_owned())
                .collect::<Vec<_>>()
                .join(", "),
        }
    }
}

/// A line without the names of its parts: `**Status:** New` is `New`.
pub fn unnamed(line: &str) -> String {
    static NAME: OnceLock<Regex> = OnceLock::new();
    let name = NAME.get_or_init(|| Regex::new(r"\*\*[^*]+:\*\* ").expect("a pattern"));
    name.replace_all(line, "").into_owned()
}

impl From<&str> for Place {
    fn from(name: &str) -> Self {
        Self::Named(name.to_owned())
    }
}

impl From<Snowflake> for Place {
    fn from(id: Snowflake) -> Self {
        Self::Id(id)
    }
}

/// The pinned board of the desk.
pub fn board() -> Place {
    Place::Board
}

/// The desk card of a case.
pub fn card(case: i64) -> Place {
    Place::Card(case)
}

/// One line of the desk card of a case, without its name.
pub fn on_card(case: i64, line: Line) -> Place {
    Place::CardLine(case, line)
}

/// The report of a bug; as a channel, the thread on it.
pub fn report(bug: i64) -> Place {
    Place::Report(bug)
}

/// The card of a request in the other team's channel.
pub fn request(number: i64) -> Place {
    Place::Request(number)
}

/// The first message of the bot in the thread of a case.
pub fn opening(case: i64) -> Place {
    Place::Opening(case)
}

/// The thread in which the customer of a case is answered, read without its opening.
pub fn thread(case: i64) -> Place {
    Place::Thread(case)
}

/// The team's thread on the card of a case.
pub fn team_thread(case: i64) -> Place {
    Place::TeamThread(case)
}

/// The newest message of a channel.
pub fn newest(channel: &'static str) -> Place {
    Place::Newest(channel)
}

/// The last answer of the bot to what the reader did, as it looks now.
pub fn last_answer() -> Place {
    Place::LastAnswer
}

fn id_in(row: &Value, column: &str) -> Option<Snowflake> {
    row[column].as_str().and_then(|id| id.parse().ok())
}

/// Where the cases and bugs of all servers hang in Discord, as `switchboard export` tells it.
pub struct Map {
    cases: Vec<Value>,
    bugs: Vec<Value>,
    requests: Vec<Value>,
}

impl Map {
    pub async fn of(stage: &Stage) -> Self {
        Self {
            cases: stage.exported(What::Cases).await,
            bugs: stage.exported(What::Bugs).await,
            requests: stage.exported(What::Requests).await,
        }
    }

    fn find(rows: &[Value], guild: Snowflake, number: i64, column: &str) -> Option<Snowflake> {
        let is_meant =
            |row: &&Value| row["number"] == number && row["guild_id"] == guild.to_string().as_str();
        rows.iter().find(is_meant).and_then(|row| id_in(row, column))
    }

    pub fn card(&self, guild: Snowflake, case: i64) -> Snowflake {
        let found = Self::find(&self.cases, guild, case, "card_message_id");
        found.unwrap_or_else(|| panic!("case #{case} has no card"))
    }

    pub fn thread(&self, guild: Snowflake, case: i64) -> Snowflake {
        let found = Self::find(&self.cases, guild, case, "thread_id");
        found.unwrap_or_else(|| panic!("case #{case} has no thread"))
    }

    pub fn report(&self, guild: Snowflake, bug: i64) -> Snowflake {
        let found = Self::find(&self.bugs, guild, bug, "card_message_id");
        found.unwrap_or_else(|| panic!("bug #{bug} has no report"))
    }

    pub fn request(&self, guild: Snowflake, number: i64) -> Snowflake {
        let found = Self::find(&self.requests, guild, number, "card_message_id");
        found.unwrap_or_else(|| panic!("request #{number} has no card"))
    }

    /// Text in which every link says where it leads instead of the ids there.
    pub fn name_links(&self, world: &World, text: &str) -> String {
        static LINK: OnceLock<Regex> = OnceLock::new();
        let link = LINK.get_or_init(|| {
            Regex::new(r"https://discord\.com/channels/(\d+)/(\d+)(?:/(\d+))?").expect("a pattern")
        });
        let named = |found: &Captures<'_>| {
            let id = |group: usize| found.get(group).and_then(|id| id.as_str().parse().ok());
            match (id(2), id(3)) {
                (Some(channel), Some(message)) => self.name_message(world, channel, message),
                (Some(channel), None) => self.name_channel(world, channel),
                _ => "nowhere".to_owned(),
            }
        };
        link.replace_all(text, named).into_owned()
    }

    fn name_message(&self, world: &World, channel: Snowflake, message: Snowflake) -> String {
        let kinds = [(&self.cases, "card"), (&self.bugs, "report"), (&self.requests, "request")];
        for (rows, name) in kinds {
            let hangs = |row: &&Value| id_in(row, "card_message_id") == Some(message);
            if let Some(row) = rows.iter().find(hangs) {
                return format!("{name} {}", row["number"]);
            }
        }
        match world.message(channel, message) {
            Some(found) => {
                let author = world.users.get(&found.author_id).map(|user| user.username.as_str());
                format!("message of {}", author.unwrap_or("nobody"))
            }
            None => "deleted message".to_owned(),
        }
    }

    fn name_channel(&self, world: &World, channel: Snowflake) -> String {
        let Some(found) = world.channels.get(&channel) else {
            return "deleted channel".to_owned();
        };
        let hangs = |row: &&Value| id_in(row, "thread_id") == Some(channel);
        // Several closed cases may have lived in one thread before the open one.
        match self.cases.iter().rfind(hangs) {
            Some(row) => format!("thread {}", row["number"]),
            None if found.thread.is_some() => format!("thread {}", found.name),
            None => format!("#{}", found.name),
        }
    }
}
