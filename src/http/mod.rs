//! Health, readiness and metrics, for monitoring, which contain no ids and no people's texts. And
//! what GitHub's webhook sends.

mod health;
mod metrics;
#[cfg(test)]
mod tests;
mod webhook;

use std::{future::Future, io, sync::Arc, time::Duration};

use axum::{
    Router,
    extract::State,
    http::{StatusCode, header},
    response::IntoResponse,
    routing::get,
};
use tokio::{net::TcpListener, sync::Notify, time::timeout};

use crate::{
    desk::{Desk, Error},
    github::GitHub,
};

pub use health::Health;

/// How long the database may take to answer before it counts as unavailable. Probes have timeouts
/// of a few seconds.
const DATABASE_TIMEOUT: Duration = Duration::from_secs(2);
/// How long requests in flight may take after the shutdown signal.
const GRACE: Duration = Duration::from_secs(2);

#[derive(Clone)]
struct AppState {
    health: Health,
    desk: Desk,
}

impl AppState {
    async fn database_answers(&self) -> bool {
        timeout(DATABASE_TIMEOUT, self.desk.answers()).await.unwrap_or(false)
    }
}

/// Serves `/healthz`, `/readyz` and `/metrics` until `shutdown` resolves, and `/github` if there is
/// a webhook.
///
/// # Errors
/// If the listener fails.
pub async fn serve(
    listener: TcpListener,
    health: Health,
    desk: Desk,
    github: Option<GitHub>,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let router = Router::new()
        .route("/healthz", get(|| async { "alive\n" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(measure))
        .with_state(AppState { health, desk });
    let router = match github.filter(GitHub::has_webhook) {
        Some(github) => router.merge(webhook::routes(github)),
        None => router,
    };
    let stopping = Arc::new(Notify::new());
    let told = Arc::clone(&stopping);
    let serving = axum::serve(listener, router).with_graceful_shutdown(async move {
        shutdown.await;
        told.notify_one();
    });
    tokio::select! {
        served = serving.into_future() => served,
        // A client that never finishes its request must not delay the shutdown.
        () = async { stopping.notified().await; tokio::time::sleep(GRACE).await } => Ok(()),
    }
}

async fn ready(State(state): State<AppState>) -> (StatusCode, String) {
    let mut missing = Vec::new();
    if !state.health.gateway_is_up() {
        missing.push("there's no session with Discord's gateway");
    }
    if !state.database_answers().await {
        missing.push("the database isn't responding");
    }
    if !missing.is_empty() {
        return (StatusCode::SERVICE_UNAVAILABLE, format!("not ready: {}\n", missing.join("; ")));
    }
    let mut text = vec!["ready".to_owned()];
    if state.health.is_catching_up() {
        text.push("catching up on what was missed".to_owned());
    }
    let progress = timeout(DATABASE_TIMEOUT, state.desk.index_progress()).await;
    if let Ok(Ok(Some(progress))) = progress {
        text.push(format!("rebuilding the search index ({} %)", progress.percent()));
    }
    (StatusCode::OK, format!("{}\n", text.join("; ")))
}

async fn measure(State(state): State<AppState>) -> impl IntoResponse {
    let desk = &state.desk;
    let counted = async { Ok::<_, Error>((desk.job_counts().await?, desk.waiting_count().await?)) };
    let counts = match timeout(DATABASE_TIMEOUT, counted).await {
        Ok(Ok(counts)) => Some(counts),
        Ok(Err(_)) | Err(_) => None,
    };
    ([(header::CONTENT_TYPE, metrics::CONTENT_TYPE)], metrics::text(&state.health, counts))
}
