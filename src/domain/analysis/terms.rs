//! Terms: what an index holds of a text, and what a search asks of it.
//!
//! A text has entries: its words, numbers and runs, each once. An entry stands for several terms.
//! Both databases index the terms of a case. Beside them SQLite stores the entries, which say what
//! terms there are, and Postgres the terms.
//!
//! | term | holds |
//! |---|---|
//! | `export`, `2.4.1` | a word or a number |
//! | `^exp` | the first three characters of one |
//! | `~adresse` | the end of a long word; a part of a number with dots |
//! | `決済`, `済` | two characters of a run, and its last one |
//! | `=…` | a symbol, or something else that is known of a case |

use std::collections::BTreeSet;

use crate::domain::analysis::tokens::{Kind, Token, Tokens};

/// The fewest characters of the beginning of a word by which it is found. Beginnings of this length
/// are terms: many words share one, and to gather all of them takes long.
pub const BEGINNING: usize = 3;
/// The fewest characters of a part of a longer word by which it is found, and the fewest before it.
pub const PART: usize = 5;
const BEFORE_PART: usize = 3;

/// What a search asks of an index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// A term.
    Term(String),
    /// A term that begins so.
    Beginning(String),
    /// All of these.
    All(Vec<Ask>),
    /// One of these, at least.
    Any(Vec<Ask>),
}

/// Adds the entries of a text.
pub fn add_entries(tokens: &Tokens, entries: &mut BTreeSet<String>) {
    for token in tokens.parts.iter().chain(&tokens.wholes) {
        match token.kind {
            Kind::Word => entries.insert(token.text.clone()),
            Kind::Run => entries.insert(format!("%{}", token.text)),
            Kind::Symbol => entries.insert(symbol(token)),
            Kind::Number => {
                for (at, _) in token.text.match_indices('.') {
                    entries.insert(format!("~{}", &token.text[..at]));
                }
                if token.text.contains('.') {
                    entries.extend(token.text.split('.').map(|part| format!("~{part}")));
                }
                entries.insert(token.text.clone())
            }
        };
    }
}

/// Calls `found` with each term that an entry stands for.
pub fn for_each_term(entry: &str, mut found: impl FnMut(&str)) {
    if let Some(run) = entry.strip_prefix('%') {
        return for_each_pair(run, true, found);
    }
    found(entry);
    if entry.starts_with(['=', '~']) {
        return;
    }
    if let Some(end) = end_of(entry, BEGINNING) {
        found(&format!("^{}", &entry[..end]));
    }
    if can_be_compound(entry) {
        for at in parts_of(entry) {
            found(&format!("~{}", &entry[at..]));
        }
    }
}

/// Returns where the parts of a long word may begin, in bytes.
pub(super) fn parts_of(word: &str) -> impl Iterator<Item = usize> {
    let count = word.chars().count();
    let parts = (count + 1).saturating_sub(BEFORE_PART + PART);
    word.char_indices().map(|(at, _)| at).skip(BEFORE_PART).take(parts)
}

/// Whether other words may be in the middle of a word: it has no digits.
pub(super) fn can_be_compound(word: &str) -> bool {
    !word.bytes().any(|byte| byte.is_ascii_digit())
}

/// Returns what asks for a token itself.
pub(super) fn exact(token: &Token) -> Ask {
    match token.kind {
        Kind::Word | Kind::Number => Ask::Term(token.text.clone()),
        Kind::Symbol => Ask::Term(symbol(token)),
        Kind::Run => {
            let mut pairs = Vec::new();
            for_each_pair(&token.text, false, |pair| pairs.push(Ask::Term(pair.to_owned())));
            if pairs.is_empty() { Ask::Beginning(token.text.clone()) } else { Ask::All(pairs) }
        }
    }
}

/// Returns what asks for a token, or for one that it is the beginning or a part of.
pub(super) fn loose(token: &Token) -> Ask {
    let mut any = vec![exact(token)];
    let length = token.text.chars().count();
    match token.kind {
        Kind::Word | Kind::Number if !token.text.contains('.') => {
            any.extend((length == BEGINNING).then(|| Ask::Term(format!("^{}", token.text))));
            any.extend((length > BEGINNING).then(|| Ask::Beginning(token.text.clone())));
            let part = format!("~{}", token.text);
            match token.kind {
                Kind::Number => any.push(Ask::Term(part)),
                _ => any.extend((length >= PART).then_some(Ask::Beginning(part))),
            }
        }
        Kind::Number => any.push(Ask::Term(format!("~{}", token.text))),
        Kind::Word | Kind::Run | Kind::Symbol => {}
    }
    if any.len() == 1 { any.remove(0) } else { Ask::Any(any) }
}

fn symbol(token: &Token) -> String {
    token
        .text
        .chars()
        .fold("=y".to_owned(), |term, symbol| format!("{term}{:x}", u32::from(symbol)))
}

/// Returns where the first characters of a word end. None if it has fewer.
fn end_of(word: &str, characters: usize) -> Option<usize> {
    let mut ends = word.char_indices().skip(characters).map(|(at, _)| at);
    ends.next().or_else(|| (word.chars().count() == characters).then_some(word.len()))
}

/// Calls `found` with each two neighbours, and with the last character alone if it is asked for.
fn for_each_pair(run: &str, last: bool, mut found: impl FnMut(&str)) {
    let starts: Vec<usize> = run.char_indices().map(|(at, _)| at).collect();
    for (index, &start) in starts.iter().enumerate() {
        let end = starts.get(index + 2).copied().unwrap_or(run.len());
        if index + 1 < starts.len() || last {
            found(&run[start..end]);
        }
    }
}
