//! What can be done with a case. [`Case::decide`] is the only way in which it changes.

use std::collections::BTreeSet;

use crate::domain::{
    Actor, AutoClosePolicy, BugNumber, CaseNumber, ChannelId, CloseReason, Effect, Fact, FactKind,
    InternalText, MessageId, Notice, Permission, Priority, PublicText, Refusal, Status, Tag, Time,
    UserId, turn::Turn,
};

use crate::domain::case::{state::Case, step::Step};

/// What someone wants done with a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    Claim,
    Release,
    /// Hand the case to an agent.
    Assign(UserId),
    /// The one who had the case is no agent any more.
    Return,
    Tag(Tag),
    Untag(Tag),
    /// Choose tags from a menu: those that it offered and that were not chosen go.
    Retag {
        chosen: BTreeSet<Tag>,
        offered: BTreeSet<Tag>,
    },
    Prioritise(Priority),
    /// Something for the team alone.
    Note(InternalText),
    /// A prepared answer, posted for an agent.
    Reply {
        snippet: String,
        text: PublicText,
    },
    /// The case waits for a bug that was just reported.
    Escalate(BugNumber),
    /// The case has to do with a bug that is known.
    Link {
        bug: BugNumber,
        /// Whether the bug is still to be dealt with.
        open: bool,
    },
    Unlink(BugNumber),
    Snooze {
        until: Time,
    },
    /// Propose an answer as final. An unassigned case is assigned to the person who proposes it.
    Solve {
        summary: Option<PublicText>,
        auto_close: AutoClosePolicy,
    },
    /// The customer (or an agent for them) says that the proposed answer helped.
    Confirm {
        solution: i64,
    },
    /// The same, that it did not.
    Reject {
        solution: i64,
    },
    Close(CloseReason),
    Reopen,
    /// Go on in another case.
    Merge {
        into: CaseNumber,
        /// Where that one is talked about.
        thread: Option<ChannelId>,
    },
    Unmerge,
    /// Another case of the same customer or question goes on here.
    Absorb {
        from: CaseNumber,
    },
    /// Somebody deleted the thread.
    LoseThread,
    /// Do what is due by now.
    RunDue,
    /// The customer wrote in the thread. `turn`: whose turn it is, with all that was said.
    CustomerWrote {
        message: MessageId,
        wants_an_answer: bool,
        turn: Turn,
    },
    /// Somebody of the team wrote where the customer can read it.
    AgentWrote {
        message: MessageId,
        turn: Turn,
    },
    /// One of the two changed what they had written.
    MessageEdited {
        message: MessageId,
        turn: Turn,
    },
    /// What one of the two had written is gone.
    MessageDeleted {
        message: MessageId,
        turn: Turn,
    },
}

impl Action {
    /// The right that it takes. None for what nobody asks for, since it happens by itself.
    pub fn permission(&self) -> Option<Permission> {
        match self {
            Self::Confirm { .. } | Self::Reject { .. } | Self::Reopen => {
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
            | Self::Snooze { .. }
            | Self::Solve { .. }
            | Self::Close(_)
            | Self::Merge { .. }
            | Self::Unmerge
            | Self::Absorb { .. } => Some(Permission::WorkCases),
            Self::Return
            | Self::LoseThread
            | Self::RunDue
            | Self::CustomerWrote { .. }
            | Self::AgentWrote { .. }
            | Self::MessageEdited { .. }
            | Self::MessageDeleted { .. } => None,
        }
    }
}

/// What follows from an action: the new state, what happened, what is to be said once, and what is
/// to be done in Discord.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    pub case: Case,
    /// What the action implied: to solve an unassigned case claims it.
    pub implied: Option<Fact>,
    /// What happened.
    pub fact: Fact,
    pub posts: Vec<Notice>,
    pub effects: Vec<Effect>,
}

impl Decision {
    /// All that happened, in order.
    pub fn facts(&self) -> Vec<Fact> {
        self.implied.iter().chain([&self.fact]).cloned().collect()
    }
}

impl Case {
    /// Decides what an action does to the case as it is.
    ///
    /// # Errors
    /// The refusal, when the case is not in a state for it.
    pub fn decide(&self, action: Action, actor: &Actor, now: Time) -> Result<Decision, Refusal> {
        let mut next = self.clone();
        let step: Step = match action {
            Action::Claim => next.claim(actor, now)?.into(),
            Action::Release => next.release(actor)?.into(),
            Action::Assign(agent) => next.assign(actor, agent, now)?,
            Action::Return => next.give_back()?,
            Action::Tag(tag) => next.tag(tag)?.into(),
            Action::Untag(tag) => next.untag(&tag)?.into(),
            Action::Retag { chosen, offered } => next.retag(&chosen, &offered)?.into(),
            Action::Prioritise(priority) => next.prioritise(priority)?.into(),
            Action::Note(text) => {
                Step::saying(FactKind::NoteAdded, [Notice::note(actor.user, text)])
            }
            Action::Reply { snippet, text } => next.reply(actor, snippet, text, now)?,
            Action::Escalate(bug) => next.escalate(bug)?,
            Action::Link { bug, open } => next.link(bug, open)?,
            Action::Unlink(bug) => next.unlink(bug)?,
            Action::Snooze { until } => next.snooze(until, now)?.into(),
            Action::Solve { summary, auto_close } => next.solve(actor, summary, auto_close, now)?,
            Action::Confirm { solution } => next.confirm(actor, solution, now)?,
            Action::Reject { solution } => next.reject(actor, solution, now)?,
            Action::Close(reason) => next.close(reason, now)?,
            Action::Reopen => next.reopen(actor, now)?,
            Action::Merge { into, thread } => next.merge(into, thread, now)?,
            Action::Unmerge => next.unmerge()?,
            Action::Absorb { from } => {
                Step::saying(FactKind::CaseAbsorbed { from }, [Notice::absorbed(from)])
            }
            Action::LoseThread => next.lose_thread(),
            Action::RunDue => next.run_due(now)?,
            Action::CustomerWrote { message, wants_an_answer, turn } => {
                next.customer_wrote(message, wants_an_answer, turn).into()
            }
            Action::AgentWrote { message, turn } => next.agent_wrote(message, turn).into(),
            Action::MessageEdited { message, turn } => {
                next.follow(turn, FactKind::MessageEdited { message: message.0 }).into()
            }
            Action::MessageDeleted { message, turn } => {
                next.follow(turn, FactKind::MessageDeleted { message: message.0 }).into()
            }
        };
        let implied = step.implied.map(|kind| next.fact(kind, actor.person(), now));
        let mut fact = next.fact(step.fact, actor.person(), now);
        fact.bug = step.bug;
        let changed = next != *self;
        let mut effects = Vec::new();
        if changed {
            next.revision += 1;
        }
        // Where nothing is changed and nothing said, it is worth remembering, but there is nothing
        // to see.
        if changed || !step.posts.is_empty() {
            effects.push(Effect::DrawCase { case: next.number });
        }
        // Reports show the tags of their cases, and how many wait for them.
        match fact.kind {
            _ if !changed => {}
            FactKind::CaseTagged { .. }
            | FactKind::CaseUntagged { .. }
            | FactKind::CaseRetagged { .. } => {
                effects.extend(next.bugs.iter().map(|&bug| Effect::DrawBug { bug }));
            }
            FactKind::BugLinked | FactKind::BugUnlinked => {
                effects.extend(fact.bug.map(|bug| Effect::DrawBug { bug }))
            }
            _ => {}
        }
        if self.is_over() && !next.is_over() && next.assignee.is_some() {
            // The assignee may have left since.
            effects.push(Effect::CheckAssignee { case: next.number });
        }
        Ok(Decision { case: next, implied, fact, posts: step.posts, effects })
    }

    fn customer_wrote(
        &mut self,
        message: MessageId,
        wants_an_answer: bool,
        turn: Turn,
    ) -> FactKind {
        if wants_an_answer {
            self.snoozed_until = None;
        }
        self.follow(turn, FactKind::CustomerWrote { message: message.0 })
    }

    fn agent_wrote(&mut self, message: MessageId, turn: Turn) -> FactKind {
        let first = self.first_response_at.is_none();
        self.follow(turn, FactKind::AgentAnswered { message: message.0, first })
    }

    /// Applies the recomputed turn: `Open` while the customer waits for us, `Pending` while we wait
    /// for them.
    fn follow(&mut self, turn: Turn, kind: FactKind) -> FactKind {
        if self.is_closed() {
            return kind;
        }
        if turn.waiting_since.is_some() && self.waiting_since.is_none() {
            self.snoozed_until = None;
        }
        self.waiting_since = turn.waiting_since;
        self.first_response_at = turn.first_answer_at;
        match self.status {
            Status::New | Status::Open | Status::Pending => self.status = self.working_status(),
            Status::Solved if turn.waiting_since.is_some() => self.open_again(),
            Status::OnHold | Status::Solved | Status::Closed => {}
        }
        kind
    }

    /// Records that the customer has an answer. Returns whether it is the first.
    pub(super) fn answered(&mut self, at: Time) -> bool {
        let first = self.first_response_at.is_none();
        self.first_response_at = self.first_response_at.or(Some(at));
        self.waiting_since = None;
        if self.status == Status::Open {
            self.status = Status::Pending;
        }
        first
    }
}
