//! What is said once for a case: to the customer, or among the team. Which of the two, the type
//! says: no function makes one of the other, so nothing internal can reach a customer.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr};

use crate::domain::{
    CaseNumber, ChannelId, CloseReason, MessageId, Obstacle, Reason, Time, Undone, UserId,
    named::named, refusal::InputRefusal, text,
};

named!(NoticePlace);

/// The longest text of an agent or a lead that is posted, in characters. A message of the bot holds
/// 2,000, its own words included.
pub const TEXT_LIMIT: usize = 1_500;

/// Text that the customer may read. Made from what somebody typed for the customer, and from
/// nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicText(String);

impl PublicText {
    /// Takes what was typed for the customer.
    ///
    /// # Errors
    /// When there is nothing to read, or too much.
    pub fn typed(field: &'static str, typed: &str) -> Result<Self, InputRefusal> {
        text::required(field, typed, TEXT_LIMIT).map(Self)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Text for the team alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InternalText(String);

impl InternalText {
    /// Takes what was typed for the team.
    ///
    /// # Errors
    /// When there is nothing to read, or too much.
    pub fn typed(field: &'static str, typed: &str) -> Result<Self, InputRefusal> {
        text::required(field, typed, TEXT_LIMIT).map(Self)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// One message of the bot about a case, said once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Notice {
    /// For the customer, in their thread.
    Public(Public),
    /// For the team.
    Internal(Internal),
}

/// What the customer reads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Public {
    /// A saved reply.
    Reply {
        /// The agent in whose name it is posted.
        by: UserId,
        /// The name of the saved reply.
        #[serde(default)]
        snippet: String,
        /// The saved reply with its placeholders filled in.
        text: PublicText,
    },
    /// An agent will answer later.
    Promise {
        /// The agent.
        by: UserId,
        /// By when.
        until: Time,
    },
    /// An answer is proposed as final: was it?
    Solution {
        /// Which proposal of the case, counted from 1.
        attempt: i64,
        /// Who proposes it.
        by: UserId,
        /// The answer in a few words, if it was given with the proposal.
        summary: Option<PublicText>,
    },
    /// The customer has not answered: is it solved?
    FollowUp {
        /// Which proposal of the case, counted from 1.
        attempt: i64,
    },
    /// The one reminder of a proposed answer.
    Reminder {
        /// Which proposal of the case, counted from 1.
        attempt: i64,
        /// When it fell due; earlier versions of this program did not save that.
        #[serde(default)]
        at: Option<Time>,
    },
    /// Outside of the archived thread: the case is closed, and how to reopen it.
    Closed {
        /// Why it was closed.
        reason: CloseReason,
        /// When it was closed.
        at: Time,
        /// The agent who closed it, if the customer is told here.
        #[serde(default)]
        by: Option<UserId>,
        /// Where the question is dealt with instead.
        #[serde(default)]
        elsewhere: Option<Elsewhere>,
    },
    /// In the thread that is archived next: an agent has closed the case.
    ClosedInThread {
        /// The agent.
        by: UserId,
        /// Why it was closed.
        reason: CloseReason,
        /// Where the question is dealt with instead.
        elsewhere: Option<Elsewhere>,
    },
    /// The case is open again.
    Reopened {
        /// Who opened it; `None` if a message of the customer did.
        by: Option<UserId>,
        /// Who has it now.
        assignee: Option<UserId>,
    },
    /// The case goes on in another.
    Merged {
        /// The other case.
        into: CaseNumber,
        /// Its thread, if there is one.
        thread: Option<ChannelId>,
    },
    /// The case goes on here again.
    Unmerged,
    /// A closed case is not opened again by what the customer wrote, and this is the way to go on.
    WayBack {
        /// What the customer wrote.
        message: MessageId,
    },
    /// Outside of the thread: a reply to the question counts, and the case has a thread.
    SaidElsewhere {
        /// Who replied.
        by: UserId,
        /// The reply.
        message: MessageId,
    },
}

/// Where the question of a closed case is dealt with instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Elsewhere {
    /// In another case.
    Case {
        /// The case.
        case: CaseNumber,
        /// Its thread, if there is one.
        thread: Option<ChannelId>,
    },
    /// In a channel.
    Channel {
        /// The channel.
        channel: ChannelId,
    },
}

/// What the team reads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Internal {
    /// Somebody wrote a note for the team.
    Note {
        /// Who wrote it.
        by: UserId,
        /// The note.
        text: InternalText,
    },
    /// Somebody gave the case to an agent.
    Assigned {
        /// The agent.
        to: UserId,
        /// Who gave it to them.
        by: UserId,
    },
    /// Somebody gave the case of an agent to another.
    TakenOver {
        /// The former assignee, who is pinged.
        from: UserId,
        /// The agent who has it now.
        to: UserId,
        /// Who gave it to them.
        by: UserId,
    },
    /// Somebody asks the assignee to hand the case over.
    HandoverRequested {
        /// The assignee, who is pinged.
        from: UserId,
        /// The agent who is to have it.
        to: UserId,
        /// Who asks.
        by: UserId,
    },
    /// The one who had it is no agent any more.
    Returned {
        /// The former assignee.
        from: UserId,
    },
    /// It was snoozed, and the time is over.
    Awake {
        /// The assignee, who is pinged; `None` if nobody is.
        assignee: Option<UserId>,
    },
    /// The customer was promised an answer by now, and still waits.
    PromiseDue {
        /// The assignee, who is pinged; `None` if nobody is.
        assignee: Option<UserId>,
    },
    /// Somebody deleted the customer's thread.
    ThreadLost {
        /// The assignee, who is pinged; `None` if nobody is.
        assignee: Option<UserId>,
        /// Whether a question went with it that the customer had not answered.
        #[serde(default)]
        was_asked: bool,
    },
    /// Somebody locked the customer's thread.
    ThreadLocked {
        /// The assignee, who is pinged; `None` if nobody is.
        assignee: Option<UserId>,
    },
    /// Another case goes on here.
    Absorbed {
        /// The other case.
        from: CaseNumber,
    },
    /// The customer cannot be reached.
    Held {
        /// What could not be done, and why.
        obstacle: Obstacle,
        /// The agent who is pinged; `None` if nobody is.
        agent: Option<UserId>,
    },
    /// The customer can be reached again.
    Resumed {
        /// Whether what waited has lost its purpose. If not, it was sent.
        #[serde(default)]
        moot: bool,
    },
    /// Something that was to be said to the customer never will be.
    GivenUp {
        /// What could not be said, and why.
        obstacle: Obstacle,
        /// The agent who is pinged; `None` if nobody is.
        agent: Option<UserId>,
    },
}

/// Where a post stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum NoticePlace {
    /// The customer's thread.
    Thread,
    /// The channel in which the question stands; the thread, where there is no such channel.
    Outside,
    /// The internal thread under the desk card.
    Team,
}

impl Notice {
    /// Where it stands: whatever is internal stands with the team.
    pub fn room(&self) -> NoticePlace {
        match self {
            Self::Internal(_) => NoticePlace::Team,
            Self::Public(
                Public::Closed { .. } | Public::WayBack { .. } | Public::SaidElsewhere { .. },
            ) => NoticePlace::Outside,
            Self::Public(_) => NoticePlace::Thread,
        }
    }

    /// The proposed answer that the customer is asked about, counted from 1. None if the notice asks
    /// nothing.
    pub fn question(&self) -> Option<i64> {
        match self {
            Self::Public(
                Public::Solution { attempt, .. }
                | Public::FollowUp { attempt }
                | Public::Reminder { attempt, .. },
            ) => Some(*attempt),
            Self::Public(_) | Self::Internal(_) => None,
        }
    }

    /// Whether only the team reads it.
    pub fn is_internal(&self) -> bool {
        matches!(self, Self::Internal(_))
    }

    /// Whether the state of the case follows from it once it is in Discord: an answer stops the
    /// customer's clock, a question starts the days of a proposal, a promise sets a time.
    pub fn counts(&self) -> bool {
        matches!(
            self,
            Self::Public(
                Public::Reply { .. }
                    | Public::Promise { .. }
                    | Public::Solution { .. }
                    | Public::FollowUp { .. }
                    | Public::Reminder { .. }
            )
        )
    }

    /// Whether it tells the team what became of another notice.
    pub fn is_about_delivery(&self) -> bool {
        matches!(
            self,
            Self::Internal(
                Internal::Held { .. } | Internal::Resumed { .. } | Internal::GivenUp { .. }
            )
        )
    }

    /// What is not done as long as it is not posted.
    pub fn undone(&self) -> Undone {
        match self {
            Self::Public(Public::Reply { .. }) => Undone::Answer,
            Self::Public(Public::Promise { .. }) => Undone::Promise,
            Self::Public(Public::Solution { .. }) => Undone::Proposal,
            Self::Public(Public::FollowUp { .. } | Public::Reminder { .. }) => Undone::Reminder,
            Self::Public(_) => Undone::Notice,
            Self::Internal(_) => Undone::Note,
        }
    }

    /// Who wrote the words in it. Nobody, where they are the bot's alone.
    pub fn author(&self) -> Option<UserId> {
        match self {
            Self::Public(
                Public::Reply { by, .. } | Public::Solution { by, summary: Some(_), .. },
            )
            | Self::Internal(Internal::Note { by, .. }) => Some(*by),
            Self::Public(_) | Self::Internal(_) => None,
        }
    }

    /// The words of a person in it, if it holds any.
    pub fn words(&self) -> Option<&str> {
        let words = match self {
            Self::Public(
                Public::Reply { text, .. } | Public::Solution { summary: Some(text), .. },
            ) => text.as_str(),
            Self::Internal(Internal::Note { text, .. }) => text.as_str(),
            Self::Public(_) | Self::Internal(_) => return None,
        };
        (words != text::ERASED).then_some(words)
    }

    /// The same without anybody's words.
    #[must_use]
    pub fn wordless(self) -> Self {
        match self {
            Self::Public(Public::Reply { by, snippet, .. }) => {
                let text = PublicText(text::ERASED.to_owned());
                Self::Public(Public::Reply { by, snippet, text })
            }
            Self::Public(Public::Solution { attempt, by, .. }) => {
                Self::Public(Public::Solution { attempt, by, summary: None })
            }
            Self::Internal(Internal::Note { by, .. }) => {
                Self::Internal(Internal::Note { by, text: InternalText(text::ERASED.to_owned()) })
            }
            other => other,
        }
    }

    pub(super) fn reply(by: UserId, snippet: String, text: PublicText) -> Self {
        Self::Public(Public::Reply { by, snippet, text })
    }

    pub(super) fn promise(by: UserId, until: Time) -> Self {
        Self::Public(Public::Promise { by, until })
    }

    pub(super) fn solution(attempt: i64, by: UserId, summary: Option<PublicText>) -> Self {
        Self::Public(Public::Solution { attempt, by, summary })
    }

    pub(super) fn follow_up(attempt: i64) -> Self {
        Self::Public(Public::FollowUp { attempt })
    }

    pub(super) fn reminder(attempt: i64, at: Time) -> Self {
        Self::Public(Public::Reminder { attempt, at: Some(at) })
    }

    pub(super) fn closed(
        reason: CloseReason,
        at: Time,
        by: Option<UserId>,
        elsewhere: Option<Elsewhere>,
    ) -> Self {
        Self::Public(Public::Closed { reason, at, by, elsewhere })
    }

    pub(super) fn closed_in_thread(
        by: UserId,
        reason: CloseReason,
        elsewhere: Option<Elsewhere>,
    ) -> Self {
        Self::Public(Public::ClosedInThread { by, reason, elsewhere })
    }

    pub(super) fn reopened(by: Option<UserId>, assignee: Option<UserId>) -> Self {
        Self::Public(Public::Reopened { by, assignee })
    }

    pub(super) fn merged(into: CaseNumber, thread: Option<ChannelId>) -> Self {
        Self::Public(Public::Merged { into, thread })
    }

    pub(super) fn unmerged() -> Self {
        Self::Public(Public::Unmerged)
    }

    pub(super) fn way_back(message: MessageId) -> Self {
        Self::Public(Public::WayBack { message })
    }

    pub(super) fn said_elsewhere(by: UserId, message: MessageId) -> Self {
        Self::Public(Public::SaidElsewhere { by, message })
    }

    pub(super) fn note(by: UserId, text: InternalText) -> Self {
        Self::Internal(Internal::Note { by, text })
    }

    pub(super) fn assigned(to: UserId, by: UserId) -> Self {
        Self::Internal(Internal::Assigned { to, by })
    }

    pub(super) fn taken_over(from: UserId, to: UserId, by: UserId) -> Self {
        Self::Internal(Internal::TakenOver { from, to, by })
    }

    pub(super) fn handover_requested(from: UserId, to: UserId, by: UserId) -> Self {
        Self::Internal(Internal::HandoverRequested { from, to, by })
    }

    pub(super) fn returned(from: UserId) -> Self {
        Self::Internal(Internal::Returned { from })
    }

    pub(super) fn awake(assignee: Option<UserId>) -> Self {
        Self::Internal(Internal::Awake { assignee })
    }

    pub(super) fn promise_due(assignee: Option<UserId>) -> Self {
        Self::Internal(Internal::PromiseDue { assignee })
    }

    pub(super) fn thread_lost(assignee: Option<UserId>, was_asked: bool) -> Self {
        Self::Internal(Internal::ThreadLost { assignee, was_asked })
    }

    pub(super) fn thread_locked(assignee: Option<UserId>) -> Self {
        Self::Internal(Internal::ThreadLocked { assignee })
    }

    pub(super) fn absorbed(from: CaseNumber) -> Self {
        Self::Internal(Internal::Absorbed { from })
    }

    pub(super) fn held(obstacle: Obstacle, agent: Option<UserId>) -> Self {
        Self::Internal(Internal::Held { obstacle, agent })
    }

    pub(super) fn resumed(moot: bool) -> Self {
        Self::Internal(Internal::Resumed { moot })
    }

    pub(super) fn given_up(obstacle: Obstacle, agent: Option<UserId>) -> Self {
        Self::Internal(Internal::GivenUp { obstacle, agent })
    }
}

/// One notice, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredNotice {
    /// Its number: notices of a case are posted in this order.
    pub id: i64,
    /// What is to be said.
    pub post: Notice,
    /// When it was requested. Discord may have received the message since then.
    pub asked_at: Time,
    /// Where it is, once it was posted.
    pub posted: Option<(ChannelId, MessageId)>,
    /// A fingerprint of what it looks like. None if that is not known for certain.
    pub face: Option<i64>,
    /// The revision of the case that it shows.
    pub shown_revision: i64,
    /// Why it was given up before it was posted.
    pub given_up: Option<Reason>,
}
