//! Files on their way to Discord.

/// A file attached to a message.
#[derive(Clone, Debug)]
pub struct Upload {
    /// The name that people see.
    pub filename: String,
    /// The MIME type, if it is known.
    pub content_type: Option<String>,
    /// The bytes of the file.
    pub content: Vec<u8>,
}
