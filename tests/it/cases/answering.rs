//! An agent who answers a case that nobody has becomes its assignee.

use chrono::TimeDelta;

use crate::cases::claiming::is_in_thread;
use crate::scene::{Line, Scene, on_card, reads, thread};

const SEND_MESSAGES_IN_THREADS: u64 = 1 << 38;

/// Ana has opened a case, and nobody has it.
async fn unassigned() -> Scene {
    let scene = Scene::open().await;
    scene.ana.opens_case("The sound crackles").await;
    scene
}

/// Max has the case, and has been added to its thread.
async fn max_has_it(scene: &Scene) {
    let shown = scene.max.sees(on_card(1, Line::Sorting)).await;
    assert!(shown.starts_with("@max"), "{shown}");
    assert!(is_in_thread(scene, &scene.max).await);
}

#[tokio::test]
async fn an_answer_in_the_thread_claims_the_case() {
    let scene = unassigned().await;
    let Scene { max, .. } = &scene;
    max.writes(thread(1), "Which headset is it?").await;
    max_has_it(&scene).await;
    reads!(scene.case(1), @"pending, max, answered in minute 0");
    reads!(max.runs("/case history case:1"), @"
    **History**, oldest first
    #1 · The sound crackles
    │ 2 March 2026 09:00 · @max opened it
    │ 2 March 2026 09:00 · @max claimed it (from [a message](message of max))
    │ 2 March 2026 09:00 · @max [answered](message of max) (first answer)
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_file_is_an_answer_too() {
    let scene = unassigned().await;
    scene.max.writes_with_files(thread(1), "", &[("manual.pdf", b"not really a manual")]).await;
    max_has_it(&scene).await;
    scene.close().await;
}

#[tokio::test]
async fn a_reply_in_the_channel_claims_the_case() {
    let scene = Scene::open().await;
    let question = scene.ana.opens_case("The sound crackles").await;
    scene.max.replies(question, "Which headset is it?").await;
    max_has_it(&scene).await;
    scene.close().await;
}

#[tokio::test]
async fn a_prepared_answer_claims_the_case() {
    let scene = unassigned().await;
    let Scene { lea, max, .. } = &scene;
    lea.runs("/snippet add name:headset text:Which headset is it?").await;
    max.runs("/reply snippet:headset case:1").await;
    max_has_it(&scene).await;
    reads!(scene.case(1), @"pending, max, answered in minute 0");
    scene.close().await;
}

#[tokio::test]
async fn an_answer_in_somebody_elses_case_claims_nothing() {
    let scene = unassigned().await;
    let Scene { max, mia, .. } = &scene;
    max.runs("/claim case:1").await;
    mia.writes(thread(1), "I had that once, it was the cable").await;
    max_has_it(&scene).await;
    reads!(scene.case(1), @"pending, max, answered in minute 0");
    scene.close().await;
}

#[tokio::test]
async fn of_two_agents_who_answer_at_once_the_first_gets_the_case_and_nobody_is_refused() {
    let scene = unassigned().await;
    let Scene { max, mia, .. } = &scene;
    tokio::join!(
        max.writes(thread(1), "Which headset is it?"),
        mia.writes(thread(1), "Does it crackle all the time?")
    );
    let history = max.runs("/case history case:1").await.to_string();
    assert_eq!(history.matches("claimed").count(), 1, "{history}");
    assert_eq!(history.matches("answered").count(), 2, "{history}");
    scene.close().await;
}

#[tokio::test]
async fn a_server_may_leave_claiming_to_its_agents() {
    let scene = unassigned().await;
    let Scene { max, olaf, .. } = &scene;
    olaf.runs("/setup answer_claims:false").await;
    max.writes(thread(1), "Which headset is it?").await;
    reads!(scene.case(1), @"new, answered in minute 0");
    assert!(olaf.runs("/setup").await.contains("stays unassigned when an agent answers it"));
    scene.close().await;
}

#[tokio::test]
async fn a_released_case_is_claimed_by_the_next_answer() {
    let scene = unassigned().await;
    let Scene { max, mia, .. } = &scene;
    mia.writes(thread(1), "Which headset is it?").await;
    mia.runs("/release case:1").await;
    max.writes(thread(1), "We have seen this with old cables").await;
    max_has_it(&scene).await;
    scene.close().await;
}

#[tokio::test]
async fn a_first_answer_that_is_posted_after_the_case_was_closed_counts() {
    let scene = unassigned().await;
    scene.expect_refusal(403, 50_013);
    let Scene { lea, max, .. } = &scene;
    lea.runs("/snippet add name:cable text:Please try another cable").await;
    scene.deny_bot("help", SEND_MESSAGES_IN_THREADS);
    max.runs("/reply snippet:cable case:1").await;
    scene.advance_clock(TimeDelta::minutes(5));
    max.runs("/close case:1").await;
    scene.allow_bot("help");
    scene.idle().await;
    scene.run_due().await;
    reads!(scene.case(1), @"closed, max, answered in minute 5");
    let shown = max.runs("/case show case:1").await;
    assert!(shown.contains("First answer: 2 March 2026"), "{shown}");
    scene.close().await;
}
