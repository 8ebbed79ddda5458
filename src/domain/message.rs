//! What was said in a case, as it is kept.

use crate::domain::{ChannelId, MessageId, Side, Time, UserId};

/// A message as it was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaidMessage {
    /// Discord's ID of the message.
    pub message: MessageId,
    /// The channel that contains it, if it is not in the case's thread.
    pub channel: Option<ChannelId>,
    /// Who wrote it.
    pub author: UserId,
    /// On which side the author stood when they wrote it.
    pub side: Side,
    /// None where Discord did not let the bot read it, or where it was erased.
    pub content: Option<String>,
    /// When it was sent, by Discord's clock.
    pub sent_at: Time,
    /// Whether this is not its first version.
    pub edited: bool,
}
