//! Other teams, such as billing: agents can ask them for something in a case.

use crate::domain::{ChannelId, RoleId, refusal::TeamRefusal, text};

/// How many other teams a server may have: as many as a menu offers (Discord, "Select Menus").
pub const TEAM_LIMIT: usize = 25;
/// The longest name of another team, in characters.
pub const NAME_LIMIT: usize = 32;

/// Another team of a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherTeam {
    /// What it is called: one word of 1 to 32 characters, in lower case, unique in the server.
    pub name: String,
    /// The channel in which it is asked.
    pub channel: ChannelId,
    /// The role of its members.
    pub role: RoleId,
}

impl OtherTeam {
    /// Checks a new team.
    ///
    /// # Errors
    /// Refuses a name that is no single word, or too long.
    pub fn checked(name: &str, channel: ChannelId, role: RoleId) -> Result<Self, TeamRefusal> {
        let name = named(name);
        let is_of_a_name =
            |letter: char| letter.is_alphanumeric() || letter == '-' || letter == '_';
        let fits = (1..=NAME_LIMIT).contains(&name.chars().count());
        if fits && name.chars().all(is_of_a_name) {
            Ok(Self { name, channel, role })
        } else {
            Err(TeamRefusal::BadName)
        }
    }
}

/// Returns the name that somebody typed as it is stored.
pub fn named(typed: &str) -> String {
    text::clean(typed).trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_word_in_lower_case() {
        let checked = |name: &str| OtherTeam::checked(name, ChannelId(1), RoleId(2));
        assert_eq!(checked(" Billing ").map(|team| team.name).as_deref(), Ok("billing"));
        assert_eq!(checked("trust-and_safety").map(|team| team.name.len()), Ok(16));
        for bad in ["", " ", "two words", "a:b", "*x*", &"x".repeat(33)] {
            assert_eq!(checked(bad), Err(TeamRefusal::BadName), "{bad}");
        }
    }
}
