//! What apps post again: members' questions by proxies, and the bot's own words by bridges.

use std::time::Duration;

use chrono::TimeDelta;
use sandbox::{World, world::Message};
use serde_json::json;

use crate::{
    cases::bridges::{bridged, says},
    scene::{Line, Scene, board, card, on_card, reads},
};

#[tokio::test]
async fn a_proxied_question_is_one_case() {
    let (scene, bridge) = bridged().await;
    let Scene { ana, lea, max, .. } = &scene;
    lea.runs(r"/rule add name:errors pattern:E-\d+").await;
    // The question is deleted before there is a thread.
    let route = "POST /channels/{channel}/messages/{message}/threads";
    scene.sandbox.faults().slow(route, Duration::from_secs(2));
    scene.expect_refusal(404, 10_008);
    let original = ana.client.say("help", "I get E-42 since today").expect("a message");
    let is_card = |message: &Message| message.content.starts_with("#1 · ");
    let desk = max.channel("desk").await;
    let drawn = |world: &World| world.messages.get(&desk)?.values().any(is_card).then_some(());
    scene.sandbox.until("the card of the case", drawn).await;
    bridge.say_as("Wren", "I get E-42 since today").expect("a message");
    ana.deletes(original).await;
    assert!(!max.sees("desk").await.contains("#1 · team"), "there is nothing to tell the team");
    reads!(scene.case(1), @"closed");
    reads!(scene.case(2), @"new, waiting since minute 0");
    reads!(max, board(), @"
    Switchboard: **Waiting for us** (edited)
      │ now · [#2](message of nobody) · I get E-42 since today — unassigned
      │ Waiting for us: 1
      │ Unassigned: 1
      │ On hold: 0
      │ Waiting for customers: 0
      (pinned)
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_question_that_a_proxy_posts_again_later_goes_on_in_the_copy() {
    let (scene, bridge) = bridged().await;
    let Scene { ana, lea, max, .. } = &scene;
    lea.runs(r"/rule add name:errors pattern:E-\d+").await;
    let original = ana.writes("help", "w: I get E-42").await;
    scene.advance_clock(TimeDelta::seconds(2));
    bridge.say_as("Wren", "I get E-42").expect("a message");
    scene.idle().await;
    ana.deletes(original).await;
    reads!(ana, original, @"
    * about a deleted message
    Switchboard: Hi @ana! This looks like a question for the team, so we've opened case #1 for you. We're continuing in case #2.
      -# I'm a bot that keeps track of questions. (edited)
    Switchboard: @ana, we're continuing this in [case #2](#help). Please reply there. We've kept everything you wrote here.
      → pings: ana
    * Switchboard changed the name: #1 · A question
    (archived and locked)
    ");
    let card = max.sees(card(1)).await;
    assert!(card.contains(":** Merged into #2"), "{card}");
    scene.close().await;
}

#[tokio::test]
async fn an_original_that_is_deleted_first_goes_on_in_its_copy() {
    let (scene, bridge) = bridged().await;
    let Scene { ana, lea, max, .. } = &scene;
    lea.runs(r"/rule add name:errors pattern:E-\d+").await;
    let original = ana.writes("help", "w: I get E-42").await;
    ana.deletes(original).await;
    bridge.say_as("Wren", "I get E-42").expect("a message");
    scene.idle().await;
    reads!(max, board(), @"
    Switchboard: **Waiting for us** (edited)
      │ now · [#2](message of nobody) · I get E-42 — unassigned
      │ Waiting for us: 1
      │ Unassigned: 1
      │ On hold: 0
      │ Waiting for customers: 0
      (pinned)
    ");
    scene.advance_clock(TimeDelta::minutes(5));
    let other = ana.writes("help", "And E-43?").await;
    ana.deletes(other).await;
    says(&scene, &bridge, "Wren", "E-44, too").await;
    reads!(max, board(), @"
    Switchboard: **Waiting for us** (edited)
      │ 6 minutes ago · [#2](message of nobody) · I get E-42 — unassigned
      │ Waiting for us: 1
      │ Unassigned: 2
      │ On hold: 0
      │ Waiting for customers: 0
      (pinned)
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_guest_who_asks_something_else_takes_in_no_deleted_question() {
    let (scene, bridge) = bridged().await;
    let Scene { ana, ben, lea, .. } = &scene;
    lea.runs(r"/rule add name:errors pattern:E-\d+").await;
    let original = ana.writes("help", "w: I get E-42").await;
    ana.deletes(original).await;
    let other = ben.writes("help", "b: E-43 on start").await;
    ben.deletes(other).await;
    bridge.say_as("Robin", "Where do I report E-44?").expect("a message");
    scene.idle().await;
    reads!(scene.case(1), @"new");
    reads!(scene.case(2), @"new");
    reads!(scene.case(3), @"new, waiting since minute 0");
    bridge.say_as("Wren", "I get E-42").expect("a message");
    scene.idle().await;
    reads!(scene.case(1), @"closed");
    reads!(scene.case(2), @"new");
    scene.close().await;
}

#[tokio::test]
async fn the_bots_own_words_make_no_case_when_a_bridge_returns_them() {
    let (scene, bridge) = bridged().await;
    let Scene { lea, max, .. } = &scene;
    lea.runs("/rule add name:help pattern:(?i)case|import").await;
    says(&scene, &bridge, "weaver", "The import stops").await;
    let own = lea.client.last_message("help").expect("a greeting");
    let help = max.channel("help").await;
    let words = scene.sandbox.world(|world| world.message(help, own).expect("it").content.clone());
    says(&scene, &bridge, "Switchboard", &words).await;
    reads!(max, board(), @"
    Switchboard: **Waiting for us** (edited)
      │ 1 minute ago · [#1](message of nobody) · The import stops — unassigned
      │ Waiting for us: 1
      │ Unassigned: 1
      │ On hold: 0
      │ Waiting for customers: 0
      (pinned)
    ");
    scene.close().await;
}

#[tokio::test]
async fn what_an_app_posts_in_answer_to_a_command_counts_too() {
    let (scene, bridge) = bridged().await;
    let Scene { max, .. } = &scene;
    let question = bridge.answer_as("Wren", "Where is the manual?").expect("a message");
    scene.idle().await;
    reads!(max.flags(question), @"Opened case [#1](message of nobody) and greeted **Wren** in the channel where they wrote.");
    scene.close().await;
}

#[tokio::test]
async fn a_picture_alone_in_an_embed_is_a_question_too() {
    let (scene, bridge) = bridged().await;
    let Scene { max, .. } = &scene;
    let body = json!({ "embeds": [{ "image": { "url": "https://pics.example/crash.png" } }] });
    let question = bridge.send_as("Wren", &body).expect("a message");
    scene.idle().await;
    reads!(max.flags(question), @"Opened case [#1](message of nobody) and greeted **Wren** in the channel where they wrote.");
    reads!(max, on_card(1, Line::Question), @"#1 · <https://pics.example/crash.png>");
    scene.close().await;
}
