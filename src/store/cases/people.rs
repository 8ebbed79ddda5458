//! The people of cases: who asked, and who is assigned.

use crate::domain::{CaseNumber, GuildId, Time, UserId};

use crate::store::Error;
use crate::store::codec::{id, milliseconds, snowflake};
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

    /// The members who are requesters of a server's cases that are not closed, those of the newest
    /// cases first.
    pub async fn requesters(&mut self, guild: GuildId) -> Result<Vec<UserId>, Error> {
        let rows = fetch_all!(
            self,
            (i64,),
            "SELECT requester_id FROM cases WHERE guild_id = $1 AND phase <> 'closed' AND bridge IS NULL
             GROUP BY requester_id ORDER BY MAX(number) DESC",
            id(guild.0)
        )?;
        Ok(rows.into_iter().map(|(user,)| UserId(snowflake(user))).collect())
    }

    /// The cases of all servers whose customers have been silent for as long as their server waits,
    /// the longest first. Each server counts from when it chose that.
    pub async fn silent_cases(
        &mut self,
        now: Time,
        limit: i64,
    ) -> Result<Vec<(GuildId, CaseNumber)>, Error> {
        let rows = fetch_all!(
            self,
            (i64, i64),
            "SELECT c.guild_id, c.number FROM guilds g JOIN cases c ON c.guild_id = g.guild_id
             WHERE g.follow_up_after IS NOT NULL AND g.follow_up_since <= $1 - g.follow_up_after
                AND c.quiet_since <= $1 - g.follow_up_after AND c.asking IS NULL
                AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.guild_id = c.guild_id AND m.case_number = c.number
                    AND m.side <> 'other' AND m.sent_at > $1 - g.follow_up_after)
             ORDER BY c.quiet_since, c.number LIMIT $2",
            milliseconds(now),
            limit
        )?;
        Ok(rows
            .into_iter()
            .map(|(guild, number)| (GuildId(snowflake(guild)), CaseNumber(number)))
            .collect())
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
