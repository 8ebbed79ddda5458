//! What was chosen with `/notify`: by leads for a server, and by agents for themselves.

use crate::domain::{GuildId, Preferences, TeamPreferences, UserId};

use crate::store::Error;
use crate::store::codec::{from_json, id, snowflake, to_json};
use crate::store::tx::{Reader, Tx, execute, fetch_all};

/// Stands for the server where a person's ID would be.
pub(in crate::store) const SERVER: i64 = 0;

impl Reader<'_> {
    /// All that was chosen in a server.
    pub async fn team_preferences(&mut self, guild: GuildId) -> Result<TeamPreferences, Error> {
        let rows = fetch_all!(
            self,
            (i64, String),
            "SELECT user_id, choices FROM preferences WHERE guild_id = $1",
            id(guild.0)
        )?;
        let mut team = TeamPreferences::default();
        for (user, choices) in rows {
            let preferences = from_json(&choices)?;
            if user == SERVER {
                team.server = preferences;
            } else {
                team.people.insert(UserId(snowflake(user)), preferences);
            }
        }
        Ok(team)
    }
}

impl Tx<'_> {
    /// Saves what an agent has chosen; `None`: what was chosen for the server.
    pub async fn save_preferences(
        &mut self,
        guild: GuildId,
        user: Option<UserId>,
        preferences: &Preferences,
    ) -> Result<(), Error> {
        execute!(
            self,
            "INSERT INTO preferences (guild_id, user_id, choices, overdue_after) VALUES ($1, $2, $3, $4)
             ON CONFLICT (guild_id, user_id) DO UPDATE SET choices = excluded.choices, overdue_after = excluded.overdue_after",
            id(guild.0),
            user.map_or(SERVER, |user| id(user.0)),
            to_json(preferences)?,
            preferences.overdue_after().map(|after| after.num_milliseconds())
        )?;
        Ok(())
    }
}
