//! Customers who do not answer.

use chrono::TimeDelta;

use crate::scene::{Scene, reads, request, thread};

/// A permission of Discord (Discord, *Permissions*).
const SEND_MESSAGES_IN_THREADS: u64 = 1 << 38;

/// A case of ana that max has answered. Silent customers are asked after a week.
async fn answered() -> Scene {
    let scene = Scene::open().await;
    let Scene { ana, max, olaf, .. } = &scene;
    olaf.runs("/setup follow_up:7d").await;
    ana.opens_case("The printer prints blue only").await;
    max.runs("/claim case:1").await;
    max.writes(thread(1), "Which model is it?").await;
    scene
}

async fn days_pass(scene: &Scene, days: i64) {
    for _ in 0..days {
        scene.advance_and_run_due(TimeDelta::days(1)).await;
    }
}

#[tokio::test]
async fn a_silent_customer_is_asked_once_and_then_the_case_closes() {
    let scene = answered().await;
    let Scene { ana, max, .. } = &scene;
    days_pass(&scene, 6).await;
    reads!(scene.case(1), @"pending, max, answered in minute 0");
    days_pass(&scene, 1).await;
    reads!(scene.case(1), @"solved, max, answered in minute 0");
    reads!(ana, thread(1), @"
    max: Which model is it?
    Switchboard: @ana, we haven't heard from you since our last reply.
      Is it solved? Press a button, or tell us what's still wrong. If we don't hear from you, we'll close case #1 in 3 days.
      [Solved] [Not fixed]
      → pings: ana
    ");
    days_pass(&scene, 3).await;
    reads!(scene.case(1), @"closed, max, answered in minute 0");
    reads!(ana, "help", @"
    ana: The printer prints blue only
      ↳ thread #1 · The printer prints blue only (4 messages, archived and locked)
    ↱ to ana: The printer prints blue only
    Switchboard: Case [#1](thread 1) is closed, since there was no further reply. Still need help? Press **Reopen**.
      [Reopen]
    ");
    reads!(max.runs("/case history case:1"), @"
    **History**, oldest first
    #1 · The printer prints blue only
    │ 2 March 2026 09:00 · @max opened it
    │ 2 March 2026 09:00 · @max claimed it
    │ 2 March 2026 09:00 · @max [answered](message of max) (first answer)
    │ 9 March 2026 09:00 · Asking the customer, who hasn't replied, whether it's solved (automatic)
    │ 9 March 2026 09:00 · The customer hadn't replied, so they were asked whether it's solved
    │ 12 March 2026 09:00 · Closed: no reply (automatic)
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_customer_who_answers_the_question_goes_on_or_closes_the_case() {
    let scene = answered().await;
    let Scene { ana, max, .. } = &scene;
    days_pass(&scene, 7).await;
    ana.clicks(thread(1), "Not fixed").await;
    reads!(scene.case(1), @"open, max, waiting since minute 10080, answered in minute 0, reopened: 1");
    max.writes(thread(1), "Try another cable").await;
    days_pass(&scene, 7).await;
    ana.clicks(thread(1), "Solved").await;
    reads!(scene.case(1), @"closed, max, answered in minute 0, reopened: 1");
    scene.close().await;
}

#[tokio::test]
async fn nobody_is_asked_unless_it_was_chosen() {
    let scene = answered().await;
    scene.olaf.runs("/setup follow_up:off").await;
    days_pass(&scene, 60).await;
    reads!(scene.case(1), @"pending, max, answered in minute 0");
    scene.olaf.runs("/setup follow_up:7d").await;
    days_pass(&scene, 6).await;
    reads!(scene.case(1), @"pending, max, answered in minute 0");
    days_pass(&scene, 1).await;
    reads!(scene.case(1), @"solved, max, answered in minute 0");
    scene.close().await;
}

#[tokio::test]
async fn who_waits_for_the_team_is_never_asked() {
    let scene = answered().await;
    let Scene { ana, ben, .. } = &scene;
    ben.opens_case("And mine prints nothing").await;
    days_pass(&scene, 5).await;
    ana.writes(thread(1), "An LP-20").await;
    days_pass(&scene, 40).await;
    reads!(scene.case(1), @"open, max, waiting since minute 7200, answered in minute 0");
    reads!(scene.case(2), @"new, waiting since minute 0");
    scene.close().await;
}

#[tokio::test]
async fn a_customer_of_a_case_that_nobody_claimed_is_asked_once_it_was_answered() {
    let scene = answered().await;
    let Scene { ben, caro, mia, olaf, .. } = &scene;
    olaf.runs("/setup answer_claims:false").await;
    ben.opens_case("And mine prints nothing").await;
    caro.opens_case("Do you sell paper?").await;
    mia.writes(thread(2), "Is it plugged in?").await;
    days_pass(&scene, 7).await;
    reads!(scene.case(2), @"solved, answered in minute 0");
    reads!(scene.case(3), @"new, waiting since minute 0");
    scene.close().await;
}

#[tokio::test]
async fn a_customer_is_not_asked_while_another_team_owes_the_answer() {
    let scene = Scene::with_teams(&["billing"]).await;
    let Scene { ana, caro, max, olaf, .. } = &scene;
    olaf.runs("/setup follow_up:7d").await;
    ana.opens_case("I was charged twice").await;
    max.writes(thread(1), "I've asked billing").await;
    scene.ask("billing", 1, "Was it refunded?").await;
    days_pass(&scene, 12).await;
    reads!(scene.case(1), @"pending, max, answered in minute 0");
    let form = caro.clicks(request(1), "Answer").await.form();
    caro.submits(&form, &[("Answer", "Yes, on Monday")]).await;
    days_pass(&scene, 6).await;
    reads!(scene.case(1), @"pending, max, answered in minute 0");
    days_pass(&scene, 2).await;
    reads!(scene.case(1), @"solved, max, answered in minute 0");
    scene.close().await;
}

#[tokio::test]
async fn each_word_and_a_case_that_was_put_aside_begin_the_days_anew() {
    let scene = answered().await;
    let Scene { max, .. } = &scene;
    days_pass(&scene, 6).await;
    max.writes(thread(1), "It says so on the back").await;
    days_pass(&scene, 6).await;
    max.runs("/snooze until:20d case:1").await;
    days_pass(&scene, 26).await;
    reads!(scene.case(1), @"pending, max, answered in minute 0");
    days_pass(&scene, 1).await;
    reads!(scene.case(1), @"solved, max, answered in minute 0");
    scene.close().await;
}

#[tokio::test]
async fn a_customer_counts_as_asked_once_the_question_is_in_discord() {
    let scene = answered().await;
    scene.deny_bot("help", SEND_MESSAGES_IN_THREADS);
    scene.expect_refusal(403, 50_013);
    scene.expect_dead_jobs();
    days_pass(&scene, 12).await;
    reads!(scene.case(1), @"pending, max, answered in minute 0");
    scene.allow_bot("help");
    scene.idle().await;
    reads!(scene.case(1), @"solved, max, answered in minute 0");
    days_pass(&scene, 2).await;
    reads!(scene.case(1), @"solved, max, answered in minute 0");
    days_pass(&scene, 1).await;
    reads!(scene.case(1), @"closed, max, answered in minute 0");
    scene.close().await;
}

#[tokio::test]
async fn a_case_does_not_close_while_an_answer_is_held() {
    let scene = answered().await;
    let Scene { ana, max, lea, .. } = &scene;
    scene.expect_refusal(403, 50_013);
    lea.runs("/snippet add name:logs text:Please send the log.").await;
    max.runs("/solve case:1").await;
    days_pass(&scene, 2).await;
    scene.deny_bot("help", SEND_MESSAGES_IN_THREADS);
    let answer = max.runs("/reply snippet:logs case:1").await;
    assert!(answer.contains("I couldn't send it"), "{answer}");
    days_pass(&scene, 4).await;
    reads!(scene.case(1), @"solved, max, answered in minute 0");
    scene.allow_bot("help");
    scene.idle().await;
    assert!(ana.sees(thread(1)).await.contains("Please send the log"));
    reads!(scene.case(1), @"solved, max, answered in minute 0");
    days_pass(&scene, 3).await;
    reads!(scene.case(1), @"closed, max, answered in minute 0");
    scene.close().await;
}

#[tokio::test]
async fn a_customer_who_asked_in_german_is_asked_in_german() {
    let scene = Scene::open().await;
    let Scene { ana, max, olaf, .. } = &scene;
    olaf.runs("/setup follow_up:7d").await;
    ana.speaks("de");
    ana.runs("/fragen frage:Der Drucker druckt nur blau").await;
    max.writes(thread(1), "Welches Modell ist es?").await;
    days_pass(&scene, 7).await;
    reads!(ana, thread(1), @"
    max: Welches Modell ist es?
    Switchboard: @ana, wir haben seit unserer letzten Antwort nichts von dir gehört.
      Ist es gelöst? Drück einen Button, oder schreib, was noch nicht stimmt. Wenn wir nichts von dir hören, schließen wir Fall #1 in 3 days.
      [Gelöst] [Noch nicht]
      → pings: ana
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_customer_who_is_still_to_be_told_of_a_bug_is_not_asked() {
    let scene = Scene::open().await;
    let Scene { ana, max, dora, olaf, .. } = &scene;
    olaf.runs("/setup follow_up:7d").await;
    ana.opens_case("The printer prints blue only").await;
    let form = max.runs("/escalate case:1").await.form();
    max.submits(&form, &[("Actual result", "Blue")]).await;
    max.runs("/close case:1").await;
    dora.runs("/bug ship version:5.3 bug:1").await;
    reads!(ana.runs("/my-cases"), @"
    **Your questions (1)**
    │ [#1](thread 1) · The printer prints blue only
    │ > There's news about the bug in your question. The team is about to tell you.
    ");
    ana.runs("/reopen case:1").await;
    max.writes(thread(1), "There is a new driver, more soon").await;
    days_pass(&scene, 8).await;
    reads!(scene.case(1), @"pending, max, bug 1, answered in minute 0, reopened: 1");
    reads!(ana.runs("/my-cases"), @"
    **Your questions (1)**
    │ [#1](thread 1) · The printer prints blue only
    │ > There's news about the bug in your question. The team is about to tell you.
    ");
    scene.close().await;
}
