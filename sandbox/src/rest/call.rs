//! Reading the parts of a path and a query.

use std::collections::HashMap;
use std::convert::Infallible;

use axum::extract::{FromRequestParts, Query, RawPathParams};
use axum::http::request::Parts;
use chrono::{DateTime, Utc};

use crate::error::ApiError;
use crate::snowflake::{self, Snowflake};

/// The names in the path and the query of a request.
pub(super) struct Call {
    path: HashMap<String, String>,
    query: Vec<(String, String)>,
}

impl<S: Send + Sync> FromRequestParts<S> for Call {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let path = RawPathParams::from_request_parts(parts, state).await;
        let path = path
            .iter()
            .flatten()
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        let query = Query::<Vec<(String, String)>>::try_from_uri(&parts.uri)
            .map(|Query(query)| query)
            .unwrap_or_default();
        Ok(Self { path, query })
    }
}

fn no_snowflake(name: &str, text: &str) -> ApiError {
    ApiError::field(&[name], "NUMBER_TYPE_COERCE", &format!("Value \"{text}\" is not snowflake."))
}

impl Call {
    /// A part of the path as it is.
    pub fn text(&self, name: &str) -> &str {
        self.path.get(name).map_or("", String::as_str)
    }

    /// A part of the path that is an id. Error: 50035.
    pub fn id(&self, name: &str) -> Result<Snowflake, ApiError> {
        let text = self.text(name);
        snowflake::parse(text).ok_or_else(|| no_snowflake(&format!("{name}_id"), text))
    }

    /// A part of the path that is the id of a user, or `@me` (which a route may also have in its
    /// template).
    pub fn user(&self, name: &str, bot: Snowflake) -> Result<Snowflake, ApiError> {
        if matches!(self.text(name), "" | "@me") { Ok(bot) } else { self.id(name) }
    }

    /// A value of the query.
    pub fn asked(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// All values of the query with this name.
    pub fn asked_all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.query.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Whether the query says yes.
    pub fn asked_yes(&self, name: &str) -> bool {
        matches!(self.asked(name), Some("true" | "True" | "1"))
    }

    /// An id of the query. Error: 50035.
    pub fn asked_id(&self, name: &str) -> Result<Option<Snowflake>, ApiError> {
        self.asked(name)
            .map(|text| snowflake::parse(text).ok_or_else(|| no_snowflake(name, text)))
            .transpose()
    }

    /// A number of the query within bounds. Error: 50035.
    pub fn asked_number(
        &self,
        name: &str,
        min: usize,
        max: usize,
        default: usize,
    ) -> Result<usize, ApiError> {
        let Some(text) = self.asked(name) else { return Ok(default) };
        let number: i64 = text.parse().map_err(|_| {
            ApiError::field(&[name], "NUMBER_TYPE_COERCE", &format!("Value \"{text}\" is not int."))
        })?;
        let number = usize::try_from(number).unwrap_or(0);
        if number < min || text.starts_with('-') {
            let message = format!("int value should be greater than or equal to {min}.");
            return Err(ApiError::field(&[name], "NUMBER_TYPE_MIN", &message));
        }
        if number > max {
            let message = format!("int value should be less than or equal to {max}.");
            return Err(ApiError::field(&[name], "NUMBER_TYPE_MAX", &message));
        }
        Ok(number)
    }

    /// An instant of the query. Error: 50035.
    pub fn asked_time(&self, name: &str) -> Result<Option<DateTime<Utc>>, ApiError> {
        let Some(text) = self.asked(name) else { return Ok(None) };
        // A plus sign that was not encoded arrives as a space.
        let time = DateTime::parse_from_rfc3339(&text.replace(' ', "+"));
        let message = format!("Could not parse {text}. Should be ISO8601.");
        time.map(|time| Some(time.to_utc()))
            .map_err(|_| ApiError::field(&[name], "DATE_TIME_TYPE_PARSE", &message))
    }
}
