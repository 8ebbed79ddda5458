//! What we read of GitHub's JSON, in its answers and in what its webhook sends: only the fields
//! that we need, and none of them has to be there. What is not as expected is no event.

use serde_json::Value;

use crate::domain::{
    IssueEvent, IssueSeen, IssueState, Milestone, Repository, Severity, Shipment, ShipmentKind,
    Time,
};

/// Returns a time (RFC 3339).
pub(super) fn time(value: &Value) -> Option<Time> {
    chrono::DateTime::parse_from_rfc3339(value.as_str()?).ok().map(|time| time.to_utc())
}

/// Returns an issue: its number, and how it is.
pub(super) fn issue(value: &Value) -> Option<(i64, IssueSeen)> {
    let state = match (value["state"].as_str()?, value["state_reason"].as_str()) {
        ("open", _) => IssueState::Open,
        (_, Some("not_planned")) => IssueState::NotPlanned,
        (_, Some("duplicate")) => IssueState::Duplicate,
        // Also what was closed before there were reasons.
        _ => IssueState::Completed,
    };
    let labels = value["labels"].as_array().map(Vec::as_slice).unwrap_or_default();
    let severity = labels.iter().filter_map(|label| severity(label["name"].as_str()?)).max();
    let seen = IssueSeen {
        state,
        milestone: value["milestone"]["title"].as_str().map(|title| Milestone {
            number: value["milestone"]["number"].as_i64(),
            title: title.to_owned(),
        }),
        severity,
        updated_at: time(&value["updated_at"])?,
        closed_at: time(&value["closed_at"]),
    };
    Some((value["number"].as_i64()?, seen))
}

/// Returns what a label says of how bad a bug is, such as `severity: high`.
fn severity(label: &str) -> Option<Severity> {
    let label = label.to_lowercase();
    let rest = label.strip_prefix("severity")?;
    rest.trim_start_matches([':', '/', '-', ' ']).parse().ok()
}

/// Returns a release that is published and neither a draft nor a pre-release.
pub(super) fn release(value: &Value) -> Option<Shipment> {
    let is_set = |name: &str| value[name].as_bool().unwrap_or_default();
    if is_set("draft") || is_set("prerelease") {
        return None;
    }
    Some(Shipment {
        kind: ShipmentKind::Release,
        id: value["id"].as_i64()?,
        name: value["tag_name"].as_str()?.to_owned(),
        at: time(&value["published_at"])?,
    })
}

/// Returns a milestone that is closed.
pub(super) fn milestone(value: &Value) -> Option<Shipment> {
    Some(Shipment {
        kind: ShipmentKind::Milestone,
        id: value["number"].as_i64()?,
        name: value["title"].as_str()?.to_owned(),
        at: time(&value["closed_at"])?,
    })
}

/// Returns what a message of the webhook says, and about which repository. `None` if it says
/// nothing that we need.
pub fn event(name: &str, payload: &Value) -> Option<(Repository, IssueEvent)> {
    let action = payload["action"].as_str()?;
    let repository = payload["repository"]["full_name"].as_str()?;
    let event = match (name, action) {
        ("issues", "deleted" | "transferred") => {
            IssueEvent::Gone { number: payload["issue"]["number"].as_i64()? }
        }
        ("issues", _) => {
            let (number, seen) = issue(&payload["issue"])?;
            IssueEvent::Seen { number, seen }
        }
        ("release", "published" | "released") => IssueEvent::Shipped(release(&payload["release"])?),
        ("milestone", "closed") => IssueEvent::Shipped(milestone(&payload["milestone"])?),
        _ => return None,
    };
    Some((Repository::stored(repository.to_owned()), event))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn labels_say_how_bad_a_bug_is() {
        for (label, says) in [
            ("severity: high", Some(Severity::High)),
            ("Severity/Critical", Some(Severity::Critical)),
            ("severity-low", Some(Severity::Low)),
            ("severity", None),
            ("severity: unknown", None),
            ("high", None),
        ] {
            assert_eq!(severity(label), says, "{label}");
        }
    }

    #[test]
    fn what_is_missing_or_new_is_no_event() {
        let repository = json!({ "full_name": "lantern/app" });
        for payload in [
            json!(null),
            json!([]),
            json!({ "action": 1, "repository": repository }),
            json!({ "action": "closed", "repository": repository }),
            json!({ "action": "closed", "issue": { "number": 1 }, "repository": repository }),
            json!({ "action": "closed", "issue": { "number": 1, "state": "closed", "updated_at": "x" }, "repository": repository }),
        ] {
            assert_eq!(event("issues", &payload), None, "{payload}");
        }
    }

    #[test]
    fn reasons_that_are_unknown_count_as_completed() {
        let closed = |reason: &str| {
            let value = json!({ "number": 1, "state": "closed", "state_reason": reason, "updated_at": "2026-03-02T09:00:00Z" });
            issue(&value).expect("an issue").1.state
        };
        assert_eq!(closed("not_planned"), IssueState::NotPlanned);
        assert_eq!(closed("duplicate"), IssueState::Duplicate);
        assert_eq!(closed("because"), IssueState::Completed);
    }
}
