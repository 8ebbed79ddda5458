//! What people do by hand to the threads of cases: archiving, locking, renaming, deleting.

use chrono::TimeDelta;
use sandbox::world::ThreadEdit;

use crate::scene::{Line, Scene, board, card, on_card, opening, reads, team_thread, thread};

/// The jobs of a case are done again three times, a moment apart: a single answer that something is
/// gone proves nothing.
async fn tries_again(scene: &Scene) {
    for _ in 0..3 {
        scene.advance_and_run_due(TimeDelta::seconds(5)).await;
    }
}

/// Lea deletes the thread of the first case.
async fn without_thread() -> Scene {
    let scene = Scene::open().await;
    scene.expect_refusal(404, 10_003);
    let Scene { ana, max, lea, .. } = &scene;
    ana.opens_case("The export fails").await;
    max.runs("/claim case:1").await;
    ana.writes(thread(1), "With error 500").await;
    lea.client.delete_thread(lea.channel(thread(1)).await).expect("lea moderates");
    tries_again(&scene).await;
    scene
}

#[tokio::test]
async fn a_thread_that_is_archived_or_renamed_by_hand_changes_no_case() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    let id = ana.opens_case("The export fails").await;
    let name = Some("Export".to_owned());
    let edit = ThreadEdit { name, archived: Some(true), ..ThreadEdit::default() };
    max.client.edit_thread(id, edit).expect("max moderates");
    scene.idle().await;
    assert!(max.runs("/queue").await.contains("The export fails"), "she waits as before");
    ana.writes(thread(1), "Anybody?").await;
    reads!(ana, "help", @"
    ana: The export fails
      ↳ thread Export (3 messages)
    ");
    scene.close().await;
}

#[tokio::test]
async fn an_answer_brings_back_a_thread_that_discord_archived() {
    let scene = Scene::open().await;
    scene.expect_refusal(400, 50_083);
    let Scene { ana, max, .. } = &scene;
    let id = ana.opens_case("The export fails").await;
    max.runs("/claim case:1").await;
    // As Discord does after a week without a word.
    scene.sandbox.change(|world| world.archive_thread(id));
    max.runs("/solve summary:Update to 2.4 case:1").await;
    reads!(ana, "help", @"
    ana: The export fails
      ↳ thread #1 · The export fails (3 messages)
    ");
    reads!(ana, thread(1), @"
    Switchboard: @ana, @max suggests:
      > Update to 2.4
      Is it solved? Press a button, or tell us what's still wrong. If we don't hear from you, we'll close case #1 in 3 days.
      [Solved] [Not fixed]
      → pings: ana
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_close_and_a_reopening_change_a_thread_that_was_locked_by_hand() {
    let scene = Scene::open().await;
    scene.expect_refusal(400, 50_083);
    let Scene { ana, max, .. } = &scene;
    let id = ana.opens_case("The export fails").await;
    max.runs("/solve summary:Update to 2.4 case:1").await;
    // Locked and archived, only an edit brings it back; a close needs one before it can archive.
    let edit = ThreadEdit { archived: Some(true), locked: Some(true), ..ThreadEdit::default() };
    max.client.edit_thread(id, edit).expect("max moderates");
    max.runs("/close case:1").await;
    reads!(ana, "help", @"
    ana: The export fails
      ↳ thread #1 · The export fails (4 messages, archived and locked)
    ↱ to ana: The export fails
    Switchboard: Case [#1](thread 1) is solved and closed. Still need help? Press **Reopen**.
      [Reopen]
    ");
    // Unlocked by hand, it stays what it is: closed.
    let edit = ThreadEdit { archived: Some(false), ..ThreadEdit::default() };
    max.client.edit_thread(id, edit).expect("max moderates");
    scene.idle().await;
    assert!(scene.case(1).await.starts_with("closed"));
    max.runs("/reopen case:1").await;
    reads!(ana, thread(1), @"
    Switchboard: @ana, @max suggests:
      > Update to 2.4 (edited)
    Switchboard: @ana, @max has closed case #1 as solved. (edited)
    Switchboard: @ana, @max reopened this case. @max will take another look, and you can write here again.
      → pings: ana
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_solved_case_whose_question_went_with_its_thread_does_not_close() {
    let scene = Scene::open().await;
    scene.expect_refusal(404, 10_003);
    let Scene { ana, max, lea, .. } = &scene;
    ana.opens_case("The export fails").await;
    max.runs("/solve case:1").await;
    lea.client.delete_thread(lea.channel(thread(1)).await).expect("lea moderates");
    tries_again(&scene).await;
    reads!(scene.case(1), @"pending, max");
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · The export fails
    Switchboard: @max: The customer's thread was deleted. The case keeps everything that was said there. The next message to the customer opens a new one. The customer can no longer say whether it's solved, so the case won't close by itself. Ask again with `/solve`.
      → pings: max
    ");
    for _ in 0..5 {
        scene.advance_and_run_due(TimeDelta::days(1)).await;
    }
    reads!(scene.case(1), @"pending, max");
    max.runs("/solve case:1").await;
    assert!(ana.sees(thread(1)).await.contains("[Solved] [Not fixed]"));
    scene.close().await;
}

#[tokio::test]
async fn the_team_is_told_that_a_thread_was_deleted() {
    let scene = without_thread().await;
    let Scene { max, .. } = &scene;
    let card = max.sees(card(1)).await;
    assert!(card.contains("(message of ana) · Thread deleted"), "{card}");
    assert!(max.sees(board()).await.contains("now · #1 · The export fails"));
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · The export fails
    Switchboard: @max: The customer's thread was deleted. The case keeps everything that was said there. The next message to the customer opens a new one.
      → pings: max
    ");
    assert_eq!(scene.threads(), 1, "none for the customer while there is nothing to say");
    scene.close().await;
}

#[tokio::test]
async fn a_deleted_thread_comes_back_when_there_is_something_to_say() {
    let scene = without_thread().await;
    let Scene { ana, max, .. } = &scene;
    max.runs("/solve summary:Update to 2.4 case:1").await;
    reads!(ana, opening(1), @"
    Switchboard: The original thread was deleted, so we're continuing here.
      Hi @ana, thanks for asking! We've opened case #1 for you. We think this is solved, and we've asked you here whether it is.
      -# I'm a bot that keeps track of questions. (edited)
      │ The export fails
    ");
    reads!(ana, thread(1), @"
    Switchboard: @ana, @max suggests:
      > Update to 2.4
      Is it solved? Press a button, or tell us what's still wrong. If we don't hear from you, we'll close case #1 in 3 days.
      [Solved] [Not fixed]
      → pings: ana
    ");
    ana.clicks(thread(1), "Not fixed").await;
    ana.writes(thread(1), "No, still error 500").await;
    assert!(max.runs("/queue").await.contains("The export fails"), "the new thread is read");
    scene.close().await;
}

#[tokio::test]
async fn what_was_said_in_a_deleted_thread_still_reaches_the_developers() {
    let scene = without_thread().await;
    let Scene { ana, max, dora, .. } = &scene;
    max.runs("/solve summary:Update case:1").await;
    scene.stop().await;
    ana.writes(thread(1), "Still broken").await;
    scene.start().await;
    let form = max.runs("/escalate case:1").await.form();
    max.submits(&form, &[("Actual result", "error")]).await;
    let report = dora.sees("developers").await;
    assert!(report.contains("With error 500") && report.contains("Still broken"), "{report}");
    scene.close().await;
}

#[tokio::test]
async fn a_thread_that_was_deleted_while_the_bot_was_away_is_missed() {
    let scene = Scene::open().await;
    scene.expect_refusal(404, 10_003);
    let Scene { ana, max, lea, .. } = &scene;
    let id = ana.opens_case("The export fails").await;
    scene.stop().await;
    lea.client.delete_thread(id).expect("lea moderates");
    scene.start().await;
    tries_again(&scene).await;
    let card = max.sees(card(1)).await;
    assert!(card.contains("Thread deleted"), "{card}");
    scene.close().await;
}

#[tokio::test]
async fn a_single_answer_that_a_thread_is_gone_proves_nothing() {
    let scene = Scene::open().await;
    scene.expect_refusal(404, 10_003);
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("The export fails").await;
    scene.sandbox.faults().fail_before("POST /channels/{channel}/messages", 1, 404, 10_003);
    max.runs("/solve summary:Update case:1").await;
    tries_again(&scene).await;
    assert!(ana.sees(thread(1)).await.contains(" suggests:"));
    assert!(!max.sees("desk").await.contains("deleted"));
    scene.close().await;
}

#[tokio::test]
async fn without_its_message_a_deleted_thread_cannot_come_back() {
    let scene = Scene::open().await;
    scene.expect_refusal(404, 10_003);
    let Scene { ana, max, lea, .. } = &scene;
    let id = ana.opens_case("The export fails").await;
    ana.deletes(id).await;
    reads!(max, on_card(1, Line::Links), @"thread 1");
    lea.client.delete_thread(id).expect("lea moderates");
    tries_again(&scene).await;
    reads!(max.runs("/solve summary:Update case:1"), @"Case #1 has no thread or question left to reply to, so contact the customer directly and then `/close` it.");
    let seen = max.sees(card(1)).await;
    assert!(seen.contains("Message deleted · There's no thread left"), "{seen}");
    max.runs("/close case:1").await;
    assert_eq!(scene.case(1).await, "closed");
    scene.close().await;
}

#[tokio::test]
async fn the_card_says_that_a_message_was_deleted_before_its_thread_began() {
    let scene = Scene::open().await;
    scene.expect_refusal(404, 10_008);
    let route = "POST /channels/{channel}/messages/{message}/threads";
    scene.sandbox.faults().fail_before(route, 1, 404, 10_008);
    scene.ana.opens_case("Never mind").await;
    let card = scene.max.sees(card(1)).await;
    assert!(card.contains("Message deleted · There's no thread left"), "{card}");
    scene.close().await;
}

#[tokio::test]
async fn a_deleted_team_thread_is_made_anew() {
    let scene = Scene::open().await;
    scene.expect_refusal(404, 10_003);
    let Scene { ana, max, lea, .. } = &scene;
    ana.opens_case("The export fails").await;
    max.runs("/note text:Known since Monday case:1").await;
    lea.client.delete_thread(scene.newest_thread()).expect("lea moderates");
    scene.idle().await;
    max.runs("/note text:It is the proxy case:1").await;
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · The export fails
    Switchboard: Note from @max:
      It is the proxy
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_help_channel_that_is_deleted_takes_its_threads_along_and_the_desk_is_told() {
    let scene = Scene::open().await;
    scene.expect_refusal(404, 10_003);
    let Scene { ana, max, olaf, .. } = &scene;
    ana.opens_case("The export fails").await;
    let help = olaf.channel("help").await;
    scene.sandbox.change(|world| world.delete_channel(help));
    scene.idle().await;
    tries_again(&scene).await;
    // The question went with its channel, so no thread can begin from it.
    reads!(max, on_card(1, Line::Links), @"");
    reads!(max.runs("/solve summary:Update case:1"), @"Case #1 has no thread or question left to reply to, so contact the customer directly and then `/close` it.");
    max.runs("/close case:1").await;
    scene.close().await;
}
