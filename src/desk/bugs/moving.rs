//! What customers are still to be told of bugs follows their cases when those are merged, unmerged
//! and unlinked.

use crate::{
    domain::{
        Action, Actor, Bug, BugNews, BugNumber, Case, CaseNumber, CaseReference, Cause, Effect,
        FactKind, GuildId, Job, Notice, Permission, Phase, Receipt, Status, Time, UserId,
        refusal::{BugRefusal, SetupRefusal},
    },
    store::Tx,
};

use crate::desk::{
    Authorized, Desk, Done, Result, Stored,
    act::{act, act_on},
    bugs::{
        news::{being_told, tell_case},
        saving::NewsPolicy,
        word::{end_hold, hold, hold_for},
    },
};

/// Who has what customers are to be told go with their cases, by which interaction, and when.
pub(in crate::desk) struct Move {
    pub(in crate::desk) actor: Actor,
    pub(in crate::desk) interaction: u64,
    pub(in crate::desk) now: Time,
}

impl Move {
    /// None if no interaction did it.
    pub(in crate::desk) fn of(actor: Actor, cause: &Cause, now: Time) -> Option<Self> {
        match *cause {
            Cause::Interaction(interaction) => Some(Self { actor, interaction, now }),
            _ => None,
        }
    }

    /// The cause of what happens to a case for it.
    pub(in crate::desk) fn in_case(&self, case: CaseNumber) -> Cause {
        Cause::BugChanged { interaction: self.interaction, case }
    }

    /// The cause of what happens to a case for it and for a bug.
    pub(in crate::desk) fn cause(&self, bug: BugNumber, case: CaseNumber) -> Cause {
        Cause::NewsMoved { interaction: self.interaction, bug, case }
    }
}

impl Desk {
    /// Removes the link of a case to a bug. What its customer was still to be told of it is
    /// withdrawn.
    ///
    /// # Errors
    /// Refuses a case that is not linked to the bug.
    pub async fn unlink(
        &self,
        by: &Authorized,
        case: CaseReference,
        bug: BugNumber,
        cause: Cause,
    ) -> Result<Done> {
        let (actor, now) = (by.to(Permission::WorkCases)?, self.now());
        let done = self.commit(async move |tx| {
            let (mut done, mut jobs) =
                act(tx, &actor, case, Action::Unlink(bug), &cause, now).await?;
            if let Some(change) = Move::of(actor, &cause, now) {
                let (guild, number) = (actor.guild, done.case.number);
                jobs.extend(renew(tx, &change, guild, number, bug).await?);
                let case = tx.case_to_change(guild, CaseReference::Number(number)).await?;
                let (case, more) = end_hold(tx, case, &actor, &cause, now).await?;
                jobs.extend(more);
                jobs.extend(tell_followers(tx, &case, now).await?);
                done.case = case;
            }
            Ok((done, jobs))
        });
        let done = done.await?;
        self.learn(&done);
        Ok(done)
    }
}

/// Tells members who follow a case that they will hear of no fix in it, if it was unlinked from its
/// last bug.
async fn tell_followers(tx: &mut Tx<'_>, case: &Case, now: Time) -> Stored<Vec<Job>> {
    let (guild, number) = (case.guild, case.number);
    if !case.bugs.is_empty() || case.is_closed() || case.is_private() {
        return Ok(Vec::new());
    }
    let followers = tx.followers(guild, number).await?;
    if followers.is_empty() {
        return Ok(Vec::new());
    }
    let notices: Vec<Notice> = Notice::unfollowed(&followers).collect();
    tx.add_posts(guild, number, &notices, now).await?;
    tx.enqueue(guild, &[Effect::DrawCase { case: number }], now).await
}

/// Has what a merged case's customers were still to be told lie with the case in which it goes on.
/// Returns that case as it is then.
pub(in crate::desk) async fn hand_on(
    tx: &mut Tx<'_>,
    change: &Move,
    from: &Case,
    into: Case,
) -> Stored<(Case, Vec<Job>)> {
    let (guild, number) = (from.guild, into.number);
    let mut jobs = Vec::new();
    for news in from.news.iter().filter(|news| news.outcome.is_final()) {
        let about = (news.bug, news.round);
        for (user, has_left) in waiting(tx, guild, about, from.number).await? {
            tx.drop_receipt(guild, about, from.number, user).await?;
            tx.await_telling(guild, about, number, user, has_left, change.now).await?;
        }
        jobs.extend(tell_waiting(tx, change, number, news.clone()).await?);
    }
    let into = tx.case_to_change(guild, CaseReference::Number(number)).await?;
    Ok((into, jobs))
}

/// Links a case to the open bugs for which a case waits that was merged into it. A customer of the
/// other case who waits for an answer still does. Returns the case as it is then.
pub(in crate::desk) async fn take_bugs_over(
    tx: &mut Tx<'_>,
    change: &Move,
    from: &Case,
    into: Case,
) -> Stored<(Case, Vec<Job>)> {
    let (guild, number) = (from.guild, into.number);
    let (mut into, mut jobs) = (into, Vec::new());
    for &bug in from.bugs.iter().filter(|_| !from.is_closed()) {
        let known = tx.bug(guild, bug).await?;
        let is_open = known.is_some_and(|bug| bug.status.phase() != Phase::Closed);
        if !is_open || into.bugs.contains(&bug) {
            continue;
        }
        let (link, cause) = (Action::Link { bug, open: false }, change.cause(bug, number));
        let (done, more) =
            act_on(tx, &into, &change.actor, link, &cause, Vec::new(), change.now).await?;
        into = done.case;
        jobs.extend(more);
    }
    let (actor, cause, now) = (&change.actor, change.in_case(number), change.now);
    // The other case's customer was asked whether it is solved; for this one it is not.
    let is_unsolved = from.status == Status::OnHold && into.phase() == Phase::Solved;
    let awaited = if is_unsolved { tx.awaited_bug(&into).await? } else { None };
    let (into, more) = match awaited {
        Some(bug) => hold_for(tx, into, bug.number, actor, &cause, now).await?,
        None => hold(tx, into, actor, &cause, now).await?,
    };
    jobs.extend(more);
    Ok((into, jobs))
}

/// Whether a case goes on in another, perhaps by way of others, and also if that one goes on
/// itself.
async fn goes_on_in(
    tx: &mut Tx<'_>,
    guild: GuildId,
    case: CaseNumber,
    into: CaseNumber,
) -> Stored<bool> {
    let mut at = case;
    while let Some(merged) = tx.case(guild, at).await?.and_then(|case| case.merged) {
        if merged.into == into {
            return Ok(true);
        }
        at = merged.into;
    }
    Ok(false)
}

/// Removes the links that a case has from another that was merged into it, and is no more, to bugs
/// of which its customer has not been told. Returns the bugs.
pub(in crate::desk) async fn give_back_bugs(
    tx: &mut Tx<'_>,
    change: &Move,
    from: CaseNumber,
    into: CaseNumber,
) -> Stored<(Vec<BugNumber>, Vec<Job>)> {
    let guild = change.actor.guild;
    let (mut unlinked, mut jobs) = (Vec::new(), Vec::new());
    let Some(interaction) = tx.merged_by(guild, from).await? else {
        return Ok((unlinked, jobs));
    };
    let mut case = tx.case_to_change(guild, CaseReference::Number(into)).await?;
    for bug in case.bugs.clone() {
        let linked_by = Cause::NewsMoved { interaction, bug, case: into };
        let is_taken_over = tx.has_happened(guild, &linked_by, &FactKind::BugLinked).await?;
        let is_to_hear = case.news.iter().any(|news| news.bug == bug);
        let waits = |bug: &Bug| bug.status.phase() != Phase::Closed || is_to_hear;
        let known = tx.bug(guild, bug).await?.filter(waits);
        let Some(known) = known.filter(|_| is_taken_over) else { continue };
        let mut has_others = false;
        for &linked in known.cases.iter().filter(|linked| **linked != into) {
            has_others |= goes_on_in(tx, guild, linked, into).await?;
        }
        if has_others {
            continue;
        }
        let (unlink, cause) = (Action::Unlink(bug), change.cause(bug, into));
        let (done, more) =
            act_on(tx, &case, &change.actor, unlink, &cause, Vec::new(), change.now).await?;
        case = done.case;
        jobs.extend(more);
        unlinked.push(bug);
    }
    Ok((unlinked, jobs))
}

/// Has the customers of a case that was just merged told what the customers of the other case are
/// told, or were told before. Whoever asked after the release has the problem in spite of it.
/// Returns the other case as it is then.
pub(in crate::desk) async fn tell_newcomers(
    tx: &mut Tx<'_>,
    change: &Move,
    from: &Case,
    into: Case,
) -> Stored<(Case, Vec<Job>)> {
    let (guild, number) = (from.guild, into.number);
    let mut jobs = Vec::new();
    let may_be_back = |bug: &Bug| from.asked_anew_at().is_some_and(|at| bug.may_be_back(at));
    for &bug in &into.bugs {
        let Some(bug) = tx.bug(guild, bug).await? else { continue };
        let Some(outcome) = bug.outcome().filter(|_| !may_be_back(&bug)) else {
            continue;
        };
        let about = (bug.number, bug.outcomes);
        let receipts = tx.receipts(guild, bug.number, bug.outcomes).await?;
        if !receipts.iter().any(|(case, ..)| *case == number) {
            continue;
        }
        for (user, has_left) in tx.customers(guild, from.number).await? {
            if !receipts.iter().any(|(_, known, _)| *known == user) {
                tx.await_telling(guild, about, number, user, has_left, change.now).await?;
            }
        }
        if waiting(tx, guild, about, number).await?.is_empty() {
            continue;
        }
        let news = into.news_of(bug.number, bug.outcomes).cloned();
        let news = news.unwrap_or(BugNews {
            bug: bug.number,
            round: bug.outcomes,
            outcome,
            version: bug.shipped_version.clone().unwrap_or_default(),
            since: change.now,
            people: Vec::new(),
            followers_know: true,
        });
        jobs.extend(tell_waiting(tx, change, number, news).await?);
    }
    let into = tx.case_to_change(guild, CaseReference::Number(number)).await?;
    Ok((into, jobs))
}

/// Has what the customers of a case were still to be told go with it, which was merged into another
/// and now goes on by itself.
pub(in crate::desk) async fn hand_back(
    tx: &mut Tx<'_>,
    change: &Move,
    case: &Case,
    into: CaseNumber,
) -> Stored<Vec<Job>> {
    let guild = case.guild;
    let mut jobs = Vec::new();
    // The other case may have been merged on, with all that was to be told in it.
    let into = tx.continuation(guild, into).await?.number;
    let other = tx.case_to_change(guild, CaseReference::Number(into)).await?;
    for news in other.news.into_iter().filter(|news| news.outcome.is_final()) {
        let about = (news.bug, news.round);
        let bug = tx.bug(guild, news.bug).await?.ok_or(BugRefusal::NotFound(news.bug))?;
        let (own, others) =
            (customers(tx, &bug, case.number).await?, customers(tx, &bug, into).await?);
        let mut is_moved = false;
        for (user, has_left) in waiting(tx, guild, about, into).await? {
            if others.contains(&user) {
                continue;
            }
            tx.drop_receipt(guild, about, into, user).await?;
            if own.contains(&user) {
                tx.await_telling(guild, about, case.number, user, has_left, change.now).await?;
                is_moved = true;
            }
        }
        if is_moved {
            jobs.extend(tell_waiting(tx, change, case.number, news.clone()).await?);
        }
        jobs.extend(renew(tx, change, guild, into, news.bug).await?);
    }
    // Meanwhile they may have been told in the other case, or the bug may be open again.
    for news in case.news.iter().filter(|news| news.outcome.is_final()) {
        jobs.extend(renew(tx, change, guild, case.number, news.bug).await?);
    }
    Ok(jobs)
}

/// Withdraws what the customers of a case were still to be told of a bug to which it is linked no
/// more. If a case that was merged into it still is, only those hear it who are left.
pub(in crate::desk) async fn renew(
    tx: &mut Tx<'_>,
    change: &Move,
    guild: GuildId,
    case: CaseNumber,
    bug: BugNumber,
) -> Stored<Vec<Job>> {
    let number = tx.continuation(guild, case).await?.number;
    let bug = tx.bug(guild, bug).await?.ok_or(BugRefusal::NotFound(bug))?;
    let before = tx.case_to_change(guild, CaseReference::Number(number)).await?;
    let news = before.news.iter().find(|news| news.bug == bug.number).cloned();
    let still_wait = customers(tx, &bug, number).await?;
    // What was sent is sent, and remembered, though it may not be in Discord yet.
    let Some(news) = news else { return Ok(Vec::new()) };
    let about = (news.bug, news.round);
    if still_wait.is_empty() {
        for (user, _) in waiting(tx, guild, about, number).await? {
            tx.drop_receipt(guild, about, number, user).await?;
        }
    }
    if !still_wait.is_empty() && !news.outcome.is_final() {
        return Ok(Vec::new());
    }
    if !waiting(tx, guild, about, number).await?.is_empty() {
        return tell_waiting(tx, change, number, news).await;
    }
    let (action, cause) = (Action::WithdrawNews(bug.number), change.cause(bug.number, number));
    Ok(act_on(tx, &before, &change.actor, action, &cause, Vec::new(), change.now).await?.1)
}

/// Has those customers of a case told who are still to hear it, as the server tells its customers,
/// unless an agent was asked to tell just them.
async fn tell_waiting(
    tx: &mut Tx<'_>,
    change: &Move,
    number: CaseNumber,
    news: BugNews,
) -> Stored<Vec<Job>> {
    let guild = change.actor.guild;
    let before = tx.case_to_change(guild, CaseReference::Number(number)).await?;
    let bug = tx.bug(guild, news.bug).await?.ok_or(BugRefusal::NotFound(news.bug))?;
    let waiting = waiting(tx, guild, (news.bug, news.round), number).await?;
    if waiting.is_empty() {
        return Ok(Vec::new());
    }
    let is_there = |(_, has_left): &&(UserId, bool)| !has_left;
    let present: Vec<UserId> = waiting.iter().filter(is_there).map(|(user, _)| *user).collect();
    // News that names nobody is for the one who asked.
    if present.is_empty() && waiting.iter().all(|(user, _)| *user != before.requester) {
        return Ok(Vec::new());
    }
    let news = BugNews { people: before.told(present), ..news };
    if before.news_of(news.bug, news.round).is_some_and(|older| older.people == news.people) {
        return Ok(Vec::new());
    }
    let settings = tx.settings(guild).await?.ok_or(SetupRefusal::NotSetUp)?;
    let cause = change.cause(bug.number, number);
    let by = (&change.actor, NewsPolicy::of(&settings), &cause);
    tell_case(tx, &before, (news, None, bug.reporter), by, change.now).await.map(|(_, jobs)| jobs)
}

/// The customers of a case who are still to be told, and whether they have left. Nobody to whom it
/// was sent, though it may not be in Discord yet.
async fn waiting(
    tx: &mut Tx<'_>,
    guild: GuildId,
    (bug, round): (BugNumber, i64),
    number: CaseNumber,
) -> Stored<Vec<(UserId, bool)>> {
    let case = tx.case_to_change(guild, CaseReference::Number(number)).await?;
    let told = being_told(tx, &case, (bug, round)).await?;
    let receipts = tx.receipts(guild, bug, round).await?.into_iter();
    let waiting = receipts.filter_map(|(of, user, receipt)| match receipt {
        Receipt::Waiting if of == number && !told.contains(&user) => Some((user, false)),
        Receipt::Gone if of == number => Some((user, true)),
        _ => None,
    });
    Ok(waiting.collect())
}

/// The customers of a case that waits for a bug: it is linked to it, or a case that was merged into
/// it is. Nobody if it does not.
async fn customers(tx: &mut Tx<'_>, bug: &Bug, case: CaseNumber) -> Stored<Vec<UserId>> {
    for &linked in &bug.cases {
        if tx.continuation(bug.guild, linked).await?.number == case {
            let customers = tx.customers(bug.guild, case).await?;
            return Ok(customers.into_iter().map(|(user, _)| user).collect());
        }
    }
    Ok(Vec::new())
}
