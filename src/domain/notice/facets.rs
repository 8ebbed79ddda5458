//! What can be asked of a notice.

use crate::domain::{BugNumber, RequestNumber, Undone, UserId, text};

use crate::domain::notice::{
    kinds::{BugNews, Internal, Notice, NoticePlace, Public},
    text::{InternalText, PublicText, Remark},
};

impl Notice {
    /// Where it stands: whatever is internal stands with the team.
    pub fn place(&self) -> NoticePlace {
        match self {
            Self::Internal(_) => NoticePlace::Team,
            Self::Public(
                Public::Closed { .. } | Public::WayBack { .. } | Public::SaidElsewhere { .. },
            ) => NoticePlace::Outside,
            Self::Public(_) => NoticePlace::Thread,
        }
    }

    /// The proposed answer that the customer is asked about, counted from 1. None if the notice
    /// asks nothing.
    pub fn question(&self) -> Option<i64> {
        match self {
            Self::Public(
                Public::Solution { attempt, .. }
                | Public::FollowUp { attempt, .. }
                | Public::Fixed { attempt, .. }
                | Public::Reminder { attempt, .. },
            ) => Some(*attempt),
            Self::Public(_) | Self::Internal(_) => None,
        }
    }

    /// Who is mentioned in it as a customer, if it is for all customers of the case: those whose
    /// cases were merged into it as well. Empty if that is the one who asked alone.
    pub fn customers_mut(&mut self) -> Option<&mut Vec<UserId>> {
        match self {
            Self::Public(
                Public::Promise { people, .. }
                | Public::Solution { people, .. }
                | Public::FollowUp { people, .. }
                | Public::Reminder { people, .. }
                | Public::Reopened { people, .. },
            ) => Some(people),
            Self::Public(_) | Self::Internal(_) => None,
        }
    }

    /// The customers to whom it is said, if that is not the one who asked alone. None if it is for
    /// no customer, or names none.
    pub fn customers(&self) -> Option<&[UserId]> {
        match self {
            Self::Public(
                Public::Promise { people, .. }
                | Public::Solution { people, .. }
                | Public::FollowUp { people, .. }
                | Public::Reminder { people, .. }
                | Public::Reopened { people, .. }
                | Public::Closed { people, .. }
                | Public::ClosedInThread { people, .. }
                | Public::Declined { people, .. }
                | Public::Fixed { news: BugNews { people, .. }, .. }
                | Public::Update { news: BugNews { people, .. }, .. },
            ) => Some(people),
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
                    | Public::Fixed { .. }
                    | Public::Declined { .. }
                    | Public::Update { .. }
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
            Self::Public(
                Public::Fixed { .. }
                | Public::Declined { .. }
                | Public::Update { .. }
                | Public::ToFollowers { .. },
            ) => Undone::News,
            Self::Public(Public::FollowUp { .. } | Public::Reminder { .. }) => Undone::Reminder,
            Self::Public(_) => Undone::Notice,
            Self::Internal(_) => Undone::Note,
        }
    }

    /// Who wrote the words in it. Nobody, where they are the bot's alone.
    pub fn author(&self) -> Option<UserId> {
        match self {
            Self::Public(
                Public::Reply { by, .. }
                | Public::Solution { by, summary: Some(_), .. }
                | Public::Fixed { by: Some(by), text: Some(_), .. }
                | Public::Declined { by: Some(by), text: Some(_), .. }
                | Public::Update { by: Some(by), text: Some(_), .. },
            )
            | Self::Internal(
                Internal::Note { by, .. }
                | Internal::InfoRequested { by, .. }
                | Internal::TeamAnswered { by, .. },
            ) => Some(*by),
            Self::Internal(Internal::BugNews { reason, .. }) => {
                reason.as_ref().map(|reason| reason.by)
            }
            Self::Public(_) | Self::Internal(_) => None,
        }
    }

    /// The words of a person in it, if it holds any.
    pub fn words(&self) -> Option<&str> {
        let words = match self {
            Self::Public(
                Public::Reply { text, .. }
                | Public::Solution { summary: Some(text), .. }
                | Public::Fixed { text: Some(text), .. }
                | Public::Declined { text: Some(text), .. }
                | Public::Update { text: Some(text), .. },
            ) => text.as_str(),
            Self::Internal(
                Internal::Note { text, .. }
                | Internal::InfoRequested { text, .. }
                | Internal::TeamAnswered { text, .. }
                | Internal::BugNews { reason: Some(Remark { text, .. }), .. },
            ) => text.as_str(),
            Self::Public(_) | Self::Internal(_) => return None,
        };
        (words != text::ERASED).then_some(words)
    }

    /// Whether it is posted even if the words in it were erased before.
    pub fn is_said_without_words(&self) -> bool {
        matches!(
            self,
            Self::Public(
                Public::Solution { .. }
                    | Public::Fixed { .. }
                    | Public::Declined { .. }
                    | Public::Update { .. }
            ) | Self::Internal(Internal::BugNews { .. })
        )
    }

    /// The same without anybody's words.
    #[must_use]
    pub fn wordless(self) -> Self {
        match self {
            Self::Public(Public::Reply { by, snippet, question, .. }) => {
                let text = PublicText::erased();
                Self::Public(Public::Reply { by, snippet, text, question })
            }
            Self::Public(Public::Solution { attempt, by, people, .. }) => {
                Self::Public(Public::Solution { attempt, by, summary: None, people })
            }
            Self::Internal(Internal::Note { by, .. }) => {
                Self::Internal(Internal::Note { by, text: InternalText::erased() })
            }
            Self::Public(Public::Fixed { by, attempt, news, .. }) => {
                Self::Public(Public::Fixed { by, attempt, news, text: None })
            }
            Self::Public(Public::Declined { by, bug, round, people, .. }) => {
                Self::Public(Public::Declined { by, bug, round, people, text: None })
            }
            Self::Public(Public::Update { by, news, .. }) => {
                Self::Public(Public::Update { by, news, text: None })
            }
            Self::Internal(Internal::InfoRequested { question, bug, by, agent, state, .. }) => {
                let text = InternalText::erased();
                Self::Internal(Internal::InfoRequested { question, bug, by, text, agent, state })
            }
            Self::Internal(Internal::TeamAnswered { request, team, by, to, .. }) => {
                let text = InternalText::erased();
                Self::Internal(Internal::TeamAnswered { request, team, by, text, to })
            }
            Self::Internal(Internal::BugNews { news, agent, sent, .. }) => {
                Self::Internal(Internal::BugNews { news, reason: None, agent, sent })
            }
            other => other,
        }
    }

    /// The agent who is to do something about it, and is pinged. None if that is nobody in
    /// particular.
    pub fn agent(&self) -> Option<UserId> {
        match self {
            Self::Internal(
                Internal::BugNews { agent, .. }
                | Internal::InfoRequested { agent, .. }
                | Internal::GivenUp { agent, .. }
                | Internal::TeamAnswered { to: agent, .. }
                | Internal::RequestFreed { to: agent, .. }
                | Internal::RequestOverdue { to: agent, .. }
                | Internal::RequestUnposted { to: agent, .. },
            ) => *agent,
            Self::Public(_) | Self::Internal(_) => None,
        }
    }

    /// The same for all agents: the one who was to do something about it is none any more.
    #[must_use]
    pub fn for_all_agents(mut self) -> Self {
        if let Self::Internal(
            Internal::BugNews { agent, .. }
            | Internal::InfoRequested { agent, .. }
            | Internal::GivenUp { agent, .. }
            | Internal::TeamAnswered { to: agent, .. }
            | Internal::RequestFreed { to: agent, .. }
            | Internal::RequestOverdue { to: agent, .. }
            | Internal::RequestUnposted { to: agent, .. },
        ) = &mut self
        {
            *agent = None;
        }
        self
    }

    /// The request that another team answers with it.
    pub fn answered_request(&self) -> Option<RequestNumber> {
        match self {
            Self::Internal(Internal::TeamAnswered { request, .. }) => Some(*request),
            Self::Public(_) | Self::Internal(_) => None,
        }
    }

    /// The request of which it tells that it cannot be posted.
    pub fn unposted_request(&self) -> Option<RequestNumber> {
        match self {
            Self::Internal(Internal::RequestUnposted { request, .. }) => Some(*request),
            Self::Public(_) | Self::Internal(_) => None,
        }
    }

    /// The number of the developers' question that it puts to agents or customers. `own` is the
    /// number of the notice.
    pub fn question_of_developers(&self, own: i64) -> Option<i64> {
        match self {
            Self::Public(Public::Reply { question, .. }) => *question,
            Self::Internal(Internal::InfoRequested { question, .. }) => {
                Some(question.unwrap_or(own))
            }
            Self::Public(_) | Self::Internal(_) => None,
        }
    }

    /// The bug of which it tells.
    pub fn bug(&self) -> Option<BugNumber> {
        match self {
            Self::Public(
                Public::Fixed { news, .. }
                | Public::Update { news, .. }
                | Public::ToFollowers { news, .. },
            )
            | Self::Internal(Internal::BugNews { news, .. }) => Some(news.bug),
            Self::Public(Public::Declined { bug, .. })
            | Self::Internal(Internal::InfoRequested { bug, .. }) => Some(*bug),
            Self::Public(_) | Self::Internal(_) => None,
        }
    }
}
