//! Many cases that wait for one bug.

use crate::scene::{Scene, reads, report, thread};

/// Two cases, the first of which is reported as a bug.
async fn reported() -> Scene {
    let scene = Scene::open().await;
    let Scene { ana, ben, max, .. } = &scene;
    ana.opens_case("The export fails").await;
    ben.opens_case("Export is broken").await;
    let form = max.runs("/escalate case:1").await.form();
    max.submits(&form, &[("Actual result", "Error 500")]).await;
    scene
}

#[tokio::test]
async fn a_bug_is_named_by_its_number() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("The export fails").await;
    reads!(max.runs("/link bug:1 case:1"), @"There's no bug #1 here; `/bug list` lists the open ones.");
    reads!(max.runs("/link bug:one case:1"), @"That's not a bug number; write it like `3` or `#3`.");
    scene.close().await;
}

#[tokio::test]
async fn a_linked_case_is_counted_on_the_report() {
    let scene = reported().await;
    let Scene { max, dora, .. } = &scene;
    reads!(max.runs_in(thread(2), "/link bug:1"), @"Linked case [#2](thread 2) to bug #1.");
    reads!(max.runs("/link bug:#1 case:2"), @"Case #2 is already linked to bug #1; `/case show` lists its bugs.");
    let report = dora.sees(report(1)).await;
    assert!(report.contains("2 people") && report.contains("[#1](thread 1) [#2](thread 2)"));
    reads!(scene.case(2), @"on_hold, bug 1, waiting since minute 0");
    scene.close().await;
}

#[tokio::test]
async fn an_unlinked_case_is_counted_no_longer() {
    let scene = reported().await;
    let Scene { max, dora, .. } = &scene;
    max.runs("/link bug:1 case:2").await;
    reads!(max.runs("/unlink bug:1 case:2"), @"Unlinked case [#2](thread 2) from bug #1.");
    reads!(max.runs("/unlink bug:1 case:2"), @"Case #2 isn't linked to bug #1; `/case show` lists its bugs.");
    let report = dora.sees(report(1)).await;
    assert!(report.contains("1 person") && !report.contains("[#2]"), "{report}");
    reads!(scene.case(2), @"new, waiting since minute 0");
    scene.close().await;
}
