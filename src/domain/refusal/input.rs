//! Refusals of what somebody typed.

use strum::EnumCount;

/// Why something that was typed cannot be used. `field` is the name of an option or of a field of a
/// form, as the code calls it.
#[derive(Clone, Debug, PartialEq, Eq, EnumCount)]
pub enum InputRefusal {
    NotACaseNumber,
    NotABugNumber,
    /// A tag is one word of letters, digits, `-` and `_`, of limited length.
    BadTag,
    /// The text is no span of time.
    NotASpan {
        field: &'static str,
    },
    /// The span of time is too short or too long. `least` and `most` are written as people type
    /// spans.
    SpanOutOfRange {
        field: &'static str,
        least: &'static str,
        most: &'static str,
    },
    /// The time is over.
    NotInTheFuture,
    /// The named field holds nothing that can be read.
    EmptyText(&'static str),
    /// The text is longer than it may be. `length` and `limit` count characters.
    TextTooLong {
        field: &'static str,
        length: usize,
        limit: usize,
    },
}
