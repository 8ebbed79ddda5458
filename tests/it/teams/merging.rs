//! A request goes on where its case goes on.

use crate::scene::{Scene, card, reads, request, team_thread};

#[tokio::test]
async fn the_answer_appears_where_the_case_goes_on() {
    let scene = Scene::with_teams(&["billing"]).await;
    let Scene { ana, ben, max, caro, .. } = &scene;
    ana.opens_case("I was charged twice").await;
    ben.opens_case("Two charges for one order").await;
    scene.ask("billing", 1, "Was it refunded?").await;
    max.runs("/merge into:2 case:1").await;
    let shown = caro.sees(request(1)).await;
    assert!(shown.contains("Two charges for one order"), "{shown}");
    let shown = max.sees(card(2)).await;
    assert!(shown.contains("awaits [billing](request 1)"), "{shown}");
    let form = caro.clicks(request(1), "Answer").await.form();
    reads!(caro.submits(&form, &[("Answer", "Yes, today")]), @"Sent your answer to request [#1](request 1). It's in the team thread of case #2.");
    reads!(max, team_thread(2), @"
    * about Switchboard: #2 · Two charges for one order
    Switchboard: Case #1 was merged into this case. Undo with `/unmerge case:1`.
    Switchboard: @max, @caro has answered request #1 (**billing**):
      > Yes, today
      → pings: max
    ");
    scene.close().await;
}

#[tokio::test]
async fn an_answer_goes_back_with_the_case_that_is_unmerged() {
    let scene = Scene::with_teams(&["billing", "legal"]).await;
    let Scene { ana, ben, max, caro, .. } = &scene;
    ana.opens_case("I was charged twice").await;
    ben.opens_case("Two charges for one order").await;
    scene.ask("billing", 1, "Was it refunded?").await;
    scene.ask("billing", 2, "And that one?").await;
    max.runs("/merge into:2 case:1").await;
    for number in [1, 2] {
        let form = caro.clicks(request(number), "Answer").await.form();
        caro.submits(&form, &[("Answer", &format!("Answer {number}"))]).await;
    }
    max.runs("/unmerge case:1").await;
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · I was charged twice
    Switchboard: @max asked **billing** something: request [#1](request 1).
    Switchboard: @max, @caro has answered request #1 (**billing**):
      > Answer 1
      → pings: max
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_case_that_was_merged_asks_nobody() {
    let scene = Scene::with_teams(&["billing"]).await;
    let Scene { ana, ben, max, .. } = &scene;
    ana.opens_case("I was charged twice").await;
    ben.opens_case("Two charges for one order").await;
    max.runs("/merge into:2 case:1").await;
    reads!(max.runs("/escalate team:billing case:1"), @"Case #1 was merged into #2, so continue there or undo it with `/unmerge`.");
    scene.ask("billing", 2, "Was it refunded?").await;
    max.runs("/unmerge case:1").await;
    let shown = max.sees(card(1)).await;
    assert!(!shown.contains("awaits"), "{shown}");
    scene.close().await;
}
