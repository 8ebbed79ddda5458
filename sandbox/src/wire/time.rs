//! Instants.

use chrono::{DateTime, SecondsFormat, Utc};

/// An instant as Discord writes it: `2016-04-30T11:18:25.796000+00:00`.
pub fn time(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Micros, false)
}
