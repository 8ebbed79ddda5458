//! The [`sandbox`] as a place for people: a page in the browser, where one person plays everybody
//! and sees what happens between Discord and the bot; plain lines at a terminal; recorded talk.
//!
//! [`start`] starts the sandbox with the page. Whoever runs the bot gives the page an [`Operator`],
//! so that the bot can be ended and started there.
//!
//! | module | holds |
//! |---|---|
//! | `page` | the page; its files stand in `playground/page` |
//! | [`operator`] | the line between the page and whoever runs the bot |
//! | [`terminal`] | people by plain lines |
//! | [`replay`] | people by recorded talk |
//! | [`keep`] | a community in a file, from one start to the next |

pub mod keep;
pub mod operator;
mod page;
pub mod replay;
pub mod terminal;

pub use operator::Operator;
pub use page::{Options, start};
pub use terminal::Terminal;
