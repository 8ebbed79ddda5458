//! A case: one member's question, from the flag to the close. [`Case::decide`] is the only way in
//! which it changes.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::domain::{
    Actor, BugNumber, CaseNumber, ChannelId, Effect, Fact, FactKind, GuildId, InternalText,
    Language, MessageId, Notice, PublicText, Refusal, Tag, Time, Title, UserId, turn::Turn,
};

mod ending;
mod opening;
mod thread_kind;
mod work;

pub use ending::{AutoClosePolicy, Merged, Rating};
pub use opening::{Opening, Origin, Source};
pub use thread_kind::ThreadKind;

/// The most tags that one case may have.
pub const TAG_COUNT_LIMIT: usize = 20;

/// Where a case stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// Nobody has it.
    New,
    /// Waiting on us.
    Open,
    /// Waiting on the customer.
    Pending,
    /// Waiting on a bug or on another team.
    OnHold,
    /// An answer was proposed as final.
    Solved,
    Closed,
}

impl Status {
    /// Every status, in the order of a case's life.
    pub const ALL: [Self; 6] =
        [Self::New, Self::Open, Self::Pending, Self::OnHold, Self::Solved, Self::Closed];

    /// The name that the contract gives it.
    pub fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Open => "open",
            Self::Pending => "pending",
            Self::OnHold => "on_hold",
            Self::Solved => "solved",
            Self::Closed => "closed",
        }
    }
}

/// How soon a case should be looked at.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    Low,
    #[default]
    Normal,
    High,
    Urgent,
}

impl Priority {
    pub const ALL: [Self; 4] = [Self::Low, Self::Normal, Self::High, Self::Urgent];

    pub fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Normal => "normal",
            Self::High => "high",
            Self::Urgent => "urgent",
        }
    }
}

/// Why a case was closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CloseReason {
    Solved,
    Duplicate,
    NoReply,
    Moved,
    Spam,
}

impl CloseReason {
    pub const ALL: [Self; 5] =
        [Self::Solved, Self::Duplicate, Self::NoReply, Self::Moved, Self::Spam];

    pub fn name(self) -> &'static str {
        match self {
            Self::Solved => "solved",
            Self::Duplicate => "duplicate",
            Self::NoReply => "no_reply",
            Self::Moved => "moved",
            Self::Spam => "spam",
        }
    }
}

/// The things in Discord that show a case, as far as they are there, and how much of the state they
/// show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CaseSurfaces {
    pub thread: Option<ChannelId>,
    /// How often the thread was made: one that somebody deleted comes back under a new key.
    pub thread_generation: i64,
    /// When we first asked Discord for the thread. Saved before the request, so that after a crash
    /// we look for the thread before we create another.
    pub thread_asked_at: Option<Time>,
    /// How often the thread could not be found: a single time proves nothing.
    pub thread_misses: i64,
    /// Somebody deleted the thread. Another is made when there is something to say in it.
    pub thread_lost: bool,
    /// Somebody deleted the message that the case is about.
    pub source_lost: bool,
    /// The status that the forum's tags show.
    pub tagged: Option<Status>,
    /// The agent who was let into a private thread.
    pub invited: Option<UserId>,
    /// The bot's first message in the thread.
    pub opening: Option<MessageId>,
    pub card_channel: Option<ChannelId>,
    pub card: Option<MessageId>,
    /// How often the card was posted: a deleted one comes back under a new key.
    pub card_generation: i64,
    /// The internal thread under the card, made when it is first needed.
    pub team_thread: Option<ChannelId>,
    /// Whether the customer's thread is archived and locked because the case is closed.
    pub put_away: bool,
    /// Whether something is still to be said, or has buttons that will go.
    pub has_live_posts: bool,
    /// The [`Case::revision`] that the surfaces show.
    pub drawn_revision: i64,
}

/// One case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    pub guild: GuildId,
    pub number: CaseNumber,
    /// Counts the changes: a save that was decided on an older one is refused.
    pub revision: i64,
    pub status: Status,
    pub title: Title,
    pub question: String,
    pub requester: UserId,
    /// In which the customer is written to. For the life of the case, so that a message tried again
    /// is the same.
    pub language: Language,
    pub assignee: Option<UserId>,
    pub assigned_at: Option<Time>,
    pub priority: Priority,
    pub tags: BTreeSet<Tag>,
    pub source: Source,
    pub home: ThreadKind,
    /// The channel that holds the thread, where the question stands elsewhere: the forum of a post,
    /// say.
    pub parent: Option<ChannelId>,
    pub origin: Origin,
    pub opened_by: Option<UserId>,
    pub opened_at: Time,
    /// Since when the customer waits for an answer: the time of their oldest unanswered message.
    pub waiting_since: Option<Time>,
    pub first_response_at: Option<Time>,
    pub solved_at: Option<Time>,
    pub closed_at: Option<Time>,
    pub reopened_count: i64,
    /// How many times an answer was proposed as final.
    pub solutions: i64,
    /// What the customer said last of one.
    pub rating: Option<Rating>,
    pub close_reason: Option<CloseReason>,
    /// Off the queue until then, or until the customer writes.
    pub snoozed_until: Option<Time>,
    /// When the customer is reminded of a proposed answer.
    pub remind_at: Option<Time>,
    /// When a proposed answer counts as final, if nothing is heard.
    pub close_at: Option<Time>,
    /// The case in which this one goes on.
    pub merged: Option<Merged>,
    /// The revision with which the customer had their words taken out of it; what is drawn from an
    /// older one shows them.
    pub reworded: i64,
    pub bugs: Vec<BugNumber>,
    pub surfaces: CaseSurfaces,
}

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
    /// Propose an answer as final. A case that nobody has becomes the one's who does.
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

/// What follows from an action: the new state, what happened, what is to be said once, and what is
/// to be done in Discord.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    pub case: Case,
    pub facts: Vec<Fact>,
    pub posts: Vec<Notice>,
    pub effects: Vec<Effect>,
}

/// What one action comes to, before it is a [`Decision`].
struct Step {
    /// What had to happen first, and happened with it.
    before: Option<FactKind>,
    fact: FactKind,
    bug: Option<BugNumber>,
    posts: Vec<Notice>,
}

impl From<FactKind> for Step {
    fn from(fact: FactKind) -> Self {
        Self { before: None, fact, bug: None, posts: Vec::new() }
    }
}

impl Step {
    fn saying(fact: FactKind, posts: impl IntoIterator<Item = Notice>) -> Self {
        Self { before: None, fact, bug: None, posts: posts.into_iter().collect() }
    }

    fn about(fact: FactKind, bug: BugNumber) -> Self {
        Self { before: None, fact, bug: Some(bug), posts: Vec::new() }
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
        let before = step.before.map(|kind| next.fact(kind, actor.person(), now));
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
            // Whoever had it may be gone by now.
            effects.push(Effect::CheckAssignee { case: next.number });
        }
        Ok(Decision {
            case: next,
            facts: before.into_iter().chain([fact]).collect(),
            posts: step.posts,
            effects,
        })
    }

    /// Whether the case is closed, and its thread put away.
    pub fn is_closed(&self) -> bool {
        self.status == Status::Closed
    }

    /// Whether the case is solved or closed.
    pub fn is_over(&self) -> bool {
        match self.status {
            Status::Solved | Status::Closed => true,
            Status::New | Status::Open | Status::Pending | Status::OnHold => false,
        }
    }

    fn fact(&self, kind: FactKind, actor: Option<UserId>, at: Time) -> Fact {
        Fact { kind, case: Some(self.number), bug: None, actor, at }
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
        if self.status == Status::Closed {
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

    /// The customer has an answer. Tells whether it is the first.
    fn answered(&mut self, at: Time) -> bool {
        let first = self.first_response_at.is_none();
        self.first_response_at = self.first_response_at.or(Some(at));
        self.waiting_since = None;
        if self.status == Status::Open {
            self.status = Status::Pending;
        }
        first
    }
}

#[cfg(test)]
mod tests;
