//! Lists of threads as their endpoints page them.

use std::cmp::Reverse;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use crate::error::ApiError;
use crate::wire;
use crate::world::{Channel, Snowflake, Thread, World, kind, right};

/// `ThreadsResponse`, with the bot's own memberships.
pub(super) fn threads_response(world: &World, threads: &[Snowflake], has_more: bool) -> Value {
    json!({
        "threads": threads.iter().map(|id| wire::thread_for_bot(world, *id)).collect::<Vec<_>>(),
        "members": threads.iter().filter_map(|id| wire::thread_member(world, *id, world.bot_id)).collect::<Vec<_>>(),
        "has_more": has_more,
    })
}

fn archived_in(world: &World, channel: Snowflake) -> Vec<(&Channel, &Thread)> {
    let guild = world.guild_of(channel).and_then(|guild| world.guilds.get(&guild));
    let threads = guild
        .into_iter()
        .flat_map(|guild| &guild.archived_threads)
        .filter_map(|id| world.channels.get(id));
    threads
        .filter(|found| found.parent_id == Some(channel))
        .filter_map(|found| Some((found, found.thread.as_ref()?)))
        .collect()
}

/// Archived threads of a channel, the last archived first. Private ones take MANAGE_THREADS, all
/// take READ_MESSAGE_HISTORY.
pub(super) fn archived(
    world: &World,
    channel: Snowflake,
    private: bool,
    before: Option<DateTime<Utc>>,
    limit: usize,
) -> Result<Value, ApiError> {
    let rights = right::READ_MESSAGE_HISTORY | if private { right::MANAGE_THREADS } else { 0 };
    world.require(world.bot_id, channel, rights)?;
    let mut found = archived_in(world, channel);
    found.retain(|(channel, thread)| {
        (channel.kind == kind::PRIVATE_THREAD) == private
            && before.is_none_or(|before| thread.archive_timestamp < before)
    });
    found.sort_by_key(|(_, thread)| Reverse(thread.archive_timestamp));
    let page: Vec<Snowflake> = found.iter().take(limit).map(|(channel, _)| channel.id).collect();
    Ok(threads_response(world, &page, found.len() > limit))
}

/// Archived private threads that the bot is in, the newest first.
pub(super) fn archived_joined(
    world: &World,
    channel: Snowflake,
    before: Snowflake,
    limit: usize,
) -> Result<Value, ApiError> {
    world.require(world.bot_id, channel, right::READ_MESSAGE_HISTORY)?;
    let mut found = archived_in(world, channel);
    found.retain(|(channel, thread)| {
        channel.kind == kind::PRIVATE_THREAD
            && channel.id < before
            && thread.members.contains_key(&world.bot_id)
    });
    found.sort_by_key(|(channel, _)| Reverse(channel.id));
    let page: Vec<Snowflake> = found.iter().take(limit).map(|(channel, _)| channel.id).collect();
    Ok(threads_response(world, &page, found.len() > limit))
}
