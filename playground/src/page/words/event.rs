//! Gateway events, in words.

use sandbox::world::Dispatch;
use sandbox::{World, snowflake};
use serde_json::Value;

use crate::page::words::case::{case_of, heading, id_in};
use crate::page::words::names::{name, place};
use crate::page::words::told::Told;

/// Returns the entry for a gateway event.
pub(crate) fn of_event(world: &World, event: &Dispatch) -> Told {
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
    // A webhook's message has an author who is no user.
    let by_webhook = data["author"]["username"].as_str().filter(|_| !data["webhook_id"].is_null());
    let who = match (by_webhook, user) {
        (Some(sender), Some(user)) if !world.users.contains_key(&user) => sender.to_owned(),
        (_, user) => user.map_or_else(|| "someone".to_owned(), |user| name(world, user)),
    };
    let at =
        event.channel.map_or_else(String::new, |channel| format!(" in {}", place(world, channel)));
    let what = match event.name {
        "MESSAGE_CREATE" => format!("{who} wrote{at}"),
        "MESSAGE_UPDATE" => format!("{who}’s message{at} was edited"),
        "MESSAGE_DELETE" | "MESSAGE_DELETE_BULK" => format!("messages were deleted{at}"),
        "MESSAGE_REACTION_ADD" => format!(
            "{who} reacted with {}{at}",
            data["emoji"]["name"].as_str().unwrap_or("an emoji")
        ),
        "MESSAGE_REACTION_REMOVE" => format!("{who} removed a reaction{at}"),
        "INTERACTION_CREATE" => format!("{who} {}{at}", interaction(data)),
        "THREAD_CREATE" => format!(
            "{} was created",
            event.channel.map_or_else(|| "a thread".to_owned(), |thread| place(world, thread))
        ),
        "THREAD_UPDATE" => format!(
            "{} changed",
            event.channel.map_or_else(|| "a thread".to_owned(), |thread| place(world, thread))
        ),
        "THREAD_DELETE" => "a thread was deleted".to_owned(),
        "THREAD_MEMBERS_UPDATE" | "THREAD_MEMBER_UPDATE" => format!("the members changed{at}"),
        "TYPING_START" => format!("{who} is typing{at}"),
        "CHANNEL_UPDATE" if data["name"] == "___hidden___" => {
            "it can no longer see a channel".to_owned()
        }
        "CHANNEL_PINS_UPDATE" => format!("the pinned messages changed{at}"),
        "CHANNEL_UPDATE" => format!("#{} changed", data["name"].as_str().unwrap_or_default()),
        "CHANNEL_CREATE" => {
            format!("#{} was created", data["name"].as_str().unwrap_or_default())
        }
        "CHANNEL_DELETE" => {
            format!("#{} was deleted", data["name"].as_str().unwrap_or_default())
        }
        other => about_people(other, &who, &at),
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

/// Returns what happened to members, roles and votes.
fn about_people(event: &str, who: &str, at: &str) -> String {
    match event {
        "GUILD_ROLE_DELETE" => "a role was deleted".to_owned(),
        "GUILD_MEMBER_ADD" => format!("{who} joined"),
        "GUILD_MEMBER_REMOVE" => format!("{who} left"),
        "GUILD_BAN_ADD" => format!("{who} was banned"),
        "GUILD_BAN_REMOVE" => format!("{who} was unbanned"),
        "MESSAGE_POLL_VOTE_ADD" => format!("{who} voted{at}"),
        "MESSAGE_POLL_VOTE_REMOVE" => format!("{who} removed their vote{at}"),
        "GUILD_MEMBER_UPDATE" => format!("{who}’s roles or name changed"),
        other => other.to_lowercase().replace('_', " "),
    }
}

/// Returns the name of a command with its subcommand, as people type it.
fn command(data: &Value) -> String {
    let name = data["name"].as_str().unwrap_or_default().to_owned();
    // A subcommand, or a group of them (Discord, *Application Command Option Type*).
    let inner = data["options"].as_array().into_iter().flatten();
    let inner = inner.map(|option| (option["type"].as_u64(), option));
    match inner.filter(|(kind, _)| matches!(kind, Some(1 | 2))).map(|(_, option)| option).next() {
        Some(option) => format!("{name} {}", command(option)),
        None => name,
    }
}

/// Returns what an interaction is, as the end of a sentence.
fn interaction(data: &Value) -> String {
    let name = command(&data["data"]);
    match data["type"].as_u64() {
        Some(2) if data["data"]["type"] == 3 => format!("used {name} on a message"),
        Some(2) => format!("used /{name}"),
        Some(3) if data["data"]["component_type"] == 2 => "pressed a button".to_owned(),
        Some(3) => "chose from a menu".to_owned(),
        Some(4) => format!("is typing /{name}"),
        _ => "submitted a form".to_owned(),
    }
}
