//! What can be done with a bug, and who may do it.

use strum::EnumCount;

use crate::domain::{
    BugNumber, CaseNumber, ChannelId, InternalText, MessageId, Permission, Severity, Title,
    refusal::InputRefusal, text,
};

use crate::domain::bug::report::{Version, limit};

/// What can be done with a bug, by a person or automatically.
#[derive(Clone, Debug, PartialEq, Eq, EnumCount)]
pub enum BugAction {
    /// Agree that it is a bug, and become the developer who works on it.
    Accept,
    /// Become the developer who works on it, whoever did before.
    Take,
    /// Say that the fix exists, though no released version contains it.
    Fix,
    /// Say which released version contains the fix. Customers are told.
    Ship(Version),
    /// Say that it will not be fixed, and perhaps why. Customers are told, without the reason.
    Decline(Option<InternalText>),
    /// Say that it is the same as another bug, which is no duplicate itself. Its cases go along.
    MarkDuplicate {
        /// The other bug.
        of: BugNumber,
    },
    /// Take back that it is fixed, shipped, declined or a duplicate.
    Reopen,
    /// Ask the agents something.
    Ask {
        /// The question.
        text: InternalText,
        /// The case whose agents are asked.
        case: CaseNumber,
    },
    /// Answer what a developer asked.
    Answer {
        /// The answer. Empty if it has files alone.
        text: InternalText,
        /// How many files it has.
        files: usize,
        /// The case to which the question was put.
        case: CaseNumber,
        /// The developer who asked.
        to: u64,
        /// The numbers of the questions that it answers.
        questions: Vec<i64>,
        /// The channel and the message of the reply that it is. None if it was typed in a form.
        source: Option<(ChannelId, MessageId)>,
    },
    /// Correct the report. What is `None` stays.
    Edit {
        /// What the bug is called.
        title: Option<Title>,
        /// How bad it is.
        severity: Option<Severity>,
        /// The version in which it was seen.
        version: Option<String>,
    },
    /// Record that it is still broken for the customer of a case.
    Return {
        /// The case.
        case: CaseNumber,
    },
    /// Record that a case was linked to it that was asked after it was shipped, or that one was
    /// reopened for which the fix worked. The developers are told of the first.
    Recur {
        /// The case.
        case: CaseNumber,
        /// Whether it is the first such case.
        first: bool,
        /// Whether the fix worked for its customer before.
        reopened: bool,
    },
    /// Record that another bug is a duplicate of it.
    Join {
        /// The other bug.
        bug: BugNumber,
    },
    /// Record that another bug is a duplicate of it no more.
    Part {
        /// The other bug.
        bug: BugNumber,
    },
    /// Record that its developer is none any more.
    LoseDeveloper,
}

impl BugAction {
    /// Returns the correction of a report as it was typed. What is `None` stays.
    ///
    /// # Errors
    /// Refuses a title that is empty, and what is too long.
    pub fn edit(
        title: Option<&str>,
        severity: Option<Severity>,
        version: Option<&str>,
    ) -> Result<Self, InputRefusal> {
        let title = title.map(|title| text::required("title", title, limit::TITLE)).transpose()?;
        let version = version
            .map(|version| text::optional("version", version, limit::VERSION))
            .transpose()?;
        let title = title.map(|title| Title::from_message(&title));
        Ok(Self::Edit { title, severity, version })
    }

    /// Returns the permission that it needs. None for what only happens automatically.
    pub fn permission(&self) -> Option<Permission> {
        match self {
            Self::Accept
            | Self::Take
            | Self::Fix
            | Self::Ship(_)
            | Self::Decline(_)
            | Self::MarkDuplicate { .. }
            | Self::Reopen
            | Self::Ask { .. } => Some(Permission::WorkBugs),
            Self::Answer { .. } => Some(Permission::WorkCases),
            Self::Edit { .. } => Some(Permission::EditBugs),
            Self::Return { .. }
            | Self::Recur { .. }
            | Self::Join { .. }
            | Self::Part { .. }
            | Self::LoseDeveloper => None,
        }
    }
}
