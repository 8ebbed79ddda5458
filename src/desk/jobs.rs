//! The queue of jobs, as delivery uses it: what is due, who holds it, and how it ended.

use crate::{
    domain::{Cause, Claimed, Fact, FactKind, GuildId, Job, JobCounts, Outcome, Time},
    store::LEASE,
};

use crate::desk::{Desk, Result};

impl Desk {
    /// Whether a job is due, whoever holds it.
    ///
    /// # Errors
    /// [`super::Error::Internal`] when the database does not answer.
    pub async fn has_due_jobs(&self) -> Result<bool> {
        let now = self.now();
        Ok(self.store.read(async move |reader| reader.has_due_jobs(now).await).await?)
    }

    /// Takes the jobs that are due and that no process holds, at most `limit`. They are this
    /// process's until the lease ends.
    ///
    /// # Errors
    /// [`super::Error::Internal`] when the database does not answer.
    pub async fn claim_jobs(&self, limit: i64) -> Result<Claimed> {
        let now = self.now();
        if !self.store.read(async move |reader| reader.has_free_jobs(now).await).await? {
            return Ok(Claimed::default());
        }
        Ok(self.store.write_deferred(async move |tx| tx.claim(now, limit).await).await?)
    }

    /// Holds jobs for longer. Returns until when.
    ///
    /// # Errors
    /// [`super::Error::Internal`] when the database does not answer.
    pub async fn renew_jobs(&self, jobs: Vec<i64>) -> Result<Time> {
        let now = self.now();
        let until = now + LEASE;
        self.store
            .write_deferred(async move |tx| {
                for &job in &jobs {
                    tx.renew(job, now, until).await?;
                }
                Ok(())
            })
            .await?;
        Ok(until)
    }

    /// Frees what an earlier process held, where there can be no other now: on SQLite.
    ///
    /// # Errors
    /// [`super::Error::Internal`] when the database does not answer.
    pub async fn free_jobs(&self) -> Result<()> {
        Ok(self.store.write(async |tx| tx.free_jobs().await).await?)
    }

    /// Gives back the jobs that this process holds, at its end: others may go on at once.
    ///
    /// # Errors
    /// [`super::Error::Internal`] when the database does not answer.
    pub async fn release_jobs(&self) -> Result<()> {
        Ok(self.store.write(async |tx| tx.release_jobs().await).await?)
    }

    /// How many jobs wait, and how many are dead.
    ///
    /// # Errors
    /// [`super::Error::Internal`] when the database does not answer.
    pub async fn job_counts(&self) -> Result<JobCounts> {
        Ok(self.store.read(async |reader| reader.job_counts().await).await?)
    }

    /// Tries again what was given up in a server: a permission or a channel has changed.
    ///
    /// # Errors
    /// [`super::Error::Internal`] when the database does not answer.
    pub async fn revive_dead(&self, guild: GuildId) -> Result<()> {
        let now = self.now();
        self.store.write(async move |tx| tx.revive_dead(guild, now).await).await?;
        Ok(())
    }

    /// Saves how a job ended. One that nobody can do is a fact of its own, so that people see it.
    ///
    /// # Errors
    /// [`super::Error::Internal`] when the database does not answer.
    pub async fn finish(&self, job: Job, outcome: Outcome) -> Result<()> {
        let now = self.now();
        self.store
            .write_deferred(async move |tx| {
                tx.finish(&job, &outcome).await?;
                let Outcome::Dead { reason } = &outcome else { return Ok(()) };
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
