//! Where no webhook can reach the bot, it reads what has changed.

use chrono::TimeDelta;
use serde_json::json;

use crate::{
    github::stand_in::{Fault, before_choice, reports, with_repository, with_webhook},
    scene::{report, team_thread, thread},
};

#[tokio::test]
async fn changes_are_read_every_minute() {
    let (scene, github) = with_repository().await;
    reports(&scene, "The export fails").await;
    scene.run_due().await;
    scene.advance_clock(TimeDelta::minutes(2));
    github.closes(1, "completed");
    scene.run_due().await;
    assert!(scene.dora.sees(report(1)).await.contains("Status: Fixed"));
    scene.advance_clock(TimeDelta::minutes(2));
    github.changes(1, &json!({ "state": "open" }));
    scene.run_due().await;
    assert!(scene.dora.sees(report(1)).await.contains("Status: New"));
    assert_eq!(github.count("PATCH"), 0, "no echo");
    scene.close().await;
}

#[tokio::test]
async fn what_could_not_be_read_is_read_later_and_counts_once() {
    let (scene, github) = with_repository().await;
    let scene_minutes = async |minutes: i64| {
        scene.advance_and_run_due(TimeDelta::minutes(minutes)).await;
    };
    reports(&scene, "The export fails").await;
    scene_minutes(2).await;
    github.closes(1, "completed");
    github.fails_to_read([Fault::Instead(502)]);
    scene_minutes(2).await;
    assert!(scene.dora.sees(report(1)).await.contains("Status: New"), "it could not be read");
    scene_minutes(4).await;
    assert!(scene.dora.sees(report(1)).await.contains("Status: New"), "five minutes of peace");
    scene_minutes(2).await;
    assert!(scene.dora.sees(report(1)).await.contains("Status: Fixed"));
    github.releases("v5.3");
    github.fails_to_read([Fault::Limited(600)]);
    scene_minutes(2).await;
    scene_minutes(9).await;
    assert!(scene.dora.sees(report(1)).await.contains("Status: Fixed"), "GitHub wants ten minutes");
    scene_minutes(2).await;
    assert!(scene.dora.sees(report(1)).await.contains("Status: Shipped in 5.3"));
    scene_minutes(2).await;
    scene.max.clicks(team_thread(1), "Send").await;
    assert_eq!(scene.ana.sees(thread(1)).await.matches("fixed in version 5.3").count(), 1);
    scene.close().await;
}

#[tokio::test]
async fn what_the_webhook_did_not_bring_is_read_after_a_quarter_of_an_hour() {
    let (scene, github, webhook) = with_webhook().await;
    reports(&scene, "The export fails").await;
    scene.run_due().await;
    let closed = github.closes(1, "completed");
    scene.advance_and_run_due(TimeDelta::minutes(10)).await;
    assert!(scene.dora.sees(report(1)).await.contains("Status: New"));
    scene.advance_and_run_due(TimeDelta::minutes(6)).await;
    assert!(scene.dora.sees(report(1)).await.contains("Status: Fixed"));
    scene.dora.clicks(report(1), "Reopen").await;
    // Late, and old news by now.
    assert_eq!(webhook.issue(&scene, "closed", &closed).await, 202);
    assert!(scene.dora.sees(report(1)).await.contains("Status: New"));
    scene.close().await;
}

#[tokio::test]
async fn what_has_not_changed_is_not_sent_again() {
    let (scene, github) = with_repository().await;
    reports(&scene, "The export fails").await;
    for _ in 0..5 {
        scene.advance_and_run_due(TimeDelta::minutes(2)).await;
    }
    // The list of issues has another name after the first look, when the newest issue is known.
    for (list, unchanged) in [("issues", 3), ("milestones", 4), ("releases", 4)] {
        let path = format!("unchanged /repos/lantern/app/{list}");
        assert!(github.count(&path) >= unchanged, "{list}: {}", github.count(&path));
    }
    scene.close().await;
}

#[tokio::test]
async fn releases_and_milestones_are_read_too_but_no_old_ones() {
    let (scene, github) = with_repository().await;
    github.releases("v5.2");
    reports(&scene, "The export fails").await;
    reports(&scene, "Login is slow").await;
    github.changes(2, &json!({ "milestone": { "title": "6.0" } }));
    scene.run_due().await;
    scene.dora.clicks(report(1), "Fixed").await;
    scene.dora.clicks(report(2), "Fixed").await;
    scene.advance_and_run_due(TimeDelta::minutes(2)).await;
    assert!(scene.dora.sees(report(1)).await.contains("Status: Fixed"));
    github.releases("v5.3");
    github.closes_milestone("6.0");
    for _ in 0..2 {
        scene.advance_and_run_due(TimeDelta::minutes(2)).await;
    }
    assert!(scene.dora.sees(report(1)).await.contains("Status: Shipped in 5.3"));
    assert!(scene.dora.sees(report(2)).await.contains("Status: Shipped in 6.0"));
    scene.close().await;
}

#[tokio::test]
async fn a_repository_that_nobody_uses_is_not_read() {
    let (scene, github) = with_repository().await;
    scene.run_due().await;
    scene.olaf.runs("/setup github:off").await;
    let before = github.count("GET");
    scene.advance_and_run_due(TimeDelta::hours(2)).await;
    assert_eq!(github.count("GET"), before);
    scene.close().await;
}

#[tokio::test]
async fn issues_that_changed_in_one_second_do_not_hide_what_comes_after_them() {
    let (scene, github) = with_repository().await;
    reports(&scene, "The export fails").await;
    scene.advance_clock(TimeDelta::minutes(2));
    github.makes_at_once(100);
    scene.run_due().await;
    scene.advance_and_run_due(TimeDelta::minutes(2)).await;
    github.closes(1, "completed");
    scene.advance_and_run_due(TimeDelta::minutes(2)).await;
    assert!(scene.dora.sees(report(1)).await.contains("Status: Fixed"));
    scene.close().await;
}

#[tokio::test]
async fn a_clock_that_is_fast_loses_no_change() {
    let (scene, github) = before_choice(None).await;
    github.lags(TimeDelta::minutes(10));
    scene.olaf.runs("/setup github:lantern/app").await;
    reports(&scene, "The export fails").await;
    github.closes(1, "completed");
    scene.run_due().await;
    assert!(scene.dora.sees(report(1)).await.contains("Status: Fixed"));
    scene.close().await;
}

#[tokio::test]
async fn a_milestone_is_read_though_many_were_closed_before() {
    let (scene, github) = with_repository().await;
    for number in 1..=250 {
        github.closes_milestone(&format!("Sprint {number}"));
    }
    reports(&scene, "The export fails").await;
    github.changes(1, &json!({ "milestone": { "number": 251, "title": "6.0" } }));
    github.closes(1, "completed");
    scene.run_due().await;
    github.closes_milestone_of(251, "6.0");
    scene.advance_and_run_due(TimeDelta::minutes(2)).await;
    assert!(scene.dora.sees(report(1)).await.contains("Status: Shipped in 6.0"));
    scene.close().await;
}
