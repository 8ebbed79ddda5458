//! Commands, buttons, menus and forms: what needs an answer of the bot.

use sandbox::person::option_text;
use sandbox::{Answer, AnswerKind, Filled, Form, Person, Refused, Sandbox, Snowflake};
use serde_json::{Value, json};

use crate::page::rendering::{Reader, render};
use crate::page::verbs::request::{files, id, text};

/// Does what a frame asks, and waits until the bot reacts.
pub(super) async fn perform(
    sandbox: &Sandbox,
    person: &Person,
    request: &Value,
) -> Result<Value, Refused> {
    let answer = match request["verb"].as_str().unwrap_or_default() {
        "command" => person.send_command(id(request, "channel_id")?, &filled(request)?).await,
        "autocomplete" => return complete(person, request).await,
        "menu" => {
            let (message, command) = (id(request, "message_id")?, id(request, "command_id")?);
            let name = sandbox.world(|world| {
                world
                    .commands
                    .iter()
                    .find(|known| known.id == command)
                    .map(|known| known.name().to_owned())
            });
            person.menu(message, &name.ok_or_else(gone)?).await
        }
        "press" => person.press(id(request, "message_id")?, &text(request, "custom_id")).await,
        "choose" => {
            let values: Vec<&str> = request["values"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(Value::as_str)
                .collect();
            person.choose(id(request, "message_id")?, &text(request, "custom_id"), &values).await
        }
        "submit" => submit(person, request).await?,
        other => {
            return Err(Refused(format!(
                "The page asked for something that the sandbox doesn't know: {other}. Reload it."
            )));
        }
    };
    outcome(sandbox, person, answer)
}

fn gone() -> Refused {
    Refused("That command is no longer available.".to_owned())
}

fn filled(request: &Value) -> Result<Filled, Refused> {
    let path = request["path"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|name| Some(name.as_str()?.to_owned()))
        .collect();
    let options = request["options"].as_array().into_iter().flatten();
    let options =
        options.map(|option| (text(option, "name"), option_text(&option["value"]))).collect();
    Ok(Filled { command: id(request, "command_id")?, path, options })
}

async fn complete(person: &Person, request: &Value) -> Result<Value, Refused> {
    let (channel, filled) = (id(request, "channel_id")?, filled(request)?);
    let choices = person.suggestions(channel, &filled, &text(request, "focused")).await?;
    let choices: Vec<Value> = choices
        .into_iter()
        .map(|choice| json!({"name": choice.name, "value": choice.value}))
        .collect();
    Ok(json!({ "choices": choices }))
}

async fn submit(person: &Person, request: &Value) -> Result<Answer, Refused> {
    let form = person
        .open_form(id(request, "form_id")?)
        .ok_or_else(|| Refused("That form is no longer open.".to_owned()))?;
    let given = request["fields"].as_object().into_iter().flatten();
    let (uploaded, given): (Vec<_>, Vec<_>) = given.partition(|(_, value)| value[0].is_object());
    let mut sent = Vec::new();
    for (name, value) in uploaded {
        sent.extend(files(value)?.into_iter().map(|file| (name.as_str(), file)));
    }
    let given: Vec<(&str, String)> = given
        .into_iter()
        .map(|(name, value)| {
            let list =
                |values: &Vec<Value>| values.iter().map(option_text).collect::<Vec<_>>().join(",");
            (name.as_str(), value.as_array().map_or_else(|| option_text(value), list))
        })
        .collect();
    let given: Vec<(&str, &str)> =
        given.iter().map(|(name, value)| (*name, value.as_str())).collect();
    Ok(person.submit_with_files(&form, &given, sent).await)
}

/// `Outcome` of the protocol.
fn outcome(sandbox: &Sandbox, person: &Person, answer: Answer) -> Result<Value, Refused> {
    let message = || person.answering_message(answer.interaction).map(|id| id.to_string());
    let mut value = match &answer.kind {
        AnswerKind::Message { ephemeral, message_id, .. } => {
            json!({"kind": "message", "message_id": message_id.to_string(), "ephemeral": ephemeral})
        }
        AnswerKind::Thinking { ephemeral } => {
            json!({"kind": "thinking", "message_id": message(), "ephemeral": ephemeral})
        }
        AnswerKind::Form(form) => {
            json!({"kind": "form", "form": shown(sandbox, person, form, answer.interaction)})
        }
        AnswerKind::Updated | AnswerKind::Removed | AnswerKind::Choices(_) => {
            json!({"kind": "updated"})
        }
        AnswerKind::None => json!({"kind": "none"}),
        AnswerKind::Refused(why) => return Err(Refused(why.clone())),
    };
    value["interaction"] = json!(answer.interaction.to_string());
    value["took"] = json!(answer.acknowledged_in.map(|took| took.as_millis()));
    Ok(value)
}

/// `Form` of the protocol.
fn shown(sandbox: &Sandbox, person: &Person, form: &Form, interaction: Snowflake) -> Value {
    let fields: Vec<Value> = form
        .fields
        .iter()
        .map(|field| {
            let options =
                field.options.iter().map(|(label, value)| json!({"label": label, "value": value}));
            json!({
                "custom_id": field.custom_id,
                "label": field.label,
                "description": field.description,
                "type": field.kind,
                "required": field.required,
                "min": field.least,
                "max": field.most,
                "value": field.value,
                "placeholder": field.placeholder,
                "long": field.long,
                "options": options.collect::<Vec<_>>(),
            })
        })
        .collect();
    let texts: Vec<Vec<Value>> = sandbox.world(|world| {
        let reader = Reader { world, guild: person.guild, viewer: person.id };
        form.texts.iter().map(|text| render(reader, text)).collect()
    });
    json!({
        "form_id": interaction.to_string(),
        "custom_id": form.custom_id,
        "title": form.title,
        "components": form.components,
        "fields": fields,
        "texts": texts,
    })
}
