//! Languages: which ones Discord has, and the names and descriptions of commands in each of them.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

/// Discord's locales with their English names. Of one language, the commonest comes first.
const LOCALES: [(&str, &str); 34] = [
    ("ar", "Arabic"),
    ("bg", "Bulgarian"),
    ("cs", "Czech"),
    ("da", "Danish"),
    ("de", "German"),
    ("el", "Greek"),
    ("en-US", "English"),
    ("en-GB", "British English"),
    ("es-ES", "Spanish"),
    ("es-419", "Latin American Spanish"),
    ("fi", "Finnish"),
    ("fr", "French"),
    ("he", "Hebrew"),
    ("hi", "Hindi"),
    ("hr", "Croatian"),
    ("hu", "Hungarian"),
    ("id", "Indonesian"),
    ("it", "Italian"),
    ("ja", "Japanese"),
    ("ko", "Korean"),
    ("lt", "Lithuanian"),
    ("nl", "Dutch"),
    ("no", "Norwegian"),
    ("pl", "Polish"),
    ("pt-BR", "Brazilian Portuguese"),
    ("ro", "Romanian"),
    ("ru", "Russian"),
    ("sv-SE", "Swedish"),
    ("th", "Thai"),
    ("tr", "Turkish"),
    ("uk", "Ukrainian"),
    ("vi", "Vietnamese"),
    ("zh-CN", "Chinese"),
    ("zh-TW", "Taiwanese Chinese"),
];

/// The language of everybody and everything that has not chosen another.
pub const DEFAULT: &str = "en-US";

/// All locales.
pub fn all() -> impl Iterator<Item = &'static str> {
    LOCALES.iter().map(|(code, _)| *code)
}

/// The locale that somebody means by its code (`de`, `en-US`), the beginning of it (`en`) or its
/// English name (`German`).
pub fn find(text: &str) -> Option<&'static str> {
    let text = text.trim().to_lowercase();
    let exact =
        |(code, name): &&(&str, &str)| code.to_lowercase() == text || name.to_lowercase() == text;
    let begins = |(code, _): &&(&str, &str)| {
        code.split_once('-').is_some_and(|(language, _)| language == text)
    };
    LOCALES.iter().find(exact).or_else(|| LOCALES.iter().find(begins)).map(|(code, _)| *code)
}

/// What there is to say about a language that is not found.
pub fn no_such(language: &str) -> String {
    format!("Discord has no language {language}. Use a code, such as de or en-US.")
}

/// The English name of a locale's language, or the locale itself if Discord has none like it.
pub fn language(locale: &str) -> &str {
    LOCALES.iter().find(|(code, _)| *code == locale).map_or(locale, |(_, name)| name)
}

/// Where Discord looks next if a translation is missing.
fn fallback(locale: &str) -> Option<&'static str> {
    match locale {
        "en-US" => Some("en-GB"),
        "en-GB" => Some("en-US"),
        "es-419" => Some("es-ES"),
        _ => None,
    }
}

/// The translation of the `name` or `description` of a command, an option or a choice, if there is
/// one.
fn translation<'a>(definition: &'a Value, key: &str, locale: &str) -> Option<&'a str> {
    let translations = &definition[format!("{key}_localizations")];
    translations[locale].as_str().or_else(|| translations[fallback(locale)?].as_str())
}

/// The name of a command, an option or a choice as people of a locale read it.
pub fn name<'a>(definition: &'a Value, locale: &str) -> &'a str {
    translation(definition, "name", locale)
        .or_else(|| definition["name"].as_str())
        .unwrap_or_default()
}

/// The description of a command or an option as people of a locale read it.
pub fn description<'a>(definition: &'a Value, locale: &str) -> &'a str {
    translation(definition, "description", locale)
        .or_else(|| definition["description"].as_str())
        .unwrap_or_default()
}

/// Whether people of a locale may call a command, an option or a choice so: by its translated or
/// its default name.
pub fn is_called(definition: &Value, locale: &str, text: &str) -> bool {
    definition["name"] == text || translation(definition, "name", locale) == Some(text)
}

/// Puts `name_localized` and `description_localized` in the place of all translations, as Discord
/// does for one reader: in the command, its options and their choices. Without a locale, the
/// translations are only left out.
pub fn localize(definition: &mut Value, locale: Option<&str>) {
    let mut own = Map::new();
    for key in ["name", "description"] {
        if let Some(text) = locale.and_then(|locale| translation(definition, key, locale)) {
            own.insert(format!("{key}_localized"), json!(text));
        }
    }
    let Some(object) = definition.as_object_mut() else { return };
    for key in ["name_localizations", "description_localizations"] {
        object.remove(key);
    }
    object.extend(own);
    for list in ["options", "choices"] {
        for inner in object.get_mut(list).and_then(Value::as_array_mut).into_iter().flatten() {
            localize(inner, locale);
        }
    }
}

/// Whether two of these definitions have the same default name, or the same name in the eyes of
/// people of some locale.
pub(crate) fn shared_name(definitions: &[&Value]) -> bool {
    let twice = |name: &dyn Fn(&Value) -> String| {
        let mut seen = HashSet::new();
        !definitions.iter().all(|definition| seen.insert(name(definition)))
    };
    let default = |definition: &Value| definition["name"].as_str().unwrap_or_default().to_owned();
    twice(&default) || all().any(|locale| twice(&|definition| name(definition, locale).to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locales_are_found_by_code_and_by_name() {
        for (text, locale) in [
            ("de", "de"),
            ("DE", "de"),
            ("German", "de"),
            ("en", "en-US"),
            ("en-gb", "en-GB"),
            ("es", "es-ES"),
        ] {
            assert_eq!(find(text), Some(locale), "{text}");
        }
        assert_eq!(find("klingon"), None);
        assert_eq!(find(""), None);
        assert_eq!(language("de"), "German");
    }

    #[test]
    fn a_missing_translation_falls_back_as_at_discord() {
        let color = json!({"name": "color", "name_localizations": {"en-GB": "colour", "es-ES": "color-es"}});
        for (locale, shown) in
            [("en-GB", "colour"), ("en-US", "colour"), ("es-419", "color-es"), ("de", "color")]
        {
            assert_eq!(name(&color, locale), shown, "{locale}");
        }
    }

    #[test]
    fn a_reader_gets_one_language() {
        let mut command = json!({
            "name": "tag", "name_localizations": {"de": "etikett", "fr": "label"},
            "description": "Tags", "description_localizations": null,
            "options": [{
                "name": "level", "name_localizations": {"de": "stufe"}, "description": "How much", "description_localizations": {"de": "Wie viel"},
                "choices": [{"name": "Low", "name_localizations": {"de": "Niedrig"}, "value": "low"}],
            }],
        });
        let mut plain = command.clone();
        localize(&mut command, Some("de"));
        assert_eq!(
            command,
            json!({
                "name": "tag", "name_localized": "etikett", "description": "Tags",
                "options": [{
                    "name": "level", "name_localized": "stufe", "description": "How much", "description_localized": "Wie viel",
                    "choices": [{"name": "Low", "name_localized": "Niedrig", "value": "low"}],
                }],
            })
        );
        localize(&mut plain, None);
        assert!(!plain.to_string().contains("locali"), "{plain}");
    }

    #[test]
    fn two_names_may_not_be_the_same_in_any_language() {
        let (open, close) = (
            json!({"name": "open", "name_localizations": {"de": "auf"}}),
            json!({"name": "close"}),
        );
        let clash = json!({"name": "up", "name_localizations": {"de": "auf"}});
        let default = json!({"name": "auf"});
        assert!(!shared_name(&[&open, &close]));
        assert!(shared_name(&[&open, &close, &clash]));
        assert!(shared_name(&[&open, &default]));
    }
}
