//! The page: a community in the browser, where one person plays everybody, and sees what happens
//! between Discord and the bot.
//!
//! | file | contents |
//! |---|---|
//! | `start.rs`, `routes.rs`, `context.rs` | how the page stands beside Discord, and what its handlers share |
//! | `assets.rs`, `join.rs` | what the browser loads |
//! | `token.rs` | who may connect |
//! | `live.rs`, `verbs/` | one person's window: what changes, and what the person does |
//! | `view.rs`, `reads.rs`, `rendering/` | the community as one person sees it |
//! | `watch.rs`, `event_log.rs`, `words/` | "What just happened" |
//! | `trouble.rs` | faults on purpose |
//! | `guide.rs` | the first minute |
//! | `keep.rs`, `scenario.rs` | to take away: the community as a file, the actions as a test |
//!
//! The messages between page and server are defined in `playground/page/protocol.d.ts`.

mod assets;
mod context;
mod event_log;
mod guide;
mod join;
mod keep;
mod live;
mod reads;
mod rendering;
mod routes;
mod scenario;
mod start;
mod token;
mod trouble;
mod verbs;
mod view;
mod watch;
mod words;

pub use start::{Options, start};
