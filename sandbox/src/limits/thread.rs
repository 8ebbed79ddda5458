//! Bodies that start and edit threads, and edit channels (documentation, resources/channel).

use serde_json::Value;

use crate::error::ApiError;
use crate::limits::form::{Field, Form};
use crate::limits::message::{Upload, message_create};
use crate::world::{ChannelEdit, NewMessage, NewThread, Overwrite, TagEdit, ThreadEdit};

const DURATIONS: [i64; 4] = [60, 1440, 4320, 10080];
const SLOWEST: u32 = 21_600;

fn duration(form: &mut Form, field: &Field<'_>) -> Option<u32> {
    form.one_of(field, &DURATIONS).and_then(|minutes| u32::try_from(minutes).ok())
}

fn common(form: &mut Form, root: &Field<'_>) -> NewThread {
    form.object(root);
    NewThread {
        name: name(form, &root.get("name")).unwrap_or_default(),
        auto_archive_duration: duration(form, &root.get("auto_archive_duration")),
        rate_limit_per_user: form.unsigned(&root.get("rate_limit_per_user"), SLOWEST),
        ..NewThread::default()
    }
}

fn name(form: &mut Form, field: &Field<'_>) -> Option<String> {
    if !form.required(field) {
        return None;
    }
    let name = form.string(field, 1, 100)?.trim().to_owned();
    if name.is_empty() {
        form.fail(field, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.");
    }
    Some(name)
}

/// A body that starts a thread from a message. Errors: 50035.
pub fn thread_from_message(body: &Value) -> Result<NewThread, ApiError> {
    let mut form = Form::default();
    let new = common(&mut form, &Field::root(body));
    form.finish(new)
}

/// A body that starts a thread without a message. Errors: 50035.
pub fn thread_without_message(body: &Value) -> Result<NewThread, ApiError> {
    let mut form = Form::default();
    let root = Field::root(body);
    let mut new = common(&mut form, &root);
    new.kind =
        form.one_of(&root.get("type"), &[10, 11, 12]).and_then(|kind| u8::try_from(kind).ok());
    new.invitable = form.boolean(&root.get("invitable"));
    form.finish(new)
}

/// A body that starts a post of a forum: the thread and its first message. Errors: 50035, 50006,
/// 40005.
pub fn forum_post(body: &Value, uploads: Vec<Upload>) -> Result<(NewThread, NewMessage), ApiError> {
    let mut form = Form::default();
    let root = Field::root(body);
    let mut new = common(&mut form, &root);
    let list = form.list(&root.get("applied_tags"), 0, 5).unwrap_or_default();
    new.applied_tags = list.iter().filter_map(|one| form.snowflake(one)).collect();
    form.required(&root.get("message"));
    let new = form.finish(new)?;
    let message = message_create(&body["message"], uploads, false).map_err(|mut error| {
        error.errors = error.errors.map(|errors| serde_json::json!({ "message": errors }));
        error
    })?;
    Ok((new, message))
}

/// A body that edits a thread. Errors: 50035.
pub fn thread_edit(body: &Value) -> Result<ThreadEdit, ApiError> {
    let mut form = Form::default();
    let root = Field::root(body);
    form.object(&root);
    let tags = form.list(&root.get("applied_tags"), 0, 5);
    let edit = ThreadEdit {
        name: if root.get("name").is_absent() { None } else { name(&mut form, &root.get("name")) },
        archived: form.boolean(&root.get("archived")),
        locked: form.boolean(&root.get("locked")),
        invitable: form.boolean(&root.get("invitable")),
        auto_archive_duration: duration(&mut form, &root.get("auto_archive_duration")),
        rate_limit_per_user: form.unsigned(&root.get("rate_limit_per_user"), SLOWEST),
        flags: form
            .integer(&root.get("flags"), 0, i64::MAX)
            .and_then(|flags| u64::try_from(flags).ok()),
        applied_tags: tags.map(|tags| tags.iter().filter_map(|one| form.snowflake(one)).collect()),
    };
    form.finish(edit)
}

/// A body that edits a channel of a guild; `forum` allows the longer topic. Errors: 50035.
pub fn channel_edit(body: &Value, forum: bool) -> Result<ChannelEdit, ApiError> {
    let mut form = Form::default();
    let root = Field::root(body);
    form.object(&root);
    let given = |key: &str| body.get(key).is_some();
    let topic = form
        .string(&root.get("topic"), 0, if forum { 4096 } else { 1024 })
        .filter(|topic| !topic.is_empty());
    let parent = form.snowflake(&root.get("parent_id"));
    let archive = duration(&mut form, &root.get("default_auto_archive_duration"));
    let overwrites = form.list(&root.get("permission_overwrites"), 0, 100);
    let tags = form.list(&root.get("available_tags"), 0, 20);
    let edit = ChannelEdit {
        name: if root.get("name").is_absent() { None } else { name(&mut form, &root.get("name")) },
        topic: given("topic").then_some(topic),
        position: form.unsigned(&root.get("position"), i32::MAX.unsigned_abs()),
        nsfw: form.boolean(&root.get("nsfw")),
        rate_limit_per_user: form.unsigned(&root.get("rate_limit_per_user"), SLOWEST),
        parent_id: given("parent_id").then_some(parent),
        overwrites: overwrites
            .map(|list| list.iter().map(|one| overwrite(&mut form, one)).collect()),
        default_auto_archive_duration: given("default_auto_archive_duration").then_some(archive),
        default_thread_rate_limit_per_user: form
            .unsigned(&root.get("default_thread_rate_limit_per_user"), SLOWEST),
        flags: form
            .integer(&root.get("flags"), 0, i64::MAX)
            .and_then(|flags| u64::try_from(flags).ok()),
        available_tags: tags.map(|list| list.iter().map(|one| tag(&mut form, one)).collect()),
    };
    form.finish(edit)
}

fn overwrite(form: &mut Form, field: &Field<'_>) -> Overwrite {
    form.required(&field.get("id"));
    let mut bits = |key: &str| {
        form.integer(&field.get(key), 0, i64::MAX)
            .and_then(|bits| u64::try_from(bits).ok())
            .unwrap_or(0)
    };
    let (allow, deny) = (bits("allow"), bits("deny"));
    Overwrite {
        id: form.snowflake(&field.get("id")).unwrap_or(0),
        member: form.one_of(&field.get("type"), &[0, 1]) == Some(1),
        allow,
        deny,
    }
}

fn tag(form: &mut Form, field: &Field<'_>) -> TagEdit {
    TagEdit {
        id: form.snowflake(&field.get("id")),
        name: form.required_string(&field.get("name"), 0, 20),
        moderated: form.boolean(&field.get("moderated")).unwrap_or(false),
        emoji_id: form.snowflake(&field.get("emoji_id")),
        emoji_name: form.string(&field.get("emoji_name"), 0, 100),
    }
}
