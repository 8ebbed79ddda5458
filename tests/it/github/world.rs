//! What the server in GitHub's place holds: one repository with its issues, and how it answers.

use std::{collections::VecDeque, sync::Arc};

use axum::http::Method;
use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use serde_json::{Value, json};
use switchboard::domain::{Clock, ManualClock};

use crate::github::stand_in::Fault;

/// The number of the repository, which stays when it gets another name.
pub const REPOSITORY: i64 = 1_296_269;

/// What GitHub holds.
pub struct World {
    pub clock: Arc<ManualClock>,
    /// When something last changed there.
    pub last_change: DateTime<Utc>,
    pub issues: Vec<Value>,
    /// Of which issue an issue is a duplicate.
    pub originals: Vec<(i64, i64)>,
    pub releases: Vec<Value>,
    pub milestones: Vec<Value>,
    pub requests: Vec<String>,
    pub faults: VecDeque<Fault>,
    pub reading_faults: VecDeque<Fault>,
    /// Kinds of errors with which the next GraphQL queries are answered.
    pub errors: VecDeque<&'static str>,
    /// The names of the repository, the last one first.
    pub names: Vec<String>,
    /// Issues that were deleted, and those that were moved to another repository.
    pub deleted: Vec<i64>,
    pub moved: Vec<i64>,
    /// Where GitHub sends requests for the repository instead of answering.
    pub elsewhere: Option<String>,
    /// By how much GitHub's clock is slow.
    pub lag: TimeDelta,
    pub is_public: bool,
    pub has_issues: bool,
}

/// Answers that there is nothing at this address any more.
fn redirected(method: &Method, to: &str) -> (u16, Value) {
    let status = if method == Method::GET { 301 } else { 307 };
    (status, json!({ "message": "Moved Permanently", "url": to }))
}

/// One page of a list, as the query asks for it.
fn page(all: &[Value], query: &str) -> Value {
    let number = |name: &str, default| {
        let of = |pair: &str| pair.strip_prefix(name)?.strip_prefix('=')?.parse().ok();
        query.split('&').find_map(of).unwrap_or(default)
    };
    let (size, page): (usize, usize) = (number("per_page", 30), number("page", 1));
    json!(all.iter().skip(size * (page - 1)).take(size).collect::<Vec<_>>())
}

impl World {
    /// A repository without any issues.
    pub fn of(clock: Arc<ManualClock>) -> Self {
        Self {
            last_change: clock.now() - TimeDelta::seconds(1),
            clock,
            issues: Vec::new(),
            originals: Vec::new(),
            releases: Vec::new(),
            milestones: Vec::new(),
            requests: Vec::new(),
            faults: VecDeque::new(),
            reading_faults: VecDeque::new(),
            errors: VecDeque::new(),
            names: vec!["lantern/app".to_owned()],
            deleted: Vec::new(),
            moved: Vec::new(),
            elsewhere: None,
            lag: TimeDelta::zero(),
            is_public: false,
            has_issues: true,
        }
    }

    /// The time of a change: each has its own second.
    pub fn tick(&mut self) -> String {
        let next = self.last_change + TimeDelta::seconds(1);
        self.last_change = (self.clock.now() - self.lag).max(next);
        self.last_change.to_rfc3339_opts(SecondsFormat::Secs, true)
    }

    pub fn issue(&mut self, number: i64) -> Option<&mut Value> {
        self.issues.iter_mut().find(|issue| issue["number"] == number)
    }

    pub fn make(&mut self, title: &str, body: &str) -> Value {
        let (number, at) = (self.issues.len() + 1, self.tick());
        let issue = json!({
            "number": number,
            "html_url": format!("https://github.com/lantern/app/issues/{number}"),
            "title": title,
            "body": body,
            "state": "open",
            "state_reason": null,
            "labels": [],
            "milestone": null,
            "created_at": at,
            "updated_at": at,
            "closed_at": null,
        });
        self.issues.push(issue.clone());
        issue
    }

    pub fn change(&mut self, number: i64, change: &Value) -> Option<Value> {
        let at = self.tick();
        let issue = self.issue(number)?;
        for name in ["title", "body", "labels", "milestone"] {
            if !change[name].is_null() {
                issue[name] = change[name].clone();
            }
        }
        let (before, after) = (issue["state"].clone(), change["state"].clone());
        // GitHub ignores the reason unless the state changes.
        if !after.is_null() && before != after {
            let is_closed = after == "closed";
            let reason = change["state_reason"].as_str().unwrap_or("completed");
            issue["state_reason"] = if is_closed { json!(reason) } else { json!("reopened") };
            issue["closed_at"] = if is_closed { json!(at) } else { Value::Null };
            issue["state"] = after;
        }
        issue["updated_at"] = json!(at);
        Some(issue.clone())
    }

    pub fn answer(
        &mut self,
        method: &Method,
        path: &str,
        query: &str,
        body: &Value,
    ) -> (u16, Value) {
        // Upper and lower case make no difference to GitHub.
        let path = &path.to_lowercase();
        let by_name = |name: &String| path.strip_prefix(&format!("/repos/{name}"));
        let by_number = path.strip_prefix(&format!("/repositories/{REPOSITORY}"));
        let is_ours = by_number.or_else(|| by_name(&self.names[0])).is_some();
        let old = self.names[1..].iter().find_map(by_name).filter(|_| !is_ours);
        if let Some(elsewhere) = self.elsewhere.as_ref().filter(|_| path.starts_with("/repos/")) {
            return redirected(method, elsewhere);
        }
        if let Some(rest) = old {
            return redirected(method, &format!("/repositories/{REPOSITORY}{rest}"));
        }
        let rest = by_number.or_else(|| by_name(&self.names[0])).unwrap_or(path);
        let numbered = rest.strip_prefix("/issues/").and_then(|number| number.parse().ok());
        if rest.starts_with("/issues") && !self.has_issues {
            return (410, json!({ "message": "Issues has been disabled in this repository." }));
        }
        match numbered {
            Some(number) if self.deleted.contains(&number) => {
                return (410, json!({ "message": "This issue was deleted" }));
            }
            Some(number) if self.moved.contains(&number) => {
                return redirected(method, "/repositories/77/issues/1");
            }
            _ => {}
        }
        let absent = (404, json!({ "message": "Not Found" }));
        let found = match (method.as_str(), rest, numbered) {
            ("GET", "", _) if is_ours => Some(json!({
                "id": REPOSITORY, "full_name": self.names[0],
                "private": !self.is_public, "has_issues": self.has_issues
            })),
            ("GET", "/issues", _) => Some(page(&self.listed(query), query)),
            ("GET", "/releases", _) => Some(page(&self.releases, query)),
            ("GET", "/milestones", _) => {
                // In the order in which they are due, the first one first.
                let mut milestones = self.milestones.clone();
                if query.contains("direction=desc") {
                    milestones.reverse();
                }
                Some(page(&milestones, query))
            }
            ("GET", _, Some(number)) => self.issue(number).cloned(),
            ("PATCH", _, Some(number)) => self.change(number, body),
            ("POST", "/issues", _) => {
                let text = |name: &str| body[name].as_str().unwrap_or_default();
                return (201, self.make(text("title"), text("body")));
            }
            ("POST", "/graphql", _) => Some(self.query(body)),
            _ => None,
        };
        found.map_or(absent, |found| (200, found))
    }

    /// The issues that are listed, in the order that the query asks for.
    fn listed(&self, query: &str) -> Vec<Value> {
        let since = query.split('&').find_map(|pair| pair.strip_prefix("since="));
        let is_new =
            |issue: &&Value| since.is_none_or(|since| issue["updated_at"].as_str() >= Some(since));
        let mut issues: Vec<_> = self.issues.iter().filter(is_new).cloned().collect();
        issues.reverse();
        if query.contains("sort=updated&direction=asc") {
            issues.sort_by_key(|issue| issue["updated_at"].to_string());
        }
        issues
    }

    /// Answers a GraphQL query, with status 200 whatever happens.
    fn query(&mut self, body: &Value) -> Value {
        if let Some(kind) = self.errors.pop_front() {
            let error = json!({ "type": kind, "message": "so it is" });
            return json!({ "data": null, "errors": [error] });
        }
        let number = body["variables"]["number"].as_i64();
        let original = self.originals.iter().find(|(of, _)| Some(*of) == number);
        let repository = json!({ "nameWithOwner": self.names[0] });
        let canonical = original.map(
            |(_, original)| json!({ "canonical": { "number": original, "repository": repository } }),
        );
        let nodes: Vec<Value> = canonical.into_iter().collect();
        json!({ "data": { "repository": { "issue": { "timelineItems": { "nodes": nodes } } } } })
    }
}
