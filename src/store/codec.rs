//! Converts between columns and values of the domain. The store has `as` casts only here.

use std::str::FromStr;

use serde::{Serialize, de::DeserializeOwned};

use crate::domain::{ChannelId, GuildId, MessageId, Time, UserId};

use crate::store::Error;

/// Returns a snowflake as its column holds it. Discord's ids stay below 2^63 until the year 2084.
pub(super) fn id(snowflake: u64) -> i64 {
    snowflake.cast_signed()
}

/// Returns the snowflake that a column holds.
pub(super) fn snowflake(column: i64) -> u64 {
    column.cast_unsigned()
}

/// The account in a column, if there is one.
pub(super) fn user(column: Option<i64>) -> Option<UserId> {
    column.map(|column| UserId(snowflake(column)))
}

/// The channel or thread in a column, if there is one.
pub(super) fn channel(column: Option<i64>) -> Option<ChannelId> {
    column.map(|column| ChannelId(snowflake(column)))
}

/// The message in a column, if there is one.
pub(super) fn message(column: Option<i64>) -> Option<MessageId> {
    column.map(|column| MessageId(snowflake(column)))
}

/// Returns servers as a parameter that [`in_servers`] looks into.
pub(super) fn servers(guilds: &[GuildId]) -> String {
    let ids = guilds.iter().map(|guild| id(guild.0).to_string());
    format!(",{},", ids.collect::<Vec<_>>().join(","))
}

/// The condition that a column holds one of the servers in a parameter.
macro_rules! in_servers {
    ($column:literal, $servers:literal) => {
        concat!($servers, " LIKE '%,' || CAST(", $column, " AS TEXT) || ',%'")
    };
}
pub(super) use in_servers;

pub(super) fn milliseconds(time: Time) -> i64 {
    time.timestamp_millis()
}

pub(super) fn time(milliseconds: i64) -> Result<Time, Error> {
    chrono::DateTime::from_timestamp_millis(milliseconds)
        .ok_or_else(|| Error::Corrupt(format!("the time {milliseconds}")))
}

pub(super) fn optional_time(milliseconds: Option<i64>) -> Result<Option<Time>, Error> {
    milliseconds.map(time).transpose()
}

/// Returns a value of the vocabulary from its name.
pub(super) fn named<T: FromStr>(column: &str) -> Result<T, Error> {
    column.parse().map_err(|_| Error::Corrupt(format!("the name {column:?}")))
}

/// Returns a value as one text. For values that no statement looks into.
pub(super) fn to_json(value: &impl Serialize) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|error| Error::Corrupt(error.to_string()))
}

pub(super) fn from_json<T: DeserializeOwned>(column: &str) -> Result<T, Error> {
    serde_json::from_str(column).map_err(|error| Error::Corrupt(error.to_string()))
}
