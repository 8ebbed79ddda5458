//! What happened, in words that need no knowledge of Discord's interface.

mod request;

use std::sync::LazyLock;

use regex::Regex;
use serde_json::Value;

use crate::locale;
use crate::person::Deed;
use crate::snowflake::{self, Snowflake};
use crate::world::{Dispatch, World};

pub(super) use request::of_request;

/// How much of a text is quoted.
const QUOTED: usize = 80;

/// An entry, told.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub(super) text: String,
    pub(super) detail: Option<String>,
    pub(super) people: Vec<Snowflake>,
    pub(super) case: Option<u64>,
    pub(super) trouble: bool,
    pub(super) channel: Option<Snowflake>,
    pub(super) message: Option<Snowflake>,
}

impl Told {
    /// Only a sentence.
    pub(super) fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
}

/// `Ana`, or the name of the user if there is none to be shown.
pub(super) fn name(world: &World, user: Snowflake) -> String {
    world.users.get(&user).map_or("somebody", |user| user.shown()).to_owned()
}

/// `#help`, the name of a thread in quotation marks, or the direct conversation.
fn place(world: &World, channel: Snowflake) -> String {
    match world.channels.get(&channel) {
        Some(found) if found.guild_id.is_none() => "a direct conversation".to_owned(),
        Some(found) if found.thread.is_some() => format!("the thread “{}”", short(&found.name)),
        Some(found) => format!("#{}", found.name),
        None => "a channel that is gone".to_owned(),
    }
}

fn short(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let mut quoted: String = line.chars().take(QUOTED).collect();
    if quoted.len() < text.len() {
        quoted.push('…');
    }
    quoted
}

/// Whose message it is, in the genitive.
fn whose(world: &World, channel: Snowflake, message: Snowflake, by: Snowflake) -> String {
    match world.message(channel, message) {
        Some(found) if found.author_id == by => "an own message".to_owned(),
        Some(found) => format!("{}’s message", name(world, found.author_id)),
        None => "a message".to_owned(),
    }
}

/// Something that a person did.
pub(super) fn of_deed(world: &World, person: Snowflake, deed: &Deed) -> Told {
    let who = name(world, person);
    let at = deed.channel().map_or_else(String::new, |channel| place(world, channel));
    let text = match deed {
        Deed::Say { text, reply_to, files, .. } => {
            let how = if reply_to.is_some() { "replied" } else { "wrote" };
            let with = if files.is_empty() {
                String::new()
            } else {
                format!(", with {}", files.join(", "))
            };
            format!("{who} {how} in {at}: “{}”{with}", short(text))
        }
        Deed::Edit { text, .. } => format!("{who} changed a message in {at} to: “{}”", short(text)),
        Deed::Delete { .. } => format!("{who} deleted a message in {at}"),
        Deed::React { channel, message, emoji } => {
            format!(
                "{who} reacted with {emoji} to {} in {at}",
                whose(world, *channel, *message, person)
            )
        }
        Deed::Unreact { emoji, .. } => format!("{who} took {emoji} off a message in {at}"),
        Deed::Thread { name, .. } => format!("{who} started the thread “{}” in {at}", short(name)),
        Deed::Post { title, .. } => format!("{who} posted “{}” in {at}", short(title)),
        Deed::Menu { channel, message, command } => {
            format!("{who} used {command} on {} in {at}", whose(world, *channel, *message, person))
        }
        Deed::Command { line, .. } => format!("{who} used {} in {at}", short(line)),
        Deed::Press { label, .. } => format!("{who} pressed {label} in {at}"),
        Deed::Choose { values, .. } => {
            format!("{who} chose {} in a menu in {at}", short(&values.join(", ")))
        }
        Deed::Submit { title, .. } => format!("{who} sent the form “{}” in {at}", short(title)),
        Deed::Speak { locale } => {
            format!("{who}’s Discord is in {} from now on", locale::language(locale))
        }
        Deed::Other { words, channel } => match channel {
            Some(_) => format!("{who} {words} in {at}"),
            None => format!("{who} {words}"),
        },
    };
    let (channel, message) = (deed.channel(), deed.message());
    let case = match deed {
        Deed::Command { line, .. } => line.split_once("case:").and_then(|(_, rest)| number(rest)),
        _ => None,
    };
    Told {
        text,
        people: vec![person],
        case: case.or_else(|| case_of(world, channel, message)),
        channel,
        message,
        ..Told::default()
    }
}

/// Something that Discord told the bot.
pub(super) fn of_event(world: &World, event: &Dispatch) -> Told {
    let data = &event.data;
    let bot = name(world, world.bot_id);
    let message = ["message_id", "id"]
        .iter()
        .find_map(|key| snowflake::from_value(&data[*key]))
        .filter(|_| event.name.starts_with("MESSAGE"));
    let user = ["author", "user"].iter().find_map(|key| snowflake::from_value(&data[*key]["id"]));
    let user = user
        .or_else(|| snowflake::from_value(&data["user_id"]))
        .or_else(|| snowflake::from_value(&data["member"]["user"]["id"]));
    let who = user.map_or_else(|| "somebody".to_owned(), |user| name(world, user));
    let at =
        event.channel.map_or_else(String::new, |channel| format!(" in {}", place(world, channel)));
    let what = match event.name {
        "MESSAGE_CREATE" => format!("{who} wrote{at}"),
        "MESSAGE_UPDATE" => format!("a message of {who} changed{at}"),
        "MESSAGE_DELETE" | "MESSAGE_DELETE_BULK" => format!("messages were deleted{at}"),
        "MESSAGE_REACTION_ADD" => format!(
            "{who} reacted with {}{at}",
            data["emoji"]["name"].as_str().unwrap_or("an emoji")
        ),
        "MESSAGE_REACTION_REMOVE" => format!("{who} took a reaction back{at}"),
        "INTERACTION_CREATE" => format!("{who} {}{at}", interaction(data)),
        "THREAD_CREATE" => format!(
            "there is {}",
            event.channel.map_or_else(String::new, |thread| place(world, thread))
        ),
        "THREAD_UPDATE" => format!(
            "{} changed",
            event.channel.map_or_else(|| "a thread".to_owned(), |thread| place(world, thread))
        ),
        "THREAD_DELETE" => "a thread was deleted".to_owned(),
        "THREAD_MEMBERS_UPDATE" | "THREAD_MEMBER_UPDATE" => format!("there are others{at}"),
        "TYPING_START" => format!("{who} is writing{at}"),
        "CHANNEL_UPDATE" if data["name"] == "___hidden___" => {
            "it may not see a channel any more".to_owned()
        }
        "CHANNEL_UPDATE" => format!("#{} changed", data["name"].as_str().unwrap_or_default()),
        "GUILD_MEMBER_UPDATE" => format!("the roles or the name of {who} changed"),
        other => other.to_lowercase().replace('_', " "),
    };
    let case =
        id_in(data).or_else(|| case_of(world, event.channel, message)).or_else(|| heading(data));
    Told {
        text: format!("Discord told {bot}: {what}"),
        detail: Some(event.name.to_owned()),
        people: user.into_iter().filter(|user| *user != world.bot_id).collect(),
        case,
        trouble: false,
        channel: event.channel,
        message,
    }
}

/// What an interaction is, as the rest of a sentence.
fn interaction(data: &Value) -> String {
    let name = data["data"]["name"].as_str().unwrap_or_default();
    match data["type"].as_u64() {
        Some(2) if data["data"]["type"] == 3 => format!("used {name} on a message"),
        Some(2) => format!("used /{name}"),
        Some(3) if data["data"]["component_type"] == 2 => "pressed a button".to_owned(),
        Some(3) => "chose in a menu".to_owned(),
        Some(4) => format!("is typing /{name}"),
        _ => "sent a form".to_owned(),
    }
}

static NUMBERED: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^\W*#(\d{1,9})\b").ok());
static IN_ID: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^v\d+:[a-z_-]+:(\d{1,9})(?::|$)").ok());

/// The case that a place or a message belongs to, if it can be told: threads and cards of a case
/// begin with its number.
fn case_of(world: &World, channel: Option<Snowflake>, message: Option<Snowflake>) -> Option<u64> {
    let of_thread = |id: Snowflake| {
        world
            .channels
            .get(&id)
            .filter(|found| found.thread.is_some())
            .and_then(|found| number(&found.name))
    };
    let found = message.and_then(|id| world.message(channel?, id));
    channel
        .and_then(of_thread)
        .or_else(|| message.and_then(of_thread))
        .or_else(|| {
            found.filter(|found| found.author_id == world.bot_id).and_then(|found| {
                let title = found.embeds.first().and_then(|embed| embed["title"].as_str());
                number(&found.content).or_else(|| title.and_then(number))
            })
        })
        .or_else(|| found.and_then(|found| found.components.iter().find_map(in_components)))
}

/// The number at the beginning of a text: `#12 · It fails`.
pub(super) fn number(text: &str) -> Option<u64> {
    let text = text.trim_start_matches(['*', ' ', '[']);
    NUMBERED
        .as_ref()?
        .captures(text)
        .and_then(|found| found[1].parse().ok())
        .or_else(|| text.split(' ').next()?.parse().ok())
}

fn heading(data: &Value) -> Option<u64> {
    let text = [&data["name"], &data["content"], &data["embeds"][0]["title"]]
        .into_iter()
        .filter_map(Value::as_str);
    text.filter(|text| text.contains('#')).find_map(number)
}

/// The number in the custom id of a button, a menu or a form, or in the option `case`.
fn id_in(data: &Value) -> Option<u64> {
    let from_id = data["data"]["custom_id"].as_str().and_then(in_custom_id);
    let options = data["data"]["options"].as_array().into_iter().flatten();
    from_id.or_else(|| {
        options
            .filter(|option| option["name"] == "case")
            .find_map(|option| number(option["value"].as_str()?))
    })
}

fn in_custom_id(id: &str) -> Option<u64> {
    IN_ID.as_ref()?.captures(id)?[1].parse().ok()
}

fn in_components(component: &Value) -> Option<u64> {
    let own = component["custom_id"].as_str().and_then(in_custom_id);
    own.or_else(|| component["components"].as_array()?.iter().find_map(in_components))
}
