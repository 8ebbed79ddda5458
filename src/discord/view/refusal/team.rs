//! Refusals about other teams.

use crate::domain::{
    Language,
    refusal::TeamRefusal,
    team::{NAME_LIMIT, TEAM_LIMIT},
    text::shorten,
};

use crate::discord::view::{escape::code, words::t};

pub(super) fn sentence(language: Language, refusal: &TeamRefusal) -> String {
    match refusal {
        TeamRefusal::NotFound(name) => {
            t!(language, "refusal-no-such-team", name = code(&shorten(name, NAME_LIMIT)))
        }
        TeamRefusal::BadName => t!(language, "refusal-bad-snippet-name"),
        TeamRefusal::NameTaken(name) => t!(language, "refusal-team-exists", name = code(name)),
        TeamRefusal::TooMany => t!(language, "refusal-too-many-teams", most = TEAM_LIMIT),
        TeamRefusal::None => t!(language, "refusal-no-teams"),
        TeamRefusal::NotATextChannel => t!(language, "refusal-team-channel"),
        TeamRefusal::HelpChannel => t!(language, "refusal-team-in-help-channel"),
        TeamRefusal::Everyone => t!(language, "refusal-team-of-everyone"),
    }
}
