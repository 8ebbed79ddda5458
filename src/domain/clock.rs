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

/// A clock that stands still until it is moved by hand, so that in a test only what the test says
/// takes time.
#[derive(Debug)]
pub struct ManualClock {
    /// Milliseconds since 1970.
    milliseconds: AtomicI64,
}

impl ManualClock {
    /// Creates a clock that shows this time.
    pub fn at(time: Time) -> Self {
        Self { milliseconds: AtomicI64::new(time.timestamp_millis()) }
    }

    /// Moves the time forward, or back by a negative duration.
    pub fn advance(&self, by: Duration) {
        self.milliseconds.fetch_add(by.num_milliseconds(), Ordering::SeqCst);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Time {
        DateTime::from_timestamp_millis(self.milliseconds.load(Ordering::SeqCst))
            .unwrap_or_default()
    }
}
