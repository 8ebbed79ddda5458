//! A server in GitHub's place: it holds one repository with its issues, remembers each request, and
//! fails when it is told to. People act there too, and its webhook says so.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;
use switchboard::{
    config::{ApiUrl, GitHubConfig, Secret},
    domain::{Clock, ManualClock},
    http::{self, Health},
};
use tokio::net::TcpListener;

use crate::scene::{SETUP, Scene, community};

pub const SECRET: &str = "webhook-secret-of-the-tests";
const TOKEN: &str = "github_pat_of_the_tests";

/// What goes wrong with the next request that changes something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is done, and the answer is 502.
    AfterDoing,
    /// It is not done, and the answer is this status.
    Instead(u16),
    /// It is not done, and GitHub wants this many seconds of peace.
    Limited(u16),
}

/// What GitHub holds.
struct World {
    clock: Arc<ManualClock>,
    /// When something last changed there.
    last_change: DateTime<Utc>,
    issues: Vec<Value>,
    /// Of which issue an issue is a duplicate.
    originals: Vec<(i64, i64)>,
    releases: Vec<Value>,
    milestones: Vec<Value>,
    requests: Vec<String>,
    faults: VecDeque<Fault>,
    is_public: bool,
    has_issues: bool,
}

impl World {
    /// The time of a change: each has its own second.
    fn tick(&mut self) -> String {
        let next = self.last_change + TimeDelta::seconds(1);
        self.last_change = self.clock.now().max(next);
        self.last_change.to_rfc3339_opts(SecondsFormat::Secs, true)
    }

    fn issue(&mut self, number: i64) -> Option<&mut Value> {
        self.issues.iter_mut().find(|issue| issue["number"] == number)
    }

    fn make(&mut self, title: &str, body: &str) -> Value {
        let (number, at) = (self.issues.len() + 1, self.tick());
        let issue = json!({
            "number": number,
            "html_url": format!("https://github.com/lantern/app/issues/{number}"),
            "title": title,
            "body": body,
            "state": "open",
            "state_reason": null,
            "labels": [],
            "milestone": null,
            "created_at": at,
            "updated_at": at,
            "closed_at": null,
        });
        self.issues.push(issue.clone());
        issue
    }

    fn change(&mut self, number: i64, change: &Value) -> Option<Value> {
        let at = self.tick();
        let issue = self.issue(number)?;
        for name in ["title", "body", "labels", "milestone"] {
            if !change[name].is_null() {
                issue[name] = change[name].clone();
            }
        }
        let (before, after) = (issue["state"].clone(), change["state"].clone());
        // GitHub ignores the reason unless the state changes.
        if !after.is_null() && before != after {
            let is_closed = after == "closed";
            let reason = change["state_reason"].as_str().unwrap_or("completed");
            issue["state_reason"] = if is_closed { json!(reason) } else { json!("reopened") };
            issue["closed_at"] = if is_closed { json!(at) } else { Value::Null };
            issue["state"] = after;
        }
        issue["updated_at"] = json!(at);
        Some(issue.clone())
    }

    fn answer(&mut self, method: &Method, path: &str, query: &str, body: &Value) -> (u16, Value) {
        // Upper and lower case make no difference to GitHub.
        let path = &path.to_lowercase();
        let rest = path.strip_prefix("/repos/lantern/app").unwrap_or(path);
        let numbered = rest.strip_prefix("/issues/").and_then(|number| number.parse().ok());
        let absent = (404, json!({ "message": "Not Found" }));
        let since = query.split('&').find_map(|pair| pair.strip_prefix("since="));
        let found = match (method.as_str(), rest, numbered) {
            ("GET", "", _) if path == "/repos/lantern/app" => Some(json!({
                "full_name": "lantern/app", "private": !self.is_public, "has_issues": self.has_issues
            })),
            ("GET", "/issues", _) => {
                let is_new = |issue: &&Value| {
                    since.is_none_or(|since| issue["updated_at"].as_str() >= Some(since))
                };
                let mut issues: Vec<_> = self.issues.iter().filter(is_new).cloned().collect();
                issues.reverse();
                Some(json!(issues))
            }
            ("GET", "/releases", _) => Some(json!(self.releases)),
            ("GET", "/milestones", _) => Some(json!(self.milestones)),
            ("GET", _, Some(number)) => self.issue(number).cloned(),
            ("PATCH", _, Some(number)) => self.change(number, body),
            ("POST", "/issues", _) => {
                let text = |name: &str| body[name].as_str().unwrap_or_default();
                return (201, self.make(text("title"), text("body")));
            }
            ("POST", "/graphql", _) => {
                let number = body["variables"]["number"].as_i64();
                let original = self.originals.iter().find(|(of, _)| Some(*of) == number);
                let repository = json!({ "nameWithOwner": "lantern/app" });
                let canonical = original.map(
                    |(_, original)| json!({ "canonical": { "number": original, "repository": repository } }),
                );
                let nodes: Vec<Value> = canonical.into_iter().collect();
                Some(
                    json!({ "data": { "repository": { "issue": { "timelineItems": { "nodes": nodes } } } } }),
                )
            }
            _ => None,
        };
        found.map_or(absent, |found| (200, found))
    }
}

/// The server.
#[derive(Clone)]
pub struct StandIn {
    world: Arc<Mutex<World>>,
    url: String,
}

/// A community whose bot knows the token for GitHub. The repository is not chosen yet.
pub async fn before_choice(secret: Option<&str>) -> (Scene, StandIn) {
    let scene = Scene::before_start(community(), crate::database::Database::migrated().await).await;
    let github = StandIn::start(Arc::clone(&scene.clock)).await;
    scene.github(Some(github.config(secret)));
    scene.start().await;
    scene.olaf.runs(SETUP).await;
    (scene, github)
}

/// The same with the repository, without a webhook.
pub async fn with_repository() -> (Scene, StandIn) {
    let (scene, github) = before_choice(None).await;
    let answer = scene.olaf.runs("/setup github:lantern/app").await;
    assert!(answer.contains("Each bug gets an issue in lantern/app"), "{answer}");
    (scene, github)
}

/// The same with a webhook.
pub async fn with_webhook() -> (Scene, StandIn, Webhook) {
    let (scene, github) = before_choice(Some(SECRET)).await;
    scene.olaf.runs("/setup github:lantern/app").await;
    let webhook = Webhook::of(&scene).await;
    (scene, github, webhook)
}

/// Has a case claimed and reported as a bug.
pub async fn reports(scene: &Scene, question: &str) {
    let Scene { ana, max, .. } = scene;
    ana.opens_case(question).await;
    let number = scene.exported(switchboard::cli::export::What::Cases).await.len();
    max.runs(&format!("/claim case:{number}")).await;
    let form = max.runs(&format!("/escalate case:{number}")).await.form();
    max.submits(&form, &[("Actual result", "Error 500")]).await;
}

impl StandIn {
    pub async fn start(clock: Arc<ManualClock>) -> Self {
        let world = World {
            last_change: clock.now() - TimeDelta::seconds(1),
            clock,
            issues: Vec::new(),
            originals: Vec::new(),
            releases: Vec::new(),
            milestones: Vec::new(),
            requests: Vec::new(),
            faults: VecDeque::new(),
            is_public: false,
            has_issues: true,
        };
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let github = Self { world: Arc::new(Mutex::new(world)), url };
        let router = Router::new().fallback(serve).with_state(github.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        github
    }

    pub fn config(&self, secret: Option<&str>) -> GitHubConfig {
        let secret_of = |text: &str| Secret::parse(text).expect("a secret");
        let api = ApiUrl::parse_with_path(&self.url).expect("an address");
        GitHubConfig {
            webhook_secret: secret.map(secret_of),
            pause: Duration::ZERO,
            ..GitHubConfig::new(secret_of(TOKEN), api)
        }
    }

    fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Has the next requests that change something go wrong.
    pub fn fails(&self, faults: impl IntoIterator<Item = Fault>) {
        self.world().faults.extend(faults);
    }

    pub fn is_public(&self) {
        self.world().is_public = true;
    }

    pub fn has_no_issues(&self) {
        self.world().has_issues = false;
    }

    /// How many requests there were that begin like this.
    pub fn count(&self, beginning: &str) -> usize {
        let world = self.world();
        world.requests.iter().filter(|request| request.starts_with(beginning)).count()
    }

    /// How many issues there are.
    pub fn issues(&self) -> usize {
        self.world().issues.len()
    }

    /// What one reads of an issue, without the line that nobody sees.
    pub fn reads(&self, number: i64) -> String {
        let mut world = self.world();
        let issue = world.issue(number).expect("an issue");
        let text = |name: &str| issue[name].as_str().unwrap_or_default().to_owned();
        let body = text("body");
        let (body, marker) = body.rsplit_once('\n').unwrap_or((&body, ""));
        assert!(marker.starts_with("<!-- switchboard server:"), "{marker}");
        let link = regex::Regex::new(r"https://discord\.com/channels/[0-9/]+").expect("a pattern");
        let body = link.replace_all(body.trim_end(), "REPORT");
        format!("{} [{}, {}]\n{body}", text("title"), text("state"), text("state_reason"))
    }

    /// The state of an issue and the reason.
    pub fn state(&self, number: i64) -> String {
        let mut world = self.world();
        let issue = world.issue(number).expect("an issue");
        let reason = issue["state_reason"].as_str().unwrap_or("none");
        format!("{}, {reason}", issue["state"].as_str().unwrap_or_default())
    }

    /// Somebody makes an issue by hand.
    pub fn makes(&self, title: &str) -> i64 {
        self.world().make(title, "By hand")["number"].as_i64().expect("a number")
    }

    /// Somebody changes an issue. Returns what it is like then.
    pub fn changes(&self, number: i64, change: &Value) -> Value {
        self.world().change(number, change).expect("an issue")
    }

    pub fn closes(&self, number: i64, reason: &str) -> Value {
        self.changes(number, &json!({ "state": "closed", "state_reason": reason }))
    }

    /// Somebody says that an issue is a duplicate of another.
    pub fn says_duplicate(&self, number: i64, original: i64) -> Value {
        self.world().originals.push((number, original));
        self.closes(number, "duplicate")
    }

    pub fn releases(&self, tag: &str) -> Value {
        let mut world = self.world();
        let (id, at) = (world.releases.len() + 1, world.tick());
        let release = json!({
            "id": id, "tag_name": tag, "draft": false, "prerelease": false, "published_at": at
        });
        world.releases.push(release.clone());
        release
    }

    pub fn closes_milestone(&self, title: &str) -> Value {
        let mut world = self.world();
        let (number, at) = (world.milestones.len() + 1, world.tick());
        let milestone = json!({ "number": number, "title": title, "closed_at": at });
        world.milestones.push(milestone.clone());
        milestone
    }
}

async fn serve(
    State(github): State<StandIn>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let is_ours = headers.get(header::AUTHORIZATION)
        == Some(&HeaderValue::from_str(&format!("Bearer {TOKEN}")).expect("a header"));
    if !is_ours {
        return (StatusCode::UNAUTHORIZED, "{}").into_response();
    }
    let mut world = github.world();
    let etag_sent = headers.get(header::IF_NONE_MATCH).and_then(|etag| etag.to_str().ok());
    let condition = if etag_sent.is_some() { " if changed" } else { "" };
    world.requests.push(format!("{method} {}{condition}", uri.path()));
    let changes = matches!(method, Method::POST | Method::PATCH) && uri.path() != "/graphql";
    let fault = if changes { world.faults.pop_front() } else { None };
    match fault {
        Some(Fault::Instead(status)) => {
            let status = StatusCode::from_u16(status).expect("a status");
            return (status, r#"{"message":"so it is"}"#).into_response();
        }
        Some(Fault::Limited(seconds)) => {
            let wait = [(header::RETRY_AFTER, seconds.to_string())];
            let message = r#"{"message":"You have exceeded a secondary rate limit"}"#;
            return (StatusCode::FORBIDDEN, wait, message).into_response();
        }
        Some(Fault::AfterDoing) | None => {}
    }
    let body: Value = serde_json::from_slice(&body).unwrap_or_default();
    let (status, answer) =
        world.answer(&method, uri.path(), uri.query().unwrap_or_default(), &body);
    if fault == Some(Fault::AfterDoing) {
        return (StatusCode::BAD_GATEWAY, "Bad Gateway").into_response();
    }
    let status = StatusCode::from_u16(status).expect("a status");
    let text = answer.to_string();
    let etag = format!(
        "\"{:x}\"",
        text.bytes()
            .fold(7_u64, |sum, byte| { sum.wrapping_mul(31).wrapping_add(u64::from(byte)) })
    );
    if method == Method::GET && etag_sent == Some(etag.as_str()) {
        world.requests.push(format!("unchanged {}", uri.path()));
        return (StatusCode::NOT_MODIFIED, [(header::ETAG, etag)]).into_response();
    }
    (status, [(header::ETAG, etag)], text).into_response()
}

/// The bot's address for GitHub's webhook.
pub struct Webhook {
    url: String,
    sent: Mutex<u64>,
}

impl Webhook {
    /// Serves the bot's pages.
    pub async fn of(scene: &Scene) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}/github", listener.local_addr().expect("an address"));
        let (desk, github) = (scene.app().desk.clone(), scene.app().github.clone());
        let serving =
            http::serve(listener, Health::default(), desk, github, std::future::pending());
        tokio::spawn(serving);
        Self { url, sent: Mutex::default() }
    }

    /// Sends what happened with an issue. Returns the status of the answer.
    pub async fn issue(&self, scene: &Scene, action: &str, issue: &Value) -> u16 {
        let payload = json!({ "action": action, "issue": issue });
        self.sends(scene, "issues", payload).await
    }

    /// Sends a message as GitHub does, and waits until the bot has dealt with it.
    pub async fn sends(&self, scene: &Scene, event: &str, mut payload: Value) -> u16 {
        payload["repository"] = json!({ "full_name": "Lantern/App" });
        let body = payload.to_string();
        let delivery = {
            let mut sent = self.sent.lock().unwrap_or_else(PoisonError::into_inner);
            *sent += 1;
            format!("delivery-{sent}")
        };
        let status = self.sends_raw(event, &delivery, &signed(SECRET, body.as_bytes()), body).await;
        scene.idle().await;
        status
    }

    pub async fn sends_raw(
        &self,
        event: &str,
        delivery: &str,
        signature: &str,
        body: impl Into<reqwest::Body>,
    ) -> u16 {
        let request = reqwest::Client::new()
            .post(&self.url)
            .header("X-GitHub-Event", event)
            .header("X-GitHub-Delivery", delivery)
            .header("X-Hub-Signature-256", signature)
            .header("Content-Type", "application/json")
            .body(body);
        request.send().await.expect("an answer").status().as_u16()
    }
}

/// The signature of a message.
pub fn signed(secret: &str, body: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("a key");
    mac.update(body);
    let digits: String =
        mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256={digits}")
}
