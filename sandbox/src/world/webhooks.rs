//! Webhooks that others use (Discord, *Webhook Resource*): bridges from other networks, and proxies
//! such as PluralKit, which posts a member's message again under the name that the member chose.

use crate::error::ApiError;
use crate::wire;
use crate::world::messages::NewMessage;
use crate::world::model::{Sender, Snowflake, Webhook, World, kind};

impl World {
    /// Makes a webhook in a channel, without asking anybody, or returns the one of that name.
    /// `application` is the app that owns it.
    ///
    /// Errors: 10003, 50024.
    pub fn create_webhook(
        &mut self,
        channel: Snowflake,
        name: &str,
        application: Option<Snowflake>,
    ) -> Result<Snowflake, ApiError> {
        let found = self.channels.get(&channel).ok_or_else(ApiError::unknown_channel)?;
        // A thread has none of its own: its channel's post there.
        let channel = found.parent_id.filter(|_| found.thread.is_some()).unwrap_or(channel);
        let fits = self.channels.get(&channel).is_some_and(|found| {
            matches!(
                found.kind,
                kind::TEXT | kind::ANNOUNCEMENT | kind::VOICE | kind::FORUM | kind::MEDIA
            )
        });
        if !fits {
            return Err(ApiError::wrong_channel_kind());
        }
        let known = self.webhooks.values().find(|one| {
            one.channel_id == channel && one.name == name && one.application_id == application
        });
        if let Some(known) = known {
            return Ok(known.id);
        }
        let id = self.next_id();
        let webhook = Webhook {
            id,
            channel_id: channel,
            name: name.to_owned(),
            application_id: application,
            token: format!("sandbox.webhook.{id}"),
        };
        self.webhooks.insert(id, webhook);
        if let Some(guild) = self.guild_of(channel) {
            self.tell("WEBHOOKS_UPDATE", channel, None, |_| wire::webhooks_update(guild, channel));
        }
        Ok(id)
    }

    /// Posts by a webhook, in its channel or in a thread there. Without a name in `as_whom` the
    /// webhook's own is used. Permissions do not count, but archived threads wake up and locked
    /// ones refuse.
    ///
    /// Errors: 10015, 10003, 50083, 160005, 160006, 160007, 200000.
    pub fn post_by_webhook(
        &mut self,
        webhook: Snowflake,
        thread: Option<Snowflake>,
        as_whom: Option<Sender>,
        new: NewMessage,
    ) -> Result<Snowflake, ApiError> {
        let known = self.webhooks.get(&webhook).ok_or_else(ApiError::unknown_webhook)?.clone();
        let channel = thread.unwrap_or(known.channel_id);
        let found = self.channels.get(&channel).ok_or_else(ApiError::unknown_channel)?;
        if thread.is_some() && found.parent_id != Some(known.channel_id) {
            return Err(ApiError::unknown_channel());
        }
        if matches!(found.kind, kind::FORUM | kind::MEDIA) {
            return Err(ApiError::forum_needs_thread());
        }
        if self.is_blocked(&new.content) {
            return Err(ApiError::blocked_by_automod());
        }
        if let Some(state) = &found.thread {
            if state.locked {
                return Err(ApiError::thread_locked());
            }
            if state.archived {
                self.unarchive(channel)?;
            }
        }
        let sender = as_whom.unwrap_or(Sender { name: known.name, avatar: None });
        let new = NewMessage {
            webhook_id: Some(webhook),
            application_id: known.application_id,
            sender: Some(sender),
            ..new
        };
        Ok(self.insert_message(webhook, channel, new))
    }
}
