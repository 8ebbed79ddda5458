//! The community as a file: to take it away, and to bring it back.

use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::interaction::pending::Pending;
use crate::page::Token;
use crate::page::operator::Order;
use crate::person::Refused;
use crate::sandbox::Sandbox;
use crate::world::{Notice, World};

/// The community, to be saved.
pub(super) async fn download(
    State(sandbox): State<Sandbox>,
    Query(token): Query<Token>,
) -> Response {
    if let Some(refusal) = token.refusal(&sandbox) {
        return refusal;
    }
    match sandbox.world(serde_json::to_vec) {
        Ok(bytes) => {
            let headers = [
                (header::CONTENT_TYPE, "application/json"),
                (header::CONTENT_DISPOSITION, "attachment; filename=\"community.json\""),
                (header::CACHE_CONTROL, "no-store"),
            ];
            (headers, bytes).into_response()
        }
        Err(error) => (
            StatusCode::INTERNAL_SERVER_ERROR,
            format!("The community could not be written: {error}."),
        )
            .into_response(),
    }
}

/// Puts a community that was saved in the place of this one.
pub(super) async fn upload(
    State(sandbox): State<Sandbox>,
    Query(token): Query<Token>,
    body: Bytes,
) -> Response {
    if let Some(refusal) = token.refusal(&sandbox) {
        return refusal;
    }
    match load(&sandbox, &body) {
        Ok(text) => axum::Json(json!({"ok": {"text": text}})).into_response(),
        Err(Refused(why)) => {
            (StatusCode::UNPROCESSABLE_ENTITY, axum::Json(json!({"refused": why}))).into_response()
        }
    }
}

fn load(sandbox: &Sandbox, bytes: &[u8]) -> Result<&'static str, Refused> {
    let mut loaded: World = serde_json::from_slice(bytes).map_err(|_| {
        Refused(
            "That file holds no community. Choose one that was saved here; nothing was changed."
                .to_owned(),
        )
    })?;
    if loaded.guilds.is_empty() || !loaded.users.contains_key(&loaded.bot_id) {
        return Err(Refused("The community in that file has no server or no bot. Choose another; nothing was changed.".to_owned()));
    }
    let page = &sandbox.inner.page;
    sandbox.change(|world| {
        loaded.url = std::mem::take(&mut world.url);
        // The bot that is connected goes on under the token that it has.
        loaded.token = std::mem::take(&mut world.token);
        *world = loaded;
        *sandbox.lock_pending() = Pending::default();
        page.reads.begin(world);
        page.chronicle.clear();
        page.guide.forget();
        world.noticed.push(Notice::Everything);
    });
    // Sessions that knew the other community are of no use.
    sandbox.gateway().invalidate(false);
    sandbox.gateway().forget_sessions();
    match &page.operator {
        Some(operator) if operator.orders.send(Order::Renew).is_ok() => Ok(
            "The community is back. The bot is started with an empty memory: what it knew of the cases in there is not in the file, \
             so old cards can be read and new cases begin at #1.",
        ),
        _ => Ok("The community is back. The bot connects to it anew."),
    }
}
