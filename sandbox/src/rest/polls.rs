//! Polls: who voted, and the end.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::routing::{get, post};
use serde_json::{Value, json};

use crate::error::ApiError;
use crate::rest::answer::{Answer, ok};
use crate::rest::call::Call;
use crate::state::ServerState;
use crate::wire;

pub(super) fn router() -> Router<Arc<ServerState>> {
    Router::new()
        .route("/api/v10/channels/{channel}/polls/{message}/answers/{answer}", get(voters))
        .route("/api/v10/channels/{channel}/polls/{message}/expire", post(expire))
}

async fn voters(State(state): State<Arc<ServerState>>, call: Call) -> Answer {
    let (channel, message) = (call.id("channel")?, call.id("message")?);
    let answer = usize::try_from(call.id("answer")?).unwrap_or(0);
    let limit = call.asked_number("limit", 1, 100, 25)?;
    let after = call.asked_id("after")?.unwrap_or(0);
    ok(state.world(|world| {
        let found = world.reachable_message(world.bot_id, channel, message)?;
        let poll = found.poll.as_ref().ok_or_else(ApiError::unknown_message)?;
        let chosen = answer.checked_sub(1).and_then(|index| poll.answers.get(index));
        let voters =
            chosen.into_iter().flat_map(|answer| answer.voters.range(after.saturating_add(1)..));
        let users: Vec<Value> =
            voters.take(limit).map(|user| wire::user_by_id(world, *user)).collect();
        Ok::<_, ApiError>(json!({ "users": users }))
    })?)
}

async fn expire(State(state): State<Arc<ServerState>>, call: Call) -> Answer {
    let (channel, message) = (call.id("channel")?, call.id("message")?);
    ok(state.change(|world| {
        world.end_poll(world.bot_id, channel, message)?;
        let found = world.reachable_message(world.bot_id, channel, message)?;
        Ok::<_, ApiError>(wire::message_for_bot(world, found))
    })?)
}
