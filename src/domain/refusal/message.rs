//! Refusals of messages that were to become cases.

use serde::{Deserialize, Serialize};
use strum::EnumCount;

use crate::domain::{CaseNumber, MessageId, UserId};

/// Why a message did not become a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumCount, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageRefusal {
    /// A bot, a webhook or Discord itself wrote it.
    NotByAMember,
    /// It has neither text nor file.
    Empty,
    /// It was deleted meanwhile.
    Gone(MessageId),
    /// Somebody has decided about the offer of it.
    Decided,
    /// It was written in one of the team's own channels.
    InternalChannel,
    /// It is part of a case that is closed.
    InClosedCase(CaseNumber),
    /// Somebody else's case is open in its thread, which can hold one open case.
    OpenCaseInThread(CaseNumber),
    /// The person is a bot or not in the server, so nobody would read an answer.
    NobodyToAnswer(UserId),
    /// The person has as many open questions from `/ask` as one may have: `limit`.
    TooManyAsks {
        /// How many open questions a person may have.
        limit: usize,
    },
}
