//! Delivery: takes jobs from the outbox and has a platform perform them. One at a time for each key
//! of the outbox (a case, a bug, a board, a message with files), several at once for a server, and
//! no server waits for another. Does not depend on any platform.
//!
//! The [`Dispatcher`] receives a job in one of two ways: from the desk right after the commit that
//! enqueued it, or from the outbox when the job is due. In both cases this process holds the job's
//! lease, and renews it until the job has ended. If the process dies at any point, the lease ends
//! and the job is due again. It may then be performed twice, which a [`Platform`] must tolerate.
//!
//! A job that fails is tried again later. One that fails for good, or that panics again and again,
//! is dead: it no longer blocks its lane.

mod dead_letter;
mod lane;
mod platform;
mod queue;
mod retry;

pub use platform::{Failed, Performed, Platform};
pub use queue::Dispatcher;
