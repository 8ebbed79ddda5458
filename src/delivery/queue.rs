//! The dispatcher: starts jobs in their order, saves how they ended, and renews their leases
//! meanwhile.

use std::{
    collections::{HashMap, HashSet},
    panic::AssertUnwindSafe,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use chrono::TimeDelta;
use futures_util::FutureExt;
use tracing::Instrument;

use crate::{
    delivery::{
        dead_letter,
        lane::Lanes,
        platform::{Performed, Platform},
        retry,
    },
    desk::{self, Desk},
    domain::{GuildId, Job, Outcome},
};

/// How many jobs are claimed in one transaction.
const BATCH: i64 = 256;
/// A lease that lasts no longer than this is renewed: half of a whole one, so that several sweeps
/// may fail before it ends.
const RENEWAL: TimeDelta = TimeDelta::seconds(5);

/// Has a platform perform jobs, in their order. Cheap to clone.
pub struct Dispatcher<P> {
    inner: Arc<Inner<P>>,
}

struct Inner<P> {
    desk: Desk,
    platform: P,
    servers: Mutex<HashMap<GuildId, Lanes>>,
}

impl<P> Clone for Dispatcher<P> {
    fn clone(&self) -> Self {
        Self { inner: Arc::clone(&self.inner) }
    }
}

impl<P: Platform> Dispatcher<P> {
    /// A dispatcher of a desk's jobs.
    pub fn new(desk: Desk, platform: P) -> Self {
        Self { inner: Arc::new(Inner { desk, platform, servers: Mutex::default() }) }
    }

    /// Whether no job is being performed or waits in memory.
    pub fn is_idle(&self) -> bool {
        self.servers().is_empty()
    }

    fn servers(&self) -> MutexGuard<'_, HashMap<GuildId, Lanes>> {
        self.inner.servers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a job that this process holds. It is performed at once, or when it is its turn.
    pub fn take(&self, job: Job) {
        let mut servers = self.servers();
        let lanes = servers.entry(job.guild).or_default();
        let guild = job.guild;
        lanes.add(job);
        self.start(guild, lanes);
    }

    /// Renews the leases of the jobs that are in memory, then claims the jobs that are due and adds
    /// them. Returns how many it has claimed.
    ///
    /// # Errors
    /// If the database does not answer.
    pub async fn sweep(&self) -> desk::Result<usize> {
        self.renew().await?;
        let mut count = 0;
        loop {
            let claimed = self.inner.desk.claim_jobs(BATCH).await?;
            claimed.unreadable.iter().for_each(dead_letter::report_unreadable);
            let found = claimed.jobs.len() + claimed.unreadable.len();
            count += claimed.jobs.len();
            claimed.jobs.into_iter().for_each(|job| self.take(job));
            if i64::try_from(found).unwrap_or(i64::MAX) < BATCH {
                return Ok(count);
            }
        }
    }

    async fn renew(&self) -> desk::Result<()> {
        let before = self.inner.desk.now() + RENEWAL;
        let jobs: Vec<i64> =
            self.servers().values().flat_map(|lanes| lanes.expiring(before)).collect();
        if jobs.is_empty() {
            return Ok(());
        }
        let (held, until) = self.inner.desk.renew_jobs(jobs).await?;
        let held: HashSet<i64> = held.into_iter().collect();
        self.servers().values_mut().for_each(|lanes| lanes.renewed(&held, until));
        Ok(())
    }

    /// Starts the jobs of a server whose turn it is, each in a task of its own.
    fn start(&self, guild: GuildId, lanes: &mut Lanes) {
        while let Some((key, job)) = lanes.start() {
            let dispatcher = self.clone();
            tokio::spawn(async move {
                dispatcher.deliver(job).await;
                dispatcher.end(guild, key);
            });
        }
    }

    fn end(&self, guild: GuildId, key: String) {
        let mut servers = self.servers();
        let Some(lanes) = servers.get_mut(&guild) else { return };
        lanes.end(key);
        self.start(guild, lanes);
        if lanes.is_empty() {
            servers.remove(&guild);
        }
    }

    /// Performs a job and saves how it ended, in a span of its own.
    async fn deliver(&self, job: Job) {
        let span = tracing::info_span!(
            "job",
            guild.id = %job.guild,
            case.number = job.effect.case().map(|case| case.0),
            bug.number = job.effect.bug().map(|bug| bug.0),
            key = job.effect.key(),
        );
        let (guild, key) = (job.guild, job.effect.key());
        self.perform(job).instrument(span).await;
        self.inner.desk.note_attempt(guild, key);
    }

    async fn perform(&self, job: Job) {
        let performed = AssertUnwindSafe(self.inner.platform.perform(&job)).catch_unwind().await;
        let now = self.inner.desk.now();
        let outcome = match performed {
            Ok(Ok(Performed::Finished)) => return,
            Ok(Ok(Performed::Done)) => Outcome::Done,
            Ok(Err(failed)) => retry::after_failure(failed, &job, now),
            Err(_) => retry::after_panic(&job, now),
        };
        if let Outcome::Dead { reason, .. } = &outcome {
            dead_letter::report(reason);
        }
        if let Err(error) = self.inner.desk.finish(job, outcome).await {
            // The job is due again when its lease ends. To perform it again does no harm.
            tracing::warn!(%error, "Couldn't save the end of a job");
        }
    }
}

#[cfg(test)]
mod tests;
