//! A message of the bot: its content, and whom it may ping. Every body that we send is built here,
//! so that each has `allowed_mentions`.

use serde_json::{Value, json};
use serenity::all::{CreateActionRow, CreateEmbed};

use crate::domain::{MessageId, UserId};

/// Only the person who asked sees the answer (Discord, "Message Flags").
const EPHEMERAL: u64 = 1 << 6;

/// One message, before it is sent or edited.
#[derive(Clone, Debug, Default)]
pub struct Body {
    pub content: String,
    pub embeds: Vec<CreateEmbed>,
    pub components: Vec<CreateActionRow>,
    /// The only people whom the message pings. On an edit nobody is.
    pub pings: Vec<UserId>,
    /// The message that this one answers. Answered all the same when that is gone.
    pub reply_to: Option<MessageId>,
}

impl Body {
    /// A message of text alone.
    pub fn text(content: impl Into<String>) -> Self {
        Self { content: content.into(), ..Self::default() }
    }

    /// The body of "Create Message". Sent again with the same nonce within a few minutes it creates
    /// nothing new (Discord, "Create Message", `enforce_nonce`).
    pub fn create(&self, nonce: &str) -> Value {
        let mut body = self.json(&self.pings);
        body["nonce"] = json!(nonce);
        body["enforce_nonce"] = json!(true);
        if let Some(message) = self.reply_to {
            body["message_reference"] =
                json!({ "message_id": message.to_string(), "fail_if_not_exists": false });
        }
        body
    }

    /// The body of "Edit Message", and of the late answer to an interaction.
    pub fn edit(&self) -> Value {
        self.json(&[])
    }

    fn json(&self, pings: &[UserId]) -> Value {
        let users: Vec<String> = pings.iter().map(ToString::to_string).collect();
        json!({
            "content": self.content,
            "embeds": self.embeds,
            "components": self.components,
            "allowed_mentions": { "parse": [], "users": users, "replied_user": false },
        })
    }

    /// The body of an answer to an interaction, for the person alone.
    pub fn answer(&self) -> Value {
        let mut body = self.json(&[]);
        body["flags"] = json!(EPHEMERAL);
        body
    }
}
