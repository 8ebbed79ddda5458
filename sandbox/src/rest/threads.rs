//! Threads: start, list, search, members.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::routing::{get, post};
use serde_json::{Value, json};

use crate::error::ApiError;
use crate::rest::answer::{Answer, created, no_content, ok};
use crate::rest::body::Body;
use crate::rest::call::Call;
use crate::rest::listing::{self, threads_response};
use crate::state::ServerState;
use crate::world::{Snowflake, World, kind};
use crate::{limits, wire};

pub(super) fn router() -> Router<Arc<ServerState>> {
    Router::new()
        .route("/api/v10/channels/{channel}/messages/{message}/threads", post(start_from_message))
        .route("/api/v10/channels/{channel}/threads", post(start))
        .route("/api/v10/channels/{channel}/threads/archived/public", get(archived_public))
        .route("/api/v10/channels/{channel}/threads/archived/private", get(archived_private))
        .route(
            "/api/v10/channels/{channel}/users/@me/threads/archived/private",
            get(archived_joined),
        )
        .route("/api/v10/channels/{channel}/threads/search", get(search))
        .route("/api/v10/channels/{channel}/thread-members", get(members))
        .route(
            "/api/v10/channels/{channel}/thread-members/@me",
            get(member).put(join).delete(leave),
        )
        .route(
            "/api/v10/channels/{channel}/thread-members/{user}",
            get(member).put(add).delete(remove),
        )
        .route("/api/v10/guilds/{guild}/threads/active", get(active))
}

async fn start_from_message(
    State(state): State<Arc<ServerState>>,
    call: Call,
    Body { json: body, .. }: Body,
) -> Answer {
    let (channel, message) = (call.id("channel")?, call.id("message")?);
    let new = limits::thread_from_message(&body)?;
    created(state.change(|world| {
        let id = world.start_thread_from_message(world.bot_id, channel, message, new)?;
        Ok::<_, ApiError>(wire::thread_for_bot(world, id))
    })?)
}

async fn start(
    State(state): State<Arc<ServerState>>,
    call: Call,
    Body { json: body, uploads: files }: Body,
) -> Answer {
    let channel = call.id("channel")?;
    let of = state
        .world(|world| world.visible_channel(world.bot_id, channel).map(|found| found.kind))?;
    if matches!(of, kind::FORUM | kind::MEDIA) {
        let (new, message) = limits::forum_post(&body, files)?;
        return created(state.change(|world| {
            let id = world.create_forum_post(world.bot_id, channel, new, message)?;
            Ok::<_, ApiError>(wire::forum_post(world, id))
        })?);
    }
    let new = limits::thread_without_message(&body)?;
    created(state.change(|world| {
        let id = world.start_thread(world.bot_id, channel, new)?;
        Ok::<_, ApiError>(wire::thread_for_bot(world, id))
    })?)
}

async fn active(State(state): State<Arc<ServerState>>, call: Call) -> Answer {
    let guild = call.id("guild")?;
    ok(state.world(|world| {
        let found = world.own_guild(world.bot_id, guild)?;
        let threads: Vec<Snowflake> = found
            .active_threads
            .iter()
            .copied()
            .filter(|id| world.sees(world.bot_id, *id))
            .collect();
        Ok::<_, ApiError>(threads_response(world, &threads, false))
    })?)
}

async fn archived_public(State(state): State<Arc<ServerState>>, call: Call) -> Answer {
    archived(&state, &call, false)
}

async fn archived_private(State(state): State<Arc<ServerState>>, call: Call) -> Answer {
    archived(&state, &call, true)
}

fn archived(state: &ServerState, call: &Call, private: bool) -> Answer {
    let channel = call.id("channel")?;
    let limit = call.asked_number("limit", 2, 100, 50)?;
    let before = call.asked_time("before")?;
    ok(state.world(|world| listing::archived(world, channel, private, before, limit))?)
}

async fn archived_joined(State(state): State<Arc<ServerState>>, call: Call) -> Answer {
    let channel = call.id("channel")?;
    let limit = call.asked_number("limit", 2, 100, 50)?;
    let before = call.asked_id("before")?.unwrap_or(u64::MAX);
    ok(state.world(|world| listing::archived_joined(world, channel, before, limit))?)
}

/// Threads of a forum (or another channel) whose name holds a text, newest first.
async fn search(State(state): State<Arc<ServerState>>, call: Call) -> Answer {
    let channel = call.id("channel")?;
    let limit = call.asked_number("limit", 1, 25, 25)?;
    let offset = call.asked_number("offset", 0, 9975, 0)?;
    let wanted = call.asked("name").unwrap_or_default().to_lowercase();
    let archived = call.asked("archived").map(|archived| archived == "true");
    let tags: Vec<Snowflake> = call.asked_all("tag").filter_map(crate::snowflake::parse).collect();
    ok(state.world(|world| {
        world.visible_channel(world.bot_id, channel)?;
        let fits = |id: &Snowflake| {
            let Some(found) = world.channels.get(id) else { return false };
            let Some(thread) = &found.thread else { return false };
            found.name.to_lowercase().contains(&wanted)
                && archived.is_none_or(|archived| archived == thread.archived)
                && (tags.is_empty() || thread.applied_tags.iter().any(|tag| tags.contains(tag)))
                && world.sees(world.bot_id, *id)
        };
        let mut threads: Vec<Snowflake> =
            world.threads_of(channel).into_iter().filter(fits).collect();
        threads.sort_unstable_by_key(|id| std::cmp::Reverse(*id));
        let total = threads.len();
        let page: Vec<Snowflake> = threads.into_iter().skip(offset).take(limit).collect();
        let mut value = threads_response(world, &page, offset + page.len() < total);
        value["total_results"] = json!(total);
        value["first_messages"] = page
            .iter()
            .filter_map(|id| world.message(*id, *id))
            .map(|first| wire::message_for_bot(world, first))
            .collect();
        Ok::<_, ApiError>(value)
    })?)
}

async fn join(State(state): State<Arc<ServerState>>, call: Call) -> Answer {
    let thread = call.id("channel")?;
    no_content(state.change(|world| world.add_thread_member(world.bot_id, thread, world.bot_id)))
}

async fn leave(State(state): State<Arc<ServerState>>, call: Call) -> Answer {
    let thread = call.id("channel")?;
    no_content(state.change(|world| world.remove_thread_member(world.bot_id, thread, world.bot_id)))
}

async fn add(State(state): State<Arc<ServerState>>, call: Call) -> Answer {
    let (thread, user) = (call.id("channel")?, call.id("user")?);
    no_content(state.change(|world| world.add_thread_member(world.bot_id, thread, user)))
}

async fn remove(State(state): State<Arc<ServerState>>, call: Call) -> Answer {
    let (thread, user) = (call.id("channel")?, call.id("user")?);
    no_content(state.change(|world| world.remove_thread_member(world.bot_id, thread, user)))
}

fn shown(world: &World, thread: Snowflake, user: Snowflake, with_member: bool) -> Option<Value> {
    let mut value = wire::thread_member(world, thread, user)?;
    let guild =
        world.guild_of(thread).and_then(|guild| world.guilds.get(&guild)).filter(|_| with_member);
    if let Some(member) = guild.and_then(|guild| wire::member(world, guild, user)) {
        value["member"] = member;
    }
    Some(value)
}

async fn member(State(state): State<Arc<ServerState>>, call: Call) -> Answer {
    let thread = call.id("channel")?;
    let with_member = call.asked_yes("with_member");
    ok(state.world(|world| {
        let user = call.user("user", world.bot_id)?;
        world.visible_channel(world.bot_id, thread)?;
        shown(world, thread, user, with_member).ok_or_else(ApiError::unknown_member)
    })?)
}

async fn members(State(state): State<Arc<ServerState>>, call: Call) -> Answer {
    let thread = call.id("channel")?;
    let with_member = call.asked_yes("with_member");
    let limit = call.asked_number("limit", 1, 100, 100)?;
    let after = call.asked_id("after")?.unwrap_or(0);
    ok(state.world(|world| {
        let found = world.visible_channel(world.bot_id, thread)?;
        if !world.members_granted() {
            return Err(ApiError::missing_access());
        }
        let Some(found) = &found.thread else { return Err(ApiError::wrong_channel_kind()) };
        let page = if with_member { limit } else { usize::MAX };
        let users = found.members.range(after.saturating_add(1)..).take(page);
        Ok(users.filter_map(|(user, _)| shown(world, thread, *user, with_member)).collect())
    })?)
}
