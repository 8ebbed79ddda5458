//! Known bugs that a case or a new bug resembles.

use chrono::TimeDelta;

use crate::scene::{Line, Scene, card, last_answer, on_card, reads, report, team_thread, thread};

/// A bug from ana's case, and a case of ben that says the same in other words.
async fn known() -> Scene {
    let scene = Scene::open().await;
    let Scene { ana, ben, max, .. } = &scene;
    ana.opens_case("CSV export stops at 99 percent").await;
    let form = max.runs("/escalate case:1").await.form();
    max.submits(&form, &[("Actual result", "The file is never written")]).await;
    ben.opens_case("Exporting to CSV stopped at 99 percent again").await;
    scene
}

#[tokio::test]
async fn the_card_of_a_new_case_names_the_bug_that_it_looks_like() {
    let scene = known().await;
    reads!(scene.max, on_card(2, Line::Known), @"**Looks like bug:** [#1](report 1) CSV export stops at 99 percent · reported");
    scene.close().await;
}

#[tokio::test]
async fn a_case_is_linked_to_the_bug_on_its_card_with_one_press() {
    let scene = known().await;
    let Scene { max, .. } = &scene;
    reads!(max.clicks(card(2), "Link"), @"Linked case [#2](thread 2) to bug #1.");
    reads!(scene.case(2), @"on_hold, bug 1, waiting since minute 0");
    let card = max.sees(card(2)).await;
    assert!(!card.contains("Looks like") && !card.contains("[Link]"), "{card}");
    scene.close().await;
}

#[tokio::test]
async fn an_agent_who_escalates_all_the_same_reads_what_is_known() {
    let scene = known().await;
    let Scene { max, .. } = &scene;
    let form = max.clicks(card(2), "Escalate").await.form();
    reads!(max.submits(&form, &[("Actual result", "The file is empty")]), @"
    Reported as bug #2. Case [#2](thread 2) is on hold.
    It looks like a bug that's already known:
    - [#1](report 1) CSV export stops at 99 percent · reported · 1 person affected
    [Link to #1]
    ");
    reads!(max.clicks(last_answer(), "Link to #1"), @"Bug [#2](report 2) is a duplicate of #1 now, and case #2 is linked to #1 alone.");
    reads!(scene.case(2), @"on_hold, bug 1, waiting since minute 0");
    scene.close().await;
}

#[tokio::test]
async fn a_developer_marks_a_new_bug_as_the_known_one_with_one_press() {
    let scene = known().await;
    let Scene { dora, max, .. } = &scene;
    let form = max.clicks(card(2), "Escalate").await.form();
    max.submits(&form, &[("Actual result", "The file is empty")]).await;
    let seen = dora.sees(report(2)).await;
    assert!(seen.contains("Looks like bug [#1](report 1) (reported)"), "{seen}");
    reads!(dora.clicks(report(2), "Duplicate of #1"), @"Bug [#2](report 2) is a duplicate of #1. Its case is linked to #1 now. Undo with **Reopen**.");
    reads!(scene.case(2), @"on_hold, bug 1, waiting since minute 0");
    scene.close().await;
}

#[tokio::test]
async fn what_resembles_nothing_is_reported_at_once() {
    let scene = known().await;
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("Pictures are upside down on my phone").await;
    let card = max.sees(card(3)).await;
    assert!(!card.contains("Looks like"), "{card}");
    max.runs_in(thread(3), "/escalate").await.form();
    scene.close().await;
}

#[tokio::test]
async fn german_words_are_compared_and_answered_in_german() {
    let scene = Scene::open().await;
    let Scene { ana, ben, max, olaf, .. } = &scene;
    olaf.runs("/setup language:Deutsch").await;
    max.speaks("de");
    ana.opens_case("Rechnungen werden doppelt verschickt").await;
    let form = max.runs("/escalate case:1").await.form();
    max.submits(&form, &[("Tatsächliches Ergebnis", "Jeder bekommt zwei")]).await;
    ben.opens_case("Meine Rechnung wurde doppelt verschickt").await;
    let seen = max.sees(card(2)).await;
    assert!(seen.contains("**Ähnelt Fehler:** [#1](report 1) Rechnungen werden"), "{seen}");
    let form = max.runs("/escalate case:2").await.form();
    reads!(max.submits(&form, &[("Tatsächliches Ergebnis", "Zwei")]), @"
    Als Fehler #2 gemeldet. Fall [#2](thread 2) ist angehalten.
    Er ähnelt einem bekannten Fehler:
    - [#1](report 1) Rechnungen werden doppelt verschickt · gemeldet · 1 Person betroffen
    [Mit #1 verknüpfen]
    ");
    scene.close().await;
}

#[tokio::test]
async fn words_that_a_customer_erased_leave_the_other_cards() {
    let scene = known().await;
    let Scene { ana, max, .. } = &scene;
    ana.runs("/forget-me").await;
    ana.clicks(last_answer(), "Delete what I wrote").await;
    let seen = max.sees(card(2)).await;
    assert!(!seen.contains("CSV export stops"), "{seen}");
    scene.close().await;
}

/// How often the bot has edited a card.
async fn edits(scene: &Scene, case: i64) -> usize {
    scene.idle().await;
    let card = scene.max.message(&card(case)).await.to_string();
    let exchanges = scene.exchanges();
    let edits = exchanges.iter().filter(|one| one.method == "PATCH" && one.path.ends_with(&card));
    edits.count()
}

#[tokio::test]
async fn a_card_that_names_a_bug_follows_its_status_and_its_title() {
    let scene = known().await;
    let Scene { max, dora, .. } = &scene;
    let before = edits(&scene, 2).await;
    dora.clicks(report(1), "Accept").await;
    let seen = max.sees(card(2)).await;
    assert!(seen.contains("CSV export stops at 99 percent · accepted"), "{seen}");
    max.runs("/bug edit bug:1 title:Export hangs at 99 percent").await;
    let seen = max.sees(card(2)).await;
    assert!(seen.contains("Export hangs at 99 percent · accepted"), "{seen}");
    assert_eq!(edits(&scene, 2).await, before + 2);
    scene.close().await;
}

#[tokio::test]
async fn other_cards_are_not_drawn_anew_when_cases_are_linked() {
    let scene = known().await;
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("Pictures are upside down on my phone").await;
    ana.opens_case("How do I change my password?").await;
    let before = (edits(&scene, 2).await, edits(&scene, 4).await);
    max.runs("/link bug:1 case:3").await;
    max.runs("/unlink bug:1 case:3").await;
    assert_eq!((edits(&scene, 2).await, edits(&scene, 4).await), before);
    scene.close().await;
}

#[tokio::test]
async fn a_new_case_that_resembles_a_shipped_bug_may_mean_that_it_is_back() {
    let scene = known().await;
    let Scene { ana, ben, max, dora, .. } = &scene;
    dora.runs("/bug ship version:5.3 bug:1").await;
    scene.advance_clock(TimeDelta::minutes(5));
    ana.opens_case("CSV export stops at 99 percent once more").await;
    let seen = max.sees(card(3)).await;
    assert!(seen.contains("CSV export stops at 99 percent · shipped, may be back"), "{seen}");
    max.clicks(card(3), "Link").await;
    ben.opens_case("Export to CSV stops at 99 percent for me").await;
    max.runs("/link bug:1 case:4").await;
    reads!(dora, dora.channel(report(1)).await, @"
    * about Switchboard: Bug #1 · CSV export stops at 99 percent
    Switchboard: @dora, case [#3](thread 3) was linked after the release. Is the bug back?
      → pings: dora
    ");
    let seen = dora.sees(report(1)).await;
    assert!(seen.contains("Shipped in 5.3 · possible regression: 2 new cases"), "{seen}");
    scene.close().await;
}

#[tokio::test]
async fn the_developers_are_told_once_for_each_release_that_a_bug_may_be_back() {
    let scene = known().await;
    let Scene { ana, max, dora, .. } = &scene;
    dora.runs("/bug ship version:5.3 bug:1").await;
    scene.advance_clock(TimeDelta::minutes(5));
    ana.opens_case("Pictures are upside down on my phone").await;
    for _ in 0..2 {
        max.runs("/link bug:1 case:3").await;
        max.runs("/unlink bug:1 case:3").await;
    }
    let asked = dora.sees(dora.channel(report(1)).await).await;
    assert_eq!(asked.matches("Is the bug back?").count(), 1, "{asked}");
    dora.clicks(report(1), "Reopen").await;
    dora.runs("/bug ship version:5.4 bug:1").await;
    scene.advance_clock(TimeDelta::hours(1));
    ana.opens_case("Sounds are too loud on my phone").await;
    max.runs("/link bug:1 case:4").await;
    let asked = dora.sees(dora.channel(report(1)).await).await;
    assert_eq!(asked.matches("Is the bug back?").count(), 2, "{asked}");
    scene.close().await;
}

#[tokio::test]
async fn a_bug_that_was_shipped_lately_is_suggested_however_old_it_is() {
    let scene = known().await;
    let Scene { ana, max, dora, .. } = &scene;
    scene.advance_clock(TimeDelta::days(200));
    dora.runs("/bug ship version:5.3 bug:1").await;
    scene.advance_clock(TimeDelta::days(20));
    ana.opens_case("CSV export stops at 99 percent once more").await;
    let seen = max.sees(card(3)).await;
    assert!(seen.contains("CSV export stops at 99 percent · shipped, may be back"), "{seen}");
    scene.close().await;
}

#[tokio::test]
async fn a_customer_who_asked_before_the_release_is_told_of_the_fix() {
    let scene = known().await;
    let Scene { max, dora, .. } = &scene;
    dora.runs("/bug ship version:5.3 bug:1").await;
    reads!(max.clicks(card(2), "Link"), @"Linked case [#2](thread 2) to bug #1.");
    reads!(max, team_thread(2), @"
    * about Switchboard: #2 · Exporting to CSV stopped at 99 percent again
    Switchboard: @max, bug #1 is fixed in version 5.3.
      @ben will read this when you send it:
      > @ben Good news: this is fixed in version 5.3.
      [Send] [Edit]
      → pings: max
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_bug_that_was_shipped_long_ago_is_suggested_no_more() {
    let scene = known().await;
    let Scene { ana, max, dora, .. } = &scene;
    dora.runs("/bug ship version:5.3 bug:1").await;
    scene.advance_clock(TimeDelta::days(20));
    ana.opens_case("CSV export stops at 99 percent once more").await;
    assert!(max.sees(card(3)).await.contains("shipped, may be back"));
    scene.advance_clock(TimeDelta::days(180));
    ana.opens_case("CSV export stops at 99 percent after all").await;
    assert!(!max.sees(card(4)).await.contains("shipped, may be back"));
    scene.close().await;
}
