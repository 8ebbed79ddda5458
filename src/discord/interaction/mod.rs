//! Buttons, menus and forms, and the responses to every interaction.

mod bugs;
mod component;
mod files;
pub(super) mod form;
mod press;
pub(super) mod reply;
mod teams;
