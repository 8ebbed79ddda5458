//! What happens on GitHub comes back by its webhook.

use chrono::TimeDelta;
use serde_json::json;

use crate::{
    github::stand_in::{SECRET, reports, signed, with_webhook},
    scene::{Scene, reads, report, team_thread, thread},
};

#[tokio::test]
async fn a_closed_issue_is_a_fixed_bug() {
    let (scene, github, webhook) = with_webhook().await;
    reports(&scene, "The export fails").await;
    let issue = github.closes(1, "completed");
    assert_eq!(webhook.issue(&scene, "closed", &issue).await, 202);
    reads!(scene.dora.runs("/bug show bug:1"), @"
    Bug #1 · The export fails
    │ Status: Fixed, not shipped yet
    │ People affected: 1 person
    │ Links: [Report](report 1)
    │ Cases: [#1](thread 1)
    │ Last changes:
    │   2 March 2026 09:00 · GitHub fixed bug [#1](report 1)
    │   2 March 2026 09:00 · @max reported bug [#1](report 1) (normal severity)
    ");
    let issue = github.changes(1, &json!({ "state": "open" }));
    webhook.issue(&scene, "reopened", &issue).await;
    assert!(scene.dora.sees(report(1)).await.contains("Status: New"));
    assert_eq!(github.count("PATCH"), 0, "no echo");
    scene.close().await;
}

#[tokio::test]
async fn customers_hear_of_a_declined_issue_in_our_words() {
    let (scene, github, webhook) = with_webhook().await;
    let Scene { ana, max, .. } = &scene;
    reports(&scene, "The export fails").await;
    let issue = github.closes(1, "not_planned");
    webhook.issue(&scene, "closed", &issue).await;
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · The export fails
    Switchboard: @max, the developers declined bug #1.
      @ana will read this when you send it:
      > @ana The developers looked into this and decided not to change it. If you have questions about that, just write here.
      [Send] [Edit]
      → pings: max
    ");
    max.clicks(team_thread(1), "Send").await;
    reads!(ana, thread(1), @"
    Switchboard: @ana The developers looked into this and decided not to change it. If you have questions about that, just write here.
      -# Sent by @max
      → pings: ana
    ");
    scene.close().await;
}

#[tokio::test]
async fn our_own_change_that_comes_back_changes_nothing() {
    let (scene, github, webhook) = with_webhook().await;
    let Scene { dora, .. } = &scene;
    reports(&scene, "The export fails").await;
    let opened = github.changes(1, &json!({}));
    dora.clicks(report(1), "Fixed").await;
    let closed = github.changes(1, &json!({}));
    dora.clicks(report(1), "Reopen").await;
    let requests = github.count("PATCH");
    for (action, issue) in [("opened", opened), ("closed", closed)] {
        assert_eq!(webhook.issue(&scene, action, &issue).await, 202);
    }
    assert!(dora.sees(report(1)).await.contains("Status: Accepted"));
    assert_eq!((github.count("PATCH"), github.state(1).as_str()), (requests, "open, reopened"));
    scene.close().await;
}

#[tokio::test]
async fn a_duplicate_is_one_if_its_original_has_a_bug() {
    let (scene, github, webhook) = with_webhook().await;
    reports(&scene, "The export fails").await;
    reports(&scene, "Login is slow").await;
    let issue = github.says_duplicate(2, 77);
    webhook.issue(&scene, "closed", &issue).await;
    let shown = scene.dora.sees(report(2)).await;
    assert!(shown.contains("Status: New") && shown.contains("(closed as a duplicate)"), "{shown}");
    let reopened = github.changes(2, &json!({ "state": "open" }));
    webhook.issue(&scene, "reopened", &reopened).await;
    let issue = github.says_duplicate(1, 2);
    webhook.issue(&scene, "closed", &issue).await;
    let shown = scene.dora.sees(report(1)).await;
    assert!(shown.contains("Status: Duplicate of #2"), "{shown}");
    scene.close().await;
}

#[tokio::test]
async fn a_duplicate_is_not_forgotten_while_github_answers_no_query() {
    let (scene, github, webhook) = with_webhook().await;
    reports(&scene, "The export fails").await;
    reports(&scene, "Login is slow").await;
    github.answers_a_query_with("RATE_LIMITED");
    let issue = github.says_duplicate(2, 1);
    webhook.issue(&scene, "closed", &issue).await;
    assert!(scene.dora.sees(report(2)).await.contains("Status: New"));
    scene.advance_and_run_due(TimeDelta::minutes(2)).await;
    assert!(scene.dora.sees(report(2)).await.contains("Status: Duplicate of #1"));
    github.answers_a_query_with("FORBIDDEN");
    let issue = github.says_duplicate(1, 2);
    webhook.issue(&scene, "closed", &issue).await;
    let shown = scene.dora.sees(report(1)).await;
    assert!(shown.contains("(closed as a duplicate)"), "of one that we may not see: {shown}");
    scene.close().await;
}

#[tokio::test]
async fn a_release_ships_what_is_fixed() {
    let (scene, github, webhook) = with_webhook().await;
    let Scene { ana, max, dora, .. } = &scene;
    for question in ["The export fails", "Login is slow", "Fonts are wrong"] {
        reports(&scene, question).await;
    }
    let later = github.changes(2, &json!({ "milestone": { "title": "6.0" } }));
    webhook.issue(&scene, "milestoned", &later).await;
    dora.clicks(report(1), "Fixed").await;
    dora.clicks(report(2), "Fixed").await;
    let release = github.releases("v5.3");
    for action in ["published", "released"] {
        let payload = json!({ "action": action, "release": release });
        assert_eq!(webhook.sends(&scene, "release", payload).await, 202);
    }
    reads!(dora.runs("/bug list status:shipped"), @"
    1 bug with the status “shipped”
    │ [#1](report 1) · The export fails · Shipped in 5.3 · 1 person
    ");
    assert!(dora.sees(report(1)).await.contains("Status: Shipped in 5.3"));
    assert!(dora.sees(report(2)).await.contains("Status: Fixed"), "it is in another milestone");
    assert!(dora.sees(report(3)).await.contains("Status: New"), "it is not fixed");
    max.clicks(team_thread(1), "Send").await;
    assert!(ana.sees(thread(1)).await.contains("this is fixed in version 5.3"));
    scene.close().await;
}

#[tokio::test]
async fn a_closed_milestone_ships_what_is_in_it() {
    let (scene, github, webhook) = with_webhook().await;
    reports(&scene, "The export fails").await;
    reports(&scene, "Login is slow").await;
    let issue = github.changes(1, &json!({ "milestone": { "title": "Spring (6.0)" } }));
    webhook.issue(&scene, "milestoned", &issue).await;
    scene.dora.clicks(report(1), "Fixed").await;
    scene.dora.clicks(report(2), "Fixed").await;
    let milestone = github.closes_milestone("Spring (6.0)");
    let payload = json!({ "action": "closed", "milestone": milestone });
    webhook.sends(&scene, "milestone", payload).await;
    assert!(scene.dora.sees(report(1)).await.contains("Status: Shipped in Spring 6.0"));
    assert!(scene.dora.sees(report(2)).await.contains("Status: Fixed"));
    scene.close().await;
}

#[tokio::test]
async fn a_milestone_with_another_title_is_still_the_same() {
    let (scene, github, webhook) = with_webhook().await;
    reports(&scene, "The export fails").await;
    reports(&scene, "Login is slow").await;
    for (issue, number) in [(1, 7), (2, 8)] {
        let milestone = json!({ "milestone": { "number": number, "title": "Next" } });
        let issue = github.changes(issue, &milestone);
        webhook.issue(&scene, "milestoned", &issue).await;
    }
    scene.dora.clicks(report(1), "Fixed").await;
    scene.dora.clicks(report(2), "Fixed").await;
    let milestone = github.closes_milestone_of(7, "6.0");
    let payload = json!({ "action": "closed", "milestone": milestone });
    webhook.sends(&scene, "milestone", payload).await;
    assert!(scene.dora.sees(report(1)).await.contains("Status: Shipped in 6.0"));
    assert!(scene.dora.sees(report(2)).await.contains("Status: Fixed"), "it is in another");
    scene.close().await;
}

#[tokio::test]
async fn a_label_says_how_bad_it_is() {
    let (scene, github, webhook) = with_webhook().await;
    reports(&scene, "The export fails").await;
    let labels = json!({ "labels": [{ "name": "bug" }, { "name": "severity: critical" }] });
    let issue = github.changes(1, &labels);
    webhook.issue(&scene, "labeled", &issue).await;
    assert!(scene.dora.sees(report(1)).await.contains("Severity: Critical"));
    assert!(github.reads(1).contains("- Severity: critical"));
    scene.close().await;
}

#[tokio::test]
async fn what_is_not_signed_is_not_read() {
    let (scene, github, webhook) = with_webhook().await;
    reports(&scene, "The export fails").await;
    let payload = json!({
        "action": "closed", "issue": github.closes(1, "completed"), "repository": { "full_name": "lantern/app" }
    });
    let body = payload.to_string();
    let right = signed(SECRET, body.as_bytes());
    for wrong in ["", "sha256=", &signed("another secret", body.as_bytes()), &right[..70]] {
        assert_eq!(webhook.sends_raw("issues", "1", wrong, body.clone()).await, 401, "{wrong}");
    }
    assert_eq!(webhook.sends_raw("issues", "1", &right, format!("{body} ")).await, 401);
    assert!(scene.dora.sees(report(1)).await.contains("Status: New"));
    assert_eq!(webhook.sends_raw("issues", "1", &right, body.clone()).await, 202);
    assert_eq!(webhook.sends_raw("issues", "1", &right, body).await, 202);
    scene.idle().await;
    assert!(scene.dora.sees(report(1)).await.contains("Status: Fixed"));
    scene.close().await;
}

#[tokio::test]
async fn a_message_that_comes_twice_counts_once() {
    let (scene, github, webhook) = with_webhook().await;
    reports(&scene, "The export fails").await;
    let payload = json!({
        "action": "closed", "issue": github.closes(1, "completed"), "repository": { "full_name": "lantern/app" }
    });
    let body = payload.to_string();
    let signature = signed(SECRET, body.as_bytes());
    let (one, other) = tokio::join!(
        webhook.sends_raw("issues", "same", &signature, body.clone()),
        webhook.sends_raw("issues", "same", &signature, body.clone()),
    );
    assert_eq!((one, other), (202, 202));
    scene.idle().await;
    let shown = scene.dora.runs("/bug show bug:1").await.to_string();
    assert_eq!(shown.matches("GitHub fixed bug").count(), 1, "{shown}");
    scene.close().await;
}

#[tokio::test]
async fn what_is_too_large_or_no_json_or_unknown_is_answered_at_once() {
    let (scene, _, webhook) = with_webhook().await;
    let large = vec![b' '; 4 * 1024 * 1024 + 1];
    assert_eq!(webhook.sends_raw("issues", "1", &signed(SECRET, &large), large).await, 413);
    let text = "payload=%7B%7D";
    assert_eq!(webhook.sends_raw("issues", "2", &signed(SECRET, text.as_bytes()), text).await, 400);
    assert_eq!(webhook.sends(&scene, "ping", json!({ "zen": "Speak like a human." })).await, 202);
    assert_eq!(webhook.sends(&scene, "issues", json!({ "action": "exploded" })).await, 202);
    scene.close().await;
}

#[tokio::test]
async fn a_deleted_issue_leaves_its_bug() {
    let (scene, github, webhook) = with_webhook().await;
    reports(&scene, "The export fails").await;
    let issue = github.changes(1, &json!({}));
    webhook.issue(&scene, "deleted", &issue).await;
    let shown = scene.dora.sees(report(1)).await;
    assert!(!shown.contains("GitHub") && shown.contains("Status: New"), "{shown}");
    scene.close().await;
}
