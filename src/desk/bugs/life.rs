//! What people do with a bug. A bug is locked before the cases that are linked to it.

use std::collections::BTreeSet;

use crate::{
    domain::{
        Action, Actor, Bug, BugAction, BugNews, BugNumber, BugOutcome, BugStatus, CaseNumber,
        CaseReference, Cause, Fact, GuildId, Job, Permission, Phase, Remark, UserId,
        refusal::BugRefusal,
    },
    store::{self, Tx},
};

use crate::desk::{
    Authorized, Desk, Error, Result, Stored,
    act::act_on,
    bugs::{
        followers::{self, tell},
        moving::{Move, renew},
        news::{Told, announce, tell_reopened, withdraw},
        saving::{Change, NewsPolicy, root, save},
        word::{end_hold, hold, hold_for},
    },
};

/// What was done with a bug.
#[derive(Clone, Debug)]
pub struct BugDone {
    /// The bug as it is now.
    pub bug: Bug,
    /// What happened.
    pub fact: Fact,
    /// How many cases went to the bug of which it is a duplicate.
    pub moved: usize,
    /// In how many cases customers are told of it.
    pub told: Told,
}

impl Desk {
    /// Does something with a bug.
    ///
    /// # Errors
    /// The refusal, where the bug is not in a state for it, or there is no such bug.
    pub async fn act_on_bug(
        &self,
        by: &Authorized,
        number: BugNumber,
        action: BugAction,
        interaction: u64,
    ) -> Result<BugDone> {
        let permission = action.permission().ok_or_else(|| {
            Error::Internal(anyhow::anyhow!("this happens by itself, and nobody asks for it"))
        })?;
        let (actor, now) = (by.to(permission)?, self.now());
        let policy = NewsPolicy::of(by.settings()?);
        let done = self.commit(async move |tx| {
            let change = Change { actor, interaction, policy, now };
            act_on_bug(tx, &change, number, action.clone()).await
        });
        let done = done.await?;
        self.note_people(done.bug.guild, done.bug.developer.into_iter());
        Ok(done)
    }

    /// Marks the bug that an agent has just reported from a case as a duplicate of one that was
    /// known. None if there is no such bug, or somebody else has to do with it by now.
    ///
    /// # Errors
    /// The refusal, where there is no such known bug.
    pub async fn replace_own_report(
        &self,
        by: &Authorized,
        case: CaseNumber,
        of: BugNumber,
        interaction: u64,
    ) -> Result<Option<BugDone>> {
        let (actor, now) = (by.to(Permission::WorkCases)?, self.now());
        let policy = NewsPolicy::of(by.settings()?);
        self.commit(async move |tx| {
            let guild = actor.guild;
            let from = tx.referenced_case(guild, CaseReference::Number(case)).await?;
            for &number in from.bugs.iter().filter(|number| **number != of) {
                let Some(bug) = tx.bug(guild, number).await? else { continue };
                let is_own = bug.reporter == actor.user && bug.is_from(case);
                if is_own && bug.status == BugStatus::Reported && bug.cases == [case] {
                    let change = Change { actor, interaction, policy, now };
                    let action = BugAction::MarkDuplicate { of };
                    let (done, jobs) = act_on_bug(tx, &change, number, action).await?;
                    return Ok((Some(done), jobs));
                }
            }
            Ok((None, Vec::new()))
        })
        .await
    }

    /// Has the bugs on which somebody worked wait for another developer.
    ///
    /// # Errors
    /// [`Error::Internal`] if the database does not answer.
    pub(in crate::desk) async fn free_bugs(&self, guild: GuildId, user: UserId) -> Result<()> {
        let bugs = self.store.read(async move |reader| reader.bugs_of_developer(guild, user).await);
        let bugs = bugs.await?;
        if bugs.is_empty() {
            return Ok(());
        }
        let policy = NewsPolicy::of(&self.settings(guild).await?);
        for number in bugs {
            let (actor, now) = (Actor::bot(guild), self.now());
            let interaction = store::fresh_id(now);
            self.commit(async move |tx| {
                let before = tx.bug_to_change(guild, number).await?;
                if before.developer != Some(user) {
                    return Ok(((), Vec::new()));
                }
                let cause = Cause::Noticed(interaction);
                let (decision, mut jobs) =
                    save(tx, &before, &actor, BugAction::LoseDeveloper, &cause, now).await?;
                if decision.bug.status != before.status {
                    let interaction = interaction.cast_unsigned();
                    let change = Change { actor, interaction, policy, now };
                    jobs.extend(withdraw_progress(tx, &change, &decision.bug).await?);
                }
                Ok(((), jobs))
            })
            .await?;
        }
        Ok(())
    }
}

pub(in crate::desk) async fn act_on_bug(
    tx: &mut Tx<'_>,
    change: &Change,
    number: BugNumber,
    action: BugAction,
) -> Stored<(BugDone, Vec<Job>)> {
    let Change { actor, now, .. } = change;
    let (guild, cause) = (actor.guild, cause(actor, change.interaction));
    let reason = match &action {
        BugAction::Decline(Some(text)) => Some(Remark { by: actor.user, text: text.clone() }),
        _ => None,
    };
    let other = match action {
        BugAction::MarkDuplicate { of } => Some(root_to_join(tx, guild, number, of).await?),
        _ => None,
    };
    let action = match &other {
        Some(other) => BugAction::MarkDuplicate { of: other.number },
        None => action,
    };
    let before = tx.bug_to_change(guild, number).await?;
    let (decision, mut jobs) = save(tx, &before, actor, action, &cause, *now).await?;
    let bug = decision.bug;
    let (mut told, mut moved) = (Told::default(), 0);
    if decision.withdraws {
        tx.withdraw_known_issue_calls(guild, number).await?;
        jobs.extend(withdraw(tx, change, &bug, |_| true).await?);
    } else if bug.status != before.status {
        jobs.extend(withdraw_progress(tx, change, &bug).await?);
    }
    if let Some(outcome) = decision.outcome {
        let (all, more) = announce(tx, change, (&bug, outcome, reason), (&bug.cases, true)).await?;
        told = all;
        jobs.extend(more);
        jobs.extend(tell(tx, &bug, *now).await?);
    }
    if let Some(other) = other {
        let (count, more) = join(tx, change, &before, &other).await?;
        moved = count;
        jobs.extend(more);
    }
    let mut parted = None;
    if let Some(of) = before.duplicate_of.filter(|_| bug.duplicate_of.is_none()) {
        let (from, cases, more) = part(tx, change, number, of).await?;
        jobs.extend(more);
        parted = Some((from, cases));
    }
    let bug = tx.bug(guild, number).await?.ok_or(BugRefusal::NotFound(number))?;
    if before.status.phase() == Phase::Closed && bug.status.phase() != Phase::Closed {
        jobs.extend(hold_cases(tx, change, &before, &bug).await?);
        if decision.withdraws {
            let read = (number, before.outcomes);
            jobs.extend(tell_reopened(tx, change, (&bug, &bug.cases), read).await?);
            jobs.extend(followers::tell_reopened(tx, &bug, before.outcomes, *now).await?);
        }
        // What they read of the other bug was about this one.
        if let Some((other, cases)) = parted.filter(|(other, _)| other.outcome().is_some()) {
            let read = (other.number, other.outcomes);
            jobs.extend(tell_reopened(tx, change, (&bug, &cases), read).await?);
        }
    }
    Ok((BugDone { bug, fact: decision.fact, moved, told }, jobs))
}

/// Withdraws what customers were still to be told of how far a bug was, since that has changed.
/// That it is open again stays news while it is.
async fn withdraw_progress(tx: &mut Tx<'_>, change: &Change, bug: &Bug) -> Stored<Vec<Job>> {
    let is_open = bug.status.phase() != Phase::Closed;
    let is_moot = |news: &BugNews| match news.outcome {
        BugOutcome::Reopened => !is_open,
        outcome => !outcome.is_final(),
    };
    withdraw(tx, change, bug, is_moot).await
}

/// Puts the cases of a bug on hold that is open again.
async fn hold_cases(tx: &mut Tx<'_>, change: &Change, before: &Bug, bug: &Bug) -> Stored<Vec<Job>> {
    let Change { actor, now, .. } = change;
    let mut cases = BTreeSet::new();
    for &number in &bug.cases {
        cases.insert(number);
        cases.insert(tx.continuation(bug.guild, number).await?.number);
    }
    let mut jobs = Vec::new();
    for number in cases {
        let case = tx.case_to_change(bug.guild, CaseReference::Number(number)).await?;
        let cause = change.in_case(number);
        // What they were told was about this bug, or about the one that stood for it.
        let is_taken_back = |told| {
            let stood_for_it = before.duplicate_of == Some(told) && !case.bugs.contains(&told);
            case.bugs.contains(&bug.number) && (told == bug.number || stood_for_it)
        };
        let (_, more) = if case.awaited_fix().is_some_and(is_taken_back) {
            hold_for(tx, case, bug.number, actor, &cause, *now).await?
        } else {
            hold(tx, case, actor, &cause, *now).await?
        };
        jobs.extend(more);
    }
    Ok(jobs)
}

/// What made somebody do something with a bug. Who is no person here is one on GitHub.
fn cause(actor: &Actor, id: u64) -> Cause {
    match actor.person() {
        Some(_) => Cause::Interaction(id),
        None => Cause::GitHub(id),
    }
}

/// The bug of which another becomes a duplicate, both locked, the lower number first. It is no
/// duplicate itself, so no circle can come of it, whatever others do at once.
async fn root_to_join(
    tx: &mut Tx<'_>,
    guild: GuildId,
    number: BugNumber,
    of: BugNumber,
) -> Stored<Bug> {
    let mut of = of;
    loop {
        if of == number {
            return Err(BugRefusal::DuplicateOfItself(number).into());
        }
        tx.bug_to_change(guild, of.min(number)).await?;
        tx.bug_to_change(guild, of.max(number)).await?;
        let other = tx.bug_to_change(guild, of).await?;
        match other.duplicate_of {
            Some(next) => of = next,
            None => return Ok(other),
        }
    }
}

/// Moves the cases of a duplicate to the other bug. If that was shipped or declined, their
/// customers are told, except those who asked after the release: for them, the bug may be back.
async fn join(
    tx: &mut Tx<'_>,
    change: &Change,
    duplicate: &Bug,
    other: &Bug,
) -> Stored<(usize, Vec<Job>)> {
    let Change { actor, now, .. } = change;
    let (guild, from, to) = (actor.guild, duplicate.number, other.number);
    let (action, cause) = (BugAction::Join { bug: from }, cause(actor, change.interaction));
    let (_, mut jobs) = save(tx, other, actor, action, &cause, *now).await?;
    let mut cases = duplicate.cases.clone();
    cases.sort_unstable();
    let mut recurred = tx.has_recurred(other).await?;
    let mut asked_before = Vec::new();
    for &number in &cases {
        let case = tx.case_to_change(guild, CaseReference::Number(number)).await?;
        let was_linked = case.bugs.contains(&to);
        let (cause, action) = (change.in_case(number), Action::MoveBug { from, to });
        let (_, more) = act_on(tx, &case, actor, action, &cause, Vec::new(), *now).await?;
        jobs.extend(more);
        tx.note_moved_link(guild, number, (from, to), was_linked).await?;
        if was_linked || !case.asked_anew_at().is_some_and(|at| other.may_be_back(at)) {
            asked_before.push(number);
        } else {
            let recur = BugAction::Recur { case: number, first: !recurred, reopened: false };
            jobs.extend(save(tx, other, actor, recur, &cause, *now).await?.1);
            recurred = true;
        }
    }
    if let Some(outcome) = other.outcome() {
        let told = (other, outcome, None);
        // Their links have just been moved, by the same interaction.
        let (_, more) = announce(tx, change, told, (&asked_before, false)).await?;
        jobs.extend(more);
        jobs.extend(tell(tx, other, *now).await?);
        // Who need not hear it waits no more.
        for &number in &cases {
            let case = tx.case_to_change(guild, CaseReference::Number(number)).await?;
            let cause = change.in_case(number);
            jobs.extend(end_hold(tx, case, actor, &cause, *now).await?.1);
        }
    }
    Ok((cases.len(), jobs))
}

/// Moves the cases of a bug back that went to another when it was marked as a duplicate. Those that
/// were unlinked since stay so. Returns the other bug, and the cases that came back.
async fn part(
    tx: &mut Tx<'_>,
    change: &Change,
    from: BugNumber,
    of: BugNumber,
) -> Stored<(Bug, Vec<CaseNumber>, Vec<Job>)> {
    let Change { actor, now, .. } = change;
    let guild = actor.guild;
    let other = root(tx, guild, of).await?;
    let (to, cause) = (other.number, cause(actor, change.interaction));
    let action = BugAction::Part { bug: from };
    let (_, mut jobs) = save(tx, &other, actor, action, &cause, *now).await?;
    let mut back = Vec::new();
    for (number, was_linked) in tx.take_moved_links(guild, from).await? {
        let number: CaseNumber = number;
        let case = tx.case_to_change(guild, CaseReference::Number(number)).await?;
        if !case.bugs.contains(&to) || case.bugs.contains(&from) {
            continue;
        }
        let cause = change.in_case(number);
        let action = if was_linked {
            Action::Link { bug: from, open: true }
        } else {
            Action::MoveBug { from: to, to: from }
        };
        let (_, more) = act_on(tx, &case, actor, action, &cause, Vec::new(), *now).await?;
        jobs.extend(more);
        let moved = Move { actor: *actor, interaction: change.interaction, now: *now };
        jobs.extend(renew(tx, &moved, guild, number, to).await?);
        back.push(number);
    }
    Ok((other, back, jobs))
}
