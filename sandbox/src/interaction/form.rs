//! Forms (modals): what a person sees of one, and what filling it in sends. Both layouts exist:
//! text inputs in action rows, which Discord calls deprecated, and any input inside a label.

use serde_json::{Map, Value, json};

use crate::interaction::{line, names};
use crate::snowflake::Snowflake;
use crate::wire;
use crate::world::model::Attachment;
use crate::world::{NewFile, World};

/// The largest file that a form takes, in bytes.
const LARGEST_FILE: usize = 10 * 1024 * 1024;

/// Discord's numbers for the components of forms.
pub(crate) mod input_kind {
    pub(crate) const ACTION_ROW: u64 = 1;
    pub(crate) const STRING_SELECT: u64 = 3;
    pub(crate) const TEXT: u64 = 4;
    pub(crate) const USER_SELECT: u64 = 5;
    pub(crate) const ROLE_SELECT: u64 = 6;
    pub(crate) const MENTIONABLE_SELECT: u64 = 7;
    pub(crate) const CHANNEL_SELECT: u64 = 8;
    pub(crate) const TEXT_DISPLAY: u64 = 10;
    pub(crate) const LABEL: u64 = 18;
    pub(crate) const FILE_UPLOAD: u64 = 19;
    pub(crate) const RADIO_GROUP: u64 = 21;
    pub(crate) const CHECKBOX_GROUP: u64 = 22;
    pub(crate) const CHECKBOX: u64 = 23;
}

/// A form that the bot opened for a person.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    /// What the bot recognises it by.
    pub custom_id: String,
    /// The heading.
    pub title: String,
    /// What can be filled in, in order.
    pub fields: Vec<Field>,
    /// Texts between the fields.
    pub texts: Vec<String>,
    /// The interaction that opened it.
    pub(crate) opened_by: Snowflake,
    /// The components as the bot sent them.
    pub components: Vec<Value>,
}

/// One input of a [`Form`].
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// What the bot recognises it by.
    pub custom_id: String,
    /// What stands above it.
    pub label: String,
    /// The small text below the label.
    pub description: Option<String>,
    /// Discord's number for the type: 4 text, 3 and 5 to 8 selects, 19 files, 21 to 23 radio
    /// buttons and checkboxes.
    pub kind: u64,
    /// Whether it may not stay empty.
    pub required: bool,
    /// The fewest characters, chosen values, or files.
    pub least: usize,
    /// The most characters, chosen values, or files.
    pub most: usize,
    /// What stands in it at the start.
    pub value: Option<String>,
    /// The grey text while it is empty.
    pub placeholder: Option<String>,
    /// A text input of several lines.
    pub long: bool,
    /// What can be chosen: label and value.
    pub options: Vec<(String, String)>,
}

impl Form {
    /// Reads `data` of a callback of type 9.
    pub(crate) fn read(data: &Value, opened_by: Snowflake) -> Self {
        let components = data["components"].as_array().cloned().unwrap_or_default();
        let mut fields = Vec::new();
        let mut texts = Vec::new();
        for component in &components {
            match component["type"].as_u64() {
                Some(input_kind::ACTION_ROW) => {
                    fields.extend(component["components"].as_array().into_iter().flatten().map(
                        |input| {
                            let label = input["label"].as_str().unwrap_or_default();
                            Field::read(input, label, None)
                        },
                    ));
                }
                Some(input_kind::LABEL) => {
                    let label = component["label"].as_str().unwrap_or_default();
                    fields.push(Field::read(
                        &component["component"],
                        label,
                        component["description"].as_str(),
                    ));
                }
                Some(input_kind::TEXT_DISPLAY) => {
                    texts.extend(component["content"].as_str().map(str::to_owned));
                }
                _ => {}
            }
        }
        Self {
            custom_id: data["custom_id"].as_str().unwrap_or_default().to_owned(),
            title: data["title"].as_str().unwrap_or_default().to_owned(),
            fields,
            texts,
            opened_by,
            components,
        }
    }

    /// The field with this label or custom id.
    pub fn field(&self, name: &str) -> Option<&Field> {
        let by_id = self.fields.iter().find(|field| field.custom_id == name);
        by_id.or_else(|| self.fields.iter().find(|field| field.label.eq_ignore_ascii_case(name)))
    }

    /// The form as plain text: title, then one line a field; `*` marks those that must be filled
    /// in.
    pub fn text(&self) -> String {
        let mut text = format!("form: {}", self.title);
        for shown in &self.texts {
            text.push_str(&format!("\n  {shown}"));
        }
        for field in &self.fields {
            let star = if field.required { "*" } else { "" };
            let hint = field.description.as_ref().map(|hint| format!(" ({hint})"));
            text.push_str(&format!(
                "\n  {}{star}{}: {}",
                field.label,
                hint.unwrap_or_default(),
                field.value.as_deref().unwrap_or_default()
            ));
            if !field.options.is_empty() {
                let labels: Vec<&str> =
                    field.options.iter().map(|(label, _)| label.as_str()).collect();
                text.push_str(&format!("({})", labels.join(", ")));
            }
        }
        text
    }

    /// `data` of the submit, checked as Discord's client checks it. Fields that are not given keep
    /// what stands in them. A text for a field of files names files, which are made up.
    ///
    /// # Errors
    /// A sentence about the field that is wrong.
    pub(crate) fn fill(
        &self,
        world: &mut World,
        user: Snowflake,
        channel: Snowflake,
        given: &[(&str, &str)],
        files: Vec<(&str, NewFile)>,
    ) -> Result<Value, String> {
        let named = given.iter().map(|(name, _)| *name).chain(files.iter().map(|(name, _)| *name));
        for name in named {
            if self.field(name).is_none() {
                let known: Vec<&str> =
                    self.fields.iter().map(|field| field.label.as_str()).collect();
                return Err(format!("The form has no field {name}, only: {}.", known.join(", ")));
            }
        }
        let mut resolved = Map::new();
        let mut answers = Vec::new();
        for field in &self.fields {
            let text = given
                .iter()
                .find(|(name, _)| {
                    self.field(name).is_some_and(|named| named.custom_id == field.custom_id)
                })
                .map(|(_, text)| *text)
                .or(field.value.as_deref());
            if field.kind != input_kind::FILE_UPLOAD {
                let answer = field.answer(world, user, channel, text, &mut resolved)?;
                answers.push((field.custom_id.as_str(), answer));
            }
        }
        // Last, since only a form that is sent stores its files.
        for (field, files) in self.uploads(given, files)? {
            let files = files.into_iter().map(|file| world.store(channel, file));
            let files: Vec<Attachment> = files.collect();
            let ids: Vec<String> = files.iter().map(|file| file.id.to_string()).collect();
            for file in &files {
                let shown = wire::attachment_in(world, channel, file, true);
                let known = resolved.entry("attachments").or_insert_with(|| json!({}));
                known[file.id.to_string()] = shown;
            }
            answers.push((field.custom_id.as_str(), json!({"values": ids})));
        }
        let components: Vec<Value> = self
            .components
            .iter()
            .enumerate()
            .map(|(index, component)| echo(component, index, &answers))
            .collect();
        let mut data = json!({"custom_id": self.custom_id, "components": components});
        if !resolved.is_empty() {
            data["resolved"] = Value::Object(resolved);
        }
        Ok(data)
    }

    /// The files of each field that takes some.
    fn uploads(
        &self,
        given: &[(&str, &str)],
        files: Vec<(&str, NewFile)>,
    ) -> Result<Vec<(&Field, Vec<NewFile>)>, String> {
        let mut all: Vec<(&Field, Vec<NewFile>)> = self
            .fields
            .iter()
            .filter(|field| field.kind == input_kind::FILE_UPLOAD)
            .map(|field| (field, Vec::new()))
            .collect();
        let made_up = given.iter().flat_map(|(name, text)| {
            let names = text.split(',').map(str::trim).filter(|file| !file.is_empty());
            names.map(|file| (*name, NewFile::named(file, format!("This is {file}.").as_bytes())))
        });
        for (name, file) in made_up.chain(files) {
            let named = self.field(name).map(|field| &field.custom_id);
            let field = all.iter_mut().find(|(field, _)| Some(&field.custom_id) == named);
            if let Some((_, files)) = field {
                files.push(file);
            }
        }
        for (field, files) in &all {
            let (label, count) = (&field.label, files.len());
            if let Some(file) = files.iter().find(|file| file.bytes.len() > LARGEST_FILE) {
                return Err(format!("{} is too large. The limit is 10 MB.", file.filename));
            }
            let least = if field.required { field.least.max(1) } else { 0 };
            if count < least || count > field.most {
                let most = field.most;
                return Err(format!("{label} takes {least} to {most} files, but has {count}."));
            }
        }
        Ok(all)
    }
}

impl Field {
    fn read(input: &Value, label: &str, description: Option<&str>) -> Self {
        let kind = input["type"].as_u64().unwrap_or(input_kind::TEXT);
        let size = |key: &str| input[key].as_u64().and_then(|size| usize::try_from(size).ok());
        let required = input["required"].as_bool().unwrap_or(kind != input_kind::CHECKBOX);
        let (least, most) = match kind {
            input_kind::TEXT => {
                (size("min_length").unwrap_or(0), size("max_length").unwrap_or(4_000))
            }
            input_kind::CHECKBOX_GROUP => (
                size("min_values").unwrap_or(1),
                size("max_values").unwrap_or_else(|| options(input).len()),
            ),
            _ => (size("min_values").unwrap_or(1), size("max_values").unwrap_or(1)),
        };
        let options = options(input);
        let chosen = input["options"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|option| option["default"] == true);
        let chosen: Vec<&str> = chosen.filter_map(|option| option["value"].as_str()).collect();
        let value = match kind {
            input_kind::CHECKBOX => {
                Some(if input["default"] == true { "yes" } else { "no" }.to_owned())
            }
            _ if !chosen.is_empty() => Some(chosen.join(", ")),
            _ => input["value"].as_str().filter(|value| !value.is_empty()).map(str::to_owned),
        };
        Self {
            custom_id: input["custom_id"].as_str().unwrap_or_default().to_owned(),
            label: label.to_owned(),
            description: description.map(str::to_owned),
            kind,
            required,
            least,
            most,
            value,
            placeholder: input["placeholder"].as_str().map(str::to_owned),
            long: input["style"] == 2,
            options,
        }
    }

    /// The keys that this field adds to its component in the submit: `value` or `values`.
    fn answer(
        &self,
        world: &World,
        user: Snowflake,
        channel: Snowflake,
        text: Option<&str>,
        resolved: &mut Map<String, Value>,
    ) -> Result<Value, String> {
        let label = &self.label;
        let text = text.unwrap_or_default();
        match self.kind {
            input_kind::TEXT => {
                let length = text.chars().count();
                if length == 0 && !self.required {
                    return Ok(json!({"value": ""}));
                }
                if text.trim().is_empty() {
                    return Err(format!("{label} must be filled in."));
                }
                if length < self.least {
                    return Err(format!(
                        "{label} needs at least {}, but has {length}.",
                        line::characters(self.least as u64)
                    ));
                }
                if length > self.most {
                    return Err(format!(
                        "{label} can have up to {}, but has {length}.",
                        line::characters(self.most as u64)
                    ));
                }
                Ok(json!({"value": text}))
            }
            input_kind::CHECKBOX => {
                Ok(json!({"value": matches!(text.to_lowercase().as_str(), "yes" | "true" | "on")}))
            }
            _ => {
                let wanted: Vec<&str> =
                    text.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
                let values =
                    choose(world, user, channel, self.kind, &self.options, &wanted, resolved)
                        .map_err(|problem| format!("{label} {problem}."))?;
                let least = if self.required { self.least.max(1) } else { 0 };
                if values.len() < least || values.len() > self.most {
                    let range = if least == self.most {
                        format!("{least} value{}", if least == 1 { "" } else { "s" })
                    } else {
                        format!("{least} to {} values", self.most)
                    };
                    return Err(format!("{label} takes {range}, but has {}.", values.len()));
                }
                match self.kind {
                    input_kind::RADIO_GROUP => Ok(json!({"value": values.first()})),
                    _ => Ok(json!({"values": values})),
                }
            }
        }
    }
}

/// Label and value of each option of a select or a group.
pub(crate) fn options(input: &Value) -> Vec<(String, String)> {
    let text = |option: &Value, key: &str| option[key].as_str().unwrap_or_default().to_owned();
    let list = input["options"].as_array().into_iter().flatten();
    list.map(|option| (text(option, "label"), text(option, "value"))).collect()
}

/// Turns what a person chooses into the values that Discord sends, and adds what they name to
/// `resolved`.
///
/// # Errors
/// The end of a sentence that begins with the name of the menu.
pub(crate) fn choose(
    world: &World,
    user: Snowflake,
    channel: Snowflake,
    kind: u64,
    options: &[(String, String)],
    wanted: &[&str],
    resolved: &mut Map<String, Value>,
) -> Result<Vec<String>, String> {
    let guild = world.guild_of(channel);
    let mut values = Vec::new();
    for text in wanted {
        let as_user = || names::user(world, guild, text);
        let as_role = || names::role(world, guild, text);
        let value = match kind {
            input_kind::USER_SELECT | input_kind::MENTIONABLE_SELECT if as_user().is_some() => {
                as_user().map(|id| {
                    line::resolve_user(world, guild, channel, id, resolved);
                    id.to_string()
                })
            }
            input_kind::ROLE_SELECT | input_kind::MENTIONABLE_SELECT => as_role().map(|id| {
                line::resolve_role(world, guild, id, resolved);
                id.to_string()
            }),
            input_kind::CHANNEL_SELECT => names::channel(world, guild, user, text).map(|id| {
                line::resolve_channel(world, user, id, resolved);
                id.to_string()
            }),
            input_kind::USER_SELECT => None,
            _ => options
                .iter()
                .find(|(label, value)| value == text || label.eq_ignore_ascii_case(text))
                .map(|(_, value)| value.clone()),
        };
        let Some(value) = value else {
            let known: Vec<&str> = options.iter().map(|(label, _)| label.as_str()).collect();
            let known = if known.is_empty() {
                String::new()
            } else {
                format!("; there are: {}", known.join(", "))
            };
            return Err(format!("does not offer {text}{known}"));
        };
        if !values.contains(&value) {
            values.push(value);
        }
    }
    Ok(values)
}

/// A component of the form as the submit repeats it: type, id, custom id, and the answer.
fn echo(component: &Value, index: usize, answers: &[(&str, Value)]) -> Value {
    let id = component["id"].as_u64().unwrap_or(index as u64 + 1);
    let input = |input: &Value, id: u64| {
        let custom_id = input["custom_id"].as_str().unwrap_or_default();
        let mut data = json!({"type": input["type"], "id": id, "custom_id": custom_id});
        if let Some((_, Value::Object(answer))) =
            answers.iter().find(|(name, _)| *name == custom_id)
        {
            for (key, value) in answer {
                data[key] = value.clone();
            }
        }
        data
    };
    // Numbers of nested components only have to be unique within the form.
    let nested = |child: &Value| child["id"].as_u64().unwrap_or(id + 100);
    match component["type"].as_u64() {
        Some(input_kind::ACTION_ROW) => {
            let children = component["components"].as_array().into_iter().flatten();
            let children: Vec<Value> = children.map(|child| input(child, nested(child))).collect();
            json!({"type": input_kind::ACTION_ROW, "id": id, "components": children})
        }
        Some(input_kind::LABEL) => {
            let child = &component["component"];
            json!({"type": input_kind::LABEL, "id": id, "component": input(child, nested(child))})
        }
        _ => json!({"type": component["type"], "id": id}),
    }
}
