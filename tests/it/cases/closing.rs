//! What a customer reads when an agent closes their case.

use crate::scene::{Scene, reads, thread};

const SEND_MESSAGES_IN_THREADS: u64 = 1 << 38;

/// A case of ana and one of ben, about the same.
async fn twice_asked() -> Scene {
    let scene = Scene::open().await;
    scene.ana.opens_case("The export fails").await;
    scene.ben.opens_case("Export is broken").await;
    scene
}

#[tokio::test]
async fn the_customer_reads_in_the_thread_which_case_has_the_same_question() {
    let scene = twice_asked().await;
    let Scene { ben, max, .. } = &scene;
    reads!(max.runs("/close reason:duplicate of:1 case:2"), @"Closed case [#2](thread 2) (duplicate of #1). Undo with `/reopen`.");
    reads!(ben, thread(2), @"
    Switchboard: @ben, this is the same question as [case #1](thread 1), so @max has closed case #2. Still need help? Press **Reopen** below [your question](message of ben).
      → pings: ben
    (archived and locked)
    ");
    reads!(ben, "help", @"
    ana: The export fails
      ↳ thread #1 · The export fails (1 message)
    ben: Export is broken
      ↳ thread #2 · Export is broken (2 messages, archived and locked)
    ↱ to ben: Export is broken
    Switchboard: Case [#2](thread 2) is closed as a duplicate of [case #1](thread 1). Still need help? Press **Reopen**.
      [Reopen]
    ");
    scene.close().await;
}

#[tokio::test]
async fn nobody_reads_of_somebody_elses_private_case() {
    let scene = twice_asked().await;
    let Scene { ana, ben, max, .. } = &scene;
    ana.runs("/ask question:My export of 4711 fails private:true").await;
    max.runs("/close of:3 case:2").await;
    reads!(ben, thread(2), @"
    Switchboard: @ben, this question has been asked before, so @max has closed case #2. Still need help? Press **Reopen** below [your question](message of ben).
      → pings: ben
    (archived and locked)
    ");
    max.runs("/close of:3 case:1").await;
    reads!(ana, thread(1), @"
    Switchboard: @ana, this is the same question as [case #3](thread 3), so @max has closed case #1. Still need help? Press **Reopen** below [your question](message of ana).
      → pings: ana
    (archived and locked)
    ");
    let help = ben.sees("help").await;
    assert!(!help.contains("#3") && !help.contains("thread 3"), "{help}");
    scene.close().await;
}

#[tokio::test]
async fn the_customer_reads_where_a_moved_case_continues() {
    let scene = twice_asked().await;
    let Scene { ana, ben, max, .. } = &scene;
    reads!(max.runs("/close to:#general case:1"), @"Closed case [#1](thread 1) (moved to #general). Undo with `/reopen`.");
    reads!(ana, thread(1), @"
    Switchboard: @ana, this continues in #general, so @max has closed case #1 here. Still need help? Press **Reopen** below [your question](message of ana).
      → pings: ana
    (archived and locked)
    ");
    max.runs("/close reason:moved case:2").await;
    reads!(ben, thread(2), @"
    Switchboard: @ben, this continues elsewhere, so @max has closed case #2 here. Still need help? Press **Reopen** below [your question](message of ben).
      → pings: ben
    (archived and locked)
    ");
    reads!(ben, "help", @"
    ana: The export fails
      ↳ thread #1 · The export fails (2 messages, archived and locked)
    ben: Export is broken
      ↳ thread #2 · Export is broken (2 messages, archived and locked)
    ↱ to ana: The export fails
    Switchboard: Case [#1](thread 1) is closed here, since it continues in #general. Still need help? Press **Reopen**.
      [Reopen]
    ↱ to ben: Export is broken
    Switchboard: Case [#2](thread 2) is closed here, since it continues elsewhere. Still need help? Press **Reopen**.
      [Reopen]
    ");
    scene.close().await;
}

#[tokio::test]
async fn in_a_private_thread_the_close_says_how_to_reopen_it() {
    let scene = Scene::private().await;
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("My bill is wrong").await;
    max.runs("/close reason:spam case:1").await;
    let said = ana.sees(thread(1)).await;
    reads!(async { said.lines().rev().take(4).collect::<Vec<_>>().into_iter().rev().collect::<Vec<_>>().join("\n") }, @"
    Switchboard: @ana, this isn't a question for our team, so @max has closed case #1. Still need help? Use `/reopen case:1` in any channel.
      → pings: ana
    (archived and locked)
    ");
    scene.close().await;
}

#[tokio::test]
async fn the_history_names_the_other_case() {
    let scene = twice_asked().await;
    let Scene { max, .. } = &scene;
    max.runs("/close of:1 case:2").await;
    max.runs("/close to:#general case:1").await;
    for case in [2, 1] {
        let history = max.runs(&format!("/case history case:{case}")).await.to_string();
        let last = history.lines().last().expect("a line").to_owned();
        match case {
            2 => reads!(async { last }, @"│ 2 March 2026 09:00 · @max closed it: duplicate of #1"),
            _ => {
                reads!(async { last }, @"│ 2 March 2026 09:00 · @max closed it: moved to #general")
            }
        }
    }
    scene.close().await;
}

#[tokio::test]
async fn what_does_not_go_with_the_reason_is_refused() {
    let scene = twice_asked().await;
    let Scene { max, .. } = &scene;
    reads!(max.runs("/close reason:spam of:1 case:2"), @"“of” only goes with the reason “duplicate”, so choose that reason or leave it out.");
    reads!(max.runs("/close reason:duplicate to:#general case:2"), @"“to” only goes with the reason “moved”, so choose that reason or leave it out.");
    reads!(max.runs("/close of:2 case:2"), @"Case #2 can't be a duplicate of itself, so choose another one.");
    reads!(max.runs("/close of:9 case:2"), @"There's no case #9 here; `/queue` lists the open ones.");
    reads!(scene.case(2), @"new, waiting since minute 0");
    scene.close().await;
}

#[tokio::test]
async fn what_waits_for_the_thread_keeps_nothing_from_the_channel() {
    let scene = Scene::open().await;
    scene.expect_refusal(403, 50_013);
    let Scene { ana, max, lea, .. } = &scene;
    lea.runs("/snippet add name:logs text:Please send the log.").await;
    ana.opens_case("The export fails").await;
    scene.deny_bot("help", SEND_MESSAGES_IN_THREADS);
    scene.idle().await;
    max.runs("/reply snippet:logs case:1").await;
    max.runs("/close case:1").await;
    let lines = async || ana.sees("help").await.matches("is solved and closed").count();
    assert_eq!(lines().await, 1);
    assert!(!ana.sees(thread(1)).await.contains("closed case"));
    scene.allow_bot("help");
    scene.idle().await;
    scene.run_due().await;
    assert_eq!(lines().await, 1);
    let seen = ana.sees(thread(1)).await;
    assert!(seen.contains("Please send the log.") && seen.contains("closed case"), "{seen}");
    scene.close().await;
}
