//! Names of things. A bare integer never crosses a border: each kind of id is a type of its own.

use std::fmt;

use crate::domain::refusal::Refusal;

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
pub fn created_at(snowflake: u64) -> super::Time {
    let milliseconds = i64::try_from(snowflake >> 22).unwrap_or(i64::MAX >> 22) + DISCORD_EPOCH;
    chrono::DateTime::from_timestamp_millis(milliseconds).unwrap_or_default()
}

/// The smallest id that Discord could give at this time: a place to read a channel's history from.
pub fn snowflake_at(time: super::Time) -> u64 {
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
}

impl CaseNumber {
    /// Reads `12` or `#12`, as people type it.
    ///
    /// # Errors
    /// [`Refusal::NotACaseNumber`] for anything else.
    pub fn parse(typed: &str) -> Result<Self, Refusal> {
        typed_number(typed).map(Self).ok_or(Refusal::NotACaseNumber)
    }
}

impl BugNumber {
    /// Reads `3` or `#3`, as people type it.
    ///
    /// # Errors
    /// [`Refusal::NotABugNumber`] for anything else.
    pub fn parse(typed: &str) -> Result<Self, Refusal> {
        typed_number(typed).map(Self).ok_or(Refusal::NotABugNumber)
    }
}

fn typed_number(typed: &str) -> Option<i64> {
    let digits = typed.trim().trim_start_matches('#');
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits
        .parse()
        .ok()
        .filter(|&number| plain && number > 0 && typed.trim().len() - digits.len() <= 1)
}

/// How a command says which case it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseReference {
    /// By its number.
    Number(CaseNumber),
    /// By the thread in which the command was used.
    Here(ChannelId),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_number_is_read_as_people_type_it() {
        for (typed, number) in [("12", 12), ("#12", 12), (" 12 ", 12), ("0012", 12)] {
            assert_eq!(CaseNumber::parse(typed), Ok(CaseNumber(number)), "{typed}");
        }
        for typed in [
            "",
            "#",
            "0",
            "-1",
            "1.5",
            "1e9",
            "9223372036854775808",
            "0x1f",
            "١٢",
            "##12",
            "12a",
            "+3",
        ] {
            assert_eq!(CaseNumber::parse(typed), Err(Refusal::NotACaseNumber), "{typed}");
        }
    }

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
