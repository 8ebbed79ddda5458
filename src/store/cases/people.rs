//! The people of cases: who asked, and who is assigned.

use crate::domain::{CaseNumber, GuildId, UserId};

use crate::store::Error;
use crate::store::codec::{id, snowflake};
use crate::store::tx::{Reader, fetch_all};

impl Reader<'_> {
    /// The assignees of a server's open cases.
    pub async fn assignees(&mut self, guild: GuildId) -> Result<Vec<UserId>, Error> {
        let rows = fetch_all!(
            self,
            (Option<i64>,),
            "SELECT DISTINCT assignee_id FROM cases
             WHERE guild_id = $1 AND phase = 'open' AND assignee_id IS NOT NULL",
            id(guild.0)
        )?;
        Ok(rows
            .into_iter()
            .filter_map(|(user,)| user)
            .map(|user| UserId(snowflake(user)))
            .collect())
    }

    /// The requesters of a server's cases that are not closed, those of the newest cases first.
    pub async fn requesters(&mut self, guild: GuildId) -> Result<Vec<UserId>, Error> {
        let rows = fetch_all!(
            self,
            (i64,),
            "SELECT requester_id FROM cases WHERE guild_id = $1 AND phase <> 'closed'
             GROUP BY requester_id ORDER BY MAX(number) DESC",
            id(guild.0)
        )?;
        Ok(rows.into_iter().map(|(user,)| UserId(snowflake(user))).collect())
    }

    /// The cases that are not closed and that a person has asked or is assigned to.
    pub async fn cases_with(
        &mut self,
        guild: GuildId,
        user: UserId,
    ) -> Result<Vec<CaseNumber>, Error> {
        let rows = fetch_all!(
            self,
            (i64,),
            "SELECT number FROM cases
             WHERE guild_id = $1 AND phase <> 'closed' AND (requester_id = $2 OR assignee_id = $2)
             ORDER BY number",
            id(guild.0),
            id(user.0)
        )?;
        Ok(rows.into_iter().map(|(number,)| CaseNumber(number)).collect())
    }
}
