//! A promise: the customer reads by when they will have an answer, and goes on waiting until then.

use crate::domain::{Actor, FactKind, Notice, Refusal, Time, Turn, refusal::InputRefusal};

use crate::domain::case::{
    state::{Case, Promise},
    step::Step,
};

impl Case {
    /// Has the customer told by when the assignee answers. It counts once it is in Discord.
    pub(super) fn promise_answer(
        &mut self,
        actor: &Actor,
        until: Time,
        now: Time,
    ) -> Result<Step, Refusal> {
        self.must_not_be_over()?;
        if until <= now {
            return Err(InputRefusal::NotInTheFuture.into());
        }
        self.must_have_place()?;
        // Nobody promises in the name of somebody else.
        let claimed = match self.assignee {
            Some(agent) if agent == actor.user => None,
            _ => Some(self.claim(actor, now)?),
        };
        let fact = FactKind::PromisePrepared { until: until.timestamp() };
        let promise = Notice::promise(actor.user, until);
        Ok(Step { implied: claimed, ..Step::saying(fact, [promise]) })
    }

    /// Records that the customer reads a promise. Even if nobody waited, the customer does now.
    pub(super) fn promised(&mut self, until: Time, turn: Turn) -> FactKind {
        let fact = self.follow(turn, FactKind::PromiseMade { until: until.timestamp() });
        if self.waiting_since.is_some() {
            self.promise = Some(Promise { until, is_due: false });
            self.snoozed_until = None;
            self.asked_on_hold = true;
        }
        fact
    }

    /// Ends a promise if nobody waits any more, and lets it fall due if nobody is assigned.
    pub(super) fn keep_promise(&mut self) {
        if self.waiting_since.is_none() {
            self.promise = None;
        } else if self.assignee.is_none()
            && let Some(promise) = self.promise.as_mut()
        {
            promise.is_due = true;
        }
    }
}
