//! Commands with which leads and managers say how a server's team works.

pub mod rule;
pub mod setup;
pub mod snippet;
