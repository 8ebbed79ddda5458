//! How agents work a case that is open, where that is all there is to say of it.

use crate::domain::{
    Actor, FactKind, Notice, Priority, PublicText, Refusal, Time,
    notice::OthersWork,
    refusal::{CaseRefusal, InputRefusal},
};

use crate::domain::case::{state::Case, step::Step};

impl Case {
    pub(super) fn prioritise(&mut self, to: Priority) -> Result<FactKind, CaseRefusal> {
        let fact = FactKind::CasePrioritised { from: self.priority, to };
        if self.priority == to {
            return Err(CaseRefusal::AlreadyDone { case: self.number, fact });
        }
        self.priority = to;
        Ok(fact)
    }

    pub(super) fn reply(
        &mut self,
        actor: &Actor,
        snippet: String,
        text: PublicText,
        claims: bool,
        now: Time,
    ) -> Result<Step, CaseRefusal> {
        self.must_not_be_closed()?;
        self.must_have_place()?;
        let answer = Notice::reply(actor.user, snippet.clone(), text);
        let implied = self.claim_by_answer(actor, claims, now);
        Ok(Step { implied, ..Step::saying(FactKind::ReplyPrepared { snippet }, [answer]) })
    }

    pub(super) fn ask_customer(
        &mut self,
        actor: &Actor,
        text: PublicText,
        question: Option<i64>,
    ) -> Result<Step, CaseRefusal> {
        self.must_not_be_closed()?;
        self.must_have_place()?;
        let asked = Notice::asked_for_developers(actor.user, text, question);
        Ok(Step::saying(FactKind::QuestionPrepared, [asked]))
    }

    pub(super) fn snooze(
        &mut self,
        actor: &Actor,
        until: Time,
        now: Time,
    ) -> Result<Step, Refusal> {
        self.must_not_be_over()?;
        if until <= now {
            return Err(InputRefusal::NotInTheFuture.into());
        }
        if let Some(promise) = self.promise {
            return Err(CaseRefusal::Promised { case: self.number, until: promise.until }.into());
        }
        self.snoozed_until = Some(until);
        let told = self.tell_assignee(actor, OthersWork::Snoozed(until));
        Ok(Step::saying(FactKind::CaseSnoozed { until: until.timestamp() }, told))
    }
}
