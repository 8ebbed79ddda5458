//! Delivery: takes jobs from the outbox and has a platform perform them. One at a time for each
//! case or bug, many at once for a server, and no server waits for another. Knows no platform.
//!
//! A job reaches the [`Dispatcher`] right after its commit, or when it is found due. This process
//! holds its lease until the job ends. A job that fails is tried again later; one that nobody can
//! do, or that breaks off again and again, is put aside, and nothing else waits for it.

mod dead_letter;
mod lane;
mod platform;
mod queue;
mod retry;

pub use platform::{Failed, Performed, Platform};
pub use queue::Dispatcher;
