//! Parts of a line: its first word, a number of a message, what comes before it.

/// `Claim on 3`.
pub(super) fn on(text: &str) -> Option<(String, usize)> {
    let (what, which) = text.rsplit_once(" on ")?;
    let number = number(which)?;
    (!what.trim().is_empty()).then(|| (owned(what), number))
}

/// `3`, `[3]`.
pub(super) fn number(text: &str) -> Option<usize> {
    text.trim().trim_matches(['[', ']']).parse().ok()
}

/// `3: thank you`.
pub(super) fn numbered(text: &str) -> Option<(usize, String)> {
    let (number, text) = text.split_once(':')?;
    let text = owned(text);
    (!text.is_empty()).then_some((number.trim().parse().ok()?, text))
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
