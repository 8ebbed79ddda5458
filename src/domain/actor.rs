//! Who acts, and what each kind of person may do: the permission table.

use super::{GuildId, Refusal, RoleId, Settings, UserId};

/// What a person is in one server. One person can be several things at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    pub agent: bool,
    pub developer: bool,
    /// Has the leads role, or Discord's Manage Server permission.
    pub lead: bool,
    /// Has Discord's Manage Server permission.
    pub manager: bool,
}

impl Standing {
    /// Reads a person's standing from their roles and their Manage Server permission.
    pub fn of(settings: Option<&Settings>, roles: &[RoleId], manages_server: bool) -> Self {
        let has = |role: RoleId| roles.contains(&role);
        Self {
            agent: settings.is_some_and(|settings| has(settings.agents)),
            developer: settings.is_some_and(|settings| has(settings.devs)),
            lead: manages_server || settings.and_then(|settings| settings.leads).is_some_and(has),
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
    pub guild: GuildId,
    pub user: UserId,
    pub standing: Standing,
}

/// Everything that can be asked for, one name a row of the permission table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    SetUp,
    ManageRules,
    ManageSnippets,
    Flag,
    Claim,
    Release,
    Assign,
    Tag,
    Prioritise,
    Note,
    Reply,
    Escalate,
    Link,
    Snooze,
    Solve,
    Close,
    Merge,
    ShowCase,
    ShowQueue,
    Ask,
    /// Say whether an answer helped, say how it was, open one's own case again: the case decides who its customer is.
    Judge,
}

impl Verb {
    /// Every verb, in the order of the table.
    pub const ALL: [Self; 21] = [
        Self::SetUp,
        Self::ManageRules,
        Self::ManageSnippets,
        Self::Flag,
        Self::Claim,
        Self::Release,
        Self::Assign,
        Self::Tag,
        Self::Prioritise,
        Self::Note,
        Self::Reply,
        Self::Escalate,
        Self::Link,
        Self::Snooze,
        Self::Solve,
        Self::Close,
        Self::Merge,
        Self::ShowCase,
        Self::ShowQueue,
        Self::Ask,
        Self::Judge,
    ];
}

impl Actor {
    /// The bot itself, where something falls due or is found out.
    pub fn bot(guild: GuildId) -> Self {
        Self { guild, user: UserId(0), standing: Standing::default() }
    }

    /// The person behind it; nobody, where the bot acts by itself.
    pub fn person(&self) -> Option<UserId> {
        (self.user != UserId(0)).then_some(self.user)
    }

    /// The permission table.
    ///
    /// # Errors
    /// A refusal that names who may.
    pub fn may(&self, verb: Verb) -> Result<(), Refusal> {
        let standing = self.standing;
        let (allowed, otherwise) = match verb {
            Verb::Ask | Verb::Judge => return Ok(()),
            Verb::SetUp => (standing.manager, Refusal::OnlyManagers),
            Verb::ManageRules | Verb::ManageSnippets => (standing.lead, Refusal::OnlyLeads),
            Verb::Flag
            | Verb::Claim
            | Verb::Release
            | Verb::Assign
            | Verb::Tag
            | Verb::Prioritise
            | Verb::Note
            | Verb::Reply
            | Verb::Escalate
            | Verb::Link
            | Verb::Snooze
            | Verb::Solve
            | Verb::Close
            | Verb::Merge
            | Verb::ShowCase
            | Verb::ShowQueue => (standing.is_staff(), Refusal::OnlyAgents),
        };
        if allowed { Ok(()) } else { Err(otherwise) }
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
            standing: Standing { agent, developer, lead, manager },
        };
        let member = person(false, false, false, false);
        let agent = person(true, false, false, false);
        let developer = person(false, true, false, false);
        let lead = person(false, false, true, false);
        let manager = person(false, false, true, true);
        for verb in Verb::ALL {
            let row = [member, agent, developer, lead, manager].map(|actor| actor.may(verb).is_ok());
            let expected = match verb {
                Verb::Ask | Verb::Judge => [true, true, true, true, true],
                Verb::SetUp => [false, false, false, false, true],
                Verb::ManageRules | Verb::ManageSnippets => [false, false, false, true, true],
                _ => [false, true, false, true, true],
            };
            assert_eq!(row, expected, "{verb:?}");
        }
    }

    #[test]
    fn without_settings_nobody_is_an_agent() {
        assert_eq!(Standing::of(None, &[RoleId(5)], false), Standing::default());
        assert!(Standing::of(None, &[], true).lead);
    }
}
