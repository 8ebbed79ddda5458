//! What a person does in the window: each verb comes with a number, and is answered under it.

mod beyond;
mod interactions;
mod request;

use sandbox::world::{AllowedMentions, NewMessage, NewThread, ReferenceRequest, ThreadEdit, kind};
use sandbox::{Person, Refused, Sandbox, Snowflake, snowflake};
use serde_json::{Value, json};
use tokio::sync::mpsc::UnboundedSender;

use crate::page::context::{Change, Context};
use crate::page::reads::is_forum;
use crate::page::verbs::request::{files, id, text};
use crate::page::view::{self, Sight};

/// Does what a frame asks, and sends the answer: at once, or when the bot has reacted.
pub(super) fn perform(
    context: &Context,
    person: &Person,
    text: &str,
    answers: &UnboundedSender<Value>,
) {
    let Ok(request) = serde_json::from_str::<Value>(text) else { return };
    let id = request["id"].clone();
    if let Some(result) = at_once(context, person, &request) {
        // A window that was closed needs no answer.
        let _ = answers.send(answer(&id, result));
        return;
    }
    let (sandbox, person, answers) = (context.sandbox.clone(), person.clone(), answers.clone());
    tokio::spawn(async move {
        let result = interactions::perform(&sandbox, &person, &request).await;
        let _ = answers.send(answer(&id, result));
    });
}

/// The frame with the answer to a request.
pub(super) fn answer(id: &Value, result: Result<Value, Refused>) -> Value {
    match result {
        Ok(value) => json!({"t": "answer", "id": id, "ok": value}),
        Err(Refused(why)) => json!({"t": "answer", "id": id, "refused": why}),
    }
}

/// Requests that do not need the bot; `None` for the others.
fn at_once(context: &Context, person: &Person, request: &Value) -> Option<Result<Value, Refused>> {
    Some(match request["verb"].as_str().unwrap_or_default() {
        "say" => say(context, person, request),
        "edit" => on_message(request, |message| person.edit(message, &text(request, "content"))),
        "delete" | "dismiss" => on_message(request, |message| person.delete(message)),
        "react" => on_message(request, |message| person.react(message, &text(request, "emoji"))),
        "unreact" => {
            on_message(request, |message| person.unreact(message, &text(request, "emoji")))
        }
        "pin" => on_message(request, |message| person.pin(message, request["pin"] != false)),
        "thread" => id(request, "message_id")
            .and_then(|message| person.start_thread(message, &text(request, "name")))
            .map(place),
        "open_thread" => {
            let kind =
                if request["private"] == true { kind::PRIVATE_THREAD } else { kind::PUBLIC_THREAD };
            let new = NewThread { kind: Some(kind), ..NewThread::named(text(request, "name")) };
            id(request, "channel_id")
                .and_then(|channel| person.open_thread(channel, new))
                .map(place)
        }
        "post" => post(person, request),
        "edit_thread" => edit_thread(&context.sandbox, person, request),
        "delete_thread" => in_channel(request, |channel| person.delete_thread(channel)),
        "join_thread" => in_channel(request, |channel| person.join(channel)),
        "leave_thread" => in_channel(request, |channel| person.leave(channel)),
        "typing" => in_channel(request, |channel| person.types(channel)),
        "history" => look(context, person, request, view::history),
        "pins" => look(context, person, request, |sight, channel, _| view::pins(sight, channel)),
        "read" => in_channel(request, |channel| {
            read(context, person, channel, snowflake::from_value(&request["message_id"]))
        }),
        "direct" => id(request, "user_id").and_then(|user| person.direct(user)).map(place),
        "speak" => person.speaks(&text(request, "locale")).map(|()| json!({})),
        "commands" => id(request, "channel_id")
            .and_then(|channel| person.offered(channel))
            .map(|offered| json!({"slash": offered.slash, "message": offered.message})),
        _ => return beyond::perform(&context.sandbox, person, request),
    })
}

fn place(channel: Snowflake) -> Value {
    json!({"channel_id": channel.to_string()})
}

fn on_message(
    request: &Value,
    act: impl FnOnce(Snowflake) -> Result<(), Refused>,
) -> Result<Value, Refused> {
    id(request, "message_id").and_then(act).map(|()| json!({}))
}

fn in_channel(
    request: &Value,
    act: impl FnOnce(Snowflake) -> Result<(), Refused>,
) -> Result<Value, Refused> {
    id(request, "channel_id").and_then(act).map(|()| json!({}))
}

fn say(context: &Context, person: &Person, request: &Value) -> Result<Value, Refused> {
    let channel = id(request, "channel_id")?;
    let mut new = NewMessage {
        files: files(&request["files"])?,
        ..NewMessage::text(text(request, "content"))
    };
    if let Some(message) = snowflake::from_value(&request["reply_to"]) {
        new.reference = Some(ReferenceRequest {
            kind: 0,
            message_id: message,
            channel_id: Some(channel),
            fail_if_not_exists: true,
        });
        if request["ping"] == false {
            let all = AllowedMentions {
                all_users: true,
                all_roles: true,
                everyone: true,
                ..Default::default()
            };
            new.allowed_mentions = Some(all);
        }
    }
    let message = person.send(channel, new)?;
    // Who writes has read.
    read(context, person, channel, Some(message))?;
    Ok(json!({"message_id": message.to_string()}))
}

fn post(person: &Person, request: &Value) -> Result<Value, Refused> {
    let forum = id(request, "channel_id")?;
    let tags = request["tags"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(snowflake::from_value)
        .collect();
    let new = NewThread { applied_tags: tags, ..NewThread::named(text(request, "title")) };
    let message = NewMessage {
        files: files(&request["files"])?,
        ..NewMessage::text(text(request, "content"))
    };
    person.post_with(forum, new, message).map(place)
}

fn edit_thread(sandbox: &Sandbox, person: &Person, request: &Value) -> Result<Value, Refused> {
    let thread = id(request, "channel_id")?;
    let tags = request["tags"]
        .as_array()
        .map(|tags| tags.iter().filter_map(snowflake::from_value).collect());
    let edit = ThreadEdit {
        name: request["name"].as_str().map(str::to_owned),
        archived: request["archived"].as_bool(),
        locked: request["locked"].as_bool(),
        applied_tags: tags,
        ..ThreadEdit::default()
    };
    // An archived thread is brought back before anything else of it is changed, as the client does.
    let archived = sandbox.world(|world| {
        world
            .channels
            .get(&thread)
            .and_then(|found| found.thread.as_ref())
            .is_some_and(|thread| thread.archived)
    });
    if archived && edit.archived.is_none() {
        person.edit_thread(thread, ThreadEdit { archived: Some(false), ..edit })?;
    } else {
        person.edit_thread(thread, edit)?;
    }
    Ok(json!({}))
}

/// What a person sees of a channel.
fn look(
    context: &Context,
    person: &Person,
    request: &Value,
    view: impl FnOnce(&Sight<'_>, Snowflake, &Value) -> Value,
) -> Result<Value, Refused> {
    let channel = person.channel(id(request, "channel_id")?)?;
    let Context { sandbox, page } = context;
    Ok(sandbox.world(|world| {
        let sight = Sight { world, sandbox, reads: &page.reads, viewer: person.id };
        view(&sight, channel, request)
    }))
}

/// Marks a channel as read up to a message, or to its end.
fn read(
    context: &Context,
    person: &Person,
    channel: Snowflake,
    message: Option<Snowflake>,
) -> Result<(), Refused> {
    let last = context.sandbox.world(|world| {
        let place = world.visible_channel(person.id, channel).map_err(Refused::from)?;
        let newest = if is_forum(world, channel) {
            Some(world.last_id)
        } else {
            world.messages.get(&channel).and_then(|messages| messages.keys().next_back().copied())
        };
        Ok::<_, Refused>(message.or(newest).unwrap_or(place.id))
    })?;
    context.page.reads.mark(person.id, channel, last);
    context.page.send(Change::Read { person: person.id, channel });
    Ok(())
}
