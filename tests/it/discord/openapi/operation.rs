//! The endpoints that the description lists, and where in it their parts stand.

use std::collections::HashMap;

use reqwest::Url;
use serde_json::{Map, Value};

/// A place in the description, as a JSON pointer.
pub type Pointer = String;

/// What a request may carry.
pub struct Body {
    pub schema: Pointer,
    pub required: bool,
}

/// One method of one path.
pub struct Operation {
    pub body: Option<Body>,
    parameters: HashMap<String, Pointer>,
    /// By status, such as `200` or `4XX`; none inside for an answer without a body.
    answers: HashMap<String, Option<Pointer>>,
}

impl Operation {
    /// The schema of a value in the query.
    pub fn parameter(&self, name: &str) -> Option<&Pointer> {
        self.parameters.get(name)
    }

    /// The schema of the answer with this status. The outer `None`: there is no such answer. The
    /// inner one: it is empty.
    pub fn answer(&self, status: u16) -> Option<Option<&Pointer>> {
        let class = || self.answers.get(&format!("{}XX", status / 100));
        self.answers.get(&status.to_string()).or_else(class).map(Option::as_ref)
    }
}

struct Route {
    segments: Vec<String>,
    by_method: HashMap<String, Operation>,
}

/// All endpoints.
pub struct Operations(Vec<Route>);

impl Operations {
    pub fn of(document: &Value) -> Self {
        let paths = document["paths"].as_object().expect("an OpenAPI document has paths");
        Self(paths.iter().map(|(path, item)| Route::read(document, path, item)).collect())
    }

    /// The endpoint that a request reaches. Where several templates fit, the one with the most
    /// literal words wins.
    pub fn find(&self, method: &str, path: &str) -> Option<&Operation> {
        let words: Vec<&str> = path.split('/').collect();
        let fitting = self.0.iter().filter(|route| route.fits(&words));
        let best = fitting.max_by_key(|route| {
            route.segments.iter().filter(|segment| !is_placeholder(segment)).count()
        })?;
        best.by_method.get(&method.to_ascii_lowercase())
    }
}

impl Route {
    fn read(document: &Value, path: &str, item: &Value) -> Self {
        let item = item.as_object().expect("a path has methods");
        let base = format!("/paths/{}", escaped(path));
        let shared = parameters(document, item, &base);
        let methods = item.iter().filter(|(method, _)| *method != "parameters");
        let by_method = methods.map(|(method, operation)| {
            let operation = operation.as_object().expect("a method is an object");
            (method.clone(), read(document, operation, &format!("{base}/{method}"), &shared))
        });
        Self {
            segments: path.split('/').map(str::to_owned).collect(),
            by_method: by_method.collect(),
        }
    }

    fn fits(&self, words: &[&str]) -> bool {
        self.segments.len() == words.len()
            && self.segments.iter().zip(words).all(|(segment, word)| {
                is_placeholder(segment) && !word.is_empty() || segment == word
            })
    }
}

fn is_placeholder(segment: &str) -> bool {
    segment.starts_with('{')
}

fn read(
    document: &Value,
    operation: &Map<String, Value>,
    base: &str,
    shared: &HashMap<String, Pointer>,
) -> Operation {
    let json_of = |holder: &Value| holder.pointer("/content/application~1json/schema").is_some();
    let schema_at = |pointer: &str| format!("{pointer}/content/application~1json/schema");
    let body = operation.get("requestBody").filter(|body| json_of(body)).map(|body| Body {
        schema: schema_at(&format!("{base}/requestBody")),
        required: body["required"] == true,
    });
    let mut own = parameters(document, operation, base);
    own.extend(shared.iter().map(|(name, pointer)| (name.clone(), pointer.clone())));
    let answers = operation["responses"].as_object().expect("an operation has responses");
    let answers = answers.iter().map(|(status, answer)| {
        let (answer, pointer) = followed(document, answer, format!("{base}/responses/{status}"));
        (status.clone(), json_of(answer).then(|| schema_at(&pointer)))
    });
    Operation { body, parameters: own, answers: answers.collect() }
}

/// The parameters in the query that a path or a method declares.
fn parameters(
    document: &Value,
    holder: &Map<String, Value>,
    base: &str,
) -> HashMap<String, Pointer> {
    let declared =
        holder.get("parameters").and_then(Value::as_array).into_iter().flatten().enumerate();
    let in_query = declared.filter_map(|(index, parameter)| {
        let (parameter, pointer) =
            followed(document, parameter, format!("{base}/parameters/{index}"));
        let name = parameter["name"].as_str()?;
        (parameter["in"] == "query").then(|| (name.to_owned(), format!("{pointer}/schema")))
    });
    in_query.collect()
}

/// What stands at a place, or where a reference there leads.
fn followed<'a>(document: &'a Value, value: &'a Value, pointer: Pointer) -> (&'a Value, Pointer) {
    let Some(reference) = value["$ref"].as_str() else { return (value, pointer) };
    let target = reference.strip_prefix('#').expect("references stay inside the document");
    (
        document.pointer(target).unwrap_or_else(|| panic!("nothing stands at {reference}")),
        target.to_owned(),
    )
}

/// A key as a JSON pointer writes it (RFC 6901).
fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// The names and values of a query.
pub fn query_pairs(query: &str) -> Vec<(String, String)> {
    let url =
        Url::parse(&format!("http://query/?{query}")).expect("a query that the sandbox could read");
    url.query_pairs().map(|(name, value)| (name.into_owned(), value.into_owned())).collect()
}
