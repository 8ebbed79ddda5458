//! Jobs: effects that wait in the outbox, or are being performed.

use std::sync::Arc;

use crate::domain::{Case, Effect, GuildId, Time};

/// An effect that is to be performed.
#[derive(Clone, Debug)]
pub struct Job {
    /// The number of the row.
    pub id: i64,
    /// The server.
    pub guild: GuildId,
    /// What is to be done.
    pub effect: Effect,
    /// How often the work was enqueued, from 1. The end of a job is saved only if nobody has
    /// enqueued the work again meanwhile.
    pub version: i64,
    /// How often it has failed since it was enqueued, from 0.
    pub attempts: i64,
    /// When it was first performed or could have been. Discord may have received requests since.
    pub first_tried_at: Time,
    /// When this process no longer holds the job, unless it renews the lease.
    pub leased_until: Time,
    /// The case, if the same commit has opened it and enqueued this job. It need not be read again:
    /// while the lease lasts, no other process can have drawn it.
    pub opened: Option<Arc<Case>>,
}

/// A row of the outbox that was marked as dead, because this program cannot read it.
#[derive(Clone, Debug)]
pub struct Unreadable {
    /// The server.
    pub guild: GuildId,
    /// What the job is about, as [`Effect::key`] writes it.
    pub key: String,
    /// Why the row cannot be read. Holds no text that a person wrote.
    pub reason: String,
}

/// The jobs that were claimed, and the rows that could not be read.
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
    /// Due now or later, or being performed.
    pub pending: i64,
    /// Failed for good, until a person fixes the cause.
    pub dead: i64,
}

/// How far the work of a row of the outbox is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JobState {
    /// How often it has failed since it was enqueued.
    pub attempts: i64,
    /// Whether it has failed for good.
    pub is_dead: bool,
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
    /// It failed for good. It stays in the outbox until a person fixes the cause, or until the same
    /// work is enqueued again.
    Dead {
        /// What a person has to fix.
        reason: String,
        /// Whether people were told of it already.
        is_told: bool,
    },
}
