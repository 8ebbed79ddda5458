//! Refusals about cases.

use crate::domain::{Language, case::TAG_COUNT_LIMIT, refusal::CaseRefusal};

use crate::discord::view::{escape::code, fact::already, link, words::t};

pub(super) fn sentence(language: Language, refusal: &CaseRefusal) -> String {
    match refusal {
        CaseRefusal::NotFound(case) => t!(language, "refusal-no-such-case", case = *case),
        CaseRefusal::NoneHere => t!(language, "refusal-no-case-here"),
        CaseRefusal::AlreadyClaimed { case, by, since } => {
            t!(
                language,
                "refusal-already-claimed",
                case = *case,
                by = *by,
                since = link::date(*since),
                ago = link::ago(*since)
            )
        }
        CaseRefusal::AlreadyYours(case) => t!(language, "refusal-already-yours", case = *case),
        CaseRefusal::NotClaimed(case) => t!(language, "refusal-not-claimed", case = *case),
        CaseRefusal::NotYours { case, by } => {
            t!(language, "refusal-not-yours", case = *case, by = *by)
        }
        CaseRefusal::HandoverRequested { case, by, assignee } => {
            t!(language, "refusal-handover-requested", case = *case, by = *by, assignee = *assignee)
        }
        CaseRefusal::Over { case, status } => {
            t!(language, "refusal-case-over", case = *case, status = status.into_str())
        }
        CaseRefusal::AlreadyDone { case, fact } => already(language, *case, fact),
        CaseRefusal::NotTagged { case, tag } => {
            t!(language, "refusal-not-tagged", case = *case, tag = code(tag))
        }
        CaseRefusal::TooManyTags => t!(language, "refusal-too-many-tags", most = TAG_COUNT_LIMIT),
        CaseRefusal::NotAMember(user) => t!(language, "refusal-not-a-member", user = *user),
        CaseRefusal::NotAnAgent(user) => t!(language, "refusal-not-an-agent", user = *user),
        CaseRefusal::OnlyTheCustomer { case, customer } => {
            t!(language, "refusal-only-the-customer", case = *case, customer = customer.clone())
        }
        CaseRefusal::NewerSolution(case) => t!(language, "refusal-newer-solution", case = *case),
        CaseRefusal::StillToBeAsked(case) => {
            t!(language, "refusal-still-to-be-asked", case = *case)
        }
        CaseRefusal::StillOpen(case) => t!(language, "refusal-still-open", case = *case),
        CaseRefusal::MergedInto { case, into } => {
            t!(language, "refusal-merged-into", case = *case, into = *into)
        }
        CaseRefusal::GoesOnIn { case, into } => {
            t!(language, "refusal-goes-on-in", case = *case, into = *into)
        }
        CaseRefusal::MovedToTeam(channel) => {
            t!(language, "refusal-moved-to-team", channel = *channel)
        }
        CaseRefusal::MergeWithItself(case) => {
            t!(language, "refusal-merge-with-itself", case = *case)
        }
        CaseRefusal::DuplicateOfItself(case) => {
            t!(language, "refusal-duplicate-of-itself", case = *case)
        }
        CaseRefusal::NotMerged(case) => t!(language, "refusal-not-merged", case = *case),
        CaseRefusal::NothingDue(case) => t!(language, "refusal-nothing-due", case = *case),
        CaseRefusal::AlreadyRated(case) => t!(language, "refusal-already-rated", case = *case),
        CaseRefusal::ThreadTaken { case, by } => {
            t!(language, "refusal-thread-taken", case = *case, by = *by)
        }
        CaseRefusal::Promised { case, until } => {
            t!(language, "refusal-promised", case = *case, until = link::date(*until))
        }
        CaseRefusal::NoPlaceToWrite(case) => {
            t!(language, "refusal-no-place-to-write", case = *case)
        }
        CaseRefusal::NoPlaceToAnswer(case) => {
            t!(language, "refusal-no-place-to-answer", case = *case)
        }
        CaseRefusal::PrivateToOthers(case) => {
            t!(language, "refusal-private-to-others", case = *case)
        }
        CaseRefusal::HasOtherCustomers(case) => {
            t!(language, "refusal-has-other-customers", case = *case)
        }
        CaseRefusal::AlreadyPrivate(case) => t!(language, "refusal-already-private", case = *case),
        CaseRefusal::NoAccount(customer) => {
            t!(language, "refusal-no-account", customer = customer.clone())
        }
        CaseRefusal::OutOfReach { customer, case } => {
            t!(language, "refusal-out-of-reach", customer = customer.clone(), case = *case)
        }
    }
}
