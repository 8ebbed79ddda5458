//! "How was it?", and what agents read of the answer.

use crate::scene::{Scene, card, last_answer, reads, thread};

/// A case that ana has found solved: she is asked how it was.
async fn solved() -> Scene {
    let scene = Scene::open().await;
    scene.ana.opens_case("How do I log in?").await;
    scene.max.runs("/solve case:1").await;
    scene.ana.clicks(thread(1), "Solved").await;
    scene
}

#[tokio::test]
async fn the_customer_rates_an_answer_once() {
    let scene = solved().await;
    let Scene { ana, ben, .. } = &scene;
    reads!(ben.clicks("help", "😀"), @"Only @ana (or the team for them) can say that of case #1; to ask something yourself, use `/ask`.");
    let question = ana.message(&last_answer()).await;
    reads!(ana.clicks(question, "😀"), @"
    Thank you, that helps us. If you like, tell us in a sentence what was good, or what was not.
    [Add a sentence]
    ");
    reads!(ana.clicks(question, "🙁"), @"You have told us about case #1 already, thank you.");
    reads!(ana, "help", @"
    ana: How do I log in?
      ↳ thread #1 · How do I log in? (3 messages, archived and locked)
    ↱ to ana: How do I log in?
    Switchboard: Case [#1](thread 1) is solved and closed. If something is missing, **Reopen** brings it back. (edited)
      [Reopen]
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_rating_can_have_a_sentence_which_agents_read() {
    let scene = solved().await;
    let Scene { ana, max, .. } = &scene;
    ana.clicks(last_answer(), "😀").await;
    let form = ana.clicks(last_answer(), "Add a sentence").await.form();
    reads!(ana.submits(&form, &[("In a sentence", "Quick and **kind**")]), @"Thank you! It is kept with your case.");
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
    reads!(scene.case(1), @"closed, max");
    reads!(max.runs("/case history case:1"), @"
    **History**, oldest first
    #1 · How do I log in?
    │ 2 March 2026 09:00 · @max opened it
    │ 2 March 2026 09:00 · @max claimed it
    │ 2 March 2026 09:00 · @max proposed an answer as final
    │ 2 March 2026 09:00 · @ana said that it is solved
    │ 2 March 2026 09:00 · @ana rated the answer: 😀 good
    ");
    scene.close().await;
}
