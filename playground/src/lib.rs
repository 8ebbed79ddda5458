//! What people need to play in the [`sandbox`]: a page in the browser, where one person plays
//! everybody and sees what happens between Discord and the bot; a terminal; recorded conversations.
//!
//! [`start`] starts the sandbox with the page. A program that runs a bot gives the page an
//! [`Operator`], by which a person can stop and start the bot.
//!
//! | module | contents |
//! |---|---|
//! | `page` | the page; its files are in `playground/page` |
//! | [`operator`] | the channel between the page and the program that runs the bot |
//! | [`terminal`] | people by typed lines |
//! | [`replay`] | people by recorded conversations |
//! | [`keep`] | storage of a community in a file |

#![warn(missing_docs)]

pub mod keep;
pub mod operator;
mod page;
pub mod replay;
pub mod terminal;

pub use operator::Operator;
pub use page::{Options, start};
pub use terminal::Terminal;
