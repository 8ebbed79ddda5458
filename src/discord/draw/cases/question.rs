//! The question of a case that the bot posts itself, with the files that came with it in a form.

use crate::domain::{Case, StoredFile};

use crate::discord::draw::{
    DiscordPlatform, Stop,
    post::{self, Outgoing, Sent},
};
use crate::discord::rest::{Failure, code, upload::Upload};

impl DiscordPlatform {
    /// Reads the files that go with a question, if the bot posts it.
    pub(in crate::discord::draw) async fn question_files(
        &self,
        case: &Case,
    ) -> Result<Vec<Upload>, Stop> {
        if case.files == 0 || !case.origin.is_posted_by_bot() {
            return Ok(Vec::new());
        }
        let files = self.desk.question_files(case.guild, case.number).await?;
        let upload = |(file, content): (StoredFile, Vec<u8>)| Upload {
            filename: file.filename,
            content_type: file.content_type,
            content,
        };
        Ok(files.into_iter().map(upload).collect())
    }

    /// Posts a question. It does not wait for its files if the bot may not attach any: the team
    /// finds them in the transcript and in the report.
    pub(in crate::discord::draw) async fn post_question(
        &self,
        post: Outgoing<'_>,
    ) -> Result<Sent, Failure> {
        match post::post(&self.rest, self.me.user, post.clone()).await {
            Err(failure)
                if !post.files.is_empty() && failure.code() == code::MISSING_PERMISSIONS =>
            {
                post::post(&self.rest, self.me.user, Outgoing { files: &[], ..post }).await
            }
            sent => sent,
        }
    }
}
