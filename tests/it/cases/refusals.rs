//! What people do wrong, or try: one clear sentence each, and nothing changed.

use insta::assert_snapshot;

use crate::scene::{Scene, card, reads, thread};

#[tokio::test]
async fn a_case_number_is_a_whole_number_of_a_case_that_exists() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("Where is my order?").await;
    let unreadable = max.runs("/claim case:x").await.to_string();
    assert_snapshot!(unreadable, @"That's not a case number; write it like `12` or `#12`.");
    for typed in ["0", "-1", "1.5", "9223372036854775808", "one"] {
        let answer = max.runs(&format!("/claim case:{typed}")).await.to_string();
        assert_eq!(answer, unreadable, "{typed}");
    }
    reads!(max.runs("/claim case:99"), @"There's no case #99 here; `/queue` lists the open ones.");
    reads!(max.runs("/claim"), @"This channel has no case, so name one like `12`, or use the command in a case's thread.");
    reads!(max.runs("/release case:1"), @"Case #1 is unassigned; use `/claim` to take it.");
    scene.close().await;
}

#[tokio::test]
async fn members_use_no_command_of_the_team() {
    let scene = Scene::open().await;
    let Scene { ana, .. } = &scene;
    let message = ana.opens_case("Where is my order?").await;
    let refusal = ana.runs("/claim case:1").await.to_string();
    assert_snapshot!(refusal, @"Only the support team can use this; to ask a question, use `/ask`.");
    assert_eq!(ana.runs_in(thread(1), "/escalate").await.to_string(), refusal);
    assert_eq!(ana.flags(message).await.to_string(), refusal);
    let direct = ana.client.command_forced("dm", "/queue").await;
    assert_snapshot!(direct.text(), @"This only works in a server, so try it there.");
    scene.close().await;
}

#[tokio::test]
async fn a_question_has_something_to_read_and_at_most_1500_characters() {
    let scene = Scene::open().await;
    let Scene { ana, .. } = &scene;
    reads!(ana.runs("/ask question:\u{200B}\u{200B}"), @"“Your question” is empty, so write something there.");
    reads!(ana.forces(&format!("/ask question:{}", "x".repeat(1501))), @"(/ask: question must have at most 1500 characters.)");
    scene.close().await;
}

#[tokio::test]
async fn a_member_has_at_most_five_open_questions() {
    let scene = Scene::open().await;
    let Scene { ana, .. } = &scene;
    for number in 1..=5 {
        ana.runs(&format!("/ask question:Question {number}")).await;
    }
    reads!(ana.runs("/ask question:One more"), @"You have 5 open questions, which is the limit, so continue in one of their threads.");
    scene.close().await;
}

#[tokio::test]
async fn a_form_with_an_empty_field_comes_back_with_what_was_typed() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("Question 1").await;
    let form = max.runs("/escalate case:1").await.form();
    let fields = [("Steps to reproduce", "1. Print"), ("Actual result", "\u{200B}")];
    reads!(max.submits(&form, &fields), @"
    “Actual result” is empty, so write something there.
    Nothing was reported. Here's what you wrote, so you can copy it into a new form:
    │ Title
    │ Question 1
    │ Steps to reproduce
    │ 1. Print
    ");
    assert_eq!(scene.case(1).await, "new, waiting since minute 0");
    scene.close().await;
}

#[tokio::test]
async fn an_unknown_button_is_refused_politely() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("A question").await;
    scene.replace_buttons(max.message(&card(1)).await, "claim-1");
    reads!(max.clicks(card(1), "Old"), @"This button no longer works. Use a command instead: `/queue` lists the cases.");
    scene.close().await;
}
