//! Interactions: commands, buttons, menus and forms that people use, and how the bot answers them.
//!
//! Rules: Discord's pages "Receiving and Responding" and "Application Commands". A `pending`
//! interaction is announced over the gateway with a `payload`, answered once at `callback`, and
//! continued at `followup` until its token ends.

use std::sync::Arc;

mod answer;
mod callback;
mod followup;
pub(crate) mod form;
pub(crate) mod line;
pub mod names;
pub(crate) mod payload;
pub(crate) mod pending;
pub mod registry;

pub use line::options_of;

use axum::Router;
use axum::routing::{get, post};

use crate::state::ServerState;

/// The endpoints that need no bot token, since the interaction's token is in the path.
pub(crate) fn router() -> Router<Arc<ServerState>> {
    Router::new()
        .route("/api/v10/interactions/{interaction}/{token}/callback", post(callback::answer))
        .route("/api/v10/webhooks/{application}/{token}", post(followup::create))
        .route(
            "/api/v10/webhooks/{application}/{token}/messages/{message}",
            get(followup::read).patch(followup::edit).delete(followup::delete),
        )
}
