//! The board: one live message on the desk that shows who waits.

use strum::{EnumString, IntoStaticStr};

use crate::domain::{ChannelId, MessageId, Time, named::named};

named!(Pin);

/// Whether the board is pinned, so that it is found above all that follows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Pin {
    /// It is still to be pinned.
    #[default]
    Wanted,
    /// It is pinned.
    Done,
    /// The bot may not pin here. It is tried again when something about its permissions changes.
    Refused,
}

/// What of a server's board is there in Discord.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BoardSurface {
    /// The channel in which it stands; `None` before it was first posted.
    pub channel: Option<ChannelId>,
    /// The message; `None` before it was first posted.
    pub message: Option<MessageId>,
    /// How often it was posted: a deleted one comes back under a new key.
    pub generation: i64,
    /// Whether it is pinned.
    pub pin: Pin,
    /// Not drawn again before: many changes in a row make few edits.
    pub rests_until: Time,
}

/// How many open cases there are, by what they wait for. A case can count more than once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// A customer waits for us.
    pub waiting: i64,
    /// Open cases without an assignee.
    pub unclaimed: i64,
    /// It waits for a bug or for others.
    pub on_hold: i64,
    /// The customer has the next word.
    pub with_customers: i64,
}
