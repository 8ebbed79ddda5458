//! Brings a bug and its issue to the same state.

use chrono::TimeDelta;
use serde_json::json;

use crate::{
    delivery::{Failed, Performed, Platform},
    desk::{self, BugToDraw, Written},
    domain::{BugNumber, Effect, FoundIssue, GuildId, Issue, IssueNews, IssueState, Job, Settings},
};

use crate::github::{
    GitHub,
    body::{self, Content},
    client::Failure,
};

/// How long an issue waits for the report in Discord to which it links. If that cannot be posted,
/// the issue does without.
const WAIT_FOR_REPORT: TimeDelta = TimeDelta::seconds(60);
/// How long to wait if GitHub may have made an issue, until its list surely contains it.
const WAIT_FOR_LIST: TimeDelta = TimeDelta::seconds(10);
/// By how much our clock and GitHub's may differ.
const CLOCKS: TimeDelta = TimeDelta::hours(1);

/// What stops a job.
enum Stop {
    GitHub(Failure),
    Desk(desk::Error),
    /// To be tried again after this time.
    Wait(&'static str, TimeDelta),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::GitHub(failure)
    }
}

impl From<desk::Error> for Stop {
    fn from(error: desk::Error) -> Self {
        Self::Desk(error)
    }
}

impl From<Stop> for Failed {
    fn from(stop: Stop) -> Self {
        let failure = match stop {
            Stop::Desk(error) => return Self::Desk(error),
            Stop::Wait(reason, after) => {
                return Self::ForNow { reason: reason.to_owned(), after: Some(after) };
            }
            Stop::GitHub(failure) => failure,
        };
        let reason = failure.to_string();
        match failure {
            Failure::Limited { after } => Self::ForNow { reason, after: Some(after) },
            Failure::Unknown(_) => Self::ForNow { reason, after: None },
            Failure::Unauthorized | Failure::Refused { .. } => {
                let hint = "`switchboard doctor` shows why";
                Self::ForGood { reason: format!("{reason} ({hint})") }
            }
        }
    }
}

impl Platform for GitHub {
    async fn perform(&self, job: &Job) -> Result<Performed, Failed> {
        let (guild, desk) = (job.guild, &self.inner.desk);
        match &job.effect {
            Effect::SyncIssue { bug } => self.sync(guild, *bug).await.map_err(Failed::from)?,
            Effect::ShipFixed { bug, version } => desk.ship_fixed(guild, *bug, version).await?,
            Effect::DrawCase { .. }
            | Effect::CheckMember { .. }
            | Effect::DrawBug { .. }
            | Effect::DrawKnownIssue { .. }
            | Effect::DrawRequest { .. }
            | Effect::RemindTeam { .. }
            | Effect::DrawBoard
            | Effect::DrawAskPanel
            | Effect::ReadThread { .. }
            | Effect::ReadReplies { .. }
            | Effect::KeepFiles { .. }
            | Effect::Alert { .. }
            | Effect::TellDesk { .. }
            | Effect::ClearRefusal { .. }
            | Effect::Offer { .. }
            | Effect::TakeBackOffers { .. } => {
                return Err(Failed::ForGood { reason: "it is a job for Discord".to_owned() });
            }
        }
        Ok(Performed::Done)
    }
}

impl GitHub {
    async fn sync(&self, guild: GuildId, number: BugNumber) -> Result<(), Stop> {
        let Err(stop) = self.sync_there(guild, number).await else { return Ok(()) };
        let desk = &self.inner.desk;
        if !matches!(&stop, Stop::GitHub(failure) if failure.is_elsewhere()) {
            return Err(stop);
        }
        let Some(issue) = desk.issue(guild, number).await? else { return Ok(()) };
        let found = self.look_for(&issue.repository).await?;
        if !found.repository.is_same(&issue.repository) {
            if !desk.repository_found(&issue.repository, &found).await? {
                return Err(stop);
            }
            return Box::pin(self.sync(guild, number)).await;
        }
        // A repository without issues refuses what concerns them, as if they were deleted.
        if !found.has_issues || issue.number.is_none() {
            return Err(stop);
        }
        Ok(desk.issue_gone(guild, number).await?)
    }

    /// Does it where the issue was last.
    async fn sync_there(&self, guild: GuildId, number: BugNumber) -> Result<(), Stop> {
        let desk = &self.inner.desk;
        let settings = desk.settings(guild).await?;
        let Some(mut draw) = desk.bug_to_draw(guild, number).await? else { return Ok(()) };
        let Some(mut issue) = draw.issue.clone() else { return Ok(()) };
        let is_on = settings.github.is_some();
        let Some(there) = issue.number else {
            return if is_on { self.make(&draw, &issue, &settings).await } else { Ok(()) };
        };
        if is_on && issue.news != IssueNews::None {
            self.follow(&issue, there).await?;
            let Some(again) = desk.bug_to_draw(guild, number).await? else { return Ok(()) };
            let Some(followed) = again.issue.clone() else { return Ok(()) };
            (draw, issue) = (again, followed);
        }
        self.write(&draw, &issue, &settings, there).await
    }

    /// Makes the issue of a bug, once, however often this is interrupted.
    async fn make(&self, draw: &BugToDraw, issue: &Issue, settings: &Settings) -> Result<(), Stop> {
        let (desk, client) = (&self.inner.desk, &self.inner.client);
        let (guild, bug) = (issue.guild, issue.bug);
        if draw.bug.card.posted.is_none() && desk.now() - draw.bug.reported_at < WAIT_FOR_REPORT {
            return Err(Stop::Wait("the report isn't in Discord yet", WAIT_FOR_REPORT));
        }
        let found = match issue.requested_at {
            Some(since) => {
                client.find(&issue.repository, &body::marker(issue), since - CLOCKS).await?
            }
            None => None,
        };
        let (made, content) = match found {
            // What it says is written anew.
            Some(found) => (found, None),
            None => {
                let content = self.content(draw, issue, settings).await?;
                desk.issue_requested(guild, bug).await?;
                let made = client.create(&issue.repository, &content.title, &content.body).await;
                let made = made.map_err(|failure| match failure {
                    Failure::Unknown(reason) => {
                        tracing::info!("GitHub may have made an issue: {reason}");
                        Stop::Wait("an issue may have been made", WAIT_FOR_LIST)
                    }
                    other => other.into(),
                })?;
                (made, Some(content.digest()))
            }
        };
        let written = Written {
            number: made.number,
            url: made.url,
            content,
            agreed: IssueState::Open,
            seen: Some(made.seen),
        };
        Ok(desk.issue_written(guild, bug, written).await?)
    }

    /// Has the bug follow its issue.
    async fn follow(&self, issue: &Issue, number: i64) -> Result<(), Stop> {
        let (desk, client) = (&self.inner.desk, &self.inner.client);
        let (guild, bug, repository) = (issue.guild, issue.bug, &issue.repository);
        let mut state = issue.seen.as_ref().map(|seen| seen.state);
        if issue.news == IssueNews::Doubtful {
            let seen = client.issue(repository, number).await?.seen;
            state = Some(seen.state);
            desk.issue_looked_up(guild, bug, seen).await?;
        }
        let original = match state {
            Some(IssueState::Duplicate) => client.original(repository, number).await?,
            _ => None,
        };
        Ok(desk.follow_issue(guild, bug, original).await?)
    }

    /// Writes what the bug wants of its issue, if that is not so.
    async fn write(
        &self,
        draw: &BugToDraw,
        issue: &Issue,
        settings: &Settings,
        number: i64,
    ) -> Result<(), Stop> {
        let (client, repository) = (&self.inner.client, &issue.repository);
        let wanted = IssueState::of(draw.bug.status);
        let state = issue.seen.as_ref().map(|seen| seen.state);
        let is_on = settings.github.is_some();
        let mut content = issue.content.clone();
        let mut written: Option<FoundIssue> = None;
        // A server that has turned GitHub off still takes back what people had erased.
        if issue.is_ours && (is_on || draw.bug.erased_at_revision > 0) {
            let new = self.content(draw, issue, settings).await?;
            let digest = Some(new.digest());
            if content != digest {
                let change = json!({ "title": new.title, "body": new.body });
                written = Some(client.change(repository, number, &change).await?);
                content = digest;
            }
        }
        if is_on && wanted != issue.agreed && Some(wanted) != state {
            written = Some(client.set_state(repository, number, (state, wanted)).await?);
        }
        let agreed = if is_on { wanted } else { issue.agreed };
        if written.is_none() && content == issue.content && agreed == issue.agreed {
            return Ok(());
        }
        let seen = written.map(|written| written.seen);
        let written = Written { number, url: None, content, agreed, seen };
        Ok(self.inner.desk.issue_written(issue.guild, issue.bug, written).await?)
    }

    async fn content(
        &self,
        draw: &BugToDraw,
        issue: &Issue,
        settings: &Settings,
    ) -> Result<Content, Stop> {
        let original = match draw.bug.duplicate_of {
            Some(of) => self.inner.desk.issue(issue.guild, of).await?,
            None => None,
        };
        let original = original.and_then(|original| original.name());
        Ok(body::content(draw, issue, settings, original.as_deref()))
    }
}
