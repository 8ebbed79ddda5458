//! What the bot asked of Discord, and how that went.

use sandbox::{Exchange, Snowflake, World, snowflake};
use serde_json::Value;

use crate::page::words::case::{case_of, heading};
use crate::page::words::names::{name, place};
use crate::page::words::told::Told;

/// What a request is for: "posted in #desk", and "post in #desk" where it did not happen.
struct Purpose {
    done: String,
    wanted: String,
}

fn purpose(done: &str, wanted: &str, rest: &str) -> Purpose {
    let rest = if rest.is_empty() { String::new() } else { format!(" {rest}") };
    Purpose { done: format!("{done}{rest}"), wanted: format!("{wanted}{rest}") }
}

/// A request of the bot. `user` is whose interaction it answers.
pub(crate) fn of_request(world: &World, user: Option<Snowflake>, exchange: &Exchange) -> Told {
    let bot = name(world, world.bot_id);
    let mut parts = exchange.path.split('/').skip(1);
    let in_channel = parts.next() == Some("channels");
    let channel = parts.next().filter(|_| in_channel).and_then(snowflake::parse);
    let message = exchange
        .path
        .split("/messages/")
        .nth(1)
        .and_then(|rest| snowflake::parse(rest.split('/').next()?));
    let answered = snowflake::from_value(&exchange.answer["id"])
        .filter(|_| exchange.method == "POST" && exchange.route.ends_with("/messages"));
    let wish = what(world, user, channel, exchange);
    let mut people: Vec<Snowflake> = user.into_iter().collect();
    people.extend(
        exchange.body["allowed_mentions"]["users"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(snowflake::from_value),
    );
    people.dedup();
    let reason = exchange.answer["message"]
        .as_str()
        .unwrap_or("no reason given")
        .trim_end_matches('.')
        .to_owned();
    let wanted = &wish.wanted;
    let text = match exchange.status {
        200..=299 => format!("{bot} {}", wish.done),
        0 => {
            format!("The connection broke before Discord answered {bot}, which wanted to {wanted}")
        }
        429 => {
            let wait = exchange.answer["retry_after"].as_f64();
            let wait = wait.map_or_else(|| "a while".to_owned(), |wait| format!("{wait:.1} s"));
            format!("Discord asked {bot} to wait {wait} (rate limit); it wanted to {wanted}")
        }
        status @ 500.. => format!("Discord failed ({status}) when {bot} wanted to {wanted}"),
        status => format!("Discord refused ({status}, {reason}) when {bot} wanted to {wanted}"),
    };
    let message = message.or(answered);
    Told {
        text,
        detail: Some(format!("{} {} → {}", exchange.method, exchange.route, exchange.status)),
        people,
        case: case_of(world, channel, message)
            .or_else(|| heading(&exchange.body))
            .or_else(|| heading(&exchange.body["data"])),
        trouble: !(200..300).contains(&exchange.status),
        channel,
        message,
    }
}

fn what(
    world: &World,
    user: Option<Snowflake>,
    channel: Option<Snowflake>,
    exchange: &Exchange,
) -> Purpose {
    let at = channel.map_or_else(String::new, |channel| place(world, channel));
    let at_in = format!("in {at}");
    let who = user.map_or_else(|| "someone".to_owned(), |user| name(world, user));
    let (method, route, body) = (exchange.method.as_str(), exchange.route.as_str(), &exchange.body);
    let title = body["name"].as_str().unwrap_or_default();
    let under = |part: &str| route.contains(part);
    match method {
        "POST" if route.starts_with("/interactions/") => {
            callback(&who, &body["data"], body["type"].as_u64())
        }
        "POST" if route.starts_with("/webhooks/") => {
            purpose("added to its reply to", "add to its reply to", &who)
        }
        "PATCH" if route.starts_with("/webhooks/") => {
            purpose("updated its reply to", "update its reply to", &who)
        }
        "POST" if under("/threads") => {
            purpose("opened the thread", "open the thread", &format!("“{title}” {at_in}"))
        }
        "POST" if route.ends_with("/messages") => purpose("posted", "post", &at_in),
        "POST" if route.ends_with("/typing") => {
            purpose("showed that it is typing", "show that it is typing", &at_in)
        }
        "POST" if route == "/users/@me/channels" => {
            purpose("opened a direct message", "open a direct message", "")
        }
        "PUT" if under("/reactions/") => {
            purpose("reacted to a message", "react to a message", &at_in)
        }
        "DELETE" if under("/reactions/") => {
            purpose("removed a reaction from a message", "remove a reaction from a message", &at_in)
        }
        "PUT" if under("/thread-members/") => purpose("added someone to", "add someone to", &at),
        "DELETE" if under("/thread-members/") => {
            purpose("removed someone from", "remove someone from", &at)
        }
        "PUT" if under("/pins/") => purpose("pinned a message", "pin a message", &at_in),
        "DELETE" if under("/pins/") => purpose("unpinned a message", "unpin a message", &at_in),
        "PATCH" if under("/messages/") => purpose("updated a message", "update a message", &at_in),
        "DELETE" if under("/messages/") => purpose("deleted a message", "delete a message", &at_in),
        "GET" if under("/messages/") => purpose("looked at a message", "look at a message", &at_in),
        "GET" if route.ends_with("/messages") => {
            purpose("read the messages", "read the messages", &at_in)
        }
        "PATCH" if route.starts_with("/channels/") => purpose("changed", "change", &at),
        "GET" if route.starts_with("/channels/") => purpose("looked at", "look at", &at),
        "PUT" if route.ends_with("/commands") => {
            let count = body.as_array().map_or(0, Vec::len);
            purpose("registered", "register", &format!("its {count} commands"))
        }
        "GET" if route.starts_with("/gateway") => {
            purpose("asked where to connect", "ask where to connect", "")
        }
        "GET" if route.starts_with("/guilds/") => {
            purpose("looked at the server", "look at the server", "")
        }
        "GET" => purpose("looked at", "look at", &exchange.path),
        _ => purpose("asked for", "ask for", &format!("{method} {}", exchange.path)),
    }
}

/// The first answer to an interaction, by Discord's numbers.
fn callback(who: &str, data: &Value, kind: Option<u64>) -> Purpose {
    let ephemeral = data["flags"].as_u64().is_some_and(|flags| flags & 64 != 0);
    let alone = if ephemeral { " (only they can see it)" } else { "" };
    match kind {
        Some(4) => purpose("replied to", "reply to", &format!("{who}{alone}")),
        Some(5) => purpose("told", "tell", &format!("{who} that it’s thinking")),
        Some(6) => purpose("acknowledged what", "acknowledge what", &format!("{who} did")),
        Some(7) => purpose("updated the message for", "update the message for", who),
        Some(8) => {
            let count = data["choices"].as_array().map_or(0, Vec::len);
            purpose("suggested", "suggest", &format!("{count} choices to {who}"))
        }
        _ => purpose("opened a form for", "open a form for", who),
    }
}
