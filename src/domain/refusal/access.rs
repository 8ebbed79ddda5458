//! Refusals that depend on what somebody is.

use strum::EnumCount;

/// Who alone may do what was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumCount)]
pub enum AccessRefusal {
    /// People with Discord's Manage Server permission.
    OnlyManagers,
    /// People with the leads role, and those with Manage Server.
    OnlyLeads,
    /// People with the agents role, and leads.
    OnlyAgents,
    /// People with the developers role.
    OnlyDevelopers,
    /// Agents, leads and developers.
    OnlyTeam,
}
