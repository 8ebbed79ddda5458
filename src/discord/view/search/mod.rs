//! Messages with which a case is found.

pub mod board;
pub mod find;
pub mod history;
pub mod next;
pub mod queue;
