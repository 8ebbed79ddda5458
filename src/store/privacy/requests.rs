//! Erasure of what agents asked other teams, and of the answers.

use std::collections::BTreeSet;

use crate::domain::{CaseNumber, GuildId, RequestNumber, UserId};

use crate::store::Error;
use crate::store::privacy::erasure::{Erased, OwnPost};
use crate::store::tx::{Reader, Tx};

impl Tx<'_> {
    /// Erases what was asked and answered in a person's own cases, since it is about them, and what
    /// they asked or answered themselves.
    pub(super) async fn erase_requests_about(
        &mut self,
        guild: GuildId,
        user: UserId,
        own: &[CaseNumber],
        erased: &mut Erased,
    ) -> Result<(), Error> {
        for &case in own {
            if !self.erase_requests(guild, case).await?.is_empty() {
                erased.cases.insert(case);
            }
            // Their cards show the case's title.
            erased.requests.extend(self.requests_of(guild, case).await?);
        }
        for own in self.answers_to(guild, &erased.requests).await? {
            erased.cards.insert(own.case);
            self.erase_post(guild, own, true).await?;
        }
        erased.requests.extend(self.erase_requests_of(guild, user).await?);
        Ok(())
    }
}

impl Reader<'_> {
    /// The posts that hold other teams' answers to these requests.
    async fn answers_to(
        &mut self,
        guild: GuildId,
        requests: &BTreeSet<RequestNumber>,
    ) -> Result<Vec<OwnPost>, Error> {
        if requests.is_empty() {
            return Ok(Vec::new());
        }
        let mut posts = self.worded_posts(guild, r#"%"team_answered"%"#, None).await?;
        posts.retain(|own| own.post.answered_request().is_some_and(|it| requests.contains(&it)));
        Ok(posts)
    }
}
