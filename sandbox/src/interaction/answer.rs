//! What callbacks and follow-ups have in common: finding the interaction, and putting messages into
//! its channel.

use serde_json::Value;

use crate::error::ApiError;
use crate::interaction::pending::{Interaction, Pending};
use crate::limits::{self, Upload};
use crate::snowflake::{self, Snowflake};
use crate::world::model::{message_flag, message_kind};
use crate::world::{Message, NewMessage, ReferenceRequest, World};

/// The interaction of a token that was answered already and is still good: 10015 for an unknown
/// token or one without an answer yet, 50027 for one that has ended.
pub(super) fn continued<'pending>(
    pending: &'pending Pending,
    world: &World,
    application: &str,
    token: &str,
) -> Result<&'pending Interaction, ApiError> {
    if snowflake::parse(application) != Some(world.application_id) {
        return Err(ApiError::unknown_webhook());
    }
    let found = pending
        .by_token(token)
        .and_then(|id| pending.get(id))
        .ok_or_else(ApiError::unknown_webhook)?;
    if pending.is_over(found, world.now()) {
        return Err(ApiError::invalid_webhook_token());
    }
    if found.first.is_none() { Err(ApiError::unknown_webhook()) } else { Ok(found) }
}

/// How long after its creation something happened, on the machine's clock.
pub(super) fn took(interaction: &Interaction) -> std::time::Duration {
    interaction.started.elapsed()
}

/// Posts a message that answers an interaction. It needs no permission in the channel: the person
/// asked for it.
pub(super) fn post(
    world: &mut World,
    interaction: &Interaction,
    mut new: NewMessage,
    ephemeral: bool,
    replies_to: Option<Snowflake>,
) -> Result<Snowflake, ApiError> {
    if !world.channels.contains_key(&interaction.channel) {
        return Err(ApiError::unknown_channel());
    }
    new.ephemeral_for = ephemeral.then_some(interaction.user);
    new.interaction = Some(interaction.metadata.clone());
    new.webhook_id = Some(world.application_id);
    // Nonces are not for answers to interactions.
    new.enforce_nonce = false;
    new.reference = replies_to.map(|message_id| ReferenceRequest {
        kind: 0,
        message_id,
        channel_id: Some(interaction.channel),
        fail_if_not_exists: false,
    });
    if replies_to.is_some() && interaction.message_kind == message_kind::REPLY {
        new.kind = None;
    } else if new.kind.is_none() {
        new.kind = Some(interaction.message_kind).filter(|kind| *kind != message_kind::REPLY);
    }
    let bot = world.bot_id;
    Ok(world.insert_message(bot, interaction.channel, new))
}

/// Changes a message through an interaction.
pub(super) fn edit(
    world: &mut World,
    channel: Snowflake,
    message: Snowflake,
    body: &Value,
    uploads: Vec<Upload>,
) -> Result<(), ApiError> {
    let before = world.message(channel, message).ok_or_else(ApiError::unknown_message)?;
    let edit = limits::message_edit(body, uploads, before)?;
    world.apply_edit(channel, message, edit)
}

/// The message that `@original` or an id names: one of this interaction's own.
pub(super) fn own_message<'world>(
    world: &'world World,
    interaction: &Interaction,
    name: &str,
) -> Result<&'world Message, ApiError> {
    let id = match name {
        "@original" => interaction.original,
        id => snowflake::parse(id)
            .filter(|id| interaction.original == Some(*id) || interaction.followups.contains(id)),
    };
    id.and_then(|id| world.message(interaction.channel, id)).ok_or_else(ApiError::unknown_message)
}

/// Whether a body asks for an answer that only the person sees.
pub(super) fn wants_ephemeral(data: &Value) -> bool {
    data["flags"].as_u64().is_some_and(|flags| flags & message_flag::EPHEMERAL != 0)
}
