//! What happened: the append-only log. A fact names what made it, so that a repeat changes nothing.

use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantNames};

use crate::domain::{
    BugNumber, BugOutcome, BugStatus, CaseNumber, CloseReason, Erasure, Obstacle, Priority,
    RequestNumber, Severity, Time, TurnStep, UserId,
    change::{Change, SettingChange},
    named::named,
};

named!(FactKind);

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
    /// As [`Cause`](crate::domain::Cause) writes itself.
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
    /// Whoever had asked the assignee to hand the case over is no agent any more.
    HandoverEnded {
        /// The ID of that person.
        by: u64,
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
    /// The link to a bug became a link to another, of which it is a duplicate.
    BugMoved {
        /// The number of the duplicate.
        from: i64,
    },
    /// A member said that the case is about their problem as well.
    CaseFollowed,
    /// An agent is asked to tell the customer what became of a bug.
    NewsDrafted {
        /// What became of it.
        outcome: BugOutcome,
    },
    /// The customer is to be told what became of a bug. It counts once that was posted.
    NewsPublished {
        /// What became of it.
        outcome: BugOutcome,
        /// Whether an agent wrote the words.
        edited: bool,
    },
    /// The customer was told what became of a bug.
    NewsTold {
        /// What became of it.
        outcome: BugOutcome,
        /// Which proposal of the case asked whether it works now, counted from 1; 0 if none did.
        attempt: i64,
        /// It came with an agent's words, or is the last word: an answer like any other.
        answered: bool,
    },
    /// The customer was told how far a bug is for which they wait. No answer to what they asked.
    CustomerUpdated {
        /// How far it is.
        outcome: BugOutcome,
    },
    /// A case waits for a bug again: it or the case was opened again.
    CaseHeld,
    /// A case waits for no bug any more.
    HoldEnded,
    /// What the customer was to be told of a bug is not so any more.
    NewsWithdrawn {
        /// What became of it.
        outcome: BugOutcome,
    },
    /// A developer asked the agents something.
    InfoRequested,
    /// An agent answered what a developer had asked.
    InfoGiven,
    /// An agent had the customer asked something for the developers. It counts once it was posted.
    QuestionPrepared,
    /// A developer accepted a bug.
    BugAccepted,
    /// A developer took a bug over.
    BugTaken {
        /// The ID of the developer who had it.
        from: u64,
    },
    /// Whoever worked on a bug is no developer any more.
    BugFreed {
        /// Who.
        from: u64,
    },
    /// A bug is fixed, but no released version contains the fix.
    BugFixed,
    /// A released version contains the fix of a bug.
    BugShipped {
        /// The version.
        version: String,
    },
    /// A bug will not be fixed.
    BugDeclined,
    /// A bug is a duplicate of another.
    BugDuplicated {
        /// The number of the other bug.
        of: i64,
    },
    /// Another bug is a duplicate of this one no more.
    BugParted {
        /// The number of the other bug.
        from: i64,
    },
    /// Another bug is a duplicate of this one.
    BugJoined {
        /// The number of the other bug.
        from: i64,
    },
    /// A bug is open again.
    BugReopened {
        /// Where it stood.
        status: BugStatus,
        /// The number of the bug of which it was a duplicate.
        of: Option<i64>,
    },
    /// The report of a bug was corrected.
    BugEdited,
    /// A bug that was shipped is still broken for a customer.
    BugReturned,
    /// A case of after the release was linked to a bug that was shipped, or one for which the fix
    /// had worked was reopened.
    BugRecurred {
        /// Whether the case was reopened.
        #[serde(default)]
        reopened: bool,
    },
    /// An agent posted, changed or took down the known-issue notice of a bug.
    BugNoticeChanged {
        /// What was done with it.
        change: Change,
        /// The ID of the channel in which it is to be. None if it was taken down.
        channel: Option<u64>,
    },
    /// Somebody deleted the known-issue notice of a bug in Discord.
    BugNoticeDeleted,
    /// A member said under the known-issue notice of a bug that it is their problem as well.
    KnownIssueFollowed,
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
    /// A message that was put before the agents is no question. Nobody said so, where nobody
    /// decided about it within a day.
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
    /// Another team was added or removed.
    TeamChanged {
        /// What was done with it.
        change: Change,
        /// Its name.
        name: String,
    },
    /// An agent asked another team something.
    RequestOpened {
        /// The name of the team.
        team: String,
        /// The request.
        request: RequestNumber,
    },
    /// Somebody of the other team became the owner of a request.
    RequestTaken {
        /// The name of the team.
        team: String,
        /// The request.
        request: RequestNumber,
    },
    /// The owner of a request can't answer it any more.
    RequestFreed {
        /// The name of the team.
        team: String,
        /// The request.
        request: RequestNumber,
        /// The ID of the owner.
        from: u64,
    },
    /// The other team answered a request.
    RequestAnswered {
        /// The name of the team.
        team: String,
        /// The request.
        request: RequestNumber,
    },
    /// An agent withdrew a request.
    RequestWithdrawn {
        /// The name of the team.
        team: String,
        /// The request.
        request: RequestNumber,
    },
    /// The time came at which a request was to be answered, and it was open.
    RequestOverdue {
        /// The name of the team.
        team: String,
        /// The request.
        request: RequestNumber,
    },
}

impl FactKind {
    /// A case was closed for a reason, and nothing more is known.
    pub fn closed(reason: CloseReason) -> Self {
        Self::CaseClosed { reason, of: None, to: None }
    }

    /// Returns its effect on the turn. Facts about messages have none, since the messages
    /// themselves count.
    pub fn turn_step(&self) -> TurnStep {
        match self {
            Self::CaseReopened | Self::SolutionRejected { .. } => TurnStep::Reopens,
            Self::ReplySent { .. }
            | Self::SolutionProposed { answered: true, .. }
            | Self::NewsTold { answered: true, .. } => TurnStep::Answers,
            Self::SolutionProposed { answered: false, .. }
            | Self::NewsTold { answered: false, .. }
            | Self::SolutionConfirmed { .. }
            | Self::CaseClosed { .. } => TurnStep::Settles,
            Self::CaseEscalated | Self::BugLinked => TurnStep::Holds,
            Self::PromiseMade { until } => {
                Time::from_timestamp(*until, 0).map_or(TurnStep::Nothing, TurnStep::Promises)
            }
            // A merged case keeps its turn, in case it is unmerged.
            Self::CaseMerged { .. }
            | Self::CaseUnmerged { .. }
            | Self::CaseAbsorbed { .. }
            | Self::AbsorptionUndone { .. }
            | Self::CaseRetagged { .. }
            | Self::CaseAssigned { .. }
            | Self::HandoverRequested { .. }
            | Self::HandoverEnded { .. }
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
            | Self::BugMoved { .. }
            | Self::NewsDrafted { .. }
            | Self::NewsPublished { .. }
            | Self::CustomerUpdated { .. }
            | Self::NewsWithdrawn { .. }
            | Self::CaseHeld
            | Self::HoldEnded
            | Self::InfoRequested
            | Self::CaseFollowed
            | Self::InfoGiven
            | Self::QuestionPrepared
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
            | Self::BugAccepted
            | Self::BugTaken { .. }
            | Self::BugFreed { .. }
            | Self::BugFixed
            | Self::BugShipped { .. }
            | Self::BugDeclined
            | Self::BugDuplicated { .. }
            | Self::BugJoined { .. }
            | Self::BugParted { .. }
            | Self::BugReopened { .. }
            | Self::BugEdited
            | Self::BugReturned
            | Self::BugRecurred { .. }
            | Self::BugNoticeChanged { .. }
            | Self::BugNoticeDeleted
            | Self::KnownIssueFollowed
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
            | Self::TeamChanged { .. }
            | Self::RequestOpened { .. }
            | Self::RequestTaken { .. }
            | Self::RequestFreed { .. }
            | Self::RequestAnswered { .. }
            | Self::RequestWithdrawn { .. }
            | Self::RequestOverdue { .. }
            | Self::TextsErased { .. }
            | Self::ThreadLost
            | Self::ThreadLocked
            | Self::ThreadUnlocked
            | Self::PlaceLost { .. }
            | Self::CustomerLeft
            | Self::CustomerRejoined => TurnStep::Nothing,
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
                "from": from, "to": to, "by": 7, "of": 3, "how": "menu", "tag": "billing", "added": ["billing"],
                "removed": ["crash"], "snippet": "reset", "first": true, "moot": true, "until": 1_000_000,
                "attempt": 1, "for_customer": true, "reason": "no_reply", "into": 3, "score": 3,
                "obstacle": { "undone": "answer", "reason": { "kind": "thread_locked" } },
                "message": 9, "channel": 9, "messages": 4, "severity": "high", "rule": "cr*shes", "why": "own_wish",
                "outcome": "shipped", "edited": true, "answered": true, "version": "5.3", "status": "fixed",
                "option": "desk", "id": 9, "team": "bill*ng", "request": 4, "change": "added", "name": "cr*shes",
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
