//! Messages about what a server chooses.

pub mod rules;
pub mod snippets;
