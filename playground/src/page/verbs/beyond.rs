//! Verbs besides writing: forwards, polls, stickers, voice notes, what proxies, bridges and other
//! apps post, and what moderators do.

use sandbox::world::message_flag;
use sandbox::world::permissions::right_named;
use sandbox::world::{Emoji, NewPoll};
use sandbox::{Person, Refused, Sandbox, snowflake};
use serde_json::{Value, json};

use crate::page::verbs::request::{id, text};

/// Does what a request asks; `None` if it is about something else.
pub(super) fn perform(
    sandbox: &Sandbox,
    person: &Person,
    request: &Value,
) -> Option<Result<Value, Refused>> {
    let result = match request["verb"].as_str().unwrap_or_default() {
        "forward" => id(request, "message_id")
            .and_then(|message| person.forward(message, id(request, "channel_id")?))
            .map(message),
        "poll" => id(request, "channel_id")
            .and_then(|channel| person.send_poll(channel, poll(request)))
            .map(message),
        "vote" => id(request, "message_id").and_then(|message| {
            let answers = texts(&request["answers"]);
            person.vote(message, &answers.iter().map(String::as_str).collect::<Vec<_>>())?;
            Ok(json!({}))
        }),
        "end_poll" => done(id(request, "message_id").and_then(|message| person.end_poll(message))),
        "sticker" => id(request, "channel_id")
            .and_then(|channel| person.send_sticker(channel, &text(request, "name")))
            .map(message),
        "voice_note" => {
            let seconds = request["seconds"].as_u64().and_then(|seconds| seconds.try_into().ok());
            id(request, "channel_id")
                .and_then(|channel| person.send_voice_note(channel, seconds.unwrap_or(5)))
                .map(message)
        }
        "proxy" => id(request, "channel_id").and_then(|channel| {
            let (name, text) = (text(request, "name"), text(request, "content"));
            person.say_proxied(channel, &name, &text).map(|(_, proxied)| message(proxied))
        }),
        "other" => other(sandbox, request),
        _ => return moderate(sandbox, person, request),
    };
    Some(result)
}

fn moderate(sandbox: &Sandbox, person: &Person, request: &Value) -> Option<Result<Value, Refused>> {
    let user = || named(sandbox, request, "user_id");
    let role = || named(sandbox, request, "role_id");
    let channel = || id(request, "channel_id");
    let result = match request["verb"].as_str().unwrap_or_default() {
        "leave_server" => person.leave_server(),
        "join_server" => person.join_server(),
        "kick" => user().and_then(|user| person.kick(&user)),
        "ban" => user().and_then(|user| {
            let hours = request["delete_hours"].as_u64().and_then(|hours| hours.try_into().ok());
            person.ban(&user, hours.unwrap_or(0))
        }),
        "unban" => user().and_then(|user| person.unban(&user)),
        "role" => user().and_then(|user| match request["has"] == true {
            true => person.give_role(&user, &role()?),
            false => person.take_role(&user, &role()?),
        }),
        "delete_role" => role().and_then(|role| person.delete_role(&role)),
        "create_channel" => {
            let kind = request["type"].as_u64().and_then(|kind| u8::try_from(kind).ok());
            person.create_channel(kind.unwrap_or(0), &text(request, "name")).map(drop)
        }
        "delete_channel" => channel().and_then(|channel| person.delete_channel(channel)),
        "permit" => channel().and_then(|channel| {
            let whom = named(sandbox, request, "whom")?;
            let name = text(request, "permission");
            let right = right_named(&name)
                .ok_or_else(|| Refused(format!("There's no permission {name}.")))?;
            match request["denied"] == true {
                true => person.deny(channel, &whom, right),
                false => person.reset_rights(channel, &whom, right),
            }
        }),
        _ => return None,
    };
    Some(done(result))
}

/// Lets a bridge or another app write.
fn other(sandbox: &Sandbox, request: &Value) -> Result<Value, Refused> {
    let channel = id(request, "channel_id")?;
    let (name, content) = (text(request, "name"), text(request, "content"));
    let app = || sandbox.app("Statusbot");
    match request["kind"].as_str() {
        Some("card") => app().send_body(
            channel,
            &json!({"embeds": [{
                "title": content, "description": "Posted by another app.", "color": 0x00d8_3c3e,
                "fields": [{"name": "Since", "value": "9:00", "inline": true}],
            }]}),
        ),
        Some("components") => app().send_body(
            channel,
            &json!({"flags": message_flag::IS_COMPONENTS_V2, "components": [{
                "type": 17, "accent_color": 0x00d8_3c3e, "components": [
                    {"type": 10, "content": format!("### {content}")},
                    {"type": 14},
                    {"type": 10, "content": "Posted by another app, with components only."},
                ],
            }]}),
        ),
        _ => sandbox
            .webhook_in(channel, "Bridge")
            .and_then(|bridge| bridge.say_in(channel, &name, &content)),
    }
    .map(message)
}

fn poll(request: &Value) -> NewPoll {
    let answers = texts(&request["answers"]).into_iter();
    NewPoll {
        question: text(request, "question"),
        answers: answers.map(|answer| (answer, None::<Emoji>)).collect(),
        multiselect: request["multiselect"] == true,
        hours: 24,
    }
}

fn texts(list: &Value) -> Vec<String> {
    let list = list.as_array().into_iter().flatten();
    list.filter_map(|text| Some(text.as_str()?.to_owned())).collect()
}

/// The name of the user or the role whose id the request has, since actions are told by names.
fn named(sandbox: &Sandbox, request: &Value, key: &str) -> Result<String, Refused> {
    let found = snowflake::from_value(&request[key]).and_then(|id| {
        sandbox.world(|world| {
            let role = || world.guilds.values().find_map(|guild| guild.roles.get(&id));
            let user = world.users.get(&id).map(|user| user.username.clone());
            user.or_else(|| role().map(|role| role.name.clone()))
        })
    });
    found.ok_or_else(|| Refused("There's no such person or role.".to_owned()))
}

fn message(id: u64) -> Value {
    json!({"message_id": id.to_string()})
}

fn done(result: Result<(), Refused>) -> Result<Value, Refused> {
    result.map(|()| json!({}))
}
