//! Fixes that don't work, and bugs that are open again: whoever waits for them is told.

use chrono::TimeDelta;

use crate::scene::{Scene, card, reads, report, team_thread, thread};

/// A bug of ana's case, shipped in version 5.3, of which she was told.
async fn told() -> Scene {
    let scene = Scene::open().await;
    let Scene { ana, max, dora, .. } = &scene;
    ana.opens_case("The export fails").await;
    max.clicks(card(1), "Claim").await;
    let form = max.runs("/escalate case:1").await.form();
    max.submits(&form, &[("Actual result", "Error 500")]).await;
    dora.runs("/bug ship version:5.3 bug:1").await;
    max.clicks(team_thread(1), "Send").await;
    scene
}

#[tokio::test]
async fn what_is_still_broken_may_be_said_in_words() {
    let scene = told().await;
    let Scene { ana, dora, .. } = &scene;
    ana.writes(thread(1), "Now it says error 501").await;
    let seen = dora.sees(report(1)).await;
    assert!(seen.contains("Returned") && seen.contains("1 still broken"), "{seen}");
    reads!(scene.case(1), @"on_hold, max, bug 1, waiting since minute 0, reopened: 1");
    scene.close().await;
}

#[tokio::test]
async fn a_case_that_is_reopened_after_a_fix_that_nobody_confirmed_returns_the_bug() {
    let scene = told().await;
    let Scene { ana, dora, .. } = &scene;
    scene.advance_and_run_due(TimeDelta::days(2)).await;
    scene.advance_and_run_due(TimeDelta::days(2)).await;
    reads!(scene.case(1), @"closed, max, bug 1");
    ana.runs("/reopen case:1").await;
    let seen = dora.sees(report(1)).await;
    assert!(seen.contains("Returned") && seen.contains("1 still broken"), "{seen}");
    scene.close().await;
}

#[tokio::test]
async fn a_customer_for_whom_a_confirmed_fix_works_no_more_hears_of_the_next() {
    let scene = told().await;
    let Scene { ana, max, dora, .. } = &scene;
    ana.clicks(thread(1), "Works now").await;
    scene.advance_clock(TimeDelta::days(5));
    ana.runs("/reopen case:1").await;
    reads!(dora, dora.channel(report(1)).await, @"
    * about Switchboard: Bug #1 · The export fails
    Switchboard: @dora, the fix worked for the customer of case [#1](thread 1), and the case is open again. Is the bug back?
      → pings: dora
    ");
    dora.clicks(report(1), "Reopen").await;
    dora.runs("/bug ship version:5.5 bug:1").await;
    let seen = max.sees(team_thread(1)).await;
    assert!(seen.contains("this is fixed in version 5.5") && seen.contains("[Send]"), "{seen}");
    scene.close().await;
}

#[tokio::test]
async fn a_customer_whose_bug_returned_hears_how_far_it_is() {
    let scene = told().await;
    let Scene { ana, max, .. } = &scene;
    ana.clicks(thread(1), "Still broken").await;
    reads!(max.runs("/queue"), @"
    **Waiting for us (1)**, most urgent first, then longest wait
    │ [#1](thread 1) · The export fails — on hold, customer waiting, assigned to @max, waiting less than a minute · [card](card 1) · **next for you**
    ");
    max.writes(thread(1), "Sorry! The developers will look again").await;
    reads!(scene.case(1), @"on_hold, max, bug 1, answered in minute 0, reopened: 1");
    scene.advance_and_run_due(TimeDelta::days(7)).await;
    let seen = max.sees(team_thread(1)).await;
    assert!(seen.contains("A quick update"), "{seen}");
    scene.close().await;
}

#[tokio::test]
async fn a_case_waits_again_for_a_bug_that_was_declined_and_is_open_again() {
    let scene = Scene::open().await;
    let Scene { ana, max, dora, .. } = &scene;
    ana.opens_case("The export fails").await;
    max.clicks(card(1), "Claim").await;
    let form = max.runs("/escalate case:1").await.form();
    max.submits(&form, &[("Actual result", "Error 500")]).await;
    let form = dora.clicks(report(1), "Decline").await.form();
    dora.submits(&form, &[("Reason", "As designed")]).await;
    max.clicks(team_thread(1), "Send").await;
    dora.clicks(report(1), "Reopen").await;
    reads!(scene.case(1), @"on_hold, max, bug 1, answered in minute 0");
    max.clicks(team_thread(1), "Send").await;
    scene.advance_and_run_due(TimeDelta::days(7)).await;
    let seen = max.sees(team_thread(1)).await;
    assert!(seen.contains("A quick update"), "{seen}");
    scene.close().await;
}

/// A case of ana that waits for two bugs.
async fn waiting_for_two() -> Scene {
    let scene = Scene::open().await;
    let Scene { ana, ben, max, .. } = &scene;
    ana.opens_case("The export fails").await;
    ben.opens_case("The import fails").await;
    for case in ["/escalate case:1", "/escalate case:2"] {
        let form = max.runs(case).await.form();
        max.submits(&form, &[("Actual result", "Error 500")]).await;
    }
    max.clicks(card(1), "Claim").await;
    max.runs("/link bug:2 case:1").await;
    scene
}

async fn declines(scene: &Scene, bug: i64) {
    let form = scene.dora.clicks(report(bug), "Decline").await.form();
    scene.dora.submits(&form, &[("Reason", "As designed")]).await;
    scene.max.clicks(team_thread(1), "Send").await;
}

#[tokio::test]
async fn a_case_whose_bugs_are_all_declined_waits_for_none() {
    let scene = waiting_for_two().await;
    declines(&scene, 1).await;
    reads!(scene.case(1), @"on_hold, max, bug 1, bug 2, answered in minute 0");
    declines(&scene, 2).await;
    reads!(scene.case(1), @"pending, max, bug 1, bug 2, answered in minute 0");
    scene.close().await;
}

#[tokio::test]
async fn a_case_that_keeps_only_a_declined_bug_waits_for_none() {
    let scene = waiting_for_two().await;
    declines(&scene, 1).await;
    scene.max.runs("/unlink bug:2 case:1").await;
    reads!(scene.case(1), @"pending, max, bug 1, answered in minute 0");
    scene.close().await;
}

#[tokio::test]
async fn a_new_case_is_announced_though_another_was_reopened_before() {
    let scene = told().await;
    let Scene { ana, ben, max, dora, .. } = &scene;
    ana.clicks(thread(1), "Works now").await;
    scene.advance_clock(TimeDelta::days(1));
    ana.runs("/reopen case:1").await;
    ben.opens_case("The export fails once more").await;
    max.runs("/link bug:1 case:2").await;
    reads!(dora, dora.channel(report(1)).await, @"
    * about Switchboard: Bug #1 · The export fails
    Switchboard: @dora, the fix worked for the customer of case [#1](thread 1), and the case is open again. Is the bug back?
      → pings: dora
    Switchboard: @dora, case [#2](thread 2) was linked after the release. Is the bug back?
      → pings: dora
    ");
    scene.close().await;
}
