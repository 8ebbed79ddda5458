//! Components of a message (documentation, components/reference).

use serde_json::{Value, json};

use crate::limits::form::{Field, Form};
use crate::limits::sizes::{COMPONENT_TEXT, COMPONENTS};

/// Where a component stands, which decides what may stand there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Top,
    Row,
    Container,
    Section,
    Accessory,
}

/// What was counted in all components of a message.
#[derive(Default)]
struct Count {
    components: usize,
    text: usize,
    custom_ids: Vec<String>,
}

/// Checks the components of a message; `modern` is IS_COMPONENTS_V2. The result has defaults filled
/// in.
pub(super) fn components(form: &mut Form, field: &Field<'_>, modern: bool) -> Option<Vec<Value>> {
    let list = form.list(field, 0, if modern { COMPONENTS } else { 5 })?;
    let mut count = Count::default();
    let components = list
        .iter()
        .filter_map(|one| component(form, one, Place::Top, modern, &mut count))
        .collect();
    if count.components > COMPONENTS {
        let message = format!("Must be {} or fewer components in all.", COMPONENTS);
        form.fail(field, "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", message);
    }
    if count.text > COMPONENT_TEXT {
        let message =
            format!("The text of all components must be {} or fewer in length.", COMPONENT_TEXT);
        form.fail(field, "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", message);
    }
    Some(components)
}

fn allowed(place: Place, modern: bool) -> &'static [i64] {
    match place {
        Place::Top if modern => &[1, 9, 10, 12, 13, 14, 17],
        Place::Top => &[1],
        Place::Row => &[2, 3, 5, 6, 7, 8],
        Place::Container => &[1, 9, 10, 12, 13, 14],
        Place::Section => &[10],
        Place::Accessory => &[2, 11],
    }
}

fn component(
    form: &mut Form,
    field: &Field<'_>,
    place: Place,
    modern: bool,
    count: &mut Count,
) -> Option<Value> {
    if !form.required(field) || form.object(field).is_none() || !form.required(&field.get("type")) {
        return None;
    }
    let kind = form.one_of(&field.get("type"), allowed(place, modern))?;
    count.components += 1;
    let id = form.unsigned(&field.get("id"), i32::MAX.unsigned_abs()).unwrap_or(0);
    let mut value = json!({ "type": kind, "id": id });
    let mut children = |form: &mut Form, min, max, place| {
        let at = field.get("components");
        form.required(&at);
        let list = form.list(&at, min, max).unwrap_or_default();
        list.iter().filter_map(|one| component(form, one, place, modern, count)).collect::<Vec<_>>()
    };
    match kind {
        1 => {
            let inside = children(form, 1, 5, Place::Row);
            if inside.len() > 1 && inside.iter().any(|one| one["type"] != 2) {
                form.fail(
                    &field.get("components"),
                    "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
                    "The width of this component row is too large",
                );
            }
            value["components"] = json!(inside);
        }
        2 => button(form, field, &mut value, count),
        3 | 5..=8 => select(form, field, kind, &mut value, count),
        9 => {
            value["components"] = json!(children(form, 1, 3, Place::Section));
            let accessory = field.get("accessory");
            form.required(&accessory);
            value["accessory"] =
                component(form, &accessory, Place::Accessory, modern, count).unwrap_or(Value::Null);
        }
        10 => {
            let text = form.required_string(&field.get("content"), 1, COMPONENT_TEXT);
            count.text += text.chars().count();
            value["content"] = json!(text);
        }
        11 => {
            value["media"] = media(form, &field.get("media"));
            value["description"] = json!(form.string(&field.get("description"), 0, 1024));
            value["spoiler"] = json!(form.boolean(&field.get("spoiler")).unwrap_or(false));
        }
        12 => value["items"] = json!(gallery(form, field)),
        13 => {
            let file = media(form, &field.get("file"));
            if !file["url"].as_str().is_some_and(|url| url.starts_with("attachment://"))
                && form.is_fine()
            {
                form.fail(
                    &field.get("file").get("url"),
                    "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_REQUIRED",
                    "Must reference an attachment",
                );
            }
            value["file"] = file;
            value["name"] = Value::Null;
            value["size"] = Value::Null;
            value["spoiler"] = json!(form.boolean(&field.get("spoiler")).unwrap_or(false));
        }
        14 => {
            value["divider"] = json!(form.boolean(&field.get("divider")).unwrap_or(true));
            value["spacing"] = json!(form.one_of(&field.get("spacing"), &[1, 2]).unwrap_or(1));
        }
        _ => {
            value["components"] = json!(children(form, 1, COMPONENTS, Place::Container));
            value["accent_color"] = json!(form.integer(&field.get("accent_color"), 0, 0xff_ffff));
            value["spoiler"] = json!(form.boolean(&field.get("spoiler")).unwrap_or(false));
        }
    }
    Some(value)
}

fn gallery(form: &mut Form, field: &Field<'_>) -> Vec<Value> {
    let at = field.get("items");
    form.required(&at);
    let items = form.list(&at, 1, 10).unwrap_or_default();
    let mut done = Vec::with_capacity(items.len());
    for item in &items {
        let media = media(form, &item.get("media"));
        let description = form.string(&item.get("description"), 0, 1024);
        let spoiler = form.boolean(&item.get("spoiler")).unwrap_or(false);
        done.push(json!({ "media": media, "description": description, "spoiler": spoiler }));
    }
    done
}

fn media(form: &mut Form, field: &Field<'_>) -> Value {
    let url = field.get("url");
    if !form.required(field) || form.object(field).is_none() || !form.required(&url) {
        return Value::Null;
    }
    json!({ "url": form.address(&url, 2048, true) })
}

fn custom_id(form: &mut Form, field: &Field<'_>, count: &mut Count) -> String {
    let at = field.get("custom_id");
    let id = form.required_string(&at, 1, 100);
    if !id.is_empty() && count.custom_ids.contains(&id) {
        form.fail(
            &at,
            "COMPONENT_CUSTOM_ID_DUPLICATED",
            "Component custom id cannot be duplicated",
        );
    }
    count.custom_ids.push(id.clone());
    id
}

/// The emoji of a component, if it has one.
pub(super) fn emoji(form: &mut Form, field: &Field<'_>) -> Option<Value> {
    form.object(field)?;
    let id = form.snowflake(&field.get("id"));
    let name = form.string(&field.get("name"), 0, 32).unwrap_or_default();
    if id.is_none() && crate::world::Emoji::parse(&name).is_none_or(|emoji| emoji.id.is_some()) {
        form.fail(&field.get("name"), "BUTTON_COMPONENT_INVALID_EMOJI", "Invalid emoji");
    }
    let mut emoji = json!({ "name": name });
    if let Some(id) = id {
        emoji["id"] = json!(id.to_string());
        emoji["animated"] = json!(form.boolean(&field.get("animated")).unwrap_or(false));
    }
    Some(emoji)
}

fn button(form: &mut Form, field: &Field<'_>, value: &mut Value, count: &mut Count) {
    form.required(&field.get("style"));
    let style = form.one_of(&field.get("style"), &[1, 2, 3, 4, 5, 6]).unwrap_or(1);
    value["style"] = json!(style);
    value["disabled"] = json!(form.boolean(&field.get("disabled")).unwrap_or(false));
    let label = form.string(&field.get("label"), 0, 80).filter(|label| !label.is_empty());
    let emoji = emoji(form, &field.get("emoji"));
    match style {
        5 => {
            form.required(&field.get("url"));
            if let Some(url) = form.address(&field.get("url"), 512, false) {
                value["url"] = json!(url);
            }
            if !field.get("custom_id").is_absent() {
                form.fail(
                    &field.get("custom_id"),
                    "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
                    "A custom id and url cannot both be specified",
                );
            }
        }
        6 => {
            form.required(&field.get("sku_id"));
            value["sku_id"] = json!(form.snowflake(&field.get("sku_id")).map(|id| id.to_string()));
        }
        _ => {
            value["custom_id"] = json!(custom_id(form, field, count));
            if !field.get("url").is_absent() {
                form.fail(
                    &field.get("url"),
                    "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
                    "A custom id and url cannot both be specified",
                );
            }
        }
    }
    if label.is_none() && emoji.is_none() && style != 6 {
        form.fail(
            field,
            "BUTTON_COMPONENT_MUST_HAVE_LABEL_OR_EMOJI",
            "A button must have a label or an emoji",
        );
    }
    if let Some(label) = label {
        value["label"] = json!(label);
    }
    if let Some(emoji) = emoji {
        value["emoji"] = emoji;
    }
}

fn select(form: &mut Form, field: &Field<'_>, kind: i64, value: &mut Value, count: &mut Count) {
    value["custom_id"] = json!(custom_id(form, field, count));
    value["disabled"] = json!(form.boolean(&field.get("disabled")).unwrap_or(false));
    select_body(form, field, kind, value);
}

/// What selects of messages and of modals have in common: how many values, placeholder, options.
pub(super) fn select_body(form: &mut Form, field: &Field<'_>, kind: i64, value: &mut Value) {
    let min = form.integer(&field.get("min_values"), 0, 25).unwrap_or(1);
    let max = form.integer(&field.get("max_values"), 1, 25).unwrap_or(1);
    if min > max {
        form.fail(
            &field.get("min_values"),
            "SELECT_COMPONENT_MIN_VALUES_TOO_LARGE",
            "min_values must not exceed max_values",
        );
    }
    value["min_values"] = json!(min);
    value["max_values"] = json!(max);
    if let Some(text) = form.string(&field.get("placeholder"), 0, 150) {
        value["placeholder"] = json!(text);
    }
    if kind == 3 {
        form.required(&field.get("options"));
        let list = form.list(&field.get("options"), 1, 25).unwrap_or_default();
        value["options"] = json!(options(form, &list, true));
        return;
    }
    if let Some(types) = form.list(&field.get("channel_types"), 0, 25).filter(|_| kind == 8) {
        value["channel_types"] =
            json!(types.iter().filter_map(|one| form.integer(one, 0, 16)).collect::<Vec<_>>());
    }
    if let Some(defaults) = form.list(&field.get("default_values"), 0, 25) {
        let mut kept = Vec::new();
        for one in &defaults {
            let id = form.snowflake(&one.get("id")).unwrap_or(0).to_string();
            let of = form.string(&one.get("type"), 0, 10).unwrap_or_default();
            if !["user", "role", "channel"].contains(&of.as_str()) {
                form.fail(
                    &one.get("type"),
                    "BASE_TYPE_CHOICES",
                    "Value must be one of ('user', 'role', 'channel').",
                );
            }
            kept.push(json!({ "id": id, "type": of }));
        }
        value["default_values"] = json!(kept);
    }
}

/// Options with label, value and description, of which no value may be there twice.
pub(super) fn options(form: &mut Form, list: &[Field<'_>], emojis: bool) -> Vec<Value> {
    let mut seen: Vec<String> = Vec::new();
    let mut done = Vec::with_capacity(list.len());
    for one in list {
        let label = form.required_string(&one.get("label"), 1, 100);
        let value = form.required_string(&one.get("value"), 1, 100);
        if seen.contains(&value) && !value.is_empty() {
            form.fail(
                &one.get("value"),
                "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
                "The specified option value is already used",
            );
        }
        seen.push(value.clone());
        let mut option = json!({ "label": label, "value": value });
        if let Some(text) = form.string(&one.get("description"), 0, 100) {
            option["description"] = json!(text);
        }
        if let Some(default) = form.boolean(&one.get("default")) {
            option["default"] = json!(default);
        }
        if let Some(emoji) = emoji(form, &one.get("emoji")).filter(|_| emojis) {
            option["emoji"] = emoji;
        }
        done.push(option);
    }
    done
}
