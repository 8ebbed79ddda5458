//! Files that came with the messages of a case.

use crate::domain::{MessageId, UserId};

/// A file to keep, or the reason why it is not kept.
#[derive(Clone, Debug)]
pub struct NewFile {
    /// Discord's ID of the attachment.
    pub attachment: u64,
    /// The message that it came with; none if it came with a form.
    pub message: Option<MessageId>,
    /// Who sent it.
    pub author: UserId,
    /// As its author named it.
    pub filename: String,
    /// The MIME type, if Discord said one.
    pub content_type: Option<String>,
    /// In bytes.
    pub size: u64,
    /// The bytes, or the name of why they are missing, for which `view::report` has the words.
    pub content: Result<Vec<u8>, String>,
}

/// A file as it was kept, without what is in it.
#[derive(Clone, Debug)]
pub struct StoredFile {
    /// Discord's ID of the attachment.
    pub attachment: u64,
    /// The message that it came with; none if it came with a form, or if that is not known.
    pub message: Option<MessageId>,
    /// Who sent it.
    pub author: UserId,
    /// As its author named it.
    pub filename: String,
    /// The MIME type, if Discord said one.
    pub content_type: Option<String>,
    /// In bytes.
    pub size: u64,
    /// Why it could not be kept, in a few words; none where it was.
    pub missing: Option<String>,
}
