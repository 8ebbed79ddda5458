//! What people write for people, roles and channels: a name, a name with its sign, a mention, or an
//! id.

use crate::snowflake::{self, Snowflake};
use crate::world::World;
use crate::world::model::{Channel, kind};

/// A member (in a guild) or user: `max`, `@max`, `<@7>`, `7`. Names are compared without regard to
/// case.
pub fn user(world: &World, guild: Option<Snowflake>, text: &str) -> Option<Snowflake> {
    let text = text.trim();
    let inner = text.strip_prefix("<@").and_then(|text| text.strip_suffix('>'));
    let id = inner.map_or_else(
        || snowflake::parse(text),
        |inner| snowflake::parse(inner.trim_start_matches('!')),
    );
    if let Some(id) = id.filter(|id| world.users.contains_key(id)) {
        return Some(id);
    }
    let name = text.strip_prefix('@').unwrap_or(text);
    let named = |id: &Snowflake| {
        world.users.get(id).is_some_and(|user| {
            same(&user.username, name)
                || user.global_name.as_deref().is_some_and(|shown| same(shown, name))
        })
    };
    match guild.and_then(|guild| world.guilds.get(&guild)) {
        Some(guild) => guild
            .members
            .values()
            .find(|member| {
                named(&member.user_id)
                    || member.nick.as_deref().is_some_and(|nick| same(nick, name))
            })
            .map(|member| member.user_id),
        None => world.users.keys().copied().find(named),
    }
}

/// A role: `Agents`, `@Agents`, `<@&5>`, `5`.
pub fn role(world: &World, guild: Option<Snowflake>, text: &str) -> Option<Snowflake> {
    let roles = &world.guilds.get(&guild?)?.roles;
    let text = text.trim();
    let inner = text.strip_prefix("<@&").and_then(|text| text.strip_suffix('>'));
    if let Some(id) = snowflake::parse(inner.unwrap_or(text)).filter(|id| roles.contains_key(id)) {
        return Some(id);
    }
    let bare = text.strip_prefix('@').unwrap_or(text);
    roles.values().find(|role| same(&role.name, text) || same(&role.name, bare)).map(|role| role.id)
}

/// A channel or thread that the user sees: `help`, `#help`, `<#3>`, `3`, or how the name of a
/// thread begins.
pub fn channel(
    world: &World,
    guild: Option<Snowflake>,
    viewer: Snowflake,
    text: &str,
) -> Option<Snowflake> {
    let text = text.trim();
    let inner = text.strip_prefix("<#").and_then(|text| text.strip_suffix('>'));
    if let Some(id) =
        snowflake::parse(inner.unwrap_or(text)).filter(|id| world.channels.contains_key(id))
    {
        return world.sees(viewer, id).then_some(id);
    }
    let guild = world.guilds.get(&guild?)?;
    let bare = text.strip_prefix('#').unwrap_or(text);
    let visible = |id: &&Snowflake| world.sees(viewer, **id);
    let find = |ids: &std::collections::BTreeSet<Snowflake>, fits: &dyn Fn(&Channel) -> bool| {
        // The newest of several, since people mean the thread that was just made.
        ids.iter()
            .rev()
            .filter(visible)
            .find(|id| world.channels.get(id).is_some_and(fits))
            .copied()
    };
    let exact = |channel: &Channel| {
        channel.kind != kind::CATEGORY && (same(&channel.name, bare) || channel.name == text)
    };
    let begins = |channel: &Channel| {
        let rest = channel.name.strip_prefix(text).or_else(|| channel.name.strip_prefix(bare));
        // `#1` must not find the thread `#12`.
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    let lists = [&guild.channels, &guild.active_threads, &guild.archived_threads];
    lists
        .iter()
        .find_map(|ids| find(ids, &exact))
        .or_else(|| lists[1..].iter().find_map(|ids| find(ids, &begins)))
}

fn same(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other) || one.to_lowercase() == other.to_lowercase()
}
