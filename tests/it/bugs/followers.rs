//! Members who have the same problem as the customer of a case, and hear what becomes of its bug.

use chrono::TimeDelta;

use crate::scene::{Scene, card, opening, reads, report, team_thread, thread};

/// A case of ana that waits for a bug.
async fn waiting() -> Scene {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("The export fails").await;
    let form = max.runs("/escalate case:1").await.form();
    max.submits(&form, &[("Actual result", "Error 500")]).await;
    scene
}

#[tokio::test]
async fn members_with_the_same_problem_hear_of_the_fix_once() {
    let scene = waiting().await;
    let Scene { ana, ben, max, dora, .. } = &scene;
    reads!(ben, opening(1), @"
    Switchboard: Hi @ana, thanks for asking! We've opened case #1 for you. We've passed this on to our developers.
      -# I'm a bot that keeps track of questions. A person will answer you. (edited)
      [Me too]
    ");
    reads!(ben.clicks(opening(1), "Me too"), @"Got it. When there's news about a fix, you'll hear about it in this thread.");
    reads!(ben.clicks(opening(1), "Me too"), @"You're already following case #1, so you'll hear about it there.");
    reads!(ana.clicks(opening(1), "Me too"), @"You'll hear about it in your own case #1, so watch for news there.");
    dora.runs("/bug ship version:5.3 bug:1").await;
    max.clicks(team_thread(1), "Send").await;
    reads!(ben, thread(1), @"
    ↱ to Switchboard: Hi @ana, thanks for asking! We've opened case #1 f…
    Switchboard: Got it. When there's news about a fix, you'll hear about it in this thread.
      (only ben sees this)
    ↱ to Switchboard: Hi @ana, thanks for asking! We've opened case #1 f…
    Switchboard: You're already following case #1, so you'll hear about it there.
      (only ben sees this)
    Switchboard: @ana Good news: this is fixed in version 5.3.
      -# Sent by @max
      Does it work now? Press a button, or tell us what's still wrong. If we don't hear from you, we'll close case #1 in 3 days.
      [Works now] [Still broken]
      → pings: ana
    Switchboard: @ben, you had this problem too. It's fixed in version 5.3.
      → pings: ben
    ");
    scene.close().await;
}

#[tokio::test]
async fn those_who_follow_a_duplicate_hear_of_the_other_bug() {
    let scene = waiting().await;
    let Scene { ana, ben, max, dora, .. } = &scene;
    ben.opens_case("Export is broken").await;
    let form = max.runs("/escalate case:2").await.form();
    max.submits(&form, &[("Actual result", "Error 500")]).await;
    let eva = scene.somebody("lea");
    eva.clicks(opening(2), "Me too").await;
    reads!(ana.clicks(opening(2), "Me too"), @"Got it. When there's news about a fix, you'll hear about it in this thread.");
    dora.clicks(report(2), "Duplicate of #1").await;
    reads!(ana.clicks(opening(2), "Me too"), @"You'll hear about it in your own case #1, so watch for news there.");
    let form = dora.clicks(report(1), "Decline").await.form();
    dora.submits(&form, &[("Reason", "As designed")]).await;
    max.clicks(team_thread(2), "Send").await;
    reads!(ben, thread(2), @"
    Switchboard: @ben The developers looked into this and decided not to change it. If you have questions about that, just write here.
      -# Sent by @max
      → pings: ben
    Switchboard: @lea, you had this problem too. The developers looked into it and decided not to change it.
      → pings: lea
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_private_case_and_one_that_waits_for_nothing_have_no_followers() {
    let scene = waiting().await;
    let Scene { ben, max, .. } = &scene;
    let seen = ben.sees(opening(1)).await;
    assert!(seen.contains("[Me too]"), "{seen}");
    max.runs("/unlink bug:1 case:1").await;
    let seen = ben.sees(opening(1)).await;
    assert!(!seen.contains("[Me too]"), "{seen}");
    scene.replace_buttons(ben.message(&opening(1)).await, "v1:bug:me-too:1");
    reads!(ben.clicks(opening(1), "Old"), @"Case #1 isn't waiting for a fix, so there's nothing to follow; to ask a question of your own, use `/ask`.");
    ben.runs("/ask question:Nobody can log in any more private:true").await;
    let form = max.runs("/escalate case:2").await.form();
    max.submits(&form, &[("Actual result", "Error 500")]).await;
    let seen = ben.sees(opening(2)).await;
    assert!(!seen.contains("[Me too]") && seen.contains("developers"), "{seen}");
    scene.close().await;
}

#[tokio::test]
async fn the_report_names_how_many_are_affected_also_by_merged_cases() {
    let scene = waiting().await;
    let Scene { ben, max, dora, .. } = &scene;
    ben.opens_case("Mine fails, too").await;
    max.runs("/merge into:1 case:2").await;
    max.clicks(card(1), "Claim").await;
    scene.somebody("lea").clicks(opening(1), "Me too").await;
    let seen = dora.sees(report(1)).await;
    assert!(seen.contains("People affected: 3 people"), "{seen}");
    scene.close().await;
}

#[tokio::test]
async fn the_report_says_how_long_people_have_waited_and_how_urgent_it_is() {
    let scene = waiting().await;
    let Scene { ben, max, dora, .. } = &scene;
    ben.clicks(opening(1), "Me too").await;
    scene.advance_clock(TimeDelta::hours(30));
    max.runs("/priority level:urgent case:1").await;
    dora.clicks(report(1), "Accept").await;
    let seen = dora.sees(report(1)).await;
    reads!(dora.runs("/bug list"), @"
    1 open bug
    │ [#1](report 1) · The export fails · Accepted by @dora · 2 people
    ");
    assert!(
        seen.contains("2 people · waited 30 hours in total · highest priority: Urgent"),
        "{seen}"
    );
    scene.close().await;
}

#[tokio::test]
async fn the_report_is_drawn_anew_when_it_gets_urgent_and_once_a_day() {
    let scene = waiting().await;
    let Scene { max, dora, .. } = &scene;
    max.runs("/priority level:urgent case:1").await;
    let seen = dora.sees(report(1)).await;
    assert!(seen.contains("1 person · highest priority: Urgent"), "{seen}");
    scene.advance_and_run_due(TimeDelta::hours(25)).await;
    let seen = dora.sees(report(1)).await;
    assert!(seen.contains("waited 25 hours in total · highest priority: Urgent"), "{seen}");
    max.runs("/close case:1").await;
    let seen = dora.sees(report(1)).await;
    assert!(seen.contains("waited 25 hours in total\n"), "{seen}");
    max.runs("/reopen case:1").await;
    let seen = dora.sees(report(1)).await;
    assert!(seen.contains("highest priority: Urgent"), "{seen}");
    scene.close().await;
}

#[tokio::test]
async fn merged_cases_wait_where_they_go_on() {
    let scene = waiting().await;
    let Scene { ben, max, dora, .. } = &scene;
    ben.opens_case("Mine fails, too").await;
    max.runs("/merge into:1 case:2").await;
    scene.advance_and_run_due(TimeDelta::hours(25)).await;
    let seen = dora.sees(report(1)).await;
    assert!(seen.contains("2 people · waited 50 hours in total"), "{seen}");
    max.runs("/unmerge case:2").await;
    max.runs("/merge into:2 case:1").await;
    max.runs("/priority level:urgent case:2").await;
    scene.advance_and_run_due(TimeDelta::hours(25)).await;
    let seen = dora.sees(report(1)).await;
    assert!(seen.contains("waited 100 hours in total · highest priority: Urgent"), "{seen}");
    scene.close().await;
}

#[tokio::test]
async fn who_follows_two_cases_is_told_once_also_where_a_merged_case_goes_on() {
    let scene = waiting().await;
    let Scene { ben, caro, max, dora, olaf, .. } = &scene;
    olaf.runs("/setup send_bug_news:true").await;
    ben.opens_case("Pictures are upside down").await;
    let form = max.runs("/escalate case:2").await.form();
    max.submits(&form, &[("Actual result", "Error 500")]).await;
    let lea = scene.somebody("lea");
    lea.clicks(opening(1), "Me too").await;
    lea.clicks(opening(2), "Me too").await;
    caro.opens_case("My pictures stand on their heads").await;
    max.runs("/link bug:2 case:3").await;
    max.runs("/merge into:1 case:3").await;
    dora.runs("/bug ship version:5.3 bug:2").await;
    let seen = lea.sees(thread(1)).await + &lea.sees(thread(2)).await;
    assert_eq!(seen.matches("Good news").count(), 2, "{seen}");
    assert_eq!(seen.matches("@lea, you had this problem too").count(), 1, "{seen}");
    scene.close().await;
}

#[tokio::test]
async fn who_was_told_in_one_case_is_not_told_again_in_one_that_is_linked_later() {
    let scene = waiting().await;
    let Scene { ben, lea, max, dora, .. } = &scene;
    ben.opens_case("Pictures are upside down").await;
    let form = max.runs("/escalate case:2").await.form();
    max.submits(&form, &[("Actual result", "All of them")]).await;
    for case in [1, 2] {
        lea.clicks(opening(case), "Me too").await;
    }
    dora.runs("/bug ship version:5.3 bug:2").await;
    max.clicks(team_thread(2), "Send").await;
    assert!(lea.sees(thread(2)).await.contains("@lea, you had this problem too"));
    scene.advance_clock(TimeDelta::minutes(1));
    max.runs("/link bug:2 case:1").await;
    max.clicks(team_thread(1), "Send").await;
    let seen = lea.sees(thread(1)).await;
    assert!(seen.contains("@ana Good news"), "{seen}");
    assert!(!seen.contains("@lea, you had"), "{seen}");
    scene.close().await;
}

#[tokio::test]
async fn who_follows_a_case_that_is_unlinked_reads_that_there_will_be_no_news() {
    let scene = waiting().await;
    let Scene { ben, max, .. } = &scene;
    ben.clicks(opening(1), "Me too").await;
    max.runs("/unlink bug:1 case:1").await;
    let seen = ben.sees(thread(1)).await;
    let words =
        "@ben, this case no longer waits for a bug fix, so there won't be news about one here.";
    assert!(seen.contains(words), "{seen}");
    scene.close().await;
}

#[tokio::test]
async fn who_follows_a_case_counts_for_each_of_its_bugs() {
    let scene = waiting().await;
    let Scene { ben, caro, max, dora, .. } = &scene;
    caro.opens_case("Sounds are too loud").await;
    let form = max.runs("/escalate case:2").await.form();
    max.submits(&form, &[("Actual result", "Error 501")]).await;
    max.runs("/link bug:2 case:1").await;
    ben.clicks(opening(1), "Me too").await;
    for (bug, people) in [(1, 2), (2, 3)] {
        let seen = dora.sees(report(bug)).await;
        assert!(seen.contains(&format!("People affected: {people} people")), "{seen}");
    }
    scene.close().await;
}
