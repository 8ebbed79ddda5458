//! People's text: which characters are stored, and how it becomes a title, a tag or a number.
//! Lengths are in characters, as in Discord.

use sha2::{Digest, Sha256};

use crate::domain::{BugNumber, CaseNumber, refusal::InputRefusal};

/// Quotation marks, as keyboards and telephones write them.
pub(in crate::domain) const QUOTES: [[char; 2]; 12] = [
    ['"', '"'],
    ['\'', '\''],
    ['`', '`'],
    ['“', '”'],
    ['‘', '’'],
    ['„', '“'],
    ['„', '”'],
    ['‚', '‘'],
    ['«', '»'],
    ['»', '«'],
    ['‹', '›'],
    ['›', '‹'],
];

/// Returns a text without the quotation marks around it.
pub(super) fn without_quotes(typed: &str) -> &str {
    let typed = typed.trim();
    let inside = |[quote, end]: [char; 2]| typed.strip_prefix(quote)?.strip_suffix(end);
    QUOTES.into_iter().find_map(inside).map_or(typed, str::trim)
}

/// The longest name of a thread (Discord, "Start Thread from Message").
pub const THREAD_NAME_LIMIT: usize = 100;
/// The longest title. It leaves space for `#123456789 · ` in a thread's name.
pub const TITLE_LIMIT: usize = 80;
/// The longest tag.
pub const TAG_LIMIT: usize = 32;
/// The longest question of `/ask`. A message of the bot has up to 2,000 characters, including the
/// bot's own words.
pub const QUESTION_LIMIT: usize = 1_500;

/// Replaces erased text.
pub const ERASED: &str = "(erased)";

/// Characters that are invisible, or change how the text around them is displayed. Zero-width
/// joiners are not included: emoji and several scripts need them.
fn is_invisible_control(character: char) -> bool {
    (character.is_control() && character != '\n' && character != '\t')
        || matches!(character, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// Combining marks of the blocks that "zalgo" text uses.
fn is_combining(character: char) -> bool {
    matches!(character, '\u{0300}'..='\u{036F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}')
}

/// Returns a mark by which words are known again: the same for the same words in every build.
pub fn mark(words: &str) -> u64 {
    let digest = Sha256::digest(words);
    digest.iter().take(8).fold(0, |mark, byte| mark << 8 | u64::from(*byte))
}

/// Removes control characters, direction overrides, and all but three marks on one letter.
pub fn clean(text: &str) -> String {
    let mut marks = 0;
    text.chars()
        .filter(|&character| {
            marks = if is_combining(character) { marks + 1 } else { 0 };
            !is_invisible_control(character) && marks <= 3
        })
        .collect()
}

/// Whether the text has no visible characters.
pub fn is_blank(text: &str) -> bool {
    !clean(text).chars().any(|character| {
        !character.is_whitespace()
            && !matches!(character, '\u{200C}' | '\u{200D}' | '\u{FE0F}' | '\u{2800}' | '\u{3164}')
    })
}

/// Cleans the value of an optional field.
///
/// # Errors
/// If it has more than `limit` characters. It may be empty.
pub fn optional(field: &'static str, typed: &str, limit: usize) -> Result<String, InputRefusal> {
    let length = typed.chars().count();
    if length > limit {
        return Err(InputRefusal::TextTooLong { field, length, limit });
    }
    Ok(if is_blank(typed) { String::new() } else { clean(typed).trim().to_owned() })
}

/// Cleans the value of a required field.
///
/// # Errors
/// If it is blank, or has more than `limit` characters.
pub fn required(field: &'static str, typed: &str, limit: usize) -> Result<String, InputRefusal> {
    let text = optional(field, typed, limit)?;
    if text.is_empty() { Err(InputRefusal::EmptyText(field)) } else { Ok(text) }
}

/// Shortens text to `limit` characters, with an ellipsis if something was left out.
pub fn shorten(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(limit.saturating_sub(1)).collect();
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}

/// The title of a case or a bug: one line, never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title(String);

impl Title {
    /// Returns the first line with words, cleaned and shortened at a word. If no line has a letter
    /// or a digit, the first one that is not blank. `text` has no markup.
    pub fn from_message(text: &str) -> Self {
        let has_words = |line: &&str| line.chars().any(char::is_alphanumeric);
        let line = text
            .lines()
            .find(has_words)
            .or_else(|| text.lines().find(|line| !is_blank(line)))
            .unwrap_or("");
        let words = clean(line).split_whitespace().collect::<Vec<_>>().join(" ");
        if words.is_empty() {
            return Self("A question".to_owned());
        }
        if words.chars().count() <= TITLE_LIMIT {
            return Self(words);
        }
        let cut: String = words.chars().take(TITLE_LIMIT - 1).collect();
        // Prefer the end of a word, but a text without spaces may be cut anywhere.
        let at = cut.rfind(' ').filter(|&at| at > cut.len() / 2).unwrap_or(cut.len());
        let is_end = |last: char| last.is_whitespace() || ".,;:!?…".contains(last);
        Self(format!("{}…", cut[..at].trim_end_matches(is_end)))
    }

    /// The title of a case whose texts were erased.
    pub fn erased() -> Self {
        Self(format!("A question {ERASED}"))
    }

    /// A title that was checked when it was stored.
    pub fn stored(text: String) -> Self {
        Self(text)
    }

    /// Returns the title as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether a character is of a script without spaces between words: Thai, Lao, Myanmar, Khmer,
/// kana, Chinese characters.
pub(super) fn is_unspaced(character: char) -> bool {
    matches!(character,
        '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3040}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}'
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF66}'..='\u{FF9F}' | '\u{20000}'..='\u{323AF}')
}

/// A word by which agents sort cases: lower case, no spaces.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tag(String);

impl Tag {
    /// Parses a tag. `#Billing` and `billing` are the same.
    ///
    /// # Errors
    /// [`InputRefusal::BadTag`] if it is empty, too long, or contains anything but letters, digits,
    /// `-` and `_`.
    pub fn parse(typed: &str) -> Result<Self, InputRefusal> {
        let tag = typed.trim().trim_start_matches('#').to_lowercase();
        let fits = (1..=TAG_LIMIT).contains(&tag.chars().count());
        if fits
            && tag
                .chars()
                .all(|character| character.is_alphanumeric() || matches!(character, '-' | '_'))
        {
            Ok(Self(tag))
        } else {
            Err(InputRefusal::BadTag)
        }
    }

    /// Returns the tag that may be meant, if this one is not among the known ones and resembles one
    /// of them: up to two letters differ, and no more than a third of them.
    pub fn resembling(&self, known: &[String]) -> Option<Self> {
        if known.contains(&self.0) {
            return None;
        }
        let length = |tag: &str| tag.chars().count();
        let distance = |tag: &String| strsim::osa_distance(&self.0, tag);
        let is_near =
            |tag: &&String| (1..=2).contains(&distance(tag)) && distance(tag) * 3 <= length(tag);
        known.iter().filter(is_near).min_by_key(|tag| distance(tag)).cloned().map(Self)
    }

    /// A tag that was checked when it was stored.
    pub fn stored(text: String) -> Self {
        Self(text)
    }

    /// Returns the tag as text, without `#`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl CaseNumber {
    /// Parses `12` or `#12`.
    ///
    /// # Errors
    /// [`InputRefusal::NotACaseNumber`] for anything else.
    pub fn parse(typed: &str) -> Result<Self, InputRefusal> {
        typed_number(typed).map(Self).ok_or(InputRefusal::NotACaseNumber)
    }
}

impl BugNumber {
    /// Parses `3` or `#3`.
    ///
    /// # Errors
    /// [`InputRefusal::NotABugNumber`] for anything else.
    pub fn parse(typed: &str) -> Result<Self, InputRefusal> {
        typed_number(typed).map(Self).ok_or(InputRefusal::NotABugNumber)
    }
}

fn typed_number(typed: &str) -> Option<i64> {
    let digits = typed.trim().trim_start_matches('#');
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits
        .parse()
        .ok()
        .filter(|&number| plain && number > 0 && typed.trim().len() - digits.len() <= 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_title_is_the_first_line_that_says_something() {
        let title = |text: &str| Title::from_message(text).0;
        assert_eq!(title("\n  \n  The   app\tcrashes\nat start"), "The app crashes");
        assert_eq!(title("\u{200B}\u{202E}"), "A question");
        assert_eq!(title("---\n!!!\nIt crashes"), "It crashes");
        assert_eq!(title("\n!!!\n???"), "!!!");
        assert_eq!(title(&"word ".repeat(40)), format!("{}word…", "word ".repeat(14)));
        assert!(title(&"x".repeat(500)).ends_with("x…"));
    }

    #[test]
    fn a_tag_is_one_plain_word() {
        assert_eq!(Tag::parse(" #Billing ").map(|tag| tag.0), Ok("billing".to_owned()));
        assert_eq!(Tag::parse("größe").map(|tag| tag.0), Ok("größe".to_owned()));
        for bad in ["", "#", "two words", "a/b", "@everyone", &"x".repeat(33)] {
            assert_eq!(Tag::parse(bad), Err(InputRefusal::BadTag), "{bad}");
        }
    }

    #[test]
    fn a_case_number_is_read_as_people_type_it() {
        for (typed, number) in [("12", 12), ("#12", 12), (" 12 ", 12), ("0012", 12)] {
            assert_eq!(CaseNumber::parse(typed), Ok(CaseNumber(number)), "{typed}");
        }
        for typed in [
            "",
            "#",
            "0",
            "-1",
            "1.5",
            "1e9",
            "9223372036854775808",
            "0x1f",
            "١٢",
            "##12",
            "12a",
            "+3",
        ] {
            assert_eq!(CaseNumber::parse(typed), Err(InputRefusal::NotACaseNumber), "{typed}");
        }
    }

    #[test]
    fn what_cannot_be_read_counts_as_empty() {
        for blank in ["", "   ", "\u{200B}", "\u{200D}\u{FE0F}", "\u{0000}\n", "\u{3164}"] {
            assert_eq!(
                required("question", blank, 10),
                Err(InputRefusal::EmptyText("question")),
                "{blank:?}"
            );
        }
        let limit = InputRefusal::TextTooLong { field: "question", length: 11, limit: 10 };
        assert_eq!(required("question", &"é".repeat(11), 10), Err(limit));
    }

    proptest! {
        #[test]
        fn a_title_always_fits_and_is_one_readable_line(text in any::<String>()) {
            let title = Title::from_message(&text).0;
            prop_assert!((1..=TITLE_LIMIT).contains(&title.chars().count()));
            prop_assert!(!title.contains('\n') && !is_blank(&title));
        }

        #[test]
        fn cleaning_twice_changes_nothing_more(text in any::<String>()) {
            prop_assert_eq!(clean(&clean(&text)), clean(&text));
        }
    }
}
