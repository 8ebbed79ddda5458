//! The terms by which reports are compared: words without their endings, and identifiers as a
//! whole and in their parts. An identifier is what has digits, inner punctuation or inner capitals:
//! `E-1043`, `export.csv`, `2.4.1`, “readAheadCounters”, `com.example.Main:12`.

use std::{
    collections::{BTreeMap, HashSet},
    sync::LazyLock,
};

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Words that say nothing about a report: English and German.
static EMPTY: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    "
    a about after all also am an and any are as at be because been before being both but by can could did do does done each few for
    from had has have having he her him his how i if in into is it its just me might more most must my no not of on only or other our
    own please same she should since so some such than that the their them then there these they this those to too us very was we were what
    when where which while who whom why will with would you your

    aber alle als am an auch auf aus bei bin bis bitte da das dass dem den der des die dies diese dieser doch du durch ein eine einem
    einen einer eines er es etwas fur gar hab habe haben hat hatte hier ich ihr im ins ist ja jetzt kann kein keine man mein meine
    meinem meinen meiner mich mir mit nach nicht noch nur ob oder ohne schon sehr sein seine seit sich sie sind und uns unser vom von
    vor war warum was wenn wer werden wie wieder wir wird wo zu zum zur uber
    "
    .split_whitespace()
    .collect()
});

/// Words that most reports of bugs and questions share: English and German.
static COMMON: LazyLock<HashSet<String>> = LazyLock::new(|| {
    "
    able account add app application broken bug button cant change click close crash data device dont error fail failed fix get help
    happen install issue keep load login make need new old open page phone problem program report reproduce restart run save screen see
    server set setting show start still stop support test time try turn update upgrade use user using version want window work wrong

    absturz abgesturzt andern anmelden anwendung anzeigen beheben beim benutzen brauche bricht bug button daten fehler
    fehlermeldung funktioniert gehen geht gerat handy hilfe immer installieren klappt klicken konto kommt laden macht meldung
    mehr neu nutzen offnen problem programm schliessen seite speichern starten starte sturzt tun version will
    "
    .split_whitespace()
    .map(without_ending)
    .collect()
});

/// How often a term occurs in a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counted {
    /// In the title.
    pub in_title: u16,
    /// In the text.
    pub in_text: u16,
    /// Whether it is an identifier as a whole.
    pub is_identifier: bool,
}

/// Whether a term occurs in many reports, whatever they are about.
pub(super) fn is_common(term: &str) -> bool {
    COMMON.contains(term)
}

/// Whether an identifier is a code or a number. A version is none: a bug occurs in several.
pub(super) fn is_code(identifier: &str) -> bool {
    identifier.contains(char::is_numeric) && !identifier.contains('.')
}

/// Returns the terms of a report, sorted.
pub(super) fn counted(title: &str, text: &str) -> BTreeMap<String, Counted> {
    let mut all: BTreeMap<String, Counted> = BTreeMap::new();
    let mut count = |term: String, is_identifier: bool, in_title: bool| {
        // A mark without a letter.
        if term.is_empty() {
            return;
        }
        let counted = all.entry(term).or_default();
        let places = if in_title { &mut counted.in_title } else { &mut counted.in_text };
        *places = places.saturating_add(1);
        counted.is_identifier |= is_identifier;
    };
    for_each_term(title, |term, is_identifier| count(term, is_identifier, true));
    for_each_term(text, |term, is_identifier| count(term, is_identifier, false));
    all
}

/// Calls `found` with each term, and whether it is an identifier as a whole.
fn for_each_term(text: &str, mut found: impl FnMut(String, bool)) {
    // Composed, so that a mark isn't taken for the end of a word.
    let text: Vec<char> = text.nfc().collect();
    let mut rest = text.as_slice();
    while let Some(start) = rest.iter().position(|character| character.is_alphanumeric()) {
        rest = &rest[start..];
        let end = (1..rest.len()).find(|&at| !continues(rest, at)).unwrap_or(rest.len());
        let (token, after) = rest.split_at(end);
        rest = after;
        // `v2.4` is the version 2.4.
        let is_version = matches!(token, ['v' | 'V', digit, ..] if digit.is_numeric());
        let token = if is_version { &token[1..] } else { token };
        if token.iter().copied().any(is_written_without_spaces) {
            pairs(token).for_each(|pair| found(pair, false));
            continue;
        }
        let parts = parts(token);
        let has_digit = token.iter().any(|character| character.is_numeric());
        if parts.len() > 1 || has_digit {
            found(plain(token), true);
        }
        if parts.len() > 1 || !has_digit {
            let words = parts.iter().map(|part| plain(part));
            let telling =
                |word: &String| word.chars().count() > 1 && !EMPTY.contains(word.as_str());
            words.filter(telling).for_each(|word| found(without_ending(&word), false));
        }
    }
}

/// Whether a word goes on at this place: with a letter, or with punctuation and a letter.
fn continues(text: &[char], at: usize) -> bool {
    let joins =
        |character| matches!(character, '.' | '_' | '-' | ':' | '/' | '\\' | '#' | '@' | '$');
    text[at].is_alphanumeric()
        || is_combining_mark(text[at])
        || ((joins(text[at]) || is_apostrophe(text[at]))
            && text.get(at + 1).is_some_and(|next| next.is_alphanumeric()))
}

fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’')
}

/// Splits at punctuation and at inner capitals: `HTTPServer.readAll` has `HTTP`, `Server`, `read`
/// and `All`. An apostrophe splits nothing.
fn parts(token: &[char]) -> Vec<&[char]> {
    let is_boundary = |at: usize| {
        let (before, here, next) = (token[at - 1], token[at], token.get(at + 1));
        (before.is_lowercase() && here.is_uppercase())
            || (before.is_uppercase()
                && here.is_uppercase()
                && next.is_some_and(|next| next.is_lowercase()))
    };
    let mut parts = Vec::new();
    let mut start = 0;
    for at in 1..=token.len() {
        let ends = at == token.len() || is_boundary(at);
        let separates = |at: usize| {
            !token[at].is_alphanumeric()
                && !is_apostrophe(token[at])
                && !is_combining_mark(token[at])
        };
        if ends || separates(at) {
            if start < at {
                parts.push(&token[start..at]);
            }
            start = if !ends && separates(at) { at + 1 } else { at };
        }
    }
    parts
}

/// Lower case, without marks and apostrophes: “Größe” is “grosse”.
fn plain(token: &[char]) -> String {
    if token.iter().all(char::is_ascii) {
        let letters = token.iter().filter(|&&character| !is_apostrophe(character));
        return letters.map(char::to_ascii_lowercase).collect();
    }
    let mut plain = String::with_capacity(token.len());
    for character in token.iter().copied().nfkd().flat_map(char::to_lowercase) {
        match character {
            'ß' => plain.push_str("ss"),
            _ if is_combining_mark(character) || is_apostrophe(character) => {}
            _ => plain.push(character),
        }
    }
    plain
}

/// Returns a word without the endings of English and German grammar, so that `crashes`, `crashed`
/// and `crashing` are one term. The term needn't be a word.
fn without_ending(word: &str) -> String {
    const SHORTEST: usize = 3;
    if word.len() <= SHORTEST || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return word.to_owned();
    }
    let mut stem = word.to_owned();
    if let Some(start) = word.strip_suffix("ies").filter(|start| start.len() >= 2) {
        stem = format!("{start}y");
    } else if word.ends_with('s') && !["ss", "us", "is"].iter().any(|end| word.ends_with(end)) {
        stem.pop();
    }
    let ending = ["ingly", "edly", "ing", "ed", "ly"].into_iter().find_map(|ending| {
        let start = stem.strip_suffix(ending)?;
        (start.len() >= SHORTEST && start.bytes().any(|byte| b"aeiouy".contains(&byte)))
            .then_some(start.len())
    });
    if let Some(length) = ending {
        stem.truncate(length);
        let end = stem.as_bytes();
        let doubled = end[length - 1] == end[length - 2] && !b"aeioulsz".contains(&end[length - 1]);
        if length > SHORTEST && doubled {
            stem.pop();
        }
    }
    if stem.len() > SHORTEST && stem.ends_with('e') {
        stem.pop();
    }
    let ending = ["ern", "en", "em", "er"].into_iter().find_map(|ending| stem.strip_suffix(ending));
    if let Some(length) = ending.map(str::len).filter(|&length| length > SHORTEST) {
        stem.truncate(length);
    }
    if stem.len() > SHORTEST && stem.ends_with('y') {
        stem.pop();
        stem.push('i');
    }
    stem
}

/// Chinese, Japanese and Thai.
fn is_written_without_spaces(character: char) -> bool {
    matches!(character, '\u{0E00}'..='\u{0E7F}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Returns each two neighbours, since no space separates the words.
fn pairs(token: &[char]) -> impl Iterator<Item = String> {
    let size = token.len().min(2);
    token.windows(size).map(plain)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::domain::resemblance::terms::{counted, is_common, without_ending};

    fn terms(text: &str) -> String {
        let found = counted(text, "");
        let shown = |(term, is_identifier)| if is_identifier { format!("[{term}]") } else { term };
        let found = found.into_iter().map(|(term, counted)| shown((term, counted.is_identifier)));
        found.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn identifiers_count_as_a_whole_and_in_parts() {
        insta::assert_snapshot!(terms("Error E-1043 in export.csv since v2.4.1"), @"1043 [2.4.1] csv [e-1043] error export [export.csv]");
        insta::assert_snapshot!(terms("at com.example.HTTPServer.readAll(Main.java:12)"), @"12 com [com.example.httpserver.readall] exampl http java main [main.java:12] read serv");
    }

    #[test]
    fn words_lose_marks_and_endings() {
        insta::assert_snapshot!(terms("It's crashing; the user’s app crashed, crashes"), @"app crash user");
        insta::assert_snapshot!(terms("Größere Rechnungen für die Schülerin, GROSSE RECHNUNG"), @"gross rechnung schulerin");
        assert_eq!(terms("Cafe\u{301} CAFÉ"), "caf");
    }

    #[test]
    fn without_spaces_each_two_characters_are_a_term() {
        assert_eq!(terms("画像を"), "像を 画像");
        assert_eq!(terms("猫"), "猫");
    }

    #[test]
    fn common_words_are_found_in_any_form() {
        for word in ["crashes", "problems", "updated", "fehler", "starten"] {
            assert!(is_common(&without_ending(word)), "{word}");
        }
        assert!(!is_common("invoice"));
    }

    proptest! {
        #[test]
        fn any_text_has_terms(text in "\\PC{0,60}|[a-zA-Z0-9.:'_-]{0,40}") {
            for (term, counted) in counted(&text, &text) {
                prop_assert!(!term.is_empty());
                prop_assert_eq!(counted.in_title, counted.in_text);
            }
        }
    }
}
