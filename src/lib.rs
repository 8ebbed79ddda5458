//! Switchboard: a Discord bot for teams that support a community.
//!
//! **Facts in, state, surfaces out.** Everything that happens is recorded as a fact, in one
//! transaction with the state that it changes and the jobs that it causes. What people see in
//! Discord is drawn from the state, again after each change. So a crash loses nothing, and a
//! repeated event changes nothing.
//!
//! The modules, in reading order:
//!
//! - [`domain`]: the rules, pure. What a case is, who may do what, and what follows from it.
//! - [`store`]: all SQL, one text for SQLite and Postgres.
//! - [`desk`]: the use cases: load, decide, save.
//! - [`delivery`]: the queue of jobs: order, leases, retries. Knows no Discord.
//! - [`discord`]: everything that speaks Discord. `gateway` and `command` in, `draw` out, `view`
//!   for the texts.
//! - [`github`]: bugs have issues on GitHub. Performs jobs, and receives what happens there.
//! - [`tasks`]: the background loops.
//! - [`http`]: health, readiness, metrics.
//! - [`config`], [`app`]: the settings, and what starts everything.
//! - [`cli`]: the verbs of the command line.
//!
//! `tests/it/code/tidy.rs` enforces which module may import which.

#![warn(missing_docs)]

pub mod app;
pub mod cli;
pub mod config;
pub mod delivery;
pub mod desk;
pub mod discord;
pub mod domain;
pub mod github;
pub mod http;
pub mod store;
pub mod tasks;
