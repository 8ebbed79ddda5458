//! Refusals about rules.

use strum::EnumCount;

use crate::domain::{ChannelId, PatternFault};

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
    /// Both words and a pattern are given.
    WordsAndPattern,
    /// A word has no letter, no digit, and no symbol that somebody would look for.
    OnlyPunctuation(String),
    /// A word begins with a quotation mark that is not closed.
    UnclosedQuote(String),
    /// There are so many words and phrases, more than a rule may have.
    TooManyWords(usize),
    /// The words have so many characters, more than they may have.
    WordsTooLong(usize),
    /// The pattern has so many characters, more than it may have.
    PatternTooLong(usize),
    /// The pattern compiles to more memory than it may take.
    PatternTooLarge,
    /// The pattern matches the empty text, and so every message.
    MatchesEverything,
    /// No text matches the pattern.
    MatchesNothing,
    /// The pattern cannot be read, or a part of it means something else here.
    PatternInvalid(Misread),
    /// The channel is one of the team's own, in which nothing becomes a case.
    InternalChannel(ChannelId),
    /// Somebody else changed the rule while the form was open.
    ChangedMeanwhile(String),
}

/// Why a pattern cannot be read, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misread {
    /// Why.
    pub fault: PatternFault,
    /// Which character of the pattern, counted from 1.
    pub at: usize,
    /// As it stands in the pattern.
    pub written: String,
    /// The whole pattern in a spelling that can be used and is probably meant.
    pub instead: Option<String>,
}
