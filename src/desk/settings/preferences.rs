//! `/notify`: what an agent chooses for themselves, and a lead for everyone.

use crate::domain::{
    Cause, FactKind, Permission, PreferenceChange, TeamPreferences, refusal::AccessRefusal,
};

use crate::desk::{Authorized, Desk, Result, cases::alerts, settings::history::by_hand};

impl Desk {
    /// Changes how somebody is notified, or with `for_everyone` how the server is. Returns what holds.
    ///
    /// # Errors
    /// Refuses people who are no leads `for_everyone`, and what cannot be chosen.
    pub async fn notify(
        &self,
        by: &Authorized,
        change: PreferenceChange,
        for_everyone: bool,
        cause: Cause,
    ) -> Result<TeamPreferences> {
        let (actor, now) = (by.to(Permission::WorkCases)?, self.now());
        let (guild, user) = (actor.guild, actor.user);
        if change.is_empty() {
            let read = self.store.read(async move |reader| reader.team_preferences(guild).await);
            return Ok(read.await?);
        }
        if for_everyone && !by.may(Permission::ManageNotifications) {
            return Err(AccessRefusal::OnlyLeads.into());
        }
        self.commit(async move |tx| {
            let mut team = tx.team_preferences(guild).await?;
            if for_everyone {
                let next = team.server.changed_for_server(&change)?;
                let changes = next.changes(&team.server);
                if !changes.is_empty() {
                    let kind = FactKind::SettingsChanged { changes };
                    tx.append(guild, &cause, &[by_hand(&actor, kind, now)]).await?;
                }
                tx.save_preferences(guild, None, &next).await?;
                team.server = next;
            } else {
                let own = team.people.get(&user).cloned().unwrap_or_default();
                let next = own.changed_for_person(&change, &team.server)?;
                tx.save_preferences(guild, Some(user), &next).await?;
                team.people.insert(user, next);
            }
            let jobs = alerts::reschedule(tx, guild, now).await?;
            Ok((team, jobs))
        })
        .await
    }
}
