//! Files of messages, for requests with a signed address that has not expired.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::rest::call::Call;
use crate::state::ServerState;
use crate::wire;

pub(super) fn router() -> Router<Arc<ServerState>> {
    Router::new().route("/attachments/{channel}/{file}/{name}", get(download))
}

async fn download(State(state): State<Arc<ServerState>>, call: Call) -> Response {
    let gone = || (StatusCode::NOT_FOUND, "This content is no longer available.").into_response();
    let (Ok(channel), Ok(file)) = (call.id("channel"), call.id("file")) else { return gone() };
    let seconds = |name| call.asked(name).and_then(|text| i64::from_str_radix(text, 16).ok());
    let (Some(expires), Some(issued)) = (seconds("ex"), seconds("is")) else { return gone() };
    let found = state.world(|world| {
        let signed = call.asked("hm")
            == Some(wire::attachment_signature(world, file, expires, issued).as_str());
        let fresh = world.now().timestamp() < expires;
        world
            .files
            .get(&file)
            .filter(|found| signed && fresh && found.channel_id == channel)
            .cloned()
    });
    let Some(found) = found else { return gone() };
    // Files come from users: no browser may take them for pages of this address.
    let headers = [
        (header::CONTENT_TYPE, found.content_type),
        (header::CONTENT_DISPOSITION, "attachment".to_owned()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
    ];
    (headers, Body::from(found.bytes.to_vec())).into_response()
}
