//! A server's bridges.

use crate::domain::{Bridge, GuildId, Time, UserId, bridge::BRIDGE_LIMIT, refusal::BridgeRefusal};

use crate::store::Error;
use crate::store::codec::{id, milliseconds, snowflake};
use crate::store::tx::{Reader, Tx, execute, fetch_all};

impl Reader<'_> {
    /// The bridges in the order in which they were added.
    pub async fn bridges(&mut self, guild: GuildId) -> Result<Vec<Bridge>, Error> {
        let rows = fetch_all!(
            self,
            (String, i64),
            "SELECT name, source_id FROM bridges WHERE guild_id = $1 ORDER BY added_at, name",
            id(guild.0)
        )?;
        Ok(rows
            .into_iter()
            .map(|(name, source)| Bridge { name, source: snowflake(source) })
            .collect())
    }
}

impl Tx<'_> {
    /// Adds a checked bridge.
    ///
    /// # Errors
    /// Refuses a name or a source that another one has, and a bridge more than a server may have.
    pub async fn add_bridge(
        &mut self,
        guild: GuildId,
        bridge: &Bridge,
        by: UserId,
        at: Time,
    ) -> Result<(), Error> {
        self.hold_settings(guild).await?;
        let known = self.bridges(guild).await?;
        if known.iter().any(|known| known.name == bridge.name) {
            return Err(BridgeRefusal::NameTaken(bridge.name.clone()).into());
        }
        if let Some(known) = known.iter().find(|known| known.source == bridge.source) {
            return Err(BridgeRefusal::SourceTaken(known.name.clone()).into());
        }
        if known.len() >= BRIDGE_LIMIT {
            return Err(BridgeRefusal::TooMany.into());
        }
        execute!(
            self,
            "INSERT INTO bridges (guild_id, name, source_id, added_by, added_at) VALUES ($1, $2, $3, $4, $5)",
            id(guild.0),
            bridge.name.as_str(),
            id(bridge.source),
            id(by.0),
            milliseconds(at)
        )
        .map(drop)
    }

    /// Removes a bridge. Returns whether it existed.
    pub async fn remove_bridge(&mut self, guild: GuildId, name: &str) -> Result<bool, Error> {
        Ok(execute!(
            self,
            "DELETE FROM bridges WHERE guild_id = $1 AND name = $2",
            id(guild.0),
            name
        )? > 0)
    }
}
