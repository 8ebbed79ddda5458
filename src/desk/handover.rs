//! What was just committed, on its way from the use case to the courier.
//!
//! A case that was just opened is drawn as its commit left it, without being read again. That is
//! right only as long as nobody else has drawn it: so what is on this way is not found due
//! meanwhile. What gets lost on it is.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use crate::{
    domain::Time,
    store::{self, Job},
};

/// A job that was just committed.
pub struct Fresh {
    job: Job,
    /// Ends when the courier has taken the job, or when it got lost.
    handover: Option<Handover>,
}

impl Fresh {
    pub(super) fn new(job: Job, handover: Option<Handover>) -> Self {
        Self { job, handover }
    }

    /// Gives the job to whoever takes it on.
    pub fn hand_to(self, take: impl FnOnce(Job)) {
        take(self.job);
        drop(self.handover);
    }
}

/// Lower bounds of the ids of jobs that may be in flight.
#[derive(Clone, Debug, Default)]
pub(super) struct Handovers {
    begun: Arc<Mutex<BTreeSet<i64>>>,
}

/// Guard for one commit's jobs; released when the last clone is dropped.
#[derive(Clone, Debug)]
pub(super) struct Handover {
    _way: Arc<Way>,
}

#[derive(Debug)]
struct Way {
    from: i64,
    of: Handovers,
}

impl Handovers {
    /// Begins before the commit: the ids of the jobs that it brings are all greater.
    pub(super) fn begin(&self, now: Time) -> Handover {
        let from = store::fresh_id(now);
        self.lock().insert(from);
        Handover { _way: Arc::new(Way { from, of: self.clone() }) }
    }

    /// The first id of a job that may be on its way.
    pub(super) fn first(&self) -> Option<i64> {
        self.lock().first().copied()
    }

    fn lock(&self) -> MutexGuard<'_, BTreeSet<i64>> {
        self.begun.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Way {
    fn drop(&mut self) {
        self.of.lock().remove(&self.from);
    }
}
