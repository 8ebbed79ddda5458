//! The bot about itself: gateway address, user, application, direct conversations.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::routing::{get, post};
use serde_json::{Value, json};

use crate::error::ApiError;
use crate::limits::Form;
use crate::rest::answer::{Answer, created, ok};
use crate::rest::body::Body;
use crate::rest::call::Call;
use crate::state::ServerState;
use crate::wire;
use crate::world::{Emoji, World};

pub(super) fn router() -> Router<Arc<ServerState>> {
    Router::new()
        .route("/api/v10/gateway", get(gateway))
        .route("/api/v10/gateway/bot", get(gateway_bot))
        .route("/api/v10/users/@me", get(own_user))
        .route("/api/v10/users/@me/guilds", get(own_guilds))
        .route("/api/v10/users/@me/channels", post(open_direct))
        .route("/api/v10/users/{user}", get(user))
        .route("/api/v10/applications/@me", get(application))
        .route("/api/v10/oauth2/applications/@me", get(application))
        .route("/api/v10/applications/{application}/emojis", get(emojis).post(create_emoji))
}

fn gateway_address(world: &World) -> String {
    world.url.replacen("http", "ws", 1)
}

async fn gateway(State(state): State<Arc<ServerState>>) -> Answer {
    ok(json!({ "url": state.world(gateway_address) }))
}

async fn gateway_bot(State(state): State<Arc<ServerState>>) -> Answer {
    ok(json!({
        "url": state.world(gateway_address),
        "shards": 1,
        "session_start_limit": { "total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1 },
    }))
}

async fn own_user(State(state): State<Arc<ServerState>>) -> Answer {
    ok(state.world(wire::own_user))
}

async fn application(State(state): State<Arc<ServerState>>) -> Answer {
    ok(state.world(wire::application))
}

async fn user(State(state): State<Arc<ServerState>>, call: Call) -> Answer {
    let id = call.id("user")?;
    ok(state
        .world(|world| world.users.get(&id).map(wire::user))
        .ok_or_else(ApiError::unknown_user)?)
}

async fn own_guilds(State(state): State<Arc<ServerState>>) -> Answer {
    ok(state.world(|world| {
        let own = world.guilds.values().filter(|guild| guild.members.contains_key(&world.bot_id));
        own.map(|guild| {
            json!({
                "id": guild.id.to_string(),
                "name": guild.name,
                "icon": null,
                "banner": null,
                "owner": guild.owner_id == world.bot_id,
                "permissions": guild.base_permissions(world.bot_id).to_string(),
                "features": guild.features,
            })
        })
        .collect()
    }))
}

async fn open_direct(
    State(state): State<Arc<ServerState>>,
    Body { json: body, .. }: Body,
) -> Answer {
    let mut form = Form::default();
    let field = crate::limits::Field::root(&body).get("recipient_id");
    form.required(&field);
    let recipient = form.snowflake(&field);
    let recipient = form.finish(recipient)?.ok_or_else(ApiError::invalid_form)?;
    ok(state.change(|world| {
        if world.users.get(&recipient).is_some_and(|user| user.bot) {
            return Err(ApiError::cannot_message_user());
        }
        let channel = world.open_direct(world.bot_id, recipient)?;
        Ok(world
            .channels
            .get(&channel)
            .map_or(Value::Null, |channel| wire::channel(world, channel)))
    })?)
}

/// 403 for every application but the bot's own.
pub(super) fn check_application(world: &World, call: &Call) -> Result<(), ApiError> {
    if call.id("application")? == world.application_id {
        return Ok(());
    }
    Err(ApiError::new(
        403,
        20012,
        "You are not authorized to perform this action on this application",
    ))
}

async fn emojis(State(state): State<Arc<ServerState>>, call: Call) -> Answer {
    ok(state.world(|world| {
        check_application(world, &call)?;
        Ok::<_, ApiError>(json!({ "items": world.application_emojis.iter().map(wire::emoji).collect::<Vec<_>>() }))
    })?)
}

async fn create_emoji(
    State(state): State<Arc<ServerState>>,
    call: Call,
    Body { json: body, .. }: Body,
) -> Answer {
    let mut form = Form::default();
    let root = crate::limits::Field::root(&body);
    let name = form.required_string(&root.get("name"), 2, 32);
    let image = form.required_string(&root.get("image"), 1, 512 * 1024);
    if form.is_fine() && !image.starts_with("data:image/") {
        form.fail(&root.get("image"), "IMAGE_INVALID", "Invalid image data");
    }
    let name = form.finish(name)?;
    created(state.change(|world| {
        check_application(world, &call)?;
        if world.application_emojis.len() >= 2000 {
            return Err(ApiError::new(400, 30008, "Maximum number of emojis reached (2000)"));
        }
        let emoji = Emoji {
            id: Some(world.next_id()),
            name,
            animated: image.starts_with("data:image/gif"),
        };
        let mut value = wire::emoji(&emoji);
        value["user"] = wire::user_by_id(world, world.bot_id);
        world.application_emojis.push(emoji);
        Ok(value)
    })?)
}
