//! The names of repositories, and the IDs that stay when a name changes.

use crate::domain::{GuildId, Repository};

use crate::store::Error;
use crate::store::codec::snowflake;
use crate::store::tx::{Reader, Tx, execute, fetch_all, fetch_optional};

impl Reader<'_> {
    /// GitHub's ID of the repository that has a name, in lower case, if it is known.
    pub async fn repository_id(&mut self, repository: &str) -> Result<Option<i64>, Error> {
        let row = fetch_optional!(
            self,
            (Option<i64>,),
            "SELECT id FROM github_repositories WHERE repository = $1",
            repository
        )?;
        Ok(row.and_then(|(id,)| id))
    }

    /// The names, in lower case, under which the repository with an ID is known.
    pub async fn repository_names(&mut self, repository: i64) -> Result<Vec<String>, Error> {
        let rows = fetch_all!(
            self,
            (String,),
            "SELECT repository FROM github_repositories WHERE id = $1 ORDER BY repository",
            repository
        )?;
        Ok(rows.into_iter().map(|(name,)| name).collect())
    }
}

impl Tx<'_> {
    /// Saves GitHub's ID of a repository, whose name is in lower case. None changes nothing.
    pub async fn note_repository_id(
        &mut self,
        repository: &str,
        github: Option<i64>,
    ) -> Result<(), Error> {
        execute!(
            self,
            "UPDATE github_repositories SET id = COALESCE($2, id) WHERE repository = $1",
            repository,
            github
        )
        .map(drop)
    }

    /// Gives a repository, in lower case, another name. Returns the servers that have chosen it.
    pub async fn rename_repository(
        &mut self,
        from: &str,
        to: &Repository,
    ) -> Result<Vec<GuildId>, Error> {
        let guilds = fetch_all!(
            self,
            (i64,),
            "UPDATE guilds SET github = $2 WHERE LOWER(github) = $1 RETURNING guild_id",
            from,
            to.as_str()
        )?;
        execute!(
            self,
            "UPDATE issues SET repository = $2 WHERE LOWER(repository) = $1",
            from,
            to.as_str()
        )?;
        execute!(
            self,
            "INSERT INTO github_shipments (repository, kind, id, name, at)
             SELECT $2, kind, id, name, at FROM github_shipments WHERE repository = $1
             ON CONFLICT (repository, kind, id) DO NOTHING",
            from,
            to.key()
        )?;
        execute!(self, "DELETE FROM github_shipments WHERE repository = $1", from)?;
        execute!(
            self,
            "DELETE FROM github_repositories WHERE repository = $1
                AND EXISTS (SELECT 1 FROM github_repositories other WHERE other.repository = $2)",
            from,
            to.key()
        )?;
        execute!(
            self,
            "UPDATE github_repositories SET repository = $2 WHERE repository = $1",
            from,
            to.key()
        )?;
        Ok(guilds.into_iter().map(|(guild,)| GuildId(snowflake(guild))).collect())
    }
}
