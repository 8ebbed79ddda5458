//! Events of the sandbox, for observers: what happens between people, Discord and the bot.

use std::sync::Arc;

use crate::journal::Exchange;
use crate::person::Action;
use crate::snowflake::Snowflake;
use crate::world::{Dispatch, Notice, World};

/// A callback for [`Sandbox::observe`](crate::Sandbox::observe).
pub type Observer = Box<dyn Fn(&World, &Observation) + Send + Sync>;

/// One event of the sandbox.
#[derive(Debug, Clone)]
pub enum Observation {
    /// A person did something.
    Action {
        /// The person's user id.
        person: Snowflake,
        /// The action.
        action: Action,
    },
    /// A gateway event that at least one connected session received.
    Event(Dispatch),
    /// The bot sent a request over HTTP.
    Exchange {
        /// The request and its response.
        exchange: Arc<Exchange>,
        /// The user of the interaction that the request responds to, if it responds to one.
        user: Option<Snowflake>,
    },
    /// A gateway connection of the bot was established or closed.
    Connection {
        /// The connection's number, unique in this sandbox.
        id: u64,
        /// The new state of the connection.
        change: ConnectionChange,
    },
    /// A change that people may see.
    Notice(Notice),
}

/// The new state of a gateway connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConnectionChange {
    /// It has a new session (IDENTIFY).
    Identified,
    /// It has resumed an earlier session (RESUME).
    Resumed,
    /// It is closed.
    Closed,
}
