//! Bans and webhooks, to read.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use serde_json::{Value, json};

use crate::error::ApiError;
use crate::rest::answer::{Answer, ok};
use crate::rest::call::Call;
use crate::state::ServerState;
use crate::wire;
use crate::world::{Snowflake, World, right};

pub(super) fn router() -> Router<Arc<ServerState>> {
    Router::new()
        .route("/api/v10/guilds/{guild}/bans", get(bans))
        .route("/api/v10/guilds/{guild}/bans/{user}", get(ban))
        .route("/api/v10/guilds/{guild}/webhooks", get(webhooks_of_guild))
        .route("/api/v10/channels/{channel}/webhooks", get(webhooks_of_channel))
}

fn shown_ban(world: &World, user: Snowflake, reason: Option<&str>) -> Value {
    json!({ "user": wire::user_by_id(world, user), "reason": reason })
}

async fn bans(State(state): State<Arc<ServerState>>, call: Call) -> Answer {
    let guild = call.id("guild")?;
    let limit = call.asked_number("limit", 1, 1000, 1000)?;
    let after = call.asked_id("after")?.unwrap_or(0);
    ok(state.world(|world| {
        let found = world.require_in_guild(world.bot_id, guild, right::BAN_MEMBERS)?;
        let page = found.bans.range(after.saturating_add(1)..).take(limit);
        Ok::<Value, ApiError>(
            page.map(|(user, reason)| shown_ban(world, *user, reason.as_deref())).collect(),
        )
    })?)
}

async fn ban(State(state): State<Arc<ServerState>>, call: Call) -> Answer {
    let (guild, user) = (call.id("guild")?, call.id("user")?);
    ok(state.world(|world| {
        let found = world.require_in_guild(world.bot_id, guild, right::BAN_MEMBERS)?;
        let reason = found.bans.get(&user).ok_or_else(ApiError::unknown_ban)?;
        Ok::<_, ApiError>(shown_ban(world, user, reason.as_deref()))
    })?)
}

async fn webhooks_of_guild(State(state): State<Arc<ServerState>>, call: Call) -> Answer {
    let guild = call.id("guild")?;
    ok(state.world(|world| {
        world.require_in_guild(world.bot_id, guild, right::MANAGE_WEBHOOKS)?;
        Ok::<_, ApiError>(webhooks(world, |channel| world.guild_of(channel) == Some(guild)))
    })?)
}

async fn webhooks_of_channel(State(state): State<Arc<ServerState>>, call: Call) -> Answer {
    let channel = call.id("channel")?;
    ok(state.world(|world| {
        world.require(world.bot_id, channel, right::MANAGE_WEBHOOKS)?;
        Ok::<_, ApiError>(webhooks(world, |of| of == channel))
    })?)
}

fn webhooks(world: &World, fits: impl Fn(Snowflake) -> bool) -> Value {
    let shown = world.webhooks.values().filter(|webhook| fits(webhook.channel_id));
    shown.map(|webhook| wire::webhook(world, webhook)).collect()
}
