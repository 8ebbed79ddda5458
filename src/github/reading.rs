//! Reads what has changed in the repositories of servers: every minute if there is no webhook, and
//! now and then if there is one, for what it did not bring. A list that has not changed costs no
//! request of those that GitHub allows (GitHub, "Use conditional requests if appropriate").

use chrono::{SecondsFormat, TimeDelta};
use serde_json::Value;

use crate::domain::{IssueEvent, IssueSeen, ReadState};

use crate::github::{
    GitHub,
    client::{Answer, Failure},
    model,
};

/// How often repositories are read if there is no webhook.
const ALONE: TimeDelta = TimeDelta::seconds(60);
/// How often they are read if there is one.
const WITH_WEBHOOK: TimeDelta = TimeDelta::minutes(15);
/// How long to wait if a repository cannot be read.
const AFTER_FAILURE: TimeDelta = TimeDelta::minutes(5);
/// The longest pause.
const LONGEST: TimeDelta = TimeDelta::hours(1);
/// How many requests reading a repository takes.
const REQUESTS: i32 = 3;
/// How many issues, releases or milestones are read at once, which is the most that GitHub shows.
const PAGE: usize = 100;
/// How many pages of a list are read at once.
const PAGES: usize = 10;

impl GitHub {
    /// Reads the repositories that are due. Returns how many there were.
    pub async fn read_due(&self) -> usize {
        let states = match self.inner.desk.due_repositories().await {
            Ok(states) => states,
            Err(error) => {
                tracing::warn!(%error, "Can't look up which repositories are due");
                return 0;
            }
        };
        let count = states.len();
        for mut state in states {
            let repository = state.repository.clone();
            let pause = match self.read(&mut state).await {
                Ok(()) => self.pause(count),
                Err(failure) if failure.is_elsewhere() && self.is_renamed(&mut state).await => {
                    self.pause(count)
                }
                Err(failure) => {
                    tracing::info!(%repository, "Couldn't read a repository, trying again later: {failure}");
                    match failure {
                        Failure::Limited { after } => after,
                        _ => AFTER_FAILURE,
                    }
                }
            };
            let next = self.inner.desk.now() + pause.min(LONGEST);
            if let Err(error) = self.inner.desk.repository_read(state, next).await {
                tracing::warn!(%error, "Couldn't save how far a repository was read");
            }
        }
        count
    }

    /// The pause until a repository is read again: longer if reading them all would take more than
    /// half of the requests that GitHub still allows.
    fn pause(&self, repositories: usize) -> TimeDelta {
        let usual = if self.has_webhook() { WITH_WEBHOOK } else { ALONE };
        let Some(budget) = self.inner.client.budget() else { return usual };
        let requests = REQUESTS * i32::try_from(repositories).unwrap_or(i32::MAX / REQUESTS);
        let remaining = i32::try_from(budget.remaining.max(1)).unwrap_or(i32::MAX);
        usual.max(budget.resets_in * 2 * requests / remaining)
    }

    /// Whether a repository that cannot be read has another name now. It is taken over.
    async fn is_renamed(&self, state: &mut ReadState) -> bool {
        let before = state.repository.clone();
        match self.learn_name(state).await {
            Ok(()) => !state.repository.is_same(&before),
            Err(failure) => {
                tracing::info!("Can't read a repository's current name: {failure}");
                false
            }
        }
    }

    /// Learns the ID of a repository, and the name that it has now.
    async fn learn_name(&self, state: &mut ReadState) -> Result<(), Failure> {
        let found = self.look_for(&state.repository).await?;
        let is_ours = self.inner.desk.repository_found(&state.repository, &found).await;
        if is_ours.map_err(|error| Failure::Unknown(error.to_string()))? {
            (state.repository, state.id) = (found.repository, found.id);
        }
        Ok(())
    }

    /// Reads a list to its end. What GitHub calls it is the name of its first page alone, so only
    /// one of a single page has a name.
    async fn all_pages(
        &self,
        path: &str,
        etag: Option<&str>,
    ) -> Result<(Vec<Value>, Option<String>), Failure> {
        let mut answer = self.inner.client.list(path, etag).await?;
        let etag = answer.etag.take().filter(|_| items(&answer).count() < PAGE);
        let mut all: Vec<Value> = items(&answer).cloned().collect();
        for page in 2..=PAGES {
            if all.len() < PAGE * (page - 1) {
                break;
            }
            let more = self.inner.client.list(&format!("{path}&page={page}"), None).await?;
            all.extend(items(&more).cloned());
        }
        Ok((all, etag))
    }

    /// Reads what has changed. What was read is saved even if the rest fails.
    async fn read(&self, state: &mut ReadState) -> Result<(), Failure> {
        if state.id.is_none() {
            self.learn_name(state).await?;
        }
        let repository = state.repository.clone();
        let client = &self.inner.client;
        let since = state.issues_since.to_rfc3339_opts(SecondsFormat::Secs, true);
        let path = format!(
            "/repos/{repository}/issues?state=all&sort=updated&direction=asc&per_page={PAGE}&since={since}"
        );
        let answer = client.list(&path, state.issues_etag.as_deref()).await?;
        let mut count = items(&answer).count();
        let mut issues: Vec<_> = items(&answer).filter_map(model::issue).collect();
        let last = |issues: &[(i64, IssueSeen)]| {
            let last = issues.iter().map(|(_, seen)| seen.updated_at).max();
            last.filter(|last| *last > state.issues_since)
        };
        // More than a page of issues may have changed in one second.
        for page in 2..=PAGES {
            if count < PAGE * (page - 1) || last(&issues).is_some() {
                break;
            }
            let more = client.list(&format!("{path}&page={page}"), None).await?;
            count += items(&more).count();
            issues.extend(items(&more).filter_map(model::issue));
        }
        let last = last(&issues);
        let events = issues.into_iter().map(|(number, seen)| IssueEvent::Seen { number, seen });
        self.take(state, events.collect()).await?;
        // A list from another time on has another name.
        match last {
            Some(last) => {
                state.issues_since = last;
                state.issues_etag = None;
            }
            None => state.issues_etag = answer.etag.filter(|_| count < PAGE),
        }
        // They are listed in the order in which they were due, not in which they were closed.
        let path = format!(
            "/repos/{repository}/milestones?state=closed&sort=due_on&direction=desc&per_page={PAGE}"
        );
        let (closed, etag) = self.all_pages(&path, state.milestones_etag.as_deref()).await?;
        let closed = closed.iter().filter_map(model::milestone).map(IssueEvent::Shipped);
        self.take(state, closed.collect()).await?;
        state.milestones_etag = etag;
        let path = format!("/repos/{repository}/releases?per_page={PAGE}");
        let answer = client.list(&path, state.releases_etag.as_deref()).await?;
        let released = items(&answer).filter_map(model::release).map(IssueEvent::Shipped).collect();
        self.take(state, released).await?;
        state.releases_etag = answer.etag;
        Ok(())
    }

    /// Has the desk take what is new.
    async fn take(&self, state: &ReadState, mut events: Vec<IssueEvent>) -> Result<(), Failure> {
        events.retain(|event| match event {
            IssueEvent::Seen { .. } | IssueEvent::Gone { .. } => true,
            IssueEvent::Shipped(shipment) => shipment.at >= state.since,
        });
        if events.is_empty() {
            return Ok(());
        }
        let repository = (state.repository.clone(), None);
        let taken = self.inner.desk.receive_from_github(None, repository, events).await;
        taken.map(drop).map_err(|error| Failure::Unknown(error.to_string()))
    }
}

/// What a list holds.
fn items(answer: &Answer) -> impl Iterator<Item = &Value> {
    answer.body.as_array().into_iter().flatten()
}
