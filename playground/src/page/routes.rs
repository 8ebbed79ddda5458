//! The page's routes.

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::page::assets::Assets;
use crate::page::context::Context;
use crate::page::{keep, live, watch};

/// Restricts the page to its own files and to requests to this server.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data: blob:; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The largest community that may be uploaded, in bytes.
const LARGEST_WORLD: usize = 512 * 1024 * 1024;

/// Returns Discord's routes with the page's.
pub(super) fn beside(discord: Router, context: Context) -> Router {
    let page = Router::new()
        .route("/page/style.css", get(style))
        .route("/page/page.js", get(script))
        .route("/page/live", get(live::open))
        .route("/page/watch", get(watch::open))
        .route("/page/world", get(keep::download).post(keep::upload))
        .layer(DefaultBodyLimit::max(LARGEST_WORLD))
        .with_state(context.clone());
    discord.layer(middleware::from_fn_with_state(context, page_at_root)).merge(page)
}

/// Serves the page at `/` to browsers; clients that speak WebSocket get the gateway there.
async fn page_at_root(State(context): State<Context>, request: Request, next: Next) -> Response {
    let is_browser = request.uri().path() == "/"
        && request.method() == Method::GET
        && !request.headers().contains_key(header::UPGRADE);
    if !is_browser {
        return next.run(request).await;
    }
    asset(Assets::load().map(|assets| assets.html(&context.page.token)), "text/html; charset=utf-8")
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
        // It contains a token that is valid for one start only.
        (header::CACHE_CONTROL, "no-store"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.insert("cross-origin-opener-policy", HeaderValue::from_static("same-origin"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    response
}
