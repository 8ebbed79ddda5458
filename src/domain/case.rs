//! A case: one member's question, from the flag to the close. [`Case::decide`] is the only way in which it changes.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Actor, BugNumber, CaseNumber, ChannelId, Effect, Fact, FactKind, GuildId, MessageId, Refusal, Tag, Time, Title, UserId};

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
    pub const ALL: [Self; 6] = [Self::New, Self::Open, Self::Pending, Self::OnHold, Self::Solved, Self::Closed];

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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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

/// Which message a case is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    pub channel: ChannelId,
    /// None until the bot has posted the question of an `/ask`.
    pub message: Option<MessageId>,
}

/// How a case came to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The message menu **Open case**, or the button of an offered message.
    Menu,
    /// An agent's reaction.
    Reaction,
    /// A rule, by its name.
    Rule(String),
    /// The member's own `/ask`.
    Ask,
}

impl Origin {
    /// How the log and the export name it.
    pub fn name(&self) -> String {
        match self {
            Self::Menu => "menu".to_owned(),
            Self::Reaction => "reaction".to_owned(),
            Self::Rule(name) => format!("rule:{name}"),
            Self::Ask => "ask".to_owned(),
        }
    }
}

/// What it takes to open a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    pub guild: GuildId,
    pub source: Source,
    pub requester: UserId,
    /// The customer's words in full.
    pub question: String,
    pub origin: Origin,
    /// Who flagged it. Nobody, where a rule did.
    pub opened_by: Option<UserId>,
    pub tag: Option<Tag>,
    pub priority: Option<Priority>,
    pub has_files: bool,
}

/// The things in Discord that show a case, as far as they are there, and how much of the state they show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CaseSurfaces {
    pub thread: Option<ChannelId>,
    /// The bot's first message in the thread.
    pub opening: Option<MessageId>,
    pub card_channel: Option<ChannelId>,
    pub card: Option<MessageId>,
    /// How often the card was posted: a deleted one comes back under a new key.
    pub card_generation: i64,
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
    pub assignee: Option<UserId>,
    pub assigned_at: Option<Time>,
    pub priority: Priority,
    pub tags: BTreeSet<Tag>,
    pub source: Source,
    pub origin: Origin,
    pub opened_by: Option<UserId>,
    pub opened_at: Time,
    /// Since when the customer waits for an answer: the time of their oldest unanswered message.
    pub waiting_since: Option<Time>,
    pub first_response_at: Option<Time>,
    pub solved_at: Option<Time>,
    pub closed_at: Option<Time>,
    pub reopened_count: i64,
    pub bugs: Vec<BugNumber>,
    pub surfaces: CaseSurfaces,
}

/// What someone wants done with a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    Claim,
    Release,
    Tag(Tag),
    Untag(Tag),
    /// The case waits for a bug, reported or linked.
    Escalate(BugNumber),
    /// The customer wrote in the thread.
    CustomerWrote {
        message: MessageId,
        at: Time,
        wants_an_answer: bool,
    },
    /// Somebody of the team wrote where the customer can read it.
    AgentWrote {
        message: MessageId,
        at: Time,
    },
}

/// What follows from an action: the new state, what happened, and what is to be done in Discord.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    pub case: Case,
    pub facts: Vec<Fact>,
    pub effects: Vec<Effect>,
}

impl Case {
    /// Opens a case under the next number of its server.
    pub fn open(number: CaseNumber, opening: Opening, now: Time) -> Decision {
        let how = opening.origin.name();
        // The customer waits from the moment of writing, not from the moment somebody noticed.
        let asked_at = opening.source.message.map_or(now, |message| super::id::created_at(message.0));
        let case = Self {
            guild: opening.guild,
            number,
            revision: 1,
            status: Status::New,
            title: Title::from_message(&opening.question),
            question: opening.question,
            requester: opening.requester,
            assignee: None,
            assigned_at: None,
            priority: opening.priority.unwrap_or_default(),
            tags: opening.tag.into_iter().collect(),
            source: opening.source,
            origin: opening.origin,
            opened_by: opening.opened_by,
            opened_at: now,
            waiting_since: Some(asked_at.min(now)),
            first_response_at: None,
            solved_at: None,
            closed_at: None,
            reopened_count: 0,
            bugs: Vec::new(),
            surfaces: CaseSurfaces::default(),
        };
        let fact = case.fact(FactKind::CaseOpened { how }, case.opened_by, now);
        let mut effects = vec![Effect::DrawCase { case: number }];
        if let (true, Some(message)) = (opening.has_files, opening.source.message) {
            effects.push(Effect::KeepFiles { case: number, channel: opening.source.channel.0, message: message.0 });
        }
        Decision { case, facts: vec![fact], effects }
    }

    /// Decides what an action does to the case as it is.
    ///
    /// # Errors
    /// The refusal, when the case is not in a state for it.
    pub fn decide(&self, action: Action, actor: &Actor, now: Time) -> Result<Decision, Refusal> {
        let mut next = self.clone();
        let kind = match action {
            Action::Claim => next.claim(actor, now)?,
            Action::Release => next.release(actor)?,
            Action::Tag(tag) => next.tag(tag)?,
            Action::Untag(tag) => next.untag(&tag)?,
            Action::Escalate(bug) => next.escalate(bug)?,
            Action::CustomerWrote { message, at, wants_an_answer } => next.customer_wrote(message, at, wants_an_answer),
            Action::AgentWrote { message, at } => next.agent_wrote(message, at),
        };
        let mut fact = next.fact(kind, Some(actor.user), now);
        if fact.kind == FactKind::CaseEscalated {
            fact.bug = next.bugs.last().copied();
        }
        if next == *self {
            // Worth remembering, but nothing that anyone sees has changed.
            return Ok(Decision { case: next, facts: vec![fact], effects: Vec::new() });
        }
        next.revision += 1;
        let mut effects = vec![Effect::DrawCase { case: next.number }];
        if matches!(fact.kind, FactKind::CaseTagged { .. } | FactKind::CaseUntagged { .. }) {
            // Reports show the tags of their cases.
            effects.extend(next.bugs.iter().map(|&bug| Effect::DrawBug { bug }));
        }
        Ok(Decision { case: next, facts: vec![fact], effects })
    }

    /// Whether nothing more is awaited of anybody.
    pub fn is_over(&self) -> bool {
        match self.status {
            Status::Solved | Status::Closed => true,
            Status::New | Status::Open | Status::Pending | Status::OnHold => false,
        }
    }

    fn fact(&self, kind: FactKind, actor: Option<UserId>, at: Time) -> Fact {
        Fact { kind, case: Some(self.number), bug: None, actor, at }
    }

    fn must_not_be_over(&self) -> Result<(), Refusal> {
        if self.is_over() { Err(Refusal::CaseOver { case: self.number, status: self.status }) } else { Ok(()) }
    }

    fn claim(&mut self, actor: &Actor, now: Time) -> Result<FactKind, Refusal> {
        self.must_not_be_over()?;
        match self.assignee {
            Some(assignee) if assignee == actor.user => return Err(Refusal::AlreadyYours(self.number)),
            Some(by) => {
                let since = self.assigned_at.unwrap_or(self.opened_at);
                return Err(Refusal::AlreadyClaimed { case: self.number, by, since });
            }
            None => {}
        }
        self.assignee = Some(actor.user);
        self.assigned_at = Some(now);
        self.status = match self.status {
            Status::New if self.waiting_since.is_none() => Status::Pending,
            Status::New => Status::Open,
            other => other,
        };
        Ok(FactKind::CaseClaimed)
    }

    fn release(&mut self, actor: &Actor) -> Result<FactKind, Refusal> {
        self.must_not_be_over()?;
        let by = self.assignee.ok_or(Refusal::NotClaimed(self.number))?;
        if by != actor.user && !actor.standing.lead {
            return Err(Refusal::NotYours { case: self.number, by });
        }
        self.assignee = None;
        self.assigned_at = None;
        self.status = match self.status {
            Status::Open | Status::Pending => Status::New,
            other => other,
        };
        Ok(FactKind::CaseReleased { from: by.0 })
    }

    fn tag(&mut self, tag: Tag) -> Result<FactKind, Refusal> {
        let name = tag.as_str().to_owned();
        if self.tags.contains(&tag) {
            return Err(Refusal::AlreadyTagged { case: self.number, tag: name });
        }
        if self.tags.len() >= TAG_COUNT_LIMIT {
            return Err(Refusal::TooManyTags);
        }
        self.tags.insert(tag);
        Ok(FactKind::CaseTagged { tag: name })
    }

    fn untag(&mut self, tag: &Tag) -> Result<FactKind, Refusal> {
        let name = tag.as_str().to_owned();
        if !self.tags.remove(tag) {
            return Err(Refusal::NotTagged { case: self.number, tag: name });
        }
        Ok(FactKind::CaseUntagged { tag: name })
    }

    fn escalate(&mut self, bug: BugNumber) -> Result<FactKind, Refusal> {
        self.can_be_escalated()?;
        self.bugs.push(bug);
        self.status = Status::OnHold;
        Ok(FactKind::CaseEscalated)
    }

    /// Whether a bug report can be made of the case: asked before the form opens, and again when it is sent.
    ///
    /// # Errors
    /// When the case is over, or is with the developers already.
    pub fn can_be_escalated(&self) -> Result<(), Refusal> {
        self.must_not_be_over()?;
        match self.bugs.last() {
            Some(&bug) => Err(Refusal::AlreadyEscalated { case: self.number, bug }),
            None => Ok(()),
        }
    }

    fn customer_wrote(&mut self, message: MessageId, at: Time, wants_an_answer: bool) -> FactKind {
        if wants_an_answer && self.status != Status::Closed {
            self.waiting_since = self.waiting_since.or(Some(at));
            self.status = match self.status {
                Status::Pending => Status::Open,
                Status::Solved => {
                    self.reopened_count += 1;
                    self.solved_at = None;
                    if self.assignee.is_some() { Status::Open } else { Status::New }
                }
                other @ (Status::New | Status::Open | Status::OnHold | Status::Closed) => other,
            };
        }
        FactKind::CustomerWrote { message: message.0 }
    }

    fn agent_wrote(&mut self, message: MessageId, at: Time) -> FactKind {
        let first = self.first_response_at.is_none();
        self.first_response_at = self.first_response_at.or(Some(at));
        self.waiting_since = None;
        if self.status == Status::Open {
            self.status = Status::Pending;
        }
        FactKind::AgentAnswered { message: message.0, first }
    }
}

#[cfg(test)]
mod tests;
