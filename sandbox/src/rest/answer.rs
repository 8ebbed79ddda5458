//! Responses of endpoints.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::Value;

use crate::error::ApiError;

/// The result of an endpoint.
pub(super) type Answer = Result<Response, ApiError>;

pub(super) fn ok(value: Value) -> Answer {
    Ok(Json(value).into_response())
}

pub(super) fn created(value: Value) -> Answer {
    Ok((StatusCode::CREATED, Json(value)).into_response())
}

pub(super) fn no_content(result: Result<(), ApiError>) -> Answer {
    result.map(|()| StatusCode::NO_CONTENT.into_response())
}
