//! Messages about bugs.

pub mod bug_id;
pub mod forms;
pub mod life;
pub mod news;
pub mod report;
pub mod suggestion;
