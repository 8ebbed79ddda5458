//! What agents and other teams see of requests.

pub mod awaited;
pub mod card;
pub mod forms;
pub mod list;
pub mod notices;
pub mod request_id;
