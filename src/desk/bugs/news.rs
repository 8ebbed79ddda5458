//! What customers are told of bugs, and who has heard it. Nothing that developers wrote is part of
//! it: an agent sends it, in the bot's words or in their own.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    domain::{
        Action, Actor, Bug, BugNews, BugNumber, BugOutcome, Case, CaseNumber, CaseReference, Cause,
        Effect, Job, Notice, Permission, PublicText, Receipt, Remark, StoredNotice, Time, UserId,
        notice::{Internal, Public, Sent},
        refusal::BugRefusal,
    },
    store::{Reader, Tx},
};

use crate::desk::{
    Authorized, Desk, Done, Result, Stored,
    act::act_on,
    bugs::{
        saving::{Change, NewsPolicy},
        telling::{Telling, send_or_draft},
        updates::tell_how_far,
    },
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
            let Followers { here, elsewhere } = followers(tx, &before, bug).await?;
            let news = before.news_of(bug, round).cloned();
            let (text, followers) = (text.clone(), here);
            let action = Action::SendNews { bug, round, text, followers, auto_close };
            let (done, mut jobs) =
                act_on(tx, &before, &actor, action, &cause, Vec::new(), now).await?;
            if let Some(news) = news {
                jobs.extend(tell_elsewhere(tx, &before, elsewhere, &news, now).await?);
            }
            Ok((done, jobs))
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
/// of where it goes on. `is_news` is whether it has just become so, and those who follow the cases
/// have not heard it.
pub(super) async fn announce(
    tx: &mut Tx<'_>,
    change: &Change,
    (bug, outcome, reason): (&Bug, BugOutcome, Option<Remark>),
    (cases, is_news): (&[CaseNumber], bool),
) -> Stored<(Told, Vec<Job>)> {
    let &Change { ref actor, policy, now, .. } = change;
    let (guild, round) = (bug.guild, bug.outcomes);
    let mut to_tell = BTreeSet::new();
    for &case in cases {
        to_tell.insert(tx.continuation(guild, case).await?.number);
    }
    let version = bug.shipped_version.clone().filter(|_| outcome == BugOutcome::Shipped);
    let version = version.unwrap_or_default();
    let (mut told, mut jobs) = (Told::default(), Vec::new());
    for &number in &to_tell {
        let before = tx.case_to_change(guild, CaseReference::Number(number)).await?;
        let receipts = tx.receipts(guild, bug.number, round).await?;
        let followers_know = match before.news_of(bug.number, round) {
            Some(unsent) => unsent.followers_know,
            None => was_told(tx, &before, &receipts).await?,
        };
        let waiting = note_waiting(tx, &before, (bug.number, round), receipts, now).await?;
        let (bug, version, reporter) = (bug.number, version.clone(), bug.reporter);
        let mut news = BugNews {
            bug,
            round,
            outcome,
            version,
            since: now,
            people: Vec::new(),
            followers_know,
        };
        let Some(people) = waiting else {
            // The customer need not hear it, but whoever else has the problem does.
            if is_news {
                let Followers { here, mut elsewhere } = followers(tx, &before, bug).await?;
                elsewhere.entry(number).or_default().extend(here);
                jobs.extend(tell_elsewhere(tx, &before, elsewhere, &news, now).await?);
            }
            continue;
        };
        news.people = people;
        let (cause, reason) = (change.in_case(number), reason.clone());
        let by = (actor, policy, &cause);
        let (is_sent, more) = tell_case(tx, &before, (news, reason, reporter), by, now).await?;
        jobs.extend(more);
        if is_sent {
            told.sent += 1;
        } else {
            told.drafted += 1;
        }
    }
    Ok((told, jobs))
}

/// Has the customers of a case told what became of a bug, and those who follow it, unless they
/// know. Returns whether it was sent right away.
pub(super) async fn tell_case(
    tx: &mut Tx<'_>,
    case: &Case,
    (news, reason, reporter): (BugNews, Option<Remark>, UserId),
    by: (&Actor, NewsPolicy, &Cause),
    now: Time,
) -> Stored<(bool, Vec<Job>)> {
    let Followers { here, elsewhere } = match news.followers_know {
        true => Followers::default(),
        false => followers(tx, case, news.bug).await?,
    };
    let telling = Telling { news: news.clone(), reason, reporter, followers: here };
    let (is_sent, mut jobs) = send_or_draft(tx, case, telling, by, now).await?;
    if is_sent {
        jobs.extend(tell_elsewhere(tx, case, elsewhere, &news, now).await?);
    }
    Ok((is_sent, jobs))
}

/// In how many cases customers are told of something.
#[derive(Clone, Copy, Debug, Default)]
pub struct Told {
    /// By the bot, right away.
    pub sent: usize,
    /// As soon as an agent sends it.
    pub drafted: usize,
}

/// Has those told in some of its cases that a bug is open again who read that it was shipped or
/// declined, or that the one was of which it was a duplicate. `read` is what they read of. Where
/// the customers of a case are asked whether a fix works, the question says so itself.
pub(super) async fn tell_reopened(
    tx: &mut Tx<'_>,
    change: &Change,
    (bug, cases): (&Bug, &[CaseNumber]),
    read: (BugNumber, i64),
) -> Stored<Vec<Job>> {
    let &Change { ref actor, policy, now, .. } = change;
    let (guild, outcome) = (bug.guild, BugOutcome::Reopened);
    let mut continued = BTreeSet::new();
    for &case in cases {
        continued.insert(tx.continuation(guild, case).await?.number);
    }
    let mut jobs = Vec::new();
    for number in continued {
        let case = tx.case_to_change(guild, CaseReference::Number(number)).await?;
        let (mut is_declined, mut followers) = (false, BTreeSet::new());
        for stored in tx.posts(guild, number).await? {
            match stored.post {
                _ if stored.posted.is_none() => {}
                Notice::Public(Public::Declined { bug: of, round: in_round, .. }) => {
                    is_declined |= (of, in_round) == read;
                }
                Notice::Public(Public::ToFollowers { news, people }) => {
                    let is_of = (news.bug, news.round) == read;
                    followers.extend(people.into_iter().filter(|_| is_of));
                }
                _ => {}
            }
        }
        let customers = tx.customers(guild, number).await?;
        if is_declined && customers.iter().any(|(_, has_left)| !has_left) {
            let cause = &change.in_case(number);
            jobs.extend(
                tell_how_far(tx, &case, (bug, outcome), (actor, policy, cause), now).await?,
            );
        }
        if !followers.is_empty() {
            let followers: Vec<UserId> = followers.into_iter().collect();
            let round = bug.outcomes;
            let news = BugNews { outcome, ..BugNews::declined(bug.number, round, Vec::new()) };
            let notices: Vec<Notice> = Notice::to_followers(&news, &followers).collect();
            tx.add_posts(guild, number, &notices, now).await?;
            jobs.extend(tx.enqueue(guild, &[Effect::DrawCase { case: number }], now).await?);
        }
    }
    Ok(jobs)
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
        waiting.insert(tx.continuation(guild, case).await?.number);
    }
    let mut jobs = Vec::new();
    for number in waiting {
        let before = tx.case_to_change(guild, CaseReference::Number(number)).await?;
        let dropped = drop_unsaid(tx, &before, bug.number, &is_moot, now).await?;
        jobs.extend(dropped.jobs);
        let news = before.news.iter().find(|news| news.bug == bug.number && is_moot(news));
        let is_final = dropped.is_final || news.is_some_and(|news| news.outcome.is_final());
        if is_final {
            tx.drop_receipts(guild, bug.number, number).await?;
        }
        let is_unsaid = dropped.is_final && before.has_unsaid_fix(bug.number);
        if news.is_none() && !is_unsaid {
            continue;
        }
        let cause = change.in_case(number);
        let action = Action::WithdrawNews(bug.number);
        let (_, more) = act_on(tx, &before, actor, action, &cause, Vec::new(), now).await?;
        jobs.extend(more);
    }
    Ok(jobs)
}

/// Who hears for a case what became of a bug besides its customers.
#[derive(Default)]
struct Followers {
    /// Those who hear it in the case.
    here: Vec<UserId>,
    /// Those who hear it in a case that was merged into it: this one is private, and whoever is
    /// mentioned in a private thread can read it from then on.
    elsewhere: BTreeMap<CaseNumber, Vec<UserId>>,
}

async fn followers(tx: &mut Tx<'_>, case: &Case, bug: BugNumber) -> Stored<Followers> {
    let mut found = Followers::default();
    for (followed, user) in tx.followers_to_tell(case.guild, case.number, bug).await? {
        if case.is_private() {
            found.elsewhere.entry(followed).or_default().push(user);
        } else {
            found.here.push(user);
        }
    }
    Ok(found)
}

/// Tells members what became of a bug in the cases that they follow.
async fn tell_elsewhere(
    tx: &mut Tx<'_>,
    case: &Case,
    followers: BTreeMap<CaseNumber, Vec<UserId>>,
    news: &BugNews,
    now: Time,
) -> Stored<Vec<Job>> {
    let mut jobs = Vec::new();
    if !news.outcome.is_final() || news.followers_know {
        return Ok(jobs);
    }
    for (followed, people) in followers {
        let notices: Vec<Notice> = Notice::to_followers(news, &people).collect();
        tx.add_posts(case.guild, followed, &notices, now).await?;
        jobs.extend(tx.enqueue(case.guild, &[Effect::DrawCase { case: followed }], now).await?);
    }
    Ok(jobs)
}

/// What was sent, could not be posted yet, and is dropped.
#[derive(Default)]
struct Dropped {
    /// Whether it said what became of the bug.
    is_final: bool,
    jobs: Vec<Job>,
}

/// Drops what was sent to the customers of a case about a bug and could not be posted yet, where
/// it is moot.
async fn drop_unsaid(
    tx: &mut Tx<'_>,
    case: &Case,
    bug: BugNumber,
    is_moot: impl Fn(&BugNews) -> bool,
    now: Time,
) -> Stored<Dropped> {
    let mut dropped = Dropped::default();
    for stored in tx.live_posts(case.guild, case.number).await? {
        let Some(news) = news_in(&stored.post) else { continue };
        if stored.posted.is_none() && news.bug == bug && is_moot(&news) {
            tx.drop_post(case.guild, stored.id, None).await?;
            dropped.is_final |= news.outcome.is_final();
            let effects = [Effect::DrawCase { case: case.number }];
            dropped.jobs = tx.enqueue(case.guild, &effects, now).await?;
        }
    }
    Ok(dropped)
}

/// Notes with the drafts among the live notices of a case whether they were sent, and by whom.
pub(in crate::desk) async fn note_sent(
    reader: &mut Reader<'_>,
    case: &Case,
    live: &mut [StoredNotice],
) -> Stored<()> {
    let is_done = |stored: &StoredNotice| match &stored.post {
        Notice::Internal(Internal::BugNews { news, .. }) => !case.news.contains(news),
        Notice::Public(_) | Notice::Internal(_) => false,
    };
    if !live.iter().any(is_done) {
        return Ok(());
    }
    let waiting: BTreeSet<i64> = live.iter().map(|stored| stored.id).collect();
    let mut posts = reader.posts(case.guild, case.number).await?;
    // One that is neither in Discord nor still to be posted was dropped.
    posts.retain(|stored| stored.posted.is_some() || waiting.contains(&stored.id));
    for stored in live.iter_mut() {
        let Notice::Internal(Internal::BugNews { news, sent, .. }) = &mut stored.post else {
            continue;
        };
        let about = (news.bug, news.round);
        *sent = posts.iter().rev().find_map(|stored| match &stored.post {
            Notice::Public(Public::Fixed { by, news, .. } | Public::Update { by, news, .. })
                if (news.bug, news.round) == about =>
            {
                Some(Sent { by: *by, is_posted: stored.posted.is_some() })
            }
            Notice::Public(Public::Declined { by, bug, round, .. }) if (*bug, *round) == about => {
                Some(Sent { by: *by, is_posted: stored.posted.is_some() })
            }
            Notice::Public(_) | Notice::Internal(_) => None,
        });
    }
    Ok(())
}

/// What customers read of a bug in a notice. None if it is about something else.
fn news_in(notice: &Notice) -> Option<BugNews> {
    match notice {
        Notice::Public(Public::Fixed { news, .. } | Public::Update { news, .. }) => {
            Some(news.clone())
        }
        Notice::Public(Public::ToFollowers { news, people }) => {
            Some(BugNews { people: people.clone(), ..news.clone() })
        }
        Notice::Public(Public::Declined { bug, round, people, .. }) => {
            Some(BugNews::declined(*bug, *round, people.clone()))
        }
        Notice::Public(_) | Notice::Internal(_) => None,
    }
}

/// Those of a case whom news of an outcome name. They name nobody if it is the one who asked alone.
pub(in crate::desk) fn named(case: &Case, news: &BugNews) -> Vec<UserId> {
    if news.people.is_empty() { vec![case.requester] } else { news.people.clone() }
}

/// The customers of a case who are told of an outcome of a bug by what was sent and is not in
/// Discord yet.
pub(super) async fn being_told(
    tx: &mut Tx<'_>,
    case: &Case,
    (bug, round): (BugNumber, i64),
) -> Stored<BTreeSet<UserId>> {
    let posts = tx.live_posts(case.guild, case.number).await?.into_iter();
    let unsaid = posts.filter(|stored| stored.posted.is_none());
    let news = unsaid.filter_map(|stored| news_in(&stored.post));
    let of_outcome =
        news.filter(|news| news.outcome.is_final() && (news.bug, news.round) == (bug, round));
    Ok(of_outcome.flat_map(|news| named(case, &news)).collect())
}

/// Whether customers were told of an outcome in a case, or in one that was merged into it, by its
/// receipts.
async fn was_told(
    tx: &mut Tx<'_>,
    case: &Case,
    receipts: &[(CaseNumber, UserId, Receipt)],
) -> Stored<bool> {
    for &(of, _, receipt) in receipts {
        let is_told = !matches!(receipt, Receipt::Waiting | Receipt::Gone);
        if is_told && tx.continuation(case.guild, of).await?.number == case.number {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Notes which customers of a case are to be told, given all receipts of the outcome. Returns who
/// they are, as news name them. None if nobody has to hear it who was not to hear it before,
/// however often their case is linked: the fix before works for them, or they heard it in a case of
/// their own that was merged since.
async fn note_waiting(
    tx: &mut Tx<'_>,
    case: &Case,
    (bug, round): (BugNumber, i64),
    receipts: Vec<(CaseNumber, UserId, Receipt)>,
    now: Time,
) -> Stored<Option<Vec<UserId>>> {
    let (guild, number) = (case.guild, case.number);
    let mut spared = being_told(tx, case, (bug, round)).await?;
    let mut known = BTreeSet::new();
    let content = tx.content_customers(guild, bug, round).await?.into_iter();
    spared.extend(content.filter(|(case, _)| *case == number).map(|(_, user)| user));
    for (of, user, receipt) in receipts {
        let is_told = !matches!(receipt, Receipt::Waiting | Receipt::Gone);
        if of == number {
            known.insert(user);
        }
        if is_told && tx.continuation(guild, of).await?.number == number {
            spared.insert(user);
        }
    }
    let mut customers = tx.customers(guild, number).await?;
    customers.retain(|(user, _)| !spared.contains(user));
    if customers.iter().all(|(user, _)| known.contains(user)) {
        return Ok(None);
    }
    for &(user, has_left) in &customers {
        tx.await_telling(guild, (bug, round), number, user, has_left, now).await?;
    }
    let present = customers.into_iter().filter(|(_, has_left)| !has_left);
    Ok(Some(case.told(present.map(|(user, _)| user).collect())))
}

/// Whether a message that waits for an answer names somebody of a case, and says what became of a
/// bug.
pub(in crate::desk) async fn has_named(
    tx: &mut Tx<'_>,
    case: &Case,
    (bug, round): (BugNumber, i64),
    user: UserId,
) -> Stored<bool> {
    let posts = tx.live_posts(case.guild, case.number).await?.into_iter();
    let mut said = posts.filter(|stored| stored.posted.is_some());
    Ok(said.any(|stored| {
        news_in(&stored.post).is_some_and(|news| {
            (news.bug, news.round) == (bug, round) && named(case, &news).contains(&user)
        })
    }))
}

/// Notes that what became of a bug is in Discord. Those whom an agent was asked to tell since it
/// was sent have not read it.
pub(in crate::desk) async fn note_said(
    tx: &mut Tx<'_>,
    case: &Case,
    notice: &Notice,
    now: Time,
) -> Stored<Vec<Job>> {
    let about = match notice {
        Notice::Public(Public::Fixed { news, .. }) => (news.bug, news.round),
        Notice::Public(Public::Declined { bug, round, .. }) => (*bug, *round),
        _ => return Ok(Vec::new()),
    };
    let ((bug, round), guild) = (about, case.guild);
    let unsent = case.news_of(bug, round).map(|news| named(case, news)).unwrap_or_default();
    for (of, user, receipt) in tx.receipts(guild, bug, round).await? {
        if of == case.number && receipt == Receipt::Waiting && !unsent.contains(&user) {
            tx.save_receipt(guild, about, of, user, Receipt::Told, now).await?;
        }
    }
    tx.enqueue(guild, &[Effect::DrawBug { bug }], now).await
}
