//! The JSON of objects as Discord sends them, over HTTP and over the gateway. Everything is
//! rendered for the one bot there is.

mod channel;
mod guild;
mod message;

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Value, json};

pub(crate) use channel::forum_post;
pub use channel::{
    channel, channel_for_bot, in_guild, obfuscated_channel, thread_for_bot, thread_list_sync,
    thread_member,
};
pub use guild::{
    guild, guild_create, guild_with_counts, member, member_without_user, role, unavailable_guild,
};
pub(crate) use message::without_reference;
pub use message::{
    attachment, attachment_signature, blank, bot_may_read, bot_may_read_without_intent, message,
    message_event, message_for_bot, message_with_nonce, resolve_media, snapshot,
};

use crate::locale;
use crate::world::{Command, Emoji, Snowflake, User, World};

/// An instant as Discord writes it: `2016-04-30T11:18:25.796000+00:00`.
pub fn time(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Micros, false)
}

/// `UserResponse`.
pub fn user(user: &User) -> Value {
    json!({
        "id": user.id.to_string(),
        "username": user.username,
        "global_name": if user.bot { None } else { user.global_name.as_deref() },
        "avatar": null,
        "discriminator": if user.bot { "0001" } else { "0" },
        "public_flags": 0,
        "flags": 0,
        "primary_guild": null,
        "bot": user.bot,
        "banner": null,
        "accent_color": null,
        "avatar_decoration_data": null,
    })
}

/// `UserResponse` by id; for a user who does not exist, one with a placeholder's name.
pub fn user_by_id(world: &World, id: Snowflake) -> Value {
    world.users.get(&id).map_or_else(
        || {
            user(&User {
                id,
                username: "deleted_user".into(),
                global_name: None,
                bot: false,
                direct_messages_closed: true,
                locale: locale::DEFAULT.into(),
                direct: Default::default(),
            })
        },
        user,
    )
}

/// `UserPIIResponse`: the bot about itself.
pub fn own_user(world: &World) -> Value {
    let mut own = user_by_id(world, world.bot_id);
    own["mfa_enabled"] = json!(true);
    own["locale"] = json!(locale::DEFAULT);
    own["verified"] = json!(true);
    own["email"] = Value::Null;
    own["premium_type"] = json!(0);
    own
}

/// `PrivateApplicationResponse`: the bot's application.
pub fn application(world: &World) -> Value {
    let bot = world.users.get(&world.bot_id);
    let guilds = world.guilds.values().filter(|guild| guild.members.contains_key(&world.bot_id));
    let owner = guilds.clone().next().map_or(world.bot_id, |guild| guild.owner_id);
    json!({
        "id": world.application_id.to_string(),
        "name": bot.and_then(|bot| bot.global_name.as_deref()).unwrap_or("Switchboard"),
        "icon": null,
        "description": "",
        "type": null,
        "summary": "",
        "verify_key": "0000000000000000000000000000000000000000000000000000000000000000",
        "flags": world.application_flags,
        "flags_new": world.application_flags.to_string(),
        "redirect_uris": [],
        "interactions_endpoint_url": null,
        "role_connections_verification_url": null,
        "owner": user_by_id(world, owner),
        "bot": user_by_id(world, world.bot_id),
        "bot_public": true,
        "bot_require_code_grant": false,
        "rpc_origins": [],
        "tags": [],
        "approximate_guild_count": guilds.count(),
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "team": null,
        "eligible_oauth2_scopes": ["bot", "applications.commands"],
        "integration_types_config": { "0": {} },
        "event_webhooks_status": 1,
    })
}

/// The emoji of a reaction or a component.
pub fn reaction_emoji(emoji: &Emoji) -> Value {
    let mut value = json!({ "id": emoji.id.map(|id| id.to_string()), "name": emoji.name });
    if emoji.id.is_some() {
        value["animated"] = json!(emoji.animated);
    }
    value
}

/// `EmojiResponse`: an emoji of a guild or of the application.
pub fn emoji(emoji: &Emoji) -> Value {
    json!({
        "id": emoji.id.map(|id| id.to_string()),
        "name": emoji.name,
        "roles": [],
        "require_colons": true,
        "managed": false,
        "animated": emoji.animated,
        "available": true,
    })
}

/// `ApplicationCommandResponse` for a reader of one locale: without the other translations, and
/// without any if there is no locale.
pub fn command_in(world: &World, one: &Command, locale: Option<&str>) -> Value {
    let mut value = command(world, one);
    locale::localize(&mut value, locale);
    value
}

/// `ApplicationCommandResponse`, with all translations.
pub fn command(world: &World, command: &Command) -> Value {
    let mut value = command.definition.clone();
    value["id"] = json!(command.id.to_string());
    value["application_id"] = json!(world.application_id.to_string());
    value["version"] = json!(command.version.to_string());
    if let Some(guild) = command.guild_id {
        value["guild_id"] = json!(guild.to_string());
    }
    value
}
