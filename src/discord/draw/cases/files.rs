//! Keeping files that came with a message: Discord's links to them expire (Discord, "Signed
//! Attachment CDN URLs").

use reqwest::Method;

use crate::{
    delivery::Performed,
    domain::{Effect, Job, NewFile},
};

use crate::discord::{
    content::WholeMessage,
    convert,
    draw::{DiscordPlatform, Stop},
    rest::{Route, code},
};

/// The most files of one message; Discord allows no more.
const FILE_COUNT: usize = 10;
/// How often a file is tried before it is noted as missing.
const TRIES: i64 = 6;

impl DiscordPlatform {
    /// Fetches and stores the files of a message. The message is read again, so that the links have
    /// not expired. A file that cannot be fetched after many tries is recorded as missing.
    pub(in crate::discord::draw) async fn keep_files(&self, job: &Job) -> Result<Performed, Stop> {
        let Effect::KeepFiles { case, channel, message } = job.effect else {
            return Ok(Performed::Done);
        };
        let route = Route::channel(Method::GET, channel, format!("/messages/{message}"), "message");
        let mut message: WholeMessage = match self.rest.get(route.clone()).await {
            Err(failure)
                if matches!(failure.code(), code::UNKNOWN_MESSAGE | code::UNKNOWN_CHANNEL) =>
            {
                return Ok(Performed::Done);
            }
            message => message?,
        };
        let team = self.desk.team(job.guild).await?;
        let bridges = team.as_ref().map(|team| team.bridges.as_slice()).unwrap_or_default();
        // A guest's files are theirs, not the webhook's.
        let author = self.bot.incoming_whole(job.guild, &message).recognised(bridges).author;
        for attachment in message.files().take(FILE_COUNT) {
            let content = match self.bot.files.fetch(attachment).await {
                Err(_) if job.attempts >= TRIES => Err("unreachable".to_owned()),
                content => content?,
            };
            let file = NewFile {
                attachment: attachment.id.get(),
                message: Some(convert::message(message.id)),
                author,
                filename: attachment.filename.clone(),
                content_type: attachment.content_type.clone(),
                size: attachment.size.into(),
                content,
            };
            // One at a time: ten of the largest would be a hundred megabytes.
            self.desk.keep_files(job.guild, case, vec![file]).await?;
        }
        let id = convert::message(message.id);
        if self.desk.was_edited(id) {
            // Files may have been removed while they were fetched.
            message = match self.rest.get(route).await {
                Err(failure) if failure.is_gone() => return Ok(Performed::Done),
                message => message?,
            };
        }
        // Also those that an earlier try kept, before the process ended.
        let files = message.files().map(|file| file.id.get()).collect();
        self.desk.keep_only_files(job.guild, case, id, files).await?;
        Ok(Performed::Done)
    }
}
