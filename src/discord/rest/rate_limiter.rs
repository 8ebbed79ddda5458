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

/// Spaces requests. Shared by reference.
#[derive(Debug)]
pub struct RateLimiter {
    per_second: usize,
    sent: Mutex<VecDeque<Instant>>,
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
            per_second: usize::try_from(per_second.max(1)).unwrap_or(usize::MAX),
            sent: Mutex::default(),
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
            let free_at = {
                let mut sent = self.sent.lock().unwrap_or_else(PoisonError::into_inner);
                let now = Instant::now();
                while sent
                    .front()
                    .is_some_and(|&at| now.duration_since(at) >= Duration::from_secs(1))
                {
                    sent.pop_front();
                }
                if sent.len() < self.per_second {
                    sent.push_back(now);
                    return;
                }
                sent.front().map_or(now, |&at| at + Duration::from_secs(1))
            };
            sleep_until(free_at).await;
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

    #[tokio::test(start_paused = true)]
    async fn no_second_sees_more_than_allowed() {
        let rate_limiter = RateLimiter::new(45);
        let start = Instant::now();
        let mut times = Vec::new();
        for number in 0..200 {
            drop(rate_limiter.acquire(&number.to_string(), LONG).await);
            times.push(start.elapsed());
        }
        for (index, &from) in times.iter().enumerate() {
            let within =
                times[index..].iter().filter(|&&at| at - from < Duration::from_secs(1)).count();
            assert!(within <= 45, "{within} within a second from {from:?}");
        }
        assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    }

    #[tokio::test(start_paused = true)]
    async fn a_spent_bucket_waits_for_its_reset_and_others_do_not() {
        let rate_limiter = RateLimiter::new(1_000);
        let start = Instant::now();
        let spent = Headers { remaining: Some(0), reset_after: Some(Duration::from_secs(5)) };
        if let Ok(permit) = rate_limiter.acquire("a", LONG).await {
            permit.answered(spent);
        }
        drop(rate_limiter.acquire("b", LONG).await);
        assert_eq!(start.elapsed(), Duration::ZERO);
        assert_eq!(
            rate_limiter.acquire("a", Duration::from_secs(1)).await.map(|_| ()),
            Err(Duration::from_secs(5))
        );
        drop(rate_limiter.acquire("a", LONG).await);
        assert_eq!(start.elapsed().as_secs(), 5);
        rate_limiter.close(Duration::from_secs(10));
        drop(rate_limiter.acquire("b", LONG).await);
        assert_eq!(start.elapsed().as_secs(), 15);
    }
}
