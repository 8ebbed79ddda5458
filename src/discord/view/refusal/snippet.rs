//! Refusals about prepared answers.

use crate::domain::{Language, refusal::SnippetRefusal};

use crate::discord::view::{escape::code, words::t};

pub(super) fn sentence(language: Language, refusal: &SnippetRefusal) -> String {
    match refusal {
        SnippetRefusal::NotFound(name) => {
            t!(language, "refusal-no-such-snippet", name = code(name))
        }
        SnippetRefusal::Changed(name) => {
            t!(language, "refusal-snippet-changed", name = code(name))
        }
        SnippetRefusal::AlreadySent(case) => t!(language, "refusal-already-sent", case = *case),
        SnippetRefusal::NameTaken(name) => {
            t!(language, "refusal-snippet-exists", name = code(name))
        }
        SnippetRefusal::BadName => t!(language, "refusal-bad-snippet-name"),
        SnippetRefusal::TooMany => t!(language, "refusal-too-many-snippets"),
    }
}
