//! What a rule looks for in a message: words, or a pattern.

use std::sync::LazyLock;

use regex::Regex;
use strum::IntoStaticStr;

use crate::domain::{
    analysis::matching::Phrase,
    pattern::{PATTERN_LIMIT, compile},
    plain_words,
    refusal::RuleRefusal,
    text::{self, QUOTES, without_quotes},
};

/// The most words and phrases of one rule.
pub const WORDS_LIMIT: usize = 50;
/// The most characters of the words of which any is enough, and of those that all have to be there.
pub const TYPED_LIMIT: usize = PATTERN_LIMIT;

/// What a rule looks for in a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finds {
    /// Words and phrases, found as a search finds them.
    Words(Words),
    /// A regular expression, matched anywhere in a message.
    Pattern(String),
}

/// The words of a rule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// One of these at least has to be in a message, if there are any.
    pub any: Vec<Wanted>,
    /// All of these have to be.
    pub all: Vec<Wanted>,
}

/// A word or a phrase that a rule looks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// As it was typed.
    pub typed: String,
    /// What is looked for.
    pub phrase: Phrase,
    /// It is found word for word only: it was typed in quotation marks.
    pub is_whole: bool,
}

impl Finds {
    /// Returns what somebody typed: words of which any is enough, words that all have to be there,
    /// or a pattern. Commas or lines separate words and phrases.
    ///
    /// # Errors
    /// Refuses words beside a pattern, too many or too long ones, and those with nothing in them
    /// that could be found. What is wrong with a pattern is checked by [`Finds::checked`].
    pub fn typed([any, all]: [&str; 2], pattern: &str) -> Result<Self, RuleRefusal> {
        match (any.trim().is_empty() && all.trim().is_empty(), pattern.trim().is_empty()) {
            (false, false) => Err(RuleRefusal::WordsAndPattern),
            (true, _) => Ok(Self::Pattern(pattern.to_owned())),
            (false, true) => {
                let words = Words { any: wanted(any)?, all: wanted(all)? };
                match words.any.len() + words.all.len() {
                    0 => Err(RuleRefusal::PatternEmpty),
                    count if count > WORDS_LIMIT => Err(RuleRefusal::TooManyWords(count)),
                    _ => Ok(Self::Words(words)),
                }
            }
        }
    }

    /// Checks what a new rule looks for.
    ///
    /// # Errors
    /// With what is wrong with its pattern.
    pub fn checked(self) -> Result<Self, RuleRefusal> {
        if let Self::Pattern(pattern) = &self {
            compile(pattern)?;
        }
        Ok(self)
    }

    /// Returns the pattern, if it is one.
    pub fn pattern(&self) -> Option<&str> {
        match self {
            Self::Words(_) => None,
            Self::Pattern(pattern) => Some(pattern),
        }
    }

    /// Returns the words that are looked for as searches look for them, if there are any.
    pub fn words(&self) -> Option<&Words> {
        match self {
            Self::Words(words) => Some(words),
            Self::Pattern(_) => None,
        }
    }

    /// Returns the words, if it has any: those of which any is enough, and those that all have to
    /// be there. Some patterns were made of words, and are given as these.
    pub fn in_words(&self) -> Option<[String; 2]> {
        match self {
            Self::Words(words) => Some(words.typed()),
            Self::Pattern(pattern) => Some([plain_words::words_of(pattern)?, String::new()]),
        }
    }
}

impl Words {
    /// Returns them as they were typed: those of which any is enough, and those that all have to be
    /// there.
    pub fn typed(&self) -> [String; 2] {
        [joined(&self.any), joined(&self.all)]
    }

    /// Returns those that may mean something else than their author thinks, as they were typed.
    pub fn doubts(&self) -> impl Iterator<Item = (&str, WordDoubt<'_>)> {
        let all = self.any.iter().chain(&self.all);
        all.filter_map(|wanted| Some((wanted.typed.as_str(), wanted.doubt()?)))
    }
}

/// How a word may mean something else than its author thinks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum WordDoubt<'a> {
    /// Its symbols are not looked for, since there are letters or digits beside them, such as
    /// `C++`; with what is looked for.
    Symbols(&'a str),
    /// It is one phrase, though something in it was probably meant to separate words.
    Separator,
    /// A star in it stands for nothing.
    Star,
    /// It names a channel or a person. A message has their ID instead.
    Mention,
}

impl Wanted {
    fn doubt(&self) -> Option<WordDoubt<'_>> {
        let typed = self.typed.as_str();
        let names = |mark| {
            typed.strip_prefix(mark).is_some_and(|name| name.starts_with(char::is_alphabetic))
        };
        if names('#') || names('@') {
            return Some(WordDoubt::Mention);
        }
        if !self.is_whole {
            let separates = |part: &str| ["OR", "AND", "ODER", "UND"].contains(&part);
            if typed.contains([';', '|', '；']) || typed.split(' ').any(separates) {
                return Some(WordDoubt::Separator);
            }
            if typed.trim_end_matches('*').contains('*') {
                return Some(WordDoubt::Star);
            }
        }
        let found = self.phrase.typed();
        let (before, after) = bare(typed).split_once(found)?;
        let is_looked_past =
            |symbol: char| !symbol.is_alphanumeric() && !".,:;!?…()".contains(symbol);
        let counts = before.chars().chain(after.chars()).any(is_looked_past);
        counts.then_some(WordDoubt::Symbols(found))
    }
}

fn joined(all: &[Wanted]) -> String {
    all.iter().map(|wanted| wanted.typed.as_str()).collect::<Vec<_>>().join(", ")
}

/// Returns a word without the quotation marks around it and the stars at its ends: the beginning of
/// a word is found anyway.
fn bare(typed: &str) -> &str {
    without_quotes(typed.trim_matches(['*', ' '])).trim_matches(['*', ' '])
}

/// Reads words and phrases.
fn wanted(typed: &str) -> Result<Vec<Wanted>, RuleRefusal> {
    let length = typed.chars().count();
    if length > TYPED_LIMIT {
        return Err(RuleRefusal::WordsTooLong(length));
    }
    let typed = text::clean(typed);
    let one_line = |typed: &str| typed.split_whitespace().collect::<Vec<_>>().join(" ");
    let all = parts(&typed).map(one_line);
    all.filter(|typed| !typed.is_empty()).map(Wanted::parse).collect()
}

/// Splits words and phrases where a comma or the end of a line separates them. Those in quotation
/// marks have commas of their own.
pub fn parts(typed: &str) -> impl Iterator<Item = &str> {
    const SEPARATORS: [char; 5] = [',', '，', '、', '،', '\n'];
    let mut rest = Some(typed);
    std::iter::from_fn(move || {
        let from = rest?.trim_start_matches(' ');
        let ends_here = |end: &usize| {
            let after = from[*end..].trim_start_matches(['*', ' ']);
            after.is_empty() || after.starts_with(SEPARATORS)
        };
        let quoted = QUOTES.into_iter().find_map(|[quote, end]| {
            let inside = from.strip_prefix(quote)?;
            let ends = inside.match_indices(end);
            ends.map(|(at, _)| quote.len_utf8() + at + end.len_utf8()).find(ends_here)
        });
        let behind = quoted.unwrap_or(0);
        let end = from[behind..].find(SEPARATORS).map(|at| behind + at);
        rest = end.and_then(|end| {
            let mut after = from[end..].chars();
            after.next().map(|_| after.as_str())
        });
        Some(&from[..end.unwrap_or(from.len())])
    })
}

impl Wanted {
    fn parse(typed: String) -> Result<Self, RuleRefusal> {
        let is_whole = without_quotes(&typed) != typed;
        if !is_whole && typed.starts_with(['"', '“', '„', '«', '»']) {
            return Err(RuleRefusal::UnclosedQuote(typed));
        }
        let bare = bare(&typed);
        let phrase = Phrase::parse(bare).filter(|_| !is_punctuation(bare));
        match phrase {
            Some(phrase) => Ok(Self { phrase, is_whole, typed }),
            None => Err(RuleRefusal::OnlyPunctuation(typed)),
        }
    }
}

/// Whether a text has no letters, digits, or symbols that somebody would look for, such as emoji.
fn is_punctuation(text: &str) -> bool {
    static PUNCTUATION: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"^[\s[:punct:]\p{Punctuation}]*$").ok());
    PUNCTUATION.as_ref().is_some_and(|all| all.is_match(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(any: &str, all: &str) -> Words {
        match Finds::typed([any, all], "") {
            Ok(Finds::Words(words)) => words,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn words_are_kept_as_they_were_typed() {
        let typed = " crash*,  does not   start\n\"C++\"，崩溃、🎉, ,";
        let [any, all] = Finds::Words(words(typed, "log in")).in_words().expect("words");
        assert_eq!(
            (any.as_str(), all.as_str()),
            ("crash*, does not start, \"C++\", 崩溃, 🎉", "log in")
        );
        assert_eq!(words(&any, &all), words(typed, "log in"));
        let whole: Vec<bool> = words(typed, "").any.iter().map(|word| word.is_whole).collect();
        assert_eq!(whole, [false, false, true, false, false]);
    }

    #[test]
    fn what_cannot_be_looked_for_is_refused() {
        let refused = |any: &str, all: &str, pattern: &str| {
            Finds::typed([any, all], pattern).expect_err("a refusal")
        };
        assert_eq!(refused("a", "", "b"), RuleRefusal::WordsAndPattern);
        assert_eq!(refused("", "a", "b"), RuleRefusal::WordsAndPattern);
        assert_eq!(refused(", ,", "", ""), RuleRefusal::PatternEmpty);
        for typed in ["?!", "*", "“”", "…", "、。", "+ =", "\"\u{200D}\""] {
            let word = typed.trim_start_matches('、').to_owned();
            assert_eq!(
                refused(&format!("crash, {typed}"), "", ""),
                RuleRefusal::OnlyPunctuation(word)
            );
        }
        assert_eq!(refused(&"a,".repeat(30), &"b,".repeat(21), ""), RuleRefusal::TooManyWords(51));
        assert_eq!(refused("", &"a".repeat(257), ""), RuleRefusal::WordsTooLong(257));
    }

    #[test]
    fn symbols_that_are_not_looked_for_are_named() {
        let words = words("C++, C#, crash*, \"pay\", 50%, what?, E-4711, .NET, 🎉, don't", "@max");
        let named: Vec<(&str, WordDoubt<'_>)> = words.doubts().collect();
        let symbols = WordDoubt::Symbols;
        let expected = [("C++", symbols("C")), ("C#", symbols("C")), ("50%", symbols("50"))];
        assert_eq!(named[..3], expected);
        assert_eq!(named[3..], [("@max", WordDoubt::Mention)]);
    }

    #[test]
    fn spellings_of_other_searches_are_doubted() {
        use WordDoubt::{Mention, Separator, Star};
        let typed = "crash;pay, pay|crash, crash OR login, cra*sh, *crash, crash*, #general, #12, \"a|b\", or";
        let words = words(typed, "");
        let doubts: Vec<Option<WordDoubt<'_>>> = words
            .any
            .iter()
            .map(|word| word.doubt().filter(|it| !matches!(it, WordDoubt::Symbols(_))))
            .collect();
        let [separator, star, mention] = [Some(Separator), Some(Star), Some(Mention)];
        let expected =
            [separator, separator, separator, star, star, None, mention, None, None, None];
        assert_eq!(doubts, expected);
    }

    #[test]
    fn a_comma_in_quotation_marks_separates_nothing() {
        let typed = |typed: &str| -> Vec<String> {
            words(typed, "").any.into_iter().map(|word| word.typed).collect()
        };
        assert_eq!(typed("x, \"crash, pay\""), ["x", "\"crash, pay\""]);
        assert_eq!(
            typed("\"a\", „b, c“, don't, 5\" disk"),
            ["\"a\"", "„b, c“", "don't", "5\" disk"]
        );
        assert_eq!(
            Finds::typed(["\"pay, crash", ""], ""),
            Err(RuleRefusal::UnclosedQuote("\"pay".to_owned()))
        );
    }
}
