//! Who acts, and what each kind of person may do: the permission table.

use strum::VariantArray;

use crate::domain::{
    GuildId, RoleId, Settings, UserId,
    refusal::{AccessRefusal, CaseRefusal},
};

/// What a person is in one server. One person can be several things at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Roles {
    /// Has one of the agents' roles.
    pub agent: bool,
    /// Has the developers role.
    pub developer: bool,
    /// Has one of the leads' roles, or Discord's Manage Server permission.
    pub lead: bool,
    /// Has Discord's Manage Server permission.
    pub manager: bool,
}

impl Roles {
    /// Derives what a person is from their Discord roles and their Manage Server permission.
    pub fn of(settings: Option<&Settings>, roles: &[RoleId], manages_server: bool) -> Self {
        let has = |role: &RoleId| roles.contains(role);
        Self {
            agent: settings.is_some_and(|settings| settings.agents_roles.iter().any(has)),
            developer: settings.is_some_and(|settings| has(&settings.developers_role)),
            lead: manages_server
                || settings.is_some_and(|settings| settings.leads_roles.iter().any(has)),
            manager: manages_server,
        }
    }

    /// Whether a person answers members in the team's name. A lead does all that an agent does.
    pub fn is_staff(self) -> bool {
        self.agent || self.lead
    }
}

/// Somebody in a server who wants something done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The server.
    pub guild: GuildId,
    /// The person's account; 0 for the bot itself.
    pub user: UserId,
    /// What the person is in that server.
    pub roles: Roles,
}

/// For whom something is. Each is a column of the permission table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, VariantArray)]
pub enum Audience {
    /// Every member of the server.
    Everyone,
    /// Agents, and leads, who do all that an agent does.
    Agents,
    /// People with the developers role.
    Developers,
    /// Agents, leads and developers.
    Team,
    /// People with one of the leads' roles, or with Discord's Manage Server permission.
    Leads,
    /// People with Discord's Manage Server permission.
    Managers,
}

impl Audience {
    /// Whether somebody who is this in a server is meant.
    pub fn includes(self, roles: Roles) -> bool {
        match self {
            Self::Everyone => true,
            Self::Agents => roles.is_staff(),
            Self::Developers => roles.developer,
            Self::Team => roles.is_staff() || roles.developer,
            Self::Leads => roles.lead,
            Self::Managers => roles.manager,
        }
    }
}

macro_rules! permission_table {
    ($($(#[$doc:meta])* $permission:ident => $audience:ident,)*) => {
        /// Everything that can be asked for, one name a row of the permission table.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Permission {
            $($(#[$doc])* $permission,)*
        }

        impl Permission {
            /// Every permission, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$permission),*];

            /// Who may.
            pub fn audience(self) -> Audience {
                match self {
                    $(Self::$permission => Audience::$audience,)*
                }
            }
        }
    };
}

permission_table! {
    /// Ask a question or join that of another, and see one's own cases.
    Ask => Everyone,
    /// Confirm or reject a solution, rate it, reopen one's own case: the case checks who its
    /// customer is.
    RespondToSolution => Everyone,
    /// Read what one may do.
    ReadHelp => Everyone,
    /// Have one's own texts erased, or get all that is kept of oneself.
    ManageOwnData => Everyone,
    /// Take and answer a request to another team: the request checks who is of that team.
    AnswerRequests => Everyone,
    /// Make a case of somebody's message.
    OpenCases => Agents,
    /// Look at cases, and find them.
    ReadCases => Agents,
    /// Do something with a case: take it, sort it, answer it, hand it to the developers, end it.
    WorkCases => Agents,
    /// Look at bugs.
    ReadBugs => Team,
    /// Correct a bug's report: the bug checks whose it is.
    EditBugs => Team,
    /// Do something with a bug: accept it, fix it, ship it, decline it.
    WorkBugs => Developers,
    /// Write, test and remove rules.
    ManageRules => Leads,
    /// Write and remove saved replies.
    ManageSnippets => Leads,
    /// Name the apps and webhooks whose messages count as members'.
    ManageBridges => Leads,
    /// Add and remove other teams.
    ManageTeams => Leads,
    /// Choose how everyone is notified.
    ManageNotifications => Leads,
    /// See who changed what in the settings, rules, saved replies, bridges and other teams.
    ReadSettingsHistory => Leads,
    /// Set the bot up for the server.
    SetUp => Managers,
}

impl Actor {
    /// The bot itself, where something falls due or is found out.
    pub fn bot(guild: GuildId) -> Self {
        Self { guild, user: UserId(0), roles: Roles::default() }
    }

    /// The person behind it; nobody, where the bot acts by itself.
    pub fn person(&self) -> Option<UserId> {
        (self.user != UserId(0)).then_some(self.user)
    }

    /// The person, as somebody whom a case can be handed to.
    ///
    /// # Errors
    /// Refuses who is no agent.
    pub fn agent(&self) -> Result<UserId, CaseRefusal> {
        if self.roles.is_staff() { Ok(self.user) } else { Err(CaseRefusal::NotAnAgent(self.user)) }
    }

    /// The permission table.
    ///
    /// # Errors
    /// A refusal that names who may.
    pub fn may(&self, permission: Permission) -> Result<(), AccessRefusal> {
        let audience = permission.audience();
        if audience.includes(self.roles) {
            return Ok(());
        }
        Err(match audience {
            Audience::Everyone | Audience::Agents => AccessRefusal::OnlyAgents,
            Audience::Developers => AccessRefusal::OnlyDevelopers,
            Audience::Team => AccessRefusal::OnlyTeam,
            Audience::Leads => AccessRefusal::OnlyLeads,
            Audience::Managers => AccessRefusal::OnlyManagers,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_permission_table_holds_in_every_cell() {
        let person = |agent, developer, lead, manager| Actor {
            guild: GuildId(1),
            user: UserId(2),
            roles: Roles { agent, developer, lead, manager },
        };
        let people = [
            person(false, false, false, false),
            person(true, false, false, false),
            person(false, true, false, false),
            person(false, false, true, false),
            person(false, false, true, true),
            Actor::bot(GuildId(1)),
        ];
        let mut table =
            String::from("permission        member agent developer lead manager nobody\n");
        for &permission in Permission::ALL {
            let cells = people.map(|actor| match actor.may(permission) {
                Ok(()) => "yes",
                Err(AccessRefusal::OnlyAgents) => "agents",
                Err(AccessRefusal::OnlyLeads) => "leads",
                Err(AccessRefusal::OnlyManagers) => "managers",
                Err(AccessRefusal::OnlyDevelopers) => "developers",
                Err(AccessRefusal::OnlyTeam) => "team",
            });
            table += &format!("{:<16} {}\n", format!("{permission:?}"), cells.join(" "));
        }
        // A cell that says no names those whom the refusal names.
        insta::assert_snapshot!(table, @"
        permission        member agent developer lead manager nobody
        Ask              yes yes yes yes yes yes
        RespondToSolution yes yes yes yes yes yes
        ReadHelp         yes yes yes yes yes yes
        ManageOwnData    yes yes yes yes yes yes
        AnswerRequests   yes yes yes yes yes yes
        OpenCases        agents yes agents yes yes agents
        ReadCases        agents yes agents yes yes agents
        WorkCases        agents yes agents yes yes agents
        ReadBugs         team yes yes yes yes team
        EditBugs         team yes yes yes yes team
        WorkBugs         developers developers yes developers developers developers
        ManageRules      leads leads leads yes yes leads
        ManageSnippets   leads leads leads yes yes leads
        ManageBridges    leads leads leads yes yes leads
        ManageTeams      leads leads leads yes yes leads
        ManageNotifications leads leads leads yes yes leads
        ReadSettingsHistory leads leads leads yes yes leads
        SetUp            managers managers managers managers yes managers
        ");
    }

    #[test]
    fn without_settings_nobody_is_an_agent() {
        assert_eq!(Roles::of(None, &[RoleId(5)], false), Roles::default());
        assert!(Roles::of(None, &[], true).lead);
    }
}
