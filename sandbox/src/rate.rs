//! Rate limits as Discord announces them: a bucket per route, method and top-level resource, one
//! for all routes, and hidden ones (documentation, topics/rate-limits). Times are the machine's,
//! not the world's.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// Whom a 429 is about: the bot on this route, the bot everywhere, or everybody on this resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// This bot, this route.
    User,
    /// This bot, all routes.
    Global,
    /// All users of the resource; does not count as an invalid request.
    Shared,
}

impl Scope {
    /// The value of `X-RateLimit-Scope`.
    pub fn word(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Global => "global",
            Self::Shared => "shared",
        }
    }
}

/// How many requests a bucket takes in how long.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Allowance {
    /// Requests.
    pub count: u32,
    /// The window, which begins with its first request.
    pub window: Duration,
}

impl Allowance {
    /// `count` requests in `seconds`.
    pub fn per(count: u32, seconds: f64) -> Self {
        Self { count, window: Duration::from_secs_f64(seconds) }
    }
}

/// Which limits hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Limits {
    /// By method and path template (names in braces are written `{}`), for those that differ from
    /// `other`.
    pub routes: Vec<(&'static str, &'static str, Allowance)>,
    /// For every other route.
    pub other: Allowance,
    /// Over all routes but those of interactions; Discord's is 50 a second.
    pub global: Option<Allowance>,
    /// Renames and new topics of one channel, which no header announces.
    pub renames: Option<Allowance>,
    /// Edits of messages older than an hour, per channel (30046).
    pub old_edits: Option<Allowance>,
}

impl Limits {
    /// Limits that no reasonable bot meets.
    pub fn generous() -> Self {
        Self {
            routes: Vec::new(),
            other: Allowance::per(100_000, 1.0),
            global: None,
            renames: None,
            old_edits: None,
        }
    }

    /// What is known of Discord's: 50 a second over all, 5 messages in 5 seconds per channel, 2
    /// renames in 10 minutes. Only the first is documented; the others were observed and may
    /// change.
    pub fn discord() -> Self {
        Self {
            routes: vec![
                ("POST", "/channels/{}/messages", Allowance::per(5, 5.0)),
                ("PATCH", "/channels/{}/messages/{}", Allowance::per(5, 5.0)),
                ("DELETE", "/channels/{}/messages/{}", Allowance::per(5, 1.0)),
                ("GET", "/channels/{}/messages", Allowance::per(5, 5.0)),
                ("PUT", "/channels/{}/messages/{}/reactions/{}/@me", Allowance::per(1, 0.25)),
                ("DELETE", "/channels/{}/messages/{}/reactions/{}/@me", Allowance::per(1, 0.25)),
                ("POST", "/channels/{}/messages/{}/threads", Allowance::per(50, 300.0)),
                ("POST", "/channels/{}/threads", Allowance::per(50, 300.0)),
                ("POST", "/channels/{}/typing", Allowance::per(5, 5.0)),
                ("PATCH", "/channels/{}", Allowance::per(10, 15.0)),
                ("GET", "/guilds/{}/members", Allowance::per(10, 10.0)),
                ("GET", "/guilds/{}/members/search", Allowance::per(10, 10.0)),
                ("GET", "/gateway/bot", Allowance::per(2, 5.0)),
            ],
            other: Allowance::per(50, 10.0),
            global: Some(Allowance::per(50, 1.0)),
            renames: Some(Allowance::per(2, 600.0)),
            old_edits: Some(Allowance::per(3, 6.0)),
        }
    }

    /// Limits that every bot meets at once: to see how it waits.
    pub fn tight() -> Self {
        Self {
            other: Allowance::per(1, 2.0),
            global: Some(Allowance::per(5, 1.0)),
            ..Self::generous()
        }
    }

    fn allowance(&self, method: &str, shape: &str) -> Allowance {
        let found = self.routes.iter().find(|(of, route, _)| *of == method && *route == shape);
        found.map_or(self.other, |(_, _, allowance)| *allowance)
    }
}

/// Counts requests. A handle: clones count together.
#[derive(Clone)]
pub struct Limiter(Arc<Mutex<Counts>>);

struct Counts {
    limits: Limits,
    buckets: HashMap<(u64, String), Bucket>,
    invalid: u64,
}

#[derive(Clone, Copy)]
struct Bucket {
    left: u32,
    ends: Instant,
}

impl Bucket {
    /// Takes one request; the error is how long to wait.
    fn take(&mut self, allowance: Allowance, now: Instant) -> Result<(), Duration> {
        if now >= self.ends {
            *self = Self { left: allowance.count, ends: now + allowance.window };
        }
        if self.left == 0 {
            return Err(self.ends - now);
        }
        self.left -= 1;
        Ok(())
    }
}

/// What the limiter says to one request.
pub struct Verdict {
    /// Headers for the answer, whatever it is.
    pub headers: HeaderMap,
    /// A refusal, when the request is too much.
    pub refusal: Option<Response>,
}

impl Default for Limiter {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(Counts {
            limits: Limits::generous(),
            buckets: HashMap::new(),
            invalid: 0,
        })))
    }
}

impl Limiter {
    fn counts(&self) -> std::sync::MutexGuard<'_, Counts> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets other limits hold; everything counted so far is forgotten.
    pub fn set(&self, limits: Limits) {
        let mut counts = self.counts();
        counts.limits = limits;
        counts.buckets.clear();
    }

    /// The limits that hold.
    pub fn limits(&self) -> Limits {
        self.counts().limits.clone()
    }

    /// Answers with 401, 403 or 429 so far, without those of scope `shared`.
    pub fn invalid_requests(&self) -> u64 {
        self.counts().invalid
    }

    /// Counts an answer that Discord counts towards a ban.
    pub(crate) fn count_invalid(&self) {
        self.counts().invalid += 1;
    }

    /// Counts a request. `shape` is the path template with `{}` for names, `resource` the top-level
    /// resource's id (and token).
    pub(crate) fn check(&self, method: &str, shape: &str, resource: &str) -> Verdict {
        let now = Instant::now();
        let hash = bucket_hash(method, shape);
        let mut counts = self.counts();
        if counts.buckets.len() > 20_000 {
            counts.buckets.retain(|_, bucket| bucket.ends > now);
        }
        let interaction = shape.starts_with("/interactions/") || shape.starts_with("/webhooks/");
        if let Some(global) = counts.limits.global
            && !interaction
        {
            let bucket =
                counts.buckets.entry((0, String::new())).or_insert(Bucket { left: 0, ends: now });
            if let Err(wait) = bucket.take(global, now) {
                return Verdict {
                    headers: HeaderMap::new(),
                    refusal: Some(refusal(wait.as_secs_f64(), Scope::Global, None)),
                };
            }
        }
        let allowance = counts.limits.allowance(method, shape);
        let bucket = counts
            .buckets
            .entry((hash, resource.to_owned()))
            .or_insert(Bucket { left: 0, ends: now });
        let taken = bucket.take(allowance, now);
        let after = bucket.ends.saturating_duration_since(now).as_secs_f64();
        let reset = crate::world::machine_time().timestamp_micros() as f64 / 1e6 + after;
        let mut headers = HeaderMap::with_capacity(6);
        let mut put = |name: &'static str, value: String| {
            if let Ok(value) = HeaderValue::from_str(&value) {
                headers.insert(HeaderName::from_static(name), value);
            }
        };
        put("x-ratelimit-limit", allowance.count.to_string());
        put("x-ratelimit-remaining", bucket.left.to_string());
        put("x-ratelimit-reset", format!("{reset:.3}"));
        put("x-ratelimit-reset-after", format!("{after:.3}"));
        put("x-ratelimit-bucket", format!("{hash:016x}"));
        Verdict {
            headers,
            refusal: taken.err().map(|wait| refusal(wait.as_secs_f64(), Scope::User, None)),
        }
    }

    /// Counts a rename or a new topic of a channel; the error is a 429 although headers announce
    /// more.
    pub(crate) fn rename(&self, channel: u64) -> Result<(), Box<Response>> {
        let allowance = self.counts().limits.renames;
        self.hidden(1, channel, allowance, None)
    }

    /// Counts an edit of a message that is older than an hour.
    pub(crate) fn old_edit(&self, channel: u64) -> Result<(), Box<Response>> {
        let allowance = self.counts().limits.old_edits;
        self.hidden(2, channel, allowance, Some(30046))
    }

    fn hidden(
        &self,
        which: u64,
        channel: u64,
        allowance: Option<Allowance>,
        code: Option<u32>,
    ) -> Result<(), Box<Response>> {
        let Some(allowance) = allowance else { return Ok(()) };
        let now = Instant::now();
        let mut counts = self.counts();
        let bucket = counts
            .buckets
            .entry((which, channel.to_string()))
            .or_insert(Bucket { left: 0, ends: now });
        bucket
            .take(allowance, now)
            .map_err(|wait| Box::new(refusal(wait.as_secs_f64(), Scope::User, code)))
    }
}

fn bucket_hash(method: &str, shape: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (method, shape).hash(&mut hasher);
    // The smallest numbers belong to the global and hidden buckets.
    hasher.finish() | 1 << 32
}

/// A 429 with its body and headers. `retry_after` is in seconds; the header rounds up, as Discord's
/// does.
pub fn refusal(retry_after: f64, scope: Scope, code: Option<u32>) -> Response {
    let retry_after = (retry_after * 1000.0).ceil() / 1000.0;
    let message = if scope == Scope::Shared {
        "The resource is being rate limited."
    } else {
        "You are being rate limited."
    };
    let mut body =
        json!({ "message": message, "retry_after": retry_after, "global": scope == Scope::Global });
    if let Some(code) = code {
        body["code"] = json!(code);
    }
    let mut answer = (StatusCode::TOO_MANY_REQUESTS, axum::Json(body)).into_response();
    let headers = answer.headers_mut();
    if let Ok(seconds) = HeaderValue::from_str(&format!("{}", retry_after.ceil().max(1.0))) {
        headers.insert(header::RETRY_AFTER, seconds);
    }
    headers.insert("x-ratelimit-scope", HeaderValue::from_static(scope.word()));
    headers.insert("via", HeaderValue::from_static("1.1 sandbox"));
    if scope == Scope::Global {
        headers.insert("x-ratelimit-global", HeaderValue::from_static("true"));
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    const POST: &str = "/channels/{}/messages";

    #[test]
    fn the_sixth_message_in_five_seconds_is_refused_and_other_channels_are_not() {
        let limiter = Limiter::default();
        limiter.set(Limits { global: None, ..Limits::discord() });
        for left in (0..5).rev() {
            let verdict = limiter.check("POST", POST, "1");
            assert!(verdict.refusal.is_none());
            assert_eq!(verdict.headers["x-ratelimit-remaining"], left.to_string().as_str());
        }
        let refusal = limiter.check("POST", POST, "1").refusal.expect("the sixth is too much");
        assert_eq!(refusal.status(), 429);
        assert_eq!(refusal.headers()["x-ratelimit-scope"], "user");
        assert_eq!(refusal.headers()["retry-after"], "5");
        assert!(limiter.check("POST", POST, "2").refusal.is_none());
    }

    #[test]
    fn the_global_limit_spares_interactions() {
        let limiter = Limiter::default();
        limiter.set(Limits { global: Some(Allowance::per(1, 60.0)), ..Limits::generous() });
        assert!(limiter.check("GET", "/a", "").refusal.is_none());
        let refusal = limiter.check("GET", "/b", "").refusal.expect("only one is allowed");
        assert_eq!(refusal.headers()["x-ratelimit-global"], "true");
        assert!(limiter.check("POST", "/interactions/{}/{}/callback", "").refusal.is_none());
    }

    #[test]
    fn buckets_are_named_per_route() {
        let limiter = Limiter::default();
        let bucket =
            |method, shape| limiter.check(method, shape, "").headers["x-ratelimit-bucket"].clone();
        assert_eq!(bucket("GET", POST), bucket("GET", POST));
        assert_ne!(bucket("GET", POST), bucket("POST", POST));
    }
}
