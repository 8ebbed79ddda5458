//! What comes from GitHub: by its webhook, or by reading what has changed. Both are the same here,
//! and what comes twice changes nothing.

use crate::{
    domain::{
        Actor, BugAction, BugNumber, Cause, Effect, GuildId, Issue, IssueEvent, IssueNews,
        IssueSeen, Job, Repository, Time, bug::Version,
    },
    store::{Tx, fresh_id},
};

use crate::desk::{Desk, Result, Stored, bugs::saving, github::remove};

impl Desk {
    /// Saves what has come from GitHub about a repository, with the jobs that do the rest.
    /// `delivery` names the message of GitHub in which it came, if it came in one. Returns false if
    /// that had come before.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn receive_from_github(
        &self,
        delivery: Option<String>,
        repository: Repository,
        events: Vec<IssueEvent>,
    ) -> Result<bool> {
        let now = self.now();
        self.commit(async move |tx| {
            if let Some(delivery) = &delivery
                && !tx.note_delivery(delivery, now).await?
            {
                return Ok((false, Vec::new()));
            }
            let mut jobs = Vec::new();
            for event in &events {
                jobs.extend(take(tx, &repository, event, now).await?);
            }
            Ok((true, jobs))
        })
        .await
    }
}

async fn take(
    tx: &mut Tx<'_>,
    repository: &Repository,
    event: &IssueEvent,
    now: Time,
) -> Stored<Vec<Job>> {
    let key = repository.key();
    match event {
        IssueEvent::Seen { number, seen } => {
            let mut jobs = Vec::new();
            for (guild, bug) in tx.bugs_of_issue(&key, *number).await? {
                if is_on(tx, guild).await? {
                    jobs.extend(see(tx, guild, bug, seen, now).await?);
                }
            }
            Ok(jobs)
        }
        IssueEvent::Gone { number } => {
            let mut jobs = Vec::new();
            for (guild, bug) in tx.bugs_of_issue(&key, *number).await? {
                jobs.extend(remove(tx, guild, bug, now).await?);
            }
            Ok(jobs)
        }
        IssueEvent::Released { id, tag, at } => {
            let is_in = |issue: &Issue, version: &Version| {
                let seen = issue.seen.as_ref();
                let milestone = seen.and_then(|seen| seen.milestone.as_deref());
                let closed_at = seen.and_then(|seen| seen.closed_at);
                milestone.is_none_or(|title| Version::of_release(title).as_ref() == Some(version))
                    && closed_at.is_none_or(|closed_at| closed_at <= *at)
            };
            ship(tx, &key, &format!("release:{key}:{id}"), tag, now, is_in).await
        }
        IssueEvent::MilestoneClosed { number, title, at } => {
            let is_in = |issue: &Issue, _: &Version| {
                let seen = issue.seen.as_ref();
                seen.and_then(|seen| seen.milestone.as_ref()) == Some(title)
            };
            let once = format!("milestone:{key}:{number}:{}", at.timestamp());
            ship(tx, &key, &once, title, now, is_in).await
        }
    }
}

/// Whether the server works with GitHub at all.
async fn is_on(tx: &mut Tx<'_>, guild: GuildId) -> Stored<bool> {
    Ok(tx.settings(guild).await?.is_some_and(|settings| settings.github.is_some()))
}

/// Saves how an issue is, and has its bug follow if that is news.
async fn see(
    tx: &mut Tx<'_>,
    guild: GuildId,
    number: BugNumber,
    seen: &IssueSeen,
    now: Time,
) -> Stored<Vec<Job>> {
    let bug = tx.bug_to_change(guild, number).await?;
    let Some(issue) = tx.issue(guild, number).await? else { return Ok(Vec::new()) };
    let Some(news) = issue.compare(seen) else { return Ok(Vec::new()) };
    let known = issue.seen.as_ref().and_then(|known| known.severity);
    tx.save_issue(&Issue { seen: Some(seen.clone()), news, ..issue }).await?;
    let mut jobs = Vec::new();
    if let Some(severity) =
        seen.severity.filter(|&it| Some(it) != known && it != bug.report.severity)
    {
        let action = BugAction::Edit { title: None, severity: Some(severity), version: None };
        let cause = Cause::GitHub(fresh_id(now).cast_unsigned());
        jobs.extend(saving::save(tx, &bug, &Actor::bot(guild), action, &cause, now).await?.1);
    }
    if news != IssueNews::None {
        jobs.extend(tx.enqueue(guild, &[Effect::SyncIssue { bug: number }], now).await?);
    }
    Ok(jobs)
}

/// Has the fixed bugs of a repository shipped that are in a release or a milestone, which counts
/// once.
async fn ship(
    tx: &mut Tx<'_>,
    repository: &str,
    once: &str,
    name: &str,
    now: Time,
    is_in: impl Fn(&Issue, &Version) -> bool + Send,
) -> Stored<Vec<Job>> {
    let Some(version) = Version::of_release(name) else { return Ok(Vec::new()) };
    if !tx.note_delivery(once, now).await? {
        return Ok(Vec::new());
    }
    let mut jobs = Vec::new();
    for issue in tx.issues_of_fixed_bugs(repository).await? {
        if is_on(tx, issue.guild).await? && is_in(&issue, &version) {
            let version = version.as_str().to_owned();
            let effect = Effect::ShipFixed { bug: issue.bug, version };
            jobs.extend(tx.enqueue(issue.guild, &[effect], now).await?);
        }
    }
    Ok(jobs)
}
