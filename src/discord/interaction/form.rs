//! A form that somebody sent, read from what Discord sends.

use serde::Deserialize;
use serde_json::Value;
use serenity::all::{GuildId, InteractionId, Member};

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
}

impl SentForm {
    /// Which form it is.
    pub fn custom_id(&self) -> &str {
        &self.data.custom_id
    }

    /// What somebody typed into a field.
    pub fn typed(&self, field: &str) -> String {
        typed(&self.data.components, field).unwrap_or_default().to_owned()
    }
}

/// Finds the value of a field in whatever it is: a Label has one component, and a row several.
fn typed<'form>(component: &'form Value, field: &str) -> Option<&'form str> {
    match component {
        Value::Array(components) => components.iter().find_map(|component| typed(component, field)),
        Value::Object(parts) if parts.get("custom_id").is_some_and(|id| id == field) => {
            parts.get("value")?.as_str()
        }
        Value::Object(parts) => {
            ["component", "components"].into_iter().find_map(|part| typed(parts.get(part)?, field))
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
    fn a_field_is_read_in_a_label_and_in_a_row() {
        let label = json!({ "type": 18, "id": 1, "component": { "type": 4, "custom_id": "title", "value": "It fails" } });
        let row = json!({ "type": 1, "components": [{ "type": 4, "custom_id": "version", "value": "2.4.1" }] });
        let form: SentForm = serde_json::from_value(json!({
            "id": "5", "token": "token", "locale": "de", "type": 5,
            "data": { "custom_id": "v1:form", "components": [label, row] },
        }))
        .expect("a form");
        let read = ["title", "version", "steps"].map(|field| form.typed(field));
        assert_eq!(read, ["It fails", "2.4.1", ""]);
        assert_eq!((form.custom_id(), form.member.is_none()), ("v1:form", true));
    }
}
