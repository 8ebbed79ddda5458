//! Surfaces: the live messages that show how things are. A surface is edited when what it shows
//! changes, and posted again if somebody deletes it. Only a known-issue notice is not.

use strum::{EnumString, IntoStaticStr};

use crate::domain::{
    BugNumber, CaseNumber, ChannelId, MessageId, RequestNumber, Time, named::named,
};

named!(Pin);

/// What a surface shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A case, as its card in the desk channel.
    Case(CaseNumber),
    /// A bug, as its report in the developers' channel.
    Bug(BugNumber),
    /// A bug, as its known-issue notice for members.
    KnownIssue(BugNumber),
    /// A request to another team, as its card in that team's channel.
    Request(RequestNumber),
    /// A server's queue, as its board in the desk channel.
    Board,
    /// The message in the help channel with which members ask.
    AskPanel,
    /// A message that a rule put before the agents, as an offer in the desk channel.
    Offer(MessageId),
}

impl Subject {
    /// The word for its kind.
    pub fn name(self) -> &'static str {
        match self {
            Self::Case(_) => "case",
            Self::Bug(_) => "bug",
            Self::KnownIssue(_) => "known_issue",
            Self::Request(_) => "request",
            Self::Board => "board",
            Self::AskPanel => "ask_panel",
            Self::Offer(_) => "offer",
        }
    }
}

/// Whether a surface is pinned. Only the board and the Ask panel are.
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

/// What of a surface is in Discord.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Surface {
    /// Where it is. None before it is posted.
    pub posted: Option<(ChannelId, MessageId)>,
    /// How often it had to be replaced. Part of its key, so that a new message is not taken for the
    /// one before it.
    pub generation: i64,
    /// The revision of the subject that it shows.
    pub drawn_revision: i64,
    /// Whether it is pinned.
    pub pin: Pin,
    /// It is not drawn again before this time, so that many changes lead to few edits.
    pub throttled_until: Time,
    /// The known bug that a case's card names: the case resembles it.
    pub suggested_bug: Option<BugNumber>,
}

impl Surface {
    /// The surface after its message was deleted, or its channel was changed.
    pub fn replaced(&self) -> Self {
        Self {
            generation: self.generation + 1,
            drawn_revision: self.drawn_revision,
            ..Self::default()
        }
    }
}
