//! What happened: the append-only log. A fact names what made it, so that a repeat changes nothing.

use std::fmt;

use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantNames};

use crate::domain::{
    BugNumber, CaseNumber, ChannelId, CloseReason, Erasure, MessageId, Obstacle, Priority, Reason,
    Severity, Time, TurnStep, UserId,
    change::{Change, SettingChange},
    named::named,
};

named!(FactKind);

/// What made something happen. With the kind of fact it is unique, so an event that arrives twice
/// is one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Cause {
    /// A command, a button, a menu or a form: the interaction's id.
    Interaction(u64),
    /// A message.
    Message(MessageId),
    /// A message's text was changed, at this time.
    Edit {
        /// The message.
        message: MessageId,
        /// When it was edited, by Discord's clock.
        at: Time,
    },
    /// A reaction.
    Reaction {
        /// The message that was reacted to.
        message: MessageId,
        /// The emoji, as Discord names it: a character, or `name:id`.
        emoji: String,
        /// Who reacted.
        user: UserId,
    },
    /// The interaction with which somebody had their texts erased, in one of their cases.
    Erasure {
        /// The ID of the interaction that asked for it.
        interaction: u64,
        /// The case whose texts were erased.
        case: CaseNumber,
    },
    /// A channel or a thread was deleted.
    Deletion(ChannelId),
    /// Something that fell due: the outbox row's id.
    Due(i64),
    /// Something without an event of its own, such as a change in Discord that was noticed later, or
    /// an import: an ID of our own.
    Noticed(i64),
    /// Somebody deleted a channel or a role that the team works with: its ID.
    Lost(u64),
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Interaction(id) => write!(f, "int:{id}"),
            Self::Message(id) => write!(f, "msg:{id}"),
            Self::Edit { message, at } => write!(f, "edit:{message}:{}", at.timestamp_millis()),
            Self::Reaction { message, emoji, user } => write!(f, "react:{message}:{emoji}:{user}"),
            Self::Erasure { interaction, case } => write!(f, "erase:{interaction}:{}", case.0),
            Self::Deletion(channel) => write!(f, "del:{channel}"),
            Self::Due(id) => write!(f, "due:{id}"),
            Self::Noticed(id) => write!(f, "noticed:{id}"),
            Self::Lost(id) => write!(f, "lost:{id}"),
        }
    }
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What happened.
    pub kind: FactKind,
    /// The case that it happened to; `None` if it concerns no single case.
    pub case: Option<CaseNumber>,
    /// The bug that it happened to or was about.
    pub bug: Option<BugNumber>,
    /// Who did it. Nobody, where the bot did.
    pub actor: Option<UserId>,
    /// When it happened, to the millisecond.
    pub at: Time,
}

/// One fact as the log has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedFact {
    /// What happened; only its name, where another version of this program wrote it in a way that
    /// this one cannot read.
    pub kind: Result<FactKind, String>,
    /// The bug that it was about.
    pub bug: Option<BugNumber>,
    /// Who did it; `None` if the bot did.
    pub actor: Option<UserId>,
    /// When it happened, to the millisecond.
    pub at: Time,
    /// As [`Cause`] writes itself.
    pub cause: String,
}

/// What can happen, with what is worth knowing of it. Holds no text that a person wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr, VariantNames)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum FactKind {
    /// A case was opened.
    CaseOpened {
        /// The origin: `menu`, `reaction`, `ask`, `on_behalf`, `moved:` and the number of another
        /// case, or `rule:` and the name of the rule.
        how: String,
    },
    /// An agent took the case.
    CaseClaimed,
    /// The case has no assignee any more.
    CaseReleased {
        /// The ID of the former assignee.
        from: u64,
    },
    /// The case got a tag.
    CaseTagged {
        /// The tag.
        tag: String,
    },
    /// The case lost a tag.
    CaseUntagged {
        /// The tag.
        tag: String,
    },
    /// Tags were chosen from the card's menu.
    CaseRetagged {
        /// The tags that it got.
        added: Vec<String>,
        /// The tags that it lost.
        removed: Vec<String>,
    },
    /// A bug report was made of the case.
    CaseEscalated,
    /// The priority changed.
    CasePrioritised {
        /// The priority before.
        from: Priority,
        /// The priority after.
        to: Priority,
    },
    /// Somebody gave the case to an agent.
    CaseAssigned {
        /// The ID of that agent.
        to: u64,
        /// The ID of the former assignee, if there was one.
        from: Option<u64>,
    },
    /// Somebody asked the assignee to hand the case over.
    HandoverRequested {
        /// The ID of the agent who is to have it.
        to: u64,
        /// The ID of the assignee.
        from: u64,
    },
    /// The assignee left the server or is no agent any more, so the case went back to the queue.
    CaseReturned {
        /// The ID of the former assignee.
        from: u64,
    },
    /// Somebody wrote a note for the team.
    NoteAdded,
    /// An agent had a saved reply sent. It counts once it was posted.
    ReplyPrepared {
        /// The name of the saved reply.
        snippet: String,
    },
    /// A saved reply was posted for an agent.
    ReplySent {
        /// The name of the saved reply.
        snippet: String,
        /// Whether it was the first answer in the case.
        first: bool,
    },
    /// The case was put aside.
    CaseSnoozed {
        /// Seconds since 1970.
        until: i64,
    },
    /// The case came back after it had been put aside.
    SnoozeEnded,
    /// An agent had the customer promised an answer. It counts once that was posted.
    PromisePrepared {
        /// Seconds since 1970.
        until: i64,
    },
    /// The customer was promised an answer.
    PromiseMade {
        /// Seconds since 1970.
        until: i64,
    },
    /// The time of a promise came, and the customer still waited.
    PromiseDue,
    /// An agent had the customer asked whether an answer is final. It counts once that was posted.
    SolutionPrepared {
        /// Which proposal of the case, counted from 1.
        attempt: i64,
    },
    /// An answer was proposed as final: the customer was asked.
    SolutionProposed {
        /// Which proposal of the case, counted from 1.
        attempt: i64,
        /// It came with words: an answer like any other.
        #[serde(default)]
        answered: bool,
    },
    /// The proposed answer helped.
    SolutionConfirmed {
        /// Which proposal of the case, counted from 1.
        attempt: i64,
        /// An agent said so for the customer.
        for_customer: bool,
    },
    /// The proposed answer did not help.
    SolutionRejected {
        /// Which proposal of the case, counted from 1.
        attempt: i64,
        /// An agent said so for the customer.
        for_customer: bool,
    },
    /// A customer who does not answer is to be asked whether the case is solved. It counts once the
    /// question was posted.
    FollowUpPrepared,
    /// A customer who did not answer was asked whether the case is solved.
    FollowedUp,
    /// A reminder fell due. It counts once it was posted.
    ReminderPrepared,
    /// The customer was reminded of a proposed answer.
    CustomerReminded,
    /// By nobody, where it was silence that closed it.
    CaseClosed {
        /// Why.
        reason: CloseReason,
        /// Of which case it is a duplicate, if somebody said so.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        of: Option<CaseNumber>,
        /// The ID of the channel to which it was moved, if somebody said so.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<u64>,
    },
    /// The case goes on in another.
    CaseMerged {
        /// The other case.
        into: CaseNumber,
    },
    /// The case goes on by itself again.
    CaseUnmerged {
        /// The case in which it went on.
        from: CaseNumber,
    },
    /// Another case goes on in this one.
    CaseAbsorbed {
        /// The other case.
        from: CaseNumber,
    },
    /// A case that went on in this one goes on by itself again.
    AbsorptionUndone {
        /// The other case.
        from: CaseNumber,
    },
    /// The case was linked to a bug that existed already.
    BugLinked,
    /// The link to a bug was removed.
    BugUnlinked,
    /// How the customer found it: 1 is bad, 3 is good.
    CaseRated {
        /// 1 to 3.
        score: u8,
    },
    /// The customer wrote in the thread.
    CustomerWrote {
        /// The ID of the message.
        message: u64,
    },
    /// Somebody of the team wrote where the customer can read it.
    AgentAnswered {
        /// The ID of the message.
        message: u64,
        /// Whether it was the first answer in the case.
        first: bool,
    },
    /// Somebody who replied to the question in its channel was pointed to the thread.
    PointedToThread {
        /// The ID of their reply.
        message: u64,
    },
    /// An agent flagged a message that cannot become a case.
    FlagRefused {
        /// The ID of the message.
        message: u64,
    },
    /// What was said in the thread before the case was opened was read.
    ThreadRead {
        /// How many messages were not stored before.
        messages: i64,
    },
    /// The customer or somebody of the team changed what they had written.
    MessageEdited {
        /// The ID of the message.
        message: u64,
    },
    /// A message is gone. Discord does not say who deleted it.
    MessageDeleted {
        /// The ID of the message.
        message: u64,
    },
    /// The case was opened again.
    CaseReopened,
    /// Somebody deleted the thread.
    ThreadLost,
    /// Somebody locked the thread, so that the customer cannot write there.
    ThreadLocked,
    /// Somebody unlocked the thread.
    ThreadUnlocked,
    /// Somebody deleted a channel or a role that the team works with.
    PlaceLost {
        /// The option of `/setup` that names it.
        option: String,
        /// The ID of the channel or role.
        id: u64,
    },
    /// The customer left the server, was kicked or banned.
    CustomerLeft,
    /// The customer, who had left the server, is there again.
    CustomerRejoined,
    /// A bug was reported.
    BugReported {
        /// How bad it was said to be.
        severity: Severity,
    },
    /// A rule with the action `ask` put a message before the agents.
    MessageOffered {
        /// The ID of the message.
        message: u64,
        /// The ID of the channel or thread that contains it. None in the records of earlier
        /// versions, as the author.
        #[serde(default)]
        channel: Option<u64>,
        /// The ID of its author.
        #[serde(default)]
        author: Option<u64>,
        /// The name of the rule.
        rule: String,
    },
    /// A message that was put before the agents is no question. Nobody said so, where nobody decided
    /// about it within a day.
    OfferDismissed {
        /// The ID of the message.
        message: u64,
    },
    /// Texts of a case are no longer kept.
    TextsErased {
        /// Why.
        why: Erasure,
    },
    /// The bot cannot reach the customer. What is to be said to them waits.
    DeliveryHeld {
        /// What it could not do, and why.
        obstacle: Obstacle,
    },
    /// The bot can reach the customer again, or has nothing to say to them any more.
    DeliveryResumed {
        /// Whether what waited has lost its purpose. If not, it was sent.
        #[serde(default)]
        moot: bool,
    },
    /// Something that was to be said to the customer never will be.
    DeliveryGivenUp {
        /// What could not be said, and why.
        obstacle: Obstacle,
    },
    /// Something that was to be said in Discord could not be, and waits for a person.
    DeliveryParked {
        /// What Discord or the program said. Holds no text that a person wrote.
        reason: String,
    },
    /// Somebody used `/setup`.
    SettingsChanged {
        /// The settings that are different now.
        changes: Vec<SettingChange>,
    },
    /// A rule was added, edited or removed.
    RuleChanged {
        /// What was done with it.
        change: Change,
        /// Its name, after an edit the new one.
        name: String,
    },
    /// A saved reply was added, edited or removed.
    SnippetChanged {
        /// What was done with it.
        change: Change,
        /// Its name, after an edit the new one.
        name: String,
    },
    /// A bridge was added or removed.
    BridgeChanged {
        /// What was done with it.
        change: Change,
        /// Its name.
        name: String,
    },
}

/// A value that a sentence about a fact can name. How it is shown depends on what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactValue<'a> {
    /// A person.
    Person(UserId),
    /// A message in the thread of the case.
    Message(MessageId),
    /// A case of the same server.
    Case(CaseNumber),
    /// A channel of the server.
    Channel(ChannelId),
    /// A time, in seconds since 1970.
    Time(i64),
    /// A count, or a number from 1 up.
    Number(i64),
    /// A tag.
    Tag(&'a str),
    /// Tags, perhaps none.
    Tags(&'a [String]),
    /// A name that a person gave to something.
    Name(&'a str),
    /// What a program reported.
    Report(&'a str),
    /// Why something could not be done in Discord.
    Reason(&'a Reason),
    /// One of the words that an option of a command offers.
    Choice(&'static str),
    /// One of a few words that a sentence selects by.
    Word(&'static str),
    /// Nothing: the fact has no such value.
    Missing,
}

impl FactKind {
    /// A case was closed for a reason, and nothing more is known.
    pub fn closed(reason: CloseReason) -> Self {
        Self::CaseClosed { reason, of: None, to: None }
    }

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
            Self::CaseEscalated | Self::BugLinked => TurnStep::Holds,
            Self::PromiseMade { .. } => TurnStep::Promises,
            // A merged case keeps its turn, in case it is unmerged.
            Self::CaseMerged { .. }
            | Self::CaseUnmerged { .. }
            | Self::CaseAbsorbed { .. }
            | Self::AbsorptionUndone { .. }
            | Self::CaseRetagged { .. }
            | Self::CaseAssigned { .. }
            | Self::HandoverRequested { .. }
            | Self::CaseReturned { .. }
            | Self::NoteAdded
            | Self::CaseSnoozed { .. }
            | Self::SnoozeEnded
            | Self::PromisePrepared { .. }
            | Self::PromiseDue
            | Self::ReplyPrepared { .. }
            | Self::SolutionPrepared { .. }
            | Self::FollowUpPrepared
            | Self::FollowedUp
            | Self::ReminderPrepared
            | Self::CustomerReminded
            | Self::BugUnlinked
            | Self::CaseRated { .. } => TurnStep::Nothing,
            Self::CaseOpened { .. }
            | Self::CaseClaimed
            | Self::CaseReleased { .. }
            | Self::CaseTagged { .. }
            | Self::CaseUntagged { .. }
            | Self::CasePrioritised { .. }
            | Self::CustomerWrote { .. }
            | Self::AgentAnswered { .. }
            | Self::PointedToThread { .. }
            | Self::FlagRefused { .. }
            | Self::ThreadRead { .. }
            | Self::MessageEdited { .. }
            | Self::MessageDeleted { .. }
            | Self::BugReported { .. }
            | Self::MessageOffered { .. }
            | Self::OfferDismissed { .. }
            | Self::DeliveryHeld { .. }
            | Self::DeliveryResumed { .. }
            | Self::DeliveryGivenUp { .. }
            | Self::DeliveryParked { .. }
            | Self::SettingsChanged { .. }
            | Self::RuleChanged { .. }
            | Self::SnippetChanged { .. }
            | Self::BridgeChanged { .. }
            | Self::TextsErased { .. }
            | Self::ThreadLost
            | Self::ThreadLocked
            | Self::ThreadUnlocked
            | Self::PlaceLost { .. }
            | Self::CustomerLeft
            | Self::CustomerRejoined => TurnStep::Nothing,
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
                None if how.starts_with("moved:") => vec![("how", FactValue::Word("moved"))],
                None if how == "on_behalf" => vec![("how", FactValue::Word("on-behalf"))],
                None => vec![("how", FactValue::Word("flag"))],
            },
            Self::CaseAssigned { to, from } => {
                vec![("to", person(*to)), ("from", from.map_or(FactValue::Missing, person))]
            }
            Self::HandoverRequested { to, from } => {
                vec![("to", person(*to)), ("from", person(*from))]
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
            Self::ReplyPrepared { snippet } => vec![("snippet", FactValue::Name(snippet))],
            Self::ReplySent { snippet, first } => {
                vec![("snippet", FactValue::Name(snippet)), ("first", yes(*first))]
            }
            Self::CaseSnoozed { until }
            | Self::PromisePrepared { until }
            | Self::PromiseMade { until } => vec![("until", FactValue::Time(*until))],
            Self::SolutionPrepared { attempt } | Self::SolutionProposed { attempt, .. } => {
                vec![("attempt", FactValue::Number(*attempt))]
            }
            Self::SolutionConfirmed { for_customer, .. }
            | Self::SolutionRejected { for_customer, .. } => {
                vec![("for-customer", yes(*for_customer))]
            }
            Self::CaseClosed { reason, of, to } => vec![
                ("reason", FactValue::Word(reason.into_str())),
                ("of", of.map_or(FactValue::Missing, FactValue::Case)),
                ("to", to.map_or(FactValue::Missing, |to| FactValue::Channel(ChannelId(to)))),
            ],
            Self::CaseMerged { into } => vec![("into", FactValue::Case(*into))],
            Self::CaseUnmerged { from }
            | Self::CaseAbsorbed { from }
            | Self::AbsorptionUndone { from } => vec![("from", FactValue::Case(*from))],
            Self::CaseRated { score } => vec![("score", FactValue::Number(i64::from(*score)))],
            Self::CustomerWrote { message: id }
            | Self::PointedToThread { message: id }
            | Self::FlagRefused { message: id }
            | Self::OfferDismissed { message: id }
            | Self::MessageEdited { message: id }
            | Self::MessageDeleted { message: id } => vec![("message", message(*id))],
            Self::AgentAnswered { message: id, first } => {
                vec![("message", message(*id)), ("first", yes(*first))]
            }
            Self::ThreadRead { messages } => vec![("messages", FactValue::Number(*messages))],
            Self::BugReported { severity } => {
                vec![("severity", FactValue::Choice(severity.into_str()))]
            }
            Self::MessageOffered { rule, .. } => vec![("rule", FactValue::Name(rule))],
            Self::TextsErased { why } => vec![("why", FactValue::Word(why.into_str()))],
            Self::DeliveryHeld { obstacle } | Self::DeliveryGivenUp { obstacle } => vec![
                ("undone", FactValue::Word(obstacle.undone.into_str())),
                ("reason", FactValue::Reason(&obstacle.reason)),
            ],
            Self::DeliveryResumed { moot } => vec![("moot", yes(*moot))],
            Self::PlaceLost { option, .. } => vec![("option", FactValue::Name(option))],
            Self::DeliveryParked { reason } => vec![("reason", FactValue::Report(reason))],
            Self::RuleChanged { change, name }
            | Self::SnippetChanged { change, name }
            | Self::BridgeChanged { change, name } => {
                vec![("change", FactValue::Word(change.into())), ("name", FactValue::Name(name))]
            }
            Self::CaseClaimed
            | Self::CaseEscalated
            | Self::NoteAdded
            | Self::SnoozeEnded
            | Self::PromiseDue
            | Self::FollowUpPrepared
            | Self::FollowedUp
            | Self::ReminderPrepared
            | Self::CustomerReminded
            | Self::BugLinked
            | Self::BugUnlinked
            | Self::CaseReopened
            | Self::SettingsChanged { .. }
            | Self::ThreadLost
            | Self::ThreadLocked
            | Self::ThreadUnlocked
            | Self::CustomerLeft
            | Self::CustomerRejoined => Vec::new(),
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
                "from": from, "to": to, "of": 3, "how": "menu", "tag": "billing", "added": ["billing"],
                "removed": ["crash"], "snippet": "reset", "first": true, "moot": true, "until": 1_000_000,
                "attempt": 1, "for_customer": true, "reason": "no_reply", "into": 3, "score": 3,
                "obstacle": { "undone": "answer", "reason": { "kind": "thread_locked" } },
                "message": 9, "messages": 4, "severity": "high", "rule": "cr*shes", "why": "own_wish",
                "option": "desk", "id": 9, "change": "added", "name": "cr*shes",
                "changes": [{ "option": "mode", "from": "public", "to": "private" }],
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
