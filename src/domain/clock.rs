//! The source of the time. Only this module asks the machine for it.

use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Duration, Utc};

/// A moment, in UTC.
pub type Time = DateTime<Utc>;

/// A source of the time. A use case asks once and passes the time on.
pub trait Clock: Send + Sync + 'static {
    /// Returns the current time, truncated to milliseconds, the precision of the database.
    fn now(&self) -> Time;
}

/// The machine's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Time {
        #[expect(clippy::disallowed_methods, reason = "this is the one place where time enters")]
        let now = Utc::now();
        DateTime::from_timestamp_millis(now.timestamp_millis()).unwrap_or(now)
    }
}

/// The machine's clock plus an offset, so that a test can move the time forward.
#[derive(Debug, Default)]
pub struct ManualClock {
    ahead_milliseconds: AtomicI64,
}

impl ManualClock {
    /// Moves the time forward, or back by a negative duration.
    pub fn advance(&self, by: Duration) {
        self.ahead_milliseconds.fetch_add(by.num_milliseconds(), Ordering::SeqCst);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Time {
        SystemClock.now() + Duration::milliseconds(self.ahead_milliseconds.load(Ordering::SeqCst))
    }
}
