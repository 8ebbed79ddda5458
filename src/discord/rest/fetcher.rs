//! Fetching files from where Discord keeps them, and from nowhere else.

use std::time::Duration;

use futures_util::StreamExt;
use reqwest::Url;
use serenity::all::Attachment;

use crate::discord::rest::{Failure, plain_client};

/// The largest file that is kept, in bytes: what Discord lets everybody upload (Discord, "Uploading
/// Files").
const FILE_LIMIT: u64 = 10 * 1024 * 1024;
/// How long a file may take in all, and how long nothing may come of it.
const TOTAL_TIMEOUT: Duration = Duration::from_secs(120);
const READ_TIMEOUT: Duration = Duration::from_secs(10);
/// Where Discord keeps files. Nothing is fetched from anywhere else, whatever a link says.
const FILE_HOSTS: [&str; 2] = ["cdn.discordapp.com", "media.discordapp.net"];

/// Fetches files, from where Discord keeps them.
pub struct Fetcher {
    client: reqwest::Client,
    /// The Discord-compatible interface, where it is not Discord itself.
    local: Option<Url>,
}

impl Fetcher {
    /// Fetches from Discord, or from the Discord-compatible interface at `base` as well.
    ///
    /// # Errors
    /// If the machine has no TLS roots.
    pub fn new(base: &str) -> anyhow::Result<Self> {
        let base = Url::parse(base)?;
        let local = (base.host_str() != Some("discord.com")).then_some(base);
        // Large files on slow lines take their time; what counts is that something comes.
        let client = plain_client().read_timeout(READ_TIMEOUT).timeout(TOTAL_TIMEOUT).build()?;
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
    pub(in crate::discord) async fn fetch(
        &self,
        attachment: &Attachment,
    ) -> Result<Result<Vec<u8>, String>, Failure> {
        if u64::from(attachment.size) > FILE_LIMIT {
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
