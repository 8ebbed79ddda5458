//! Obstacles: what keeps the bot from reaching a customer in Discord, until a person or time
//! removes it.

use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

use crate::domain::{ChannelId, Time, named::named};

named!(Undone, Reason);

/// Something that the bot could not do for a customer, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Obstacle {
    /// What it could not do.
    pub undone: Undone,
    /// Why.
    pub reason: Reason,
    /// Since when the customer cannot be reached. Known of what holds a case up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Time>,
}

impl Obstacle {
    /// Whether it keeps the bot from saying something to the customer.
    pub fn is_silent(&self) -> bool {
        !matches!(self.undone, Undone::Note | Undone::Upkeep)
    }

    /// An obstacle that has just been met.
    pub fn new(undone: Undone, reason: Reason) -> Self {
        Self { undone, reason, since: None }
    }
}

/// What the bot could not do for a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Undone {
    /// Post the question of an `/ask`.
    Question,
    /// Create the thread.
    Thread,
    /// Post the first message in the thread.
    Greeting,
    /// Ask whether a proposed answer solves the case.
    Proposal,
    /// Ask again.
    Reminder,
    /// Say what became of a bug.
    News,
    /// Post an answer.
    Answer,
    /// Say by when they will have an answer.
    Promise,
    /// Say how the case stands now.
    Notice,
    /// Tell the team something.
    Note,
    /// Archive the thread or bring it back, set its tags, or add the assignee.
    Upkeep,
}

impl Undone {
    /// Whether a notice for the customer was not posted, which may lose its purpose before it is.
    pub fn is_notice(self) -> bool {
        match self {
            Self::Proposal
            | Self::Reminder
            | Self::News
            | Self::Answer
            | Self::Promise
            | Self::Notice => true,
            Self::Question | Self::Thread | Self::Greeting | Self::Note | Self::Upkeep => false,
        }
    }
}

/// Why the bot could not do something in Discord (Discord, "JSON Error Codes").
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Reason {
    /// It lacks permissions.
    Permissions {
        /// Where.
        channel: ChannelId,
        /// Which, as Discord's settings call them in English. Empty if that is not known.
        missing: Vec<String>,
    },
    /// The server has as many active threads as Discord allows.
    TooManyThreads,
    /// Somebody locked the thread.
    ThreadLocked,
    /// The thread has as many members as Discord allows.
    ThreadFull,
    /// The server's AutoMod blocks words of the message.
    WordsBlocked,
    /// The thread was deleted, and no other can be created.
    NoPlace,
    /// Discord has not answered for several attempts.
    NoAnswer,
    /// Discord does not accept it for another reason.
    NotAccepted {
        /// Discord's error code, 0 if it gave none.
        code: u64,
    },
}
