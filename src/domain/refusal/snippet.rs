//! Refusals about saved replies.

use strum::EnumCount;

use crate::domain::{CaseNumber, Placeholder};

/// Why a saved reply was not added, found or sent.
#[derive(Clone, Debug, PartialEq, Eq, EnumCount)]
pub enum SnippetRefusal {
    /// No snippet of the server has this name.
    NotFound(String),
    /// The snippet was changed after its preview was shown.
    Changed(String),
    /// The preview was posted already: its button was pressed twice.
    AlreadySent(CaseNumber),
    /// Another snippet has the name.
    NameTaken(String),
    /// A name is one word of letters, digits, `-` and `_`, of limited length.
    BadName,
    /// The server has as many snippets as a server may have.
    TooMany,
    /// The text has a placeholder that nothing is filled in for.
    UnknownPlaceholder {
        /// As it stands in the text, braces included.
        written: String,
        /// The one that may be meant.
        nearest: Option<Placeholder>,
    },
    /// The text has a placeholder for a person, with its braces, where Discord shows no mention.
    NoMentionThere(String),
    /// The saved text has a placeholder that nothing is filled in for, so it was not posted.
    NotFillable {
        /// The snippet.
        name: String,
        /// As it stands in the text, braces included.
        written: String,
    },
    /// Somebody else changed the snippet while the form was open.
    ChangedMeanwhile(String),
}
