//! A bug: what the developers receive when an agent escalates a case, and what becomes of it.
//! [`Bug::decide`] is the only way in which it changes.

mod action;
mod decide;
mod known_issue;
mod notice;
mod receipts;
mod report;
mod state;

pub use action::BugAction;
pub use decide::BugDecision;
pub use known_issue::{KnownIssue, KnownIssueCall, KnownIssueWords};
pub use notice::{BugNotice, StoredBugNotice};
pub use receipts::ReceiptCounts;
pub use report::{Report, Version, limit};
pub use state::{Bug, Quote, Reported};

#[cfg(test)]
mod tests;
