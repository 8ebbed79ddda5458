//! All that speaks Discord: serenity and poise stay in this room.
//!
//! What Discord tells us comes in through [`connection`] and `intake`, and through `command` and
//! `component` where people use the bot; each asks the desk. What we tell Discord leaves through
//! the [`courier`], apart from answers to interactions (`reply`). All of it passes one [`rest`]
//! connection and its [`rate_limiter`]. [`view`] holds the words.

mod bot;
mod catch_up;
mod command;
mod component;
pub mod connection;
mod convert;
pub mod courier;
mod directory;
pub mod doctor;
mod intake;
mod names;
pub mod permission;
pub mod rate_limiter;
mod reply;
pub mod rest;
mod status;
pub mod view;

pub use bot::Bot;
pub use status::Status;
