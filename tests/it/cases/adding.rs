//! Messages that are written outside of a case's thread and belong to it.

use chrono::TimeDelta;

use crate::scene::{Scene, last_answer, reads};

/// A community with a rule that opens cases.
async fn with_rule(action: &str) -> Scene {
    let scene = Scene::open().await;
    let line =
        format!("/rule add name:trouble pattern:(?i)crash|error channel:#help action:{action}");
    scene.lea.runs(&line).await;
    scene
}

#[tokio::test]
async fn what_a_rule_finds_of_one_person_within_minutes_is_one_case() {
    let scene = with_rule("open").await;
    let Scene { ana, ben, max, .. } = &scene;
    ana.writes("help", "My app crashes").await;
    scene.advance_clock(TimeDelta::minutes(20));
    ana.writes("help", "It says error 41").await;
    ben.writes("help", "Mine crashes as well").await;
    scene.advance_clock(TimeDelta::minutes(20));
    ana.writes("help", "Another crash").await;
    reads!(max.runs("/queue"), @"
    **Waiting for us (2)**, most urgent first, then longest wait
    │ [#1](thread 1) · My app crashes — new, unassigned, waiting 40 min · [card](card 1) · **next for you**
    │ [#2](thread 2) · Mine crashes as well — new, unassigned, waiting 20 min · [card](card 2)
    <Claim…>
    ");
    let transcript = max.runs("/case transcript case:1").await;
    let files = scene.files_of(&transcript).await;
    let text = &files.iter().find(|(name, _)| name.ends_with(".txt")).expect("a text").1;
    assert!(text.contains("It says error 41") && text.contains("Another crash"), "{text}");
    scene.close().await;
}

#[tokio::test]
async fn after_half_an_hour_or_in_another_channel_a_rule_opens_another_case() {
    let scene = Scene::open().await;
    let Scene { ana, lea, max, .. } = &scene;
    lea.runs("/rule add name:trouble pattern:crash action:open").await;
    ana.writes("help", "My app crashes").await;
    ana.writes("general", "A crash in another program").await;
    scene.advance_clock(TimeDelta::minutes(31));
    ana.writes("help", "The next crash").await;
    reads!(max.runs("/queue"), @"
    **Waiting for us (3)**, most urgent first, then longest wait
    │ [#1](thread 1) · My app crashes — new, unassigned, waiting 31 min · [card](card 1) · **next for you**
    │ [#2](thread 2) · A crash in another program — new, unassigned, waiting 31 min · [card](card 2)
    │ [#3](thread 3) · The next crash — new, unassigned, waiting less than a minute · [card](card 3)
    <Claim…>
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_server_decides_for_how_long_messages_are_one_case() {
    let scene = with_rule("open").await;
    let Scene { ana, olaf, .. } = &scene;
    olaf.runs("/setup one_case_within:off").await;
    ana.writes("help", "My app crashes").await;
    ana.writes("help", "It says error 41").await;
    assert_eq!(scene.threads(), 2);
    olaf.runs("/setup one_case_within:2h").await;
    scene.advance_clock(TimeDelta::minutes(100));
    ana.writes("help", "And error 42").await;
    assert_eq!(scene.threads(), 2);
    scene.close().await;
}

#[tokio::test]
async fn a_message_of_an_open_case_is_not_offered() {
    let scene = with_rule("ask").await;
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("Hello").await;
    ana.writes("help", "My app crashes").await;
    assert!(!max.sees("desk").await.contains("[Open case]"));
    assert!(ana.sees("help").await.contains("My app crashes"));
    reads!(scene.case(1), @"new, waiting since minute 0");
    scene.close().await;
}

#[tokio::test]
async fn a_message_is_added_to_the_case_of_its_author_in_the_channel() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("My app crashes").await;
    let version = ana.writes("help", "Version 5.2").await;
    reads!(max.adds_to_case(version), @"Added the message to case [#1](thread 1).");
    reads!(max.adds_to_case(version), @"This message is already in case [#1](thread 1).");
    let form = max.runs("/escalate case:1").await.form();
    max.submits(&form, &[("Actual result", "It crashes")]).await;
    assert!(scene.dora.sees("developers").await.contains("Version 5.2"));
    scene.close().await;
}

#[tokio::test]
async fn an_agent_chooses_the_case_of_a_message() {
    let scene = Scene::open().await;
    let Scene { ana, ben, max, .. } = &scene;
    let hint = ben.writes("help", "It is the new driver").await;
    reads!(max.adds_to_case(hint), @"There's no open case to add this to. Use **Open case** instead.");
    ana.opens_case("My app crashes").await;
    ana.opens_case("And the sound is gone").await;
    reads!(max.adds_to_case(hint), @"
    Which case does this message belong to?
    <Choose a case>
    ");
    reads!(max.chooses(last_answer(), "Choose a case", &["#1 · My app crashes"]), @"(updated)");
    let more = ana.writes("help", "Since yesterday").await;
    reads!(max.adds_to_case(more), @"
    Which case does this message belong to?
    <Choose a case>
    ");
    reads!(max.chooses(last_answer(), "Choose a case", &["#2 · And the sound is gone"]), @"(updated)");
    reads!(max, last_answer(), @"
    Switchboard: Added the message to case [#2](thread 2). (edited)
      (only max sees this)
    ");
    scene.close().await;
}

#[tokio::test]
async fn who_writes_a_second_message_reads_where_it_is() {
    let scene = with_rule("open").await;
    let Scene { ana, .. } = &scene;
    ana.writes("help", "My app crashes").await;
    ana.writes("help", "It says error 41").await;
    let hint = ana.client.last_message("help").expect("the hint");
    reads!(ana, hint, @"
    ↱ to ana: It says error 41
    Switchboard: @ana, I've added your message to case [#1](thread 1). Please continue in its thread, where everyone working on it can see it.
    ");
    scene.close().await;
}
