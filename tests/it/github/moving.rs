//! What becomes of a bug when its issue or its repository is not where it was.

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::{
    github::{
        stand_in::{StandIn, before_choice, reports, with_repository, with_webhook},
        world::REPOSITORY,
    },
    scene::{Scene, reads, report},
};

/// What GitHub's webhook says of an issue in a repository.
fn payload(action: &str, issue: &Value, (id, name): (i64, &str)) -> Value {
    json!({ "action": action, "issue": issue, "repository": { "id": id, "full_name": name } })
}

#[tokio::test]
async fn the_webhook_knows_a_repository_by_its_number() {
    let (scene, github, webhook) = with_webhook().await;
    reports(&scene, "The export fails").await;
    let issue = github.closes(1, "completed");
    let other = payload("closed", &issue, (77, "Lantern/App"));
    webhook.sends(&scene, "issues", other).await;
    let shown = scene.dora.sees(report(1)).await;
    assert!(shown.contains("Status: New"), "another repository has the name now: {shown}");
    github.renames_repository("lantern/lamp");
    let renamed = payload("closed", &issue, (REPOSITORY, "Lantern/Lamp"));
    webhook.sends(&scene, "issues", renamed).await;
    let shown = scene.dora.sees(report(1)).await;
    assert!(shown.contains("Status: Fixed") && shown.contains("Lantern/Lamp#1"), "{shown}");
    let release = json!({
        "action": "published", "release": github.releases("v5.3"),
        "repository": { "id": REPOSITORY, "full_name": "Lantern/Lamp" }
    });
    webhook.sends(&scene, "release", release).await;
    assert!(scene.dora.sees(report(1)).await.contains("Status: Shipped in 5.3"));
    scene.dora.clicks(report(1), "Reopen").await;
    assert_eq!(github.state(1), "open, reopened");
    assert_eq!(github.count("PATCH /repos/lantern/app"), 0);
    scene.close().await;
}

#[tokio::test]
async fn what_is_written_follows_a_repository_to_its_new_name() {
    let (scene, github) = with_repository().await;
    reports(&scene, "The export fails").await;
    github.renames_repository("lantern/lamp");
    scene.dora.clicks(report(1), "Fixed").await;
    assert_eq!(github.state(1), "closed, completed");
    reports(&scene, "Login is slow").await;
    assert_eq!(github.issues(), 2);
    let shown = scene.dora.sees(report(2)).await;
    assert!(shown.contains("lantern/lamp#2"), "{shown}");
    scene.close().await;
}

#[tokio::test]
async fn what_is_read_follows_a_repository_to_its_new_name() {
    let (scene, github) = with_repository().await;
    reports(&scene, "The export fails").await;
    scene.run_due().await;
    github.renames_repository("lantern/lamp");
    github.closes(1, "completed");
    github.releases("v5.3");
    for _ in 0..4 {
        scene.advance_and_run_due(TimeDelta::minutes(2)).await;
    }
    let shown = scene.dora.sees(report(1)).await;
    assert!(shown.contains("Status: Shipped in 5.3"), "{shown}");
    scene.close().await;
}

#[tokio::test]
async fn a_manager_names_a_repository_anew() {
    let (scene, github, webhook) = with_webhook().await;
    reports(&scene, "The export fails").await;
    github.renames_repository("lantern/lamp");
    scene.olaf.runs("/setup github:lantern/lamp").await;
    let issue = github.closes(1, "completed");
    let renamed = payload("closed", &issue, (REPOSITORY, "lantern/lamp"));
    webhook.sends(&scene, "issues", renamed).await;
    let shown = scene.dora.sees(report(1)).await;
    assert!(shown.contains("Status: Fixed") && shown.contains("lantern/lamp#1"), "{shown}");
    scene.close().await;
}

#[tokio::test]
async fn the_old_name_of_a_repository_can_be_typed() {
    let (scene, github) = before_choice(None).await;
    github.renames_repository("lantern/lamp");
    let answer = scene.olaf.runs("/setup github:lantern/app").await;
    assert!(answer.contains("Each bug gets an issue in lantern/lamp"), "{answer}");
    scene.close().await;
}

#[tokio::test]
async fn the_token_is_sent_to_no_other_host() {
    let (scene, github) = before_choice(None).await;
    let other = StandIn::start(std::sync::Arc::clone(&scene.clock)).await;
    github.sends_away_to(&other);
    reads!(scene.olaf.runs("/setup github:lantern/app"), @"My token for GitHub can't see lantern/app; check the name, or give the token access to it.");
    assert_eq!(other.count(""), 0);
    scene.close().await;
}

#[tokio::test]
async fn a_bug_keeps_its_issue_while_the_repository_has_none() {
    let (scene, github) = with_repository().await;
    let Scene { dora, olaf, .. } = &scene;
    scene.expect_dead_jobs();
    reports(&scene, "The export fails").await;
    github.has_no_issues();
    dora.clicks(report(1), "Fixed").await;
    assert!(dora.sees(report(1)).await.contains("GitHub: [lantern/app#1]"));
    github.has_issues_again();
    olaf.runs("/setup github:lantern/app").await;
    scene.run_due().await;
    assert_eq!(github.state(1), "closed, completed");
    scene.close().await;
}

#[tokio::test]
async fn a_bug_loses_an_issue_that_was_deleted_or_moved() {
    let (scene, github) = with_repository().await;
    for (number, question) in [(1, "The export fails"), (2, "Login is slow")] {
        reports(&scene, question).await;
        let linked = scene.dora.sees(report(number)).await;
        assert!(linked.contains(&format!("GitHub: [lantern/app#{number}]")), "{linked}");
    }
    github.deletes(1);
    github.moves(2);
    for number in [1, 2] {
        scene.dora.clicks(report(number), "Fixed").await;
        let shown = scene.dora.sees(report(number)).await;
        assert!(!shown.contains("GitHub"), "{shown}");
    }
    scene.close().await;
}
