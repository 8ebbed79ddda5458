//! What happens around every request: its body is read, the token checked, planned faults come
//! true, limits are counted, and the exchange is written down.

use std::sync::Arc;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::error::ApiError;
use crate::fault::Trouble;
use crate::journal::Exchange;
use crate::limits::REQUEST_BYTES;
use crate::observation::Observation;
use crate::rate::{Scope, refusal};
use crate::rest::body::{Read, read};
use crate::snowflake;
use crate::state::ServerState;

const PREFIX: &str = "/api/v10";
/// The host of files answers here, which has troubles of its own.
const FILES: &str = "/attachments/";

pub(super) async fn around(
    State(state): State<Arc<ServerState>>,
    request: Request,
    next: Next,
) -> Response {
    let Some(path) = request.uri().path().strip_prefix(PREFIX).map(str::to_owned) else {
        return match request.uri().path().starts_with(FILES) {
            true => around_file(&state, request, next).await,
            false => next.run(request).await,
        };
    };
    let at = crate::world::machine_time();
    let method = request.method().as_str().to_owned();
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map(|route| route.as_str().trim_start_matches(PREFIX).to_owned());
    let route = route.unwrap_or_else(|| path.clone());
    let query = request.uri().query().unwrap_or_default().to_owned();
    let (mut parts, body) = request.into_parts();
    // Too large a body is read to its end or a little further: the refusal follows from its length.
    let bytes = to_bytes(body, REQUEST_BYTES + 4096).await;
    let incoming = match &bytes {
        Ok(bytes) => read(&parts.headers, bytes).await,
        Err(_) => Err(ApiError::too_large()),
    };
    let keeps = state.journal.is_on();
    let mut exchange = Exchange {
        number: 0,
        at,
        method,
        path,
        route,
        query,
        body: Value::Null,
        files: Vec::new(),
        status: 0,
        answer: Value::Null,
        limits: Vec::new(),
    };
    if let (true, Ok(incoming)) = (keeps, &incoming) {
        exchange.body = incoming.json.clone();
        exchange.files = incoming.uploads.iter().map(|file| file.filename.clone()).collect();
    }
    let authorized = is_authorized(&state, &exchange.route, &parts.headers);
    parts.extensions.insert(Read(incoming));
    let request = Request::from_parts(parts, Body::from(bytes.unwrap_or_default()));
    let fault = state.faults.take(&exchange.method, &exchange.route, &exchange.path);
    let outcome = match fault {
        Some(Trouble::Cut) => Outcome::Cut,
        Some(Trouble::Hang) => {
            note(&state, exchange);
            return std::future::pending().await;
        }
        Some(Trouble::Before { status, code }) => Outcome::Answer(refused(status, code)),
        Some(Trouble::RateLimit { retry_after, scope }) => {
            Outcome::Answer(refusal(retry_after, scope, None))
        }
        Some(Trouble::HtmlRateLimit) => Outcome::Answer(html_refusal()),
        Some(Trouble::After) => {
            serve(&state, &exchange, authorized, request, next).await;
            Outcome::Cut
        }
        Some(Trouble::Slow(by)) => {
            tokio::time::sleep(by).await;
            Outcome::Answer(serve(&state, &exchange, authorized, request, next).await)
        }
        None => Outcome::Answer(serve(&state, &exchange, authorized, request, next).await),
    };
    let answer = match outcome {
        Outcome::Answer(answer) => answer,
        Outcome::Cut => {
            note(&state, exchange);
            return cut();
        }
    };
    let shared = answer
        .headers()
        .get("x-ratelimit-scope")
        .is_some_and(|scope| scope == Scope::Shared.word());
    if matches!(answer.status().as_u16(), 401 | 403 | 429) && !shared {
        state.limiter.count_invalid();
    }
    if !keeps {
        note(&state, exchange);
        return answer;
    }
    let (parts, body) = answer.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap_or_default();
    exchange.status = parts.status.as_u16();
    exchange.answer = readable(&bytes);
    exchange.limits = limit_headers(&parts.headers);
    note(&state, exchange);
    Response::from_parts(parts, Body::from(bytes))
}

/// A request to the host of files. Only troubles that are planned for files concern it.
async fn around_file(state: &ServerState, request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().map(MatchedPath::as_str);
    let path = request.uri().path();
    let route = route.unwrap_or(path);
    match state.faults.take_for_file(request.method().as_str(), route, path) {
        Some(Trouble::Before { status, code }) => refused(status, code),
        Some(Trouble::RateLimit { retry_after, scope }) => refusal(retry_after, scope, None),
        Some(Trouble::HtmlRateLimit) => html_refusal(),
        Some(Trouble::After | Trouble::Cut) => cut(),
        Some(Trouble::Hang) => std::future::pending().await,
        Some(Trouble::Slow(by)) => {
            tokio::time::sleep(by).await;
            next.run(request).await
        }
        None => next.run(request).await,
    }
}

/// Adds an exchange to the journal and notifies observers.
fn note(state: &ServerState, exchange: Exchange) {
    let exchange = state.journal.add(exchange);
    state.world(|world| {
        let about = exchange
            .path
            .split('/')
            .nth(2)
            .filter(|_| exchange.route.starts_with("/interactions/"))
            .and_then(snowflake::parse);
        let pending = state.lock_pending();
        let token =
            exchange.path.split('/').nth(3).filter(|_| exchange.route.starts_with("/webhooks/"));
        let about = about.or_else(|| pending.by_token(token?));
        let user = about.and_then(|id| pending.get(id)).map(|interaction| interaction.user);
        drop(pending);
        state.notify(world, &Observation::Exchange { exchange, user });
    });
}

enum Outcome {
    Answer(Response),
    Cut,
}

/// Endpoints of interactions need only the token in their path; `/gateway` needs none.
fn is_authorized(state: &ServerState, route: &str, headers: &HeaderMap) -> bool {
    if route.starts_with("/interactions/") || route.starts_with("/webhooks/") || route == "/gateway"
    {
        return true;
    }
    let given = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bot "));
    given.is_some_and(|given| state.world(|world| world.token == given))
}

async fn serve(
    state: &ServerState,
    exchange: &Exchange,
    authorized: bool,
    request: Request,
    next: Next,
) -> Response {
    if !authorized {
        return ApiError::unauthorized().into_response();
    }
    let (shape, resource) = (shape(&exchange.route), resource(&exchange.path));
    let verdict = state.limiter.check(&exchange.method, &shape, &resource);
    let mut answer = match verdict.refusal {
        Some(refusal) => refusal,
        None => next.run(request).await,
    };
    // A hidden limit refuses although the visible one has room: its own headers stay.
    for (name, value) in &verdict.headers {
        if !answer.headers().contains_key(name) {
            answer.headers_mut().insert(name.clone(), value.clone());
        }
    }
    answer.headers_mut().entry(header::VIA).or_insert(HeaderValue::from_static("1.1 sandbox"));
    answer
}

/// The template with `{}` for every name.
fn shape(route: &str) -> String {
    route
        .split('/')
        .map(|part| if part.starts_with('{') { "{}" } else { part })
        .collect::<Vec<_>>()
        .join("/")
}

/// The top-level resource that a limit counts for: channel, guild, or webhook with its token.
fn resource(path: &str) -> String {
    let mut parts = path.split('/').skip(1);
    match parts.next() {
        Some("channels" | "guilds") => parts.next().unwrap_or_default().to_owned(),
        Some("webhooks" | "interactions") => parts.take(2).collect::<Vec<_>>().join("/"),
        _ => String::new(),
    }
}

fn refused(status: u16, code: u32) -> Response {
    if code == 110_000 {
        let body = json!({
            "message": "Index not yet available. Try again later", "code": code, "documents_indexed": 0, "retry_after": 1,
        });
        return (StatusCode::ACCEPTED, axum::Json(body)).into_response();
    }
    let reason = StatusCode::from_u16(status)
        .ok()
        .and_then(|status| status.canonical_reason())
        .unwrap_or("Error");
    let message = if code == 0 { format!("{status}: {reason}") } else { reason.to_owned() };
    if status == 429 {
        return refusal(1.0, Scope::User, Some(code).filter(|code| *code != 0));
    }
    ApiError::new(status, code, message).into_response()
}

fn html_refusal() -> Response {
    let page = "<!doctype html><html><head><title>Access denied | discord.com used Cloudflare to restrict access</title></head>\
        <body><h1>Error 1015</h1><p>You are being rate limited</p></body></html>";
    (
        StatusCode::TOO_MANY_REQUESTS,
        [(header::CONTENT_TYPE, "text/html; charset=UTF-8"), (header::RETRY_AFTER, "60")],
        page,
    )
        .into_response()
}

/// An answer that breaks off before anything of it is sent: the client sees a connection that was
/// closed.
fn cut() -> Response {
    let broken = std::io::Error::new(std::io::ErrorKind::ConnectionAborted, "cut on purpose");
    let stream = futures_util::stream::once(async move { Err::<Bytes, _>(broken) });
    Response::new(Body::from_stream(stream))
}

fn readable(bytes: &Bytes) -> Value {
    if bytes.is_empty() {
        return Value::Null;
    }
    serde_json::from_slice(bytes)
        .unwrap_or_else(|_| Value::String(String::from_utf8_lossy(bytes).into_owned()))
}

fn limit_headers(headers: &HeaderMap) -> Vec<(String, String)> {
    let about_limits = headers.iter().filter(|(name, _)| {
        name.as_str().starts_with("x-ratelimit") || *name == header::RETRY_AFTER
    });
    about_limits
        .map(|(name, value)| (name.to_string(), value.to_str().unwrap_or_default().to_owned()))
        .collect()
}
