//! Guilds, roles and members.

use serde_json::{Value, json};

use crate::wire::{channel_for_bot, emoji, guild_sticker, thread_for_bot, time, user_by_id};
use crate::world::{Guild, Role, Snowflake, World};

/// `GuildRoleResponse`.
pub fn role(role: &Role) -> Value {
    let mut value = json!({
        "id": role.id.to_string(),
        "name": role.name,
        "description": null,
        "permissions": role.permissions.to_string(),
        "position": role.position,
        "color": role.color,
        "colors": { "primary_color": role.color, "secondary_color": null, "tertiary_color": null },
        "hoist": role.hoist,
        "managed": role.managed,
        "mentionable": role.mentionable,
        "icon": null,
        "unicode_emoji": null,
        "flags": 0,
    });
    if let Some(bot) = role.bot_id {
        value["tags"] = json!({ "bot_id": bot.to_string() });
    }
    value
}

/// `GuildMemberResponse`, if the user is a member.
pub fn member(world: &World, guild: &Guild, user: Snowflake) -> Option<Value> {
    let mut value = member_without_user(world, guild, user)?;
    value["user"] = user_by_id(world, user);
    Some(value)
}

/// The member without the user, as messages carry it.
pub fn member_without_user(world: &World, guild: &Guild, user: Snowflake) -> Option<Value> {
    let member = guild.members.get(&user)?;
    let until = member.timed_out_until.filter(|until| *until > world.now());
    Some(json!({
        "roles": member.roles.iter().map(Snowflake::to_string).collect::<Vec<_>>(),
        "nick": member.nick,
        "avatar": null,
        "banner": null,
        "joined_at": time(member.joined_at),
        "premium_since": null,
        "pending": false,
        "flags": 0,
        "mute": false,
        "deaf": false,
        "communication_disabled_until": until.map(time),
    }))
}

/// What READY and an outage have of a guild.
pub fn unavailable_guild(id: Snowflake) -> Value {
    json!({ "id": id.to_string(), "unavailable": true })
}

/// `GuildWithCountsResponse` without the counts.
pub fn guild(world: &World, guild: &Guild) -> Value {
    debug_assert!(world.guilds.contains_key(&guild.id), "a guild of another world");
    json!({
        "id": guild.id.to_string(),
        "name": guild.name,
        "icon": null,
        "icon_hash": null,
        "description": guild.description,
        "home_header": null,
        "splash": null,
        "discovery_splash": null,
        "features": guild.features,
        "banner": null,
        "owner_id": guild.owner_id.to_string(),
        "application_id": null,
        "region": "deprecated",
        "afk_channel_id": null,
        "afk_timeout": 300,
        "system_channel_id": null,
        "system_channel_flags": 0,
        "widget_enabled": false,
        "widget_channel_id": null,
        "verification_level": 1,
        "roles": guild.roles.values().map(role).collect::<Vec<_>>(),
        "default_message_notifications": 1,
        "mfa_level": 0,
        "explicit_content_filter": 0,
        "max_presences": null,
        "max_members": 500_000,
        "max_stage_video_channel_users": 50,
        "max_video_channel_users": 25,
        "vanity_url_code": null,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "preferred_locale": guild.preferred_locale,
        "rules_channel_id": null,
        "safety_alerts_channel_id": null,
        "public_updates_channel_id": null,
        "premium_progress_bar_enabled": false,
        "nsfw": false,
        "nsfw_level": 0,
        "emojis": guild.emojis.iter().map(emoji).collect::<Vec<_>>(),
        "stickers": guild.stickers.iter().map(|one| guild_sticker(guild.id, one)).collect::<Vec<_>>(),
        "incidents_data": null,
    })
}

/// `GuildWithCountsResponse` with the counts.
pub fn guild_with_counts(world: &World, guild: &Guild) -> Value {
    let mut value = self::guild(world, guild);
    value["approximate_member_count"] = json!(guild.members.len());
    value["approximate_presence_count"] = json!(guild.members.len());
    value
}

/// `GUILD_CREATE`: the guild with everything that the bot may know, every list present. Channels
/// that the bot does not see are obfuscated; of members only the bot is in it, as without
/// GUILD_PRESENCES.
pub fn guild_create(world: &World, id: Snowflake) -> Value {
    let Some(found) = world.guilds.get(&id) else { return unavailable_guild(id) };
    let mut value = guild(world, found);
    let bot = world.bot_id;
    let joined = found.members.get(&bot).map(|member| time(member.joined_at));
    let channels = found.channels.iter().filter_map(|id| world.channels.get(id));
    let threads = found.active_threads.iter().filter(|thread| world.sees(bot, **thread));
    value["joined_at"] = json!(joined);
    value["large"] = json!(found.members.len() > 50);
    value["unavailable"] = json!(false);
    value["member_count"] = json!(found.members.len());
    value["members"] = member(world, found, bot).into_iter().collect();
    value["channels"] = channels.map(|channel| channel_for_bot(world, channel)).collect();
    value["threads"] = threads.map(|thread| thread_for_bot(world, *thread)).collect();
    for empty in [
        "voice_states",
        "presences",
        "stage_instances",
        "guild_scheduled_events",
        "soundboard_sounds",
        "embedded_activities",
    ] {
        value[empty] = json!([]);
    }
    value
}
