//! What banned members wrote: it goes with their messages, unless a server keeps it for a while.

use chrono::TimeDelta;

use crate::{
    database_dump::tables_that_hold,
    scene::{Scene, reads, thread},
};

const QUESTION: &str = "My licence LX-900 is refused";
const NOWHERE: [String; 0] = [];

/// A case of ana in a server that keeps the words of banned members for so long.
async fn asked(keep: &str) -> Scene {
    let scene = Scene::open().await;
    let Scene { ana, olaf, .. } = &scene;
    olaf.runs(&format!("/setup keep_banned:{keep}")).await;
    ana.opens_case(QUESTION).await;
    ana.writes(thread(1), "LX-900 is from the shop in May").await;
    scene
}

/// The same, and ana is banned with all that she wrote. The bot may not read who is banned.
async fn banned(keep: &str) -> Scene {
    let scene = asked(keep).await;
    scene.expect_refusal(403, 50_013);
    scene.expect_refusal(404, 10_007);
    scene.olaf.bans(&scene.ana, 24).await;
    scene
}

#[tokio::test]
async fn what_a_banned_member_wrote_goes_with_their_messages() {
    let scene = banned("off").await;
    assert_eq!(tables_that_hold(&scene.database, "LX-900").await, NOWHERE);
    assert!(!scene.ben.runs("/help").await.contains("banned"));
    scene.close().await;
}

#[tokio::test]
async fn a_server_keeps_what_banned_members_wrote_for_some_days_and_says_so() {
    let scene = banned("30d").await;
    let Scene { ben, max, .. } = &scene;
    let help = ben.runs("/help").await.to_string();
    reads!(async { help.lines().nth(1).unwrap_or_default().to_owned() }, @"I keep what banned members wrote in cases for 30 days after Discord deletes their messages.");
    scene.restart().await;
    scene.advance_and_run_due(TimeDelta::days(29)).await;
    assert!(max.runs("/case show case:1").await.contains(QUESTION));
    scene.advance_and_run_due(TimeDelta::days(1)).await;
    assert_eq!(tables_that_hold(&scene.database, "LX-900").await, NOWHERE);
    scene.close().await;
}

#[tokio::test]
async fn what_was_deleted_with_a_ban_while_the_bot_was_away_is_kept_as_well() {
    let scene = asked("30d").await;
    let Scene { ana, max, olaf, .. } = &scene;
    scene.expect_refusal(403, 50_013);
    scene.expect_refusal(404, 10_007);
    scene.stop().await;
    olaf.bans(ana, 24).await;
    scene.start().await;
    assert!(max.runs("/case show case:1").await.contains(QUESTION));
    scene.close().await;
}

#[tokio::test]
async fn who_deletes_their_own_words_takes_them_back_in_any_server() {
    let scene = asked("30d").await;
    let Scene { ana, .. } = &scene;
    let said = ana.writes(thread(1), "My number is 0800 1234").await;
    scene.expect_refusal(403, 50_013);
    ana.deletes(said).await;
    assert_eq!(tables_that_hold(&scene.database, "0800 1234").await, NOWHERE);
    scene.close().await;
}

#[tokio::test]
async fn help_says_in_german_how_long_words_are_kept() {
    let scene = asked("30d").await;
    scene.ben.speaks("de");
    let help = scene.ben.runs("/hilfe").await.to_string();
    reads!(async { help.lines().nth(1).unwrap_or_default().to_owned() }, @"Was gebannte Mitglieder in Fällen geschrieben haben, speichere ich noch 30 Tage, nachdem Discord ihre Nachrichten gelöscht hat.");
    scene.close().await;
}
