//! `/notify`: what an agent chooses for themselves, and a lead for everyone.

use crate::domain::{Cause, FactKind, Permission, PreferenceChange, TeamPreferences};

use crate::desk::{Authorized, Desk, Result, cases::alerts, settings::history::by_hand};

impl Desk {
    /// Changes how somebody is notified. Returns what holds.
    ///
    /// # Errors
    /// Refuses what cannot be chosen.
    pub async fn notify(
        &self,
        by: &Authorized,
        change: PreferenceChange,
    ) -> Result<TeamPreferences> {
        let (actor, now) = (by.to(Permission::WorkCases)?, self.now());
        let (guild, user) = (actor.guild, actor.user);
        if change.is_empty() {
            let read = self.store.read(async move |reader| reader.team_preferences(guild).await);
            return Ok(read.await?);
        }
        self.commit(async move |tx| {
            let mut team = tx.team_preferences(guild).await?;
            let own = team.people.get(&user).cloned().unwrap_or_default();
            let next = own.changed_for_person(&change, &team.server)?;
            tx.save_preferences(guild, Some(user), &next).await?;
            team.people.insert(user, next);
            let jobs = alerts::reschedule(tx, guild, now).await?;
            Ok((team, jobs))
        })
        .await
    }

    /// Changes how everyone is notified who has not chosen otherwise. Returns what holds.
    ///
    /// # Errors
    /// Refuses what cannot be chosen.
    pub async fn notify_everyone(
        &self,
        by: &Authorized,
        change: PreferenceChange,
        cause: Cause,
    ) -> Result<TeamPreferences> {
        let (actor, now) = (by.to(Permission::ManageNotifications)?, self.now());
        let guild = actor.guild;
        self.commit(async move |tx| {
            let mut team = tx.team_preferences(guild).await?;
            let next = team.server.changed_for_server(&change)?;
            let changes = next.changes(&team.server);
            if !changes.is_empty() {
                let kind = FactKind::SettingsChanged { changes };
                tx.append(guild, &cause, &[by_hand(&actor, kind, now)]).await?;
            }
            tx.save_preferences(guild, None, &next).await?;
            team.server = next;
            let jobs = alerts::reschedule(tx, guild, now).await?;
            Ok((team, jobs))
        })
        .await
    }
}
