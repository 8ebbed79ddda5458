//! What happened: the append-only log. A fact names what made it, so that a repeat changes nothing.

use std::fmt;

use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

use crate::domain::{
    BugNumber, CaseNumber, CloseReason, Erasure, MessageId, Priority, Severity, Time, UserId,
};

/// What made something happen. With the kind of fact it is unique, so an event that arrives twice
/// is one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Cause {
    /// A command, a button, a menu or a form: the interaction's id.
    Interaction(u64),
    /// A message.
    Message(MessageId),
    /// A message's text was changed, at this time.
    Edit { message: MessageId, at: Time },
    /// A reaction.
    Reaction { message: MessageId, emoji: String, user: UserId },
    /// The interaction with which somebody had their texts erased, in one of their cases.
    Erasure { interaction: u64, case: CaseNumber },
    /// Something that fell due: the outbox row's id.
    Due(i64),
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Interaction(id) => write!(f, "int:{id}"),
            Self::Message(id) => write!(f, "msg:{id}"),
            Self::Edit { message, at } => write!(f, "edit:{message}:{}", at.timestamp_millis()),
            Self::Reaction { message, emoji, user } => write!(f, "react:{message}:{emoji}:{user}"),
            Self::Erasure { interaction, case } => write!(f, "erase:{interaction}:{}", case.0),
            Self::Due(id) => write!(f, "due:{id}"),
        }
    }
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    pub kind: FactKind,
    pub case: Option<CaseNumber>,
    pub bug: Option<BugNumber>,
    /// Who did it. Nobody, where the bot did.
    pub actor: Option<UserId>,
    pub at: Time,
}

/// What can happen, with what is worth knowing of it. Holds no text that a person wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum FactKind {
    CaseOpened {
        how: String,
    },
    CaseClaimed,
    CaseReleased {
        from: u64,
    },
    CaseTagged {
        tag: String,
    },
    CaseUntagged {
        tag: String,
    },
    /// Tags were chosen from the card's menu.
    CaseRetagged {
        added: Vec<String>,
        removed: Vec<String>,
    },
    CaseEscalated,
    CasePrioritised {
        from: Priority,
        to: Priority,
    },
    CaseAssigned {
        to: u64,
        from: Option<u64>,
    },
    /// The one who had it is no agent any more.
    CaseReturned {
        from: u64,
    },
    /// Somebody wrote a note for the team.
    NoteAdded,
    ReplySent {
        snippet: String,
        first: bool,
    },
    CaseSnoozed {
        /// Seconds since 1970.
        until: i64,
    },
    SnoozeEnded,
    SolutionProposed {
        attempt: i64,
        /// It came with words: an answer like any other.
        #[serde(default)]
        answered: bool,
    },
    SolutionConfirmed {
        attempt: i64,
        /// An agent said so for the customer.
        for_customer: bool,
    },
    SolutionRejected {
        attempt: i64,
        for_customer: bool,
    },
    CustomerReminded,
    /// By nobody, where it was silence that closed it.
    CaseClosed {
        reason: CloseReason,
    },
    CaseMerged {
        into: CaseNumber,
    },
    CaseUnmerged {
        from: CaseNumber,
    },
    CaseAbsorbed {
        from: CaseNumber,
    },
    BugLinked,
    BugUnlinked,
    /// How the customer found it: 1 is bad, 3 is good.
    CaseRated {
        score: u8,
    },
    CustomerWrote {
        message: u64,
    },
    AgentAnswered {
        message: u64,
        first: bool,
    },
    /// The customer or somebody of the team changed what they had written.
    MessageEdited {
        message: u64,
    },
    /// A message is gone. Discord does not say who deleted it.
    MessageDeleted {
        message: u64,
    },
    CaseReopened,
    /// Somebody deleted the thread.
    ThreadLost,
    BugReported {
        severity: Severity,
    },
    /// A rule with the action `ask` put a message before the agents.
    MessageOffered {
        message: u64,
        rule: String,
    },
    /// Texts of a case are no longer kept.
    TextsErased {
        why: Erasure,
    },
    /// Something that was to be said in Discord could not be, and waits for a person.
    DeliveryParked {
        reason: String,
    },
}
