//! The board: one live message on the desk.

use std::time::Duration;

use insta::assert_snapshot;
use sandbox::Snowflake;

use crate::scene::Scene;

const PIN_MESSAGES: u64 = 1 << 51;

/// The boards in a channel, and whether each is pinned.
fn boards(scene: &Scene, channel: &str) -> Vec<(Snowflake, bool)> {
    let channel = scene.person("olaf").channel(channel).expect("there is such a channel");
    scene.sandbox.world(|world| {
        let messages =
            world.messages.get(&channel).into_iter().flat_map(|messages| messages.values());
        let boards = messages.filter(|message| message.content.starts_with("**The board**"));
        boards.map(|message| (message.id, message.pinned_at.is_some())).collect()
    })
}

fn board(scene: &Scene) -> Snowflake {
    boards(scene, "desk")[0].0
}

/// What an agent reads on the board.
fn read(scene: &Scene) -> String {
    let seen = scene.plain(&scene.person("max").sees("desk"));
    let lines = seen
        .lines()
        .skip_while(|line| !line.contains("The board"))
        .skip(1)
        .take_while(|line| line.starts_with("  "));
    lines.map(str::trim_start).collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn the_board_shows_who_waits_and_stays_one_message() {
    let scene = Scene::open().await;
    let max = scene.person("max");
    assert_snapshot!(scene.plain(&max.sees("desk")), @"
    Switchboard: **The board**: who waits for us (edited)
      │ Nobody is waiting for an answer.
      │ Waiting: 0
      │ Nobody has: 0
      │ On hold: 0
      │ With customers: 0
      (pinned)
    * Switchboard pinned a message.
    ");
    let first = board(&scene);

    let message = scene.flagged("ana", "Where is *my* invoice?").await;
    scene.flagged("ben", "The app is slow").await;
    max.command("desk", "/claim case:2").await;
    scene.idle().await;
    assert_snapshot!(read(&scene), @"
    │ now · [#1](https://discord.com/channels/…/channel) · Where is *my* invoice? — nobody has it
    │ now · [#2](https://discord.com/channels/…/channel) · The app is slow — @max has it
    │ Waiting: 2
    │ Nobody has: 1
    │ On hold: 0
    │ With customers: 0
    (pinned)
    ");

    max.say(message, "In your account, under Invoices").expect("max may write");
    let form = max.command("desk", "/escalate case:2").await.form();
    max.submit(&form, &[("What happened instead", "slow")]).await;
    scene.idle().await;
    assert_snapshot!(read(&scene), @"
    │ Nobody is waiting for an answer.
    │ Waiting: 0
    │ Nobody has: 1
    │ On hold: 1
    │ With customers: 0
    (pinned)
    ");
    assert_eq!(boards(&scene, "desk"), [(first, true)]);
    scene.close().await;
}

#[tokio::test]
async fn a_board_that_someone_deletes_comes_back_and_one_that_has_to_move_moves() {
    let mut scene = Scene::open().await;
    scene.expect_refusal(404, 10_008);
    let first = board(&scene);
    scene.person("olaf").delete(first).expect("olaf may delete");
    scene.idle().await;
    let second = boards(&scene, "desk");
    assert!(matches!(second[..], [(id, true)] if id != first), "{second:?}");

    scene.person("olaf").command("general", "/setup desk:#general").await;
    scene.idle().await;
    assert_eq!(boards(&scene, "desk"), []);
    assert!(matches!(boards(&scene, "general")[..], [(_, true)]));
    scene.close().await;
}

#[tokio::test]
async fn a_board_that_may_not_be_pinned_stands_there_all_the_same() {
    let mut scene = Scene::unset().await;
    scene.expect_refusal(403, 50_013);
    scene.deny_bot("desk", PIN_MESSAGES);
    scene.person("olaf").command("general", crate::scene::SETUP).await;
    scene.flagged("ana", "Can you see me?").await;
    scene.flagged("ben", "And me?").await;
    assert!(matches!(boards(&scene, "desk")[..], [(_, false)]));
    assert!(read(&scene).contains("And me?"), "it goes on being drawn");
    assert_eq!(
        scene.exchanges().iter().filter(|exchange| exchange.status == 403).count(),
        1,
        "asked once, and not again and again"
    );

    let mut found = Vec::new();
    assert!(
        switchboard::cli::doctor::run(&scene.config(), &mut found)
            .await
            .expect("the findings can be written")
    );
    let found = String::from_utf8(found).expect("text");
    let line = found.lines().find(|line| line.contains("board")).unwrap_or("no word of the board");
    assert_snapshot!(line, @"note  Lantern: the board is pinned: allow the bot Pin Messages in the desk channel; until then the board stands there unpinned");

    scene.allow_bot("desk");
    scene.idle().await;
    scene.app().run_due().await.expect("the database answers");
    scene.idle().await;
    assert!(matches!(boards(&scene, "desk")[..], [(_, true)]), "pinned as soon as it may be");
    scene.close().await;
}

#[tokio::test]
async fn many_changes_in_a_row_make_few_edits() {
    let mut scene = Scene::open().await;
    scene.rest_boards(Duration::from_secs(60)).await;
    let edits = |scene: &Scene| {
        let end = format!("/messages/{}", board(scene));
        scene
            .exchanges()
            .iter()
            .filter(|exchange| exchange.method == "PATCH" && exchange.path.ends_with(&end))
            .count()
    };
    let before = edits(&scene);
    for number in 0..12 {
        scene.flagged("ana", &format!("Question {number}")).await;
    }
    assert_eq!(edits(&scene) - before, 1, "the first change is shown at once, and the others wait");
    assert!(!read(&scene).contains("Question 11"));
    scene.clock.advance(chrono::TimeDelta::seconds(61));
    scene.app().run_due().await.expect("the database answers");
    scene.idle().await;
    assert_eq!(edits(&scene) - before, 2);
    assert_snapshot!(read(&scene), @"
    │ now · [#1](https://discord.com/channels/…/channel) · Question 0 — nobody has it
    │ now · [#2](https://discord.com/channels/…/channel) · Question 1 — nobody has it
    │ now · [#3](https://discord.com/channels/…/channel) · Question 2 — nobody has it
    │ now · [#4](https://discord.com/channels/…/channel) · Question 3 — nobody has it
    │ now · [#5](https://discord.com/channels/…/channel) · Question 4 — nobody has it
    │ now · [#6](https://discord.com/channels/…/channel) · Question 5 — nobody has it
    │ now · [#7](https://discord.com/channels/…/channel) · Question 6 — nobody has it
    │ now · [#8](https://discord.com/channels/…/channel) · Question 7 — nobody has it
    │ now · [#9](https://discord.com/channels/…/channel) · Question 8 — nobody has it
    │ now · [#10](https://discord.com/channels/…/channel) · Question 9 — nobody has it
    │ … and 2 more: `/queue` lists them all.
    │ Waiting: 12
    │ Nobody has: 12
    │ On hold: 0
    │ With customers: 0
    (pinned)
    ");
    scene.close().await;
}
