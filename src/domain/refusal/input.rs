//! Refusals of what somebody typed.

use strum::EnumCount;

use crate::domain::CloseReason;

/// Why something that was typed cannot be used. `field` is the name of an option or of a field of a
/// form, as the code calls it.
#[derive(Clone, Debug, PartialEq, Eq, EnumCount)]
pub enum InputRefusal {
    /// The text names no case. `12`, `#12` and links to a case do.
    NotACaseNumber,
    /// The text names no bug. `3` and `#3` do.
    NotABugNumber,
    /// The text is no name of a version.
    NotAVersion,
    /// A tag is one word of letters, digits, `-` and `_`, of limited length.
    BadTag,
    /// After `is:`, a search has a word that is neither a status nor another condition.
    NotAStatus(String),
    /// After `priority:`, a search has a word that is no priority.
    NotAPriority(String),
    /// After `in:`, a search has a word that is no channel.
    NotAChannel(String),
    /// After `before:` or `after:`, a search has a word that is neither a day nor a span. The
    /// whole condition.
    NotADay(String),
    /// The text is no span of time.
    NotASpan {
        /// The option.
        field: &'static str,
    },
    /// The span of time is too short or too long. `least` and `most` are written as people type
    /// spans.
    SpanOutOfRange {
        /// The option.
        field: &'static str,
        /// The shortest span that is accepted.
        least: &'static str,
        /// The longest span that is accepted.
        most: &'static str,
    },
    /// The text is no pair of times of day.
    NotQuietHours,
    /// The text is no name of a time zone.
    NotATimeZone,
    /// The time is over.
    NotInTheFuture,
    /// An option of `/close` that goes only with another reason.
    OnlyForReason {
        /// The option.
        field: &'static str,
        /// The reason that it goes with.
        reason: CloseReason,
    },
    /// The named field holds nothing that can be read.
    EmptyText(&'static str),
    /// The text is longer than it may be. `length` and `limit` count characters.
    TextTooLong {
        /// The option or the field.
        field: &'static str,
        /// How long the text is, in characters.
        length: usize,
        /// How long it may be, in characters.
        limit: usize,
    },
}
