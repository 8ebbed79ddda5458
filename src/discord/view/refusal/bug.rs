//! Refusals about bugs.

use crate::domain::{BugStatus, Language, refusal::BugRefusal};

use crate::discord::view::words::{t, yes_or_no};

pub(super) fn sentence(language: Language, refusal: &BugRefusal) -> String {
    match refusal {
        BugRefusal::AlreadyLinked { case, bug } => {
            t!(language, "refusal-already-linked", case = *case, bug = *bug)
        }
        BugRefusal::NotLinked { case, bug } => {
            t!(language, "refusal-not-linked", case = *case, bug = *bug)
        }
        BugRefusal::NotNow { bug, status } => {
            let is_over = matches!(status, BugStatus::Shipped | BugStatus::Declined);
            t!(
                language,
                "refusal-bug-not-now",
                bug = *bug,
                status = status.into_str(),
                reopens = yes_or_no(is_over)
            )
        }
        BugRefusal::AlreadyAccepted { bug, by } => {
            t!(language, "refusal-bug-accepted", bug = *bug, developer = *by)
        }
        BugRefusal::AlreadyYours(bug) => t!(language, "refusal-bug-yours", bug = *bug),
        BugRefusal::StillOpen(bug) => t!(language, "refusal-bug-open", bug = *bug),
        BugRefusal::DuplicateOfItself(bug) => {
            t!(language, "refusal-bug-duplicate-of-itself", bug = *bug)
        }
        BugRefusal::NotYours { bug, by } => {
            t!(language, "refusal-bug-not-yours", bug = *bug, agent = *by)
        }
        BugRefusal::NothingChanged(bug) => t!(language, "refusal-bug-unchanged", bug = *bug),
        BugRefusal::NothingToTell { case, bug } => {
            t!(language, "refusal-nothing-to-tell", case = *case, bug = *bug)
        }
        BugRefusal::NothingToFollow(case) => {
            t!(language, "refusal-nothing-to-follow", case = *case)
        }
        BugRefusal::HearsAnyway { case } => t!(language, "refusal-hears-anyway", case = *case),
        BugRefusal::AlreadyFollows(case) => t!(language, "refusal-already-follows", case = *case),
        BugRefusal::NoticeEnded => t!(language, "refusal-notice-ended"),
        BugRefusal::AlreadyFollowsNotice => t!(language, "refusal-already-follows-notice"),
        BugRefusal::NoNotice(bug) => t!(language, "refusal-no-notice", bug = *bug),
        BugRefusal::NoticeUnchanged(bug) => t!(language, "refusal-notice-unchanged", bug = *bug),
        BugRefusal::NoticeForTeam(channel) => {
            t!(language, "refusal-notice-for-team", channel = *channel)
        }
        BugRefusal::NoNoticeChannel => t!(language, "refusal-no-notice-channel"),
        BugRefusal::NobodyToAsk(bug) => t!(language, "refusal-nobody-to-ask", bug = *bug),
        BugRefusal::NoneHere => t!(language, "refusal-no-bug-here"),
        BugRefusal::NotFound(bug) => t!(language, "refusal-no-such-bug", bug = *bug),
        BugRefusal::AlreadyEscalated { case, bug } => {
            t!(language, "refusal-already-escalated", case = *case, bug = *bug)
        }
    }
}
