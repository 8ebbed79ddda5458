//! Issues on GitHub, what has come from there, and how far repositories were read.

mod naming;
mod reading;
mod shipments;

use chrono::TimeDelta;

use crate::domain::{
    BugNumber, GuildId, Issue, IssueSeen, IssueState, Milestone, Repository, Severity, Time,
};

use crate::store::Error;
use crate::store::codec::{id, milliseconds, named, optional_time, snowflake, time};
use crate::store::tx::{Reader, Tx, execute, fetch_all, fetch_optional, row};

/// For how long it is noted what has come from GitHub, which can be asked to send it again for
/// three days (GitHub, "Redelivering webhooks").
const NOTED_FOR: TimeDelta = TimeDelta::days(30);

row! {
    struct IssueRow {
        guild_id: i64,
        bug_number: i64,
        repository: String,
        number: Option<i64>,
        url: Option<String>,
        is_ours: i64,
        with_words: i64,
        key: i64,
        requested_at: Option<i64>,
        content: Option<String>,
        agreed: String,
        state: Option<String>,
        milestone: Option<String>,
        milestone_number: Option<i64>,
        severity: Option<String>,
        updated_at: Option<i64>,
        closed_at: Option<i64>,
        news: String,
    }
}

/// Selects the columns of [`IssueRow`].
macro_rules! select_issues {
    ($rest:literal) => {
        concat!(
            "SELECT i.guild_id AS guild_id, bug_number, repository, i.number AS number, url, is_ours, with_words, key, requested_at, content, agreed,
                state, milestone, milestone_number, i.severity AS severity, updated_at, closed_at, news
             FROM issues i ",
            $rest
        )
    };
}

impl IssueRow {
    fn into_domain(self) -> Result<Issue, Error> {
        let seen = match (self.state, self.updated_at) {
            (Some(state), Some(updated_at)) => Some(IssueSeen {
                state: named::<IssueState>(&state)?,
                milestone: self
                    .milestone
                    .map(|title| Milestone { number: self.milestone_number, title }),
                severity: self.severity.as_deref().map(named::<Severity>).transpose()?,
                updated_at: time(updated_at)?,
                closed_at: optional_time(self.closed_at)?,
            }),
            _ => None,
        };
        Ok(Issue {
            guild: GuildId(snowflake(self.guild_id)),
            bug: BugNumber(self.bug_number),
            repository: Repository::stored(self.repository),
            number: self.number,
            url: self.url,
            is_ours: self.is_ours != 0,
            with_words: self.with_words != 0,
            key: self.key,
            requested_at: optional_time(self.requested_at)?,
            content: self.content,
            agreed: named(&self.agreed)?,
            seen,
            news: named(&self.news)?,
        })
    }
}

impl Reader<'_> {
    /// The issue of a bug, if it has one or is to get one.
    pub async fn issue(&mut self, guild: GuildId, bug: BugNumber) -> Result<Option<Issue>, Error> {
        let row = fetch_optional!(
            self,
            IssueRow,
            select_issues!("WHERE i.guild_id = $1 AND bug_number = $2"),
            id(guild.0),
            bug.0
        )?;
        row.map(IssueRow::into_domain).transpose()
    }

    /// The bugs, of all servers, that have an issue. Its repository is in lower case.
    pub async fn bugs_of_issue(
        &mut self,
        repository: &str,
        number: i64,
    ) -> Result<Vec<(GuildId, BugNumber)>, Error> {
        let rows = fetch_all!(
            self,
            (i64, i64),
            "SELECT guild_id, bug_number FROM issues WHERE LOWER(repository) = $1 AND number = $2 ORDER BY guild_id, bug_number",
            repository,
            number
        )?;
        Ok(rows
            .into_iter()
            .map(|(guild, bug)| (GuildId(snowflake(guild)), BugNumber(bug)))
            .collect())
    }

    /// The issues of a repository, in lower case, whose bugs are fixed and not shipped.
    pub async fn issues_of_fixed_bugs(&mut self, repository: &str) -> Result<Vec<Issue>, Error> {
        let rows = fetch_all!(
            self,
            IssueRow,
            select_issues!(
                "JOIN bugs b ON b.guild_id = i.guild_id AND b.number = i.bug_number
                 WHERE LOWER(repository) = $1 AND b.status = 'fixed' ORDER BY i.guild_id, bug_number"
            ),
            repository
        )?;
        rows.into_iter().map(IssueRow::into_domain).collect()
    }
}

impl Tx<'_> {
    /// Saves the issue of a bug, in place of the one that the bug had.
    pub async fn save_issue(&mut self, issue: &Issue) -> Result<(), Error> {
        let seen = issue.seen.as_ref();
        let milestone = seen.and_then(|seen| seen.milestone.as_ref());
        execute!(
            self,
            "INSERT INTO issues (guild_id, bug_number, repository, number, is_ours, with_words, key, requested_at, content, agreed,
                state, milestone, severity, updated_at, closed_at, news, url, milestone_number)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
             ON CONFLICT (guild_id, bug_number) DO UPDATE SET repository = excluded.repository, number = excluded.number,
                is_ours = excluded.is_ours, with_words = excluded.with_words, key = excluded.key,
                requested_at = excluded.requested_at, content = excluded.content, agreed = excluded.agreed, state = excluded.state,
                milestone = excluded.milestone, milestone_number = excluded.milestone_number, severity = excluded.severity, updated_at = excluded.updated_at,
                closed_at = excluded.closed_at, news = excluded.news, url = excluded.url",
            id(issue.guild.0),
            issue.bug.0,
            issue.repository.as_str(),
            issue.number,
            i64::from(issue.is_ours),
            i64::from(issue.with_words),
            issue.key,
            issue.requested_at.map(milliseconds),
            issue.content.as_deref(),
            issue.agreed.into_str(),
            seen.map(|seen| seen.state.into_str()),
            milestone.map(|milestone| &*milestone.title),
            seen.and_then(|seen| seen.severity).map(|severity| severity.into_str()),
            seen.map(|seen| milliseconds(seen.updated_at)),
            seen.and_then(|seen| seen.closed_at).map(milliseconds),
            issue.news.into_str(),
            issue.url.as_deref(),
            milestone.and_then(|milestone| milestone.number)
        )
        .map(drop)
    }

    /// Removes the issue of a bug. Returns whether there was one.
    pub async fn remove_issue(&mut self, guild: GuildId, bug: BugNumber) -> Result<bool, Error> {
        let removed = execute!(
            self,
            "DELETE FROM issues WHERE guild_id = $1 AND bug_number = $2",
            id(guild.0),
            bug.0
        )?;
        Ok(removed > 0)
    }

    /// Notes that something has come from GitHub. Returns false if it had come before.
    pub async fn note_delivery(&mut self, delivery: &str, now: Time) -> Result<bool, Error> {
        let noted = execute!(
            self,
            "INSERT INTO github_deliveries (id, at) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING",
            delivery,
            milliseconds(now)
        )?;
        execute!(
            self,
            "DELETE FROM github_deliveries WHERE at < $1",
            milliseconds(now - NOTED_FOR)
        )?;
        Ok(noted > 0)
    }

    /// Makes the dead jobs about issues due, in all servers: the program has just started, perhaps
    /// with another token.
    pub async fn revive_issues(&mut self, now: Time) -> Result<(), Error> {
        execute!(
            self,
            "UPDATE outbox SET dead = NULL, attempts = 0, next_at = $1, leased_until = 0 WHERE dead IS NOT NULL AND key LIKE 'issue:%'",
            milliseconds(now)
        )
        .map(drop)
    }
}
