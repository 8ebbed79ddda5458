//! Which release contains the fix of a bug, in whatever order GitHub says what happened.

use chrono::TimeDelta;
use serde_json::json;

use crate::{
    github::stand_in::{Fault, StandIn, Webhook, reports, with_repository, with_webhook},
    scene::{Scene, report, thread},
};

/// Publishes a release, and GitHub's webhook says so.
async fn releases(scene: &Scene, (github, webhook): (&StandIn, &Webhook), tag: &str) {
    let payload = json!({ "action": "published", "release": github.releases(tag) });
    assert_eq!(webhook.sends(scene, "release", payload).await, 202);
}

#[tokio::test]
async fn a_release_ships_what_was_closed_before_it_though_that_is_said_later() {
    let (scene, github, webhook) = with_webhook().await;
    reports(&scene, "The export fails").await;
    reports(&scene, "Login is slow").await;
    let first = github.closes(1, "completed");
    releases(&scene, (&github, &webhook), "v5.3").await;
    let second = github.closes(2, "completed");
    webhook.issue(&scene, "closed", &first).await;
    webhook.issue(&scene, "closed", &second).await;
    assert!(scene.dora.sees(report(1)).await.contains("Status: Shipped in 5.3"));
    assert!(scene.dora.sees(report(2)).await.contains("Status: Fixed"), "it was closed later");
    releases(&scene, (&github, &webhook), "v5.4").await;
    assert!(scene.dora.sees(report(1)).await.contains("Status: Shipped in 5.3"));
    assert!(scene.dora.sees(report(2)).await.contains("Status: Shipped in 5.4"));
    scene.close().await;
}

#[tokio::test]
async fn of_two_releases_the_first_one_counts_that_contains_the_fix() {
    let (scene, github, webhook) = with_webhook().await;
    reports(&scene, "The export fails").await;
    let closed = github.closes(1, "completed");
    let first = json!({ "action": "published", "release": github.releases("v5.3") });
    releases(&scene, (&github, &webhook), "v5.4").await;
    webhook.sends(&scene, "release", first).await;
    webhook.issue(&scene, "closed", &closed).await;
    assert!(scene.dora.sees(report(1)).await.contains("Status: Shipped in 5.3"));
    scene.dora.clicks(report(1), "Reopen").await;
    scene.dora.clicks(report(1), "Fixed").await;
    assert!(scene.dora.sees(report(1)).await.contains("Status: Fixed"), "it is closed anew");
    scene.close().await;
}

#[tokio::test]
async fn a_milestone_ships_what_was_closed_before_it_though_that_is_said_later() {
    let (scene, github, webhook) = with_webhook().await;
    for (number, question) in [(1, "The export fails"), (2, "Login is slow")] {
        reports(&scene, question).await;
        github.changes(number, &json!({ "milestone": { "number": 1, "title": "6.0" } }));
    }
    let first = github.closes(1, "completed");
    let milestone = github.closes_milestone("6.0");
    let payload = json!({ "action": "closed", "milestone": milestone });
    webhook.sends(&scene, "milestone", payload).await;
    webhook.issue(&scene, "closed", &first).await;
    let second = github.closes(2, "completed");
    webhook.issue(&scene, "closed", &second).await;
    assert!(scene.dora.sees(report(1)).await.contains("Status: Shipped in 6.0"));
    assert!(scene.dora.sees(report(2)).await.contains("Status: Fixed"), "it was closed later");
    scene.close().await;
}

#[tokio::test]
async fn a_release_before_the_issue_is_closed_does_not_contain_the_fix() {
    let (scene, github, webhook) = with_webhook().await;
    reports(&scene, "The export fails").await;
    github.fails([Fault::Limited(120)]);
    scene.dora.clicks(report(1), "Fixed").await;
    releases(&scene, (&github, &webhook), "v5.3").await;
    scene.advance_and_run_due(TimeDelta::minutes(3)).await;
    assert_eq!(github.state(1), "closed, completed");
    assert!(scene.dora.sees(report(1)).await.contains("Status: Fixed"));
    releases(&scene, (&github, &webhook), "v5.4").await;
    assert!(scene.dora.sees(report(1)).await.contains("Status: Shipped in 5.4"));
    scene.close().await;
}

#[tokio::test]
async fn what_is_read_late_is_shipped_by_the_release_that_was_read_before() {
    let (scene, github) = with_repository().await;
    reports(&scene, "The export fails").await;
    github.fails([Fault::Limited(240)]);
    scene.dora.runs("/bug edit bug:1 title:Export fails at 99 percent").await;
    let issue = github.closes(1, "completed");
    assert_eq!(issue["state"], "closed");
    github.releases("v5.3");
    for _ in 0..6 {
        scene.advance_and_run_due(TimeDelta::minutes(2)).await;
    }
    assert!(scene.dora.sees(report(1)).await.contains("Status: Shipped in 5.3"));
    scene.close().await;
}

#[tokio::test]
async fn a_name_without_a_number_is_no_version_and_ships_nothing() {
    let (scene, github, webhook) = with_webhook().await;
    scene.olaf.runs("/setup send_bug_news:true").await;
    reports(&scene, "The export fails").await;
    let name = "Stop asking and upgrade already";
    github.changes(1, &json!({ "milestone": { "number": 1, "title": name } }));
    webhook.issue(&scene, "closed", &github.closes(1, "completed")).await;
    let milestone = github.closes_milestone(name);
    let payload = json!({ "action": "closed", "milestone": milestone });
    assert_eq!(webhook.sends(&scene, "milestone", payload).await, 202);
    releases(&scene, (&github, &webhook), "nightly").await;
    assert!(scene.dora.sees(report(1)).await.contains("Status: Fixed"));
    assert!(!scene.ana.sees(thread(1)).await.contains("fixed in version"));
    scene.close().await;
}
