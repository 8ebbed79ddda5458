//! Jobs: effects as rows of the outbox, until they are done.

use std::sync::Arc;

use crate::domain::{Case, Effect, GuildId, Time};

/// One row: an effect on its way.
#[derive(Clone, Debug)]
pub struct Job {
    /// The number of the row.
    pub id: i64,
    /// The server.
    pub guild: GuildId,
    /// What is to be done.
    pub effect: Effect,
    /// Counts how often the work was enqueued. A job that ends touches its row only if nobody has
    /// enqueued the work again meanwhile.
    pub version: i64,
    /// How often it has failed since it was enqueued.
    pub attempts: i64,
    /// Discord may have been asked since then.
    pub first_tried_at: Time,
    /// Until then this process holds the job.
    pub leased_until: Time,
    /// The case, where the commit that enqueued this has just opened it: while the lease lasts,
    /// nobody else can have drawn it.
    pub opened: Option<Arc<Case>>,
}

/// A row that was put aside because it holds no job that this program knows.
#[derive(Clone, Debug)]
pub struct Unreadable {
    /// The server.
    pub guild: GuildId,
    /// What the job is about, as [`Effect::key`] writes it.
    pub key: String,
    /// Why the row cannot be read. Holds no text that a person wrote.
    pub reason: String,
}

/// The jobs that were claimed, and the rows that were put aside.
#[derive(Clone, Debug, Default)]
pub struct Claimed {
    /// The jobs, which this process now holds.
    pub jobs: Vec<Job>,
    /// The rows that were put aside.
    pub unreadable: Vec<Unreadable>,
}

/// How many jobs there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct JobCounts {
    /// Waiting for their turn, or under way.
    pub pending: i64,
    /// Put aside, until a person fixes the cause.
    pub dead: i64,
}

/// How a job ended.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// It is done: the row goes.
    Done,
    /// To be tried again.
    Retry {
        /// The earliest time for the next try.
        at: Time,
    },
    /// Nobody can do it as things stand. Waits for a person, or for the same work to be enqueued
    /// again.
    Dead {
        /// What a person has to fix.
        reason: String,
    },
}
