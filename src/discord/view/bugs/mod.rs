//! Messages about bugs.

pub mod report;
