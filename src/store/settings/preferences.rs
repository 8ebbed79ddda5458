//! What people of the team have chosen for themselves.

use crate::domain::{GuildId, UserId};

use crate::store::Error;
use crate::store::codec::id;
use crate::store::tx::{Reader, Tx, execute, fetch_optional};

impl Reader<'_> {
    /// Whether a person is mentioned when the customer of one of their cases writes. Not unless
    /// they have chosen it.
    pub async fn wants_mentions(&mut self, guild: GuildId, user: UserId) -> Result<bool, Error> {
        let row = fetch_optional!(
            self,
            (i64,),
            "SELECT mentions FROM preferences WHERE guild_id = $1 AND user_id = $2",
            id(guild.0),
            id(user.0)
        )?;
        Ok(row.is_some_and(|(mentions,)| mentions != 0))
    }
}

impl Tx<'_> {
    /// Saves whether a person is mentioned when the customer of one of their cases writes.
    pub async fn save_mentions(
        &mut self,
        guild: GuildId,
        user: UserId,
        mentions: bool,
    ) -> Result<(), Error> {
        execute!(
            self,
            "INSERT INTO preferences (guild_id, user_id, mentions) VALUES ($1, $2, $3)
             ON CONFLICT (guild_id, user_id) DO UPDATE SET mentions = excluded.mentions",
            id(guild.0),
            id(user.0),
            i64::from(mentions)
        )?;
        Ok(())
    }
}
