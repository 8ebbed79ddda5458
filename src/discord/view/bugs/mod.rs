//! Messages about bugs.

pub mod bug_id;
pub mod forms;
pub mod known_issue;
pub mod life;
pub mod news;
pub mod report;
pub mod suggestion;
