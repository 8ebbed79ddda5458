//! What leads and managers choose for a server, and agents for themselves.

pub mod bridges;
pub mod history;
pub mod losses;
pub mod preferences;
pub mod rules;
pub mod setup;
pub mod snippets;
