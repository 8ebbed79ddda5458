//! Authentication of the page.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::page::context::Page;

/// The token of a request to the page.
#[derive(Debug, Deserialize)]
pub(super) struct Token {
    #[serde(default)]
    token: String,
}

impl Token {
    /// Returns a refusal if the token is not the page's.
    pub(super) fn refusal(&self, page: &Page) -> Option<Response> {
        let words = "This page is from an earlier run of the sandbox. Reload it.";
        (self.token != page.token).then(|| (StatusCode::FORBIDDEN, words).into_response())
    }
}
