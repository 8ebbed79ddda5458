//! The page: a community in the browser, where one person plays everybody, and sees what happens
//! between Discord and the bot.
//!
//! | file | contents |
//! |---|---|
//! | `assets.rs`, `join.rs` | what the browser loads |
//! | `gate.rs` | who may connect |
//! | `live.rs`, `verbs.rs` | one person's window: what changes, and what the person does |
//! | `view.rs`, `reads.rs`, `rendering/` | the community as one person sees it |
//! | `watch.rs`, `chronicle.rs`, `words.rs` | "What just happened" |
//! | `trouble.rs`, `operator.rs` | faults on purpose, and the bot's process |
//! | `guide.rs` | the first minute |
//! | `keep.rs`, `scenario.rs` | to take away: the community as a file, the actions as a test |
//!
//! The messages between page and server are defined in `sandbox/page/protocol.d.ts`.

mod assets;
pub(crate) mod chronicle;
pub(crate) mod gate;
mod guide;
mod join;
mod keep;
mod live;
pub mod operator;
mod reads;
mod rendering;
mod scenario;
mod trouble;
mod verbs;
mod view;
mod watch;
mod words;

use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde::Deserialize;

use assets::Assets;
use chronicle::Chronicle;
use guide::Guide;
use operator::Operator;
use reads::Reads;

use crate::sandbox::Sandbox;
use crate::world::World;

/// What the page may do in the browser: nothing but to show itself and to talk to this server.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data: blob:; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The largest community that is taken from a file, in bytes.
const LARGEST_WORLD: usize = 512 * 1024 * 1024;

/// What the server keeps for the page, besides the world.
#[derive(Debug)]
pub(crate) struct Page {
    /// Random at each start: who does not have it from the page is no page of ours.
    pub(crate) token: String,
    pub(crate) reads: Reads,
    pub(crate) chronicle: Chronicle,
    guide: Guide,
    pub(crate) operator: Option<Operator>,
}

impl Page {
    pub(crate) fn new(world: &World, operator: Option<Operator>) -> std::io::Result<Self> {
        let mut bytes = [0; 24];
        getrandom::fill(&mut bytes).map_err(std::io::Error::other)?;
        let token = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let reads = Reads::default();
        reads.begin(world);
        Ok(Self {
            token,
            reads,
            chronicle: Chronicle::default(),
            guide: Guide::default(),
            operator,
        })
    }
}

/// The paths of the page but `/`, which the gateway shares.
pub(crate) fn router() -> Router<Sandbox> {
    Router::new()
        .route("/page/style.css", get(style))
        .route("/page/page.js", get(script))
        .route("/page/live", get(live::open))
        .route("/page/watch", get(watch::open))
        .route("/page/world", get(keep::download).post(keep::upload))
        .layer(DefaultBodyLimit::max(LARGEST_WORLD))
}

/// The token of a request to the page.
#[derive(Debug, Deserialize)]
pub(super) struct Token {
    #[serde(default)]
    token: String,
}

impl Token {
    /// The refusal for whoever does not have the page's token.
    fn refusal(&self, sandbox: &Sandbox) -> Option<Response> {
        let words = "This page is from an earlier start of the sandbox. Load it again.";
        (self.token != sandbox.inner.page.token)
            .then(|| (StatusCode::FORBIDDEN, words).into_response())
    }
}

/// The page itself.
pub(crate) async fn index(State(sandbox): State<Sandbox>) -> Response {
    asset(
        Assets::load().map(|assets| assets.html(&sandbox.inner.page.token)),
        "text/html; charset=utf-8",
    )
}

async fn style() -> Response {
    asset(Assets::load().map(|assets| assets.style), "text/css; charset=utf-8")
}

async fn script() -> Response {
    asset(Assets::load().map(|assets| assets.script), "text/javascript; charset=utf-8")
}

fn asset(text: Result<String, String>, kind: &'static str) -> Response {
    let (status, kind, text) = match text {
        Ok(text) => (StatusCode::OK, kind, text),
        Err(why) => (StatusCode::INTERNAL_SERVER_ERROR, "text/plain; charset=utf-8", why),
    };
    let mut response = (status, text).into_response();
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        // The token in it is good for one start alone.
        (header::CACHE_CONTROL, "no-store"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.insert("cross-origin-opener-policy", HeaderValue::from_static("same-origin"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    response
}
