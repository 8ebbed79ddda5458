//! What becomes of bugs: their changes, the links that move with duplicates, and lists of them.

use crate::domain::{
    Bug, BugNumber, BugStatus, CaseNumber, ChannelId, GuildId, RecordedFact, Time,
    refusal::BugRefusal,
};

use crate::store::Error;
use crate::store::codec::{id, milliseconds, snowflake};
use crate::store::facts::FactRow;
use crate::store::postgres::lock::lock_bug;
use crate::store::tx::{Reader, Session, Tx, execute, fetch_all, fetch_optional};

/// The condition of a list: `$2` is a status; null: all bugs that are open.
macro_rules! listed_bugs {
    ($what:literal, $rest:literal) => {
        concat!(
            "SELECT ",
            $what,
            " FROM bugs b WHERE guild_id = $1 AND (status = $2 OR $2 IS NULL AND phase <> 'closed')",
            $rest
        )
    };
}

impl Reader<'_> {
    /// How many bugs a list holds.
    pub async fn bug_count(
        &mut self,
        guild: GuildId,
        status: Option<BugStatus>,
    ) -> Result<i64, Error> {
        let row = fetch_optional!(
            self,
            (i64,),
            listed_bugs!("COUNT(*)", ""),
            id(guild.0),
            status.map(|status| status.into_str())
        )?;
        Ok(row.map_or(0, |(count,)| count))
    }

    /// One page of a list: those with most cases first, then the newest.
    pub async fn bug_list(
        &mut self,
        guild: GuildId,
        status: Option<BugStatus>,
        limit: i64,
        offset: i64,
    ) -> Result<Vec<Bug>, Error> {
        let rows = fetch_all!(
            self,
            (i64,),
            listed_bugs!(
                "number",
                " ORDER BY (SELECT COUNT(*) FROM case_bugs l WHERE l.guild_id = b.guild_id AND l.bug_number = b.number) DESC, number DESC
                  LIMIT $3 OFFSET $4"
            ),
            id(guild.0),
            status.map(|status| status.into_str()),
            limit,
            offset
        )?;
        let mut bugs = Vec::with_capacity(rows.len());
        for (number,) in rows {
            bugs.extend(self.bug(guild, BugNumber(number)).await?);
        }
        Ok(bugs)
    }

    /// The open bugs, of all servers, whose reports are to be drawn anew. The longest due come
    /// first.
    pub async fn bugs_to_redraw(
        &mut self,
        now: Time,
        limit: i64,
    ) -> Result<Vec<(GuildId, BugNumber)>, Error> {
        let rows = fetch_all!(
            self,
            (i64, i64),
            "SELECT guild_id, number FROM bugs WHERE phase <> 'closed' AND redraw_at <= $1 ORDER BY redraw_at LIMIT $2",
            milliseconds(now),
            limit
        )?;
        Ok(rows
            .into_iter()
            .map(|(guild, bug)| (GuildId(snowflake(guild)), BugNumber(bug)))
            .collect())
    }

    /// Whether a case that was asked after a bug was shipped was linked to it since then, even if
    /// it is not any more.
    pub async fn has_recurred(&mut self, bug: &Bug) -> Result<bool, Error> {
        let row = fetch_optional!(
            self,
            (i64,),
            "SELECT id FROM facts WHERE guild_id = $1 AND bug_number = $2 AND kind = 'bug_recurred' AND at > $3
                AND detail NOT LIKE '%\"reopened\":true%' LIMIT 1",
            id(bug.guild.0),
            bug.number.0,
            bug.shipped_at.map(milliseconds)
        )?;
        Ok(row.is_some())
    }

    /// The newest facts of a bug, the newest first.
    pub async fn bug_facts(
        &mut self,
        guild: GuildId,
        bug: BugNumber,
        limit: i64,
    ) -> Result<Vec<(Option<CaseNumber>, RecordedFact)>, Error> {
        let rows = fetch_all!(
            self,
            FactRow,
            "SELECT case_number, kind, detail, bug_number, actor_id, at, cause FROM facts
             WHERE guild_id = $1 AND bug_number = $2 AND kind LIKE 'bug_%' AND kind <> 'bug_moved' ORDER BY id DESC LIMIT $3",
            id(guild.0),
            bug.0,
            limit
        )?;
        rows.into_iter().map(|row| Ok((row.case(), row.into_domain()?))).collect()
    }

    /// The bug in whose thread a channel is, if it is one.
    pub async fn bug_in_thread(
        &mut self,
        guild: GuildId,
        thread: ChannelId,
    ) -> Result<Option<BugNumber>, Error> {
        let row = fetch_optional!(
            self,
            (i64,),
            "SELECT number FROM surfaces WHERE guild_id = $1 AND subject = 'bug' AND message_id = $2",
            id(guild.0),
            id(thread.0)
        )?;
        Ok(row.map(|(number,)| BugNumber(number)))
    }
}

impl Tx<'_> {
    /// A bug, locked until the transaction ends, so that a decision on it can be saved. Locked
    /// before the cases that are linked to it.
    ///
    /// # Errors
    /// Refuses if the server has no such bug.
    pub async fn bug_to_change(&mut self, guild: GuildId, bug: BugNumber) -> Result<Bug, Error> {
        if let Session::Postgres(connection) = self.session() {
            lock_bug(connection, guild, bug).await?;
        }
        self.bug(guild, bug).await?.ok_or(BugRefusal::NotFound(bug).into())
    }

    /// Saves when the report of a bug is to be drawn anew.
    pub async fn redraw_bug_at(
        &mut self,
        guild: GuildId,
        bug: BugNumber,
        at: Time,
    ) -> Result<(), Error> {
        execute!(
            self,
            "UPDATE bugs SET redraw_at = $3 WHERE guild_id = $1 AND number = $2",
            id(guild.0),
            bug.0,
            milliseconds(at)
        )
        .map(drop)
    }

    /// Saves a bug as a decision changed it. Its cases are linked and unlinked when they are saved.
    ///
    /// # Errors
    /// [`Error::Conflict`] if the bug has changed since the decision was made.
    pub async fn update_bug(&mut self, before: &Bug, after: &Bug) -> Result<(), Error> {
        if before == after {
            return Ok(());
        }
        let updated = execute!(
            self,
            "UPDATE bugs SET revision = $4, status = $5, phase = $6, developer_id = $7, shipped_version = $8, duplicate_of = $9,
                outcomes = $10, title = $11, severity = $12, version = $13, shipped_at = $14
             WHERE guild_id = $1 AND number = $2 AND revision = $3",
            id(after.guild.0),
            after.number.0,
            before.revision,
            after.revision,
            after.status.into_str(),
            after.status.phase().into_str(),
            after.developer.map(|user| id(user.0)),
            after.shipped_version.as_deref(),
            after.duplicate_of.map(|of| of.0),
            after.outcomes,
            after.report.title.as_str(),
            after.report.severity.into_str(),
            after.report.version.as_str(),
            after.shipped_at.map(milliseconds)
        )?;
        if updated == 0 { Err(Error::Conflict) } else { Ok(()) }
    }

    /// Notes that a case's link to a bug went to another.
    pub async fn note_moved_link(
        &mut self,
        guild: GuildId,
        case: CaseNumber,
        (from, to): (BugNumber, BugNumber),
        was_linked: bool,
    ) -> Result<(), Error> {
        execute!(
            self,
            "INSERT INTO moved_links (guild_id, case_number, from_bug, to_bug, was_linked) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (guild_id, case_number, from_bug) DO UPDATE SET to_bug = excluded.to_bug, was_linked = excluded.was_linked",
            id(guild.0),
            case.0,
            from.0,
            to.0,
            i64::from(was_linked)
        )
        .map(drop)
    }

    /// Takes the links that have moved from a bug: each case, and whether it was linked to the
    /// other bug before.
    pub async fn take_moved_links(
        &mut self,
        guild: GuildId,
        from: BugNumber,
    ) -> Result<Vec<(CaseNumber, bool)>, Error> {
        let rows = fetch_all!(
            self,
            (i64, i64),
            "DELETE FROM moved_links WHERE guild_id = $1 AND from_bug = $2 RETURNING case_number, was_linked",
            id(guild.0),
            from.0
        )?;
        let mut links: Vec<(CaseNumber, bool)> =
            rows.into_iter().map(|(case, was)| (CaseNumber(case), was != 0)).collect();
        links.sort_unstable();
        Ok(links)
    }
}
