//! Two cases become one, or one becomes two, while something is still to come: what people read
//! stays true.

use chrono::TimeDelta;
use sandbox::world::ThreadEdit;

use crate::scene::{Scene, card, reads, team_thread, thread};

/// Cases of ana and of ben, which have max and mia.
async fn two_cases() -> Scene {
    let scene = Scene::open().await;
    let Scene { ana, ben, max, mia, .. } = &scene;
    ana.opens_case("The export fails").await;
    ben.opens_case("The import fails").await;
    max.runs("/claim case:1").await;
    mia.runs("/claim case:2").await;
    scene
}

#[tokio::test]
async fn a_promise_is_kept_where_the_case_continues() {
    let scene = two_cases().await;
    let Scene { ana, max, mia, .. } = &scene;
    max.runs("/promise within:1h case:1").await;
    max.runs("/merge into:2 case:1").await;
    reads!(mia.runs("/queue"), @"
    **Waiting for us (1)**, most urgent first, then longest wait
    │ [#2](thread 2) · The import fails — open, promised answer due in 1 hour, assigned to @mia, waiting less than a minute · [card](card 2)
    ");
    scene.advance_and_run_due(TimeDelta::hours(2)).await;
    reads!(mia, team_thread(2), @"
    * about Switchboard: #2 · The import fails
    Switchboard: Case #1 was merged into this case. Undo with `/unmerge case:1`.
    Switchboard: @mia, an answer was promised by now, and the customer is still waiting.
      → pings: mia
    ");
    max.runs("/unmerge case:1").await;
    let seen = mia.sees(card(2)).await;
    assert!(!seen.contains("promised"), "{seen}");
    assert!(max.sees(card(1)).await.contains("promised answer due"));
    max.runs("/promise within:1h case:1").await;
    max.runs("/private case:1").await;
    reads!(ana.runs("/my-cases"), @"
    **Your questions (2)**
    │ [#3](thread 3) · The export fails (🔒 private)
    │ > @max is on it and will get back to you in 1 hour.
    │ [#1](thread 1) · The export fails
    │ > Continues in case [#3](thread 3).
    ");
    scene.close().await;
}

#[tokio::test]
async fn customers_of_merged_cases_hear_that_the_case_is_closed() {
    let scene = two_cases().await;
    let Scene { ana, ben, mia, .. } = &scene;
    mia.runs("/merge into:2 case:1").await;
    mia.runs("/close reason:solved case:2").await;
    reads!(ben, thread(2), @"
    Switchboard: @ben @ana, @mia has closed case #2 as solved. Still need help? Press **Reopen** below [the question](message of ben).
      → pings: ben, ana
    (archived and locked)
    ");
    reads!(ana.runs("/my-cases"), @"
    **Your questions (1)**
    │ [#1](thread 1) · The export fails
    │ > Continued in case [#2](thread 2), which was closed now.
    ");
    ana.runs("/reopen case:1").await;
    reads!(ben, thread(2), @"
    Switchboard: @ben @ana, @mia has closed case #2 as solved. (edited)
    Switchboard: @ben, @ana reopened this case. @mia will take another look, and you can write here again.
      → pings: ben
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_private_case_ends_when_the_one_that_it_continues_goes_on_by_itself() {
    let scene = two_cases().await;
    let Scene { ana, max, .. } = &scene;
    max.runs("/private case:1").await;
    max.runs("/unmerge case:1").await;
    reads!(scene.case(1), @"open, max, waiting since minute 0");
    reads!(scene.case(3), @"closed, max");
    reads!(ana, ana.client.last_message("#3").expect("a line"), @"
    Switchboard: @ana, this continues in #1 · The export fails, so @max has closed case #3 here. Still need help? Use `/reopen case:3` in any channel.
      → pings: ana
    ");
    reads!(ana.runs("/my-cases"), @"
    **Your questions (2)**
    │ [#1](thread 1) · The export fails
    │ > Waiting for us: you wrote now.
    │ [#3](thread 3) · The export fails (🔒 private)
    │ > Closed now.
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_customer_who_comes_back_can_read_their_private_thread() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    ana.runs("/ask question:My_login private:true").await;
    max.runs("/claim case:1").await;
    ana.leaves().await;
    ana.joins().await;
    max.writes(thread(1), "Please send the log").await;
    reads!(ana, thread(1), @"
    * Switchboard added max to the thread.
    Switchboard: @ana, welcome back! You can read this thread again, and we can read what you write here.
      → pings: ana
    max: Please send the log
    ");
    scene.close().await;
}

#[tokio::test]
async fn who_says_that_it_does_not_work_is_answered_by_name() {
    let scene = two_cases().await;
    let Scene { ana, ben, max, .. } = &scene;
    let form = max.runs("/escalate case:1").await.form();
    max.submits(&form, &[("Actual result", "Error 500")]).await;
    max.runs("/link bug:1 case:2").await;
    max.runs("/merge into:1 case:2").await;
    scene.dora.runs("/bug ship version:5.3 bug:1").await;
    max.clicks(team_thread(1), "Send").await;
    ben.clicks(thread(1), "Still broken").await;
    reads!(ana, thread(1), @"
    Switchboard: @ana @ben Good news: this is fixed in version 5.3.
      -# Sent by @max (edited)
    Switchboard: @ben, thanks for letting us know. @max will take another look. What's still going wrong?
      → pings: max
    ");
    reads!(ana.runs("/my-cases"), @"
    **Your questions (1)**
    │ [#1](thread 1) · The export fails
    │ > Waiting for us: your case was reopened now.
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_request_to_hand_a_case_over_ends_with_the_assignee() {
    let scene = two_cases().await;
    let Scene { max, mia, olaf, .. } = &scene;
    mia.runs("/assign agent:@mia case:1").await;
    olaf.takes_role(max, "Agents").await;
    reads!(mia, team_thread(1), @"
    * about Switchboard: #1 · The export fails
    Switchboard: @max, @mia asked to take over this case. (edited)
    Switchboard: @max is no longer an agent, so this case is back in the queue. Use `/claim` to take it.
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_locked_thread_asks_for_no_words() {
    let scene = two_cases().await;
    let Scene { ana, max, olaf, .. } = &scene;
    max.runs("/solve case:1").await;
    let locked = ThreadEdit { locked: Some(true), ..ThreadEdit::default() };
    olaf.client.edit_thread(olaf.channel(thread(1)).await, locked).expect("olaf moderates");
    scene.idle().await;
    reads!(ana, thread(1), @"
    Switchboard: @ana, @max thinks this is solved.
      Is it solved? The thread is locked right now. Once it's unlocked, press a button, or tell us what's still wrong. (edited)
      [Solved] [Not fixed]
    (locked)
    ");
    scene.close().await;
}
