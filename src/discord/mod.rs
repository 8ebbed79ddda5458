//! Everything that speaks Discord. serenity and poise are used only here.
//!
//! Events arrive through [`connection`] and `intake`, and through `command` and `component` if
//! people use the bot; all of them call the desk. Messages leave through [`draw`]; responses
//! to interactions leave through `reply`. Every request passes through [`rest`] and its
//! [`rate_limiter`]. [`view`] builds the messages.

mod bot;
mod catch_up;
mod command;
mod component;
pub mod connection;
mod convert;
mod directory;
pub mod doctor;
pub mod draw;
mod intake;
mod names;
pub mod permission;
pub mod rate_limiter;
mod reply;
pub mod rest;
mod status;
pub mod upload;
pub mod view;

pub use bot::Bot;
pub use status::Status;
pub use view::Entry;

/// Every command with who may use it, in the order of `/help`.
pub fn commands() -> Vec<Entry> {
    command::entries(&command::all())
}
