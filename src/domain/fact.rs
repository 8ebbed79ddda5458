//! What happened: the append-only log. A fact names what made it, so that a repeat changes nothing.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{BugNumber, CaseNumber, MessageId, Priority, Severity, Time, UserId};

/// What made something happen. With the kind of fact it is unique, so an event that arrives twice is one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Cause {
    /// A command, a button, a menu or a form: the interaction's id.
    Interaction(u64),
    /// A message.
    Message(MessageId),
    /// A reaction.
    Reaction { message: MessageId, emoji: String, user: UserId },
    /// Something that fell due: the outbox row's id.
    Due(i64),
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Interaction(id) => write!(f, "int:{id}"),
            Self::Message(id) => write!(f, "msg:{id}"),
            Self::Reaction { message, emoji, user } => write!(f, "react:{message}:{emoji}:{user}"),
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
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
    CaseEscalated,
    CasePrioritised {
        to: Priority,
    },
    CustomerWrote {
        message: u64,
    },
    AgentAnswered {
        message: u64,
        first: bool,
    },
    CaseReopened,
    BugReported {
        severity: Severity,
    },
    /// A rule with the action `ask` put a message before the agents.
    MessageOffered {
        message: u64,
        rule: String,
    },
    /// Something that was to be said in Discord could not be, and waits for a person.
    DeliveryParked {
        reason: String,
    },
}

impl FactKind {
    /// The name under which the log keeps it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::CaseOpened { .. } => "case_opened",
            Self::CaseClaimed => "case_claimed",
            Self::CaseReleased { .. } => "case_released",
            Self::CaseTagged { .. } => "case_tagged",
            Self::CaseUntagged { .. } => "case_untagged",
            Self::CaseEscalated => "case_escalated",
            Self::CasePrioritised { .. } => "case_prioritised",
            Self::CustomerWrote { .. } => "customer_wrote",
            Self::AgentAnswered { .. } => "agent_answered",
            Self::CaseReopened => "case_reopened",
            Self::BugReported { .. } => "bug_reported",
            Self::MessageOffered { .. } => "message_offered",
            Self::DeliveryParked { .. } => "delivery_parked",
        }
    }
}
