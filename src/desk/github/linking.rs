//! A person gives a bug an issue that is on GitHub already, or takes it away.

use crate::domain::{
    Bug, BugNumber, Effect, FoundIssue, Issue, IssueReference, Permission, Repository,
    refusal::IssueRefusal,
};

use crate::desk::{Authorized, Desk, Result, github::remove};

/// What was done with the issue of a bug.
#[derive(Clone, Debug)]
pub struct IssueLinked {
    /// The bug.
    pub bug: Bug,
    /// The issue that it has now.
    pub issue: Option<Issue>,
}

impl Desk {
    /// The issue that somebody means for a bug; `None` if it is to have none.
    ///
    /// # Errors
    /// Refuses people who may not correct the bug, and issues of other repositories than the
    /// server's.
    pub async fn issue_to_link(
        &self,
        by: &Authorized,
        bug: BugNumber,
        reference: IssueReference,
    ) -> Result<Option<(Repository, i64)>> {
        let (actor, settings) = (by.to(Permission::EditBugs)?, by.settings()?);
        self.bug_to_edit(by, bug).await?.must_be_correctable_by(&actor)?;
        if reference == IssueReference::Off {
            return Ok(None);
        }
        let ours = settings.github.clone().ok_or(IssueRefusal::NoRepository)?;
        match reference {
            IssueReference::Off => Ok(None),
            IssueReference::Number(number) => Ok(Some((ours, number))),
            IssueReference::Of(named, number) if named.is_same(&ours) => Ok(Some((ours, number))),
            IssueReference::Of(..) => Err(IssueRefusal::OtherRepository(ours.to_string()).into()),
        }
    }

    /// Gives a bug an issue that somebody has made, and that was found on GitHub.
    ///
    /// # Errors
    /// Refuses people who may not correct the bug, and an issue that another bug of the server has.
    pub async fn link_issue(
        &self,
        by: &Authorized,
        number: BugNumber,
        repository: Repository,
        found: FoundIssue,
    ) -> Result<IssueLinked> {
        let (actor, now) = (by.to(Permission::EditBugs)?, self.now());
        let guild = actor.guild;
        self.commit(async move |tx| {
            let issue = found.number;
            let bug = tx.bug_to_change(guild, number).await?;
            bug.must_be_correctable_by(&actor)?;
            let known = tx.bugs_of_issue(&repository.key(), issue).await?;
            if let Some((_, bug)) =
                known.into_iter().find(|(server, bug)| *server == guild && *bug != number)
            {
                return Err(IssueRefusal::AlreadyLinked { issue, bug }.into());
            }
            let before = tx.issue(guild, number).await?;
            let is_same = before.as_ref().is_some_and(|before| {
                before.number == Some(issue) && before.repository.is_same(&repository)
            });
            let linked = match before.filter(|_| is_same) {
                Some(before) => before,
                None => Issue::linked(&bug, repository.clone(), found.clone()),
            };
            tx.save_issue(&linked).await?;
            let jobs = tx.enqueue(guild, &[Effect::DrawBug { bug: number }], now).await?;
            Ok((IssueLinked { bug, issue: Some(linked) }, jobs))
        })
        .await
    }

    /// Takes the issue of a bug away. On GitHub it stays as it is.
    ///
    /// # Errors
    /// Refuses people who may not correct the bug, and a bug that has none.
    pub async fn unlink_issue(&self, by: &Authorized, number: BugNumber) -> Result<IssueLinked> {
        let (actor, now) = (by.to(Permission::EditBugs)?, self.now());
        let guild = actor.guild;
        self.commit(async move |tx| {
            let bug = tx.bug_to_change(guild, number).await?;
            bug.must_be_correctable_by(&actor)?;
            if tx.issue(guild, number).await?.is_none() {
                return Err(IssueRefusal::NoIssue(number).into());
            }
            let jobs = remove(tx, guild, number, now).await?;
            Ok((IssueLinked { bug, issue: None }, jobs))
        })
        .await
    }
}
