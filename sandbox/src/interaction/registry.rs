//! Which of the bot's commands a person is offered, as Discord's client decides it.

use serde_json::Value;

use crate::locale;
use crate::snowflake::Snowflake;
use crate::world::World;
use crate::world::model::Command;
use crate::world::permissions::right;

/// Types of application commands.
pub mod command_kind {
    /// Typed with a slash.
    pub const SLASH: u64 = 1;
    /// In the menu of a message.
    pub const MESSAGE: u64 = 3;
}

/// The command of this name, type and place. One of the guild hides a global one of the same name.
pub(crate) fn find<'world>(
    world: &'world World,
    guild: Option<Snowflake>,
    kind: u64,
    name: &str,
) -> Option<&'world Command> {
    let mut found = None;
    for command in offered_in(world, guild, kind).filter(|command| command.name() == name) {
        if command.guild_id.is_some() {
            return Some(command);
        }
        found = Some(command);
    }
    found
}

/// The command with this default name, or with this name in the language of the person's client.
/// The default name takes precedence, so that recorded lines mean the same for everybody.
pub fn meant<'world>(
    world: &'world World,
    guild: Option<Snowflake>,
    kind: u64,
    name: &str,
    user: Snowflake,
) -> Option<&'world Command> {
    let locale = world.locale_of(user);
    find(world, guild, kind, name).or_else(|| {
        let named = offered_in(world, guild, kind)
            .find(|command| locale::is_called(&command.definition, locale, name))?;
        find(world, guild, kind, named.name())
    })
}

/// All commands of a type that exist in a guild, or everywhere; not all of them are shown
/// everywhere.
pub(crate) fn offered_in(
    world: &World,
    guild: Option<Snowflake>,
    kind: u64,
) -> impl Iterator<Item = &Command> {
    world.commands.iter().filter(move |command| {
        let here = command.guild_id.is_none() || command.guild_id == guild;
        command.kind() == kind && here
    })
}

/// `contexts` (0 guild, 1 direct conversation with the bot), or `dm_permission` of older
/// definitions.
fn fits_context(definition: &Value, in_guild: bool) -> bool {
    match definition["contexts"].as_array() {
        Some(contexts) => {
            contexts.iter().any(|context| context.as_u64() == Some(u64::from(!in_guild)))
        }
        None => in_guild || definition["dm_permission"] != false,
    }
}

/// Whether the client shows the command to this user here: it asks for USE_APPLICATION_COMMANDS and
/// for `default_member_permissions`, where "0" means administrators only. In direct conversations
/// everything is shown.
pub(crate) fn is_shown(
    world: &World,
    command: &Command,
    user: Snowflake,
    channel: Snowflake,
) -> bool {
    let guild = world.guild_of(channel);
    if guild.is_none() || !fits_context(&command.definition, true) {
        return fits_context(&command.definition, guild.is_some());
    }
    let has = world.permissions(user, channel);
    if has & right::ADMINISTRATOR != 0 {
        return true;
    }
    let asked = &command.definition["default_member_permissions"];
    let asked = asked.as_str().and_then(|bits| bits.parse().ok()).or_else(|| asked.as_u64());
    has & right::USE_APPLICATION_COMMANDS != 0
        && match asked {
            None => true,
            Some(0) => false,
            Some(bits) => has & bits == bits,
        }
}
