//! The outbox, as delivery uses it: which jobs are due, who holds them, and how they ended.

use crate::{
    domain::{Cause, Claimed, Fact, FactKind, GuildId, Job, JobCounts, Outcome, Time},
    store::LEASE,
};

use crate::desk::{Desk, Result};

impl Desk {
    /// Whether a job is due, held or not.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn has_due_jobs(&self) -> Result<bool> {
        let now = self.now();
        Ok(self.store.read(async move |reader| reader.has_due_jobs(now).await).await?)
    }

    /// Claims the jobs that are due and that no process holds, at most `limit`. This process holds
    /// them for [`LEASE`].
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn claim_jobs(&self, limit: i64) -> Result<Claimed> {
        let now = self.now();
        if !self.store.read(async move |reader| reader.has_free_jobs(now).await).await? {
            return Ok(Claimed::default());
        }
        Ok(self.store.write_deferred(async move |tx| tx.claim(now, limit).await).await?)
    }

    /// Renews the leases of jobs. Returns those that this process still holds, and when their
    /// leases will end.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn renew_jobs(&self, jobs: Vec<i64>) -> Result<(Vec<i64>, Time)> {
        let until = self.now() + LEASE;
        let held = self
            .store
            .write_deferred(async move |tx| {
                let mut held = Vec::with_capacity(jobs.len());
                for &job in &jobs {
                    if tx.renew(job, until).await? {
                        held.push(job);
                    }
                }
                Ok(held)
            })
            .await?;
        Ok((held, until))
    }

    /// Ends the leases of an earlier process, at the start. Does nothing on Postgres, where other
    /// processes may be at work.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn free_jobs(&self) -> Result<()> {
        Ok(self.store.write(async |tx| tx.free_jobs().await).await?)
    }

    /// Ends the leases of this process, before it ends itself: others may claim its jobs at once.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn release_jobs(&self) -> Result<()> {
        Ok(self.store.write(async |tx| tx.release_jobs().await).await?)
    }

    /// How many jobs are pending, and how many are dead.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn job_counts(&self) -> Result<JobCounts> {
        Ok(self.store.read(async |reader| reader.job_counts().await).await?)
    }

    /// Makes the dead jobs of a server due: a permission or a channel has changed.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn revive_dead(&self, guild: GuildId) -> Result<()> {
        let now = self.now();
        self.store.write(async move |tx| tx.revive_dead(guild, now).await).await?;
        Ok(())
    }

    /// Saves how a job ended. A dead job is also recorded as a fact, so that people see it,
    /// unless they were told of it.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn finish(&self, job: Job, outcome: Outcome) -> Result<()> {
        let now = self.now();
        self.store
            .write_deferred(async move |tx| {
                tx.finish(&job, &outcome).await?;
                let Outcome::Dead { reason, is_told: false } = &outcome else { return Ok(()) };
                let fact = Fact {
                    kind: FactKind::DeliveryParked { reason: reason.clone() },
                    case: job.effect.case(),
                    bug: job.effect.bug(),
                    actor: None,
                    at: now,
                };
                let cause = Cause::Due(crate::store::fresh_id(now));
                tx.append(job.guild, &cause, &[fact]).await
            })
            .await?;
        Ok(())
    }
}
