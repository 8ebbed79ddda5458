//! Refusals about bridges.

use strum::EnumCount;

use crate::domain::UserId;

/// Why a bridge was not added or removed.
#[derive(Clone, Debug, PartialEq, Eq, EnumCount)]
pub enum BridgeRefusal {
    /// No bridge of the server has this name.
    NotFound(String),
    /// The server has as many bridges as a server may have.
    TooMany,
    /// The name is empty or too long.
    BadName,
    /// Another bridge has the name.
    NameTaken(String),
    /// The app or webhook is there already, under this name.
    SourceTaken(String),
    /// What was typed names no app, no webhook and no message of one.
    NoSource,
    /// The account is a person's, or the message is one of a person or of Discord.
    NotAnApp(Option<UserId>),
    /// It is the bot itself.
    Itself,
}
