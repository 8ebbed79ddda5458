//! A server's other teams, and what they are asked.

pub(super) mod requests;

use crate::domain::{
    ChannelId, GuildId, OtherTeam, RoleId, Time, UserId, refusal::TeamRefusal, team::TEAM_LIMIT,
};

use crate::store::Error;
use crate::store::codec::{id, milliseconds, snowflake};
use crate::store::tx::{Reader, Tx, execute, fetch_all};

impl Reader<'_> {
    /// The other teams, by name.
    pub async fn teams(&mut self, guild: GuildId) -> Result<Vec<OtherTeam>, Error> {
        let rows = fetch_all!(
            self,
            (String, i64, i64),
            "SELECT name, channel_id, role_id FROM teams WHERE guild_id = $1 ORDER BY name",
            id(guild.0)
        )?;
        let team = |(name, channel, role)| OtherTeam {
            name,
            channel: ChannelId(snowflake(channel)),
            role: RoleId(snowflake(role)),
        };
        Ok(rows.into_iter().map(team).collect())
    }
}

impl Tx<'_> {
    /// Adds a checked team.
    ///
    /// # Errors
    /// Refuses a name that another one has, and a team more than a server may have.
    pub async fn add_team(
        &mut self,
        guild: GuildId,
        team: &OtherTeam,
        by: UserId,
        at: Time,
    ) -> Result<(), Error> {
        self.hold_settings(guild).await?;
        let known = self.teams(guild).await?;
        if known.iter().any(|known| known.name == team.name) {
            return Err(TeamRefusal::NameTaken(team.name.clone()).into());
        }
        if known.len() >= TEAM_LIMIT {
            return Err(TeamRefusal::TooMany.into());
        }
        execute!(
            self,
            "INSERT INTO teams (guild_id, name, channel_id, role_id, added_by, added_at) VALUES ($1, $2, $3, $4, $5, $6)",
            id(guild.0),
            team.name.as_str(),
            id(team.channel.0),
            id(team.role.0),
            id(by.0),
            milliseconds(at)
        )
        .map(drop)
    }

    /// Removes a team. Returns whether it existed.
    pub async fn remove_team(&mut self, guild: GuildId, name: &str) -> Result<bool, Error> {
        Ok(execute!(
            self,
            "DELETE FROM teams WHERE guild_id = $1 AND name = $2",
            id(guild.0),
            name
        )? > 0)
    }
}
