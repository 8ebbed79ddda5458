//! From a case to a bug report with all that the customer said.

use chrono::TimeDelta;
use insta::assert_snapshot;
use sandbox::{Form, person::Field};

use crate::scene::{Scene, card, reads, report, thread};

/// A form as its reader sees it.
fn shown(form: &Form) -> String {
    let field = |field: &Field| {
        let needed = if field.required { "needed" } else { "optional" };
        format!("{}: {:?} ({needed}, up to {})", field.label, field.value, field.most)
    };
    format!("{}\n{}", form.title, form.fields.iter().map(field).collect::<Vec<_>>().join("\n"))
}

const FIELDS: [(&str, &str); 3] = [
    ("Steps to reproduce", "1. Open a report\n2. Press Export"),
    ("Actual result", "Error 500"),
    ("Version", "2.3"),
];

/// A case with two files, a message more, an answer and a tag.
async fn export_fails() -> Scene {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    let files: [(&str, &[u8]); 2] =
        [("screen.png", b"not really a picture"), ("log.txt", b"line 1\n")];
    let question = "The export fails with *error 500*";
    let message = ana.writes_with_files("help", question, &files).await;
    max.reacts(message, "🎫").await;
    ana.writes(thread(1), "It began after the update to 2.3").await;
    max.writes(thread(1), "Thank you, we look into it").await;
    max.runs("/tag name:export case:1").await;
    scene
}

/// The same, reported to the developers.
async fn reported() -> (Scene, Form) {
    let scene = export_fails().await;
    let form = scene.max.runs("/escalate severity:high case:1").await.form();
    scene.max.submits(&form, &FIELDS).await;
    (scene, form)
}

#[tokio::test]
async fn the_form_of_a_bug_begins_with_the_title_of_the_case() {
    let scene = export_fails().await;
    let Scene { max, .. } = &scene;
    let form = max.runs_in(thread(1), "/escalate severity:high").await.form();
    assert_snapshot!(shown(&form), @r#"
    Report a bug (#1, high)
    Title: Some("The export fails with error 500") (needed, up to 80)
    Steps to reproduce: None (optional, up to 1000)
    Expected result: None (optional, up to 400)
    Actual result: None (needed, up to 400)
    Version: None (optional, up to 60)
    "#);
    reads!(max.submits(&form, &FIELDS), @"Reported as bug #1. Case [#1](thread 1) is on hold.");
    reads!(scene.case(1), @"on_hold, max, `export`, bug 1, answered in minute 0");
    scene.close().await;
}

#[tokio::test]
async fn the_developers_read_all_that_the_customer_said() {
    let (scene, _) = reported().await;
    let Scene { dora, max, .. } = &scene;
    reads!(dora, "developers", @"
    Switchboard: Bug #1 · The export fails with error 500
      │ Severity: High
      │ Status: New
      │ Reported by: @max, now
      │ Version: 2.3
      │ People affected: 1 person
      │ Cases: [#1](thread 1)
      │ Tags: `export`
      │ Links: [Message](message of ana) · [Thread](thread 1) · [Case card](card 1)
      │ Files:
      │   screen.png (20 bytes): attached
      │   log.txt (7 bytes): attached
      │ Steps to reproduce
      │ 1. Open a report
      │ 2. Press Export
      │ Expected result: —
      │ Actual result: Error 500
      │ In the customer's words
      │ The export fails with *error 500*
      │
      │ It began after the update to 2.3
      [Accept] [Need info] [Fixed] [Decline] [Duplicate]
      file: screen.png (20 bytes)
      file: log.txt (7 bytes)
      ↳ thread Bug #1 · The export fails with error 500 (0 messages)
    ");
    let card = max.sees(card(1)).await;
    assert!(card.contains("[#1](report 1)") && !card.contains("[Escalate]"), "{card}");
    scene.close().await;
}

#[tokio::test]
async fn a_case_is_reported_once_and_what_was_typed_comes_back() {
    let (scene, form) = reported().await;
    let Scene { max, .. } = &scene;
    reads!(max.runs("/escalate case:1"), @"Case #1 is already linked to bug #1, so add anything new in the thread of that bug's report.");
    reads!(max.submits(&form, &FIELDS), @"
    Case #1 is already linked to bug #1, so add anything new in the thread of that bug's report.
    Nothing was reported. Here's what you wrote, so you can copy it into a new form:
    │ Title
    │ The export fails with error 500
    │ Steps to reproduce
    │ 1. Open a report
    │ 2. Press Export
    │ Actual result
    │ Error 500
    │ Version
    │ 2.3
    ");
    scene.close().await;
}

#[tokio::test]
async fn the_files_of_a_report_outlive_the_links() {
    let (scene, _) = reported().await;
    let Scene { dora, .. } = &scene;
    scene.advance_clock(TimeDelta::hours(25));
    let report = dora.message(&report(1)).await;
    assert_eq!(scene.download(report, "log.txt").await, b"line 1\n");
    scene.close().await;
}

#[tokio::test]
async fn words_too_long_for_a_card_are_in_full_in_its_thread() {
    let scene = Scene::open().await;
    let Scene { ana, max, dora, .. } = &scene;
    let line = |number| format!("line {number:02} of a long *story*");
    let long: Vec<String> = (0..90).map(line).collect();
    ana.opens_case(&long[..60].join("\n")).await;
    for part in long[60..].chunks(10).cycle().take(20) {
        ana.writes(thread(1), &part.join("\n")).await;
    }
    let form = max.clicks(card(1), "Escalate").await.form();
    let (actual, steps) = ("x*".repeat(200), "*".repeat(1000));
    let fields = [("Actual result", &*actual), ("Steps to reproduce", &*steps)];
    max.submits(&form, &fields).await;
    let seen = dora.sees(dora.channel(report(1)).await).await;
    for line in &long {
        assert!(seen.contains(line.as_str()), "{line} is missing in\n{seen}");
    }
    assert_eq!(seen.matches("line 89 of").count(), 6, "each message, in full and once");
    scene.close().await;
}

#[tokio::test]
async fn a_file_from_the_thread_reaches_the_developers() {
    let scene = Scene::open().await;
    let Scene { ana, max, dora, .. } = &scene;
    ana.opens_case("It looks wrong").await;
    ana.writes_with_files(thread(1), "here", &[("wrong.png", b"pixels")]).await;
    let form = max.runs("/escalate case:1").await.form();
    max.submits(&form, &[("Actual result", "see the picture")]).await;
    let message = dora.message(&report(1)).await;
    assert_eq!(scene.download(message, "wrong.png").await, b"pixels");
    max.runs("/tag name:layout case:1").await;
    assert!(dora.sees(report(1)).await.contains("`layout`"), "the report follows the case");
    let file = scene.download(message, "wrong.png").await;
    assert_eq!(file, b"pixels", "an edit leaves the files alone");
    scene.close().await;
}

#[tokio::test]
async fn a_file_that_cannot_be_fetched_does_not_hold_up_the_report() {
    let scene = Scene::open().await;
    scene.expect_refusal(503, 0);
    let Scene { ana, max, dora, .. } = &scene;
    let message = ana.writes_with_files("help", "It fails", &[("log.txt", b"line")]).await;
    let route = "GET /channels/{channel}/messages/{message}";
    scene.sandbox.faults().fail_before(route, 1_000, 503, 0);
    max.flags(message).await;
    let form = max.runs("/escalate case:1").await.form();
    max.submits(&form, &[("Actual result", "nothing")]).await;
    for _ in 0..12 {
        scene.advance_and_run_due(TimeDelta::minutes(6)).await;
    }
    assert!(dora.sees(report(1)).await.contains("It fails"));
    scene.sandbox.faults().clear();
    scene.advance_and_run_due(TimeDelta::minutes(6)).await;
    scene.close().await;
}

#[tokio::test]
async fn a_deleted_report_comes_back_and_the_card_leads_to_it() {
    let scene = Scene::open().await;
    scene.expect_refusal(404, 10_008);
    let Scene { ana, max, dora, olaf, .. } = &scene;
    ana.opens_case("It fails").await;
    let form = max.runs("/escalate case:1").await.form();
    max.submits(&form, &[("Actual result", "nothing")]).await;
    let before = dora.message(&report(1)).await;
    olaf.deletes(report(1)).await;
    assert_ne!(dora.message(&report(1)).await, before);
    assert!(dora.sees("developers").await.contains("Bug #1 · It fails"));
    assert!(max.sees(card(1)).await.contains("[#1](report 1)"));
    scene.close().await;
}

#[tokio::test]
async fn an_agent_reads_what_keeps_a_report_from_the_developers() {
    let scene = Scene::open().await;
    scene.expect_refusal(403, 50_013);
    scene.expect_refusal(403, 50_001);
    scene.expect_dead_jobs();
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("The export fails").await;
    scene.deny_bot("developers", 1 << 11);
    let form = max.runs("/escalate case:1").await.form();
    reads!(max.submits(&form, &[("Actual result", "Error 500")]), @"Recorded as bug #1, and case [#1](thread 1) is on hold, but the developers can't see the report yet. I couldn't send it: I'm missing **Send Messages** in #developers. I'll send it as soon as I can.");
    scene.close().await;
}
