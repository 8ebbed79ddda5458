//! Jobs that are put aside: each is said once in the log, is counted by the metric
//! `switchboard_outbox_dead` and by `switchboard doctor`, and waits for a person.

use crate::domain::Unreadable;

/// Says that nobody can do the job of the current span as things stand.
pub(super) fn report(reason: &str) {
    tracing::warn!("Cannot be delivered as things stand: {reason}");
}

/// Says that a row holds no job that this program knows.
pub(super) fn report_unreadable(row: &Unreadable) {
    tracing::warn!(guild.id = %row.guild, key = row.key, "A row of the outbox is put aside: {}", row.reason);
}
