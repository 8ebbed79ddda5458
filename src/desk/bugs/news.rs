//! What customers are told of bugs, and who has heard it. Nothing that developers wrote is part of
//! it: an agent sends it, in the bot's words or in their own.

use std::collections::BTreeSet;

use crate::{
    domain::{
        Action, Actor, Bug, BugAction, BugNews, BugNumber, BugOutcome, BugStatus, Case, CaseNumber,
        CaseReference, Cause, Effect, FactKind, GuildId, Job, Notice, Permission, PublicText,
        Receipt, Remark, Time, UserId, notice::Public, refusal::BugRefusal,
    },
    store::{Error, Tx},
};

use crate::desk::{
    Authorized, Desk, Done, Result, Stored,
    act::act_on,
    bugs::saving::{Change, save},
};

impl Desk {
    /// Has a case's customer told what became of a bug: in an agent's words, or in the bot's.
    ///
    /// # Errors
    /// Refuses what was sent before, or is not so any more.
    pub async fn send_news(
        &self,
        by: &Authorized,
        case: CaseNumber,
        (bug, round): (BugNumber, i64),
        text: Option<PublicText>,
        cause: Cause,
    ) -> Result<Done> {
        let (actor, now) = (by.to(Permission::WorkCases)?, self.now());
        let auto_close = by.settings()?.auto_close();
        let done = self.commit(async move |tx| {
            let guild = actor.guild;
            let before = tx.case_to_change(guild, CaseReference::Number(case)).await?;
            let followers = tx.followers_to_tell(guild, case, bug).await?;
            let action = Action::SendNews { bug, round, text: text.clone(), followers, auto_close };
            act_on(tx, &before, &actor, action, &cause, Vec::new(), now).await
        });
        let done = done.await?;
        self.learn(&done);
        Ok(done)
    }

    /// What a case's customer is to be told of a bug, for an agent who edits it.
    ///
    /// # Errors
    /// Refuses what was sent before, or is not so any more.
    pub async fn news_to_edit(
        &self,
        by: &Authorized,
        number: CaseNumber,
        (bug, round): (BugNumber, i64),
    ) -> Result<(Case, BugNews)> {
        let guild = by.to(Permission::WorkCases)?.guild;
        let read = self.store.read(async move |reader| {
            let case = reader.referenced_case(guild, CaseReference::Number(number)).await?;
            let news = case.news_of(bug, round).cloned();
            let nothing = BugRefusal::NothingToTell { case: number, bug };
            Ok((case, news.ok_or(nothing)?))
        });
        Ok(read.await?)
    }
}

/// Has the customers of cases told what became of a bug, each once. A case that was merged is told
/// of where it goes on. Returns how many cases there are.
pub(super) async fn announce(
    tx: &mut Tx<'_>,
    change: &Change,
    (bug, outcome, reason): (&Bug, BugOutcome, Option<Remark>),
    cases: &[CaseNumber],
) -> Stored<(usize, Vec<Job>)> {
    let &Change { ref actor, policy, now, .. } = change;
    let (guild, round) = (bug.guild, bug.outcomes);
    let content: BTreeSet<CaseNumber> =
        tx.content_cases(guild, bug.number, round).await?.into_iter().collect();
    // Nobody is told twice, however often their case is linked.
    let announced = tx.announced_cases(guild, bug.number, round).await?;
    let mut to_tell = BTreeSet::new();
    for &case in cases {
        let number = goes_on_in(tx, guild, case).await?;
        if !content.contains(&number) && !announced.contains(&number) {
            to_tell.insert(number);
        }
    }
    let version = bug.shipped_version.clone().filter(|_| outcome == BugOutcome::Shipped);
    let version = version.unwrap_or_default();
    let news = BugNews { bug: bug.number, round, outcome, version, since: now };
    let mut jobs = Vec::new();
    for &number in &to_tell {
        let before = tx.case_to_change(guild, CaseReference::Number(number)).await?;
        note_waiting(tx, &before, (bug.number, round), now).await?;
        let cause = change.in_case(number);
        let draft = Action::DraftNews {
            news: news.clone(),
            reason: reason.clone(),
            reporter: bug.reporter,
        };
        let publish = Action::PublishNews {
            news: news.clone(),
            followers: tx.followers_to_tell(guild, number, bug.number).await?,
            auto_close: policy.auto_close,
        };
        let action = if policy.by_itself { publish } else { draft.clone() };
        let done = act_on(tx, &before, actor, action, &cause, Vec::new(), now).await;
        let (_, more) = match done {
            // If it cannot be sent right away, an agent finds a way.
            Err(Error::Refused(_)) if policy.by_itself => {
                act_on(tx, &before, actor, draft, &cause, Vec::new(), now).await?
            }
            done => done?,
        };
        jobs.extend(more);
    }
    Ok((to_tell.len(), jobs))
}

/// Withdraws what customers were still to be told of a bug, where it is moot.
pub(super) async fn withdraw(
    tx: &mut Tx<'_>,
    change: &Change,
    bug: &Bug,
    is_moot: impl Fn(&BugNews) -> bool,
) -> Stored<Vec<Job>> {
    let &Change { ref actor, now, .. } = change;
    let guild = bug.guild;
    let mut waiting = BTreeSet::new();
    for &case in &bug.cases {
        waiting.insert(goes_on_in(tx, guild, case).await?);
    }
    let mut jobs = Vec::new();
    for number in waiting {
        let before = tx.case_to_change(guild, CaseReference::Number(number)).await?;
        let news = before.news.iter().find(|news| news.bug == bug.number && is_moot(news));
        let Some(is_final) = news.map(|news| news.outcome.is_final()) else { continue };
        let cause = change.in_case(number);
        let action = Action::WithdrawNews(bug.number);
        let (_, more) = act_on(tx, &before, actor, action, &cause, Vec::new(), now).await?;
        jobs.extend(more);
        if is_final {
            tx.drop_receipts(guild, bug.number, number).await?;
        }
    }
    Ok(jobs)
}

/// Has what a merged case's customer was still to be told lie with the case in which it goes on.
pub(in crate::desk) async fn hand_on(
    tx: &mut Tx<'_>,
    actor: &Actor,
    from: &Case,
    into: Case,
    interaction: &Cause,
    now: Time,
) -> Stored<(Case, Vec<Job>)> {
    let Cause::Interaction(interaction) = *interaction else { return Ok((into, Vec::new())) };
    let (guild, mut into, mut jobs) = (from.guild, into, Vec::new());
    for news in &from.news {
        tx.drop_receipts(guild, news.bug, from.number).await?;
        note_waiting(tx, &into, (news.bug, news.round), now).await?;
        if into.news_of(news.bug, news.round).is_some() || is_told(&into, news) {
            continue;
        }
        let cause = Cause::BugChanged { interaction, case: into.number };
        let bug = tx.bug(guild, news.bug).await?.ok_or(BugRefusal::NotFound(news.bug))?;
        let action = Action::DraftNews { news: news.clone(), reason: None, reporter: bug.reporter };
        let (done, more) = act_on(tx, &into, actor, action, &cause, Vec::new(), now).await?;
        jobs.extend(more);
        into = done.case;
    }
    Ok((into, jobs))
}

fn is_told(case: &Case, news: &BugNews) -> bool {
    case.fix.as_ref().is_some_and(|fix| fix.bug == news.bug && fix.round == news.round)
}

/// The case in which a case goes on, if it was merged.
async fn goes_on_in(tx: &mut Tx<'_>, guild: GuildId, case: CaseNumber) -> Stored<CaseNumber> {
    let mut number = case;
    while let Some(merged) = tx.case(guild, number).await?.and_then(|case| case.merged) {
        number = merged.into;
    }
    Ok(number)
}

/// Notes that the customers of a case are to be told.
async fn note_waiting(
    tx: &mut Tx<'_>,
    case: &Case,
    news: (BugNumber, i64),
    now: Time,
) -> Stored<()> {
    for (user, has_left) in tx.customers(case.guild, case.number).await? {
        let receipt = if has_left { Receipt::Gone } else { Receipt::Waiting };
        tx.save_receipt(case.guild, news, case.number, user, receipt, now).await?;
    }
    Ok(())
}

/// Notes that what became of a bug is in Discord.
pub(in crate::desk) async fn note_said(
    tx: &mut Tx<'_>,
    case: &Case,
    notice: &Notice,
    now: Time,
) -> Stored<Vec<Job>> {
    let news = match notice {
        Notice::Public(Public::Fixed { news, .. }) => (news.bug, news.round),
        Notice::Public(Public::Declined { bug, round, .. }) => (*bug, *round),
        _ => return Ok(Vec::new()),
    };
    tx.note_told(case.guild, news, case.number, now).await?;
    tx.enqueue(case.guild, &[Effect::DrawBug { bug: news.0 }], now).await
}

/// Notes what a customer says of a fix, and has the bug return if it is still broken. `before` is
/// the case as it was.
pub(in crate::desk) async fn note_word(
    tx: &mut Tx<'_>,
    before: &Case,
    done: &Done,
    actor: &Actor,
    cause: &Cause,
    now: Time,
) -> Stored<Vec<Job>> {
    let (attempt, receipt) = match done.fact.kind {
        FactKind::SolutionConfirmed { attempt, .. } => (attempt, Receipt::Confirmed),
        FactKind::SolutionRejected { attempt, .. } => (attempt, Receipt::Broken),
        _ => return Ok(Vec::new()),
    };
    let Some(fix) = before.fix_of(attempt) else { return Ok(Vec::new()) };
    let guild = before.guild;
    let customers = tx.customers(guild, before.number).await?;
    let is_customer = customers.iter().any(|(user, _)| *user == actor.user);
    let who: UserId = if is_customer { actor.user } else { before.requester };
    tx.save_receipt(guild, (fix.bug, fix.round), before.number, who, receipt, now).await?;
    if receipt == Receipt::Confirmed {
        return Ok(Vec::new());
    }
    let bug = tx.bug_to_change(guild, fix.bug).await?;
    if !matches!(bug.status, BugStatus::Shipped | BugStatus::Returned) {
        return Ok(Vec::new());
    }
    let action = BugAction::Return { case: before.number };
    Ok(save(tx, &bug, actor, action, cause, now).await?.1)
}
