//! What a server chooses: its settings, rules and saved replies; and what agents choose for
//! themselves.

mod bridges;
mod guilds;
pub(super) mod preferences;
mod rules;
mod snippets;
