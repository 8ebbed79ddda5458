//! Messages about one case.

pub mod adding;
pub mod addressed;
pub mod alert;
pub mod card;
pub mod desk_line;
pub mod details;
mod ending;
pub mod offers;
pub mod own_cases;
pub mod post;
pub mod thread;
pub mod transcript;
