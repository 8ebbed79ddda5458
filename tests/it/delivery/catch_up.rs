//! What happened while the bot was away is read and dealt with after its start.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use sandbox::{
    Snowflake,
    world::{Emoji, Reaction, User},
};

use crate::scene::{Scene, reads, thread};

#[tokio::test]
async fn flags_of_rules_and_agents_are_found_in_a_long_conversation() {
    let scene = Scene::open().await;
    let Scene { ana, ben, max, lea, .. } = &scene;
    lea.runs("/rule add name:errors pattern:error").await;
    scene.stop().await;
    for number in 0..130 {
        ana.writes("general", &format!("chat {number}")).await;
    }
    ana.writes("general", "an error while you were away").await;
    for number in 0..130 {
        ana.writes("general", &format!("more chat {number}")).await;
    }
    let by_reaction = ana.writes("help", "please look at this").await;
    max.reacts(by_reaction, "🎫").await;
    let not_by_ben = ana.writes("help", "nothing to see").await;
    ben.reacts(not_by_ben, "🎫").await;
    scene.start().await;
    let queue = max.runs("/queue").await;
    assert!(queue.contains("an error while you were away"), "{queue}");
    assert!(queue.contains("please look at this"), "{queue}");
    assert_eq!(scene.threads(), 2);
    scene.close().await;
}

#[tokio::test]
async fn a_rule_looks_at_a_message_that_was_edited_in_the_meantime() {
    let scene = Scene::open().await;
    let Scene { ana, lea, .. } = &scene;
    lea.runs("/rule add name:errors pattern:error").await;
    let message = ana.writes("general", "it does nothing").await;
    scene.reads_on_from_here().await;
    scene.stop().await;
    ana.edits(message, "it does nothing: error 7").await;
    scene.start().await;
    assert_eq!(scene.threads(), 1);
    scene.restart().await;
    assert_eq!(scene.threads(), 1);
    scene.close().await;
}

#[tokio::test]
async fn what_was_read_once_is_not_read_again() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    scene.stop().await;
    let message = ana.writes("help", "please look at this").await;
    max.reacts(message, "🎫").await;
    scene.start().await;
    scene.restart().await;
    assert_eq!(scene.threads(), 1);
    scene.close().await;
}

#[tokio::test]
async fn messages_in_archived_threads_are_read() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    let id = ana.opens_case("The export fails").await;
    max.runs("/claim case:1").await;
    max.writes(thread(1), "Which version?").await;
    scene.stop().await;
    scene.advance_clock(TimeDelta::minutes(5));
    // Archived again before the bot is back: Discord does not list it among the active threads.
    ana.writes(thread(1), "It is 2.3").await;
    scene.sandbox.change(|world| world.archive_thread(id));
    scene.start().await;
    reads!(max.runs("/queue"), @"
    **Waiting for us (1)**, most urgent first, then longest wait
    │ [#1](thread 1) · The export fails — open, assigned to @max, waiting less than a minute · [card](card 1) · **next for you**
    ");
    scene.close().await;
}

#[tokio::test]
async fn flags_in_threads_of_members_are_read() {
    let scene = Scene::open().await;
    let Scene { ben, max, .. } = &scene;
    let topic = ben.writes("general", "Party").await;
    let thread = ben.starts_thread(topic, "Party").await;
    scene.stop().await;
    scene.advance_clock(TimeDelta::minutes(5));
    let question = ben.writes(thread, "My badge is empty").await;
    max.reacts(question, "🎫").await;
    scene.start().await;
    reads!(max.runs("/queue"), @"
    **Waiting for us (1)**, most urgent first, then longest wait
    │ [#1](thread 1) · My badge is empty — new, unassigned, waiting 5 min · [card](card 1) · **next for you**
    <Claim…>
    ");
    scene.close().await;
}

#[tokio::test]
async fn flags_by_super_reaction_are_found_as_well() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    let question = ana.writes("help", "The beta key is refused").await;
    let other = ana.writes("general", "Where do I get a badge?").await;
    max.client.super_react(other, "🎫").expect("max may");
    scene.idle().await;
    reads!(scene.case(1), @"new, waiting since minute 0");
    scene.stop().await;
    max.client.super_react(question, "🎫").expect("max may");
    scene.start().await;
    reads!(scene.case(2), @"new, waiting since minute 0");
    scene.close().await;
}

#[tokio::test]
async fn a_flag_is_found_after_the_reactions_of_a_hundred_members() {
    let scene = Scene::open().await;
    let Scene { ana, olaf, .. } = &scene;
    let question = ana.writes("help", "Anybody else without sound?").await;
    scene.stop().await;
    let help = ana.channel("help").await;
    scene.sandbox.change(|world| {
        let somebody = world.users[&ana.id()].clone();
        let others: BTreeSet<Snowflake> = (1..=101).collect();
        world.users.extend(others.iter().map(|&id| (id, User { id, ..somebody.clone() })));
        let found = world.messages.get_mut(&help).and_then(|all| all.get_mut(&question));
        let emoji = Emoji::parse("🎫").expect("an emoji");
        let flags = Reaction { emoji, users: others, bursts: BTreeSet::new() };
        found.expect("the question").reactions.push(flags);
    });
    olaf.client.react(question, "🎫").expect("olaf may");
    // They are no members any more.
    scene.expect_refusal(404, 10_007);
    scene.start().await;
    reads!(scene.case(1), @"new, waiting since minute 0");
    scene.close().await;
}
