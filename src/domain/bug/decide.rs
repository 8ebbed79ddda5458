//! What follows from an action.

use crate::domain::{
    Actor, BugOutcome, BugStatus, Effect, Fact, FactKind, Phase, Refusal, Time, UserId,
    refusal::BugRefusal,
};

use crate::domain::bug::{action::BugAction, notice::BugNotice, state::Bug};

/// What follows from an action: the new state, what happened, what is to be said, and what is to be
/// done in Discord.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BugDecision {
    /// The bug after the change.
    pub bug: Bug,
    /// What happened.
    pub fact: Fact,
    /// What is said once in the thread of the report.
    pub posts: Vec<BugNotice>,
    /// What the customers of its cases are to be told.
    pub outcome: Option<BugOutcome>,
    /// Whether what they were still to be told is withdrawn.
    pub withdraws: bool,
    /// What is to be done in Discord.
    pub effects: Vec<Effect>,
}

/// The result of one action, before it is a decision.
struct Step {
    fact: FactKind,
    posts: Vec<BugNotice>,
    outcome: Option<BugOutcome>,
}

impl From<FactKind> for Step {
    fn from(fact: FactKind) -> Self {
        Self { fact, posts: Vec::new(), outcome: None }
    }
}

impl Bug {
    /// Decides what an action does to the bug as it is.
    ///
    /// # Errors
    /// The refusal, when the bug is not in a state for it, or the person may not.
    pub fn decide(
        &self,
        action: BugAction,
        actor: &Actor,
        now: Time,
    ) -> Result<BugDecision, Refusal> {
        let mut next = self.clone();
        let case = match action {
            // That a developer asks is a fact of the case as well.
            BugAction::Answer { case, .. }
            | BugAction::Return { case }
            | BugAction::Recur { case, .. } => Some(case),
            _ => None,
        };
        let step = next.apply(action, actor, now)?;
        if next != *self {
            next.revision += 1;
        }
        let is_told = |status: BugStatus| {
            matches!(status, BugStatus::Shipped | BugStatus::Declined | BugStatus::Returned)
        };
        let withdraws = is_told(self.status) && !is_told(next.status);
        let fact =
            Fact { kind: step.fact, case, bug: Some(self.number), actor: actor.person(), at: now };
        let effects = vec![Effect::DrawBug { bug: self.number }];
        let Step { posts, outcome, .. } = step;
        Ok(BugDecision { bug: next, fact, posts, outcome, withdraws, effects })
    }

    fn apply(&mut self, action: BugAction, actor: &Actor, now: Time) -> Result<Step, Refusal> {
        Ok(match action {
            BugAction::Accept => self.accept(actor.user)?.into(),
            BugAction::Take => self.take(actor.user)?.into(),
            BugAction::Fix => self.fix(actor)?.into(),
            BugAction::Ship(version) => {
                self.must_not_be(&[BugStatus::Shipped, BugStatus::Declined, BugStatus::Duplicate])?;
                self.note_developer(actor);
                self.status = BugStatus::Shipped;
                self.outcomes += 1;
                self.shipped_version = Some(version.as_str().to_owned());
                self.shipped_at = Some(now);
                let fact = FactKind::BugShipped { version: version.as_str().to_owned() };
                Step { fact, posts: Vec::new(), outcome: Some(BugOutcome::Shipped) }
            }
            BugAction::Decline(text) => {
                self.must_not_be(&[BugStatus::Shipped, BugStatus::Declined, BugStatus::Duplicate])?;
                self.note_developer(actor);
                self.status = BugStatus::Declined;
                self.outcomes += 1;
                let why = |text| BugNotice::Declined { by: actor.user, text };
                let posts = text.map(why).into_iter().collect();
                Step { fact: FactKind::BugDeclined, posts, outcome: Some(BugOutcome::Declined) }
            }
            BugAction::MarkDuplicate { of } => {
                self.must_not_be(&[BugStatus::Shipped, BugStatus::Declined, BugStatus::Duplicate])?;
                if of == self.number {
                    return Err(BugRefusal::DuplicateOfItself(self.number).into());
                }
                self.status = BugStatus::Duplicate;
                self.duplicate_of = Some(of);
                FactKind::BugDuplicated { of: of.0 }.into()
            }
            BugAction::Reopen => self.reopen(actor)?,
            BugAction::Ask { text, case } => {
                let posts = vec![BugNotice::Asked { by: actor.user, text, case }];
                Step { fact: FactKind::InfoRequested, posts, outcome: None }
            }
            BugAction::Answer { text, files, case, to, questions, source } => {
                let (by, to) = (actor.user, UserId(to));
                let posts =
                    vec![BugNotice::Answered { by, text, case, to, questions, files, source }];
                Step { fact: FactKind::InfoGiven, posts, outcome: None }
            }
            BugAction::Edit { title, severity, version } => {
                self.must_be_correctable_by(actor)?;
                let before = self.report.clone();
                self.report.title = title.unwrap_or(self.report.title.clone());
                self.report.severity = severity.unwrap_or(self.report.severity);
                self.report.version = version.unwrap_or(self.report.version.clone());
                if self.report == before {
                    return Err(BugRefusal::NothingChanged(self.number).into());
                }
                FactKind::BugEdited.into()
            }
            BugAction::Return { case } => {
                if self.status == BugStatus::Shipped {
                    self.status = BugStatus::Returned;
                }
                let posts = vec![BugNotice::Returned { case, to: self.developer }];
                Step { fact: FactKind::BugReturned, posts, outcome: None }
            }
            BugAction::Recur { case, first, reopened } => {
                let recurred = BugNotice::Recurred { case, reopened, to: self.developer };
                let posts = first.then_some(recurred).into_iter().collect();
                Step { fact: FactKind::BugRecurred { reopened }, posts, outcome: None }
            }
            BugAction::LoseDeveloper => self.lose_developer()?,
            BugAction::Join { bug } => {
                let posts = vec![BugNotice::Joined { bug, by: actor.user }];
                Step { fact: FactKind::BugJoined { from: bug.0 }, posts, outcome: None }
            }
            BugAction::Part { bug } => {
                let posts = vec![BugNotice::Parted { bug, by: actor.user }];
                Step { fact: FactKind::BugParted { from: bug.0 }, posts, outcome: None }
            }
        })
    }

    /// Refuses what makes no sense in these states.
    fn must_not_be(&self, states: &[BugStatus]) -> Result<(), BugRefusal> {
        if states.contains(&self.status) {
            return Err(BugRefusal::NotNow { bug: self.number, status: self.status });
        }
        Ok(())
    }

    fn accept(&mut self, developer: UserId) -> Result<FactKind, BugRefusal> {
        if let (BugStatus::Accepted, Some(by)) = (self.status, self.developer) {
            return Err(BugRefusal::AlreadyAccepted { bug: self.number, by });
        }
        if !matches!(self.status, BugStatus::Reported | BugStatus::Returned | BugStatus::Accepted) {
            return Err(BugRefusal::NotNow { bug: self.number, status: self.status });
        }
        self.status = BugStatus::Accepted;
        self.developer = Some(developer);
        Ok(FactKind::BugAccepted)
    }

    fn take(&mut self, developer: UserId) -> Result<FactKind, BugRefusal> {
        if self.status.phase() == Phase::Closed {
            return Err(BugRefusal::NotNow { bug: self.number, status: self.status });
        }
        if self.developer == Some(developer) && self.status != BugStatus::Reported {
            return Err(BugRefusal::AlreadyYours(self.number));
        }
        if matches!(self.status, BugStatus::Reported | BugStatus::Returned) {
            self.status = BugStatus::Accepted;
        }
        let from = self.developer.replace(developer).filter(|from| *from != developer);
        Ok(match from {
            Some(from) => FactKind::BugTaken { from: from.0 },
            None => FactKind::BugAccepted,
        })
    }

    /// Whoever decides on a bug that nobody works on is its developer. On GitHub, nobody is.
    fn note_developer(&mut self, actor: &Actor) {
        self.developer = self.developer.or(actor.person());
    }

    /// Nobody works on it any more, until somebody accepts it.
    fn lose_developer(&mut self) -> Result<Step, BugRefusal> {
        let not_now = BugRefusal::NotNow { bug: self.number, status: self.status };
        let from = self.developer.take().ok_or(not_now)?;
        if self.status == BugStatus::Accepted {
            self.status = BugStatus::Reported;
        }
        let is_open = self.status.phase() != Phase::Closed;
        let posts = is_open.then_some(BugNotice::DeveloperLeft { from }).into_iter().collect();
        Ok(Step { fact: FactKind::BugFreed { from: from.0 }, posts, outcome: None })
    }

    fn fix(&mut self, actor: &Actor) -> Result<FactKind, BugRefusal> {
        if !matches!(self.status, BugStatus::Reported | BugStatus::Accepted | BugStatus::Returned) {
            return Err(BugRefusal::NotNow { bug: self.number, status: self.status });
        }
        self.note_developer(actor);
        self.status = BugStatus::Fixed;
        Ok(FactKind::BugFixed)
    }

    /// Back to where it was before it was done with.
    fn reopen(&mut self, actor: &Actor) -> Result<Step, BugRefusal> {
        if matches!(self.status, BugStatus::Reported | BugStatus::Accepted | BugStatus::Returned) {
            return Err(BugRefusal::StillOpen(self.number));
        }
        let from = self.status;
        self.status = match self.developer {
            Some(_) => BugStatus::Accepted,
            None => BugStatus::Reported,
        };
        self.shipped_version = None;
        self.shipped_at = None;
        let of = self.duplicate_of.take().map(|of| of.0);
        let fact = FactKind::BugReopened { status: from, of };
        Ok(Step { fact, posts: vec![BugNotice::Reopened { by: actor.user }], outcome: None })
    }
}
