//! What was said in the thread of a case, as it is kept.

use crate::domain::{MessageId, Time, UserId};

/// A message as it was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaidMessage {
    pub message: MessageId,
    pub author: UserId,
    /// None where Discord did not let the bot read it, or where it was erased.
    pub content: Option<String>,
    pub sent_at: Time,
    pub edited: bool,
}
