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

/// The name of a version that contains a fix. Customers read it, so it is no place for a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version(String);

impl Version {
    /// Takes what was typed.
    ///
    /// # Errors
    /// If it is empty, has more than [`limit::SHIPPED`] characters, or others than letters, digits,
    /// spaces and `.`, `-`, `_`, `+`.
    pub fn typed(typed: &str) -> Result<Self, InputRefusal> {
        let version = text::required("version", typed, limit::SHIPPED)?;
        let is_plain = |letter: char| {
            letter.is_alphanumeric() || matches!(letter, ' ' | '.' | '-' | '_' | '+')
        };
        if version.chars().all(is_plain) {
            Ok(Self(version))
        } else {
            Err(InputRefusal::NotAVersion)
        }
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
