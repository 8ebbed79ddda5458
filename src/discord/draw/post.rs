//! Posting a message exactly once.

use chrono::TimeDelta;
use reqwest::Method;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::domain::{ChannelId, MessageId, Time, UserId, id};

use crate::discord::{
    rest::{Failure, Rest, Route, code, upload::Upload},
    view::{Body, CustomId, Key, Mark},
};

/// How long we trust Discord to remember a nonce. It says "the past few minutes" (Discord, "Create
/// Message").
const NONCE_WINDOW: TimeDelta = TimeDelta::seconds(60);
/// How much earlier than our first try a message may seem to have been made: clocks differ.
const CLOCK_MARGIN: TimeDelta = TimeDelta::seconds(60);
/// The most pages of a channel that are searched for a message of ours, 100 messages each.
const PAGES: usize = 20;

/// A message in a channel: enough to recognise one of ours.
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

    /// The key that the message shows.
    pub(super) fn key(&self) -> Option<Key> {
        Key::of(&self.content, &self.embeds)
    }

    /// Whether this is that message of ours. A version of this program that wrote no keys may have
    /// posted it: then it says the same. An embed counts only if there is nothing else, since it
    /// may show what has changed since.
    fn is(&self, key: &Key, unmarked: &Value) -> bool {
        let words = |content: &str, embed: Option<&Value>| match (content.trim(), embed) {
            ("", Some(embed)) => ["title", "description"]
                .map(|part| embed[part].as_str().unwrap_or_default().trim().to_owned())
                .join("\n"),
            (content, _) => content.to_owned(),
        };
        match self.key() {
            Some(shown) => shown == *key,
            None => {
                let wanted = unmarked["content"].as_str().unwrap_or_default();
                words(&self.content, self.embeds.first())
                    == words(wanted, unmarked["embeds"].get(0))
            }
        }
    }

    /// Whether the message has the words and the buttons of one that was just sent.
    fn looks_like(&self, post: &Outgoing<'_>) -> bool {
        let sent = post.body.create(&post.mark);
        let ids = |rows: &[Value]| -> Vec<String> {
            let parts = rows.iter().filter_map(|row| row["components"].as_array()).flatten();
            parts.map(|part| part["custom_id"].to_string()).collect()
        };
        let rows = sent["components"].as_array().map_or(&[][..], Vec::as_slice);
        self.content.trim() == sent["content"].as_str().unwrap_or_default().trim()
            && ids(&self.components) == ids(rows)
    }

    /// What can be pressed on the message.
    pub(super) fn custom_ids(&self) -> impl Iterator<Item = CustomId> {
        self.components
            .iter()
            .filter_map(|row| row["components"].as_array())
            .flatten()
            .filter_map(|component| CustomId::parse(component["custom_id"].as_str()?))
    }
}

/// A message of ours that is in its channel.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sent {
    pub message: MessageId,
    /// Whether it is known to look as it was to look. An earlier attempt may have posted it as it
    /// looked then.
    pub is_current: bool,
}

/// A message to be posted once.
#[derive(Clone)]
pub(super) struct Outgoing<'a> {
    pub channel: ChannelId,
    pub mark: Mark,
    pub body: &'a Body,
    pub files: &'a [Upload],
    /// When this post may first have touched the wire.
    pub first_tried_at: Time,
    pub now: Time,
}

pub(super) fn message_id(text: &str) -> Result<MessageId, Failure> {
    text.parse().map(MessageId).map_err(|_| Failure::Unknown("a message without an id".to_owned()))
}

/// Posts a message, or finds the one that an earlier try posted.
pub(super) async fn post(rest: &Rest, me: UserId, post: Outgoing<'_>) -> Result<Sent, Failure> {
    let key = post.mark.key();
    if post.now - post.first_tried_at > NONCE_WINDOW
        && let Some(message) = find(rest, me, &post).await?
    {
        return Ok(Sent { message, is_current: false });
    }
    let route = Route::channel(Method::POST, post.channel.0, "/messages", "messages");
    let body = post.body.create(&post.mark);
    let answer = match rest.send(route.clone(), Some(&body), post.files).await {
        // Posted by an earlier try, and deleted since: it comes back under another nonce.
        Err(failure) if failure.code() == code::UNKNOWN_MESSAGE => {
            let mut again = body;
            again["nonce"] = json!(format!("{}r", key.as_str()));
            rest.send(route, Some(&again), post.files).await?
        }
        answer => answer?,
    };
    let created: Found =
        serde_json::from_slice(&answer).map_err(|error| Failure::Unknown(error.to_string()))?;
    // Discord answers a nonce that it knows with the message that it has.
    Ok(Sent { message: message_id(&created.id)?, is_current: created.looks_like(&post) })
}

/// Looks for a message among those of ours that are not older than the first try.
pub(super) async fn find(
    rest: &Rest,
    me: UserId,
    post: &Outgoing<'_>,
) -> Result<Option<MessageId>, Failure> {
    let (key, unmarked) = (post.mark.key(), post.body.edit());
    let mut after = id::snowflake_at(post.first_tried_at - CLOCK_MARGIN);
    for _ in 0..PAGES {
        let route = Route::channel(
            Method::GET,
            post.channel.0,
            format!("/messages?after={after}&limit=100"),
            "history",
        );
        let page: Vec<Found> = rest.get(route).await?;
        let newest = page.iter().filter_map(|message| message.id.parse::<u64>().ok()).max();
        let ours = |message: &&Found| message.is_by(me) && message.is(key, &unmarked);
        if let Some(found) = page.iter().find(ours) {
            return message_id(&found.id).map(Some);
        }
        match newest {
            Some(newest) if page.len() == 100 => after = newest,
            _ => break,
        }
    }
    Ok(None)
}

/// Deletes a message of ours. That it is gone already is as good.
pub(super) async fn delete(
    rest: &Rest,
    channel: ChannelId,
    message: MessageId,
) -> Result<(), Failure> {
    let route =
        Route::channel(Method::DELETE, channel.0, format!("/messages/{message}"), "deletion");
    match rest.send(route, None, &[]).await {
        Ok(_) => Ok(()),
        Err(failure) if matches!(failure.code(), code::UNKNOWN_MESSAGE | code::UNKNOWN_CHANNEL) => {
            Ok(())
        }
        Err(failure) => Err(failure),
    }
}

/// What becomes of the files of a message that is edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Files {
    /// They stay as they are.
    Stay,
    /// They are removed.
    Go,
}

/// Edits a message of ours, and leaves its files. `false`: it is gone.
pub(super) async fn edit(
    rest: &Rest,
    channel: ChannelId,
    message: MessageId,
    body: &Body,
    mark: &Mark,
) -> Result<bool, Failure> {
    edit_with(rest, channel, message, body, mark, Files::Stay).await
}

/// Edits a message of ours and what files it has. `false`: it is gone.
pub(super) async fn edit_with(
    rest: &Rest,
    channel: ChannelId,
    message: MessageId,
    body: &Body,
    mark: &Mark,
    files: Files,
) -> Result<bool, Failure> {
    let route = Route::channel(Method::PATCH, channel.0, format!("/messages/{message}"), "message");
    let mut body = body.redraw(mark);
    if files == Files::Go {
        body["attachments"] = json!([]);
    }
    match rest.send(route, Some(&body), &[]).await {
        Ok(_) => Ok(true),
        Err(failure) if failure.code() == code::UNKNOWN_MESSAGE => Ok(false),
        Err(failure) => Err(failure),
    }
}
