//! Webhooks, and the authors of their messages.

use serde_json::{Value, json};

use crate::wire::user_by_id;
use crate::world::{Message, Snowflake, Webhook, World};

/// The author of a message: a user, or who a webhook posts as.
pub fn author(world: &World, message: &Message) -> Value {
    let Some(sender) = &message.sender else { return user_by_id(world, message.author_id) };
    json!({
        "id": message.author_id.to_string(),
        "username": sender.name,
        "global_name": null,
        "avatar": sender.avatar,
        "discriminator": "0000",
        "public_flags": 0,
        "flags": 0,
        "primary_guild": null,
        "bot": true,
    })
}

/// `GuildIncomingWebhookResponse`, without the token, as for those who did not make it.
pub fn webhook(world: &World, webhook: &Webhook) -> Value {
    json!({
        "id": webhook.id.to_string(),
        "type": 1,
        "name": webhook.name,
        "avatar": null,
        "channel_id": webhook.channel_id.to_string(),
        "guild_id": world.guild_of(webhook.channel_id).map(|guild| guild.to_string()),
        "application_id": webhook.application_id.map(|app| app.to_string()),
    })
}

/// `WEBHOOKS_UPDATE`.
pub fn webhooks_update(guild: Snowflake, channel: Snowflake) -> Value {
    json!({ "guild_id": guild.to_string(), "channel_id": channel.to_string() })
}
