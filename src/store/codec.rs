//! Between columns and values of the domain. `as` casts stand here and nowhere else.

use serde::{Serialize, de::DeserializeOwned};

use crate::domain::{
    BugStatus, CloseReason, Language, Mode, Pin, Priority, RuleAction, Severity, Side, Status,
    ThreadKind, Time,
};

use crate::store::Error;

/// A snowflake as the database keeps it. Discord's ids stay below 2^63 until the year 2084.
pub(super) fn id(snowflake: u64) -> i64 {
    snowflake.cast_signed()
}

/// A snowflake from its column.
pub(super) fn snowflake(column: i64) -> u64 {
    column.cast_unsigned()
}

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

fn by_name<T: Copy>(all: &[T], name: impl Fn(T) -> &'static str, column: &str) -> Result<T, Error> {
    all.iter()
        .copied()
        .find(|&value| name(value) == column)
        .ok_or_else(|| Error::Corrupt(format!("the name {column:?}")))
}

pub(super) fn status(column: &str) -> Result<Status, Error> {
    by_name(&Status::ALL, Status::name, column)
}

pub(super) fn home(column: &str) -> Result<ThreadKind, Error> {
    by_name(&ThreadKind::ALL, ThreadKind::name, column)
}

pub(super) fn language(column: &str) -> Result<Language, Error> {
    by_name(&Language::ALL, Language::code, column)
}

pub(super) fn mode(column: &str) -> Result<Mode, Error> {
    by_name(&Mode::ALL, Mode::name, column)
}

pub(super) fn close_reason(column: &str) -> Result<CloseReason, Error> {
    by_name(&CloseReason::ALL, CloseReason::name, column)
}

/// A value that is kept as one text, since nobody looks inside it.
pub(super) fn to_json(value: &impl Serialize) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|error| Error::Corrupt(error.to_string()))
}

pub(super) fn from_json<T: DeserializeOwned>(column: &str) -> Result<T, Error> {
    serde_json::from_str(column).map_err(|error| Error::Corrupt(error.to_string()))
}

pub(super) fn priority(column: &str) -> Result<Priority, Error> {
    by_name(&Priority::ALL, Priority::name, column)
}

pub(super) fn severity(column: &str) -> Result<Severity, Error> {
    by_name(&Severity::ALL, Severity::name, column)
}

pub(super) fn bug_status(column: &str) -> Result<BugStatus, Error> {
    by_name(&BugStatus::ALL, BugStatus::name, column)
}

const ACTIONS: [RuleAction; 3] = [RuleAction::Open, RuleAction::Ask, RuleAction::None];

pub(super) fn action_name(action: RuleAction) -> &'static str {
    match action {
        RuleAction::Open => "open",
        RuleAction::Ask => "ask",
        RuleAction::None => "none",
    }
}

pub(super) fn action(column: &str) -> Result<RuleAction, Error> {
    by_name(&ACTIONS, action_name, column)
}

const SIDES: [Side; 3] = [Side::Customer, Side::Agent, Side::Other];

pub(super) fn side(column: &str) -> Result<Side, Error> {
    by_name(&SIDES, side_name, column)
}

pub(super) fn pin(column: &str) -> Result<Pin, Error> {
    by_name(&Pin::ALL, Pin::name, column)
}

pub(super) fn side_name(side: Side) -> &'static str {
    match side {
        Side::Customer => "customer",
        Side::Agent => "agent",
        Side::Other => "other",
    }
}
