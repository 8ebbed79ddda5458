//! Where the time comes from. The one place that asks the machine for it.

use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Duration, Utc};

/// A moment, in UTC.
pub type Time = DateTime<Utc>;

/// Tells the time. Services ask once for each use case and pass the answer on.
pub trait Clock: Send + Sync + 'static {
    /// Now, cut to milliseconds: what the database keeps.
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

/// The machine's clock, moved ahead by hand: lets a test reach tomorrow at once.
#[derive(Debug, Default)]
pub struct ManualClock {
    ahead_milliseconds: AtomicI64,
}

impl ManualClock {
    /// Moves the time on (or back, by a negative duration).
    pub fn advance(&self, by: Duration) {
        self.ahead_milliseconds.fetch_add(by.num_milliseconds(), Ordering::SeqCst);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Time {
        SystemClock.now() + Duration::milliseconds(self.ahead_milliseconds.load(Ordering::SeqCst))
    }
}
