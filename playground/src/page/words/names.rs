//! Names of people, places and messages.

use sandbox::{Snowflake, World};

/// How many characters of a text are quoted.
const QUOTED: usize = 80;

/// Returns the display name of a user.
pub(crate) fn name(world: &World, user: Snowflake) -> String {
    world.users.get(&user).map_or("someone", |user| user.shown()).to_owned()
}

/// Returns the name of a channel, with `#` or, for a thread, in quotation marks.
pub(super) fn place(world: &World, channel: Snowflake) -> String {
    match world.channels.get(&channel) {
        Some(found) if found.guild_id.is_none() => "a direct message".to_owned(),
        Some(found) if found.thread.is_some() => format!("the thread “{}”", short(&found.name)),
        Some(found) => format!("#{}", found.name),
        None => "a deleted channel".to_owned(),
    }
}

pub(super) fn short(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let mut quoted: String = line.chars().take(QUOTED).collect();
    if quoted.len() < text.len() {
        quoted.push('…');
    }
    quoted
}

/// Returns a phrase for a message: its author in the genitive.
pub(super) fn whose(
    world: &World,
    channel: Snowflake,
    message: Snowflake,
    by: Snowflake,
) -> String {
    match world.message(channel, message) {
        Some(found) if found.author_id == by => "their own message".to_owned(),
        Some(found) => format!("{}’s message", name(world, found.author_id)),
        None => "a message".to_owned(),
    }
}
