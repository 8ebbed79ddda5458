//! The languages in which people are answered.

use crate::domain::named::named;
use strum::{EnumString, IntoStaticStr, VariantArray};

named!(Language);

/// A language with a complete set of texts. Named by its ISO 639-1 code. Discord uses the same
/// codes (Discord, "Locales"), except `en-US` and `en-GB`.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, EnumString, IntoStaticStr, VariantArray,
)]
pub enum Language {
    /// English, which people get whose language we do not have.
    #[default]
    #[strum(serialize = "en")]
    English,
    /// German.
    #[strum(serialize = "de")]
    German,
}

impl Language {
    /// Returns the language for one of Discord's locales, or English for a locale that we do not
    /// support.
    pub fn of_locale(locale: &str) -> Self {
        locale.split('-').next().and_then(|code| code.parse().ok()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::language::Language;

    #[test]
    fn who_speaks_what_we_do_not_is_answered_in_english() {
        let told = ["de", "en-US", "en-GB", "fr", "zh-TW", "", "de-AT", "dex", "\u{1F600}"]
            .map(Language::of_locale);
        let (english, german) = (Language::English, Language::German);
        assert_eq!(
            told,
            [german, english, english, english, english, english, german, english, english]
        );
    }
}
