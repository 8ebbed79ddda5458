//! Corrections of a report: of its title, severity and version.

use crate::{
    bugs::notice::reported,
    scene::{Scene, reads, report},
};

/// What a developer reads of a report's title, severity and version.
async fn shown(scene: &Scene) -> String {
    let seen = scene.dora.sees(report(1)).await;
    let is_shown =
        |line: &&str| ["Bug #1", "Severity", "Version"].iter().any(|it| line.contains(it));
    seen.lines().filter(is_shown).map(str::trim).collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn a_developer_corrects_title_severity_and_version_in_a_form() {
    let scene = reported().await;
    let Scene { dora, .. } = &scene;
    let form = dora.runs("/bug edit bug:1").await.form();
    insta::assert_snapshot!(form.text(), @"
    form: Correct bug #1
      Title*: The export fails in way 1
      Severity*: normal(Low, Normal, High, Critical)
      Version:
    ");
    let fields =
        [("Title", "Large exports fail"), ("Severity", "Critical"), ("Version", "5.2 on Windows")];
    reads!(dora.submits(&form, &fields), @"Corrected the report of bug [#1](report 1).");
    insta::assert_snapshot!(shown(&scene).await, @"
    Switchboard: Bug #1 · Large exports fail (edited)
    │ Severity: Critical
    │ Version: 5.2 on Windows
    ↳ thread Bug #1 · The export fails in way 1 (0 messages)
    ");
    let form = dora.runs_in(dora.channel(report(1)).await, "/bug edit").await.form();
    insta::assert_snapshot!(form.text(), @"
    form: Correct bug #1
      Title*: Large exports fail
      Severity*: critical(Low, Normal, High, Critical)
      Version: 5.2 on Windows
    ");
    dora.submits(&form, &[("Version", "")]).await;
    insta::assert_snapshot!(shown(&scene).await, @"
    Switchboard: Bug #1 · Large exports fail (edited)
    │ Severity: Critical
    │ Version: —
    ↳ thread Bug #1 · The export fails in way 1 (0 messages)
    ");
    scene.close().await;
}

#[tokio::test]
async fn the_agent_who_reported_a_bug_corrects_it_and_no_other_agent_does() {
    let scene = reported().await;
    let Scene { ana, max, mia, lea, olaf, .. } = &scene;
    let form = max.runs("/bug edit bug:1").await.form();
    max.submits(&form, &[("Severity", "Low")]).await;
    insta::assert_snapshot!(shown(&scene).await, @"
    Switchboard: Bug #1 · The export fails in way 1 (edited)
    │ Severity: Low
    │ Version: —
    ↳ thread Bug #1 · The export fails in way 1 (0 messages)
    ");
    reads!(mia.runs("/bug edit bug:1"), @"Only developers and @max, who reported bug #1, can correct it, so ask one of them.");
    reads!(lea.runs("/bug edit bug:1 title:Nothing"), @"Only developers and @max, who reported bug #1, can correct it, so ask one of them.");
    reads!(ana.forces("/bug edit bug:1"), @"Only agents and developers can use this; to ask a question, use `/ask`.");
    let form = max.runs("/bug edit bug:1").await.form();
    olaf.takes_role(max, "Agents").await;
    reads!(max.submits(&form, &[("Severity", "High")]), @"
    Only agents and developers can use this; to ask a question, use `/ask`.
    Nothing was done. Here's what you wrote, so you can copy it into a new form:
    │ Title
    │ The export fails in way 1
    ");
    insta::assert_snapshot!(shown(&scene).await, @"
    Switchboard: Bug #1 · The export fails in way 1 (edited)
    │ Severity: Low
    │ Version: —
    ↳ thread Bug #1 · The export fails in way 1 (0 messages)
    ");
    scene.close().await;
}

#[tokio::test]
async fn options_correct_a_report_without_a_form() {
    let scene = reported().await;
    let Scene { dora, .. } = &scene;
    dora.runs("/bug edit bug:1 title:Exports stop severity:high version:5.1").await;
    insta::assert_snapshot!(shown(&scene).await, @"
    Switchboard: Bug #1 · Exports stop (edited)
    │ Severity: High
    │ Version: 5.1
    ↳ thread Bug #1 · The export fails in way 1 (0 messages)
    ");
    dora.runs("/bug edit bug:1 severity:low").await;
    insta::assert_snapshot!(shown(&scene).await, @"
    Switchboard: Bug #1 · Exports stop (edited)
    │ Severity: Low
    │ Version: 5.1
    ↳ thread Bug #1 · The export fails in way 1 (0 messages)
    ");
    scene.close().await;
}
