//! The bugs that are suggested, as they are compared with a report.

use crate::domain::{BugNumber, BugStatus, CaseNumber, GuildId, Time};

use crate::store::Error;
use crate::store::codec::{id, milliseconds, time};
use crate::store::tx::{Reader, fetch_all, fetch_optional, row};

row! {
    struct KnownBugRow {
        number: i64,
        title: String,
        steps: String,
        expected: String,
        actual: String,
        version: String,
        words: String,
        reported_at: i64,
    }
}

/// A bug with all its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownBug {
    /// The bug.
    pub number: BugNumber,
    /// Its title.
    pub title: String,
    /// What the agent and the customer wrote.
    pub text: String,
    /// When it was reported.
    pub reported_at: Time,
}

impl Reader<'_> {
    /// Returns what differs after every change of a server's bugs.
    pub async fn bugs_version(&mut self, guild: GuildId) -> Result<(i64, i64), Error> {
        let version = fetch_optional!(
            self,
            (i64, i64),
            "SELECT COUNT(*), CAST(COALESCE(SUM(revision), 0) AS BIGINT) FROM bugs WHERE guild_id = $1",
            id(guild.0)
        )?;
        Ok(version.unwrap_or_default())
    }

    /// The bugs of a server that developers still work on, and those that were shipped since a
    /// time, or reported since then if they were declined: the newest ones, at most `limit`, the
    /// oldest of them first. No duplicates of others.
    pub async fn known_bugs(
        &mut self,
        guild: GuildId,
        since: Time,
        limit: i64,
    ) -> Result<Vec<KnownBug>, Error> {
        let rows = fetch_all!(
            self,
            KnownBugRow,
            "SELECT number, title, steps, expected, actual, version, words, reported_at FROM bugs
             WHERE guild_id = $1 AND status <> $4 AND (phase <> 'closed' OR COALESCE(shipped_at, reported_at) >= $2)
             ORDER BY number DESC LIMIT $3",
            id(guild.0),
            milliseconds(since),
            limit,
            BugStatus::Duplicate.into_str()
        )?;
        let known = rows.into_iter().rev().map(|row| {
            let texts = [row.steps, row.expected, row.actual, row.version, row.words];
            Ok(KnownBug {
                number: BugNumber(row.number),
                title: row.title,
                text: texts.join("\n"),
                reported_at: time(row.reported_at)?,
            })
        });
        known.collect()
    }

    /// The open cases that are linked to a bug: their cards say how far it is.
    pub async fn open_cases_with_bug(
        &mut self,
        guild: GuildId,
        bug: BugNumber,
    ) -> Result<Vec<CaseNumber>, Error> {
        let rows = fetch_all!(
            self,
            (i64,),
            "SELECT c.number FROM case_bugs l JOIN cases c ON c.guild_id = l.guild_id AND c.number = l.case_number
             WHERE l.guild_id = $1 AND l.bug_number = $2 AND c.phase <> 'closed' ORDER BY c.number",
            id(guild.0),
            bug.0
        )?;
        Ok(rows.into_iter().map(|(number,)| CaseNumber(number)).collect())
    }

    /// The cases whose cards name a bug as a known one.
    pub async fn cases_that_suggest(
        &mut self,
        guild: GuildId,
        bug: BugNumber,
    ) -> Result<Vec<CaseNumber>, Error> {
        let rows = fetch_all!(
            self,
            (i64,),
            "SELECT number FROM surfaces WHERE guild_id = $1 AND subject = 'case' AND suggested_bug = $2 ORDER BY number",
            id(guild.0),
            bug.0
        )?;
        Ok(rows.into_iter().map(|(number,)| CaseNumber(number)).collect())
    }
}
