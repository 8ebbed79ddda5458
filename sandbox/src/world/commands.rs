//! Registration of application commands (documentation, interactions/application-commands).
//! Definitions come validated and completed from `limits::command`.

use chrono::TimeDelta;
use serde_json::Value;

use crate::error::ApiError;
use crate::locale;
use crate::world::model::{Command, Notice, Snowflake, World};

/// How many commands may be created a day, per guild and for everywhere.
const CREATIONS_A_DAY: usize = 200;

impl World {
    /// The commands of one scope: of a guild, or those for everywhere.
    pub fn commands_in(&self, guild: Option<Snowflake>) -> impl Iterator<Item = &Command> {
        self.commands.iter().filter(move |command| command.guild_id == guild)
    }

    /// Replaces all commands of a scope. Commands that keep type and name (or are named by `id`)
    /// keep their id and are no creations.
    ///
    /// Errors: 30032, 30034, 50035 (a name twice, be it in one language).
    pub fn replace_commands(
        &mut self,
        guild: Option<Snowflake>,
        definitions: Vec<Value>,
    ) -> Result<(), ApiError> {
        check_names(definitions.iter())?;
        check_counts(definitions.iter())?;
        let new = definitions.iter().filter(|one| self.find_command(guild, one).is_none()).count();
        self.count_creations(guild, new)?;
        let replaced = definitions
            .into_iter()
            .map(|definition| self.renewed(guild, definition))
            .collect::<Vec<_>>();
        self.commands.retain(|command| command.guild_id != guild);
        self.commands.extend(replaced);
        self.noticed.push(Notice::Commands);
        Ok(())
    }

    /// Creates a command, or replaces the one of the same type and name. Returns its id and whether
    /// it is new.
    ///
    /// Errors: 30032, 30034, 50035 (a name that another has in some language).
    pub fn upsert_command(
        &mut self,
        guild: Option<Snowflake>,
        definition: Value,
    ) -> Result<(Snowflake, bool), ApiError> {
        let known = self.find_command(guild, &definition).map(|command| command.id);
        check_names(self.others(guild, known).chain([&definition]))?;
        if known.is_none() {
            check_counts(
                self.commands_in(guild).map(|command| &command.definition).chain([&definition]),
            )?;
            self.count_creations(guild, 1)?;
        }
        let command = self.renewed(guild, definition);
        let id = command.id;
        match self.commands.iter_mut().find(|known| known.id == id) {
            Some(known) => *known = command,
            None => self.commands.push(command),
        }
        self.noticed.push(Notice::Commands);
        Ok((id, known.is_none()))
    }

    /// Changes a command. Errors: 10063, 50035 (a name that another has in some language).
    pub fn change_command(
        &mut self,
        guild: Option<Snowflake>,
        id: Snowflake,
        definition: Value,
    ) -> Result<(), ApiError> {
        check_names(self.others(guild, Some(id)).chain([&definition]))?;
        let version = self.next_id();
        let known =
            self.commands.iter_mut().find(|command| command.id == id && command.guild_id == guild);
        let command = known.ok_or_else(ApiError::unknown_command)?;
        command.definition = definition;
        command.version = version;
        self.noticed.push(Notice::Commands);
        Ok(())
    }

    /// Deletes a command. Errors: 10063.
    pub fn delete_command(
        &mut self,
        guild: Option<Snowflake>,
        id: Snowflake,
    ) -> Result<(), ApiError> {
        let before = self.commands.len();
        self.commands.retain(|command| command.id != id || command.guild_id != guild);
        self.noticed.push(Notice::Commands);
        if self.commands.len() == before { Err(ApiError::unknown_command()) } else { Ok(()) }
    }

    /// The definitions of a scope besides the one of a command.
    fn others(
        &self,
        guild: Option<Snowflake>,
        but: Option<Snowflake>,
    ) -> impl Iterator<Item = &Value> {
        self.commands_in(guild)
            .filter(move |command| Some(command.id) != but)
            .map(|command| &command.definition)
    }

    fn find_command(&self, guild: Option<Snowflake>, definition: &Value) -> Option<&Command> {
        let id = crate::snowflake::from_value(&definition["id"]);
        let same = |command: &&Command| {
            command.kind() == definition["type"].as_u64().unwrap_or(1)
                && definition["name"].as_str() == Some(command.name())
        };
        let by_id = self.commands_in(guild).find(|command| Some(command.id) == id);
        by_id.or_else(|| self.commands_in(guild).find(same))
    }

    fn renewed(&mut self, guild: Option<Snowflake>, mut definition: Value) -> Command {
        let known = self
            .find_command(guild, &definition)
            .map(|known| (known.id, known.version, known.definition.clone()));
        if let Some(definition) = definition.as_object_mut() {
            definition.remove("id");
        }
        match known {
            Some((id, version, old)) if old == definition => {
                Command { id, version, guild_id: guild, definition }
            }
            Some((id, ..)) => Command { id, version: self.next_id(), guild_id: guild, definition },
            None => {
                let id = self.next_id();
                Command { id, version: self.next_id(), guild_id: guild, definition }
            }
        }
    }

    fn count_creations(&mut self, guild: Option<Snowflake>, new: usize) -> Result<(), ApiError> {
        let now = self.now();
        let creations = self.command_creations.entry(guild.unwrap_or(0)).or_default();
        creations.retain(|at| now - *at < TimeDelta::days(1));
        if creations.len() + new > CREATIONS_A_DAY {
            return Err(ApiError::new(
                400,
                30034,
                "Max number of daily application command creates has been reached (200)",
            ));
        }
        creations.extend(std::iter::repeat_n(now, new));
        Ok(())
    }
}

/// Two commands of one type have different names, by default and in every language.
fn check_names<'a>(definitions: impl Iterator<Item = &'a Value>) -> Result<(), ApiError> {
    let definitions: Vec<&Value> = definitions.collect();
    for kind in 1..=3 {
        let same: Vec<&Value> = definitions
            .iter()
            .copied()
            .filter(|one| one["type"].as_u64().unwrap_or(1) == kind)
            .collect();
        if locale::shared_name(&same) {
            return Err(ApiError::field(
                &[],
                "APPLICATION_COMMANDS_DUPLICATE_NAME",
                "Application command names must be unique",
            ));
        }
    }
    Ok(())
}

/// 100 slash commands, 15 for users and 15 for messages in one scope.
fn check_counts<'a>(definitions: impl Iterator<Item = &'a Value>) -> Result<(), ApiError> {
    let mut counts = [0_usize; 3];
    for definition in definitions {
        let kind = definition["type"].as_u64().unwrap_or(1);
        if let Some(count) =
            usize::try_from(kind).ok().and_then(|kind| counts.get_mut(kind.wrapping_sub(1)))
        {
            *count += 1;
        }
    }
    if counts[0] > 100 || counts[1] > 15 || counts[2] > 15 {
        Err(ApiError::too_many_commands())
    } else {
        Ok(())
    }
}
