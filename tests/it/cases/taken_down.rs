//! What the bot said to a customer, and somebody deleted, does not count any more.

use chrono::TimeDelta;
use switchboard::cli::export::What;

use crate::scene::{Person, Scene, reads, team_thread, thread};

/// A case of ana that max has claimed.
async fn claimed() -> Scene {
    let scene = Scene::open().await;
    scene.ana.opens_case("The lamp flickers").await;
    scene.max.runs("/claim case:1").await;
    scene
}

/// Deletes the newest message of the bot in the thread of case 1.
async fn takes_down(person: &Person) {
    let message = person.message(&thread(1)).await;
    person.deletes(message).await;
}

#[tokio::test]
async fn a_case_does_not_close_once_its_question_is_deleted() {
    let scene = claimed().await;
    let Scene { ana, max, olaf, .. } = &scene;
    olaf.runs("/setup follow_up:7d").await;
    max.writes(thread(1), "Which lamp is it?").await;
    scene.advance_and_run_due(TimeDelta::days(7)).await;
    assert!(scene.case(1).await.starts_with("solved"));
    takes_down(olaf).await;
    reads!(scene.case(1), @"pending, max, answered in minute 0");
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · The lamp flickers
    Switchboard: @max: Someone deleted my question whether this is solved, so the case won't close by itself. Use `/solve` to ask again.
      → pings: max
    ");
    reads!(ana.runs("/my-cases"), @"
    **Your questions (1)**
    │ [#1](thread 1) · The lamp flickers
    │ > Waiting for your reply in the thread.
    ");
    scene.advance_and_run_due(TimeDelta::days(3)).await;
    reads!(scene.case(1), @"pending, max, answered in minute 0");
    scene.advance_and_run_due(TimeDelta::days(4)).await;
    reads!(scene.case(1), @"solved, max, answered in minute 0");
    scene.close().await;
}

#[tokio::test]
async fn an_answer_that_is_deleted_at_once_stops_no_clock() {
    let scene = claimed().await;
    let Scene { ana, max, olaf, .. } = &scene;
    scene.advance_clock(TimeDelta::minutes(5));
    max.runs("/solve summary:Turn_it_of case:1").await;
    reads!(scene.case(1), @"solved, max, answered in minute 5");
    takes_down(olaf).await;
    reads!(scene.case(1), @"open, max, waiting since minute 0");
    reads!(max.runs("/solve summary:Turn_it_off case:1"), @"Asked @ana whether case [#1](thread 1) is solved. Without a reply, it closes in 3 days.");
    ana.clicks(thread(1), "Solved").await;
    reads!(scene.case(1), @"closed, max, answered in minute 5");
    scene.close().await;
}

#[tokio::test]
async fn a_promise_that_is_deleted_is_none() {
    let scene = claimed().await;
    let Scene { ana, max, olaf, .. } = &scene;
    max.runs("/promise within:4h case:1").await;
    takes_down(olaf).await;
    reads!(ana.runs("/my-cases"), @"
    **Your questions (1)**
    │ [#1](thread 1) · The lamp flickers
    │ > Waiting for us: you wrote now.
    ");
    scene.advance_and_run_due(TimeDelta::hours(5)).await;
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · The lamp flickers
    Switchboard: @max: Someone deleted my message with the promised time, so it no longer counts. The customer is still waiting.
      → pings: max
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_question_counts_without_its_reminder() {
    let scene = claimed().await;
    let Scene { max, olaf, .. } = &scene;
    max.runs("/solve case:1").await;
    scene.advance_and_run_due(TimeDelta::hours(49)).await;
    takes_down(olaf).await;
    assert!(scene.case(1).await.starts_with("solved"));
    scene.advance_and_run_due(TimeDelta::hours(24)).await;
    assert!(scene.case(1).await.starts_with("closed"));
    scene.close().await;
}

#[tokio::test]
async fn no_reminder_counts_without_its_question() {
    let scene = claimed().await;
    let Scene { ana, max, olaf, .. } = &scene;
    max.runs("/solve case:1").await;
    let question = ana.message(&thread(1)).await;
    scene.advance_and_run_due(TimeDelta::hours(49)).await;
    olaf.deletes(question).await;
    reads!(scene.case(1), @"open, max, waiting since minute 0");
    reads!(ana, thread(1), @"Switchboard: @ana, just checking in. (edited)");
    scene.advance_and_run_due(TimeDelta::hours(48)).await;
    reads!(scene.case(1), @"open, max, waiting since minute 0");
    scene.close().await;
}

#[tokio::test]
async fn a_question_that_is_deleted_while_the_bot_is_away_is_noticed() {
    let scene = claimed().await;
    let Scene { max, olaf, .. } = &scene;
    max.runs("/solve case:1").await;
    scene.reads_on_from_here().await;
    scene.stop().await;
    takes_down(olaf).await;
    scene.start().await;
    reads!(scene.case(1), @"open, max, waiting since minute 0");
    scene.close().await;
}

#[tokio::test]
async fn a_question_that_is_deleted_while_its_case_is_merged_is_not_waited_for() {
    let scene = claimed().await;
    let Scene { ana, max, olaf, .. } = &scene;
    ana.opens_case("The lamp hums").await;
    max.runs("/solve case:1").await;
    let question = ana.message(&thread(1)).await;
    max.runs("/merge into:2 case:1").await;
    olaf.deletes(question).await;
    max.runs("/unmerge case:1").await;
    scene.advance_and_run_due(TimeDelta::days(9)).await;
    reads!(scene.case(1), @"pending, max");
    scene.close().await;
}

#[tokio::test]
async fn a_saved_reply_that_is_deleted_answers_nothing_and_is_nowhere() {
    let scene = claimed().await;
    let Scene { lea, max, olaf, .. } = &scene;
    lea.runs("/snippet add name:bulb text:Change the zircon bulb.").await;
    max.runs("/reply snippet:bulb case:1").await;
    reads!(scene.case(1), @"pending, max, answered in minute 0");
    takes_down(olaf).await;
    reads!(scene.case(1), @"open, max, waiting since minute 0");
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · The lamp flickers
    Switchboard: @max: Someone deleted an answer that I had posted, so the customer is waiting again.
      → pings: max
    ");
    reads!(max.runs("/find query:zircon"), @"No cases match `zircon`. Try fewer words, or use `#tag`, `@person` or `is:open`.");
    let said = scene.exported(What::Messages).await;
    assert!(!format!("{said:?}").contains("zircon"), "{said:?}");
    scene.close().await;
}
