//! Download and upload of the community as a file.

use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use sandbox::{Refused, World};
use serde_json::json;

use crate::operator::Order;
use crate::page::context::Context;
use crate::page::token::Token;

/// Sends the community as a file.
pub(super) async fn download(
    State(context): State<Context>,
    Query(token): Query<Token>,
) -> Response {
    if let Some(refusal) = token.refusal(&context.page) {
        return refusal;
    }
    match context.sandbox.world(serde_json::to_vec) {
        Ok(bytes) => {
            let headers = [
                (header::CONTENT_TYPE, "application/json"),
                (header::CONTENT_DISPOSITION, "attachment; filename=\"community.json\""),
                (header::CACHE_CONTROL, "no-store"),
            ];
            (headers, bytes).into_response()
        }
        Err(error) => {
            (StatusCode::INTERNAL_SERVER_ERROR, format!("Couldn't save the community: {error}."))
                .into_response()
        }
    }
}

/// Replaces the community with one from a file.
pub(super) async fn upload(
    State(context): State<Context>,
    Query(token): Query<Token>,
    body: Bytes,
) -> Response {
    if let Some(refusal) = token.refusal(&context.page) {
        return refusal;
    }
    match load(&context, &body) {
        Ok(text) => axum::Json(json!({"ok": {"text": text}})).into_response(),
        Err(Refused(why)) => {
            (StatusCode::UNPROCESSABLE_ENTITY, axum::Json(json!({"refused": why}))).into_response()
        }
    }
}

fn load(context: &Context, bytes: &[u8]) -> Result<&'static str, Refused> {
    let loaded: World = serde_json::from_slice(bytes).map_err(|_| {
        Refused(
            "That file contains no community, so nothing was changed. Choose one that was saved here."
                .to_owned(),
        )
    })?;
    if loaded.guilds.is_empty() || !loaded.users.contains_key(&loaded.bot_id) {
        return Err(Refused("The community in that file has no server or no bot, so nothing was changed. Choose another file.".to_owned()));
    }
    context.sandbox.replace(loaded);
    match &context.page.operator {
        Some(operator) if operator.orders.send(Order::Renew).is_ok() => Ok(
            "The community is loaded. The bot starts with an empty database, since its cases aren't in the file: you can still read old \
             cards, but new cases start at #1.",
        ),
        _ => Ok("The community is loaded, and the bot is reconnecting."),
    }
}
