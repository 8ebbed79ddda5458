//! `/promise`: the customer reads by when they will have an answer, and nobody forgets it.

use chrono::TimeDelta;

use crate::scene::{Line, Scene, board, card, on_card, reads, team_thread, thread};

/// A permission of Discord (Discord, *Permissions*).
const SEND_MESSAGES_IN_THREADS: u64 = 1 << 38;

/// A case of ana, to whom max has promised an answer within four hours.
async fn promised() -> Scene {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("The export fails").await;
    scene.advance_clock(TimeDelta::minutes(20));
    max.runs("/promise within:4h case:1").await;
    scene
}

#[tokio::test]
async fn a_customer_reads_by_when_they_are_answered() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("The export fails").await;
    reads!(max.runs("/promise within:4h case:1"), @"Told @ana in case [#1](thread 1) that you'll get back to them by 2 March 2026 13:00 (in 4 hours). Until then, the case stays in the queue, marked as promised.");
    reads!(ana, thread(1), @"
    Switchboard: @ana, @max is on it and will get back to you by 2 March 2026 13:00 (in 4 hours).
      → pings: ana
    ");
    reads!(ana.runs("/my-cases"), @"
    **Your questions (1)**
    │ [#1](thread 1) · The export fails
    │ > @max is on it and will get back to you in 4 hours.
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_promised_case_stays_in_board_and_queue_and_says_so() {
    let scene = promised().await;
    let Scene { ben, max, .. } = &scene;
    ben.opens_case("The import fails").await;
    reads!(max.runs("/queue"), @"
    **Waiting for us (2)**, most urgent first, then longest wait
    │ [#2](thread 2) · The import fails — new, unassigned, waiting less than a minute · [card](card 2) · **next for you**
    │ [#1](thread 1) · The export fails — open, promised answer due in 4 hours, assigned to @max, waiting 20 min · [card](card 1)
    <Claim…>
    ");
    reads!(max, board(), @"
    Switchboard: **Waiting for us** (edited)
      │ now · [#2](thread 2) · The import fails — unassigned
      │ 20 minutes ago · [#1](thread 1) · The export fails — promised answer due in 4 hours, assigned to @max
      │ Waiting for us: 2 (1 promised)
      │ Unassigned: 1
      │ On hold: 0
      │ Waiting for customers: 0
      (pinned)
    ");
    let status = max.sees(on_card(1, Line::Status)).await;
    assert!(status.ends_with("· promised answer due in 4 hours"), "{status}");
    scene.close().await;
}

#[tokio::test]
async fn a_promise_that_is_due_comes_first_and_pings_the_assignee() {
    let scene = promised().await;
    let Scene { ana, ben, max, .. } = &scene;
    ben.opens_case("The import fails").await;
    max.runs("/priority level:urgent case:2").await;
    scene.advance_and_run_due(TimeDelta::minutes(250)).await;
    reads!(max.runs("/queue"), @"
    **Waiting for us (2)**, most urgent first, then longest wait
    │ [#1](thread 1) · The export fails — open, promised answer due 10 minutes ago, assigned to @max, waiting 4 h 30 min · [card](card 1) · **next for you**
    │ [#2](thread 2) · The import fails — urgent, new, unassigned, waiting 4 h 10 min · [card](card 2)
    <Claim…>
    ");
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · The export fails
    Switchboard: @max, an answer was promised by now, and the customer is still waiting.
      → pings: max
    ");
    reads!(ana.runs("/my-cases"), @"
    **Your questions (1)**
    │ [#1](thread 1) · The export fails
    │ > Waiting for us: you wrote 5 hours ago.
    ");
    scene.close().await;
}

#[tokio::test]
async fn an_answer_keeps_a_promise() {
    let scene = promised().await;
    let Scene { max, .. } = &scene;
    max.writes(thread(1), "Version 2.4 fixes it").await;
    assert!(max.runs("/queue").await.contains("Nobody is waiting"));
    scene.advance_and_run_due(TimeDelta::hours(5)).await;
    assert!(max.runs("/queue").await.contains("Nobody is waiting"));
    assert!(!max.sees(card(1)).await.contains("team"), "nobody is pinged");
    scene.close().await;
}

#[tokio::test]
async fn whoever_says_that_they_look_into_it_can_promise_it_afterwards() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("The export fails").await;
    max.writes(thread(1), "Thanks, I will look into it and come back to you this afternoon.").await;
    assert!(max.runs("/queue").await.contains("Nobody is waiting"));
    max.runs("/promise within:4h case:1").await;
    ana.writes(thread(1), "Thank you, take your time").await;
    reads!(max.runs("/queue"), @"
    **Waiting for us (1)**, most urgent first, then longest wait
    │ [#1](thread 1) · The export fails — open, promised answer due in 4 hours, assigned to @max, waiting less than a minute · [card](card 1)
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_promise_can_be_made_from_the_card() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("The export fails").await;
    let form = max.clicks(card(1), "Still with us").await.form();
    reads!(max.submits(&form, &[("Within", "soon")]), @"I don't understand the time in “Within”; try `30m`, `4h` or `2d`.");
    let form = max.clicks(card(1), "Still with us").await.form();
    reads!(max.submits(&form, &[("Within", "2d")]), @"Told @ana in case [#1](thread 1) that you'll get back to them by 4 March 2026 09:00 (in 2 days). Until then, the case stays in the queue, marked as promised.");
    assert!(ana.sees(thread(1)).await.contains("@max is on it"));
    scene.close().await;
}

#[tokio::test]
async fn nobody_promises_in_the_name_of_somebody_else() {
    let scene = promised().await;
    let Scene { ana, mia, .. } = &scene;
    reads!(mia.runs("/promise within:1h case:1"), @"@max has had case #1 since 2 March 2026 09:20 (now); if you need it, press **Take over** on its card.");
    assert!(!ana.sees(thread(1)).await.contains("@mia"));
    scene.close().await;
}

#[tokio::test]
async fn a_promised_case_cannot_be_snoozed() {
    let scene = promised().await;
    reads!(scene.max.runs("/snooze until:2d case:1"), @"The customer of case #1 was promised an answer by 2 March 2026 13:20, so answer before you snooze it.");
    scene.close().await;
}

#[tokio::test]
async fn a_promise_wakes_a_snoozed_case_and_shows_one_on_hold() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("The export fails").await;
    max.runs("/snooze until:2d case:1").await;
    let form = max.runs("/escalate case:1").await.form();
    max.submits(&form, &[("Actual result", "error 500")]).await;
    max.runs("/promise within:1d case:1").await;
    reads!(max.runs("/queue"), @"
    **Waiting for us (1)**, most urgent first, then longest wait
    │ [#1](thread 1) · The export fails — on hold, promised answer due in 1 day, assigned to @max, waiting less than a minute · [card](card 1)
    ");
    scene.advance_and_run_due(TimeDelta::hours(25)).await;
    reads!(max.runs("/queue"), @"
    **Waiting for us (1)**, most urgent first, then longest wait
    │ [#1](thread 1) · The export fails — on hold, promised answer due 1 hour ago, assigned to @max, waiting 1 d 1 h · [card](card 1) · **next for you**
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_promise_of_whoever_releases_the_case_is_due_at_once() {
    let scene = promised().await;
    let Scene { ben, max, .. } = &scene;
    ben.opens_case("The import fails").await;
    max.runs("/release case:1").await;
    reads!(max.runs("/queue"), @"
    **Waiting for us (2)**, most urgent first, then longest wait
    │ [#1](thread 1) · The export fails — new, promised answer due in 4 hours, unassigned, waiting 20 min · [card](card 1) · **next for you**
    │ [#2](thread 2) · The import fails — new, unassigned, waiting less than a minute · [card](card 2)
    <Claim…>
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_newer_promise_replaces_an_older_one() {
    let scene = promised().await;
    let Scene { max, .. } = &scene;
    scene.advance_and_run_due(TimeDelta::hours(5)).await;
    max.runs("/promise within:2h case:1").await;
    reads!(max.runs("/queue"), @"
    **Waiting for us (1)**, most urgent first, then longest wait
    │ [#1](thread 1) · The export fails — open, promised answer due in 2 hours, assigned to @max, waiting 5 h 20 min · [card](card 1)
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_promise_that_cannot_be_posted_in_time_is_not_made() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("The export fails").await;
    scene.expect_refusal(403, 50013);
    scene.deny_bot("help", SEND_MESSAGES_IN_THREADS);
    reads!(max.runs("/promise within:1h case:1"), @"@ana hasn't been told yet in case [#1](thread 1) when to expect an answer. I couldn't send it: I'm missing **Send Messages in Threads** in #help. I'll send it as soon as I can.");
    reads!(max.runs("/queue"), @"
    **Waiting for us (1)**, most urgent first, then longest wait
    │ [#1](thread 1) · The export fails — open, assigned to @max, waiting less than a minute · [card](card 1) · **next for you**
    ");
    scene.advance_and_run_due(TimeDelta::hours(2)).await;
    scene.allow_bot("help");
    scene.idle().await;
    assert!(!ana.sees(thread(1)).await.contains("is on it"), "it would be late already");
    scene.close().await;
}

#[tokio::test]
async fn a_german_customer_reads_a_promise_in_german() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    ana.speaks("de");
    ana.runs("/fragen frage:Der Export scheitert").await;
    max.runs("/promise within:4h case:1").await;
    reads!(ana, thread(1), @"
    Switchboard: @ana, @max kümmert sich darum und meldet sich bis 2 March 2026 13:00 (in 4 hours) bei dir.
      → pings: ana
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_snooze_with_a_promise_keeps_the_case_in_the_queue() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("The sound crackles").await;
    max.runs("/claim case:1").await;
    max.runs("/snooze until:4h promise:true case:1").await;
    let queue = max.runs("/queue").await;
    assert!(queue.contains("promised answer due"), "{queue}");
    let thread = ana.sees(thread(1)).await;
    assert!(thread.contains("will get back to you by"), "{thread}");
    scene.close().await;
}
