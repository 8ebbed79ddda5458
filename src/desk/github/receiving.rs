//! What comes from GitHub: by its webhook, or by reading what has changed. Both are the same here,
//! and what comes twice changes nothing.

use crate::{
    domain::{
        Actor, BugAction, BugNumber, Cause, Effect, GuildId, Issue, IssueEvent, IssueNews,
        IssueSeen, Job, Repository, Time,
    },
    store::{Tx, fresh_id},
};

use crate::desk::{
    Desk, Result, Stored,
    bugs::saving,
    github::{
        naming::{is_known_as, rename},
        remove,
        shipping::{is_on, ship, ship_from},
    },
};

impl Desk {
    /// Saves what has come from GitHub about a repository, with the jobs that do the rest. `id` is
    /// GitHub's ID of the repository, if it was said: another that has its name now is ignored.
    /// `delivery` names the message of GitHub in which it came, if it came in one. Returns false if
    /// that had come before.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn receive_from_github(
        &self,
        delivery: Option<String>,
        (repository, id): (Repository, Option<i64>),
        events: Vec<IssueEvent>,
    ) -> Result<bool> {
        let now = self.now();
        let received = self.commit(async move |tx| {
            if let Some(delivery) = &delivery
                && !tx.note_delivery(delivery, now).await?
            {
                return Ok(((false, Vec::new()), Vec::new()));
            }
            if !is_known_as(tx, &repository, id).await? {
                return Ok(((true, Vec::new()), Vec::new()));
            }
            let renamed = rename(tx, &repository, id).await?;
            tx.note_repository_id(&repository.key(), id).await?;
            let mut jobs = Vec::new();
            for event in &events {
                jobs.extend(take(tx, &repository, event, now).await?);
            }
            Ok(((true, renamed), jobs))
        });
        let (is_new, renamed) = received.await?;
        self.forget_teams(renamed);
        Ok(is_new)
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
        IssueEvent::Shipped(shipment) => {
            let mut jobs = Vec::new();
            if shipment.version().is_none() || !tx.note_shipment(&key, shipment).await? {
                return Ok(jobs);
            }
            for issue in tx.issues_of_fixed_bugs(&key).await? {
                jobs.extend(ship_from(tx, &issue, Some(shipment), now).await?);
            }
            Ok(jobs)
        }
    }
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
    let issue = Issue { seen: Some(seen.clone()), news, ..issue };
    tx.save_issue(&issue).await?;
    let mut jobs = ship(tx, bug.status, &issue, now).await?;
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
