//! What a case's customer is told of its bugs. An agent sends it, unless the server has it sent
//! right away. That a fix is out asks the customer whether it works: a proposal like any other.

use crate::domain::{
    Actor, AutoClosePolicy, BugNews, BugNumber, BugOutcome, FactKind, Notice, PublicText, Refusal,
    Remark, Status, Time, Turn, UserId,
    refusal::{BugRefusal, CaseRefusal},
};

use crate::domain::case::{
    asking::Asking,
    state::{Case, Fix},
    step::Step,
};

impl Case {
    /// The fix about which a proposal asks, if it asks about one.
    pub fn fix_of(&self, attempt: i64) -> Option<&Fix> {
        self.fix.as_ref().filter(|fix| fix.attempt == attempt)
    }

    /// What the customer is still to be told of a bug.
    pub fn news_of(&self, bug: BugNumber, round: i64) -> Option<&BugNews> {
        self.news.iter().find(|news| news.bug == bug && news.round == round)
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
        if !outcome.is_final() && self.unheard_since.is_none() {
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
        let to_followers: Vec<Notice> = Notice::to_followers(&news, heard).collect();
        let notice = match news.outcome {
            BugOutcome::NotStarted | BugOutcome::InProgress | BugOutcome::Fixed => {
                if self.unheard_since.is_none() {
                    return Err(
                        BugRefusal::NothingToTell { case: self.number, bug: news.bug }.into()
                    );
                }
                Notice::update(by, news, text)
            }
            BugOutcome::Declined => Notice::declined(by, news.bug, news.round, text),
            BugOutcome::Shipped => {
                self.solutions += 1;
                let (attempt, round) = (self.solutions, news.round);
                let close_after = auto_close.close_after.num_milliseconds();
                self.asking = Some(Asking::Solution { at: now, close_after });
                // Nobody is reminded of the proposal before.
                self.remind_at = None;
                let closed_as = self.close_reason.filter(|_| self.is_closed());
                self.fix = Some(Fix { bug: news.bug, round, attempt, closed_as });
                Notice::fixed(by, attempt, news, text)
            }
        };
        Ok(Step { bug, ..Step::saying(fact, [notice].into_iter().chain(to_followers)) })
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

    /// Withdraws what the customer was still to be told of a bug.
    pub(super) fn withdraw_news(&mut self, bug: BugNumber) -> Result<Step, Refusal> {
        let Some(news) = self.news.iter().find(|news| news.bug == bug) else {
            return Err(BugRefusal::NothingToTell { case: self.number, bug }.into());
        };
        let fact = FactKind::NewsWithdrawn { outcome: news.outcome };
        self.news.retain(|news| news.bug != bug);
        Ok(Step::about(fact, bug))
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
    /// something else, or the case waits no more.
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
        self.news.retain(|news| news.outcome.is_final() || waits && !hears);
    }

    /// Lets a link to one bug become a link to another, of which the first is a duplicate.
    pub(super) fn move_bug(&mut self, from: BugNumber, to: BugNumber) -> Result<Step, Refusal> {
        if !self.bugs.contains(&from) {
            return Err(BugRefusal::NotLinked { case: self.number, bug: from }.into());
        }
        self.news.retain(|news| news.bug != from);
        self.bugs.retain(|bug| *bug != from && *bug != to);
        self.bugs.push(to);
        Ok(Step::about(FactKind::BugMoved { from: from.0 }, to))
    }
}
