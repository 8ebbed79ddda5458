//! Refusals of messages that were to become cases.

use crate::domain::{Language, Writer, refusal::MessageRefusal};

use crate::discord::view::words::t;

pub(super) fn sentence(language: Language, refusal: &MessageRefusal) -> String {
    match refusal {
        MessageRefusal::NotByAMember => t!(language, "refusal-not-a-members-message"),
        MessageRefusal::Empty => t!(language, "refusal-nothing-in-message"),
        MessageRefusal::Gone(_) => t!(language, "refusal-message-gone"),
        MessageRefusal::Decided => t!(language, "refusal-message-decided"),
        MessageRefusal::InternalChannel => t!(language, "refusal-internal-channel"),
        MessageRefusal::InClosedCase(case) => {
            t!(language, "refusal-in-closed-case", case = *case, number = case.0)
        }
        MessageRefusal::OpenCaseInThread(case) => {
            t!(language, "refusal-open-case-in-thread", case = *case)
        }
        MessageRefusal::NobodyToAnswer(user) => {
            t!(language, "refusal-nobody-to-answer", customer = Writer::Member(*user))
        }
        MessageRefusal::TooManyAsks { limit } => {
            t!(language, "refusal-too-many-asks", limit = *limit)
        }
    }
}
