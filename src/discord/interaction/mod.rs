//! Buttons, menus and forms, and the responses to every interaction.

mod component;
mod press;
pub(super) mod reply;
