//! The people of a case: who is assigned to it, and whether its requester is still there.

use crate::domain::{
    Actor, FactKind, Notice, Status, Time, UserId, notice::OthersWork, refusal::CaseRefusal,
};

use crate::domain::case::{
    state::{Case, Handover},
    step::Step,
};

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

    /// Assigns the case to an agent who answers it, if nobody is assigned and the server wants
    /// that.
    pub(super) fn claim_by_answer(
        &mut self,
        actor: &Actor,
        claims: bool,
        now: Time,
    ) -> Option<FactKind> {
        let is_free = self.assignee.is_none() && !self.is_over();
        if claims && is_free { self.claim(actor, now).ok() } else { None }
    }

    /// Only the assignee and leads give a case away. Anybody else of the team has the assignee
    /// asked, one at a time.
    pub(super) fn assign(
        &mut self,
        actor: &Actor,
        agent: UserId,
        now: Time,
    ) -> Result<Step, CaseRefusal> {
        self.must_not_be_over()?;
        let from = self.assignee;
        if from == Some(agent) {
            let fact = FactKind::CaseAssigned { to: agent.0, from: from.map(|agent| agent.0) };
            return Err(match agent == actor.user {
                true => CaseRefusal::AlreadyYours(self.number),
                false => CaseRefusal::AlreadyDone { case: self.number, fact },
            });
        }
        if let Some(from) = from.filter(|&from| from != actor.user && !actor.roles.lead) {
            if let Some(open) = self.handover.filter(|open| open.by != actor.user) {
                return Err(CaseRefusal::HandoverRequested {
                    case: self.number,
                    by: open.by,
                    assignee: from,
                });
            }
            self.handover = Some(Handover { by: actor.user, to: agent });
            let asked = Notice::handover_requested(from, agent, actor.user);
            let fact = FactKind::HandoverRequested { to: agent.0, from: from.0 };
            return Ok(Step::saying(fact, [asked]));
        }
        self.assignee = Some(agent);
        self.assigned_at = Some(now);
        if self.status == Status::New {
            self.status = self.working_status();
        }
        let given = (agent != actor.user).then(|| Notice::assigned(agent, actor.user));
        let taken = from
            .filter(|&from| from != actor.user)
            .map(|from| Notice::taken_over(from, agent, actor.user));
        let fact = FactKind::CaseAssigned { to: agent.0, from: from.map(|agent| agent.0) };
        Ok(Step::saying(fact, given.into_iter().chain(taken)))
    }

    /// Ends the request that the assignee give the case away: somebody whom it concerns is no agent
    /// any more.
    pub(super) fn end_handover(&mut self, left: UserId) -> Result<FactKind, CaseRefusal> {
        let ended = self.handover.take_if(|open| open.concerns(left));
        ended.ok_or(CaseRefusal::NothingDue(self.number))?;
        Ok(FactKind::HandoverEnded { by: left.0 })
    }

    /// Tells the assignee what somebody else of the team has done with their case.
    pub(super) fn tell_assignee(&self, actor: &Actor, what: OthersWork) -> Option<Notice> {
        let agent = self.assignee.filter(|agent| *agent != actor.user)?;
        actor.person().map(|by| Notice::done_by_other(agent, by, what))
    }

    /// Whether an agent has the case, and is still asked to give it away.
    pub fn can_be_handed_over_by(&self, agent: UserId, asked: Handover) -> bool {
        self.assignee == Some(agent) && self.handover == Some(asked) && !self.is_over()
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
