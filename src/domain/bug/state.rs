//! A bug as it is.

use crate::domain::{
    Actor, BugNumber, BugOutcome, BugStatus, CaseNumber, Effect, Fact, FactKind, GuildId, Surface,
    Time, UserId, Writer, refusal::BugRefusal,
};

use crate::domain::bug::report::Report;

/// What a customer said of a bug beyond the words with which it was reported: later, or in another
/// case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The case.
    pub case: CaseNumber,
    /// Who said it.
    pub author: Writer,
    /// When.
    pub at: Time,
    /// What they said, with its markup.
    pub text: String,
}

/// One bug.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bug {
    /// The server.
    pub guild: GuildId,
    /// Counts up from 1 in each server.
    pub number: BugNumber,
    /// Counts the changes, from 1.
    pub revision: i64,
    /// Where it stands.
    pub status: BugStatus,
    /// What the agent wrote.
    pub report: Report,
    /// The customer's words as they stood when the bug was reported, oldest first.
    pub words: String,
    /// The revision that erased a customer's texts: a surface drawn from an older one still shows
    /// them. 0 if none were erased.
    pub erased_at_revision: i64,
    /// The agent who reported it.
    pub reporter: UserId,
    /// When it was reported.
    pub reported_at: Time,
    /// The case from which it was reported, of which its words are. It may be linked no more.
    pub reported_from: Option<CaseNumber>,
    /// Who works on it.
    pub developer: Option<UserId>,
    /// The version that contains the fix, once it is released.
    pub shipped_version: Option<String>,
    /// When that was said.
    pub shipped_at: Option<Time>,
    /// The bug of which it is a duplicate.
    pub duplicate_of: Option<BugNumber>,
    /// How often it was shipped or declined.
    pub outcomes: i64,
    /// The cases that wait for it, the first reported one first.
    pub cases: Vec<CaseNumber>,
    /// Its report in the developers' channel.
    pub card: Surface,
    /// How many texts are in the thread of the report: those that are too long for the report go
    /// there in full.
    pub parts_posted: i64,
}

/// What follows from reporting a bug.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reported {
    /// The bug.
    pub bug: Bug,
    /// What is recorded.
    pub facts: Vec<Fact>,
    /// What is to be done in Discord.
    pub effects: Vec<Effect>,
}

impl Bug {
    /// Checks whether somebody may correct its report: developers, the agent who reported it, and
    /// nobody in person.
    ///
    /// # Errors
    /// Refuses everybody else.
    pub fn must_be_correctable_by(&self, actor: &Actor) -> Result<(), BugRefusal> {
        let is_stranger = actor.person().is_some_and(|person| person != self.reporter);
        if is_stranger && !actor.roles.developer {
            return Err(BugRefusal::NotYours { bug: self.number, by: self.reporter });
        }
        Ok(())
    }

    /// Whether it was reported from a case.
    pub fn is_from(&self, case: CaseNumber) -> bool {
        self.reported_from.or(self.cases.first().copied()) == Some(case)
    }

    /// What became of it, if it is done with.
    pub fn outcome(&self) -> Option<BugOutcome> {
        match self.status {
            BugStatus::Shipped => Some(BugOutcome::Shipped),
            BugStatus::Declined => Some(BugOutcome::Declined),
            BugStatus::Reported
            | BugStatus::Accepted
            | BugStatus::Fixed
            | BugStatus::Duplicate
            | BugStatus::Returned => None,
        }
    }

    /// How far it is, as customers are told who wait for it.
    pub fn how_far(&self) -> BugOutcome {
        match self.status {
            BugStatus::Fixed => BugOutcome::Fixed,
            BugStatus::Accepted => BugOutcome::InProgress,
            BugStatus::Shipped => BugOutcome::Shipped,
            BugStatus::Declined => BugOutcome::Declined,
            BugStatus::Returned => BugOutcome::Returned,
            BugStatus::Reported | BugStatus::Duplicate => BugOutcome::NotStarted,
        }
    }

    /// Whether a question from this time may mean that the bug is back: it was shipped before.
    pub fn may_be_back(&self, asked_at: Time) -> bool {
        let is_shipped = self.status == BugStatus::Shipped;
        is_shipped && self.shipped_at.is_some_and(|shipped_at| shipped_at < asked_at)
    }

    /// Makes a bug of a case under the next number of its server.
    pub fn report(
        number: BugNumber,
        case: CaseNumber,
        report: Report,
        words: String,
        actor: &Actor,
        now: Time,
    ) -> Reported {
        let kind = FactKind::BugReported { severity: report.severity };
        let bug = Self {
            guild: actor.guild,
            number,
            revision: 1,
            status: BugStatus::Reported,
            report,
            words,
            erased_at_revision: 0,
            reporter: actor.user,
            reported_at: now,
            reported_from: Some(case),
            developer: None,
            shipped_version: None,
            shipped_at: None,
            duplicate_of: None,
            outcomes: 0,
            cases: vec![case],
            card: Surface::default(),
            parts_posted: 0,
        };
        let fact =
            Fact { kind, case: Some(case), bug: Some(number), actor: Some(actor.user), at: now };
        Reported { bug, facts: vec![fact], effects: vec![Effect::DrawBug { bug: number }] }
    }
}
