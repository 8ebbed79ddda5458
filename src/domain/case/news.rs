//! What a case's customer is told of its bugs. An agent sends it, unless the server has it sent
//! right away. That a fix is out asks the customer whether it works: a proposal like any other.

use crate::domain::{
    Actor, AutoClosePolicy, BugNews, BugNumber, BugOutcome, FactKind, Notice, PublicText, Refusal,
    Remark, Status, Time, Turn, UserId,
    notice::FOLLOWERS,
    refusal::{BugRefusal, CaseRefusal},
};

use crate::domain::case::{
    asking::Asking,
    state::{Case, Fix, Superseded, Verdict},
    step::Step,
};

impl Case {
    /// The fix about which a proposal asks, if it asks about one.
    pub fn fix_of(&self, attempt: i64) -> Option<&Fix> {
        self.fixes().find(|fix| fix.attempt == attempt)
    }

    /// The fix about which the customer was asked last, and the one about which they were asked
    /// before and still are.
    fn fixes(&self) -> impl Iterator<Item = &Fix> {
        let before = self.superseded.as_ref().and_then(|before| before.fix.as_ref());
        self.fix.iter().chain(before)
    }

    fn fixes_mut(&mut self) -> impl Iterator<Item = &mut Fix> {
        let before = self.superseded.as_mut().and_then(|before| before.fix.as_mut());
        self.fix.iter_mut().chain(before)
    }

    /// The proposal that the customer of a solved case reads, counted from 1.
    pub fn current_proposal(&self) -> i64 {
        let before = self.superseded.as_ref().filter(|_| self.status == Status::Solved);
        before.map_or(self.solutions, |before| before.attempt)
    }

    /// Lets the question that stands in Discord count again: the newer one will not be posted.
    /// Returns whether there is one.
    pub(super) fn return_to_superseded(&mut self) -> bool {
        let is_fix = matches!(self.asking, Some(Asking::Solution { .. }));
        let stands = is_fix && self.status == Status::Solved;
        let Some(before) = self.superseded.as_mut().filter(|_| stands) else { return false };
        self.remind_at = before.remind_at.take();
        self.fix = before.fix.take();
        self.asking = None;
        true
    }

    /// Returns the fix that the customer has judged since the case was as it was before.
    pub fn judged_since(&self, before: &Self) -> Option<&Fix> {
        let said = |fix: &&Fix| matches!(fix.verdict, Verdict::Works | Verdict::Broken);
        let of = |fix: &Fix| (fix.bug, fix.round, fix.attempt);
        self.fixes().filter(said).find(|fix| {
            let mut before = before.fixes();
            before.any(|before| of(before) == of(fix) && before.verdict != fix.verdict)
        })
    }

    /// Notes that the customer has read of a fix.
    pub(super) fn awaits_verdict(&mut self, attempt: i64) {
        if let Some(fix) = self.fixes_mut().find(|fix| fix.attempt == attempt) {
            fix.verdict = Verdict::Awaited;
        }
    }

    /// Notes that a fix that the customer was asked about is none: its bug is open again.
    pub(super) fn withdraw_fix(&mut self, bug: BugNumber) {
        let attempt = self.current_proposal();
        let asked = |fix: &&mut Fix| fix.bug == bug && fix.attempt == attempt;
        if let Some(fix) = self.fixes_mut().find(asked) {
            fix.verdict = Verdict::Withdrawn;
        }
    }

    /// Notes what the customer says of a fix with a button.
    pub(super) fn judge(&mut self, attempt: i64, verdict: Verdict) -> Option<BugNumber> {
        let fix = self.fixes_mut().find(|fix| fix.attempt == attempt)?;
        fix.verdict = verdict;
        Some(fix.bug)
    }

    /// Notes that somebody wants something again after they have read of a fix: it does not work,
    /// or no more.
    pub(super) fn doubt_fix(&mut self, by: UserId) {
        // In a case that was merged, only its own customers were asked.
        let was_asked = |fix: &&mut Fix| {
            matches!(fix.verdict, Verdict::Awaited | Verdict::Works)
                && (fix.attempt > 0 || fix.people.contains(&by))
        };
        if let Some(fix) = self.fixes_mut().find(was_asked) {
            fix.verdict = Verdict::Broken;
        }
    }

    /// Returns the fix that customers were asked about who go on in another case.
    pub fn fix_to_hand_on(&self) -> Option<Fix> {
        let fix = self.fixes().find(|fix| fix.verdict == Verdict::Awaited)?;
        let mut people = fix.people.clone();
        if people.is_empty() {
            people.push(self.requester);
        }
        Some(Fix { attempt: 0, closed_as: None, people, ..fix.clone() })
    }

    /// What the customer is still to be told of a bug.
    pub fn news_of(&self, bug: BugNumber, round: i64) -> Option<&BugNews> {
        self.news.iter().find(|news| news.bug == bug && news.round == round)
    }

    /// Names those who are told, for news: nobody if it is the one who asked alone, who is named
    /// anyway. The one who asked is named first.
    pub fn told(&self, mut people: Vec<UserId>) -> Vec<UserId> {
        if people == [self.requester] {
            people.clear();
        }
        people.sort_by_key(|user| *user != self.requester);
        people
    }

    /// Has an agent asked to tell the customer what became of a bug.
    pub(super) fn draft(
        &mut self,
        news: BugNews,
        reason: Option<Remark>,
        reporter: UserId,
    ) -> Result<Step, Refusal> {
        if let Some(merged) = self.merged {
            return Err(CaseRefusal::MergedInto { case: self.number, into: merged.into }.into());
        }
        let (bug, outcome) = (news.bug, news.outcome);
        if !outcome.is_final() && !self.is_to_hear(outcome) {
            return Err(BugRefusal::NothingToTell { case: self.number, bug }.into());
        }
        self.news.retain(|older| older.bug != bug);
        self.news.push(news.clone());
        let draft = Notice::bug_news(news, reason, self.assignee.or(Some(reporter)));
        Ok(Step { bug: Some(bug), ..Step::saying(FactKind::NewsDrafted { outcome }, [draft]) })
    }

    /// Has the customer told what became of a bug. `by` is the agent who sends it; nobody, if no
    /// agent has to. `followers` are members who have the same problem, and hear what became of it.
    pub(super) fn publish(
        &mut self,
        by: Option<UserId>,
        news: BugNews,
        text: Option<PublicText>,
        followers: &[UserId],
        auto_close: AutoClosePolicy,
        now: Time,
    ) -> Result<Step, Refusal> {
        if let Some(merged) = self.merged {
            return Err(CaseRefusal::MergedInto { case: self.number, into: merged.into }.into());
        }
        self.must_have_place()?;
        self.news.retain(|other| other.bug != news.bug);
        let edited = text.is_some();
        let fact = FactKind::NewsPublished { outcome: news.outcome, edited };
        let bug = Some(news.bug);
        let heard = if news.outcome.is_final() { followers } else { &[] };
        let mut news = news;
        // Customers who do not fit into the message hear it as those who follow the case do.
        let asked = news.people.clone();
        let mut more = news.people.split_off(news.people.len().min(FOLLOWERS));
        more.extend(heard.iter().filter(|user| !asked.contains(user)));
        if news.followers_know {
            more.clear();
        }
        let to_followers: Vec<Notice> = Notice::to_followers(&news, &more).collect();
        let notice = match news.outcome {
            BugOutcome::NotStarted
            | BugOutcome::Returned
            | BugOutcome::Reopened
            | BugOutcome::InProgress
            | BugOutcome::Fixed => {
                if !self.is_to_hear(news.outcome) {
                    return Err(
                        BugRefusal::NothingToTell { case: self.number, bug: news.bug }.into()
                    );
                }
                Notice::update(by, news, text)
            }
            BugOutcome::Declined => Notice::declined(by, news, text),
            BugOutcome::Shipped => {
                self.supersede();
                self.solutions += 1;
                let (attempt, round) = (self.solutions, news.round);
                let close_after = auto_close.close_after.num_milliseconds();
                self.asking = Some(Asking::Solution { at: now, close_after });
                // Nobody is reminded of the proposal before.
                self.remind_at = None;
                let closed_as = self.close_reason.filter(|_| self.is_closed());
                self.fix = Some(Fix {
                    bug: news.bug,
                    round,
                    attempt,
                    closed_as,
                    people: asked,
                    verdict: Verdict::Unasked,
                });
                Notice::fixed(by, attempt, news, text)
            }
        };
        Ok(Step { bug, ..Step::saying(fact, [notice].into_iter().chain(to_followers)) })
    }

    /// Whether the customer is to hear how far a bug is: while they wait for it, and in any case
    /// that what they read of it is not so any more.
    fn is_to_hear(&self, outcome: BugOutcome) -> bool {
        self.unheard_since.is_some() || outcome == BugOutcome::Reopened
    }

    /// Notes which question stands in Discord until the next one does.
    fn supersede(&mut self) {
        let remind_at = match self.asking {
            // A fix that was still to be told is replaced by a newer one.
            Some(Asking::Solution { .. }) => return,
            Some(Asking::Reminder { at }) => Some(at),
            None => self.remind_at,
        };
        let attempt = self.current_proposal();
        let stands = self.status == Status::Solved;
        let fix = self.fix.take();
        self.superseded = stands.then_some(Superseded { attempt, remind_at, fix });
    }

    /// Has the customer told what an agent was asked to tell them.
    pub(super) fn send_news(
        &mut self,
        actor: &Actor,
        (bug, round): (BugNumber, i64),
        text: Option<PublicText>,
        followers: &[UserId],
        auto_close: AutoClosePolicy,
        now: Time,
    ) -> Result<Step, Refusal> {
        let news = self.news_of(bug, round).cloned();
        let news = news.ok_or(BugRefusal::NothingToTell { case: self.number, bug })?;
        self.publish(actor.person(), news, text, followers, auto_close, now)
    }

    /// Whether the customer is to read that a bug is fixed, and could not be told yet.
    pub fn has_unsaid_fix(&self, bug: BugNumber) -> bool {
        let is_newest = self.fix_of(self.solutions).is_some_and(|fix| fix.bug == bug);
        is_newest && matches!(self.asking, Some(Asking::Solution { .. }))
    }

    /// Withdraws what the customer was still to be told of a bug.
    pub(super) fn withdraw_news(&mut self, bug: BugNumber) -> Result<Step, Refusal> {
        let unsaid = self.has_unsaid_fix(bug).then_some(BugOutcome::Shipped);
        let news = self.news.iter().find(|news| news.bug == bug).map(|news| news.outcome);
        let Some(outcome) = news.or(unsaid) else {
            return Err(BugRefusal::NothingToTell { case: self.number, bug }.into());
        };
        if unsaid.is_some() && !self.return_to_superseded() {
            self.asking = None;
            self.fix = None;
        }
        self.news.retain(|news| news.bug != bug);
        Ok(Step::about(FactKind::NewsWithdrawn { outcome }, bug))
    }

    /// Records that the customer reads that a bug is declined: an answer.
    pub(super) fn told_declined(&mut self, bug: BugNumber, turn: Turn) -> FactKind {
        let told = FactKind::NewsTold { outcome: BugOutcome::Declined, attempt: 0, answered: true };
        let told = self.follow(turn, told);
        if self.status == Status::OnHold && self.bugs.iter().all(|linked| *linked == bug) {
            self.status = self.working_status();
        }
        told
    }

    /// Counts since when the customer has heard nothing while the case waits for a bug, given what
    /// just happened. News of how far the bug is lose their purpose when the customer hears
    /// something else, or the case waits no more; that it is open again, only when they do,
    /// or the case goes on in another.
    pub(super) fn count_silence(&mut self, fact: &FactKind, now: Time) {
        let hears = matches!(
            fact,
            FactKind::AgentAnswered { .. }
                | FactKind::ReplySent { .. }
                | FactKind::PromiseMade { .. }
                | FactKind::NewsPublished { .. }
                | FactKind::NewsTold { .. }
                | FactKind::CustomerUpdated { .. }
        );
        let waits = self.status == Status::OnHold
            && !self.bugs.is_empty()
            && self.merged.is_none()
            && !self.requester_left;
        let since = self.unheard_since.filter(|_| !hears).unwrap_or(now);
        self.unheard_since = waits.then_some(since);
        self.news.retain(|news| match news.outcome {
            BugOutcome::Reopened => self.merged.is_none() && !hears,
            outcome => outcome.is_final() || waits && !hears,
        });
    }

    /// Lets a link to one bug become a link to another, of which the first is a duplicate.
    pub(super) fn move_bug(&mut self, from: BugNumber, to: BugNumber) -> Result<Step, Refusal> {
        if !self.bugs.contains(&from) {
            return Err(BugRefusal::NotLinked { case: self.number, bug: from }.into());
        }
        self.news.retain(|news| news.bug != from || news.outcome.is_final());
        self.bugs.retain(|bug| *bug != from && *bug != to);
        self.bugs.push(to);
        Ok(Step::about(FactKind::BugMoved { from: from.0 }, to))
    }
}
