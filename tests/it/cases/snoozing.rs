//! A case that is put aside for a while.

use chrono::TimeDelta;

use crate::scene::{Scene, reads, team_thread, thread};

/// A case that max has claimed and put aside for two days.
async fn snoozed() -> Scene {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("The export fails").await;
    max.runs("/claim case:1").await;
    max.runs("/snooze until:2d case:1").await;
    scene
}

#[tokio::test]
async fn a_snooze_needs_a_span_of_time_from_a_minute_to_ninety_days() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("The export fails").await;
    reads!(max.runs("/snooze until:soon case:1"), @"I don't understand the time in “until”; try `30m`, `4h` or `2d`.");
    reads!(max.runs("/snooze until:400d case:1"), @"“until” must be between `1m` and `90d`, so choose something in between.");
    scene.close().await;
}

#[tokio::test]
async fn a_snoozed_case_is_in_no_queue() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("The export fails").await;
    reads!(max.runs_in(thread(1), "/snooze until:2d"), @"Snoozed case [#1](thread 1) until 4 March 2026 09:00 (in 2 days), or until the customer replies.");
    reads!(max.runs("/queue"), @"Nobody is waiting for an answer.");
    scene.close().await;
}

#[tokio::test]
async fn a_snoozed_case_comes_back_when_its_time_is_over() {
    let scene = snoozed().await;
    scene.advance_and_run_due(TimeDelta::hours(47)).await;
    assert!(!scene.max.runs("/queue").await.contains("The export fails"));
    scene.advance_and_run_due(TimeDelta::hours(2)).await;
    assert!(scene.max.runs("/queue").await.contains("The export fails"));
    reads!(scene.max, team_thread(1), @"
    * about Switchboard: #1 · The export fails
    Switchboard: @max, this case's snooze has ended.
      → pings: max
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_snoozed_case_comes_back_when_the_customer_writes() {
    let scene = snoozed().await;
    scene.ana.writes(thread(1), "any news?").await;
    assert!(scene.max.runs("/queue").await.contains("The export fails"));
    scene.close().await;
}
