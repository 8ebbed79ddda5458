//! `POST /interactions/{id}/{token}/callback`: the one first answer to an interaction.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::error::ApiError;
use crate::interaction::answer;
use crate::interaction::pending::{FirstAnswer, Interaction, interaction_kind};
use crate::limits::{self, Upload};
use crate::rest::body::Body;
use crate::snowflake::{self, Snowflake};
use crate::state::ServerState;
use crate::wire;
use crate::world::model::message_flag;
use crate::world::{NewMessage, World};

/// Discord's numbers for the types of answers.
mod callback_kind {
    pub(super) const MESSAGE: u64 = 4;
    pub(super) const DEFERRED_MESSAGE: u64 = 5;
    pub(super) const DEFERRED_UPDATE: u64 = 6;
    pub(super) const UPDATE: u64 = 7;
    pub(super) const CHOICES: u64 = 8;
    pub(super) const FORM: u64 = 9;
}

/// The query of a callback.
#[derive(Debug, Deserialize)]
pub(super) struct Parameters {
    with_response: Option<String>,
}

/// Takes the first answer: 204, or 200 with what was made of it.
///
/// Errors: 10062 (unknown, or too late), 40060 (answered already), 50035.
pub(super) async fn answer(
    State(state): State<Arc<ServerState>>,
    Path((id, token)): Path<(String, String)>,
    Query(parameters): Query<Parameters>,
    Body { json: body, uploads }: Body,
) -> Result<Response, ApiError> {
    let id = snowflake::parse(&id).ok_or_else(ApiError::unknown_interaction)?;
    let taken = state.change(|world| take(&state, world, id, &token, &body, uploads))?;
    let wanted = parameters
        .with_response
        .as_deref()
        .is_some_and(|value| matches!(value, "true" | "1" | "True"));
    Ok(if wanted { Json(taken).into_response() } else { StatusCode::NO_CONTENT.into_response() })
}

fn take(
    state: &ServerState,
    world: &mut World,
    id: Snowflake,
    token: &str,
    body: &Value,
    uploads: Vec<Upload>,
) -> Result<Value, ApiError> {
    let mut pending = state.lock_pending();
    let found = pending
        .get(id)
        .filter(|found| found.token == token)
        .ok_or_else(ApiError::unknown_interaction)?;
    if found.first.is_some() {
        return Err(ApiError::already_acknowledged());
    }
    if pending.is_late(found, world.now()) {
        return Err(ApiError::unknown_interaction());
    }
    let mut interaction = found.clone();
    let kind = allowed_kind(&interaction, body)?;
    let first = apply(world, &mut interaction, kind, &body["data"], uploads)?;
    let took = answer::took(&interaction);
    interaction.acknowledged_in = Some(took);
    interaction.answered_in = (!interaction.loading).then_some(took);
    interaction.first = Some(first);
    let response = response(world, &interaction, kind);
    if let Some(stored) = pending.get_mut(id) {
        *stored = interaction;
    }
    Ok(response)
}

/// The type of an answer, if this kind of interaction may get it.
fn allowed_kind(interaction: &Interaction, body: &Value) -> Result<u64, ApiError> {
    use callback_kind::{CHOICES, DEFERRED_MESSAGE, DEFERRED_UPDATE, FORM, MESSAGE, UPDATE};
    let kind = &body["type"];
    if kind.is_null() {
        return Err(ApiError::field(&["type"], "BASE_TYPE_REQUIRED", "This field is required"));
    }
    let kind = kind.as_u64().or_else(|| kind.as_str()?.parse().ok());
    let on_message = interaction.source.is_some();
    let allowed: &[u64] = match interaction.kind {
        interaction_kind::AUTOCOMPLETE => &[CHOICES],
        interaction_kind::COMPONENT => &[MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, FORM],
        interaction_kind::FORM if on_message => {
            &[MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE]
        }
        interaction_kind::FORM => &[MESSAGE, DEFERRED_MESSAGE],
        _ => &[MESSAGE, DEFERRED_MESSAGE, FORM],
    };
    kind.filter(|kind| allowed.contains(kind)).ok_or_else(|| {
        let list = allowed.iter().map(u64::to_string).collect::<Vec<_>>().join(", ");
        ApiError::field(
            &["type"],
            "BASE_TYPE_CHOICES",
            &format!("Value must be one of {{{list}}}."),
        )
    })
}

fn apply(
    world: &mut World,
    interaction: &mut Interaction,
    kind: u64,
    data: &Value,
    uploads: Vec<Upload>,
) -> Result<FirstAnswer, ApiError> {
    let replies_to = interaction.source.filter(|_| interaction.kind == interaction_kind::COMPONENT);
    match kind {
        callback_kind::MESSAGE => {
            let new = limits::message_create(data, uploads, true).map_err(under_data)?;
            interaction.ephemeral = new.flags & message_flag::EPHEMERAL != 0;
            let id = answer::post(world, interaction, new, interaction.ephemeral, replies_to)?;
            interaction.original = Some(id);
            Ok(FirstAnswer::Message)
        }
        callback_kind::DEFERRED_MESSAGE => {
            interaction.ephemeral = answer::wants_ephemeral(data);
            interaction.loading = true;
            let ephemeral = if interaction.ephemeral { message_flag::EPHEMERAL } else { 0 };
            let new =
                NewMessage { flags: message_flag::LOADING | ephemeral, ..NewMessage::default() };
            let id = answer::post(world, interaction, new, interaction.ephemeral, replies_to)?;
            interaction.original = Some(id);
            Ok(FirstAnswer::DeferredMessage)
        }
        callback_kind::DEFERRED_UPDATE => {
            interaction.original = interaction.source;
            interaction.loading = true;
            interaction.ephemeral = source_is_ephemeral(world, interaction);
            Ok(FirstAnswer::DeferredUpdate)
        }
        callback_kind::UPDATE => {
            let source = interaction.source.ok_or_else(ApiError::unknown_message)?;
            interaction.original = Some(source);
            interaction.ephemeral = source_is_ephemeral(world, interaction);
            if data.is_object() {
                answer::edit(world, interaction.channel, source, data, uploads)
                    .map_err(under_data)?;
            }
            Ok(FirstAnswer::Update)
        }
        callback_kind::CHOICES => {
            limits::choices(data).map(FirstAnswer::Choices).map_err(under_data)
        }
        _ => limits::modal(data).map(FirstAnswer::Form).map_err(under_data),
    }
}

fn source_is_ephemeral(world: &World, interaction: &Interaction) -> bool {
    let source = interaction.source.and_then(|source| world.message(interaction.channel, source));
    source.is_some_and(|source| source.ephemeral_for.is_some())
}

/// Mistakes in `data` are named from the top of the body.
fn under_data(mut error: ApiError) -> ApiError {
    error.errors = error.errors.map(|errors| json!({ "data": errors }));
    error
}

/// `InteractionCallbackResponse`.
fn response(world: &World, interaction: &Interaction, kind: u64) -> Value {
    let mut about = json!({
        "id": interaction.id.to_string(),
        "type": interaction.kind,
        "channel_id": interaction.channel.to_string(),
    });
    if let Some(guild) = interaction.guild {
        about["guild_id"] = json!(guild.to_string());
    }
    let mut response = json!({});
    if let Some(message) =
        interaction.original.and_then(|id| world.message(interaction.channel, id))
    {
        about["response_message_id"] = json!(message.id.to_string());
        about["response_message_loading"] = json!(interaction.loading);
        about["response_message_ephemeral"] = json!(interaction.ephemeral);
        // The schema knows two kinds of resources: a message that was made, and one that was
        // changed.
        let made = matches!(kind, callback_kind::MESSAGE | callback_kind::DEFERRED_MESSAGE);
        let kind = if made { callback_kind::MESSAGE } else { callback_kind::UPDATE };
        response["resource"] = json!({"type": kind, "message": wire::message(world, message)});
    }
    response["interaction"] = about;
    response
}
