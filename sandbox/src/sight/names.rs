//! What people are called.

use crate::snowflake::Snowflake;
use crate::world::World;

/// The user name of somebody, for the bot the name that is shown; `?` for nobody.
pub fn name(world: &World, user: Snowflake) -> &str {
    let Some(user) = world.users.get(&user) else { return "?" };
    user.global_name.as_deref().filter(|_| user.bot).unwrap_or(&user.username)
}
