//! Refusals about saved replies.

use crate::domain::{Language, refusal::SnippetRefusal, text::shorten};

use crate::discord::view::{escape::code, words::t};

/// The most characters of a placeholder that is named.
const SHOWN: usize = 40;

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
        SnippetRefusal::UnknownPlaceholder { written, nearest } => {
            let written = code(&shorten(written, SHOWN));
            match nearest {
                Some(meant) => t!(
                    language,
                    "refusal-unknown-placeholder-near",
                    written = written,
                    meant = meant.written()
                ),
                None => t!(language, "refusal-unknown-placeholder", written = written),
            }
        }
        SnippetRefusal::NoMentionThere(written) => {
            t!(language, "refusal-no-mention-there", written = code(&shorten(written, SHOWN)))
        }
        SnippetRefusal::NotFillable { name, written } => {
            let written = code(&shorten(written, SHOWN));
            t!(language, "refusal-snippet-not-fillable", name = code(name), written = written)
        }
        SnippetRefusal::ChangedMeanwhile(name) => {
            t!(language, "refusal-snippet-changed-meanwhile", name = code(name))
        }
        SnippetRefusal::TooMany => t!(language, "refusal-too-many-snippets"),
    }
}
