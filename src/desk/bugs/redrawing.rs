//! The reports of open bugs are drawn anew every day, since they say how long people have waited.

use chrono::TimeDelta;

use crate::domain::Effect;

use crate::desk::{Desk, Result};

/// How often a report is drawn anew.
pub(super) const EVERY: TimeDelta = TimeDelta::days(1);
/// The most reports that one look takes.
const DUE: i64 = 50;

impl Desk {
    /// Has the reports drawn anew that are due. Returns how many.
    pub(in crate::desk) async fn redraw_reports(&self) -> Result<usize> {
        let now = self.now();
        let due = self.store.read(async move |reader| reader.bugs_to_redraw(now, DUE).await);
        let due = due.await?;
        let count = due.len();
        for (guild, bug) in due {
            self.commit(async move |tx| {
                tx.redraw_bug_at(guild, bug, now + EVERY).await?;
                Ok(((), tx.enqueue(guild, &[Effect::DrawBug { bug }], now).await?))
            })
            .await?;
        }
        Ok(count)
    }
}
