//! From a case to a bug report.

use crate::domain::{
    Action, Actor, Bug, Case, CaseReference, Cause, Permission, Refusal, Report, Severity,
};

use crate::desk::{Desk, Result, save};

/// What an agent typed into the form, as it came.
#[derive(Clone, Debug, Default)]
pub struct BugForm {
    pub title: String,
    pub steps: String,
    pub expected: String,
    pub actual: String,
    pub version: String,
}

/// A bug that was just reported, and the case that waits for it.
#[derive(Clone, Debug)]
pub struct Escalated {
    pub case: Case,
    pub bug: Bug,
}

impl Desk {
    /// Whether the form may open: the same checks that the form will meet.
    ///
    /// # Errors
    /// Refuses cases that are over or are with the developers already.
    pub async fn before_escalating(&self, actor: Actor, reference: CaseReference) -> Result<Case> {
        self.settings(actor.guild).await?;
        actor.may(Permission::Escalate)?;
        let case = self
            .store
            .read(move |connection| Box::pin(connection.referenced_case(actor.guild, reference)))
            .await?;
        case.can_be_escalated()?;
        Ok(case)
    }

    /// Reports a bug with the customer's words in full. The case waits for it from now on.
    ///
    /// # Errors
    /// Names the field that is missing or too long; refuses a second report of the same case.
    pub async fn escalate(
        &self,
        actor: Actor,
        reference: CaseReference,
        typed: &BugForm,
        severity: Severity,
        cause: Cause,
    ) -> Result<Escalated> {
        self.settings(actor.guild).await?;
        actor.may(Permission::Escalate)?;
        let report = Report::parse(
            &typed.title,
            &typed.steps,
            &typed.expected,
            &typed.actual,
            &typed.version,
            severity,
        )?;
        let now = self.now();
        let (escalated, jobs) = self
            .store
            .write(move |connection| {
                let (report, cause) = (report.clone(), cause.clone());
                Box::pin(async move {
                    let guild = actor.guild;
                    let before = connection.case_to_change(guild, reference).await?;
                    before.can_be_escalated()?;
                    let number = connection.next_bug(guild).await?;
                    let decision = before.decide(Action::Escalate(number), &actor, now)?;
                    let words = connection.customers_words(&before, now).await?;
                    let reported = Bug::report(number, before.number, report, words, &actor, now);
                    connection.insert_bug(&reported.bug).await?;
                    let mut jobs = save(connection, &before, &decision, &cause, now).await?;
                    connection.append(guild, &cause, &reported.facts).await?;
                    jobs.extend(connection.enqueue(guild, &reported.effects, now).await?);
                    Ok((Escalated { case: decision.case, bug: reported.bug }, jobs))
                })
            })
            .await?;
        self.dispatch(jobs);
        tracing::info!(guild.id = %actor.guild, bug.number = escalated.bug.number.0, "Bug {} reported", escalated.bug.number);
        Ok(escalated)
    }

    /// A bug by its number, for those who follow a link to it.
    pub async fn bug_of(&self, case: &Case) -> Result<Option<Bug>> {
        let (guild, Some(&number)) = (case.guild, case.bugs.last()) else { return Ok(None) };
        Ok(self.store.read(move |connection| Box::pin(connection.bug(guild, number))).await?)
    }

    /// The case behind a reference, for those who may see it.
    ///
    /// # Errors
    /// Refuses when there is none, or when the actor may not see it.
    pub async fn show(&self, actor: Actor, reference: CaseReference) -> Result<Case> {
        self.settings(actor.guild).await?;
        actor.may(Permission::ShowCase)?;
        let case = self
            .store
            .read(move |connection| Box::pin(connection.referenced_case(actor.guild, reference)))
            .await?;
        if case.guild == actor.guild { Ok(case) } else { Err(Refusal::NoCaseHere.into()) }
    }
}
