//! Working a case between its opening and its end.

use std::collections::BTreeSet;

use crate::domain::{
    Actor, BugNumber, FactKind, Notice, Priority, PublicText, Refusal, Status, Tag, Time, UserId,
    refusal::{BugRefusal, CaseRefusal, InputRefusal},
};

use crate::domain::case::{state::Case, step::Step};

/// The most tags that one case may have.
pub const TAG_COUNT_LIMIT: usize = 20;

impl Case {
    pub(super) fn must_not_be_over(&self) -> Result<(), CaseRefusal> {
        if self.is_over() {
            Err(CaseRefusal::Over { case: self.number, status: self.status })
        } else {
            Ok(())
        }
    }

    /// The status of a case that nothing but people holds up: by who has it, and who waits.
    pub(super) fn working_status(&self) -> Status {
        match (self.assignee, self.waiting_since) {
            (None, _) => Status::New,
            (Some(_), Some(_)) => Status::Open,
            (Some(_), None) => Status::Pending,
        }
    }

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

    /// Puts the case back into the queue, since the one who had it left the team.
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

    pub(super) fn tag(&mut self, tag: Tag) -> Result<FactKind, CaseRefusal> {
        let name = tag.as_str().to_owned();
        if self.tags.contains(&tag) {
            return Err(CaseRefusal::AlreadyTagged { case: self.number, tag: name });
        }
        if self.tags.len() >= TAG_COUNT_LIMIT {
            return Err(CaseRefusal::TooManyTags);
        }
        self.tags.insert(tag);
        Ok(FactKind::CaseTagged { tag: name })
    }

    pub(super) fn untag(&mut self, tag: &Tag) -> Result<FactKind, CaseRefusal> {
        let name = tag.as_str().to_owned();
        if !self.tags.remove(tag) {
            return Err(CaseRefusal::NotTagged { case: self.number, tag: name });
        }
        Ok(FactKind::CaseUntagged { tag: name })
    }

    pub(super) fn prioritise(&mut self, to: Priority) -> Result<FactKind, CaseRefusal> {
        let from = self.priority;
        if from == to {
            return Err(CaseRefusal::AlreadyPriority { case: self.number, priority: to });
        }
        self.priority = to;
        Ok(FactKind::CasePrioritised { from, to })
    }

    pub(super) fn reply(
        &mut self,
        actor: &Actor,
        snippet: String,
        text: PublicText,
        now: Time,
    ) -> Result<Step, CaseRefusal> {
        if self.is_closed() {
            return Err(CaseRefusal::Over { case: self.number, status: self.status });
        }
        self.must_have_place()?;
        let first = self.answered(now);
        Ok(Step::saying(FactKind::ReplySent { snippet, first }, [Notice::reply(actor.user, text)]))
    }

    pub(super) fn retag(
        &mut self,
        chosen: &BTreeSet<Tag>,
        offered: &BTreeSet<Tag>,
    ) -> Result<FactKind, CaseRefusal> {
        let before = self.tags.clone();
        self.tags.retain(|tag| !offered.contains(tag) || chosen.contains(tag));
        self.tags.extend(chosen.intersection(offered).cloned());
        if self.tags.len() > TAG_COUNT_LIMIT {
            return Err(CaseRefusal::TooManyTags);
        }
        let names = |one: &BTreeSet<Tag>, other| {
            one.difference(other).map(|tag| tag.as_str().to_owned()).collect()
        };
        Ok(FactKind::CaseRetagged {
            added: names(&self.tags, &before),
            removed: names(&before, &self.tags),
        })
    }

    pub(super) fn escalate(&mut self, bug: BugNumber) -> Result<Step, Refusal> {
        self.can_be_escalated()?;
        self.bugs.push(bug);
        self.status = Status::OnHold;
        Ok(Step::about(FactKind::CaseEscalated, bug))
    }

    pub(super) fn link(&mut self, bug: BugNumber, open: bool) -> Result<Step, Refusal> {
        if self.bugs.contains(&bug) {
            return Err(BugRefusal::AlreadyLinked { case: self.number, bug }.into());
        }
        self.bugs.push(bug);
        if open && !self.is_over() {
            self.status = Status::OnHold;
        }
        Ok(Step::about(FactKind::BugLinked, bug))
    }

    pub(super) fn unlink(&mut self, bug: BugNumber) -> Result<Step, Refusal> {
        if !self.bugs.contains(&bug) {
            return Err(BugRefusal::NotLinked { case: self.number, bug }.into());
        }
        self.bugs.retain(|linked| *linked != bug);
        if self.status == Status::OnHold && self.bugs.is_empty() {
            self.status = self.working_status();
        }
        Ok(Step::about(FactKind::BugUnlinked, bug))
    }

    pub(super) fn snooze(&mut self, until: Time, now: Time) -> Result<FactKind, Refusal> {
        self.must_not_be_over()?;
        if until <= now {
            return Err(InputRefusal::NotInTheFuture.into());
        }
        self.snoozed_until = Some(until);
        Ok(FactKind::CaseSnoozed { until: until.timestamp() })
    }

    /// Whether a bug report can be made of the case: asked before the form opens, and again when it
    /// is sent.
    ///
    /// # Errors
    /// When the case is over, or is with the developers already.
    pub fn can_be_escalated(&self) -> Result<(), Refusal> {
        self.must_not_be_over()?;
        match self.bugs.last() {
            Some(&bug) => Err(BugRefusal::AlreadyEscalated { case: self.number, bug }.into()),
            None => Ok(()),
        }
    }
}
