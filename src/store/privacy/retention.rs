//! Which texts are as old as their server keeps them.

use crate::domain::{CaseNumber, GuildId, Time};

use crate::store::Error;
use crate::store::codec::{milliseconds, snowflake};
use crate::store::tx::{Reader, fetch_all};

impl Reader<'_> {
    /// The cases of all servers whose texts are old enough to be erased, the oldest first.
    pub async fn expired_cases(
        &mut self,
        now: Time,
        limit: i64,
    ) -> Result<Vec<(GuildId, CaseNumber)>, Error> {
        let rows = fetch_all!(
            self,
            (i64, i64),
            // What was merged is over when the case is in which it goes on.
            "WITH RECURSIVE going_on(guild_id, number, last, merged_into) AS (
                SELECT c.guild_id, c.number, c.merged_into, c.merged_into FROM guilds g JOIN cases c ON c.guild_id = g.guild_id
                    WHERE c.merged_into IS NOT NULL AND c.closed_at <= $1 - g.keep_texts
                UNION SELECT o.guild_id, o.number, c.number, c.merged_into FROM going_on o
                    JOIN cases c ON c.guild_id = o.guild_id AND c.number = o.merged_into)
             SELECT guild_id, number FROM (
                SELECT c.guild_id, c.number, c.closed_at FROM guilds g JOIN cases c ON c.guild_id = g.guild_id
                WHERE c.phase = 'closed' AND (c.erased_at IS NULL OR c.erased_at < c.closed_at) AND c.closed_at <= $1 - g.keep_texts
                    AND NOT EXISTS (SELECT 1 FROM going_on o JOIN cases l ON l.guild_id = o.guild_id AND l.number = o.last
                        WHERE o.guild_id = c.guild_id AND o.number = c.number AND (l.phase <> 'closed' OR l.closed_at > $1 - g.keep_texts))
                UNION ALL
                SELECT c.guild_id, c.number, c.closed_at FROM cases c
                WHERE c.leftovers = 1 AND NOT EXISTS (
                    SELECT 1 FROM case_bugs l JOIN bugs b ON b.guild_id = l.guild_id AND b.number = l.bug_number
                    WHERE l.guild_id = c.guild_id AND l.case_number = c.number AND b.phase <> 'closed')
             ) due ORDER BY closed_at, number LIMIT $2",
            milliseconds(now),
            limit
        )?;
        Ok(rows
            .into_iter()
            .map(|(guild, number)| (GuildId(snowflake(guild)), CaseNumber(number)))
            .collect())
    }
}
