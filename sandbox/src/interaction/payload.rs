//! INTERACTION_CREATE as Discord sends it, and its entry among the pending ones.

use serde_json::{Map, Value, json};
use tokio::time::Instant;

use crate::interaction::pending::{Interaction, interaction_kind};
use crate::snowflake::Snowflake;
use crate::state::ServerState;
use crate::wire;
use crate::world::World;
use crate::world::model::{Dispatch, message_kind};

/// The size of a file that an answer may carry, in bytes.
const ATTACHMENT_SIZE_LIMIT: u64 = 10 * 1024 * 1024;

/// What a person does, before it is an interaction.
#[derive(Debug)]
pub(crate) struct Start {
    pub(crate) kind: u64,
    pub(crate) user: Snowflake,
    pub(crate) channel: Snowflake,
    pub(crate) data: Value,
    /// The message with the component, or the one under whose component a form was opened.
    pub(crate) source: Option<Snowflake>,
    /// The message that a menu command is about.
    pub(crate) target: Option<Snowflake>,
    /// The interaction that opened the form.
    pub(crate) opened_by: Option<Snowflake>,
}

/// Announces an interaction to the bot and remembers it; the answer is its id.
pub(crate) fn begin(state: &ServerState, start: Start) -> Snowflake {
    state.change(|world| {
        let id = world.next_id();
        let token = token(id);
        let guild = world.guild_of(start.channel);
        let mut pending = state.lock_pending();
        let opener = start.opened_by.and_then(|opener| pending.get(opener));
        let metadata = metadata(world, id, guild, &start, opener);
        let message_kind = match start.kind {
            interaction_kind::COMMAND if start.target.is_some() => {
                message_kind::CONTEXT_MENU_COMMAND
            }
            interaction_kind::COMMAND => message_kind::CHAT_INPUT_COMMAND,
            interaction_kind::FORM => {
                opener.map_or(message_kind::DEFAULT, |opener| opener.message_kind)
            }
            _ => message_kind::REPLY,
        };
        let command = match start.kind {
            interaction_kind::COMMAND => start.data["name"].as_str().map(str::to_owned),
            _ => opener.and_then(|opener| opener.command.clone()),
        };
        let data = render(world, id, &token, guild, &start);
        pending.add(Interaction {
            id,
            token,
            kind: start.kind,
            user: start.user,
            channel: start.channel,
            guild,
            created: world.now(),
            started: Instant::now(),
            message_kind,
            command,
            source: start.source,
            metadata,
            first: None,
            original: None,
            loading: false,
            ephemeral: false,
            deleted: false,
            acknowledged_in: None,
            answered_in: None,
            followups: Vec::new(),
        });
        let away =
            guild.and_then(|guild| world.guilds.get(&guild)).is_some_and(|guild| guild.unavailable);
        if !away {
            let (channel, author) = (Some(start.channel), Some(start.user));
            world.outgoing.push(Dispatch {
                name: "INTERACTION_CREATE",
                guild,
                channel,
                data,
                author,
            });
        }
        id
    })
}

fn render(
    world: &World,
    id: Snowflake,
    token: &str,
    guild: Option<Snowflake>,
    start: &Start,
) -> Value {
    let bot_permissions = world.permissions(world.bot_id, start.channel);
    let mut payload = json!({
        "id": id.to_string(),
        "application_id": world.application_id.to_string(),
        "type": start.kind,
        "data": start.data,
        "channel_id": start.channel.to_string(),
        "channel": channel(world, start.user, start.channel),
        "token": token,
        "version": 1,
        "app_permissions": bot_permissions.to_string(),
        "locale": world.locale_of(start.user),
        "entitlements": [],
        "entitlement_sku_ids": [],
        "authorizing_integration_owners": {"0": guild.map_or_else(|| "0".to_owned(), |guild| guild.to_string())},
        "context": u8::from(guild.is_none()),
        "attachment_size_limit": ATTACHMENT_SIZE_LIMIT,
    });
    if let Some(found) = guild.and_then(|guild| world.guilds.get(&guild)) {
        payload["guild_id"] = json!(found.id.to_string());
        payload["guild_locale"] = json!(found.preferred_locale);
        payload["guild"] = json!({"id": found.id.to_string(), "locale": found.preferred_locale, "features": found.features});
        let mut member = wire::member(world, found, start.user).unwrap_or_default();
        member["permissions"] = json!(world.permissions(start.user, start.channel).to_string());
        payload["member"] = member;
    } else if let Some(user) = world.users.get(&start.user) {
        payload["user"] = wire::user(user);
    }
    if let Some(message) = start.source.and_then(|source| world.message(start.channel, source)) {
        payload["message"] = wire::message(world, message);
    }
    payload
}

/// The channel of an interaction, never obfuscated, with what the person may do there.
pub(crate) fn channel(world: &World, user: Snowflake, channel: Snowflake) -> Value {
    let Some(found) = world.channels.get(&channel) else { return Value::Null };
    let mut data = wire::channel(world, found);
    data["permissions"] = json!(world.permissions(user, channel).to_string());
    data
}

/// `interaction_metadata` of the messages that answer this interaction.
fn metadata(
    world: &World,
    id: Snowflake,
    guild: Option<Snowflake>,
    start: &Start,
    opener: Option<&Interaction>,
) -> Value {
    let mut data = json!({
        "id": id.to_string(),
        "type": start.kind,
        "authorizing_integration_owners": {"0": guild.map_or_else(|| "0".to_owned(), |guild| guild.to_string())},
    });
    if let Some(user) = world.users.get(&start.user) {
        data["user"] = wire::user(user);
    }
    match start.kind {
        interaction_kind::COMMAND => {
            if let Some(target) = start.target {
                data["target_message_id"] = json!(target.to_string());
            }
        }
        interaction_kind::COMPONENT => {
            if let Some(source) = start.source {
                data["interacted_message_id"] = json!(source.to_string());
            }
        }
        interaction_kind::FORM => {
            if let Some(opener) = opener {
                data["triggering_interaction_metadata"] = opener.metadata.clone();
            }
        }
        _ => {}
    }
    data
}

/// `data` of a message menu command.
pub(crate) fn menu_data(
    world: &World,
    command: &crate::world::model::Command,
    channel: Snowflake,
    target: Snowflake,
) -> Value {
    let mut resolved = Map::new();
    if let Some(message) = world.message(channel, target) {
        // The target of a menu command keeps its content, whatever the intents are.
        resolved.insert(
            "messages".to_owned(),
            json!({target.to_string(): wire::message(world, message)}),
        );
    }
    let mut data = command_data(command, &[], resolved);
    data["target_id"] = json!(target.to_string());
    data
}

/// `data` of any command.
pub(crate) fn command_data(
    command: &crate::world::model::Command,
    options: &[Value],
    resolved: Map<String, Value>,
) -> Value {
    let mut data =
        json!({"id": command.id.to_string(), "name": command.name(), "type": command.kind()});
    if !options.is_empty() {
        data["options"] = json!(options);
    }
    if !resolved.is_empty() {
        data["resolved"] = Value::Object(resolved);
    }
    if let Some(guild) = command.guild_id {
        data["guild_id"] = json!(guild.to_string());
    }
    data
}

/// A token that cannot be guessed from the id.
fn token(id: Snowflake) -> String {
    use std::hash::{BuildHasher as _, RandomState};
    let parts: Vec<String> = (0..4_u64)
        .map(|part| format!("{:016x}", RandomState::new().hash_one((id, part))))
        .collect();
    format!("interaction-{id}-{}", parts.concat())
}
