//! Who waits for whom, read from what people write, not from buttons.

use super::text;

/// Words with which people end a conversation. A message made of these alone asks for nothing.
const CLOSING_WORDS: [&str; 44] = [
    "thanks",
    "thank",
    "thx",
    "ty",
    "tysm",
    "you",
    "u",
    "so",
    "much",
    "very",
    "a",
    "lot",
    "many",
    "cheers",
    "great",
    "awesome",
    "perfect",
    "cool",
    "nice",
    "ok",
    "okay",
    "k",
    "kk",
    "got",
    "it",
    "works",
    "now",
    "solved",
    "fixed",
    "that",
    "worked",
    "yes",
    "yep",
    "yeah",
    "alright",
    "all",
    "good",
    "bye",
    "danke",
    "merci",
    "gracias",
    "appreciate",
    "appreciated",
    "welcome",
];

/// A closing message is short; a longer one says something, whatever its words.
const CLOSING_LENGTH: usize = 8;

/// Whether a customer's message wants an answer. "Thanks!", a lone emoji or "ok, works now" does not; a file or a
/// question does.
pub fn wants_an_answer(message: &str, has_files: bool) -> bool {
    if has_files || message.contains('?') {
        return true;
    }
    if text::is_blank(message) {
        return false;
    }
    let words: Vec<String> = message
        .split(|character: char| !character.is_alphanumeric() && character != '\'')
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    // No word at all: an emoji, a smiley.
    words.len() > CLOSING_LENGTH || !words.iter().all(|word| CLOSING_WORDS.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::wants_an_answer;

    #[test]
    fn thanks_ask_for_nothing_and_everything_else_does() {
        for closing in ["thanks", "Thank you so much!!", "👍", ":)", "ok, works now", "got it, thanks", "perfect", "  "] {
            assert!(!wants_an_answer(closing, false), "{closing}");
        }
        for asking in ["thanks, but it fails again", "ok?", "it does not work", "500", "still broken", "any news"] {
            assert!(wants_an_answer(asking, false), "{asking}");
        }
        assert!(wants_an_answer("thanks", true), "a file wants to be looked at");
    }
}
