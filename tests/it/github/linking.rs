//! A bug gets an issue that exists already.

use serde_json::json;

use crate::{
    github::stand_in::{before_choice, reports, with_webhook},
    scene::{Scene, reads, report},
};

#[tokio::test]
async fn a_developer_links_an_issue() {
    let (scene, github) = before_choice(None).await;
    let Scene { dora, olaf, .. } = &scene;
    reports(&scene, "The export fails").await;
    let number = github.makes("Export is broken");
    reads!(dora.runs("/bug edit bug:1 github:1"), @"This server has no repository on GitHub; someone with Manage Server can choose one with `/setup github:`.");
    olaf.runs("/setup github:lantern/app").await;
    reads!(dora.runs("/bug edit bug:1 github:#1"), @"Bug [#1](report 1) and issue [lantern/app#1](https://github.com/lantern/app/issues/1) are linked: a change to one changes the other.");
    assert!(dora.sees(report(1)).await.contains("GitHub: [lantern/app#1]"));
    dora.clicks(report(1), "Fixed").await;
    assert_eq!(github.state(number), "closed, completed");
    let body = github.changes(number, &json!({}))["body"].clone();
    assert_eq!(body, "By hand", "only its state is the bot's to write");
    scene.close().await;
}

#[tokio::test]
async fn a_bug_follows_an_issue_that_is_closed_already() {
    let (scene, github, _) = with_webhook().await;
    reports(&scene, "The export fails").await;
    let number = github.makes("Export is broken");
    github.closes(number, "completed");
    scene.dora.runs("/bug edit bug:1 github:https://github.com/lantern/app/issues/2").await;
    let shown = scene.dora.sees(report(1)).await;
    assert!(shown.contains("Status: Fixed") && shown.contains("lantern/app#2"), "{shown}");
    scene.close().await;
}

#[tokio::test]
async fn only_an_issue_that_is_free_can_be_linked() {
    let (scene, github, _) = with_webhook().await;
    let Scene { dora, .. } = &scene;
    reports(&scene, "The export fails").await;
    reports(&scene, "Login is slow").await;
    reads!(dora.runs("/bug edit bug:2 github:1"), @"Issue #1 belongs to bug #1 already; if both are the same, mark one as a duplicate.");
    reads!(dora.runs("/bug edit bug:2 github:99"), @"There's no issue #99 in the repository, or my token can't see it; check the number.");
    reads!(dora.runs("/bug edit bug:2 github:other/app#1"), @"That issue is in another repository; this server works with lantern/app, so choose one from there.");
    reads!(dora.runs("/bug edit bug:2 github:nonsense"), @"That's not an issue on GitHub; write its number, such as `12`, or paste its address.");
    reads!(dora.runs("/bug edit bug:2 github:off"), @"Bug [#2](report 2) no longer has an issue. On GitHub, the issue stays as it is.");
    reads!(dora.runs("/bug edit bug:2 github:off"), @"Bug #2 has no issue on GitHub; link one with its number, such as `github:12`.");
    assert_eq!(github.state(2), "open, none");
    scene.close().await;
}

#[tokio::test]
async fn only_developers_and_the_reporter_choose_the_issue_of_a_bug() {
    let (scene, github, _) = with_webhook().await;
    reports(&scene, "The export fails").await;
    let number = github.makes("Export is broken");
    for line in
        [format!("/bug edit bug:1 github:{number}"), "/bug edit bug:1 github:off".to_owned()]
    {
        let answer = scene.mia.runs(&line).await;
        assert!(answer.contains("Only developers and @max"), "{answer}");
    }
    scene.close().await;
}
