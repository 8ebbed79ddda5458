//! What Discord accepts in a body, and how it says what is wrong (400, code 50035, a tree of
//! fields). Each function checks a body and returns it in the form the world stores.

mod command;
mod component;
mod embed;
mod form;
mod message;
mod modal;
mod sizes;
mod thread;

pub use command::{command, command_list};
pub use form::{Field, Form};
pub use message::{Upload, message_create, message_edit};
pub use modal::{choices, modal};
pub use sizes::{COMPONENT_TEXT, COMPONENTS, CONTENT, EMBED_TOTAL, FILE_BYTES, REQUEST_BYTES};
pub use thread::{
    channel_edit, forum_post, thread_edit, thread_from_message, thread_without_message,
};
