//! From a case to a bug report, which cases wait for which bugs, and what becomes of a bug.

pub(super) mod followers;
pub(super) mod info;
pub(super) mod known_issue_drawing;
pub(super) mod known_issues;
pub(super) mod life;
pub(super) mod lists;
pub(super) mod moving;
pub(super) mod news;
pub(super) mod redrawing;
pub(super) mod saving;
pub(super) mod suggestions;
mod telling;
pub(super) mod updates;
pub(super) mod word;

use crate::domain::{
    Action, Bug, BugAction, BugNumber, Case, CaseReference, Cause, Permission, Phase, Report,
    Severity,
};

use crate::desk::{
    Authorized, Desk, Done, Result,
    act::{act, act_on},
    bugs::{
        news::announce,
        saving::{Change, NewsPolicy, root},
    },
    github::plan_issue,
    span::record_case,
};

/// What an agent typed into the form, as it came.
#[derive(Clone, Debug, Default)]
pub struct BugForm {
    /// Required, at most 80 characters.
    pub title: String,
    /// May be empty, at most 1,000 characters.
    pub steps: String,
    /// May be empty, at most 400 characters.
    pub expected: String,
    /// Required, at most 400 characters.
    pub actual: String,
    /// May be empty, at most 60 characters.
    pub version: String,
    /// Whether the title is the one with which the form opened: the title of the case.
    pub keeps_title: bool,
}

impl Desk {
    /// Whether the form may open: the same checks that the form will meet.
    ///
    /// # Errors
    /// Refuses cases that are over or are with the developers already.
    pub async fn before_escalating(
        &self,
        by: &Authorized,
        reference: CaseReference,
    ) -> Result<Case> {
        let guild = by.to(Permission::WorkCases)?.guild;
        let case = self.store.read(async move |reader| {
            let case = reader.referenced_case(guild, reference).await?;
            case.can_be_escalated()?;
            Ok(case)
        });
        Ok(case.await?)
    }

    /// Reports a bug with the customer's words in full. The case waits for it from now on.
    ///
    /// # Errors
    /// Names the field that is missing or too long; refuses a second report of the same case.
    pub async fn escalate(
        &self,
        by: &Authorized,
        reference: CaseReference,
        typed: &BugForm,
        severity: Severity,
        cause: Cause,
    ) -> Result<Done> {
        let (actor, now) = (by.to(Permission::WorkCases)?, self.now());
        let settings = by.settings()?.clone();
        let keeps_title = typed.keeps_title;
        let report = Report::parse(
            &typed.title,
            &typed.steps,
            &typed.expected,
            &typed.actual,
            &typed.version,
            severity,
        )?;
        let done = self.commit(async move |tx| {
            let guild = actor.guild;
            let before = tx.case_to_change(guild, reference).await?;
            let number = tx.next_bug(guild).await?;
            let words = tx.customers_words(&before, now).await?;
            let mut report = report.clone();
            if keeps_title {
                report.title = before.title.clone();
            }
            let reported = Bug::report(number, before.number, report, words, &actor, now);
            tx.insert_bug(&reported.bug).await?;
            tx.redraw_bug_at(guild, number, now + redrawing::EVERY).await?;
            plan_issue(tx, &settings, &reported.bug, &before).await?;
            let action = Action::Escalate(number);
            let (done, mut jobs) =
                act_on(tx, &before, &actor, action, &cause, Vec::new(), now).await?;
            tx.append(guild, &cause, &reported.facts).await?;
            jobs.extend(tx.enqueue(guild, &reported.effects, now).await?);
            Ok((done, jobs))
        });
        let done = done.await?;
        record_case(done.case.number);
        tracing::info!("A bug was reported");
        Ok(done)
    }

    /// Links a case to a bug that is known: many cases, one bug.
    ///
    /// # Errors
    /// Refuses a bug that is not there, or is linked already.
    pub async fn link(
        &self,
        by: &Authorized,
        case: CaseReference,
        bug: BugNumber,
        cause: Cause,
    ) -> Result<Done> {
        let (actor, now) = (by.to(Permission::WorkCases)?, self.now());
        let policy = NewsPolicy::of(by.settings()?);
        let linked = self.commit(async move |tx| {
            let guild = actor.guild;
            // Whoever links to a duplicate means the bug that stands for both.
            let known = root(tx, guild, bug).await?;
            let (bug, open) = (known.number, known.status.phase() != Phase::Closed);
            let link = Action::Link { bug, open };
            let (mut done, mut jobs) = act(tx, &actor, case, link, &cause, now).await?;
            if done.case.asked_anew_at().is_some_and(|at| known.may_be_back(at)) {
                let first = !tx.has_recurred(&known).await?;
                let recur = BugAction::Recur { case: done.case.number, first, reopened: false };
                jobs.extend(saving::save(tx, &known, &actor, recur, &cause, now).await?.1);
            } else if let Some(outcome) = known.outcome()
                && let Cause::Interaction(interaction) = cause
            {
                // Its customer asked before, and hears what the others heard.
                let change = Change { actor, interaction, policy, now };
                let case = [done.case.number];
                let (_, more) =
                    announce(tx, &change, (&known, outcome, None), (&case, false)).await?;
                jobs.extend(more);
                done.case = tx.case(guild, done.case.number).await?.unwrap_or(done.case);
            }
            Ok((done, jobs))
        });
        let done = linked.await?;
        record_case(done.case.number);
        Ok(done)
    }

    /// The bug that a case waits for: the last that it was linked to.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn bug_of(&self, case: &Case) -> Result<Option<Bug>> {
        let (guild, Some(&number)) = (case.guild, case.bugs.last()) else { return Ok(None) };
        Ok(self.store.read(async move |reader| reader.bug(guild, number).await).await?)
    }
}
