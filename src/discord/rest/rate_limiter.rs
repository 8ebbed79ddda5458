//! The rate limiter that every request to Discord passes through. It allows a number of requests
//! per second overall, one request at a time for each bucket, and none while Discord asks us to
//! wait (Discord, "Rate Limits").

use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use tokio::{
    sync::{Mutex as AsyncMutex, OwnedMutexGuard},
    time::{Instant, sleep_until, timeout},
};

const SECOND: Duration = Duration::from_secs(1);
/// When to try again if other requests kept a bucket busy for the whole wait.
const RETRY_BUSY_BUCKET: Duration = Duration::from_secs(1);
/// Above this number, idle buckets are dropped from memory.
const MAX_BUCKETS: usize = 2_048;

/// The rate limit headers of a response.
#[derive(Clone, Copy, Debug, Default)]
pub struct Headers {
    /// How many requests the bucket still allows.
    pub remaining: Option<u32>,
    /// How long until the bucket is full again.
    pub reset_after: Option<Duration>,
}

/// A route together with the channel, server or webhook that it concerns.
#[derive(Debug, Default)]
struct Bucket {
    /// No request is sent before this time.
    closed_until: Option<Instant>,
}

/// The requests of the last second, of all buckets.
#[derive(Debug)]
struct Quota {
    per_second: usize,
    sent: VecDeque<Instant>,
}

impl Quota {
    /// Counts a request that is sent now.
    ///
    /// # Errors
    /// Returns when the next request may be sent, if there were too many in the last second.
    fn take(&mut self, now: Instant) -> Result<(), Instant> {
        let is_over = |at: &Instant| now.duration_since(*at) >= SECOND;
        while self.sent.front().is_some_and(is_over) {
            self.sent.pop_front();
        }
        match self.sent.front() {
            Some(&oldest) if self.sent.len() >= self.per_second => Err(oldest + SECOND),
            _ => {
                self.sent.push_back(now);
                Ok(())
            }
        }
    }
}

/// Spaces requests. Shared by reference.
#[derive(Debug)]
pub struct RateLimiter {
    quota: Mutex<Quota>,
    /// Set while Discord has closed the whole interface to us.
    closed_until: Mutex<Option<Instant>>,
    buckets: Mutex<HashMap<String, Arc<AsyncMutex<Bucket>>>>,
}

/// Permission to send one request of a bucket. Report the response with [`Permit::answered`] or
/// [`Permit::limited`].
#[derive(Debug)]
pub struct Permit {
    bucket: OwnedMutexGuard<Bucket>,
}

impl Permit {
    /// Records the rate limit headers of the response.
    pub fn answered(mut self, headers: Headers) {
        if headers.remaining == Some(0) {
            self.bucket.closed_until = headers.reset_after.map(|after| Instant::now() + after);
        }
    }

    /// Records that the bucket is closed for this long.
    pub fn limited(mut self, after: Duration) {
        self.bucket.closed_until = Some(Instant::now() + after);
    }
}

impl RateLimiter {
    /// Creates a limiter that allows `per_second` requests in any one second, at least one.
    pub fn new(per_second: u32) -> Self {
        Self {
            quota: Mutex::new(Quota {
                per_second: usize::try_from(per_second.max(1)).unwrap_or(usize::MAX),
                sent: VecDeque::new(),
            }),
            closed_until: Mutex::default(),
            buckets: Mutex::default(),
        }
    }

    /// Waits until a request of the bucket may be sent.
    ///
    /// # Errors
    /// Returns the time until a retry makes sense, if the wait would exceed `max_wait`.
    pub async fn acquire(&self, bucket: &str, max_wait: Duration) -> Result<Permit, Duration> {
        // Requests of one bucket queue here. If they take too long, that says nothing about how
        // long the bucket stays closed.
        let Ok(bucket) = timeout(max_wait, self.bucket(bucket).lock_owned()).await else {
            return Err(RETRY_BUSY_BUCKET);
        };
        if let Some(until) = bucket.closed_until {
            wait(until, max_wait).await?;
        }
        let closed = *self.closed_until.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(until) = closed {
            wait(until, max_wait).await?;
        }
        self.wait_for_quota().await;
        Ok(Permit { bucket })
    }

    /// Closes the whole interface for this long.
    pub fn close(&self, after: Duration) {
        *self.closed_until.lock().unwrap_or_else(PoisonError::into_inner) =
            Some(Instant::now() + after);
    }

    fn bucket(&self, name: &str) -> Arc<AsyncMutex<Bucket>> {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= MAX_BUCKETS {
            // A bucket that is open and unused holds no state worth keeping.
            let now = Instant::now();
            buckets.retain(|_, bucket| {
                Arc::strong_count(bucket) > 1
                    || bucket
                        .try_lock()
                        .map_or(true, |bucket| bucket.closed_until.is_some_and(|until| until > now))
            });
        }
        if let Some(bucket) = buckets.get(name) {
            return Arc::clone(bucket);
        }
        Arc::clone(buckets.entry(name.to_owned()).or_default())
    }

    /// Waits until fewer than `per_second` requests were sent in the last second, and counts this
    /// one.
    async fn wait_for_quota(&self) {
        loop {
            let taken =
                self.quota.lock().unwrap_or_else(PoisonError::into_inner).take(Instant::now());
            match taken {
                Ok(()) => return,
                Err(free_at) => sleep_until(free_at).await,
            }
        }
    }
}

async fn wait(until: Instant, max_wait: Duration) -> Result<(), Duration> {
    let left = until.saturating_duration_since(Instant::now());
    if left > max_wait {
        return Err(left);
    }
    sleep_until(until).await;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: Duration = Duration::from_secs(60);

    #[test]
    fn no_second_sees_more_than_allowed() {
        let mut quota = Quota { per_second: 45, sent: VecDeque::new() };
        let start = Instant::now();
        let (mut now, mut sent) = (start, Vec::new());
        while sent.len() < 200 {
            match quota.take(now) {
                Ok(()) => sent.push(now),
                Err(free_at) => {
                    assert!(free_at > now, "whoever waits gets on");
                    now = free_at;
                }
            }
        }
        for (index, &from) in sent.iter().enumerate() {
            let within = sent[index..].iter().filter(|&&at| at - from < SECOND).count();
            assert!(within <= 45, "{within} within a second from {from:?}");
        }
        assert_eq!(now - start, Duration::from_secs(4));
    }

    #[tokio::test]
    async fn a_spent_bucket_waits_for_its_reset_and_others_do_not() {
        let rate_limiter = RateLimiter::new(1_000);
        let spend = async |reset_after| {
            let permit = rate_limiter.acquire("a", LONG).await.expect("a permit");
            permit.answered(Headers { remaining: Some(0), reset_after: Some(reset_after) });
            Instant::now()
        };
        let (short, long) = (Duration::from_millis(20), Duration::from_secs(30));
        let spent_at = spend(short).await;
        assert!(rate_limiter.acquire("b", Duration::ZERO).await.is_ok());
        spend(long).await;
        assert!(spent_at.elapsed() >= short - Duration::from_millis(1), "it waited for the reset");
        let left = rate_limiter.acquire("a", SECOND).await.expect_err("it takes too long");
        assert!(left > SECOND && left <= long, "{left:?}");
        rate_limiter.close(long);
        assert!(rate_limiter.acquire("b", SECOND).await.is_err(), "the interface is closed");
    }
}
