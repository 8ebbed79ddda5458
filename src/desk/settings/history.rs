//! What leads and managers have changed for a server.

use crate::domain::{Actor, Fact, FactKind, Permission, RecordedFact, Time};

use crate::desk::{Authorized, Desk, Page, Result, search::lists::nearest};

/// How many changes one page shows.
const PAGE: i64 = 10;

/// The fact that somebody changed something.
pub(in crate::desk) fn by_hand(actor: &Actor, kind: FactKind, at: Time) -> Fact {
    Fact { kind, case: None, bug: None, actor: actor.person(), at }
}

impl Desk {
    /// A page of what was changed in a server's settings, rules, saved replies, bridges and
    /// other teams, the newest first.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) if the database does not answer.
    pub async fn settings_history(&self, by: &Authorized, page: i64) -> Result<Page<RecordedFact>> {
        let guild = by.to(Permission::ReadSettingsHistory)?.guild;
        let read = self.store.read(async move |reader| {
            let total = reader.settings_fact_count(guild).await?;
            let number = nearest(page, total, PAGE);
            let items = reader.settings_facts(guild, PAGE, (number - 1) * PAGE).await?;
            Ok(Page { items, number, size: PAGE, total })
        });
        Ok(read.await?)
    }
}
