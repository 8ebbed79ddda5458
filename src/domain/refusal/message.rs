//! Refusals of messages that were to become cases.

use strum::EnumCount;

use crate::domain::MessageId;

/// Why a message did not become a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumCount)]
pub enum MessageRefusal {
    /// A bot, a webhook or Discord itself wrote it.
    NotByAMember,
    /// It has neither text nor file.
    Empty,
    /// It was deleted meanwhile.
    Gone(MessageId),
    /// It was written in one of the team's own channels.
    InternalChannel,
    /// The person has as many open questions from `/ask` as one may have: `limit`.
    TooManyAsks {
        /// How many open questions a person may have.
        limit: usize,
    },
}
