//! Why a case comes before others in the queue. The store sorts by the same.

use crate::domain::Time;

use crate::domain::case::state::Case;

/// Why a case comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precedence {
    /// The customer was promised an answer by now.
    Promise {
        /// By when.
        until: Time,
    },
    /// The customer has waited for so long that the priority does not count.
    LongWait,
    /// The case is of the highest priority of those that wait, and among them the customer has
    /// waited longest.
    Priority,
}

impl Case {
    /// Why the case comes where it does. Whoever has waited since `waiting_first_before` comes
    /// first.
    pub fn precedence(&self, waiting_first_before: Time) -> Precedence {
        let waits = |since: Time| since <= waiting_first_before;
        match self.promise {
            Some(promise) if promise.is_due => Precedence::Promise { until: promise.until },
            _ if self.waits_for_us_since().is_some_and(waits) => Precedence::LongWait,
            _ => Precedence::Priority,
        }
    }
}
