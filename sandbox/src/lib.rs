//! A stateful, local, Discord-compatible server with communities in it, and verbs for the people
//! who live there.
//!
//! It is three things at once: the place where newcomers try the bot, the counterpart of all tests,
//! and a way to look at a community with the eyes of one person. It never knows the bot that talks
//! to it: everything goes over the wire.
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
//! Reading order: [`world`] (what exists and what may happen to it), `rest` and [`gateway`] (how a
//! bot reaches it), [`interaction`] (commands, buttons, forms), [`person`] (how people use it),
//! [`sight`] (what they see), [`terminal`] and [`replay`] (people by plain lines and by recorded
//! talk), [`page`] (people in the browser; its files stand in `sandbox/page`).

pub mod error;
pub mod fault;
pub mod gateway;
pub mod interaction;
pub mod journal;
pub mod limits;
pub mod locale;
pub mod page;
pub mod person;
pub mod rate;
pub mod replay;
mod rest;
mod sandbox;
mod server;
pub mod sight;
pub mod snowflake;
pub mod terminal;
pub mod wire;
pub mod world;

pub use fault::Faults;
pub use gateway::Gateway;
pub use journal::Exchange;
pub use page::operator::{self, Operator};
pub use person::{Answer, AnswerKind, Choice, Deed, Filled, Form, Offered, Person, Place, Refused};
pub use sandbox::{Options, Sandbox};
pub use snowflake::Snowflake;
pub use terminal::Terminal;
pub use world::World;
