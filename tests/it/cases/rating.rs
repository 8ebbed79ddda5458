//! "How was it?", and what agents read of the answer.

use crate::scene::{Scene, card, last_answer, reads, thread};

/// A case that ana has found solved: she is asked how it was.
async fn solved() -> Scene {
    let scene = Scene::open().await;
    scene.ana.opens_case("How do I log in?").await;
    scene.max.runs("/solve summary:With the link in the mail. case:1").await;
    scene.ana.clicks(thread(1), "Solved").await;
    scene
}

#[tokio::test]
async fn the_customer_rates_an_answer_once() {
    let scene = solved().await;
    let Scene { ana, .. } = &scene;
    let question = ana.message(&last_answer()).await;
    reads!(ana.clicks(question, "😀"), @"
    Thanks for your feedback! Want to add a comment?
    [Add a comment]
    ");
    reads!(ana.clicks(question, "🙁"), @"You've already rated case #1, thank you.");
    reads!(ana, "help", @"
    ana: How do I log in?
      ↳ thread #1 · How do I log in? (3 messages, archived and locked)
    ↱ to ana: How do I log in?
    Switchboard: Case [#1](thread 1) is solved and closed. Still need help? Press **Reopen**.
      [Reopen]
    ");
    scene.close().await;
}

#[tokio::test]
async fn nobody_else_rates_an_answer() {
    let scene = solved().await;
    let Scene { ben, .. } = &scene;
    let closed = ben.client.finds("help", "[Reopen]").expect("the line that it is closed");
    scene.replace_buttons(closed, "v1:rate:1:1:3");
    reads!(ben.clicks(closed, "Old"), @"Case #1 belongs to @ana; to ask your own question, use `/ask`.");
    scene.close().await;
}

#[tokio::test]
async fn nobody_is_asked_how_it_was_if_the_team_never_answered() {
    let scene = Scene::open().await;
    let Scene { ana, ben, max, .. } = &scene;
    ana.opens_case("How do I log in?").await;
    max.runs("/solve case:1").await;
    reads!(ana.clicks(thread(1), "Solved"), @"Thanks! Case #1 is closed. If the problem comes back, use `/reopen case:1`.");
    ben.opens_case("How do I log out?").await;
    max.writes(thread(2), "In the menu").await;
    max.runs("/close case:2").await;
    assert!(!ben.sees("help").await.contains('😀'), "not before everybody's eyes");
    scene.close().await;
}

#[tokio::test]
async fn a_rating_can_have_a_sentence_which_agents_read() {
    let scene = solved().await;
    let Scene { ana, max, .. } = &scene;
    ana.clicks(last_answer(), "😀").await;
    let form = ana.clicks(last_answer(), "Add a comment").await.form();
    reads!(ana.submits(&form, &[("Comment", "Quick and **kind**")]), @"Thanks! I've added your comment to the case.");
    for shown in [max.sees(card(1)).await, max.runs("/case show case:1").await.to_string()] {
        assert!(shown.contains("😀 good · “Quick and **kind**”"), "{shown}");
    }
    scene.close().await;
}

#[tokio::test]
async fn whoever_proposes_the_answer_to_an_unassigned_case_is_its_assignee() {
    let scene = solved().await;
    let Scene { ana, max, .. } = &scene;
    ana.clicks(last_answer(), "😀").await;
    reads!(scene.case(1), @"closed, max, answered in minute 0");
    reads!(max.runs("/case history case:1"), @"
    **History**, oldest first
    #1 · How do I log in?
    │ 2 March 2026 09:00 · @max opened it
    │ 2 March 2026 09:00 · @max claimed it
    │ 2 March 2026 09:00 · @max proposed a solution
    │ 2 March 2026 09:00 · @ana said it's solved
    │ 2 March 2026 09:00 · @ana rated it 😀 good
    ");
    scene.close().await;
}
