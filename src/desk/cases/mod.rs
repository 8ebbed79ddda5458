//! Cases: how one is opened, where it lives, who its people are, and how it ends.

pub mod alerts;
pub mod copies;
pub mod ending;
pub mod flag;
pub mod offered;
pub mod offers;
pub mod outcome;
pub mod people;
pub mod places;
pub mod private;
pub mod saying;
