//! Parts of a line: its first word, a message, what comes before it.

/// Which message a line means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    /// The one that is shown under a number.
    Number(usize),
    /// `last` or `it`: the newest to which it can be done.
    Newest,
}

/// `Claim on 3`.
pub(super) fn on(text: &str) -> Option<(String, Which)> {
    let (what, which) = text.rsplit_once(" on ")?;
    let number = number(which)?;
    (!what.trim().is_empty()).then(|| (owned(what), number))
}

/// `3`, `[3]`, `last`, `it`.
pub(super) fn number(text: &str) -> Option<Which> {
    let text = text.trim();
    if ["last", "it"].iter().any(|word| text.eq_ignore_ascii_case(word)) {
        return Some(Which::Newest);
    }
    text.trim_matches(['[', ']']).parse().ok().map(Which::Number)
}

/// `3: thank you`.
pub(super) fn numbered(text: &str) -> Option<(Which, String)> {
    let (which, text) = text.split_once(':')?;
    let text = owned(text);
    (!text.is_empty()).then_some((number(which)?, text))
}

pub(super) fn word(text: &str) -> (&str, &str) {
    let text = text.trim();
    match text.find(char::is_whitespace) {
        Some(end) => (&text[..end], text[end..].trim_start()),
        None => (text, ""),
    }
}

pub(super) fn owned(text: &str) -> String {
    text.trim().to_owned()
}
