//! What leads and managers change for a server, as the log of facts has it.

use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

/// What was done with a rule, a saved reply or a bridge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Change {
    /// It is new.
    Added,
    /// Its name or its content is another.
    Edited,
    /// It is gone.
    Removed,
}

/// A setting of a server before and after `/setup`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingChange {
    /// The option of `/setup`.
    pub option: String,
    /// The value before, as it is typed. None if there was none.
    pub from: Option<String>,
    /// The value after.
    pub to: Option<String>,
}
