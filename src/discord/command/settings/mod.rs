//! Commands with which leads and managers say how a server's team works, and agents how
//! they are notified.

pub mod bridge;
mod guess;
pub mod notify;
pub mod rule;
pub mod setup;
pub mod snippet;
