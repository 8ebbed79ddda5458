//! What happens between people, Discord and the bot, for whoever looks on.

use std::sync::Arc;

use crate::journal::Exchange;
use crate::person::Action;
use crate::snowflake::Snowflake;
use crate::world::{Dispatch, Notice, World};

/// Takes observations; see [`Sandbox::observe`](crate::Sandbox::observe).
pub type Observer = Box<dyn Fn(&World, &Observation) + Send + Sync>;

/// One thing that happened.
#[derive(Debug, Clone)]
pub enum Observation {
    /// A person did something.
    Action {
        /// Who.
        person: Snowflake,
        /// What.
        action: Action,
    },
    /// Discord told the bot something: at least one connected session got this event.
    Event(Dispatch),
    /// The bot asked for something over HTTP.
    Exchange {
        /// The request and the answer to it.
        exchange: Arc<Exchange>,
        /// The person whose interaction the request answers, if it answers one.
        user: Option<Snowflake>,
    },
    /// A gateway connection of the bot began or ended.
    Connection {
        /// The number of the connection; no two have the same.
        id: u64,
        /// What became of it.
        change: ConnectionChange,
    },
    /// Something changed that people may see.
    Notice(Notice),
}

/// What became of a gateway connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConnectionChange {
    /// It carries a new session (IDENTIFY).
    Identified,
    /// It carries an earlier session again (RESUME).
    Resumed,
    /// It ended.
    Closed,
}
