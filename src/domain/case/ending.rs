//! How a case ends, and how it begins again: proposed answers, the close, merging.

use chrono::TimeDelta;

use crate::domain::{
    Actor, AutoClosePolicy, CaseNumber, ChannelId, CloseReason, FactKind, Notice, Phase,
    PublicText, Status, ThreadKind, Time, Turn, WaitStart, notice::OthersWork,
    refusal::CaseRefusal,
};

use crate::domain::case::{
    asking::Asking,
    closing::Closing,
    state::{Case, Fix, Merged, Promise, Verdict},
    step::Step,
};

impl Case {
    pub(super) fn must_not_be_over(&self) -> Result<(), CaseRefusal> {
        if self.is_over() { Err(self.over()) } else { Ok(()) }
    }

    pub(super) fn must_not_be_closed(&self) -> Result<(), CaseRefusal> {
        if self.is_closed() { Err(self.over()) } else { Ok(()) }
    }

    /// Why nothing can be done with a case that is over. One that was merged goes on in another.
    fn over(&self) -> CaseRefusal {
        match self.merged {
            Some(merged) => CaseRefusal::MergedInto { case: self.number, into: merged.into },
            None => CaseRefusal::Over { case: self.number, status: self.status },
        }
    }

    pub(super) fn solve(
        &mut self,
        actor: &Actor,
        summary: Option<PublicText>,
        auto_close: AutoClosePolicy,
        now: Time,
    ) -> Result<Step, CaseRefusal> {
        self.must_not_be_over()?;
        if self.asking.is_some() {
            return Err(CaseRefusal::StillToBeAsked(self.number));
        }
        self.must_have_place()?;
        // Assign an unassigned case to the person who answers, so that there is somebody to ask if
        // it was not solved.
        let claimed = if self.assignee.is_none() { Some(self.claim(actor, now)?) } else { None };
        self.solutions += 1;
        let close_after = auto_close.close_after.num_milliseconds();
        self.asking = Some(Asking::Solution { at: now, close_after });
        let attempt = self.solutions;
        let proposal = Notice::solution(attempt, actor.user, summary);
        let told = self.tell_assignee(actor, OthersWork::Solved);
        let fact = FactKind::SolutionPrepared { attempt };
        Ok(Step { implied: claimed, ..Step::saying(fact, [proposal].into_iter().chain(told)) })
    }

    /// Asks a customer who does not answer whether the case is solved. It goes on as after a
    /// proposed answer, but the question is the only reminder.
    pub(super) fn follow_up(
        &mut self,
        auto_close: AutoClosePolicy,
        now: Time,
    ) -> Result<Step, CaseRefusal> {
        if self.quiet_since.is_none() || self.asking.is_some() {
            return Err(CaseRefusal::NothingDue(self.number));
        }
        self.must_have_place()?;
        self.solutions += 1;
        let close_after = auto_close.close_after.num_milliseconds();
        self.asking = Some(Asking::Solution { at: now, close_after });
        Ok(Step::saying(FactKind::FollowUpPrepared, [Notice::follow_up(self.solutions)]))
    }

    /// Whether a word on this proposal still counts, and is not a customer's own. Of a fix, only
    /// those are asked who are still to hear of it.
    fn must_await_word(
        &self,
        actor: &Actor,
        (solution, as_merged): (i64, bool),
    ) -> Result<bool, CaseRefusal> {
        let is_asked = match self.fix_of(solution) {
            Some(fix) => fix.people.contains(&actor.user),
            None => as_merged,
        };
        let for_customer = actor.user != self.requester && !is_asked;
        if for_customer && !actor.roles.is_staff() {
            return Err(CaseRefusal::OnlyTheCustomer {
                case: self.number,
                customer: self.customer(),
            });
        }
        match self.phase() {
            _ if self.awaits_word_on(solution) => Ok(for_customer),
            Phase::Open => Err(CaseRefusal::StillOpen(self.number)),
            Phase::Solved => Err(CaseRefusal::NewerSolution(self.number)),
            Phase::Closed => Err(self.over()),
        }
    }

    pub(super) fn confirm(
        &mut self,
        actor: &Actor,
        (solution, as_merged): (i64, bool),
        now: Time,
    ) -> Result<Step, CaseRefusal> {
        let for_customer = self.must_await_word(actor, (solution, as_merged))?;
        let bug = self.judge(solution, Verdict::Works);
        let pending = self.asking.filter(|_| self.solutions != solution);
        self.end(CloseReason::Solved, now);
        self.ask_in_spite_of_it(pending);
        let closed = Notice::closed(CloseReason::Solved, now, None);
        let fact = FactKind::SolutionConfirmed { attempt: solution, for_customer };
        Ok(Step { bug, ..Step::saying(fact, [closed]) })
    }

    pub(super) fn reject(
        &mut self,
        actor: &Actor,
        (solution, as_merged): (i64, bool),
        now: Time,
    ) -> Result<Step, CaseRefusal> {
        let for_customer = self.must_await_word(actor, (solution, as_merged))?;
        let bug = self.judge(solution, Verdict::Broken);
        (self.waiting_since, self.wait_start) = (Some(now), WaitStart::Reopening);
        let pending = self.asking.filter(|_| self.solutions != solution);
        self.open_again();
        self.ask_in_spite_of_it(pending);
        let fact = FactKind::SolutionRejected { attempt: solution, for_customer };
        let is_another = actor.user != self.requester && !for_customer;
        let said_by = is_another.then_some(actor.user);
        let told = Notice::not_solved(said_by);
        Ok(Step { bug, ..Step::saying(fact, [told]) })
    }

    /// Still asks about a fix whose question is not in Discord yet: the customer has answered the
    /// one before it.
    fn ask_in_spite_of_it(&mut self, pending: Option<Asking>) {
        let closed_as = self.close_reason.filter(|_| self.is_closed());
        if let (Some(asking), Some(fix)) = (pending, self.fix.as_mut()) {
            fix.closed_as = closed_as;
            self.asking = Some(asking);
        }
    }

    /// Closes the case. The customer is told in the thread; if others read the question in a
    /// channel, they are told there.
    pub(super) fn close(
        &mut self,
        actor: &Actor,
        closing: Closing,
        now: Time,
    ) -> Result<Step, CaseRefusal> {
        self.must_not_be_closed()?;
        let (everybody, customer) = (closing.for_everybody(), closing.for_customer());
        let Closing { reason, original, moved_to, people } = closing;
        if original.is_some_and(|original| original.case == self.number) {
            return Err(CaseRefusal::DuplicateOfItself(self.number));
        }
        if reason == CloseReason::Solved && self.phase() != Phase::Solved {
            self.solved_at = Some(now);
        }
        self.end(reason, now);
        // Something may keep the bot from creating the thread. Then none is begun any more.
        let has_thread = self.thread.id.is_some() || self.obstacle.is_none();
        let has_both = self.home == ThreadKind::Started && !self.thread.lost && has_thread;
        let told = if has_both {
            let line = Notice::closed(reason, now, everybody);
            vec![line, Notice::closed_in_thread(actor.user, people, (reason, customer))]
        } else {
            vec![Notice::closed_by(actor.user, people, now, (reason, customer))]
        };
        let told = told.into_iter().chain(self.tell_assignee(actor, OthersWork::Closed));
        let (of, to) = (original.map(|original| original.case), moved_to.map(|to| to.0));
        Ok(Step::saying(FactKind::CaseClosed { reason, of, to }, told))
    }

    fn end(&mut self, reason: CloseReason, now: Time) {
        self.status = Status::Closed;
        self.close_reason = Some(reason);
        self.closed_at = Some(now);
        self.waiting_since = None;
        self.promise = None;
        self.snoozed_until = None;
        self.asking = None;
        self.remind_at = None;
        self.close_at = None;
        // The bot locks the thread itself, and unlocks it if the case is reopened.
        if self.should_archive() {
            self.locked_since = None;
        }
    }

    pub(super) fn reopen(&mut self, actor: &Actor, now: Time) -> Result<Step, CaseRefusal> {
        if actor.user != self.requester && !actor.roles.is_staff() {
            return Err(CaseRefusal::OnlyTheCustomer {
                case: self.number,
                customer: self.customer(),
            });
        }
        self.reopen_by(actor, now)
    }

    /// Opens the case again for its customer, or for one whose case was merged into it.
    pub(super) fn reopen_by(&mut self, actor: &Actor, now: Time) -> Result<Step, CaseRefusal> {
        if let Some(merged) = self.merged {
            let (case, into) = (self.number, merged.into);
            return Err(match actor.roles.is_staff() {
                true => CaseRefusal::MergedInto { case, into },
                false => CaseRefusal::GoesOnIn { case, into },
            });
        }
        if !self.is_over() {
            return Err(match self.has_no_place() && !actor.roles.is_staff() {
                true => CaseRefusal::NoPlaceToWrite(self.number),
                false => CaseRefusal::StillOpen(self.number),
            });
        }
        // Who does it is here, also if nobody noticed that they came back.
        self.requester_left &= actor.user != self.requester;
        (self.waiting_since, self.wait_start) = (Some(now), WaitStart::Reopening);
        self.doubt_fix(actor.user);
        self.open_again();
        Ok(Step::saying(FactKind::CaseReopened, [Notice::reopened(actor.user)]))
    }

    /// Back from solved or closed. Somebody waits, as `waiting_since` says.
    pub(super) fn open_again(&mut self) {
        self.reopened_count += 1;
        self.solved_at = None;
        self.closed_at = None;
        self.close_reason = None;
        self.asking = None;
        self.remind_at = None;
        self.close_at = None;
        self.status = self.working_status();
    }

    pub(super) fn merge(
        &mut self,
        into: CaseNumber,
        thread: Option<ChannelId>,
        now: Time,
    ) -> Result<Step, CaseRefusal> {
        if into == self.number {
            return Err(CaseRefusal::MergeWithItself(self.number));
        }
        if let Some(merged) = self.merged {
            return Err(CaseRefusal::MergedInto { case: self.number, into: merged.into });
        }
        self.must_not_be_closed()?;
        // What became of a bug is told where the customer is.
        if self.asking.is_some() && self.fix_of(self.solutions).is_some() {
            return Err(CaseRefusal::StillToBeAsked(self.number));
        }
        self.count_standstill(now);
        self.merged = Some(Merged {
            into,
            status: self.status,
            waiting_since: self.waiting_since,
            wait_start: self.wait_start,
            asked_on_hold: self.asked_on_hold,
            promise: self.promise,
            snoozed_until: self.snoozed_until,
            remind_at: self.remind_at,
            close_at: self.close_at,
            asking: self.asking,
        });
        self.end(CloseReason::Duplicate, now);
        Ok(Step::saying(FactKind::CaseMerged { into }, [Notice::merged(into, thread)]))
    }

    /// Takes in another case. If its customer waits, this case waits as long as they do.
    /// What its customer was asked about a fix is asked here from now on.
    pub(super) fn absorb(
        &mut self,
        from: CaseNumber,
        (wait, promise): (Option<(Time, WaitStart)>, Option<Promise>),
        fix: Option<Fix>,
    ) -> Step {
        if self.fix.as_ref().is_none_or(|own| own.verdict != Verdict::Awaited) {
            self.fix = fix.or(self.fix.take());
        }
        let absorbed = FactKind::CaseAbsorbed { from };
        let told = [Notice::absorbed(from)];
        let Some(theirs) = wait else { return Step::saying(absorbed, told) };
        self.snoozed_until = None;
        let own = self.waiting_since.map(|since| (since, self.wait_start));
        let (since, wait_start) = own.filter(|own| own.0 <= theirs.0).unwrap_or(theirs);
        let turn = Turn {
            waiting_since: Some(since),
            wait_start,
            asks: true,
            first_answer_at: self.first_response_at,
            ..Turn::default()
        };
        let fact = self.follow(turn, absorbed);
        // The earlier promise is the one to keep.
        let is_earlier = |theirs: &Promise| self.promise.is_none_or(|own| theirs.until < own.until);
        if let Some(theirs) = promise.filter(is_earlier) {
            self.promise = Some(theirs);
        }
        Step::saying(fact, told)
    }

    /// Lets another case go on by itself that continued in this one, or in one that continues here.
    pub(super) fn undo_absorption(&mut self, from: CaseNumber, turn: Turn) -> Step {
        // What was promised there is promised there again, and what had been promised here before,
        // for later, is to be kept again.
        let promise = turn.promised.map(|until| {
            let own = self.promise.filter(|own| own.until.timestamp() == until.timestamp());
            own.unwrap_or(Promise { until, is_due: false })
        });
        match self.merged.as_mut() {
            // Once it goes on, it waits for no more than before.
            Some(merged) if merged.waiting_since.is_some() => {
                (merged.waiting_since, merged.wait_start) = (turn.waiting_since, turn.wait_start);
                merged.asked_on_hold &= turn.asks;
                merged.promise = promise.filter(|_| merged.promise.is_some());
            }
            Some(_) => {}
            None => {
                self.promise = promise;
                // A promised answer keeps the case in the queue.
                self.snoozed_until = self.snoozed_until.filter(|_| promise.is_none());
            }
        }
        self.fix = self.fix.take().filter(|fix| fix.attempt > 0);
        let undone = self.follow(turn, FactKind::AbsorptionUndone { from });
        Step::saying(undone, [Notice::absorption_undone(from)])
    }

    /// Lets the case go on by itself. The days of a proposed answer run on, and a case that was put
    /// aside is back in the queue, where its people see it.
    pub(super) fn unmerge(&mut self, now: Time) -> Result<Step, CaseRefusal> {
        let away = self.closed_at.map_or(TimeDelta::zero(), |merged_at| now - merged_at);
        let later = |time: Option<Time>| time.map(|time| time + away.max(TimeDelta::zero()));
        let Some(before) = self.merged.take() else {
            return Err(CaseRefusal::NotMerged(self.number));
        };
        (self.waiting_since, self.wait_start) = (before.waiting_since, before.wait_start);
        self.promise = before.promise;
        // The assignee may have left in the meantime, and bugs may have been linked or unlinked.
        let waits_for_bug = before.status == Status::OnHold && !self.bugs.is_empty();
        let keeps_status = waits_for_bug || before.status.phase() == Phase::Solved;
        self.status = if keeps_status { before.status } else { self.working_status() };
        self.asked_on_hold = before.asked_on_hold && waits_for_bug;
        self.asking = before.asking;
        self.remind_at = later(before.remind_at);
        self.close_at = match before.asking {
            // The time until the reminder is in Discord is added then.
            Some(Asking::Reminder { .. }) => before.close_at,
            Some(Asking::Solution { .. }) | None => later(before.close_at),
        };
        self.closed_at = None;
        self.close_reason = None;
        // The time before it counts as time in which the case was merged.
        self.stand_still_from(now);
        let comes_back = before.snoozed_until.map(|_| Notice::awake(self.assignee));
        let told = std::iter::once(Notice::unmerged()).chain(comes_back);
        Ok(Step::saying(FactKind::CaseUnmerged { from: before.into }, told))
    }

    /// Does the earliest of what is due. Ask again until nothing is.
    pub(super) fn run_due(&mut self, now: Time) -> Result<Step, CaseRefusal> {
        let due = |time: Option<Time>| time.is_some_and(|time| time <= now);
        if due(self.snoozed_until) {
            self.snoozed_until = None;
            return Ok(Step::saying(FactKind::SnoozeEnded, [Notice::awake(self.assignee)]));
        }
        if let Some(promise) = self.promise.as_mut()
            && !promise.is_due
            && promise.until <= now
        {
            promise.is_due = true;
            return Ok(Step::saying(FactKind::PromiseDue, [Notice::promise_due(self.assignee)]));
        }
        if self.locked_since.is_some() {
            return Err(CaseRefusal::NothingDue(self.number));
        }
        // Nobody could read a reminder while it was not sent: it comes first, and the days after it
        // run from then on.
        if let Some(remind_at) = self.remind_at.filter(|remind_at| *remind_at <= now) {
            self.close_at = self.close_at.map(|close_at| close_at + (now - remind_at));
            self.remind_at = None;
            self.asking = Some(Asking::Reminder { at: now });
            return Ok(Step::saying(
                FactKind::ReminderPrepared,
                [Notice::reminder(self.current_proposal(), now)],
            ));
        }
        if due(self.close_at) && self.asking.is_none() {
            // Only the customer's word makes it solved.
            let before = self.fix_of(self.current_proposal()).and_then(|fix| fix.closed_as);
            let reason = before.unwrap_or(CloseReason::NoReply);
            self.end(reason, now);
            let closed = Notice::closed(reason, now, None);
            return Ok(Step::saying(FactKind::closed(reason), [closed]));
        }
        Err(CaseRefusal::NothingDue(self.number))
    }
}
