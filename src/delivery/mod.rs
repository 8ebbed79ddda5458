//! Delivery: takes jobs from the outbox and has a platform perform them. One at a time for each key
//! of the outbox (a case, a bug, a board, a message with files), several at once for a server, and
//! no server waits for another. Does not depend on any platform.
//!
//! The [`Dispatcher`] receives a job in one of two ways: from the desk right after the commit that
//! enqueued it, or from the outbox when the job is due. In both cases this process holds the job's
//! lease, and renews it until the job has ended. If the process dies at any point, the lease ends
//! and the job is due again. It may then be performed twice, which a [`Platform`] must tolerate.
//!
//! The way of a job:
//!
//! 1. A use case enqueues it in the transaction of its change (`Tx::enqueue`). The row names this
//!    process as the holder, unless another one holds it.
//! 2. After the commit, `Desk::dispatch` sends it through a channel to `tasks::deliver`, which
//!    gives it to [`Dispatcher::take`]. If the channel is full, or the process dies here, nothing
//!    is lost: when the lease ends, the [`Dispatcher::sweep`] of any process finds the row.
//! 3. The job waits in the lane of its key, until the job before it has ended.
//! 4. The platform performs it. What it shows, it reads from the database and not from the job,
//!    except a case that the same commit has opened (`Job::opened`).
//! 5. `Desk::finish` deletes the row, or saves when to try again, or that the job is dead. Some
//!    jobs end in the same commit as what they have done ([`Performed::Finished`]).
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
