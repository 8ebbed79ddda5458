//! Switchboard: a Discord bot for teams that support a community.
//!
//! **Facts in, state, surfaces out.** Whatever happens becomes a fact, saved in one transaction
//! with the state that it changes and the work that it causes. What people see in Discord are
//! pictures of the state, drawn again whenever it changes. So a crash loses nothing, and a repeat
//! repeats nothing.
//!
//! The rooms, in reading order:
//!
//! - [`domain`]: the rules, pure. What a case is, who may do what, what follows from it.
//! - [`store`]: all SQL, one text for SQLite and Postgres.
//! - [`desk`]: the use cases: load, decide, save, hand over.
//! - [`discord`]: all that speaks Discord. `intake` and `command` in, `courier` out, `view` the
//!   words.
//! - [`tasks`]: the loops.
//! - [`http`]: health, readiness, metrics.
//! - [`config`], [`app`], and the verbs of the command line: [`export`], [`keeping`], [`doctor`],
//!   [`sandbox`].
//!
//! `tests/it/tidy.rs` enforces which module may import which.

pub mod app;
pub mod config;
pub mod desk;
pub mod discord;
pub mod doctor;
pub mod domain;
pub mod export;
pub mod http;
pub mod keeping;
pub mod sandbox;
pub mod store;
pub mod tasks;
