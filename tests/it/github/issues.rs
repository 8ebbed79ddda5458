//! A bug gets an issue, and the issue follows what is decided in Discord.

use chrono::TimeDelta;

use crate::{
    github::stand_in::{Fault, reports, with_repository},
    scene::{Scene, reads, report},
};

#[tokio::test]
async fn a_bug_gets_an_issue() {
    let (scene, github) = with_repository().await;
    reports(&scene, "The export fails").await;
    insta::assert_snapshot!(github.reads(1), @"
    The export fails [open, ]
    - Bug 1 of the support team: [report in Discord](REPORT)
    - Severity: normal
    - Customers affected: 1

    ### Actual result

    ```text
    Error 500
    ```

    ### In the customer's words

    ```text
    The export fails
    ```

    <sub>Written by Switchboard, which overwrites changes to this text.</sub>
    ");
    assert_eq!(github.count("POST /repos/lantern/app/issues"), 1);
    scene.close().await;
}

#[tokio::test]
async fn the_report_links_to_the_issue() {
    let (scene, _) = with_repository().await;
    reports(&scene, "The export fails").await;
    reads!(scene.dora, report(1), @"
    Switchboard: Bug #1 · The export fails (edited)
      │ Severity: Normal
      │ Status: New
      │ Reported by: @max, now
      │ Version: —
      │ People affected: 1 person
      │ Cases: [#1](thread 1)
      │ Tags: None
      │ GitHub: [lantern/app#1](https://github.com/lantern/app/issues/1)
      │ Links: [Message](message of ana) · [Thread](thread 1) · [Case card](card 1)
      │ Steps to reproduce
      │ —
      │ Expected result: —
      │ Actual result: Error 500
      │ In the customer's words
      │ The export fails
      [Accept] [Need info] [Fixed] [Decline] [Duplicate]
      ↳ thread Bug #1 · The export fails (0 messages)
    ");
    scene.close().await;
}

#[tokio::test]
async fn what_people_wrote_is_no_markup_on_github() {
    let (scene, github) = with_repository().await;
    let Scene { ana, max, .. } = &scene;
    let words = "It fails\n````\n@octocat closes #12, see www.evil.example &copy;\n---\n    four";
    ana.opens_case(words).await;
    max.runs("/claim case:1").await;
    let form = max.runs("/escalate case:1").await.form();
    let fields = [
        ("Steps to reproduce", "```\n# no heading\n```"),
        ("Actual result", "<script>"),
        ("Version", "`5` #7"),
    ];
    max.submits(&form, &fields).await;
    let read = github.reads(1);
    let (agents, customers) = read.split_once("### In").expect("both");
    assert!(agents.contains("````text\n```\n# no heading\n```\n````"), "{agents}");
    assert!(agents.contains("- Version: `` `5` #7 ``"), "{agents}");
    insta::assert_snapshot!(customers, @"
     the customer's words

    `````text
    It fails
    ````
    @octocat closes #12, see www.evil.example &copy;
    ---
        four
    `````

    <sub>Written by Switchboard, which overwrites changes to this text.</sub>
    ");
    scene.close().await;
}

#[tokio::test]
async fn an_issue_has_no_ids_of_discord_in_what_people_wrote() {
    let (scene, github) = with_repository().await;
    let Scene { ana, max, .. } = &scene;
    let help = max.channel("help").await;
    let asks = format!("<@{}>, the map in <#{help}> is empty <:sad:123456789012345678>", max.id());
    ana.opens_case(&asks).await;
    let form = max.runs("/escalate case:1").await.form();
    let actual = format!("<@{}> sees nothing since <t:1772442000:f>", ana.id());
    max.submits(&form, &[("Actual result", &*actual)]).await;
    let read = github.reads(1);
    assert!(read.contains("@member, the map in #channel is empty :sad:"), "{read}");
    assert!(read.contains("@member sees nothing since 2026-03-02 09:00 UTC"), "{read}");
    scene.close().await;
}

#[tokio::test]
async fn an_issue_is_made_once_though_the_answer_is_lost() {
    let (scene, github) = with_repository().await;
    github.fails([Fault::AfterDoing]);
    reports(&scene, "The export fails").await;
    scene.advance_and_run_due(TimeDelta::minutes(1)).await;
    assert_eq!((github.issues(), github.count("POST /repos/lantern/app/issues")), (1, 1));
    let report = scene.dora.sees(report(1)).await;
    assert!(report.contains("GitHub: [lantern/app#1]"), "{report}");
    scene.close().await;
}

#[tokio::test]
async fn nothing_is_lost_while_github_is_down() {
    let (scene, github) = with_repository().await;
    github.fails([Fault::Instead(503), Fault::Instead(500), Fault::Limited(120)]);
    reports(&scene, "The export fails").await;
    assert_eq!(github.count("POST /repos/lantern/app/issues"), 1, "no storm");
    for _ in 0..2 {
        scene.advance_and_run_due(TimeDelta::seconds(20)).await;
    }
    assert_eq!(github.count("POST /repos/lantern/app/issues"), 3);
    scene.advance_and_run_due(TimeDelta::seconds(100)).await;
    assert_eq!(github.count("POST /repos/lantern/app/issues"), 3, "GitHub wants two minutes");
    scene.dora.clicks(report(1), "Fixed").await;
    scene.advance_and_run_due(TimeDelta::seconds(30)).await;
    assert_eq!((github.issues(), github.state(1).as_str()), (1, "closed, completed"));
    scene.close().await;
}

#[tokio::test]
async fn the_issue_follows_the_bug() {
    let (scene, github) = with_repository().await;
    let Scene { dora, .. } = &scene;
    reports(&scene, "The export fails").await;
    dora.clicks(report(1), "Fixed").await;
    assert_eq!(github.state(1), "closed, completed");
    let form = dora.clicks(report(1), "Shipped").await.form();
    dora.submits(&form, &[("Version with the fix", "5.3")]).await;
    assert!(github.reads(1).contains("- Shipped in `5.3`"));
    dora.clicks(report(1), "Reopen").await;
    assert_eq!(github.state(1), "open, reopened");
    let form = dora.clicks(report(1), "Decline").await.form();
    dora.submits(&form, &[("Reason", "As designed")]).await;
    assert_eq!(github.state(1), "closed, not_planned");
    assert!(!github.reads(1).contains("As designed"));
    scene.close().await;
}

#[tokio::test]
async fn a_duplicate_names_the_issue_of_the_other_bug() {
    let (scene, github) = with_repository().await;
    reports(&scene, "The export fails").await;
    reports(&scene, "Login is slow").await;
    let form = scene.dora.clicks(report(2), "Duplicate").await.form();
    scene.dora.submits(&form, &[("Of which bug?", "1")]).await;
    assert_eq!(github.state(2), "closed, duplicate");
    assert!(github.reads(2).contains("- Duplicate of lantern/app#1"));
    scene.close().await;
}

#[tokio::test]
async fn words_of_a_private_case_stay_in_discord() {
    let (scene, github) = with_repository().await;
    scene.olaf.runs("/setup mode:private").await;
    reports(&scene, "My secret number is 4711").await;
    insta::assert_snapshot!(github.reads(1), @"
    Bug 1 [open, ]
    - Bug 1 of the support team: [report in Discord](REPORT)
    - Severity: normal
    - Customers affected: 1

    ### Actual result

    ```text
    Error 500
    ```

    <sub>Written by Switchboard, which overwrites changes to this text.</sub>
    ");
    scene.close().await;
}

#[tokio::test]
async fn the_title_of_a_private_case_stays_in_discord_though_it_is_linked_no_more() {
    let (scene, github) = with_repository().await;
    scene.olaf.runs("/setup mode:private").await;
    reports(&scene, "My secret number is 4711").await;
    scene.max.runs("/unlink bug:1 case:1").await;
    scene.dora.clicks(report(1), "Accept").await;
    assert!(!github.reads(1).contains("4711"), "{}", github.reads(1));
    scene.close().await;
}

#[tokio::test]
async fn a_server_may_keep_all_words_in_discord() {
    let (scene, github) = with_repository().await;
    reports(&scene, "My secret number is 4711").await;
    assert!(github.reads(1).contains("4711"));
    scene.olaf.runs("/setup github:lantern/app -words").await;
    reports(&scene, "My other number is 4712").await;
    assert!(!github.reads(2).contains("4712"), "{}", github.reads(2));
    scene.close().await;
}

#[tokio::test]
async fn erased_words_leave_the_issue_too() {
    let (scene, github) = with_repository().await;
    let Scene { ana, olaf, .. } = &scene;
    let question = ana.opens_case("My secret number is 4711").await;
    let form = scene.max.runs("/escalate case:1").await.form();
    scene.max.submits(&form, &[("Actual result", "Error 500")]).await;
    assert!(github.reads(1).contains("4711"));
    olaf.runs("/setup github:off").await;
    ana.client.delete(question).expect("it is hers");
    scene.idle().await;
    assert!(!github.reads(1).contains("4711"), "{}", github.reads(1));
    scene.close().await;
}

#[tokio::test]
async fn what_github_refuses_for_good_waits_for_a_person() {
    let (scene, github) = with_repository().await;
    scene.expect_dead_jobs();
    github.fails([Fault::Instead(403)]);
    reports(&scene, "The export fails").await;
    scene.advance_and_run_due(TimeDelta::hours(1)).await;
    assert_eq!(github.count("POST /repos/lantern/app/issues"), 1);
    scene.olaf.runs("/setup github:lantern/app").await;
    scene.run_due().await;
    assert_eq!(github.issues(), 1);
    scene.close().await;
}
