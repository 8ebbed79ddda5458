//! Trouble on purpose: what the bot meets on the way to Discord and cannot see coming.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::rate::{Limiter, Limits, Scope};

/// What goes wrong.
#[derive(Debug, Clone, PartialEq)]
pub enum Trouble {
    /// Refuse with this status and code, without applying anything.
    Before {
        /// The HTTP status.
        status: u16,
        /// Discord's code.
        code: u32,
    },
    /// Apply the request, then cut the connection without an answer.
    After,
    /// Cut the connection without applying anything.
    Cut,
    /// Take the request and never answer.
    Hang,
    /// Answer this much later.
    Slow(Duration),
    /// Refuse with a 429.
    RateLimit {
        /// How long to wait, in seconds.
        retry_after: f64,
        /// Whom it is about.
        scope: Scope,
    },
    /// Refuse with a 429 that is a page of HTML, as Cloudflare does.
    HtmlRateLimit,
}

/// One planned trouble, and how often it came.
#[derive(Debug, Clone, PartialEq)]
pub struct Planned {
    /// `None` for any method.
    pub method: Option<String>,
    /// A route template; `None` for any.
    pub route: Option<String>,
    /// What goes wrong.
    pub trouble: Trouble,
    /// How often it still will; `None` without end.
    pub left: Option<u64>,
    /// How often it did.
    pub fired: u64,
    /// How many matching requests pass before it begins.
    pub skip: u64,
}

/// A handle to a plan of troubles. A route is written `POST /channels/{channel}/messages`; the
/// names in braces do not matter, a missing method means any, `*` alone means every route of
/// Discord's. With IDs instead of names it is about one place: `POST /channels/42/messages`. The
/// host of files is at `GET /attachments/{channel}/{file}/{name}`.
#[derive(Clone)]
pub struct Faults {
    plan: Arc<Mutex<Vec<Planned>>>,
    limiter: Limiter,
}

impl Faults {
    /// A handle without any trouble planned.
    pub fn new(limiter: Limiter) -> Self {
        Self { plan: Arc::default(), limiter }
    }

    fn plan(&self) -> std::sync::MutexGuard<'_, Vec<Planned>> {
        self.plan.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Plans a trouble: after `skip` matching requests, `times` times (`None`: until
    /// [`Faults::clear`]). Later plans come after earlier ones for the same request.
    pub fn plan_trouble(&self, route: &str, skip: u64, times: Option<u64>, trouble: Trouble) {
        let (method, path) = split_route(route);
        self.plan().push(Planned { method, route: path, trouble, left: times, fired: 0, skip });
    }

    /// Refuses the next `times` requests with a status and a code; nothing is applied.
    pub fn fail_before(&self, route: &str, times: u64, status: u16, code: u32) {
        self.plan_trouble(route, 0, Some(times), Trouble::Before { status, code });
    }

    /// Applies the next `times` requests, then cuts the connection without an answer.
    pub fn fail_after(&self, route: &str, times: u64) {
        self.plan_trouble(route, 0, Some(times), Trouble::After);
    }

    /// Cuts the connection of the next `times` requests; nothing is applied.
    pub fn cut(&self, route: &str, times: u64) {
        self.plan_trouble(route, 0, Some(times), Trouble::Cut);
    }

    /// Takes the next `times` requests and never answers; nothing is applied.
    pub fn hang(&self, route: &str, times: u64) {
        self.plan_trouble(route, 0, Some(times), Trouble::Hang);
    }

    /// Answers every matching request later, until [`Faults::clear`].
    pub fn slow(&self, route: &str, by: Duration) {
        self.plan_trouble(route, 0, None, Trouble::Slow(by));
    }

    /// Refuses the next `times` requests with a 429 that asks to wait `retry_after` seconds.
    pub fn rate_limit(&self, route: &str, times: u64, retry_after: f64, scope: Scope) {
        self.plan_trouble(route, 0, Some(times), Trouble::RateLimit { retry_after, scope });
    }

    /// Refuses the next `times` requests with a page of HTML and status 429, as Cloudflare does.
    pub fn html_429(&self, route: &str, times: u64) {
        self.plan_trouble(route, 0, Some(times), Trouble::HtmlRateLimit);
    }

    /// Which limits hold. [`Limits::generous`] at the start.
    pub fn limits(&self, limits: Limits) {
        self.limiter.set(limits);
    }

    /// Cancels what is planned of some kind.
    pub fn cancel(&self, is_meant: impl Fn(&Trouble) -> bool) {
        self.plan().retain(|planned| !is_meant(&planned.trouble));
    }

    /// Which limits hold now.
    pub fn current_limits(&self) -> Limits {
        self.limiter.limits()
    }

    /// Cancels everything planned. How often things fired is forgotten too.
    pub fn clear(&self) {
        self.plan().clear();
    }

    /// Everything planned, in order, with how often it fired.
    pub fn planned(&self) -> Vec<Planned> {
        self.plan().clone()
    }

    /// How often troubles planned with this route fired.
    pub fn fired(&self, route: &str) -> u64 {
        let (method, path) = split_route(route);
        self.plan()
            .iter()
            .filter(|planned| planned.method == method && planned.route == path)
            .map(|planned| planned.fired)
            .sum()
    }

    /// How many requests were answered with 401, 403 or 429 (scope `shared` does not count):
    /// Discord bans an address after 10,000 of them in 10 minutes.
    pub fn invalid_requests(&self) -> u64 {
        self.limiter.invalid_requests()
    }

    /// Takes the trouble for a request, if one is planned: the first that matches and is neither
    /// used up nor still skipping.
    pub(crate) fn take(&self, method: &str, route: &str, path: &str) -> Option<Trouble> {
        self.take_if(method, route, path, |_| true)
    }

    /// The same for a file, which is not at a route of Discord's: what is planned for every route
    /// does not concern it.
    pub(crate) fn take_for_file(&self, method: &str, route: &str, path: &str) -> Option<Trouble> {
        self.take_if(method, route, path, |planned| planned.route.is_some())
    }

    fn take_if(
        &self,
        method: &str,
        route: &str,
        path: &str,
        concerns: impl Fn(&Planned) -> bool,
    ) -> Option<Trouble> {
        let mut plan = self.plan();
        if plan.is_empty() {
            return None;
        }
        let shape = shape(route);
        for planned in plan.iter_mut() {
            let fits = planned.method.as_deref().is_none_or(|wanted| wanted == method)
                && planned.route.as_deref().is_none_or(|wanted| wanted == shape || wanted == path);
            if !fits || !concerns(planned) || planned.left == Some(0) {
                continue;
            }
            if planned.skip > 0 {
                planned.skip -= 1;
                continue;
            }
            planned.fired += 1;
            if let Some(left) = &mut planned.left {
                *left -= 1;
            }
            return Some(planned.trouble.clone());
        }
        None
    }
}

/// "POST /a/{b}" becomes ("POST", "/a/{}").
fn split_route(route: &str) -> (Option<String>, Option<String>) {
    let (method, path) = match route.trim().split_once(' ') {
        Some((method, path)) => (Some(method), path.trim()),
        None if route.starts_with('/') || route == "*" => (None, route.trim()),
        None => (Some(route.trim()), "*"),
    };
    (
        method.filter(|method| *method != "*").map(str::to_uppercase),
        Some(path).filter(|path| *path != "*").map(shape),
    )
}

/// A template without the names in braces and without a version prefix, so that two spellings of
/// one route are equal.
fn shape(route: &str) -> String {
    let route = route.strip_prefix("/api/v10").unwrap_or(route);
    let segments =
        route.split('/').map(|segment| if segment.starts_with('{') { "{}" } else { segment });
    segments.collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults() -> Faults {
        Faults::new(Limiter::default())
    }

    #[test]
    fn a_plan_fires_as_often_as_it_says_on_the_route_it_names() {
        let faults = faults();
        faults.fail_after("POST /channels/{channel}/messages", 2);
        let take = |method| faults.take(method, "/channels/{id}/messages", "/channels/1/messages");
        assert_eq!(take("GET"), None);
        assert_eq!(take("POST"), Some(Trouble::After));
        assert_eq!(take("POST"), Some(Trouble::After));
        assert_eq!(take("POST"), None);
        assert_eq!(faults.fired("POST /channels/{c}/messages"), 2);
    }

    #[test]
    fn a_route_with_ids_is_about_one_place() {
        let faults = faults();
        faults.cut("POST /channels/2/messages", 1);
        let take = |path| faults.take("POST", "/channels/{id}/messages", path);
        assert_eq!(take("/channels/1/messages"), None);
        assert_eq!(take("/channels/2/messages"), Some(Trouble::Cut));
    }

    #[test]
    fn skipping_lets_the_first_ones_pass_and_a_star_means_all() {
        let faults = faults();
        faults.plan_trouble("*", 1, None, Trouble::Hang);
        assert_eq!(faults.take("GET", "/gateway", "/gateway"), None);
        assert_eq!(faults.take("PUT", "/x", "/x"), Some(Trouble::Hang));
        faults.clear();
        assert_eq!(faults.take("PUT", "/x", "/x"), None);
    }
}
