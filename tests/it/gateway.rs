//! Trouble on the way from Discord: connections that break, sessions that end, events that come
//! twice, late, or never.

use std::time::Duration;

use sandbox::Snowflake;

use crate::scene::Scene;

/// Waits until a message has its case: longer than serenity's slowest way back.
async fn has_a_thread(scene: &Scene, message: Snowflake) {
    let seen = scene
        .sandbox
        .try_until(Duration::from_secs(60), |world| world.channels.get(&message).map(|_| ()))
        .await;
    assert!(
        seen.is_some(),
        "the message has no thread; sessions: {:?}",
        scene.sandbox.gateway().sessions()
    );
}

/// Says something while the bot is cut off in one way or another, and sees that it is dealt with
/// once.
async fn nothing_is_lost(trouble: impl FnOnce(&sandbox::Gateway)) {
    let scene = Scene::quick_heart(Duration::from_millis(500)).await;
    scene.person("lea").command("general", "/rule add name:errors pattern:error").await;
    let before = scene.person("ana").say("help", "an error before").expect("ana may write");
    has_a_thread(&scene, before).await;
    scene.idle().await;
    trouble(&scene.sandbox.gateway());
    let during =
        scene.person("ana").say("help", "an error during the trouble").expect("ana may write");
    has_a_thread(&scene, during).await;
    scene.sandbox.gateway().wait_connected().await;
    let after = scene.person("ana").say("help", "an error after it").expect("ana may write");
    has_a_thread(&scene, after).await;
    scene.idle().await;
    let threads = scene
        .sandbox
        .world(|world| world.channels.values().filter(|channel| channel.thread.is_some()).count());
    assert_eq!(threads, 3);
    scene.close().await;
}

#[tokio::test]
async fn a_cut_connection() {
    nothing_is_lost(|gateway| {
        gateway.drop_connections();
    })
    .await;
}

#[tokio::test]
async fn a_reconnect_that_discord_asks_for() {
    nothing_is_lost(|gateway| {
        gateway.reconnect();
    })
    .await;
}

#[tokio::test]
async fn a_session_that_discord_has_forgotten() {
    nothing_is_lost(|gateway| {
        gateway.forget_sessions();
        gateway.drop_connections();
    })
    .await;
}

#[tokio::test]
async fn an_invalid_session() {
    nothing_is_lost(|gateway| {
        gateway.invalidate(false);
    })
    .await;
}

#[tokio::test]
async fn a_close_with_a_code_and_one_without() {
    nothing_is_lost(|gateway| {
        gateway.close(4000);
    })
    .await;
    nothing_is_lost(|gateway| {
        gateway.close_without_code();
    })
    .await;
}

#[tokio::test]
async fn events_that_come_twice_and_out_of_order() {
    let scene = Scene::open().await;
    scene.person("lea").command("general", "/rule add name:errors pattern:error").await;
    scene.sandbox.gateway().duplicate_events(true);
    scene.sandbox.gateway().reorder_events(7);
    let (ana, max) = (scene.person("ana"), scene.person("max"));
    let messages: Vec<_> = (0..20)
        .map(|number| ana.say("help", &format!("error {number}")).expect("ana may write"))
        .collect();
    for &message in &messages {
        max.react(message, "🎫").expect("max may react");
    }
    scene.sandbox.gateway().release_events();
    scene.sandbox.gateway().reorder_events(0);
    scene.idle().await;
    let (threads, cards) = scene.sandbox.world(|world| {
        let cards = world.messages.values().flat_map(|messages| messages.values());
        let cards = cards
            .filter(|message| {
                message.components.iter().any(|row| row.to_string().contains("v1:claim:"))
            })
            .count();
        (world.channels.values().filter(|channel| channel.thread.is_some()).count(), cards)
    });
    assert_eq!((threads, cards), (20, 20));
    scene.close().await;
}

#[tokio::test]
async fn without_the_message_content_intent_menus_and_commands_work() {
    let mut world = sandbox::World::community();
    world.application_flags = 0;
    let scene = Scene::with_world(world).await;
    scene.person("olaf").command("general", crate::scene::SETUP).await;
    scene.person("lea").command("general", "/rule add name:errors pattern:error").await;
    let message =
        scene.person("ana").say("help", "an error that no rule can read").expect("ana may write");
    scene.idle().await;
    assert!(!scene.person("ana").sees("help").contains("#1"));
    scene.person("max").menu(message, "Open case").await;
    scene.idle().await;
    assert!(
        scene.person("max").sees("desk").contains("an error that no rule can read"),
        "the menu brings the text along"
    );
    scene.person("max").say(message, "an answer that the bot cannot read").expect("max may write");
    scene.person("ana").say(message, "thanks").expect("ana may write");
    scene.idle().await;
    let queue = scene.person("max").command("desk", "/queue").await.text();
    assert!(queue.contains("#1"), "what cannot be read may be a question: {queue}");
    scene.close().await;
}
