//! What follows from an action. [`Case::decide`] is the only way in which a case changes.

use crate::domain::{
    Actor, BugNumber, DeskLine, Effect, Fact, FactKind, Notice, Refusal, Status, ThreadKind, Time,
    case::Action,
};

use crate::domain::case::state::Case;

/// What follows from an action: the new state, what happened, what is to be said once, and what is
/// to be done in Discord.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The case after the change.
    pub case: Case,
    /// What the action implied: to solve an unassigned case claims it.
    pub implied: Option<Fact>,
    /// What happened.
    pub fact: Fact,
    /// What is said once.
    pub posts: Vec<Notice>,
    /// What is to be done in Discord.
    pub effects: Vec<Effect>,
}

impl Decision {
    /// All that happened, in order.
    pub fn facts(&self) -> Vec<Fact> {
        self.implied.iter().chain([&self.fact]).cloned().collect()
    }
}

impl Case {
    /// Decides what an action does to the case as it is.
    ///
    /// # Errors
    /// The refusal, when the case is not in a state for it.
    pub fn decide(&self, action: Action, actor: &Actor, now: Time) -> Result<Decision, Refusal> {
        let mut next = self.clone();
        let returns = match action {
            Action::CustomerWrote { channel, message, .. } if self.is_closed() => {
                Some(DeskLine::CustomerReturned { case: self.number, channel, message })
            }
            _ => None,
        };
        let step = next.apply(action, actor, now)?;
        next.asked_on_hold &= next.status == Status::OnHold;
        next.keep_promise();
        let ends = next.is_over() && next.merged.is_none();
        if ends || next.assignee != self.assignee {
            next.handover = None;
        }
        next.count_silence(&step.fact, now);
        next.quiet_since = next.is_quiet().then(|| next.quiet_since.unwrap_or(now));
        let implied = step.implied.map(|kind| next.fact(kind, actor.person(), now));
        let mut fact = next.fact(step.fact, actor.person(), now);
        fact.bug = step.bug;
        let changed = next != *self;
        let mut effects = Vec::new();
        if changed {
            next.revision += 1;
        }
        // Where nothing is changed and nothing said, it is worth remembering, but there is nothing
        // to see.
        if changed || !step.posts.is_empty() {
            effects.push(Effect::DrawCase { case: next.number });
            effects.extend(returns.map(|line| Effect::TellDesk { line }));
        }
        // Reports show the tags of their cases, and how many wait for them.
        match fact.kind {
            _ if !changed => {}
            FactKind::CaseTagged { .. }
            | FactKind::CaseUntagged { .. }
            | FactKind::CaseRetagged { .. } => {
                effects.extend(next.bugs.iter().map(|&bug| Effect::DrawBug { bug }));
            }
            FactKind::BugLinked
            | FactKind::BugUnlinked
            | FactKind::SolutionConfirmed { .. }
            | FactKind::SolutionRejected { .. }
            | FactKind::NewsTold { .. }
            | FactKind::CustomerUpdated { .. } => {
                effects.extend(fact.bug.map(|bug| Effect::DrawBug { bug }))
            }
            FactKind::BugMoved { from } => {
                let bugs = [Some(BugNumber(from)), fact.bug];
                effects.extend(bugs.into_iter().flatten().map(|bug| Effect::DrawBug { bug }))
            }
            _ => {}
        }
        // They also show how urgent it is, and how long its customer has waited.
        let shown = |case: &Self| (case.priority, case.is_closed(), case.is_over());
        if shown(self) != shown(&next) {
            for bug in next.bugs.iter().map(|&bug| Effect::DrawBug { bug }) {
                if !effects.contains(&bug) {
                    effects.push(bug);
                }
            }
        }
        // Whoever asked for the case may have left since.
        if let FactKind::CaseAssigned { to, from: Some(from) } = fact.kind
            && from == actor.user.0
        {
            effects.push(Effect::CheckMember { user: to });
        }
        if let FactKind::HandoverRequested { from, .. } = fact.kind {
            effects.push(Effect::CheckMember { user: from });
        }
        // So may the customer to whom the team says something.
        if let FactKind::SolutionPrepared { .. }
        | FactKind::ReplyPrepared { .. }
        | FactKind::PromisePrepared { .. }
        | FactKind::QuestionPrepared
        | FactKind::NewsPublished { .. } = fact.kind
        {
            effects.extend(next.account().map(|user| Effect::CheckMember { user: user.0 }));
        }
        if self.is_over() && !next.is_over() {
            // They may have left since, which nobody notices of a closed case.
            let people = next.assignee.into_iter().chain(next.account());
            let others = people.filter(|user| *user != actor.user);
            effects.extend(others.map(|user| Effect::CheckMember { user: user.0 }));
            // In a thread of others, what was said while the case was closed was not kept.
            if self.home == ThreadKind::Shared {
                effects.push(Effect::ReadThread { case: next.number, asked_in: None });
            }
        }
        Ok(Decision { case: next, implied, fact, posts: step.posts, effects })
    }
}
