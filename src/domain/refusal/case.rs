//! Refusals about cases.

use strum::EnumCount;

use crate::domain::{CaseNumber, ChannelId, FactKind, Status, Time, UserId, Writer};

/// Why something was not done with a case.
#[derive(Clone, Debug, PartialEq, Eq, EnumCount)]
pub enum CaseRefusal {
    /// There is no such case in this server: it never existed, or it belongs to another one.
    NotFound(CaseNumber),
    /// No case was named, and this is no case's thread.
    NoneHere,
    /// Somebody else is assigned.
    AlreadyClaimed {
        /// The case that was asked for.
        case: CaseNumber,
        /// Its assignee.
        by: UserId,
        /// When they were assigned.
        since: Time,
    },
    /// The person who asks is assigned already.
    AlreadyYours(CaseNumber),
    /// Nobody is assigned.
    NotClaimed(CaseNumber),
    /// Only the assignee, `by`, or a lead can release the case.
    NotYours {
        /// The case that was asked for.
        case: CaseNumber,
        /// Its assignee.
        by: UserId,
    },
    /// Another agent, `by`, has asked the assignee for the case, and is still to be answered.
    HandoverRequested {
        /// The case that was asked for.
        case: CaseNumber,
        /// The agent who asked first.
        by: UserId,
        /// The assignee.
        assignee: UserId,
    },
    /// The case is solved or closed; it has to be reopened first.
    Over {
        /// The case that was asked for.
        case: CaseNumber,
        /// Solved or closed.
        status: Status,
    },
    /// A proposal or a reminder is still to be posted.
    StillToBeAsked(CaseNumber),
    /// The case is neither solved nor closed.
    StillOpen(CaseNumber),
    /// The case is as the action would make it. Holds the fact that was not recorded.
    AlreadyDone {
        /// The case that was asked for.
        case: CaseNumber,
        /// What would have been recorded.
        fact: FactKind,
    },
    /// The case does not have the tag.
    NotTagged {
        /// The case that was asked for.
        case: CaseNumber,
        /// The tag that it does not have.
        tag: String,
    },
    /// The case has as many tags as a case may have.
    TooManyTags,
    /// The person to whom a case is to be handed is not in the server.
    NotAMember(UserId),
    /// The person to whom a case is to be handed is no agent.
    NotAnAgent(UserId),
    /// Only the customer of a case (or the team for them) can say that.
    OnlyTheCustomer {
        /// The case that was asked for.
        case: CaseNumber,
        /// The person who may.
        customer: Writer,
    },
    /// The button belongs to a proposed answer that has been replaced.
    NewerSolution(CaseNumber),
    /// The customer has said how they found the answer.
    AlreadyRated(CaseNumber),
    /// The case goes on in another.
    MergedInto {
        /// The case that was asked for.
        case: CaseNumber,
        /// The case in which it goes on.
        into: CaseNumber,
    },
    /// The same, for its customer, who cannot undo it.
    GoesOnIn {
        /// The case that was asked for.
        case: CaseNumber,
        /// The case in which it goes on.
        into: CaseNumber,
    },
    /// A case cannot go on in itself.
    MergeWithItself(CaseNumber),
    /// A case cannot be a duplicate of itself.
    DuplicateOfItself(CaseNumber),
    /// The channel in which a case is to go on belongs to the team or to another team, so its
    /// customer cannot read there.
    MovedToTeam(ChannelId),
    /// The case goes on in no other.
    NotMerged(CaseNumber),
    /// A private case cannot take in what somebody else asks.
    PrivateToOthers(CaseNumber),
    /// Others ask in the case as well: theirs were merged into it.
    HasOtherCustomers(CaseNumber),
    /// Only its customer and the team can read the case already.
    AlreadyPrivate(CaseNumber),
    /// A guest cannot be added to a thread.
    NoAccount(Writer),
    /// A guest cannot read another case, so theirs cannot go on in it.
    OutOfReach {
        /// The guest.
        customer: Writer,
        /// The other case.
        case: CaseNumber,
    },
    /// The case has nothing that is due: another run was quicker.
    NothingDue(CaseNumber),
    /// Another open case, `by`, lives in the thread of this one.
    ThreadTaken {
        /// The case that was asked for.
        case: CaseNumber,
        /// The open case that has the thread now.
        by: CaseNumber,
    },
    /// The customer was promised an answer, and waits for it.
    Promised {
        /// The case that was asked for.
        case: CaseNumber,
        /// By when.
        until: Time,
    },
    /// The case's thread was deleted, and no other can be made.
    NoPlaceToAnswer(CaseNumber),
    /// The case is open, and its customer has no thread to write in.
    NoPlaceToWrite(CaseNumber),
}
