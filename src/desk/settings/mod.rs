//! What leads and managers choose for a server.

mod rules;
pub mod setup;
pub mod snippets;
