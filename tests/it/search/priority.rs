//! Priority: urgent cases come first, and nobody waits for ever behind them.

use chrono::TimeDelta;

use crate::scene::{Scene, board, reads};

/// Cases of ana with a normal, a low, an urgent and a high priority, opened in this order.
async fn four_priorities() -> Scene {
    let scene = Scene::open().await;
    for priority in ["normal", "low", "urgent", "high"] {
        scene.ana.opens_case(&format!("A question of {priority} priority")).await;
        scene.advance_clock(TimeDelta::minutes(10));
    }
    for (case, level) in [(2, "low"), (3, "urgent"), (4, "high")] {
        scene.max.runs(&format!("/priority level:{level} case:{case}")).await;
    }
    scene
}

#[tokio::test]
async fn urgent_cases_come_first_in_queue_and_board() {
    let scene = four_priorities().await;
    reads!(scene.max.runs("/queue"), @"
    **Waiting for us (4)**, most urgent first, then longest wait
    │ [#3](thread 3) · A question of urgent priority — urgent, new, unassigned, waiting 20 min · [card](card 3) · **next for you**
    │ [#4](thread 4) · A question of high priority — high priority, new, unassigned, waiting 10 min · [card](card 4)
    │ [#1](thread 1) · A question of normal priority — new, unassigned, waiting 40 min · [card](card 1)
    │ [#2](thread 2) · A question of low priority — low priority, new, unassigned, waiting 30 min · [card](card 2)
    <Claim…>
    ");
    reads!(scene.max, board(), @"
    Switchboard: **Waiting for us** (edited)
      │ 20 minutes ago · [#3](thread 3) · A question of urgent priority — urgent, unassigned
      │ 10 minutes ago · [#4](thread 4) · A question of high priority — high priority, unassigned
      │ 40 minutes ago · [#1](thread 1) · A question of normal priority — unassigned
      │ 30 minutes ago · [#2](thread 2) · A question of low priority — low priority, unassigned
      │ Waiting for us: 4
      │ Unassigned: 4
      │ On hold: 0
      │ Waiting for customers: 0
      (pinned)
    ");
    scene.close().await;
}

#[tokio::test]
async fn whoever_has_waited_for_long_comes_before_urgent_cases() {
    let scene = four_priorities().await;
    let Scene { ana, max, .. } = &scene;
    scene.advance_clock(TimeDelta::hours(24));
    ana.opens_case("My account was stolen").await;
    max.runs("/priority level:urgent case:5").await;
    reads!(max.runs("/queue"), @"
    **Waiting for us (5)**, most urgent first, then longest wait
    │ [#1](thread 1) · A question of normal priority — new, unassigned, waiting 1 d 0 h · [card](card 1) · **next for you**
    │ [#2](thread 2) · A question of low priority — low priority, new, unassigned, waiting 1 d 0 h · [card](card 2)
    │ [#3](thread 3) · A question of urgent priority — urgent, new, unassigned, waiting 1 d 0 h · [card](card 3)
    │ [#4](thread 4) · A question of high priority — high priority, new, unassigned, waiting 1 d 0 h · [card](card 4)
    │ [#5](thread 5) · My account was stolen — urgent, new, unassigned, waiting less than a minute · [card](card 5)
    <Claim…>
    ");
    scene.close().await;
}

#[tokio::test]
async fn leads_choose_after_how_long_waiting_beats_priority() {
    let scene = four_priorities().await;
    let Scene { max, olaf, .. } = &scene;
    reads!(olaf.runs("/setup waiting_first:1m"), @"“waiting_first” must be between `10m` and `30d`, so choose something in between.");
    assert!(olaf.runs("/setup waiting_first:35m").await.contains("has waited for 35 minutes"));
    reads!(max.runs("/queue"), @"
    **Waiting for us (4)**, most urgent first, then longest wait
    │ [#1](thread 1) · A question of normal priority — new, unassigned, waiting 40 min · [card](card 1) · **next for you**
    │ [#3](thread 3) · A question of urgent priority — urgent, new, unassigned, waiting 20 min · [card](card 3)
    │ [#4](thread 4) · A question of high priority — high priority, new, unassigned, waiting 10 min · [card](card 4)
    │ [#2](thread 2) · A question of low priority — low priority, new, unassigned, waiting 30 min · [card](card 2)
    <Claim…>
    ");
    scene.close().await;
}

#[tokio::test]
async fn queue_and_search_show_the_cases_of_one_priority() {
    let scene = four_priorities().await;
    let Scene { lea, max, .. } = &scene;
    reads!(max.runs("/queue priority:urgent"), @"
    **Waiting for us (1)**, most urgent first, then longest wait
    │ [#3](thread 3) · A question of urgent priority — urgent, new, unassigned, waiting 20 min · [card](card 3) · **next for you**
    <Claim…>
    ");
    max.runs("/priority level:normal case:2").await;
    reads!(max.runs("/queue priority:low"), @"There are no such cases with low priority.");
    let found = max.runs("/find query:priority:high question").await;
    assert!(found.contains("[#4]") && !found.contains("[#3]"), "{found}");
    assert!(!max.runs("/find query:priority:high priority:urgent").await.contains("[#"));
    lea.runs("/rule add name:down pattern:down priority:urgent").await;
    scene.ben.writes("general", "The site is down").await;
    assert!(max.runs("/queue priority:urgent").await.contains("The site is down"));
    assert!(max.runs("/find query:priority:urgent").await.contains("The site is down"));
    scene.close().await;
}
