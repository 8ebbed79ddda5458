//! Bodies that create or edit a message (documentation, resources/message).

use std::sync::Arc;

use serde_json::Value;

use crate::error::ApiError;
use crate::limits::form::{Field, Form};
use crate::limits::sizes::{CONTENT, FILE_BYTES};
use crate::limits::{component, embed};
use crate::world::{
    AllowedMentions, Emoji, KeptAttachment, Message, MessageEdit, NewFile, NewMessage, NewPoll,
    ReferenceRequest, message_flag,
};

/// A file of a multipart body.
#[derive(Debug, Clone)]
pub struct Upload {
    /// The `n` of its field `files[n]`; `attachments[].id` refers to it.
    pub number: u64,
    /// The name that was sent with it.
    pub filename: String,
    /// The media type that was sent with it.
    pub content_type: Option<String>,
    /// What it consists of.
    pub bytes: Arc<[u8]>,
}

/// Flags that a sender may set on a new message.
const SETTABLE: u64 = message_flag::SUPPRESS_EMBEDS
    | message_flag::SUPPRESS_NOTIFICATIONS
    | message_flag::IS_COMPONENTS_V2
    | message_flag::IS_VOICE_MESSAGE;

/// Checks a body that creates a message. `ephemeral` allows that flag: for answers to interactions,
/// where it ends up in [`NewMessage::flags`]. Files come from the multipart body. Errors: 50035,
/// 50006 (nothing in it), 40005 (a file too large).
pub fn message_create(
    body: &Value,
    uploads: Vec<Upload>,
    ephemeral: bool,
) -> Result<NewMessage, ApiError> {
    let mut form = Form::default();
    let root = Field::root(body);
    form.object(&root);
    let requested = flags(&mut form, &root).unwrap_or(0);
    let modern = requested & message_flag::IS_COMPONENTS_V2 != 0;
    let content = form.string(&root.get("content"), 0, CONTENT).unwrap_or_default();
    let embeds = embed::embeds(&mut form, &root.get("embeds")).unwrap_or_default();
    let components =
        component::components(&mut form, &root.get("components"), modern).unwrap_or_default();
    let allowed_mentions = allowed_mentions(&mut form, &root.get("allowed_mentions"));
    let reference = reference(&mut form, &root.get("message_reference"));
    let nonce = nonce(&mut form, &root.get("nonce"));
    let enforce_nonce = form.boolean(&root.get("enforce_nonce")).unwrap_or(false);
    let tts = form.boolean(&root.get("tts")).unwrap_or(false);
    let poll = poll(&mut form, &root.get("poll"));
    let stickers = form.list(&root.get("sticker_ids"), 0, 3).unwrap_or_default();
    let stickers = stickers.iter().filter_map(|one| form.snowflake(one)).collect();
    let (files, _) = attachments(&mut form, &root.get("attachments"), uploads, None)?;
    check_modern(&mut form, &root, modern, &components, &files, &[]);
    let settable = SETTABLE | if ephemeral { message_flag::EPHEMERAL } else { 0 };
    let new = NewMessage {
        content: content.trim().to_owned(),
        embeds,
        components,
        files,
        allowed_mentions,
        reference,
        nonce,
        enforce_nonce,
        flags: requested & settable,
        tts,
        poll,
        stickers,
        ..NewMessage::default()
    };
    let new = form.finish(new)?;
    check_voice(&new)?;
    let forwards = new.reference.as_ref().is_some_and(|reference| reference.kind == 1);
    let empty = new.content.is_empty()
        && new.embeds.is_empty()
        && new.files.is_empty()
        && new.components.is_empty()
        && new.stickers.is_empty();
    if empty && new.poll.is_none() && !forwards { Err(ApiError::empty_message()) } else { Ok(new) }
}

/// A voice note is one sound with its length and loudness, and nothing else (documentation,
/// resources/message "Voice Messages"). Errors: 50159, 50160, 50161.
fn check_voice(new: &NewMessage) -> Result<(), ApiError> {
    if new.flags & message_flag::IS_VOICE_MESSAGE == 0 {
        return Ok(());
    }
    let more = !new.content.is_empty()
        || !new.embeds.is_empty()
        || !new.components.is_empty()
        || !new.stickers.is_empty()
        || new.poll.is_some();
    if more {
        return Err(ApiError::voice_message_with_more());
    }
    match &new.files[..] {
        [file] if !is_sound(file.content_type.as_deref(), &file.filename) => {
            Err(ApiError::voice_message_without_sound())
        }
        [file] if file.duration_secs.is_none() || file.waveform.is_none() => {
            Err(ApiError::voice_message_without_metadata())
        }
        [_] => Ok(()),
        _ => Err(ApiError::voice_message_without_sound()),
    }
}

fn is_sound(content_type: Option<&str>, filename: &str) -> bool {
    content_type.map_or_else(
        || [".ogg", ".mp3", ".wav"].iter().any(|ending| filename.ends_with(ending)),
        |kind| kind.starts_with("audio/"),
    )
}

/// Checks a body that edits a message. Errors: 50035, 40005.
pub fn message_edit(
    body: &Value,
    uploads: Vec<Upload>,
    before: &Message,
) -> Result<MessageEdit, ApiError> {
    let mut form = Form::default();
    let root = Field::root(body);
    form.object(&root);
    let flags = flags(&mut form, &root);
    let modern = (flags.unwrap_or(0) | before.flags) & message_flag::IS_COMPONENTS_V2 != 0;
    let given = |key: &str| body.get(key).is_some();
    let content = form.string(&root.get("content"), 0, CONTENT);
    let embeds = embed::embeds(&mut form, &root.get("embeds"));
    let components = component::components(&mut form, &root.get("components"), modern);
    let allowed_mentions = allowed_mentions(&mut form, &root.get("allowed_mentions"));
    let (files, keep_attachments) =
        attachments(&mut form, &root.get("attachments"), uploads, Some(before))?;
    let shown = components.as_deref().unwrap_or(&before.components);
    check_modern(
        &mut form,
        &root,
        modern,
        shown,
        &files,
        &before.attachments.iter().map(|file| file.filename.as_str()).collect::<Vec<_>>(),
    );
    let edit = MessageEdit {
        content: given("content").then(|| content.unwrap_or_default().trim().to_owned()),
        embeds: given("embeds").then(|| embeds.unwrap_or_default()),
        components: given("components").then(|| components.unwrap_or_default()),
        allowed_mentions,
        flags,
        keep_attachments,
        files,
    };
    form.finish(edit)
}

fn flags(form: &mut Form, root: &Field<'_>) -> Option<u64> {
    form.integer(&root.get("flags"), 0, i64::MAX).and_then(|flags| u64::try_from(flags).ok())
}

/// With IS_COMPONENTS_V2 a message has components only, and files only if a component shows them.
fn check_modern(
    form: &mut Form,
    root: &Field<'_>,
    modern: bool,
    components: &[Value],
    files: &[NewFile],
    old: &[&str],
) {
    if !modern {
        return;
    }
    for key in ["content", "embeds", "poll", "sticker_ids"] {
        let field = root.get(key);
        let empty =
            field.value.as_array().is_some_and(Vec::is_empty) || field.value.as_str() == Some("");
        if !field.is_absent() && !empty {
            let message = format!(
                "The '{key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
            );
            form.fail(&field, "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", message);
        }
    }
    let mut shown = Vec::new();
    components.iter().for_each(|component| attachment_names(component, &mut shown));
    for name in &shown {
        if !files.iter().any(|file| file.filename == *name) && !old.contains(&name.as_str()) {
            let message = format!("Could not find attachment \"{name}\"");
            form.fail(
                &root.get("components"),
                "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND",
                message,
            );
        }
    }
    for file in files.iter().filter(|file| !shown.contains(&file.filename)) {
        let message = format!("The file \"{}\" is not shown by any component", file.filename);
        form.fail(&root.get("attachments"), "ATTACHMENT_NOT_REFERENCED_IN_COMPONENTS", message);
    }
}

fn attachment_names(value: &Value, names: &mut Vec<String>) {
    match value {
        Value::String(text) => names.extend(text.strip_prefix("attachment://").map(str::to_owned)),
        Value::Array(items) => items.iter().for_each(|item| attachment_names(item, names)),
        // Media that were resolved when the message was stored are known by their files.
        Value::Object(object) => object
            .iter()
            .filter(|(key, _)| *key != "content")
            .for_each(|(_, item)| attachment_names(item, names)),
        _ => {}
    }
}

fn allowed_mentions(form: &mut Form, field: &Field<'_>) -> Option<AllowedMentions> {
    form.object(field)?;
    let mut allowed = AllowedMentions::default();
    for one in form.list(&field.get("parse"), 0, 1521).unwrap_or_default() {
        match one.value.as_str() {
            Some("users") => allowed.all_users = true,
            Some("roles") => allowed.all_roles = true,
            Some("everyone") => allowed.everyone = true,
            _ => form.fail(
                &one,
                "BASE_TYPE_CHOICES",
                "Value must be one of ('roles', 'users', 'everyone').",
            ),
        }
    }
    for (key, all) in [("users", allowed.all_users), ("roles", allowed.all_roles)] {
        let at = field.get(key);
        let list = form.list(&at, 0, 100).unwrap_or_default();
        let ids: Vec<u64> = list.iter().filter_map(|one| form.snowflake(one)).collect();
        if all && !ids.is_empty() {
            let message = format!("parse:[\"{key}\"] and {key}: [ids...] are mutually exclusive.");
            form.fail(field, "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", message);
        }
        match key {
            "users" => allowed.users = ids,
            _ => allowed.roles = ids,
        }
    }
    allowed.replied_user = form.boolean(&field.get("replied_user")).unwrap_or(false);
    Some(allowed)
}

fn reference(form: &mut Form, field: &Field<'_>) -> Option<ReferenceRequest> {
    form.object(field)?;
    let kind = form.one_of(&field.get("type"), &[0, 1]).unwrap_or(0);
    form.required(&field.get("message_id"));
    let channel = field.get("channel_id");
    if kind == 1 {
        form.required(&channel);
    }
    form.snowflake(&field.get("guild_id"));
    Some(ReferenceRequest {
        kind: u8::try_from(kind).unwrap_or(0),
        message_id: form.snowflake(&field.get("message_id"))?,
        channel_id: form.snowflake(&channel),
        fail_if_not_exists: form.boolean(&field.get("fail_if_not_exists")).unwrap_or(true),
    })
}

fn nonce(form: &mut Form, field: &Field<'_>) -> Option<Value> {
    match field.value {
        Value::Null => None,
        Value::Number(number) if number.is_i64() || number.is_u64() => Some(field.value.clone()),
        Value::String(text) if text.chars().count() > 25 => {
            form.fail(field, "NONCE_TYPE_TOO_LONG", "Nonce must be 25 or fewer in length.");
            None
        }
        Value::String(_) => Some(field.value.clone()),
        _ => {
            form.fail(field, "NONCE_TYPE_INVALID", "Nonce must be an integer or a string.");
            None
        }
    }
}

/// What a body says about an upload.
#[derive(Default)]
struct Described {
    id: u64,
    filename: Option<String>,
    description: Option<String>,
    duration_secs: Option<f64>,
    waveform: Option<String>,
}

/// Joins uploads with what `attachments` says about them; returns new files, and for an edit which
/// old ones stay.
fn attachments(
    form: &mut Form,
    field: &Field<'_>,
    uploads: Vec<Upload>,
    before: Option<&Message>,
) -> Result<(Vec<NewFile>, Option<Vec<KeptAttachment>>), ApiError> {
    if uploads.iter().any(|upload| upload.bytes.len() > FILE_BYTES) {
        return Err(ApiError::too_large());
    }
    let old = before.map_or(&[][..], |message| &message.attachments);
    let list = form.list(field, 0, 10);
    let mut kept = list.is_some().then(Vec::new);
    let mut described: Vec<Described> = Vec::new();
    for one in list.unwrap_or_default() {
        let at = one.get("id");
        form.required(&at);
        let Some(id) = form.snowflake(&at) else { continue };
        let description = form.string(&one.get("description"), 0, 1024);
        let filename = form.string(&one.get("filename"), 1, 1024);
        if uploads.iter().any(|upload| upload.number == id) {
            let duration_secs = one.get("duration_secs").value.as_f64();
            let waveform = form.string(&one.get("waveform"), 0, 400);
            described.push(Described { id, filename, description, duration_secs, waveform });
        } else if old.iter().any(|file| file.id == id) {
            kept.get_or_insert_default().push(KeptAttachment { id, description });
        } else {
            form.fail(&at, "ATTACHMENT_NOT_FOUND", "The attachment was not found");
        }
    }
    let remaining = kept.as_ref().map_or(old.len(), Vec::len);
    if uploads.len() + remaining > 10 {
        return Err(ApiError::new(
            400,
            30015,
            "Maximum number of attachments in a message reached (10)",
        ));
    }
    let files = uploads.into_iter().map(|upload| {
        let entry = described.iter().position(|one| one.id == upload.number);
        let entry = entry.map(|index| described.swap_remove(index)).unwrap_or_default();
        let filename = plain_name(&entry.filename.unwrap_or(upload.filename));
        let sound = is_sound(upload.content_type.as_deref(), &filename);
        NewFile {
            filename,
            content_type: upload.content_type,
            description: entry.description,
            bytes: upload.bytes,
            duration_secs: entry.duration_secs.filter(|_| sound),
            waveform: entry.waveform.filter(|_| sound),
        }
    });
    Ok((files.collect(), kept))
}

/// Discord keeps letters, digits, dots, dashes and underscores of a name; spaces become
/// underscores.
fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String = last
        .chars()
        .map(|one| if one.is_whitespace() { '_' } else { one })
        .filter(|one| one.is_alphanumeric() || matches!(one, '.' | '-' | '_'))
        .collect();
    if kept.trim_matches('.').is_empty() { "unknown".into() } else { kept }
}

fn poll(form: &mut Form, field: &Field<'_>) -> Option<NewPoll> {
    form.object(field)?;
    let question = form.required_string(&field.get("question").get("text"), 1, 300);
    form.required(&field.get("answers"));
    let list = form.list(&field.get("answers"), 1, 10).unwrap_or_default();
    let answers = list
        .iter()
        .map(|one| {
            let media = one.get("poll_media");
            (form.required_string(&media.get("text"), 1, 55), poll_emoji(form, &media.get("emoji")))
        })
        .collect();
    form.one_of(&field.get("layout_type"), &[1]);
    Some(NewPoll {
        question,
        answers,
        multiselect: form.boolean(&field.get("allow_multiselect")).unwrap_or(false),
        hours: form
            .integer(&field.get("duration"), 1, 768)
            .and_then(|hours| u32::try_from(hours).ok())
            .unwrap_or(24),
    })
}

fn poll_emoji(form: &mut Form, field: &Field<'_>) -> Option<Emoji> {
    form.object(field)?;
    let id = form.snowflake(&field.get("id"));
    let name = form.string(&field.get("name"), 0, 32).unwrap_or_default();
    Some(Emoji { id, name, animated: false })
}
