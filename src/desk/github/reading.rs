//! How far repositories were read, for the loop that reads them.

use chrono::TimeDelta;

use crate::domain::{ReadState, Time};

use crate::desk::{Desk, Result};

/// How long nobody else reads a repository that was claimed.
const CLAIM: TimeDelta = TimeDelta::minutes(5);

impl Desk {
    /// Claims the repositories that are due to be read.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn due_repositories(&self) -> Result<Vec<ReadState>> {
        let now = self.now();
        if !self.store.read(async move |reader| reader.has_due_repositories(now).await).await? {
            return Ok(Vec::new());
        }
        let claimed =
            self.store.write(async move |tx| tx.claim_repositories(now, now + CLAIM).await);
        Ok(claimed.await?)
    }

    /// Saves how far a repository was read, and when it is read again.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn repository_read(&self, state: ReadState, next: Time) -> Result<()> {
        Ok(self.store.write(async move |tx| tx.save_repository(&state, next).await).await?)
    }

    /// Makes the dead jobs about issues due, at the start of the program.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn revive_issues(&self) -> Result<()> {
        let now = self.now();
        Ok(self.store.write(async move |tx| tx.revive_issues(now).await).await?)
    }
}
