//! A case as it is, and what can be read from it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::domain::{
    BugNews, BugNumber, CaseNumber, ChannelId, CloseReason, Fact, FactKind, Guest, GuildId,
    Language, MessageId, Obstacle, Phase, Priority, Status, Surface, Tag, ThreadKind, Time, Title,
    UserId, WaitStart, Writer, id,
};

use crate::domain::case::{asking::Asking, thread::CaseThread};

/// Which message a case is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// The channel or thread that contains the message.
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
    /// An agent's `/case open`, for a member who asked elsewhere.
    OnBehalf,
    /// An agent's `/private`: it continues a case that others can read.
    Moved(CaseNumber),
}

impl Origin {
    /// How the log and the export name it.
    pub fn name(&self) -> String {
        match self {
            Self::Menu => "menu".to_owned(),
            Self::Reaction => "reaction".to_owned(),
            Self::Rule(name) => format!("rule:{name}"),
            Self::Ask => "ask".to_owned(),
            Self::OnBehalf => "on_behalf".to_owned(),
            Self::Moved(from) => format!("moved:{}", from.0),
        }
    }

    /// Whether the message with the question is the bot's own, and not the member's.
    pub fn is_posted_by_bot(&self) -> bool {
        match self {
            Self::Ask | Self::OnBehalf | Self::Moved(_) => true,
            Self::Menu | Self::Reaction | Self::Rule(_) => false,
        }
    }
}

/// What a customer said of a proposed answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rating {
    /// Which of the case's answers it is about, counted from 1.
    pub solution: i64,
    /// 1 is bad, 3 is good.
    pub score: u8,
    /// The sentence that they added.
    pub comment: Option<String>,
}

/// An answer that was promised to a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    /// By when.
    pub until: Time,
    /// Whether nobody is expected to keep it: its time has come, or the case has no assignee.
    pub is_due: bool,
}

/// An agent's open request that the assignee gives a case away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handover {
    /// The agent who asks.
    pub by: UserId,
    /// The agent who is to have the case.
    pub to: UserId,
}

impl Handover {
    /// Whether somebody made the request, or is to have the case.
    pub fn concerns(&self, agent: UserId) -> bool {
        self.by == agent || self.to == agent
    }
}

/// A case that goes on in another, with what it takes to undo that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merged {
    /// The other case.
    pub into: CaseNumber,
    pub(super) status: Status,
    pub(super) waiting_since: Option<Time>,
    #[serde(default)]
    pub(super) wait_start: WaitStart,
    #[serde(default)]
    pub(super) asked_on_hold: bool,
    #[serde(default)]
    pub(super) promise: Option<Promise>,
    #[serde(default)]
    pub(super) snoozed_until: Option<Time>,
    pub(super) remind_at: Option<Time>,
    pub(super) close_at: Option<Time>,
    #[serde(default)]
    pub(super) asking: Option<Asking>,
}

impl Merged {
    /// What the customer was promised when the case was merged.
    pub fn promise(&self) -> Option<Promise> {
        self.promise
    }

    /// Waits for nobody's word once it is unmerged: the question whether the case is solved is
    /// gone. Returns whether it would have.
    pub(super) fn withdraw_question(&mut self) -> bool {
        let was_asked = self.status == Status::Solved;
        if was_asked {
            // Unmerging finds out which status it is.
            self.status = Status::New;
            (self.remind_at, self.close_at, self.asking) = (None, None, None);
        }
        was_asked
    }

    /// Since when the customer waited for the team when the case was merged, and what began then,
    /// unless it was on hold and they had not asked again.
    pub fn wait_for_us(&self) -> Option<(Time, WaitStart)> {
        let waits =
            self.waiting_since.filter(|_| self.status != Status::OnHold || self.asked_on_hold);
        waits.map(|since| (since, self.wait_start))
    }
}

/// What the customer said of a fix.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Nothing that is known: they have not read of it yet.
    #[default]
    Unasked,
    /// Nothing, though they have read of it.
    Awaited,
    /// That it works.
    Works,
    /// That it does not, or no more.
    Broken,
    /// Nothing that counts: the bug is open again.
    Withdrawn,
}

/// The fix about which the customer is asked with a proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// The bug.
    pub bug: BugNumber,
    /// Which time it was shipped, counted from 1.
    pub round: i64,
    /// Which proposal of the case asks about it, counted from 1. 0 if it was asked in a case that
    /// was merged into this one.
    pub attempt: i64,
    /// Why the case was closed before it was asked; `None` if it was not.
    pub closed_as: Option<CloseReason>,
    /// Who is asked besides the one who asked: others whose cases were merged.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<UserId>,
    /// What they said of it.
    #[serde(default)]
    pub verdict: Verdict,
}

/// A question whether the case is solved that stands in Discord, while the customer is still to be
/// asked about a fix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Superseded {
    /// Which proposal of the case it is, counted from 1.
    pub attempt: i64,
    /// When the customer is reminded of it, if the fix is withdrawn.
    pub remind_at: Option<Time>,
    /// The fix about which it asks.
    pub fix: Option<Fix>,
}

/// One case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The server.
    pub guild: GuildId,
    /// Counts up from 1 in each server.
    pub number: CaseNumber,
    /// Counts the changes: a save that was decided on an older one is refused.
    pub revision: i64,
    /// Where it stands.
    pub status: Status,
    /// The beginning of the question, unless somebody changed it.
    pub title: Title,
    /// The customer's question in full; empty once it is erased.
    pub question: String,
    /// The member who asked, or the number of a guest.
    pub requester: UserId,
    /// The guest who asked; `None` if a member did.
    pub guest: Option<Guest>,
    /// Whether the requester has left the server.
    pub requester_left: bool,
    /// In which the customer is written to. For the life of the case, so that a message tried again
    /// is the same.
    pub language: Language,
    /// The agent who works on the case, if there is one.
    pub assignee: Option<UserId>,
    /// When the case was assigned to them.
    pub assigned_at: Option<Time>,
    /// The request to the assignee to give the case away; `None` if nobody asks for it.
    pub handover: Option<Handover>,
    /// How soon it should be looked at.
    pub priority: Priority,
    /// At most 20.
    pub tags: BTreeSet<Tag>,
    /// The message that the case is about.
    pub source: Source,
    /// In what kind of thread the case lives.
    pub home: ThreadKind,
    /// The channel that contains the thread, if the question is elsewhere: for a post, its forum.
    pub parent: Option<ChannelId>,
    /// How the case came to be.
    pub origin: Origin,
    /// Who flagged it; `None` if a rule did.
    pub opened_by: Option<UserId>,
    /// When the case was opened. [`Case::asked_at`] says when it was asked.
    pub opened_at: Time,
    /// Since when the customer waits for an answer: mostly the time of their oldest unanswered
    /// message.
    pub waiting_since: Option<Time>,
    /// What began then.
    pub wait_start: WaitStart,
    /// Whether the customer asked after the case was put on hold. Of a case on hold only.
    pub asked_on_hold: bool,
    /// Since when nobody but the customer has something to do. None if somebody else has, or if
    /// something keeps the customer from it.
    pub quiet_since: Option<Time>,
    /// Since when the customer of a case that waits for a bug has heard nothing from the team.
    pub unheard_since: Option<Time>,
    /// When somebody of the team first wrote to the customer.
    pub first_response_at: Option<Time>,
    /// What the customer is still to be asked.
    pub asking: Option<Asking>,
    /// What keeps the bot from the customer.
    pub obstacle: Option<Obstacle>,
    /// When an answer was last proposed as final; `None` while the case is open.
    pub solved_at: Option<Time>,
    /// When the case was closed; `None` unless it is closed.
    pub closed_at: Option<Time>,
    /// How often the case was opened again.
    pub reopened_count: i64,
    /// How many times an answer was proposed as final.
    pub solutions: i64,
    /// What the customer said last of one.
    pub rating: Option<Rating>,
    /// Why the case was closed; `None` unless it is closed.
    pub close_reason: Option<CloseReason>,
    /// Off the queue until then, or until the customer writes.
    pub snoozed_until: Option<Time>,
    /// The answer that was promised to the customer, who still waits for it.
    pub promise: Option<Promise>,
    /// When the customer is reminded of a proposed answer.
    pub remind_at: Option<Time>,
    /// When a proposed answer counts as final, if nothing is heard.
    pub close_at: Option<Time>,
    /// The case in which this one goes on.
    pub merged: Option<Merged>,
    /// The revision that erased the customer's texts: a surface drawn from an older one still shows
    /// them. 0 if they were never erased.
    pub erased_at_revision: i64,
    /// The bugs that the case is linked to, in the order of the links.
    pub bugs: Vec<BugNumber>,
    /// What the customer is still to be told of bugs, the oldest first.
    pub news: Vec<BugNews>,
    /// The fix about which the customer was asked last.
    pub fix: Option<Fix>,
    /// The question that counts until the last one is in Discord. Of no meaning unless the case is
    /// solved.
    pub superseded: Option<Superseded>,
    /// Somebody deleted the message that the case is about.
    pub source_lost: bool,
    /// How many files the question's message has.
    pub files: i64,
    /// The customer's own thread in which they asked, if the case goes on in another place.
    pub asked_in: Option<ChannelId>,
    /// Since when somebody has locked the thread, so that the customer cannot write there. None if
    /// the bot locked it.
    pub locked_since: Option<Time>,
    /// What of the thread is in Discord.
    pub thread: CaseThread,
    /// Whether a notice is still to be sent, or has buttons that will be removed.
    pub has_live_posts: bool,
    /// The card in the desk channel.
    pub card: Surface,
}

impl Case {
    /// The customer, as people read of them.
    pub fn customer(&self) -> Writer {
        Writer::new(self.requester, self.guest.as_ref().map(|guest| guest.name.as_str()))
    }

    /// The customer's account, by which they can be mentioned. A guest has none.
    pub fn account(&self) -> Option<UserId> {
        self.guest.is_none().then_some(self.requester)
    }

    /// Whether something is still to be done.
    pub fn phase(&self) -> Phase {
        self.status.phase()
    }

    /// Whether the case is closed, so that its thread is archived.
    pub fn is_closed(&self) -> bool {
        self.phase() == Phase::Closed
    }

    /// Whether the case is solved or closed.
    pub fn is_over(&self) -> bool {
        self.phase() != Phase::Open
    }

    pub(super) fn fact(&self, kind: FactKind, actor: Option<UserId>, at: Time) -> Fact {
        Fact { kind, case: Some(self.number), bug: None, actor, at }
    }

    /// When something of this case falls due next. A case does not close while the customer is
    /// still to be asked, and no days run while they cannot write or be reached.
    pub fn due_at(&self) -> Option<Time> {
        let is_silent = self.obstacle.as_ref().is_some_and(Obstacle::is_silent);
        let can_answer = self.locked_since.is_none() && !is_silent;
        let remind_at = self.remind_at.filter(|_| can_answer);
        let close_at = self.close_at.filter(|_| can_answer && self.asking.is_none());
        let promised = self.promise.filter(|promise| !promise.is_due).map(|promise| promise.until);
        [self.snoozed_until, promised, remind_at, close_at].into_iter().flatten().min()
    }

    /// Since when somebody waits for the team: the customer has an unanswered message, or is to be
    /// told what became of a bug, and the team has not put the case aside. The board, the queue and
    /// everything else that shows or counts who waits reads this.
    pub fn waits_for_us_since(&self) -> Option<Time> {
        let news = self.news.iter().map(|news| news.since.max(self.opened_at)).min();
        let news = news.filter(|_| self.merged.is_none() && self.snoozed_until.is_none());
        [self.asks_since(), news].into_iter().flatten().min()
    }

    /// Since when the customer has an unanswered message, unless the team has put the case aside
    /// after it.
    pub fn asks_since(&self) -> Option<Time> {
        let set_aside =
            self.snoozed_until.is_some() || self.status == Status::OnHold && !self.asked_on_hold;
        self.waiting_since.filter(|_| !set_aside)
    }

    /// Whether nobody but the customer has something to do, and nothing keeps them from it.
    pub(super) fn is_quiet(&self) -> bool {
        matches!(self.status, Status::New | Status::Pending)
            && self.waits_for_us_since().is_none()
            && self.waiting_since.is_none()
            && self.first_response_at.is_some()
            && self.snoozed_until.is_none()
            && self.obstacle.is_none()
            && self.locked_since.is_none()
            && !self.requester_left
    }

    /// When it closes by itself. It doesn't while its thread is locked, since the customer can't
    /// answer there.
    pub fn closes_at(&self) -> Option<Time> {
        self.close_at.filter(|_| self.locked_since.is_none())
    }

    /// When the question was asked: the customer waits from the moment of writing, not from the
    /// moment somebody noticed.
    pub fn asked_at(&self) -> Time {
        match self.source.message {
            // The bot's own message comes after the question.
            Some(message) if !self.origin.is_posted_by_bot() => {
                id::created_at(message.0).min(self.opened_at)
            }
            _ => self.opened_at,
        }
    }

    /// When a question was asked that nobody had asked before; none in a case that continues
    /// another one in private.
    pub fn asked_anew_at(&self) -> Option<Time> {
        (!matches!(self.origin, Origin::Moved(_))).then(|| self.asked_at())
    }
}
