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

/// The first of two such bugs is declined, which the customer of the other is told, and the other
/// is no duplicate after all.
async fn told_of_the_other() -> Scene {
    let scene = twice_reported().await;
    let Scene { caro, max, dora, .. } = &scene;
    caro.clicks(opening(2), "Me too").await;
    let form = dora.clicks(report(2), "Duplicate").await.form();
    dora.submits(&form, &[("Of which bug?", "#1")]).await;
    let form = dora.clicks(report(1), "Decline").await.form();
    dora.submits(&form, &[("Reason", "As designed")]).await;
    max.clicks(team_thread(2), "Send").await;
    dora.clicks(report(2), "Reopen").await;
    scene
}

#[tokio::test]
async fn who_was_told_of_the_other_bug_hears_that_theirs_is_open_again() {
    let scene = told_of_the_other().await;
    let Scene { ben, max, .. } = &scene;
    max.clicks(team_thread(2), "Send").await;
    reads!(ben, thread(2), @"
    Switchboard: @ben The developers looked into this and decided not to change it. If you have questions about that, just write here.
      -# Sent by @max
      → pings: ben
    Switchboard: @caro, you had this problem too. The developers looked into it and decided not to change it.
      → pings: caro
    Switchboard: @caro, you had this problem too. It isn't settled after all: the developers have reopened it.
      → pings: caro
    Switchboard: @ben An update: the developers have reopened this. We'll keep you posted here.
      -# Sent by @max
      → pings: ben
    ");
    reads!(max, team_thread(2), @"
    * about Switchboard: #2 · Export is broken
    Switchboard: @max, the developers declined bug #1.
      Their reason, for the team:
      > As designed
      Sent to @ben by @max. (edited)
    ↱ to Switchboard: @max, the developers declined bug #1.…
    Switchboard: Posted in case [#2](thread 2).
      (only max sees this)
    Switchboard: @max, the developers reopened bug #2.
      Sent to @ben by @max. (edited)
    ↱ to Switchboard: @max, the developers reopened bug #2.…
    Switchboard: Posted in case [#2](thread 2).
      (only max sees this)
    ");
    scene.close().await;
}

#[tokio::test]
async fn the_threads_of_reports_say_that_a_decision_was_taken_back() {
    let scene = told_of_the_other().await;
    let Scene { dora, .. } = &scene;
    reads!(dora, dora.channel(report(1)).await, @"
    * about Switchboard: Bug #1 · The export fails
    Switchboard: Bug #2 is a duplicate of this one, says @dora.
    Switchboard: @dora declined it:
      │ As designed
    Switchboard: Bug #2 isn't a duplicate of this one after all, says @dora.
    ");
    reads!(dora, dora.channel(report(2)).await, @"
    * about Switchboard: Bug #2 · Export is broken
    Looks like bug [#1](report 1) (declined)
    Switchboard: @dora reopened it.
    ");
    dora.clicks(report(1), "Reopen").await;
    let thread = dora.sees(dora.channel(report(1)).await).await;
    assert!(thread.ends_with("Switchboard: @dora reopened it."), "{thread}");
    scene.close().await;
}
