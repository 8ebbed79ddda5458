//! Discord's Markdown written so that a reader of CommonMark makes of it what Discord's client
//! does. Nothing inside code changes.

use std::sync::LazyLock;

use regex::Regex;

/// `[words]:`, which CommonMark takes for the definition of a link and hides; and `&lt;`, which it
/// takes for a character.
static HIDDEN: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\[[^\]]*\]:|&#?[A-Za-z0-9]{1,40};").ok());
static ITEM: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^\s*(?:[-*]|\d{1,9}\.) ").ok());

/// Cuts a text at `>>> `, which quotes all that follows.
pub(super) fn split_long_quote(text: &str) -> (&str, Option<&str>) {
    let mut at = 0;
    let mut in_code = false;
    for line in text.split_inclusive('\n') {
        if let Some(quoted) = text[at..].strip_prefix(">>> ").filter(|_| !in_code) {
            return (&text[..at], Some(quoted));
        }
        in_code ^= line.matches("```").count() % 2 == 1;
        at += line.len();
    }
    (text, None)
}

/// The text as a reader of CommonMark has to get it.
pub(super) fn as_common_mark(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + 16);
    let mut in_code = false;
    let mut lines = text.split('\n').peekable();
    while let Some(line) = lines.next() {
        let begins_in_code = in_code;
        in_code ^= line.matches("```").count() % 2 == 1;
        if begins_in_code {
            written.push_str(line);
        } else {
            write_line(line, &mut written);
        }
        let Some(next) = lines.peek() else { break };
        written.push('\n');
        if begins_in_code || in_code {
            continue;
        }
        // A line below a quote or a list belongs to it in CommonMark, and not in Discord.
        let quote_ends = line.starts_with("> ") && !next.starts_with("> ");
        let list_ends = is_item(line) && !is_item(next) && !next.starts_with(' ');
        if quote_ends || list_ends {
            written.push('\n');
        }
    }
    written
}

fn is_item(line: &str) -> bool {
    ITEM.as_ref().is_some_and(|item| item.is_match(line))
}

fn write_line(line: &str, written: &mut String) {
    let mut line = line;
    if let Some(quoted) = line.strip_prefix("> ") {
        written.push_str("> ");
        line = quoted;
        // Discord's quotes do not lie in each other.
        if line.starts_with('>') {
            written.push('\\');
        }
    } else if line.starts_with('>') {
        written.push('\\');
    }
    // Parts with an odd number are code, if the line closes what it opens.
    let parts: Vec<&str> = line.split('`').collect();
    let closed = parts.len() % 2 == 1;
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            written.push('`');
        }
        if index % 2 == 1 && closed { written.push_str(part) } else { write_text(part, written) }
    }
}

fn write_text(text: &str, written: &mut String) {
    let hidden: Vec<usize> = HIDDEN
        .as_ref()
        .map(|hidden| hidden.find_iter(text).map(|found| found.start()).collect())
        .unwrap_or_default();
    let bytes = text.as_bytes();
    for (at, character) in text.char_indices() {
        let escaped = text[..at].bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1;
        // One tilde strikes nothing out, and one bar hides nothing.
        let alone = |sign: u8| {
            bytes.get(at + 1) != Some(&sign) && (at == 0 || bytes.get(at - 1) != Some(&sign))
        };
        let lone = character == '~' && alone(b'~') || character == '|' && alone(b'|');
        if !escaped && (lone || hidden.contains(&at)) {
            written.push('\\');
        }
        written.push(character);
    }
}
