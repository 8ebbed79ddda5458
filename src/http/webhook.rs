//! The address to which GitHub's webhook sends.

use axum::{
    Router,
    body::Bytes,
    extract::{DefaultBodyLimit, State},
    http::{HeaderMap, StatusCode},
    routing::post,
};

use crate::github::{
    GitHub,
    webhook::{Headers, Received},
};

/// The largest message that is taken, in bytes. GitHub sends 25 MB at most; what we need comes in
/// messages of some 10 kB, with the body of an issue (65,536 characters) perhaps twice.
const LIMIT: usize = 4 * 1024 * 1024;

pub(super) fn routes(github: GitHub) -> Router {
    Router::new()
        .route("/github", post(receive))
        .layer(DefaultBodyLimit::max(LIMIT))
        .with_state(github)
}

async fn receive(
    State(github): State<GitHub>,
    headers: HeaderMap,
    body: Bytes,
) -> (StatusCode, &'static str) {
    let text = |name: &str| headers.get(name)?.to_str().ok();
    let sent = Headers {
        signature: text("x-hub-signature-256"),
        event: text("x-github-event"),
        delivery: text("x-github-delivery"),
    };
    match github.receive(sent, &body).await {
        Received::Taken => (StatusCode::ACCEPTED, "taken\n"),
        Received::Repeated => (StatusCode::ACCEPTED, "taken before\n"),
        Received::Ignored => (StatusCode::ACCEPTED, "nothing to do\n"),
        Received::Unsigned => (
            StatusCode::UNAUTHORIZED,
            "the signature is missing or wrong; use the secret in GITHUB_WEBHOOK_SECRET\n",
        ),
        Received::Unreadable => (
            StatusCode::BAD_REQUEST,
            "this isn't a message from GitHub; choose the content type application/json\n",
        ),
        Received::Unavailable => {
            (StatusCode::SERVICE_UNAVAILABLE, "the database isn't responding; send it again\n")
        }
    }
}
