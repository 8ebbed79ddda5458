//! The API over HTTP: `/api/v10` for the bot with its token, `/attachments` for everybody with a
//! signed address.
//!
//! `middleware` sees every request first: token, faults, limits, journal. The other files are one
//! per resource.

mod account;
pub(crate) mod body;
mod call;
mod channels;
mod commands;
mod files;
mod guilds;
mod listing;
mod messages;
mod middleware;
mod reactions;
mod threads;

use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::{Json, Router};
use serde_json::Value;

use crate::Sandbox;
use crate::error::ApiError;

/// What every endpoint returns.
pub(crate) type Answer = Result<Response, ApiError>;

/// All endpoints but those of interactions, without [`layered`].
pub(crate) fn router() -> Router<Sandbox> {
    Router::new()
        .merge(account::router())
        .merge(channels::router())
        .merge(commands::router())
        .merge(files::router())
        .merge(guilds::router())
        .merge(messages::router())
        .merge(reactions::router())
        .merge(threads::router())
}

/// Puts token check, faults, limits and journal around endpoints, and Discord's answers for paths
/// that do not exist.
pub(crate) fn layered(router: Router<Sandbox>, sandbox: &Sandbox) -> Router<Sandbox> {
    router
        .fallback(|| async { ApiError::not_found() })
        .method_not_allowed_fallback(|| async { ApiError::method_not_allowed() })
        .layer(axum::middleware::from_fn_with_state(sandbox.clone(), middleware::around))
        .layer(DefaultBodyLimit::disable())
}

fn ok(value: Value) -> Answer {
    Ok(Json(value).into_response())
}

fn created(value: Value) -> Answer {
    Ok((StatusCode::CREATED, Json(value)).into_response())
}

fn no_content(result: Result<(), ApiError>) -> Answer {
    result.map(|()| StatusCode::NO_CONTENT.into_response())
}
