//! A case that continues in a private thread.

use chrono::TimeDelta;

use crate::scene::{Line, Scene, card, on_card, opening, reads, report, thread};

/// A public case of ana, which max has claimed, tagged and raised.
async fn public_case() -> Scene {
    let scene = Scene::open().await;
    scene.ana.opens_case("I was charged twice").await;
    for line in ["/claim case:1", "/tag name:billing case:1", "/priority level:high case:1"] {
        scene.max.runs(line).await;
    }
    scene
}

#[tokio::test]
async fn a_case_continues_where_only_its_customer_and_the_team_read() {
    let scene = public_case().await;
    let Scene { ana, ben, max, .. } = &scene;
    reads!(max.runs_in(thread(1), "/private"), @"Case [#1](thread 1) continues as [#2](thread 2) in a private thread, and @ana has been told.");
    reads!(ana, thread(1), @"
    Switchboard: @ana, we're continuing this in [case #2](thread 2). Please reply there. We've kept everything you wrote here.
      → pings: ana
    (archived and locked)
    ");
    reads!(ana, opening(2), @"
    Switchboard: Hi @ana! We've opened case #2 to continue with your question in private. @max is looking into it. Only you and the team can see this thread.
      -# I'm a bot that keeps track of questions. A person will answer you.
      │ I was charged twice
      → pings: ana
    ");
    let seen = ben.sees("help").await;
    assert!(!seen.contains("#2"), "{seen}");
    scene.close().await;
}

#[tokio::test]
async fn the_team_sees_the_private_case_in_its_place() {
    let scene = public_case().await;
    let Scene { max, .. } = &scene;
    max.runs("/private case:1").await;
    reads!(max, on_card(2, Line::Customer), @"@ana · 🔒 private");
    reads!(max, on_card(2, Line::Sorting), @"@max · High · `billing`");
    reads!(max, on_card(2, Line::Opened), @"By @max, to continue case #1 in private, now · [Private thread](thread 2)");
    reads!(scene.case(2), @"open, max, high, `billing`, waiting since minute 0");
    reads!(max.runs("/queue"), @"
    **Waiting for us (1)**, most urgent first, then longest wait
    │ [#2](thread 2) · I was charged twice — 🔒 private, high priority, open, assigned to @max, waiting less than a minute · [card](card 2) · **next for you**
    ");
    scene.close().await;
}

#[tokio::test]
async fn what_was_said_in_public_stays_with_the_case_and_the_turn_goes_on() {
    let scene = public_case().await;
    let Scene { ana, max, .. } = &scene;
    scene.advance_clock(TimeDelta::minutes(1));
    max.writes(thread(1), "Which card did you use?").await;
    max.runs("/private case:1").await;
    reads!(scene.case(2), @"pending, max, high, `billing`");
    scene.advance_clock(TimeDelta::minutes(1));
    ana.writes(thread(2), "It ends in 1234").await;
    reads!(scene.case(2), @"open, max, high, `billing`, waiting since minute 2");
    reads!(max.runs("/unmerge case:1"), @"Undid the merge. Case [#1](thread 1) continues from where it was.");
    reads!(scene.case(1), @"pending, max, high, `billing`, answered in minute 1");
    scene.close().await;
}

#[tokio::test]
async fn a_deleted_question_goes_from_the_private_case_too() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    let question = ana.writes("help", "I was charged twice").await;
    max.flags(question).await;
    max.runs("/private case:1").await;
    ana.edits(question, "I was charged three times").await;
    let seen = max.sees(card(2)).await;
    assert!(seen.contains("three times"), "{seen}");
    ana.deletes(question).await;
    let seen = max.sees(card(2)).await;
    assert!(!seen.contains("charged"), "{seen}");
    let seen = ana.sees(opening(2)).await;
    assert!(!seen.contains("charged"), "{seen}");
    scene.close().await;
}

#[tokio::test]
async fn a_bug_stays_linked_to_the_case_that_goes_on() {
    let scene = public_case().await;
    let Scene { dora, max, .. } = &scene;
    let form = max.runs("/escalate case:1").await.form();
    max.submits(&form, &[("Actual result", "charged twice")]).await;
    max.runs("/private case:1").await;
    reads!(scene.case(2), @"on_hold, max, high, `billing`, bug 1");
    let seen = dora.sees(report(1)).await;
    assert!(seen.contains("#2") && seen.contains("1 person"), "{seen}");
    scene.close().await;
}

#[tokio::test]
async fn only_what_can_be_private_is_moved() {
    let scene = public_case().await;
    let Scene { ana, max, olaf, .. } = &scene;
    max.runs("/private case:1").await;
    reads!(max.runs("/private case:2"), @"Case #2 is private, so only its customer and the team can see it already.");
    reads!(max.runs("/private case:1"), @"Case #1 was merged into #2, so continue there or undo it with `/unmerge`.");
    reads!(ana.forces("/private case:2"), @"Only the support team can use this; to ask a question, use `/ask`.");
    ana.opens_case("Another question").await;
    olaf.runs("/setup help:#ideas").await;
    reads!(max.runs("/private case:3"), @"Private threads only work in text channels and the help channel isn't one, so keep this public or have it changed with `/setup`.");
    scene.close().await;
}

#[tokio::test]
async fn the_private_case_follows_its_question_after_the_merge_was_undone() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    let question = ana.writes("help", "I was charged twice").await;
    max.flags(question).await;
    max.runs("/private case:1").await;
    max.runs("/unmerge case:1").await;
    // The private case is closed with it, and its thread archived.
    scene.expect_refusal(400, 50_083);
    ana.edits(question, "I was charged three times").await;
    let seen = max.sees(card(2)).await;
    assert!(seen.contains("three times"), "{seen}");
    ana.deletes(question).await;
    let seen = max.sees(card(2)).await + &ana.sees(opening(2)).await;
    assert!(!seen.contains("charged"), "{seen}");
    scene.close().await;
}

#[tokio::test]
async fn the_report_of_a_private_case_follows_the_question_that_is_edited_and_deleted() {
    let scene = Scene::open().await;
    let Scene { ana, max, dora, .. } = &scene;
    let question = ana.writes("help", "My password is hunter2").await;
    max.flags(question).await;
    max.runs("/private case:1").await;
    max.runs("/unmerge case:1").await;
    max.runs("/private case:1").await;
    max.runs("/reopen case:2").await;
    for (case, title) in [(2, "First"), (3, "Second")] {
        let form = max.runs(&format!("/escalate case:{case}")).await.form();
        max.submits(&form, &[("Actual result", title)]).await;
    }
    ana.edits(question, "My password is secret").await;
    for bug in [1, 2] {
        let read = dora.sees(report(bug)).await;
        assert!(!read.contains("hunter2") && read.contains("secret"), "{read}");
    }
    scene.expect_refusal(404, 10_008);
    ana.deletes(question).await;
    for bug in [1, 2] {
        let read = dora.sees(report(bug)).await
            + &dora.runs(&format!("/bug show bug:{bug}")).await.to_string();
        assert!(!read.contains("secret"), "{read}");
    }
    scene.close().await;
}
