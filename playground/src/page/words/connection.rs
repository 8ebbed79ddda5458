//! Gateway connections of the bot, in words.

use sandbox::{ConnectionChange, World};

use crate::page::words::names::name;
use crate::page::words::told::Told;

/// Returns the entry for a gateway connection.
pub(crate) fn of_connection(world: &World, change: ConnectionChange) -> Told {
    let bot = name(world, world.bot_id);
    let what = match change {
        ConnectionChange::Identified => "connected to Discord",
        ConnectionChange::Resumed => "resumed its connection and got the events it had missed",
        ConnectionChange::Closed => "lost its connection to Discord",
    };
    Told {
        text: format!("{bot} {what}"),
        trouble: change == ConnectionChange::Closed,
        ..Told::default()
    }
}
