//! Refusals about issues on GitHub.

use strum::EnumCount;

use crate::domain::BugNumber;

/// Why something was not done with an issue on GitHub.
#[derive(Clone, Debug, PartialEq, Eq, EnumCount)]
pub enum IssueRefusal {
    /// What was typed names no issue.
    NotAnIssue,
    /// The server has no repository.
    NoRepository,
    /// The issue is in another repository than the server's, which is named.
    OtherRepository(String),
    /// The repository has no issue with this number.
    NotFound(i64),
    /// Another bug has the issue already.
    AlreadyLinked {
        /// The number of the issue.
        issue: i64,
        /// The bug.
        bug: BugNumber,
    },
    /// The bug has no issue.
    NoIssue(BugNumber),
    /// GitHub did not answer.
    NoAnswer,
}
