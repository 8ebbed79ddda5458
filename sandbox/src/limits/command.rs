//! Definitions of application commands (documentation, interactions/application-commands).

use std::sync::LazyLock;

use regex::Regex;
use serde_json::{Map, Value, json};

use crate::error::ApiError;
use crate::limits::form::{Field, Form};
use crate::locale;

/// Names of slash commands and options; they also have to be lower case.
static NAME: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^[-_'\p{L}\p{N}\p{Devanagari}\p{Thai}]{1,32}$").ok());

/// Characters of a whole command.
const TOTAL: usize = 8000;

/// Checks a definition and completes it to what Discord answers, without ids. An `id` of the
/// request (bulk replacement) stays. Errors: 50035.
pub fn command(body: &Value) -> Result<Value, ApiError> {
    let mut form = Form::default();
    let definition = read(&mut form, &Field::root(body));
    form.finish(definition)
}

/// Checks a list of definitions, which replaces all commands. Errors: 50035.
pub fn command_list(body: &Value) -> Result<Vec<Value>, ApiError> {
    let mut form = Form::default();
    let list = form.list(&Field::root(body), 0, 131).unwrap_or_default();
    let definitions = list.iter().map(|one| read(&mut form, one)).collect();
    if body.is_null() {
        return Err(ApiError::invalid_form());
    }
    form.finish(definitions)
}

fn read(form: &mut Form, field: &Field<'_>) -> Value {
    if !field.value.is_object() {
        form.fail(field, "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType");
        return Value::Null;
    }
    let kind = form.one_of(&field.get("type"), &[1, 2, 3]).unwrap_or(1);
    let mut definition = json!({ "type": kind });
    let mut size = name(form, field, kind == 1, &mut definition);
    let description = field.get("description");
    if kind == 1 {
        size += described(form, field, &mut definition);
        let mut options = Vec::new();
        if let Some(list) = form.list(&field.get("options"), 0, 25) {
            options = read_options(form, &field.get("options"), &list, 0, &mut size);
        }
        if !options.is_empty() {
            definition["options"] = json!(options);
        }
    } else {
        definition["description"] = json!("");
        definition["description_localizations"] = Value::Null;
        if form.string(&description, 0, 100).is_some_and(|text| !text.is_empty()) {
            form.fail(
                &description,
                "APPLICATION_COMMAND_DESCRIPTION_INVALID",
                "Context menu commands cannot have description",
            );
        }
        if field.get("options").value.as_array().is_some_and(|list| !list.is_empty()) {
            form.fail(
                &field.get("options"),
                "APPLICATION_COMMAND_OPTIONS_INVALID",
                "Context menu commands cannot have options",
            );
        }
    }
    if size > TOTAL {
        form.fail(
            field,
            "APPLICATION_COMMAND_TOO_LARGE",
            format!("Command exceeds maximum size ({TOTAL})"),
        );
    }
    let rights = field.get("default_member_permissions");
    definition["default_member_permissions"] = form
        .integer(&rights, 0, 18_014_398_509_481_983)
        .map_or(Value::Null, |bits| json!(bits.to_string()));
    let contexts = form.list(&field.get("contexts"), 0, 3);
    definition["contexts"] = contexts.map_or(Value::Null, |list| {
        list.iter().filter_map(|one| form.one_of(one, &[0, 1, 2])).collect()
    });
    let installs = form.list(&field.get("integration_types"), 0, 2);
    definition["integration_types"] = installs.map_or_else(
        || json!([0]),
        |list| list.iter().filter_map(|one| form.one_of(one, &[0, 1])).collect(),
    );
    let in_direct = form.boolean(&field.get("dm_permission")).unwrap_or(true);
    let by_contexts =
        definition["contexts"].as_array().map(|list| list.iter().any(|context| context == 1));
    definition["dm_permission"] = json!(by_contexts.unwrap_or(in_direct));
    definition["nsfw"] = json!(form.boolean(&field.get("nsfw")).unwrap_or(false));
    if let Some(id) = form.snowflake(&field.get("id")) {
        definition["id"] = json!(id.to_string());
    }
    definition
}

fn is_name(text: &str) -> bool {
    NAME.as_ref().is_some_and(|pattern| pattern.is_match(text)) && text.to_lowercase() == text
}

/// Reads name and its translations; returns the length of the longest.
fn name(form: &mut Form, field: &Field<'_>, strict: bool, into: &mut Value) -> usize {
    let at = field.get("name");
    let name = form.required_string(&at, 1, 32);
    if strict && !name.is_empty() && !is_name(&name) {
        form.fail(&at, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid");
    }
    let translations = field.get("name_localizations");
    let kept = localizations(form, &translations, 32);
    for text in kept.iter().flat_map(Map::values).filter_map(Value::as_str) {
        if strict && !is_name(text) {
            form.fail(&translations, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid");
        }
    }
    let longest = longest(&name, kept.as_ref());
    into["name"] = json!(name);
    into["name_localizations"] = json!(kept);
    longest
}

/// Reads description and its translations; returns the length of the longest.
fn described(form: &mut Form, field: &Field<'_>, into: &mut Value) -> usize {
    let text = form.required_string(&field.get("description"), 1, 100);
    let kept = localizations(form, &field.get("description_localizations"), 100);
    let longest = longest(&text, kept.as_ref());
    into["description"] = json!(text);
    into["description_localizations"] = json!(kept);
    longest
}

fn longest(text: &str, translations: Option<&Map<String, Value>>) -> usize {
    let translated = translations.into_iter().flat_map(Map::values).filter_map(Value::as_str);
    translated.chain([text]).map(|text| text.chars().count()).max().unwrap_or(0)
}

/// Reads translations of up to `max` characters each, by locale.
pub(super) fn localizations(
    form: &mut Form,
    field: &Field<'_>,
    max: usize,
) -> Option<Map<String, Value>> {
    let object = form.object(field)?;
    let mut kept = Map::new();
    for code in object.keys() {
        let at = field.get(code);
        if !locale::all().any(|known| known == code) {
            form.fail(
                field,
                "APPLICATION_COMMANDS_LOCALIZATION_INVALID",
                format!("\"{code}\" is not a locale"),
            );
        } else if let Some(text) = form.string(&at, 1, max) {
            kept.insert(code.clone(), json!(text));
        }
    }
    Some(kept)
}

/// Reads options; `depth` is 0 in the command, 1 in a group or subcommand of it, 2 in a subcommand
/// of a group.
fn read_options(
    form: &mut Form,
    at: &Field<'_>,
    list: &[Field<'_>],
    depth: usize,
    size: &mut usize,
) -> Vec<Value> {
    let mut done: Vec<Value> = Vec::with_capacity(list.len());
    let mut optional = false;
    for one in list {
        if one.value.is_object() && form.required(&one.get("type")) {
            let option = read_option(form, one, depth, size);
            let twice = done.iter().any(|other| other["name"] == option["name"]);
            if twice {
                form.fail(
                    &one.get("name"),
                    "APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATED",
                    "Option names must be unique",
                );
            }
            let required = option["required"] == true;
            if required && optional {
                let message = "Required options must be placed before non-required options";
                form.fail(one, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message);
            }
            optional |= !required;
            done.push(option);
        } else if !one.value.is_object() {
            form.fail(one, "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType");
        }
    }
    check_translations(form, at, &done);
    let nested = |option: &Value| matches!(option["type"].as_u64(), Some(1 | 2));
    if done.iter().any(nested) && !done.iter().all(nested) {
        let message = "Sub-command and sub-command group option types are mutually exclusive to all other types";
        form.fail(at, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message);
    }
    done
}

/// A translated name must be none of the default names of the other options, and no other option's
/// in that language.
fn check_translations(form: &mut Form, at: &Field<'_>, options: &[Value]) {
    for (index, option) in options.iter().enumerate() {
        for (locale, name) in option["name_localizations"].as_object().into_iter().flatten() {
            let others = options
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != index)
                .map(|(_, other)| other);
            if others
                .clone()
                .any(|other| other["name"] == *name || other["name_localizations"][locale] == *name)
            {
                let place = at.at(index).get("name_localizations").get(locale);
                form.fail(
                    &place,
                    "APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATED",
                    "Option names must be unique",
                );
            }
        }
    }
}

fn read_option(form: &mut Form, field: &Field<'_>, depth: usize, size: &mut usize) -> Value {
    let allowed: &[i64] = match depth {
        0 => &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
        1 => &[1, 3, 4, 5, 6, 7, 8, 9, 10, 11],
        _ => &[3, 4, 5, 6, 7, 8, 9, 10, 11],
    };
    let kind = form.one_of(&field.get("type"), allowed).unwrap_or(3);
    let mut option = json!({ "type": kind });
    *size += name(form, field, true, &mut option) + described(form, field, &mut option);
    if kind <= 2 {
        let inside = field.get("options");
        if kind == 2 {
            form.required(&inside);
        }
        let list = form.list(&inside, 0, 25).unwrap_or_default();
        // A subcommand directly in the command stands as deep as one in a group: nothing nests
        // further.
        let options = read_options(form, &inside, &list, if kind == 1 { 2 } else { 1 }, size);
        if kind == 2 && options.iter().any(|one| one["type"] != 1) {
            form.fail(
                &inside,
                "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
                "A group holds sub-commands only",
            );
        }
        option["options"] = json!(options);
        return option;
    }
    option["required"] = json!(form.boolean(&field.get("required")).unwrap_or(false));
    if let Some(list) = form.list(&field.get("choices"), 0, 25).filter(|list| !list.is_empty()) {
        let choices: Vec<Value> = list.iter().map(|one| choice(form, one, kind, size)).collect();
        option["choices"] = json!(choices);
    }
    let autocomplete = form.boolean(&field.get("autocomplete"));
    if autocomplete == Some(true)
        && (option.get("choices").is_some() || !matches!(kind, 3 | 4 | 10))
    {
        form.fail(
            &field.get("autocomplete"),
            "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID",
            "Autocomplete is not possible here",
        );
    }
    if let Some(autocomplete) = autocomplete {
        option["autocomplete"] = json!(autocomplete);
    }
    for key in ["min_value", "max_value"] {
        let value = field.get(key).value;
        if value.is_number() && matches!(kind, 4 | 10) {
            option[key] = value.clone();
        } else if !value.is_null() {
            form.fail(&field.get(key), "NUMBER_TYPE_COERCE", "Only number options have bounds");
        }
    }
    for (key, min) in [("min_length", 0), ("max_length", 1)] {
        if let Some(length) = form.integer(&field.get(key), min, 6000).filter(|_| kind == 3) {
            option[key] = json!(length);
        }
    }
    if let Some(types) = form.list(&field.get("channel_types"), 0, 20).filter(|_| kind == 7) {
        option["channel_types"] =
            json!(types.iter().filter_map(|one| form.integer(one, 0, 16)).collect::<Vec<_>>());
    }
    option
}

fn choice(form: &mut Form, field: &Field<'_>, kind: i64, size: &mut usize) -> Value {
    let name = form.required_string(&field.get("name"), 1, 100);
    let kept = localizations(form, &field.get("name_localizations"), 100);
    *size += longest(&name, kept.as_ref());
    let at = field.get("value");
    form.required(&at);
    let value = match kind {
        3 => form.string(&at, 1, 100).map(|text| {
            *size += text.chars().count();
            json!(text)
        }),
        4 => form
            .integer(&at, -9_007_199_254_740_991, 9_007_199_254_740_991)
            .map(|number| json!(number)),
        10 => at.value.is_number().then(|| at.value.clone()),
        _ => {
            form.fail(
                field,
                "APPLICATION_COMMAND_OPTIONS_CHOICES_INVALID",
                "This type of option has no choices",
            );
            None
        }
    };
    json!({ "name": name, "name_localizations": kept, "value": value })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(body: Value, path: &str) -> String {
        let errors = command(&body).expect_err("refused").errors.expect("a tree");
        errors
            .pointer(&format!("{path}/_errors/0/code"))
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    }

    #[test]
    fn a_plain_command_is_completed() {
        let done = command(
            &json!({ "name": "tag", "description": "d", "default_member_permissions": "32" }),
        )
        .expect("fine");
        assert_eq!(done["type"], 1);
        assert_eq!(done["default_member_permissions"], "32");
        assert_eq!(done["contexts"], Value::Null);
    }

    #[test]
    fn names_order_and_nesting_are_checked() {
        assert_eq!(
            code(json!({ "name": "Open", "description": "d" }), "/name"),
            "APPLICATION_COMMAND_INVALID_NAME"
        );
        assert!(command(&json!({ "name": "Open case", "type": 3 })).is_ok());
        let order = json!({ "name": "a", "description": "d", "options": [
            { "type": 3, "name": "x", "description": "d" }, { "type": 3, "name": "y", "description": "d", "required": true },
        ]});
        assert_eq!(code(order, "/options/1"), "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID");
        let mixed = json!({ "name": "a", "description": "d", "options": [
            { "type": 1, "name": "x", "description": "d" }, { "type": 3, "name": "y", "description": "d" },
        ]});
        assert_eq!(code(mixed, "/options"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID");
        let long = json!({ "name": "a", "description": "d".repeat(101) });
        assert_eq!(code(long, "/description"), "BASE_TYPE_BAD_LENGTH");
    }

    #[test]
    fn translations_obey_the_rules_of_what_they_translate() {
        let with = |key: &str, translations: Value| json!({ "name": "a", "description": "d", key: translations });
        assert!(
            command(&with("name_localizations", json!({ "de": "übergeben", "hi": "नमस्ते" })))
                .is_ok()
        );
        let invalid = "APPLICATION_COMMAND_INVALID_NAME";
        assert_eq!(
            code(with("name_localizations", json!({ "de": "Über" })), "/name_localizations"),
            invalid
        );
        assert_eq!(
            code(with("name_localizations", json!({ "de": "zwei wörter" })), "/name_localizations"),
            invalid
        );
        let foreign = with("name_localizations", json!({ "de-AT": "a" }));
        assert_eq!(
            code(foreign, "/name_localizations"),
            "APPLICATION_COMMANDS_LOCALIZATION_INVALID"
        );
        let long = with("description_localizations", json!({ "de": "d".repeat(101) }));
        assert_eq!(code(long, "/description_localizations/de"), "BASE_TYPE_BAD_LENGTH");
        assert_eq!(
            code(
                with("description_localizations", json!({ "de": "" })),
                "/description_localizations/de"
            ),
            "BASE_TYPE_BAD_LENGTH"
        );
        let choice =
            json!({ "name": "c", "name_localizations": { "de": "x".repeat(101) }, "value": "c" });
        let option = json!({ "type": 3, "name": "o", "description": "d", "choices": [choice] });
        assert_eq!(
            code(with("options", json!([option])), "/options/0/choices/0/name_localizations/de"),
            "BASE_TYPE_BAD_LENGTH"
        );
        assert!(command(&json!({ "type": 3, "name": "Open case", "name_localizations": { "de": "Fall öffnen" } })).is_ok());
    }

    #[test]
    fn options_have_names_of_their_own_in_every_language() {
        let option = |name: &str, german: &str| json!({ "type": 3, "name": name, "description": "d", "name_localizations": { "de": german } });
        let with =
            |options: [Value; 2]| json!({ "name": "a", "description": "d", "options": options });
        assert!(command(&with([option("case", "fall"), option("name", "name")])).is_ok());
        let twice = "APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATED";
        assert_eq!(
            code(
                with([option("case", "fall"), option("trap", "fall")]),
                "/options/0/name_localizations/de"
            ),
            twice
        );
        assert_eq!(
            code(
                with([option("case", "fall"), option("fall", "sturz")]),
                "/options/0/name_localizations/de"
            ),
            twice
        );
    }
}
