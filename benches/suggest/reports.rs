//! The reports of a file, and which of them were made before which.

use std::fmt::{self, Display};

use anyhow::Context;
use chrono::{DateTime, NaiveDate, NaiveDateTime};
use serde::Deserialize;
use switchboard::domain::{ReportText, Time};

/// One line of the file.
#[derive(Clone, Deserialize)]
pub struct Report {
    pub created: String,
    #[serde(default)]
    pub title: String,
    #[serde(default)]
    pub text: String,
    #[serde(default)]
    pub group: Option<serde_json::Value>,
    #[serde(skip)]
    pub at: Time,
}

impl Report {
    pub fn words(&self) -> ReportText<'_> {
        ReportText { title: &self.title, text: &self.text }
    }
}

/// Which reports count as earlier.
#[derive(Clone, Copy)]
pub enum Order {
    /// By the text of `created`, as the file's own baseline compares.
    Text,
    /// By the moment that `created` says.
    Date,
}

impl Display for Order {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(match self {
            Self::Text => "Earlier by the text of `created`, as the baseline compares",
            Self::Date => "Earlier by the date",
        })
    }
}

pub fn read(text: &str) -> anyhow::Result<Vec<Report>> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let read = lines.map(|(index, line)| {
        let mut report: Report =
            serde_json::from_str(line).with_context(|| format!("line {}", index + 1))?;
        report.at = time(&report.created)
            .with_context(|| format!("line {}: {} is no time", index + 1, report.created))?;
        Ok(report)
    });
    read.collect()
}

/// Returns the reports, oldest first. The order of the file decides between equals.
pub fn before(reports: &[Report], order: Order) -> Vec<Report> {
    let mut sorted = reports.to_vec();
    match order {
        Order::Text => sorted.sort_by(|one, other| one.created.cmp(&other.created)),
        Order::Date => sorted.sort_by_key(|report| report.at),
    }
    sorted
}

/// Reads a time as the trackers of several projects write it.
fn time(text: &str) -> Option<Time> {
    let text = text.trim();
    if let Ok(time) = DateTime::parse_from_rfc3339(text) {
        return Some(time.to_utc());
    }
    let zoned = ["%Y-%m-%d %H:%M:%S %z", "%Y-%m-%dT%H:%M:%S%.f%z", "%a, %d %b %Y %H:%M:%S %z"];
    if let Some(time) = zoned.iter().find_map(|form| DateTime::parse_from_str(text, form).ok()) {
        return Some(time.to_utc());
    }
    let text = text.trim_end_matches("UTC").trim_end_matches('Z').trim();
    let forms = [
        "%d/%b/%y %H:%M",
        "%d/%b/%y %I:%M %p",
        "%d/%b/%Y %H:%M",
        "%Y-%m-%d %H:%M:%S%.f",
        "%Y-%m-%dT%H:%M:%S%.f",
        "%Y-%m-%d %H:%M",
        "%m/%d/%Y %H:%M",
    ];
    let days = ["%Y-%m-%d", "%d/%b/%y", "%d/%b/%Y"];
    forms
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())
        .or_else(|| {
            let day = days.iter().find_map(|form| NaiveDate::parse_from_str(text, form).ok());
            day.and_then(|day| day.and_hms_opt(0, 0, 0))
        })
        .map(|time| time.and_utc())
        .or_else(|| {
            let seconds: f64 = text.parse().ok()?;
            // A count of milliseconds has three more digits.
            let milliseconds = if seconds > 1e11 { seconds } else { seconds * 1_000.0 };
            #[expect(clippy::cast_possible_truncation, reason = "a time is far from the limit")]
            DateTime::from_timestamp_millis(milliseconds as i64)
        })
}
