//! Channels: look, edit, delete, typing, pins.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::response::IntoResponse;
use axum::routing::{get, post, put};
use serde_json::{Value, json};

use crate::error::ApiError;
use crate::rest::answer::{Answer, no_content, ok};
use crate::rest::body::Body;
use crate::rest::call::Call;
use crate::state::ServerState;
use crate::world::{Message, Snowflake, World, kind, right};
use crate::{limits, wire};

pub(super) fn router() -> Router<Arc<ServerState>> {
    Router::new()
        .route("/api/v10/channels/{channel}", get(look).patch(edit).delete(delete))
        .route("/api/v10/channels/{channel}/typing", post(type_in))
        .route("/api/v10/channels/{channel}/messages/pins", get(pins))
        .route("/api/v10/channels/{channel}/messages/pins/{message}", put(pin).delete(unpin))
        .route("/api/v10/channels/{channel}/pins", get(pins_as_before))
        .route("/api/v10/channels/{channel}/pins/{message}", put(pin).delete(unpin))
}

fn shown(world: &World, channel: Snowflake) -> Value {
    match world.channels.get(&channel) {
        Some(found) if found.thread.is_some() => wire::thread_for_bot(world, channel),
        Some(found) => wire::channel(world, found),
        None => Value::Null,
    }
}

async fn look(State(state): State<Arc<ServerState>>, call: Call) -> Answer {
    let channel = call.id("channel")?;
    ok(state.world(|world| {
        world.visible_channel(world.bot_id, channel).map(|_| shown(world, channel))
    })?)
}

async fn edit(
    State(state): State<Arc<ServerState>>,
    call: Call,
    Body { json: body, .. }: Body,
) -> Answer {
    let channel = call.id("channel")?;
    let found = state.world(|world| world.visible_channel(world.bot_id, channel).cloned())?;
    if found.kind == kind::DM {
        return Err(ApiError::not_in_direct_messages());
    }
    let renames = body["name"].as_str().is_some_and(|name| name != found.name)
        || body["topic"].as_str().is_some_and(|topic| Some(topic) != found.topic.as_deref());
    let count = || if renames { state.limiter.rename(channel) } else { Ok(()) };
    let result = if found.thread.is_some() {
        let edit = limits::thread_edit(&body)?;
        if let Err(refusal) = count() {
            return Ok(*refusal);
        }
        state.change(|world| {
            world.edit_thread(world.bot_id, channel, edit).map(|()| shown(world, channel))
        })
    } else {
        let edit = limits::channel_edit(&body, matches!(found.kind, kind::FORUM | kind::MEDIA))?;
        if let Err(refusal) = count() {
            return Ok(*refusal);
        }
        state.change(|world| {
            world.edit_channel(world.bot_id, channel, edit).map(|()| shown(world, channel))
        })
    };
    ok(result?)
}

async fn delete(State(state): State<Arc<ServerState>>, call: Call) -> Answer {
    let channel = call.id("channel")?;
    ok(state.change(|world| {
        let before = shown(world, channel);
        world.delete_channel_as(world.bot_id, channel).map(|()| before)
    })?)
}

async fn type_in(State(state): State<Arc<ServerState>>, call: Call) -> Answer {
    let channel = call.id("channel")?;
    no_content(state.change(|world| world.type_in(world.bot_id, channel)))
}

async fn pin(State(state): State<Arc<ServerState>>, call: Call) -> Answer {
    set_pin(&state, &call, true)
}

async fn unpin(State(state): State<Arc<ServerState>>, call: Call) -> Answer {
    set_pin(&state, &call, false)
}

fn set_pin(state: &ServerState, call: &Call, pin: bool) -> Answer {
    let (channel, message) = (call.id("channel")?, call.id("message")?);
    no_content(state.change(|world| world.pin_message(world.bot_id, channel, message, pin)))
}

/// Pinned messages, the last pinned first; none without READ_MESSAGE_HISTORY.
fn pinned(world: &World, channel: Snowflake) -> Result<Vec<&Message>, ApiError> {
    world.visible_channel(world.bot_id, channel)?;
    if world.permissions(world.bot_id, channel) & right::READ_MESSAGE_HISTORY == 0 {
        return Ok(Vec::new());
    }
    let mut pinned: Vec<&Message> = world
        .messages
        .get(&channel)
        .into_iter()
        .flat_map(|all| all.values())
        .filter(|message| message.pinned_at.is_some())
        .collect();
    pinned.sort_by_key(|message| std::cmp::Reverse(message.pinned_at));
    Ok(pinned)
}

async fn pins(State(state): State<Arc<ServerState>>, call: Call) -> Answer {
    let channel = call.id("channel")?;
    let limit = call.asked_number("limit", 1, 50, 50)?;
    let before = call.asked_time("before")?;
    ok(state.world(|world| {
        let mut pinned = pinned(world, channel)?;
        pinned.retain(|message| before.is_none_or(|before| message.pinned_at.is_some_and(|at| at < before)));
        let items: Vec<Value> = pinned
            .iter()
            .take(limit)
            .map(|message| json!({ "pinned_at": message.pinned_at.map(wire::time), "message": wire::message_for_bot(world, message) }))
            .collect();
        Ok::<_, ApiError>(json!({ "items": items, "has_more": pinned.len() > limit }))
    })?)
}

async fn pins_as_before(State(state): State<Arc<ServerState>>, call: Call) -> Answer {
    let channel = call.id("channel")?;
    let list = state.world(|world| {
        let pinned = pinned(world, channel)?;
        Ok::<_, ApiError>(
            pinned.iter().map(|message| wire::message_for_bot(world, message)).collect::<Vec<_>>(),
        )
    })?;
    Ok(axum::Json(list).into_response())
}
