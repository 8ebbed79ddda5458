//! The texts that people read, one file per language: `words/en.ftl`, `words/de.ftl` (Project
//! Fluent, "Syntax Guide"). [`t!`] is the only way to them; `tests/it/code/words.rs` checks its
//! uses against the files.

use std::sync::LazyLock;

use chrono::TimeDelta;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};

use crate::domain::{
    BugNumber, CaseNumber, ChannelId, Language, RequestNumber, RoleId, UserId, Writer,
};

type Bundle = FluentBundle<FluentResource>;

/// Parsed on first use.
static ENGLISH: LazyLock<Bundle> =
    LazyLock::new(|| bundle(Language::English, include_str!("words/en.ftl")));
static GERMAN: LazyLock<Bundle> =
    LazyLock::new(|| bundle(Language::German, include_str!("words/de.ftl")));

fn bundle(language: Language, source: &str) -> Bundle {
    let resource =
        FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, errors)| {
            tracing::error!(?errors, "Can't read the words in {}", language.into_str());
            resource
        });
    let mut bundle = Bundle::new_concurrent(language.into_str().parse().into_iter().collect());
    // Isolation marks around values would break Discord's markup, such as `<@5>`.
    bundle.set_use_isolating(false);
    if let Err(errors) = bundle.add_resource(resource) {
        tracing::error!(?errors, "There are words in {} twice", language.into_str());
    }
    bundle
}

/// Returns a message of the file, or with `message.attribute` a part of one; none if it does not
/// exist. Called by [`t!`], and where a name is computed.
pub(crate) fn look_up(language: Language, id: &str, values: &FluentArgs) -> Option<String> {
    let bundle: &Bundle = match language {
        Language::English => &ENGLISH,
        Language::German => &GERMAN,
    };
    let (message, attribute) =
        id.split_once('.').map_or((id, None), |(message, attribute)| (message, Some(attribute)));
    let message = bundle.get_message(message)?;
    let pattern = match attribute {
        Some(attribute) => message.get_attribute(attribute)?.value(),
        None => message.value()?,
    };
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, Some(values), &mut errors).into_owned();
    if !errors.is_empty() {
        tracing::error!(?errors, "The words {id} in {} lack something", language.into_str());
    }
    Some(text)
}

/// `t!(language, "case-claimed", case = number, customer = user)`: returns the text of that name,
/// with these values.
macro_rules! t {
    ($language:expr, $id:literal $(,)?) => {
        $crate::discord::view::words::words($language, $id, &::fluent_bundle::FluentArgs::new())
    };
    ($language:expr, $id:literal $(, $name:ident = $value:expr)+ $(,)?) => {{
        let mut values = ::fluent_bundle::FluentArgs::new();
        $(values.set(stringify!($name), $value);)+
        $crate::discord::view::words::words($language, $id, &values)
    }};
}

pub(crate) use t;

/// Returns a value for a sentence with two forms: `{ $private -> [yes] … *[no] … }`.
pub(in crate::discord) fn yes_or_no(is_so: bool) -> &'static str {
    if is_so { "yes" } else { "no" }
}

/// `a, b and c`; empty if there are no items.
pub(in crate::discord) fn enumerated(language: Language, items: &[String]) -> String {
    match items.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => {
            t!(language, "enumerated", others = others.join(", "), last = last.as_str())
        }
        None => String::new(),
    }
}

/// A span of time in days, hours and minutes.
pub(in crate::discord) fn span(language: Language, span: TimeDelta) -> String {
    let (days, hours, minutes) = (span.num_days(), span.num_hours() % 24, span.num_minutes() % 60);
    let parts = [
        (days, t!(language, "span-days", count = days)),
        (hours, t!(language, "span-hours", count = hours)),
        (minutes, t!(language, "span-minutes", count = minutes)),
    ];
    parts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(_, words)| words)
        .collect::<Vec<_>>()
        .join(" ")
}

/// The function behind [`t!`].
pub(crate) fn words(language: Language, id: &str, values: &FluentArgs) -> String {
    look_up(language, id, values).unwrap_or_else(|| {
        tracing::error!("There are no words for {id} in {}", language.into_str());
        id.to_owned()
    })
}

/// Numbers and IDs are shown as they are: a case's number has its `#`, and digits are not grouped.
macro_rules! shown_as_it_is {
    ($($kind:ty),+) => {
        $(impl From<$kind> for FluentValue<'_> {
            fn from(value: $kind) -> Self {
                FluentValue::from(value.to_string())
            }
        })+
    };
}

shown_as_it_is!(BugNumber, CaseNumber, ChannelId, RequestNumber, RoleId, UserId, Writer);
