//! Known-issue notices: what agents post for members about a bug, and who follows it there. A bug
//! is locked before its notice.

use crate::{
    domain::{
        Bug, BugNumber, Cause, ChannelId, Effect, Fact, FactKind, GuildId, Job, KnownIssue,
        KnownIssueWords, MessageId, Permission, Phase, PublicText, Subject, Time, change::Change,
        refusal::BugRefusal,
    },
    store::{Reader, Tx},
};

use crate::desk::{
    Authorized, Desk, Result, Stored,
    bugs::{
        followers::tell,
        life::BugDone,
        news::Told,
        saving::{root, standing},
    },
};

/// What an agent did with a known-issue notice.
#[derive(Clone, Debug)]
pub struct KnownIssueDone {
    /// The bug for which it is.
    pub bug: Bug,
    /// The notice as it is now.
    pub notice: KnownIssue,
    /// What happened.
    pub fact: Fact,
    /// How many members pressed **Me too** under it and are still to be told.
    pub followers: usize,
}

impl Desk {
    /// The bug whose notice is meant, and what that says: for an agent who words it.
    ///
    /// # Errors
    /// Refuses if there is no such bug.
    pub async fn known_issue_to_word(
        &self,
        by: &Authorized,
        number: BugNumber,
    ) -> Result<(BugNumber, Option<KnownIssue>)> {
        let guild = by.to(Permission::WorkCases)?.guild;
        let read = self.store.read(async move |reader| {
            let number = meant(reader, guild, number).await?;
            let notice = reader.known_issue(guild, number).await?;
            Ok((number, notice.filter(KnownIssue::is_up)))
        });
        Ok(read.await?)
    }

    /// The channel for a bug's notice: the one that an agent chose, that in which the notice is, or
    /// the one in which members ask.
    ///
    /// # Errors
    /// Refuses a channel of the team or of another team, and if there is no such bug.
    pub async fn known_issue_channel(
        &self,
        by: &Authorized,
        number: BugNumber,
        chosen: Option<ChannelId>,
    ) -> Result<ChannelId> {
        let (_, notice) = self.known_issue_to_word(by, number).await?;
        let present = notice.and_then(|notice| notice.channel);
        let channel = chosen.or(present).unwrap_or(by.settings()?.help_channel);
        if by.team()?.is_internal(channel) {
            return Err(BugRefusal::NoticeForTeam(channel).into());
        }
        Ok(channel)
    }

    /// Posts the known-issue notice of a bug, changes its words, or moves it.
    ///
    /// # Errors
    /// Refuses what would change nothing, and if there is no such bug.
    pub async fn publish_known_issue(
        &self,
        by: &Authorized,
        number: BugNumber,
        channel: ChannelId,
        text: PublicText,
        cause: Cause,
    ) -> Result<KnownIssueDone> {
        let (actor, now) = (by.to(Permission::WorkCases)?, self.now());
        let done = self.commit(async move |tx| {
            let guild = actor.guild;
            let number = meant(tx, guild, number).await?;
            let bug = tx.bug_to_change(guild, number).await?;
            let before = tx.known_issue_to_change(guild, number).await?;
            let words = KnownIssueWords { text: text.clone(), by: actor.user };
            let (notice, change) =
                KnownIssue::published(before.as_ref(), (guild, number), channel, words)?;
            let kind = FactKind::BugNoticeChanged { change, channel: Some(channel.0) };
            let fact = Fact { kind, case: None, bug: Some(number), actor: actor.person(), at: now };
            let (done, mut jobs) = save(tx, bug, notice, fact, &cause, now).await?;
            // It was taken down when the bug was shipped or declined.
            let shown = standing(tx, guild, number).await?;
            jobs.extend(tell(tx, &shown, now).await?);
            Ok((done, jobs))
        });
        let done = done.await?;
        tracing::info!("A known-issue notice was published");
        Ok(done)
    }

    /// Takes the known-issue notice of a bug down.
    ///
    /// # Errors
    /// Refuses if the bug has none, and if there is no such bug.
    pub async fn take_known_issue_down(
        &self,
        by: &Authorized,
        number: BugNumber,
        cause: Cause,
    ) -> Result<KnownIssueDone> {
        let (actor, now) = (by.to(Permission::WorkCases)?, self.now());
        self.commit(async move |tx| {
            let guild = actor.guild;
            let number = meant(tx, guild, number).await?;
            let bug = tx.bug_to_change(guild, number).await?;
            let before = tx.known_issue_to_change(guild, number).await?;
            let notice = before.ok_or(BugRefusal::NoNotice(number))?.taken_down()?;
            let kind = FactKind::BugNoticeChanged { change: Change::Removed, channel: None };
            let fact = Fact { kind, case: None, bug: Some(number), actor: actor.person(), at: now };
            save(tx, bug, notice, fact, &cause, now).await
        })
        .await
    }

    /// Has a member told under a bug's notice what becomes of the bug.
    ///
    /// # Errors
    /// Refuses if the notice was taken down or the bug is done with, and members who hear of it
    /// anyway.
    pub async fn follow_known_issue(
        &self,
        by: &Authorized,
        number: BugNumber,
        cause: Cause,
    ) -> Result<BugDone> {
        let (actor, now) = (by.to(Permission::Ask)?, self.now());
        self.commit(async move |tx| {
            let (guild, user) = (actor.guild, actor.user);
            let bug = root(tx, guild, number).await?;
            let notice = tx.known_issue(guild, number).await?;
            let is_up = notice.is_some_and(|notice| notice.is_up());
            if !is_up || bug.status.phase() == Phase::Closed {
                return Err(BugRefusal::NoticeEnded.into());
            }
            if let Some(own) = tx.case_with_bug_of(guild, bug.number, user).await? {
                return Err(BugRefusal::HearsAnyway { case: own }.into());
            }
            if let Some(case) = tx.case_followed_for(guild, bug.number, user).await? {
                return Err(BugRefusal::AlreadyFollows(case).into());
            }
            if !tx.insert_known_issue_follower(guild, number, user, now).await? {
                return Err(BugRefusal::AlreadyFollowsNotice.into());
            }
            let fact = Fact {
                kind: FactKind::KnownIssueFollowed,
                case: None,
                bug: Some(number),
                actor: actor.person(),
                at: now,
            };
            tx.append(guild, &cause, std::slice::from_ref(&fact)).await?;
            let jobs = tx.enqueue(guild, &[Effect::DrawBug { bug: bug.number }], now).await?;
            Ok((BugDone { bug, fact, moved: 0, told: Told::default() }, jobs))
        })
        .await
    }

    /// Somebody deleted the message of a notice in Discord, or its channel: it is taken down. Does
    /// nothing if the notice is meant to be elsewhere by now.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) if the database does not answer.
    pub async fn known_issue_deleted(
        &self,
        guild: GuildId,
        number: BugNumber,
        (channel, message): (ChannelId, MessageId),
    ) -> Result<()> {
        let now = self.now();
        self.commit(async move |tx| {
            tx.bug_to_change(guild, number).await?;
            let notice = tx.known_issue_to_change(guild, number).await?;
            let is_meant = |notice: &KnownIssue| {
                notice.channel == Some(channel) && notice.surface.posted == Some((channel, message))
            };
            let Some(before) = notice.filter(is_meant) else { return Ok(((), Vec::new())) };
            let surface = before.surface.replaced();
            let notice = KnownIssue { surface, ..before.taken_down()? };
            tx.save_known_issue(&notice).await?;
            tx.save_surface(guild, Subject::KnownIssue(number), &surface).await?;
            let kind = FactKind::BugNoticeDeleted;
            let fact = Fact { kind, case: None, bug: Some(number), actor: None, at: now };
            tx.append(guild, &Cause::Message(message), std::slice::from_ref(&fact)).await?;
            // It may be drawn at this moment, and be saved as posted after this.
            let drawing = [Effect::DrawKnownIssue { bug: number }];
            Ok(((), tx.enqueue(guild, &drawing, now).await?))
        })
        .await
    }
}

/// Saves what was done with a notice.
async fn save(
    tx: &mut Tx<'_>,
    bug: Bug,
    notice: KnownIssue,
    fact: Fact,
    cause: &Cause,
    now: Time,
) -> Stored<(KnownIssueDone, Vec<Job>)> {
    let (guild, number) = (notice.guild, notice.bug);
    let followers = to_be_told(tx, guild, number).await?;
    tx.save_known_issue(&notice).await?;
    tx.append(guild, cause, std::slice::from_ref(&fact)).await?;
    let jobs = tx.enqueue(guild, &[Effect::DrawKnownIssue { bug: number }], now).await?;
    Ok((KnownIssueDone { bug, notice, fact, followers }, jobs))
}

/// Returns how many members a notice is to tell what becomes of its bug. None of them was told yet.
async fn to_be_told(reader: &mut Reader<'_>, guild: GuildId, notice: BugNumber) -> Stored<usize> {
    let bug = standing(reader, guild, notice).await?;
    // If it is open, its next outcome is the one that is told.
    let outcomes = bug.outcomes + i64::from(bug.outcome().is_none());
    let followers = reader.known_issue_followers_to_tell(&Bug { outcomes, ..bug }).await?;
    let calls = reader.known_issue_calls(guild, notice).await?;
    let called: usize = calls.iter().map(|call| call.people.len()).sum();
    Ok(called + followers.iter().filter(|(under, _)| *under == notice).count())
}

/// The bug whose notice somebody means who names a bug: a duplicate that has a notice of its own,
/// or the bug that stands for it.
async fn meant(reader: &mut Reader<'_>, guild: GuildId, number: BugNumber) -> Stored<BugNumber> {
    let mut number = number;
    loop {
        let bug = reader.bug(guild, number).await?.ok_or(BugRefusal::NotFound(number))?;
        let notice = reader.known_issue(guild, number).await?;
        match bug.duplicate_of {
            Some(of) if !notice.is_some_and(|notice| notice.is_up()) => number = of,
            _ => return Ok(number),
        }
    }
}
