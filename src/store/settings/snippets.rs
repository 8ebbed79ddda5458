//! A server's prepared answers.

use crate::domain::{
    GuildId, PublicText, Snippet, Time, UserId,
    refusal::{SetupRefusal, SnippetRefusal},
};

use crate::store::Error;
use crate::store::codec::{id, milliseconds};
use crate::store::tx::{Reader, Tx, execute, fetch_all, fetch_optional};

/// How many prepared answers a server may have.
const SNIPPET_LIMIT: i64 = 200;

impl Tx<'_> {
    /// Adds a prepared answer.
    ///
    /// # Errors
    /// Refuses a name that is taken, and a prepared answer more than a server may have.
    pub async fn add_snippet(
        &mut self,
        guild: GuildId,
        name: &str,
        text: &PublicText,
        by: UserId,
        at: Time,
    ) -> Result<(), Error> {
        // Writing the server's row first makes two leads wait for each other, so that they cannot
        // both add the last one.
        if execute!(
            self,
            "UPDATE guilds SET flag_emoji = flag_emoji WHERE guild_id = $1",
            id(guild.0)
        )? == 0
        {
            return Err(SetupRefusal::NotSetUp.into());
        }
        let count = fetch_optional!(
            self,
            (i64,),
            "SELECT COUNT(*) FROM snippets WHERE guild_id = $1",
            id(guild.0)
        )?;
        if count.is_some_and(|(count,)| count >= SNIPPET_LIMIT) {
            return Err(SnippetRefusal::TooMany.into());
        }
        let added = execute!(
            self,
            "INSERT INTO snippets (guild_id, name, content, created_by, created_at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (guild_id, name) DO NOTHING",
            id(guild.0),
            name,
            text.as_str(),
            id(by.0),
            milliseconds(at)
        )?;
        if added == 0 { Err(SnippetRefusal::NameTaken(name.to_owned()).into()) } else { Ok(()) }
    }
}

impl Reader<'_> {
    /// The prepared answers, by name.
    pub async fn snippets(&mut self, guild: GuildId) -> Result<Vec<Snippet>, Error> {
        let rows = fetch_all!(
            self,
            (String, String),
            "SELECT name, content FROM snippets WHERE guild_id = $1 ORDER BY name",
            id(guild.0)
        )?;
        Ok(rows.into_iter().map(|(name, text)| Snippet { name, text }).collect())
    }

    /// One prepared answer.
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
    /// Removes a prepared answer. Returns whether it existed.
    pub async fn remove_snippet(&mut self, guild: GuildId, name: &str) -> Result<bool, Error> {
        Ok(execute!(
            self,
            "DELETE FROM snippets WHERE guild_id = $1 AND name = $2",
            id(guild.0),
            name
        )? > 0)
    }
}
