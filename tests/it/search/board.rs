//! The board: one live message on the desk.

use std::time::Duration;

use chrono::TimeDelta;
use insta::assert_snapshot;
use sandbox::Snowflake;
use switchboard::cli::doctor;

use crate::scene::{SETUP, Scene, board, reads, thread};

const PIN_MESSAGES: u64 = 1 << 51;

/// The boards in a channel, and whether each is pinned.
fn boards(scene: &Scene, channel: &str) -> Vec<(Snowflake, bool)> {
    let channel = scene.olaf.client.channel(channel).expect("there is such a channel");
    scene.sandbox.world(|world| {
        let messages = world.messages.get(&channel).into_iter().flatten().map(|(_, found)| found);
        let boards = messages.filter(|message| message.content.starts_with("**Waiting for us**"));
        boards.map(|message| (message.id, message.pinned_at.is_some())).collect()
    })
}

#[tokio::test]
async fn the_board_shows_who_waits() {
    let scene = Scene::open().await;
    let Scene { ana, ben, max, .. } = &scene;
    reads!(max, board(), @"
    Switchboard: **Waiting for us** (edited)
      │ Nobody is waiting for an answer.
      │ Waiting for us: 0
      │ Unassigned: 0
      │ On hold: 0
      │ Waiting for customers: 0
      (pinned)
    ");
    ana.opens_case("Where is *my* invoice?").await;
    scene.advance_clock(TimeDelta::minutes(5));
    ben.opens_case("The app is slow").await;
    max.runs("/claim case:2").await;
    reads!(max, board(), @"
    Switchboard: **Waiting for us** (edited)
      │ 5 minutes ago · [#1](thread 1) · Where is my invoice? — unassigned
      │ now · [#2](thread 2) · The app is slow — assigned to @max
      │ Waiting for us: 2
      │ Unassigned: 1
      │ On hold: 0
      │ Waiting for customers: 0
      (pinned)
    ");
    scene.close().await;
}

#[tokio::test]
async fn the_board_counts_who_is_answered_and_what_is_on_hold_and_stays_one_message() {
    let scene = Scene::open().await;
    let Scene { ana, ben, max, .. } = &scene;
    let before = boards(&scene, "desk");
    ana.opens_case("Where is *my* invoice?").await;
    ben.opens_case("The app is slow").await;
    max.runs("/claim case:2").await;
    max.writes(thread(1), "In your account, under Invoices").await;
    let form = max.runs("/escalate case:2").await.form();
    max.submits(&form, &[("Actual result", "slow")]).await;
    reads!(max, board(), @"
    Switchboard: **Waiting for us** (edited)
      │ Nobody is waiting for an answer.
      │ Waiting for us: 0
      │ Unassigned: 0
      │ On hold: 1
      │ Waiting for customers: 1
      (pinned)
    ");
    assert!(matches!(before[..], [(_, true)]) && boards(&scene, "desk") == before);
    scene.close().await;
}

#[tokio::test]
async fn a_deleted_board_comes_back() {
    let scene = Scene::open().await;
    scene.expect_refusal(404, 10_008);
    let first = boards(&scene, "desk")[0].0;
    scene.olaf.deletes(board()).await;
    let second = boards(&scene, "desk");
    assert!(matches!(second[..], [(id, true)] if id != first), "{second:?}");
    scene.close().await;
}

#[tokio::test]
async fn the_board_moves_with_the_desk() {
    let scene = Scene::open().await;
    scene.olaf.runs("/setup desk:#general").await;
    assert_eq!(boards(&scene, "desk"), []);
    assert!(matches!(boards(&scene, "general")[..], [(_, true)]));
    scene.close().await;
}

/// A desk in which the bot may pin nothing, with two cases.
async fn without_pins() -> Scene {
    let scene = Scene::before_setup().await;
    scene.expect_refusal(403, 50_013);
    scene.deny_bot("desk", PIN_MESSAGES);
    scene.olaf.runs(SETUP).await;
    scene.ana.opens_case("Can you see me?").await;
    scene.ben.opens_case("And me?").await;
    scene
}

#[tokio::test]
async fn a_board_that_may_not_be_pinned_is_drawn_all_the_same() {
    let scene = without_pins().await;
    let found = boards(&scene, "desk");
    let [(id, false)] = found[..] else { panic!("{found:?}") };
    assert!(scene.max.sees(id).await.contains("And me?"));
    let refused = scene.exchanges().iter().filter(|exchange| exchange.status == 403).count();
    assert_eq!(refused, 1, "asked once, and not again and again");
    scene.close().await;
}

#[tokio::test]
async fn the_doctor_notes_an_unpinned_board() {
    let scene = without_pins().await;
    let mut found = Vec::new();
    let is_well = doctor::run(&scene.config(), &mut found).await.expect("the findings");
    assert!(is_well, "it is only a note");
    let found = String::from_utf8(found).expect("text");
    let line = found.lines().find(|line| line.contains("board")).unwrap_or_default();
    assert_snapshot!(line, @"note  Lantern: the board isn't pinned: grant the bot Pin Messages in the desk channel");
    scene.close().await;
}

#[tokio::test]
async fn a_board_is_pinned_as_soon_as_it_may_be() {
    let scene = without_pins().await;
    scene.allow_bot("desk");
    scene.idle().await;
    scene.run_due().await;
    assert!(matches!(boards(&scene, "desk")[..], [(_, true)]));
    scene.close().await;
}

#[tokio::test]
async fn many_changes_in_a_row_make_few_edits() {
    let scene = Scene::open().await;
    scene.throttle_boards(Duration::from_secs(60)).await;
    let end = format!("/messages/{}", boards(&scene, "desk")[0].0);
    let edits = || {
        let exchanges = scene.exchanges();
        let edits = exchanges.iter().filter(|exchange| exchange.method == "PATCH");
        edits.filter(|exchange| exchange.path.ends_with(&end)).count()
    };
    let before = edits();
    for number in 0..12 {
        scene.ana.opens_case(&format!("Question {number}")).await;
    }
    assert_eq!(edits() - before, 1, "the first change is shown at once, and the others wait");
    assert!(!scene.max.sees(board()).await.contains("Question 11"));
    scene.advance_and_run_due(TimeDelta::seconds(61)).await;
    assert_eq!(edits() - before, 2);
    reads!(scene.max, board(), @"
    Switchboard: **Waiting for us** (edited)
      │ 1 minute ago · [#1](thread 1) · Question 0 — unassigned
      │ 1 minute ago · [#2](thread 2) · Question 1 — unassigned
      │ 1 minute ago · [#3](thread 3) · Question 2 — unassigned
      │ 1 minute ago · [#4](thread 4) · Question 3 — unassigned
      │ 1 minute ago · [#5](thread 5) · Question 4 — unassigned
      │ 1 minute ago · [#6](thread 6) · Question 5 — unassigned
      │ 1 minute ago · [#7](thread 7) · Question 6 — unassigned
      │ 1 minute ago · [#8](thread 8) · Question 7 — unassigned
      │ 1 minute ago · [#9](thread 9) · Question 8 — unassigned
      │ 1 minute ago · [#10](thread 10) · Question 9 — unassigned
      │ … and 2 more. See them all with `/queue`.
      │ Waiting for us: 12
      │ Unassigned: 12
      │ On hold: 0
      │ Waiting for customers: 0
      (pinned)
    ");
    scene.close().await;
}
