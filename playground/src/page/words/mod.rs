//! Events in words that a person without knowledge of Discord's API understands.

mod action;
mod case;
mod connection;
mod event;
mod names;
mod request;
mod told;

pub(super) use action::of_action;
pub(super) use case::number;
pub(super) use connection::of_connection;
pub(super) use event::of_event;
pub(super) use names::name;
pub(super) use request::of_request;
pub(super) use told::Told;
