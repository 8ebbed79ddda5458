//! The one door for what changes a case: decide on it as it is, and save the case, the facts, what
//! is to be said and what is to be done in one transaction.

use std::collections::BTreeSet;

use crate::{
    domain::{
        Action, Actor, Case, CaseReference, Cause, Decision, Effect, Fact, FactKind, Job, Notice,
        Time, UserId, refusal::CaseRefusal,
    },
    store::Tx,
};

use crate::desk::{
    Authorized, Desk, Error, Result, Stored,
    bugs::word::{hold, note_word},
    cases::alerts,
    span::record_case,
};

/// What was done with a case.
#[derive(Clone, Debug)]
pub struct Done {
    /// The case as it is now.
    pub case: Case,
    /// What happened: what was asked for, without what that implied.
    pub fact: Fact,
    /// The numbers of the notices that are to be said for it.
    pub notices: Vec<i64>,
    /// The customers to whom it is said, if that is not the one who asked alone.
    pub people: Vec<UserId>,
}

impl Desk {
    /// Does something with a case.
    ///
    /// # Errors
    /// The refusal, where the case is not in a state for it, or there is no such case.
    pub async fn act(
        &self,
        by: &Authorized,
        case: CaseReference,
        action: Action,
        cause: Cause,
    ) -> Result<Done> {
        let permission = action.permission().ok_or_else(|| {
            Error::Internal(anyhow::anyhow!("this happens by itself, and nobody asks for it"))
        })?;
        let (actor, now) = (by.to(permission)?, self.now());
        let done =
            self.commit(async move |tx| act(tx, &actor, case, action.clone(), &cause, now).await);
        let done = done.await?;
        self.learn(&done);
        Ok(done)
    }

    /// Keeps what later lines of the log and later events are asked about.
    pub(super) fn learn(&self, done: &Done) {
        record_case(done.case.number);
        let people = [done.case.assignee, done.case.account()].into_iter().flatten();
        let handover = done.case.handover.into_iter().flat_map(|open| [open.by, open.to]);
        self.note_people(done.case.guild, people.chain(handover));
        let kind = &done.fact.kind;
        if matches!(kind, FactKind::CaseTagged { .. } | FactKind::CaseRetagged { .. }) {
            self.note_tags(done.case.guild, done.case.tags.iter());
        }
        if matches!(kind, FactKind::CaseReopened | FactKind::CaseUnmerged { .. }) {
            done.case.thread().into_iter().for_each(|thread| self.note_thread(thread));
        }
    }
}

/// Does something with a case, as part of a transaction.
pub(super) async fn act(
    tx: &mut Tx<'_>,
    actor: &Actor,
    case: CaseReference,
    action: Action,
    cause: &Cause,
    now: Time,
) -> Stored<(Done, Vec<Job>)> {
    let (case, action) = match action {
        Action::Reopen => to_reopen(tx, actor, case).await?,
        action => (case, action),
    };
    let before = tx.case_to_change(actor.guild, case).await?;
    act_on(tx, &before, actor, action, cause, Vec::new(), now).await
}

/// The case that somebody reopens: a customer whose own case was merged reopens the one in which it
/// goes on.
async fn to_reopen(
    tx: &mut Tx<'_>,
    actor: &Actor,
    case: CaseReference,
) -> Stored<(CaseReference, Action)> {
    let own = tx.referenced_case(actor.guild, case).await?;
    if own.requester == actor.user && own.merged.is_some() {
        let goes_on_in = tx.continuation(actor.guild, own.number).await?;
        if goes_on_in.is_over() {
            return Ok((CaseReference::Number(goes_on_in.number), Action::ReopenForMerged));
        }
    }
    Ok((case, Action::Reopen))
}

/// Does something with a case that this transaction has read to change it. `also` is done in
/// Discord besides what the action itself asks for.
pub(super) async fn act_on(
    tx: &mut Tx<'_>,
    before: &Case,
    actor: &Actor,
    action: Action,
    cause: &Cause,
    also: Vec<Effect>,
    now: Time,
) -> Stored<(Done, Vec<Job>)> {
    let guild = before.guild;
    let mut decision = before.decide(action, actor, now)?;
    name_customers(tx, &decision.case, &mut decision.posts).await?;
    // What is said is said once, however often Discord tells us that it was asked for.
    if !decision.posts.is_empty() && tx.has_happened(guild, cause, &decision.fact.kind).await? {
        let done = Done {
            case: before.clone(),
            fact: decision.fact,
            notices: Vec::new(),
            people: Vec::new(),
        };
        return Ok((done, Vec::new()));
    }
    // A closed case whose customer is told of a fix waits for their word again.
    if before.is_closed() && (!decision.case.is_closed() || decision.case.asking.is_some()) {
        take_thread_back(tx, before).await?;
    }
    let mut quoting = BTreeSet::new();
    if changes_who_is_quoted(&decision.fact.kind) {
        quoting.extend(tx.bugs_that_quote(guild, before.number).await?);
    }
    let people = decision.posts.iter().find_map(Notice::customers).unwrap_or_default().to_vec();
    let notices = save(tx, before, &decision, cause, now).await?;
    if changes_who_is_quoted(&decision.fact.kind) {
        quoting.extend(tx.bugs_that_quote(guild, before.number).await?);
    }
    for &bug in &quoting {
        tx.mark_bug_erased(guild, bug).await?;
    }
    let mut effects = decision.effects;
    // The cards of requests name the case in which they go on.
    let goes_on_in = match decision.fact.kind {
        FactKind::CaseMerged { into } => Some(into),
        FactKind::CaseUnmerged { .. } => Some(before.number),
        _ => None,
    };
    if let Some(number) = goes_on_in {
        let requests = tx.awaited_in(guild, number).await?.into_iter();
        effects.extend(requests.map(|awaited| Effect::DrawRequest { request: awaited.request }));
    }
    for effect in also.into_iter().chain(quoting.into_iter().map(|bug| Effect::DrawBug { bug })) {
        if !effects.contains(&effect) {
            effects.push(effect);
        }
    }
    let mut jobs = tx.enqueue(guild, &effects, now).await?;
    jobs.extend(alerts::tell_of_change(tx, before, &decision.case, &decision.fact, now).await?);
    jobs.extend(note_word(tx, before, &decision.case, actor, cause, now).await?);
    let mut case = decision.case;
    if before.is_over() {
        let (held, more) = hold(tx, case, actor, cause, now).await?;
        case = held;
        jobs.extend(more);
    }
    Ok((Done { case, fact: decision.fact, notices, people }, jobs))
}

/// Has what is for all customers of a case mention those whose cases were merged into it.
async fn name_customers(tx: &mut Tx<'_>, case: &Case, posts: &mut [Notice]) -> Stored<()> {
    for people in posts.iter_mut().filter_map(Notice::customers_mut) {
        *people = tx.people_to_mention(case).await?;
    }
    Ok(())
}

/// Whether reports quote other cases after it than before.
fn changes_who_is_quoted(kind: &FactKind) -> bool {
    matches!(
        kind,
        FactKind::BugLinked
            | FactKind::BugUnlinked
            | FactKind::BugMoved { .. }
            | FactKind::CaseMerged { .. }
            | FactKind::CaseUnmerged { .. }
    )
}

/// Saves a decision, without what is to be done in Discord. Returns the numbers of its notices.
pub(super) async fn save(
    tx: &mut Tx<'_>,
    before: &Case,
    decision: &Decision,
    cause: &Cause,
    now: Time,
) -> Stored<Vec<i64>> {
    if decision.case != *before {
        tx.update_case(before, &decision.case, now).await?;
    }
    tx.append(before.guild, cause, &decision.facts()).await?;
    let (guild, number, interaction) = (before.guild, before.number, cause.interaction());
    tx.add_posts_by(guild, number, &decision.posts, interaction, now).await
}

/// A case that was closed gets its thread back, unless another open case lives there by now.
async fn take_thread_back(tx: &mut Tx<'_>, closed: &Case) -> Stored<()> {
    let Some(thread) = closed.thread.id.filter(|_| closed.is_closed()) else {
        return Ok(());
    };
    match tx.case_in_thread(closed.guild, thread).await? {
        Some(other) if other.number != closed.number && !other.is_closed() => {
            Err(CaseRefusal::ThreadTaken { case: closed.number, by: other.number }.into())
        }
        _ => tx.take_over_thread(closed.guild, thread, closed.number).await,
    }
}
