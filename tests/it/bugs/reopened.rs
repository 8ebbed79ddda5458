//! Bugs that are open again after their customers were told, and cases that join one or leave it.

use chrono::TimeDelta;
use sandbox::world::right;

use crate::{
    bugs::{life::reported, notice::noticed},
    scene::{Scene, card, reads, report, team_thread, thread},
};

async fn shipped_and_told() -> Scene {
    let scene = reported().await;
    scene.dora.runs("/bug ship version:5.3 bug:1").await;
    scene.max.clicks(team_thread(1), "Send").await;
    scene
}

#[tokio::test]
async fn a_fix_that_is_taken_back_is_not_asked_about_and_closes_no_case() {
    let scene = shipped_and_told().await;
    let Scene { ana, max, dora, .. } = &scene;
    dora.clicks(report(1), "Reopen").await;
    reads!(ana, thread(1), @"
    Switchboard: @ana Good news: this is fixed in version 5.3.
      -# Sent by @max
      Update: it isn't fixed after all. We'll tell you here when it is. (edited)
    ");
    reads!(scene.case(1), @"on_hold, max, bug 1");
    assert!(max.sees(card(1)).await.contains("On hold, waiting for a bug fix"));
    scene.advance_and_run_due(TimeDelta::days(5)).await;
    reads!(scene.case(1), @"on_hold, max, bug 1");
    dora.runs("/bug ship version:5.4 bug:1").await;
    max.clicks(team_thread(1), "Send").await;
    ana.clicks(thread(1), "Works now").await;
    reads!(scene.case(1), @"closed, max, bug 1");
    scene.close().await;
}

#[tokio::test]
async fn a_solved_case_waits_for_the_bug_of_the_customer_who_joins_it() {
    let scene = reported().await;
    let Scene { ana, ben, max, .. } = &scene;
    ben.opens_case("Pictures are upside down").await;
    max.runs("/solve summary:Update_to_5.3 case:2").await;
    max.runs("/merge into:2 case:1").await;
    reads!(scene.case(2), @"on_hold, max, bug 1, answered in minute 0");
    scene.advance_and_run_due(TimeDelta::days(5)).await;
    reads!(scene.case(2), @"on_hold, max, bug 1, answered in minute 0");
    assert!(!ana.sees(thread(2)).await.contains("[Solved]"));
    scene.close().await;
}

#[tokio::test]
async fn a_case_that_becomes_private_after_a_release_means_no_regression() {
    let scene = reported().await;
    let Scene { ana, max, dora, .. } = &scene;
    dora.runs("/bug ship version:5.3 bug:1").await;
    max.runs("/private case:1").await;
    let seen = dora.sees(report(1)).await;
    assert!(!seen.contains("regression"), "{seen}");
    let words = "In the customer's words\n  │ The export fails";
    assert_eq!(seen.matches(words).count(), 1, "{seen}");
    assert!(!seen.contains("Also said"), "{seen}");
    reads!(scene.case(2), @"on_hold, max, bug 1");
    max.clicks(team_thread(2), "Send").await;
    assert!(ana.sees(thread(2)).await.contains("[Works now]"));
    assert!(!max.sees(card(1)).await.contains("shipped"), "a merged case shows no bug's state");
    scene.close().await;
}

#[tokio::test]
async fn a_report_counts_the_customers_of_cases_that_are_linked() {
    let scene = shipped_and_told().await;
    let Scene { ben, max, dora, .. } = &scene;
    ben.opens_case("It fails for me, too").await;
    max.runs("/link bug:1 case:2").await;
    max.runs("/unlink bug:1 case:1").await;
    let seen = dora.sees(report(1)).await;
    assert!(seen.contains("0 of 1 told"), "{seen}");
    let seen = dora.runs("/bug show bug:1").await;
    assert!(!seen.contains("@ana"), "{seen}");
    scene.close().await;
}

#[tokio::test]
async fn a_question_of_the_developers_reaches_a_customer_whose_case_was_merged() {
    let scene = reported().await;
    let Scene { ana, ben, max, dora, .. } = &scene;
    let form = dora.clicks(report(1), "Need info").await.form();
    dora.submits(&form, &[("What do you need to know?", "Which version?")]).await;
    ben.opens_case("Pictures are upside down").await;
    max.runs("/merge into:2 case:1").await;
    let question = max.client.finds("#1 · team", "[Ask the customer]").expect("the question");
    let form = max.clicks(question, "Ask the customer").await.form();
    reads!(max.submits(&form, &[]), @"Your question is in case [#2](thread 2). The answer will appear in the bug's thread.");
    assert!(ana.sees(thread(2)).await.contains("Which version?"));
    ana.writes(thread(2), "5.2").await;
    assert!(dora.sees(dora.channel(report(1)).await).await.contains("5.2"));
    scene.close().await;
}

#[tokio::test]
async fn the_customer_of_a_closed_case_hears_that_a_declined_bug_is_open_again() {
    for by_itself in [true, false] {
        let scene = reported().await;
        let Scene { ana, max, dora, olaf, .. } = &scene;
        olaf.runs(&format!("/setup send_bug_news:{by_itself}")).await;
        let form = dora.clicks(report(1), "Decline").await.form();
        dora.submits(&form, &[("Reason", "As designed")]).await;
        if !by_itself {
            max.clicks(team_thread(1), "Send").await;
        }
        max.runs("/close case:1").await;
        dora.clicks(report(1), "Reopen").await;
        if !by_itself {
            assert!(max.runs("/queue").await.contains("bug #1 reopened, tell the customer"));
            max.clicks(team_thread(1), "Send").await;
        }
        let seen = ana.sees(thread(1)).await;
        assert!(seen.contains("@ana An update: the developers have reopened this."), "{seen}");
        assert!(seen.ends_with("(archived and locked)"), "{seen}");
        assert!(max.runs("/queue").await.contains("Nobody is waiting"));
        scene.close().await;
    }
}

#[tokio::test]
async fn who_was_told_under_a_notice_hears_there_that_the_bug_is_open_again() {
    let scene = noticed().await;
    let Scene { ben, caro, dora, .. } = &scene;
    ben.clicks("general", "Me too").await;
    dora.runs("/bug ship version:5.3 bug:1").await;
    caro.writes("general", "Thanks!").await;
    dora.clicks(report(1), "Reopen").await;
    reads!(caro, "general", @"
    Switchboard: (edited)
      │ Known issue
      │ The export fails for large files
      │
      │ Same problem? Press **Me too**, and I'll mention you here when there's news about a fix. If yours is a different one, use `/ask`.
      │ Status: We're working on it
      │ People affected: 2 people
      [Me too]
    ↱ to Switchboard
    Switchboard: @ben, you had this problem too. It's fixed in version 5.3.
      → pings: ben
    caro: Thanks!
    ↱ to Switchboard
    Switchboard: @ben, you had this problem too. It isn't settled after all: the developers have reopened it.
      → pings: ben
    ");
    dora.runs("/bug ship version:5.4 bug:1").await;
    let seen = caro.sees("general").await;
    assert!(seen.contains("@ben, you had this problem too. It's fixed in version 5.4."), "{seen}");
    scene.close().await;
}

#[tokio::test]
async fn nobody_reads_under_a_notice_of_a_reopening_that_is_over() {
    let scene = noticed().await;
    let Scene { ben, caro, dora, .. } = &scene;
    ben.clicks("general", "Me too").await;
    dora.runs("/bug ship version:5.3 bug:1").await;
    scene.deny_bot("general", right::SEND_MESSAGES);
    scene.expect_refusal(403, 50013);
    dora.clicks(report(1), "Reopen").await;
    dora.runs("/bug ship version:5.4 bug:1").await;
    scene.allow_bot("general");
    scene.advance_and_run_due(TimeDelta::hours(2)).await;
    let seen = caro.sees("general").await;
    assert!(!seen.contains("reopened"), "{seen}");
    assert!(seen.contains("@ben, you had this problem too. It's fixed in version 5.4."), "{seen}");
    scene.close().await;
}
