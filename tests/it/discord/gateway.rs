//! Trouble on the way from Discord: connections that break, sessions that end, events that come
//! twice, late, or never.

use std::time::Duration;

use sandbox::{Gateway, Snowflake};

use crate::scene::{SETUP, Scene, card, community, thread};

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

/// Writes something while the bot is cut off in one way or another, and sees that it is dealt with
/// once.
async fn nothing_is_lost(trouble: impl FnOnce(&Gateway)) {
    let scene = Scene::with_heartbeat(Duration::from_millis(500)).await;
    let ana = &scene.ana.client;
    scene.olaf.runs("/setup one_case_within:off").await;
    scene.lea.runs("/rule add name:errors pattern:error").await;
    scene.ana.writes("help", "an error before").await;
    trouble(&scene.sandbox.gateway());
    let during = ana.say("help", "an error during the trouble").expect("ana may write");
    has_a_thread(&scene, during).await;
    scene.sandbox.gateway().wait_connected().await;
    let after = ana.say("help", "an error after it").expect("ana may write");
    has_a_thread(&scene, after).await;
    scene.idle().await;
    assert_eq!(scene.threads(), 3);
    scene.close().await;
}

#[tokio::test]
async fn nothing_is_lost_over_a_cut_connection() {
    nothing_is_lost(|gateway| {
        gateway.drop_connections();
    })
    .await;
}

#[tokio::test]
async fn nothing_is_lost_over_a_reconnect_that_discord_asks_for() {
    nothing_is_lost(|gateway| {
        gateway.reconnect();
    })
    .await;
}

#[tokio::test]
async fn nothing_is_lost_with_a_session_that_discord_has_forgotten() {
    nothing_is_lost(|gateway| {
        gateway.forget_sessions();
        gateway.drop_connections();
    })
    .await;
}

#[tokio::test]
async fn nothing_is_lost_with_an_invalid_session() {
    nothing_is_lost(|gateway| {
        gateway.invalidate(false);
    })
    .await;
}

#[tokio::test]
async fn nothing_is_lost_over_a_close_with_a_code_or_without() {
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
async fn events_that_come_twice_and_out_of_order_lead_to_one_case_each() {
    let scene = Scene::open().await;
    let (ana, max) = (&scene.ana.client, &scene.max.client);
    scene.lea.runs("/rule add name:errors pattern:error").await;
    scene.olaf.runs("/setup one_case_within:off").await;
    let gateway = scene.sandbox.gateway();
    gateway.duplicate_events(true);
    gateway.reorder_events(7);
    let says = |number| ana.say("help", &format!("error {number}")).expect("ana may write");
    let messages: Vec<Snowflake> = (0..20).map(says).collect();
    for message in messages {
        max.react(message, "🎫").expect("max may react");
    }
    gateway.release_events();
    gateway.reorder_events(0);
    scene.idle().await;
    assert_eq!((scene.threads(), scene.cards_in("desk")), (20, 20));
    scene.close().await;
}

/// A bot that may not read what people write.
async fn without_message_content() -> Scene {
    let mut world = community();
    world.application_flags = 0;
    let scene = Scene::with_world(world).await;
    scene.olaf.runs(SETUP).await;
    scene
}

#[tokio::test]
async fn without_the_message_content_intent_menus_work_and_rules_do_not() {
    let scene = without_message_content().await;
    let Scene { ana, max, lea, .. } = &scene;
    lea.runs("/rule add name:errors pattern:error").await;
    let message = ana.writes("help", "an error that no rule can read").await;
    assert_eq!(scene.threads(), 0);
    max.flags(message).await;
    let card = max.sees(card(1)).await;
    assert!(card.contains("an error that no rule can read"), "the menu brings the text along");
    scene.close().await;
}

#[tokio::test]
async fn without_the_message_content_intent_a_message_may_be_a_question() {
    let scene = without_message_content().await;
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("How do I print?").await;
    max.writes(thread(1), "an answer that the bot cannot read").await;
    ana.writes(thread(1), "thanks").await;
    assert!(max.runs("/queue").await.contains("#1"));
    scene.close().await;
}
