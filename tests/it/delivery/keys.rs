//! The bot recognises its messages by their keys, whatever they say: it finds what it sent and
//! could not record, in any language.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use sandbox::World;
use serde_json::Value;

use crate::{
    database_dump::execute,
    scene::{SETUP, Scene, opening},
};

/// Steps that a report has no room for beside [`LINE`] twice: they get a text in its thread.
const STEPS: usize = 950;
/// The most that an agent can write into a smaller field of the form.
const LINE: usize = 400;

/// How many messages of the bot each channel and thread has, by the channel's name or its parent's.
fn sent(world: &World) -> Vec<(String, usize)> {
    let mut sent = Vec::new();
    for (id, channel) in &world.channels {
        let by_bot = |message: &&sandbox::world::Message| {
            message.author_id == world.bot_id
                && matches!(message.kind, 0 | 19)
                && message.ephemeral_for.is_none()
        };
        let count = world.messages.get(id).map_or(0, |all| all.values().filter(by_bot).count());
        let parent = channel.parent_id.and_then(|parent| world.channels.get(&parent));
        let name = match parent {
            Some(parent) => format!("a thread in {}", parent.name),
            None => channel.name.clone(),
        };
        if count > 0 {
            sent.push((name, count));
        }
    }
    sent.sort();
    sent
}

/// Each message arrives in Discord from now on, and the answer does not reach the bot.
fn loses_answers(scene: &Scene) {
    scene.expect_refusal(0, 0);
    scene.expect_refusal(400, 160_004);
    scene.sandbox.faults().fail_after("POST /channels/{channel}/messages", 100_000);
}

/// The desk gets another language, and so do the customers, as if a new version had other words.
/// The bot starts anew, when Discord has forgotten the nonces.
async fn starts_later_in_other_words(scene: &Scene, german: bool) {
    let language = if german { "Deutsch" } else { "English" };
    scene.olaf.runs(&format!("/setup language:{language}")).await;
    scene.stop().await;
    let customers = if german {
        "UPDATE cases SET language = 'de'"
    } else {
        "UPDATE cases SET language = 'en'"
    };
    execute(&scene.database, customers).await;
    scene.advance_clock(TimeDelta::minutes(10));
    scene.start().await;
    scene.advance_and_run_due(TimeDelta::minutes(10)).await;
}

/// Cases from a message and from `/ask`, and an offered message.
async fn ask(scene: &Scene) {
    let Scene { ana, ben, lea, olaf, .. } = scene;
    olaf.runs(&format!("{SETUP} one_case_within:off")).await;
    lea.runs("/rule add name:animals pattern:zoo action:ask").await;
    ana.opens_case(&"*".repeat(2 * STEPS)).await;
    ben.runs("/ask question:Where is it?").await;
    ana.writes("help", "A lion from the zoo").await;
}

/// A report with texts in its thread, a note for the team, and a closed case.
async fn work(scene: &Scene) {
    let form = scene.max.runs("/escalate case:1").await.form();
    let (steps, line) = ("|".repeat(STEPS), "|".repeat(LINE));
    let texts = [
        ("Title", "It hangs"),
        ("Steps to reproduce", steps.as_str()),
        ("Expected result", line.as_str()),
        ("Actual result", line.as_str()),
    ];
    scene.max.submits(&form, &texts).await;
    scene.max.runs("/note case:2 text:Look here").await;
    scene.max.runs("/close case:2 reason:moved").await;
}

/// The messages that [`ask`] and [`work`] lead to.
fn each_once() -> Vec<(String, usize)> {
    let mut sent = [
        // The steps, and the customer's words.
        ("a thread in developers", 2),
        // The note for the team.
        ("a thread in desk", 1),
        // First messages, and in one thread why its case is closed.
        ("a thread in help", 1),
        ("a thread in help", 2),
        // Two cards, an offer, and the board.
        ("desk", 4),
        ("developers", 1),
        // The question of the `/ask`, and the way back to it.
        ("help", 2),
    ]
    .map(|(name, count)| (name.to_owned(), count))
    .to_vec();
    sent.sort();
    sent
}

#[tokio::test]
async fn what_was_sent_and_not_recorded_is_found_again_in_other_words() {
    let scene = Scene::before_setup().await;
    loses_answers(&scene);
    ask(&scene).await;
    for round in 0..3 {
        starts_later_in_other_words(&scene, round % 2 == 0).await;
    }
    work(&scene).await;
    for round in 0..6 {
        starts_later_in_other_words(&scene, round % 2 == 0).await;
    }
    scene.sandbox.faults().clear();
    scene.advance_and_run_due(TimeDelta::hours(1)).await;
    assert_eq!(scene.sandbox.world(sent), each_once());
    scene.close().await;
}

/// Makes the bot's messages what a version without keys sent. Returns how many had a key.
fn remove_keys(world: &mut World) -> usize {
    let bot = world.bot_id;
    let mut removed = 0;
    for message in world.messages.values_mut().flat_map(BTreeMap::values_mut) {
        if message.author_id != bot {
            continue;
        }
        if let Some((text, last)) = message.content.rsplit_once('\n')
            && let Some((before, _)) = last.rsplit_once("[#")
        {
            removed += 1;
            message.content = match before.strip_suffix(" · ") {
                Some(small) => format!("{text}\n{small}"),
                None => text.to_owned(),
            };
        }
        for embed in message.embeds.iter_mut().filter_map(Value::as_object_mut) {
            removed += usize::from(embed.remove("url").is_some());
        }
    }
    removed
}

#[tokio::test]
async fn what_a_version_without_keys_sent_and_did_not_record_is_found_by_its_words() {
    let scene = Scene::before_setup().await;
    loses_answers(&scene);
    ask(&scene).await;
    let mut removed = 0;
    for round in 0..9 {
        if round == 3 {
            work(&scene).await;
        }
        removed += scene.sandbox.change(remove_keys);
        scene.stop().await;
        scene.advance_clock(TimeDelta::minutes(10));
        scene.start().await;
        scene.advance_and_run_due(TimeDelta::minutes(10)).await;
    }
    scene.sandbox.faults().clear();
    scene.advance_and_run_due(TimeDelta::hours(1)).await;
    assert_eq!(scene.sandbox.world(sent), each_once());
    assert!(removed >= 8, "{removed} keys");
    scene.close().await;
}

#[tokio::test]
async fn what_a_person_copies_from_the_bot_is_no_message_of_the_bot() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    let thread = ana.opens_case("How do I print?").await;
    let first = max.message(&opening(1)).await;
    let copied = scene
        .sandbox
        .world(|world| world.message(thread, first).expect("the first message").content.clone());
    assert!(copied.lines().last().is_some_and(|line| line.contains(" · [#1](")), "{copied}");
    max.writes(thread, &copied).await;
    ana.writes(thread, &copied).await;
    assert!(ana.sees(opening(1)).await.contains("case #1"));
    scene.close().await;
}
