//! The other team and the agents are reminded once of an answer that is due.

use chrono::TimeDelta;

use crate::scene::{Scene, reads, request, team_thread};

/// What is asked, and until when the answer is needed.
const REFUNDED_IN_4H: [(&str, &str); 2] = [
    ("What do you need from them?", "Was it refunded?"),
    ("Answer needed within (optional)", "4h"),
];

/// A case of ana in which max asked billing for an answer within four hours.
async fn asked() -> Scene {
    let scene = Scene::with_teams(&["billing"]).await;
    scene.ana.opens_case("I was charged twice").await;
    let form = scene.max.runs("/escalate team:billing case:1").await.form();
    scene.max.submits(&form, &REFUNDED_IN_4H).await;
    scene
}

#[tokio::test]
async fn the_team_and_the_agents_are_reminded_once() {
    let scene = asked().await;
    let Scene { max, caro, .. } = &scene;
    scene.advance_and_run_due(TimeDelta::hours(3)).await;
    assert!(!caro.sees("billing").await.contains("was needed"), "it is too early");
    scene.advance_and_run_due(TimeDelta::hours(1)).await;
    scene.advance_and_run_due(TimeDelta::hours(1)).await;
    reads!(caro, "billing", @"
    Switchboard: @billing · Request #1 (edited)
      │ Was it refunded?
      │ Case: [#1](thread 1) · I was charged twice
      │ Asked by: @max 5 hours ago
      │ Answer needed: 2 March 2026 13:00 (1 hour ago)
      │ Status: Not taken
      [Take] [Answer] [Withdraw]
    ↱ to Switchboard: @billing · Request #1
    Switchboard: @billing, nobody has taken request #1 yet, and the answer was needed 1 hour ago. Press **Answer** above.
      → pings: @billing
    ");
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · I was charged twice
    Switchboard: @max asked **billing** something: request [#1](request 1).
    Switchboard: @max, **billing** hasn't answered request #1 in time.
      → pings: max
    ");
    scene.close().await;
}

#[tokio::test]
async fn the_owner_alone_is_reminded_also_after_downtime() {
    let scene = asked().await;
    let Scene { caro, .. } = &scene;
    caro.clicks(request(1), "Take").await;
    scene.stop().await;
    scene.advance_clock(TimeDelta::hours(9));
    scene.start().await;
    scene.run_due().await;
    scene.restart().await;
    scene.run_due().await;
    let told = caro.sees("billing").await;
    reads!(async { told.split_once("[Withdraw]\n").expect("the card").1.to_owned() }, @"
    ↱ to Switchboard: @billing · Request #1
    Switchboard: Request [#1](request 1) is yours. Press **Answer** once you know the answer.
      (only caro sees this)
    ↱ to Switchboard: @billing · Request #1
    Switchboard: @caro, the answer to request #1 was needed 5 hours ago. Press **Answer** above.
      → pings: caro
    ");
    scene.close().await;
}

#[tokio::test]
async fn nobody_is_reminded_of_what_was_withdrawn() {
    let scene = asked().await;
    let Scene { max, caro, .. } = &scene;
    max.clicks(request(1), "Withdraw").await;
    scene.advance_and_run_due(TimeDelta::hours(9)).await;
    assert!(!caro.sees("billing").await.contains("was needed"));
    assert!(!max.sees(team_thread(1)).await.contains("in time"));
    scene.close().await;
}

#[tokio::test]
async fn the_time_in_which_a_team_could_not_read_a_request_does_not_count() {
    let scene = Scene::with_teams(&["billing"]).await;
    let Scene { ana, max, caro, .. } = &scene;
    ana.opens_case("I was charged twice").await;
    scene.expect_refusal(403, 50_013);
    scene.deny_bot("billing", 1 << 11);
    let form = max.runs("/escalate team:billing case:1").await.form();
    max.submits(&form, &REFUNDED_IN_4H).await;
    scene.advance_and_run_due(TimeDelta::hours(5)).await;
    assert!(!max.sees(team_thread(1)).await.contains("in time"));
    scene.allow_bot("billing");
    scene.idle().await;
    reads!(caro, "billing", @"
    Switchboard: @billing · Request #1
      │ Was it refunded?
      │ Case: [#1](thread 1) · I was charged twice
      │ Asked by: @max 5 hours ago
      │ Answer needed: 2 March 2026 18:00 (in 4 hours)
      │ Status: Not taken
      [Take] [Answer] [Withdraw]
      → pings: @billing
    ");
    scene.advance_and_run_due(TimeDelta::hours(4)).await;
    reads!(caro, "billing", @"
    Switchboard: @billing · Request #1 (edited)
      │ Was it refunded?
      │ Case: [#1](thread 1) · I was charged twice
      │ Asked by: @max 9 hours ago
      │ Answer needed: 2 March 2026 18:00 (now)
      │ Status: Not taken
      [Take] [Answer] [Withdraw]
    ↱ to Switchboard: @billing · Request #1
    Switchboard: @billing, nobody has taken request #1 yet, and the answer was needed now. Press **Answer** above.
      → pings: @billing
    ");
    scene.close().await;
}
