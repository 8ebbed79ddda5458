//! The bot's application and its commands.

use serde_json::{Value, json};

use crate::locale;
use crate::wire::user_by_id;
use crate::world::{Command, World};

/// `PrivateApplicationResponse`: the bot's application.
pub fn application(world: &World) -> Value {
    let bot = world.users.get(&world.bot_id);
    let guilds = world.guilds.values().filter(|guild| guild.members.contains_key(&world.bot_id));
    let owner = guilds.clone().next().map_or(world.bot_id, |guild| guild.owner_id);
    json!({
        "id": world.application_id.to_string(),
        "name": bot.and_then(|bot| bot.global_name.as_deref()).unwrap_or("Switchboard"),
        "icon": null,
        "description": "",
        "type": null,
        "summary": "",
        "verify_key": "0000000000000000000000000000000000000000000000000000000000000000",
        "flags": world.application_flags,
        "flags_new": world.application_flags.to_string(),
        "redirect_uris": [],
        "interactions_endpoint_url": null,
        "role_connections_verification_url": null,
        "owner": user_by_id(world, owner),
        "bot": user_by_id(world, world.bot_id),
        "bot_public": true,
        "bot_require_code_grant": false,
        "rpc_origins": [],
        "tags": [],
        "approximate_guild_count": guilds.count(),
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "team": null,
        "eligible_oauth2_scopes": ["bot", "applications.commands"],
        "integration_types_config": { "0": {} },
        "event_webhooks_status": 1,
    })
}

/// `ApplicationCommandResponse` for a reader of one locale: without the other translations, and
/// without any if there is no locale.
pub fn command_in(world: &World, one: &Command, locale: Option<&str>) -> Value {
    let mut value = command(world, one);
    locale::localize(&mut value, locale);
    value
}

/// `ApplicationCommandResponse`, with all translations.
pub fn command(world: &World, command: &Command) -> Value {
    let mut value = command.definition.clone();
    value["id"] = json!(command.id.to_string());
    value["application_id"] = json!(world.application_id.to_string());
    value["version"] = json!(command.version.to_string());
    if let Some(guild) = command.guild_id {
        value["guild_id"] = json!(guild.to_string());
    }
    value
}
