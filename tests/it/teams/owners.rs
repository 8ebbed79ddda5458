//! Who takes care of a request, or asked it, may leave.

use chrono::TimeDelta;

use crate::scene::{Scene, reads, request, team_thread};

/// A case of ana with max as its assignee, in which billing was asked. Caro of billing has taken
/// the request.
async fn taken() -> Scene {
    let scene = Scene::with_teams(&["billing"]).await;
    let Scene { ana, max, caro, .. } = &scene;
    ana.opens_case("My invoice has the wrong name").await;
    max.runs("/claim case:1").await;
    let form = max.runs("/escalate team:billing case:1").await.form();
    let fields = [("What do you need from them?", "Can you rename it?"), WITHIN];
    max.submits(&form, &fields).await;
    caro.clicks(request(1), "Take").await;
    scene
}

/// The field for the time, filled in.
const WITHIN: (&str, &str) = ("Answer needed within (optional)", "4h");

#[tokio::test]
async fn a_request_is_free_once_its_owner_leaves() {
    let scene = taken().await;
    let Scene { caro, max, .. } = &scene;
    caro.leaves().await;
    reads!(max, request(1), @"
    Switchboard: @billing · Request #1 (edited)
      │ Can you rename it?
      │ Case: [#1](thread 1) · My invoice has the wrong name
      │ Asked by: @max now
      │ Answer needed: 2 March 2026 13:00 (in 4 hours)
      │ Status: Not taken
      [Take] [Answer] [Withdraw]
    ");
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · My invoice has the wrong name
    Switchboard: @max asked **billing** something: request [#1](request 1).
    Switchboard: @max, @caro no longer takes care of request #1 (**billing**). Anyone else there can take it now.
      → pings: max
    ");
    scene.advance_and_run_due(TimeDelta::hours(5)).await;
    let seen = max.sees("billing").await;
    assert!(seen.ends_with("→ pings: @billing"), "{seen}");
    scene.close().await;
}

#[tokio::test]
async fn a_request_is_free_once_its_owner_loses_the_role() {
    let scene = taken().await;
    let Scene { caro, max, olaf, .. } = &scene;
    olaf.takes_role(caro, "billing").await;
    let seen = max.sees(request(1)).await;
    assert!(seen.contains("Not taken") && seen.contains("[Take]"), "{seen}");
    reads!(max.runs("/case history case:1"), @"
    **History**, oldest first
    #1 · My invoice has the wrong name
    │ 2 March 2026 09:00 · @max opened it
    │ 2 March 2026 09:00 · @max claimed it
    │ 2 March 2026 09:00 · @max asked billing something (request #1)
    │ 2 March 2026 09:00 · @caro took request #1 (billing)
    │ 2 March 2026 09:00 · Nobody takes care of request #1 (billing) any more, since @caro left that team
    ");
    scene.close().await;
}

#[tokio::test]
async fn an_owner_who_left_while_the_bot_was_away_is_noticed() {
    let scene = taken().await;
    let Scene { caro, max, .. } = &scene;
    scene.expect_refusal(404, 10_007);
    scene.stop().await;
    caro.leaves().await;
    scene.start().await;
    assert!(max.sees(request(1)).await.contains("[Take]"));
    scene.close().await;
}

#[tokio::test]
async fn nobody_loses_a_request_because_their_role_is_deleted() {
    let scene = taken().await;
    let Scene { max, olaf, .. } = &scene;
    olaf.deletes_role("billing").await;
    scene.restart().await;
    assert!(max.sees(request(1)).await.contains("Taken by @caro"));
    scene.close().await;
}

#[tokio::test]
async fn an_agent_who_takes_a_request_keeps_it_without_the_role_of_the_team() {
    let scene = Scene::with_teams(&["billing"]).await;
    let Scene { ana, max, mia, olaf, .. } = &scene;
    ana.opens_case("My invoice has the wrong name").await;
    scene.ask("billing", 1, "Can you rename it?").await;
    mia.clicks(request(1), "Take").await;
    scene.restart().await;
    assert!(max.sees(request(1)).await.contains("Taken by @mia"));
    olaf.takes_role(mia, "Agents").await;
    assert!(max.sees(request(1)).await.contains("Not taken"));
    scene.close().await;
}

#[tokio::test]
async fn an_answer_for_an_agent_who_left_is_for_all_agents() {
    let scene = Scene::with_teams(&["billing"]).await;
    let Scene { ana, max, mia, caro, .. } = &scene;
    scene.expect_refusal(404, 10_007);
    ana.opens_case("My invoice has the wrong name").await;
    scene.ask("billing", 1, "Can you rename it?").await;
    max.leaves().await;
    let form = caro.clicks(request(1), "Answer").await.form();
    caro.submits(&form, &[("Answer", "Done")]).await;
    reads!(mia, team_thread(1), @"
    * about Switchboard: #1 · My invoice has the wrong name
    Switchboard: @max asked **billing** something: request [#1](request 1).
    Switchboard: @Agents: @caro has answered request #1 (**billing**):
      > Done
      → pings: @Agents
    ");
    scene.close().await;
}
