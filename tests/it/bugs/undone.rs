//! Links that are taken back take along what was to be told because of them.

use chrono::TimeDelta;

use crate::scene::{Scene, reads, report, team_thread};

/// A bug of ana's case, shipped in version 5.3, and a case of ben.
async fn shipped() -> Scene {
    let scene = Scene::open().await;
    let Scene { ana, ben, max, dora, .. } = &scene;
    ana.opens_case("The export fails").await;
    let form = max.runs("/escalate case:1").await.form();
    max.submits(&form, &[("Actual result", "Error 500")]).await;
    ben.opens_case("Pictures are upside down").await;
    dora.runs("/bug ship version:5.3 bug:1").await;
    scene
}

/// Marks bug 2 as a duplicate of bug 1.
async fn is_duplicate(scene: &Scene) {
    let form = scene.dora.clicks(report(2), "Duplicate").await.form();
    scene.dora.submits(&form, &[("Of which bug?", "1")]).await;
}

#[tokio::test]
async fn a_wrong_link_to_a_shipped_bug_is_undone_before_anybody_is_told() {
    let scene = shipped().await;
    let Scene { max, dora, .. } = &scene;
    max.runs("/link bug:1 case:2").await;
    assert!(max.sees(team_thread(2)).await.contains("[Send]"));
    max.runs("/unlink bug:1 case:2").await;
    reads!(max, team_thread(2), @"
    * about Switchboard: #2 · Pictures are upside down
    Switchboard: @max, bug #1 is fixed in version 5.3.
      Not sent, because it's no longer so. `/case history` and `/bug show` say why. (edited)
    ");
    assert!(!max.runs("/queue").await.contains("Pictures are upside down — on hold"));
    assert!(dora.sees(report(1)).await.contains("0 of 1 told"));
    max.runs("/link bug:1 case:2").await;
    assert!(max.sees(team_thread(2)).await.contains("[Send]"), "it's linked again");
    scene.close().await;
}

#[tokio::test]
async fn a_case_whose_bug_is_a_duplicate_once_more_is_told() {
    let scene = shipped().await;
    let Scene { max, dora, .. } = &scene;
    let form = max.runs("/escalate case:2").await.form();
    max.submits(&form, &[("Actual result", "Error 500")]).await;
    is_duplicate(&scene).await;
    dora.clicks(report(2), "Reopen").await;
    assert!(dora.sees(report(1)).await.contains("0 of 1 told"));
    is_duplicate(&scene).await;
    let seen = max.sees(team_thread(2)).await;
    assert_eq!(seen.matches("[Send]").count(), 1, "{seen}");
    scene.close().await;
}

#[tokio::test]
async fn a_duplicate_from_after_the_release_may_mean_that_the_bug_is_back() {
    let scene = shipped().await;
    let Scene { caro, max, dora, .. } = &scene;
    let form = max.runs("/escalate case:2").await.form();
    max.submits(&form, &[("Actual result", "Error 500")]).await;
    scene.advance_clock(TimeDelta::minutes(5));
    caro.opens_case("The export fails in 5.3").await;
    max.runs("/link bug:2 case:3").await;
    is_duplicate(&scene).await;
    assert!(max.sees(team_thread(2)).await.contains("[Send]"), "ben asked before");
    let queue = max.runs("/queue").await;
    assert!(!queue.contains("5.3 — on hold, bug #1 shipped, tell"), "caro has the fix: {queue}");
    assert_eq!(scene.case(3).await, "new, bug 1, waiting since minute 5", "it waits for no bug");
    reads!(dora, dora.channel(report(1)).await, @"
    * about Switchboard: Bug #1 · The export fails
    Switchboard: Bug #2 is a duplicate of this one, says @dora.
    Switchboard: @dora, case [#3](thread 3) was linked after the release. Is the bug back?
      → pings: dora
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_case_that_is_unmerged_after_its_bug_was_told_waits_for_it_no_more() {
    let scene = Scene::open().await;
    let Scene { ana, ben, max, dora, .. } = &scene;
    ana.opens_case("The export fails").await;
    ben.opens_case("Export is broken").await;
    let form = max.runs("/escalate case:2").await.form();
    max.submits(&form, &[("Actual result", "Error 500")]).await;
    max.runs("/merge into:1 case:2").await;
    dora.runs("/bug ship version:5.3 bug:1").await;
    max.clicks(team_thread(1), "Send").await;
    max.runs("/unmerge case:2").await;
    assert!(!scene.case(2).await.contains("on_hold"));
    scene.close().await;
}
