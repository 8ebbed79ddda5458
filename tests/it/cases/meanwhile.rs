//! What a customer writes after an agent has said something, and before it is in Discord, is not
//! answered by it: neither has read the other.

use std::time::Duration;

use chrono::TimeDelta;

use crate::scene::{Line, Scene, card, on_card, reads, report, team_thread, thread};

const SEND_MESSAGES_IN_THREADS: u64 = 1 << 38;

/// A case of ana that max has claimed, in whose thread the bot may not write any more.
async fn muted() -> Scene {
    let scene = Scene::open().await;
    scene.expect_refusal(403, 50_013);
    scene.lea.runs("/snippet add name:cable text:Please check the cable.").await;
    scene.ana.opens_case("The plotter draws no blue").await;
    scene.max.runs("/claim case:1").await;
    mute(&scene).await;
    scene
}

async fn mute(scene: &Scene) {
    scene.deny_bot("help", SEND_MESSAGES_IN_THREADS);
    scene.idle().await;
}

/// Ana asks something else ten minutes later, and after another twenty the bot may write again.
async fn asks_before_it_is_there(scene: &Scene) {
    scene.advance_clock(TimeDelta::minutes(10));
    scene.ana.writes(thread(1), "Now it draws no red either, why?").await;
    scene.advance_clock(TimeDelta::minutes(20));
    scene.allow_bot("help");
    scene.idle().await;
    scene.run_due().await;
}

#[tokio::test]
async fn a_reply_that_waited_answers_only_what_was_asked_before_it_was_sent() {
    let scene = muted().await;
    let Scene { ana, max, .. } = &scene;
    max.runs("/reply snippet:cable case:1").await;
    asks_before_it_is_there(&scene).await;
    assert!(ana.sees(thread(1)).await.contains("Please check the cable."));
    reads!(scene.case(1), @"open, max, waiting since minute 10, answered in minute 30");
    reads!(max, on_card(1, Line::Status), @"Open, waiting for us · customer wrote 20 minutes ago");
    max.writes(thread(1), "Because the ribbon is worn").await;
    reads!(scene.case(1), @"pending, max, answered in minute 30");
    scene.close().await;
}

#[tokio::test]
async fn a_reply_that_waited_answers_what_was_asked_before_the_agent_pressed_send() {
    let scene = Scene::open().await;
    scene.expect_refusal(403, 50_013);
    let Scene { ana, lea, max, .. } = &scene;
    lea.runs("/snippet add name:cable text:Please check the cable.").await;
    ana.opens_case("The plotter draws no blue").await;
    let preview = max.runs("/reply snippet:cable preview:true case:1").await.message_id();
    scene.advance_clock(TimeDelta::minutes(5));
    ana.writes(thread(1), "And no red").await;
    mute(&scene).await;
    max.clicks(preview, "Send").await;
    scene.allow_bot("help");
    scene.idle().await;
    scene.run_due().await;
    reads!(scene.case(1), @"pending, max, answered in minute 5");
    scene.close().await;
}

#[tokio::test]
async fn a_proposed_answer_that_waited_does_not_answer_what_was_asked_meanwhile() {
    let scene = muted().await;
    let Scene { ana, max, .. } = &scene;
    max.runs("/solve summary:Change the ribbon case:1").await;
    asks_before_it_is_there(&scene).await;
    reads!(ana, thread(1), @"
    ana: Now it draws no red either, why?
    Switchboard: @ana, @max suggests:
      > Change the ribbon
      → pings: ana
    ");
    reads!(scene.case(1), @"open, max, waiting since minute 10, answered in minute 30");
    reads!(max, on_card(1, Line::Status), @"Open, waiting for us · customer wrote 20 minutes ago");
    reads!(max.runs("/case history case:1"), @"
    **History**, oldest first
    #1 · The plotter draws no blue
    │ 2 March 2026 09:00 · @max opened it
    │ 2 March 2026 09:00 · @max claimed it
    │ 2 March 2026 09:00 · Switchboard couldn't ask the customer whether it's solved: I'm missing **Send Messages in Threads** in #help
    │ 2 March 2026 09:10 · @ana (customer) [wrote](message of ana)
    │ 2 March 2026 09:30 · @max proposed a solution
    │ 2 March 2026 09:30 · The customer could be reached again
    ");
    scene.advance_and_run_due(TimeDelta::days(9)).await;
    assert!(scene.case(1).await.starts_with("open"));
    scene.close().await;
}

#[tokio::test]
async fn whoever_proposes_an_answer_reads_that_the_customer_was_quicker() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("The plotter draws no blue").await;
    let help = ana.channel(thread(1)).await;
    let route = format!("POST /channels/{help}/messages");
    scene.sandbox.faults().slow(&route, Duration::from_millis(600));
    let told =
        async { max.client.command("desk", "/solve summary:Change the ribbon case:1").await };
    let (told, ()) = tokio::join!(told, async {
        while scene.sandbox.faults().fired(&route) == 0 {
            tokio::task::yield_now().await;
        }
        ana.client.say(help, "Now it draws no red either, why?").expect("ana may");
    });
    scene.idle().await;
    scene.sandbox.faults().clear();
    let told = told.text();
    assert!(told.contains("@ana wrote in the meantime, so they aren't asked"), "{told}");
    reads!(ana, thread(1), @"
    ana: Now it draws no red either, why?
    Switchboard: @ana, @max suggests:
      > Change the ribbon (edited)
    ");
    reads!(scene.case(1), @"open, max, waiting since minute 0, answered in minute 0");
    scene.close().await;
}

#[tokio::test]
async fn a_fix_that_waited_does_not_answer_what_was_asked_meanwhile() {
    let scene = Scene::open().await;
    scene.expect_refusal(403, 50_013);
    let Scene { ana, max, dora, .. } = &scene;
    ana.opens_case("The plotter draws no blue").await;
    let form = max.runs("/escalate case:1").await.form();
    max.submits(&form, &[("Actual result", "White lines")]).await;
    dora.clicks(report(1), "Accept").await;
    max.writes(thread(1), "The developers are on it").await;
    dora.runs("/bug ship version:5.3 bug:1").await;
    mute(&scene).await;
    max.clicks(team_thread(1), "Send").await;
    asks_before_it_is_there(&scene).await;
    reads!(ana, thread(1), @"
    max: The developers are on it
    ana: Now it draws no red either, why?
    Switchboard: @ana Good news: this is fixed in version 5.3.
      -# Sent by @max
      → pings: ana
    ");
    reads!(scene.case(1), @"open, max, bug 1, waiting since minute 10, answered in minute 0");
    reads!(max, card(1), @"
    Switchboard: #1 · The plotter draws no blue (edited)
      │ **Customer:** @ana
      │ **Status:** Open, waiting for us · customer wrote 20 minutes ago
      │ **Assignee:** @max · **Priority:** Normal
      │ **Bug:** [#1](report 1) · shipped
      │ **Opened:** By @max, 30 minutes ago · [Message](message of ana) · [Thread](thread 1)
      [Take over] [Still with us] [Solve]
      <More…>
      ↳ thread #1 · team · The plotter draws no blue (3 messages)
    ");
    scene.close().await;
}
