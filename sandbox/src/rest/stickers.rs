//! Stickers of guilds, and those that everybody has.

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
use crate::world::sticker_pack::{STANDARD, STANDARD_PACK};

pub(super) fn router() -> Router<Arc<ServerState>> {
    Router::new()
        .route("/api/v10/stickers/{sticker}", get(look))
        .route("/api/v10/sticker-packs", get(packs))
        .route("/api/v10/sticker-packs/{pack}", get(pack))
        .route("/api/v10/guilds/{guild}/stickers", get(of_guild))
        .route("/api/v10/guilds/{guild}/stickers/{sticker}", get(one_of_guild))
}

async fn look(State(state): State<Arc<ServerState>>, call: Call) -> Answer {
    let id = call.id("sticker")?;
    if let Some(standard) = STANDARD.iter().find(|one| one.id == id) {
        return ok(wire::standard_sticker(standard));
    }
    ok(state.world(|world| {
        let (guild, sticker) = world.guild_sticker(id).ok_or_else(ApiError::unknown_sticker)?;
        Ok::<_, ApiError>(wire::guild_sticker(guild, sticker))
    })?)
}

async fn packs() -> Answer {
    ok(json!({ "sticker_packs": [wire::sticker_pack()] }))
}

async fn pack(call: Call) -> Answer {
    if call.id("pack")? == STANDARD_PACK {
        ok(wire::sticker_pack())
    } else {
        Err(ApiError::unknown_sticker_pack())
    }
}

async fn of_guild(State(state): State<Arc<ServerState>>, call: Call) -> Answer {
    let guild = call.id("guild")?;
    ok(state.world(|world| {
        let found = world.own_guild(world.bot_id, guild)?;
        Ok::<Value, ApiError>(
            found.stickers.iter().map(|one| wire::guild_sticker(guild, one)).collect(),
        )
    })?)
}

async fn one_of_guild(State(state): State<Arc<ServerState>>, call: Call) -> Answer {
    let (guild, id) = (call.id("guild")?, call.id("sticker")?);
    ok(state.world(|world| {
        let found = world.own_guild(world.bot_id, guild)?;
        let sticker = found.stickers.iter().find(|one| one.id == id);
        sticker
            .map(|sticker| wire::guild_sticker(guild, sticker))
            .ok_or_else(ApiError::unknown_sticker)
    })?)
}
