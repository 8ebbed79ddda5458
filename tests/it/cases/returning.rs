//! Customers who write after their case was closed.

use chrono::TimeDelta;
use insta::assert_snapshot;
use sandbox::{Snowflake, world::ThreadEdit};
use serde_json::Value;
use switchboard::cli::export::What;

use crate::scene::{Scene, card, reads};

/// Somebody of the team unlocks an archived thread by hand, and archives it again.
fn unlock(scene: &Scene, thread: Snowflake) {
    let olaf = &scene.olaf.client;
    let open = ThreadEdit { archived: Some(false), locked: Some(false), ..ThreadEdit::default() };
    olaf.edit_thread(thread, open).expect("olaf may");
    let archived = ThreadEdit { archived: Some(true), ..ThreadEdit::default() };
    olaf.edit_thread(thread, archived).expect("olaf may");
}

/// A closed case in a post of a forum.
async fn closed_post() -> (Scene, Snowflake) {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    let post = ana.posts("ideas", "Sync", "Sync stops after an hour").await;
    max.flags(post).await;
    max.runs("/claim case:1").await;
    max.runs("/close case:1").await;
    scene.advance_clock(TimeDelta::minutes(5));
    (scene, post)
}

#[tokio::test]
async fn a_word_in_an_unlocked_post_reopens_its_case_and_the_desk_is_told() {
    let (scene, post) = closed_post().await;
    let Scene { ana, max, .. } = &scene;
    unlock(&scene, post);
    ana.writes(post, "It stopped again today").await;
    reads!(scene.case(1), @"open, max, waiting since minute 5, reopened: 1");
    assert!(!scene.is_archived(post));
    reads!(max, max.client.last_message("desk").expect("a line"), @"
    Switchboard: @max: @ana [wrote again](message of ana) after case [#1](thread 1) was closed. It's open again.
      → pings: max
    ");
    scene.close().await;
}

#[tokio::test]
async fn thanks_after_the_close_reopen_nothing() {
    let (scene, post) = closed_post().await;
    unlock(&scene, post);
    scene.ana.writes(post, "thank you!").await;
    reads!(scene.case(1), @"closed, max");
    scene.close().await;
}

#[tokio::test]
async fn a_word_in_a_closed_post_is_noticed_after_a_restart() {
    let (scene, post) = closed_post().await;
    let Scene { ana, .. } = &scene;
    scene.reads_on_from_here().await;
    scene.restart().await;
    unlock(&scene, post);
    ana.writes(post, "It stopped again today").await;
    reads!(scene.case(1), @"open, max, waiting since minute 65, reopened: 1");
    scene.close().await;
}

#[tokio::test]
async fn a_word_that_came_while_the_bot_was_away_reopens_a_case() {
    let (scene, post) = closed_post().await;
    scene.reads_on_from_here().await;
    scene.stop().await;
    unlock(&scene, post);
    scene.ana.writes(post, "It stopped again today").await;
    scene.start().await;
    reads!(scene.case(1), @"open, max, waiting since minute 65, reopened: 1");
    scene.close().await;
}

/// A case that was closed in a thread of several people, who go on talking.
async fn hike() -> (Scene, Snowflake) {
    let scene = Scene::open().await;
    let Scene { ana, ben, max, .. } = &scene;
    let topic = ben.writes("general", "Hike on Sunday").await;
    let hike = ben.starts_thread(topic, "Hike").await;
    let question = ana.writes(hike, "The map does not load").await;
    max.flags(question).await;
    max.runs("/claim case:1").await;
    max.runs("/close case:1").await;
    scene.advance_clock(TimeDelta::minutes(5));
    ana.writes(hike, "The map is gone again").await;
    ana.writes(hike, "And who brings water?").await;
    (scene, hike)
}

#[tokio::test]
async fn in_a_thread_of_several_people_reopening_is_offered_once() {
    let (scene, hike) = hike().await;
    let Scene { ana, .. } = &scene;
    reads!(scene.case(1), @"closed, max");
    let seen = ana.sees(hike).await;
    let (_, after) = seen.rsplit_once("→ pings: ana\n").expect("the line of the close");
    assert_snapshot!(after, @"
    ana: The map is gone again
    ↱ to ana: The map is gone again
    Switchboard: Case [#1](thread 1) is closed. Still need help? Press **Reopen**.
      [Reopen]
    ana: And who brings water?
    ");
    ana.clicks(hike, "Reopen").await;
    reads!(scene.case(1), @"open, max, waiting since minute 5, reopened: 1");
    let seen = ana.sees(hike).await;
    assert!(!seen.contains("[Reopen]"), "{seen}");
    scene.close().await;
}

#[tokio::test]
async fn the_desk_reads_who_came_back_to_a_case_that_stays_closed() {
    let (scene, _) = hike().await;
    let Scene { max, .. } = &scene;
    reads!(max, max.client.last_message("desk").expect("a line"), @"
    Switchboard: @max: @ana [wrote again](message of ana) after case [#1](thread 1) was closed. It's still closed. To reopen it for them, use `/reopen case:1`.
      → pings: max
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_reply_to_the_closing_line_gets_the_button_below_it() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("No sound in the lobby").await;
    max.runs("/claim case:1").await;
    max.runs("/close case:1").await;
    let line = ana.client.last_message("help").expect("the line");
    scene.advance_clock(TimeDelta::minutes(5));
    ana.replies(line, "Still no sound").await;
    reads!(scene.case(1), @"closed, max");
    reads!(ana, ana.client.last_message("help").expect("the offer"), @"
    ↱ to ana: Still no sound
    Switchboard: Case [#1](thread 1) is closed. Still need help? Press **Reopen**.
      [Reopen]
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_word_in_a_merged_case_is_shown_where_it_goes_on() {
    let scene = Scene::open().await;
    let Scene { ana, ben, max, .. } = &scene;
    let topic = ben.writes("general", "Hike on Sunday").await;
    let hike = ben.starts_thread(topic, "Hike").await;
    let question = ana.writes(hike, "The map does not load").await;
    max.flags(question).await;
    ana.opens_case("The map is still empty").await;
    max.runs("/merge into:2 case:1").await;
    ana.writes(hike, "Is there news?").await;
    reads!(ana, ana.client.last_message(hike).expect("a message"), @"
    ↱ to ana: Is there news?
    Switchboard: Case [#1](thread 1) continues in case #2. Please reply there.
    ");
    reads!(max, max.client.last_message("desk").expect("a line"), @"Switchboard: @ana [wrote again](message of ana) about case [#1](thread 1), which continues in case [#2](thread 2).");
    scene.close().await;
}

#[tokio::test]
async fn what_was_said_in_a_thread_of_others_before_the_case_is_reopened_belongs_to_it() {
    let (scene, hike) = hike().await;
    let Scene { ana, max, .. } = &scene;
    ana.writes(hike, "It says E-9").await;
    max.runs("/reopen case:1").await;
    let transcript = max.runs("/case transcript case:1").await;
    let (_, text) = scene.files_of(&transcript).await.pop().expect("a file");
    assert!(text.contains("E-9"), "{text}");
    scene.close().await;
}

#[tokio::test]
async fn what_is_the_question_of_a_new_case_is_taken_back_in_both() {
    let scene = Scene::open().await;
    let Scene { ana, ben, max, .. } = &scene;
    let topic = ben.writes("general", "Hike on Sunday").await;
    let hike = ben.starts_thread(topic, "Hike").await;
    max.flags(ana.writes(hike, "The compass is broken").await).await;
    max.runs("/close case:1").await;
    scene.advance_clock(TimeDelta::minutes(5));
    let again = ana.writes(hike, "The map is gone again").await;
    max.flags(again).await;
    ana.edits(again, "The map of Norway is gone again").await;
    let seen = max.sees(card(2)).await;
    assert!(seen.contains("Norway"), "{seen}");
    let of_first = scene.exported(What::Messages).await;
    let words = |rows: &[Value]| {
        let all = rows.iter().filter_map(|row| row["content"].as_str());
        all.collect::<Vec<_>>().join(" / ")
    };
    assert!(!words(&of_first).contains("map is gone"), "{of_first:?}");
    ana.deletes(again).await;
    let seen = max.sees(card(2)).await;
    assert!(!seen.contains("Norway"), "{seen}");
    let rows = scene.exported(What::Messages).await;
    assert!(!words(&rows).contains("Norway"), "{rows:?}");
    scene.close().await;
}

#[tokio::test]
async fn a_customer_who_comes_back_where_another_case_is_open_is_noticed_once() {
    let scene = Scene::open().await;
    let Scene { ana, ben, max, .. } = &scene;
    let topic = ben.writes("general", "Release party").await;
    let party = ben.starts_thread(topic, "Release party").await;
    max.flags(ana.writes(party, "My ticket does not work").await).await;
    max.runs_in(party, "/close reason:solved").await;
    max.flags(ben.writes(party, "And my badge is empty").await).await;
    scene.advance_clock(TimeDelta::minutes(5));
    ana.writes(party, "It does not work again, why?").await;
    let chat = ana.writes(party, "And who brings water?").await;
    ana.edits(chat, "And who brings the water?").await;
    let seen = ana.sees(party).await;
    let (_, after) = seen.rsplit_once("It does not work again, why?\n").expect("ana's words");
    assert_snapshot!(after, @"
    Switchboard: Case [#1](thread 2) is closed. Still need help? Press **Reopen**.
      [Reopen]
    ana: And who brings the water? (edited)
    ");
    let told = max.sees(max.client.last_message("desk").expect("a line")).await;
    assert_snapshot!(told, @"Switchboard: @ana [wrote again](message of ana) after case [#1](thread 2) was closed. It's still closed. To reopen it for them, use `/reopen case:1`.");
    scene.close().await;
}

#[tokio::test]
async fn a_reply_of_the_team_to_a_merged_question_is_said_where_it_continues() {
    let scene = Scene::open().await;
    let Scene { ana, ben, max, .. } = &scene;
    let first = ana.opens_case("The map does not load").await;
    ben.opens_case("No map for me, either").await;
    max.runs("/merge into:2 case:1").await;
    max.replies(first, "Update to 2.4").await;
    reads!(scene.case(2), @"pending, max, answered in minute 0");
    scene.close().await;
}
