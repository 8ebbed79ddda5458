//! What leads and managers choose for a server.

pub mod rules;
pub mod setup;
pub mod snippets;
