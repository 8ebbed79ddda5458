//! Registration of application commands, for everywhere and per guild.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use serde_json::{Value, json};

use crate::error::ApiError;
use crate::rest::account::check_application;
use crate::rest::answer::{Answer, created, no_content, ok};
use crate::rest::body::Body;
use crate::rest::call::Call;
use crate::state::ServerState;
use crate::world::{Snowflake, World};
use crate::{limits, wire};

/// The header by which a client says for whom it reads lists of commands.
const READER: &str = "x-discord-locale";

pub(super) fn router() -> Router<Arc<ServerState>> {
    let mut router = Router::new();
    for scope in [
        "/api/v10/applications/{application}",
        "/api/v10/applications/{application}/guilds/{guild}",
    ] {
        router = router
            .route(&format!("{scope}/commands"), get(list).put(replace).post(create))
            .route(&format!("{scope}/commands/{{command}}"), get(look).patch(edit).delete(delete));
    }
    router
        .route(
            "/api/v10/applications/{application}/guilds/{guild}/commands/permissions",
            get(permissions),
        )
        .route(
            "/api/v10/applications/{application}/guilds/{guild}/commands/{command}/permissions",
            get(command_permissions),
        )
}

/// The guild a request is about, if it names one. Errors: 403 for foreign applications, 50001 for
/// foreign guilds.
fn scope(world: &World, call: &Call) -> Result<Option<Snowflake>, ApiError> {
    check_application(world, call)?;
    if call.text("guild").is_empty() {
        return Ok(None);
    }
    let guild = call.id("guild")?;
    world.own_guild(world.bot_id, guild).map_err(|_| ApiError::missing_access())?;
    Ok(Some(guild))
}

fn all(world: &World, guild: Option<Snowflake>) -> Value {
    world.commands_in(guild).map(|command| wire::command(world, command)).collect()
}

fn one(world: &World, guild: Option<Snowflake>, id: Snowflake) -> Result<Value, ApiError> {
    let found = world.commands_in(guild).find(|command| command.id == id);
    found.map(|command| wire::command(world, command)).ok_or_else(ApiError::unknown_command)
}

/// Lists leave translations out unless asked for them; a reader who names a locale gets those in
/// it.
async fn list(State(state): State<Arc<ServerState>>, headers: HeaderMap, call: Call) -> Answer {
    let locale = headers.get(READER).and_then(|value| value.to_str().ok());
    ok(state.world(|world| {
        let guild = scope(world, &call)?;
        if call.asked_yes("with_localizations") {
            return Ok::<_, ApiError>(all(world, guild));
        }
        Ok(world
            .commands_in(guild)
            .map(|command| wire::command_in(world, command, locale))
            .collect())
    })?)
}

async fn replace(
    State(state): State<Arc<ServerState>>,
    call: Call,
    Body { json: body, .. }: Body,
) -> Answer {
    let guild = state.world(|world| scope(world, &call))?;
    let definitions = limits::command_list(&body)?;
    ok(state.change(|world| {
        world.replace_commands(guild, definitions)?;
        Ok::<_, ApiError>(all(world, guild))
    })?)
}

async fn create(
    State(state): State<Arc<ServerState>>,
    call: Call,
    Body { json: body, .. }: Body,
) -> Answer {
    let guild = state.world(|world| scope(world, &call))?;
    let definition = limits::command(&body)?;
    let (command, new) = state.change(|world| {
        let (id, new) = world.upsert_command(guild, definition)?;
        Ok::<_, ApiError>((one(world, guild, id)?, new))
    })?;
    if new { created(command) } else { ok(command) }
}

async fn look(State(state): State<Arc<ServerState>>, call: Call) -> Answer {
    let id = call.id("command")?;
    ok(state.world(|world| one(world, scope(world, &call)?, id))?)
}

async fn edit(
    State(state): State<Arc<ServerState>>,
    call: Call,
    Body { json: body, .. }: Body,
) -> Answer {
    let id = call.id("command")?;
    let (guild, mut definition) = state.world(|world| {
        let guild = scope(world, &call)?;
        let found = world
            .commands_in(guild)
            .find(|command| command.id == id)
            .ok_or_else(ApiError::unknown_command)?;
        Ok::<_, ApiError>((guild, found.definition.clone()))
    })?;
    let changes = body.as_object().ok_or_else(ApiError::invalid_form)?;
    for (key, value) in changes.iter().filter(|(key, _)| *key != "type") {
        definition[key.as_str()] = value.clone();
    }
    let definition = limits::command(&definition)?;
    ok(state.change(|world| {
        world.change_command(guild, id, definition)?;
        one(world, guild, id)
    })?)
}

async fn delete(State(state): State<Arc<ServerState>>, call: Call) -> Result<Response, ApiError> {
    let id = call.id("command")?;
    let guild = state.world(|world| scope(world, &call))?;
    no_content(state.change(|world| world.delete_command(guild, id)))
}

/// Nobody overrides permissions of commands here.
async fn permissions(State(state): State<Arc<ServerState>>, call: Call) -> Answer {
    ok(state.world(|world| scope(world, &call).map(|_| json!([])))?)
}

async fn command_permissions(State(state): State<Arc<ServerState>>, call: Call) -> Answer {
    state.world(|world| scope(world, &call))?;
    Err(ApiError::unknown_command_permissions())
}
