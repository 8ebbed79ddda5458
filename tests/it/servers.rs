//! Several servers at once: nothing is shared.

use sandbox::World;

use crate::scene::{SETUP, Scene};

#[tokio::test]
async fn a_case_of_another_server_reads_like_one_that_never_was() {
    let mut world = World::community();
    let other = world.add_guild("Harbour");
    let scene = Scene::with_world(world).await;
    let olaf = scene.person("olaf");
    for place in [olaf.clone(), olaf.at(other)] {
        place.command("general", SETUP).await;
    }
    scene.idle().await;
    let (ana, max) = (scene.person("ana"), scene.person("max"));
    let here = ana.say("help", "A question of Lantern").expect("ana may write");
    max.menu(here, "Open case").await;
    let there = ana.at(other).say("help", "A question of Harbour").expect("ana may write");
    let second = ana.at(other).say("help", "Another question of Harbour").expect("ana may write");
    max.at(other).menu(there, "Open case").await;
    max.at(other).menu(second, "Open case").await;
    scene.idle().await;

    // Both count from one; the second server has a case #2, and the first does not.
    let never = max.command("desk", "/claim case:3").await.text();
    let foreign = max.command("desk", "/claim case:2").await.text();
    assert_eq!(never.replace('3', "N"), foreign.replace('2', "N"));
    for line in [
        "/release case:2",
        "/tag name:x case:2",
        "/untag name:x case:2",
        "/case show case:2",
        "/escalate case:2",
    ] {
        let (foreign, never) = (
            max.command("desk", line).await.text(),
            max.command("desk", &line.replace("case:2", "case:3")).await.text(),
        );
        assert_eq!(foreign.replace('2', "N"), never.replace('3', "N"), "{line}");
    }
    assert!(!max.command("desk", "/queue view:all").await.text().contains("Harbour"));
    assert!(max.at(other).command("desk", "/queue view:all").await.text().contains("Harbour"));
    max.at(other).command("desk", "/tag name:harbour-only case:1").await;
    assert!(max.complete("desk", "/tag name:har").await.is_empty());
    assert!(max.complete("desk", "/claim case:2").await.is_empty());
    assert_eq!(max.at(other).complete("desk", "/claim case:2").await.len(), 1);
    let bodies = scene.exchanges();
    let harbour = scene
        .sandbox
        .world(|world| world.guilds[&other].channels.iter().copied().collect::<Vec<_>>());
    for exchange in bodies.iter().filter(|exchange| {
        harbour.iter().any(|channel| exchange.path.contains(&channel.to_string()))
    }) {
        assert!(!exchange.body.to_string().contains("Lantern"), "{exchange:?}");
    }
    scene.close().await;
}
