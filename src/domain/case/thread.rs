//! What of a case's thread is in Discord.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr};

use crate::domain::{CaseNumber, ChannelId, MessageId, Status, Time, UserId, named::named};

named!(ThreadHealth);

/// Whether a case's thread can be found. A single answer of Discord proves nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum ThreadHealth {
    /// Nothing says that it is gone.
    #[default]
    Present,
    /// An event said that it was deleted.
    Suspected,
    /// It was not there when it was needed. If it is not there at the next look either, it is lost.
    Missing,
}

/// How a case stands for its customer, as the first message in the thread says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PublicStatus {
    /// No agent has claimed it.
    Unassigned,
    /// The assignee is working on it.
    Assigned(UserId),
    /// It was passed to the developers.
    WithDevelopers,
    /// The customer was asked whether it is solved.
    Solved,
    /// It is closed.
    Closed,
    /// It was merged into another case.
    Merged(CaseNumber),
}

/// What of a case's thread is in Discord.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CaseThread {
    /// None before it exists, and after it was deleted.
    pub id: Option<ChannelId>,
    /// How often the thread was created anew. Part of the key of its first message.
    pub generation: i64,
    /// When we first asked Discord for the thread. Saved before the request, so that after a crash
    /// we look for the thread before we create another.
    pub asked_at: Option<Time>,
    /// Whether it can be found.
    pub health: ThreadHealth,
    /// Somebody deleted the thread. Another is created when there is something to say in it.
    pub lost: bool,
    /// The bot's first message in the thread.
    pub opening: Option<MessageId>,
    /// What the first message says. None if that is not known.
    pub greeted: Option<PublicStatus>,
    /// The status that the forum's tags show.
    pub tagged: Option<Status>,
    /// The agent who was added to a private thread.
    pub invited: Option<UserId>,
    /// Whether the thread is archived and locked because the case is closed.
    pub archived: bool,
    /// The team's thread under the card, created when it is first needed.
    pub team: Option<ChannelId>,
}

impl CaseThread {
    /// Marks the thread as deleted, with all that is only in it.
    pub(super) fn lose(&mut self) {
        *self = Self {
            generation: self.generation + 1,
            lost: true,
            team: self.team,
            ..Self::default()
        };
    }
}
