//! Bugs that are the same as others.

use crate::scene::{Scene, opening, reads, report, team_thread, thread};

/// Two cases, each reported as a bug of its own.
async fn twice_reported() -> Scene {
    let scene = Scene::open().await;
    let Scene { ana, ben, max, .. } = &scene;
    ana.opens_case("The export fails").await;
    ben.opens_case("Export is broken").await;
    for case in ["/escalate case:1", "/escalate case:2"] {
        let form = max.runs(case).await.form();
        max.submits(&form, &[("Actual result", "Error 500")]).await;
    }
    scene
}

#[tokio::test]
async fn the_cases_of_a_duplicate_move_and_come_back() {
    let scene = twice_reported().await;
    let Scene { dora, .. } = &scene;
    let form = dora.clicks(report(2), "Duplicate").await.form();
    reads!(dora.submits(&form, &[("Of which bug?", "1")]), @"Bug [#2](report 2) is a duplicate of #1. Its case is linked to #1 now. Undo with **Reopen**.");
    reads!(scene.case(2), @"on_hold, bug 1, waiting since minute 0");
    let other = dora.sees(report(1)).await;
    assert!(other.contains("2 people") && other.contains("[#1](thread 1) [#2](thread 2)"));
    reads!(dora.clicks(report(2), "Reopen"), @"Bug [#2](report 2) is open again. The cases that moved with it are linked to it again, unless someone has unlinked them since.");
    reads!(scene.case(2), @"on_hold, bug 2, waiting since minute 0");
    assert!(dora.sees(report(1)).await.contains("1 person"));
    scene.close().await;
}

#[tokio::test]
async fn no_circle_comes_of_duplicates() {
    let scene = twice_reported().await;
    let Scene { dora, .. } = &scene;
    let one = dora.clicks(report(1), "Duplicate").await.form();
    let two = dora.clicks(report(2), "Duplicate").await.form();
    dora.submits(&two, &[("Of which bug?", "1")]).await;
    reads!(dora.submits(&one, &[("Of which bug?", "2")]), @"
    Bug #1 can't be a duplicate of itself, or of one of its own duplicates, so name another bug.
    Nothing was done. Here's what you wrote, so you can copy it into a new form:
    │ Of which bug?
    │ 2
    ");
    scene.close().await;
}

#[tokio::test]
async fn the_customers_of_a_duplicate_hear_what_became_of_the_other() {
    let scene = twice_reported().await;
    let Scene { max, dora, .. } = &scene;
    dora.runs("/bug ship version:5.3 bug:1").await;
    let form = dora.clicks(report(2), "Duplicate").await.form();
    dora.submits(&form, &[("Of which bug?", "#1")]).await;
    reads!(max, team_thread(2), @"
    * about Switchboard: #2 · Export is broken
    Switchboard: @max, bug #1 is fixed in version 5.3.
      @ben will read this when you send it:
      > @ben Good news: this is fixed in version 5.3.
      [Send] [Edit]
      → pings: max
    ");
    reads!(dora.runs("/bug show bug:1"), @"
    Bug #1 · The export fails
    │ Status: Shipped in 5.3
    │ People affected: 2 people
    │ Links: [Report](report 1)
    │ Cases: [#1](thread 1) [#2](thread 2)
    │ Customers:
    │   0 of 2 told, 0 confirmed
    │   #1 · @ana · not told yet
    │   #2 · @ben · not told yet
    │ Last changes:
    │   2 March 2026 09:00 · @dora marked bug #2 as a duplicate of this one
    │   2 March 2026 09:00 · @dora shipped bug [#1](report 1) in version 5.3
    │   2 March 2026 09:00 · @max reported bug [#1](report 1) (normal severity)
    ");
    scene.close().await;
}

#[tokio::test]
async fn who_was_told_of_the_other_bug_hears_that_theirs_is_open_again() {
    let scene = twice_reported().await;
    let Scene { ben, caro, max, dora, .. } = &scene;
    caro.clicks(opening(2), "Me too").await;
    let form = dora.clicks(report(2), "Duplicate").await.form();
    dora.submits(&form, &[("Of which bug?", "#1")]).await;
    let form = dora.clicks(report(1), "Decline").await.form();
    dora.submits(&form, &[("Reason", "As designed")]).await;
    max.clicks(team_thread(2), "Send").await;
    reads!(dora.clicks(report(2), "Reopen"), @"");
    max.clicks(team_thread(2), "Send").await;
    reads!(ben, thread(2), @"");
    reads!(max, team_thread(2), @"");
    reads!(dora, dora.channel(report(1)).await, @"");
    reads!(dora, dora.channel(report(2)).await, @"");
    scene.close().await;
}
