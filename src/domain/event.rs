//! What happened: the append-only log. A fact names what made it, so that a repeat changes nothing.

use std::fmt;

use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantNames};

use crate::domain::{
    BugNumber, CaseNumber, CloseReason, Erasure, MessageId, Priority, Severity, Time, TurnStep,
    UserId,
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

/// One fact as the log has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedFact {
    /// What happened; only its name, where another version of this program wrote it in a way that
    /// this one cannot read.
    pub kind: Result<FactKind, String>,
    pub bug: Option<BugNumber>,
    pub actor: Option<UserId>,
    pub at: Time,
    /// As [`Cause`] writes itself.
    pub cause: String,
}

/// What can happen, with what is worth knowing of it. Holds no text that a person wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr, VariantNames)]
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

/// A value that a sentence about a fact can name. How it is shown depends on what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactValue<'a> {
    Person(UserId),
    /// A message in the thread of the case.
    Message(MessageId),
    Case(CaseNumber),
    /// A time, in seconds since 1970.
    Time(i64),
    Number(i64),
    Tag(&'a str),
    Tags(&'a [String]),
    /// A name that a person gave to something.
    Name(&'a str),
    /// What a program reported.
    Report(&'a str),
    /// One of the words that an option of a command offers.
    Choice(&'static str),
    /// One of a few words that a sentence selects by.
    Word(&'static str),
    Missing,
}

impl FactKind {
    /// Returns its effect on the turn. Facts about messages have none, since the messages themselves
    /// count.
    pub fn turn_step(&self) -> TurnStep {
        match self {
            Self::CaseReopened | Self::SolutionRejected { .. } => TurnStep::Asks,
            Self::ReplySent { .. } | Self::SolutionProposed { answered: true, .. } => {
                TurnStep::Answers
            }
            Self::SolutionProposed { answered: false, .. }
            | Self::SolutionConfirmed { .. }
            | Self::CaseClosed { .. } => TurnStep::Settles,
            // A merged case keeps its turn, in case it is unmerged.
            Self::CaseMerged { .. }
            | Self::CaseUnmerged { .. }
            | Self::CaseAbsorbed { .. }
            | Self::CaseRetagged { .. }
            | Self::CaseAssigned { .. }
            | Self::CaseReturned { .. }
            | Self::NoteAdded
            | Self::CaseSnoozed { .. }
            | Self::SnoozeEnded
            | Self::CustomerReminded
            | Self::BugLinked
            | Self::BugUnlinked
            | Self::CaseRated { .. } => TurnStep::Nothing,
            Self::CaseOpened { .. }
            | Self::CaseClaimed
            | Self::CaseReleased { .. }
            | Self::CaseTagged { .. }
            | Self::CaseUntagged { .. }
            | Self::CaseEscalated
            | Self::CasePrioritised { .. }
            | Self::CustomerWrote { .. }
            | Self::AgentAnswered { .. }
            | Self::MessageEdited { .. }
            | Self::MessageDeleted { .. }
            | Self::BugReported { .. }
            | Self::MessageOffered { .. }
            | Self::DeliveryParked { .. }
            | Self::TextsErased { .. }
            | Self::ThreadLost => TurnStep::Nothing,
        }
    }

    /// Returns what a sentence about the fact can name, each value with its name.
    pub fn values(&self) -> Vec<(&'static str, FactValue<'_>)> {
        let message = |id: u64| FactValue::Message(MessageId(id));
        let person = |id: u64| FactValue::Person(UserId(id));
        let yes = |is_so: bool| FactValue::Word(if is_so { "yes" } else { "no" });
        match self {
            Self::CaseOpened { how } => match how.strip_prefix("rule:") {
                Some(rule) => {
                    vec![("how", FactValue::Word("rule")), ("rule", FactValue::Name(rule))]
                }
                None if how == "ask" => vec![("how", FactValue::Word("ask"))],
                None => vec![("how", FactValue::Word("flag"))],
            },
            Self::CaseAssigned { to, from } => {
                vec![("to", person(*to)), ("from", from.map_or(FactValue::Missing, person))]
            }
            Self::CaseReleased { from } | Self::CaseReturned { from } => {
                vec![("from", person(*from))]
            }
            Self::CaseTagged { tag } | Self::CaseUntagged { tag } => {
                vec![("tag", FactValue::Tag(tag))]
            }
            Self::CaseRetagged { added, removed } => {
                vec![("added", FactValue::Tags(added)), ("removed", FactValue::Tags(removed))]
            }
            Self::CasePrioritised { from, to } => {
                vec![
                    ("from", FactValue::Choice(from.into_str())),
                    ("to", FactValue::Choice(to.into_str())),
                ]
            }
            Self::ReplySent { snippet, first } => {
                vec![("snippet", FactValue::Name(snippet)), ("first", yes(*first))]
            }
            Self::CaseSnoozed { until } => vec![("until", FactValue::Time(*until))],
            Self::SolutionProposed { attempt, .. } => {
                vec![("attempt", FactValue::Number(*attempt))]
            }
            Self::SolutionConfirmed { for_customer, .. }
            | Self::SolutionRejected { for_customer, .. } => {
                vec![("for-customer", yes(*for_customer))]
            }
            Self::CaseClosed { reason } => vec![("reason", FactValue::Word(reason.into_str()))],
            Self::CaseMerged { into } => vec![("into", FactValue::Case(*into))],
            Self::CaseUnmerged { from } | Self::CaseAbsorbed { from } => {
                vec![("from", FactValue::Case(*from))]
            }
            Self::CaseRated { score } => vec![("score", FactValue::Number(i64::from(*score)))],
            Self::CustomerWrote { message: id }
            | Self::MessageEdited { message: id }
            | Self::MessageDeleted { message: id } => vec![("message", message(*id))],
            Self::AgentAnswered { message: id, first } => {
                vec![("message", message(*id)), ("first", yes(*first))]
            }
            Self::BugReported { severity } => {
                vec![("severity", FactValue::Choice(severity.into_str()))]
            }
            Self::MessageOffered { rule, .. } => vec![("rule", FactValue::Name(rule))],
            Self::TextsErased { why } => vec![("why", FactValue::Word(why.into_str()))],
            Self::DeliveryParked { reason } => vec![("reason", FactValue::Report(reason))],
            Self::CaseClaimed
            | Self::CaseEscalated
            | Self::NoteAdded
            | Self::SnoozeEnded
            | Self::CustomerReminded
            | Self::BugLinked
            | Self::BugUnlinked
            | Self::CaseReopened
            | Self::ThreadLost => Vec::new(),
        }
    }
}

/// Facts for tests.
#[cfg(test)]
pub mod sample {
    use serde_json::{Value, json};

    use super::*;

    /// One fact of each kind. A kind with a field that is not here fails.
    pub fn facts() -> Vec<FactKind> {
        let fields = |from: Value, to: Value| {
            json!({
                "from": from, "to": to, "how": "menu", "tag": "billing", "added": ["billing"],
                "removed": ["crash"], "snippet": "reset", "first": true, "until": 1_000_000,
                "attempt": 1, "for_customer": true, "reason": "no_reply", "into": 3, "score": 3,
                "message": 9, "severity": "high", "rule": "cr*shes", "why": "own_wish",
            })
        };
        let fact = |name: &str| {
            let choices = [fields(json!(7), json!(8)), fields(json!("normal"), json!("high"))];
            let read = |mut fields: Value| {
                fields["kind"] = json!(name);
                serde_json::from_value(fields)
            };
            choices.into_iter().map(read).find_map(Result::ok).unwrap_or_else(|| {
                panic!("add what {name} holds");
            })
        };
        FactKind::VARIANTS.iter().map(|name| fact(name)).collect()
    }
}
