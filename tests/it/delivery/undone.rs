//! What was undone before the customer could read it: they do not read it later.

use crate::scene::{Scene, reads, team_thread, thread};

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
