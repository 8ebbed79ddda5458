//! Buttons, menus and forms, and the responses to every interaction.

mod bugs;
mod component;
pub(super) mod form;
mod press;
pub(super) mod reply;
mod teams;
