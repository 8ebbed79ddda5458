//! The bugs that a case waits for.

use crate::domain::{BugNumber, FactKind, Refusal, Status, refusal::BugRefusal};

use crate::domain::case::{state::Case, step::Step};

impl Case {
    pub(super) fn escalate(&mut self, bug: BugNumber) -> Result<Step, Refusal> {
        self.can_be_escalated()?;
        self.bugs.push(bug);
        self.put_on_hold();
        Ok(Step::about(FactKind::CaseEscalated, bug))
    }

    pub(super) fn link(&mut self, bug: BugNumber, open: bool) -> Result<Step, Refusal> {
        if self.bugs.contains(&bug) {
            return Err(BugRefusal::AlreadyLinked { case: self.number, bug }.into());
        }
        self.bugs.push(bug);
        if open && !self.is_over() {
            self.put_on_hold();
        }
        Ok(Step::about(FactKind::BugLinked, bug))
    }

    fn put_on_hold(&mut self) {
        self.status = Status::OnHold;
        self.asked_on_hold = self.promise.is_some();
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

    /// Checks whether the case can be escalated: before the form opens, and again when it is sent.
    ///
    /// # Errors
    /// Refuses if the case is over, or linked to a bug already.
    pub fn can_be_escalated(&self) -> Result<(), Refusal> {
        self.must_not_be_over()?;
        match self.bugs.last() {
            Some(&bug) => Err(BugRefusal::AlreadyEscalated { case: self.number, bug }.into()),
            None => Ok(()),
        }
    }
}
