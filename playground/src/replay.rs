//! Recorded talk as members' messages: one JSON object a line with `user` and `text`, and perhaps
//! `time`.
//!
//! Lines are read one at a time, so a recording may be longer than the memory. A line that is none
//! is reported with its number, and the next one is read.

use std::collections::HashMap;
use std::time::Duration;

use chrono::{DateTime, NaiveDateTime, NaiveTime, TimeDelta};
use sandbox::{Person, Place, Refused, Sandbox};
use serde::Deserialize;
use tokio::io::{AsyncBufRead, AsyncBufReadExt as _, AsyncReadExt as _};

/// The longest wait between two messages that a recording can cause.
const LONGEST_PAUSE: Duration = Duration::from_secs(3_600);
/// How much of a message is sent: what Discord takes.
const LONGEST_TEXT: usize = 2_000;
/// The longest line that is read, in bytes.
const LONGEST_LINE: u64 = 1024 * 1024;
/// How many messages are said between two waits for the bot to have read them.
const STEP: u64 = 64;
/// How long such a wait may take.
const TIMEOUT: Duration = Duration::from_secs(20);
/// How many reports on bad lines are kept; all are counted.
const PROBLEM_LIMIT: usize = 100;

/// How to replay.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where the texts are said.
    pub place: Place,
    /// How many times faster than recorded; `None` as fast as possible. Lines without `time` follow
    /// at once.
    pub speed: Option<f64>,
    /// Stop after this many messages.
    pub limit: Option<u64>,
    /// Wait every now and then until the bot has read what was said, so that a long recording does
    /// not pile up before it.
    pub in_step: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { place: Place::from("help"), speed: None, limit: None, in_step: false }
    }
}

/// What became of a recording.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Messages that were said.
    pub said: u64,
    /// Lines that could not be.
    pub failed: u64,
    /// Who said something for the first time, and so became a member.
    pub joined: u64,
    /// The first bad lines: number (from 1) and what was wrong.
    pub problems: Vec<(u64, String)>,
}

impl Report {
    fn fail(&mut self, number: u64, problem: impl Into<String>) {
        self.failed += 1;
        if self.problems.len() < PROBLEM_LIMIT {
            self.problems.push((number, problem.into()));
        }
    }
}

#[derive(Debug, Deserialize)]
struct Line {
    user: String,
    text: String,
    #[serde(default)]
    time: Option<String>,
}

/// Says every line of a recording in the sandbox.
///
/// # Errors
/// The recording could not be read on. Bad lines are no error: they are in the report.
pub async fn replay(
    sandbox: &Sandbox,
    mut recording: impl AsyncBufRead + Unpin,
    options: &Options,
) -> std::io::Result<Report> {
    let mut report = Report::default();
    let mut people: HashMap<String, Person> = HashMap::new();
    let mut clock: Option<TimeDelta> = None;
    let mut bytes = Vec::new();
    let mut number = 0;
    while options.limit.is_none_or(|limit| report.said < limit) {
        bytes.clear();
        if (&mut recording).take(LONGEST_LINE).read_until(b'\n', &mut bytes).await? == 0 {
            break;
        }
        number += 1;
        if cut_off(&bytes) {
            report.fail(number, "longer than a megabyte");
            while cut_off(&bytes) {
                bytes.clear();
                (&mut recording).take(LONGEST_LINE).read_until(b'\n', &mut bytes).await?;
            }
            continue;
        }
        let text = String::from_utf8_lossy(&bytes);
        if text.trim().is_empty() {
            continue;
        }
        let line: Line = match serde_json::from_str(&text) {
            Ok(line) => line,
            Err(error) => {
                // The parser counts lines, too, and here it has seen but one.
                let error = error.to_string();
                let problem = error.split(" at line ").next().unwrap_or_default();
                report.fail(number, format!("not an object with user and text ({problem})"));
                continue;
            }
        };
        if let (Some(speed), Some(time)) = (options.speed, line.time.as_deref().and_then(instant)) {
            if let Some(before) = clock {
                tokio::time::sleep(pause(time - before, speed)).await;
            }
            clock = Some(time);
        }
        if line.user.trim().is_empty() {
            report.fail(number, "user is empty");
            continue;
        }
        let person = people.entry(line.user.clone()).or_insert_with(|| {
            sandbox.find_person(&line.user).unwrap_or_else(|| {
                report.joined += 1;
                sandbox.add_person(&line.user)
            })
        });
        let shortened: String = line.text.chars().take(LONGEST_TEXT).collect();
        match person.say(options.place.clone(), &shortened) {
            Ok(_) => report.said += 1,
            Err(Refused(why)) => report.fail(number, why),
        }
        // As fast as possible must still let the server breathe.
        if report.said.is_multiple_of(STEP) {
            tokio::task::yield_now().await;
            if options.in_step {
                sandbox.gateway().try_settled(TIMEOUT).await;
            }
        }
    }
    Ok(report)
}

/// Whether a line goes on after what was read of it.
fn cut_off(bytes: &[u8]) -> bool {
    u64::try_from(bytes.len()).is_ok_and(|length| length >= LONGEST_LINE) && !bytes.ends_with(b"\n")
}

/// Where a time lies: a full date, or only hours and minutes.
fn instant(text: &str) -> Option<TimeDelta> {
    let text = text.trim();
    if let Ok(time) = DateTime::parse_from_rfc3339(text) {
        return Some(TimeDelta::milliseconds(time.timestamp_millis()));
    }
    for format in ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%d %H:%M"] {
        if let Ok(time) = NaiveDateTime::parse_from_str(text, format) {
            return Some(TimeDelta::milliseconds(time.and_utc().timestamp_millis()));
        }
    }
    let formats = ["%H:%M:%S%.f", "%H:%M"];
    let time = formats.iter().find_map(|format| NaiveTime::parse_from_str(text, format).ok())?;
    Some(time - NaiveTime::MIN)
}

/// The wait between two messages. A clock without dates jumps back at midnight, which is a step of
/// a day less.
fn pause(recorded: TimeDelta, speed: f64) -> Duration {
    let recorded =
        if recorded < TimeDelta::zero() { recorded + TimeDelta::days(1) } else { recorded };
    let seconds =
        recorded.to_std().unwrap_or_default().as_secs_f64() / speed.max(f64::MIN_POSITIVE);
    Duration::try_from_secs_f64(seconds).unwrap_or(LONGEST_PAUSE).min(LONGEST_PAUSE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_recordings_are_understood() {
        let minutes = |from: &str, to: &str| {
            (instant(to).expect("a time") - instant(from).expect("a time")).num_minutes()
        };
        assert_eq!(minutes("10:48", "10:51"), 3);
        assert_eq!(minutes("2026-11-21T10:00:00Z", "2026-11-21T11:00:00Z"), 60);
        assert_eq!(instant("soon"), None);
    }

    #[test]
    fn pauses_shrink_with_the_speed_and_pass_midnight() {
        assert_eq!(pause(TimeDelta::minutes(1), 60.0), Duration::from_secs(1));
        assert_eq!(
            pause(TimeDelta::minutes(2) - TimeDelta::days(1), 1.0),
            Duration::from_secs(120)
        );
        assert_eq!(pause(TimeDelta::days(3), 1.0), LONGEST_PAUSE);
    }
}
