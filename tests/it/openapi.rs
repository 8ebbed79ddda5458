//! Holds every request of the bot, and every answer of the sandbox, to Discord's own description of its HTTP API.
//!
//! The environment variable `DISCORD_OPENAPI` names the description (`specs/openapi.json` of Discord's repository
//! `discord-api-spec`). Without it nothing is checked, and a line says so once.

mod document;
mod operation;

use std::{
    io::Write,
    path::Path,
    sync::OnceLock,
};

use jsonschema::{ValidationError, error::ValidationErrorKind};
use sandbox::Exchange;
use serde_json::Value;

use document::Document;
use operation::{Operation, Operations};

/// How much of a message about one fault is shown: some quote the whole body.
const SHOWN: usize = 400;

/// Checks exchanges, and shows all that is wrong with them.
///
/// # Panics
/// When a request or an answer is not what the description says.
pub fn check(exchanges: &[Exchange]) {
    let Some(checker) = Checker::of_this_run() else { return };
    let complaints: Vec<String> = exchanges.iter().flat_map(|exchange| checker.complaints(exchange)).collect();
    assert!(complaints.is_empty(), "{} breaches of Discord's OpenAPI document:\n{}", complaints.len(), complaints.join("\n"));
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
        let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("DISCORD_OPENAPI names {}: {error}", path.display()));
        let document = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{} is no JSON: {error}", path.display()));
        Self::new(&document)
    }

    fn new(document: &Value) -> Self {
        Self {
            requests: Document::for_requests(document.clone()),
            answers: Document::for_answers(document.clone()),
            operations: Operations::of(document),
        }
    }

    fn complaints(&self, exchange: &Exchange) -> Vec<String> {
        let Exchange { number, method, path, status, .. } = exchange;
        let about = |complaint: String| format!("{number}. {method} {path} -> {status}: {complaint}");
        let Some(operation) = self.operations.find(method, path) else {
            return vec![about("Discord has no such endpoint".to_owned())];
        };
        let mut complaints = Vec::new();
        // What Discord refuses may be wrong: scenarios send such bodies on purpose. A limit refuses right ones as well.
        if !matches!(status, 400..=428 | 430..=499) {
            self.check_query(operation, &exchange.query, &mut complaints);
            self.check_body(operation, &exchange.body, &mut complaints);
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
            // A query is text; the schema tells whether it means a number, a truth, or one of several values.
            let readings = [Value::from(value.as_str()), value.parse().unwrap_or(Value::Null)];
            let fits = |reading: &Value| {
                let several = Value::Array(vec![reading.clone()]);
                self.requests.faults(schema, reading).is_empty() || self.requests.faults(schema, &several).is_empty()
            };
            if !readings.iter().any(fits) {
                complaints.push(format!("the query has {name}={value}, which is out of bounds"));
            }
        }
    }

    fn check_body(&self, operation: &Operation, body: &Value, complaints: &mut Vec<String>) {
        match &operation.body {
            None if !body.is_null() => complaints.push("the request has a body, and the endpoint takes none".to_owned()),
            Some(body_of) if body.is_null() && body_of.required => complaints.push("the request has no body".to_owned()),
            Some(body_of) if !body.is_null() => {
                complaints.extend(self.requests.faults(&body_of.schema, body).into_iter().map(|fault| format!("request: {fault}")));
            }
            None | Some(_) => {}
        }
    }

    fn check_answer(&self, operation: &Operation, exchange: &Exchange, complaints: &mut Vec<String>) {
        let (status, answer) = (exchange.status, &exchange.answer);
        // No answer at all, a broken server, or a proxy's page in HTML: none of them is an answer of the API.
        if status == 0 || status >= 500 || (status == 429 && answer.is_string()) {
            return;
        }
        match operation.answer(status) {
            None => complaints.push(format!("the endpoint never answers with {status}")),
            Some(None) if answer.is_null() => {}
            Some(None) => complaints.push("the answer has a body where there is none".to_owned()),
            Some(Some(schema)) => {
                complaints.extend(self.answers.faults(schema, answer).into_iter().map(|fault| format!("answer: {fault}")));
            }
        }
    }
}

/// What is wrong, and where, in a line. Where a value fits none of several shapes, the fault of the shape that it comes
/// closest to: the one whose fault lies deepest.
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
