//! What customers say of a fix, and cases that wait for a bug again, or no more.

use crate::{
    domain::{
        Action, Actor, BugAction, BugNumber, BugStatus, Case, Cause, Effect, Job, Receipt, Time,
        UserId, Verdict,
    },
    store::Tx,
};

use crate::desk::{Stored, bugs::saving::save};

/// Notes what somebody has said of a fix since a case was as it was before. If it is still broken,
/// the bug returns; if it worked before, the developers are asked whether it is back.
pub(in crate::desk) async fn note_word(
    tx: &mut Tx<'_>,
    before: &Case,
    after: &Case,
    actor: &Actor,
    cause: &Cause,
    now: Time,
) -> Stored<Vec<Job>> {
    let Some(fix) = after.judged_since(before) else { return Ok(Vec::new()) };
    let (guild, case) = (before.guild, before.number);
    let customers = tx.customers(guild, case).await?;
    let is_customer = customers.iter().any(|(user, _)| *user == actor.user);
    let who: UserId = if is_customer { actor.user } else { before.requester };
    let (mut told_in, mut worked) = (case, false);
    for (of, user, receipt) in tx.receipts(guild, fix.bug, fix.round).await? {
        // Perhaps they were told in a case that was merged into this one since.
        if user == who && tx.continuation(guild, of).await?.number == case {
            (told_in, worked) = (of, receipt == Receipt::Confirmed);
        }
    }
    let works = fix.verdict == Verdict::Works;
    let receipt = if works { Receipt::Confirmed } else { Receipt::Broken };
    tx.save_receipt(guild, (fix.bug, fix.round), told_in, who, receipt, now).await?;
    if works {
        return Ok(Vec::new());
    }
    let bug = tx.bug_to_change(guild, fix.bug).await?;
    let mut is_linked = false;
    for &linked in &bug.cases {
        is_linked |= tx.continuation(guild, linked).await?.number == case;
    }
    if !is_linked {
        // Somebody found that the case has nothing to do with it.
        return Ok(Vec::new());
    }
    let action = match bug.status {
        // What was shipped since may work.
        _ if bug.outcomes != fix.round => return Ok(Vec::new()),
        BugStatus::Shipped if worked => BugAction::Recur { case, first: true, reopened: true },
        // A developer may have accepted it since another customer said so.
        BugStatus::Shipped
        | BugStatus::Returned
        | BugStatus::Reported
        | BugStatus::Accepted
        | BugStatus::Fixed => BugAction::Return { case },
        _ => return Ok(Vec::new()),
    };
    Ok(save(tx, &bug, actor, action, cause, now).await?.1)
}

/// Notes that a customer has read that a bug is fixed, by a button whose word does not count.
pub(in crate::desk) async fn note_read(
    tx: &mut Tx<'_>,
    case: &Case,
    attempt: i64,
    user: UserId,
    now: Time,
) -> Stored<Vec<Job>> {
    let (guild, mut jobs) = (case.guild, Vec::new());
    let Some(fix) = case.fix_of(attempt) else { return Ok(jobs) };
    for (of, customer, receipt) in tx.receipts(guild, fix.bug, fix.round).await? {
        let is_told = customer == user && receipt == Receipt::Told;
        if is_told && tx.continuation(guild, of).await?.number == case.number {
            let about = (fix.bug, fix.round);
            tx.save_receipt(guild, about, of, user, Receipt::Read, now).await?;
            jobs.extend(tx.enqueue(guild, &[Effect::DrawBug { bug: fix.bug }], now).await?);
        }
    }
    Ok(jobs)
}

/// Has a case wait again for a bug that is open. Returns the case as it is then.
pub(in crate::desk) async fn hold(
    tx: &mut Tx<'_>,
    case: Case,
    actor: &Actor,
    cause: &Cause,
    now: Time,
) -> Stored<(Case, Vec<Job>)> {
    if !case.should_hold() {
        return Ok((case, Vec::new()));
    }
    match tx.awaited_bug(&case).await? {
        Some(bug) => decide(tx, case, Action::HoldFor(bug.number), actor, cause, now).await,
        None => Ok((case, Vec::new())),
    }
}

/// Has a solved case wait again for a bug that is open. Returns the case as it is then.
pub(in crate::desk) async fn hold_for(
    tx: &mut Tx<'_>,
    case: Case,
    bug: BugNumber,
    actor: &Actor,
    cause: &Cause,
    now: Time,
) -> Stored<(Case, Vec<Job>)> {
    decide(tx, case, Action::HoldFor(bug), actor, cause, now).await
}

/// Has a case wait no more if none of its bugs is open. Returns the case as it is then.
pub(in crate::desk) async fn end_hold(
    tx: &mut Tx<'_>,
    case: Case,
    actor: &Actor,
    cause: &Cause,
    now: Time,
) -> Stored<(Case, Vec<Job>)> {
    if !case.should_end_hold() || tx.awaited_bug(&case).await?.is_some() {
        return Ok((case, Vec::new()));
    }
    decide(tx, case, Action::EndHold, actor, cause, now).await
}

async fn decide(
    tx: &mut Tx<'_>,
    case: Case,
    action: Action,
    actor: &Actor,
    cause: &Cause,
    now: Time,
) -> Stored<(Case, Vec<Job>)> {
    let decision = case.decide(action, actor, now)?;
    tx.update_case(&case, &decision.case, now).await?;
    tx.append(case.guild, cause, &decision.facts()).await?;
    let jobs = tx.enqueue(case.guild, &decision.effects, now).await?;
    Ok((decision.case, jobs))
}
