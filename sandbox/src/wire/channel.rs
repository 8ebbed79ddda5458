//! Channels, threads and their members.

use serde_json::{Value, json};

use crate::wire::{time, user_by_id};
use crate::world::{Channel, Snowflake, Thread, World, channel_flag, kind, right};

/// Adds `guild_id` to an event about a channel, unless it is a direct conversation.
pub fn in_guild(world: &World, channel: Snowflake, mut event: Value) -> Value {
    if let Some(guild) = world.guild_of(channel) {
        event["guild_id"] = json!(guild.to_string());
    }
    event
}

/// `GuildChannelResponse`, `ThreadResponse` or `PrivateChannelResponse`, whatever it is.
pub fn channel(world: &World, channel: &Channel) -> Value {
    match (&channel.thread, channel.guild_id) {
        (Some(thread), Some(guild)) => self::thread(channel, thread, guild),
        (_, Some(guild)) => guild_channel(channel, guild),
        _ => direct(world, channel),
    }
}

/// The channel if the bot sees it, else what Discord shows of it since November 2026.
pub fn channel_for_bot(world: &World, channel: &Channel) -> Value {
    if world.sees(world.bot_id, channel.id) {
        self::channel(world, channel)
    } else {
        obfuscated_channel(channel)
    }
}

fn id_or_null(id: Option<Snowflake>) -> Value {
    id.map_or(Value::Null, |id| json!(id.to_string()))
}

fn guild_channel(channel: &Channel, guild: Snowflake) -> Value {
    let overwrites: Vec<Value> = channel
        .overwrites
        .iter()
        .map(|overwrite| {
            json!({
                "id": overwrite.id.to_string(),
                "type": u8::from(overwrite.member),
                "allow": overwrite.allow.to_string(),
                "deny": overwrite.deny.to_string(),
            })
        })
        .collect();
    let mut value = json!({
        "id": channel.id.to_string(),
        "type": channel.kind,
        "guild_id": guild.to_string(),
        "name": channel.name,
        "position": channel.position,
        "flags": channel.flags,
        "parent_id": id_or_null(channel.parent_id),
        "permission_overwrites": overwrites,
        "nsfw": channel.nsfw,
    });
    if channel.kind != kind::CATEGORY {
        value["topic"] = json!(channel.topic);
        value["last_message_id"] = id_or_null(channel.last_message_id);
        value["rate_limit_per_user"] = json!(channel.rate_limit_per_user);
    }
    if matches!(channel.kind, kind::TEXT | kind::ANNOUNCEMENT) {
        value["last_pin_timestamp"] = json!(channel.last_pin_timestamp.map(time));
    }
    if channel.kind == kind::VOICE {
        value["bitrate"] = json!(64_000);
        value["user_limit"] = json!(0);
        value["rtc_region"] = Value::Null;
    }
    if let Some(minutes) = channel.default_auto_archive_duration {
        value["default_auto_archive_duration"] = json!(minutes);
    }
    if matches!(channel.kind, kind::FORUM | kind::MEDIA) {
        value["available_tags"] = channel
            .available_tags
            .iter()
            .map(|tag| {
                json!({
                    "id": tag.id.to_string(),
                    "name": tag.name,
                    "moderated": tag.moderated,
                    "emoji_id": id_or_null(tag.emoji_id),
                    "emoji_name": tag.emoji_name,
                })
            })
            .collect();
        value["default_reaction_emoji"] = Value::Null;
        value["default_sort_order"] = Value::Null;
        value["default_forum_layout"] = json!(0);
        value["default_thread_rate_limit_per_user"] =
            json!(channel.default_thread_rate_limit_per_user);
    }
    value
}

/// What is sent of a channel that the bot does not see: only id, type, position and parent can be
/// relied on (documentation, resources/channel "Obfuscated Channels").
pub fn obfuscated_channel(channel: &Channel) -> Value {
    json!({
        "id": channel.id.to_string(),
        "type": channel.kind,
        "guild_id": id_or_null(channel.guild_id),
        "name": "___hidden___",
        "position": channel.position,
        "parent_id": id_or_null(channel.parent_id),
        "flags": channel_flag::OBFUSCATED,
        "permission_overwrites": [{
            "id": id_or_null(channel.guild_id), "type": 0, "allow": "0", "deny": right::VIEW_CHANNEL.to_string(),
        }],
        "topic": null,
        "last_message_id": null,
        "nsfw": false,
        "rate_limit_per_user": 0,
    })
}

fn thread(channel: &Channel, thread: &Thread, guild: Snowflake) -> Value {
    let mut metadata = json!({
        "archived": thread.archived,
        "archive_timestamp": time(thread.archive_timestamp),
        "auto_archive_duration": thread.auto_archive_duration,
        "locked": thread.locked,
        "create_timestamp": time(thread.create_timestamp),
    });
    if channel.kind == kind::PRIVATE_THREAD {
        metadata["invitable"] = json!(thread.invitable);
    }
    let mut value = json!({
        "id": channel.id.to_string(),
        "type": channel.kind,
        "guild_id": guild.to_string(),
        "parent_id": id_or_null(channel.parent_id),
        "owner_id": thread.owner_id.to_string(),
        "name": channel.name,
        "flags": channel.flags,
        "last_message_id": id_or_null(channel.last_message_id),
        "last_pin_timestamp": channel.last_pin_timestamp.map(time),
        "rate_limit_per_user": channel.rate_limit_per_user,
        "thread_metadata": metadata,
        "message_count": thread.message_count,
        "member_count": thread.members.len().min(50),
        "total_message_sent": thread.total_message_sent,
    });
    if !thread.applied_tags.is_empty() {
        value["applied_tags"] = thread.applied_tags.iter().map(Snowflake::to_string).collect();
    }
    value
}

/// A thread with `member` if the bot is in it; `null` if there is no such thread.
pub fn thread_for_bot(world: &World, id: Snowflake) -> Value {
    let Some(found) = world.channels.get(&id) else { return Value::Null };
    let mut value = channel(world, found);
    if let Some(member) = thread_member(world, id, world.bot_id) {
        value["member"] = member;
    }
    value
}

/// `ThreadMemberResponse`, if the user is a member of the thread.
pub fn thread_member(world: &World, thread: Snowflake, user: Snowflake) -> Option<Value> {
    let joined = world.channels.get(&thread)?.thread.as_ref()?.members.get(&user)?;
    Some(json!({
        "id": thread.to_string(), "user_id": user.to_string(), "join_timestamp": time(*joined), "flags": 1,
    }))
}

/// `THREAD_LIST_SYNC` for channels that the bot sees newly: their active threads, as far as the bot
/// sees them.
pub fn thread_list_sync(world: &World, guild: Snowflake, channels: &[Snowflake]) -> Value {
    let active =
        world.guilds.get(&guild).into_iter().flat_map(|guild| guild.active_threads.iter().copied());
    let fits = |id: &Snowflake| {
        let parent = world.channels.get(id).and_then(|thread| thread.parent_id);
        parent.is_some_and(|parent| channels.contains(&parent)) && world.sees(world.bot_id, *id)
    };
    let threads: Vec<Snowflake> = active.filter(fits).collect();
    json!({
        "guild_id": guild.to_string(),
        "channel_ids": channels.iter().map(Snowflake::to_string).collect::<Vec<_>>(),
        "threads": threads.iter().map(|id| thread_for_bot(world, *id)).collect::<Vec<_>>(),
        "members": threads.iter().filter_map(|id| thread_member(world, *id, world.bot_id)).collect::<Vec<_>>(),
    })
}

fn direct(world: &World, channel: &Channel) -> Value {
    let others = channel.participants.iter().filter(|user| **user != world.bot_id);
    json!({
        "id": channel.id.to_string(),
        "type": kind::DM,
        "flags": channel.flags,
        "last_message_id": id_or_null(channel.last_message_id),
        "last_pin_timestamp": channel.last_pin_timestamp.map(time),
        "recipients": others.map(|user| user_by_id(world, *user)).collect::<Vec<_>>(),
    })
}
