//! What customers say beyond the words with which a bug was reported.

use chrono::TimeDelta;

use crate::scene::{Scene, last_answer, report, thread};

/// The part of a report that follows the words with which it was made.
async fn quoted(scene: &Scene) -> String {
    let report = scene.dora.sees(report(1)).await;
    let quoted = report.split_once("Also said by customers").map_or("nothing", |(_, rest)| rest);
    quoted.trim().to_owned()
}

async fn escalates(scene: &Scene, case: i64) {
    let form = scene.max.runs(&format!("/escalate case:{case}")).await.form();
    scene.max.submits(&form, &[("Actual result", "Error 500")]).await;
}

#[tokio::test]
async fn what_the_customer_says_after_the_report_reaches_the_developers() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("The export fails").await;
    escalates(&scene, 1).await;
    insta::assert_snapshot!(quoted(&scene).await, @"nothing");
    scene.advance_clock(TimeDelta::minutes(10));
    let message = ana.writes(thread(1), "Now it has *also* destroyed my file!").await;
    max.writes(thread(1), "We look into it").await;
    insta::assert_snapshot!(quoted(&scene).await, @"
    │ @ana · #1 · 2 March 2026 09:10
      │ Now it has *also* destroyed my file!
      [Accept] [Need info] [Fixed] [Decline] [Duplicate]
      ↳ thread Bug #1 · The export fails (0 messages)
    ");
    ana.edits(message, "Now it has also destroyed two files").await;
    insta::assert_snapshot!(quoted(&scene).await, @"
    │ @ana · #1 · 2 March 2026 09:10
      │ Now it has also destroyed two files
      [Accept] [Need info] [Fixed] [Decline] [Duplicate]
      ↳ thread Bug #1 · The export fails (0 messages)
    ");
    ana.deletes(message).await;
    insta::assert_snapshot!(quoted(&scene).await, @"nothing");
    scene.close().await;
}

#[tokio::test]
async fn the_words_of_linked_and_merged_cases_reach_the_developers() {
    let scene = Scene::open().await;
    let Scene { ana, ben, max, .. } = &scene;
    ana.opens_case("My app crashes when I press Save").await;
    ana.opens_case("Version 5.2 on Windows, stack trace: null at save.rs:41").await;
    ben.opens_case("Crash on save").await;
    ben.writes(thread(3), "With a file of 2 GB").await;
    max.runs("/merge into:1 case:2").await;
    escalates(&scene, 1).await;
    insta::assert_snapshot!(quoted(&scene).await, @"
    │ @ana · #2 · 2 March 2026 09:00
      │ Version 5.2 on Windows, stack trace: null at save.rs:41
      [Accept] [Need info] [Fixed] [Decline] [Duplicate]
      ↳ thread Bug #1 · My app crashes when I press Save (0 messages)
    ");
    max.runs("/link bug:1 case:3").await;
    insta::assert_snapshot!(quoted(&scene).await, @"
    │ @ana · #2 · 2 March 2026 09:00
      │ Version 5.2 on Windows, stack trace: null at save.rs:41
      │
      │ @ben · #3 · 2 March 2026 09:00
      │ Crash on save
      │
      │ @ben · #3 · 2 March 2026 09:00
      │ With a file of 2 GB
      [Accept] [Need info] [Fixed] [Decline] [Duplicate]
      ↳ thread Bug #1 · My app crashes when I press Save (0 messages)
    ");
    max.runs("/unlink bug:1 case:3").await;
    max.runs("/unmerge case:2").await;
    insta::assert_snapshot!(quoted(&scene).await, @"nothing");
    max.runs("/merge into:1 case:2").await;
    insta::assert_snapshot!(quoted(&scene).await, @"
    │ @ana · #2 · 2 March 2026 09:00
      │ Version 5.2 on Windows, stack trace: null at save.rs:41
      [Accept] [Need info] [Fixed] [Decline] [Duplicate]
      ↳ thread Bug #1 · My app crashes when I press Save (0 messages)
    ");
    scene.close().await;
}

#[tokio::test]
async fn what_a_customer_erases_is_gone_from_the_report_of_another() {
    let scene = Scene::open().await;
    let Scene { ana, ben, max, .. } = &scene;
    ana.opens_case("My app crashes").await;
    ben.opens_case("Crash on save").await;
    ben.writes(thread(2), "With a file of 2 GB").await;
    escalates(&scene, 1).await;
    max.runs("/link bug:1 case:2").await;
    assert!(quoted(&scene).await.contains("2 GB"));
    ben.runs("/forget-me").await;
    ben.clicks(last_answer(), "Delete what I wrote").await;
    insta::assert_snapshot!(quoted(&scene).await, @"nothing");
    scene.close().await;
}

#[tokio::test]
async fn quotes_that_do_not_fit_are_in_the_thread_and_follow_there() {
    let scene = Scene::open().await;
    let Scene { ana, dora, .. } = &scene;
    ana.opens_case("The export fails").await;
    escalates(&scene, 1).await;
    scene.advance_clock(TimeDelta::minutes(10));
    let long = |number: usize| format!("message {number} {}", "word ".repeat(300));
    for number in 1..4 {
        ana.writes(thread(1), &long(number)).await;
    }
    insta::assert_snapshot!(quoted(&scene).await, @"
    │ *3 more messages are in the thread below.*
      [Accept] [Need info] [Fixed] [Decline] [Duplicate]
      ↳ thread Bug #1 · The export fails (3 messages)
    ");
    ana.writes(thread(1), &long(4)).await;
    let seen = dora.sees(dora.channel(report(1)).await).await;
    let counts: Vec<usize> =
        (1..5).map(|number| seen.matches(&format!("message {number} ")).count()).collect();
    assert_eq!(counts, [1, 1, 1, 1], "{seen}");
    scene.close().await;
}

#[tokio::test]
async fn the_files_of_merged_customers_are_on_the_report() {
    let scene = Scene::open().await;
    let Scene { ana, ben, dora, max, .. } = &scene;
    ana.opens_case("My app crashes when I press Save").await;
    let file = [("crash.txt", "save.rs:41".as_bytes())];
    let question = ben.writes_with_files("help", "Crash on save", &file).await;
    max.flags(question).await;
    max.runs("/merge into:1 case:2").await;
    ben.writes_with_files(thread(1), "And the log", &[("log.txt", b"E-41")]).await;
    escalates(&scene, 1).await;
    let report = dora.sees(report(1)).await;
    assert!(report.contains("crash.txt") && report.contains("log.txt"), "{report}");
    scene.close().await;
}

#[tokio::test]
async fn words_leave_the_report_that_repeats_them_though_their_case_is_linked_no_more() {
    let scene = Scene::open().await;
    let Scene { ana, ben, dora, max, .. } = &scene;
    ana.opens_case("The export fails").await;
    let secret = ana.writes(thread(1), "My password is 4711").await;
    ben.opens_case("Export is broken").await;
    escalates(&scene, 1).await;
    max.runs("/link bug:1 case:2").await;
    assert!(dora.sees(report(1)).await.contains("4711"));
    max.runs("/unlink bug:1 case:1").await;
    let message = ben.writes(thread(2), "With a file of 2 GB").await;
    ben.edits(message, "With a file of 3 GB").await;
    let seen = dora.sees(report(1)).await;
    assert!(seen.contains("4711") && seen.contains("3 GB"), "{seen}");
    assert!(seen.contains("Export is broken"), "{seen}");
    ana.deletes(secret).await;
    let seen = dora.sees(report(1)).await;
    assert!(!seen.contains("4711") && seen.contains("3 GB"), "{seen}");
    scene.close().await;
}
