//! Everything that speaks Discord. serenity and poise are used only here.
//!
//! Events arrive through [`gateway`], and through `command` and `interaction` if people use the
//! bot; all of them call the desk. Messages leave through [`draw`]; responses to interactions leave
//! through `interaction`. Every request passes through [`rest`]. [`view`] builds the messages.

mod bot;
mod command;
mod content;
mod convert;
pub mod doctor;
pub mod draw;
pub mod gateway;
mod interaction;
mod names;
pub mod permission;
pub mod rest;
mod trial;
pub mod view;

pub use bot::Bot;
pub use gateway::status::Status;
pub use view::Entry;

/// Every command with who may use it, in the order of `/help`.
pub fn commands() -> Vec<Entry> {
    command::entries(&command::all())
}
