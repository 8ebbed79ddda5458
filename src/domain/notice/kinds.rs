//! The messages of the bot about a case.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::domain::{
    BugNumber, BugOutcome, CaseNumber, ChannelId, CloseReason, MessageId, Obstacle, QuestionState,
    Reason, RequestNumber, RoleId, Time, UserId, named::named,
};

use crate::domain::notice::text::{InternalText, PublicText, Remark};

named!(NoticePlace);

/// The most people whom one message tells what became of a bug: more do not fit into it.
pub const FOLLOWERS: usize = 40;

/// What a case's customer is to be told of a bug.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BugNews {
    /// The bug.
    pub bug: BugNumber,
    /// Which time it was shipped or declined, counted from 1. Of news of how far it is, when they
    /// were made, in seconds since 1970.
    pub round: i64,
    /// What became of it.
    pub outcome: BugOutcome,
    /// The version that contains the fix; empty if it was declined.
    pub version: String,
    /// Since when they are to be told.
    #[serde(default)]
    pub since: Time,
    /// Who is told, if that is not the one who asked alone: others asked in cases that were merged.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<UserId>,
    /// Whether those who follow the case were told, though the customer could not be.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub followers_know: bool,
}

impl BugNews {
    /// News of a bug that will not be fixed.
    pub fn declined(bug: BugNumber, round: i64, people: Vec<UserId>) -> Self {
        let (outcome, version) = (BugOutcome::Declined, String::new());
        Self { bug, round, outcome, version, since: Time::default(), people, followers_know: false }
    }
}

/// What an agent was asked to send is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sent {
    /// The agent who sent it; nobody, if no agent had to.
    pub by: Option<UserId>,
    /// Whether the customer can read it in Discord.
    pub is_posted: bool,
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
    /// A saved reply, or a question of the developers in an agent's words.
    Reply {
        /// The agent in whose name it is posted.
        by: UserId,
        /// The name of the saved reply; empty if it is none.
        #[serde(default)]
        snippet: String,
        /// The saved reply with its placeholders filled in.
        text: PublicText,
        /// The number of the developers' question that the agent asks with it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        question: Option<i64>,
    },
    /// An agent will answer later.
    Promise {
        /// The agent.
        by: UserId,
        /// By when.
        until: Time,
        /// Who is promised it, if that is not the one who asked alone.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        people: Vec<UserId>,
    },
    /// An answer is proposed as final: was it?
    Solution {
        /// Which proposal of the case, counted from 1.
        attempt: i64,
        /// Who proposes it.
        by: UserId,
        /// The answer in a few words, if it was given with the proposal.
        summary: Option<PublicText>,
        /// Who is asked, if that is not the one who asked alone.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        people: Vec<UserId>,
    },
    /// The customer has not answered: is it solved?
    FollowUp {
        /// Which proposal of the case, counted from 1.
        attempt: i64,
        /// Who is asked, if that is not the one who asked alone.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        people: Vec<UserId>,
    },
    /// The fix of a bug is out: does it work now?
    Fixed {
        /// The agent who sends it; nobody, if no agent has to.
        by: Option<UserId>,
        /// Which proposal of the case, counted from 1.
        attempt: i64,
        /// The bug and the version.
        news: BugNews,
        /// The agent's words, instead of the bot's.
        text: Option<PublicText>,
    },
    /// A bug will not be fixed.
    Declined {
        /// The agent who sends it; nobody, if no agent has to.
        by: Option<UserId>,
        /// The bug.
        bug: BugNumber,
        /// Which time it was shipped or declined, counted from 1.
        round: i64,
        /// Who is told, if that is not the one who asked alone.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        people: Vec<UserId>,
        /// The agent's words, instead of the bot's.
        text: Option<PublicText>,
    },
    /// How far a bug is for which the customer waits.
    Update {
        /// The agent who sends it; nobody, if no agent has to.
        by: Option<UserId>,
        /// The bug, and how far it is.
        news: BugNews,
        /// The agent's words, instead of the bot's.
        text: Option<PublicText>,
    },
    /// What became of a bug, for members who have the same problem as the customer.
    ToFollowers {
        /// What became of it.
        news: BugNews,
        /// The members, at most 40.
        people: Vec<UserId>,
    },
    /// The case waits for no bug any more, for members who have the same problem as the customer.
    Unfollowed {
        /// The members, at most 40.
        people: Vec<UserId>,
    },
    /// The one reminder of a proposed answer.
    Reminder {
        /// Which proposal of the case, counted from 1.
        attempt: i64,
        /// When it fell due; earlier versions of this program did not save that.
        #[serde(default)]
        at: Option<Time>,
        /// Who is asked, if that is not the one who asked alone.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        people: Vec<UserId>,
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
        /// Who is told, if that is not the one who asked alone.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        people: Vec<UserId>,
        /// Where the question is dealt with instead.
        #[serde(default)]
        elsewhere: Option<Elsewhere>,
    },
    /// In the thread that is archived next: an agent has closed the case.
    ClosedInThread {
        /// The agent.
        by: UserId,
        /// Who is told, if that is not the one who asked alone.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        people: Vec<UserId>,
        /// Why it was closed.
        reason: CloseReason,
        /// Where the question is dealt with instead.
        elsewhere: Option<Elsewhere>,
    },
    /// The case is open again.
    Reopened {
        /// Who opened it; `None` if a message of the customer did.
        by: Option<UserId>,
        /// Who said that it does not work, if that is another customer than the one who asked.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        said_by: Option<UserId>,
        /// Who is told that an agent opened it, if that is not the one who asked alone.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        people: Vec<UserId>,
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
    /// The customer is back in the server, and can read the private thread again: a mention adds
    /// them to it (Discord, "Threads").
    WelcomeBack,
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
    /// Somebody else did something with the case of an agent.
    DoneByOther {
        /// The assignee, who is pinged.
        agent: UserId,
        /// Who did it.
        by: UserId,
        /// What they did.
        what: OthersWork,
    },
    /// An agent cannot be added to the customer's thread.
    NotLetIn {
        /// The agent, who is pinged.
        agent: UserId,
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
    /// Somebody deleted what the bot said to the customer.
    NoticeLost {
        /// What it was.
        what: LostNotice,
        /// The assignee, who is pinged; `None` if nobody is.
        assignee: Option<UserId>,
    },
    /// Somebody locked the customer's thread.
    ThreadLocked {
        /// The assignee, who is pinged; `None` if nobody is.
        assignee: Option<UserId>,
    },
    /// What the customer is to be told of a bug, for an agent to send.
    BugNews {
        /// What became of the bug.
        news: BugNews,
        /// What the developers wrote about it.
        reason: Option<Remark>,
        /// The assignee, who is pinged; `None` if nobody is.
        agent: Option<UserId>,
        /// How it was sent, once it was. Looked up when the draft is drawn.
        #[serde(skip)]
        sent: Option<Sent>,
    },
    /// A developer asks something.
    InfoRequested {
        /// The number of the question, which is that of the notice that asked it first. None in
        /// that one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        question: Option<i64>,
        /// The bug.
        bug: BugNumber,
        /// The developer.
        by: UserId,
        /// What they want to know.
        text: InternalText,
        /// The assignee, who is pinged; `None` if nobody is.
        agent: Option<UserId>,
        /// How far it is. Looked up when the notice is drawn.
        #[serde(skip)]
        state: QuestionState,
    },
    /// Another case goes on here.
    Absorbed {
        /// The other case.
        from: CaseNumber,
    },
    /// The merge of a case into this one was undone.
    AbsorptionUndone {
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
    /// An agent asked another team something: the request's card is posted.
    TeamAsked {
        /// The request.
        request: RequestNumber,
        /// The name of the other team.
        team: String,
        /// The agent.
        by: UserId,
        /// The channel of the card.
        channel: ChannelId,
        /// The card.
        message: MessageId,
    },
    /// Another team has answered a request.
    TeamAnswered {
        /// The request.
        request: RequestNumber,
        /// The name of the other team.
        team: String,
        /// Who answered.
        by: UserId,
        /// The answer.
        text: InternalText,
        /// The agent who is pinged; `None` if that is no agent any more.
        to: Option<UserId>,
    },
    /// Nobody of another team takes care of a request any more.
    RequestFreed {
        /// The request.
        request: RequestNumber,
        /// The name of the other team.
        team: String,
        /// The former owner.
        from: UserId,
        /// The agent who is pinged; `None` if that is no agent any more.
        to: Option<UserId>,
    },
    /// Another team should have answered a request by now.
    RequestOverdue {
        /// The request.
        request: RequestNumber,
        /// The name of the other team.
        team: String,
        /// The agent who is pinged; `None` if that is no agent any more.
        to: Option<UserId>,
    },
    /// A request cannot be posted in the other team's channel.
    RequestUnposted {
        /// The request.
        request: RequestNumber,
        /// The name of the other team.
        team: String,
        /// The channel.
        channel: ChannelId,
        /// The agent who is pinged; `None` if that is no agent any more.
        to: Option<UserId>,
    },
}

/// What somebody else did with the case of an agent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OthersWork {
    /// Proposed an answer as final.
    Solved,
    /// Closed it.
    Closed,
    /// Put it aside until a time.
    Snoozed(Time),
}

/// What somebody deleted of what the bot said to a customer.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr, VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum LostNotice {
    /// The question whether the case is solved.
    Question,
    /// A promised answer.
    Promise,
    /// An answer that stopped their clock.
    Answer,
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

/// One notice, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredNotice {
    /// Its number: notices of a case are posted in this order.
    pub id: i64,
    /// What is to be said.
    pub post: Notice,
    /// The roles for all of whom it was posted, instead of the agent who was to do something about
    /// it.
    pub roles: Vec<RoleId>,
    /// When it was requested. Discord may have received the message since then.
    pub asked_at: Time,
    /// Discord's ID of the command, button or form with which somebody said it. None if that is not
    /// known, or if it was nobody.
    pub interaction: Option<u64>,
    /// Where it is, once it was posted.
    pub posted: Option<(ChannelId, MessageId)>,
    /// A fingerprint of what it looks like. None if that is not known for certain.
    pub face: Option<i64>,
    /// The revision of the case that it shows.
    pub shown_revision: i64,
    /// Why it was given up before it was posted.
    pub given_up: Option<Reason>,
    /// Whether somebody has deleted its message.
    pub is_deleted: bool,
}
