//! `/queue`: who waits longest comes first, whatever happens.

use chrono::TimeDelta;
use sandbox::AnswerKind;

use crate::scene::{Person, Scene, last_answer, reads, thread};

/// The case numbers in the order in which a list shows them.
fn numbers(text: &str) -> Vec<i64> {
    let number = regex::Regex::new(r"(?m)^\s*│ \[#(\d+)\]").expect("a pattern");
    number.captures_iter(text).map(|found| found[1].parse().expect("a number")).collect()
}

/// The numbers on all pages of a list, read from the first page to the last.
async fn all_numbers(person: &Person, line: &str) -> Vec<i64> {
    let mut found = numbers(&person.runs(line).await.to_string());
    loop {
        match person.tries_to_click(last_answer(), "Next").await.kind.clone() {
            AnswerKind::Updated => found.extend(numbers(&person.sees(last_answer()).await)),
            AnswerKind::Refused(_) => return found,
            other => panic!("{other:?}"),
        }
    }
}

/// Ana, ben and caro wait, each ten minutes less than the one before. Max has claimed ben's case.
async fn three_wait() -> Scene {
    let scene = Scene::open().await;
    let Scene { ana, ben, caro, max, .. } = &scene;
    for (person, text) in [(ana, "The first"), (ben, "The second"), (caro, "The third")] {
        person.opens_case(&format!("{text} question")).await;
        scene.advance_clock(TimeDelta::minutes(10));
    }
    max.runs("/claim case:2").await;
    scene
}

#[tokio::test]
async fn the_queue_shows_who_waits_longest_first() {
    let scene = Scene::open().await;
    reads!(scene.max.runs("/queue"), @"Nobody is waiting for an answer.");
    scene.close().await;
    let scene = three_wait().await;
    reads!(scene.max.runs("/queue"), @"
    **Waiting for us (3)**, most urgent first, then longest wait
    │ [#1](thread 1) · The first question — new, unassigned, waiting 30 min · [card](card 1) · **next for you**
    │ [#2](thread 2) · The second question — open, assigned to @max, waiting 20 min · [card](card 2)
    │ [#3](thread 3) · The third question — new, unassigned, waiting 10 min · [card](card 3)
    <Claim…>
    ");
    scene.close().await;
}

#[tokio::test]
async fn an_answer_takes_a_case_off_the_queue() {
    let scene = three_wait().await;
    let Scene { max, .. } = &scene;
    max.writes(thread(1), "Have you tried it in another browser?").await;
    reads!(max.runs("/queue"), @"
    **Waiting for us (2)**, most urgent first, then longest wait
    │ [#2](thread 2) · The second question — open, assigned to @max, waiting 20 min · [card](card 2) · **next for you**
    │ [#3](thread 3) · The third question — new, unassigned, waiting 10 min · [card](card 3)
    <Claim…>
    ");
    reads!(max.runs("/queue view:mine"), @"
    **Assigned to you (2)**, most urgent first, then longest wait
    │ [#2](thread 2) · The second question — open, assigned to @max, waiting 20 min · [card](card 2) · **next for you**
    │ [#1](thread 1) · The first question — pending, assigned to @max, not waiting · [card](card 1)
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_question_brings_a_case_back_to_the_end_of_the_queue_and_thanks_do_not() {
    let scene = three_wait().await;
    let Scene { ana, max, .. } = &scene;
    max.writes(thread(1), "Have you tried it in another browser?").await;
    ana.writes(thread(1), "thanks!").await;
    assert!(!max.runs("/queue").await.contains("The first question"));
    ana.writes(thread(1), "it is the same there").await;
    reads!(max.runs("/queue view:all"), @"
    **All open cases (3)**, most urgent first, then longest wait
    │ [#2](thread 2) · The second question — open, assigned to @max, waiting 20 min · [card](card 2) · **next for you**
    │ [#3](thread 3) · The third question — new, unassigned, waiting 10 min · [card](card 3)
    │ [#1](thread 1) · The first question — open, assigned to @max, waiting less than a minute · [card](card 1)
    <Claim…>
    ");
    scene.close().await;
}

/// As many cases as fill three pages.
async fn three_pages() -> Scene {
    let scene = Scene::open().await;
    for number in 1..=23 {
        scene.ana.opens_case(&format!("Question {number}")).await;
    }
    scene
}

#[tokio::test]
async fn a_long_queue_has_pages() {
    let scene = three_pages().await;
    reads!(scene.max.runs("/queue"), @"
    **Waiting for us (23)**, most urgent first, then longest wait, page 1 of 3
    │ [#1](thread 1) · Question 1 — new, unassigned, waiting less than a minute · [card](card 1) · **next for you**
    │ [#2](thread 2) · Question 2 — new, unassigned, waiting less than a minute · [card](card 2)
    │ [#3](thread 3) · Question 3 — new, unassigned, waiting less than a minute · [card](card 3)
    │ [#4](thread 4) · Question 4 — new, unassigned, waiting less than a minute · [card](card 4)
    │ [#5](thread 5) · Question 5 — new, unassigned, waiting less than a minute · [card](card 5)
    │ [#6](thread 6) · Question 6 — new, unassigned, waiting less than a minute · [card](card 6)
    │ [#7](thread 7) · Question 7 — new, unassigned, waiting less than a minute · [card](card 7)
    │ [#8](thread 8) · Question 8 — new, unassigned, waiting less than a minute · [card](card 8)
    │ [#9](thread 9) · Question 9 — new, unassigned, waiting less than a minute · [card](card 9)
    │ [#10](thread 10) · Question 10 — new, unassigned, waiting less than a minute · [card](card 10)
    <Claim…>
    [Previous] (off) [Next]
    ");
    scene.close().await;
}

#[tokio::test]
async fn the_pages_of_a_queue_are_turned_also_after_a_restart() {
    let scene = three_pages().await;
    let Scene { max, .. } = &scene;
    max.runs("/queue").await;
    scene.restart().await;
    max.clicks(last_answer(), "Next").await;
    max.clicks(last_answer(), "Next").await;
    reads!(max, last_answer(), @"
    Switchboard: **Waiting for us (23)**, most urgent first, then longest wait, page 3 of 3 (edited)
      │ [#21](thread 21) · Question 21 — new, unassigned, waiting less than a minute · [card](card 21)
      │ [#22](thread 22) · Question 22 — new, unassigned, waiting less than a minute · [card](card 22)
      │ [#23](thread 23) · Question 23 — new, unassigned, waiting less than a minute · [card](card 23)
      <Claim…>
      [Previous] [Next] (off)
      (only max sees this)
    ");
    max.clicks(last_answer(), "Previous").await;
    assert_eq!(numbers(&max.sees(last_answer()).await), (11..=20).collect::<Vec<_>>());
    scene.close().await;
}

#[tokio::test]
async fn whoever_is_no_agent_any_more_reads_no_queue() {
    let scene = Scene::open().await;
    let Scene { max, .. } = &scene;
    let guild = scene.guild_named("Lantern");
    scene.sandbox.change(|world| {
        let agents = world.role_in(guild, "Agents").expect("it is there").id;
        world.remove_role_from_member(guild, max.id(), agents)
    });
    let help = max.channel("help").await;
    let refused = max.client.command_forced(help, "/queue").await;
    assert!(refused.text().starts_with("Only the support team can use this"), "{refused:?}");
    scene.close().await;
}

/// A generator of numbers below a limit that gives the same ones in every run.
fn dice() -> impl FnMut(usize) -> usize {
    let mut state: u64 = 7;
    move |sides| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or(0) % sides
    }
}

/// Something happens to the cases, and with it to the list of those that wait, in order.
async fn something_happens(
    scene: &Scene,
    step: usize,
    (cases, waiting): (&mut i64, &mut Vec<i64>),
    dice: &mut impl FnMut(usize) -> usize,
) {
    let Scene { ana, max, .. } = scene;
    let action = dice(4);
    let opened = usize::try_from(*cases).expect("few cases");
    if action == 0 && opened < 14 {
        ana.opens_case(&format!("Question of step {step}")).await;
        *cases += 1;
        return waiting.push(*cases);
    }
    if opened == 0 {
        return;
    }
    let case = i64::try_from(dice(opened) + 1).expect("few cases");
    match action {
        1 => {
            max.writes(thread(case), "What does it say?").await;
            waiting.retain(|&number| number != case);
        }
        2 => {
            ana.writes(thread(case), "It says no").await;
            if !waiting.contains(&case) {
                waiting.push(case);
            }
        }
        _ => {
            let verb = if dice(2) == 0 { "claim" } else { "release" };
            max.runs(&format!("/{verb} case:{case}")).await;
        }
    }
}

#[tokio::test]
async fn after_every_step_the_queue_is_sorted_by_waiting_time() {
    let scene = Scene::open().await;
    let (mut cases, mut waiting, mut dice) = (0, Vec::new(), dice());
    for step in 0..60 {
        scene.advance_clock(TimeDelta::seconds(1));
        something_happens(&scene, step, (&mut cases, &mut waiting), &mut dice).await;
        assert_eq!(all_numbers(&scene.max, "/queue").await, waiting, "after step {step}");
    }
    scene.close().await;
}

#[tokio::test]
async fn an_agent_claims_from_a_page_of_the_queue() {
    let scene = three_wait().await;
    let Scene { max, .. } = &scene;
    max.runs("/queue view:unclaimed").await;
    max.chooses(last_answer(), "Claim…", &["Claim #3 · The third question"]).await;
    reads!(max, last_answer(), @"
    Switchboard: Case [#3](thread 3) is yours. Reply to @caro in its thread.
      **Unassigned (1)**, most urgent first, then longest wait (edited)
      │ [#1](thread 1) · The first question — new, unassigned, waiting 30 min · [card](card 1) · **next for you**
      <Claim…>
      (only max sees this)
    ");
    max.chooses(last_answer(), "Claim…", &["1"]).await;
    reads!(max, last_answer(), @"
    Switchboard: Case [#1](thread 1) is yours. Reply to @ana in its thread.
      There are no unassigned cases. (edited)
      (only max sees this)
    ");
    reads!(scene.case(3), @"open, max, waiting since minute 20");
    scene.close().await;
}

#[tokio::test]
async fn whoever_claims_from_an_old_page_reads_who_was_quicker() {
    let scene = three_wait().await;
    let Scene { max, mia, .. } = &scene;
    mia.runs("/queue").await;
    max.runs("/claim case:1").await;
    mia.chooses(last_answer(), "Claim…", &["1"]).await;
    reads!(mia, last_answer(), @"
    Switchboard: @max has had case #1 since 2 March 2026 09:30 (now); if you need it, press **Take over** on its card.
      **Waiting for us (3)**, most urgent first, then longest wait (edited)
      │ [#1](thread 1) · The first question — open, assigned to @max, waiting 30 min · [card](card 1)
      │ [#2](thread 2) · The second question — open, assigned to @max, waiting 20 min · [card](card 2)
      │ [#3](thread 3) · The third question — new, unassigned, waiting 10 min · [card](card 3) · **next for you**
      <Claim…>
      (only mia sees this)
    ");
    reads!(scene.case(1), @"open, max, waiting since minute 0");
    scene.close().await;
}

#[tokio::test]
async fn whoever_has_no_case_reads_how_to_see_those_that_nobody_has() {
    let scene = Scene::open().await;
    let Scene { max, .. } = &scene;
    reads!(max.runs("/queue view:mine"), @"You have no open cases. See the unassigned ones with `/queue view:unclaimed`.");
    reads!(max.runs("/queue view:unclaimed"), @"There are no unassigned cases.");
    scene.close().await;
}
