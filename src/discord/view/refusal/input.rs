//! Refusals of what somebody typed.

use fluent_bundle::FluentArgs;

use crate::domain::{Language, refusal::InputRefusal, text::TAG_LIMIT};

use crate::discord::view::{
    escape::code,
    form::label,
    words::{t, words},
};

pub(super) fn sentence(language: Language, refusal: &InputRefusal) -> String {
    match refusal {
        InputRefusal::NotACaseNumber => t!(language, "refusal-not-a-case-number"),
        InputRefusal::BadTag => t!(language, "refusal-bad-tag", most = TAG_LIMIT),
        InputRefusal::NotABugNumber => t!(language, "refusal-not-a-bug-number"),
        InputRefusal::NotAVersion => t!(language, "refusal-not-a-version"),
        InputRefusal::NotAStatus(word) => {
            t!(language, "refusal-not-a-status", condition = code(&format!("is:{word}")))
        }
        InputRefusal::NotAPriority(word) => {
            t!(language, "refusal-not-a-priority", condition = code(&format!("priority:{word}")))
        }
        InputRefusal::NotAChannel(word) => {
            t!(language, "refusal-not-a-channel", condition = code(&format!("in:{word}")))
        }
        InputRefusal::NotADay(condition) => {
            t!(language, "refusal-not-a-day", condition = code(condition))
        }
        InputRefusal::NotASpan { field } => {
            t!(language, "refusal-not-a-span", field = label(language, field))
        }
        InputRefusal::SpanOutOfRange { field, least, most } => {
            t!(
                language,
                "refusal-span-out-of-range",
                field = label(language, field),
                least = *least,
                most = *most
            )
        }
        InputRefusal::NotQuietHours => t!(language, "refusal-not-quiet-hours"),
        InputRefusal::NotATimeZone => t!(language, "refusal-not-a-time-zone"),
        InputRefusal::NotInTheFuture => t!(language, "refusal-not-in-the-future"),
        InputRefusal::OnlyForReason { field, reason } => {
            let id = format!("choice-{}", reason.into_str().replace('_', "-"));
            let reason = words(language, &id, &FluentArgs::new());
            t!(language, "refusal-only-for-reason", field = label(language, field), reason = reason)
        }
        InputRefusal::EmptyText(field) => {
            t!(language, "refusal-empty-text", field = label(language, field))
        }
        InputRefusal::TextTooLong { field, length, limit } => {
            t!(
                language,
                "refusal-text-too-long",
                field = label(language, field),
                length = *length,
                limit = *limit
            )
        }
    }
}
