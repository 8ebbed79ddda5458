//! Posting a message exactly once.

use chrono::TimeDelta;
use reqwest::Method;
use serde::Deserialize;
use serde_json::Value;

use crate::domain::{ChannelId, MessageId, Time, UserId, id};

use crate::discord::{
    rest::{Failure, Rest, Route, code},
    upload::Upload,
    view::Body,
};

/// How long we trust Discord to remember a nonce. It says "the past few minutes" (Discord, "Create
/// Message").
const NONCE_WINDOW: TimeDelta = TimeDelta::seconds(60);
/// How much earlier than our first try a message may seem to have been made: clocks differ.
const CLOCK_MARGIN: TimeDelta = TimeDelta::seconds(60);
/// The most pages of a channel that are searched for a message of ours, 100 messages each.
const PAGES: usize = 20;

/// A message of ours as it stands in a channel: enough to know it again.
#[derive(Debug, Deserialize)]
pub(super) struct Found {
    pub id: String,
    author: Author,
    #[serde(default)]
    pub content: String,
    #[serde(default)]
    pub embeds: Vec<Value>,
    #[serde(default)]
    components: Vec<Value>,
}

#[derive(Debug, Deserialize)]
struct Author {
    id: String,
}

impl Found {
    pub(super) fn is_by(&self, user: UserId) -> bool {
        self.author.id == user.to_string()
    }

    /// Whether one of the message's buttons has this custom id.
    pub(super) fn has_button(&self, custom_id: &str) -> bool {
        self.custom_ids().any(|id| id == custom_id)
    }

    /// The names of what can be pressed on the message.
    pub(super) fn custom_ids(&self) -> impl Iterator<Item = &str> {
        self.components
            .iter()
            .filter_map(|row| row["components"].as_array())
            .flatten()
            .filter_map(|component| component["custom_id"].as_str())
    }
}

#[derive(Deserialize)]
struct Created {
    id: String,
}

/// A message to be posted once.
#[derive(Clone)]
pub(super) struct Outgoing<'a> {
    pub channel: ChannelId,
    pub nonce: String,
    pub body: &'a Body,
    pub files: &'a [Upload],
    /// When this post may first have touched the wire.
    pub first_tried_at: Time,
    pub now: Time,
    /// Knows the message among others of ours.
    pub mark: &'a (dyn Fn(&Found) -> bool + Sync),
}

/// A key for one message of ours: letters and digits, at most 25 (Discord, "Create Message",
/// `nonce`).
pub(super) fn nonce(kind: char, parts: &[u64]) -> String {
    let bytes: Vec<[u8; 8]> = parts.iter().map(|part| part.to_le_bytes()).collect();
    let bytes: Vec<&[u8]> = bytes.iter().map(<[u8; 8]>::as_slice).collect();
    format!("{kind}{:016x}", fingerprint(&bytes))
}

/// FNV-1a: the same number for the same bytes in every build.
pub(super) fn fingerprint(parts: &[&[u8]]) -> u64 {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    parts.iter().copied().flatten().fold(0xcbf2_9ce4_8422_2325, step)
}

pub(super) fn message_id(text: &str) -> Result<MessageId, Failure> {
    text.parse().map(MessageId).map_err(|_| Failure::Unknown("a message without an id".to_owned()))
}

/// Posts a message, or finds that it stands there already.
pub(super) async fn post(
    rest: &Rest,
    me: UserId,
    post: Outgoing<'_>,
) -> Result<MessageId, Failure> {
    if post.now - post.first_tried_at > NONCE_WINDOW
        && let Some(found) =
            find(rest, me, post.channel, post.first_tried_at - CLOCK_MARGIN, post.mark).await?
    {
        return Ok(found);
    }
    let route = Route::channel(Method::POST, post.channel.0, "/messages", "messages");
    let answer =
        match rest.send(route.clone(), Some(&post.body.create(&post.nonce)), post.files).await {
            // Posted by an earlier try, and deleted since: it comes back under another key.
            Err(failure) if failure.code() == code::UNKNOWN_MESSAGE => {
                rest.send(route, Some(&post.body.create(&format!("{}r", post.nonce))), post.files)
                    .await?
            }
            answer => answer?,
        };
    let created: Created =
        serde_json::from_slice(&answer).map_err(|error| Failure::Unknown(error.to_string()))?;
    message_id(&created.id)
}

/// Looks for a message of ours among those that came after a time.
async fn find(
    rest: &Rest,
    me: UserId,
    channel: ChannelId,
    after: Time,
    mark: &(dyn Fn(&Found) -> bool + Sync),
) -> Result<Option<MessageId>, Failure> {
    let mut after = id::snowflake_at(after);
    for _ in 0..PAGES {
        let route = Route::channel(
            Method::GET,
            channel.0,
            format!("/messages?after={after}&limit=100"),
            "history",
        );
        let page: Vec<Found> = rest.get(route).await?;
        let newest = page.iter().filter_map(|message| message.id.parse::<u64>().ok()).max();
        let mine = |message: &&Found| message.is_by(me) && mark(message);
        if let Some(found) = page.iter().find(mine) {
            return message_id(&found.id).map(Some);
        }
        match newest {
            Some(newest) if page.len() == 100 => after = newest,
            _ => break,
        }
    }
    Ok(None)
}

/// Deletes a message of ours that has moved elsewhere. That it cannot be reached any more is as
/// good.
pub(super) async fn delete(
    rest: &Rest,
    channel: ChannelId,
    message: MessageId,
) -> Result<(), Failure> {
    let route =
        Route::channel(Method::DELETE, channel.0, format!("/messages/{message}"), "deletion");
    match rest.send(route, None, &[]).await {
        Ok(_) | Err(Failure::Refused { .. }) => Ok(()),
        Err(failure) => Err(failure),
    }
}

/// Edits a message of ours. `false`: it is gone.
pub(super) async fn edit(
    rest: &Rest,
    channel: ChannelId,
    message: MessageId,
    body: &Body,
) -> Result<bool, Failure> {
    let route = Route::channel(Method::PATCH, channel.0, format!("/messages/{message}"), "message");
    match rest.send(route, Some(&body.edit()), &[]).await {
        Ok(_) => Ok(true),
        Err(failure) if failure.code() == code::UNKNOWN_MESSAGE => Ok(false),
        Err(failure) => Err(failure),
    }
}
