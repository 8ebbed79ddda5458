//! The files that somebody sends with a form. Discord's links to them expire, so they are fetched
//! at once (Discord, "Signed Attachment CDN URLs").

use std::time::Duration;

use serenity::all::Attachment;
use tokio::time::{Instant, timeout_at};

use crate::domain::{NewFile, UserId};

use crate::discord::{bot::Bot, rest::upload::UPLOAD_LIMIT};

/// How long all files of a form may take. Somebody waits for the answer.
const TIME_LIMIT: Duration = Duration::from_secs(60);
/// How often a file is tried.
const TRIES: usize = 3;

impl Bot {
    /// Fetches the files of a form. What is too large, together with the files before it, or cannot
    /// be fetched, is named without its content.
    pub(super) async fn sent_files(&self, author: UserId, sent: &[&Attachment]) -> Vec<NewFile> {
        let until = Instant::now() + TIME_LIMIT;
        let mut room = UPLOAD_LIMIT;
        let mut files = Vec::new();
        for attachment in sent {
            let content = match room.checked_sub(attachment.size.into()) {
                None => Err("too-large".to_owned()),
                Some(left) => {
                    let content = self.sent_file(attachment, until).await;
                    room = if content.is_ok() { left } else { room };
                    content
                }
            };
            files.push(NewFile {
                attachment: attachment.id.get(),
                message: None,
                author,
                filename: attachment.filename.clone(),
                content_type: attachment.content_type.clone(),
                size: attachment.size.into(),
                content,
            });
        }
        files
    }

    /// The bytes of a file, or the name of why there are none.
    async fn sent_file(&self, attachment: &Attachment, until: Instant) -> Result<Vec<u8>, String> {
        for _ in 0..TRIES {
            if let Ok(Ok(content)) = timeout_at(until, self.files.fetch(attachment)).await {
                return content;
            }
        }
        Err("unreachable".to_owned())
    }
}
