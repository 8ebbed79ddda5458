//! Refusals about requests to other teams.

use strum::EnumCount;

use crate::domain::{RequestNumber, RequestStatus, RoleId, UserId};

/// Why something was not done with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumCount)]
pub enum RequestRefusal {
    /// There is no such request in this server.
    NotFound(RequestNumber),
    /// What was typed is no number of a request.
    NotANumber,
    /// The request was answered or withdrawn.
    Ended {
        /// The request.
        request: RequestNumber,
        /// Where it stands.
        status: RequestStatus,
        /// Who answered or withdrew it.
        by: UserId,
    },
    /// Somebody else is the owner.
    AlreadyTaken {
        /// The request.
        request: RequestNumber,
        /// The owner.
        by: UserId,
    },
    /// The person is the owner already.
    AlreadyYours(RequestNumber),
    /// The person has neither the other team's role nor that of an agent.
    NotOfTeam {
        /// The request.
        request: RequestNumber,
        /// The other team's role.
        role: RoleId,
    },
    /// Nothing is due: the request has ended, has no due time, or its team was reminded.
    NothingDue(RequestNumber),
}
