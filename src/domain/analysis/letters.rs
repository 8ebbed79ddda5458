//! Characters as a search compares them: in compatibility form (Unicode, UAX #15, NFKC), with their
//! case folded, without the marks and strokes that many keyboards lack. Scripts in which marks are
//! letters, such as Devanagari and Thai, keep them.

use unicode_normalization::{
    UnicodeNormalization,
    char::{decompose_canonical, is_combining_mark},
};

/// The digits 0 of scripts that have digits of their own. Each is followed by the other nine.
const ZEROS: [char; 20] = [
    '\u{0660}', '\u{06F0}', '\u{07C0}', '\u{0966}', '\u{09E6}', '\u{0A66}', '\u{0AE6}', '\u{0B66}',
    '\u{0BE6}', '\u{0C66}', '\u{0CE6}', '\u{0D66}', '\u{0E50}', '\u{0ED0}', '\u{0F20}', '\u{1040}',
    '\u{1090}', '\u{17E0}', '\u{1810}', '\u{1946}',
];

/// Calls `found` with each character that a cluster is compared as. A cluster is a character with
/// the marks that follow it.
pub(super) fn for_each_folded(cluster: &str, mut found: impl FnMut(char)) {
    if let [byte] = cluster.as_bytes() {
        return found(char::from(byte.to_ascii_lowercase()));
    }
    for character in cluster.nfkc() {
        if is_ignored(character) {
            continue;
        }
        if has_optional_marks(character) {
            decompose_canonical(character, |part| {
                if !is_ignored(part) {
                    fold(part, &mut found);
                }
            });
        } else {
            fold(character, &mut found);
        }
    }
}

/// Full case folding: whatever is the same in lower or in upper case is the same. Then letters
/// become those that they are typed as.
fn fold(character: char, found: &mut impl FnMut(char)) {
    let folded = character.to_lowercase().flat_map(char::to_uppercase).flat_map(char::to_lowercase);
    for character in folded {
        match typed_as(character) {
            Some(typed) => typed.chars().for_each(&mut *found),
            // A capital may fold to a letter and a mark.
            None if is_ignored(character) => {}
            None => found(character),
        }
    }
}

/// The letters that somebody types whose keyboard lacks this one, if they aren't what remains
/// without its marks.
fn typed_as(character: char) -> Option<&'static str> {
    Some(match character {
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' | 'ɖ' | 'ɗ' => "d",
        'ħ' => "h",
        'ŧ' => "t",
        'ŋ' => "n",
        'ĸ' | 'ƙ' => "k",
        'ɓ' => "b",
        'ɨ' => "i",
        'ə' | 'ɛ' | 'ǝ' => "e",
        'ɔ' => "o",
        // Russian is mostly written without it.
        'ё' => "е",
        _ => return digit(character),
    })
}

/// The digit of another script, as a digit of ASCII.
fn digit(character: char) -> Option<&'static str> {
    const DIGITS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
    let zero = ZEROS.iter().rev().find(|&&zero| zero <= character)?;
    let distance = u32::from(character) - u32::from(*zero);
    DIGITS.get(usize::try_from(distance).ok()?).copied()
}

/// Whether a character is never compared: accents, vowel points, and what joins or separates
/// letters without being visible.
fn is_ignored(character: char) -> bool {
    matches!(character,
        '\u{0300}'..='\u{036F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}'
        // Hebrew and Arabic: points, and the stroke that makes a word longer.
        | '\u{0591}'..='\u{05BD}' | '\u{05BF}' | '\u{05C1}' | '\u{05C2}' | '\u{05C4}' | '\u{05C5}' | '\u{05C7}'
        | '\u{0610}'..='\u{061A}' | '\u{0640}' | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{06D6}'..='\u{06DC}' | '\u{06DF}'..='\u{06E8}' | '\u{06EA}'..='\u{06ED}'
        // Soft hyphen, joiners, directions, variation selectors.
        | '\u{00AD}' | '\u{061C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

/// Whether a script is read without its marks as well: Latin, Greek, Hebrew, Arabic. Cyrillic is
/// none: `й` has a key of its own.
fn has_optional_marks(character: char) -> bool {
    matches!(character,
        '\u{00C0}'..='\u{03FF}' | '\u{0590}'..='\u{06FF}' | '\u{1E00}'..='\u{1FFF}' | '\u{2C60}'..='\u{2C7F}' | '\u{A720}'..='\u{A7FF}')
}

/// Whether a character belongs to the one before it.
pub(super) fn continues_cluster(character: char) -> bool {
    !character.is_ascii()
        && (is_combining_mark(character)
            || is_ignored(character)
            // Half-width voiced sounds, and the vowels and final consonants of Hangul's letters.
            || matches!(character, '\u{FF9E}' | '\u{FF9F}' | '\u{1160}'..='\u{11FF}' | '\u{D7B0}'..='\u{D7FF}'))
}

/// Whether a character is a part of words.
pub(super) fn is_of_words(character: char) -> bool {
    character.is_alphanumeric() || (!character.is_ascii() && is_combining_mark(character))
}

/// Whether words of a script are found at any place in what is written without a space: Han, kana,
/// Thai, Lao, Myanmar, Khmer; and Hangul, where particles follow words.
pub fn is_joined_script(character: char) -> bool {
    matches!(character,
        '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1100}'..='\u{11FF}' | '\u{1780}'..='\u{17FF}' | '\u{3005}'..='\u{3007}'
        | '\u{3031}'..='\u{3035}' | '\u{303B}' | '\u{3041}'..='\u{3096}' | '\u{309D}'..='\u{309F}' | '\u{30A1}'..='\u{30FA}' | '\u{30FC}'..='\u{30FF}'
        | '\u{3105}'..='\u{312F}' | '\u{31A0}'..='\u{31BF}' | '\u{31F0}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7FF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}')
}
