//! A form that somebody sent, read from what Discord sends.

use serde::Deserialize;
use serde_json::Value;
use serenity::all::{Attachment, AttachmentId, GuildId, InteractionId, Member};
use std::collections::HashMap;

/// A form that somebody sent: the data of an interaction of type 5 (Discord, "Interaction Type").
///
/// serenity 0.12.5 knows no Label (Discord, "Component Types", 18): it reads a form of Labels as
/// one without values.
#[derive(Debug, Deserialize)]
pub struct SentForm {
    /// The interaction.
    pub id: InteractionId,
    /// What an answer to it takes.
    pub token: String,
    /// The person's language.
    pub locale: String,
    /// The server in which it was sent; none in a direct message.
    pub guild_id: Option<GuildId>,
    /// Who sent it; none outside of servers.
    pub member: Option<Box<Member>>,
    data: FormData,
}

#[derive(Debug, Deserialize)]
struct FormData {
    custom_id: String,
    components: Value,
    #[serde(default)]
    resolved: Resolved,
}

/// What a form names by an ID (Discord, "Resolved Data Structure").
#[derive(Debug, Default, Deserialize)]
struct Resolved {
    #[serde(default)]
    attachments: HashMap<AttachmentId, Attachment>,
}

impl SentForm {
    /// Which form it is.
    pub fn custom_id(&self) -> &str {
        &self.data.custom_id
    }

    /// What somebody typed into a field.
    pub fn typed(&self, field: &str) -> String {
        let typed = answer(&self.data.components, field).and_then(|field| field["value"].as_str());
        typed.unwrap_or_default().to_owned()
    }

    /// What somebody chose in a menu of one choice. None if they chose nothing, or if the form has
    /// no such menu.
    pub fn chosen(&self, field: &str) -> Option<&str> {
        answer(&self.data.components, field)?["values"].get(0)?.as_str()
    }

    /// The files that somebody added to a field, in their order.
    pub fn files(&self, field: &str) -> Vec<&Attachment> {
        let field = answer(&self.data.components, field);
        let ids = field.and_then(|field| field["values"].as_array()).into_iter().flatten();
        let ids = ids.filter_map(|id| id.as_str()?.parse().ok());
        ids.filter_map(|id: AttachmentId| self.data.resolved.attachments.get(&id)).collect()
    }
}

/// Finds a field in whatever it is: a Label has one component, and a row several.
fn answer<'form>(component: &'form Value, field: &str) -> Option<&'form Value> {
    match component {
        Value::Array(components) => {
            components.iter().find_map(|component| answer(component, field))
        }
        Value::Object(parts) if parts.get("custom_id").is_some_and(|id| id == field) => {
            Some(component)
        }
        Value::Object(parts) => {
            ["component", "components"].into_iter().find_map(|part| answer(parts.get(part)?, field))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// A form that was opened before an update to Labels is sent in rows.
    #[test]
    fn fields_are_read_in_labels_and_in_rows() {
        let label = json!({ "type": 18, "id": 1, "component": { "type": 4, "custom_id": "title", "value": "It fails" } });
        let row = json!({ "type": 1, "components": [{ "type": 4, "custom_id": "version", "value": "2.4.1" }] });
        let files = json!({ "type": 18, "component": { "type": 19, "custom_id": "files", "values": ["8", "7"] } });
        let file = |id: &str| json!({ "id": id, "filename": format!("{id}.png"), "size": 3, "url": "https://cdn", "proxy_url": "https://cdn", "ephemeral": true });
        let choice = json!({ "type": 18, "component": { "type": 3, "custom_id": "severity", "values": ["high"] } });
        let form: SentForm = serde_json::from_value(json!({
            "id": "5", "token": "token", "locale": "de", "type": 5,
            "data": { "custom_id": "v1:form", "components": [label, row, files, choice], "resolved": { "attachments": { "7": file("7"), "8": file("8") } } },
        }))
        .expect("a form");
        let read = ["title", "version", "steps"].map(|field| form.typed(field));
        assert_eq!(read, ["It fails", "2.4.1", ""]);
        assert_eq!((form.chosen("severity"), form.chosen("title")), (Some("high"), None));
        let files: Vec<&str> = form.files("files").iter().map(|file| &*file.filename).collect();
        assert_eq!(files, ["8.png", "7.png"]);
        assert_eq!((form.custom_id(), form.member.is_none()), ("v1:form", true));
    }
}
