//! What the bot says in a case counts once its message is in Discord: from then on a proposal waits
//! for the customer's word, and an answer stops their clock.

use chrono::TimeDelta;

use crate::domain::{
    AutoClosePolicy, BugNews, BugOutcome, FactKind, MessageId, Notice, Obstacle, Phase,
    QuestionState, Reason, Status, Time, Turn, UserId,
    notice::{Internal, LostNotice, Public},
    refusal::CaseRefusal,
};

use crate::domain::case::{
    asking::{Asking, Unsaid},
    state::{Case, Handover, Promise},
    step::Step,
};

impl Case {
    /// Whether the customer's word on a proposal, counted from 1, still counts. It does before the
    /// bot has noted that the question is in Discord: whoever answers a question was asked it.
    pub fn awaits_word_on(&self, attempt: i64) -> bool {
        let is_being_asked = matches!(self.asking, Some(Asking::Solution { .. }));
        is_being_asked && self.solutions == attempt
            || self.status == Status::Solved && self.current_proposal() == attempt
    }

    /// What is to be done with a notice that was not posted yet.
    pub fn unsaid(&self, notice: &Notice, now: Time) -> Unsaid {
        let later = self.merged.and_then(|merged| merged.asking);
        let fate = |is_asked: &dyn Fn(Asking) -> bool, otherwise| {
            if self.asking.is_some_and(is_asked) {
                Unsaid::Due
            } else if later.is_some_and(is_asked) {
                Unsaid::Waiting
            } else {
                otherwise
            }
        };
        match notice {
            Notice::Public(Public::Solution { attempt, summary, .. }) => {
                let otherwise = if summary.is_some() || self.awaits_word_on(*attempt) {
                    Unsaid::Due
                } else {
                    Unsaid::Moot
                };
                let newest = self.solutions == *attempt;
                fate(&|asking| newest && matches!(asking, Asking::Solution { .. }), otherwise)
            }
            // Whatever became of the case, its customer is told.
            Notice::Public(Public::Fixed { attempt, .. }) => {
                let newest = self.solutions == *attempt;
                fate(&|asking| newest && matches!(asking, Asking::Solution { .. }), Unsaid::Due)
            }
            Notice::Public(Public::FollowUp { attempt, .. }) => {
                let otherwise =
                    if self.awaits_word_on(*attempt) { Unsaid::Due } else { Unsaid::Moot };
                let newest = self.solutions == *attempt;
                fate(&|asking| newest && matches!(asking, Asking::Solution { .. }), otherwise)
            }
            Notice::Public(Public::Reminder { attempt, at, .. }) => {
                let kept = at.is_none() && self.awaits_word_on(*attempt);
                let otherwise = if kept { Unsaid::Due } else { Unsaid::Moot };
                fate(&|asking| asking == Asking::Reminder { at: at.unwrap_or_default() }, otherwise)
            }
            // By then somebody would wait for an answer that is late already.
            Notice::Public(Public::Promise { until, .. }) if self.is_over() || *until <= now => {
                Unsaid::Moot
            }
            Notice::Public(public) if self.is_undone(public) => Unsaid::Moot,
            // It is over before anybody read of it.
            Notice::Internal(Internal::Held { .. }) if self.obstacle.is_none() => Unsaid::Moot,
            Notice::Internal(internal) if self.is_outdated(internal) => Unsaid::Moot,
            Notice::Public(_) | Notice::Internal(_) => Unsaid::Due,
        }
    }

    /// Whether what a notice tells the team is not so any more: it could not be posted before.
    fn is_outdated(&self, notice: &Internal) -> bool {
        match notice {
            Internal::ThreadLocked { .. } => self.is_closed() || self.locked_since.is_none(),
            Internal::PromiseDue { .. } => self.promise.is_none_or(|promise| !promise.is_due),
            Internal::Awake { .. } => self.is_over() || self.snoozed_until.is_some(),
            Internal::Returned { .. } => self.assignee.is_some() || self.is_closed(),
            Internal::NoticeLost { what: LostNotice::Question, .. } => {
                let is_closed = self.is_closed() && self.merged.is_none();
                is_closed || self.status == Status::Solved || self.asking.is_some()
            }
            Internal::NoticeLost { what: LostNotice::Promise | LostNotice::Answer, .. } => {
                self.waiting_since.is_none()
            }
            Internal::Note { .. }
            | Internal::Assigned { .. }
            | Internal::TakenOver { .. }
            | Internal::DoneByOther { .. }
            | Internal::NotLetIn { .. }
            | Internal::HandoverRequested { .. }
            | Internal::ThreadLost { .. }
            | Internal::BugNews { .. }
            | Internal::InfoRequested { .. }
            | Internal::Absorbed { .. }
            | Internal::AbsorptionUndone { .. }
            | Internal::Held { .. }
            | Internal::Resumed { .. }
            | Internal::GivenUp { .. }
            | Internal::TeamAsked { .. }
            | Internal::TeamAnswered { .. }
            | Internal::RequestFreed { .. }
            | Internal::RequestOverdue { .. }
            | Internal::RequestUnposted { .. } => false,
        }
    }

    /// Whether what a notice says about where the case continues was undone since.
    fn is_undone(&self, notice: &Public) -> bool {
        match notice {
            // Without a thread, nobody reads where it continues.
            Public::Merged { into, .. } => {
                let merged_into = self.merged.as_ref().map(|merged| merged.into);
                self.has_no_place() || merged_into != Some(*into)
            }
            Public::Unmerged => self.merged.is_some(),
            Public::ClosedInThread { .. } => !self.is_closed() || self.merged.is_some(),
            Public::Reopened { .. } => self.is_closed(),
            Public::WelcomeBack => self.is_closed() || self.requester_left,
            _ => false,
        }
    }

    /// Whether a notice that was posted will never look different again, whatever happens to the
    /// case.
    pub fn is_final(&self, notice: &Notice) -> bool {
        match (notice, notice.question()) {
            (_, Some(attempt)) => !self.awaits_word_on(attempt) && self.merged.is_none(),
            (Notice::Public(Public::Closed { at, .. }), None) => !self.was_closed_at(*at),
            // It says who looks at the case, which may change.
            (Notice::Public(Public::Reopened { .. }), None) => self.is_over(),
            (Notice::Public(Public::WayBack { .. } | Public::ClosedInThread { .. }), None) => {
                !self.is_closed()
            }
            (Notice::Internal(Internal::HandoverRequested { from, to, by }), None) => {
                !self.can_be_handed_over_by(*from, Handover { by: *by, to: *to })
            }
            (Notice::Internal(Internal::BugNews { news, sent, .. }), None) => {
                !self.news.contains(news) && sent.is_none_or(|sent| sent.is_posted)
            }
            (Notice::Internal(Internal::InfoRequested { state, .. }), None) => {
                matches!(state, QuestionState::Answered(_))
            }
            (Notice::Public(_) | Notice::Internal(_), None) => true,
        }
    }

    /// Whether the case is closed since this time, to the millisecond.
    pub fn was_closed_at(&self, at: Time) -> bool {
        let same = |closed: Time| closed.timestamp_millis() == at.timestamp_millis();
        self.phase() == Phase::Closed && self.closed_at.is_some_and(same)
    }

    /// The case as it will be if a notice is posted now: what the notice is to show.
    #[must_use]
    pub fn once_said(&self, notice: &Notice, now: Time) -> Self {
        let mut next = self.clone();
        let turn = Turn { first_answer_at: self.first_response_at, ..Turn::default() };
        // A notice that does not count changes nothing.
        if next.said(notice, turn, now).is_err() {
            return self.clone();
        }
        if next != *self {
            next.revision += 1;
        }
        next
    }

    /// Records that a notice is in Discord. `turn` includes it.
    pub(super) fn said(
        &mut self,
        notice: &Notice,
        turn: Turn,
        now: Time,
    ) -> Result<FactKind, CaseRefusal> {
        match notice {
            Notice::Public(Public::Reply { snippet, .. }) => {
                let first = self.first_response_at.is_none();
                Ok(self.follow(turn, FactKind::ReplySent { snippet: snippet.clone(), first }))
            }
            Notice::Public(Public::Promise { until, .. }) => Ok(self.promised(*until, turn)),
            Notice::Public(Public::Solution { attempt, summary, .. }) => {
                let answered = summary.is_some();
                let proposed = FactKind::SolutionProposed { attempt: *attempt, answered };
                self.asked(notice, *attempt, turn, now);
                Ok(self.follow(turn, proposed))
            }
            Notice::Public(Public::Fixed { attempt, text, .. }) => {
                let (attempt, answered) = (*attempt, text.is_some());
                let outcome = BugOutcome::Shipped;
                self.asked(notice, attempt, turn, now);
                self.awaits_verdict(attempt);
                Ok(self.follow(turn, FactKind::NewsTold { outcome, attempt, answered }))
            }
            Notice::Public(Public::Declined { bug, .. }) => Ok(self.told_declined(*bug, turn)),
            Notice::Public(Public::Update { news, .. }) => {
                Ok(FactKind::CustomerUpdated { outcome: news.outcome })
            }
            Notice::Public(Public::FollowUp { attempt, .. }) => {
                if self.asked(notice, *attempt, turn, now) {
                    self.remind_at = None;
                }
                Ok(self.follow(turn, FactKind::FollowedUp))
            }
            Notice::Public(Public::Reminder { at, .. }) => {
                if let (Some(at), true) = (*at, self.unsaid(notice, now) == Unsaid::Due) {
                    self.asking = None;
                    // The time in which nobody could read the reminder does not count.
                    self.close_at = self.close_at.map(|close_at| close_at + (now - at));
                    self.stand_still_from(now);
                } else {
                    self.said_while_merged(notice, turn, now);
                }
                Ok(FactKind::CustomerReminded)
            }
            Notice::Public(_) | Notice::Internal(_) => Err(CaseRefusal::NothingDue(self.number)),
        }
    }

    /// Records that the customer is asked whether the case is solved, if that was still to be
    /// asked. Returns whether the case waits for their word from now on.
    fn asked(&mut self, notice: &Notice, attempt: i64, turn: Turn, now: Time) -> bool {
        let Some(Asking::Solution { close_after, .. }) =
            self.asking.filter(|_| self.solutions == attempt)
        else {
            self.said_while_merged(notice, turn, now);
            return false;
        };
        self.asking = None;
        self.superseded = None;
        let waits = turn.waiting_since.is_none();
        if waits {
            self.await_word(TimeDelta::milliseconds(close_after), now);
        }
        waits
    }

    /// Records that a question is in Discord that was being sent when the case was merged. The case
    /// waits for the customer's word from when it is unmerged.
    fn said_while_merged(&mut self, notice: &Notice, turn: Turn, now: Time) {
        if self.unsaid(notice, now) != Unsaid::Waiting {
            return;
        }
        let (Some(merged), Some(merged_at)) = (self.merged.as_mut(), self.closed_at) else {
            return;
        };
        match merged.asking.take() {
            Some(Asking::Solution { close_after, .. }) if turn.waiting_since.is_none() => {
                let policy = AutoClosePolicy { close_after: TimeDelta::milliseconds(close_after) };
                self.solved_at = Some(now);
                merged.status = Status::Solved;
                merged.waiting_since = None;
                merged.asked_on_hold = false;
                let is_reminder = matches!(notice, Notice::Public(Public::FollowUp { .. }));
                merged.remind_at = (!is_reminder).then_some(merged_at + policy.remind_after());
                merged.close_at = Some(merged_at + policy.close_after);
            }
            Some(Asking::Reminder { at }) => {
                merged.close_at = merged.close_at.map(|close_at| close_at + (merged_at - at));
            }
            Some(Asking::Solution { .. }) | None => {}
        }
    }

    /// Records that the customer cannot be reached, and tells the team.
    pub(super) fn hold(&mut self, obstacle: Obstacle, now: Time) -> Result<Step, CaseRefusal> {
        let fact = FactKind::DeliveryHeld { obstacle: obstacle.clone() };
        let before = self.obstacle.as_ref();
        let since = before.and_then(|before| before.since).unwrap_or(now);
        let held = Some(Obstacle { since: Some(since), ..obstacle.clone() });
        if self.obstacle == held {
            return Err(CaseRefusal::AlreadyDone { case: self.number, fact });
        }
        self.obstacle = held;
        Ok(Step::saying(fact, [Notice::held(obstacle, self.assignee)]))
    }

    /// Records that nothing waits for the customer any more, and tells the team.
    /// The time in which they could not be reached does not count.
    pub(super) fn resume(&mut self, moot: bool, now: Time) -> Result<Step, CaseRefusal> {
        let Some(before) = self.obstacle.clone() else {
            return Err(CaseRefusal::NothingDue(self.number));
        };
        self.count_standstill(now);
        self.obstacle = None;
        if self.has_no_place() {
            // The question may have been deleted before it had a thread.
            let gone = Obstacle::new(before.undone, Reason::NoPlace);
            let told = Notice::given_up(gone, self.assignee);
            return Ok(Step::saying(FactKind::DeliveryResumed { moot: true }, [told]));
        }
        Ok(Step::saying(FactKind::DeliveryResumed { moot }, [Notice::resumed(moot)]))
    }

    /// Records that a notice never will be posted, and tells the team. A proposal is withdrawn.
    pub(super) fn give_up(&mut self, notice: &Notice, reason: Reason, now: Time) -> Step {
        let asks = match (notice.question(), self.asking) {
            // A newer one is still to be asked.
            (Some(attempt), Some(Asking::Solution { .. })) => attempt == self.solutions,
            (question, _) => question.is_some(),
        };
        // A customer who cannot be reminded is not taken to be content.
        match self.unsaid(notice, now) {
            Unsaid::Due if asks && self.asking.is_some() => {
                if !self.return_to_superseded() {
                    self.asking = None;
                    self.close_at = None;
                }
                // Nobody is followed up at once again.
                self.quiet_since = None;
            }
            Unsaid::Waiting => {
                if let Some(merged) = self.merged.as_mut() {
                    merged.asking = None;
                    merged.close_at = None;
                }
            }
            Unsaid::Due | Unsaid::Moot => {}
        }
        let obstacle = Obstacle::new(notice.undone(), reason);
        let agent = notice.author().or(self.assignee);
        let fact = FactKind::DeliveryGivenUp { obstacle: obstacle.clone() };
        let told = (!notice.is_about_delivery()).then(|| Notice::given_up(obstacle, agent));
        let draft = self.draft_again(notice, agent, now);
        Step::saying(fact, told.into_iter().chain(draft))
    }

    /// Has an agent asked once more to tell the customer what became of a bug, in other words: what
    /// was sent cannot be posted. None if the notice was about no bug, or there is newer news.
    fn draft_again(&mut self, notice: &Notice, agent: Option<UserId>, now: Time) -> Option<Notice> {
        let news = match notice {
            Notice::Public(Public::Fixed { news, .. } | Public::Update { news, .. }) => {
                news.clone()
            }
            Notice::Public(Public::Declined { bug, round, people, .. }) => {
                BugNews::declined(*bug, *round, people.clone())
            }
            Notice::Public(_) | Notice::Internal(_) => return None,
        };
        let is_outdated = self.news.iter().any(|newer| newer.bug == news.bug);
        let is_linked = self.bugs.contains(&news.bug);
        if is_outdated || !is_linked || self.merged.is_some() {
            return None;
        }
        let news = BugNews { since: now, followers_know: true, ..news };
        self.news.push(news.clone());
        Some(Notice::bug_news(news, None, agent))
    }

    /// Records that somebody deleted a notice that counted: the customer waits as if it had never
    /// been said, and a case whose question is nowhere else waits for nobody's word on it.
    pub(super) fn lose_notice(
        &mut self,
        notice: &Notice,
        message: MessageId,
        is_asked_elsewhere: bool,
        turn: Turn,
    ) -> Step {
        let fact = FactKind::MessageDeleted { message: message.0 };
        let question = notice.question().filter(|_| !is_asked_elsewhere);
        let waited = self.waiting_since.is_some();
        let lost = match notice {
            _ if question.is_some_and(|attempt| self.withdraw_question(attempt)) => {
                Some(LostNotice::Question)
            }
            Notice::Public(Public::Promise { until, .. }) => {
                let is_it = |promise: &Promise| promise.until.timestamp() == until.timestamp();
                self.promise.take_if(|promise| is_it(promise)).map(|_| LostNotice::Promise)
            }
            _ => None,
        };
        let fact = self.follow(turn, fact);
        let waits_again = !waited && self.waiting_since.is_some();
        let lost = lost.or(waits_again.then_some(LostNotice::Answer));
        Step::saying(fact, lost.map(|what| Notice::notice_lost(what, self.assignee)))
    }

    /// Waits for no word on a proposal whose question is gone. Returns whether it did, or would
    /// once it is unmerged. A newer question is still to be asked.
    fn withdraw_question(&mut self, attempt: i64) -> bool {
        if self.current_proposal() != attempt {
            return false;
        }
        if let Some(merged) = self.merged.as_mut() {
            return merged.withdraw_question();
        }
        if self.status != Status::Solved {
            return false;
        }
        let newer = self.asking.filter(|asking| matches!(asking, Asking::Solution { .. }));
        self.withdraw();
        self.superseded = None;
        self.asking = newer;
        true
    }

    /// Waits for no word on the last proposal any more: the customer cannot read it.
    pub(super) fn withdraw(&mut self) {
        self.solved_at = None;
        self.asking = None;
        self.remind_at = None;
        self.close_at = None;
        // Nobody is followed up at once again.
        self.quiet_since = None;
        self.status = self.working_status();
    }

    /// Waits for the customer's word on the proposal that was just made.
    fn await_word(&mut self, close_after: TimeDelta, now: Time) {
        let policy = AutoClosePolicy { close_after };
        self.status = Status::Solved;
        self.solved_at = Some(now);
        // A case that was closed waits for its customer's word again.
        self.closed_at = None;
        self.close_reason = None;
        self.waiting_since = None;
        self.snoozed_until = None;
        self.remind_at = Some(now + policy.remind_after());
        self.close_at = Some(now + policy.close_after);
    }
}
