//! What people are called.

use crate::snowflake::Snowflake;
use crate::world::{Message, User, World};

/// The user name of somebody, for the bot the name that is shown; `?` for nobody.
pub fn name(world: &World, user: Snowflake) -> &str {
    world.users.get(&user).map_or("?", plain)
}

/// The user name of somebody, for a bot the name that is shown.
pub(super) fn plain(user: &User) -> &str {
    user.global_name.as_deref().filter(|_| user.bot).unwrap_or(&user.username)
}

/// The name over a message: its author's, or the one that a webhook posts under.
pub fn author<'a>(world: &'a World, message: &'a Message) -> &'a str {
    match &message.sender {
        Some(sender) => &sender.name,
        None => name(world, message.author_id),
    }
}
