//! What the customer and the team write changes whose turn it is.

use crate::domain::{
    Actor, FactKind, MessageId, Notice, Status, ThreadKind, Time, Turn, UserId, id,
};

use crate::domain::case::{asking::Asking, state::Case, step::Step};

impl Case {
    /// A closed case is opened again if the customer wrote in their own thread, where they talk
    /// about nothing else, or is a guest in a thread, who can press no button. Anywhere else, and
    /// if the case continues in another one, they are shown the way.
    pub(super) fn customer_wrote(
        &mut self,
        by: UserId,
        message: MessageId,
        wants_an_answer: bool,
        turn: Turn,
    ) -> Step {
        // Only members can write.
        self.requester_left &= by != self.requester;
        let wrote = FactKind::CustomerWrote { message: message.0 };
        if !self.is_closed() {
            if wants_an_answer {
                let written_at = id::created_at(message.0);
                self.snoozed_until = None;
                self.withdraw_proposal(written_at);
                // What they wrote before they read of a fix isn't about it.
                if self.solved_at.is_none_or(|asked_at| written_at >= asked_at) {
                    self.doubt_fix(by);
                }
            }
            return self.follow(turn, wrote).into();
        }
        if !wants_an_answer || turn.waiting_since.is_none() {
            return wrote.into();
        }
        if self.only_shows_the_way() {
            return Step::saying(wrote, [Notice::way_back(message)]);
        }
        self.wait_as(turn);
        self.doubt_fix(by);
        self.open_again();
        let reopened = Notice::reopened(by);
        Step { implied: Some(FactKind::CaseReopened), ..Step::saying(wrote, [reopened]) }
    }

    /// Whether a word of the customer finds the case closed and changes nothing but what is said.
    pub fn only_shows_the_way(&self) -> bool {
        let by_words = self.home == ThreadKind::Own
            || self.guest.is_some() && self.home != ThreadKind::Channel;
        self.is_closed() && (self.merged.is_some() || !by_words)
    }

    /// Withdraws a proposal that the customer has not read: what they wrote after it was made may
    /// ask for something else.
    fn withdraw_proposal(&mut self, written_at: Time) {
        if let Some(Asking::Solution { at, .. }) = self.asking
            && written_at >= at
        {
            self.asking = None;
        }
    }

    pub(super) fn agent_wrote(
        &mut self,
        actor: &Actor,
        message: MessageId,
        turn: Turn,
        claims: bool,
        now: Time,
    ) -> Step {
        let first = self.first_response_at.is_none();
        let implied = self.claim_by_answer(actor, claims, now);
        let answered = self.follow(turn, FactKind::AgentAnswered { message: message.0, first });
        Step { implied, ..answered.into() }
    }

    /// Applies what was said before the case was opened. A closed case gets its first response.
    pub(super) fn read_thread(&mut self, messages: i64, turn: Turn) -> FactKind {
        if self.is_closed() {
            self.first_response_at = turn.first_answer_at;
        }
        self.follow(turn, FactKind::ThreadRead { messages })
    }

    fn wait_as(&mut self, turn: Turn) {
        (self.waiting_since, self.wait_start) = (turn.waiting_since, turn.wait_start);
    }

    /// Applies the recomputed turn: `Open` while the customer waits for us, `Pending` while we wait
    /// for them.
    pub(super) fn follow(&mut self, turn: Turn, kind: FactKind) -> FactKind {
        if self.is_closed() {
            // A merged case whose customer took their question back waits no more once it goes on.
            if let Some(merged) = self.merged.as_mut().filter(|_| turn.waiting_since.is_none()) {
                merged.waiting_since = None;
            }
            // What was still to be sent when it was closed is an answer, too.
            self.first_response_at = self.first_response_at.or(turn.first_answer_at);
            return kind;
        }
        if turn.waiting_since.is_some() && self.waiting_since.is_none() {
            self.snoozed_until = None;
        }
        self.wait_as(turn);
        self.asked_on_hold = turn.asks && self.status == Status::OnHold;
        self.first_response_at = turn.first_answer_at;
        match self.status {
            Status::New | Status::Open | Status::Pending => self.status = self.working_status(),
            Status::Solved if turn.waiting_since.is_some() => self.open_again(),
            Status::OnHold | Status::Solved | Status::Closed => {}
        }
        kind
    }
}
