//! Refusals about rules.

use strum::EnumCount;

/// Why a rule was not added, found or run.
#[derive(Clone, Debug, PartialEq, Eq, EnumCount)]
pub enum RuleRefusal {
    /// No rule of the server has this name.
    NotFound(String),
    /// The server has as many rules as a server may have.
    TooMany,
    /// The name holds nothing that can be read.
    NameEmpty,
    /// The name is longer than it may be.
    NameTooLong,
    /// Another rule has the name.
    NameTaken(String),
    /// The pattern holds nothing.
    PatternEmpty,
    /// The pattern has so many characters, more than it may have.
    PatternTooLong(usize),
    /// The pattern compiles to more memory than it may take.
    PatternTooLarge,
    /// The pattern matches the empty text, and so every message.
    MatchesEverything,
    /// The pattern is no regular expression. Holds what the regex crate says, in one line.
    PatternInvalid(String),
}
