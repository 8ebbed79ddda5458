//! Other teams: added and removed by leads, asked by agents.

pub(super) mod drawing;
pub(super) mod requests;

use crate::domain::{
    Case, Cause, FactKind, OtherTeam, Permission, Request, change::Change, refusal::TeamRefusal,
    team,
};

use crate::desk::{Authorized, Desk, Result, settings::history::by_hand};

/// The other teams of a server, and what they still have to answer.
#[derive(Clone, Debug)]
pub struct TeamList {
    /// The teams, by name.
    pub teams: Vec<OtherTeam>,
    /// The open requests, the oldest first, each with the case in which it goes on. Teams that were
    /// removed may have some.
    pub requests: Vec<(Request, Case)>,
}

impl Desk {
    /// Adds another team.
    ///
    /// # Errors
    /// Refuses a name that is taken, the channel in which members ask, the role that everyone has,
    /// and more teams than a server may have.
    pub async fn add_team(&self, by: &Authorized, team: OtherTeam, cause: Cause) -> Result<()> {
        let (actor, now) = (by.to(Permission::ManageTeams)?, self.now());
        let guild = actor.guild;
        if team.channel == by.settings()?.help_channel {
            return Err(TeamRefusal::HelpChannel.into());
        }
        // The role @everyone has the server's ID (Discord, "Role Object").
        if team.role.0 == guild.0 {
            return Err(TeamRefusal::Everyone.into());
        }
        let added = self.store.write(async move |tx| {
            tx.add_team(guild, &team, actor.user, now).await?;
            let kind = FactKind::TeamChanged { change: Change::Added, name: team.name.clone() };
            tx.append(guild, &cause, &[by_hand(&actor, kind, now)]).await
        });
        added.await?;
        self.forget_team(guild);
        Ok(())
    }

    /// Removes another team. What it was asked stays open. Returns its name.
    ///
    /// # Errors
    /// Refuses a name that no other team has.
    pub async fn remove_team(&self, by: &Authorized, name: &str, cause: Cause) -> Result<String> {
        let (actor, now) = (by.to(Permission::ManageTeams)?, self.now());
        let (guild, name) = (actor.guild, team::named(name));
        let removed = name.clone();
        let done = self.store.write(async move |tx| {
            if !tx.remove_team(guild, &name).await? {
                return Err(TeamRefusal::NotFound(name.clone()).into());
            }
            let kind = FactKind::TeamChanged { change: Change::Removed, name: name.clone() };
            tx.append(guild, &cause, &[by_hand(&actor, kind, now)]).await
        });
        done.await?;
        self.forget_team(guild);
        Ok(removed)
    }

    /// The other teams, and what they still have to answer.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) if the database does not answer.
    pub async fn team_list(&self, by: &Authorized) -> Result<TeamList> {
        let guild = by.to(Permission::ReadCases)?.guild;
        let read = self.store.read(async move |reader| {
            let teams = reader.teams(guild).await?;
            let mut requests = Vec::new();
            for (number, awaited) in reader.awaited(guild).await? {
                let request = reader.request(guild, awaited.request).await?;
                requests.extend(request.zip(reader.case(guild, number).await?));
            }
            Ok(TeamList { teams, requests })
        });
        Ok(read.await?)
    }
}
