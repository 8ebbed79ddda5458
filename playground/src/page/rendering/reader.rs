//! The reader of a text.

use sandbox::{Snowflake, World};
use serde_json::{Value, json};

/// The person for whom a text is rendered, and the guild in which.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'world> {
    pub(crate) world: &'world World,
    pub(crate) guild: Option<Snowflake>,
    pub(crate) viewer: Snowflake,
}

pub(super) fn plain(text: &str) -> Value {
    json!({"type": "text", "text": text})
}
