//! The people of cases: who asked, and who is assigned.

use crate::domain::{
    BugNumber, Case, CaseNumber, ChannelId, GuildId, Handover, Origin, Time, UserId,
};

use crate::store::Error;
use crate::store::cases::{CaseRow, select_case};
use crate::store::codec::{self, from_json, id, in_servers, milliseconds, snowflake};
use crate::store::tx::{Reader, Tx, execute, fetch_all, fetch_optional};

impl Reader<'_> {
    /// The cases of a member that came to be in a certain way, the oldest first.
    pub async fn cases_of_origin(
        &mut self,
        guild: GuildId,
        requester: UserId,
        origin: &Origin,
    ) -> Result<Vec<Case>, Error> {
        let rows = fetch_all!(
            self,
            CaseRow,
            select_case!(
                "WHERE guild_id = $1 AND requester_id = $2 AND origin = $3 ORDER BY number"
            ),
            id(guild.0),
            id(requester.0),
            origin.name()
        )?;
        rows.into_iter().map(CaseRow::into_domain).collect()
    }

    /// The open cases of a person, newest first.
    pub async fn open_cases_of(
        &mut self,
        guild: GuildId,
        requester: UserId,
        limit: i64,
    ) -> Result<Vec<Case>, Error> {
        let rows = fetch_all!(
            self,
            CaseRow,
            select_case!(
                "WHERE guild_id = $1 AND requester_id = $2 AND phase <> 'closed' ORDER BY number DESC LIMIT $3"
            ),
            id(guild.0),
            id(requester.0),
            limit
        )?;
        rows.into_iter().map(CaseRow::into_domain).collect()
    }

    /// A server's open cases, newest first.
    pub async fn newest_open_cases(
        &mut self,
        guild: GuildId,
        limit: i64,
    ) -> Result<Vec<Case>, Error> {
        let rows = fetch_all!(
            self,
            CaseRow,
            select_case!("WHERE guild_id = $1 AND phase <> 'closed' ORDER BY number DESC LIMIT $2"),
            id(guild.0),
            limit
        )?;
        rows.into_iter().map(CaseRow::into_domain).collect()
    }

    /// The newest open case of a person about a message in a channel, if it was opened or they
    /// wrote in it since a time.
    pub async fn recent_case(
        &mut self,
        guild: GuildId,
        channel: ChannelId,
        requester: UserId,
        since: Time,
    ) -> Result<Option<Case>, Error> {
        let row = fetch_optional!(
            self,
            CaseRow,
            select_case!(
                "WHERE guild_id = $1 AND requester_id = $2 AND source_channel_id = $3 AND phase = 'open'
                    AND (opened_at >= $4 OR EXISTS (SELECT 1 FROM messages m WHERE m.guild_id = c.guild_id AND m.case_number = c.number
                        AND m.author_id = $2 AND m.sent_at >= $4))
                 ORDER BY number DESC LIMIT 1"
            ),
            id(guild.0),
            id(requester.0),
            id(channel.0),
            milliseconds(since)
        )?;
        row.map(CaseRow::into_domain).transpose()
    }

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

    /// The developers who work on bugs of a server, or did on those that were shipped.
    pub async fn developers(&mut self, guild: GuildId) -> Result<Vec<UserId>, Error> {
        let rows = fetch_all!(
            self,
            (Option<i64>,),
            "SELECT DISTINCT developer_id FROM bugs
             WHERE guild_id = $1 AND developer_id IS NOT NULL AND status NOT IN ('declined', 'duplicate')",
            id(guild.0)
        )?;
        let developers = rows.into_iter().filter_map(|(user,)| user);
        Ok(developers.map(|user| UserId(snowflake(user))).collect())
    }

    /// The bugs of a server on which a developer works, or did before they were shipped.
    pub async fn bugs_of_developer(
        &mut self,
        guild: GuildId,
        user: UserId,
    ) -> Result<Vec<BugNumber>, Error> {
        let rows = fetch_all!(
            self,
            (i64,),
            "SELECT number FROM bugs
             WHERE guild_id = $1 AND developer_id = $2 AND status NOT IN ('declined', 'duplicate') ORDER BY number",
            id(guild.0),
            id(user.0)
        )?;
        Ok(rows.into_iter().map(|(number,)| BugNumber(number)).collect())
    }

    /// The members who are requesters of a server's cases that go on, there or in the case into
    /// which they were merged; those of the newest cases first.
    pub async fn requesters(&mut self, guild: GuildId) -> Result<Vec<UserId>, Error> {
        let rows = fetch_all!(
            self,
            (i64,),
            "SELECT requester_id FROM cases
             WHERE guild_id = $1 AND (phase <> 'closed' OR merged_into IS NOT NULL) AND bridge IS NULL
             GROUP BY requester_id ORDER BY MAX(number) DESC",
            id(guild.0)
        )?;
        Ok(rows.into_iter().map(|(user,)| UserId(snowflake(user))).collect())
    }

    /// The cases of these servers whose customers have been silent for as long as their server
    /// waits, the longest first. Each server counts from when it chose that.
    pub async fn silent_cases(
        &mut self,
        servers: &[GuildId],
        now: Time,
        limit: i64,
    ) -> Result<Vec<(GuildId, CaseNumber)>, Error> {
        let rows = fetch_all!(
            self,
            (i64, i64),
            // While another team owes an answer, it is not the customer who has to write.
            concat!(
                "WITH RECURSIVE asked(guild_id, number) AS (
                SELECT r.guild_id, r.case_number FROM requests r JOIN guilds g ON g.guild_id = r.guild_id
                    WHERE r.status = 'open' OR r.ended_at > $1 - g.follow_up_after
                UNION SELECT c.guild_id, c.merged_into FROM asked a JOIN cases c ON c.guild_id = a.guild_id AND c.number = a.number
                    WHERE c.merged_into IS NOT NULL)
             SELECT c.guild_id, c.number FROM guilds g JOIN cases c ON c.guild_id = g.guild_id
             WHERE g.follow_up_after IS NOT NULL AND g.follow_up_since <= $1 - g.follow_up_after
                AND c.quiet_since <= $1 - g.follow_up_after AND c.asking IS NULL AND c.waits_for_us_since IS NULL
                AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.guild_id = c.guild_id AND m.case_number = c.number
                    AND m.side <> 'other' AND m.sent_at > $1 - g.follow_up_after)
                AND NOT EXISTS (SELECT 1 FROM asked a WHERE a.guild_id = c.guild_id AND a.number = c.number)
                AND ",
                in_servers!("c.guild_id", "$3"),
                " ORDER BY c.quiet_since, c.number LIMIT $2"
            ),
            milliseconds(now),
            limit,
            codec::servers(servers)
        )?;
        Ok(rows
            .into_iter()
            .map(|(guild, number)| (GuildId(snowflake(guild)), CaseNumber(number)))
            .collect())
    }

    /// The cases of these servers that wait for a bug and whose customers have heard nothing for as
    /// long as their server allows, the longest first.
    pub async fn unheard_cases(
        &mut self,
        servers: &[GuildId],
        now: Time,
        limit: i64,
    ) -> Result<Vec<(GuildId, CaseNumber)>, Error> {
        let rows = fetch_all!(
            self,
            (i64, i64),
            concat!(
                "SELECT c.guild_id, c.number FROM guilds g JOIN cases c ON c.guild_id = g.guild_id
             WHERE g.update_every IS NOT NULL AND c.unheard_since <= $1 - g.update_every AND c.news = '[]'
                AND EXISTS (SELECT 1 FROM case_bugs l JOIN bugs b ON b.guild_id = l.guild_id AND b.number = l.bug_number
                    WHERE l.guild_id = c.guild_id AND l.case_number = c.number AND b.phase <> 'closed')
                AND ",
                in_servers!("c.guild_id", "$3"),
                " ORDER BY c.unheard_since, c.number LIMIT $2"
            ),
            milliseconds(now),
            limit,
            codec::servers(servers)
        )?;
        Ok(rows
            .into_iter()
            .map(|(guild, number)| (GuildId(snowflake(guild)), CaseNumber(number)))
            .collect())
    }

    /// The agents who have asked others to give their cases away, or are to have them.
    pub async fn handover_people(&mut self, guild: GuildId) -> Result<Vec<UserId>, Error> {
        let rows = fetch_all!(
            self,
            (Option<String>,),
            "SELECT handover FROM cases WHERE guild_id = $1 AND phase <> 'closed' AND handover IS NOT NULL",
            id(guild.0)
        )?;
        let mut people = Vec::new();
        for (open,) in rows {
            let open: Option<Handover> = open.as_deref().map(from_json).transpose()?;
            people.extend(open.into_iter().flat_map(|open| [open.by, open.to]));
        }
        Ok(people)
    }

    /// The cases that go on, there or in the case into which they were merged, and that a person
    /// has asked or is assigned to; and those that somebody is asked to give away.
    pub async fn cases_with(
        &mut self,
        guild: GuildId,
        user: UserId,
    ) -> Result<Vec<CaseNumber>, Error> {
        let rows = fetch_all!(
            self,
            (i64,),
            "SELECT number FROM cases
             WHERE guild_id = $1 AND (phase <> 'closed' OR merged_into IS NOT NULL) AND (requester_id = $2 OR assignee_id = $2 OR handover IS NOT NULL)
             ORDER BY number",
            id(guild.0),
            id(user.0)
        )?;
        Ok(rows.into_iter().map(|(number,)| CaseNumber(number)).collect())
    }
}

impl Tx<'_> {
    /// Counts what somebody said in a case as said by nobody of it any more: they were a customer
    /// of a case that was merged into it, and goes on by itself.
    pub async fn take_from_customers(&mut self, case: &Case, user: UserId) -> Result<(), Error> {
        execute!(
            self,
            "UPDATE messages SET side = 'other' WHERE guild_id = $1 AND case_number = $2 AND author_id = $3 AND side = 'customer'",
            id(case.guild.0),
            case.number.0,
            id(user.0)
        )?;
        Ok(())
    }

    /// Who can be mentioned where a case is dealt with, its customer first: they and those whose
    /// cases were merged into it, without guests and whoever has left. Empty if that is nobody but
    /// the customer.
    pub async fn people_to_mention(&mut self, case: &Case) -> Result<Vec<UserId>, Error> {
        let rows = fetch_all!(
            self,
            (i64,),
            "WITH RECURSIVE led(number) AS (
                SELECT number FROM cases WHERE guild_id = $1 AND merged_into = $2
                UNION SELECT c.number FROM cases c JOIN led l ON c.merged_into = l.number WHERE c.guild_id = $1)
             SELECT DISTINCT c.requester_id FROM led l JOIN cases c ON c.number = l.number
             WHERE c.guild_id = $1 AND c.bridge IS NULL AND c.requester_left = 0 AND c.requester_id <> $3 ORDER BY c.requester_id",
            id(case.guild.0),
            case.number.0,
            id(case.requester.0)
        )?;
        let merged = rows.into_iter().map(|(user,)| UserId(snowflake(user)));
        let people: Vec<UserId> = [case.requester].into_iter().chain(merged).collect();
        Ok(if people.len() > 1 { people } else { Vec::new() })
    }
}

impl Reader<'_> {
    /// Whether somebody asked in a case that was merged into this one, directly or by way of
    /// others.
    pub async fn is_merged_customer(&mut self, case: &Case, user: UserId) -> Result<bool, Error> {
        let row = fetch_optional!(
            self,
            (i64,),
            "WITH RECURSIVE led(number) AS (
                SELECT merged_into FROM cases WHERE guild_id = $1 AND requester_id = $2 AND merged_into IS NOT NULL
                UNION SELECT c.merged_into FROM cases c JOIN led l ON c.number = l.number
                    WHERE c.guild_id = $1 AND c.merged_into IS NOT NULL)
             SELECT number FROM led WHERE number = $3",
            id(case.guild.0),
            id(user.0),
            case.number.0
        )?;
        Ok(row.is_some())
    }
}
