//! Buttons, menus and forms, and the responses to every interaction.

mod component;
pub(super) mod reply;
