//! `/notify`: what an agent chooses for themselves.

use crate::domain::Permission;

use crate::desk::{Authorized, Desk, Result};

impl Desk {
    /// Saves whether an agent is mentioned when the customer of one of their cases writes, if they
    /// have chosen something. Returns what holds.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) if the database does not answer.
    pub async fn notify(&self, by: &Authorized, mentions: Option<bool>) -> Result<bool> {
        let actor = by.to(Permission::WorkCases)?;
        let (guild, user) = (actor.guild, actor.user);
        let Some(mentions) = mentions else {
            let read =
                self.store.read(async move |reader| reader.wants_mentions(guild, user).await);
            return Ok(read.await?);
        };
        self.store.write(async move |tx| tx.save_mentions(guild, user, mentions).await).await?;
        Ok(mentions)
    }
}
