//! Reading a line: who does what, where, with which message.

use sandbox::interaction::{names, options_of};
use sandbox::{Person, World};
use serde_json::Value;

use crate::terminal::beyond::Beyond;
use crate::terminal::line::{Which, number, numbered, on, owned, word};

/// What a line says.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Phrase {
    Help,
    Quit,
    People,
    Channels,
    Commands,
    Look { place: String, person: Option<String> },
    Server { language: String },
    Other { app: bool, rest: String },
    Do { person: String, verb: Verb },
    Unclear,
}

/// What somebody does.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verb {
    Say { place: Option<String>, text: String },
    Post { place: String, title: String, text: String },
    Reply { number: Which, text: String },
    Edit { number: Which, text: String },
    Delete { number: Which },
    Thread { number: Which, name: String },
    React { emoji: String, number: Which },
    Unreact { emoji: String, number: Which },
    Menu { command: Option<String>, number: Which },
    Press { label: String, number: Which },
    Choose { values: Vec<String>, menu: Option<String>, number: Which },
    Speak { language: String },
    Beyond(Beyond),
    Short { verb: String, number: String, rest: String },
}

/// Reads one line.
pub(super) fn read(line: &str) -> Phrase {
    let (first, rest) = word(line);
    match (first.to_lowercase().as_str(), rest) {
        ("help" | "?", "") => return Phrase::Help,
        ("quit" | "exit" | "bye", "") => return Phrase::Quit,
        ("people" | "who", "") => return Phrase::People,
        ("channels" | "where", "") => return Phrase::Channels,
        ("commands", "") => return Phrase::Commands,
        ("server", rest) if rest.starts_with("speaks ") => {
            return Phrase::Server { language: owned(&rest["speaks ".len()..]) };
        }
        ("bridge", rest) if rest.contains(" in ") => {
            return Phrase::Other { app: false, rest: owned(rest) };
        }
        ("app", rest) if rest.contains(" in ") => {
            return Phrase::Other { app: true, rest: owned(rest) };
        }
        ("look", place) if !place.is_empty() => {
            let place = place.strip_prefix("at ").unwrap_or(place);
            return match place.rsplit_once(" as ") {
                Some((place, person)) => {
                    Phrase::Look { place: owned(place), person: Some(owned(person)) }
                }
                None => Phrase::Look { place: owned(place), person: None },
            };
        }
        _ => {}
    }
    // `ana: hello` has no verb.
    if let Some(person) = first.strip_suffix(':') {
        let text = owned(rest);
        return done(person, (!text.is_empty()).then_some(Verb::Say { place: None, text }));
    }
    if rest.starts_with('/') {
        return done(first, Some(Verb::Say { place: None, text: owned(rest) }));
    }
    let (verb, rest) = word(rest);
    done(first, read_verb(verb, rest))
}

fn done(person: &str, verb: Option<Verb>) -> Phrase {
    match verb {
        Some(verb) if !person.is_empty() => Phrase::Do { person: owned(person), verb },
        _ => Phrase::Unclear,
    }
}

/// The verbs that are not a command of the bot, as lines have them.
const VERBS: [&str; 31] = [
    "allows", "bans", "chooses", "creates", "deletes", "denies", "edits", "ends", "flags",
    "forwards", "gives", "joins", "kicks", "leaves", "polls", "posts", "presses", "reacts",
    "replies", "resets", "says", "sends", "speaks", "takes", "threads", "unbans", "unreacts",
    "unvotes", "uses", "votes", "writes",
];

/// `flag` as `flags`: both are typed.
fn third_person(verb: &str) -> String {
    let verb = verb.to_lowercase();
    let known = VERBS.into_iter().find(|known| stems(known).contains(&verb));
    known.map_or(verb, str::to_owned)
}

fn read_verb(verb: &str, rest: &str) -> Option<Verb> {
    let verb = third_person(verb);
    if let Some(beyond) = Beyond::read(&verb, rest.trim()) {
        return Some(Verb::Beyond(beyond));
    }
    match verb.as_str() {
        "in" => {
            let (place, text) = rest.split_once(": ").or_else(|| rest.split_once(':'))?;
            let text = owned(text);
            (!text.is_empty()).then_some(Verb::Say { place: Some(owned(place)), text })
        }
        "says" | "writes" => {
            Some(Verb::Say { place: None, text: owned(rest.trim_start_matches(':')) })
        }
        "posts" => {
            let (place, text) = rest.strip_prefix("in ").unwrap_or(rest).split_once(':')?;
            let (title, text) = text.split_once('|').unwrap_or((text, text));
            Some(Verb::Post { place: owned(place), title: owned(title), text: owned(text) })
        }
        "flags" => Some(Verb::Menu { command: None, number: number(rest)? }),
        "uses" => on(rest).map(|(command, number)| Verb::Menu { command: Some(command), number }),
        "reacts" => on(rest.strip_prefix("with ").unwrap_or(rest))
            .map(|(emoji, number)| Verb::React { emoji, number }),
        "unreacts" => on(rest).map(|(emoji, number)| Verb::Unreact { emoji, number }),
        "presses" => on(rest).map(|(label, number)| Verb::Press { label, number }),
        "chooses" => {
            let (what, number) = on(rest)?;
            let (values, menu) = match what.rsplit_once(" in ") {
                Some((values, menu)) => (owned(values), Some(owned(menu))),
                None => (what, None),
            };
            Some(Verb::Choose { values: values.split(',').map(owned).collect(), menu, number })
        }
        "speaks" if !rest.trim().is_empty() => Some(Verb::Speak { language: owned(rest) }),
        "deletes" => Some(Verb::Delete { number: number(rest)? }),
        name => {
            let own =
                numbered(rest.strip_prefix("to ").unwrap_or(rest)).and_then(|(number, text)| {
                    match name {
                        "replies" => Some(Verb::Reply { number, text }),
                        "edits" => Some(Verb::Edit { number, text }),
                        "threads" => Some(Verb::Thread { number, name: text }),
                        _ => None,
                    }
                });
            own.or_else(|| {
                let (number, rest) = word(rest);
                let number = number.trim_start_matches('#');
                let counts = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
                counts.then(|| Verb::Short {
                    verb: name.to_owned(),
                    number: owned(number),
                    rest: owned(rest),
                })
            })
        }
    }
}

/// The names of commands that a verb in the third person may stand for, the likeliest first.
pub(super) fn stems(verb: &str) -> Vec<String> {
    let mut stems = Vec::new();
    for (ending, instead) in [("s", ""), ("es", ""), ("ies", "y"), ("", "")] {
        if let Some(stem) = verb.strip_suffix(ending).filter(|stem| !stem.is_empty()) {
            stems.push(format!("{stem}{instead}"));
        }
    }
    stems
}

/// A short form written out.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Short {
    /// The slash command.
    pub(super) line: String,
    /// What is meant for the form that the command opens.
    pub(super) fields: Vec<(String, String)>,
}

/// Writes out `tags 1 billing` as `/tag case:1 name:billing`, by the definition of the command.
/// `None` if it has no option `case`.
pub(super) fn complete(definition: &Value, number: &str, rest: &str) -> Option<Short> {
    let name = definition["name"].as_str()?;
    let options = options_of(definition);
    let known = |name: &str| options.iter().any(|option| option["name"] == name);
    if !known("case") {
        return None;
    }
    let mut text = format!("/{name} case:{number}");
    let mut fields = Vec::new();
    let written_out = options.iter().filter_map(|option| option["name"].as_str()).any(|option| {
        rest.starts_with(&format!("{option}:")) || rest.contains(&format!(" {option}:"))
    });
    let pairs = pairs(rest);
    if !pairs.is_empty() {
        for (key, value) in pairs {
            if known(&key) {
                text.push_str(&format!(" {key}:{value}"));
            } else {
                fields.push((key, value));
            }
        }
    } else if written_out {
        text.push_str(&format!(" {rest}"));
    } else if !rest.is_empty() {
        let others = || options.iter().filter(|option| option["name"] != "case");
        let needed = others().find(|option| option["required"] == true).or_else(|| others().next());
        match needed.and_then(|option| option["name"].as_str()) {
            Some(option) => text.push_str(&format!(" {option}:{rest}")),
            None => text.push_str(&format!(" {rest}")),
        }
    }
    Some(Short { line: text, fields })
}

/// `title=It fails; steps=Press it` as pairs; empty if the text is not of that kind.
pub(super) fn pairs(text: &str) -> Vec<(String, String)> {
    let parts: Option<Vec<_>> = text
        .split(';')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| {
            let (key, value) = part.split_once('=')?;
            let key = key.trim();
            let simple = !key.is_empty()
                && key
                    .chars()
                    .all(|one| one.is_alphanumeric() || matches!(one, ' ' | '-' | '_' | '?'));
            simple.then(|| (owned(key), owned(value)))
        })
        .collect();
    parts.unwrap_or_default()
}

/// A text with `@max`, `@Agents` and `#help` turned into mentions, as a client does while one
/// types.
pub(super) fn with_mentions(world: &World, person: &Person, text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for (index, part) in text.split(' ').enumerate() {
        if index > 0 {
            result.push(' ');
        }
        let bare = part.trim_end_matches(['.', ',', '!', '?', ':', ';', ')']);
        let mention = match bare.chars().next() {
            Some('@') if bare.len() > 1 => names::user(world, person.guild, bare)
                .map(|id| format!("<@{id}>"))
                .or_else(|| names::role(world, person.guild, bare).map(|id| format!("<@&{id}>"))),
            Some('#') if bare.len() > 1 => {
                names::channel(world, person.guild, person.id, bare).map(|id| format!("<#{id}>"))
            }
            _ => None,
        };
        match mention {
            Some(mention) => {
                result.push_str(&mention);
                result.push_str(&part[bare.len()..]);
            }
            None => result.push_str(part),
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn act(line: &str) -> Verb {
        match read(line) {
            Phrase::Do { verb, .. } => verb,
            other => panic!("{line}: {other:?}"),
        }
    }

    #[test]
    fn lines_are_read_as_people_mean_them() {
        let say = |place: Option<&str>, text: &str| Verb::Say {
            place: place.map(owned),
            text: owned(text),
        };
        assert_eq!(act("ana in #help: it fails: often"), say(Some("#help"), "it fails: often"));
        assert_eq!(act("lea: /setup help:#help"), say(None, "/setup help:#help"));
        assert_eq!(act("max in #desk: /claim case:1"), say(Some("#desk"), "/claim case:1"));
        assert_eq!(act("max /queue"), say(None, "/queue"));
        assert_eq!(act("ana speaks de"), Verb::Speak { language: owned("de") });
        assert_eq!(read("server speaks German"), Phrase::Server { language: owned("German") });
        for line in ["max flags 1", "max flag [1]"] {
            assert_eq!(act(line), Verb::Menu { command: None, number: Which::Number(1) }, "{line}");
        }
        for line in ["max flags it", "max flag last", "max flags Last"] {
            assert_eq!(act(line), Verb::Menu { command: None, number: Which::Newest }, "{line}");
        }
        assert_eq!(
            act("max react 🎫 on 3"),
            Verb::React { emoji: owned("🎫"), number: Which::Number(3) }
        );
        assert_eq!(
            act("max presses Not fixed on [4]"),
            Verb::Press { label: owned("Not fixed"), number: Which::Number(4) }
        );
        for (line, number) in [
            ("ana replies 3: thanks", Which::Number(3)),
            ("ana reply to it: thanks", Which::Newest),
        ] {
            assert_eq!(act(line), Verb::Reply { number, text: owned("thanks") }, "{line}");
        }
        assert_eq!(
            act("max replies 3 greeting"),
            Verb::Short { verb: owned("replies"), number: owned("3"), rest: owned("greeting") }
        );
        assert_eq!(
            read("look #help as ana"),
            Phrase::Look { place: owned("#help"), person: Some(owned("ana")) }
        );
        for unclear in ["hello", "max", "max dances", "ana in #help", "max flags all", "ana speaks"]
        {
            assert_eq!(read(unclear), Phrase::Unclear, "{unclear}");
        }
    }

    #[test]
    fn fields_are_named_by_what_stands_before_them() {
        let pair = |key: &str, value: &str| (owned(key), owned(value));
        assert_eq!(
            pairs("Your question=Why?; What happened?=I pressed a = b"),
            [pair("Your question", "Why?"), pair("What happened?", "I pressed a = b")]
        );
        assert_eq!(pairs("Is it 1 + 1=2?"), []);
    }

    #[test]
    fn short_forms_become_commands() {
        let definition = json!({"name": "tag", "options": [
            {"name": "name", "type": 3, "required": true}, {"name": "case", "type": 3},
        ]});
        let line = |rest: &str| complete(&definition, "1", rest).expect("has a case").line;
        assert_eq!(line("billing and more"), "/tag case:1 name:billing and more");
        assert_eq!(line("name:billing"), "/tag case:1 name:billing");
        assert_eq!(line(""), "/tag case:1");
        let short = complete(&definition, "1", "title=It fails; name=x").expect("has a case");
        assert_eq!(
            (short.line.as_str(), short.fields),
            ("/tag case:1 name:x", vec![(owned("title"), owned("It fails"))])
        );
        assert!(complete(&json!({"name": "queue"}), "1", "").is_none());
        assert!(
            stems("escalates").contains(&owned("escalate"))
                && stems("replies").contains(&owned("reply"))
        );
    }
}
