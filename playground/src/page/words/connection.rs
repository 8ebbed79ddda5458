//! Gateway connections of the bot, in words.

use sandbox::{ConnectionChange, World};

use crate::page::words::names::name;
use crate::page::words::told::Told;

/// Returns the entry for a gateway connection.
pub(crate) fn of_connection(world: &World, change: ConnectionChange) -> Told {
    let bot = name(world, world.bot_id);
    let what = match change {
        ConnectionChange::Identified => "connected to Discord",
        ConnectionChange::Resumed => {
            "took up its connection again, and was told what it had missed"
        }
        ConnectionChange::Closed => "is no longer connected",
    };
    Told {
        text: format!("{bot} {what}"),
        trouble: change == ConnectionChange::Closed,
        ..Told::default()
    }
}
