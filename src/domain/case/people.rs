//! The people of a case: who is assigned to it, and whether its requester is still there.

use crate::domain::{Actor, FactKind, Notice, Status, Time, UserId, refusal::CaseRefusal};

use crate::domain::case::{state::Case, step::Step};

impl Case {
    pub(super) fn claim(&mut self, actor: &Actor, now: Time) -> Result<FactKind, CaseRefusal> {
        self.must_not_be_over()?;
        match self.assignee {
            Some(assignee) if assignee == actor.user => {
                return Err(CaseRefusal::AlreadyYours(self.number));
            }
            Some(by) => {
                let since = self.assigned_at.unwrap_or(self.opened_at);
                return Err(CaseRefusal::AlreadyClaimed { case: self.number, by, since });
            }
            None => {}
        }
        self.assignee = Some(actor.user);
        self.assigned_at = Some(now);
        if self.status == Status::New {
            self.status = self.working_status();
        }
        Ok(FactKind::CaseClaimed)
    }

    /// Assigns the case to an agent who answers it, if nobody is assigned and the server wants that.
    pub(super) fn claim_by_answer(
        &mut self,
        actor: &Actor,
        claims: bool,
        now: Time,
    ) -> Option<FactKind> {
        let is_free = self.assignee.is_none() && !self.is_over();
        if claims && is_free { self.claim(actor, now).ok() } else { None }
    }

    pub(super) fn assign(
        &mut self,
        actor: &Actor,
        agent: UserId,
        now: Time,
    ) -> Result<Step, CaseRefusal> {
        self.must_not_be_over()?;
        if self.assignee == Some(agent) {
            let since = self.assigned_at.unwrap_or(self.opened_at);
            return Err(CaseRefusal::AlreadyClaimed { case: self.number, by: agent, since });
        }
        let from = self.assignee.map(|agent| agent.0);
        self.assignee = Some(agent);
        self.assigned_at = Some(now);
        if self.status == Status::New {
            self.status = self.working_status();
        }
        let told = (agent != actor.user).then(|| Notice::assigned(agent, actor.user));
        Ok(Step::saying(FactKind::CaseAssigned { to: agent.0, from }, told))
    }

    pub(super) fn requester_is(
        &mut self,
        left: bool,
        fact: FactKind,
    ) -> Result<FactKind, CaseRefusal> {
        if self.requester_left == left {
            return Err(CaseRefusal::NothingDue(self.number));
        }
        self.requester_left = left;
        Ok(fact)
    }

    /// Puts the case back into the queue, since its assignee left the team.
    pub(super) fn give_back(&mut self) -> Result<Step, CaseRefusal> {
        let from = self.assignee.ok_or(CaseRefusal::NotClaimed(self.number))?;
        self.assignee = None;
        self.assigned_at = None;
        if matches!(self.status, Status::Open | Status::Pending) {
            self.status = Status::New;
        }
        Ok(Step::saying(FactKind::CaseReturned { from: from.0 }, [Notice::returned(from)]))
    }

    pub(super) fn release(&mut self, actor: &Actor) -> Result<FactKind, CaseRefusal> {
        self.must_not_be_over()?;
        let by = self.assignee.ok_or(CaseRefusal::NotClaimed(self.number))?;
        if by != actor.user && !actor.roles.lead {
            return Err(CaseRefusal::NotYours { case: self.number, by });
        }
        self.assignee = None;
        self.assigned_at = None;
        self.status = match self.status {
            Status::Open | Status::Pending => Status::New,
            other => other,
        };
        Ok(FactKind::CaseReleased { from: by.0 })
    }
}
