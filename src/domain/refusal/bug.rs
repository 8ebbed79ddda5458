//! Refusals about bugs.

use strum::EnumCount;

use crate::domain::{BugNumber, CaseNumber};

/// Why something was not done with a bug.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumCount)]
pub enum BugRefusal {
    /// There is no such bug in this server.
    NotFound(BugNumber),
    /// A bug report was already made of the case.
    AlreadyEscalated {
        /// The case.
        case: CaseNumber,
        /// The bug that it was linked to last.
        bug: BugNumber,
    },
    /// The case is linked to the bug already.
    AlreadyLinked {
        /// The case.
        case: CaseNumber,
        /// The bug.
        bug: BugNumber,
    },
    /// The case is not linked to the bug.
    NotLinked {
        /// The case.
        case: CaseNumber,
        /// The bug.
        bug: BugNumber,
    },
}
