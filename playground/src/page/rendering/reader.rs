//! For whom a text is rendered.

use sandbox::{Snowflake, World};
use serde_json::{Value, json};

/// For whom a text is rendered, and where it stands.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'world> {
    pub(crate) world: &'world World,
    pub(crate) guild: Option<Snowflake>,
    pub(crate) viewer: Snowflake,
}

pub(super) fn plain(text: &str) -> Value {
    json!({"type": "text", "text": text})
}
