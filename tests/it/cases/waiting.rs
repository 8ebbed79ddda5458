//! A customer who writes is in the board and the queue, whatever state their case is in.

use crate::scene::{Line, Scene, board, on_card, reads, team_thread, thread};

/// A case of ana that max has claimed and answered. He wants to be mentioned.
async fn answered() -> Scene {
    let scene = Scene::open().await;
    scene.ana.opens_case("The export fails").await;
    scene
        .max
        .runs("/notify event:customer's reply in my case how:mention under the card after:0")
        .await;
    scene.max.runs("/claim case:1").await;
    scene.max.writes(thread(1), "Which version is it?").await;
    scene
}

async fn put_on_hold(scene: &Scene) {
    let form = scene.max.runs("/escalate case:1").await.form();
    scene.max.submits(&form, &[("Actual result", "error 500")]).await;
}

/// Whether case 1 is in the queue. The board shows the same.
async fn is_waiting(scene: &Scene) -> bool {
    let queued = scene.max.runs("/queue").await.contains("[#1]");
    assert_eq!(scene.max.sees(board()).await.contains("[#1]"), queued, "board and queue agree");
    queued
}

/// Max was mentioned under the card once, since ana wrote.
async fn max_is_mentioned(scene: &Scene) {
    let told = scene.max.sees(team_thread(1)).await;
    assert_eq!(
        told.matches("@ana [wrote](message of ana) in case [#1](card 1) and is waiting.").count(),
        1,
        "{told}"
    );
    assert!(told.contains("→ pings: max"), "{told}");
}

#[tokio::test]
async fn a_customer_who_writes_in_a_case_on_hold_waits() {
    let scene = answered().await;
    let Scene { ana, max, .. } = &scene;
    put_on_hold(&scene).await;
    assert!(!is_waiting(&scene).await);
    ana.writes(thread(1), "Any news? I really need it by noon").await;
    reads!(max.runs("/queue"), @"
    **Waiting for us (1)**, most urgent first, then longest wait
    │ [#1](thread 1) · The export fails — on hold, customer waiting, assigned to @max, waiting less than a minute · [card](card 1) · **next for you**
    ");
    reads!(max, board(), @"
    Switchboard: **Waiting for us** (edited)
      │ now · [#1](thread 1) · The export fails — on hold, customer waiting, assigned to @max
      │ Waiting for us: 1
      │ Unassigned: 0
      │ On hold: 1
      │ Waiting for customers: 0
      (pinned)
    ");
    let status = max.sees(on_card(1, Line::Status)).await;
    assert!(status.starts_with("On hold, but the customer is waiting ·"), "{status}");
    max_is_mentioned(&scene).await;
    scene.close().await;
}

#[tokio::test]
async fn a_customer_reads_that_their_case_on_hold_waits_for_the_team() {
    let scene = answered().await;
    let Scene { ana, .. } = &scene;
    put_on_hold(&scene).await;
    ana.writes(thread(1), "Any news? I really need it by noon").await;
    reads!(ana.runs("/my-cases"), @"
    **Your questions (1)**
    │ [#1](thread 1) · The export fails
    │ > Waiting for us: you wrote now.
    ");
    scene.close().await;
}

#[tokio::test]
async fn an_answer_and_thanks_keep_a_case_on_hold_off_the_queue() {
    let scene = answered().await;
    let Scene { ana, max, .. } = &scene;
    put_on_hold(&scene).await;
    ana.writes(thread(1), "ok, thanks!").await;
    assert!(!is_waiting(&scene).await, "thanks ask for nothing");
    ana.writes(thread(1), "Is it done by noon?").await;
    assert!(is_waiting(&scene).await);
    max.writes(thread(1), "Not before tomorrow").await;
    assert!(!is_waiting(&scene).await, "it is answered");
    reads!(ana.runs("/my-cases"), @"
    **Your questions (1)**
    │ [#1](thread 1) · The export fails
    │ > Reported to the developers.
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_question_that_was_put_on_hold_unanswered_waits_again_when_the_customer_writes() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("The export fails").await;
    put_on_hold(&scene).await;
    assert!(!is_waiting(&scene).await);
    ana.writes(thread(1), "It is every export, by the way").await;
    assert!(is_waiting(&scene).await);
    max.runs("/unlink case:1 bug:1").await;
    assert!(is_waiting(&scene).await, "nobody has answered yet");
    scene.close().await;
}

#[tokio::test]
async fn a_customer_who_takes_their_message_back_waits_no_more() {
    let scene = answered().await;
    let Scene { ana, .. } = &scene;
    put_on_hold(&scene).await;
    let message = ana.writes(thread(1), "Any news?").await;
    assert!(is_waiting(&scene).await);
    ana.deletes(message).await;
    assert!(!is_waiting(&scene).await);
    scene.close().await;
}

#[tokio::test]
async fn a_customer_who_writes_in_a_snoozed_case_waits() {
    let scene = answered().await;
    let Scene { ana, max, .. } = &scene;
    max.runs("/snooze until:2d case:1").await;
    ana.writes(thread(1), "Version 2.3").await;
    assert!(is_waiting(&scene).await);
    max_is_mentioned(&scene).await;
    scene.close().await;
}

#[tokio::test]
async fn a_customer_who_writes_again_in_a_case_that_was_snoozed_unanswered_waits() {
    let scene = answered().await;
    let Scene { ana, max, .. } = &scene;
    put_on_hold(&scene).await;
    max.runs("/notify event:customer's reply in my case how:nothing").await;
    ana.writes(thread(1), "Version 2.3").await;
    max.runs("/notify event:customer's reply in my case how:mention under the card after:0").await;
    max.runs("/snooze until:2d case:1").await;
    assert!(!is_waiting(&scene).await);
    ana.writes(thread(1), "Any news?").await;
    assert!(is_waiting(&scene).await);
    max_is_mentioned(&scene).await;
    scene.close().await;
}

#[tokio::test]
async fn a_customer_who_writes_in_a_solved_case_waits() {
    let scene = answered().await;
    let Scene { ana, max, .. } = &scene;
    max.runs("/solve case:1 summary:Update to 2.4").await;
    assert!(!is_waiting(&scene).await);
    ana.writes(thread(1), "That does not help").await;
    assert!(is_waiting(&scene).await);
    max_is_mentioned(&scene).await;
    scene.close().await;
}

#[tokio::test]
async fn a_customer_who_writes_in_a_pending_case_waits() {
    let scene = answered().await;
    assert!(!is_waiting(&scene).await);
    scene.ana.writes(thread(1), "Version 2.3").await;
    assert!(is_waiting(&scene).await);
    max_is_mentioned(&scene).await;
    scene.close().await;
}
