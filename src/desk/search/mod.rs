//! The ways to find a case.

pub mod board;
pub mod find;
pub mod history;
pub mod lists;
pub mod next;
