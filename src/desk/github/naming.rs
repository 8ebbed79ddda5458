//! What GitHub calls a repository. Its name may change; its ID does not. A name that is free may be
//! given to another repository, which is none of the server's.

use chrono::TimeDelta;

use crate::{
    domain::{GuildId, Repository, Time},
    store::Tx,
};

use crate::desk::{Desk, Result, Stored, github::FoundRepository};

/// By how much our clock and GitHub's may differ. What is read twice changes nothing.
const CLOCKS: TimeDelta = TimeDelta::hours(1);

impl Desk {
    /// Notes that somebody has chosen a repository, perhaps one that had another name.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn repository_chosen(&self, found: &FoundRepository) -> Result<()> {
        let (now, FoundRepository { repository, id, .. }) = (self.now(), found.clone());
        let renamed = self.store.write(async move |tx| {
            let renamed = rename(tx, &repository, id).await?;
            begin(tx, &repository, now).await?;
            tx.note_repository_id(&repository.key(), id).await?;
            Ok(renamed)
        });
        self.forget_teams(renamed.await?);
        Ok(())
    }

    /// Notes what GitHub calls a repository now that was asked for by the name which we know.
    /// Returns false if it is not the one that had this name for us.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn repository_found(
        &self,
        asked: &Repository,
        found: &FoundRepository,
    ) -> Result<bool> {
        let (asked, FoundRepository { repository, id, .. }) = (asked.clone(), found.clone());
        let renamed = self.store.write(async move |tx| {
            if !is_known_as(tx, &asked, id).await? {
                return Ok(None);
            }
            let mut renamed = rename(tx, &repository, id).await?;
            if !asked.is_same(&repository) {
                renamed.extend(tx.rename_repository(&asked.key(), &repository).await?);
            }
            tx.note_repository_id(&repository.key(), id).await?;
            Ok(Some(renamed))
        });
        let renamed = renamed.await?;
        let is_ours = renamed.is_some();
        self.forget_teams(renamed.unwrap_or_default());
        Ok(is_ours)
    }

    /// Has the settings of servers read anew whose repository has another name.
    pub(super) fn forget_teams(&self, guilds: Vec<GuildId>) {
        for guild in guilds {
            tracing::info!(%guild, "The repository of a server has another name now");
            self.forget_team(guild);
        }
    }
}

/// Has a repository read from now on, if it is not read already.
pub(in crate::desk) async fn begin(
    tx: &mut Tx<'_>,
    repository: &Repository,
    now: Time,
) -> Stored<()> {
    tx.begin_repository(repository, now - CLOCKS, now).await
}

/// Whether a name means the repository with this ID, as far as we know.
pub(super) async fn is_known_as(
    tx: &mut Tx<'_>,
    name: &Repository,
    id: Option<i64>,
) -> Stored<bool> {
    let known = tx.repository_id(&name.key()).await?;
    Ok(known.is_none() || id.is_none() || known == id)
}

/// Gives the repository with this ID its name, wherever it has another. Returns the servers that
/// have chosen it.
pub(super) async fn rename(
    tx: &mut Tx<'_>,
    name: &Repository,
    id: Option<i64>,
) -> Stored<Vec<GuildId>> {
    let Some(id) = id else { return Ok(Vec::new()) };
    let mut guilds = Vec::new();
    for old in tx.repository_names(id).await? {
        if old != name.key() {
            guilds.extend(tx.rename_repository(&old, name).await?);
        }
    }
    Ok(guilds)
}
