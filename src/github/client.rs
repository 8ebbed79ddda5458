//! Requests to GitHub's REST API, the few that we need. None is repeated here: a job is tried again
//! by the outbox, and it looks for what it may have made before.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use chrono::{DateTime, TimeDelta, Utc};
use reqwest::{Method, StatusCode, Url, header, header::HeaderMap, redirect::Policy};
use serde_json::{Value, json};
use tokio::{sync::Mutex as Turn, time::Instant};

use crate::domain::{Clock, FoundIssue, IssueState, Repository, Time};

use crate::github::model;

/// Timeout of a whole request. GitHub itself ends a request after 10 seconds (GitHub, "Timeouts").
const REQUEST_TIMEOUT: Duration = Duration::from_secs(15);
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// How long to pause if GitHub limits us and does not say for how long (GitHub, "Rate limits for
/// the REST API": at least one minute).
const PAUSE: TimeDelta = TimeDelta::minutes(1);
/// How many redirections are followed.
const REDIRECTIONS: usize = 3;
/// The kinds of errors of queries that mean that the token cannot see something.
const ABSENT: [&str; 3] = ["NOT_FOUND", "FORBIDDEN", "INSUFFICIENT_SCOPES"];
/// How many pages of issues are read to find one that may have been made.
const PAGES: usize = 10;

/// Why a request failed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// GitHub refused the request. It had no effect.
    #[error("GitHub answered {status}: {message}")]
    Refused {
        /// The HTTP status, 300 to 499.
        status: u16,
        /// GitHub's description of the error.
        message: String,
    },
    /// The request had no effect. Retry after this time.
    #[error("GitHub's rate limit is reached; it ends in {} s", .after.num_seconds())]
    Limited {
        /// How long to wait.
        after: TimeDelta,
    },
    /// The request may have taken effect: there was no response, or it was inconclusive.
    #[error("no conclusive answer from GitHub: {0}")]
    Unknown(String),
    /// The token is invalid or was revoked.
    #[error("GitHub doesn't accept the token in GITHUB_TOKEN")]
    Unauthorized,
}

impl Failure {
    /// Whether there is no such thing, or none that the token may see.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Refused { status: 301 | 404 | 410, .. })
    }

    /// Whether it was there, and is at another place now, or deleted, or turned off.
    pub fn is_elsewhere(&self) -> bool {
        matches!(self, Self::Refused { status: 301 | 302 | 307 | 308 | 410, .. })
    }
}

/// An answer of GitHub.
#[derive(Debug)]
pub struct Answer {
    /// The body; null if it has not changed since the last time.
    pub body: Value,
    /// What GitHub calls this version of it.
    pub etag: Option<String>,
}

/// How many requests GitHub still accepts, and until when that counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// How many requests.
    pub remaining: i64,
    /// For how long.
    pub resets_in: TimeDelta,
}

/// The client. One request at a time changes something, with a pause after it (GitHub, "Best
/// practices for using the REST API").
pub struct Client {
    http: reqwest::Client,
    /// The same, which also asks where GitHub says that something is now.
    following: reqwest::Client,
    base: String,
    token: String,
    pause: Duration,
    last_change: Turn<Option<Instant>>,
    /// Until when GitHub wants no request.
    resting_until: Mutex<Option<Time>>,
    budget: Mutex<Option<Budget>>,
    clock: Arc<dyn Clock>,
}

impl Client {
    /// A client of the API at an address. Between two requests that change something, there are
    /// `pause`.
    ///
    /// # Errors
    /// When the machine has no TLS roots.
    pub fn new(
        base: &str,
        token: &str,
        pause: Duration,
        clock: Arc<dyn Clock>,
    ) -> anyhow::Result<Self> {
        let built = |redirects| {
            reqwest::Client::builder()
                .timeout(REQUEST_TIMEOUT)
                .connect_timeout(CONNECT_TIMEOUT)
                .redirect(redirects)
                .user_agent(concat!("switchboard/", env!("CARGO_PKG_VERSION")))
                .build()
        };
        Ok(Self {
            http: built(Policy::none())?,
            following: built(on_the_same_host())?,
            base: base.to_owned(),
            token: token.to_owned(),
            pause,
            last_change: Turn::default(),
            resting_until: Mutex::default(),
            budget: Mutex::default(),
            clock,
        })
    }

    /// How many requests GitHub still accepts, as it said last.
    pub fn budget(&self) -> Option<Budget> {
        *self.budget.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns a repository, under the name that it has now.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn repository(&self, repository: &Repository) -> Result<Value, Failure> {
        let path = format!("/repos/{repository}");
        Ok(self.send_now(&self.following, Method::GET, &path, None, None).await?.body)
    }

    /// Returns an issue as it is now.
    ///
    /// # Errors
    /// See [`Failure`]; a pull request is refused as an issue that does not exist.
    pub async fn issue(&self, repository: &Repository, number: i64) -> Result<FoundIssue, Failure> {
        let path = format!("/repos/{repository}/issues/{number}");
        let answer = self.send(Method::GET, &path, None, None).await?;
        if !answer.body["pull_request"].is_null() {
            let message = "it is a pull request".to_owned();
            return Err(Failure::Refused { status: 404, message });
        }
        listed(&answer.body)
    }

    /// Makes an issue. GitHub cannot be told to do that only once, so a caller that tries again
    /// first looks for it with [`Client::find`].
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn create(
        &self,
        repository: &Repository,
        title: &str,
        body: &str,
    ) -> Result<FoundIssue, Failure> {
        let path = format!("/repos/{repository}/issues");
        let body = json!({ "title": title, "body": body });
        listed(&self.send(Method::POST, &path, Some(&body), None).await?.body)
    }

    /// Changes an issue.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn change(
        &self,
        repository: &Repository,
        number: i64,
        change: &Value,
    ) -> Result<FoundIssue, Failure> {
        let path = format!("/repos/{repository}/issues/{number}");
        listed(&self.send(Method::PATCH, &path, Some(change), None).await?.body)
    }

    /// Closes or opens an issue. GitHub ignores another reason of an issue that is closed, so it is
    /// opened first.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn set_state(
        &self,
        repository: &Repository,
        number: i64,
        (from, to): (Option<IssueState>, IssueState),
    ) -> Result<FoundIssue, Failure> {
        if to != IssueState::Open && from.is_some_and(|from| from != IssueState::Open) {
            self.change(repository, number, &json!({ "state": "open" })).await?;
        }
        self.change(repository, number, &state(to)).await
    }

    /// Looks for the issue whose body ends with a line, among those that were made since a time.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn find(
        &self,
        repository: &Repository,
        last_line: &str,
        since: Time,
    ) -> Result<Option<FoundIssue>, Failure> {
        for page in 1..=PAGES {
            let path = format!(
                "/repos/{repository}/issues?state=all&sort=created&direction=desc&per_page=100&page={page}"
            );
            let answer = self.send(Method::GET, &path, None, None).await?;
            let issues = answer.body.as_array().cloned().unwrap_or_default();
            for issue in &issues {
                let body = issue["body"].as_str().unwrap_or_default();
                if body.trim_end().lines().next_back() == Some(last_line) {
                    return Ok(Some(listed(issue)?));
                }
            }
            let oldest = issues.last().and_then(|issue| model::time(&issue["created_at"]));
            if oldest.is_none_or(|oldest| oldest < since) {
                return Ok(None);
            }
        }
        Ok(None)
    }

    /// Returns the issue of which another is a duplicate, if somebody has said so. The REST API
    /// does not contain it.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn original(
        &self,
        repository: &Repository,
        number: i64,
    ) -> Result<Option<(Repository, i64)>, Failure> {
        const QUERY: &str = "query($owner: String!, $name: String!, $number: Int!) { repository(owner: $owner, name: $name) { issue(number: $number) { timelineItems(last: 1, itemTypes: [MARKED_AS_DUPLICATE_EVENT]) { nodes { ... on MarkedAsDuplicateEvent { canonical { ... on Issue { number repository { nameWithOwner } } } } } } } } }";
        let (owner, name) = repository.as_str().split_once('/').unwrap_or_default();
        let variables = json!({ "owner": owner, "name": name, "number": number });
        let body = json!({ "query": QUERY, "variables": variables });
        let answer = self.send(Method::POST, "/graphql", Some(&body), None).await?.body;
        let nodes = &answer["data"]["repository"]["issue"]["timelineItems"]["nodes"];
        let original = &nodes[0]["canonical"];
        let of = original["repository"]["nameWithOwner"].as_str();
        Ok(of
            .zip(original["number"].as_i64())
            .map(|(of, number)| (Repository::stored(of.to_owned()), number)))
    }

    /// Returns a list, if it has changed since it had a name.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn list(&self, path: &str, etag: Option<&str>) -> Result<Answer, Failure> {
        self.send(Method::GET, path, None, etag).await
    }

    fn url(&self, path: &str) -> Result<Url, Failure> {
        // GitHub Enterprise Server has the other API beside this one, not below it.
        let base = match path {
            "/graphql" => self.base.strip_suffix("/v3").unwrap_or(&self.base),
            _ => &self.base,
        };
        Url::parse(&format!("{base}{path}")).map_err(|error| Failure::Unknown(error.to_string()))
    }

    async fn send(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
        etag: Option<&str>,
    ) -> Result<Answer, Failure> {
        let changes = matches!(method, Method::PATCH | Method::POST) && path != "/graphql";
        if !changes {
            return self.send_now(&self.http, method, path, body, etag).await;
        }
        let mut last = self.last_change.lock().await;
        if let Some(last) = *last {
            tokio::time::sleep_until(last + self.pause).await;
        }
        let answer = self.send_now(&self.http, method, path, body, etag).await;
        *last = Some(Instant::now());
        answer
    }

    async fn send_now(
        &self,
        http: &reqwest::Client,
        method: Method,
        path: &str,
        body: Option<&Value>,
        etag: Option<&str>,
    ) -> Result<Answer, Failure> {
        self.must_not_rest()?;
        let mut request = http
            .request(method, self.url(path)?)
            .bearer_auth(&self.token)
            .header(header::ACCEPT, "application/vnd.github+json")
            .header("X-GitHub-Api-Version", "2022-11-28");
        if let Some(body) = body {
            request = request.json(body);
        }
        if let Some(etag) = etag {
            request = request.header(header::IF_NONE_MATCH, etag);
        }
        // Without the address: what it contains is in the span of the job.
        let unknown = |error: reqwest::Error| Failure::Unknown(error.without_url().to_string());
        let response = request.send().await.map_err(unknown)?;
        let (status, headers) = (response.status(), response.headers().clone());
        // Queries have a budget of their own.
        if path != "/graphql" {
            self.note_budget(&headers);
        }
        let etag = text(&headers, header::ETAG.as_str()).map(str::to_owned);
        if status == StatusCode::NOT_MODIFIED {
            return Ok(Answer { body: Value::Null, etag });
        }
        let bytes = response.bytes().await.map_err(unknown)?;
        let body: Value = serde_json::from_slice(&bytes).unwrap_or_default();
        if status.is_success() {
            if body.is_null() {
                return Err(Failure::Unknown("the answer isn't JSON".to_owned()));
            }
            return match failed_query(&body, &headers).filter(|_| path == "/graphql") {
                Some(failure) => Err(failure),
                None => Ok(Answer { body, etag }),
            };
        }
        Err(self.failure(status, &headers, &body))
    }

    fn failure(&self, status: StatusCode, headers: &HeaderMap, body: &Value) -> Failure {
        // At most a line, since it is logged. GitHub does not repeat what was sent.
        let message: String =
            body["message"].as_str().unwrap_or("no description").chars().take(200).collect();
        match status {
            StatusCode::UNAUTHORIZED => return Failure::Unauthorized,
            status if status.is_server_error() => return Failure::Unknown(status.to_string()),
            _ => {}
        }
        let is_used_up = text(headers, "x-ratelimit-remaining") == Some("0");
        let asks_to_wait = headers.contains_key(header::RETRY_AFTER);
        let is_limit = status == StatusCode::TOO_MANY_REQUESTS
            || (status == StatusCode::FORBIDDEN
                && (is_used_up || asks_to_wait || message.contains("rate limit")));
        if !is_limit {
            return Failure::Refused { status: status.as_u16(), message };
        }
        let named = number(headers, header::RETRY_AFTER.as_str()).map(TimeDelta::seconds);
        let reset = budget(headers).filter(|_| is_used_up).map(|budget| budget.resets_in);
        let after = named.or(reset).unwrap_or(PAUSE).max(TimeDelta::seconds(1));
        *self.resting_until.lock().unwrap_or_else(PoisonError::into_inner) =
            Some(self.clock.now() + after);
        Failure::Limited { after }
    }

    /// GitHub may lock out who goes on asking while it is limited.
    fn must_not_rest(&self) -> Result<(), Failure> {
        let until = *self.resting_until.lock().unwrap_or_else(PoisonError::into_inner);
        let left = until.map(|until| until - self.clock.now());
        match left.filter(|left| *left > TimeDelta::zero()) {
            Some(after) => Err(Failure::Limited { after }),
            None => Ok(()),
        }
    }

    fn note_budget(&self, headers: &HeaderMap) {
        if let Some(budget) = budget(headers) {
            *self.budget.lock().unwrap_or_else(PoisonError::into_inner) = Some(budget);
        }
    }
}

/// Follows redirections, but never to another host: the token goes nowhere else.
fn on_the_same_host() -> Policy {
    Policy::custom(|attempt| {
        let is_same = attempt.previous().first().map(Url::origin) == Some(attempt.url().origin());
        if is_same && attempt.previous().len() <= REDIRECTIONS {
            attempt.follow()
        } else {
            attempt.stop()
        }
    })
}

/// Why a query has failed. GitHub's status is 200 all the same. What the token may not see is
/// absent, and no failure.
fn failed_query(body: &Value, headers: &HeaderMap) -> Option<Failure> {
    let errors = body["errors"].as_array()?;
    let kind = |error: &Value| error["type"].as_str().unwrap_or_default().to_owned();
    let first = errors.iter().find(|error| !ABSENT.contains(&&*kind(error)))?;
    if kind(first).starts_with("RATE_LIMIT") {
        let after = budget(headers).map_or(PAUSE, |budget| budget.resets_in.max(PAUSE));
        return Some(Failure::Limited { after });
    }
    Some(Failure::Unknown(format!("a query failed: {}", kind(first))))
}

/// What makes an issue stand like this.
fn state(state: IssueState) -> Value {
    match state {
        IssueState::Open => json!({ "state": "open" }),
        closed => json!({ "state": "closed", "state_reason": closed.into_str() }),
    }
}

fn listed(body: &Value) -> Result<FoundIssue, Failure> {
    let url = body["html_url"].as_str().filter(|url| is_address(url)).map(str::to_owned);
    model::issue(body)
        .map(|(number, seen)| FoundIssue { number, url, seen })
        .ok_or_else(|| Failure::Unknown("the answer isn't an issue".to_owned()))
}

/// Whether a text can be the address in a link.
fn is_address(text: &str) -> bool {
    (text.starts_with("https://") || text.starts_with("http://"))
        && text.bytes().all(|byte| byte.is_ascii_graphic() && !b"()<>[]".contains(&byte))
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

fn number(headers: &HeaderMap, name: &str) -> Option<i64> {
    text(headers, name)?.trim().parse().ok()
}

/// What the headers say, by GitHub's own clock.
fn budget(headers: &HeaderMap) -> Option<Budget> {
    let remaining = number(headers, "x-ratelimit-remaining")?;
    let reset = DateTime::<Utc>::from_timestamp(number(headers, "x-ratelimit-reset")?, 0)?;
    let now = DateTime::parse_from_rfc2822(text(headers, header::DATE.as_str())?).ok()?;
    Some(Budget { remaining, resets_in: reset - now.to_utc() })
}
