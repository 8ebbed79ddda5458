//! Dead jobs, which have failed for good. Each is logged once; the metric `switchboard_outbox_dead`
//! and `switchboard doctor` count them.

use crate::domain::Unreadable;

/// Logs that the job of the current span has failed for good.
pub(super) fn report(reason: &str) {
    tracing::warn!("Can't be delivered as things stand: {reason}");
}

/// Logs that a row of the outbox cannot be read.
pub(super) fn report_unreadable(row: &Unreadable) {
    tracing::warn!(guild.id = %row.guild, key = row.key, "Setting aside a row of the outbox that can't be read: {}", row.reason);
}
