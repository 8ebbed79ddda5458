//! Everything that GitHub's webhook is known to send can be read: the examples of
//! Octokit's webhooks-examples on npm, if `GITHUB_WEBHOOK_EXAMPLES` names their file.

use std::{collections::BTreeMap, fs, io::Write};

use serde_json::Value;
use switchboard::{domain::IssueEvent, github::event};

#[test]
fn every_known_message_can_be_read() {
    let Some(path) = std::env::var_os("GITHUB_WEBHOOK_EXAMPLES") else {
        // Past the capture of output, which would hide it.
        drop(writeln!(std::io::stderr(), "skipped: GITHUB_WEBHOOK_EXAMPLES is not set"));
        return;
    };
    let text = fs::read_to_string(path).expect("the examples");
    let all: Vec<Value> = serde_json::from_str(&text).expect("JSON");
    let mut read: BTreeMap<String, usize> = BTreeMap::new();
    for kind in &all {
        let name = kind["name"].as_str().expect("a name");
        for example in kind["examples"].as_array().expect("examples") {
            let action = example["action"].as_str().unwrap_or("none");
            let found = event(name, example).map(|(_, event)| event);
            let is_ours = match (name, action) {
                ("issues", "deleted" | "transferred") => {
                    matches!(found, Some(IssueEvent::Gone { .. }))
                }
                // Their issue has no state, though it is an issue.
                ("issues", "pinned" | "unpinned") => found.is_none(),
                ("issues", _) => matches!(found, Some(IssueEvent::Seen { .. })),
                ("milestone", "closed") => matches!(found, Some(IssueEvent::Shipped(_))),
                ("release", "published" | "released") => {
                    matches!(found, Some(IssueEvent::Shipped(_)))
                        || example["release"]["prerelease"] == true
                }
                _ => found.is_none(),
            };
            assert!(is_ours, "{name} {action}: {found:?}");
            *read.entry(format!("{name} {action}")).or_default() += 1;
        }
    }
    assert!(read.len() > 100, "{} kinds of messages", read.len());
    assert!(read.contains_key("issues reopened") && read.contains_key("release published"));
}
