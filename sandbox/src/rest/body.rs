//! Bodies of requests: JSON, or multipart with `payload_json` and files.

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Multipart};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Request, header};
use serde_json::Value;

use crate::error::ApiError;
use crate::limits::{REQUEST_BYTES, Upload};

/// The body of a request, read by the middleware. An absent body is `null`.
#[derive(Clone, Default)]
pub(crate) struct Body {
    /// The JSON.
    pub json: Value,
    /// Files of a multipart body, in their order.
    pub uploads: Vec<Upload>,
}

/// How the middleware hands the body on.
#[derive(Clone)]
pub(super) struct Read(pub Result<Body, ApiError>);

impl<S: Send + Sync> FromRequestParts<S> for Body {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        match parts.extensions.remove::<Read>() {
            Some(Read(incoming)) => incoming,
            None => Ok(Self::default()),
        }
    }
}

/// Reads a body. Errors: 40005 (too large), 50109 (no JSON), 50035 (no type given, or another one).
pub(super) async fn read(headers: &HeaderMap, bytes: &Bytes) -> Result<Body, ApiError> {
    if bytes.is_empty() {
        return Ok(Body::default());
    }
    if bytes.len() > REQUEST_BYTES {
        return Err(ApiError::too_large());
    }
    let kind =
        headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if kind.starts_with("multipart/form-data") {
        return read_multipart(headers, bytes).await;
    }
    if !kind.starts_with("application/json") {
        let message = "Expected \"Content-Type\" header to be one of {'application/json'}.";
        return Err(ApiError::field(&[], "CONTENT_TYPE_INVALID", message));
    }
    let body = serde_json::from_slice(bytes).map_err(|_| ApiError::invalid_json())?;
    Ok(Body { json: body, uploads: Vec::new() })
}

async fn read_multipart(headers: &HeaderMap, bytes: &Bytes) -> Result<Body, ApiError> {
    let mut request = Request::new(axum::body::Body::from(bytes.clone()));
    *request.headers_mut() = headers.clone();
    // The size was checked; without this the extractor stops at two megabytes.
    axum::extract::DefaultBodyLimit::apply(
        axum::extract::DefaultBodyLimit::disable(),
        &mut request,
    );
    let mut parts =
        Multipart::from_request(request, &()).await.map_err(|_| ApiError::invalid_form())?;
    let mut incoming = Body { json: Value::Object(serde_json::Map::new()), uploads: Vec::new() };
    while let Some(part) = parts.next_field().await.map_err(|_| ApiError::invalid_form())? {
        let name = part.name().unwrap_or_default().to_owned();
        let filename = part.file_name().map(str::to_owned);
        let content_type = part.content_type().map(str::to_owned);
        let bytes = part.bytes().await.map_err(|_| ApiError::invalid_form())?;
        if let Some(filename) = filename.filter(|_| name != "payload_json") {
            let number = name
                .trim_start_matches("files[")
                .trim_start_matches("file")
                .trim_end_matches(']')
                .parse()
                .ok();
            let number =
                number.unwrap_or_else(|| u64::try_from(incoming.uploads.len()).unwrap_or(u64::MAX));
            let content_type = content_type.filter(|kind| kind != "application/octet-stream");
            incoming.uploads.push(Upload {
                number,
                filename,
                content_type,
                bytes: bytes.as_ref().into(),
            });
        } else if name == "payload_json" {
            incoming.json = serde_json::from_slice(&bytes).map_err(|_| ApiError::invalid_json())?;
        } else if let Some(body) = incoming.json.as_object_mut() {
            // Simple fields may stand beside the files instead of in `payload_json`.
            body.insert(name, Value::String(String::from_utf8_lossy(&bytes).into_owned()));
        }
    }
    Ok(incoming)
}
