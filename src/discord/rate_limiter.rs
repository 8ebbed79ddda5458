//! The one rate_limiter through which every request to Discord passes: so many a second in all, one
//! at a time for each route and channel, and none while Discord says wait (Discord, "Rate Limits").

use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use tokio::{
    sync::{Mutex as AsyncMutex, OwnedMutexGuard},
    time::{Instant, sleep_until, timeout},
};

/// When to come back after waiting in vain behind others.
const AFTER_OTHERS: Duration = Duration::from_secs(1);
/// Buckets kept before those that rest are forgotten.
const BUCKETS: usize = 2_048;

/// What an answer said of its bucket.
#[derive(Clone, Copy, Debug, Default)]
pub struct Headers {
    pub remaining: Option<u32>,
    /// Until the bucket is full again.
    pub reset_after: Option<Duration>,
}

/// A bucket: a route and the channel, server or webhook that it is about.
#[derive(Debug, Default)]
struct Bucket {
    /// Nothing is sent before.
    closed_until: Option<Instant>,
}

/// The rate_limiter. Cheap to share.
#[derive(Debug)]
pub struct RateLimiter {
    a_second: usize,
    sent: Mutex<VecDeque<Instant>>,
    /// Discord closed everything until then.
    closed_until: Mutex<Option<Instant>>,
    buckets: Mutex<HashMap<String, Arc<AsyncMutex<Bucket>>>>,
}

/// The right to send one request of a bucket. Give it back with what the answer said.
#[derive(Debug)]
pub struct Permit {
    bucket: OwnedMutexGuard<Bucket>,
}

impl Permit {
    /// Notes what the answer said of the bucket.
    pub fn answered(mut self, headers: Headers) {
        if headers.remaining == Some(0) {
            self.bucket.closed_until = headers.reset_after.map(|after| Instant::now() + after);
        }
    }

    /// Notes that the bucket is closed for a while.
    pub fn limited(mut self, after: Duration) {
        self.bucket.closed_until = Some(Instant::now() + after);
    }
}

impl RateLimiter {
    /// A rate_limiter that lets so many requests through in any one second.
    pub fn new(a_second: u32) -> Self {
        Self {
            a_second: usize::try_from(a_second.max(1)).unwrap_or(usize::MAX),
            sent: Mutex::default(),
            closed_until: Mutex::default(),
            buckets: Mutex::default(),
        }
    }

    /// Waits for the right to send a request of a bucket.
    ///
    /// # Errors
    /// How long it would take, when that is longer than `auto_close`: the caller has better things
    /// to do meanwhile.
    pub async fn pass(&self, bucket: &str, auto_close: Duration) -> Result<Permit, Duration> {
        // Others of the same bucket go first; that they take long says nothing of how long we
        // would.
        let Ok(bucket) = timeout(auto_close, self.bucket(bucket).lock_owned()).await else {
            return Err(AFTER_OTHERS);
        };
        if let Some(until) = bucket.closed_until {
            wait(until, auto_close).await?;
        }
        let closed = *self.closed_until.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(until) = closed {
            wait(until, auto_close).await?;
        }
        self.turn().await;
        Ok(Permit { bucket })
    }

    /// Closes the rate_limiter for everything.
    pub fn close(&self, after: Duration) {
        *self.closed_until.lock().unwrap_or_else(PoisonError::into_inner) =
            Some(Instant::now() + after);
    }

    fn bucket(&self, name: &str) -> Arc<AsyncMutex<Bucket>> {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= BUCKETS {
            // One that nobody uses and that is open tells us nothing.
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

    /// Waits until fewer than the allowed number were sent in the second before.
    async fn turn(&self) {
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
                if sent.len() < self.a_second {
                    sent.push_back(now);
                    return;
                }
                sent.front().map_or(now, |&at| at + Duration::from_secs(1))
            };
            sleep_until(free_at).await;
        }
    }
}

async fn wait(until: Instant, auto_close: Duration) -> Result<(), Duration> {
    let left = until.saturating_duration_since(Instant::now());
    if left > auto_close {
        return Err(left);
    }
    sleep_until(until).await;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATIENT: Duration = Duration::from_secs(60);

    #[tokio::test(start_paused = true)]
    async fn no_second_sees_more_than_allowed() {
        let rate_limiter = RateLimiter::new(45);
        let start = Instant::now();
        let mut times = Vec::new();
        for number in 0..200 {
            drop(rate_limiter.pass(&number.to_string(), PATIENT).await);
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
        if let Ok(pass) = rate_limiter.pass("a", PATIENT).await {
            pass.answered(spent);
        }
        drop(rate_limiter.pass("b", PATIENT).await);
        assert_eq!(start.elapsed(), Duration::ZERO);
        assert_eq!(
            rate_limiter.pass("a", Duration::from_secs(1)).await.map(|_| ()),
            Err(Duration::from_secs(5))
        );
        drop(rate_limiter.pass("a", PATIENT).await);
        assert_eq!(start.elapsed().as_secs(), 5);
        rate_limiter.close(Duration::from_secs(10));
        drop(rate_limiter.pass("b", PATIENT).await);
        assert_eq!(start.elapsed().as_secs(), 15);
    }
}
