//! The files that saved replies are imported from: our own, and those of Modmail, Zendesk and
//! Chatwoot.

use serde_json::{Map, Value};

use crate::cli::{
    rows::{self, why},
    snippets::html,
};

/// Whose file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// JSON lines or CSV with `name` and `text`, as `export` writes them.
    Own,
    /// The configuration of Modmail, with an object `snippets` (modmail-dev/Modmail).
    Modmail,
    /// What Zendesk's API returns for macros (Zendesk, *Macros*).
    Zendesk,
    /// What Chatwoot's API returns for canned responses (Chatwoot, *Canned Responses*).
    Chatwoot,
}

/// A saved reply, as its file has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Where it stands, in words.
    pub at: String,
    /// Its name.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Whose file it is.
    pub shape: Shape,
    /// The saved replies, in their order.
    pub entries: Vec<Entry>,
    /// What is no saved reply, each with the reason.
    pub left_out: Vec<String>,
}

impl Shape {
    /// Returns its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Own => "saved replies with name and text",
            Self::Modmail => "Modmail's configuration",
            Self::Zendesk => "Zendesk macros",
            Self::Chatwoot => "Chatwoot canned responses",
        }
    }

    /// Whether a word in single braces is a placeholder there. Zendesk and Chatwoot have double
    /// ones.
    pub fn has_single_braces(self) -> bool {
        matches!(self, Self::Own | Self::Modmail)
    }
}

/// Reads a file, whosever it is.
///
/// # Errors
/// A sentence for each thing that cannot be read.
pub fn read(source: &str) -> Result<File, Vec<String>> {
    let source = source.trim_start_matches('\u{FEFF}');
    if source.trim_start().starts_with(['{', '[']) {
        match serde_json::from_str::<Value>(source) {
            Ok(whole) => {
                if let Some(file) = foreign(&whole) {
                    return file;
                }
            }
            // Several lines, of which each is an object.
            Err(error) if error.line() > 1 && is_object(source) => {}
            Err(error) => {
                let (line, column) = (error.line(), error.column());
                return Err(vec![format!(
                    "line {line}, column {column}: this isn't JSON ({})",
                    why(&error)
                )]);
            }
        }
        // A file of one document in each line, as exports of MongoDB have it.
        let documents: Result<Vec<Value>, _> = source
            .lines()
            .filter(|line| !line.trim().is_empty())
            .map(serde_json::from_str)
            .collect();
        if let Some(file) = documents.ok().and_then(|lines| foreign(&Value::Array(lines))) {
            return file;
        }
    }
    let rows = rows::read(source, &["name", "text"])?;
    rows::server(&rows)?;
    let mut faults = Vec::new();
    let entries = rows.iter().filter_map(|row| {
        let entry = row.need("name").and_then(|name| {
            let (at, text) = (row.at.clone(), row.need("text")?.to_owned());
            Ok(Entry { at, name: name.to_owned(), text })
        });
        entry.map_err(|fault| faults.push(fault)).ok()
    });
    let entries: Vec<Entry> = entries.collect();
    if !faults.is_empty() {
        return Err(faults);
    }
    Ok(File { shape: Shape::Own, entries, left_out: Vec::new() })
}

fn is_object(source: &str) -> bool {
    let first = source.lines().find(|line| !line.trim().is_empty());
    first.is_some_and(|line| serde_json::from_str::<Map<String, Value>>(line).is_ok())
}

/// Reads another program's file. `None` if it is no other's.
fn foreign(whole: &Value) -> Option<Result<File, Vec<String>>> {
    let documents: Vec<&Value> = match whole {
        Value::Array(documents) => documents.iter().collect(),
        other => vec![other],
    };
    let first = documents.first()?;
    if first.get("snippets").is_some() {
        return Some(modmail(&documents));
    }
    if first.get("short_code").is_some() {
        return Some(chatwoot(&documents));
    }
    let macros: Vec<&Value> = match (first.get("macros"), first.get("macro")) {
        (Some(Value::Array(macros)), _) => macros.iter().collect(),
        (_, Some(one)) => vec![one],
        _ if first.get("actions").is_some() => documents,
        _ => return None,
    };
    Some(zendesk(&macros))
}

fn file(
    shape: Shape,
    read: Vec<Result<Entry, String>>,
    left_out: Vec<String>,
) -> Result<File, Vec<String>> {
    let (entries, faults): (Vec<_>, Vec<_>) = read.into_iter().partition(Result::is_ok);
    let faults: Vec<String> = faults.into_iter().filter_map(Result::err).collect();
    if faults.is_empty() {
        Ok(File { shape, entries: entries.into_iter().flatten().collect(), left_out })
    } else {
        Err(faults)
    }
}

fn modmail(documents: &[&Value]) -> Result<File, Vec<String>> {
    let snippets = documents.iter().filter_map(|document| document["snippets"].as_object());
    let read = snippets.flatten().map(|(name, text)| {
        let at = format!("snippet {name:?}");
        match text.as_str() {
            Some(text) => Ok(Entry { at, name: name.clone(), text: text.to_owned() }),
            None => Err(format!("{at}: it isn't text")),
        }
    });
    file(Shape::Modmail, read.collect(), Vec::new())
}

fn chatwoot(documents: &[&Value]) -> Result<File, Vec<String>> {
    let read = documents.iter().zip(1..).map(|(response, number)| {
        let text = |key: &str| {
            response[key].as_str().ok_or_else(|| format!("response {number}: {key} is missing"))
        };
        let name = text("short_code")?.to_owned();
        let at = format!("response {name:?}");
        Ok(Entry { at, name, text: text("content")?.to_owned() })
    });
    file(Shape::Chatwoot, read.collect(), Vec::new())
}

fn zendesk(macros: &[&Value]) -> Result<File, Vec<String>> {
    let (mut read, mut left_out) = (Vec::new(), Vec::new());
    for (one, number) in macros.iter().zip(1..) {
        let Some(title) = one["title"].as_str() else {
            read.push(Err(format!("macro {number}: the title is missing")));
            continue;
        };
        let at = format!("macro {title:?}");
        let value = |field: &str| {
            let actions = one["actions"].as_array()?;
            actions.iter().find(|action| action["field"] == field).map(|action| &action["value"])
        };
        let is_note = value("comment_mode_is_public")
            .is_some_and(|public| *public == false || *public == "false");
        let text = match (value("comment_value_html"), value("comment_value")) {
            (Some(page), _) => spoken(page).map(html::to_markdown),
            (None, plain) => plain.and_then(spoken).map(str::to_owned),
        };
        match text {
            _ if one["active"] == false => left_out.push(format!("{at}: it's inactive")),
            _ if is_note => left_out.push(format!("{at}: it's a note for the team")),
            None => left_out.push(format!("{at}: it has no comment")),
            Some(text) => read.push(Ok(Entry { at, name: title.to_owned(), text })),
        }
    }
    file(Shape::Zendesk, read, left_out)
}

/// Returns the text of an action. Its value is a text, or a channel and a text (Zendesk, *Actions
/// reference*).
fn spoken(value: &Value) -> Option<&str> {
    match value {
        Value::String(text) => Some(text),
        Value::Array(parts) => parts.last()?.as_str(),
        _ => None,
    }
}
