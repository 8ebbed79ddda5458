//! From a proposed answer to the close, and back: solve, confirm, close, reopen, merge, and what
//! falls due.

use crate::{
    domain::{
        Action, Actor, Case, CaseNumber, CaseReference, Cause, CloseReason, Effect, Fact, FactKind,
        GuildId, Permission, PublicText, Refusal, ThreadKind, UserId, text,
    },
    store,
};

use crate::desk::{Desk, Error, Result, save};

/// How many cases one look for what is due takes on.
const DUE: i64 = 64;
/// The longest sentence that goes with a rating, in characters.
pub const COMMENT_LIMIT: usize = 500;

/// What a customer said of an answer, and whether it was the first word on it.
#[derive(Clone, Debug)]
pub struct Rated {
    pub case: Case,
    pub solution: i64,
}

impl Desk {
    /// Proposes an answer as final. The customer is asked whether it is.
    ///
    /// # Errors
    /// Refuses a case that is over.
    pub async fn solve(
        &self,
        actor: Actor,
        case: CaseReference,
        summary: Option<&str>,
        cause: Cause,
    ) -> Result<Case> {
        let summary = summary.map(|typed| PublicText::typed("summary", typed)).transpose()?;
        let auto_close = self.settings(actor.guild).await?.auto_close();
        self.act(actor, Permission::Solve, case, cause, Action::Solve { summary, auto_close }).await
    }

    /// The customer's word on a proposed answer: it helped, or it did not. An agent may say it for
    /// them.
    ///
    /// # Errors
    /// Refuses everybody else, and a word on a proposal that was replaced.
    pub async fn judge(
        &self,
        actor: Actor,
        case: CaseNumber,
        solution: i64,
        helped: bool,
        cause: Cause,
    ) -> Result<Case> {
        let action =
            if helped { Action::Confirm { solution } } else { Action::Reject { solution } };
        self.act(actor, Permission::RespondToSolution, CaseReference::Number(case), cause, action)
            .await
    }

    /// Closes a case.
    ///
    /// # Errors
    /// Refuses one that is closed.
    pub async fn close_case(
        &self,
        actor: Actor,
        case: CaseReference,
        reason: CloseReason,
        cause: Cause,
    ) -> Result<Case> {
        self.act(actor, Permission::Close, case, cause, Action::Close(reason)).await
    }

    /// Opens a case again: an agent, or its own customer.
    ///
    /// # Errors
    /// Refuses everybody else, and a case that is open.
    pub async fn reopen(&self, actor: Actor, case: CaseReference, cause: Cause) -> Result<Case> {
        let case =
            self.act(actor, Permission::RespondToSolution, case, cause, Action::Reopen).await?;
        if let Some(thread) = case.thread() {
            self.note_thread(thread);
        }
        Ok(case)
    }

    /// Lets a case go on in another.
    ///
    /// # Errors
    /// Refuses a case that is over, and another that is.
    pub async fn merge(
        &self,
        actor: Actor,
        from: CaseReference,
        into: CaseNumber,
        cause: Cause,
    ) -> Result<(Case, Case)> {
        self.settings(actor.guild).await?;
        actor.may(Permission::Merge)?;
        let now = self.now();
        let (from, into, jobs) = self
            .store
            .write(move |connection| {
                let cause = cause.clone();
                Box::pin(async move {
                    let guild = actor.guild;
                    // Always in the order of their numbers, so that two merges cannot wait for each
                    // other.
                    let number = connection.referenced_case(guild, from).await?.number;
                    let (first, second) = (number.min(into), number.max(into));
                    let first =
                        connection.case_to_change(guild, CaseReference::Number(first)).await?;
                    let second =
                        connection.case_to_change(guild, CaseReference::Number(second)).await?;
                    let (before, target) =
                        if first.number == number { (first, second) } else { (second, first) };
                    if let Some(merged) = target.merged {
                        return Err(
                            Refusal::MergedInto { case: target.number, into: merged.into }.into()
                        );
                    }
                    if target.status == crate::domain::Status::Closed
                        && target.number != before.number
                    {
                        return Err(Refusal::CaseOver {
                            case: target.number,
                            status: target.status,
                        }
                        .into());
                    }
                    if target.home == ThreadKind::Private && target.requester != before.requester {
                        return Err(Refusal::PrivateToOthers(target.number).into());
                    }
                    let thread = target.thread();
                    let decision = before.decide(Action::Merge { into, thread }, &actor, now)?;
                    let absorbed =
                        target.decide(Action::Absorb { from: before.number }, &actor, now)?;
                    let mut jobs = save(connection, &before, &decision, &cause, now).await?;
                    jobs.extend(save(connection, &target, &absorbed, &cause, now).await?);
                    Ok((decision.case, absorbed.case, jobs))
                })
            })
            .await?;
        self.dispatch(jobs);
        Ok((from, into))
    }

    /// Undoes a merge exactly.
    ///
    /// # Errors
    /// Refuses a case that was not merged.
    pub async fn unmerge(&self, actor: Actor, case: CaseReference, cause: Cause) -> Result<Case> {
        let case = self.act(actor, Permission::Merge, case, cause, Action::Unmerge).await?;
        if let Some(thread) = case.thread() {
            self.note_thread(thread);
        }
        Ok(case)
    }

    /// The one who had a case is no agent any more: it goes back to the queue.
    ///
    /// # Errors
    /// [`Error::Internal`] when the database does not answer.
    pub async fn give_back(
        &self,
        guild: GuildId,
        number: CaseNumber,
        from: UserId,
        cause: Cause,
    ) -> Result<()> {
        let now = self.now();
        let jobs = self
            .store
            .write(move |connection| {
                let cause = cause.clone();
                Box::pin(async move {
                    let before =
                        connection.case_to_change(guild, CaseReference::Number(number)).await?;
                    if before.assignee != Some(from) {
                        return Ok(Vec::new());
                    }
                    let decision = before.decide(Action::Return, &Actor::bot(guild), now)?;
                    save(connection, &before, &decision, &cause, now).await
                })
            })
            .await?;
        self.dispatch(jobs);
        Ok(())
    }

    /// Does what is due by now: ends snoozes, reminds, closes what nobody has spoken up about, lets
    /// old texts go. Tells how much there was.
    ///
    /// # Errors
    /// [`Error::Internal`] when the database does not answer.
    pub async fn run_due(&self) -> Result<usize> {
        let now = self.now();
        let due =
            self.store.read(move |connection| Box::pin(connection.due_cases(now, DUE))).await?;
        let count = due.len() + self.let_old_texts_go().await?;
        for (guild, number) in due {
            let cause = Cause::Due(store::fresh_id(now));
            match self.act_due(guild, number, cause).await {
                // Somebody was quicker.
                Ok(()) | Err(Error::Refused(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(count)
    }

    async fn act_due(&self, guild: GuildId, number: CaseNumber, cause: Cause) -> Result<()> {
        let now = self.now();
        let jobs = self
            .store
            .write(move |connection| {
                let cause = cause.clone();
                Box::pin(async move {
                    let before =
                        connection.case_to_change(guild, CaseReference::Number(number)).await?;
                    let decision = before.decide(Action::RunDue, &Actor::bot(guild), now)?;
                    save(connection, &before, &decision, &cause, now).await
                })
            })
            .await?;
        self.dispatch(jobs);
        Ok(())
    }

    /// Keeps how a customer found an answer: 1 is bad, 3 is good. Once for each solution.
    ///
    /// # Errors
    /// Refuses everybody else, and a second word.
    pub async fn rate(
        &self,
        actor: Actor,
        number: CaseNumber,
        solution: i64,
        score: u8,
        cause: Cause,
    ) -> Result<Rated> {
        self.settings(actor.guild).await?;
        actor.may(Permission::RespondToSolution)?;
        let now = self.now();
        let case = self
            .store
            .write(move |connection| {
                let cause = cause.clone();
                Box::pin(async move {
                    let case = connection
                        .referenced_case(actor.guild, CaseReference::Number(number))
                        .await?;
                    must_be_customer(&case, actor)?;
                    if !connection.add_rating(&case, solution, score, case.assignee, now).await? {
                        return Err(Refusal::AlreadyRated(number).into());
                    }
                    let kind = FactKind::CaseRated { score };
                    let fact = Fact {
                        kind,
                        case: Some(number),
                        bug: None,
                        actor: Some(actor.user),
                        at: now,
                    };
                    connection.append(actor.guild, &cause, &[fact]).await?;
                    let jobs = connection
                        .enqueue(actor.guild, &[Effect::DrawCase { case: number }], now)
                        .await?;
                    Ok((case, jobs))
                })
            })
            .await?;
        let (case, jobs) = case;
        self.dispatch(jobs);
        Ok(Rated { case, solution })
    }

    /// Adds a sentence to a rating.
    ///
    /// # Errors
    /// Refuses everybody but the customer, and text that is empty or too long.
    pub async fn comment(
        &self,
        actor: Actor,
        number: CaseNumber,
        solution: i64,
        typed: &str,
    ) -> Result<()> {
        let comment = text::required("comment", typed, COMMENT_LIMIT)?;
        let now = self.now();
        let jobs = self
            .store
            .write(move |connection| {
                let comment = comment.clone();
                Box::pin(async move {
                    let case = connection
                        .referenced_case(actor.guild, CaseReference::Number(number))
                        .await?;
                    must_be_customer(&case, actor)?;
                    if !connection.comment_rating(actor.guild, number, solution, &comment).await? {
                        return Ok(Vec::new());
                    }
                    connection.enqueue(actor.guild, &[Effect::DrawCase { case: number }], now).await
                })
            })
            .await?;
        self.dispatch(jobs);
        Ok(())
    }
}

fn must_be_customer(case: &Case, actor: Actor) -> std::result::Result<(), Refusal> {
    if case.requester == actor.user {
        Ok(())
    } else {
        Err(Refusal::OnlyTheCustomer { case: case.number, customer: case.requester })
    }
}
