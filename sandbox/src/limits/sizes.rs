//! How large things may be (documentation, resources/message).

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
