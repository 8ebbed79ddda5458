//! Keeping files that came with a message: Discord's links to them expire (Discord, "Signed
//! Attachment CDN URLs").

use std::time::Duration;

use futures_util::StreamExt;
use reqwest::{Method, Url};
use serde::Deserialize;

use crate::{
    desk::{Job, NewFile},
    domain::Effect,
};

use crate::discord::courier::{Courier, Noted, Stop};
use crate::discord::rest::{self, Failure, Route, code};

/// The largest file that is kept, in bytes: what Discord lets everybody upload (Discord, "Uploading
/// Files").
const FILE_LIMIT: u64 = 10 * 1024 * 1024;
/// The most files of one message; Discord allows no more.
const FILE_COUNT: usize = 10;
/// How long a file may take in all, and how long nothing may come of it.
const TIME_LIMIT: Duration = Duration::from_secs(120);
const SILENCE: Duration = Duration::from_secs(10);
/// How often a file is tried before it is noted as missing.
const TRIES: i64 = 6;
/// Where Discord keeps files. Nothing is fetched from anywhere else, whatever a link says.
const FILE_HOSTS: [&str; 2] = ["cdn.discordapp.com", "media.discordapp.net"];

#[derive(Deserialize)]
struct WithAttachments {
    #[serde(default)]
    attachments: Vec<Attachment>,
}

#[derive(Deserialize)]
struct Attachment {
    id: String,
    filename: String,
    content_type: Option<String>,
    size: u64,
    url: String,
}

/// Fetches files, from where Discord keeps them.
pub(super) struct Fetcher {
    client: reqwest::Client,
    /// The Discord-compatible interface, where it is not Discord itself.
    local: Option<Url>,
}

impl Fetcher {
    pub(super) fn new(base: &str) -> anyhow::Result<Self> {
        let base = Url::parse(base)?;
        let local = (base.host_str() != Some("discord.com")).then_some(base);
        // Large files on slow lines take their time; what counts is that something comes.
        let client = rest::plain_client().read_timeout(SILENCE).timeout(TIME_LIMIT).build()?;
        Ok(Self { client, local })
    }

    fn may_fetch(&self, url: &Url) -> bool {
        let of_discord = url.scheme() == "https"
            && url.port().is_none()
            && url.host_str().is_some_and(|host| FILE_HOSTS.contains(&host));
        of_discord || self.local.as_ref().is_some_and(|local| local.origin() == url.origin())
    }

    /// The bytes of a file, or the name of why there are none: `view::report` has the words for it.
    ///
    /// # Errors
    /// [`Failure::Unknown`] when it may work another time.
    async fn fetch(&self, attachment: &Attachment) -> Result<Result<Vec<u8>, String>, Failure> {
        if attachment.size > FILE_LIMIT {
            return Ok(Err("too-large".to_owned()));
        }
        let Some(url) = Url::parse(&attachment.url).ok().filter(|url| self.may_fetch(url)) else {
            return Ok(Err("elsewhere".to_owned()));
        };
        let lost = |error: reqwest::Error| Failure::Unknown(error.without_url().to_string());
        let response = self.client.get(url).send().await.map_err(lost)?;
        if response.status().is_server_error() || response.status() == 429 {
            return Err(Failure::Unknown(format!("a file's host answered {}", response.status())));
        }
        if !response.status().is_success() {
            return Ok(Err("expired".to_owned()));
        }
        let mut content = Vec::new();
        let mut stream = response.bytes_stream();
        while let Some(chunk) = stream.next().await {
            content.extend_from_slice(&chunk.map_err(lost)?);
            if u64::try_from(content.len()).unwrap_or(u64::MAX) > FILE_LIMIT {
                return Ok(Err("too-large".to_owned()));
            }
        }
        Ok(Ok(content))
    }
}

impl Courier {
    /// Fetches and keeps the files of a message. The links are read anew, so they have not expired.
    /// What cannot be fetched after many tries is noted as missing.
    pub(super) async fn keep_files(&self, job: &Job) -> Result<Noted, Stop> {
        let Effect::KeepFiles { case, channel, message } = job.effect else {
            return Ok(Noted::No);
        };
        let route = Route::channel(Method::GET, channel, format!("/messages/{message}"), "message");
        let message: WithAttachments = match self.inner.rest.get(route).await {
            Err(failure)
                if matches!(failure.code(), code::UNKNOWN_MESSAGE | code::UNKNOWN_CHANNEL) =>
            {
                return Ok(Noted::No);
            }
            message => message?,
        };
        for attachment in message.attachments.iter().take(FILE_COUNT) {
            let Ok(id) = attachment.id.parse() else { continue };
            let content = match self.inner.files.fetch(attachment).await {
                Err(_) if job.attempts >= TRIES => Err("unreachable".to_owned()),
                content => content?,
            };
            let file = NewFile {
                attachment: id,
                filename: attachment.filename.clone(),
                content_type: attachment.content_type.clone(),
                size: attachment.size,
                content,
            };
            // One at a time: ten of the largest would be a hundred megabytes.
            self.inner.desk.keep_files(job.guild, case, vec![file]).await?;
        }
        Ok(Noted::No)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_come_from_discord_or_from_the_server_that_stands_for_it() -> anyhow::Result<()> {
        let real = Fetcher::new("https://discord.com")?;
        let local = Fetcher::new("http://127.0.0.1:4000")?;
        let cases = [
            ("https://cdn.discordapp.com/attachments/1/2/a.png?ex=1", true, true),
            ("http://cdn.discordapp.com/attachments/1/2/a.png", false, false),
            ("https://cdn.discordapp.com.evil.example/a.png", false, false),
            ("https://cdn.discordapp.com:444/a.png", false, false),
            ("http://169.254.169.254/latest/meta-data", false, false),
            ("http://[::1]/", false, false),
            ("http://127.0.0.1:4000/attachments/1/2/a.png", false, true),
            ("http://127.0.0.1:4001/attachments/1/2/a.png", false, false),
        ];
        for (url, by_real, by_local) in cases {
            let url = Url::parse(url)?;
            assert_eq!((real.may_fetch(&url), local.may_fetch(&url)), (by_real, by_local), "{url}");
        }
        Ok(())
    }
}
