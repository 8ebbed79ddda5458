//! Several servers at once: nothing is shared.

use crate::scene::{Scene, card};

/// A case of ana in Lantern, and two of hers in Harbour.
async fn two_servers() -> Scene {
    let scene = Scene::two_servers().await;
    let Scene { ana, .. } = &scene;
    ana.opens_case("A question of Lantern").await;
    ana.on("Harbour").opens_case("A question of Harbour").await;
    ana.on("Harbour").opens_case("Another question of Harbour").await;
    scene
}

#[tokio::test]
async fn every_command_reads_a_case_of_another_server_like_one_that_does_not_exist() {
    let scene = two_servers().await;
    // Both count from one: Harbour has a case 2, and Lantern does not.
    for line in [
        "/claim case:2",
        "/release case:2",
        "/tag name:x case:2",
        "/untag name:x case:2",
        "/case show case:2",
        "/escalate case:2",
    ] {
        let foreign = scene.max.runs(line).await.to_string();
        let nowhere = scene.max.runs(&line.replace("case:2", "case:3")).await.to_string();
        assert_eq!(foreign.replace('2', "N"), nowhere.replace('3', "N"), "{line}");
    }
    scene.close().await;
}

#[tokio::test]
async fn lists_and_suggestions_hold_only_what_is_of_the_server() {
    let scene = two_servers().await;
    let Scene { max, .. } = &scene;
    let there = max.on("Harbour");
    assert!(!max.runs("/queue view:all").await.contains("Harbour"));
    assert!(there.runs("/queue view:all").await.contains("Harbour"));
    there.runs("/tag name:harbour-only case:1").await;
    assert!(max.completes("/tag name:har").await.is_empty());
    assert!(max.completes("/claim case:2").await.is_empty());
    assert_eq!(there.completes("/claim case:2").await.len(), 1);
    scene.close().await;
}

#[tokio::test]
async fn nothing_of_one_server_is_sent_to_another() {
    let scene = two_servers().await;
    let harbour = scene.guild_named("Harbour");
    let channels = scene.sandbox.world(|world| world.guilds[&harbour].channels.clone());
    for exchange in scene.exchanges() {
        let is_there = channels.iter().any(|channel| exchange.path.contains(&channel.to_string()));
        assert!(!is_there || !exchange.body.to_string().contains("Lantern"), "{exchange:?}");
    }
    scene.close().await;
}

#[tokio::test]
async fn a_forged_button_reaches_no_other_server() {
    let scene = Scene::two_servers().await;
    let Scene { ana, max, .. } = &scene;
    let there = ana.on("Harbour");
    let secret = there.writes("help", "A secret of Harbour").await;
    let help = there.channel("help").await;
    ana.opens_case("A question").await;
    let card = max.message(&card(1)).await;
    scene.replace_buttons(card, &format!("v1:open:{help}:{secret}"));
    let answer = max.clicks(card, "Old").await;
    assert!(!answer.contains("Opened case"), "{answer}");
    assert!(!max.runs("/queue view:all").await.contains("secret"));
    scene.close().await;
}
