//! Refusals about bugs.

use crate::domain::{Language, refusal::BugRefusal};

use crate::discord::view::words::t;

pub(super) fn sentence(language: Language, refusal: &BugRefusal) -> String {
    match refusal {
        BugRefusal::AlreadyLinked { case, bug } => {
            t!(language, "refusal-already-linked", case = *case, bug = *bug)
        }
        BugRefusal::NotLinked { case, bug } => {
            t!(language, "refusal-not-linked", case = *case, bug = *bug)
        }
        BugRefusal::NotFound(bug) => t!(language, "refusal-no-such-bug", bug = *bug),
        BugRefusal::AlreadyEscalated { case, bug } => {
            t!(language, "refusal-already-escalated", case = *case, bug = *bug)
        }
    }
}
