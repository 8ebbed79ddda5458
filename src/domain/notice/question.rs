//! What developers want to know from the agents of a case, and from its customers.

use crate::domain::{BugNumber, CaseNumber, ChannelId, MessageId, Time, UserId};

/// How far a question is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum QuestionState {
    /// Nobody has answered it.
    #[default]
    Open,
    /// The customers were asked, and nobody has answered.
    WithCustomer,
    /// Somebody has answered it: this person first.
    Answered(UserId),
}

/// A question whose answer goes to the developers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// Its number: that of the notice that put it to the agents first.
    pub id: i64,
    /// The bug.
    pub bug: BugNumber,
    /// The developer.
    pub by: UserId,
    /// The case whose agents, or whose customers, were asked.
    pub case: CaseNumber,
}

/// A question that nobody has answered, as the case whose agents are asked shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenQuestion {
    /// Its number.
    pub id: i64,
    /// The bug.
    pub bug: BugNumber,
    /// Whether the customers were asked.
    pub is_with_customer: bool,
    /// When it was asked.
    pub since: Time,
    /// The newest message in the team's thread that shows it, once it is there.
    pub place: Option<(ChannelId, MessageId)>,
}
