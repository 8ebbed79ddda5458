//! A slash command as a line of text (`/tag name:billing case:12`), checked as Discord's client
//! checks it.

use serde_json::{Map, Value, json};

use crate::interaction::names;
use crate::interaction::registry::{self, command_kind};
use crate::locale;
use crate::snowflake::Snowflake;
use crate::wire;
use crate::world::World;
use crate::world::model::Command;

/// Discord's numbers for the types of options.
pub(crate) mod option_kind {
    pub(crate) const SUB_COMMAND: u64 = 1;
    pub(crate) const SUB_COMMAND_GROUP: u64 = 2;
    pub(crate) const STRING: u64 = 3;
    pub(crate) const INTEGER: u64 = 4;
    pub(crate) const BOOLEAN: u64 = 5;
    pub(crate) const USER: u64 = 6;
    pub(crate) const CHANNEL: u64 = 7;
    pub(crate) const ROLE: u64 = 8;
    pub(crate) const MENTIONABLE: u64 = 9;
    pub(crate) const NUMBER: u64 = 10;
    pub(crate) const ATTACHMENT: u64 = 11;
}

/// A line that the client accepts.
#[derive(Debug)]
pub(crate) struct Parsed {
    /// The command it names.
    pub(crate) command: Command,
    /// `data.options` of the interaction.
    pub(crate) options: Vec<Value>,
    /// `data.resolved`.
    pub(crate) resolved: Map<String, Value>,
}

/// Who types where.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Author {
    pub(crate) user: Snowflake,
    pub(crate) channel: Snowflake,
}

/// Reads a line, in which commands, options and choices may have their names in the author's
/// language as well. With `completing`, the last option is the one being typed: it is marked
/// `focused`, taken as it stands, and required options may still be missing. With `forced`,
/// commands that the client hides are found too.
///
/// # Errors
/// A sentence that says what is wrong with the line.
pub(crate) fn parse(
    world: &World,
    author: Author,
    line: &str,
    completing: bool,
    forced: bool,
) -> Result<Parsed, String> {
    let guild = world.guild_of(author.channel);
    let text = line.trim_start();
    let text = text.strip_prefix('/').unwrap_or(text);
    let (name, mut rest) = split_word(text);
    let locale = world.locale_of(author.user);
    let command = registry::meant(world, guild, command_kind::SLASH, name, author.user)
        .filter(|command| forced || registry::is_shown(world, command, author.user, author.channel))
        .ok_or_else(|| unknown_command(world, author, name))?;
    let mut path = vec![format!("/{name}")];
    let mut kinds = Vec::new();
    let mut definitions = options_of(&command.definition);
    while definitions.first().is_some_and(is_branch) {
        let (word, remaining) = split_word(rest.trim_start());
        let Some(branch) =
            definitions.iter().find(|branch| locale::is_called(branch, locale, word))
        else {
            let known: Vec<&str> =
                definitions.iter().map(|branch| locale::name(branch, locale)).collect();
            return Err(format!("{} needs one of: {}.", path.join(" "), known.join(", ")));
        };
        kinds.push((
            branch["type"].as_u64().unwrap_or_default(),
            branch["name"].as_str().unwrap_or_default().to_owned(),
        ));
        path.push(word.to_owned());
        rest = remaining;
        definitions = options_of(branch);
    }
    let path = path.join(" ");
    let given = split_options(rest, definitions, &path, locale)?;
    let focused = if completing { given.len().checked_sub(1) } else { None };
    let call = Call { author, path, definitions, given, focused, completing };
    let (options, resolved) = call.data(world)?;
    Ok(Parsed { command: command.clone(), options: wrapped(options, kinds), resolved })
}

/// Reads what a client with fields for the options sends: a command by its id, the names of its
/// subcommands, and the options by name. With `focused`, that option is being typed, as in
/// [`parse`].
///
/// # Errors
/// A sentence that says what is wrong.
pub(crate) fn fill(
    world: &World,
    author: Author,
    command: Snowflake,
    branches: &[String],
    given: &[(String, String)],
    focused: Option<&str>,
) -> Result<Parsed, String> {
    let command = world
        .commands
        .iter()
        .find(|known| known.id == command && known.kind() == command_kind::SLASH)
        .filter(|known| {
            known.guild_id.is_none() || known.guild_id == world.guild_of(author.channel)
        })
        .filter(|known| registry::is_shown(world, known, author.user, author.channel))
        .ok_or("That command is no longer available.")?;
    let mut path = vec![format!("/{}", command.name())];
    let mut kinds = Vec::new();
    let mut definitions = options_of(&command.definition);
    for branch in branches {
        let found = definitions
            .iter()
            .find(|definition| is_branch(definition) && definition["name"] == branch.as_str());
        let found = found.ok_or_else(|| format!("{} has no {branch}.", path.join(" ")))?;
        kinds.push((found["type"].as_u64().unwrap_or_default(), branch.clone()));
        path.push(branch.clone());
        definitions = options_of(found);
    }
    let path = path.join(" ");
    if definitions.first().is_some_and(is_branch) {
        return Err(format!("{path} has several subcommands. Choose one of them."));
    }
    let find = |name: &str| definitions.iter().find(|definition| definition["name"] == name);
    let given: Vec<(&Value, &str)> = given
        .iter()
        .map(|(name, value)| {
            Ok((find(name).ok_or_else(|| format!("{path} has no {name}."))?, value.as_str()))
        })
        .collect::<Result<_, String>>()?;
    let position = |name: &str| given.iter().position(|(definition, _)| definition["name"] == name);
    let at = focused
        .map(|name| position(name).ok_or_else(|| format!("{path} has no {name}.")))
        .transpose()?;
    let call =
        Call { author, path, definitions, given, focused: at, completing: focused.is_some() };
    let (options, resolved) = call.data(world)?;
    Ok(Parsed { command: command.clone(), options: wrapped(options, kinds), resolved })
}

/// A command with the text of each option that was given.
struct Call<'a> {
    author: Author,
    path: String,
    definitions: &'a [Value],
    given: Vec<(&'a Value, &'a str)>,
    /// The option that is being typed.
    focused: Option<usize>,
    completing: bool,
}

impl Call<'_> {
    /// `options` and `resolved` of the interaction.
    fn data(&self, world: &World) -> Result<(Vec<Value>, Map<String, Value>), String> {
        let (path, locale) = (&self.path, world.locale_of(self.author.user));
        let mut resolved = Map::new();
        let mut options = Vec::new();
        for (index, (definition, raw)) in self.given.iter().enumerate() {
            let name = definition["name"].as_str().unwrap_or_default();
            let focused = self.focused == Some(index);
            let value = if focused {
                json!(raw)
            } else {
                value_of(world, self.author, definition, raw, &mut resolved).map_err(|problem| {
                    format!("{path}: {} {problem}.", locale::name(definition, locale))
                })?
            };
            let mut option = json!({"name": name, "type": definition["type"], "value": value});
            if focused {
                option["focused"] = json!(true);
            }
            options.push(option);
        }
        let is_given = |definition: &&Value| {
            self.given.iter().any(|(given, _)| given["name"] == definition["name"])
        };
        let missing = self
            .definitions
            .iter()
            .filter(|definition| definition["required"] == true)
            .find(|definition| !is_given(definition));
        match missing.filter(|_| !self.completing) {
            Some(missing) => Err(format!(
                "{path} needs {}: ({}).",
                locale::name(missing, locale),
                locale::description(missing, locale)
            )),
            None => Ok((options, resolved)),
        }
    }
}

/// Subcommands wrap their options, innermost first.
fn wrapped(mut options: Vec<Value>, kinds: Vec<(u64, String)>) -> Vec<Value> {
    for (kind, name) in kinds.into_iter().rev() {
        options = vec![json!({"name": name, "type": kind, "options": options})];
    }
    options
}

/// The options of a command or subcommand; none if it has no list.
pub fn options_of(definition: &Value) -> &[Value] {
    definition["options"].as_array().map_or(&[], Vec::as_slice)
}

fn is_branch(option: &Value) -> bool {
    matches!(
        option["type"].as_u64(),
        Some(option_kind::SUB_COMMAND | option_kind::SUB_COMMAND_GROUP)
    )
}

fn unknown_command(world: &World, author: Author, name: &str) -> String {
    let guild = world.guild_of(author.channel);
    let mut known: Vec<String> = registry::offered_in(world, guild, command_kind::SLASH)
        .filter(|command| registry::is_shown(world, command, author.user, author.channel))
        .map(|command| {
            format!("/{}", locale::name(&command.definition, world.locale_of(author.user)))
        })
        .collect();
    known.sort();
    known.dedup();
    if known.is_empty() {
        format!(
            "There's no command /{name} here, and no other command either. Is the bot connected?"
        )
    } else {
        format!("There's no command /{name} here, only: {}.", known.join(", "))
    }
}

fn split_word(text: &str) -> (&str, &str) {
    match text.find(char::is_whitespace) {
        Some(end) => text.split_at(end),
        None => (text, ""),
    }
}

/// Cuts `a:1 b:two words` at the names of known options, translated or not. A value runs until the
/// next known ` name:`.
fn split_options<'a>(
    text: &'a str,
    definitions: &'a [Value],
    path: &str,
    locale: &str,
) -> Result<Vec<(&'a Value, &'a str)>, String> {
    let mut starts: Vec<(usize, usize, &Value)> = Vec::new();
    let mut quoted = false;
    for (at, character) in text.char_indices() {
        let fresh = at == 0 || text[..at].ends_with(char::is_whitespace);
        // A quote opens only right after a name, and closes only before a space or the end.
        if character == '"' {
            let closes = text[at + 1..].chars().next().is_none_or(char::is_whitespace);
            let opens = starts.last().is_some_and(|(_, end, _)| text[*end..at].trim().is_empty());
            quoted = if quoted { !closes } else { opens && text[at + 1..].contains('"') };
        }
        if !fresh || quoted {
            continue;
        }
        let named = definitions.iter().find_map(|definition| {
            let (name, _) = text[at..].split_once(':')?;
            locale::is_called(definition, locale, name).then_some((definition, at + name.len() + 1))
        });
        let repeated =
            |definition: &Value| starts.iter().any(|(_, _, earlier)| *earlier == definition);
        if let Some((definition, end)) = named.filter(|(definition, _)| !repeated(definition)) {
            starts.push((at, end, definition));
        }
    }
    let before = &text[..starts.first().map_or(text.len(), |(at, _, _)| *at)];
    if !before.trim().is_empty() {
        let known: Vec<String> = definitions
            .iter()
            .map(|definition| format!("{}:", locale::name(definition, locale)))
            .collect();
        let before = before.trim();
        return Err(if known.is_empty() {
            format!("{path} doesn't take anything more, so I don't know what to do with: {before}.")
        } else {
            format!("{path} doesn't know what to do with: {before}. It takes {}.", known.join(" "))
        });
    }
    let ends = starts.iter().skip(1).map(|(at, _, _)| *at).chain([text.len()]);
    Ok(starts
        .iter()
        .zip(ends)
        .map(|((_, start, definition), end)| (*definition, unquoted(text[*start..end].trim())))
        .collect())
}

fn unquoted(text: &str) -> &str {
    text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text)
}

/// Turns the text of one option into the value that Discord sends, and adds to `resolved` what it
/// names.
fn value_of(
    world: &World,
    author: Author,
    definition: &Value,
    raw: &str,
    resolved: &mut Map<String, Value>,
) -> Result<Value, String> {
    if let Some(choices) = definition["choices"].as_array().filter(|choices| !choices.is_empty()) {
        let locale = world.locale_of(author.user);
        let wanted = choices.iter().find(|choice| {
            [choice["name"].as_str(), Some(locale::name(choice, locale))]
                .into_iter()
                .flatten()
                .any(|name| name.eq_ignore_ascii_case(raw))
                || choice["value"]
                    .as_str()
                    .map_or_else(|| choice["value"].to_string(), str::to_owned)
                    == raw
        });
        return wanted.map(|choice| choice["value"].clone()).ok_or_else(|| {
            let names: Vec<&str> =
                choices.iter().map(|choice| locale::name(choice, locale)).collect();
            format!("must be one of: {}", names.join(", "))
        });
    }
    let guild = world.guild_of(author.channel);
    match definition["type"].as_u64().unwrap_or_default() {
        option_kind::STRING => text(definition, raw),
        option_kind::INTEGER => {
            let number: i64 = raw.parse().map_err(|_| "must be a whole number".to_owned())?;
            within(definition, number as f64)?;
            Ok(json!(number))
        }
        option_kind::NUMBER => {
            let number: f64 = raw.parse().map_err(|_| "must be a number".to_owned())?;
            within(definition, number)?;
            Ok(json!(number))
        }
        option_kind::BOOLEAN => match raw.to_lowercase().as_str() {
            "true" | "yes" | "on" => Ok(json!(true)),
            "false" | "no" | "off" => Ok(json!(false)),
            _ => Err("must be true or false".to_owned()),
        },
        option_kind::USER => {
            let id = names::user(world, guild, raw).ok_or_else(|| {
                format!("must be someone in this server, which has nobody called {raw}")
            })?;
            resolve_user(world, guild, author.channel, id, resolved);
            Ok(json!(id.to_string()))
        }
        option_kind::ROLE => {
            let id = names::role(world, guild, raw).ok_or_else(|| {
                format!("must be a role of this server, which has none called {raw}")
            })?;
            resolve_role(world, guild, id, resolved);
            Ok(json!(id.to_string()))
        }
        option_kind::MENTIONABLE => {
            if let Some(id) = names::user(world, guild, raw) {
                resolve_user(world, guild, author.channel, id, resolved);
                return Ok(json!(id.to_string()));
            }
            let id = names::role(world, guild, raw).ok_or_else(|| {
                format!("must be a person or a role of this server, which has none called {raw}")
            })?;
            resolve_role(world, guild, id, resolved);
            Ok(json!(id.to_string()))
        }
        option_kind::CHANNEL => {
            let id = names::channel(world, guild, author.user, raw)
                .ok_or_else(|| format!("must be a channel that you can see: {raw}"))?;
            let kind = world.channels.get(&id).map_or(0, |channel| u64::from(channel.kind));
            let kinds = definition["channel_types"].as_array().filter(|kinds| !kinds.is_empty());
            if kinds
                .is_some_and(|kinds| !kinds.iter().any(|allowed| allowed.as_u64() == Some(kind)))
            {
                return Err(format!("can't be a channel of that kind: {raw}"));
            }
            resolve_channel(world, author.user, id, resolved);
            Ok(json!(id.to_string()))
        }
        option_kind::ATTACHMENT => {
            Err("needs a file, which you can't give in a line of text".to_owned())
        }
        other => Err(format!("has a type that this client doesn't know ({other})")),
    }
}

fn text(definition: &Value, raw: &str) -> Result<Value, String> {
    let length = raw.chars().count() as u64;
    let least = definition["min_length"]
        .as_u64()
        .unwrap_or(0)
        .max(u64::from(definition["required"] == true));
    let most = definition["max_length"].as_u64().unwrap_or(6_000);
    if length < least {
        return Err(format!("must have at least {}", characters(least)));
    }
    if length > most {
        return Err(format!("must have at most {}", characters(most)));
    }
    Ok(json!(raw))
}

/// "1 character", "2 characters".
pub(crate) fn characters(count: u64) -> String {
    format!("{count} character{}", if count == 1 { "" } else { "s" })
}

fn within(definition: &Value, number: f64) -> Result<(), String> {
    if let Some(least) = definition["min_value"].as_f64().filter(|least| number < *least) {
        return Err(format!("must be at least {least}"));
    }
    if let Some(most) = definition["max_value"].as_f64().filter(|most| number > *most) {
        return Err(format!("must be at most {most}"));
    }
    Ok(())
}

fn section<'a>(resolved: &'a mut Map<String, Value>, name: &str) -> &'a mut Value {
    resolved.entry(name).or_insert_with(|| json!({}))
}

/// Adds a user, and in a guild its member without `user`, as Discord does.
pub(crate) fn resolve_user(
    world: &World,
    guild: Option<Snowflake>,
    channel: Snowflake,
    id: Snowflake,
    resolved: &mut Map<String, Value>,
) {
    let Some(user) = world.users.get(&id) else { return };
    section(resolved, "users")[id.to_string()] = wire::user(user);
    let Some(guild) = guild.and_then(|guild| world.guilds.get(&guild)) else { return };
    let Some(mut member) = wire::member_without_user(world, guild, id) else { return };
    if let Some(fields) = member.as_object_mut() {
        for key in ["deaf", "mute"] {
            fields.remove(key);
        }
        fields.insert("permissions".to_owned(), json!(world.permissions(id, channel).to_string()));
    }
    section(resolved, "members")[id.to_string()] = member;
}

/// Adds a role.
pub(crate) fn resolve_role(
    world: &World,
    guild: Option<Snowflake>,
    id: Snowflake,
    resolved: &mut Map<String, Value>,
) {
    if let Some(role) = guild.and_then(|guild| world.guilds.get(&guild)?.roles.get(&id)) {
        section(resolved, "roles")[id.to_string()] = wire::role(role);
    }
}

/// Adds a channel as the person's client knows it: never obfuscated, with the permissions of the
/// person and the bot.
pub(crate) fn resolve_channel(
    world: &World,
    user: Snowflake,
    id: Snowflake,
    resolved: &mut Map<String, Value>,
) {
    let mut channel = super::payload::channel(world, user, id);
    channel["app_permissions"] = json!(world.permissions(world.bot_id, id).to_string());
    section(resolved, "channels")[id.to_string()] = channel;
}
