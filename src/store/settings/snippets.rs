//! A server's saved replies.

use crate::domain::{
    GuildId, Snippet, Time, UserId, refusal::SnippetRefusal, snippet::SNIPPET_LIMIT,
};

use crate::store::Error;
use crate::store::codec::{id, milliseconds};
use crate::store::tx::{Reader, Tx, execute, fetch_all, fetch_optional};

impl Reader<'_> {
    /// The saved replies, by name.
    pub async fn snippets(&mut self, guild: GuildId) -> Result<Vec<Snippet>, Error> {
        let rows = fetch_all!(
            self,
            (String, String),
            "SELECT name, content FROM snippets WHERE guild_id = $1 ORDER BY name",
            id(guild.0)
        )?;
        Ok(rows.into_iter().map(|(name, text)| Snippet { name, text }).collect())
    }

    /// One saved reply.
    pub async fn snippet(&mut self, guild: GuildId, name: &str) -> Result<Option<Snippet>, Error> {
        let row = fetch_optional!(
            self,
            (String, String),
            "SELECT name, content FROM snippets WHERE guild_id = $1 AND name = $2",
            id(guild.0),
            name
        )?;
        Ok(row.map(|(name, text)| Snippet { name, text }))
    }
}

impl Tx<'_> {
    /// Adds a saved reply.
    ///
    /// # Errors
    /// Refuses a name that is taken, and a saved reply more than a server may have.
    pub async fn add_snippet(
        &mut self,
        guild: GuildId,
        snippet: &Snippet,
        by: UserId,
        at: Time,
    ) -> Result<(), Error> {
        self.hold_settings(guild).await?;
        let count = fetch_optional!(
            self,
            (i64,),
            "SELECT COUNT(*) FROM snippets WHERE guild_id = $1",
            id(guild.0)
        )?;
        let most = i64::try_from(SNIPPET_LIMIT).unwrap_or(i64::MAX);
        if count.is_some_and(|(count,)| count >= most) {
            return Err(SnippetRefusal::TooMany.into());
        }
        let added = execute!(
            self,
            "INSERT INTO snippets (guild_id, name, content, created_by, created_at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (guild_id, name) DO NOTHING",
            id(guild.0),
            snippet.name.as_str(),
            snippet.text.as_str(),
            id(by.0),
            milliseconds(at)
        )?;
        if added == 0 {
            Err(SnippetRefusal::NameTaken(snippet.name.clone()).into())
        } else {
            Ok(())
        }
    }

    /// Changes the name and the text of a saved reply. Returns whether it existed.
    ///
    /// # Errors
    /// Refuses a new name that another one has.
    pub async fn change_snippet(
        &mut self,
        guild: GuildId,
        name: &str,
        changed: &Snippet,
    ) -> Result<bool, Error> {
        self.hold_settings(guild).await?;
        if changed.name != name && self.snippet(guild, &changed.name).await?.is_some() {
            return Err(SnippetRefusal::NameTaken(changed.name.clone()).into());
        }
        let found = execute!(
            self,
            "UPDATE snippets SET name = $3, content = $4 WHERE guild_id = $1 AND name = $2",
            id(guild.0),
            name,
            changed.name.as_str(),
            changed.text.as_str()
        )?;
        Ok(found > 0)
    }

    /// Removes a saved reply. Returns whether it existed.
    pub async fn remove_snippet(&mut self, guild: GuildId, name: &str) -> Result<bool, Error> {
        Ok(execute!(
            self,
            "DELETE FROM snippets WHERE guild_id = $1 AND name = $2",
            id(guild.0),
            name
        )? > 0)
    }
}
