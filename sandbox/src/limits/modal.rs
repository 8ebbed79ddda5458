//! Answers to interactions that are no messages: modals and suggestions (documentation,
//! components/reference and interactions/receiving-and-responding).

use serde_json::{Value, json};

use crate::error::ApiError;
use crate::limits::command::localizations;
use crate::limits::component::{options, select_body};
use crate::limits::form::{Field, Form};
use crate::limits::sizes::COMPONENT_TEXT;

/// Checks the `data` of a modal: title, custom id, 1 to 5 top-level components. The result has
/// defaults filled in. Errors: 50035.
pub fn modal(data: &Value) -> Result<Value, ApiError> {
    let mut form = Form::default();
    let body = json!({ "data": data });
    let root = Field::root(&body).get("data");
    form.required(&root);
    let title = form.required_string(&root.get("title"), 1, 45);
    let custom_id = form.required_string(&root.get("custom_id"), 1, 100);
    form.required(&root.get("components"));
    let list = form.list(&root.get("components"), 1, 5).unwrap_or_default();
    let mut ids = Vec::new();
    let components: Vec<Value> =
        list.iter().map(|one| top_level(&mut form, one, &mut ids)).collect();
    form.finish(json!({ "title": title, "custom_id": custom_id, "components": components }))
}

fn top_level(form: &mut Form, field: &Field<'_>, ids: &mut Vec<String>) -> Value {
    if !form.required(field) || form.object(field).is_none() || !form.required(&field.get("type")) {
        return Value::Null;
    }
    match form.one_of(&field.get("type"), &[1, 10, 18]) {
        Some(1) => {
            form.required(&field.get("components"));
            let list = form.list(&field.get("components"), 1, 1).unwrap_or_default();
            let inside: Vec<Value> =
                list.iter().map(|one| input(form, one, &[4], true, ids)).collect();
            json!({ "type": 1, "components": inside })
        }
        Some(10) => {
            json!({ "type": 10, "content": form.required_string(&field.get("content"), 1, COMPONENT_TEXT) })
        }
        Some(18) => {
            let label = form.required_string(&field.get("label"), 1, 45);
            let description = form.string(&field.get("description"), 0, 100);
            let inside = field.get("component");
            form.required(&inside);
            let component = input(form, &inside, &[3, 4, 5, 6, 7, 8, 19, 21, 22, 23], false, ids);
            json!({ "type": 18, "label": label, "description": description, "component": component })
        }
        _ => Value::Null,
    }
}

fn input(
    form: &mut Form,
    field: &Field<'_>,
    allowed: &[i64],
    labelled: bool,
    ids: &mut Vec<String>,
) -> Value {
    if field.is_absent() || form.object(field).is_none() || !form.required(&field.get("type")) {
        return Value::Null;
    }
    let Some(kind) = form.one_of(&field.get("type"), allowed) else { return Value::Null };
    let custom_id = form.required_string(&field.get("custom_id"), 1, 100);
    if ids.contains(&custom_id) && !custom_id.is_empty() {
        form.fail(
            &field.get("custom_id"),
            "COMPONENT_CUSTOM_ID_DUPLICATED",
            "Component custom id cannot be duplicated",
        );
    }
    ids.push(custom_id.clone());
    let required = form.boolean(&field.get("required")).unwrap_or(true);
    let mut value = json!({ "type": kind, "custom_id": custom_id, "required": required });
    match kind {
        4 => {
            form.required(&field.get("style"));
            value["style"] = json!(form.one_of(&field.get("style"), &[1, 2]).unwrap_or(1));
            if labelled {
                value["label"] = json!(form.required_string(&field.get("label"), 1, 45));
            } else if !field.get("label").is_absent() {
                form.fail(
                    &field.get("label"),
                    "COMPONENT_LABEL_INVALID",
                    "A text input in a label has no label of its own",
                );
            }
            let min = form.integer(&field.get("min_length"), 0, 4000).unwrap_or(0);
            let max = form.integer(&field.get("max_length"), 1, 4000).unwrap_or(4000);
            if min > max {
                form.fail(
                    &field.get("min_length"),
                    "TEXT_INPUT_MIN_LENGTH_TOO_LARGE",
                    "min_length must not exceed max_length",
                );
            }
            value["min_length"] = json!(min);
            value["max_length"] = json!(max);
            if let Some(text) =
                form.string(&field.get("value"), 0, 4000).filter(|text| !text.is_empty())
            {
                let length = i64::try_from(text.chars().count()).unwrap_or(i64::MAX);
                if length < min || length > max {
                    form.fail(
                        &field.get("value"),
                        "BASE_TYPE_BAD_LENGTH",
                        format!("Must be between {min} and {max} in length."),
                    );
                }
                value["value"] = json!(text);
            }
            if let Some(text) = form.string(&field.get("placeholder"), 0, 100) {
                value["placeholder"] = json!(text);
            }
        }
        3 | 5..=8 => {
            select_body(form, field, kind, &mut value);
            if !field.get("disabled").is_absent() && field.get("disabled").value != &json!(false) {
                form.fail(
                    &field.get("disabled"),
                    "COMPONENT_DISABLED_IN_MODAL",
                    "Selects in modals cannot be disabled",
                );
            }
        }
        19 => {
            value["min_values"] = json!(form.integer(&field.get("min_values"), 0, 10).unwrap_or(1));
            value["max_values"] = json!(form.integer(&field.get("max_values"), 1, 10).unwrap_or(1));
            if let Some(types) = form.list(&field.get("file_types"), 0, 10) {
                value["file_types"] = json!(
                    types.iter().filter_map(|one| form.string(one, 1, 100)).collect::<Vec<_>>()
                );
            }
        }
        21 | 22 => {
            form.required(&field.get("options"));
            let list = form
                .list(&field.get("options"), if kind == 21 { 2 } else { 1 }, 10)
                .unwrap_or_default();
            value["options"] = json!(options(form, &list, false));
            if kind == 22 {
                let count = i64::try_from(list.len()).unwrap_or(10);
                value["min_values"] =
                    json!(form.integer(&field.get("min_values"), 0, 10).unwrap_or(1));
                value["max_values"] =
                    json!(form.integer(&field.get("max_values"), 1, 10).unwrap_or(count));
            }
        }
        _ => value["default"] = json!(form.boolean(&field.get("default")).unwrap_or(false)),
    }
    value
}

/// Checks the `data` of an answer to autocompletion: up to 25 choices. Errors: 50035.
pub fn choices(data: &Value) -> Result<Vec<Value>, ApiError> {
    let mut form = Form::default();
    let body = json!({ "data": data });
    let at = Field::root(&body).get("data").get("choices");
    form.required(&at);
    let mut done = Vec::new();
    for one in form.list(&at, 0, 25).unwrap_or_default() {
        let name = form.required_string(&one.get("name"), 1, 100);
        let kept = localizations(&mut form, &one.get("name_localizations"), 100);
        let value = one.get("value");
        form.required(&value);
        if value.value.is_string() {
            form.string(&value, 1, 100);
        } else if !value.value.is_number() && !value.is_absent() {
            form.fail(&value, "BASE_TYPE_CHOICES", "Must be a string or a number.");
        }
        done.push(json!({ "name": name, "name_localizations": kept, "value": value.value }));
    }
    form.finish(done)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_modal_has_at_most_five_components_and_each_its_own_id() {
        let text = |id: &str| json!({ "type": 18, "label": "l", "component": { "type": 4, "custom_id": id, "style": 1 } });
        let modal_of = |list: Vec<Value>| {
            modal(&json!({ "title": "t", "custom_id": "c", "components": list }))
        };
        assert!(modal_of((0..5).map(|id| text(&id.to_string())).collect()).is_ok());
        assert!(modal_of((0..6).map(|id| text(&id.to_string())).collect()).is_err());
        assert!(modal_of(vec![text("a"), text("a")]).is_err());
        let legacy = json!({ "type": 1, "components": [{ "type": 4, "custom_id": "a", "style": 2, "label": "l" }] });
        assert!(modal_of(vec![legacy]).is_ok());
    }
}
