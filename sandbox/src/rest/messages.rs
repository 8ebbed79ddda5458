//! Messages: list, send, edit, delete.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::routing::{get, post};
use chrono::TimeDelta;
use serde_json::Value;

use crate::error::ApiError;
use crate::limits::{Field, Form};
use crate::rest::answer::{Answer, no_content, ok};
use crate::rest::body::Body;
use crate::rest::call::Call;
use crate::state::ServerState;
use crate::world::{Message, MessageEdit, right};
use crate::{limits, snowflake, wire};

pub(super) fn router() -> Router<Arc<ServerState>> {
    Router::new()
        .route("/api/v10/channels/{channel}/messages", get(list).post(create))
        .route("/api/v10/channels/{channel}/messages/bulk-delete", post(bulk_delete))
        .route(
            "/api/v10/channels/{channel}/messages/{message}",
            get(look).patch(edit).delete(delete),
        )
}

async fn create(
    State(state): State<Arc<ServerState>>,
    call: Call,
    Body { json: body, uploads: files }: Body,
) -> Answer {
    let channel = call.id("channel")?;
    state.world(|world| world.visible_channel(world.bot_id, channel).map(|_| ()))?;
    let new = limits::message_create(&body, files, false)?;
    ok(state.change(|world| {
        let id = world.post_message(world.bot_id, channel, new)?;
        // With a nonce it may be an earlier message, in another channel.
        let found = world.message(channel, id).or_else(|| world.message(world.channel_of(id)?, id));
        Ok::<_, ApiError>(
            found.map_or(Value::Null, |message| wire::message_with_nonce(world, message)),
        )
    })?)
}

async fn look(State(state): State<Arc<ServerState>>, call: Call) -> Answer {
    let (channel, message) = (call.id("channel")?, call.id("message")?);
    ok(state.world(|world| {
        world.visible_channel(world.bot_id, channel)?;
        if world.permissions(world.bot_id, channel) & right::READ_MESSAGE_HISTORY == 0 {
            return Err(ApiError::missing_access());
        }
        Ok(wire::message_for_bot(world, world.reachable_message(world.bot_id, channel, message)?))
    })?)
}

async fn list(State(state): State<Arc<ServerState>>, call: Call) -> Answer {
    let channel = call.id("channel")?;
    let limit = call.asked_number("limit", 1, 100, 50)?;
    let (before, after, around) =
        (call.asked_id("before")?, call.asked_id("after")?, call.asked_id("around")?);
    ok(state.world(|world| {
        world.visible_channel(world.bot_id, channel)?;
        let readable = world.permissions(world.bot_id, channel) & right::READ_MESSAGE_HISTORY != 0;
        let Some(all) = world.messages.get(&channel).filter(|_| readable) else {
            return Ok(Value::Array(Vec::new()));
        };
        let public = |(_, message): &(&u64, &Message)| message.ephemeral_for.is_none();
        let until = |end: u64| all.range(..end).rev().filter(public);
        let from = |start: u64| all.range(start..).filter(public);
        let mut found: Vec<&Message> = if let Some(around) = around {
            let older = until(around).take(limit / 2);
            let newer = from(around).take(limit - limit / 2);
            older.chain(newer).map(|(_, message)| message).collect()
        } else if let Some(after) = after {
            from(after.saturating_add(1)).take(limit).map(|(_, message)| message).collect()
        } else {
            until(before.unwrap_or(u64::MAX)).take(limit).map(|(_, message)| message).collect()
        };
        found.sort_by_key(|message| std::cmp::Reverse(message.id));
        Ok::<_, ApiError>(
            found.iter().map(|message| wire::message_for_bot(world, message)).collect(),
        )
    })?)
}

async fn edit(
    State(state): State<Arc<ServerState>>,
    call: Call,
    Body { json: body, uploads: files }: Body,
) -> Answer {
    let (channel, message) = (call.id("channel")?, call.id("message")?);
    let (edit, old) = state.world(|world| {
        let found = world.reachable_message(world.bot_id, channel, message)?;
        let old = world.now() - snowflake::time(message) > TimeDelta::hours(1);
        Ok::<(MessageEdit, bool), ApiError>((limits::message_edit(&body, files, found)?, old))
    })?;
    if old && let Err(refusal) = state.limiter.old_edit(channel) {
        return Ok(*refusal);
    }
    ok(state.change(|world| {
        world.edit_message(world.bot_id, channel, message, edit)?;
        let found = world.reachable_message(world.bot_id, channel, message)?;
        Ok::<_, ApiError>(wire::message_for_bot(world, found))
    })?)
}

async fn delete(State(state): State<Arc<ServerState>>, call: Call) -> Answer {
    let (channel, message) = (call.id("channel")?, call.id("message")?);
    no_content(state.change(|world| world.delete_message(world.bot_id, channel, message)))
}

async fn bulk_delete(
    State(state): State<Arc<ServerState>>,
    call: Call,
    Body { json: body, .. }: Body,
) -> Answer {
    let channel = call.id("channel")?;
    let mut form = Form::default();
    let field = Field::root(&body).get("messages");
    form.required(&field);
    let list = form.list(&field, 0, usize::MAX).unwrap_or_default();
    let mut ids: Vec<u64> = list.iter().filter_map(|one| form.snowflake(one)).collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    if ids.len() < count {
        form.fail(&field, "BASE_TYPE_NOT_UNIQUE", "Duplicate ids");
    }
    let ids = form.finish(ids)?;
    no_content(state.change(|world| world.bulk_delete(world.bot_id, channel, &ids)))
}
