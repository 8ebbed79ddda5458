//! What agents and developers type about a bug, checked.

use crate::domain::{Severity, Title, refusal::InputRefusal, text};

/// What an agent writes into the form, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// What the bug is called: 1 to 80 characters.
    pub title: Title,
    /// How to make it happen; at most 1,000 characters, perhaps none.
    pub steps: String,
    /// What should happen; at most 400 characters, perhaps none.
    pub expected: String,
    /// What happens instead: 1 to 400 characters.
    pub actual: String,
    /// The version in which it was seen; at most 60 characters, perhaps none.
    pub version: String,
    /// How bad it is.
    pub severity: Severity,
}

/// The fields of the form and how long each may be, in characters: together with the customer's
/// words they have to fit into one message's embeds, 6,000 characters (Discord, "Embed Limits").
pub mod limit {
    /// The title.
    pub const TITLE: usize = 80;
    /// The steps.
    pub const STEPS: usize = 1_000;
    /// What should happen.
    pub const EXPECTED: usize = 400;
    /// What happens instead.
    pub const ACTUAL: usize = 400;
    /// The version in which it was seen.
    pub const VERSION: usize = 60;
    /// The version that contains the fix.
    pub const SHIPPED: usize = 40;
}

impl Report {
    /// Checks what was typed into the form.
    ///
    /// # Errors
    /// Names the field that is empty or too long. Only the title and what happens instead are
    /// needed.
    pub fn parse(
        title: &str,
        steps: &str,
        expected: &str,
        actual: &str,
        version: &str,
        severity: Severity,
    ) -> Result<Self, InputRefusal> {
        let title = text::required("title", title, limit::TITLE)?;
        Ok(Self {
            title: Title::from_message(&title),
            steps: text::optional("steps", steps, limit::STEPS)?,
            expected: text::optional("expected", expected, limit::EXPECTED)?,
            actual: text::required("actual", actual, limit::ACTUAL)?,
            version: text::optional("version", version, limit::VERSION)?,
            severity,
        })
    }
}

/// The most words that the name of a version has.
const WORDS: usize = 3;

/// The name of a version that contains a fix. Customers read it, so it is no place for a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version(String);

impl Version {
    /// Takes what was typed.
    ///
    /// # Errors
    /// If it is empty, has more than [`limit::SHIPPED`] characters or more than three words, no
    /// digit, or other characters than letters, digits, spaces and `.`, `-`, `_`, `+`.
    pub fn typed(typed: &str) -> Result<Self, InputRefusal> {
        let version = text::required("version", typed, limit::SHIPPED)?;
        let is_plain = |letter: char| letter == ' ' || is_part(letter);
        if version.chars().all(is_plain) && is_name(&version) {
            Ok(Self(version))
        } else {
            Err(InputRefusal::NotAVersion)
        }
    }

    /// Makes a version of the name that a release or a milestone has on GitHub: what is no part of
    /// a version is left out, and the `v` before a number. Customers read it without an agent's
    /// look, so of more than [`WORDS`] words the first with a digit is left. None if no word has
    /// one.
    pub fn of_release(name: &str) -> Option<Self> {
        let plain: String = text::clean(name)
            .chars()
            .map(|letter| if is_part(letter) { letter } else { ' ' })
            .collect();
        let words: Vec<&str> = plain.split_whitespace().collect();
        let all = words.join(" ");
        let name = match is_name(&all) {
            true => all.as_str(),
            false => words.into_iter().find(|word| is_name(word))?,
        };
        let numbered = name
            .strip_prefix(['v', 'V'])
            .filter(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()));
        let short: String = numbered.unwrap_or(name).chars().take(limit::SHIPPED).collect();
        is_name(&short).then(|| Self(short.trim_end().to_owned()))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether a letter can be part of one of a version's words.
fn is_part(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '.' | '-' | '_' | '+')
}

/// Whether this names a version, and is no sentence.
fn is_name(words: &str) -> bool {
    words.split_whitespace().count() <= WORDS && words.contains(char::is_numeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typed_version_is_no_sentence() {
        for name in ["5.3", "v2.4.1-rc.1", "Beta 2", "2024 Update 3"] {
            assert!(Version::typed(name).is_ok(), "{name}");
        }
        for name in ["nobody needs this", "fixed in 2 days", "5.3!", "soon", ""] {
            assert!(Version::typed(name).is_err(), "{name}");
        }
    }

    #[test]
    fn the_name_of_a_release_becomes_a_version() {
        for (name, version) in [
            ("v5.3", Some("5.3")),
            ("5.3.0-rc.1+build", Some("5.3.0-rc.1+build")),
            ("version 5", Some("version 5")),
            ("Lantern: 5.3 @everyone", Some("Lantern 5.3 everyone")),
            ("[5.3](https://evil.example)", Some("5.3 https evil.example")),
            ("We release v5.3 at last", Some("5.3")),
            ("Stop asking and upgrade already", None),
            ("vanilla", None),
            ("…", None),
            ("", None),
        ] {
            let found = Version::of_release(name);
            assert_eq!(found.as_ref().map(Version::as_str), version, "{name}");
        }
        let long = Version::of_release(&"5".repeat(90)).expect("a version");
        assert_eq!(long.as_str().len(), limit::SHIPPED);
    }
}
