//! What the customer of a case is still to be asked.

use serde::{Deserialize, Serialize};

use crate::domain::Time;

/// What the customer is still to be asked. Until the message is in Discord, the case stays as it
/// was and does not close by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Asking {
    /// Whether the last proposed answer solves the case.
    Solution {
        /// When the answer was proposed.
        at: Time,
        /// How long the case then waits for the customer's word, in milliseconds.
        close_after: i64,
    },
    /// The same again, as a reminder.
    Reminder {
        /// When the reminder fell due.
        at: Time,
    },
}

/// What is to be done with a notice that was not posted yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsaid {
    /// It is to be posted.
    Due,
    /// It waits until the case is unmerged.
    Waiting,
    /// It has lost its purpose.
    Moot,
}
