//! The connection to Discord's gateway, what it tells, and what is read from the channels after it
//! was away.

mod catch_up;
pub mod connection;
mod deletions;
pub(super) mod directory;
mod events;
pub(super) mod history;
mod losses;
mod payload;
mod reception;
pub mod session;
pub mod status;
