//! Discord's ids: 64-bit numbers whose upper 42 bits are milliseconds since 2015 (documentation,
//! reference "Snowflakes").

use chrono::{DateTime, Utc};

/// An id. On the wire it is always a string of decimal digits.
pub type Snowflake = u64;

/// Unix milliseconds of the first second of 2015, where Discord's time begins.
pub const EPOCH_MILLISECONDS: i64 = 1_420_070_400_000;

/// The smallest id that belongs to this instant.
pub fn at(time: DateTime<Utc>) -> Snowflake {
    u64::try_from(time.timestamp_millis() - EPOCH_MILLISECONDS).unwrap_or(0) << 22
}

/// The instant an id was made at, exact to the millisecond.
pub fn time(id: Snowflake) -> DateTime<Utc> {
    let milliseconds = i64::try_from(id >> 22).unwrap_or(0) + EPOCH_MILLISECONDS;
    DateTime::from_timestamp_millis(milliseconds).unwrap_or_default()
}

/// Reads an id out of a path segment or a JSON string; `None` when it is none.
pub fn parse(text: &str) -> Option<Snowflake> {
    if text.is_empty() || text.len() > 20 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

/// Reads an id out of a JSON value. Discord takes strings and, against its own schema, integers
/// too.
pub fn from_value(value: &serde_json::Value) -> Option<Snowflake> {
    match value {
        serde_json::Value::String(text) => parse(text),
        serde_json::Value::Number(number) => number.as_u64(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_holds_its_time() {
        let documented = 175_928_847_299_117_063;
        assert_eq!(time(documented).timestamp_millis(), 1_462_015_105_796);
        assert_eq!(time(at(time(documented))), time(documented));
    }

    #[test]
    fn only_digits_are_an_id() {
        assert_eq!(parse("12"), Some(12));
        for bad in ["", "-1", "+1", "1x", "99999999999999999999", "123456789012345678901"] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }
}
