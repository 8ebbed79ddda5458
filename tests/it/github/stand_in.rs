//! A server in GitHub's place: it holds one repository with its issues, remembers each request, and
//! fails when it is told to. People act there too, and its webhook says so.

use std::{
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
use chrono::TimeDelta;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;
use switchboard::{
    config::{ApiUrl, GitHubConfig, Secret},
    domain::ManualClock,
    http::{self, Health},
};
use tokio::net::TcpListener;

use crate::{
    github::world::{REPOSITORY, World},
    scene::{SETUP, Scene, community},
};

pub const SECRET: &str = "webhook-secret-of-the-tests";
const TOKEN: &str = "github_pat_of_the_tests";

/// What goes wrong with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is done, and the answer is 502.
    AfterDoing,
    /// It is not done, and the answer is this status.
    Instead(u16),
    /// It is not done, and GitHub wants this many seconds of peace.
    Limited(u16),
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
        let world = World::of(clock);
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

    pub fn has_issues_again(&self) {
        self.world().has_issues = true;
    }

    /// Has the next requests that only read go wrong.
    pub fn fails_to_read(&self, faults: impl IntoIterator<Item = Fault>) {
        self.world().reading_faults.extend(faults);
    }

    /// Has the next GraphQL query answered with an error of this kind.
    pub fn answers_a_query_with(&self, kind: &'static str) {
        self.world().errors.push_back(kind);
    }

    /// Somebody gives the repository another name. The old one leads to it.
    pub fn renames_repository(&self, to: &str) {
        self.world().names.insert(0, to.to_owned());
    }

    /// Sends requests for the repository to another address.
    pub fn sends_away_to(&self, elsewhere: &Self) {
        self.world().elsewhere = Some(format!("{}/repositories/{REPOSITORY}", elsewhere.url));
    }

    pub fn deletes(&self, number: i64) {
        self.world().deleted.push(number);
    }

    /// Somebody moves an issue to another repository.
    pub fn moves(&self, number: i64) {
        self.world().moved.push(number);
    }

    /// Has GitHub's clock be slow.
    pub fn lags(&self, lag: TimeDelta) {
        let mut world = self.world();
        world.lag = lag;
        world.last_change -= lag;
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

    /// Somebody makes many issues in one second.
    pub fn makes_at_once(&self, count: usize) {
        let mut world = self.world();
        world.make("The first of many", "By hand");
        for _ in 1..count {
            world.last_change -= TimeDelta::seconds(1);
            world.make("One of many", "By hand");
        }
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
        let number = self.world().milestones.len() + 1;
        self.closes_milestone_of(number, title)
    }

    pub fn closes_milestone_of(&self, number: usize, title: &str) -> Value {
        let mut world = self.world();
        let at = world.tick();
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
    let fault = match method {
        Method::GET => world.reading_faults.pop_front(),
        _ if changes => world.faults.pop_front(),
        _ => None,
    };
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
    if status.is_redirection() {
        let to = answer["url"].as_str().unwrap_or_default();
        let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
        let to = match to.strip_prefix('/') {
            Some(path) => format!("http://{}/{path}", host.unwrap_or_default()),
            None => to.to_owned(),
        };
        return (status, [(header::LOCATION, to)], text).into_response();
    }
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

    /// The same after the bot was started anew.
    pub async fn of_next_start(&self, scene: &Scene) -> Self {
        let next = Self::of(scene).await;
        let sent = *self.sent.lock().unwrap_or_else(PoisonError::into_inner);
        Self { sent: Mutex::new(sent), ..next }
    }

    /// Sends what happened with an issue. Returns the status of the answer.
    pub async fn issue(&self, scene: &Scene, action: &str, issue: &Value) -> u16 {
        let payload = json!({ "action": action, "issue": issue });
        self.sends(scene, "issues", payload).await
    }

    /// Sends a message as GitHub does, and waits until the bot has dealt with it.
    pub async fn sends(&self, scene: &Scene, event: &str, mut payload: Value) -> u16 {
        if payload["repository"].is_null() {
            payload["repository"] = json!({ "id": REPOSITORY, "full_name": "Lantern/App" });
        }
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
