//! The text of an entry.

use sandbox::Snowflake;

/// The text of an entry, and what it concerns.
#[derive(Debug, Default)]
pub(crate) struct Told {
    pub(crate) text: String,
    pub(crate) detail: Option<String>,
    pub(crate) people: Vec<Snowflake>,
    pub(crate) case: Option<u64>,
    pub(crate) trouble: bool,
    pub(crate) channel: Option<Snowflake>,
    pub(crate) message: Option<Snowflake>,
}
