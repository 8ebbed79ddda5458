//! The fields of a request.

use sandbox::{Refused, Snowflake, snowflake};
use serde_json::Value;

pub(super) fn text(request: &Value, key: &str) -> String {
    request[key].as_str().unwrap_or_default().to_owned()
}

pub(super) fn id(request: &Value, key: &str) -> Result<Snowflake, Refused> {
    snowflake::from_value(&request[key]).ok_or_else(|| {
        Refused(format!("The page didn't say which {}.", key.trim_end_matches("_id")))
    })
}
