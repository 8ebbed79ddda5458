//! Names of things. A bare integer never crosses a border: each kind of id is a type of its own.

use std::fmt;

use crate::domain::Time;

macro_rules! snowflake {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub struct $name(pub u64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

snowflake! {
    /// A Discord server.
    GuildId,
    /// A channel or a thread: Discord numbers both from one range.
    ChannelId,
    /// A message. A thread made from it carries the same number.
    MessageId,
    /// A person (or a bot).
    UserId,
    /// A role of a server.
    RoleId,
}

impl MessageId {
    /// The thread that Discord makes from this message has the message's id
    /// (Discord, "Start Thread from Message").
    pub fn thread(self) -> ChannelId {
        ChannelId(self.0)
    }
}

/// Milliseconds between 1970 and Discord's own epoch (Discord, "Snowflakes").
const DISCORD_EPOCH: i64 = 1_420_070_400_000;

/// When Discord made the object with this id.
pub fn created_at(snowflake: u64) -> Time {
    let milliseconds = i64::try_from(snowflake >> 22).unwrap_or(i64::MAX >> 22) + DISCORD_EPOCH;
    chrono::DateTime::from_timestamp_millis(milliseconds).unwrap_or_default()
}

/// The smallest id that Discord could give at this time: a place to read a channel's history from.
pub fn snowflake_at(time: Time) -> u64 {
    u64::try_from(time.timestamp_millis() - DISCORD_EPOCH).unwrap_or(0) << 22
}

macro_rules! number {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "#{}", self.0)
            }
        }
    )*};
}

number! {
    /// A case's number, counted from 1 in each server. Shown as `#12`.
    CaseNumber,
    /// A bug's number, counted from 1 in each server. Shown as `#3`.
    BugNumber,
    /// The number of a request to another team, counted from 1 in each server. Shown as `#4`.
    RequestNumber,
}

/// How a command says which case it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseReference {
    /// By its number.
    Number(CaseNumber),
    /// By the thread in which the command was used.
    Here(ChannelId),
}

impl CaseReference {
    /// The number, if the case is named by it.
    pub fn number(self) -> Option<CaseNumber> {
        match self {
            Self::Number(number) => Some(number),
            Self::Here(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_tells_when_it_was_made_and_a_time_where_to_read_from() {
        // The example of Discord's own page on snowflakes.
        assert_eq!(
            created_at(175_928_847_299_117_063).to_rfc3339(),
            "2016-04-30T11:18:25.796+00:00"
        );
        let time = created_at(175_928_847_299_117_063);
        assert_eq!(created_at(snowflake_at(time)), time);
    }
}
