//! When a job that failed is tried again, and when it is given up.

use chrono::TimeDelta;

use crate::{
    delivery::platform::Failed,
    desk,
    domain::{Job, Outcome, Time},
};

/// The longest pause between two tries that nobody asked for.
const LONGEST_PAUSE: TimeDelta = TimeDelta::minutes(5);
/// The longest pause that a platform may ask for.
const LONGEST_WAIT: TimeDelta = TimeDelta::hours(1);
/// How often a job may break off before it is given up.
const PANICS: i64 = 5;

/// What becomes of a job that failed.
pub(super) fn after_failure(failed: Failed, job: &Job, now: Time) -> Outcome {
    match failed {
        Failed::ForNow { reason, after } => {
            tracing::info!("To be tried again: {reason}");
            let after = after.map(|after| after.min(LONGEST_WAIT));
            Outcome::Retry { at: now + after.unwrap_or_else(|| pause(job)) }
        }
        Failed::ForGood { reason } => Outcome::Dead { reason },
        Failed::Desk(desk::Error::Refused(refusal)) => {
            Outcome::Dead { reason: format!("{refusal:?}") }
        }
        Failed::Desk(error) => {
            tracing::warn!(%error, "The database did not do its part of a job");
            Outcome::Retry { at: now + pause(job) }
        }
    }
}

/// What becomes of a job that broke off. Its panic stands in the log; it may quote people's words,
/// so it is not kept.
pub(super) fn after_panic(job: &Job, now: Time) -> Outcome {
    if job.attempts + 1 < PANICS {
        tracing::error!("A job broke off; it is tried again");
        return Outcome::Retry { at: now + pause(job) };
    }
    Outcome::Dead { reason: format!("it broke off {} times; the log says where", job.attempts + 1) }
}

/// 1 s, 2 s, 4 s ... with up to a quarter more, so that many that failed together do not come back
/// together.
fn pause(job: &Job) -> TimeDelta {
    let doubled = TimeDelta::seconds(1 << job.attempts.clamp(0, 9)).min(LONGEST_PAUSE);
    // The ids of rows that came together differ in their last digits.
    doubled + doubled * i32::try_from(job.id.rem_euclid(100)).unwrap_or(0) / 400
}
