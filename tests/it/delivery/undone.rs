//! What was undone before the customer or the team could read it: they do not read it later.

use chrono::TimeDelta;
use sandbox::world::{ThreadEdit, right};

use crate::scene::{Line, Scene, on_card, reads, team_thread, thread};

const SEND_MESSAGES_IN_THREADS: u64 = 1 << 38;

/// Ana's case and another one of hers, while the bot may not write in their threads.
async fn muted() -> Scene {
    let scene = Scene::open().await;
    scene.expect_refusal(403, 50_013);
    let Scene { ana, .. } = &scene;
    ana.opens_case("The export fails").await;
    ana.opens_case("It fails again").await;
    scene.deny_bot("help", SEND_MESSAGES_IN_THREADS);
    scene.idle().await;
    scene
}

async fn speaks_again(scene: &Scene) {
    scene.allow_bot("help");
    scene.idle().await;
    scene.run_due().await;
}

#[tokio::test]
async fn a_merge_that_was_undone_sends_nobody_to_the_other_case() {
    let scene = muted().await;
    let Scene { ana, max, .. } = &scene;
    max.runs("/merge into:1 case:2").await;
    max.runs("/unmerge case:2").await;
    speaks_again(&scene).await;
    reads!(ana, thread(2), @"
    Switchboard: @ana, case #2 continues here.
      → pings: ana
    ");
    reads!(max, team_thread(2), @"
    * about Switchboard: #2 · It fails again
    Switchboard: I couldn't update the customer on the case: I'm missing **Send Messages in Threads** in #help. Grant me the permission, and I'll continue right away. Until then, messages to the customer wait.
    Switchboard: I can reach the customer again, and I've sent what was waiting.
    ");
    scene.close().await;
}

#[tokio::test]
async fn an_undone_merge_that_was_made_again_sends_the_customer_there_once() {
    let scene = muted().await;
    let Scene { ana, max, .. } = &scene;
    for line in ["/merge into:1 case:2", "/unmerge case:2", "/merge into:1 case:2"] {
        max.runs(line).await;
    }
    speaks_again(&scene).await;
    reads!(ana, thread(2), @"
    Switchboard: @ana, we're continuing this in [case #1](thread 1). Please reply there. We've kept everything you wrote here.
      → pings: ana
    (archived and locked)
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_case_that_was_reopened_is_not_called_closed() {
    let scene = muted().await;
    let Scene { ana, max, .. } = &scene;
    max.runs("/close reason:solved case:2").await;
    max.runs("/reopen case:2").await;
    speaks_again(&scene).await;
    reads!(ana, thread(2), @"
    Switchboard: @ana, @max reopened this case. The team will take another look, and you can write here again.
      → pings: ana
    ");
    max.runs("/close reason:solved case:2").await;
    scene.deny_bot("help", SEND_MESSAGES_IN_THREADS);
    max.runs("/reopen case:2").await;
    max.runs("/close reason:solved case:2").await;
    speaks_again(&scene).await;
    reads!(ana, thread(2), @"
    Switchboard: @ana, @max reopened this case. The team will take another look, and you can write here again.
      → pings: ana
    Switchboard: @ana, @max has closed case #2 as solved. Still need help? Press **Reopen** below [your question](message of ana).
      → pings: ana
    Switchboard: @ana, @max has closed case #2 as solved. Still need help? Press **Reopen** below [your question](message of ana).
      → pings: ana
    (archived and locked)
    ");
    scene.close().await;
}

const TOO_MANY_THREADS: u64 = 160_006;

#[tokio::test]
async fn a_question_that_is_deleted_before_it_has_a_thread_cannot_be_answered() {
    let scene = Scene::open().await;
    scene.expect_refusal(400, TOO_MANY_THREADS);
    scene.expect_refusal(404, 10_008);
    let Scene { ana, max, .. } = &scene;
    scene.sandbox.change(|world| world.active_thread_limit = 0);
    let question = ana.opens_case("The export fails").await;
    ana.deletes(question).await;
    scene.sandbox.change(|world| world.active_thread_limit = 1000);
    scene.advance_and_run_due(TimeDelta::minutes(10)).await;
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · A question
    Switchboard: I couldn't open the customer's thread: the thread or its question was deleted, and I can't open another thread. I won't try again. Contact the customer directly.
    ");
    reads!(max, on_card(1, Line::Links), @"");
    scene.close().await;
}

/// A forum post of ana's is a case, and lea has deleted it.
async fn homeless() -> Scene {
    let scene = Scene::open().await;
    scene.expect_refusal(404, 10_003);
    let Scene { ana, max, lea, .. } = &scene;
    let post = ana.posts("ideas", "Dark mode", "Please add it").await;
    max.flags(post).await;
    max.runs("/claim case:1").await;
    lea.client.delete_thread(post).expect("lea moderates");
    for _ in 0..3 {
        scene.advance_and_run_due(TimeDelta::seconds(5)).await;
    }
    scene
}

#[tokio::test]
async fn a_customer_without_a_thread_is_not_sent_there() {
    let scene = homeless().await;
    let Scene { ana, max, .. } = &scene;
    reads!(max, on_card(1, Line::Links), @"");
    reads!(ana.runs("/reopen case:1"), @"Case #1 is still open, but its thread was deleted; use `/ask` to write to the team.");
    reads!(max.runs("/private case:1"), @"Case #1 continues as [#2](thread 2) in a private thread, and @ana has been told.");
    assert!(!max.sees(team_thread(1)).await.contains("couldn't update"));
    scene.close().await;
}

#[tokio::test]
async fn nobody_is_told_that_the_thread_of_a_closed_case_was_locked() {
    let scene = Scene::open().await;
    scene.expect_refusal(403, 50_013);
    let Scene { ana, max, lea, .. } = &scene;
    let thread = ana.opens_case("The export fails").await;
    scene.deny_bot("desk", SEND_MESSAGES_IN_THREADS);
    let locked = ThreadEdit { locked: Some(true), ..ThreadEdit::default() };
    lea.client.edit_thread(thread, locked).expect("lea moderates");
    scene.idle().await;
    max.runs("/close reason:solved case:1").await;
    scene.allow_bot("desk");
    scene.idle().await;
    scene.run_due().await;
    let seen = max.client.finds("#1 · team", "locked");
    assert!(seen.is_none(), "{seen:?}");
    scene.close().await;
}

#[tokio::test]
async fn a_case_that_is_closed_before_it_has_a_thread_is_closed_in_the_channel() {
    let scene = Scene::open().await;
    scene.expect_refusal(400, TOO_MANY_THREADS);
    let Scene { ana, max, .. } = &scene;
    scene.sandbox.change(|world| world.active_thread_limit = 0);
    ana.opens_case("The export fails").await;
    reads!(max.runs("/close reason:solved case:1"), @"Closed case #1 (solved). Undo with `/reopen`.");
    reads!(ana, "help", @"
    ana: The export fails
    ↱ to ana: The export fails
    Switchboard: @ana, @max has closed case #1 as solved. Still need help? Press **Reopen**.
      [Reopen]
      → pings: ana
    ");
    scene.sandbox.change(|world| world.active_thread_limit = 1000);
    scene.advance_and_run_due(TimeDelta::minutes(10)).await;
    reads!(ana, "help", @"
    ana: The export fails
    ↱ to ana: The export fails
    Switchboard: @ana, @max has closed case #1 as solved. Still need help? Press **Reopen**.
      [Reopen]
      → pings: ana
    ");
    ana.runs("/reopen case:1").await;
    reads!(ana, thread(1), @"Switchboard: @ana reopened this case. The team will take another look. What's still missing?");
    scene.close().await;
}

#[tokio::test]
async fn a_reply_waits_for_its_thread_and_the_end_of_the_case_does_not() {
    let scene = Scene::open().await;
    scene.expect_refusal(400, TOO_MANY_THREADS);
    let Scene { ana, max, lea, .. } = &scene;
    scene.sandbox.change(|world| world.active_thread_limit = 0);
    lea.runs("/snippet add name:log text:Please send the log.").await;
    ana.opens_case("The export fails").await;
    max.runs("/reply snippet:log case:1").await;
    max.runs("/close reason:solved case:1").await;
    reads!(ana, "help", @"
    ana: The export fails
    ↱ to ana: The export fails
    Switchboard: @ana, @max has closed case #1 as solved. Still need help? Press **Reopen**.
      [Reopen]
      → pings: ana
    ");
    scene.sandbox.change(|world| world.active_thread_limit = 1000);
    scene.advance_and_run_due(TimeDelta::minutes(10)).await;
    reads!(ana, thread(1), @"
    Switchboard: Please send the log.
      -# Sent by @max
    (archived and locked)
    ");
    scene.close().await;
}

/// The same where the team's threads are closed to the bot, and max has the first case.
async fn muted_in_the_desk() -> Scene {
    let scene = Scene::with_teams(&["billing"]).await;
    scene.expect_refusal(403, 50_013);
    scene.ana.opens_case("The export fails").await;
    scene.max.runs("/claim case:1").await;
    scene.max.runs("/note text:Nothing yet case:1").await;
    scene.deny_bot("desk", SEND_MESSAGES_IN_THREADS);
    scene.idle().await;
    scene
}

/// What the team reads in its thread once the bot may write there again.
async fn read_later(scene: &Scene) -> String {
    scene.allow_bot("desk");
    scene.idle().await;
    scene.advance_and_run_due(TimeDelta::minutes(6)).await;
    scene.max.sees(team_thread(1)).await
}

#[tokio::test]
async fn nobody_reads_of_a_promise_that_was_kept_meanwhile() {
    let scene = muted_in_the_desk().await;
    let Scene { ana, max, .. } = &scene;
    max.runs("/promise within:1h case:1").await;
    scene.advance_and_run_due(TimeDelta::hours(2)).await;
    max.writes(thread(1), "Here is the fix").await;
    let read = read_later(&scene).await;
    assert!(!read.contains("still waiting"), "{read}");
    ana.writes(thread(1), "And the import?").await;
    max.runs("/promise within:1h case:1").await;
    scene.advance_and_run_due(TimeDelta::hours(2)).await;
    let read = max.sees(team_thread(1)).await;
    assert_eq!(read.matches("still waiting").count(), 1, "{read}");
    scene.close().await;
}

#[tokio::test]
async fn nobody_reads_that_a_case_is_free_which_somebody_has_claimed_since() {
    let scene = muted_in_the_desk().await;
    let Scene { max, mia, olaf, .. } = &scene;
    olaf.takes_role(max, "Agents").await;
    mia.runs("/claim case:1").await;
    olaf.gives_role(max, "Agents").await;
    let read = read_later(&scene).await;
    assert!(!read.contains("back in the queue"), "{read}");
    scene.close().await;
}

#[tokio::test]
async fn nobody_reads_that_a_snooze_has_ended_which_was_begun_anew() {
    let scene = muted_in_the_desk().await;
    let max = &scene.max;
    max.runs("/snooze until:1h case:1").await;
    scene.advance_and_run_due(TimeDelta::hours(2)).await;
    max.runs("/snooze until:3d case:1").await;
    let read = read_later(&scene).await;
    assert!(!read.contains("snooze has ended"), "{read}");
    scene.close().await;
}

#[tokio::test]
async fn nobody_reads_that_a_request_is_not_there_which_is() {
    let scene = muted_in_the_desk().await;
    scene.deny_bot("billing", right::SEND_MESSAGES);
    let form = scene.max.runs("/escalate team:billing case:1").await.form();
    scene.max.submits(&form, &[("What do you need from them?", "Was it paid?")]).await;
    scene.allow_bot("billing");
    scene.idle().await;
    assert!(scene.caro.sees("billing").await.contains("Was it paid?"));
    let read = read_later(&scene).await;
    assert!(!read.contains("can't see it") && read.contains("asked **billing**"), "{read}");
    scene.close().await;
}

#[tokio::test]
async fn nobody_reads_of_a_deleted_answer_after_another_one() {
    let scene = muted_in_the_desk().await;
    let Scene { ana, max, olaf, .. } = &scene;
    max.runs("/solve summary:Turn_it_of case:1").await;
    let home = olaf.channel(thread(1)).await;
    olaf.deletes(olaf.client.last_message(home).expect("a question")).await;
    max.runs("/solve summary:Turn_it_off case:1").await;
    let read = read_later(&scene).await;
    assert!(!read.contains("Someone deleted"), "{read}");
    ana.clicks(thread(1), "Solved").await;
    scene.close().await;
}
