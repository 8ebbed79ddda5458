//! What a server chooses: its settings, rules and prepared answers.

mod guilds;
mod rules;
mod snippets;
