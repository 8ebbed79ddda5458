//! The bridges and proxies of a server.

use crate::domain::{Bridge, Cause, FactKind, Permission, change::Change, refusal::BridgeRefusal};

use crate::desk::{Authorized, Desk, Result, settings::history::by_hand};

impl Desk {
    /// Lets the messages of an app or a webhook count as members' from now on.
    ///
    /// # Errors
    /// Refuses a name that is empty, too long or taken, a source that another bridge has,
    /// and more bridges than a server may have.
    pub async fn add_bridge(
        &self,
        by: &Authorized,
        name: &str,
        source: u64,
        cause: Cause,
    ) -> Result<Bridge> {
        let (actor, now) = (by.to(Permission::ManageBridges)?, self.now());
        let bridge = Bridge::checked(name, source)?;
        let added = bridge.clone();
        self.store
            .write(async move |tx| {
                tx.add_bridge(actor.guild, &added, actor.user, now).await?;
                let kind =
                    FactKind::BridgeChanged { change: Change::Added, name: added.name.clone() };
                tx.append(actor.guild, &cause, &[by_hand(&actor, kind, now)]).await
            })
            .await?;
        self.forget_team(actor.guild);
        Ok(bridge)
    }

    /// Removes a bridge. The cases of those who wrote through it stay.
    ///
    /// # Errors
    /// Refuses a name that no bridge has.
    pub async fn remove_bridge(&self, by: &Authorized, name: &str, cause: Cause) -> Result<()> {
        let (actor, now) = (by.to(Permission::ManageBridges)?, self.now());
        let guild = actor.guild;
        let named = name.trim().to_owned();
        let removed = self.store.write(async move |tx| {
            let is_removed = tx.remove_bridge(guild, &named).await?;
            if is_removed {
                let kind = FactKind::BridgeChanged { change: Change::Removed, name: named.clone() };
                tx.append(guild, &cause, &[by_hand(&actor, kind, now)]).await?;
            }
            Ok(is_removed)
        });
        let removed = removed.await?;
        self.forget_team(guild);
        if removed { Ok(()) } else { Err(BridgeRefusal::NotFound(name.trim().to_owned()).into()) }
    }
}
