//! Customers who wait for a bug hear how far it is, every few days.

use chrono::TimeDelta;

use crate::scene::{Scene, card, reads, report, team_thread, thread};

/// A case of max that waits for a bug that nobody has looked at.
async fn waiting() -> Scene {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("The export fails").await;
    max.clicks(card(1), "Claim").await;
    let form = max.runs("/escalate case:1").await.form();
    max.submits(&form, &[("Actual result", "Error 500")]).await;
    scene
}

#[tokio::test]
async fn an_agent_sends_a_customer_how_far_the_bug_is() {
    let scene = waiting().await;
    let Scene { ana, max, .. } = &scene;
    scene.advance_and_run_due(TimeDelta::days(6)).await;
    reads!(max.runs("/queue"), @"Nobody is waiting for an answer.");
    scene.advance_and_run_due(TimeDelta::days(1)).await;
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · The export fails
    Switchboard: @max, the customer hasn't heard about bug #1 for a while. No one has started on it yet.
      @ana will read this when you send it:
      > @ana A quick update: the developers have your report, but no one has started on it yet. We'll keep you posted here.
      [Send] [Edit]
      → pings: max
    ");
    reads!(max.runs("/queue"), @"
    **Waiting for us (1)**, most urgent first, then longest wait
    │ [#1](thread 1) · The export fails — on hold, update on bug #1 due, assigned to @max, waiting 7 d 0 h · [card](card 1) · **next for you**
    ");
    reads!(max.clicks(team_thread(1), "Send"), @"Posted in case [#1](thread 1).");
    reads!(ana, thread(1), @"
    Switchboard: @ana A quick update: the developers have your report, but no one has started on it yet. We'll keep you posted here.
      -# Sent by @max
      → pings: ana
    ");
    reads!(scene.case(1), @"on_hold, max, bug 1, waiting since minute 0");
    scene.advance_and_run_due(TimeDelta::days(6)).await;
    reads!(max.runs("/queue"), @"Nobody is waiting for an answer.");
    scene.close().await;
}

#[tokio::test]
async fn a_server_may_have_updates_sent_right_away_or_not_at_all() {
    let scene = waiting().await;
    let Scene { ana, dora, olaf, .. } = &scene;
    olaf.runs("/setup send_bug_news:true bug_updates:3d").await;
    dora.clicks(report(1), "Accept").await;
    scene.advance_and_run_due(TimeDelta::days(3)).await;
    reads!(ana, thread(1), @"
    Switchboard: @ana A quick update: the developers are working on this, but there's no fix yet. We'll keep you posted here.
      → pings: ana
    ");
    dora.clicks(report(1), "Fixed").await;
    scene.advance_and_run_due(TimeDelta::days(3)).await;
    reads!(ana, thread(1), @"
    Switchboard: @ana A quick update: the developers are working on this, but there's no fix yet. We'll keep you posted here.
      → pings: ana
    Switchboard: @ana A quick update: the developers have fixed this, but the fix isn't in a released version yet. We'll tell you here when it is.
      → pings: ana
    ");
    olaf.runs("/setup bug_updates:off").await;
    let before = ana.sees(thread(1)).await;
    scene.advance_and_run_due(TimeDelta::days(30)).await;
    assert_eq!(ana.sees(thread(1)).await, before);
    scene.close().await;
}

#[tokio::test]
async fn an_update_that_is_not_so_any_more_is_withdrawn_and_made_anew() {
    let scene = waiting().await;
    let Scene { max, dora, .. } = &scene;
    scene.advance_and_run_due(TimeDelta::days(7)).await;
    dora.clicks(report(1), "Accept").await;
    scene.run_due().await;
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · The export fails
    Switchboard: @max, the customer hasn't heard about bug #1 for a while. No one has started on it yet.
      Not sent, because it's no longer so. `/case history` and `/bug show` say why. (edited)
    Switchboard: @max, the customer hasn't heard about bug #1 for a while. The developers are working on it.
      @ana will read this when you send it:
      > @ana A quick update: the developers are working on this, but there's no fix yet. We'll keep you posted here.
      [Send] [Edit]
      → pings: max
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_customer_who_hears_something_else_needs_no_update() {
    let scene = waiting().await;
    let Scene { max, .. } = &scene;
    scene.advance_and_run_due(TimeDelta::days(7)).await;
    max.writes(thread(1), "We're on it. Sorry that it takes so long!").await;
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · The export fails
    Switchboard: @max, the customer hasn't heard about bug #1 for a while. No one has started on it yet.
      Not sent, because it's no longer so. `/case history` and `/bug show` say why. (edited)
    ");
    reads!(max.runs("/queue"), @"Nobody is waiting for an answer.");
    scene.advance_and_run_due(TimeDelta::days(6)).await;
    reads!(max.runs("/queue"), @"Nobody is waiting for an answer.");
    scene.close().await;
}

#[tokio::test]
async fn nobody_hears_more_often_than_once_a_day() {
    let scene = waiting().await;
    let Scene { olaf, .. } = &scene;
    reads!(olaf.runs("/setup bug_updates:1h"), @"“bug_updates” must be between `1d` and `90d`, so choose something in between.");
    reads!(olaf.runs("/setup bug_updates:soon"), @"I don't understand the time in “bug_updates”; try `30m`, `4h` or `2d`.");
    scene.close().await;
}

#[tokio::test]
async fn nobody_reads_that_a_bug_is_worked_on_once_its_developer_is_gone() {
    let scene = waiting().await;
    let Scene { max, dora, olaf, .. } = &scene;
    dora.clicks(report(1), "Accept").await;
    scene.advance_and_run_due(TimeDelta::days(7)).await;
    assert!(max.sees(team_thread(1)).await.contains("The developers are working on it."));
    olaf.takes_role(dora, "Developers").await;
    scene.run_due().await;
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · The export fails
    Switchboard: @max, the customer hasn't heard about bug #1 for a while. The developers are working on it.
      Not sent, because it's no longer so. `/case history` and `/bug show` say why. (edited)
    Switchboard: @max, the customer hasn't heard about bug #1 for a while. No one has started on it yet.
      @ana will read this when you send it:
      > @ana A quick update: the developers have your report, but no one has started on it yet. We'll keep you posted here.
      [Send] [Edit]
      → pings: max
    ");
    scene.close().await;
}
