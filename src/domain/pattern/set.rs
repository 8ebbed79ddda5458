//! Several patterns, looked for in one pass over a text, in every script at the same speed.
//!
//! The lazy automaton of the regex crate reads bytes. If a pattern has `\b`, it gives up at the
//! first byte that is not of ASCII, since it cannot tell whether a letter begins there, and what
//! takes its place is hundreds of times slower. Each `\w` takes 40 KiB, since it holds 140,000
//! letters. So a text is encoded before patterns are looked for: each letter that is not of ASCII
//! stands between two marks, and `_`, which is the mark, is written in another way. Now the bytes
//! beside an edge say whether it is the edge of a word, and `\w` is a letter or digit of ASCII, or
//! whatever stands between two marks. The patterns are rewritten in the same way.

use std::{borrow::Cow, str, sync::LazyLock};

use regex_automata::{Input, MatchKind, PatternSet, meta, nfa::thompson::WhichCaptures};
use regex_syntax::{
    ParserBuilder,
    hir::{Class, ClassUnicode, ClassUnicodeRange, Hir, HirKind, Look, Repetition},
};

/// How deep groups and classes may be nested.
pub(super) const NESTING_LIMIT: u32 = 32;
/// The most memory for the automaton of one set, in bytes. It is built from the texts that are
/// read, and begins anew if it reaches this.
const AUTOMATON_LIMIT: usize = 16 * 1024 * 1024;

/// Stands before and after each letter that is not of ASCII. The engine takes it for a letter.
const MARK: u8 = b'_';
/// Stands between two marks for a `_`. No other character has this byte (RFC 3629).
const UNDERSCORE: u8 = 0xFF;

/// All characters.
static ALL: LazyLock<ClassUnicode> = LazyLock::new(|| class(&[('\0', char::MAX)]));
/// All characters that are not of ASCII.
static WIDE: LazyLock<ClassUnicode> = LazyLock::new(|| class(&[('\u{80}', char::MAX)]));
/// The letters among them: what `\w` matches.
static WIDE_LETTERS: LazyLock<ClassUnicode> = LazyLock::new(|| {
    let parsed = ParserBuilder::new().build().parse(r"\w").map(Hir::into_kind);
    let mut letters = WIDE.clone();
    match parsed {
        Ok(HirKind::Class(Class::Unicode(all))) => letters.intersect(&all),
        parsed => tracing::error!(?parsed, r"\w is no class"),
    }
    letters
});
/// The others among them.
static WIDE_OTHERS: LazyLock<ClassUnicode> = LazyLock::new(|| {
    let mut others = WIDE.clone();
    others.difference(&WIDE_LETTERS);
    others
});
/// What is written as it is: ASCII without the mark.
static PLAIN: LazyLock<ClassUnicode> = LazyLock::new(|| class(&[('\0', '^'), ('`', '\u{7F}')]));

fn class(ranges: &[(char, char)]) -> ClassUnicode {
    ClassUnicode::new(ranges.iter().map(|&(first, last)| ClassUnicodeRange::new(first, last)))
}

/// Patterns that cannot be compiled within the limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge;

/// Patterns, compiled together.
#[derive(Debug, Default)]
pub struct Patterns {
    /// Those that are looked for in the encoded text.
    encoded: Option<Part>,
    /// Those that are looked for in the text as it is, since they ask for edges of words of ASCII.
    written: Option<Part>,
}

/// Some patterns of a set.
#[derive(Debug)]
struct Part {
    engine: meta::Regex,
    /// Their places in the set.
    places: Vec<usize>,
}

impl Patterns {
    /// Compiles patterns. `limit` is the most memory that their program may take, in bytes.
    ///
    /// # Errors
    /// If they cannot be compiled within the limit, or are no patterns.
    pub fn new<P: AsRef<str>>(patterns: &[P], limit: usize) -> Result<Self, TooLarge> {
        let (mut encoded, mut written) = (Vec::new(), Vec::new());
        for (place, pattern) in patterns.iter().enumerate() {
            let mut parser = ParserBuilder::new().nest_limit(NESTING_LIMIT).build();
            let pattern = parser.parse(pattern.as_ref()).map_err(|_| TooLarge)?;
            match encode(&pattern) {
                Some(pattern) => encoded.push((place, anywhere(one_of(&ALL), pattern))),
                None => {
                    let any = Hir::class(Class::Unicode(ALL.clone()));
                    written.push((place, anywhere(any, pattern)));
                }
            }
        }
        Ok(Self { encoded: Part::new(encoded, limit)?, written: Part::new(written, limit)? })
    }

    /// Returns the places of the patterns that a text matches, in ascending order.
    pub fn matching(&self, text: &str) -> Vec<usize> {
        let mut all = Vec::new();
        if let Some(part) = &self.encoded {
            part.find(&encoded(text), &mut all);
        }
        if let Some(part) = &self.written {
            part.find(text.as_bytes(), &mut all);
        }
        all.sort_unstable();
        all
    }

    /// Whether a text matches one of them.
    pub fn is_match(&self, text: &str) -> bool {
        !self.matching(text).is_empty()
    }

    /// Returns how much memory the compiled patterns take, in bytes: without the automaton, which
    /// has a limit of its own for each thread that reads at the same time.
    pub fn memory(&self) -> usize {
        let parts = self.encoded.iter().chain(&self.written);
        parts.map(|part| part.engine.memory_usage()).sum()
    }
}

impl Part {
    /// Compiles patterns, each with its place. None if there are none.
    fn new(patterns: Vec<(usize, Hir)>, limit: usize) -> Result<Option<Self>, TooLarge> {
        if patterns.is_empty() {
            return Ok(None);
        }
        let (places, patterns): (Vec<usize>, Vec<Hir>) = patterns.into_iter().unzip();
        let config = meta::Config::new()
            .match_kind(MatchKind::All)
            // Encoded text is not UTF-8.
            .utf8_empty(false)
            .which_captures(WhichCaptures::None)
            .nfa_size_limit(Some(limit))
            .hybrid_cache_capacity(AUTOMATON_LIMIT);
        let engine = meta::Builder::new().configure(config).build_many_from_hir(&patterns);
        Ok(Some(Self { engine: engine.map_err(|_| TooLarge)?, places }))
    }

    fn find(&self, text: &[u8], all: &mut Vec<usize>) {
        let mut found = PatternSet::new(self.places.len());
        self.engine.which_overlapping_matches(&Input::new(text), &mut found);
        all.extend(found.iter().map(|pattern| self.places[pattern.as_usize()]));
    }
}

/// Returns what matches a pattern anywhere, read character by character from the beginning of the
/// text: a search that begins at each byte would also begin within characters. The beginning is a
/// part of it because the engine for what the automaton gives up begins at each place, even if told
/// not to, when it looks for several patterns (regex-automata 0.4.18).
fn anywhere(any: Hir, pattern: Hir) -> Hir {
    let before = Repetition { min: 0, max: None, greedy: false, sub: Box::new(any) };
    Hir::concat(vec![Hir::look(Look::Start), Hir::repetition(before), pattern])
}

/// Returns a text as encoded patterns read it.
fn encoded(text: &str) -> Cow<'_, [u8]> {
    let bytes = text.as_bytes();
    let is_other = |byte: &u8| !byte.is_ascii() || *byte == MARK;
    let Some(first) = bytes.iter().position(is_other) else { return Cow::Borrowed(bytes) };
    let mut encoded = Vec::with_capacity(bytes.len() + bytes.len() / 2);
    encoded.extend_from_slice(&bytes[..first]);
    let mut buffer = [0; 4];
    for character in text[first..].chars() {
        let bytes = character.encode_utf8(&mut buffer).as_bytes();
        match bytes {
            [MARK] => encoded.extend([MARK, UNDERSCORE, MARK]),
            [plain] => encoded.push(*plain),
            wide if is_letter(character) => {
                encoded.push(MARK);
                encoded.extend_from_slice(wide);
                encoded.push(MARK);
            }
            wide => encoded.extend_from_slice(wide),
        }
    }
    Cow::Owned(encoded)
}

/// Whether `\w` matches a character.
fn is_letter(character: char) -> bool {
    regex_syntax::try_is_word_character(character).unwrap_or(false)
}

/// Returns what matches in an encoded text wherever a pattern matches in the text itself. None for
/// edges of words of ASCII, which an encoded text does not show.
fn encode(pattern: &Hir) -> Option<Hir> {
    let all = |parts: &[Hir]| parts.iter().map(encode).collect::<Option<Vec<Hir>>>();
    Some(match pattern.kind() {
        HirKind::Empty => Hir::empty(),
        HirKind::Literal(literal) => {
            Hir::literal(encoded(str::from_utf8(&literal.0).ok()?).into_owned())
        }
        HirKind::Class(Class::Unicode(class)) => one_of(class),
        HirKind::Class(Class::Bytes(class)) => one_of(&class.to_unicode_class()?),
        HirKind::Look(look) => Hir::look(match look {
            Look::Start
            | Look::End
            | Look::StartLF
            | Look::EndLF
            | Look::StartCRLF
            | Look::EndCRLF => *look,
            Look::WordUnicode => Look::WordAscii,
            Look::WordUnicodeNegate => Look::WordAsciiNegate,
            Look::WordStartUnicode => Look::WordStartAscii,
            Look::WordEndUnicode => Look::WordEndAscii,
            Look::WordStartHalfUnicode => Look::WordStartHalfAscii,
            Look::WordEndHalfUnicode => Look::WordEndHalfAscii,
            Look::WordAscii
            | Look::WordAsciiNegate
            | Look::WordStartAscii
            | Look::WordEndAscii
            | Look::WordStartHalfAscii
            | Look::WordEndHalfAscii => return None,
        }),
        HirKind::Repetition(repetition) => {
            Hir::repetition(Repetition { sub: Box::new(encode(&repetition.sub)?), ..*repetition })
        }
        HirKind::Capture(group) => encode(&group.sub)?,
        HirKind::Concat(parts) => Hir::concat(all(parts)?),
        HirKind::Alternation(parts) => Hir::alternation(all(parts)?),
    })
}

/// Returns what matches one character of a class in an encoded text.
fn one_of(class: &ClassUnicode) -> Hir {
    let (mut plain, mut wide) = (class.clone(), class.clone());
    plain.intersect(&PLAIN);
    wide.intersect(&WIDE);
    let mark = || Hir::literal([MARK]);
    let has_mark = class.ranges().iter().any(|range| (range.start()..=range.end()).contains(&'_'));
    let letters = smallest(&wide, &WIDE_LETTERS, &WIDE_OTHERS).into_iter();
    let between: Vec<Hir> = letters.chain(has_mark.then(|| Hir::literal([UNDERSCORE]))).collect();
    let mut all = Vec::new();
    if !plain.ranges().is_empty() {
        all.push(Hir::class(Class::Unicode(plain)));
    }
    if !between.is_empty() {
        all.push(Hir::concat(vec![mark(), Hir::alternation(between), mark()]));
    }
    all.extend(smallest(&wide, &WIDE_OTHERS, &WIDE_LETTERS));
    Hir::alternation(all)
}

/// Returns the characters of a class that can be at a place of an encoded text. Those that cannot
/// be there change nothing, and make a class that holds all others a short one.
fn smallest(class: &ClassUnicode, possible: &ClassUnicode, others: &ClassUnicode) -> Option<Hir> {
    let (mut only, mut with) = (class.clone(), class.clone());
    only.intersect(possible);
    with.union(others);
    let shorter = if with.ranges().len() < only.ranges().len() { with } else { only.clone() };
    (!only.ranges().is_empty()).then(|| Hir::class(Class::Unicode(shorter)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use regex::Regex;

    use super::*;

    const LIMIT: usize = 64 * 1024 * 1024;

    #[test]
    fn letters_stand_between_marks() {
        let shown = |text: &str| String::from_utf8_lossy(&encoded(text)).into_owned();
        assert_eq!(shown("E-4711 again"), "E-4711 again");
        assert_eq!(shown("größe → 한 a_b"), "gr_ö__ß_e → _한_ a_\u{FFFD}_b");
    }

    #[test]
    fn a_class_of_all_letters_is_small() {
        let memory = |pattern: &str| Patterns::new(&[pattern], LIMIT).expect("a set").memory();
        for (pattern, most) in [
            (r"\w{6}", 12_000),
            (r"[\w.+-]+@[\w-]+\.[\w.]+", 8_000),
            (r"[^@\s]+@[^@\s]+\.\w+", 12_000),
            (r"\b\d{6}\b", 36_000),
            (r"\p{L}{6}", 220_000),
        ] {
            let bytes = memory(pattern);
            assert!(bytes < most, "{pattern}: {bytes}");
        }
    }

    /// Pieces of patterns: scripts, classes, edges.
    fn piece() -> impl Strategy<Value = String> {
        let pieces = [
            "a",
            "Z",
            "k",
            "7",
            "_",
            "é",
            "e\u{301}",
            "ß",
            "Я",
            "한",
            "漢",
            "क",
            "ि",
            "๑",
            "٣",
            " ",
            "→",
            "🎉",
            "‿",
            r"\u{200D}",
            r"\x00",
            r"\n",
            r"\s",
            r"\S",
            r"\d",
            r"\D",
            r"\w",
            r"\W",
            ".",
            "(?s:.)",
            r"\b",
            r"\B",
            "^",
            "$",
            "(?m:^)",
            "(?m:$)",
            "(?mR:^)",
            "(?mR:$)",
            r"\A",
            r"\z",
            r"\b{start}",
            r"\b{end}",
            r"\b{start-half}",
            r"\b{end-half}",
            r"(?-u:\b)",
            r"(?-u:\B)",
            r"(?-u:\w)",
            "(?i:k)",
            "(?i:ß)",
            "(?i:é)",
            "(?i:s)",
            "[^é]",
            "[^_]",
            "[^a]",
            "[a-z_]",
            r"[\w.-]",
            "[_é]",
            "[é-я]",
            r"\p{L}",
            r"\P{L}",
            r"\p{Greek}",
            r"\p{M}",
            "[[:^alpha:]]",
            r"[\x{80}-\x{10FFFF}]",
        ];
        let times = ["", "", "", "", "*", "+", "?", "{2}", "{1,3}", "*?"];
        (prop::sample::select(pieces.to_vec()), prop::sample::select(times.to_vec()))
            .prop_map(|(piece, times)| format!("{piece}{times}"))
    }

    fn pattern() -> impl Strategy<Value = String> {
        let pieces = prop::collection::vec(piece(), 1..4).prop_map(|pieces| pieces.concat());
        pieces.prop_recursive(2, 12, 3, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 1..3).prop_map(|all| all.join("|")),
                (inner.clone(), piece()).prop_map(|(inner, piece)| format!("{piece}(?:{inner})+")),
                (piece(), inner).prop_map(|(piece, inner)| format!("(?:{inner}){piece}")),
            ]
        })
    }

    fn message() -> impl Strategy<Value = String> {
        let script = "[aZkK7_é\u{301}ßſ\u{212A}яЯ한漢कि๑٣ÿε →🎉‿\u{200D}\u{0}\n\r.-]{0,14}";
        prop_oneof![script, "\\PC{0,20}", "[a-z_ 0-9é]{0,30}"]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1_000))]

        #[test]
        fn a_set_matches_what_each_of_its_patterns_matches(
            patterns in prop::collection::vec(pattern(), 1..6),
            messages in prop::collection::vec(message(), 1..12),
        ) {
            let alone: Vec<(String, Regex)> = patterns
                .into_iter()
                .filter_map(|pattern| Some((pattern.clone(), Regex::new(&pattern).ok()?)))
                .collect();
            let patterns: Vec<&str> = alone.iter().map(|(pattern, _)| pattern.as_str()).collect();
            let set = Patterns::new(&patterns, LIMIT).expect("a set");
            for message in messages {
                let found = set.matching(&message);
                for (place, (pattern, alone)) in alone.iter().enumerate() {
                    prop_assert_eq!(
                        found.contains(&place), alone.is_match(&message), "{} in {:?}", pattern, message
                    );
                }
            }
        }
    }
}
