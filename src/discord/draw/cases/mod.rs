//! Draws cases: the card, the customer's thread, and what is said once in it.

mod alert;
pub(super) mod case;
mod desk_line;
mod files;
mod forum;
pub(super) mod obstacle;
mod offers;
mod posts;
mod question;
mod reading;
pub(super) mod thread;
