//! What counts from the moment at which it is in Discord: proposals, reminders and answers.

use std::time::Duration;

use chrono::TimeDelta;

use crate::scene::{Scene, card, reads, thread};

const SEND_MESSAGES_IN_THREADS: u64 = 1 << 38;

/// A case of ana that max has claimed, in whose thread the bot may not write any more.
async fn muted() -> Scene {
    let scene = Scene::open().await;
    scene.expect_refusal(403, 50_013);
    scene.ana.opens_case("The export fails").await;
    scene.max.clicks(card(1), "Claim").await;
    scene.deny_bot("help", SEND_MESSAGES_IN_THREADS);
    scene.idle().await;
    scene
}

/// The bot may write again.
async fn unmute(scene: &Scene) {
    scene.allow_bot("help");
    scene.idle().await;
    scene.run_due().await;
}

#[tokio::test]
async fn a_case_whose_customer_was_never_asked_does_not_close() {
    let scene = muted().await;
    let Scene { ana, max, .. } = &scene;
    let told = max.runs("/solve summary:Update to 2.4 case:1").await;
    assert!(told.contains("has not been asked yet"), "{told}");
    reads!(scene.case(1), @"open, max, waiting since minute 0");
    for _ in 0..40 {
        scene.advance_and_run_due(TimeDelta::days(1)).await;
    }
    reads!(scene.case(1), @"open, max, waiting since minute 0");
    unmute(&scene).await;
    reads!(ana, thread(1), @"
    Switchboard: @ana, this is the answer of @max:
      > Update to 2.4
      Is it solved? Please tell us with a button, or write what is missing. Without a word from you, case #1 closes in 3 days.
      [Solved] [Not fixed]
      → pings: ana
    ");
    reads!(scene.case(1), @"solved, max, answered in minute 57600");
    scene.advance_and_run_due(TimeDelta::hours(47)).await;
    assert!(scene.case(1).await.starts_with("solved"));
    scene.advance_and_run_due(TimeDelta::hours(2)).await;
    scene.advance_and_run_due(TimeDelta::hours(24)).await;
    assert!(scene.case(1).await.starts_with("closed"));
    scene.close().await;
}

#[tokio::test]
async fn an_answer_stops_the_clock_when_the_customer_can_read_it() {
    let scene = muted().await;
    let Scene { ana, max, lea, .. } = &scene;
    lea.runs("/snippet add name:logs text:Please send the log, {customer}.").await;
    let told = max.runs("/reply snippet:logs case:1").await;
    assert!(told.contains("it is not in the thread yet"), "{told}");
    reads!(scene.case(1), @"open, max, waiting since minute 0");
    assert!(max.runs("/queue").await.contains("The export fails"));
    scene.advance_clock(TimeDelta::minutes(25));
    unmute(&scene).await;
    reads!(ana, thread(1), @"
    Switchboard: Please send the log, @ana.
      -# A prepared answer of the team, sent by @max
      → pings: ana
    ");
    reads!(scene.case(1), @"pending, max, answered in minute 25");
    scene.close().await;
}

#[tokio::test]
async fn a_case_does_not_close_before_its_reminder_is_in_the_thread() {
    let scene = Scene::open().await;
    scene.expect_refusal(403, 50_013);
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("The export fails").await;
    max.runs("/solve case:1").await;
    scene.deny_bot("help", SEND_MESSAGES_IN_THREADS);
    scene.idle().await;
    scene.advance_and_run_due(TimeDelta::hours(48)).await;
    scene.advance_and_run_due(TimeDelta::days(20)).await;
    assert!(scene.case(1).await.starts_with("solved"));
    unmute(&scene).await;
    assert!(ana.sees(thread(1)).await.contains("a small reminder"));
    scene.advance_and_run_due(TimeDelta::hours(23)).await;
    assert!(scene.case(1).await.starts_with("solved"));
    scene.advance_and_run_due(TimeDelta::hours(2)).await;
    assert!(scene.case(1).await.starts_with("closed"));
    scene.close().await;
}

#[tokio::test]
async fn a_question_has_its_buttons_though_it_was_asked_while_the_case_was_drawn() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("The export fails").await;
    scene.sandbox.faults().slow("*", Duration::from_millis(150));
    tokio::join!(
        max.client.command("desk", "/note text:Looking case:1"),
        max.client.command("desk", "/claim case:1"),
        max.client.command("desk", "/solve case:1"),
    );
    scene.idle().await;
    scene.sandbox.faults().clear();
    assert!(scene.case(1).await.starts_with("solved"));
    let seen = ana.sees(thread(1)).await;
    assert!(seen.contains("[Solved] [Not fixed]"), "{seen}");
    scene.close().await;
}

#[tokio::test]
async fn a_line_that_tells_of_a_close_follows_a_reopening_that_came_in_between() {
    let scene = Scene::open().await;
    let Scene { ana, max, mia, .. } = &scene;
    ana.opens_case("The export fails").await;
    scene.sandbox.faults().slow("*", Duration::from_millis(150));
    max.client.command("desk", "/close reason:moved case:1").await;
    mia.client.command("desk", "/reopen case:1").await;
    scene.idle().await;
    scene.sandbox.faults().clear();
    let seen = ana.sees("help").await;
    assert!(seen.contains("was closed, and is open again"), "{seen}");
    assert!(!seen.contains("[Reopen]"), "{seen}");
    scene.close().await;
}
