//! Cases: how one is opened, where it lives, and how it ends.

pub mod ending;
pub mod flag;
pub mod outcome;
pub mod places;
pub mod saying;
