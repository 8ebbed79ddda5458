//! People and what they do: they write, react, use commands, press buttons and fill in forms, as a
//! Discord client lets them.
//!
//! Every method first checks what the client would: that the person sees the channel, has the
//! permission, and that the message exists. A refusal is a sentence for the person.

mod acting;
mod action;
mod answer;
mod client;
mod handle;
mod interact;
mod looking;
mod moderating;
mod place;
mod refused;
mod sending;
mod text;
mod threads;
mod webhook;
mod writing;

pub use crate::interaction::form::{Field, Form};
pub use action::Action;
pub use answer::{Answer, AnswerKind, Choice};
pub use client::{Filled, Offered, option_text};
pub use handle::Person;
pub use place::Place;
pub use refused::Refused;
pub use webhook::Webhook;
