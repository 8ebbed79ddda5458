//! The languages in which people are answered.

/// A language that all words are there in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    #[default]
    English,
    German,
}

impl Language {
    pub const ALL: [Self; 2] = [Self::English, Self::German];

    /// The ISO 639-1 code. Discord uses the same codes (Discord, "Locales"), except `en-US` and
    /// `en-GB`.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
        }
    }

    /// The language for what Discord calls a locale. English for those that we do not speak.
    pub fn of_locale(locale: &str) -> Self {
        let code = locale.split('-').next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| language.code() == code).unwrap_or_default()
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
