//! Payloads of the gateway, read as what the bot handles. All others are left unread.

use std::borrow::Cow;

use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;
use serenity::all::{ComponentInteraction, Event, Interaction, Ready};

use crate::discord::interaction::form::SentForm;

/// What the gateway tells.
#[derive(Debug)]
pub enum Incoming {
    /// A session began.
    Ready(Box<Ready>),
    /// Somebody runs a command, or types one.
    Command(Box<Interaction>),
    /// Somebody pressed a button, or chose from a menu.
    Press(Box<ComponentInteraction>),
    /// Somebody sent a form.
    Form(Box<SentForm>),
    /// Anything else that happened.
    Event(Box<Event>),
}

/// A payload that is not as Discord says. What people wrote is not part of it.
#[derive(Debug, thiserror::Error)]
#[error("{name}, near byte {near}")]
pub struct Unreadable {
    /// The event's name.
    name: String,
    /// Where it is not as expected; 0 if that is not known.
    near: usize,
}

#[derive(Deserialize)]
struct Name<'a> {
    #[serde(borrow)]
    t: Option<Cow<'a, str>>,
}

#[derive(Deserialize)]
struct Payload<T> {
    d: T,
}

/// The types of interactions (Discord, "Interaction Type").
mod kind {
    pub const COMPONENT: u64 = 3;
    pub const FORM: u64 = 5;
}

/// Reads a payload. None if it is no event, or one that the bot does not handle.
///
/// # Errors
/// If an event has a shape that is not known.
pub fn read(payload: &str) -> Result<Option<Incoming>, Unreadable> {
    let name = match serde_json::from_str::<Name<'_>>(payload) {
        Ok(Name { t: Some(name) }) => name,
        Ok(Name { t: None }) => return Ok(None),
        Err(error) => {
            return Err(Unreadable { name: "a payload".to_owned(), near: error.column() });
        }
    };
    let read = match &*name {
        "READY" => data(payload).map(|ready| Some(Incoming::Ready(Box::new(ready)))),
        "INTERACTION_CREATE" => data(payload).and_then(interaction).map(Some),
        name => {
            event(name, payload).map(|event| event.map(|event| Incoming::Event(Box::new(event))))
        }
    };
    read.map_err(|error| Unreadable { name: name.into_owned(), near: error.column() })
}

fn interaction(data: Value) -> serde_json::Result<Incoming> {
    Ok(match data["type"].as_u64() {
        Some(kind::COMPONENT) => Incoming::Press(serde_json::from_value(data)?),
        Some(kind::FORM) => Incoming::Form(serde_json::from_value(data)?),
        _ => Incoming::Command(serde_json::from_value(data)?),
    })
}

fn event(name: &str, payload: &str) -> serde_json::Result<Option<Event>> {
    Ok(Some(match name {
        "MESSAGE_CREATE" => Event::MessageCreate(data(payload)?),
        "MESSAGE_UPDATE" => Event::MessageUpdate(data(payload)?),
        "MESSAGE_DELETE" => Event::MessageDelete(data(payload)?),
        "MESSAGE_DELETE_BULK" => Event::MessageDeleteBulk(data(payload)?),
        "MESSAGE_REACTION_ADD" => Event::ReactionAdd(data(payload)?),
        "GUILD_CREATE" => Event::GuildCreate(data(payload)?),
        "GUILD_UPDATE" => Event::GuildUpdate(data(payload)?),
        "GUILD_DELETE" => Event::GuildDelete(data(payload)?),
        "GUILD_ROLE_CREATE" => Event::GuildRoleCreate(data(payload)?),
        "GUILD_ROLE_UPDATE" => Event::GuildRoleUpdate(data(payload)?),
        "GUILD_ROLE_DELETE" => Event::GuildRoleDelete(data(payload)?),
        "GUILD_MEMBER_ADD" => Event::GuildMemberAdd(data(payload)?),
        "GUILD_MEMBER_UPDATE" => Event::GuildMemberUpdate(data(payload)?),
        "GUILD_MEMBER_REMOVE" => Event::GuildMemberRemove(data(payload)?),
        "GUILD_BAN_ADD" => Event::GuildBanAdd(data(payload)?),
        "CHANNEL_CREATE" => Event::ChannelCreate(data(payload)?),
        "CHANNEL_UPDATE" => Event::ChannelUpdate(data(payload)?),
        "CHANNEL_DELETE" => Event::ChannelDelete(data(payload)?),
        "THREAD_CREATE" => Event::ThreadCreate(data(payload)?),
        "THREAD_UPDATE" => Event::ThreadUpdate(data(payload)?),
        "THREAD_DELETE" => Event::ThreadDelete(data(payload)?),
        "THREAD_LIST_SYNC" => Event::ThreadListSync(data(payload)?),
        _ => return Ok(None),
    }))
}

fn data<T: DeserializeOwned>(payload: &str) -> serde_json::Result<T> {
    Ok(serde_json::from_str::<Payload<T>>(payload)?.d)
}
