//! How far repositories were read.

use crate::domain::{ReadState, Repository, Time};

use crate::store::Error;
use crate::store::codec::{milliseconds, time};
use crate::store::tx::{Reader, Tx, execute, fetch_all, row};

row! {
    struct ReadStateRow {
        repository: String,
        id: Option<i64>,
        since: i64,
        issues_since: i64,
        issues_etag: Option<String>,
        releases_etag: Option<String>,
        milestones_etag: Option<String>,
    }
}

impl ReadStateRow {
    fn into_domain(self) -> Result<ReadState, Error> {
        Ok(ReadState {
            repository: Repository::stored(self.repository),
            id: self.id,
            since: time(self.since)?,
            issues_since: time(self.issues_since)?,
            issues_etag: self.issues_etag,
            releases_etag: self.releases_etag,
            milestones_etag: self.milestones_etag,
        })
    }
}

impl Reader<'_> {
    /// Whether a repository of a server is due to be read.
    pub async fn has_due_repositories(&mut self, now: Time) -> Result<bool, Error> {
        let rows = fetch_all!(
            self,
            (String,),
            "SELECT repository FROM github_repositories WHERE next_at <= $1 LIMIT 1",
            milliseconds(now)
        )?;
        Ok(!rows.is_empty())
    }
}

impl Tx<'_> {
    /// Has a repository read from now on, with what happened since a time. Does nothing if it is
    /// read already.
    pub async fn begin_repository(
        &mut self,
        repository: &Repository,
        since: Time,
        now: Time,
    ) -> Result<(), Error> {
        execute!(
            self,
            "INSERT INTO github_repositories (repository, since, next_at, issues_since) VALUES ($1, $2, $3, $2)
             ON CONFLICT (repository) DO NOTHING",
            repository.key(),
            milliseconds(since),
            milliseconds(now)
        )
        .map(drop)
    }

    /// Forgets the repositories that no server has any more, and claims those that are due: nobody
    /// else reads them before `until`.
    pub async fn claim_repositories(
        &mut self,
        now: Time,
        until: Time,
    ) -> Result<Vec<ReadState>, Error> {
        execute!(
            self,
            "DELETE FROM github_repositories
             WHERE NOT EXISTS (SELECT 1 FROM guilds WHERE LOWER(guilds.github) = github_repositories.repository)"
        )?;
        execute!(
            self,
            "DELETE FROM github_shipments
             WHERE NOT EXISTS (SELECT 1 FROM guilds WHERE LOWER(guilds.github) = github_shipments.repository)"
        )?;
        let rows = fetch_all!(
            self,
            ReadStateRow,
            "UPDATE github_repositories SET next_at = $2 WHERE next_at <= $1
             RETURNING repository, id, since, issues_since, issues_etag, releases_etag, milestones_etag",
            milliseconds(now),
            milliseconds(until)
        )?;
        rows.into_iter().map(ReadStateRow::into_domain).collect()
    }

    /// Saves how far a repository was read, and when it is read again.
    pub async fn save_repository(&mut self, state: &ReadState, next: Time) -> Result<(), Error> {
        execute!(
            self,
            "UPDATE github_repositories SET next_at = $2, issues_since = $3, issues_etag = $4, releases_etag = $5, milestones_etag = $6
             WHERE repository = $1",
            state.repository.key(),
            milliseconds(next),
            milliseconds(state.issues_since),
            state.issues_etag.as_deref(),
            state.releases_etag.as_deref(),
            state.milestones_etag.as_deref()
        )
        .map(drop)
    }
}
