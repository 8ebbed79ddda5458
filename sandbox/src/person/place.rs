//! Places for actions.

use crate::snowflake::Snowflake;

/// A channel or thread: its id, or its name in the person's current guild (`help`, `#help`, `#12`
/// for a thread whose name begins with that). `dm` is the direct conversation with the bot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// By id.
    Id(Snowflake),
    /// By name.
    Name(String),
}

impl From<Snowflake> for Place {
    fn from(id: Snowflake) -> Self {
        Self::Id(id)
    }
}

impl From<&str> for Place {
    fn from(name: &str) -> Self {
        Self::Name(name.to_owned())
    }
}

impl From<String> for Place {
    fn from(name: String) -> Self {
        Self::Name(name)
    }
}

impl From<&String> for Place {
    fn from(name: &String) -> Self {
        Self::Name(name.clone())
    }
}
