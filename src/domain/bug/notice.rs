//! What is said once in the thread of a bug's report, among developers and agents. Customers never
//! read it.

use serde::{Deserialize, Serialize};

use crate::domain::{
    BugNumber, CaseNumber, ChannelId, InternalText, MessageId, Time, UserId, text,
};

fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// One message of the bot about a bug, said once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum BugNotice {
    /// A developer asks the agents something.
    Asked {
        /// The developer.
        by: UserId,
        /// What they want to know.
        text: InternalText,
        /// The case whose agents are asked.
        case: CaseNumber,
    },
    /// An agent has answered.
    Answered {
        /// The agent.
        by: UserId,
        /// What they wrote. Empty if it has files alone.
        text: InternalText,
        /// The case.
        case: CaseNumber,
        /// The developer who asked, and is pinged.
        to: UserId,
        /// The numbers of the questions that it answers. Earlier versions of this program did not
        /// save them.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        questions: Vec<i64>,
        /// How many files the reply that it repeats has.
        #[serde(default, skip_serializing_if = "is_zero")]
        files: usize,
        /// The channel and the message of the reply that it repeats. None if it was typed in a
        /// form.
        #[serde(default)]
        source: Option<(ChannelId, MessageId)>,
    },
    /// A developer has declined it, for a reason.
    Declined {
        /// The developer.
        by: UserId,
        /// Why.
        text: InternalText,
    },
    /// It was shipped, and a customer says that it is still broken.
    Returned {
        /// The case.
        case: CaseNumber,
        /// The developer who is pinged; `None` if nobody works on it.
        to: Option<UserId>,
    },
    /// It was shipped, and a new case was linked to it, or one for which the fix worked is open
    /// again.
    Recurred {
        /// The case.
        case: CaseNumber,
        /// Whether the fix worked for its customer before.
        #[serde(default)]
        reopened: bool,
        /// The developer who is pinged; `None` if nobody works on it.
        to: Option<UserId>,
    },
    /// Whoever worked on it is no developer any more.
    DeveloperLeft {
        /// Who.
        from: UserId,
    },
    /// Another bug was marked as a duplicate of it.
    Joined {
        /// The other bug.
        bug: BugNumber,
        /// The developer who did it.
        by: UserId,
    },
    /// Another bug is a duplicate of it no more.
    Parted {
        /// The other bug.
        bug: BugNumber,
        /// The developer who did it.
        by: UserId,
    },
    /// It was done with, and is open again.
    Reopened {
        /// The developer who did it.
        by: UserId,
    },
}

impl BugNotice {
    /// Who wrote the words in it. Nobody, where they are the bot's alone.
    pub fn author(&self) -> Option<UserId> {
        match self {
            Self::Asked { by, .. } | Self::Answered { by, .. } | Self::Declined { by, .. } => {
                Some(*by)
            }
            Self::Returned { .. }
            | Self::Recurred { .. }
            | Self::DeveloperLeft { .. }
            | Self::Joined { .. }
            | Self::Parted { .. }
            | Self::Reopened { .. } => None,
        }
    }

    /// The words of a person in it, if it holds any.
    pub fn words(&self) -> Option<&str> {
        match self {
            Self::Asked { text, .. }
            | Self::Answered { text, .. }
            | Self::Declined { text, .. } => {
                Some(text.as_str()).filter(|text| *text != text::ERASED)
            }
            Self::Returned { .. }
            | Self::Recurred { .. }
            | Self::DeveloperLeft { .. }
            | Self::Joined { .. }
            | Self::Parted { .. }
            | Self::Reopened { .. } => None,
        }
    }

    /// The message that it repeats, if it repeats one.
    pub fn source(&self) -> Option<(ChannelId, MessageId)> {
        match self {
            Self::Answered { source, .. } => *source,
            Self::Asked { .. }
            | Self::Declined { .. }
            | Self::Returned { .. }
            | Self::Recurred { .. }
            | Self::DeveloperLeft { .. }
            | Self::Joined { .. }
            | Self::Parted { .. }
            | Self::Reopened { .. } => None,
        }
    }

    /// The same with other words of the same person, and as many files.
    #[must_use]
    pub fn reworded(self, text: InternalText, files: usize) -> Self {
        match self {
            Self::Answered { by, case, to, questions, source, .. } => {
                Self::Answered { by, text, case, to, questions, files, source }
            }
            other => other,
        }
    }

    /// The questions that it answers.
    pub fn questions(&self) -> &[i64] {
        match self {
            Self::Answered { questions, .. } => questions,
            Self::Asked { .. }
            | Self::Declined { .. }
            | Self::Returned { .. }
            | Self::Recurred { .. }
            | Self::DeveloperLeft { .. }
            | Self::Joined { .. }
            | Self::Parted { .. }
            | Self::Reopened { .. } => &[],
        }
    }

    /// The case that it is about.
    pub fn case(&self) -> Option<CaseNumber> {
        match self {
            Self::Asked { case, .. }
            | Self::Answered { case, .. }
            | Self::Returned { case, .. }
            | Self::Recurred { case, .. } => Some(*case),
            Self::Declined { .. }
            | Self::DeveloperLeft { .. }
            | Self::Joined { .. }
            | Self::Parted { .. }
            | Self::Reopened { .. } => None,
        }
    }

    /// The same without anybody's words.
    #[must_use]
    pub fn wordless(self) -> Self {
        let text = InternalText::erased();
        match self {
            Self::Asked { by, case, .. } => Self::Asked { by, text, case },
            Self::Answered { by, case, to, questions, .. } => {
                Self::Answered { by, text, case, to, questions, files: 0, source: None }
            }
            Self::Declined { by, .. } => Self::Declined { by, text },
            other => other,
        }
    }
}

/// One notice that is still to be posted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredBugNotice {
    /// Its number: notices of a bug are posted in this order.
    pub id: i64,
    /// What is to be said.
    pub notice: BugNotice,
    /// When it was requested. Discord may have received the message since then.
    pub asked_at: Time,
    /// Whether it is posted again: who it is for has been pinged.
    pub again: bool,
}
