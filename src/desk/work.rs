//! Working a case: claim, release, tag, untag.

use crate::domain::{Action, Actor, Case, CaseReference, Cause, Tag, Verb};

use super::{Desk, Result};

impl Desk {
    /// Takes a case. Of two who ask at once exactly one gets it.
    ///
    /// # Errors
    /// The refusal names who has it and since when.
    pub async fn claim(&self, actor: Actor, case: CaseReference, cause: Cause) -> Result<Case> {
        self.act(actor, Verb::Claim, case, cause, Action::Claim).await
    }

    /// Gives a case back to the queue.
    ///
    /// # Errors
    /// Refuses when somebody else has it, unless a lead asks.
    pub async fn release(&self, actor: Actor, case: CaseReference, cause: Cause) -> Result<Case> {
        self.act(actor, Verb::Release, case, cause, Action::Release).await
    }

    /// Puts a tag on a case.
    ///
    /// # Errors
    /// Refuses what is no tag, and one that is there.
    pub async fn tag(&self, actor: Actor, case: CaseReference, tag: &str, cause: Cause) -> Result<(Case, Tag)> {
        let tag = Tag::parse(tag)?;
        Ok((self.act(actor, Verb::Tag, case, cause, Action::Tag(tag.clone())).await?, tag))
    }

    /// Takes a tag off a case.
    ///
    /// # Errors
    /// Refuses one that is not there.
    pub async fn untag(&self, actor: Actor, case: CaseReference, tag: &str, cause: Cause) -> Result<(Case, Tag)> {
        let tag = Tag::parse(tag)?;
        Ok((self.act(actor, Verb::Tag, case, cause, Action::Untag(tag.clone())).await?, tag))
    }
}
