//! Messages.

use std::hash::{DefaultHasher, Hash, Hasher};

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use crate::wire::{
    author, member_without_user, poll, reaction_emoji, sticker_item, thread_for_bot, time,
    user_by_id,
};
use crate::world::{Attachment, Message, Reaction, Snowflake, World, message_kind};

/// How long the address of a file is good for, in seconds.
const FILE_LIFETIME: i64 = 24 * 60 * 60;

/// What a forward has of a message (documentation, resources/message "Message Snapshot Object").
const SNAPSHOT: [&str; 11] = [
    "type",
    "content",
    "mentions",
    "mention_roles",
    "attachments",
    "embeds",
    "timestamp",
    "edited_timestamp",
    "flags",
    "sticker_items",
    "components",
];

/// `MessageResponse` with everything in it, whatever the bot may read.
pub fn message(world: &World, message: &Message) -> Value {
    let mut value = without_reference(world, message);
    let Some(reference) = &message.reference else { return value };
    if matches!(
        message.kind,
        message_kind::REPLY | message_kind::THREAD_STARTER | message_kind::CONTEXT_MENU_COMMAND
    ) {
        let target = reference.message_id.and_then(|id| world.message(reference.channel_id, id));
        value["referenced_message"] = target.map_or(Value::Null, |target| {
            let mut referenced = without_reference(world, target);
            if !bot_may_read(world, target) {
                blank(&mut referenced);
            }
            referenced
        });
    }
    value
}

/// `MessageResponse` as the bot gets it over HTTP: blanked if the portal does not grant the content
/// of messages.
pub fn message_for_bot(world: &World, message: &Message) -> Value {
    let mut value = self::message(world, message);
    if !bot_may_read(world, message) {
        blank(&mut value);
    }
    value
}

/// The answer to sending a message: with the nonce, which later requests do not show any more.
pub fn message_with_nonce(world: &World, message: &Message) -> Value {
    let mut value = self::message(world, message);
    if let Some(nonce) = &message.nonce {
        value["nonce"] = nonce.clone();
    }
    value
}

/// `CreatedThreadResponse` of a forum post: the thread with its first message.
pub fn forum_post(world: &World, id: Snowflake) -> Value {
    let mut value = thread_for_bot(world, id);
    if let Some(first) = world.message(id, id) {
        value["message"] = self::message(world, first);
    }
    value
}

/// The payload of `MESSAGE_CREATE` (with the nonce) or `MESSAGE_UPDATE`: the message with
/// `guild_id`, `member` and `channel_type`.
pub fn message_event(world: &World, message: &Message, create: bool) -> Value {
    let mut value =
        if create { message_with_nonce(world, message) } else { self::message(world, message) };
    let found = world.channels.get(&message.channel_id);
    value["channel_type"] = json!(found.map(|channel| channel.kind));
    if let Some(guild_id) = found.and_then(|channel| channel.guild_id) {
        value["guild_id"] = json!(guild_id.to_string());
        let guild = world.guilds.get(&guild_id);
        let member = guild.and_then(|guild| member_without_user(world, guild, message.author_id));
        if let Some(member) = member {
            value["member"] = member;
        }
        if let Some(mentions) = value["mentions"].as_array_mut() {
            for (mention, user) in mentions.iter_mut().zip(&message.mentions) {
                if let Some(member) =
                    guild.and_then(|guild| member_without_user(world, guild, *user))
                {
                    mention["member"] = member;
                }
            }
        }
    }
    value
}

/// Whether the bot may read the content of a message over HTTP: the portal grants it, or one of the
/// exceptions holds.
pub fn bot_may_read(world: &World, message: &Message) -> bool {
    world.message_content_granted() || bot_may_read_without_intent(world, message)
}

/// The exceptions of the intent for content: the bot's own messages, direct ones, those that
/// mention the bot, and replies to an ordinary message of the bot that ping it (not replies to
/// answers of interactions).
pub fn bot_may_read_without_intent(world: &World, message: &Message) -> bool {
    let bot = world.bot_id;
    if message.author_id == bot || world.guild_of(message.channel_id).is_none() {
        return true;
    }
    if !message.mentions.contains(&bot) {
        return false;
    }
    let named = message.content.contains(&format!("<@{bot}>"))
        || message.content.contains(&format!("<@!{bot}>"));
    let target = message
        .reference
        .and_then(|reference| world.message(reference.channel_id, reference.message_id?));
    named || target.is_none_or(|target| target.interaction.is_none())
}

/// Takes from a message what needs the intent for content.
pub fn blank(message: &mut Value) {
    message["content"] = json!("");
    for list in ["embeds", "attachments", "components"] {
        message[list] = json!([]);
    }
    if let Some(message) = message.as_object_mut() {
        message.remove("poll");
        message.remove("message_snapshots");
    }
}

/// A message without the one that it refers to.
pub fn without_reference(world: &World, message: &Message) -> Value {
    let attachments: Vec<Value> =
        message.attachments.iter().map(|file| attachment(world, message, file)).collect();
    let mut value = json!({
        "id": message.id.to_string(),
        "channel_id": message.channel_id.to_string(),
        "author": author(world, message),
        "content": message.content,
        "timestamp": time(message.timestamp),
        "edited_timestamp": message.edited_timestamp.map(time),
        "tts": message.tts,
        "mention_everyone": message.mention_everyone,
        "mentions": message.mentions.iter().map(|user| user_by_id(world, *user)).collect::<Vec<_>>(),
        "mention_roles": message.mention_roles.iter().map(Snowflake::to_string).collect::<Vec<_>>(),
        "attachments": attachments,
        "embeds": message.embeds,
        "components": message.components,
        "pinned": message.pinned_at.is_some(),
        "type": message.kind,
        "flags": message.flags,
    });
    if !message.attachments.is_empty() {
        for list in ["embeds", "components"] {
            sign_media(world, message, &mut value[list]);
        }
    }
    if let Some(reference) = &message.reference {
        let mut object =
            json!({ "type": reference.kind, "channel_id": reference.channel_id.to_string() });
        if let Some(id) = reference.message_id {
            object["message_id"] = json!(id.to_string());
        }
        if let Some(id) = reference.guild_id {
            object["guild_id"] = json!(id.to_string());
        }
        value["message_reference"] = object;
    }
    if !message.reactions.is_empty() {
        value["reactions"] = message.reactions.iter().map(|one| reaction(world, one)).collect();
    }
    if message.thread_id.is_some_and(|thread| world.channels.contains_key(&thread)) {
        value["thread"] = thread_for_bot(world, message.id);
    }
    if let Some(position) = message.position {
        value["position"] = json!(position);
    }
    if let Some(interaction) = &message.interaction {
        value["interaction_metadata"] = interaction.clone();
    }
    if let Some(webhook) = message.webhook_id {
        value["webhook_id"] = json!(webhook.to_string());
    }
    let own = message.webhook_id.filter(|webhook| *webhook == world.application_id);
    if let Some(application) = message.application_id.or(own) {
        value["application_id"] = json!(application.to_string());
    }
    if let Some(found) = &message.poll {
        value["poll"] = poll(found, world.bot_id);
    }
    if !message.stickers.is_empty() {
        value["sticker_items"] = message.stickers.iter().map(sticker_item).collect();
    }
    if let Some(inner) = &message.snapshot {
        value["message_snapshots"] = json!([{ "message": snapshot(world, inner) }]);
    }
    value
}

/// `MinimalContentMessageResponse`: what a forward shows of a message.
fn snapshot(world: &World, message: &Message) -> Value {
    let mut full = without_reference(world, message);
    let mut kept = json!({});
    for key in SNAPSHOT {
        if let Some(value) = full.get_mut(key) {
            kept[key] = value.take();
        }
    }
    kept
}

fn reaction(world: &World, reaction: &Reaction) -> Value {
    let bursts = reaction.bursts.len();
    json!({
        "emoji": reaction_emoji(&reaction.emoji),
        "count": reaction.users.len(),
        "count_details": { "burst": bursts, "normal": reaction.users.len() - bursts },
        "burst_colors": [],
        "me_burst": false,
        "burst_me": false,
        "burst_count": bursts,
        "me": reaction.users.contains(&world.bot_id),
    })
}

/// `MessageAttachmentResponse` with an address that is good for a day of the world.
pub fn attachment(world: &World, message: &Message, file: &Attachment) -> Value {
    attachment_in(world, message.channel_id, file, message.ephemeral_for.is_some())
}

/// The same for a file that is in a channel, or was sent with a form there: then it is ephemeral.
pub fn attachment_in(
    world: &World,
    channel: Snowflake,
    file: &Attachment,
    ephemeral: bool,
) -> Value {
    let url = signed_address(world, channel, file);
    let mut value = json!({
        "id": file.id.to_string(), "filename": file.filename, "size": file.size, "url": url, "proxy_url": url,
    });
    if let Some(description) = &file.description {
        value["description"] = json!(description);
    }
    if let Some(content_type) = &file.content_type {
        value["content_type"] = json!(content_type);
    }
    if let (Some(width), Some(height)) = (file.width, file.height) {
        value["width"] = json!(width);
        value["height"] = json!(height);
    }
    if let Some(seconds) = file.duration_secs {
        value["duration_secs"] = json!(seconds);
    }
    if let Some(waveform) = &file.waveform {
        value["waveform"] = json!(waveform);
    }
    if ephemeral {
        value["ephemeral"] = json!(true);
    }
    value
}

fn signed_address(world: &World, channel: Snowflake, file: &Attachment) -> String {
    let issued = world.now().timestamp();
    let expires = issued + FILE_LIFETIME;
    let signature = attachment_signature(world, file.id, expires, issued);
    let name = utf8_percent_encode(&file.filename, NON_ALPHANUMERIC)
        .to_string()
        .replace("%2E", ".")
        .replace("%5F", "_")
        .replace("%2D", "-");
    let (url, id) = (&world.url, file.id);
    format!("{url}/attachments/{channel}/{id}/{name}?ex={expires:x}&is={issued:x}&hm={signature}&")
}

/// The `hm` of an address, which only this server can make: it binds the file to the two times
/// (Unix seconds).
pub fn attachment_signature(world: &World, file: Snowflake, expires: i64, issued: i64) -> String {
    let mut hasher = DefaultHasher::new();
    (world.token.as_str(), world.bot_id, file, expires, issued).hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// Prepares components for storage: numbers those without a number, and resolves
/// `attachment://name` to files of the message. Addresses of files are signed again whenever the
/// message is rendered.
pub fn resolve_media(
    world: &World,
    channel: Snowflake,
    mut components: Vec<Value>,
    files: &[Attachment],
) -> Vec<Value> {
    debug_assert!(
        world.channels.contains_key(&channel),
        "components of a message without a channel"
    );
    let mut used = Vec::new();
    components.iter().for_each(|component| collect_ids(component, &mut used));
    let mut next = 1;
    for component in &mut components {
        complete(component, &mut next, &used, files);
    }
    components
}

fn collect_ids(component: &Value, used: &mut Vec<u64>) {
    used.extend(component["id"].as_u64().filter(|id| *id > 0));
    let children = component["components"].as_array().into_iter().flatten();
    children
        .chain([&component["accessory"]])
        .filter(|child| child.is_object())
        .for_each(|child| collect_ids(child, used));
}

fn complete(component: &mut Value, next: &mut u64, used: &[u64], files: &[Attachment]) {
    if component["id"].as_u64().unwrap_or(0) == 0 {
        while used.contains(next) {
            *next += 1;
        }
        component["id"] = json!(*next);
        *next += 1;
    }
    if let Some(children) = component["components"].as_array_mut() {
        children.iter_mut().for_each(|child| complete(child, next, used, files));
    }
    if component["accessory"].is_object() {
        complete(&mut component["accessory"], next, used, files);
    }
    for key in ["media", "file"] {
        if component[key].is_object() {
            component[key] = unfurled(&component[key], files);
        }
    }
    if component["type"] == 13
        && let Some(file) = files.iter().find(|file| {
            Some(file.id.to_string().as_str()) == component["file"]["attachment_id"].as_str()
        })
    {
        component["name"] = json!(file.filename);
        component["size"] = json!(file.size);
    }
    if let Some(items) = component["items"].as_array_mut() {
        for item in items {
            item["media"] = unfurled(&item["media"], files);
        }
    }
}

fn unfurled(media: &Value, files: &[Attachment]) -> Value {
    let url = media["url"].as_str().unwrap_or_default();
    let file = url
        .strip_prefix("attachment://")
        .and_then(|name| files.iter().find(|file| file.filename == name));
    let file = file.or_else(|| {
        files.iter().find(|file| media["attachment_id"].as_str() == Some(&file.id.to_string()))
    });
    let id = file.map_or_else(|| "1".to_owned(), |file| file.id.to_string());
    let mut value = json!({ "id": id, "url": url, "proxy_url": url, "width": null, "height": null, "content_type": null });
    if let Some(file) = file {
        value["attachment_id"] = json!(id);
        value["content_type"] = json!(file.content_type);
        value["width"] = json!(file.width);
        value["height"] = json!(file.height);
    }
    value
}

/// Writes fresh addresses into embeds and components that show files of the message.
fn sign_media(world: &World, message: &Message, value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| sign_media(world, message, item)),
        Value::Object(object) => {
            let file = |file: &&Attachment| {
                let by_name = object
                    .get("url")
                    .and_then(Value::as_str)
                    .and_then(|url| url.strip_prefix("attachment://"));
                by_name == Some(file.filename.as_str())
                    || object.get("attachment_id").and_then(Value::as_str)
                        == Some(&file.id.to_string())
            };
            if let Some(file) = message.attachments.iter().find(file) {
                let url = signed_address(world, message.channel_id, file);
                object.insert("url".into(), json!(url));
                object.insert("proxy_url".into(), json!(url));
            }
            object.values_mut().for_each(|child| sign_media(world, message, child));
        }
        _ => {}
    }
}
