//! The description with what is known to be wrong in it put right, and the validators of its parts.
//!
//! Where the description and Discord's documentation differ, Discord says, the documentation holds.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use jsonschema::{Draft, Registry, Validator};
use serde_json::{Value, json};

use crate::discord::openapi::{UnknownFields, operation::Pointer, shown};

/// The name of the document inside the validator.
const HOME: &str = "openapi:///document.json";

/// One corrected copy of the description. A part is compiled when it is first needed.
pub struct Document {
    registry: Registry<'static>,
    validators: Mutex<HashMap<(Pointer, UnknownFields), Arc<Validator>>>,
}

impl Document {
    /// For what a bot sends.
    pub fn for_requests(mut document: Value) -> Self {
        one_of_means_any_of(&mut document);
        correct_requests(&mut document["components"]["schemas"]);
        Self::new(document)
    }

    /// For what the sandbox answers.
    pub fn for_answers(mut document: Value) -> Self {
        one_of_means_any_of(&mut document);
        correct_answers(&mut document);
        Self::new(document)
    }

    fn new(document: Value) -> Self {
        let registry = Registry::new().add(HOME, document).and_then(|builder| builder.prepare());
        Self {
            registry: registry.expect("a readable OpenAPI document"),
            validators: Mutex::default(),
        }
    }

    /// What is wrong with a value under the schema at a place.
    pub fn faults(&self, schema: &Pointer, value: &Value, unknown: UnknownFields) -> Vec<String> {
        let validator = self.validator(schema, unknown);
        if validator.is_valid(value) {
            Vec::new()
        } else {
            validator.iter_errors(value).map(|error| shown(&error)).collect()
        }
    }

    fn validator(&self, schema: &Pointer, unknown: UnknownFields) -> Arc<Validator> {
        let mut validators = self.validators.lock().unwrap_or_else(PoisonError::into_inner);
        let compiled = validators
            .entry((schema.clone(), unknown))
            .or_insert_with(|| Arc::new(self.compile(schema, unknown)));
        Arc::clone(compiled)
    }

    fn compile(&self, pointer: &Pointer, unknown: UnknownFields) -> Validator {
        // Braces stand in the paths of the document, and not in a URI (RFC 3986).
        let fragment = pointer.replace('{', "%7B").replace('}', "%7D");
        let mut schema = json!({ "$ref": format!("{HOME}#{fragment}") });
        if unknown == UnknownFields::Wrong {
            schema["unevaluatedProperties"] = json!(false);
        }
        let options = jsonschema::options()
            .with_draft(Draft::Draft202012)
            .with_registry(&self.registry)
            .should_validate_formats(true);
        options.build(&schema).unwrap_or_else(|error| panic!("the schema at {pointer}: {error}"))
    }
}

/// The document says `oneOf` where several shapes may fit at once: answers are under-specified on
/// purpose.
fn one_of_means_any_of(value: &mut Value) {
    match value {
        Value::Object(object) => {
            if let Some(shapes) = object.remove("oneOf") {
                object.insert("anyOf".to_owned(), shapes);
            }
            object.values_mut().for_each(one_of_means_any_of);
        }
        Value::Array(items) => items.iter_mut().for_each(one_of_means_any_of),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn correct_requests(schemas: &mut Value) {
    // A snowflake may be a number, and Discord's own examples send `attachments[].id: 0`.
    schemas["SnowflakeType"] =
        json!({ "anyOf": [schemas["SnowflakeType"].take(), { "type": "integer", "minimum": 0 }] });
    // The document has a number, the documentation a string. Both work.
    for command in [
        "ApplicationCommandCreateRequest",
        "ApplicationCommandPatchRequestPartial",
        "ApplicationCommandUpdateRequest",
    ] {
        let permissions = &mut schemas[command]["properties"]["default_member_permissions"];
        *permissions =
            json!({ "anyOf": [permissions.take(), { "type": "string", "pattern": "^[0-9]+$" }] });
    }
    // 4,000 characters are for people with Nitro; a bot has 2,000.
    for message in
        ["MessageCreateRequest", "BaseCreateMessageCreateRequest", "MessageEditRequestPartial"]
    {
        schemas[message]["properties"]["content"]["maxLength"] = json!(2_000);
    }
    // The documentation allows a form one to five components at the top.
    let components =
        &mut schemas["ModalInteractionCallbackRequestData"]["properties"]["components"];
    components["minItems"] = json!(1);
    components["maxItems"] = json!(5);
}

fn correct_answers(document: &mut Value) {
    let schemas = &mut document["components"]["schemas"];
    // Most bodies of a refusal by limit have no code.
    schemas["RatelimitedResponse"]["allOf"][0] = json!({
        "type": "object",
        "properties": { "code": { "type": "integer" }, "message": { "type": "string" } },
        "required": ["message"],
    });
    // The code of a fault in a form is a name, such as BASE_TYPE_REQUIRED.
    schemas["InnerErrors"]["properties"]["_errors"]["items"] = json!({
        "type": "object",
        "properties": { "code": { "type": "string" }, "message": { "type": "string" } },
        "required": ["code", "message"],
    });
    for (name, value) in [("MessageReferenceType", 1), ("MessageType", 44)] {
        let values = schemas[name]["anyOf"].as_array_mut().expect("a list of values");
        values.push(json!({ "const": value }));
    }
    // The list of active threads is whole, so it does not say whether there is more.
    let mut active = schemas["ThreadsResponse"].clone();
    active["required"] = json!(["threads", "members"]);
    let path = "/paths/~1guilds~1{guild_id}~1threads~1active/get/responses/200/content/application~1json/schema";
    *document.pointer_mut(path).expect("the list of active threads") = active;
}
