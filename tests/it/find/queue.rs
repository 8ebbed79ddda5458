//! `/queue`: who waits longest comes first, whatever happens.

use insta::assert_snapshot;
use sandbox::{AnswerKind, Person};

use crate::scene::Scene;

/// The case numbers in the order in which a list shows them.
fn numbers(text: &str) -> Vec<i64> {
    let number = regex::Regex::new(r"(?m)^\s*│ \[#(\d+)\]").expect("a pattern");
    number.captures_iter(text).map(|found| found[1].parse().expect("a number")).collect()
}

/// All pages of a list, read from the first to the last by pressing **Next**.
async fn read_on(person: &Person, first: &sandbox::Answer) -> Vec<String> {
    let (message, mut pages) = (first.message_id(), vec![first.text()]);
    loop {
        let next = person.press(message, "Next").await;
        match next.kind {
            AnswerKind::Updated => pages.push(person.sees_message(message)),
            AnswerKind::Refused(_) => return pages,
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn a_long_queue_has_pages_whose_buttons_outlive_a_restart() {
    let mut scene = Scene::open().await;
    let max = scene.person("max");
    for number in 1..=23 {
        scene.flagged("ana", &format!("Question {number}")).await;
    }
    let answer = max.command("desk", "/queue").await;
    assert!(answer.is_ephemeral());
    let list = answer.message_id();
    assert_snapshot!(scene.plain(&answer.text()), @"
    **Queue: waiting**, oldest waiting first · 23 cases, page 1 of 3
    │ [#1](https://discord.com/channels/…/channel) · Question 1 — new, nobody has it, waiting less than a minute · [card](https://discord.com/channels/…/channel/message)
    │ [#2](https://discord.com/channels/…/channel) · Question 2 — new, nobody has it, waiting less than a minute · [card](https://discord.com/channels/…/channel/message)
    │ [#3](https://discord.com/channels/…/channel) · Question 3 — new, nobody has it, waiting less than a minute · [card](https://discord.com/channels/…/channel/message)
    │ [#4](https://discord.com/channels/…/channel) · Question 4 — new, nobody has it, waiting less than a minute · [card](https://discord.com/channels/…/channel/message)
    │ [#5](https://discord.com/channels/…/channel) · Question 5 — new, nobody has it, waiting less than a minute · [card](https://discord.com/channels/…/channel/message)
    │ [#6](https://discord.com/channels/…/channel) · Question 6 — new, nobody has it, waiting less than a minute · [card](https://discord.com/channels/…/channel/message)
    │ [#7](https://discord.com/channels/…/channel) · Question 7 — new, nobody has it, waiting less than a minute · [card](https://discord.com/channels/…/channel/message)
    │ [#8](https://discord.com/channels/…/channel) · Question 8 — new, nobody has it, waiting less than a minute · [card](https://discord.com/channels/…/channel/message)
    │ [#9](https://discord.com/channels/…/channel) · Question 9 — new, nobody has it, waiting less than a minute · [card](https://discord.com/channels/…/channel/message)
    │ [#10](https://discord.com/channels/…/channel) · Question 10 — new, nobody has it, waiting less than a minute · [card](https://discord.com/channels/…/channel/message)
    [Previous] (off) [Next]
    ");
    scene.stop().await;
    scene.start().await;
    max.press(list, "Next").await;
    max.press(list, "Next").await;
    assert_snapshot!(scene.plain(&max.sees_message(list)), @"
    Switchboard: **Queue: waiting**, oldest waiting first · 23 cases, page 3 of 3 (edited)
      │ [#21](https://discord.com/channels/…/channel) · Question 21 — new, nobody has it, waiting less than a minute · [card](https://discord.com/channels/…/channel/message)
      │ [#22](https://discord.com/channels/…/channel) · Question 22 — new, nobody has it, waiting less than a minute · [card](https://discord.com/channels/…/channel/message)
      │ [#23](https://discord.com/channels/…/channel) · Question 23 — new, nobody has it, waiting less than a minute · [card](https://discord.com/channels/…/channel/message)
      [Previous] [Next] (off)
      (only max sees this)
    ");
    max.press(list, "Previous").await;
    assert_eq!(numbers(&max.sees_message(list)), (11..=20).collect::<Vec<_>>());

    // Whoever is no agent any more reads no further.
    scene.sandbox.change(|world| {
        let guild = *world.guilds.keys().next().expect("a guild");
        world
            .guilds
            .get_mut(&guild)
            .and_then(|guild| guild.members.get_mut(&max.id))
            .expect("max")
            .roles
            .clear();
    });
    let refused = max.command_forced("help", "/queue").await;
    assert_snapshot!(scene.plain(&refused.text()), @"Only the support team can do this; to ask the team something, use `/ask`.");
    scene.close().await;
}

#[tokio::test]
async fn after_every_step_the_queue_is_sorted_by_waiting_time() {
    let scene = Scene::open().await;
    let (max, ana) = (scene.person("max"), scene.person("ana"));
    // Whoever waits, in order: what the queue has to show.
    let mut waiting: Vec<i64> = Vec::new();
    let mut threads = Vec::new();
    // A small generator of its own, so that each run takes the same steps.
    let mut state: u64 = 7;
    let mut dice = move |sides: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or(0) % sides
    };
    for step in 0..60 {
        scene.later(chrono::TimeDelta::seconds(1));
        match dice(4) {
            0 if threads.len() < 14 => {
                threads.push(scene.flagged("ana", &format!("Question of step {step}")).await);
                waiting.push(i64::try_from(threads.len()).expect("few cases"));
            }
            1 if !threads.is_empty() => {
                let case = dice(threads.len());
                max.say(threads[case], "What does it say?").expect("max may write");
                waiting.retain(|&number| number != i64::try_from(case + 1).expect("few cases"));
            }
            2 if !threads.is_empty() => {
                let case = dice(threads.len());
                ana.say(threads[case], "It says no").expect("ana may write");
                let number = i64::try_from(case + 1).expect("few cases");
                if !waiting.contains(&number) {
                    waiting.push(number);
                }
            }
            _ if !threads.is_empty() => {
                let case = dice(threads.len()) + 1;
                let verb = if dice(2) == 0 { "claim" } else { "release" };
                max.command("desk", &format!("/{verb} case:{case}")).await;
            }
            _ => {}
        }
        scene.idle().await;
        let answer = max.command("desk", "/queue").await;
        let shown = match answer.text().contains("Nobody is waiting") {
            true => Vec::new(),
            false => read_on(&max, &answer).await.iter().flat_map(|page| numbers(page)).collect(),
        };
        assert_eq!(shown, waiting, "after step {step}");
    }
    scene.close().await;
}
