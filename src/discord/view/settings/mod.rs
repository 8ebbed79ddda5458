//! Messages about what a server chooses.

pub mod ask_panel;
pub mod bridges;
pub mod history;
pub mod notifications;
pub mod rules;
pub mod setup_choice;
pub mod setup_form;
pub mod snippets;
