//! Cases join a bug or leave it, and people come and go, while somebody waits for word of it.

use chrono::TimeDelta;

use crate::{
    bugs::life::reported,
    scene::{Scene, card, reads, report, team_thread, thread},
};

/// The same with a bug of ben's, reported by mia.
async fn two_reported() -> Scene {
    let scene = reported().await;
    let Scene { ben, mia, .. } = &scene;
    ben.opens_case("Pictures are upside down").await;
    mia.runs("/claim case:2").await;
    let form = mia.runs("/escalate case:2").await.form();
    mia.submits(&form, &[("Actual result", "Upside down")]).await;
    scene
}

async fn asks(scene: &Scene, question: &str) {
    let form = scene.dora.clicks(report(1), "Need info").await.form();
    scene.dora.submits(&form, &[("What do you need to know?", question)]).await;
}

#[tokio::test]
async fn the_answer_to_a_developer_is_that_of_the_customer_who_was_asked() {
    let scene = two_reported().await;
    let Scene { ana, ben, max, dora, .. } = &scene;
    asks(&scene, "Which system?").await;
    let form = max.clicks(team_thread(1), "Ask the customer").await.form();
    max.submits(&form, &[("Message", "Which system do you use?")]).await;
    max.runs("/merge into:2 case:1").await;
    ben.writes(thread(2), "Hello? They are still upside down").await;
    ana.writes(thread(2), "I use Windows").await;
    reads!(dora, dora.channel(report(1)).await, @"
    * about Switchboard: Bug #1 · The export fails
    Switchboard: @dora asked the agents of case [#1](thread 1):
      │ Which system?
    Switchboard: @dora, @ana answered (case [#1](thread 1)):
      > Which system?
      │ I use Windows
      → pings: dora
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_bug_that_is_no_duplicate_takes_back_what_was_said_of_the_other() {
    let scene = two_reported().await;
    let Scene { ben, mia, dora, .. } = &scene;
    let form = dora.clicks(report(2), "Duplicate").await.form();
    dora.submits(&form, &[("Of which bug?", "1")]).await;
    dora.runs("/bug ship version:5.3 bug:1").await;
    mia.clicks(team_thread(2), "Send").await;
    dora.clicks(report(2), "Reopen").await;
    reads!(ben, thread(2), @"
    Switchboard: @ben Good news: this is fixed in version 5.3.
      -# Sent by @mia
      Update: it isn't fixed after all. We'll tell you here when it is. (edited)
    ");
    reads!(scene.case(2), @"on_hold, mia, bug 2");
    assert!(mia.sees(card(2)).await.contains("On hold, waiting for a bug fix"));
    scene.close().await;
}

#[tokio::test]
async fn a_case_that_has_left_a_bug_does_not_return_it() {
    let scene = reported().await;
    let Scene { ana, max, dora, .. } = &scene;
    dora.runs("/bug ship version:5.3 bug:1").await;
    max.clicks(team_thread(1), "Send").await;
    max.runs("/unlink bug:1 case:1").await;
    ana.clicks(thread(1), "Still broken").await;
    reads!(scene.case(1), @"open, max, waiting since minute 0, reopened: 1");
    let seen = dora.sees(report(1)).await;
    assert!(seen.contains("Status: Shipped in 5.3"), "{seen}");
    scene.close().await;
}

#[tokio::test]
async fn a_bug_waits_for_another_developer_when_its_own_leaves() {
    let scene = reported().await;
    let Scene { dora, max, olaf, .. } = &scene;
    dora.clicks(report(1), "Accept").await;
    let thread = dora.channel(report(1)).await;
    olaf.takes_role(dora, "Developers").await;
    reads!(olaf, thread, @"
    * about Switchboard: Bug #1 · The export fails
    Switchboard: @dora is no longer a developer, so nobody is working on this bug. If you will, press **Accept** or use `/bug take`.
    ");
    let seen = olaf.sees(report(1)).await;
    assert!(seen.contains("Status: New"), "{seen}");
    reads!(max.runs("/bug show bug:1"), @"
    Bug #1 · The export fails
    │ Status: New
    │ People affected: 1 person
    │ Links: [Report](report 1)
    │ Cases: [#1](thread 1)
    │ Last changes:
    │   2 March 2026 09:00 · Nobody works on it any more, since @dora is no longer a developer
    │   2 March 2026 09:00 · @dora accepted bug [#1](report 1)
    │   2 March 2026 09:00 · @max reported bug [#1](report 1) (normal severity)
    ");
    scene.close().await;
}

#[tokio::test]
async fn no_bug_waits_for_another_developer_while_there_is_no_role_of_developers() {
    let scene = reported().await;
    let Scene { dora, olaf, .. } = &scene;
    dora.clicks(report(1), "Accept").await;
    olaf.deletes_role("Developers").await;
    scene.restart().await;
    let seen = olaf.sees(report(1)).await;
    assert!(seen.contains("Status: Accepted by @dora"), "{seen}");
    dora.leaves().await;
    assert!(olaf.sees(report(1)).await.contains("Status: New"));
    scene.close().await;
}

#[tokio::test]
async fn a_declined_bug_that_is_reopened_is_told_to_its_customers_and_followers() {
    let scene = reported().await;
    let Scene { ana, ben, max, dora, .. } = &scene;
    ben.clicks(thread(1), "Me too").await;
    let form = dora.clicks(report(1), "Decline").await.form();
    dora.submits(&form, &[("Reason", "As designed")]).await;
    max.clicks(team_thread(1), "Send").await;
    dora.clicks(report(1), "Reopen").await;
    dora.clicks(report(1), "Fixed").await;
    scene.advance_clock(TimeDelta::minutes(1));
    max.clicks(team_thread(1), "Send").await;
    reads!(ana, thread(1), @"
    Switchboard: @ana The developers looked into this and decided not to change it. If you have questions about that, just write here.
      -# Sent by @max
      → pings: ana
    Switchboard: @ben, you had this problem too. The developers looked into it and decided not to change it.
      → pings: ben
    Switchboard: @ben, you had this problem too. It isn't settled after all: the developers have reopened it.
      → pings: ben
    Switchboard: @ana An update: the developers have reopened this. We'll keep you posted here.
      -# Sent by @max
      → pings: ana
    ");
    let seen = max.sees(team_thread(1)).await;
    assert!(seen.contains("the developers reopened bug #1.\n  Sent to @ana by @max."), "{seen}");
    scene.advance_and_run_due(TimeDelta::days(1)).await;
    scene.close().await;
}

#[tokio::test]
async fn what_developers_want_to_know_follows_the_case() {
    let scene = two_reported().await;
    let Scene { max, mia, dora, .. } = &scene;
    asks(&scene, "Which system?").await;
    max.runs("/merge into:2 case:1").await;
    reads!(mia, team_thread(2), @"
    * about Switchboard: #2 · Pictures are upside down
    Switchboard: Case #1 was merged into this case. Undo with `/unmerge case:1`.
    Switchboard: @mia, @dora has a question about bug #1:
      > Which system?
      [Answer] [Ask the customer]
      → pings: mia
    ");
    let question = mia.client.last_message("#2 · team").expect("the question");
    mia.replies(question, "Windows").await;
    reads!(dora, dora.channel(report(1)).await, @"
    * about Switchboard: Bug #1 · The export fails
    Switchboard: @dora asked the agents of case [#1](thread 1):
      │ Which system?
    Switchboard: @dora, @mia answered (case [#2](thread 2)):
      > Which system?
      │ Windows
      → pings: dora
    ");
    scene.close().await;
}

#[tokio::test]
async fn what_developers_want_to_know_is_asked_again_when_the_assignee_leaves() {
    let scene = reported().await;
    let Scene { max, mia, olaf, .. } = &scene;
    asks(&scene, "Which version?").await;
    olaf.takes_role(max, "Agents").await;
    reads!(mia, team_thread(1), @"
    * about Switchboard: #1 · The export fails
    Switchboard: @max, @dora has a question about bug #1:
      > Which version?
      [Answer] [Ask the customer]
      → pings: max
    Switchboard: @max is no longer an agent, so this case is back in the queue. Use `/claim` to take it.
    Switchboard: @dora has a question about bug #1:
      > Which version?
      [Answer] [Ask the customer]
    ");
    scene.close().await;
}
