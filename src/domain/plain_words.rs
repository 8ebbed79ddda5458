//! Patterns that were made of words, before rules looked for words as searches do. They are shown
//! as words that mean the same.

use crate::domain::text::{is_unspaced, without_quotes};

/// The pattern ignores case.
const IGNORE_CASE: &str = "(?i)";

/// Returns the pattern that matches any of these words and phrases, which commas or lines separate,
/// with or without quotation marks around them. Each is found as a whole word; a star at an end
/// stands for any letters there. Empty if no word is typed.
fn pattern_of(typed: &str) -> String {
    let phrases =
        typed.split([',', '，', '、', '\n']).map(phrase).filter(|phrase| !phrase.is_empty());
    let phrases: Vec<String> = phrases.collect();
    if phrases.is_empty() { String::new() } else { IGNORE_CASE.to_owned() + &phrases.join("|") }
}

/// Returns the words that a pattern was made of in an earlier version, as a rule is given them now:
/// in quotation marks what was found as a whole word, without a star what had one at its end. None
/// for any other pattern, and for words that were found at the end of longer ones.
pub fn words_of(pattern: &str) -> Option<String> {
    let phrases = split(pattern.strip_prefix(IGNORE_CASE)?);
    let phrases: Vec<String> = phrases.iter().map(|phrase| words(phrase)).collect();
    let typed = phrases.join(", ");
    let today = |phrase: &String| match phrase.strip_suffix('*') {
        Some(beginning) => beginning.to_owned(),
        None if phrase.contains(has_edge) => format!("\"{phrase}\""),
        None => phrase.clone(),
    };
    let is_made_of_words = !typed.is_empty() && pattern_of(&typed) == pattern;
    let is_said_today = is_made_of_words && !phrases.iter().any(|phrase| phrase.starts_with('*'));
    is_said_today.then(|| phrases.iter().map(today).collect::<Vec<_>>().join(", "))
}

/// The pattern of one phrase.
fn phrase(typed: &str) -> String {
    let typed = without_quotes(typed);
    let starred = without_quotes(typed.trim_matches('*'));
    let escaped: Vec<String> = starred.split_whitespace().map(regex::escape).collect();
    if escaped.is_empty() {
        return String::new();
    }
    let edge = |has_star: bool, character: Option<char>| {
        if !has_star && character.is_some_and(has_edge) { r"\b" } else { "" }
    };
    let first = edge(typed.starts_with('*'), starred.chars().next());
    let last = edge(typed.ends_with('*'), starred.chars().next_back());
    format!("{first}{}{last}", escaped.join(r"\s+"))
}

/// Whether a word can begin or end with a character, so that its edge can be looked for.
fn has_edge(character: char) -> bool {
    // As the engine sees it: `²` is no letter there.
    regex_syntax::try_is_word_character(character).unwrap_or(false) && !is_unspaced(character)
}

/// Splits a pattern where a `|` without a backslash separates its phrases.
fn split(pattern: &str) -> Vec<String> {
    let mut phrases = vec![String::new()];
    let mut characters = pattern.chars();
    while let Some(character) = characters.next() {
        match (character, phrases.last_mut()) {
            ('|', _) => phrases.push(String::new()),
            (_, Some(phrase)) => {
                phrase.push(character);
                if character == '\\' {
                    phrase.extend(characters.next());
                }
            }
            (_, None) => {}
        }
    }
    phrases
}

/// Returns the words of one phrase's pattern, with stars where it does not look for an edge.
fn words(phrase: &str) -> String {
    let edge = r"\b";
    let (begins, ends) = (phrase.starts_with(edge), phrase.ends_with(edge));
    let inner = phrase.strip_prefix(edge).unwrap_or(phrase);
    let inner = inner.strip_suffix(edge).unwrap_or(inner).replace(r"\s+", " ");
    let mut plain = String::new();
    let mut characters = inner.chars();
    while let Some(character) = characters.next() {
        plain.extend(if character == '\\' { characters.next() } else { Some(character) });
    }
    let star = |has_edge_mark: bool, character: Option<char>| {
        if !has_edge_mark && character.is_some_and(has_edge) { "*" } else { "" }
    };
    let first = star(begins, plain.chars().next());
    let last = star(ends, plain.chars().next_back());
    format!("{first}{plain}{last}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::pattern::{compile, warnings};

    #[test]
    fn any_of_the_words_is_found_as_a_whole_word() {
        let pattern = pattern_of(" crash*, does not  start,C++ ,, 崩溃 ");
        assert_eq!(pattern, r"(?i)\bcrash|\bdoes\s+not\s+start\b|\bC\+\+|崩溃");
        assert!(warnings(&pattern).is_empty());
        let rule = compile(&pattern).expect("a pattern");
        for found in ["It CRASHES", "does\nnot start!", "my c++ code", "又崩溃了"] {
            assert!(rule.is_match(found), "{found}");
        }
        for other in ["scrash", "it does start", "objectc++", "does not started"] {
            assert!(!rule.is_match(other), "{other}");
        }
    }

    #[test]
    fn quotation_marks_around_a_phrase_are_not_looked_for() {
        let plain = pattern_of("crash*, does not start");
        for typed in [
            "crash*, \"does not start\"",
            "'crash*', “does not start”",
            "\"crash\"*, „does not start“",
            "«crash*», » does not start «",
            "`crash*`, ‚does not start‘",
        ] {
            assert_eq!(pattern_of(typed), plain, "{typed}");
        }
        let rule = compile(&pattern_of("5\", don't")).expect("a pattern");
        assert!(rule.is_match("a 5\" screen") && !rule.is_match("5 screens"));
        assert_eq!(pattern_of("\"\", “ ”"), "");
    }

    #[test]
    fn a_word_may_end_in_a_number_that_the_engine_takes_for_no_letter() {
        let rule = compile(&pattern_of("CO₂, ½ price")).expect("a pattern");
        for found in ["The CO₂ sensor", "½ price?"] {
            assert!(rule.is_match(found), "{found}");
        }
    }

    #[test]
    fn words_are_read_back_from_their_pattern_alone() {
        let typed = "crash*, does not start, C++, 崩溃, a|b, 50%";
        let today = "crash, \"does not start\", \"C++\", 崩溃, \"a|b\", \"50%\"";
        assert_eq!(words_of(&pattern_of(typed)).as_deref(), Some(today));
        for other in [
            "crash",
            "(?i)crash(es)?",
            r"(?i)\bcrash\b|[a-z]",
            "(?i)",
            r"(?i)\bcrash\d\b",
            "(?i)crash|freeze",
        ] {
            assert_eq!(words_of(other), None, "{other}");
        }
        assert_eq!(pattern_of(" , ,* "), "");
    }

    proptest! {
        #[test]
        fn whatever_was_typed_is_a_pattern(typed in r"([a-z*, \\|崩+]|\PC){0,60}") {
            let pattern = pattern_of(&typed);
            if !pattern.is_empty() {
                prop_assert!(regex::Regex::new(&pattern).is_ok(), "{}", pattern);
                prop_assert!(words_of(&pattern).is_none_or(|words| !words.is_empty()));
            }
        }
    }
}
