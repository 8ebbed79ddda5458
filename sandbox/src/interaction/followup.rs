//! `/webhooks/{application}/{token}`: what comes after the first answer, for fifteen minutes.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde_json::Value;

use crate::error::ApiError;
use crate::interaction::answer;
use crate::limits;
use crate::rest::body::Body;
use crate::state::ServerState;
use crate::wire;
use crate::world::model::{message_flag, message_kind};

/// The path of one message: application, token, and `@original` or an id.
type MessagePath = Path<(String, String, String)>;

/// Posts a further message. While the deferred answer is still to come, it becomes that answer, as
/// with Discord.
///
/// Errors: 10015, 50027, 50035, 50006.
pub(super) async fn create(
    State(state): State<Arc<ServerState>>,
    Path((application, token)): Path<(String, String)>,
    Body { json: body, uploads }: Body,
) -> Result<Json<Value>, ApiError> {
    state.change(|world| {
        let mut pending = state.lock_pending();
        let mut interaction = answer::continued(&pending, world, &application, &token)?.clone();
        let waiting = interaction
            .original
            .filter(|_| interaction.loading && interaction.original != interaction.source);
        let message = match waiting.filter(|id| world.message(interaction.channel, *id).is_some()) {
            Some(original) => {
                answer::edit(world, interaction.channel, original, &body, uploads)?;
                interaction.loading = false;
                interaction.answered_in = Some(answer::took(&interaction));
                original
            }
            None => {
                let mut new = limits::message_create(&body, uploads, true)?;
                let ephemeral = new.flags & message_flag::EPHEMERAL != 0;
                let replies_to = interaction.original;
                if replies_to.is_some() {
                    new.kind = Some(message_kind::REPLY);
                }
                let id = answer::post(world, &interaction, new, ephemeral, replies_to)?;
                interaction.followups.push(id);
                id
            }
        };
        let shown = world
            .message(interaction.channel, message)
            .map(|message| wire::message(world, message));
        if let Some(stored) = pending.get_mut(interaction.id) {
            *stored = interaction;
        }
        shown.map(Json).ok_or_else(ApiError::unknown_message)
    })
}

/// Reads a message of the interaction. Errors: 10015, 50027, 10008.
pub(super) async fn read(
    State(state): State<Arc<ServerState>>,
    Path((application, token, name)): MessagePath,
) -> Result<Json<Value>, ApiError> {
    state.world(|world| {
        let pending = state.lock_pending();
        let interaction = answer::continued(&pending, world, &application, &token)?;
        answer::own_message(world, interaction, &name)
            .map(|message| Json(wire::message(world, message)))
    })
}

/// Changes a message of the interaction; for a deferred one this is how the answer arrives.
///
/// Errors: 10015, 50027, 10008, 50035, 50006.
pub(super) async fn edit(
    State(state): State<Arc<ServerState>>,
    Path((application, token, name)): MessagePath,
    Body { json: body, uploads }: Body,
) -> Result<Json<Value>, ApiError> {
    state.change(|world| {
        let mut pending = state.lock_pending();
        let interaction = answer::continued(&pending, world, &application, &token)?;
        let id = interaction.id;
        let message = answer::own_message(world, interaction, &name)?.id;
        let channel = interaction.channel;
        answer::edit(world, channel, message, &body, uploads)?;
        if let Some(stored) = pending.get_mut(id).filter(|stored| stored.original == Some(message))
        {
            stored.loading = false;
            stored.answered_in = Some(answer::took(stored));
        }
        let shown = world.message(channel, message).map(|message| wire::message(world, message));
        shown.map(Json).ok_or_else(ApiError::unknown_message)
    })
}

/// Deletes a message of the interaction. Errors: 10015, 50027, 10008.
pub(super) async fn delete(
    State(state): State<Arc<ServerState>>,
    Path((application, token, name)): MessagePath,
) -> Result<StatusCode, ApiError> {
    state.change(|world| {
        let mut pending = state.lock_pending();
        let interaction = answer::continued(&pending, world, &application, &token)?;
        let id = interaction.id;
        let (channel, message) =
            (interaction.channel, answer::own_message(world, interaction, &name)?.id);
        world.remove_message(channel, message);
        if let Some(stored) = pending.get_mut(id).filter(|stored| stored.original == Some(message))
        {
            stored.loading = false;
            stored.deleted = true;
        }
        Ok(StatusCode::NO_CONTENT)
    })
}
