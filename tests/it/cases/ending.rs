//! From a proposed answer to the close, and back.

use chrono::TimeDelta;
use sandbox::world::ThreadEdit;

use crate::scene::{Scene, card, reads, thread};

/// A case of ana that max has claimed.
async fn claimed() -> Scene {
    let scene = Scene::open().await;
    scene.ana.opens_case("How do I reset my password?").await;
    scene.max.clicks(card(1), "Claim").await;
    scene
}

/// The same with an answer that waits for her word.
async fn proposed() -> Scene {
    let scene = claimed().await;
    scene.max.runs("/solve summary:Use the link on the sign-in page. case:1").await;
    scene
}

#[tokio::test]
async fn the_customer_is_asked_whether_a_proposed_answer_solves_it() {
    let scene = claimed().await;
    let Scene { ana, ben, max, .. } = &scene;
    reads!(max.runs_in(thread(1), "/solve summary:Use the link on the sign-in page."), @"Asked @ana whether case [#1](thread 1) is solved. Without a reply, it closes in 3 days.");
    reads!(ana, thread(1), @"
    Switchboard: @ana, @max suggests:
      > Use the link on the sign-in page.
      Is it solved? Press a button, or tell us what's still wrong. If we don't hear from you, we'll close case #1 in 3 days.
      [Solved] [Not fixed]
      → pings: ana
    ");
    reads!(scene.case(1), @"solved, max, answered in minute 0");
    reads!(ben.clicks(thread(1), "Solved"), @"Case #1 belongs to @ana; to ask your own question, use `/ask`.");
    scene.close().await;
}

#[tokio::test]
async fn a_confirmed_answer_closes_the_case_and_its_thread() {
    let scene = proposed().await;
    let Scene { ana, max, .. } = &scene;
    reads!(ana.clicks(thread(1), "Solved"), @"
    Thanks! Case #1 is closed. If the problem comes back, use `/reopen case:1`. How did we do?
    [😀] [😐] [🙁]
    ");
    reads!(ana, "help", @"
    ana: How do I reset my password?
      ↳ thread #1 · How do I reset my password? (3 messages, archived and locked)
    ↱ to ana: How do I reset my password?
    Switchboard: Case [#1](thread 1) is solved and closed. Still need help? Press **Reopen**.
      [Reopen]
    ");
    reads!(scene.case(1), @"closed, max, answered in minute 0");
    let card = max.sees(card(1)).await;
    assert!(card.contains("[Reopen]") && !card.contains("[Claim]"), "{card}");
    assert!(scene.is_archived(ana.channel(thread(1)).await));
    scene.close().await;
}

#[tokio::test]
async fn the_card_has_a_button_that_proposes_an_answer() {
    let scene = claimed().await;
    let Scene { ana, max, .. } = &scene;
    reads!(max.clicks(card(1), "Solve"), @"Asked @ana whether case [#1](thread 1) is solved. Without a reply, it closes in 3 days.");
    reads!(ana, thread(1), @"
    Switchboard: @ana, @max thinks this is solved.
      Is it solved? Press a button, or tell us what's still wrong. If we don't hear from you, we'll close case #1 in 3 days.
      [Solved] [Not fixed]
      → pings: ana
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_case_that_is_not_fixed_is_open_again() {
    let scene = claimed().await;
    let Scene { ana, max, .. } = &scene;
    max.clicks(card(1), "Solve").await;
    reads!(ana.clicks(thread(1), "Not fixed"), @"Case [#1](thread 1) is open again, and the team knows. Tell us in the thread what's still wrong.");
    reads!(ana, thread(1), @"
    Switchboard: @ana, @max thinks this is solved. (edited)
    ↱ to Switchboard: @ana, @max thinks this is solved.…
    Switchboard: Case [#1](thread 1) is open again, and the team knows. Tell us in the thread what's still wrong.
      (only ana sees this)
    Switchboard: Thanks for letting us know. @max will take another look. What's still going wrong?
      → pings: max
    ");
    reads!(scene.case(1), @"open, max, waiting since minute 0, reopened: 1");
    assert!(max.runs("/queue").await.contains("reset my password"), "she waits again");
    scene.close().await;
}

#[tokio::test]
async fn each_attempt_has_buttons_of_its_own_and_is_counted() {
    let scene = claimed().await;
    let Scene { ana, max, .. } = &scene;
    max.clicks(card(1), "Solve").await;
    let first = ana.message(&thread(1)).await;
    ana.clicks(first, "Not fixed").await;
    max.runs("/solve summary:Please update to 2.4 case:1").await;
    reads!(ana.tries_to_click(first, "Solved"), @"(That message has no button Solved; it doesn't have any.)");
    // Words do as well as a button.
    ana.writes(thread(1), "It still fails with 2.4").await;
    reads!(scene.case(1), @"open, max, waiting since minute 0, answered in minute 0, reopened: 2");
    let shown = max.runs("/case show case:1").await;
    assert!(shown.contains("Reopened: 2 times"), "{shown}");
    scene.close().await;
}

#[tokio::test]
async fn a_silent_customer_is_reminded_once() {
    let scene = proposed().await;
    scene.advance_and_run_due(TimeDelta::hours(49)).await;
    scene.advance_and_run_due(TimeDelta::hours(1)).await;
    reads!(scene.ana, thread(1), @"
    Switchboard: @ana, @max suggests:
      > Use the link on the sign-in page.
      Is it solved? Press a button, or tell us what's still wrong. If we don't hear from you, we'll close case #1 in 23 hours. (edited)
      [Solved] [Not fixed]
    Switchboard: @ana, just checking in.
      Is it solved? Press a button, or tell us what's still wrong. If we don't hear from you, we'll close case #1 in 23 hours.
      [Solved] [Not fixed]
      → pings: ana
    ");
    scene.close().await;
}

#[tokio::test]
async fn after_an_absence_the_reminder_comes_first_and_the_rest_of_the_days_after_it() {
    let scene = proposed().await;
    scene.advance_and_run_due(TimeDelta::hours(50)).await;
    scene.stop().await;
    scene.advance_clock(TimeDelta::hours(23));
    scene.start().await;
    scene.run_due().await;
    reads!(scene.ana, "help", @"
    ana: How do I reset my password?
      ↳ thread #1 · How do I reset my password? (4 messages)
    ");
    reads!(scene.ana, thread(1), @"
    Switchboard: @ana, @max suggests:
      > Use the link on the sign-in page.
      Is it solved? Press a button, or tell us what's still wrong. If we don't hear from you, we'll close case #1 in 1 hour. (edited)
      [Solved] [Not fixed]
    Switchboard: @ana, just checking in.
      Is it solved? Press a button, or tell us what's still wrong. If we don't hear from you, we'll close case #1 in 1 hour.
      [Solved] [Not fixed]
      → pings: ana
    ");
    scene.advance_and_run_due(TimeDelta::minutes(59)).await;
    assert!(scene.case(1).await.starts_with("solved"));
    scene.advance_and_run_due(TimeDelta::minutes(1)).await;
    assert!(scene.case(1).await.starts_with("closed"));
    scene.close().await;
}

#[tokio::test]
async fn a_closed_case_takes_no_more_messages_and_commands() {
    let scene = claimed().await;
    let Scene { ana, max, .. } = &scene;
    reads!(max.runs_in(thread(1), "/close reason:moved"), @"Closed case [#1](thread 1) (moved elsewhere). Undo with `/reopen`.");
    let thread = ana.channel(thread(1)).await;
    assert!(ana.client.say(thread, "But where?").is_err(), "the thread is archived and locked");
    reads!(max.runs("/claim case:1"), @"Case #1 is closed, so reopen it first.");
    scene.close().await;
}

#[tokio::test]
async fn the_customer_reopens_a_case_from_outside_its_thread() {
    let scene = claimed().await;
    let Scene { ana, ben, caro, max, .. } = &scene;
    max.runs("/close reason:moved case:1").await;
    reads!(ben.clicks("help", "Reopen"), @"Case #1 belongs to @ana; to ask your own question, use `/ask`.");
    reads!(ana.clicks("help", "Reopen"), @"Reopened case [#1](thread 1). You can write in its thread.");
    ana.writes(thread(1), "They are not in the settings").await;
    reads!(caro, "help", @"
    ana: How do I reset my password?
      ↳ thread #1 · How do I reset my password? (5 messages)
    ↱ to ana: How do I reset my password?
    Switchboard: Case [#1](thread 1) was closed, then reopened. (edited)
    ");
    reads!(ana, thread(1), @"
    Switchboard: @ana, this continues elsewhere, so @max has closed case #1 here. (edited)
    Switchboard: @ana reopened this case. @max will take another look. What's still missing?
      → pings: max
    ana: They are not in the settings
    ");
    scene.close().await;
}

#[tokio::test]
async fn an_agent_reopens_a_case_from_its_card() {
    let scene = claimed().await;
    let Scene { max, .. } = &scene;
    reads!(max.runs("/reopen case:1"), @"Case #1 is still open, so just write in its thread.");
    max.runs("/close case:1 reason:spam").await;
    reads!(max.clicks(card(1), "Reopen"), @"Reopened case [#1](thread 1). You can write in its thread.");
    scene.close().await;
}

#[tokio::test]
async fn a_thread_that_was_archived_before_the_close_is_locked_all_the_same() {
    let scene = proposed().await;
    let Scene { ana, max, .. } = &scene;
    let id = ana.channel(thread(1)).await;
    // As Discord does after a week without a word.
    scene.expect_refusal(400, 50_083);
    scene.sandbox.change(|world| world.archive_thread(id));
    max.runs("/close case:1").await;
    assert!(scene.is_archived(id));
    let seen = ana.sees(thread(1)).await;
    assert!(!seen.contains("[Solved]"), "{seen}");
    scene.close().await;
}

#[tokio::test]
async fn nobody_reads_a_time_at_which_a_locked_case_closes() {
    let scene = proposed().await;
    let Scene { ana, max, .. } = &scene;
    let locks = async |locked| {
        let id = ana.channel(thread(1)).await;
        let edit = ThreadEdit { locked: Some(locked), ..ThreadEdit::default() };
        scene.olaf.client.edit_thread(id, edit).expect("olaf moderates");
        scene.idle().await;
    };
    locks(true).await;
    assert!(!max.sees(card(1)).await.contains("closes"));
    assert!(!ana.sees(thread(1)).await.contains("we'll close case"));
    ana.opens_case("Another thing").await;
    let other = ana.channel(thread(2)).await;
    let edit = ThreadEdit { locked: Some(true), ..ThreadEdit::default() };
    scene.olaf.client.edit_thread(other, edit).expect("olaf moderates");
    scene.idle().await;
    reads!(max.runs("/solve case:2"), @"Asked @ana whether case [#2](thread 2) is solved. Their thread is locked, so the case doesn't close by itself until someone unlocks it.");
    scene.advance_and_run_due(TimeDelta::days(9)).await;
    reads!(scene.case(1), @"solved, max, answered in minute 0");
    locks(false).await;
    assert!(max.sees(card(1)).await.contains("closes in"));
    assert!(ana.sees(thread(1)).await.contains("we'll close case #1 in"));
    scene.close().await;
}
