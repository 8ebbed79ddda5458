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
    Report(i64),
    Request(i64),
    Opening(i64),
    Thread(i64),
    TeamThread(i64),
    LastAnswer,
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
