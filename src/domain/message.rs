//! What members said, as it is stored: in a case, or in a message that a rule put before the
//! agents.

use serde::{Deserialize, Serialize};

use crate::domain::{CaseNumber, ChannelId, MessageId, Side, Time, UserId};

/// A message as it was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaidMessage {
    /// Discord's ID of the message.
    pub message: MessageId,
    /// The channel that contains it, if it is not in the case's thread.
    pub channel: Option<ChannelId>,
    /// Who wrote it: a member, or the number of a guest.
    pub author: UserId,
    /// The name of the guest who wrote it; `None` if a member did.
    pub guest: Option<String>,
    /// On which side the author stood when they wrote it.
    pub side: Side,
    /// None where Discord did not let the bot read it, or where it was erased or deleted.
    pub content: Option<String>,
    /// When it was sent, by Discord's clock.
    pub sent_at: Time,
    /// Whether this is not its first version.
    pub edited: bool,
    /// Whether it was deleted in Discord.
    pub deleted: bool,
}

/// A message that a rule put before the agents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferedMessage {
    /// The channel or thread that contains it.
    pub channel: ChannelId,
    /// Discord's ID of the message.
    pub message: MessageId,
    /// Who wrote it.
    pub author: UserId,
    /// The name of the guest who wrote it, unless that is not known any more.
    pub guest: Option<String>,
    /// The name of the rule.
    pub rule: String,
}

/// How an offer of a message ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "how", rename_all = "snake_case")]
pub enum OfferEnd {
    /// A case was opened from the message.
    Opened {
        /// The case.
        case: CaseNumber,
        /// Who opened it; `None` if a rule did.
        by: Option<UserId>,
    },
    /// The message was added to a case.
    Added {
        /// The case.
        case: CaseNumber,
        /// Who added it.
        by: UserId,
    },
    /// An agent said that it is no question.
    Dismissed {
        /// The agent.
        by: UserId,
    },
    /// Nobody decided about it within a day.
    Expired,
    /// Its author deleted it.
    Deleted,
}
