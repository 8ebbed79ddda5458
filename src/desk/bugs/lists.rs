//! Looking at bugs.

use crate::domain::{
    Bug, BugNumber, BugStatus, Case, CaseNumber, ChannelId, KnownIssue, Permission, Receipt,
    RecordedFact, Title, UserId, refusal::BugRefusal,
};

use crate::desk::{Authorized, Desk, Page, Result, search::lists::nearest};

/// How many bugs one page of a list shows.
const PAGE: i64 = 10;
/// How many choices Discord shows (Discord, "Autocomplete").
const CHOICES: i64 = 25;
/// How much of a bug's history is shown with it.
const FACTS: i64 = 10;
/// How many of a bug's cases have links, more than fit into a field.
const LINKED: usize = 25;

/// A bug with all that people who ask for it read.
#[derive(Clone, Debug)]
pub struct BugDetails {
    /// The bug.
    pub bug: Bug,
    /// How many different customers its cases have.
    pub people_affected: i64,
    /// The first of its cases, which have links.
    pub cases: Vec<Case>,
    /// How far each customer is with what became of it, by case.
    pub receipts: Vec<(CaseNumber, UserId, Receipt)>,
    /// Its known-issue notice, if it has one.
    pub notice: Option<KnownIssue>,
    /// What happened last, the newest first.
    pub facts: Vec<(Option<CaseNumber>, RecordedFact)>,
}

/// Bugs in a list, each with how many customers are affected.
pub type BugPage = Page<(Bug, i64)>;

impl Desk {
    /// The bug that a command names, or in whose thread it is used.
    ///
    /// # Errors
    /// Refuses if there is no such bug.
    pub async fn bug_here(
        &self,
        by: &Authorized,
        named: Option<BugNumber>,
        channel: ChannelId,
    ) -> Result<BugNumber> {
        let guild = by.guild();
        if let Some(number) = named {
            return Ok(number);
        }
        let found = self.store.read(async move |reader| reader.bug_in_thread(guild, channel).await);
        Ok(found.await?.ok_or(BugRefusal::NoneHere)?)
    }

    /// A bug with its customers and its history.
    ///
    /// # Errors
    /// Refuses if there is no such bug.
    pub async fn show_bug(&self, by: &Authorized, number: BugNumber) -> Result<BugDetails> {
        let guild = by.to(Permission::ReadBugs)?.guild;
        let read = self.store.read(async move |reader| {
            let bug = reader.bug(guild, number).await?.ok_or(BugRefusal::NotFound(number))?;
            let people_affected = reader.people_affected(guild, number).await?;
            let mut cases = Vec::new();
            for &case in bug.cases.iter().take(LINKED) {
                cases.extend(reader.case(guild, case).await?);
            }
            let receipts = reader.receipts_of_linked(guild, number, bug.outcomes).await?;
            let notice = reader.known_issue(guild, number).await?;
            let facts = reader.bug_facts(guild, number, FACTS).await?;
            Ok(BugDetails { bug, people_affected, cases, receipts, notice, facts })
        });
        Ok(read.await?)
    }

    /// A bug that somebody is about to correct.
    ///
    /// # Errors
    /// Refuses if there is no such bug.
    pub async fn bug_to_edit(&self, by: &Authorized, number: BugNumber) -> Result<Bug> {
        let actor = by.to(Permission::EditBugs)?;
        let read = self.store.read(async move |reader| {
            let bug = reader.bug(actor.guild, number).await?;
            let bug = bug.ok_or(BugRefusal::NotFound(number))?;
            bug.must_be_correctable_by(&actor)?;
            Ok(bug)
        });
        Ok(read.await?)
    }

    /// A page of bugs: those with most cases first.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn bug_list(
        &self,
        by: &Authorized,
        status: Option<BugStatus>,
        page: i64,
    ) -> Result<BugPage> {
        let guild = by.to(Permission::ReadBugs)?.guild;
        let read = self.store.read(async move |reader| {
            let total = reader.bug_count(guild, status).await?;
            let number = nearest(page, total, PAGE);
            let bugs = reader.bug_list(guild, status, PAGE, (number - 1) * PAGE).await?;
            let mut items = Vec::with_capacity(bugs.len());
            for bug in bugs {
                let people = reader.people_affected(guild, bug.number).await?;
                items.push((bug, people));
            }
            Ok(Page { items, number, size: PAGE, total })
        });
        Ok(read.await?)
    }

    /// Bugs whose number or title begins with what was typed, for autocomplete.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn suggest_bugs(
        &self,
        by: &Authorized,
        typed: &str,
    ) -> Result<Vec<(BugNumber, Title, BugStatus)>> {
        let (guild, typed) = (by.to(Permission::ReadBugs)?.guild, typed.to_owned());
        let read =
            self.store.read(async move |reader| reader.suggest_bugs(guild, &typed, CHOICES).await);
        Ok(read.await?)
    }
}
