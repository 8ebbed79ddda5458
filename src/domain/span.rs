//! Spans of time as people type them, in each language: `30m`, `4h`, `2d`, `1d 12h`, `2 Tage`.

use chrono::TimeDelta;

use crate::domain::refusal::InputRefusal;

/// The shortest and the longest span that is accepted, each with its spelling.
#[derive(Clone, Copy, Debug)]
pub struct Range {
    least: (TimeDelta, &'static str),
    most: (TimeDelta, &'static str),
}

/// How long a case may be snoozed.
pub const SNOOZE: Range =
    Range { least: (TimeDelta::minutes(1), "1m"), most: (TimeDelta::days(90), "90d") };
/// For how long an answer may be promised.
pub const PROMISE: Range =
    Range { least: (TimeDelta::minutes(1), "1m"), most: (TimeDelta::days(30), "30d") };
/// How long another team may be given for its answer.
pub const REQUEST: Range =
    Range { least: (TimeDelta::minutes(1), "1m"), most: (TimeDelta::days(90), "90d") };
/// How long a proposed answer may wait for a response.
pub const SILENCE: Range =
    Range { least: (TimeDelta::hours(1), "1h"), most: (TimeDelta::days(60), "60d") };
/// How long a customer may be silent before they are asked whether their case is solved.
pub const FOLLOW_UP: Range =
    Range { least: (TimeDelta::days(1), "1d"), most: (TimeDelta::days(90), "90d") };
/// How often customers who wait for a fix hear how far it is.
pub const UPDATES: Range =
    Range { least: (TimeDelta::days(1), "1d"), most: (TimeDelta::days(90), "90d") };
/// How long a customer may wait before their case comes first, whatever its priority.
pub const WAITING_FIRST: Range =
    Range { least: (TimeDelta::minutes(10), "10m"), most: (TimeDelta::days(30), "30d") };
/// For how long what a person writes in a channel may continue their case there.
pub const ONE_CASE: Range =
    Range { least: (TimeDelta::minutes(1), "1m"), most: (TimeDelta::days(7), "7d") };
/// After how long somebody may be notified.
pub const NOTIFYING: Range =
    Range { least: (TimeDelta::minutes(1), "1m"), most: (TimeDelta::days(7), "7d") };
/// How long the texts of a closed case may be kept.
pub const RETENTION: Range =
    Range { least: (TimeDelta::days(1), "1d"), most: (TimeDelta::days(3_650), "3650d") };

/// How long the words of banned members may be kept.
pub const BANNED: Range =
    Range { least: (TimeDelta::days(1), "1d"), most: (TimeDelta::days(365), "365d") };

/// Parses a span, or a word that says that there is none: `off`, `aus` or `0`.
///
/// # Errors
/// As [`parse`].
pub fn parse_or_off(
    field: &'static str,
    typed: &str,
    range: Range,
) -> Result<Option<TimeDelta>, InputRefusal> {
    if is_off(typed) { Ok(None) } else { parse(field, typed, range).map(Some) }
}

/// Whether something that was typed says that there is to be nothing: `off`, `aus` or `0`.
pub fn is_off(typed: &str) -> bool {
    matches!(typed.trim().to_lowercase().as_str(), "off" | "aus" | "0")
}

/// Parses a span.
///
/// # Errors
/// If it cannot be parsed, or is outside of the range.
pub fn parse(field: &'static str, typed: &str, range: Range) -> Result<TimeDelta, InputRefusal> {
    let span = read(typed).ok_or(InputRefusal::NotASpan { field })?;
    let ((least, shortest), (most, longest)) = (range.least, range.most);
    if (least..=most).contains(&span) {
        Ok(span)
    } else {
        Err(InputRefusal::SpanOutOfRange { field, least: shortest, most: longest })
    }
}

/// Returns a span as people type it, to the minute: `2d`, `36h`, `90m`.
pub fn typed(span: TimeDelta) -> String {
    let minutes = span.num_minutes();
    match (minutes % (24 * 60), minutes % 60) {
        (0, _) => format!("{}d", minutes / (24 * 60)),
        (_, 0) => format!("{}h", minutes / 60),
        _ => format!("{minutes}m"),
    }
}

/// Reads a span of any length; none if it is none.
pub fn read(typed: &str) -> Option<TimeDelta> {
    let typed = typed.to_lowercase();
    let mut rest = typed.trim();
    let mut total = TimeDelta::zero();
    if rest.is_empty() {
        return None;
    }
    while !rest.is_empty() {
        let digits = rest.find(|character: char| !character.is_ascii_digit())?;
        let count: i64 = rest[..digits].parse().ok()?;
        rest = rest[digits..].trim_start();
        let letters = rest.find(|character: char| !character.is_alphabetic()).unwrap_or(rest.len());
        let minutes = match &rest[..letters] {
            "m" | "min" | "mins" | "minute" | "minutes" | "minuten" => 1,
            "h" | "hour" | "hours" | "std" | "stunde" | "stunden" => 60,
            "d" | "day" | "days" | "tag" | "tage" => 24 * 60,
            "w" | "week" | "weeks" | "woche" | "wochen" => 7 * 24 * 60,
            _ => return None,
        };
        total = total.checked_add(&TimeDelta::try_minutes(count.checked_mul(minutes)?)?)?;
        rest = rest[letters..].trim_start_matches([' ', ',', '.']);
    }
    Some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_read_as_people_write_them() {
        for (typed, minutes) in [
            ("30m", 30),
            ("4h", 240),
            (" 2D ", 2_880),
            ("1d 12h", 2_160),
            ("1 day, 2 hours", 1_560),
            ("1w", 10_080),
            ("2 Tage 3 Std.", 3_060),
        ] {
            assert_eq!(parse("until", typed, SNOOZE), Ok(TimeDelta::minutes(minutes)), "{typed}");
        }
    }

    #[test]
    fn a_span_is_typed_as_it_is_read() {
        for typed_span in ["90m", "36h", "2d", "1h", "1m"] {
            let span = parse("until", typed_span, SNOOZE).expect("a span");
            assert_eq!(typed(span), typed_span);
        }
    }

    #[test]
    fn what_is_no_span_is_refused() {
        for typed in [
            "",
            " ",
            "soon",
            "5",
            "h",
            "-1h",
            "5x",
            "1h tomorrow",
            "99999999999999999999d",
            "9223372036854775807w",
            "½h",
        ] {
            assert_eq!(
                parse("until", typed, SNOOZE),
                Err(InputRefusal::NotASpan { field: "until" }),
                "{typed}"
            );
        }
        for typed in ["0m", "91d", "99999w"] {
            assert!(
                matches!(parse("until", typed, SNOOZE), Err(InputRefusal::SpanOutOfRange { .. })),
                "{typed}"
            );
        }
    }
}
