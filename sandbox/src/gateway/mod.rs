//! The gateway: a WebSocket at `/` (and, for a RESUME, at `/resume`) that sends events to a bot.
//!
//! Rules: Discord's pages "Gateway" and "Gateway Events". [`Gateway`] is the handle for tests and
//! faults.

mod compression;
mod connection;
mod handle;
mod hello;
pub(crate) mod hub;
pub mod intents;

pub(crate) use connection::router;
pub use handle::{Gateway, SessionView};
