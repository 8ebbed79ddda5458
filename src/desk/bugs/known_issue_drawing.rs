//! What delivery needs to draw known-issue notices, and what it notes of them.

use crate::{
    domain::{
        Bug, BugNews, BugNumber, BugOutcome, Effect, GuildId, KnownIssue, KnownIssueCall, Reason,
        Subject, Surface,
    },
    store::{Reader, Tx},
};

use crate::desk::{Desk, Result, Stored, bugs::saving::standing};

/// A known-issue notice with all that it shows.
#[derive(Clone, Debug)]
pub struct KnownIssueToDraw {
    /// The notice.
    pub notice: KnownIssue,
    /// The bug that it shows: the one for which it was posted, or the one that stands for that.
    pub bug: Bug,
    /// How many people are affected by that bug, each once.
    pub people_affected: i64,
    /// What is still to be said under it, in order.
    pub calls: Vec<CallToPost>,
}

/// What is still to be said under a known-issue notice.
#[derive(Clone, Debug)]
pub struct CallToPost {
    /// Whom it tells.
    pub call: KnownIssueCall,
    /// What it tells. None if it is not so any more.
    pub news: Option<BugNews>,
}

impl Desk {
    /// A known-issue notice to draw. None if the bug never had one.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) if the database does not answer.
    pub async fn known_issue_to_draw(
        &self,
        guild: GuildId,
        number: BugNumber,
    ) -> Result<Option<KnownIssueToDraw>> {
        let read = self.store.read(async move |reader| {
            let Some(notice) = reader.known_issue(guild, number).await? else { return Ok(None) };
            let bug = standing(reader, guild, number).await?;
            let people_affected = reader.people_affected(guild, bug.number).await?;
            let mut calls = Vec::new();
            for call in reader.known_issue_calls(guild, number).await? {
                let news = news(reader, guild, &call).await?;
                calls.push(CallToPost { call, news });
            }
            Ok(Some(KnownIssueToDraw { notice, bug, people_affected, calls }))
        });
        Ok(read.await?)
    }

    /// Saves where a notice is, and that it says there what was drawn.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) if the database does not answer.
    pub async fn known_issue_drawn(&self, drawn: &KnownIssue, surface: Surface) -> Result<()> {
        let drawn = drawn.clone();
        self.note_drawn(drawn.guild, drawn.bug, async move |tx, mut notice| {
            let surface = Surface { drawn_revision: drawn.revision, ..surface };
            tx.save_surface(notice.guild, Subject::KnownIssue(notice.bug), &surface).await?;
            if surface.posted.is_none() {
                notice.shown = None;
            } else if notice.revision == drawn.revision {
                // Not as they were drawn: their author may have had them erased since.
                notice.shown = Some(notice.words.clone());
                notice.obstacle = None;
            }
            Ok(Some(notice))
        })
        .await
    }

    /// Saves what keeps a notice from being in Discord as it was to be drawn.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) if the database does not answer.
    pub async fn known_issue_held(&self, drawn: &KnownIssue, reason: Reason) -> Result<()> {
        let revision = drawn.revision;
        self.note_drawn(drawn.guild, drawn.bug, async move |_, mut notice| {
            notice.obstacle = Some(reason.clone());
            Ok((notice.revision == revision).then_some(notice))
        })
        .await
    }

    /// Gives the words of a notice up that Discord does not accept: it says what it said before, or
    /// is not there. Returns whether it was given up: if not, Discord does not accept what it said
    /// before either.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) if the database does not answer.
    pub async fn known_issue_given_up(&self, drawn: &KnownIssue, reason: Reason) -> Result<bool> {
        let (revision, guild, number, now) = (drawn.revision, drawn.guild, drawn.bug, self.now());
        self.commit(async move |tx| {
            let notice = tx.known_issue_to_change(guild, number).await?;
            // Somebody has changed it since.
            let Some(notice) = notice.filter(|notice| notice.revision == revision) else {
                return Ok((true, Vec::new()));
            };
            let Some(after) = notice.given_up(reason.clone()) else {
                return Ok((false, Vec::new()));
            };
            tx.save_known_issue(&after).await?;
            let drawing = [Effect::DrawKnownIssue { bug: number }];
            let effects = if after.is_up() { &drawing[..] } else { &[] };
            Ok((true, tx.enqueue(guild, effects, now).await?))
        })
        .await
    }

    /// Saves that what was to be said under a notice is there, or never will be.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) if the database does not answer.
    pub async fn known_issue_call_said(&self, guild: GuildId, call: i64) -> Result<()> {
        Ok(self.store.write(async move |tx| tx.finish_known_issue_call(guild, call).await).await?)
    }

    /// Changes a notice by what was drawn of it.
    async fn note_drawn<F>(&self, guild: GuildId, number: BugNumber, change: F) -> Result<()>
    where
        F: AsyncFn(&mut Tx<'_>, KnownIssue) -> Stored<Option<KnownIssue>> + Send + Sync + 'static,
    {
        let noted = self.store.write(async move |tx| {
            let notice = tx.known_issue_to_change(guild, number).await?;
            let Some(notice) = notice else { return Ok(()) };
            match change(tx, notice).await? {
                Some(notice) => tx.save_known_issue(&notice).await,
                None => Ok(()),
            }
        });
        Ok(noted.await?)
    }
}

/// What became of the bug about which members are to be told, if it is still so.
async fn news(
    reader: &mut Reader<'_>,
    guild: GuildId,
    call: &KnownIssueCall,
) -> Stored<Option<BugNews>> {
    let Some(bug) = reader.bug(guild, call.bug).await? else { return Ok(None) };
    let outcome = match bug.outcome() {
        None if call.is_reopened => Some(BugOutcome::Reopened),
        outcome => outcome.filter(|_| !call.is_reopened),
    };
    let Some(outcome) = outcome.filter(|_| bug.outcomes == call.round) else { return Ok(None) };
    let version = bug.shipped_version.unwrap_or_default();
    let news = BugNews::declined(call.bug, call.round, Vec::new());
    Ok(Some(BugNews { outcome, version, ..news }))
}
