//! A local, Discord-compatible server with state: communities, their people, and the API and the
//! gateway by which a bot lives among them.
//!
//! A bot of any library connects to it as to Discord, by the address alone, and tests play the
//! people. It refuses what Discord refuses, with Discord's codes. It knows no bot and no page:
//! everything goes over the wire, and whoever wants to look on [observes](Sandbox::observe).
//!
//! ```no_run
//! # async fn example() -> std::io::Result<()> {
//! use sandbox::{Options, Sandbox};
//!
//! let sandbox = Sandbox::start(Options::default()).await?;
//! // A bot connects to `sandbox.url()` with `sandbox.token()` ...
//! let ana = sandbox.person("ana");
//! ana.say("help", "it fails").expect("ana may write in #help");
//! assert!(ana.sees("help").contains("it fails"));
//! # Ok(())
//! # }
//! ```
//!
//! | module | holds |
//! |---|---|
//! | [`world`] | what exists, and what may happen to it |
//! | [`wire`] | the JSON of all that, as Discord writes it |
//! | [`limits`] | what Discord accepts in a body, and how it says what is wrong |
//! | `rest`, [`gateway`], [`interaction`] | how a bot reaches the world |
//! | [`person`], [`sight`] | what people do, and what they see |
//! | [`fault`], [`rate`] | what goes wrong, on purpose or by its limits |
//! | [`journal`], [`observation`] | what happened |
//! | `state`, `server`, [`Sandbox`] | what the handlers share, how it is served, and the handle on it |

#![warn(missing_docs)]

pub mod error;
pub mod fault;
mod gate;
pub mod gateway;
pub mod interaction;
pub mod journal;
pub mod limits;
pub mod locale;
pub mod observation;
pub mod person;
pub mod rate;
mod rest;
mod sandbox;
mod server;
pub mod sight;
pub mod snowflake;
mod state;
pub mod wire;
pub mod world;

pub use fault::Faults;
pub use gateway::Gateway;
pub use journal::Exchange;
pub use observation::{ConnectionChange, Observation};
pub use person::{
    Action, Answer, AnswerKind, Choice, Filled, Form, Offered, Person, Place, Refused, Webhook,
};
pub use sandbox::{Options, Sandbox, Used};
pub use snowflake::Snowflake;
pub use world::World;
