//! How notices are made: by decisions about a case alone.

use crate::domain::{
    BugNumber, CaseNumber, ChannelId, CloseReason, MessageId, Obstacle, Question, QuestionState,
    Time, UserId,
};

use crate::domain::notice::{
    kinds::{BugNews, Elsewhere, FOLLOWERS, Internal, LostNotice, Notice, OthersWork, Public},
    text::{InternalText, PublicText, Remark},
};

impl Notice {
    pub(in crate::domain) fn fixed(
        by: Option<UserId>,
        attempt: i64,
        news: BugNews,
        text: Option<PublicText>,
    ) -> Self {
        Self::Public(Public::Fixed { by, attempt, news, text })
    }

    pub(in crate::domain) fn update(
        by: Option<UserId>,
        news: BugNews,
        text: Option<PublicText>,
    ) -> Self {
        Self::Public(Public::Update { by, news, text })
    }

    /// Returns the notices for all the members who follow a case.
    pub fn to_followers(news: &BugNews, followers: &[UserId]) -> impl Iterator<Item = Self> {
        followers.chunks(FOLLOWERS).map(|people| {
            Self::Public(Public::ToFollowers { news: news.clone(), people: people.to_vec() })
        })
    }

    /// Returns the notices for members who follow a case that waits for no bug any more.
    pub fn unfollowed(followers: &[UserId]) -> impl Iterator<Item = Self> {
        followers
            .chunks(FOLLOWERS)
            .map(|people| Self::Public(Public::Unfollowed { people: people.to_vec() }))
    }

    pub(in crate::domain) fn declined(
        by: Option<UserId>,
        news: BugNews,
        text: Option<PublicText>,
    ) -> Self {
        let BugNews { bug, round, people, .. } = news;
        Self::Public(Public::Declined { by, bug, round, people, text })
    }

    pub(in crate::domain) fn bug_news(
        news: BugNews,
        reason: Option<Remark>,
        agent: Option<UserId>,
    ) -> Self {
        Self::Internal(Internal::BugNews { news, reason, agent, sent: None })
    }

    /// Returns the notice of what a developer wants to know, for an agent or for whoever claims the
    /// case.
    pub(in crate::domain) fn info_requested(
        bug: BugNumber,
        by: UserId,
        text: InternalText,
        agent: Option<UserId>,
    ) -> Self {
        let state = QuestionState::Open;
        Self::Internal(Internal::InfoRequested { question: None, bug, by, text, agent, state })
    }

    /// Returns the notice that puts a developer's question to another agent, or to whoever claims
    /// the case.
    pub fn info_requested_again(
        question: &Question,
        text: InternalText,
        agent: Option<UserId>,
    ) -> Self {
        let Question { id, bug, by, .. } = *question;
        let (question, state) = (Some(id), QuestionState::Open);
        Self::Internal(Internal::InfoRequested { question, bug, by, text, agent, state })
    }

    pub(in crate::domain) fn reply(by: UserId, snippet: String, text: PublicText) -> Self {
        Self::Public(Public::Reply { by, snippet, text, question: None })
    }

    pub(in crate::domain) fn asked_for_developers(
        by: UserId,
        text: PublicText,
        question: Option<i64>,
    ) -> Self {
        Self::Public(Public::Reply { by, snippet: String::new(), text, question })
    }

    pub(in crate::domain) fn promise(by: UserId, until: Time) -> Self {
        Self::Public(Public::Promise { by, until, people: Vec::new() })
    }

    pub(in crate::domain) fn solution(
        attempt: i64,
        by: UserId,
        summary: Option<PublicText>,
    ) -> Self {
        Self::Public(Public::Solution { attempt, by, summary, people: Vec::new() })
    }

    pub(in crate::domain) fn follow_up(attempt: i64) -> Self {
        Self::Public(Public::FollowUp { attempt, people: Vec::new() })
    }

    pub(in crate::domain) fn reminder(attempt: i64, at: Time) -> Self {
        Self::Public(Public::Reminder { attempt, at: Some(at), people: Vec::new() })
    }

    pub(in crate::domain) fn closed(
        reason: CloseReason,
        at: Time,
        elsewhere: Option<Elsewhere>,
    ) -> Self {
        Self::Public(Public::Closed { reason, at, by: None, people: Vec::new(), elsewhere })
    }

    pub(in crate::domain) fn closed_by(
        by: UserId,
        people: Vec<UserId>,
        at: Time,
        (reason, elsewhere): (CloseReason, Option<Elsewhere>),
    ) -> Self {
        Self::Public(Public::Closed { reason, at, by: Some(by), people, elsewhere })
    }

    pub(in crate::domain) fn closed_in_thread(
        by: UserId,
        people: Vec<UserId>,
        (reason, elsewhere): (CloseReason, Option<Elsewhere>),
    ) -> Self {
        Self::Public(Public::ClosedInThread { by, people, reason, elsewhere })
    }

    pub(in crate::domain) fn reopened(by: UserId) -> Self {
        Self::Public(Public::Reopened { by: Some(by), said_by: None, people: Vec::new() })
    }

    pub(in crate::domain) fn not_solved(said_by: Option<UserId>) -> Self {
        Self::Public(Public::Reopened { by: None, said_by, people: Vec::new() })
    }

    pub(in crate::domain) fn welcome_back() -> Self {
        Self::Public(Public::WelcomeBack)
    }

    pub(in crate::domain) fn merged(into: CaseNumber, thread: Option<ChannelId>) -> Self {
        Self::Public(Public::Merged { into, thread })
    }

    pub(in crate::domain) fn unmerged() -> Self {
        Self::Public(Public::Unmerged)
    }

    pub(in crate::domain) fn way_back(message: MessageId) -> Self {
        Self::Public(Public::WayBack { message })
    }

    pub(in crate::domain) fn said_elsewhere(by: UserId, message: MessageId) -> Self {
        Self::Public(Public::SaidElsewhere { by, message })
    }

    pub(in crate::domain) fn note(by: UserId, text: InternalText) -> Self {
        Self::Internal(Internal::Note { by, text })
    }

    pub(in crate::domain) fn assigned(to: UserId, by: UserId) -> Self {
        Self::Internal(Internal::Assigned { to, by })
    }

    pub(in crate::domain) fn taken_over(from: UserId, to: UserId, by: UserId) -> Self {
        Self::Internal(Internal::TakenOver { from, to, by })
    }

    pub(in crate::domain) fn done_by_other(agent: UserId, by: UserId, what: OthersWork) -> Self {
        Self::Internal(Internal::DoneByOther { agent, by, what })
    }

    /// Returns the notice that an agent cannot be added to the customer's thread.
    pub fn not_let_in(agent: UserId) -> Self {
        Self::Internal(Internal::NotLetIn { agent })
    }

    pub(in crate::domain) fn handover_requested(from: UserId, to: UserId, by: UserId) -> Self {
        Self::Internal(Internal::HandoverRequested { from, to, by })
    }

    pub(in crate::domain) fn returned(from: UserId) -> Self {
        Self::Internal(Internal::Returned { from })
    }

    pub(in crate::domain) fn awake(assignee: Option<UserId>) -> Self {
        Self::Internal(Internal::Awake { assignee })
    }

    pub(in crate::domain) fn promise_due(assignee: Option<UserId>) -> Self {
        Self::Internal(Internal::PromiseDue { assignee })
    }

    pub(in crate::domain) fn thread_lost(assignee: Option<UserId>, was_asked: bool) -> Self {
        Self::Internal(Internal::ThreadLost { assignee, was_asked })
    }

    pub(in crate::domain) fn notice_lost(what: LostNotice, assignee: Option<UserId>) -> Self {
        Self::Internal(Internal::NoticeLost { what, assignee })
    }

    pub(in crate::domain) fn thread_locked(assignee: Option<UserId>) -> Self {
        Self::Internal(Internal::ThreadLocked { assignee })
    }

    pub(in crate::domain) fn absorbed(from: CaseNumber) -> Self {
        Self::Internal(Internal::Absorbed { from })
    }

    pub(in crate::domain) fn absorption_undone(from: CaseNumber) -> Self {
        Self::Internal(Internal::AbsorptionUndone { from })
    }

    pub(in crate::domain) fn held(obstacle: Obstacle, agent: Option<UserId>) -> Self {
        Self::Internal(Internal::Held { obstacle, agent })
    }

    pub(in crate::domain) fn resumed(moot: bool) -> Self {
        Self::Internal(Internal::Resumed { moot })
    }

    pub(in crate::domain) fn given_up(obstacle: Obstacle, agent: Option<UserId>) -> Self {
        Self::Internal(Internal::GivenUp { obstacle, agent })
    }
}
