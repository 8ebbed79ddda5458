//! The API over HTTP: `/api/v10` for the bot with its token, `/attachments` for everybody with a
//! signed address.
//!
//! `middleware` sees every request first: token, faults, limits, journal. The other files are one
//! per resource.

mod account;
mod answer;
pub(crate) mod body;
mod call;
mod channels;
mod commands;
mod files;
mod guilds;
mod listing;
mod messages;
mod middleware;
mod moderation;
mod polls;
mod reactions;
mod stickers;
mod threads;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;

use crate::error::ApiError;
use crate::state::ServerState;

/// Returns all endpoints except those of interactions, without [`layered`].
pub(crate) fn router() -> Router<Arc<ServerState>> {
    Router::new()
        .merge(account::router())
        .merge(channels::router())
        .merge(commands::router())
        .merge(files::router())
        .merge(guilds::router())
        .merge(messages::router())
        .merge(moderation::router())
        .merge(polls::router())
        .merge(reactions::router())
        .merge(stickers::router())
        .merge(threads::router())
}

/// Adds the token check, faults, limits, the journal, and Discord's responses for unknown paths.
pub(crate) fn layered(
    router: Router<Arc<ServerState>>,
    state: &Arc<ServerState>,
) -> Router<Arc<ServerState>> {
    router
        .fallback(|| async { ApiError::not_found() })
        .method_not_allowed_fallback(|| async { ApiError::method_not_allowed() })
        .layer(axum::middleware::from_fn_with_state(state.clone(), middleware::around))
        .layer(DefaultBodyLimit::disable())
}
