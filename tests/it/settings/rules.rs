//! Rules, by which messages flag themselves.

use sandbox::world::{Overwrite, right};

use crate::scene::{Scene, card, reads, thread};

const CRASHES: &str =
    "/rule add name:crashes pattern:(?i)crash(es|ed)? tag:Stability priority:high";

#[tokio::test]
async fn leads_add_list_and_remove_rules() {
    let scene = Scene::open().await;
    let Scene { lea, max, .. } = &scene;
    reads!(lea.runs("/rule list"), @"There are no rules yet. `/rule add` makes one: messages that it matches flag themselves.");
    reads!(lea.runs(CRASHES), @"The rule “crashes” is there. It looks in every channel where members write, and a message that it matches becomes a case at once.");
    reads!(lea.runs(CRASHES), @"There is a rule called “crashes” already: please choose another name, or remove that one with `/rule remove`.");
    reads!(lea.runs("/rule list"), @"
    **1 rule**, in the order in which they were added.
    │ **crashes**: opens a case, tag `stability`, priority high
    │ `(?i)crash(es|ed)?`
    ");
    reads!(lea.runs("/rule remove name:crashes"), @"The rule “crashes” is gone; the cases that it opened stay.");
    reads!(lea.runs("/rule remove name:crashes"), @"There is no rule called “crashes”: `/rule list` shows them all.");
    reads!(max.forces("/rule list"), @"Only leads can do this: please ask one of them, or somebody with the Manage Server permission.");
    scene.close().await;
}

#[tokio::test]
async fn a_members_message_that_a_rule_matches_becomes_a_case() {
    let scene = Scene::open().await;
    let Scene { ana, max, lea, .. } = &scene;
    lea.runs(CRASHES).await;
    ana.writes("help", "Good morning!").await;
    ana.writes("help", "The app Crashes when I print").await;
    max.writes("help", "crashed again, says my own test").await;
    max.writes("desk", "the crash is known").await;
    assert_eq!(scene.threads(), 1, "a member wrote it, and where members write");
    reads!(scene.case(1), @"new, high, `stability`, waiting since minute 0");
    assert!(max.sees(card(1)).await.contains("“crashes”"));
    lea.runs("/rule remove name:crashes").await;
    ana.writes("help", "It crashed once more").await;
    assert_eq!(scene.threads(), 1, "the rule is gone");
    scene.close().await;
}

#[tokio::test]
async fn a_pattern_is_tried_on_the_newest_messages_without_opening_anything() {
    let scene = Scene::open().await;
    let Scene { ana, lea, .. } = &scene;
    ana.writes("help", "Good morning!").await;
    ana.writes("help", "The app crashes when I print").await;
    reads!(lea.runs_in("help", "/rule test pattern:(?i)print"), @"
    `(?i)print` matches 1 of the last 2 messages here. Nothing was opened.
    │ [Message](message of ana) by @ana: The app crashes when I print
    ");
    assert_eq!(scene.threads(), 0);
    scene.close().await;
}

#[tokio::test]
async fn a_rule_that_asks_puts_a_message_before_the_agents_once() {
    let scene = Scene::open().await;
    let Scene { ana, lea, max, .. } = &scene;
    lea.runs("/rule add name:refunds pattern:refund action:ask").await;
    ana.writes("help", "Can I get a *refund*?").await;
    let offer = max.client.finds("desk", "[Open case]").expect("the offer");
    reads!(max, offer, @"
    Switchboard: The rule “refunds” found [a message](message of ana) by @ana in #help. If it needs an answer, open it as a case.
      │ Can I get a *refund*?
      [Open case]
    ");
    reads!(max.clicks(offer, "Open case"), @"Case [#1](thread 1) is open, and @ana will be greeted in its thread.");
    reads!(max.clicks(offer, "Open case"), @"This message belongs to case [#1](thread 1) already, so I opened no second one: please go on there.");
    reads!(ana, thread(1), @"");
    scene.close().await;
}

#[tokio::test]
async fn wrong_patterns_are_explained_in_plain_words() {
    let scene = Scene::open().await;
    let Scene { lea, .. } = &scene;
    reads!(lea.runs("/rule add name:test pattern:("), @"I cannot read the pattern (unclosed group): please correct it and try it with `/rule test`.");
    reads!(lea.runs(r"/rule add name:test pattern:(\w{100}){100}"), @"The pattern grows too large when I prepare it: please use smaller numbers in its `{…}`, or make two rules of it.");
    reads!(lea.runs("/rule add name:test pattern:a*"), @"The pattern matches every message, even an empty one: please say more closely what a message has to contain.");
    reads!(lea.runs("/rule test pattern:(?=x)y"), @"I cannot read the pattern (look-around, including look-ahead and look-behind, is not supported): please correct it and try it with `/rule test`.");
    let long = "a|".repeat(127) + "bcd";
    reads!(lea.forces(&format!("/rule add name:test pattern:{long}")), @"(/rule add: pattern must have at most 256 characters.)");
    scene.close().await;
}

#[tokio::test]
async fn a_server_has_at_most_fifty_rules() {
    let scene = Scene::open().await;
    let Scene { lea, .. } = &scene;
    for number in 1..=50 {
        lea.runs(&format!("/rule add name:rule {number} pattern:word{number}")).await;
    }
    reads!(lea.runs("/rule add name:one more pattern:word"), @"A server can have 50 rules: please remove one with `/rule remove` first.");
    scene.close().await;
}

#[tokio::test]
async fn a_lead_reads_nothing_through_the_bot_that_they_cannot_see() {
    let scene = Scene::open().await;
    let Scene { ana, lea, .. } = &scene;
    ana.writes("general", "hidden words").await;
    let general = lea.channel("general").await;
    let hidden = Overwrite { id: lea.id(), member: true, allow: 0, deny: right::VIEW_CHANNEL };
    scene.sandbox.change(|world| world.set_overwrite(general, hidden));
    let line = format!("/rule test pattern:hidden channel:<#{general}>");
    let answer = lea.forces(&line).await;
    assert!(!answer.contains("hidden words"), "{answer}");
    scene.close().await;
}

#[tokio::test]
async fn a_rule_looks_at_an_edited_message_and_flags_it_once() {
    let scene = Scene::open().await;
    let Scene { ana, max, lea, .. } = &scene;
    lea.runs(r"/rule add name:codes pattern:E-\d+ tag:codes").await;
    let message = ana.writes("help", "It does not print").await;
    assert_eq!(scene.threads(), 0);
    ana.edits(message, "It does not print: E-77").await;
    reads!(scene.case(1), @"new, `codes`, waiting since minute 0");
    ana.edits(message, "It does not print: E-77, then E-78").await;
    max.runs("/close reason:solved case:1").await;
    ana.edits(message, "It does not print: E-79").await;
    assert_eq!(scene.threads(), 1);
    scene.close().await;
}

#[tokio::test]
async fn an_edited_message_is_offered_once() {
    let scene = Scene::open().await;
    let Scene { ana, lea, max, .. } = &scene;
    lea.runs("/rule add name:refunds pattern:refund action:ask").await;
    lea.runs("/rule add name:money pattern:money action:ask").await;
    let message = ana.writes("help", "I want something back").await;
    for text in ["I want a refund", "I want a refund now", "I want my money"] {
        ana.edits(message, text).await;
    }
    assert_eq!(max.sees("desk").await.matches("[Open case]").count(), 1);
    let of_max = max.writes("help", "Try again").await;
    max.edits(of_max, "There is no refund").await;
    assert_eq!(max.sees("desk").await.matches("[Open case]").count(), 1);
    scene.close().await;
}
