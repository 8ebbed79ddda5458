//! Commands as a client offers them: chosen from lists and filled in field by field, instead of
//! typed as a line.

use serde_json::{Value, json};

use crate::interaction::line::{self, Author};
use crate::interaction::payload::{self, Start};
use crate::interaction::pending::{FirstAnswer, interaction_kind};
use crate::interaction::registry::{self, command_kind};
use crate::locale;
use crate::person::{Answer, AnswerKind, Choice, Form, Person, Place, Refused};
use crate::snowflake::Snowflake;
use crate::wire;
use crate::world::World;

/// A slash command with its options filled in.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filled {
    /// Which command.
    pub command: Snowflake,
    /// The names of its subcommand group and subcommand.
    pub path: Vec<String>,
    /// Options by name; ids for people, roles and channels.
    pub options: Vec<(String, String)>,
}

/// What a person is offered in a place, as Discord's definitions, with names and descriptions in
/// the person's language besides the default ones where there are any.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Offered {
    /// Typed with a slash.
    pub slash: Vec<Value>,
    /// In the menu of a message.
    pub message: Vec<Value>,
}

impl Person {
    /// The commands that the person may use in a place, by name.
    pub fn offered(&self, place: impl Into<Place>) -> Result<Offered, Refused> {
        let channel = self.channel(place)?;
        Ok(self.state.world(|world| {
            let of_kind = |kind: u64| {
                let (guild, locale) = (world.guild_of(channel), world.locale_of(self.id));
                let mut shown: Vec<_> = registry::offered_in(world, guild, kind)
                    .filter(|command| registry::is_shown(world, command, self.id, channel))
                    // One of the guild hides a global one of the same name.
                    .filter(|command| {
                        registry::find(world, guild, kind, command.name())
                            .is_some_and(|found| found.id == command.id)
                    })
                    .collect();
                shown.sort_by_key(|command| locale::name(&command.definition, locale));
                shown
                    .into_iter()
                    .map(|command| wire::command_in(world, command, Some(locale)))
                    .collect()
            };
            Offered { slash: of_kind(command_kind::SLASH), message: of_kind(command_kind::MESSAGE) }
        }))
    }

    /// Sends a slash command.
    pub async fn send_command(&self, place: impl Into<Place>, filled: &Filled) -> Answer {
        let start = self.filled(place, filled, None);
        if let Ok(start) = &start {
            self.note_command(start);
        }
        self.use_it(start).await
    }

    /// The suggestions for an option that is being typed.
    pub async fn suggestions(
        &self,
        place: impl Into<Place>,
        filled: &Filled,
        focused: &str,
    ) -> Result<Vec<Choice>, Refused> {
        let answer = self.use_it(self.filled(place, filled, Some(focused))).await;
        match answer.kind {
            AnswerKind::Choices(choices) => Ok(choices),
            AnswerKind::Refused(why) => Err(Refused(why)),
            _ => Err(Refused("Loading the options failed.".to_owned())),
        }
    }

    fn filled(
        &self,
        place: impl Into<Place>,
        filled: &Filled,
        focused: Option<&str>,
    ) -> Result<Start, Refused> {
        let channel = self.channel(place)?;
        self.state.world(|world| {
            let author = Author { user: self.id, channel };
            let parsed =
                line::fill(world, author, filled.command, &filled.path, &filled.options, focused)
                    .map_err(Refused)?;
            let data = payload::command_data(&parsed.command, &parsed.options, parsed.resolved);
            let kind = if focused.is_some() {
                interaction_kind::AUTOCOMPLETE
            } else {
                interaction_kind::COMMAND
            };
            Ok(Start {
                kind,
                user: self.id,
                channel,
                data,
                source: None,
                target: None,
                opened_by: None,
            })
        })
    }

    /// The form that an interaction of this person opened.
    pub fn open_form(&self, interaction: Snowflake) -> Option<Form> {
        let pending = self.state.lock_pending();
        let opener = pending.get(interaction).filter(|opener| opener.user == self.id)?;
        match &opener.first {
            Some(FirstAnswer::Form(data)) => Some(Form::read(data, interaction)),
            _ => None,
        }
    }

    /// The message that answers an interaction, if there is one: also one that still says that the
    /// bot is thinking.
    pub fn answering_message(&self, interaction: Snowflake) -> Option<Snowflake> {
        self.state.lock_pending().get(interaction)?.original
    }
}

/// A command as the line that somebody would have typed.
pub(super) fn as_line(world: &World, data: &Value) -> String {
    let mut line = format!("/{}", data["name"].as_str().unwrap_or_default());
    let mut options = &data["options"];
    let command = crate::snowflake::from_value(&data["id"])
        .and_then(|id| world.commands.iter().find(|command| command.id == id));
    let mut definitions = command.map_or(&[][..], |command| line::options_of(&command.definition));
    loop {
        let list = options.as_array().map_or(&[][..], Vec::as_slice);
        if let Some(branch) =
            list.iter().find(|option| matches!(option["type"].as_u64(), Some(1 | 2)))
        {
            line.push_str(&format!(" {}", branch["name"].as_str().unwrap_or_default()));
            options = &branch["options"];
            definitions = definitions
                .iter()
                .find(|one| one["name"] == branch["name"])
                .map_or(&[][..], line::options_of);
            continue;
        }
        for option in list {
            let choices = definitions
                .iter()
                .find(|one| one["name"] == option["name"])
                .and_then(|one| one["choices"].as_array());
            let chosen =
                choices.into_iter().flatten().find(|choice| choice["value"] == option["value"]);
            let value = chosen
                .and_then(|choice| choice["name"].as_str())
                .map_or_else(|| typed(world, option), str::to_owned);
            line.push_str(&format!(" {}:{value}", option["name"].as_str().unwrap_or_default()));
        }
        return line;
    }
}

fn typed(world: &World, option: &Value) -> String {
    let text = option["value"].as_str().map_or_else(|| option["value"].to_string(), str::to_owned);
    let id = crate::snowflake::parse(&text).unwrap_or_default();
    let role = || {
        world
            .guilds
            .values()
            .find_map(|guild| guild.roles.get(&id))
            .map(|role| format!("@{}", role.name))
    };
    let named = match option["type"].as_u64() {
        Some(6 | 9) => world.users.get(&id).map(|user| format!("@{}", user.username)).or_else(role),
        Some(7) => world
            .channels
            .get(&id)
            .map(|channel| format!("#{}", channel.name.trim_start_matches('#'))),
        Some(8) => role(),
        _ => None,
    };
    named.unwrap_or(text)
}

/// What a client shows of an option's value is text.
pub fn option_text(value: &Value) -> String {
    value.as_str().map_or_else(
        || if value.is_null() { String::new() } else { json!(value).to_string() },
        str::to_owned,
    )
}
