//! A message of the bot: its content, and whom it may ping. Every body that we send is built here,
//! so that each has `allowed_mentions`.

use serde_json::{Value, json};
use serenity::all::{CreateActionRow, CreateEmbed};

use crate::domain::{MessageId, RoleId, UserId};

use crate::discord::view::{
    Mark,
    escape::shortened,
    limit::{self, DESCRIPTION},
};

/// Only the person who asked sees the response (Discord, "Message Flags").
const EPHEMERAL: u64 = 1 << 6;

/// One message, before it is sent or edited.
#[derive(Clone, Debug, Default)]
pub struct Body {
    /// The text, with markup. Longer than 2,000 characters, it is sent as the description of an
    /// embed, in which mentions ping nobody.
    pub content: String,
    /// At most 10, with 6,000 characters together.
    pub embeds: Vec<CreateEmbed>,
    /// At most 5 rows of buttons or menus.
    pub components: Vec<CreateActionRow>,
    /// The only people whom the message pings. An edit pings nobody.
    pub pings: Vec<UserId>,
    /// The only roles whose members it pings.
    pub role_pings: Vec<RoleId>,
    /// The message to which this one replies. If it was deleted, the message is sent without a
    /// reference.
    pub reply_to: Option<MessageId>,
}

impl Body {
    /// Creates a message with text only.
    pub fn text(content: impl Into<String>) -> Self {
        Self { content: content.into(), ..Self::default() }
    }

    /// Returns the body for "Create Message". Its nonce is the key, so that a repeat within a few
    /// minutes creates nothing new (Discord, "Create Message", `enforce_nonce`).
    pub fn create(&self, mark: &Mark) -> Value {
        let mut body = self.json(&self.pings, &self.role_pings);
        mark.put_on(&mut body);
        body["nonce"] = json!(mark.key().as_str());
        body["enforce_nonce"] = json!(true);
        if let Some(message) = self.reply_to {
            body["message_reference"] =
                json!({ "message_id": message.to_string(), "fail_if_not_exists": false });
        }
        body
    }

    /// Returns the body for "Edit Message", and for the first message of a forum post.
    pub fn redraw(&self, mark: &Mark) -> Value {
        let mut body = self.json(&[], &[]);
        mark.put_on(&mut body);
        body
    }

    /// Returns the body of a late response to an interaction.
    pub fn edit(&self) -> Value {
        self.json(&[], &[])
    }

    fn json(&self, users: &[UserId], roles: &[RoleId]) -> Value {
        let users: Vec<String> = users.iter().map(ToString::to_string).collect();
        let (mut content, mut embeds) = (self.content.as_str(), self.embeds.clone());
        if content.chars().count() > limit::CONTENT {
            embeds.insert(0, CreateEmbed::new().description(shortened(content, DESCRIPTION)));
            content = "";
        }
        let mut body = json!({
            "content": content,
            "embeds": embeds,
            "components": self.components,
            "allowed_mentions": { "parse": [], "users": users, "replied_user": false },
        });
        if !roles.is_empty() {
            let roles: Vec<String> = roles.iter().map(ToString::to_string).collect();
            body["allowed_mentions"]["roles"] = json!(roles);
        }
        body
    }

    /// Returns the body of an ephemeral response to an interaction.
    pub fn answer(&self) -> Value {
        let mut body = self.json(&[], &[]);
        body["flags"] = json!(EPHEMERAL);
        body
    }
}
