//! A bug: what the developers receive when an agent escalates a case.

use crate::domain::{
    Actor, BugNumber, BugStatus, CaseNumber, Effect, Fact, FactKind, GuildId, Severity, Surface,
    Time, Title, UserId, Writer, refusal::InputRefusal, text,
};

/// What an agent writes into the form, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// What the bug is called: 1 to 80 characters.
    pub title: Title,
    /// How to make it happen; at most 1,000 characters, perhaps none.
    pub steps: String,
    /// What should happen; at most 400 characters, perhaps none.
    pub expected: String,
    /// What happens instead: 1 to 400 characters.
    pub actual: String,
    /// The version in which it was seen; at most 60 characters, perhaps none.
    pub version: String,
    /// How bad it is.
    pub severity: Severity,
}

/// The fields of the form and how long each may be, in characters: together with the customer's
/// words they have to fit into one message's embeds, 6,000 characters (Discord, "Embed Limits").
pub mod limit {
    /// The title.
    pub const TITLE: usize = 80;
    /// The steps.
    pub const STEPS: usize = 1_000;
    /// What should happen.
    pub const EXPECTED: usize = 400;
    /// What happens instead.
    pub const ACTUAL: usize = 400;
    /// The version.
    pub const VERSION: usize = 60;
}

impl Report {
    /// Checks what was typed into the form.
    ///
    /// # Errors
    /// Names the field that is empty or too long. Only the title and what happens instead are
    /// needed.
    pub fn parse(
        title: &str,
        steps: &str,
        expected: &str,
        actual: &str,
        version: &str,
        severity: Severity,
    ) -> Result<Self, InputRefusal> {
        let title = text::required("title", title, limit::TITLE)?;
        Ok(Self {
            title: Title::from_message(&title),
            steps: text::optional("steps", steps, limit::STEPS)?,
            expected: text::optional("expected", expected, limit::EXPECTED)?,
            actual: text::required("actual", actual, limit::ACTUAL)?,
            version: text::optional("version", version, limit::VERSION)?,
            severity,
        })
    }
}

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
    /// Who works on it.
    pub developer: Option<UserId>,
    /// The version that contains the fix, once it is released.
    pub shipped_version: Option<String>,
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
            developer: None,
            shipped_version: None,
            cases: vec![case],
            card: Surface::default(),
            parts_posted: 0,
        };
        let fact =
            Fact { kind, case: Some(case), bug: Some(number), actor: Some(actor.user), at: now };
        Reported { bug, facts: vec![fact], effects: vec![Effect::DrawBug { bug: number }] }
    }
}
