//! Refusals about requests to other teams.

use crate::domain::{Language, refusal::RequestRefusal};

use crate::discord::view::words::t;

pub(super) fn sentence(language: Language, refusal: &RequestRefusal) -> String {
    match refusal {
        RequestRefusal::NotFound(request) => {
            t!(language, "refusal-no-such-request", request = *request)
        }
        RequestRefusal::NotANumber => t!(language, "refusal-not-a-request-number"),
        RequestRefusal::Ended { request, status, by } => t!(
            language,
            "refusal-request-ended",
            request = *request,
            status = status.into_str(),
            person = *by
        ),
        RequestRefusal::AlreadyTaken { request, by } => {
            t!(language, "refusal-request-taken", request = *request, owner = *by)
        }
        RequestRefusal::AlreadyYours(request) => {
            t!(language, "refusal-request-yours", request = *request)
        }
        RequestRefusal::NotOfTeam { request, role } => {
            t!(language, "refusal-not-of-team", request = *request, role = *role)
        }
        RequestRefusal::NothingDue(request) => {
            t!(language, "refusal-request-not-due", request = *request)
        }
    }
}
