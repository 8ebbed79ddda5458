//! When a job that failed is tried again, and when it is dead.

use chrono::TimeDelta;

use crate::{
    delivery::platform::Failed,
    desk,
    domain::{Job, Outcome, Time},
};

/// The longest pause between two tries, if the platform does not ask for one.
const LONGEST_PAUSE: TimeDelta = TimeDelta::minutes(5);
/// The longest pause that a platform may ask for.
const LONGEST_WAIT: TimeDelta = TimeDelta::hours(1);
/// How often a job may panic before it is dead.
const PANICS: i64 = 5;

/// The outcome of a job that failed.
pub(super) fn after_failure(failed: Failed, job: &Job, now: Time) -> Outcome {
    match failed {
        Failed::ForNow { reason, after } => {
            tracing::info!("Trying again: {reason}");
            let after = after.map(|after| after.min(LONGEST_WAIT));
            Outcome::Retry { at: now + after.unwrap_or_else(|| pause(job)) }
        }
        Failed::ForGood { reason } => Outcome::Dead { reason, is_told: false },
        Failed::Held { reason } => Outcome::Dead { reason, is_told: true },
        Failed::Desk(desk::Error::Refused(refusal)) => {
            Outcome::Dead { reason: format!("{refusal:?}"), is_told: false }
        }
        Failed::Desk(error) => {
            tracing::warn!(%error, "The database failed during a job");
            Outcome::Retry { at: now + pause(job) }
        }
    }
}

/// The outcome of a job that panicked. Its panic is in the log. The reason does not repeat it,
/// since it may quote what people wrote.
pub(super) fn after_panic(job: &Job, now: Time) -> Outcome {
    if job.attempts + 1 < PANICS {
        tracing::error!("A job panicked; trying again");
        return Outcome::Retry { at: now + pause(job) };
    }
    let reason = format!("it panicked {} times; see the log", job.attempts + 1);
    Outcome::Dead { reason, is_told: false }
}

/// The pause before the next try: 1 s, 2 s, 4 s and so on, and up to a quarter more, so that jobs
/// that failed together are not tried again together.
fn pause(job: &Job) -> TimeDelta {
    let doubled = TimeDelta::seconds(1 << job.attempts.clamp(0, 9)).min(LONGEST_PAUSE);
    // The ids of rows that were inserted together differ in their last digits.
    doubled + doubled * i32::try_from(job.id.rem_euclid(100)).unwrap_or(0) / 400
}
