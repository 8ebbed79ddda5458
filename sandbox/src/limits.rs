//! What Discord accepts in a body, and how it says what is wrong (400, code 50035, a tree of
//! fields). Each function checks a body and returns it in the form the world stores.

mod command;
mod component;
mod embed;
mod form;
mod message;
mod modal;
mod thread;

pub use command::{command, command_list};
pub use form::{Field, Form};
pub use message::{Upload, message_create, message_edit};
pub use modal::{choices, modal};
pub use thread::{
    channel_edit, forum_post, thread_edit, thread_from_message, thread_without_message,
};

/// Characters of the content of a bot's message.
pub const CONTENT: usize = 2000;
/// Characters of all embeds of a message together.
pub const EMBED_TOTAL: usize = 6000;
/// Bytes of one file.
pub const FILE_BYTES: usize = 10 * 1024 * 1024;
/// Bytes of one request.
pub const REQUEST_BYTES: usize = 25 * 1024 * 1024;
/// Components of a message, nested ones included.
pub const COMPONENTS: usize = 40;
/// Characters of all text displays of a message together.
pub const COMPONENT_TEXT: usize = 4000;
