//! What was said in a channel or a thread, read page by page.

use std::collections::BTreeSet;

use reqwest::Method;
use serde_json::Value;

use crate::domain::ChannelId;

use crate::discord::{
    content::WholeMessage,
    rest::{Failure, Rest, Route},
};

/// How many messages a page has at most (Discord, *Get Channel Messages*).
const PAGE: usize = 100;
/// The type of the message with which a thread begins (Discord, "Message Types").
const THREAD_STARTER: u8 = 21;

/// The messages of a channel or a thread.
#[derive(Default)]
pub(in crate::discord) struct History {
    /// From the oldest to the newest.
    pub(in crate::discord) messages: Vec<WholeMessage>,
    /// The IDs of all messages, including those of an unknown kind.
    pub(in crate::discord) seen: BTreeSet<u64>,
    /// The message from which a thread was started, as its first message shows it. Null if it was
    /// deleted.
    pub(in crate::discord) question: Option<Value>,
    /// Whether it reaches back to the channel's beginning.
    pub(in crate::discord) is_whole: bool,
}

impl History {
    /// Reads a channel from its end back to a message, at most `pages` of 100 messages.
    ///
    /// # Errors
    /// See [`Failure`].
    pub(in crate::discord) async fn read(
        rest: &Rest,
        channel: ChannelId,
        floor: u64,
        pages: usize,
    ) -> Result<Self, Failure> {
        let mut history = Self::default();
        let mut before = String::new();
        for _ in 0..pages {
            let path = format!("/messages?limit={PAGE}{before}");
            let page: Vec<Value> =
                rest.get(Route::channel(Method::GET, channel.0, path, "history")).await?;
            let full = page.len() == PAGE;
            let ids = page.iter().filter_map(|message| message["id"].as_str()?.parse::<u64>().ok());
            history.seen.extend(ids);
            for message in page {
                if message["type"] == THREAD_STARTER {
                    history.question = message.get("referenced_message").cloned();
                }
                // A message of an unknown kind must not hide the others.
                history.messages.extend(WholeMessage::try_from(message).ok());
            }
            history.is_whole = !full;
            match history.seen.first() {
                Some(&oldest) if full && oldest > floor => before = format!("&before={oldest}"),
                _ => break,
            }
        }
        history.messages.sort_by_key(|message| message.id);
        Ok(history)
    }
}
