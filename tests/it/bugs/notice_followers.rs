//! Members who press **Me too** under a known-issue notice, and hear what becomes of the bug.

use switchboard::cli::export;

use crate::bugs::notice::{POST, escalated, noticed, reported};
use crate::scene::{Scene, opening, reads, report, team_thread, thread};

#[tokio::test]
async fn who_presses_me_too_under_a_notice_is_told_of_the_release_there() {
    let scene = noticed().await;
    let Scene { ana, ben, dora, .. } = &scene;
    reads!(ben.clicks("general", "Me too"), @"Got it. I'll mention you here when there's news about a fix.");
    reads!(ben.clicks("general", "Me too"), @"You're on the list already, so you'll be mentioned here when there's news.");
    reads!(ana.clicks("general", "Me too"), @"You'll hear about it in your own case #1, so watch for news there.");
    let seen = dora.sees(report(1)).await;
    assert!(seen.contains("People affected: 2 people"), "{seen}");
    dora.runs("/bug ship version:5.3 bug:1").await;
    reads!(ben, "general", @"
    Switchboard: (edited)
      │ Known issue
      │ The export fails for large files
      │ Status: Fixed in version 5.3
      │ People affected: 2 people
    ↱ to Switchboard
    Switchboard: Got it. I'll mention you here when there's news about a fix.
      (only ben sees this)
    ↱ to Switchboard
    Switchboard: You're on the list already, so you'll be mentioned here when there's news.
      (only ben sees this)
    ↱ to Switchboard
    Switchboard: @ben, you had this problem too. It's fixed in version 5.3.
      → pings: ben
    ");
    scene.close().await;
}

#[tokio::test]
async fn who_follows_a_declined_bug_is_told_without_the_reason() {
    let scene = noticed().await;
    let Scene { ben, dora, .. } = &scene;
    ben.clicks("general", "Me too").await;
    let form = dora.clicks(report(1), "Decline").await.form();
    dora.submits(&form, &[("Reason", "Not worth it")]).await;
    reads!(ben, "general", @"
    Switchboard: (edited)
      │ Known issue
      │ The export fails for large files
      │ Status: We looked into it and decided not to change it
      │ People affected: 2 people
    ↱ to Switchboard
    Switchboard: Got it. I'll mention you here when there's news about a fix.
      (only ben sees this)
    ↱ to Switchboard
    Switchboard: @ben, you had this problem too. The developers looked into it and decided not to change it.
      → pings: ben
    ");
    scene.close().await;
}

#[tokio::test]
async fn the_button_comes_back_when_a_fix_does_not_work() {
    let scene = noticed().await;
    let Scene { ana, ben, caro, max, dora, .. } = &scene;
    let notice = ben.message(&"general".into()).await;
    ben.clicks(notice, "Me too").await;
    dora.runs("/bug ship version:5.3 bug:1").await;
    scene.replace_buttons(notice, "v1:bug:me-too-notice:1");
    reads!(caro.clicks(notice, "Old"), @"This issue isn't open any more, so there's nothing to wait for; to ask a question of your own, use `/ask`.");
    max.clicks(team_thread(1), "Send").await;
    ana.clicks(thread(1), "Still broken").await;
    caro.clicks("general", "Me too").await;
    dora.runs("/bug ship version:5.4 bug:1").await;
    reads!(ben, "general", @"
    Switchboard: (edited)
      │ Known issue
      │ The export fails for large files
      │ Status: Fixed in version 5.4
      │ People affected: 3 people
    ↱ to Switchboard
    Switchboard: Got it. I'll mention you here when there's news about a fix.
      (only ben sees this)
    ↱ to Switchboard
    Switchboard: @ben, you had this problem too. It's fixed in version 5.3.
      → pings: ben
    ↱ to Switchboard
    Switchboard: @ben @caro, you had this problem too. It's fixed in version 5.4.
      → pings: ben, caro
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_notice_that_is_taken_down_tells_nobody_until_it_is_posted_again() {
    let scene = noticed().await;
    let Scene { ben, max, dora, .. } = &scene;
    ben.clicks("general", "Me too").await;
    reads!(max.runs("/bug notice remove:true bug:1"), @"Took down the known-issue notice for bug [#1](report 1). 1 member pressed **Me too** there, and only hears about the fix if you post it again.");
    reads!(max.runs("/bug notice remove:true bug:1"), @"Bug #1 has no known-issue notice; post one with `/bug notice`.");
    dora.runs("/bug ship version:5.3 bug:1").await;
    reads!(ben, "general", @"
    ↱ to a deleted message
    Switchboard: Got it. I'll mention you here when there's news about a fix.
      (only ben sees this)
    ");
    max.runs(POST).await;
    reads!(ben, "general", @"
    ↱ to a deleted message
    Switchboard: Got it. I'll mention you here when there's news about a fix.
      (only ben sees this)
    Switchboard: (edited)
      │ Known issue
      │ The export fails for large files
      │ Status: Fixed in version 5.3
      │ People affected: 2 people
    ↱ to Switchboard
    Switchboard: @ben, you had this problem too. It's fixed in version 5.3.
      → pings: ben
    ");
    scene.close().await;
}

#[tokio::test]
async fn who_follows_a_case_too_is_told_in_its_thread_alone() {
    let scene = noticed().await;
    let Scene { ben, caro, max, dora, .. } = &scene;
    ben.clicks("general", "Me too").await;
    ben.clicks(opening(1), "Me too").await;
    caro.clicks(opening(1), "Me too").await;
    reads!(caro.clicks("general", "Me too"), @"You're already following case #1, so you'll hear about it there.");
    dora.runs("/bug ship version:5.3 bug:1").await;
    max.clicks(team_thread(1), "Send").await;
    assert!(!ben.sees("general").await.contains("you had this problem too"));
    let seen = ben.sees(thread(1)).await;
    assert!(seen.contains("@ben @caro, you had this problem too"), "{seen}");
    scene.close().await;
}

#[tokio::test]
async fn who_is_told_in_a_case_of_their_own_is_not_told_under_the_notice() {
    let scene = noticed().await;
    let Scene { ben, caro, max, dora, .. } = &scene;
    ben.clicks("general", "Me too").await;
    caro.clicks("general", "Me too").await;
    ben.opens_case("Mine fails, too").await;
    max.runs("/link bug:1 case:2").await;
    let seen = dora.sees(report(1)).await;
    assert!(seen.contains("People affected: 3 people"), "{seen}");
    dora.runs("/bug ship version:5.3 bug:1").await;
    max.clicks(team_thread(2), "Send").await;
    let seen = ben.sees("general").await;
    assert!(seen.contains("@caro, you had this problem too") && !seen.contains("@ben"), "{seen}");
    scene.close().await;
}

#[tokio::test]
async fn the_notice_of_a_duplicate_shows_the_bug_that_stands_for_both() {
    let scene = reported().await;
    let Scene { ben, caro, max, dora, .. } = &scene;
    escalated(&scene, 2).await;
    max.runs("/bug notice text:Exports fail bug:2 channel:#general").await;
    max.runs("/bug notice text:Large exports fail bug:1 channel:#help").await;
    ben.clicks("general", "Me too").await;
    let form = dora.clicks(report(2), "Duplicate").await.form();
    dora.submits(&form, &[("Of which bug?", "1")]).await;
    dora.clicks(report(1), "Accept").await;
    caro.clicks("general", "Me too").await;
    ben.clicks("help", "Me too").await;
    let seen = ben.sees("general").await;
    assert!(seen.contains("We're working on it") && seen.contains("3 people"), "{seen}");
    dora.runs("/bug ship version:5.3 bug:1").await;
    reads!(ben, "general", @"
    Switchboard: (edited)
      │ Known issue
      │ Exports fail
      │ Status: Fixed in version 5.3
      │ People affected: 3 people
    ↱ to Switchboard
    Switchboard: Got it. I'll mention you here when there's news about a fix.
      (only ben sees this)
    ↱ to Switchboard
    Switchboard: @caro, you had this problem too. It's fixed in version 5.3.
      → pings: caro
    ");
    let seen = ben.sees("help").await;
    assert!(seen.contains("@ben, you had this problem too"), "{seen}");
    scene.close().await;
}

#[tokio::test]
async fn followers_of_a_duplicate_are_told_of_a_release_before() {
    let scene = reported().await;
    let Scene { ben, max, dora, .. } = &scene;
    escalated(&scene, 2).await;
    max.runs("/bug notice text:Exports fail bug:2 channel:#general").await;
    ben.clicks("general", "Me too").await;
    dora.runs("/bug ship version:5.3 bug:1").await;
    let form = dora.clicks(report(2), "Duplicate").await.form();
    dora.submits(&form, &[("Of which bug?", "1")]).await;
    reads!(ben, "general", @"
    Switchboard: (edited)
      │ Known issue
      │ Exports fail
      │ Status: Fixed in version 5.3
      │ People affected: 2 people
    ↱ to Switchboard
    Switchboard: Got it. I'll mention you here when there's news about a fix.
      (only ben sees this)
    ↱ to Switchboard
    Switchboard: @ben, you had this problem too. It's fixed in version 5.3.
      → pings: ben
    ");
    reads!(max.runs("/bug notice text:Exports fail bug:2"), @"The known-issue notice for bug #2 already says that; change its text or its channel.");
    scene.close().await;
}

#[tokio::test]
async fn what_waits_for_a_permission_is_said_once_it_is_there() {
    let scene = noticed().await;
    scene.expect_refusal(403, 50_013);
    scene.expect_refusal(403, 50_001);
    let Scene { ben, max, dora, .. } = &scene;
    ben.clicks("general", "Me too").await;
    scene.deny_bot("general", 1 << 11);
    dora.runs("/bug ship version:5.3 bug:1").await;
    reads!(max.runs("/bug show bug:1"), @"
    Bug #1 · The export fails in way 1
    │ Status: Shipped in 5.3
    │ People affected: 2 people
    │ Links: [Report](report 1)
    │ Cases: [#1](thread 1)
    │ Customers:
    │   0 of 1 told, 0 confirmed
    │   #1 · @ana · not told yet
    │ Known-issue notice:
    │   #general · [Known issue](message of switchboard)
    │   I couldn't send it: I'm missing **Send Messages** in #general. I'll send it as soon as I can.
    │ Last changes:
    │   2 March 2026 09:00 · @dora shipped bug [#1](report 1) in version 5.3
    │   2 March 2026 09:00 · @max posted the known-issue notice in #general
    │   2 March 2026 09:00 · @max reported bug [#1](report 1) (normal severity)
    ");
    scene.allow_bot("general");
    scene.idle().await;
    let seen = ben.sees("general").await;
    assert_eq!(seen.matches("@ben, you had this problem too").count(), 1, "{seen}");
    scene.close().await;
}

#[tokio::test]
async fn what_is_no_longer_so_is_not_said() {
    let scene = noticed().await;
    scene.expect_refusal(403, 50_013);
    scene.expect_refusal(403, 50_001);
    let Scene { ben, dora, .. } = &scene;
    ben.clicks("general", "Me too").await;
    scene.deny_bot("general", 1 << 11);
    dora.runs("/bug ship version:5.3 bug:1").await;
    dora.clicks(report(1), "Reopen").await;
    scene.allow_bot("general");
    scene.idle().await;
    let seen = ben.sees("general").await;
    assert!(!seen.contains("you had this problem too") && seen.contains("[Me too]"), "{seen}");
    scene.close().await;
}

#[tokio::test]
async fn a_member_who_is_forgotten_still_counts_and_is_told() {
    let scene = noticed().await;
    let Scene { ben, dora, .. } = &scene;
    ben.clicks("general", "Me too").await;
    reads!(ben.runs("/forget-me"), @"I don't have anything you wrote in this server.");
    let seen = dora.sees(report(1)).await;
    assert!(seen.contains("People affected: 2 people"), "{seen}");
    let events = scene.exported(export::What::Events).await;
    assert!(events.iter().any(|row| row["kind"] == "known_issue_followed"));
    scene.close().await;
}

#[tokio::test]
async fn who_takes_a_notice_down_reads_how_many_are_still_to_be_told() {
    let scene = noticed().await;
    let Scene { ben, caro, dora, max, .. } = &scene;
    let removes = async || max.runs("/bug notice remove:true bug:1").await.to_string();
    ben.clicks("general", "Me too").await;
    caro.clicks("general", "Me too").await;
    let taken_down = removes().await;
    assert!(taken_down.contains("2 members pressed"), "{taken_down}");
    max.runs(POST).await;
    dora.runs("/bug ship version:5.3 bug:1").await;
    let taken_down = removes().await;
    assert!(!taken_down.contains("pressed"), "{taken_down}");
    max.runs(POST).await;
    dora.clicks(report(1), "Reopen").await;
    let taken_down = removes().await;
    assert!(taken_down.contains("2 members pressed"), "{taken_down}");
    scene.close().await;
}
