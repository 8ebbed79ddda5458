//! What can be done with a case, who may do it, and how agents work a case that is open.

use std::collections::BTreeSet;

use crate::domain::{
    Actor, AutoClosePolicy, BugNews, BugNumber, CaseNumber, ChannelId, FactKind, InternalText,
    MessageId, Notice, Obstacle, Permission, Priority, PublicText, Reason, Refusal, Remark, Status,
    Tag, Time, Turn, UserId, WaitStart,
    notice::OthersWork,
    refusal::{CaseRefusal, InputRefusal},
};

use crate::domain::case::{
    closing::Closing,
    state::{Case, Fix, Promise},
    step::Step,
};

/// What can be done with a case, by a person or automatically.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Take the case.
    Claim,
    /// Give the case back to the queue.
    Release,
    /// Hand the case to an agent.
    Assign(UserId),
    /// Take the case from an assignee who left the server or is no longer an agent.
    Return,
    /// End the request that the assignee give the case away: whoever made it, or was to have the
    /// case, is no agent any more.
    EndHandover(UserId),
    /// Add a tag.
    Tag(Tag),
    /// Remove a tag.
    Untag(Tag),
    /// Choose tags from a menu. Tags that it offered and that were not chosen are removed.
    Retag {
        /// The tags that are selected now.
        chosen: BTreeSet<Tag>,
        /// All tags of the menu.
        offered: BTreeSet<Tag>,
    },
    /// Set the priority.
    Prioritise(Priority),
    /// Write something that only the team can read.
    Note(InternalText),
    /// Post a saved reply for an agent.
    Reply {
        /// The name of the saved reply.
        snippet: String,
        /// What it says in this case.
        text: PublicText,
        /// Whether the agent becomes the assignee if there is none.
        claims: bool,
    },
    /// Wait for a bug that was just reported.
    Escalate(BugNumber),
    /// Link a bug that was reported before.
    Link {
        /// The bug.
        bug: BugNumber,
        /// Whether the bug is neither shipped nor declined.
        open: bool,
    },
    /// Remove the link to a bug.
    Unlink(BugNumber),
    /// Link the case to the bug of which its own is a duplicate.
    MoveBug {
        /// The duplicate.
        from: BugNumber,
        /// The other bug.
        to: BugNumber,
    },
    /// Have an agent asked to tell the customer what became of a bug.
    DraftNews {
        /// What became of it.
        news: BugNews,
        /// What the developers wrote about it, for the team.
        reason: Option<Remark>,
        /// The agent who reported the bug, and is asked if the case has no assignee.
        reporter: UserId,
    },
    /// Have the customer told at once what became of a bug.
    PublishNews {
        /// What became of it.
        news: BugNews,
        /// Members who have the same problem, and are told as well.
        followers: Vec<UserId>,
        /// When the customer is reminded, and when silence closes the case.
        auto_close: AutoClosePolicy,
    },
    /// Have the customer told what an agent was asked to tell them.
    SendNews {
        /// The bug.
        bug: BugNumber,
        /// Which time it was shipped or declined, counted from 1.
        round: i64,
        /// The agent's own words; the bot's, if there are none.
        text: Option<PublicText>,
        /// Members who have the same problem, and are told as well.
        followers: Vec<UserId>,
        /// When the customer is reminded, and when silence closes the case.
        auto_close: AutoClosePolicy,
    },
    /// Withdraw what the customer was still to be told of a bug.
    WithdrawNews(BugNumber),
    /// Wait for a linked bug again: it or the case was opened again.
    HoldFor(BugNumber),
    /// Wait for no bug any more: none is open.
    EndHold,
    /// Put a developer's question to the agents.
    AskInfo {
        /// The bug.
        bug: BugNumber,
        /// The developer.
        by: UserId,
        /// What they want to know.
        text: InternalText,
        /// The agent who reported the bug, and is asked if the case has no assignee.
        reporter: UserId,
    },
    /// Ask the customer something for the developers.
    AskCustomer {
        /// The agent's words.
        text: PublicText,
        /// The number of the developers' question, if it is one that the bot knows.
        question: Option<i64>,
    },
    /// Put the case aside.
    Snooze {
        /// When it comes back; has to be in the future.
        until: Time,
    },
    /// Promise the customer an answer. An unassigned case is assigned to the person who promises
    /// it.
    Promise {
        /// By when; has to be in the future.
        until: Time,
    },
    /// Propose an answer as final. An unassigned case is assigned to the person who proposes it.
    Solve {
        /// The answer in a few words, for the customer.
        summary: Option<PublicText>,
        /// When the customer is reminded, and when silence closes the case.
        auto_close: AutoClosePolicy,
    },
    /// Say, as a customer or for them, that the proposed answer helped.
    Confirm {
        /// Which proposal, counted from 1.
        solution: i64,
        /// Whether a customer says so whose own case was merged into this one.
        as_merged: bool,
    },
    /// Say, as a customer or for them, that it did not.
    Reject {
        /// Which proposal, counted from 1.
        solution: i64,
        /// Whether a customer says so whose own case was merged into this one.
        as_merged: bool,
    },
    /// Close the case, and tell the customer why.
    Close(Closing),
    /// Open a case that is solved or closed.
    Reopen,
    /// The same, by a customer whose own case was merged into it.
    ReopenForMerged,
    /// Continue in another case.
    Merge {
        /// The other case.
        into: CaseNumber,
        /// The thread of that case.
        thread: Option<ChannelId>,
    },
    /// Let the case go on by itself again.
    Unmerge,
    /// Record that another case continues in this one.
    Absorb {
        /// The other case.
        from: CaseNumber,
        /// Since when its customer waits for the team, and what began then.
        wait: Option<(Time, WaitStart)>,
        /// By when its customer was promised an answer.
        promise: Option<Promise>,
        /// The fix about which its customer was asked, and has not answered.
        fix: Option<Fix>,
    },
    /// Record that a case that continued in this one continues by itself.
    UndoAbsorption {
        /// The other case.
        from: CaseNumber,
        /// Whose turn it is without it.
        turn: Turn,
    },
    /// Record that somebody deleted the thread.
    LoseThread,
    /// Record that somebody deleted a notice that counted.
    LoseNotice {
        /// The notice.
        notice: Notice,
        /// Its message.
        message: MessageId,
        /// Whether another message asks the customer the same, such as a reminder.
        is_asked_elsewhere: bool,
        /// Who has to write next.
        turn: Turn,
    },
    /// Record that somebody locked the thread, or unlocked it.
    LockThread(bool),
    /// Record that the requester left the server.
    RequesterLeft,
    /// Record that the requester is a member of the server again.
    RequesterRejoined,
    /// Do what is due by now.
    RunDue,
    /// Ask a customer who does not answer whether their case is solved.
    FollowUp(AutoClosePolicy),
    /// Record that a notice is in Discord, from which moment it counts.
    Said {
        /// The notice.
        notice: Notice,
        /// Who has to write next.
        turn: Turn,
    },
    /// Record that the customer cannot be reached in Discord.
    Hold(Obstacle),
    /// Record that the customer can be reached again.
    Resume {
        /// Whether what waited has lost its purpose. If not, it was sent.
        moot: bool,
    },
    /// Record that a notice never will be posted.
    GiveUp {
        /// The notice.
        notice: Notice,
        /// Why.
        reason: Reason,
    },
    /// Record that the customer wrote in the thread. `turn` includes that message.
    CustomerWrote {
        /// The channel or thread that contains the message.
        channel: ChannelId,
        /// The message.
        message: MessageId,
        /// Whether it asks for something, unlike a "thanks".
        wants_an_answer: bool,
        /// Who has to write next.
        turn: Turn,
    },
    /// Record that somebody of the team wrote where the customer can read it.
    AgentWrote {
        /// The message.
        message: MessageId,
        /// Who has to write next.
        turn: Turn,
        /// Whether they become the assignee if there is none.
        claims: bool,
    },
    /// Point somebody who replied to the question in its channel to the thread.
    PointToThread {
        /// Their reply.
        message: MessageId,
    },
    /// Record that what was said in the thread before the case was read.
    ReadThread {
        /// How many messages that were not stored before.
        messages: i64,
        /// Who has to write next.
        turn: Turn,
    },
    /// Record that a message of either was edited.
    MessageEdited {
        /// The message.
        message: MessageId,
        /// Who has to write next.
        turn: Turn,
    },
    /// Record that a message of either was deleted.
    MessageDeleted {
        /// The message.
        message: MessageId,
        /// Who has to write next.
        turn: Turn,
    },
}

impl Action {
    /// The proposed answer on which it is the customer's word, counted from 1. None for anything
    /// else.
    pub fn attempt(&self) -> Option<i64> {
        match self {
            Self::Confirm { solution, .. } | Self::Reject { solution, .. } => Some(*solution),
            _ => None,
        }
    }

    /// The same, where whoever speaks up on a proposed answer asked in a case that was merged.
    #[must_use]
    pub fn as_merged_customer(self) -> Self {
        match self {
            Self::Confirm { solution, .. } => Self::Confirm { solution, as_merged: true },
            Self::Reject { solution, .. } => Self::Reject { solution, as_merged: true },
            other => other,
        }
    }

    /// Returns the permission that it needs. None for what only happens automatically.
    pub fn permission(&self) -> Option<Permission> {
        match self {
            Self::Confirm { .. } | Self::Reject { .. } | Self::Reopen | Self::ReopenForMerged => {
                Some(Permission::RespondToSolution)
            }
            Self::Claim
            | Self::Release
            | Self::Assign(_)
            | Self::Tag(_)
            | Self::Untag(_)
            | Self::Retag { .. }
            | Self::Prioritise(_)
            | Self::Note(_)
            | Self::Reply { .. }
            | Self::Escalate(_)
            | Self::Link { .. }
            | Self::Unlink(_)
            | Self::SendNews { .. }
            | Self::AskCustomer { .. }
            | Self::Snooze { .. }
            | Self::Promise { .. }
            | Self::Solve { .. }
            | Self::Close(_)
            | Self::Merge { .. }
            | Self::Unmerge
            | Self::Absorb { .. }
            | Self::UndoAbsorption { .. } => Some(Permission::WorkCases),
            Self::Return
            | Self::EndHandover(_)
            | Self::MoveBug { .. }
            | Self::DraftNews { .. }
            | Self::PublishNews { .. }
            | Self::WithdrawNews(_)
            | Self::HoldFor(_)
            | Self::EndHold
            | Self::AskInfo { .. }
            | Self::LoseThread
            | Self::LoseNotice { .. }
            | Self::LockThread(_)
            | Self::RequesterLeft
            | Self::RequesterRejoined
            | Self::RunDue
            | Self::FollowUp(_)
            | Self::Said { .. }
            | Self::Hold(_)
            | Self::Resume { .. }
            | Self::GiveUp { .. }
            | Self::CustomerWrote { .. }
            | Self::AgentWrote { .. }
            | Self::PointToThread { .. }
            | Self::ReadThread { .. }
            | Self::MessageEdited { .. }
            | Self::MessageDeleted { .. } => None,
        }
    }
}

impl Case {
    /// Applies an action. Returns what happened.
    pub(super) fn apply(
        &mut self,
        action: Action,
        actor: &Actor,
        now: Time,
    ) -> Result<Step, Refusal> {
        Ok(match action {
            Action::Claim => self.claim(actor, now)?.into(),
            Action::Release => self.release(actor)?.into(),
            Action::Assign(agent) => self.assign(actor, agent, now)?,
            Action::Return => self.give_back()?,
            Action::EndHandover(left) => self.end_handover(left)?.into(),
            Action::Tag(tag) => self.tag(tag)?.into(),
            Action::Untag(tag) => self.untag(&tag)?.into(),
            Action::Retag { chosen, offered } => self.retag(&chosen, &offered)?.into(),
            Action::Prioritise(priority) => self.prioritise(priority)?.into(),
            Action::Note(text) => {
                Step::saying(FactKind::NoteAdded, [Notice::note(actor.user, text)])
            }
            Action::Reply { snippet, text, claims } => {
                self.reply(actor, snippet, text, claims, now)?
            }
            Action::Escalate(bug) => self.escalate(bug)?,
            Action::Link { bug, open } => self.link(bug, open)?,
            Action::Unlink(bug) => self.unlink(bug)?,
            Action::MoveBug { from, to } => self.move_bug(from, to)?,
            Action::DraftNews { news, reason, reporter } => self.draft(news, reason, reporter)?,
            Action::PublishNews { news, followers, auto_close } => {
                self.publish(None, news, None, &followers, auto_close, now)?
            }
            Action::SendNews { bug, round, text, followers, auto_close } => {
                self.send_news(actor, (bug, round), text, &followers, auto_close, now)?
            }
            Action::WithdrawNews(bug) => self.withdraw_news(bug)?,
            Action::HoldFor(bug) => self.hold_for(bug)?,
            Action::EndHold => self.end_hold()?.into(),
            Action::AskInfo { bug, by, text, reporter } => {
                let agent = self.assignee.or(Some(reporter));
                let asked = Notice::info_requested(bug, by, text, agent);
                Step { bug: Some(bug), ..Step::saying(FactKind::InfoRequested, [asked]) }
            }
            Action::AskCustomer { text, question } => self.ask_customer(actor, text, question)?,
            Action::Snooze { until } => self.snooze(actor, until, now)?,
            Action::Promise { until } => self.promise_answer(actor, until, now)?,
            Action::Solve { summary, auto_close } => self.solve(actor, summary, auto_close, now)?,
            Action::Confirm { solution, as_merged } => {
                self.confirm(actor, (solution, as_merged), now)?
            }
            Action::Reject { solution, as_merged } => {
                self.reject(actor, (solution, as_merged), now)?
            }
            Action::Close(closing) => self.close(actor, closing, now)?,
            Action::Reopen => self.reopen(actor, now)?,
            Action::ReopenForMerged => self.reopen_by(actor, now)?,
            Action::Merge { into, thread } => self.merge(into, thread, now)?,
            Action::Unmerge => self.unmerge(now)?,
            Action::Absorb { from, wait, promise, fix } => self.absorb(from, (wait, promise), fix),
            Action::UndoAbsorption { from, turn } => self.undo_absorption(from, turn),
            Action::LoseThread => self.lose_thread(),
            Action::LoseNotice { notice, message, is_asked_elsewhere, turn } => {
                self.lose_notice(&notice, message, is_asked_elsewhere, turn)
            }
            Action::LockThread(locked) => self.lock_thread(locked, now)?,
            Action::RequesterLeft => self.requester_is(true, FactKind::CustomerLeft)?.into(),
            Action::RequesterRejoined => {
                let fact = self.requester_is(false, FactKind::CustomerRejoined)?;
                let has_lost_access = self.is_private() && self.thread.id.is_some();
                Step::saying(fact, has_lost_access.then(Notice::welcome_back))
            }
            Action::RunDue => self.run_due(now)?,
            Action::FollowUp(auto_close) => self.follow_up(auto_close, now)?,
            Action::Hold(obstacle) => self.hold(obstacle, now)?,
            Action::Resume { moot } => self.resume(moot, now)?,
            Action::GiveUp { notice, reason } => self.give_up(&notice, reason, now),
            Action::Said { notice, turn } => {
                let bug = notice.bug();
                Step { bug, ..self.said(&notice, turn, now)?.into() }
            }
            Action::CustomerWrote { channel: _, message, wants_an_answer, turn } => {
                self.customer_wrote(actor.user, message, wants_an_answer, turn)
            }
            Action::AgentWrote { message, turn, claims } => {
                self.agent_wrote(actor, message, turn, claims, now)
            }
            Action::PointToThread { message } => {
                let hint = Notice::said_elsewhere(actor.user, message);
                Step::saying(FactKind::PointedToThread { message: message.0 }, [hint])
            }
            Action::ReadThread { messages, turn } => self.read_thread(messages, turn).into(),
            Action::MessageEdited { message, turn } => {
                self.follow(turn, FactKind::MessageEdited { message: message.0 }).into()
            }
            Action::MessageDeleted { message, turn } => {
                self.follow(turn, FactKind::MessageDeleted { message: message.0 }).into()
            }
        })
    }

    /// Returns the status of a case that waits for people only: by its assignee and its turn.
    pub(super) fn working_status(&self) -> Status {
        match (self.assignee, self.waiting_since) {
            (None, _) => Status::New,
            (Some(_), Some(_)) => Status::Open,
            (Some(_), None) => Status::Pending,
        }
    }

    pub(super) fn prioritise(&mut self, to: Priority) -> Result<FactKind, CaseRefusal> {
        let fact = FactKind::CasePrioritised { from: self.priority, to };
        if self.priority == to {
            return Err(CaseRefusal::AlreadyDone { case: self.number, fact });
        }
        self.priority = to;
        Ok(fact)
    }

    pub(super) fn reply(
        &mut self,
        actor: &Actor,
        snippet: String,
        text: PublicText,
        claims: bool,
        now: Time,
    ) -> Result<Step, CaseRefusal> {
        self.must_not_be_closed()?;
        self.must_have_place()?;
        let answer = Notice::reply(actor.user, snippet.clone(), text);
        let implied = self.claim_by_answer(actor, claims, now);
        Ok(Step { implied, ..Step::saying(FactKind::ReplyPrepared { snippet }, [answer]) })
    }

    pub(super) fn ask_customer(
        &mut self,
        actor: &Actor,
        text: PublicText,
        question: Option<i64>,
    ) -> Result<Step, CaseRefusal> {
        self.must_not_be_closed()?;
        self.must_have_place()?;
        let asked = Notice::asked_for_developers(actor.user, text, question);
        Ok(Step::saying(FactKind::QuestionPrepared, [asked]))
    }

    pub(super) fn snooze(
        &mut self,
        actor: &Actor,
        until: Time,
        now: Time,
    ) -> Result<Step, Refusal> {
        self.must_not_be_over()?;
        if until <= now {
            return Err(InputRefusal::NotInTheFuture.into());
        }
        if let Some(promise) = self.promise {
            return Err(CaseRefusal::Promised { case: self.number, until: promise.until }.into());
        }
        self.snoozed_until = Some(until);
        let told = self.tell_assignee(actor, OthersWork::Snoozed(until));
        Ok(Step::saying(FactKind::CaseSnoozed { until: until.timestamp() }, told))
    }
}

/// Any action, for tests.
#[cfg(test)]
pub(super) mod random {
    use proptest::prelude::*;
    use strum::VariantArray;

    use super::*;
    use crate::domain::case::tests::{message, time};
    use crate::domain::{BugOutcome, CloseReason};

    /// Part of every internal text, and of no other.
    pub(in crate::domain::case) const MARK: &str = "not for customers";

    fn internal() -> InternalText {
        InternalText::typed("text", &format!("a note, {MARK}")).expect("a note")
    }

    fn public() -> PublicText {
        PublicText::typed("text", "an answer").expect("an answer")
    }

    fn turns() -> impl Strategy<Value = Turn> {
        let times = || prop::option::of((1..1_000_i64).prop_map(time));
        (times(), any::<bool>(), times(), times()).prop_map(
            |(waiting_since, asks, promised, first_answer_at)| Turn {
                waiting_since,
                wait_start: WaitStart::Message,
                asks: asks && waiting_since.is_some(),
                promised: promised.filter(|_| waiting_since.is_some()),
                first_answer_at,
            },
        )
    }

    fn policy() -> AutoClosePolicy {
        AutoClosePolicy { close_after: chrono::TimeDelta::minutes(30) }
    }

    fn news() -> impl Strategy<Value = BugNews> {
        let outcome = prop::sample::select(BugOutcome::VARIANTS);
        (1..5_i64, 1..3_i64, outcome).prop_map(|(bug, round, outcome)| BugNews {
            bug: BugNumber(bug),
            round,
            outcome,
            version: if outcome == BugOutcome::Shipped { "5.3".to_owned() } else { String::new() },
            since: time(0),
            people: Vec::new(),
            followers_know: false,
        })
    }

    fn fixed() -> BugNews {
        let (bug, version) = (BugNumber(1), "5.3".to_owned());
        BugNews {
            bug,
            round: 1,
            outcome: BugOutcome::Shipped,
            version,
            since: time(0),
            people: Vec::new(),
            followers_know: false,
        }
    }

    pub(in crate::domain::case) fn actions() -> impl Strategy<Value = Action> {
        let tag = || "[a-d]".prop_map(Tag::stored);
        let tags = || prop::collection::btree_set("[a-d]".prop_map(Tag::stored), 0..4);
        let bug = || (1..5_i64).prop_map(BugNumber);
        let working = prop_oneof![
            Just(Action::Claim),
            Just(Action::Release),
            (1..6_u64).prop_map(|user| Action::Assign(UserId(user))),
            Just(Action::Return),
            (1..6_u64).prop_map(|user| Action::EndHandover(UserId(user))),
            tag().prop_map(Action::Tag),
            tag().prop_map(Action::Untag),
            (tags(), tags()).prop_map(|(chosen, offered)| Action::Retag { chosen, offered }),
            prop::sample::select(Priority::VARIANTS).prop_map(Action::Prioritise),
            Just(Action::Note(internal())),
            any::<bool>().prop_map(|claims| Action::Reply {
                snippet: "hello".to_owned(),
                text: public(),
                claims,
            }),
            bug().prop_map(Action::Escalate),
            (bug(), any::<bool>()).prop_map(|(bug, open)| Action::Link { bug, open }),
            bug().prop_map(Action::Unlink),
            (bug(), bug()).prop_map(|(from, to)| Action::MoveBug { from, to }),
            (news(), any::<bool>()).prop_map(|(news, says)| Action::DraftNews {
                news,
                reason: says.then(|| Remark { by: UserId(9), text: internal() }),
                reporter: UserId(8),
            }),
            news().prop_map(|news| Action::PublishNews {
                news,
                followers: vec![UserId(11)],
                auto_close: policy(),
            }),
            (bug(), 1..3_i64, any::<bool>()).prop_map(|(bug, round, says)| Action::SendNews {
                bug,
                round,
                text: says.then(public),
                followers: Vec::new(),
                auto_close: policy(),
            }),
            bug().prop_map(Action::WithdrawNews),
            bug().prop_map(|bug| Action::AskInfo {
                bug,
                by: UserId(9),
                text: internal(),
                reporter: UserId(8),
            }),
            Just(Action::AskCustomer { text: public(), question: Some(1) }),
            (-5..500_i64).prop_map(|minute| Action::Snooze { until: time(minute) }),
            (-5..500_i64).prop_map(|minute| Action::Promise { until: time(minute) }),
        ];
        let ending = prop_oneof![
            any::<bool>().prop_map(|said| Action::Solve {
                summary: said.then(public),
                auto_close: AutoClosePolicy { close_after: chrono::TimeDelta::minutes(30) }
            }),
            (0..4_i64, any::<bool>())
                .prop_map(|(solution, as_merged)| Action::Confirm { solution, as_merged }),
            (0..4_i64, any::<bool>())
                .prop_map(|(solution, as_merged)| Action::Reject { solution, as_merged }),
            prop::sample::select(CloseReason::VARIANTS)
                .prop_map(|reason| Action::Close(reason.into())),
            Just(Action::Reopen),
            (11..14_i64).prop_map(|into| Action::Merge { into: CaseNumber(into), thread: None }),
            Just(Action::Unmerge),
            prop::option::of((1..500_i64).prop_map(time)).prop_map(|since| {
                let wait = since.map(|since| (since, WaitStart::Message));
                Action::Absorb { from: CaseNumber(3), wait, promise: None, fix: None }
            }),
            turns().prop_map(|turn| Action::UndoAbsorption { from: CaseNumber(3), turn }),
            Just(Action::RunDue),
            Just(Action::FollowUp(AutoClosePolicy { close_after: chrono::TimeDelta::minutes(30) })),
            (1..4_i64, turns()).prop_map(|(attempt, turn)| Action::Said {
                notice: Notice::follow_up(attempt),
                turn
            }),
            (1..4_i64, any::<bool>(), turns()).prop_map(|(attempt, said, turn)| Action::Said {
                notice: Notice::solution(attempt, UserId(9), said.then(public)),
                turn,
            }),
            (1..4_i64, 60..160_i64, turns()).prop_map(|(attempt, minute, turn)| Action::Said {
                notice: Notice::reminder(attempt, time(minute)),
                turn,
            }),
            (1..4_i64, any::<bool>(), turns()).prop_map(|(attempt, said, turn)| Action::Said {
                notice: Notice::fixed(None, attempt, fixed(), said.then(public)),
                turn,
            }),
            (1..5_i64, turns()).prop_map(|(bug, turn)| Action::Said {
                notice: Notice::declined(
                    Some(UserId(9)),
                    BugNews::declined(BugNumber(bug), 1, Vec::new()),
                    None
                ),
                turn,
            }),
            turns().prop_map(|turn| Action::Said {
                notice: Notice::reply(UserId(9), "hello".to_owned(), public()),
                turn,
            }),
            (1..500_i64, turns()).prop_map(|(minute, turn)| Action::Said {
                notice: Notice::promise(UserId(9), time(minute)),
                turn,
            }),
            (1..4_i64, any::<bool>(), turns()).prop_map(|(attempt, said, turn)| {
                Action::LoseNotice {
                    notice: Notice::solution(attempt, UserId(9), said.then(public)),
                    message: message(400),
                    is_asked_elsewhere: said,
                    turn,
                }
            }),
            any::<bool>().prop_map(Action::LockThread),
            Just(Action::RequesterLeft),
            Just(Action::RequesterRejoined),
        ];
        let talking = prop_oneof![
            (1..1_000_i64, any::<bool>(), turns()).prop_map(|(minute, wants_an_answer, turn)| {
                Action::CustomerWrote {
                    channel: ChannelId(9),
                    message: message(minute),
                    wants_an_answer,
                    turn,
                }
            }),
            (1..1_000_i64, turns(), any::<bool>()).prop_map(|(minute, turn, claims)| {
                Action::AgentWrote { message: message(minute), turn, claims }
            }),
            (1..1_000_i64).prop_map(|minute| Action::PointToThread { message: message(minute) }),
            (1..9_i64, turns()).prop_map(|(messages, turn)| Action::ReadThread { messages, turn }),
            (1..1_000_i64, turns()).prop_map(|(minute, turn)| Action::MessageEdited {
                message: message(minute),
                turn
            }),
            (1..1_000_i64, turns()).prop_map(|(minute, turn)| Action::MessageDeleted {
                message: message(minute),
                turn
            }),
        ];
        prop_oneof![3 => working, 3 => ending, 1 => talking]
    }
}
