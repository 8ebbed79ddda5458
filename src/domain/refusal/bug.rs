//! Refusals about bugs.

use strum::EnumCount;

use crate::domain::{BugNumber, BugStatus, CaseNumber, ChannelId, UserId};

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
    /// The bug is in a state in which that makes no sense.
    NotNow {
        /// The bug.
        bug: BugNumber,
        /// Where it stands.
        status: BugStatus,
    },
    /// A developer has accepted the bug.
    AlreadyAccepted {
        /// The bug.
        bug: BugNumber,
        /// The developer.
        by: UserId,
    },
    /// The person works on the bug already.
    AlreadyYours(BugNumber),
    /// The bug is open, so it cannot be reopened.
    StillOpen(BugNumber),
    /// A bug cannot be a duplicate of itself, nor of one that is a duplicate of it.
    DuplicateOfItself(BugNumber),
    /// Only developers and the agent who reported the bug can correct it.
    NotYours {
        /// The bug.
        bug: BugNumber,
        /// The agent who reported it.
        by: UserId,
    },
    /// The report says that already.
    NothingChanged(BugNumber),
    /// The customer of the case is not to be told anything of the bug, or was told.
    NothingToTell {
        /// The case.
        case: CaseNumber,
        /// The bug.
        bug: BugNumber,
    },
    /// The case waits for no bug, or not everybody can read it, so nobody can follow it.
    NothingToFollow(CaseNumber),
    /// The person hears what becomes of the bug anyway: in their own case.
    HearsAnyway {
        /// Their own case.
        case: CaseNumber,
    },
    /// The person follows the case already.
    AlreadyFollows(CaseNumber),
    /// The notice cannot be followed any more: it was taken down, or the bug is done with.
    NoticeEnded,
    /// The person pressed **Me too** under the notice before.
    AlreadyFollowsNotice,
    /// The bug has no known-issue notice.
    NoNotice(BugNumber),
    /// The bug's known-issue notice says that already, and is there.
    NoticeUnchanged(BugNumber),
    /// The channel belongs to the team or to another team, so it is no place for members to read.
    NoticeForTeam(ChannelId),
    /// Only text channels and announcement channels of the server have space for a notice.
    NoNoticeChannel,
    /// No case is linked to the bug, so there is nobody to ask.
    NobodyToAsk(BugNumber),
    /// The command names no bug, and is not used in the thread of one.
    NoneHere,
}
