//! Messages that a rule puts before the agents: how each of them ends.

use chrono::TimeDelta;
use sandbox::{Snowflake, world::right};

use crate::scene::{Line, Scene, board, on_card, reads};

/// A message of ana that a rule has put before the agents, and the offer of it.
async fn offered() -> (Scene, Snowflake, Snowflake) {
    let scene = Scene::open().await;
    scene.lea.runs("/rule add name:refunds pattern:refund action:ask").await;
    let message = scene.ana.writes("help", "Can I get a *refund*?").await;
    let offer = scene.max.client.finds("desk", "[Not a question]").expect("the offer");
    (scene, message, offer)
}

#[tokio::test]
async fn an_offer_says_who_opened_which_case() {
    let (scene, _, offer) = offered().await;
    let Scene { max, mia, .. } = &scene;
    reads!(mia, board(), @"
    Switchboard: **Waiting for us** (edited)
      │ Nobody is waiting for an answer.
      │ 1 message matched a rule. Decide below whether it's a case.
      │ Waiting for us: 0
      │ Unassigned: 0
      │ On hold: 0
      │ Waiting for customers: 0
      (pinned)
    ");
    reads!(mia.clicks(offer, "Open case"), @"Opened case [#1](thread 1) and greeted @ana in its thread.");
    reads!(max, offer, @"Switchboard: Rule “refunds” matched [a message](message of ana) in #help. @mia opened case [#1](thread 1) for it. (edited)");
    reads!(max, board(), @"
    Switchboard: **Waiting for us** (edited)
      │ now · [#1](thread 1) · Can I get a refund? — unassigned
      │ Waiting for us: 1
      │ Unassigned: 1
      │ On hold: 0
      │ Waiting for customers: 0
      (pinned)
    ");
    scene.close().await;
}

#[tokio::test]
async fn an_offer_also_ends_if_the_message_becomes_a_case_in_another_way() {
    let (scene, message, offer) = offered().await;
    let Scene { max, .. } = &scene;
    max.reacts(message, "🎫").await;
    reads!(max, offer, @"Switchboard: Rule “refunds” matched [a message](message of ana) in #help. @max opened case [#1](thread 1) for it. (edited)");
    scene.close().await;
}

#[tokio::test]
async fn an_offered_message_can_be_added_to_a_case() {
    let (scene, message, offer) = offered().await;
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("My order is broken").await;
    reads!(max.adds_to_case(message), @"Added the message to case [#1](thread 1).");
    reads!(max, offer, @"Switchboard: Rule “refunds” matched [a message](message of ana) in #help. @max added it to case [#1](thread 1). (edited)");
    scene.close().await;
}

#[tokio::test]
async fn an_agent_says_that_an_offered_message_is_no_question() {
    let (scene, _, offer) = offered().await;
    let Scene { ben, max, mia, .. } = &scene;
    let fresh = ben.writes("help", "Where is my refund?").await;
    reads!(mia.clicks(offer, "Not a question"), @"Dismissed. The message doesn't become a case.");
    reads!(max, offer, @"Switchboard: Rule “refunds” matched [a message](message of ana) in #help. @mia said it isn't a question. (edited)");
    assert!(max.sees(board()).await.contains("1 message matched a rule"));
    scene.replace_buttons(offer, &format!("v1:not-a-question:{fresh}"));
    assert!(ben.sees("help").await.contains("Where is my refund?"));
    reads!(max.clicks(offer, "Old"), @"Dismissed. The message doesn't become a case.");
    reads!(mia.clicks(offer, "Old"), @"Someone has already decided about this message, so leave it as it is.");
    scene.close().await;
}

#[tokio::test]
async fn an_offer_that_nobody_used_is_gone_after_a_day() {
    let (scene, _, _) = offered().await;
    let Scene { max, .. } = &scene;
    scene.advance_and_run_due(TimeDelta::hours(23)).await;
    assert!(max.sees("desk").await.contains("[Not a question]"));
    scene.advance_and_run_due(TimeDelta::hours(2)).await;
    let seen = max.sees("desk").await;
    assert!(!seen.contains("Rule “refunds”") && !seen.contains("matched a rule"), "{seen}");
    scene.close().await;
}

#[tokio::test]
async fn an_offer_has_its_day_from_when_agents_can_read_it() {
    let scene = Scene::open().await;
    let Scene { ana, lea, max, .. } = &scene;
    scene.expect_refusal(403, 50_013);
    lea.runs("/rule add name:rebates pattern:rebate action:ask").await;
    scene.deny_bot("desk", right::SEND_MESSAGES);
    ana.writes("help", "Is there a rebate for schools?").await;
    scene.advance_and_run_due(TimeDelta::hours(30)).await;
    scene.allow_bot("desk");
    scene.idle().await;
    scene.advance_and_run_due(TimeDelta::hours(23)).await;
    let seen = max.sees("desk").await;
    assert!(seen.contains("Is there a rebate for schools?"), "{seen}");
    scene.advance_and_run_due(TimeDelta::hours(2)).await;
    let seen = max.sees("desk").await;
    assert!(!seen.contains("rebate") && !seen.contains("matched a rule"), "{seen}");
    scene.close().await;
}

#[tokio::test]
async fn an_offer_that_ended_while_discord_did_not_answer_is_gone_once() {
    let (scene, _, _) = offered().await;
    let Scene { ben, max, .. } = &scene;
    scene.expect_refusal(503, 0);
    let route = "DELETE /channels/{channel}/messages/{message}";
    scene.sandbox.faults().fail_before(route, 1, 503, 0);
    scene.advance_and_run_due(TimeDelta::hours(25)).await;
    assert!(max.sees("desk").await.contains("Rule “refunds”"));
    scene.restart().await;
    ben.writes("help", "A refund for me, too").await;
    scene.advance_and_run_due(TimeDelta::minutes(5)).await;
    assert_eq!(max.sees("desk").await.matches("Rule “refunds”").count(), 1);
    scene.close().await;
}

#[tokio::test]
async fn an_offer_that_somebody_deletes_waits_for_nobody() {
    let (scene, message, offer) = offered().await;
    let Scene { ana, lea, max, .. } = &scene;
    lea.deletes(offer).await;
    assert!(!max.sees(board()).await.contains("matched a rule"));
    ana.edits(message, "Can I get a refund by Friday?").await;
    let seen = max.sees("desk").await;
    assert!(!seen.contains("Rule “refunds”") && !seen.contains("matched a rule"), "{seen}");
    scene.close().await;
}

#[tokio::test]
async fn an_offer_goes_with_its_message() {
    let (scene, message, _) = offered().await;
    let Scene { ana, max, .. } = &scene;
    ana.deletes(message).await;
    let seen = max.sees("desk").await;
    assert!(!seen.contains("Rule “refunds”") && !seen.contains("matched a rule"), "{seen}");
    scene.close().await;
}

#[tokio::test]
async fn whoever_presses_while_discord_does_not_answer_is_told_so() {
    let (scene, _, offer) = offered().await;
    scene.expect_refusal(503, 0);
    let Scene { max, .. } = &scene;
    let route = "GET /channels/{channel}/messages/{message}";
    scene.sandbox.faults().fail_before(route, 1_000, 503, 0);
    reads!(max.clicks(offer, "Open case"), @"Discord isn't answering me right now, so I couldn't finish that. Try again in a moment.");
    scene.sandbox.faults().clear();
    scene.advance_clock(TimeDelta::minutes(1));
    reads!(max.clicks(offer, "Open case"), @"Opened case [#1](thread 1) and greeted @ana in its thread.");
    scene.close().await;
}

#[tokio::test]
async fn a_case_of_an_offered_message_has_the_tag_and_the_priority_of_the_rule() {
    let scene = Scene::open().await;
    let Scene { ana, lea, max, .. } = &scene;
    let rule = "/rule add name:refunds pattern:refund action:ask tag:billing priority:high";
    lea.runs(rule).await;
    ana.writes("help", "Can I get a refund?").await;
    let offer = max.client.finds("desk", "[Not a question]").expect("the offer");
    max.clicks(offer, "Open case").await;
    reads!(max, on_card(1, Line::Sorting), @"Unassigned · High · `billing`");
    scene.close().await;
}
