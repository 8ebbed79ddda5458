//! Working a case: who has it, how it is sorted, what it waits for.

use crate::domain::{
    Action, Actor, BugNumber, BugStatus, Case, CaseReference, Cause, InternalText, Permission,
    Priority, Refusal, Tag, span,
};

use crate::desk::{Desk, Result};

impl Desk {
    /// Takes a case. Of two who ask at once exactly one gets it.
    ///
    /// # Errors
    /// The refusal names who has it and since when.
    pub async fn claim(&self, actor: Actor, case: CaseReference, cause: Cause) -> Result<Case> {
        self.act(actor, Permission::Claim, case, cause, Action::Claim).await
    }

    /// Gives a case back to the queue.
    ///
    /// # Errors
    /// Refuses when somebody else has it, unless a lead asks.
    pub async fn release(&self, actor: Actor, case: CaseReference, cause: Cause) -> Result<Case> {
        self.act(actor, Permission::Release, case, cause, Action::Release).await
    }

    /// Puts a tag on a case.
    ///
    /// # Errors
    /// Refuses what is no tag, and one that is there.
    pub async fn tag(
        &self,
        actor: Actor,
        case: CaseReference,
        tag: &str,
        cause: Cause,
    ) -> Result<(Case, Tag)> {
        let tag = Tag::parse(tag)?;
        Ok((self.act(actor, Permission::Tag, case, cause, Action::Tag(tag.clone())).await?, tag))
    }

    /// Takes a tag off a case.
    ///
    /// # Errors
    /// Refuses one that is not there.
    pub async fn untag(
        &self,
        actor: Actor,
        case: CaseReference,
        tag: &str,
        cause: Cause,
    ) -> Result<(Case, Tag)> {
        let tag = Tag::parse(tag)?;
        Ok((self.act(actor, Permission::Tag, case, cause, Action::Untag(tag.clone())).await?, tag))
    }

    /// Chooses tags from a menu that offered some.
    ///
    /// # Errors
    /// Refuses more tags than a case may have.
    pub async fn retag(
        &self,
        actor: Actor,
        case: CaseReference,
        chosen: &[String],
        offered: &[String],
        cause: Cause,
    ) -> Result<Case> {
        let tags = |names: &[String]| {
            names.iter().map(|name| Tag::parse(name)).collect::<std::result::Result<_, _>>()
        };
        let action = Action::Retag { chosen: tags(chosen)?, offered: tags(offered)? };
        self.act(actor, Permission::Tag, case, cause, action).await
    }

    /// Hands a case to an agent.
    ///
    /// # Errors
    /// Refuses somebody who is no agent, and one who has it already.
    pub async fn assign(
        &self,
        actor: Actor,
        case: CaseReference,
        agent: Actor,
        cause: Cause,
    ) -> Result<Case> {
        if !agent.roles.is_staff() {
            actor.may(Permission::Assign)?;
            return Err(Refusal::NotAnAgent(agent.user).into());
        }
        self.act(actor, Permission::Assign, case, cause, Action::Assign(agent.user)).await
    }

    /// Says how soon a case should be looked at.
    ///
    /// # Errors
    /// Refuses the priority that it has.
    pub async fn prioritise(
        &self,
        actor: Actor,
        case: CaseReference,
        priority: Priority,
        cause: Cause,
    ) -> Result<Case> {
        self.act(actor, Permission::Prioritise, case, cause, Action::Prioritise(priority)).await
    }

    /// Writes something down for the team alone.
    ///
    /// # Errors
    /// Refuses text that is empty or too long.
    pub async fn note(
        &self,
        actor: Actor,
        case: CaseReference,
        typed: &str,
        cause: Cause,
    ) -> Result<Case> {
        actor.may(Permission::Note)?;
        let text = InternalText::typed("text", typed)?;
        self.act(actor, Permission::Note, case, cause, Action::Note(text)).await
    }

    /// Links a case to a bug that is known: many cases, one bug.
    ///
    /// # Errors
    /// Refuses a bug that is not there, or is linked already.
    pub async fn link(
        &self,
        actor: Actor,
        case: CaseReference,
        bug: BugNumber,
        cause: Cause,
    ) -> Result<Case> {
        actor.may(Permission::Link)?;
        let guild = actor.guild;
        let found = self.store.read(move |connection| Box::pin(connection.bug(guild, bug))).await?;
        let open = match found.ok_or(Refusal::NoSuchBug(bug))?.status {
            BugStatus::Reported | BugStatus::Accepted | BugStatus::Fixed => true,
            BugStatus::Shipped | BugStatus::Declined | BugStatus::Duplicate => false,
        };
        self.act(actor, Permission::Link, case, cause, Action::Link { bug, open }).await
    }

    /// Undoes [`Desk::link`].
    ///
    /// # Errors
    /// Refuses a bug that is not linked.
    pub async fn unlink(
        &self,
        actor: Actor,
        case: CaseReference,
        bug: BugNumber,
        cause: Cause,
    ) -> Result<Case> {
        self.act(actor, Permission::Link, case, cause, Action::Unlink(bug)).await
    }

    /// Takes a case off the queue for a while.
    ///
    /// # Errors
    /// Refuses what is no span of time, and a case that is over.
    pub async fn snooze(
        &self,
        actor: Actor,
        case: CaseReference,
        typed: &str,
        cause: Cause,
    ) -> Result<Case> {
        actor.may(Permission::Snooze)?;
        let until = self.now() + span::parse("until", typed, span::SNOOZE)?;
        self.act(actor, Permission::Snooze, case, cause, Action::Snooze { until }).await
    }
}
