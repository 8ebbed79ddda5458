//! Reactions.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::routing::{delete, get};

use crate::error::ApiError;
use crate::rest::answer::{Answer, no_content, ok};
use crate::rest::call::Call;
use crate::state::ServerState;
use crate::wire;
use crate::world::right;

pub(super) fn router() -> Router<Arc<ServerState>> {
    Router::new()
        .route("/api/v10/channels/{channel}/messages/{message}/reactions", delete(clear))
        .route(
            "/api/v10/channels/{channel}/messages/{message}/reactions/{emoji}",
            get(list).delete(clear),
        )
        .route(
            "/api/v10/channels/{channel}/messages/{message}/reactions/{emoji}/@me",
            axum::routing::put(add).delete(remove_own),
        )
        .route(
            "/api/v10/channels/{channel}/messages/{message}/reactions/{emoji}/{user}",
            delete(remove),
        )
}

async fn add(State(state): State<Arc<ServerState>>, call: Call) -> Answer {
    let (channel, message) = (call.id("channel")?, call.id("message")?);
    no_content(
        state
            .change(|world| world.add_reaction(world.bot_id, channel, message, call.text("emoji"))),
    )
}

async fn remove_own(State(state): State<Arc<ServerState>>, call: Call) -> Answer {
    let (channel, message) = (call.id("channel")?, call.id("message")?);
    no_content(state.change(|world| {
        world.remove_reaction(world.bot_id, channel, message, call.text("emoji"), world.bot_id)
    }))
}

async fn remove(State(state): State<Arc<ServerState>>, call: Call) -> Answer {
    let (channel, message, user) = (call.id("channel")?, call.id("message")?, call.id("user")?);
    no_content(state.change(|world| {
        world.remove_reaction(world.bot_id, channel, message, call.text("emoji"), user)
    }))
}

async fn clear(State(state): State<Arc<ServerState>>, call: Call) -> Answer {
    let (channel, message) = (call.id("channel")?, call.id("message")?);
    let emoji = Some(call.text("emoji")).filter(|emoji| !emoji.is_empty());
    no_content(state.change(|world| world.clear_reactions(world.bot_id, channel, message, emoji)))
}

/// Who reacted, by id, 1 to 100 at a time after a user.
async fn list(State(state): State<Arc<ServerState>>, call: Call) -> Answer {
    let (channel, message) = (call.id("channel")?, call.id("message")?);
    let limit = call.asked_number("limit", 1, 100, 25)?;
    let after = call.asked_id("after")?.unwrap_or(0);
    let super_reactions = call.asked("type") == Some("1");
    ok(state.world(|world| {
        let found = world.reachable_message(world.bot_id, channel, message)?;
        if world.permissions(world.bot_id, channel) & right::READ_MESSAGE_HISTORY == 0 {
            return Err(ApiError::missing_access());
        }
        let emoji = world.known_emoji(call.text("emoji"))?;
        let reaction = found.reactions.iter().find(|reaction| reaction.emoji.is(&emoji));
        let users = reaction.into_iter().flat_map(|reaction| {
            let users = reaction.users.range(after.saturating_add(1)..);
            users.filter(|user| reaction.bursts.contains(user) == super_reactions)
        });
        Ok(users.take(limit).map(|user| wire::user_by_id(world, *user)).collect())
    })?)
}
