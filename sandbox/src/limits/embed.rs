//! Embeds of a message (documentation, resources/message "Embed Limits").

use serde_json::{Value, json};

use crate::limits::form::{Field, Form};
use crate::limits::sizes::EMBED_TOTAL;

/// Checks a list of embeds; the result has what Discord adds.
pub(super) fn embeds(form: &mut Form, field: &Field<'_>) -> Option<Vec<Value>> {
    let list = form.list(field, 0, 10)?;
    let mut total = 0;
    let embeds = list.iter().filter_map(|one| embed(form, one, &mut total)).collect();
    if total > EMBED_TOTAL {
        form.fail(
            field,
            "MAX_EMBED_SIZE_EXCEEDED",
            format!("Embed size exceeds maximum size of {}", EMBED_TOTAL),
        );
    }
    Some(embeds)
}

fn embed(form: &mut Form, field: &Field<'_>, total: &mut usize) -> Option<Value> {
    if !form.required(field) {
        return None;
    }
    form.object(field)?;
    let mut embed = json!({ "type": "rich" });
    let mut text = |form: &mut Form, at: &Field<'_>, max: usize| {
        let text = form
            .string(at, 0, max)
            .map(|text| text.trim().to_owned())
            .filter(|text| !text.is_empty())?;
        *total += text.chars().count();
        Some(text)
    };
    for (key, max) in [("title", 256), ("description", 4096)] {
        if let Some(found) = text(form, &field.get(key), max) {
            embed[key] = json!(found);
        }
    }
    let author = field.get("author");
    if form.object(&author).is_some() {
        let name = text(form, &author.get("name"), 256);
        if let Some(name) = name {
            embed["author"] = json!({ "name": name });
            for key in ["url", "icon_url"] {
                if let Some(url) = form.address(&author.get(key), 2048, key == "icon_url") {
                    embed["author"][key] = json!(url);
                }
            }
        }
    }
    let footer = field.get("footer");
    if form.object(&footer).is_some()
        && let Some(found) = text(form, &footer.get("text"), 2048)
    {
        embed["footer"] = json!({ "text": found });
        if let Some(url) = form.address(&footer.get("icon_url"), 2048, true) {
            embed["footer"]["icon_url"] = json!(url);
        }
    }
    if let Some(list) = form.list(&field.get("fields"), 0, 25) {
        let mut fields = Vec::with_capacity(list.len());
        for one in &list {
            let mut part = |form: &mut Form, key: &str, max| {
                let at = one.get(key);
                if !form.required(&at) {
                    return String::new();
                }
                let found = text(form, &at, max);
                if found.is_none() && at.value.as_str().is_some_and(|text| text.trim().is_empty()) {
                    form.fail(&at, "BASE_TYPE_REQUIRED", "This field is required");
                }
                found.unwrap_or_default()
            };
            let (name, value) = (part(form, "name", 256), part(form, "value", 1024));
            let inline = form.boolean(&one.get("inline")).unwrap_or(false);
            fields.push(json!({ "name": name, "value": value, "inline": inline }));
        }
        if !fields.is_empty() {
            embed["fields"] = json!(fields);
        }
    }
    for key in ["image", "thumbnail"] {
        let picture = field.get(key);
        if form.object(&picture).is_some()
            && let Some(url) = form.address(&picture.get("url"), 2048, true)
        {
            embed[key] = json!({ "url": url, "width": 0, "height": 0 });
            if !url.starts_with("attachment:") {
                embed[key]["proxy_url"] = json!(url);
            }
        }
    }
    if let Some(url) = form.address(&field.get("url"), 2048, false) {
        embed["url"] = json!(url);
    }
    if let Some(color) = form.integer(&field.get("color"), 0, 0xff_ffff) {
        embed["color"] = json!(color);
    }
    let timestamp = field.get("timestamp");
    if let Some(found) = form.string(&timestamp, 0, 64) {
        match chrono::DateTime::parse_from_rfc3339(&found) {
            Ok(time) => embed["timestamp"] = json!(crate::wire::time(time.to_utc())),
            Err(_) => form.fail(
                &timestamp,
                "DATE_TIME_TYPE_PARSE",
                format!("Could not parse {found}. Should be ISO8601."),
            ),
        }
    }
    let shown = ["title", "description", "author", "footer", "fields", "image", "thumbnail", "url"];
    if form.is_fine() && shown.iter().all(|key| embed.get(*key).is_none()) {
        form.fail(&field.get("description"), "BASE_TYPE_REQUIRED", "This field is required");
    }
    Some(embed)
}
