//! The words that people read: each is there in every language, is used, gets just the values that
//! it needs, and is worded as a native speaker would.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey,
};
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use strum::VariantArray;
use switchboard::{
    desk::QueueView,
    domain::{
        BugOutcome, BugStatus, CloseReason, Language, Mode, Priority, Receipt, RequestStatus,
        Severity, Status,
    },
};

/// Names that are made as they go: of commands, their options and what is on offer there, of facts,
/// and of Discord's permissions.
const COMPUTED: [&str; 6] = ["command-", "option-", "choice-", "help-", "permission-", "fact-"];

/// Phrases that read like a translation, in lower case.
const TRANSLATED: [(&str, &[&str]); 2] = [
    (
        "en",
        &[
            " anew",
            ": please",
            "= has it",
            "all is well again",
            "all that i keep",
            "an answer as final",
            "anyone of the team",
            "at work",
            "for nobody else to see",
            "goes on elsewhere",
            "goes on here",
            "goes on in",
            "good bye",
            "has given you",
            "how it gets up",
            "how it stands",
            "how was it",
            "i am a bot",
            "i cannot",
            "i do not",
            "i find neither",
            "i keep nothing",
            "i keep of you",
            "i lack",
            "i look around myself",
            "if left out",
            "is asked in case",
            "is no ",
            "is not to be had",
            "is on its own again",
            "is the answer of",
            "is forgotten",
            "it is with the team",
            "look at it again",
            " mend ",
            " mends ",
            "nobody has case",
            "nobody has it",
            "nobody yet",
            "nothing is concluded",
            "nothing is left to do",
            "nothing left to do",
            "nothing of this",
            "prepared answer",
            "put aside",
            "reactions rest",
            "sees no ",
            "small reminder",
            "span of time",
            "tells the bot nothing",
            "the figures stay",
            "the page it is",
            "the formats there are",
            "the same was asked",
            "there is no ",
            "took off the",
            "trouble on purpose",
            "waiting on the customer",
            "waiting on us",
            "what is so",
            "what just happened",
            "whole way",
            "who waits",
            "whoever acted",
            "without a word",
        ],
    ),
    ("de", &[": bitte", "knopf", "knöpfe", "ohne ein wort", "steht wieder für sich"]),
];

/// What a message asks for: values, and other messages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Needs {
    values: BTreeSet<String>,
    messages: BTreeSet<String>,
    /// The values that it chooses by, each with the names of its arms.
    choices: Vec<(String, BTreeSet<String>)>,
}

/// The messages of a file in their order, attributes as `message.attribute`.
fn messages(language: &str) -> Vec<(String, Needs)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("src/discord/view/words")
        .join(language)
        .with_extension("ftl");
    let source = std::fs::read_to_string(path).expect("a file of words");
    let resource = fluent_syntax::parser::parse(source)
        .map_err(|(_, errors)| errors)
        .expect("words that can be read");
    let mut found = Vec::new();
    for entry in &resource.body {
        let Entry::Message(message) = entry else { continue };
        let mut note = |name: String, pattern: &Pattern<String>| {
            let mut needs = Needs::default();
            read_pattern(pattern, &mut needs);
            found.push((name, needs));
        };
        if let Some(value) = &message.value {
            note(message.id.name.clone(), value);
        }
        for attribute in &message.attributes {
            note(format!("{}.{}", message.id.name, attribute.id.name), &attribute.value);
        }
    }
    found
}

fn read_pattern(pattern: &Pattern<String>, needs: &mut Needs) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            read_expression(expression, needs);
        }
    }
}

fn read_expression(expression: &Expression<String>, needs: &mut Needs) {
    match expression {
        Expression::Inline(inline) => read_inline(inline, needs),
        Expression::Select { selector, variants } => {
            read_inline(selector, needs);
            if let InlineExpression::VariableReference { id } = selector {
                let arms = variants.iter().map(|variant| match &variant.key {
                    VariantKey::Identifier { name } => name.clone(),
                    VariantKey::NumberLiteral { value } => value.clone(),
                });
                needs.choices.push((id.name.clone(), arms.collect()));
            }
            variants.iter().for_each(|variant| read_pattern(&variant.value, needs));
        }
    }
}

fn read_inline(inline: &InlineExpression<String>, needs: &mut Needs) {
    match inline {
        InlineExpression::VariableReference { id } => drop(needs.values.insert(id.name.clone())),
        InlineExpression::MessageReference { id, attribute } => {
            let name = attribute.as_ref().map_or_else(
                || id.name.clone(),
                |attribute| format!("{}.{}", id.name, attribute.name),
            );
            needs.messages.insert(name);
        }
        InlineExpression::Placeable { expression } => read_expression(expression, needs),
        InlineExpression::FunctionReference { arguments, .. } => {
            arguments.positional.iter().for_each(|argument| read_inline(argument, needs));
            arguments.named.iter().for_each(|argument| read_inline(&argument.value, needs));
        }
        InlineExpression::StringLiteral { .. }
        | InlineExpression::NumberLiteral { .. }
        | InlineExpression::TermReference { .. } => {}
    }
}

/// The values that a message needs, with those of the messages in it.
fn values(of: &str, all: &BTreeMap<String, Needs>) -> BTreeSet<String> {
    let needs = all.get(of).unwrap_or_else(|| panic!("there is no message {of}"));
    let inner = needs.messages.iter().flat_map(|message| values(message, all));
    needs.values.iter().cloned().chain(inner).collect()
}

/// One `t!(language, "id", name = value, …)`.
#[derive(Debug)]
struct Use {
    file: String,
    id: String,
    values: BTreeSet<String>,
}

fn uses(folder: &Path, found: &mut Vec<Use>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            uses(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let source = std::fs::read_to_string(&path).expect("a source");
            let tokens: TokenStream = source.parse().expect("Rust");
            read_tokens(tokens, &path.display().to_string(), found);
        }
    }
}

fn read_tokens(tokens: TokenStream, file: &str, found: &mut Vec<Use>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (index, token) in tokens.iter().enumerate() {
        let TokenTree::Group(group) = token else { continue };
        let named =
            |back: usize, name: &str| index >= back && tokens[index - back].to_string() == name;
        if group.delimiter() == Delimiter::Parenthesis && named(1, "!") && named(2, "t") {
            found.push(read_use(group.stream(), file));
        }
        read_tokens(group.stream(), file, found);
    }
}

fn read_use(arguments: TokenStream, file: &str) -> Use {
    let tokens: Vec<TokenTree> = arguments.into_iter().collect();
    let mut parts = tokens.split(|token| token.to_string() == ",").skip(1);
    let id =
        parts.next().and_then(|part| part.first()).map(ToString::to_string).unwrap_or_default();
    // What comes after a comma within a value's own type or closure begins with no `name =`.
    let values = parts.filter_map(|part| match part {
        [TokenTree::Ident(name), TokenTree::Punct(equals), ..] if equals.as_char() == '=' => {
            Some(name.to_string())
        }
        _ => None,
    });
    Use { file: file.to_owned(), id: id.trim_matches('"').to_owned(), values: values.collect() }
}

#[test]
fn every_language_has_the_same_words_with_the_same_values() {
    let english = messages("en");
    let german = messages("de");
    let names = |messages: &[(String, Needs)]| {
        messages.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>()
    };
    for (one, other) in names(&english).iter().zip(&names(&german)) {
        assert_eq!(one, other, "the files have their messages in the same order");
    }
    assert_eq!(english.len(), german.len(), "both files have all messages");
    let distinct: BTreeSet<String> = names(&english).into_iter().collect();
    assert_eq!(distinct.len(), english.len(), "each message is there once");
    let (english, german): (BTreeMap<_, _>, BTreeMap<_, _>) =
        (english.into_iter().collect(), german.into_iter().collect());
    for name in english.keys() {
        assert_eq!(values(name, &english), values(name, &german), "the values of {name}");
    }
}

#[test]
fn all_words_are_used_and_get_what_they_need() {
    let all: BTreeMap<String, Needs> = messages("en").into_iter().collect();
    let mut found = Vec::new();
    uses(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/discord"), &mut found);
    assert!(found.len() > 30, "the uses were found");
    for Use { file, id, values: given } in &found {
        assert!(all.contains_key(id), "{file} uses {id}, which is not there");
        assert_eq!(given, &values(id, &all), "{file} gives {id} its values");
    }
    let used: BTreeSet<&String> = found
        .iter()
        .map(|found| &found.id)
        .chain(all.values().flat_map(|needs| &needs.messages))
        .collect();
    for name in all.keys() {
        let computed = COMPUTED.iter().any(|prefix| name.starts_with(prefix));
        assert!(computed || used.contains(name), "nobody uses {name}");
    }
}

fn names<T: VariantArray + Copy + Into<&'static str>>() -> BTreeSet<String> {
    T::VARIANTS.iter().map(|&value| value.into().to_owned()).collect()
}

/// Fluent wants a default arm, which would answer for a value that was forgotten.
#[test]
fn a_choice_by_a_value_of_ours_has_an_arm_for_each() {
    // How far a bug is that is not done with.
    let open = BugOutcome::VARIANTS.iter().filter(|outcome| !outcome.is_final());
    let progress = open.map(|&outcome| <&str>::from(outcome).to_owned()).collect();
    let known = [
        ("status", vec![names::<Status>(), names::<BugStatus>(), names::<RequestStatus>()]),
        ("reason", vec![names::<CloseReason>()]),
        ("priority", vec![names::<Priority>()]),
        ("severity", vec![names::<Severity>()]),
        ("mode", vec![names::<Mode>()]),
        ("language", vec![names::<Language>()]),
        ("view", vec![names::<QueueView>()]),
        ("outcome", vec![names::<BugOutcome>()]),
        ("progress", vec![progress]),
        ("receipt", vec![names::<Receipt>()]),
    ];
    for file in names::<Language>() {
        for (message, needs) in messages(&file) {
            for (value, arms) in &needs.choices {
                let Some((_, lists)) = known.iter().find(|(name, _)| name == value) else {
                    let ours = known.iter().flat_map(|(_, lists)| lists);
                    let same = ours.filter(|list| list.intersection(arms).count() > 1);
                    assert_eq!(same.count(), 0, "{file}: {message} chooses by {value}");
                    continue;
                };
                assert!(lists.contains(arms), "{file}: {message} chooses by {value}: {arms:?}");
            }
        }
    }
}

/// Where the strings are that people read outside Discord: on the page and in the terminal, on the
/// command line, in logs, in what the doctor finds, and in issues on GitHub.
const SPOKEN: [&str; 11] = [
    "playground/page",
    "playground/src",
    "sandbox/src",
    "src/app.rs",
    "src/cli",
    "src/config",
    "src/config.rs",
    "src/discord/doctor.rs",
    "src/github",
    "src/http",
    "src/store",
];

/// What people read outside Discord: the README, the documents, the settings' example, and the
/// strings in [`SPOKEN`].
fn elsewhere() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &Path| std::fs::read_to_string(path).expect("a file");
    let pages = ["README.md", "sandbox/README.md", ".env.example"];
    let mut found: Vec<_> =
        pages.iter().map(|page| ((*page).to_owned(), read(&root.join(page)))).collect();
    for entry in std::fs::read_dir(root.join("docs")).expect("the documents") {
        let path = entry.expect("an entry").path();
        // These two name the words to avoid.
        let is_list = ["glossary", "style"].iter().any(|name| path.ends_with(format!("{name}.md")));
        if path.is_file() && !is_list {
            found.push((path.display().to_string(), read(&path)));
        }
    }
    let mut paths: Vec<_> = SPOKEN.iter().map(|name| root.join(name)).collect();
    while let Some(path) = paths.pop() {
        if path.is_dir() {
            let entries = std::fs::read_dir(&path).expect("a folder");
            paths.extend(entries.map(|entry| entry.expect("an entry").path()));
            continue;
        }
        let text = match path.extension().and_then(|extension| extension.to_str()) {
            Some("js" | "html") => {
                let is_comment = |line: &&str| line.trim_start().starts_with(['/', '*']);
                let text = read(&path);
                text.lines().filter(|line| !is_comment(line)).collect::<Vec<_>>().join("\n")
            }
            Some("rs") if !path.ends_with("tests.rs") => {
                let mut strings = Vec::new();
                let tokens: TokenStream = read(&path).parse().expect("Rust");
                read_strings(tokens, &mut strings);
                strings.join("\n")
            }
            _ => continue,
        };
        found.push((path.display().to_string(), text));
    }
    found
}

/// Adds the literals of some tokens, without comments and the code for tests.
fn read_strings(tokens: TokenStream, found: &mut Vec<String>) {
    let (mut is_attribute, mut is_for_tests) = (false, false);
    for token in tokens {
        match token {
            TokenTree::Group(group) if is_attribute => {
                is_for_tests |= group.stream().to_string() == "cfg (test)";
            }
            TokenTree::Group(group) => {
                if !is_for_tests || group.delimiter() != Delimiter::Brace {
                    read_strings(group.stream(), found);
                }
                is_for_tests &= group.delimiter() != Delimiter::Brace;
            }
            TokenTree::Literal(literal) => found.push(literal.to_string()),
            TokenTree::Punct(mark) if mark.as_char() == '#' => {
                is_attribute = true;
                continue;
            }
            TokenTree::Punct(mark) if mark.as_char() == '!' && is_attribute => continue,
            TokenTree::Punct(_) | TokenTree::Ident(_) => {}
        }
        is_attribute = false;
    }
}

#[test]
fn no_words_read_like_a_translation() {
    let words = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/discord/view/words");
    let mut wrong = Vec::new();
    for (language, phrases) in TRANSLATED {
        let file = words.join(language).with_extension("ftl");
        let text = std::fs::read_to_string(file).expect("a file of words");
        let lines = text.lines().filter(|line| !line.starts_with('#')).collect::<Vec<_>>();
        let mut texts = vec![(language.to_owned(), lines.join("\n"))];
        if language == "en" {
            texts.extend(elsewhere());
        }
        for (place, text) in texts {
            for line in text.lines() {
                // "Is no longer" is English.
                let plain =
                    line.to_lowercase().replace("is no longer", "").replace("is no one", "");
                let found = phrases.iter().filter(|phrase| plain.contains(**phrase));
                wrong.extend(found.map(|phrase| format!("{place}: “{phrase}” in {}", line.trim())));
            }
        }
    }
    assert!(wrong.is_empty(), "{} places:\n{}", wrong.len(), wrong.join("\n"));
}
