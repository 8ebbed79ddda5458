//! Holds every request of the bot, and every answer of the sandbox, to Discord's own description of
//! its HTTP API.
//!
//! The environment variable `DISCORD_OPENAPI` names the description (`specs/openapi.json` of
//! Discord's repository `discord-api-spec`). Without it nothing is checked, and a line says so
//! once.

mod document;
mod operation;

use std::{io::Write, path::Path, sync::OnceLock};

use jsonschema::{ValidationError, error::ValidationErrorKind};
use sandbox::Exchange;
use serde_json::Value;

use document::Document;
use operation::{Operation, Operations};

/// How much of a message about one fault is shown: some quote the whole body.
const SHOWN: usize = 400;

/// Checks exchanges of our bot, and shows all that is wrong with them.
///
/// # Panics
/// When a request or an answer is not what the description says.
pub fn check(exchanges: &[Exchange]) {
    check_with(exchanges, UnknownFields::Wrong);
}

/// Checks exchanges of other people's clients, which may send more than Discord reads.
///
/// # Panics
/// When a request or an answer is not what the description says.
pub fn check_others(exchanges: &[Exchange]) {
    check_with(exchanges, UnknownFields::Ignored);
}

fn check_with(exchanges: &[Exchange], unknown: UnknownFields) {
    let Some(checker) = Checker::of_this_run() else { return };
    let complaints: Vec<String> =
        exchanges.iter().flat_map(|exchange| checker.complaints(exchange, unknown)).collect();
    assert!(
        complaints.is_empty(),
        "{} breaches of Discord's OpenAPI document:\n{}",
        complaints.len(),
        complaints.join("\n")
    );
}

/// What becomes of fields of a request, at its top, that the description does not have. Discord
/// ignores them, so that nobody would notice a misspelt one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnknownFields {
    Wrong,
    Ignored,
}

struct Checker {
    /// Requests and answers are held to the document with different corrections.
    requests: Document,
    answers: Document,
    operations: Operations,
}

impl Checker {
    /// The one checker of the whole run, if there is a description.
    fn of_this_run() -> Option<&'static Self> {
        static CHECKER: OnceLock<Option<Checker>> = OnceLock::new();
        let checker = CHECKER.get_or_init(|| match std::env::var_os("DISCORD_OPENAPI") {
            Some(path) => Some(Self::read(Path::new(&path))),
            None => {
                // Past the capture of output, which would hide it.
                drop(writeln!(std::io::stderr(), "skipped: DISCORD_OPENAPI is not set"));
                None
            }
        });
        checker.as_ref()
    }

    fn read(path: &Path) -> Self {
        let text = std::fs::read_to_string(path)
            .unwrap_or_else(|error| panic!("DISCORD_OPENAPI names {}: {error}", path.display()));
        let document = serde_json::from_str(&text)
            .unwrap_or_else(|error| panic!("{} is no JSON: {error}", path.display()));
        Self::new(&document)
    }

    fn new(document: &Value) -> Self {
        Self {
            requests: Document::for_requests(document.clone()),
            answers: Document::for_answers(document.clone()),
            operations: Operations::of(document),
        }
    }

    fn complaints(&self, exchange: &Exchange, unknown: UnknownFields) -> Vec<String> {
        let Exchange { number, method, path, status, .. } = exchange;
        let about =
            |complaint: String| format!("{number}. {method} {path} -> {status}: {complaint}");
        let Some(operation) = self.operations.find(method, path) else {
            return vec![about("Discord has no such endpoint".to_owned())];
        };
        let mut complaints = Vec::new();
        // What Discord refuses may be wrong: scenarios send such bodies on purpose. A limit refuses
        // right ones as well.
        if !matches!(status, 400..=428 | 430..=499) {
            self.check_query(operation, &exchange.query, &mut complaints);
            self.check_body(operation, &exchange.body, unknown, &mut complaints);
        }
        self.check_answer(operation, exchange, &mut complaints);
        complaints.into_iter().map(about).collect()
    }

    fn check_query(&self, operation: &Operation, query: &str, complaints: &mut Vec<String>) {
        for (name, value) in operation::query_pairs(query) {
            let Some(schema) = operation.parameter(&name) else {
                complaints.push(format!("the query has {name}, which the endpoint does not know"));
                continue;
            };
            // A query is text; the schema decides whether it means a number, a boolean (1 is
            // accepted), or one of several values.
            let readings = [
                Value::from(value.as_str()),
                value.parse().unwrap_or(Value::Null),
                Value::from(value == "1"),
            ];
            let fits = |reading: &Value| {
                let several = Value::Array(vec![reading.clone()]);
                self.requests.faults(schema, reading, UnknownFields::Ignored).is_empty()
                    || self.requests.faults(schema, &several, UnknownFields::Ignored).is_empty()
            };
            if !readings.iter().any(fits) {
                complaints.push(format!("the query has {name}={value}, which is out of bounds"));
            }
        }
    }

    fn check_body(
        &self,
        operation: &Operation,
        body: &Value,
        unknown: UnknownFields,
        complaints: &mut Vec<String>,
    ) {
        match &operation.body {
            None if !body.is_null() => {
                complaints.push("the request has a body, and the endpoint takes none".to_owned())
            }
            Some(body_of) if body.is_null() && body_of.required => {
                complaints.push("the request has no body".to_owned())
            }
            Some(body_of) if !body.is_null() => {
                complaints.extend(
                    self.requests
                        .faults(&body_of.schema, body, unknown)
                        .into_iter()
                        .map(|fault| format!("request: {fault}")),
                );
            }
            None | Some(_) => {}
        }
    }

    fn check_answer(
        &self,
        operation: &Operation,
        exchange: &Exchange,
        complaints: &mut Vec<String>,
    ) {
        let (status, answer) = (exchange.status, &exchange.answer);
        // No answer at all, a broken server, or a proxy's page in HTML: none of them is an answer
        // of the API.
        if status == 0 || status >= 500 || (status == 429 && answer.is_string()) {
            return;
        }
        match operation.answer(status) {
            None => complaints.push(format!("the endpoint never answers with {status}")),
            Some(None) if answer.is_null() => {}
            Some(None) => complaints.push("the answer has a body where there is none".to_owned()),
            Some(Some(schema)) => {
                complaints.extend(
                    self.answers
                        .faults(schema, answer, UnknownFields::Ignored)
                        .into_iter()
                        .map(|fault| format!("answer: {fault}")),
                );
            }
        }
    }
}

/// What is wrong, and where, in a line. Where a value fits none of several shapes, the fault of the
/// shape that it comes closest to: the one whose fault lies deepest.
fn shown(error: &ValidationError<'_>) -> String {
    let error = deepest(error);
    let text = format!("at {:?}: {error}", error.instance_path().as_str());
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text,
    }
}

fn deepest<'a>(error: &'a ValidationError<'a>) -> &'a ValidationError<'a> {
    let ValidationErrorKind::AnyOf { context } = error.kind() else { return error };
    let depth = |error: &&ValidationError<'_>| error.instance_path().as_str().matches('/').count();
    // The shape that fits best has few faults, so a single one outweighs depth.
    let candidates = context.iter().filter_map(|shape| shape.iter().map(deepest).max_by_key(depth));
    match candidates.max_by_key(depth) {
        Some(candidate) if depth(&candidate) > depth(&error) => candidate,
        _ => error,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn exchange(method: &str, path: &str, body: Value, status: u16, answer: Value) -> Exchange {
        let exchange = json!({
            "number": 1, "at": "2026-01-01T00:00:00Z", "method": method, "path": path, "route": path, "query": "", "body": body,
            "files": [], "status": status, "answer": answer, "limits": [],
        });
        serde_json::from_value(exchange).expect("an exchange")
    }

    /// A checker that finds nothing wrong might as well not look.
    #[test]
    fn wrong_requests_and_answers_are_noticed() {
        let Some(checker) = Checker::of_this_run() else { return };
        let complaints =
            |exchange: &Exchange| checker.complaints(exchange, UnknownFields::Wrong).join("\n");
        let messages = "/channels/1/messages";
        let sent = |body| exchange("POST", messages, body, 500, Value::Null);
        let refused = |status, answer| exchange("GET", "/users/@me", Value::Null, status, answer);
        let asked = |query: &str| Exchange {
            query: query.to_owned(),
            ..exchange("GET", messages, Value::Null, 200, json!([]))
        };

        let right = [
            sent(
                json!({ "content": "x".repeat(2_000), "attachments": [{ "id": 0 }], "allowed_mentions": { "parse": [], "users": ["1"] } }),
            ),
            asked("limit=100&after=175928847299117063"),
            refused(429, json!({ "message": "slow down", "retry_after": 0.5, "global": false })),
            refused(429, json!("<html>")),
            refused(
                400,
                json!({ "message": "no", "code": 50035, "errors": { "name": { "_errors": [{ "code": "BASE_TYPE_REQUIRED", "message": "no" }] } } }),
            ),
            refused(0, Value::Null),
            exchange(
                "PUT",
                "/channels/1/messages/2/reactions/%F0%9F%8E%AB/@me",
                Value::Null,
                204,
                Value::Null,
            ),
            exchange(
                "GET",
                "/guilds/1/threads/active",
                Value::Null,
                200,
                json!({ "threads": [], "members": [] }),
            ),
        ];
        for exchange in &right {
            assert_eq!(complaints(exchange), "", "{} {}", exchange.method, exchange.path);
        }

        let wrong = [
            (exchange("GET", "/channel/1", Value::Null, 200, Value::Null), "no such endpoint"),
            (exchange("PUT", "/channels/1", Value::Null, 200, Value::Null), "no such endpoint"),
            (sent(Value::Null), "has no body"),
            (sent(json!({ "content": "x".repeat(2_001) })), "request: at \"/content\""),
            (sent(json!({ "content": "x", "allowed_mention": {} })), "allowed_mention"),
            (
                sent(json!({ "content": "x", "embeds": [{ "title": "x".repeat(257) }] })),
                "at \"/embeds/0/title\"",
            ),
            (
                exchange(
                    "DELETE",
                    messages.replace("messages", "pins/1").as_str(),
                    json!({ "a": 1 }),
                    204,
                    Value::Null,
                ),
                "takes none",
            ),
            (asked("limit=101"), "limit=101"),
            (asked("limit=many"), "limit=many"),
            (asked("sort=old"), "does not know"),
            (refused(200, json!({ "id": 1 })), "answer: at"),
            (refused(403, json!({ "message": "no" })), "code"),
            (refused(204, Value::Null), "never answers with 204"),
            (
                exchange("DELETE", "/channels/1/messages/2", Value::Null, 204, json!({})),
                "where there is none",
            ),
        ];
        for (exchange, part) in &wrong {
            let found = complaints(exchange);
            assert!(
                found.contains(part),
                "{} {}: expected {part:?}, found {found:?}",
                exchange.method,
                exchange.path
            );
        }
        let misspelt = sent(json!({ "content": "x", "allowed_mention": {} }));
        assert!(checker.complaints(&misspelt, UnknownFields::Ignored).is_empty());
    }
}
