//! A webhook of a channel, as a bridge or another program uses it.

use std::sync::Arc;

use serde_json::Value;

use crate::limits;
use crate::person::Refused;
use crate::snowflake::Snowflake;
use crate::state::ServerState;
use crate::world::{NewFile, NewMessage, Sender, message_kind};

/// A webhook, which posts in its channel under any name.
#[derive(Debug, Clone)]
pub struct Webhook {
    /// Its id, which its messages carry as `webhook_id` and as their author's.
    pub id: Snowflake,
    pub(crate) state: Arc<ServerState>,
}

impl Webhook {
    /// Posts a text under a name; returns the id of the message.
    pub fn say_as(&self, name: &str, text: &str) -> Result<Snowflake, Refused> {
        self.post(None, name, NewMessage::text(text))
    }

    /// Posts a text with files under a name.
    pub fn say_with_files(
        &self,
        name: &str,
        text: &str,
        files: &[(&str, &[u8])],
    ) -> Result<Snowflake, Refused> {
        let files = files.iter().map(|(name, content)| NewFile::named(name, content)).collect();
        self.post(None, name, NewMessage { files, ..NewMessage::text(text) })
    }

    /// The same in the channel or in a thread of it.
    pub fn say_in(&self, place: Snowflake, name: &str, text: &str) -> Result<Snowflake, Refused> {
        let thread = self
            .state
            .world(|world| world.channels.get(&place).is_some_and(|found| found.thread.is_some()));
        self.post(thread.then_some(place), name, NewMessage::text(text))
    }

    /// Posts a body of *Execute Webhook* under a name, such as one with embeds.
    pub fn send_as(&self, name: &str, body: &Value) -> Result<Snowflake, Refused> {
        self.post(None, name, limits::message_create(body, Vec::new(), false)?)
    }

    /// Posts a text as an app's answer to somebody's slash command.
    pub fn answer_as(&self, name: &str, text: &str) -> Result<Snowflake, Refused> {
        let kind = Some(message_kind::CHAT_INPUT_COMMAND);
        self.post(None, name, NewMessage { kind, ..NewMessage::text(text) })
    }

    fn post(
        &self,
        thread: Option<Snowflake>,
        name: &str,
        new: NewMessage,
    ) -> Result<Snowflake, Refused> {
        let sender = Sender { name: name.to_owned(), avatar: None };
        Ok(self.state.change(|world| world.post_by_webhook(self.id, thread, Some(sender), new))?)
    }
}
