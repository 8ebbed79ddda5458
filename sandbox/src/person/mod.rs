//! People and what they do: they write, react, use commands, press buttons and fill in forms, as a
//! Discord client lets them.
//!
//! Every verb checks first what the client would: that the person sees the channel, has the right,
//! that the message is there. What it refuses reads like a sentence.

mod acting;
mod action;
mod answer;
mod client;
mod handle;
mod interact;
mod looking;
mod place;
mod refused;
mod text;
mod threads;
mod writing;

pub use crate::interaction::form::{Field, Form};
pub use action::Action;
pub use answer::{Answer, AnswerKind, Choice};
pub use client::{Filled, Offered, option_text};
pub use handle::Person;
pub use place::Place;
pub use refused::Refused;
