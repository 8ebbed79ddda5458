//! The case that an agent should answer next.

use crate::{
    domain::{
        Action, Case, CaseReference, Cause, Permission, Precedence, Refusal, refusal::CaseRefusal,
    },
    store::Tx,
};

use crate::desk::{
    Authorized, Desk, Error, Result, Stored, act::act, search::lists::waiting_first_before,
};

/// How often another agent may claim the case in between.
const ATTEMPTS: usize = 5;

/// The case that an agent should answer next.
#[derive(Clone, Debug)]
pub struct Next {
    /// The case, of which they are the assignee now.
    pub case: Case,
    /// Whether they were its assignee before.
    pub was_theirs: bool,
    /// Why it is this one.
    pub why: Precedence,
}

impl Desk {
    /// Claims the case that an agent should answer next: the first of the queue that is theirs or
    /// nobody's. None if there is none.
    ///
    /// # Errors
    /// [`Internal`](Error::Internal) if the database does not answer.
    pub async fn next(&self, by: &Authorized, cause: Cause) -> Result<Option<Next>> {
        let (actor, now) = (by.to(Permission::WorkCases)?, self.now());
        for _ in 0..ATTEMPTS {
            let cause = cause.clone();
            let claimed = self.commit(async move |tx: &mut Tx<'_>| -> Stored<_> {
                let long_before = waiting_first_before(tx, actor.guild, now).await?;
                let Some(case) = tx.case_to_answer(actor.guild, actor.user, long_before).await?
                else {
                    return Ok((None, Vec::new()));
                };
                let why = case.precedence(long_before);
                if case.assignee == Some(actor.user) {
                    return Ok((Some((Next { case, was_theirs: true, why }, None)), Vec::new()));
                }
                let number = CaseReference::Number(case.number);
                let (done, jobs) = act(tx, &actor, number, Action::Claim, &cause, now).await?;
                let next = Next { case: done.case.clone(), was_theirs: false, why };
                Ok((Some((next, Some(done))), jobs))
            });
            match claimed.await {
                Err(Error::Refused(Refusal::Case(CaseRefusal::AlreadyClaimed { .. }))) => {}
                Err(error) => return Err(error),
                Ok(None) => return Ok(None),
                Ok(Some((next, done))) => {
                    done.iter().for_each(|done| self.learn(done));
                    return Ok(Some(next));
                }
            }
        }
        Ok(None)
    }
}
