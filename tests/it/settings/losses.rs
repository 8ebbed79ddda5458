//! Channels and roles that the team works with and that somebody deletes.

use sandbox::world::ThreadEdit;

use crate::scene::{Scene, reads, team_thread, thread};

#[tokio::test]
async fn a_deleted_help_channel_is_told_in_the_desk_until_another_is_named() {
    let scene = Scene::open().await;
    let Scene { ana, max, olaf, .. } = &scene;
    scene.expect_refusal(404, 10_003);
    olaf.deletes_channel("help").await;
    reads!(max, "desk", @"
    Switchboard: **The board**: who waits for us (edited)
      │ Nobody is waiting for an answer.
      │ Waiting: 0
      │ Unassigned: 0
      │ On hold: 0
      │ With customers: 0
      (pinned)
    * Switchboard pinned a message.
    Switchboard: The help channel was deleted, so `/ask` has no place any more. Somebody with Manage Server can name another one with `/setup help`.
    ");
    reads!(ana.runs("/ask question:Where is the manual?"), @"I cannot reach the channel in which questions are asked, since it was deleted or is hidden from me: please tell the team, so that somebody with Manage Server names another one with `/setup help`.");
    olaf.runs("/setup help:#general").await;
    reads!(ana.runs("/ask question:Where is the manual?"), @"Thank you! Your question is case #1, and the team answers [in its thread](thread 1).");
    scene.close().await;
}

#[tokio::test]
async fn a_deleted_desk_is_told_once_where_the_developers_are() {
    let scene = Scene::open().await;
    let Scene { ben, dora, olaf, .. } = &scene;
    scene.expect_refusal(404, 10_003);
    scene.expect_dead_jobs();
    olaf.deletes_channel("desk").await;
    scene.restart().await;
    reads!(dora, "developers", @"Switchboard: The desk channel was deleted, so cases have no cards any more. Somebody with Manage Server can name another one with `/setup desk`: all open cases get their cards there.");
    reads!(olaf.runs("/setup flag_emoji:🚩"), @"The channel that was named as `desk` was deleted: please name another one with that option.");
    ben.runs("/ask question:Where is the manual?").await;
    olaf.runs("/setup desk:#general").await;
    assert_eq!(scene.cards_in("general"), 1);
    scene.close().await;
}

#[tokio::test]
async fn a_role_that_is_deleted_while_the_bot_is_away_is_told_at_the_start() {
    let scene = Scene::open().await;
    let Scene { max, olaf, .. } = &scene;
    scene.stop().await;
    olaf.deletes_role("Leads").await;
    scene.start().await;
    reads!(max, "desk", @"
    Switchboard: **The board**: who waits for us (edited)
      │ Nobody is waiting for an answer.
      │ Waiting: 0
      │ Unassigned: 0
      │ On hold: 0
      │ With customers: 0
      (pinned)
    * Switchboard pinned a message.
    Switchboard: A role of leads was deleted. Somebody with Manage Server can name the roles with `/setup leads`, and is a lead until then.
    ");
    scene.close().await;
}

#[tokio::test]
async fn an_assignee_is_told_that_somebody_locked_the_thread() {
    let scene = Scene::open().await;
    let Scene { ana, max, olaf, .. } = &scene;
    ana.opens_case("The key does not fit").await;
    max.runs("/claim case:1").await;
    let id = olaf.channel(thread(1)).await;
    for locked in [true, false, true] {
        let edit = ThreadEdit { locked: Some(locked), ..ThreadEdit::default() };
        olaf.client.edit_thread(id, edit).expect("olaf may");
        scene.idle().await;
    }
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · The key does not fit
    Switchboard: @max: Somebody locked the customer's thread, so they cannot write there. Please unlock it, or `/close` the case.
      → pings: max
    Switchboard: @max: Somebody locked the customer's thread, so they cannot write there. Please unlock it, or `/close` the case.
      → pings: max
    ");
    max.runs("/close case:1").await;
    olaf.runs("/reopen case:1").await;
    reads!(max.runs("/case history case:1"), @"
    **History**, oldest first
    #1 · The key does not fit
    │ 2 March 2026 09:00 · @max opened it
    │ 2 March 2026 09:00 · @max claimed it
    │ 2 March 2026 09:00 · Its thread was locked in Discord
    │ 2 March 2026 09:00 · Its thread was unlocked in Discord
    │ 2 March 2026 09:00 · Its thread was locked in Discord
    │ 2 March 2026 09:00 · @max closed it: it is solved
    │ 2 March 2026 09:00 · @olaf opened it again
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_thread_that_is_locked_while_the_bot_is_away_is_told_at_the_start() {
    let scene = Scene::open().await;
    let Scene { ana, max, olaf, .. } = &scene;
    ana.opens_case("The key does not fit").await;
    scene.stop().await;
    let id = olaf.channel(thread(1)).await;
    let edit = ThreadEdit { locked: Some(true), ..ThreadEdit::default() };
    olaf.client.edit_thread(id, edit).expect("olaf may");
    scene.start().await;
    scene.restart().await;
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · The key does not fit
    Switchboard: Somebody locked the customer's thread, so they cannot write there. Please unlock it, or `/close` the case.
    ");
    scene.close().await;
}
