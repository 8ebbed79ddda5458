//! The known bugs that a case or a new bug resembles, for agents and developers. Each server's bugs
//! are indexed in memory, and indexed anew after one of them has changed.

use std::sync::Arc;

use chrono::TimeDelta;

use crate::domain::{
    Bug, BugNumber, BugStatus, Case, GuildId, KnownBugs, ReportText, Time, Title, text::ERASED,
};

use crate::desk::{
    Desk, Error, Result,
    memory::{Indexed, STALE_AFTER},
};

/// How long a bug is suggested that is shipped, counted from then, or declined, counted from its
/// report.
const RECENT: TimeDelta = TimeDelta::days(180);
/// How old an index becomes: those that are no longer suggested leave with the next.
const AGE: TimeDelta = TimeDelta::days(1);
/// The most bugs of a server that are suggested: the newest.
const MOST: i64 = 10_000;

/// A known bug that a report resembles.
#[derive(Clone, Debug)]
pub struct Suggested {
    /// The bug.
    pub bug: Bug,
    /// How many different customers its cases have.
    pub people_affected: i64,
}

impl Desk {
    /// The known bug that a case resembles most, for its card: by its question. None if it waits
    /// for a bug or is over.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn bug_like(&self, case: &Case) -> Result<Option<Bug>> {
        if !case.bugs.is_empty() || case.is_over() {
            return Ok(None);
        }
        let (title, text) = (case.title.as_str(), case.question.as_str());
        let found = self.suggested(case.guild, title, text, case.opened_at, |_| true).await?;
        Ok(found.into_iter().next().map(|suggested| suggested.bug))
    }

    /// The bugs that were known when a bug was reported and that it resembles, the most similar
    /// first. None once a developer has looked at it.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn bugs_like(&self, bug: &Bug) -> Result<Vec<Suggested>> {
        if bug.status != BugStatus::Reported {
            return Ok(Vec::new());
        }
        let report = &bug.report;
        let texts = [&report.steps, &report.expected, &report.actual, &report.version, &bug.words];
        let text = texts.map(String::as_str).join("\n");
        let is_earlier = |other: BugNumber| other < bug.number;
        self.suggested(bug.guild, report.title.as_str(), &text, bug.reported_at, is_earlier).await
    }

    async fn suggested(
        &self,
        guild: GuildId,
        title: &str,
        text: &str,
        at: Time,
        among: impl Fn(BugNumber) -> bool,
    ) -> Result<Vec<Suggested>> {
        let known = self.known_bugs(guild).await?;
        let report = ReportText { title: unless_erased(title), text };
        let found = known.resembling(report, at, among);
        if found.is_empty() {
            return Ok(Vec::new());
        }
        let read = self.store.read(async move |reader| {
            let mut suggested = Vec::new();
            for found in &found {
                let Some(bug) = reader.bug(guild, found.bug).await? else { continue };
                let people_affected = reader.people_affected(guild, found.bug).await?;
                suggested.push(Suggested { bug, people_affected });
            }
            Ok(suggested)
        });
        Ok(read.await?)
    }

    /// The index of a server's bugs, as the database has them.
    async fn known_bugs(&self, guild: GuildId) -> Result<Arc<KnownBugs>> {
        let now = self.now();
        let (kept, changes) = self.known.of(guild);
        let is_current = |indexed: &Indexed| {
            indexed.checked_at.is_some_and(|checked_at| now - checked_at < STALE_AFTER)
        };
        if let Some(indexed) = kept.as_ref().filter(|indexed| is_current(indexed)) {
            return Ok(Arc::clone(&indexed.bugs));
        }
        let version = self.store.read(async move |reader| reader.bugs_version(guild).await).await?;
        let is_usable =
            |indexed: &Indexed| indexed.version == version && now - indexed.built_at < AGE;
        let (bugs, built_at) = match kept.filter(is_usable) {
            Some(indexed) => (indexed.bugs, indexed.built_at),
            None => (Arc::new(self.index_bugs(guild, now - RECENT).await?), now),
        };
        let indexed = Indexed { checked_at: Some(now), built_at, version, bugs: Arc::clone(&bugs) };
        self.known.keep(guild, indexed, changes);
        Ok(bugs)
    }

    async fn index_bugs(&self, guild: GuildId, since: Time) -> Result<KnownBugs> {
        let read = self.store.read(async move |reader| reader.known_bugs(guild, since, MOST).await);
        let bugs = read.await?;
        // Thousands of bugs take some hundred milliseconds.
        let indexed = tokio::task::spawn_blocking(move || {
            let mut known = KnownBugs::default();
            for bug in &bugs {
                let report = ReportText { title: unless_erased(&bug.title), text: &bug.text };
                known.add(bug.number, report, bug.reported_at);
            }
            known
        });
        indexed.await.map_err(|error| Error::Internal(error.into()))
    }
}

/// Returns a title, unless it stands for one that was erased: all of those are alike.
fn unless_erased(title: &str) -> &str {
    if title.ends_with(ERASED) || title == Title::from_message("").as_str() { "" } else { title }
}
