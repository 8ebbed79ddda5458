//! The bugs that a case waits for.

use crate::domain::{
    BugNumber, FactKind, Phase, Refusal, Status,
    refusal::{BugRefusal, CaseRefusal},
};

use crate::domain::case::{
    asking::Asking,
    state::{Case, Verdict},
    step::Step,
};

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

    /// Waits again for a bug that is open. Whoever waits for an answer still does, and what the
    /// customer was asked waits for no word any more.
    pub(super) fn hold_for(&mut self, bug: BugNumber) -> Result<Step, Refusal> {
        let is_solved = self.phase() == Phase::Solved;
        if !(self.should_hold() || is_solved) || !self.bugs.contains(&bug) {
            return Err(CaseRefusal::NothingDue(self.number).into());
        }
        if is_solved {
            self.withdraw_fix(self.awaited_fix().unwrap_or(bug));
            self.withdraw();
        }
        self.put_on_hold();
        self.asked_on_hold |= self.waiting_since.is_some();
        Ok(Step::about(FactKind::CaseHeld, bug))
    }

    /// Waits for no bug any more.
    pub(super) fn end_hold(&mut self) -> Result<FactKind, CaseRefusal> {
        if !self.should_end_hold() {
            return Err(CaseRefusal::NothingDue(self.number));
        }
        self.status = self.working_status();
        Ok(FactKind::HoldEnded)
    }

    /// Whether the case is to wait for a bug once one of its bugs is open.
    pub fn should_hold(&self) -> bool {
        !self.is_over() && self.status != Status::OnHold
    }

    /// The bug of which the customer reads that it is fixed, if they were asked about that last,
    /// and have not answered.
    pub fn awaited_fix(&self) -> Option<BugNumber> {
        let fix = self.fix_of(self.current_proposal());
        let is_asked = self.phase() == Phase::Solved
            && self.asking.is_none_or(|asking| matches!(asking, Asking::Reminder { .. }));
        let awaited = fix.filter(|fix| is_asked && fix.verdict == Verdict::Awaited);
        awaited.map(|fix| fix.bug)
    }

    /// Whether the case is to wait no more once none of its bugs is open: its customer has heard
    /// what became of them.
    pub fn should_end_hold(&self) -> bool {
        let heard = self.news.iter().all(|news| !news.outcome.is_final()) && self.asking.is_none();
        self.status == Status::OnHold && heard
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
