//! Commands about cases.

pub mod ending;
pub mod lists;
pub mod opening;
pub mod show;
pub mod working;
