//! The terms of the trade: what a case, a bug, a message or a server can be. Each value has one
//! name, which the database, the export, buttons and the files of words share.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

/// Where a case stands.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum Status {
    /// Nobody is assigned.
    New,
    /// Waiting on us.
    Open,
    /// Waiting on the customer.
    Pending,
    /// Waiting on a bug or on another team.
    OnHold,
    /// An answer was proposed as final.
    Solved,
    /// Over: nothing more is expected of anybody.
    Closed,
}

/// What a status means to those who only ask whether something is still to be done. It is stored
/// beside the status, and SQL asks for it alone: a new status changes no statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum Phase {
    /// Somebody has to do something.
    Open,
    /// Done, but not for good: the person concerned has the last word.
    Solved,
    /// Over.
    Closed,
}

impl Status {
    /// The phase of a case with this status.
    pub fn phase(self) -> Phase {
        match self {
            Self::New | Self::Open | Self::Pending | Self::OnHold => Phase::Open,
            Self::Solved => Phase::Solved,
            Self::Closed => Phase::Closed,
        }
    }
}

/// How soon a case should be looked at.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum Priority {
    Low,
    #[default]
    Normal,
    High,
    Urgent,
}

/// Why a case was closed.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum CloseReason {
    Solved,
    Duplicate,
    NoReply,
    Moved,
    Spam,
}

/// In what kind of thread a case lives.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, EnumString, IntoStaticStr, VariantArray,
)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum ThreadKind {
    /// A thread of its own, which we start from the question.
    #[default]
    Started,
    /// The thread that contains the question, started by the customer for it, such as a post in a
    /// forum.
    Own,
    /// A thread that others began and in which the question came up. It goes on when the case is
    /// closed.
    Shared,
    /// A thread that only the customer and the team see.
    Private,
}

/// How bad a bug is for those whom it hits.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum Severity {
    Low,
    #[default]
    Normal,
    High,
    Critical,
}

/// Where a bug stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum BugStatus {
    Reported,
    Accepted,
    Fixed,
    Shipped,
    Declined,
    Duplicate,
}

impl BugStatus {
    /// The phase of a bug with this status.
    pub fn phase(self) -> Phase {
        match self {
            Self::Reported | Self::Accepted => Phase::Open,
            Self::Fixed => Phase::Solved,
            Self::Shipped | Self::Declined | Self::Duplicate => Phase::Closed,
        }
    }
}

/// On which side of a case somebody stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum Side {
    /// The one who asked.
    Customer,
    /// Somebody of the team.
    Agent,
    /// Anyone else: never changes whose turn it is.
    Other,
}

/// What happens with a message that a rule matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum RuleAction {
    /// It becomes a case.
    Open,
    /// It is put before the agents, who decide.
    Ask,
    /// Nothing: the rule rests.
    None,
}

/// Who can read a case's thread.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum Mode {
    /// Everybody who can read the question.
    #[default]
    Public,
    /// The customer and the team.
    Private,
}

/// Why texts were erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum Erasure {
    /// The person who wrote them asked for it.
    OwnWish,
    /// The operator of the bot erased them for that person.
    Operator,
    /// They reached the age at which the server erases texts.
    Age,
}

/// The effect of a message or an action on the turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TurnStep {
    /// The customer wants an answer.
    Asks,
    /// Somebody of the team wrote to the customer.
    Answers,
    /// Closes all open questions, though nobody wrote an answer.
    Settles,
    /// No effect: thanks, or a third person's message.
    Nothing,
}
