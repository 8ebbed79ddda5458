//! Messages about what a server chooses.

pub mod bridges;
pub mod rules;
pub mod snippets;
