//! How a case ends besides by its own [`Action`]: in another case, when it is due, and with what
//! its customer says of the answer.

use std::{collections::BTreeSet, sync::Arc};

use tracing::Instrument;

use crate::{
    domain::{
        Action, Actor, BugNumber, Case, CaseNumber, CaseReference, Cause, ChannelId, CloseReason,
        Closing, Effect, Fact, FactKind, GuildId, Job, MessageId, Origin, Original, Permission,
        ThreadKind, Time, refusal::CaseRefusal, text,
    },
    store::{self, Tx},
};

use crate::desk::{
    Authorized, Desk, Done, Error, Result, Stored,
    act::{act, act_on},
    bugs::{
        info::ask_again,
        moving::{Move, give_back_bugs, hand_back, hand_on, renew, take_bugs_over, tell_newcomers},
        word::{end_hold, note_read},
    },
    cases::saying::count_pressed,
    span::{record_case, use_case},
};

/// How many cases one look for what is due takes on.
const DUE: i64 = 64;
/// The longest sentence that goes with a rating, in characters.
pub const COMMENT_LIMIT: usize = 500;

/// Why somebody closes a case, as they chose it.
#[derive(Clone, Copy, Debug, Default)]
pub struct CloseRequest {
    /// The reason. If there is none, the options decide.
    pub reason: Option<CloseReason>,
    /// The case of which it is a duplicate.
    pub of: Option<CaseNumber>,
    /// The channel to which it was moved.
    pub to: Option<ChannelId>,
}

/// What a customer said of an answer, and whether it was the first word on it.
#[derive(Clone, Debug)]
pub struct Rated {
    /// The case.
    pub case: Case,
    /// Which of its answers was rated, counted from 1.
    pub solution: i64,
}

impl Desk {
    /// Lets a case go on in another. Gives what that means for the one and for the other.
    ///
    /// # Errors
    /// Refuses a case that is over, and another that is.
    pub async fn merge(
        &self,
        by: &Authorized,
        from: CaseReference,
        into: CaseNumber,
        cause: Cause,
    ) -> Result<(Done, Done)> {
        let (actor, now) = (by.to(Permission::WorkCases)?, self.now());
        let merged = self.commit(async move |tx| {
            let guild = actor.guild;
            let merging = tx.referenced_case(guild, from).await?;
            let number = merging.number;
            // Bugs are locked before cases, the lowest number first.
            let bugs: BTreeSet<BugNumber> = merging.bugs.into_iter().collect();
            for bug in bugs {
                tx.bug_to_change(guild, bug).await?;
            }
            let (first, second) = in_order(tx, guild, number, into).await?;
            let (before, target) =
                if first.number == number { (first, second) } else { (second, first) };
            must_take_in(&target, &before)?;
            if target.is_private() {
                must_be_alone(tx, &before, CaseRefusal::PrivateToOthers(into)).await?;
            }
            let merge = Action::Merge { into, thread: target.thread().or(target.place()) };
            let (from, mut jobs) =
                act_on(tx, &before, &actor, merge, &cause, Vec::new(), now).await?;
            let merged = from.case.merged;
            let wait = merged.and_then(|merged| merged.wait_for_us());
            let promise = merged.and_then(|merged| merged.promise());
            let fix = before.fix_to_hand_on();
            let absorb = Action::Absorb { from: before.number, wait, promise, fix };
            let (mut into, more) =
                act_on(tx, &target, &actor, absorb, &cause, Vec::new(), now).await?;
            jobs.extend(more);
            jobs.extend(ask_again(tx, &before, &into.case, now).await?);
            if let Some(change) = Move::of(actor, &cause, now) {
                let (case, more) = hand_on(tx, &change, &before, into.case).await?;
                jobs.extend(more);
                let (case, more) = take_bugs_over(tx, &change, &before, case).await?;
                jobs.extend(more);
                let (case, more) = tell_newcomers(tx, &change, &before, case).await?;
                jobs.extend(more);
                into.case = case;
            }
            Ok(((from, into), jobs))
        });
        let (from, into) = merged.await?;
        record_case(from.case.number);
        Ok((from, into))
    }

    /// Undoes a merge. Returns what that means for the case that was merged.
    ///
    /// # Errors
    /// Refuses a case that is not merged.
    pub async fn unmerge(
        &self,
        by: &Authorized,
        case: CaseReference,
        cause: Cause,
    ) -> Result<Done> {
        let (actor, now) = (by.to(Permission::WorkCases)?, self.now());
        let unmerged = self.commit(async move |tx| {
            let guild = actor.guild;
            let case = tx.referenced_case(guild, case).await?;
            let merged = case.merged.ok_or(CaseRefusal::NotMerged(case.number))?;
            let (first, second) = in_order(tx, guild, case.number, merged.into).await?;
            let (before, target) =
                if first.number == case.number { (first, second) } else { (second, first) };
            let (done, mut jobs) =
                act_on(tx, &before, &actor, Action::Unmerge, &cause, Vec::new(), now).await?;
            jobs.extend(undo_absorption(tx, &before, &target, (&actor, &cause), now).await?);
            if let Some(change) = Move::of(actor, &cause, now) {
                let (case, into) = (case.number, target.number);
                let (mut inner, mut outer, mut unlinked) = (case, into, Vec::new());
                loop {
                    let (given_back, more) = give_back_bugs(tx, &change, inner, outer).await?;
                    jobs.extend(more);
                    unlinked.extend(given_back);
                    // What it had from that merge may have gone on to another case.
                    let merged = tx.case(guild, outer).await?.and_then(|case| case.merged);
                    let Some(merged) = merged else { break };
                    (inner, outer) = (outer, merged.into);
                }
                tx.take_questions_back(guild, case).await?;
                jobs.extend(hand_back(tx, &change, &done.case, into).await?);
                jobs.extend(
                    hand_back_answers(tx, &done.case, (into, before.closed_at), now).await?,
                );
                for bug in unlinked {
                    jobs.extend(renew(tx, &change, guild, into, bug).await?);
                }
                for (number, cause) in [(case, &cause), (outer, &change.in_case(outer))] {
                    let case = tx.case_to_change(guild, CaseReference::Number(number)).await?;
                    jobs.extend(end_hold(tx, case, &actor, cause, now).await?.1);
                }
            }
            // What a private case continued goes on by itself, so nothing is left for it.
            let target = tx.case_to_change(guild, CaseReference::Number(target.number)).await?;
            if target.origin == Origin::Moved(case.number) && !target.is_closed() {
                let closing = Closing { moved_to: done.case.place(), ..CloseReason::Moved.into() };
                let close = Action::Close(closing);
                let (_, more) = act_on(tx, &target, &actor, close, &cause, Vec::new(), now).await?;
                jobs.extend(more);
            }
            Ok((done, jobs))
        });
        let done = unmerged.await?;
        self.learn(&done);
        Ok(done)
    }

    /// Closes a case, and tells its customer why and where their question is dealt with instead.
    ///
    /// # Errors
    /// Refuses a case that is closed, an option that does not go with the reason, and a duplicate
    /// of itself or of no case.
    pub async fn close(
        &self,
        by: &Authorized,
        reference: CaseReference,
        request: CloseRequest,
        cause: Cause,
    ) -> Result<Done> {
        let (actor, now) = (by.to(Permission::WorkCases)?, self.now());
        let CloseRequest { reason, of, to } = request;
        let reason = CloseReason::chosen(reason, of.is_some(), to.is_some())?;
        if let Some(channel) = to
            && by.team()?.is_internal(channel)
        {
            return Err(CaseRefusal::MovedToTeam(channel).into());
        }
        let done = self.commit(async move |tx| {
            let before = tx.case_to_change(actor.guild, reference).await?;
            let original = match of {
                Some(number) => {
                    // Where the question is dealt with now.
                    let other = tx.continuation(actor.guild, number).await?;
                    Some(Original {
                        case: other.number,
                        thread: other.thread(),
                        is_private: other.is_private(),
                        has_same_customer: other.requester == before.requester,
                    })
                }
                None => None,
            };
            let people = tx.people_to_mention(&before).await?;
            let closing = Closing { reason, original, moved_to: to, people };
            act_on(tx, &before, &actor, Action::Close(closing), &cause, Vec::new(), now).await
        });
        let done = done.await?;
        self.learn(&done);
        Ok(done)
    }

    /// Does what is due by now: ends snoozes, reminds, closes what nobody has spoken up about, lets
    /// old texts go, notifies of answers that are overdue. Tells how much there was.
    ///
    /// What is due because nobody has said anything is done only in `servers`: those in which the
    /// bot has missed nothing that was said.
    ///
    /// # Errors
    /// [`Error::Internal`] when the database does not answer.
    pub async fn run_due(&self, servers: Vec<GuildId>) -> Result<usize> {
        let (now, servers) = (self.now(), Arc::<[GuildId]>::from(servers));
        let current = Arc::clone(&servers);
        let due =
            self.store.read(async move |reader| reader.due_cases(&current, now, DUE).await).await?;
        let count = due.len()
            + self.erase_expired_texts().await?
            + self.end_postponements().await?
            + self.end_old_offers().await?
            + self.follow_up(Arc::clone(&servers)).await?
            + self.update_customers(Arc::clone(&servers)).await?
            + self.redraw_reports().await?
            + self.remind_teams().await?
            + self.tell_of_overdue(servers).await?;
        self.scrub_erased().await?;
        for (guild, number) in due {
            let (bot, now) = (Actor::bot(guild), self.now());
            let cause = Cause::Due(store::fresh_id(now));
            let case = CaseReference::Number(number);
            let span = use_case(Some(guild), &cause);
            span.record("case.number", number.0);
            let done =
                self.commit(async move |tx| act(tx, &bot, case, Action::RunDue, &cause, now).await);
            match done.instrument(span).await {
                // Somebody was quicker.
                Ok(_) | Err(Error::Refused(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(count)
    }

    /// Asks customers in these servers who have been silent for as long as their server waits
    /// whether their case is solved. Returns how many.
    async fn follow_up(&self, servers: Arc<[GuildId]>) -> Result<usize> {
        let now = self.now();
        let silent =
            self.store.read(async move |reader| reader.silent_cases(&servers, now, DUE).await);
        let mut asked = 0;
        for (guild, number) in silent.await? {
            let action = Action::FollowUp(self.settings(guild).await?.auto_close());
            let (bot, now) = (Actor::bot(guild), self.now());
            let cause = Cause::Due(store::fresh_id(now));
            let case = CaseReference::Number(number);
            let span = use_case(Some(guild), &cause);
            span.record("case.number", number.0);
            let done =
                self.commit(async move |tx| act(tx, &bot, case, action.clone(), &cause, now).await);
            match done.instrument(span).await {
                Ok(_) => asked += 1,
                // Somebody was quicker.
                Err(Error::Refused(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(asked)
    }

    /// Does what somebody says of a proposed answer with a button of a question. If the bot has not
    /// saved yet that this question is in Discord, it does so first.
    ///
    /// # Errors
    /// Refuses everybody but the customer and staff, and a word on an answer that awaits none.
    pub async fn answer_question(
        &self,
        by: &Authorized,
        number: CaseNumber,
        answer: Action,
        question: (ChannelId, MessageId),
        cause: Cause,
    ) -> Result<Done> {
        let (actor, now) = (by.to(Permission::RespondToSolution)?, self.now());
        let attempt = answer.attempt();
        let done = self.commit(async move |tx| {
            let case = tx.case_to_change(actor.guild, CaseReference::Number(number)).await?;
            let (case, mut jobs) = match answer.attempt() {
                Some(attempt) => count_pressed(tx, case, attempt, question, now).await?,
                None => (case, Vec::new()),
            };
            let is_merged = tx.is_merged_customer(&case, actor.user).await?;
            let answer =
                if is_merged { answer.clone().as_merged_customer() } else { answer.clone() };
            let done = act_on(tx, &case, &actor, answer, &cause, Vec::new(), now);
            let (done, more) = done.await?;
            jobs.extend(more);
            Ok((done, jobs))
        });
        let done = done.await;
        if let (Err(Error::Refused(_)), Some(attempt)) = (&done, attempt) {
            // Whoever presses a button has read what it says, also if another customer was quicker.
            self.commit(async move |tx| {
                let case = tx.referenced_case(actor.guild, CaseReference::Number(number)).await?;
                Ok(((), note_read(tx, &case, attempt, actor.user, now).await?))
            })
            .await?;
        }
        let done = done?;
        self.learn(&done);
        Ok(done)
    }

    /// Keeps how a customer found an answer: 1 is bad, 3 is good. Once for each solution.
    ///
    /// # Errors
    /// Refuses everybody else, and a second word.
    pub async fn rate(
        &self,
        by: &Authorized,
        number: CaseNumber,
        solution: i64,
        score: u8,
        cause: Cause,
    ) -> Result<Rated> {
        record_case(number);
        let (actor, now) = (by.to(Permission::RespondToSolution)?, self.now());
        self.commit(async move |tx| {
            let guild = actor.guild;
            let case = tx.referenced_case(guild, CaseReference::Number(number)).await?;
            must_be_customer(tx, &case, actor).await?;
            if !tx.add_rating(&case, solution, score, case.assignee, now).await? {
                return Err(CaseRefusal::AlreadyRated(number).into());
            }
            let fact = Fact {
                kind: FactKind::CaseRated { score },
                case: Some(number),
                bug: None,
                actor: Some(actor.user),
                at: now,
            };
            tx.append(guild, &cause, &[fact]).await?;
            let jobs = tx.enqueue(guild, &[Effect::DrawCase { case: number }], now).await?;
            Ok((Rated { case, solution }, jobs))
        })
        .await
    }

    /// Adds a sentence to a rating.
    ///
    /// # Errors
    /// Refuses everybody but the customer, and text that is empty or too long.
    pub async fn comment(
        &self,
        by: &Authorized,
        number: CaseNumber,
        solution: i64,
        typed: &str,
    ) -> Result<()> {
        record_case(number);
        let (actor, now) = (by.to(Permission::RespondToSolution)?, self.now());
        let comment = text::required("comment", typed, COMMENT_LIMIT)?;
        self.commit(async move |tx| {
            let guild = actor.guild;
            let case = tx.referenced_case(guild, CaseReference::Number(number)).await?;
            must_be_customer(tx, &case, actor).await?;
            if !tx.comment_rating(guild, number, solution, &comment).await? {
                return Ok(((), Vec::new()));
            }
            let effects = [Effect::DrawCase { case: number }];
            Ok(((), tx.enqueue(guild, &effects, now).await?))
        })
        .await
    }
}

/// Has the team of a case that goes on by itself again read what other teams have answered to its
/// requests since it was merged: that is in the team's thread of the case in which it went on.
async fn hand_back_answers(
    tx: &mut Tx<'_>,
    case: &Case,
    (into, since): (CaseNumber, Option<Time>),
    now: Time,
) -> Stored<Vec<Job>> {
    let (guild, mut answers, mut next) = (case.guild, Vec::new(), Some(into));
    while let Some(number) = next {
        for stored in tx.posts(guild, number).await? {
            let is_newer = since.is_some_and(|since| stored.asked_at >= since);
            let Some(request) = stored.post.answered_request().filter(|_| is_newer) else {
                continue;
            };
            let Some(request) = tx.request(guild, request).await? else { continue };
            let is_ours = tx.continuation(guild, request.case).await?.number == case.number;
            if is_ours && stored.post.words().is_some() {
                answers.push(stored.post);
            }
        }
        // It may have gone on from there.
        next = tx.case(guild, number).await?.and_then(|case| case.merged).map(|it| it.into);
    }
    if answers.is_empty() {
        return Ok(Vec::new());
    }
    tx.add_posts(guild, case.number, &answers, now).await?;
    tx.enqueue(guild, &[Effect::DrawCase { case: case.number }], now).await
}

/// Reads two cases to change them. Always in the order of their numbers, so that two transactions
/// cannot wait for each other.
async fn in_order(
    tx: &mut Tx<'_>,
    guild: GuildId,
    one: CaseNumber,
    other: CaseNumber,
) -> Stored<(Case, Case)> {
    let first = tx.case_to_change(guild, CaseReference::Number(one.min(other))).await?;
    let second = tx.case_to_change(guild, CaseReference::Number(one.max(other))).await?;
    Ok((first, second))
}

/// Refuses to have a case go on in a private one if others ask in it as well: who is mentioned in a
/// private thread can read it from then on.
pub(in crate::desk) async fn must_be_alone(
    tx: &mut Tx<'_>,
    case: &Case,
    refusal: CaseRefusal,
) -> Stored<()> {
    let customers = tx.customers(case.guild, case.number).await?;
    match customers.iter().all(|(user, _)| *user == case.requester) {
        true => Ok(()),
        false => Err(refusal.into()),
    }
}

/// Whether a case can go on in another.
fn must_take_in(target: &Case, from: &Case) -> std::result::Result<(), CaseRefusal> {
    if let Some(merged) = target.merged {
        return Err(CaseRefusal::MergedInto { case: target.number, into: merged.into });
    }
    if target.is_closed() && target.number != from.number {
        return Err(CaseRefusal::Over { case: target.number, status: target.status });
    }
    if target.home == ThreadKind::Private && target.requester != from.requester {
        return Err(CaseRefusal::PrivateToOthers(target.number));
    }
    let is_same_place = target.requester == from.requester && target.place() == from.place();
    if from.guest.is_some() && !is_same_place {
        return Err(CaseRefusal::OutOfReach { customer: from.customer(), case: target.number });
    }
    Ok(())
}

/// Refuses everybody but the customers of a case: those whose own cases were merged into it are
/// asked as well.
async fn must_be_customer(tx: &mut Tx<'_>, case: &Case, actor: Actor) -> Stored<()> {
    if case.requester == actor.user || tx.is_merged_customer(case, actor.user).await? {
        Ok(())
    } else {
        let (case, customer) = (case.number, case.customer());
        Err(CaseRefusal::OnlyTheCustomer { case, customer }.into())
    }
}

/// Takes what a case brought along out of the case that it was merged into, and out of those in
/// which that one continues: what its customers said and waited for, and what they were promised.
async fn undo_absorption(
    tx: &mut Tx<'_>,
    before: &Case,
    target: &Case,
    (actor, first): (&Actor, &Cause),
    now: Time,
) -> Stored<Vec<Job>> {
    let customers = tx.customers(before.guild, before.number).await?;
    let (mut jobs, mut target, mut cause) = (Vec::new(), target.clone(), first.clone());
    loop {
        for &(customer, _) in &customers {
            if customer != target.requester && !tx.is_merged_customer(&target, customer).await? {
                tx.take_from_customers(&target, customer).await?;
            }
        }
        let turn = tx.turn(&target).await?;
        let undo = Action::UndoAbsorption { from: before.number, turn };
        let (done, more) = act_on(tx, &target, actor, undo, &cause, Vec::new(), now).await?;
        jobs.extend(more);
        let Some(merged) = done.case.merged else { return Ok(jobs) };
        // The same happens to several cases, to each for a cause of its own.
        if let Some(change) = Move::of(*actor, first, now) {
            cause = change.in_case(merged.into);
        }
        target = tx.case_to_change(before.guild, CaseReference::Number(merged.into)).await?;
    }
}
