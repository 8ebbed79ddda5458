//! Files on their way to Discord.

/// The most that one message may carry in files, in bytes: Discord takes 25 MiB a request, the rest
/// of the body included.
pub const UPLOAD_LIMIT: u64 = 24 * 1024 * 1024;

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
