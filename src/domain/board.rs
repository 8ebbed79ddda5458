//! What the board of a desk counts.

/// How many open cases there are, by what they wait for. A case can count more than once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// A customer waits for us.
    pub waiting: i64,
    /// Of those, the customer was promised an answer by a time to come.
    pub promised: i64,
    /// Open cases without an assignee.
    pub unclaimed: i64,
    /// It waits for a bug or for others.
    pub on_hold: i64,
    /// The customer has the next word.
    pub with_customers: i64,
}
