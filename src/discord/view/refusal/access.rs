//! Refusals that depend on what somebody is.

use crate::domain::{Language, refusal::AccessRefusal};

use crate::discord::view::words::t;

pub(super) fn sentence(language: Language, refusal: &AccessRefusal) -> String {
    match refusal {
        AccessRefusal::OnlyManagers => t!(language, "refusal-only-managers"),
        AccessRefusal::OnlyLeads => t!(language, "refusal-only-leads"),
        AccessRefusal::OnlyAgents => t!(language, "refusal-only-agents"),
        AccessRefusal::OnlyDevelopers => t!(language, "refusal-only-developers"),
        AccessRefusal::OnlyTeam => t!(language, "refusal-only-team"),
    }
}
