//! Refusals about other teams.

use strum::EnumCount;

/// Why another team was not added, found or asked.
#[derive(Clone, Debug, PartialEq, Eq, EnumCount)]
pub enum TeamRefusal {
    /// No other team of the server has this name.
    NotFound(String),
    /// A name is one word of letters, digits, `-` and `_`, of limited length.
    BadName,
    /// Another team has the name.
    NameTaken(String),
    /// The server has as many other teams as a server may have.
    TooMany,
    /// The server has no other team.
    None,
    /// The channel is no text channel of the server.
    NotATextChannel,
    /// Members ask in the channel, so it is no place for the team's words.
    HelpChannel,
    /// Everyone has the role.
    Everyone,
}
