//! Customers whose cases go on in another hear what becomes of a bug like everybody else.

use crate::scene::{Scene, reads, report, team_thread, thread};

/// A case of ana and one of ben.
async fn two_cases() -> Scene {
    let scene = Scene::open().await;
    let Scene { ana, ben, .. } = &scene;
    ana.opens_case("The export fails").await;
    ben.opens_case("Export is broken").await;
    scene
}

async fn escalates(scene: &Scene, case: i64) {
    let form = scene.max.runs(&format!("/escalate case:{case}")).await.form();
    scene.max.submits(&form, &[("Actual result", "Error 500")]).await;
}

/// A case of ana that waits for a bug, and in which a case of ben goes on.
async fn merged() -> Scene {
    let scene = two_cases().await;
    escalates(&scene, 1).await;
    scene.max.runs("/merge into:1 case:2").await;
    scene
}

#[tokio::test]
async fn a_customer_whose_case_was_merged_is_mentioned_and_may_answer() {
    let scene = merged().await;
    let Scene { ben, max, dora, .. } = &scene;
    dora.runs("/bug ship version:5.3 bug:1").await;
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · The export fails
    Switchboard: Case #2 was merged into this case. Undo with `/unmerge case:2`.
    Switchboard: @max, bug #1 is fixed in version 5.3.
      @ana @ben will read this when you send it:
      > @ana @ben Good news: this is fixed in version 5.3.
      [Send] [Edit]
      → pings: max
    ");
    max.clicks(team_thread(1), "Send").await;
    reads!(ben, thread(1), @"
    Switchboard: @ana @ben Good news: this is fixed in version 5.3.
      -# Sent by @max
      Does it work now? Press a button, or tell us what's still wrong. If we don't hear from you, we'll close case #1 in 3 days.
      [Works now] [Still broken]
      → pings: ana, ben
    ");
    reads!(ben.clicks(thread(1), "Works now"), @"Thanks! Case #1 is closed. If the problem comes back, use `/reopen case:1`.");
    reads!(dora.runs("/bug show bug:1"), @"
    Bug #1 · The export fails
    │ Status: Shipped in 5.3
    │ People affected: 2 people
    │ Links: [Report](report 1)
    │ Cases: [#1](thread 1)
    │ Customers:
    │   2 of 2 told, 1 confirmed
    │   #1 · @ana · told
    │   #1 · @ben · works now
    │ Last changes:
    │   2 March 2026 09:00 · @dora shipped bug [#1](report 1) in version 5.3
    │   2 March 2026 09:00 · @max reported bug [#1](report 1) (normal severity)
    ");
    scene.close().await;
}

#[tokio::test]
async fn who_confirmed_a_fix_is_not_asked_again_though_another_customer_is() {
    let scene = merged().await;
    let Scene { ana, ben, max, caro, dora, .. } = &scene;
    caro.opens_case("No export here").await;
    max.runs("/link bug:1 case:3").await;
    dora.runs("/bug ship version:5.3 bug:1").await;
    max.clicks(team_thread(1), "Send").await;
    max.clicks(team_thread(3), "Send").await;
    ana.clicks(thread(1), "Works now").await;
    caro.clicks(thread(3), "Still broken").await;
    dora.runs("/bug ship version:5.5 bug:1").await;
    max.clicks(team_thread(1), "Send").await;
    reads!(ben, thread(1), @"
    Switchboard: @ana @ben Good news: this is fixed in version 5.3.
      -# Sent by @max (edited)
    Switchboard: @ben Good news: this is fixed in version 5.5.
      -# Sent by @max
      Does it work now? Press a button, or tell us what's still wrong. If we don't hear from you, we'll close case #1 in 3 days.
      [Works now] [Still broken]
      → pings: ben
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_customer_who_joins_a_case_that_was_told_is_told_too() {
    let scene = two_cases().await;
    let Scene { ben, max, dora, .. } = &scene;
    escalates(&scene, 1).await;
    max.runs("/link bug:1 case:2").await;
    dora.runs("/bug ship version:5.3 bug:1").await;
    max.clicks(team_thread(1), "Send").await;
    max.runs("/merge into:1 case:2").await;
    assert!(dora.runs("/bug show bug:1").await.contains("1 of 2 told"));
    max.clicks(team_thread(1), "Send").await;
    reads!(ben, thread(1), @"
    Switchboard: @ana Good news: this is fixed in version 5.3.
      -# Sent by @max (edited)
    Switchboard: @ben Good news: this is fixed in version 5.3.
      -# Sent by @max
      Does it work now? Press a button, or tell us what's still wrong. If we don't hear from you, we'll close case #1 in 3 days.
      [Works now] [Still broken]
      → pings: ben
    ");
    reads!(dora.runs("/bug show bug:1"), @"
    Bug #1 · The export fails
    │ Status: Shipped in 5.3
    │ People affected: 2 people
    │ Links: [Report](report 1)
    │ Cases: [#1](thread 1) [#2](thread 2)
    │ Customers:
    │   2 of 2 told, 0 confirmed
    │   #1 · @ana · told
    │   #1 · @ben · told
    │ Last changes:
    │   2 March 2026 09:00 · @dora shipped bug [#1](report 1) in version 5.3
    │   2 March 2026 09:00 · @max linked it to bug [#1](report 1)
    │   2 March 2026 09:00 · @max reported bug [#1](report 1) (normal severity)
    ");
    scene.close().await;
}

#[tokio::test]
async fn all_that_a_merged_case_was_to_hear_is_handed_on() {
    let scene = two_cases().await;
    let Scene { ana, max, dora, .. } = &scene;
    ana.opens_case("The import fails").await;
    escalates(&scene, 1).await;
    escalates(&scene, 3).await;
    max.runs("/link bug:1 case:2").await;
    max.runs("/link bug:2 case:2").await;
    max.runs("/unlink bug:1 case:1").await;
    dora.runs("/bug ship version:5.3 bug:1").await;
    dora.runs("/bug ship version:5.4 bug:2").await;
    reads!(max.runs("/merge into:1 case:2"), @"Merged case [#2](thread 2) into [#1](thread 1) and told @ben. Undo with `/unmerge`.");
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · The export fails
    Switchboard: Case #2 was merged into this case. Undo with `/unmerge case:2`.
    Switchboard: @max, bug #1 is fixed in version 5.3.
      @ben will read this when you send it:
      > @ben Good news: this is fixed in version 5.3.
      [Send] [Edit]
      → pings: max
    Switchboard: @max, bug #2 is fixed in version 5.4.
      @ben will read this when you send it:
      > @ben Good news: this is fixed in version 5.4.
      [Send] [Edit]
      → pings: max
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_case_with_an_unsent_update_can_be_merged() {
    let scene = two_cases().await;
    let Scene { max, .. } = &scene;
    escalates(&scene, 2).await;
    scene.advance_and_run_due(chrono::TimeDelta::days(7)).await;
    assert!(max.sees(team_thread(2)).await.contains("[Send]"));
    reads!(max.runs("/merge into:1 case:2"), @"Merged case [#2](thread 2) into [#1](thread 1) and told @ben. Undo with `/unmerge`.");
    scene.close().await;
}

#[tokio::test]
async fn a_case_that_goes_on_by_itself_takes_its_news_along() {
    let scene = two_cases().await;
    let Scene { max, dora, .. } = &scene;
    escalates(&scene, 2).await;
    max.runs("/merge into:1 case:2").await;
    dora.runs("/bug ship version:5.3 bug:1").await;
    assert!(max.sees(team_thread(1)).await.contains("[Send]"));
    max.runs("/unmerge case:2").await;
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · The export fails
    Switchboard: Case #2 was merged into this case. Undo with `/unmerge case:2`.
    Switchboard: @max, bug #1 is fixed in version 5.3.
      Not sent, because it's no longer so. `/case history` and `/bug show` say why. (edited)
    Switchboard: Case #2 isn't merged into this case any more. It continues by itself.
    ");
    reads!(max, team_thread(2), @"
    * about Switchboard: #2 · Export is broken
    Switchboard: @max, bug #1 is fixed in version 5.3.
      @ben will read this when you send it:
      > @ben Good news: this is fixed in version 5.3.
      [Send] [Edit]
      → pings: max
    ");
    reads!(dora.runs("/bug show bug:1"), @"
    Bug #1 · Export is broken
    │ Status: Shipped in 5.3
    │ People affected: 1 person
    │ Links: [Report](report 1)
    │ Cases: [#2](thread 2)
    │ Customers:
    │   0 of 1 told, 0 confirmed
    │   #2 · @ben · not told yet
    │ Last changes:
    │   2 March 2026 09:00 · @max unlinked it from bug [#1](report 1)
    │   2 March 2026 09:00 · @dora shipped bug [#1](report 1) in version 5.3
    │   2 March 2026 09:00 · @max linked it to bug [#1](report 1)
    │   2 March 2026 09:00 · @max reported bug [#1](report 1) (normal severity)
    ");
    scene.close().await;
}

#[tokio::test]
async fn the_question_whether_a_fix_works_goes_along_with_a_merged_case() {
    let scene = two_cases().await;
    let Scene { ben, max, dora, .. } = &scene;
    escalates(&scene, 2).await;
    dora.runs("/bug ship version:5.3 bug:1").await;
    max.clicks(team_thread(2), "Send").await;
    max.runs("/merge into:1 case:2").await;
    ben.writes(thread(1), "It's still broken for me").await;
    let seen = dora.sees(report(1)).await;
    assert!(seen.contains("Returned") && seen.contains("1 still broken"), "{seen}");
    scene.close().await;
}

/// The same as two cases, with a message to ben that his case has gone on elsewhere with.
async fn merged_with_news() -> Scene {
    let scene = two_cases().await;
    escalates(&scene, 2).await;
    scene.dora.runs("/bug ship version:5.3 bug:1").await;
    scene.max.runs("/merge into:1 case:2").await;
    scene
}

#[tokio::test]
async fn who_was_told_where_their_case_went_on_is_not_told_again() {
    let scene = merged_with_news().await;
    let Scene { ben, max, .. } = &scene;
    max.clicks(team_thread(1), "Send").await;
    assert!(ben.sees(thread(1)).await.contains("@ben Good news: this is fixed in version 5.3"));
    max.runs("/unmerge case:2").await;
    let seen = max.sees(team_thread(2)).await;
    assert!(
        seen.contains("Not sent, because it's no longer so") && !seen.contains("[Send]"),
        "{seen}"
    );
    reads!(scene.case(2), @"new, bug 1, waiting since minute 0");
    scene.close().await;
}

#[tokio::test]
async fn a_fix_that_was_taken_back_while_a_case_went_on_elsewhere_is_not_told() {
    let scene = merged_with_news().await;
    let Scene { max, dora, .. } = &scene;
    dora.clicks(report(1), "Reopen").await;
    max.runs("/unmerge case:2").await;
    let seen = max.sees(team_thread(2)).await;
    assert!(
        seen.contains("Not sent, because it's no longer so") && !seen.contains("[Send]"),
        "{seen}"
    );
    let queue = max.runs("/queue").await;
    assert!(!queue.contains("tell the customer"), "{queue}");
    scene.close().await;
}

#[tokio::test]
async fn a_case_takes_its_news_along_from_where_it_went_on_last() {
    let scene = merged_with_news().await;
    let Scene { ben, caro, max, dora, .. } = &scene;
    caro.opens_case("Exporting takes forever").await;
    max.runs("/merge into:3 case:1").await;
    max.runs("/unmerge case:2").await;
    let seen = max.sees(team_thread(3)).await;
    assert!(
        seen.contains("Not sent, because it's no longer so") && !seen.contains("[Send]"),
        "{seen}"
    );
    max.clicks(team_thread(2), "Send").await;
    let seen = ben.sees(thread(2)).await;
    assert!(seen.contains("@ben Good news: this is fixed in version 5.3"), "{seen}");
    let seen = dora.sees(report(1)).await;
    assert!(seen.contains("1 of 1 told"), "{seen}");
    scene.close().await;
}
