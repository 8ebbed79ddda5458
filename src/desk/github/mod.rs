//! Issues on GitHub: what is written there of a bug, and what comes back from there.
//!
//! A change on GitHub is saved when it comes, with the job that does the rest:
//! [`Desk::follow_issue`] has the bug follow its issue. A bug is locked before its issue is
//! changed.

pub(super) mod linking;
pub(super) mod naming;
pub(super) mod reading;
pub(super) mod receiving;
mod shipping;

use std::hash::{BuildHasher, Hasher, RandomState};

use futures_util::future::BoxFuture;

use crate::{
    domain::{
        Actor, Bug, BugAction, BugNumber, BugStatus, Case, Effect, FoundIssue, GuildId, Issue,
        IssueNews, IssueSeen, IssueState, Job, Refusal, Repository, Settings, Time, bug::Version,
    },
    store::{Error as StoreError, Tx, fresh_id},
};

use crate::desk::{
    Desk, Result, Stored,
    bugs::{
        life,
        saving::{Change, NewsPolicy},
    },
};

/// What the desk asks GitHub while a person waits.
pub trait Tracker: Send + Sync {
    /// Looks for a repository.
    fn find_repository<'a>(
        &'a self,
        repository: &'a Repository,
    ) -> BoxFuture<'a, std::result::Result<FoundRepository, NotFound>>;

    /// Looks for an issue.
    fn find_issue<'a>(
        &'a self,
        repository: &'a Repository,
        number: i64,
    ) -> BoxFuture<'a, std::result::Result<FoundIssue, NotFound>>;
}

/// A repository, as GitHub shows it to the token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundRepository {
    /// Its name, as its owner writes it.
    pub repository: Repository,
    /// GitHub's ID of it, which stays when its name changes.
    pub id: Option<i64>,
    /// Whether everyone can read it.
    pub is_public: bool,
    /// Whether it has issues at all.
    pub has_issues: bool,
}

/// Why GitHub has shown nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotFound {
    /// There is no such thing, or the token may not see it.
    Absent,
    /// GitHub did not answer, or asks us to wait.
    Silent,
}

/// What was written to GitHub of an issue.
#[derive(Clone, Debug)]
pub struct Written {
    /// Its number.
    pub number: i64,
    /// The address of its page, if it is new.
    pub url: Option<String>,
    /// A digest of the title and the body that it has now. None if they are not known.
    pub content: Option<String>,
    /// What the bug wanted of it.
    pub agreed: IssueState,
    /// What GitHub answered. None if nothing had to be written.
    pub seen: Option<IssueSeen>,
}

impl Desk {
    /// The issue of a bug, if it has one or is to get one.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn issue(&self, guild: GuildId, bug: BugNumber) -> Result<Option<Issue>> {
        Ok(self.store.read(async move |reader| reader.issue(guild, bug).await).await?)
    }

    /// Notes that GitHub is about to be asked to make an issue. From then on it may be there.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn issue_requested(&self, guild: GuildId, bug: BugNumber) -> Result<()> {
        let now = self.now();
        let noted = self.store.write(async move |tx| {
            tx.bug_to_change(guild, bug).await?;
            let Some(issue) = tx.issue(guild, bug).await? else { return Ok(()) };
            let requested_at = Some(issue.requested_at.unwrap_or(now));
            tx.save_issue(&Issue { requested_at, ..issue }).await
        });
        Ok(noted.await?)
    }

    /// Saves what was written to GitHub. If the issue is new, the report of the bug links to it.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn issue_written(
        &self,
        guild: GuildId,
        bug: BugNumber,
        written: Written,
    ) -> Result<()> {
        let now = self.now();
        self.commit(async move |tx| {
            let status = tx.bug_to_change(guild, bug).await?.status;
            let Some(mut issue) = tx.issue(guild, bug).await? else {
                return Ok(((), Vec::new()));
            };
            let is_new = issue.number.is_none();
            issue.number = Some(written.number);
            issue.url = written.url.clone().or(issue.url);
            issue.content = written.content.clone();
            issue.agreed = written.agreed;
            if let Some(seen) = &written.seen
                && issue.seen.as_ref().is_none_or(|known| known.updated_at <= seen.updated_at)
            {
                issue.seen = Some(seen.clone());
            }
            tx.save_issue(&issue).await?;
            let effects = if is_new { vec![Effect::DrawBug { bug }] } else { Vec::new() };
            let mut jobs = tx.enqueue(guild, &effects, now).await?;
            jobs.extend(shipping::ship(tx, status, &issue, now).await?);
            Ok(((), jobs))
        })
        .await
    }

    /// Saves what GitHub says of an issue at this moment, if there was doubt.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn issue_looked_up(
        &self,
        guild: GuildId,
        bug: BugNumber,
        seen: IssueSeen,
    ) -> Result<()> {
        let saved = self.store.write(async move |tx| {
            tx.bug_to_change(guild, bug).await?;
            let Some(issue) = tx.issue(guild, bug).await? else { return Ok(()) };
            let is_same = issue.agreed == seen.state;
            let news = if is_same { IssueNews::None } else { IssueNews::Changed };
            tx.save_issue(&Issue { seen: Some(seen.clone()), news, ..issue }).await
        });
        Ok(saved.await?)
    }

    /// Has a bug follow its issue, which somebody has changed on GitHub. `original` is the issue of
    /// which it is a duplicate, if GitHub says so.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn follow_issue(
        &self,
        guild: GuildId,
        bug: BugNumber,
        original: Option<(Repository, i64)>,
    ) -> Result<()> {
        let (now, settings) = (self.now(), self.settings(guild).await?);
        self.commit(async move |tx| {
            let jobs = follow(tx, &settings, bug, original.as_ref(), now).await?;
            Ok(((), jobs))
        })
        .await
    }

    /// Ships a bug, if it is fixed.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn ship_fixed(&self, guild: GuildId, bug: BugNumber, version: &str) -> Result<()> {
        let (now, settings) = (self.now(), self.settings(guild).await?);
        let Some(version) = Version::of_release(version) else { return Ok(()) };
        self.commit(async move |tx| {
            let before = tx.bug_to_change(guild, bug).await?;
            if before.status != BugStatus::Fixed {
                return Ok(((), Vec::new()));
            }
            let action = BugAction::Ship(version.clone());
            Ok(((), act(tx, &settings, &before, action, now).await?))
        })
        .await
    }

    /// Removes the issue of a bug, since it is not there any more.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn issue_gone(&self, guild: GuildId, bug: BugNumber) -> Result<()> {
        let now = self.now();
        self.commit(async move |tx| Ok(((), remove(tx, guild, bug, now).await?))).await
    }
}

/// Has a bug that is reported get an issue, if the server has a repository.
pub(super) async fn plan_issue(
    tx: &mut Tx<'_>,
    settings: &Settings,
    bug: &Bug,
    case: &Case,
) -> Stored<()> {
    let Some(repository) = &settings.github else { return Ok(()) };
    let with_words = settings.github_words && !case.is_private();
    let key = RandomState::new().build_hasher().finish().cast_signed();
    let issue = Issue::to_be_made(bug.guild, bug.number, repository.clone(), with_words, key);
    tx.save_issue(&issue).await
}

async fn remove(tx: &mut Tx<'_>, guild: GuildId, bug: BugNumber, now: Time) -> Stored<Vec<Job>> {
    tx.bug_to_change(guild, bug).await?;
    if !tx.remove_issue(guild, bug).await? {
        return Ok(Vec::new());
    }
    tx.enqueue(guild, &[Effect::DrawBug { bug }], now).await
}

async fn follow(
    tx: &mut Tx<'_>,
    settings: &Settings,
    number: BugNumber,
    original: Option<&(Repository, i64)>,
    now: Time,
) -> Stored<Vec<Job>> {
    let guild = settings.guild;
    let other = match original {
        Some((repository, issue)) => {
            let bugs = tx.bugs_of_issue(&repository.key(), *issue).await?;
            bugs.into_iter().find(|(server, bug)| *server == guild && *bug != number)
        }
        None => None,
    };
    let other = other.map(|(_, bug)| bug);
    // As by hand: both bugs of a duplicate are locked, the lower number first.
    tx.bug_to_change(guild, other.map_or(number, |other| other.min(number))).await?;
    let bug = tx.bug_to_change(guild, number).await?;
    let Some(issue) = tx.issue(guild, number).await? else { return Ok(Vec::new()) };
    let Some(seen) = issue.seen.clone().filter(|_| issue.news != IssueNews::None) else {
        return Ok(Vec::new());
    };
    let mut jobs = Vec::new();
    for action in seen.state.steps(bug.status, other) {
        let before = tx.bug_to_change(guild, number).await?;
        match act(tx, settings, &before, action, now).await {
            // Such as a duplicate of one that is a duplicate of it.
            Err(StoreError::Refused(Refusal::Bug(_))) => break,
            done => jobs.extend(done?),
        }
    }
    let after = tx.bug_to_change(guild, number).await?;
    let agreed = IssueState::of(after.status);
    let issue = Issue { agreed, news: IssueNews::None, ..issue };
    tx.save_issue(&issue).await?;
    jobs.extend(shipping::ship(tx, after.status, &issue, now).await?);
    // The report shows how the issue stands, if that is another way.
    jobs.extend(tx.enqueue(guild, &[Effect::DrawBug { bug: number }], now).await?);
    Ok(jobs)
}

/// Does something with a bug because of GitHub.
async fn act(
    tx: &mut Tx<'_>,
    settings: &Settings,
    before: &Bug,
    action: BugAction,
    now: Time,
) -> Stored<Vec<Job>> {
    let change = Change {
        actor: Actor::bot(settings.guild),
        interaction: fresh_id(now).cast_unsigned(),
        policy: NewsPolicy::of(settings),
        now,
    };
    Ok(life::act_on_bug(tx, &change, before.number, action).await?.1)
}
