//! Makes saved replies of a file: names and placeholders as they are here.

use std::collections::BTreeMap;

use crate::{
    cli::snippets::shape::{self, Entry, Shape},
    domain::{
        Placeholder, PublicText, Snippet,
        notice::TEXT_LIMIT,
        snippet::{self, NAME_LIMIT, Piece, pieces},
    },
};

/// The names of placeholders in other programs, and what is the same here: Zendesk ("Zendesk
/// placeholders reference"), Chatwoot ("Template variables"), Modmail (its formatted replies).
const SAME: [(&[&str], Placeholder); 3] = [
    (
        &[
            "ticket.requester.name",
            "ticket.requester.first_name",
            "contact.name",
            "contact.first_name",
            "conversation.contact_name",
            "recipient",
            "recipient.name",
            "recipient.display_name",
            "recipient.mention",
        ],
        Placeholder::Customer,
    ),
    (
        &[
            "current_user.name",
            "current_user.first_name",
            "ticket.assignee.name",
            "ticket.assignee.first_name",
            "agent.name",
            "agent.first_name",
            "author",
            "author.name",
            "author.display_name",
            "author.mention",
        ],
        Placeholder::Agent,
    ),
    (&["ticket.id", "conversation.id", "conversation.display_id"], Placeholder::Case),
];

/// What becomes of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Converted {
    /// Whose file it is.
    pub shape: Shape,
    /// The saved replies.
    pub snippets: Vec<Snippet>,
    /// Each name that was changed, with the new one.
    pub renamed: Vec<String>,
    /// Each placeholder that has another name here, with that name.
    pub filled: Vec<String>,
    /// The names of saved replies with placeholders that nothing is filled in for.
    pub unknown: Vec<String>,
    /// What of the file is no saved reply.
    pub left_out: Vec<String>,
}

/// Reads a file.
///
/// # Errors
/// A sentence for each thing that keeps it from being imported.
pub fn convert(source: &str) -> Result<Converted, Vec<String>> {
    let shape::File { shape, entries, left_out } = shape::read(source)?;
    let mut faults = Vec::new();
    let mut converted = Converted {
        shape,
        snippets: Vec::new(),
        renamed: Vec::new(),
        filled: Vec::new(),
        unknown: Vec::new(),
        left_out,
    };
    // The names that are taken, each with the place and the name in the file.
    let mut taken: BTreeMap<String, (String, String)> = BTreeMap::new();
    let mut filled = BTreeMap::new();
    for Entry { at, name: given, text } in entries {
        let text = with_our_placeholders(&text, shape, &mut filled);
        let text = match PublicText::typed("text", &text) {
            Ok(text) => text.as_str().to_owned(),
            Err(_) if text.trim().is_empty() => {
                faults.push(format!("{at}: the text is missing"));
                continue;
            }
            Err(_) => {
                let length = text.chars().count();
                faults.push(format!(
                    "{at}: the text has {length} characters, but the limit is {TEXT_LIMIT}"
                ));
                continue;
            }
        };
        let wanted = plain_name(&given);
        // Elsewhere, several may have one name.
        let same = taken.get(&wanted).filter(|(_, other)| *other == given && shape == Shape::Own);
        if let Some((first, _)) = same {
            faults.push(format!("{at}: the name {given:?} appears twice, first at {first}"));
            continue;
        }
        let name = free_name(&wanted, &taken);
        if name != wanted {
            converted.renamed.push(format!("{given:?} is now {name}, since {wanted} is taken"));
        } else if name != given {
            converted.renamed.push(format!("{given:?} is now {name}"));
        }
        let snippet = Snippet { name: name.clone(), text };
        if snippet.longest() > TEXT_LIMIT {
            let length = snippet.longest();
            faults.push(format!(
                "{at}: with its placeholders filled in, the text has up to {length} characters, but the limit is {TEXT_LIMIT}"
            ));
        }
        taken.insert(name, (at, given));
        let unknown = snippet.unknown_placeholders();
        if !unknown.is_empty() {
            converted.unknown.push(format!("{}: {}", snippet.name, unknown.join(", ")));
        }
        converted.snippets.push(snippet);
    }
    if converted.snippets.is_empty() && faults.is_empty() {
        faults.push("the file contains no saved replies".to_owned());
    }
    converted.filled = filled
        .into_iter()
        .map(|(written, placeholder): (String, Placeholder)| {
            format!("{written} is now {}", placeholder.written())
        })
        .collect();
    if faults.is_empty() { Ok(converted) } else { Err(faults) }
}

/// Returns a name that can be used, as near to the given one as can be.
fn plain_name(given: &str) -> String {
    if let Ok(name) = snippet::name(given) {
        return name;
    }
    let mut name = String::new();
    for character in given.to_lowercase().chars() {
        if character.is_alphanumeric() || character == '_' {
            name.push(character);
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    let short: String = name.chars().take(NAME_LIMIT).collect();
    match short.trim_end_matches('-') {
        "" => "answer".to_owned(),
        name => name.to_owned(),
    }
}

/// Returns the name, or with a number if it is taken.
fn free_name(wanted: &str, taken: &BTreeMap<String, (String, String)>) -> String {
    let numbered = (2..).map(|number| {
        let number = format!("-{number}");
        let short: String = wanted.chars().take(NAME_LIMIT - number.len()).collect();
        format!("{}{number}", short.trim_end_matches('-'))
    });
    let mut names = std::iter::once(wanted.to_owned()).chain(numbered);
    names.find(|name| !taken.contains_key(name)).unwrap_or_default()
}

/// Replaces the placeholders of another program by ours, and notes which ones.
fn with_our_placeholders(
    text: &str,
    shape: Shape,
    filled: &mut BTreeMap<String, Placeholder>,
) -> String {
    if shape == Shape::Own {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for piece in pieces(text) {
        match piece {
            Piece::Text(words) => out.push_str(words),
            // Other programs have words in braces that are not filled in there.
            Piece::Known(placeholder) | Piece::InAddress(placeholder)
                if !shape.has_single_braces() =>
            {
                out.push_str(&format!("\\{}", placeholder.written()));
            }
            Piece::Unknown(word) if !shape.has_single_braces() && !is_doubled(word) => {
                out.push_str(&format!("\\{word}"));
            }
            Piece::Known(placeholder) | Piece::InAddress(placeholder) => {
                out.push_str(&placeholder.written());
            }
            Piece::Unknown(written) => match same(written) {
                Some(placeholder) => {
                    // `#{{ticket.id}}` is a number with its sign, as `{case}` is.
                    if placeholder == Placeholder::Case && out.ends_with('#') {
                        out.pop();
                    }
                    filled.insert(written.to_owned(), placeholder);
                    out.push_str(&placeholder.written());
                }
                None => out.push_str(written),
            },
        }
    }
    out
}

fn is_doubled(written: &str) -> bool {
    written.starts_with("{{") || written.starts_with("{%")
}

fn same(written: &str) -> Option<Placeholder> {
    let name = written.trim_matches(['{', '}', ' ']);
    SAME.iter().find(|(names, _)| names.contains(&name)).map(|(_, placeholder)| *placeholder)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;

    fn said(source: &str) -> String {
        match convert(source) {
            Err(faults) => faults.join("\n"),
            Ok(Converted { shape, snippets, renamed, filled, unknown, left_out }) => {
                let snippets = snippets.iter().map(|one| format!("{}: {:?}", one.name, one.text));
                let mut lines = vec![shape.name().to_owned()];
                lines.extend(snippets);
                for more in [renamed, filled, unknown, left_out] {
                    lines.extend(more.into_iter().map(|line| format!("- {line}")));
                }
                lines.join("\n")
            }
        }
    }

    #[test]
    fn our_own_files_stay_as_they_are() {
        insta::assert_snapshot!(said("name,text\nReset,\"Hello {customer},\nwait\"\ntwo words,\\{id} {custmer}\n"), @r#"
        saved replies with name and text
        reset: "Hello {customer},\nwait"
        two-words: "\\{id} {custmer}"
        - "Reset" is now reset
        - "two words" is now two-words
        - two-words: {custmer}
        "#);
        insta::assert_snapshot!(said("{\"name\":\"a\",\"text\":\"x\"}\n{\"name\":\"a\",\"text\":\"y\"}"), @r#"line 2: the name "a" appears twice, first at line 1"#);
        insta::assert_snapshot!(said("{\"name\":\"a\",\"text\":\" \"}"), @"line 1: text is missing");
        insta::assert_snapshot!(said("{\"name\":\"a\"\n}"), @"line 1: text is missing");
    }

    #[test]
    fn modmail_keeps_snippets_by_name() {
        let config = r#"{"bot_id": "1", "aliases": {"c": "close"}, "snippets": {
            "hi": "Hello {recipient.mention}, I am {author} of {channel}",
            "Big Thanks!": "Thanks {customer}"}}"#;
        insta::assert_snapshot!(said(config), @r#"
        Modmail's configuration
        big-thanks: "Thanks {customer}"
        hi: "Hello {customer}, I am {agent} of {channel}"
        - "Big Thanks!" is now big-thanks
        - {author} is now {agent}
        - {recipient.mention} is now {customer}
        - hi: {channel}
        "#);
        let lines = config.replace('\n', " ");
        assert_eq!(said(&lines), said(config), "as a line of an export of MongoDB");
    }

    #[test]
    fn zendesk_keeps_answers_in_the_actions_of_macros() {
        let macros = r#"{"macros": [
            {"title": "Refund::Ask for the order", "active": true, "actions": [
                {"field": "status", "value": "pending"},
                {"field": "comment_value_html", "value": "<p>Hi {{ticket.requester.first_name}},</p><p>which order is #{{ticket.id}}? {id}</p>"}]},
            {"title": "Refund - ask for the order", "actions": [
                {"field": "comment_value", "value": ["channel:all", "Due {{ticket.due_date}} {% if x %}"]}]},
            {"title": "Note", "actions": [
                {"field": "comment_mode_is_public", "value": "false"},
                {"field": "comment_value", "value": "secret"}]},
            {"title": "Old", "active": false, "actions": [{"field": "comment_value", "value": "x"}]},
            {"title": "Close", "actions": [{"field": "status", "value": "solved"}]}
        ], "next_page": null, "count": 5}"#;
        insta::assert_snapshot!(said(macros), @r#"
        Zendesk macros
        refund-ask-for-the-order: "Hi {customer},\n\nwhich order is {case}? \\{id}"
        refund-ask-for-the-order-2: "Due {{ticket.due_date}} {% if x %}"
        - "Refund::Ask for the order" is now refund-ask-for-the-order
        - "Refund - ask for the order" is now refund-ask-for-the-order-2, since refund-ask-for-the-order is taken
        - {{ticket.id}} is now {case}
        - {{ticket.requester.first_name}} is now {customer}
        - refund-ask-for-the-order-2: {{ticket.due_date}}, {% if x %}
        - macro "Note": it's a note for the team
        - macro "Old": it's inactive
        - macro "Close": it has no comment
        "#);
    }

    #[test]
    fn chatwoot_keeps_canned_responses_by_short_code() {
        let responses = r#"[
            {"id": 1, "short_code": "greet", "content": "Hi {{contact.name}}, {{ agent.first_name }} here {customer}"},
            {"id": 2, "short_code": "??", "content": "{{contact.email | default: 'you'}}"}]"#;
        insta::assert_snapshot!(said(responses), @r#"
        Chatwoot canned responses
        greet: "Hi {customer}, {agent} here \\{customer}"
        answer: "{{contact.email | default: 'you'}}"
        - "??" is now answer
        - {{ agent.first_name }} is now {agent}
        - {{contact.name}} is now {customer}
        - answer: {{contact.email | default: 'you'}}
        "#);
        insta::assert_snapshot!(said(r#"[{"short_code": "a"}, {"content": "b"}]"#), @"
        response 1: content is missing
        response 2: short_code is missing
        ");
        insta::assert_snapshot!(said(&format!(r#"[{{"short_code": "a", "content": "{}"}}]"#, "x".repeat(1_501))), @r#"response "a": the text has 1501 characters, but the limit is 1500"#);
        insta::assert_snapshot!(said(r#"{"macros": []}"#), @"the file contains no saved replies");
    }

    proptest! {
        #[test]
        fn names_are_usable_and_each_is_there_once(names in prop::collection::vec("[a-bA-B!: ]{0,40}|\\PC{0,8}", 1..12)) {
            let responses: Vec<_> = names
                .iter()
                .map(|name| json!({ "short_code": name, "content": "Hello {{contact.name}}" }))
                .collect();
            if let Ok(converted) = convert(&Value::Array(responses).to_string()) {
                let mut used = BTreeSet::new();
                for Snippet { name, text } in &converted.snippets {
                    prop_assert_eq!(snippet::name(name), Ok(name.clone()));
                    prop_assert_eq!(text.as_str(), "Hello {customer}");
                    prop_assert!(used.insert(name), "{} is there twice", name);
                }
                prop_assert_eq!(used.len(), names.len());
            }
        }
    }
}
