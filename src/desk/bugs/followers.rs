//! Members who say with **Me too** that a case is about their problem as well. They hear what
//! becomes of its bug.

use crate::{
    domain::{
        Bug, CaseNumber, CaseReference, Cause, Effect, Fact, FactKind, Job, Permission, Time,
        notice::FOLLOWERS, refusal::BugRefusal,
    },
    store::Tx,
};

use crate::desk::{Authorized, Desk, Done, Result, Stored};

impl Desk {
    /// Has a member told what becomes of the bug for which a case waits.
    ///
    /// # Errors
    /// Refuses a case that waits for no bug or that not everybody can read, and members who hear of
    /// it anyway.
    pub async fn follow(&self, by: &Authorized, number: CaseNumber, cause: Cause) -> Result<Done> {
        let (actor, now) = (by.to(Permission::Ask)?, self.now());
        self.commit(async move |tx| {
            let guild = actor.guild;
            let mut case = tx.case_to_change(guild, CaseReference::Number(number)).await?;
            while let Some(merged) = case.merged {
                case = tx.case_to_change(guild, CaseReference::Number(merged.into)).await?;
            }
            let nothing = BugRefusal::NothingToFollow(case.number);
            let bug = tx.awaited_bug(&case).await?.filter(|_| case.can_be_followed());
            let bug = bug.ok_or(nothing)?.number;
            if let Some(own) = tx.case_with_bug_of(guild, bug, actor.user).await? {
                return Err(BugRefusal::HearsAnyway { case: own }.into());
            }
            if !tx.insert_follower(guild, case.number, actor.user, now).await? {
                return Err(BugRefusal::AlreadyFollows(case.number).into());
            }
            let fact = Fact {
                kind: FactKind::CaseFollowed,
                case: Some(case.number),
                bug: Some(bug),
                actor: actor.person(),
                at: now,
            };
            tx.append(guild, &cause, std::slice::from_ref(&fact)).await?;
            // They count for each bug that the case, or one that was merged into it, is linked to.
            let affected = tx.bugs_that_quote(guild, case.number).await?;
            let drawing: Vec<Effect> =
                affected.into_iter().map(|bug| Effect::DrawBug { bug }).collect();
            let jobs = tx.enqueue(guild, &drawing, now).await?;
            Ok((Done { case, fact, notices: Vec::new(), people: Vec::new() }, jobs))
        })
        .await
    }
}

/// Has those who follow the known-issue notices of a bug told what became of it, each once, if it
/// is shipped or declined.
pub(super) async fn tell(tx: &mut Tx<'_>, bug: &Bug, now: Time) -> Stored<Vec<Job>> {
    if bug.outcome().is_none() {
        return Ok(Vec::new());
    }
    let to_tell = tx.known_issue_followers_to_tell(bug).await?;
    let mut effects = Vec::new();
    for of_notice in to_tell.chunk_by(|(one, _), (other, _)| one == other) {
        let notice = of_notice[0].0;
        for people in of_notice.chunks(FOLLOWERS) {
            let people: Vec<_> = people.iter().map(|(_, user)| *user).collect();
            tx.add_known_issue_call(bug, notice, &people, now).await?;
        }
        effects.push(Effect::DrawKnownIssue { bug: notice });
    }
    tx.enqueue(bug.guild, &effects, now).await
}

/// Has those told who read under known-issue notices what became of a bug that it is open again.
/// `round` is what they read of.
pub(super) async fn tell_reopened(
    tx: &mut Tx<'_>,
    bug: &Bug,
    round: i64,
    now: Time,
) -> Stored<Vec<Job>> {
    let about = (bug.guild, bug.number, round);
    let told = tx.told_under_known_issues(about).await?;
    let mut effects = Vec::new();
    for of_notice in told.chunk_by(|(one, _), (other, _)| one == other) {
        for people in of_notice.chunks(FOLLOWERS) {
            let people: Vec<_> = people.iter().map(|(_, user)| *user).collect();
            tx.reopen_known_issue_call(about, &people, now).await?;
        }
        effects.push(Effect::DrawKnownIssue { bug: of_notice[0].0 });
    }
    tx.enqueue(bug.guild, &effects, now).await
}
