//! Quiet hours: the time of each day in which somebody is not notified.

use jiff::{Timestamp, tz, tz::TimeZone};
use serde::{Deserialize, Serialize};

use crate::domain::{Time, refusal::InputRefusal};

/// The minutes of a day.
const DAY: u16 = 24 * 60;

/// A time zone, by its name in the IANA database, such as "Europe/Berlin".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zone(String);

impl Zone {
    /// Reads the name of a time zone, in any case.
    ///
    /// # Errors
    /// If there is no such time zone.
    pub fn parse(typed: &str) -> Result<Self, InputRefusal> {
        let zone = TimeZone::get(typed.trim()).map_err(|_| InputRefusal::NotATimeZone)?;
        zone.iana_name().map(|name| Self(name.to_owned())).ok_or(InputRefusal::NotATimeZone)
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The names of the time zones that contain a text, in any case.
    pub fn suggest(typed: &str) -> Vec<String> {
        let typed = typed.trim().to_lowercase().replace(' ', "_");
        let names = tz::db().available().map(|name| name.to_string());
        names.filter(|name| name.to_lowercase().contains(&typed)).collect()
    }

    /// The rules of a time zone. UTC if there is no zone, or none of this name any more.
    fn rules(zone: Option<&Self>) -> TimeZone {
        zone.and_then(|zone| TimeZone::get(&zone.0).ok()).unwrap_or(TimeZone::UTC)
    }
}

/// From when to when somebody is not notified, each day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuietHours {
    /// The first minute, counted from midnight: 0 to 1439.
    from: u16,
    /// The first minute after it. Before `from` if the hours pass midnight.
    until: u16,
}

impl QuietHours {
    /// Reads two times of day with a dash in between, such as `22:00-07:00` or `22-7`.
    ///
    /// # Errors
    /// If they cannot be read, or are the same.
    pub fn parse(typed: &str) -> Result<Self, InputRefusal> {
        let times = typed.split_once(['-', '–']);
        let times = times.and_then(|(from, until)| Some((minute(from)?, minute(until)?)));
        match times {
            Some((from, until)) if from != until => Ok(Self { from, until }),
            _ => Err(InputRefusal::NotQuietHours),
        }
    }

    /// Returns the hours as they are typed: `22:00-07:00`.
    pub fn typed(self) -> String {
        let time = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
        format!("{}-{}", time(self.from), time(self.until))
    }

    /// Returns when the quiet hours end that a moment is in. None if it is in none.
    pub fn end(self, zone: Option<&Zone>, now: Time) -> Option<Time> {
        let timestamp = Timestamp::from_millisecond(now.timestamp_millis()).ok()?;
        let local = timestamp.to_zoned_datetime(Zone::rules(zone));
        let time = local.time();
        let minute = u16::try_from(time.hour()).ok()? * 60 + u16::try_from(time.minute()).ok()?;
        let is_quiet = match self.from < self.until {
            true => (self.from..self.until).contains(&minute),
            false => minute >= self.from || minute < self.until,
        };
        let date = if minute < self.until { local.date() } else { local.date().tomorrow().ok()? };
        let (hour, minute) = (self.until / 60, self.until % 60);
        let end = date.at(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, 0, 0);
        let end =
            end.to_zoned_datetime(local.time_zone().clone()).ok()?.timestamp().as_millisecond();
        Time::from_timestamp_millis(end).filter(|&end| is_quiet && end > now)
    }
}

/// Reads a time of day, such as `22:00` or `7`.
fn minute(typed: &str) -> Option<u16> {
    let (hour, minute) = typed.trim().split_once(':').unwrap_or((typed.trim(), "0"));
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let parse = |part: &str| is_number(part).then(|| part.parse::<u16>().ok()).flatten();
    let (hour, minute) = (parse(hour)?, parse(minute)?);
    (hour < 24 && minute < 60 || hour == 24 && minute == 0).then(|| (hour * 60 + minute) % DAY)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Time {
        chrono::DateTime::parse_from_rfc3339(text).expect("a time").to_utc()
    }

    fn hours(typed: &str) -> QuietHours {
        QuietHours::parse(typed).expect("quiet hours")
    }

    #[test]
    fn hours_are_read_as_people_write_them() {
        for (typed, read) in [
            ("22:00-07:00", "22:00-07:00"),
            ("22-7", "22:00-07:00"),
            (" 21:30 – 6:45 ", "21:30-06:45"),
            ("12-13", "12:00-13:00"),
            ("20-24", "20:00-00:00"),
        ] {
            assert_eq!(hours(typed).typed(), read, "{typed}");
        }
        for typed in ["", "22", "22-", "-7", "22-22", "25-7", "22:60-7", "ten-7", "+2-7"] {
            assert_eq!(QuietHours::parse(typed), Err(InputRefusal::NotQuietHours), "{typed}");
        }
    }

    #[test]
    fn quiet_hours_end_on_the_same_day_or_the_next() {
        let night = hours("22-7");
        for (now, end) in [
            ("2026-03-02T21:59:00Z", None),
            ("2026-03-02T22:00:00Z", Some("2026-03-03T07:00:00Z")),
            ("2026-03-03T06:59:59Z", Some("2026-03-03T07:00:00Z")),
            ("2026-03-03T07:00:00Z", None),
        ] {
            assert_eq!(night.end(None, at(now)), end.map(at), "{now}");
        }
        let noon = hours("12-13").end(None, at("2026-03-02T12:30:00Z"));
        assert_eq!(noon, Some(at("2026-03-02T13:00:00Z")));
        let midnight = hours("20-24").end(None, at("2026-03-02T21:00:00Z"));
        assert_eq!(midnight, Some(at("2026-03-03T00:00:00Z")));
    }

    #[test]
    fn quiet_hours_follow_the_clocks_of_their_time_zone() {
        let berlin = Zone::parse("europe/berlin").expect("a time zone");
        assert_eq!(berlin.as_str(), "Europe/Berlin");
        let end = |now| hours("22-7").end(Some(&berlin), at(now));
        assert_eq!(end("2026-01-05T21:30:00Z"), Some(at("2026-01-06T06:00:00Z")));
        assert_eq!(end("2026-07-05T20:30:00Z"), Some(at("2026-07-06T05:00:00Z")));
        // The clocks are put forward in this night.
        assert_eq!(end("2026-03-28T22:00:00Z"), Some(at("2026-03-29T05:00:00Z")));
        assert_eq!(Zone::parse("Berlin"), Err(InputRefusal::NotATimeZone));
        assert_eq!(Zone::suggest("berl"), ["Europe/Berlin"]);
    }
}
