//! What counts from the moment at which it is in Discord: proposals, reminders and answers.

use std::time::Duration;

use chrono::TimeDelta;
use sandbox::world::ThreadEdit;

use crate::scene::{Line, Scene, card, on_card, opening, reads, team_thread, thread};

const MANAGE_THREADS: u64 = 1 << 34;
const SEND_MESSAGES_IN_THREADS: u64 = 1 << 38;

/// A case of ana that max has claimed, in whose thread the bot may not write any more.
async fn muted() -> Scene {
    let scene = Scene::open().await;
    scene.expect_refusal(403, 50_013);
    scene.ana.opens_case("The export fails").await;
    scene.max.clicks(card(1), "Claim").await;
    scene.deny_bot("help", SEND_MESSAGES_IN_THREADS);
    scene.idle().await;
    scene
}

/// The bot may write again.
async fn unmute(scene: &Scene) {
    scene.allow_bot("help");
    scene.idle().await;
    scene.run_due().await;
}

#[tokio::test]
async fn a_case_whose_customer_was_never_asked_does_not_close() {
    let scene = muted().await;
    let Scene { ana, max, .. } = &scene;
    let told = max.runs("/solve summary:Update to 2.4 case:1").await;
    assert!(told.contains("hasn't been asked"), "{told}");
    reads!(scene.case(1), @"open, max, waiting since minute 0");
    for _ in 0..40 {
        scene.advance_and_run_due(TimeDelta::days(1)).await;
    }
    reads!(scene.case(1), @"open, max, waiting since minute 0");
    unmute(&scene).await;
    reads!(ana, thread(1), @"
    Switchboard: @ana, @max suggests:
      > Update to 2.4
      Is it solved? Press a button, or tell us what's still wrong. If we don't hear from you, we'll close case #1 in 3 days.
      [Solved] [Not fixed]
      → pings: ana
    ");
    reads!(scene.case(1), @"solved, max, answered in minute 57600");
    scene.advance_and_run_due(TimeDelta::hours(47)).await;
    assert!(scene.case(1).await.starts_with("solved"));
    scene.advance_and_run_due(TimeDelta::hours(2)).await;
    scene.advance_and_run_due(TimeDelta::hours(24)).await;
    assert!(scene.case(1).await.starts_with("closed"));
    scene.close().await;
}

#[tokio::test]
async fn an_answer_stops_the_clock_when_the_customer_can_read_it() {
    let scene = muted().await;
    let Scene { ana, max, lea, .. } = &scene;
    lea.runs("/snippet add name:logs text:Please send the log, {customer}.").await;
    let told = max.runs("/reply snippet:logs case:1").await;
    assert!(told.contains("isn't in the thread"), "{told}");
    reads!(scene.case(1), @"open, max, waiting since minute 0");
    assert!(max.runs("/queue").await.contains("The export fails"));
    scene.advance_clock(TimeDelta::minutes(25));
    unmute(&scene).await;
    reads!(ana, thread(1), @"
    Switchboard: Please send the log, @ana.
      -# Sent by @max
      → pings: ana
    ");
    reads!(scene.case(1), @"pending, max, answered in minute 25");
    scene.close().await;
}

#[tokio::test]
async fn a_case_does_not_close_before_its_reminder_is_in_the_thread() {
    let scene = Scene::open().await;
    scene.expect_refusal(403, 50_013);
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("The export fails").await;
    max.runs("/solve case:1").await;
    scene.deny_bot("help", SEND_MESSAGES_IN_THREADS);
    scene.idle().await;
    scene.advance_and_run_due(TimeDelta::hours(48)).await;
    scene.advance_and_run_due(TimeDelta::days(20)).await;
    assert!(scene.case(1).await.starts_with("solved"));
    unmute(&scene).await;
    assert!(ana.sees(thread(1)).await.contains("just checking in"));
    scene.advance_and_run_due(TimeDelta::hours(23)).await;
    assert!(scene.case(1).await.starts_with("solved"));
    scene.advance_and_run_due(TimeDelta::hours(2)).await;
    assert!(scene.case(1).await.starts_with("closed"));
    scene.close().await;
}

/// A case whose question is in its thread, though the bot never heard that it was posted.
async fn asked_without_an_answer_from_discord() -> Scene {
    let scene = Scene::open().await;
    scene.expect_refusal(0, 0);
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("The export fails").await;
    scene.sandbox.faults().fail_after("POST /channels/{channel}/messages", 1);
    max.client.command("desk", "/solve case:1").await;
    assert!(ana.sees(thread(1)).await.contains("[Solved] [Not fixed]"));
    scene
}

#[tokio::test]
async fn a_question_that_is_answered_before_the_bot_knows_of_it_counts() {
    let scene = asked_without_an_answer_from_discord().await;
    let Scene { ana, max, .. } = &scene;
    ana.clicks(thread(1), "Not fixed").await;
    max.runs("/solve case:1").await;
    scene.advance_and_run_due(TimeDelta::minutes(1)).await;
    reads!(ana, thread(1), @"
    Switchboard: @ana, @max thinks this is solved. (edited)
    ↱ to Switchboard: @ana, @max thinks this is solved.…
    Switchboard: Case [#1](thread 1) is open again, and the team knows. Tell us in the thread what's still wrong.
      (only ana sees this)
    Switchboard: Thanks for letting us know. @max will take another look. What's still going wrong?
      → pings: max
    Switchboard: @ana, @max thinks this is solved.
      Is it solved? Press a button, or tell us what's still wrong. If we don't hear from you, we'll close case #1 in 3 days.
      [Solved] [Not fixed]
      → pings: ana
    ");
    reads!(max.runs("/case history case:1"), @"
    **History**, oldest first
    #1 · The export fails
    │ 2 March 2026 09:00 · @max opened it
    │ 2 March 2026 09:00 · @max claimed it
    │ 2 March 2026 09:00 · @max proposed a solution
    │ 2 March 2026 09:00 · @ana said it isn't fixed
    │ 2 March 2026 09:00 · @max proposed a solution (attempt 2)
    ");
    ana.clicks(thread(1), "Solved").await;
    assert!(scene.case(1).await.starts_with("closed"));
    scene.close().await;
}

#[tokio::test]
async fn a_question_loses_its_buttons_though_it_was_answered_before_the_bot_knew_of_it() {
    let scene = asked_without_an_answer_from_discord().await;
    let Scene { ana, .. } = &scene;
    ana.clicks(thread(1), "Solved").await;
    scene.advance_and_run_due(TimeDelta::minutes(1)).await;
    assert!(scene.case(1).await.starts_with("closed"));
    let seen = ana.sees(thread(1)).await;
    assert!(!seen.contains("[Not fixed]"), "{seen}");
    scene.close().await;
}

#[tokio::test]
async fn a_question_loses_its_buttons_if_the_customer_writes_before_the_bot_knows_of_it() {
    let scene = asked_without_an_answer_from_discord().await;
    let Scene { ana, max, .. } = &scene;
    ana.writes(thread(1), "It still fails").await;
    scene.advance_and_run_due(TimeDelta::seconds(30)).await;
    reads!(scene.case(1), @"open, max, waiting since minute 0");
    reads!(ana, thread(1), @"
    Switchboard: @ana, @max thinks this is solved. (edited)
    ana: It still fails
    ");
    reads!(max.runs("/case history case:1"), @"
    **History**, oldest first
    #1 · The export fails
    │ 2 March 2026 09:00 · @max opened it
    │ 2 March 2026 09:00 · @max claimed it
    │ 2 March 2026 09:00 · @ana (customer) [wrote](message of ana)
    │ 2 March 2026 09:00 · @max proposed a solution
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_question_that_discord_took_is_not_given_up_if_a_second_try_is_refused() {
    let scene = asked_without_an_answer_from_discord().await;
    scene.expect_refusal(400, 200_000);
    scene.sandbox.faults().fail_before("POST /channels/{channel}/messages", 1, 400, 200_000);
    scene.advance_and_run_due(TimeDelta::seconds(30)).await;
    assert!(scene.case(1).await.starts_with("solved"));
    scene.close().await;
}

#[tokio::test]
async fn a_question_has_its_buttons_though_it_was_asked_while_the_case_was_drawn() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("The export fails").await;
    scene.sandbox.faults().slow("*", Duration::from_millis(150));
    tokio::join!(
        max.client.command("desk", "/note text:Looking case:1"),
        max.client.command("desk", "/claim case:1"),
        max.client.command("desk", "/solve case:1"),
    );
    scene.idle().await;
    scene.sandbox.faults().clear();
    assert!(scene.case(1).await.starts_with("solved"));
    let seen = ana.sees(thread(1)).await;
    assert!(seen.contains("[Solved] [Not fixed]"), "{seen}");
    scene.close().await;
}

#[tokio::test]
async fn a_line_that_tells_of_a_close_follows_a_reopening_that_came_in_between() {
    let scene = Scene::open().await;
    let Scene { ana, max, mia, .. } = &scene;
    ana.opens_case("The export fails").await;
    scene.sandbox.faults().slow("*", Duration::from_millis(150));
    max.client.command("desk", "/close reason:moved case:1").await;
    mia.client.command("desk", "/reopen case:1").await;
    scene.idle().await;
    scene.sandbox.faults().clear();
    let seen = ana.sees("help").await;
    assert!(seen.contains("was closed, then reopened"), "{seen}");
    assert!(!seen.contains("[Reopen]"), "{seen}");
    scene.close().await;
}

#[tokio::test]
async fn the_desk_reads_which_permission_is_missing_and_that_it_is_back() {
    let scene = muted().await;
    let Scene { max, lea, .. } = &scene;
    lea.runs("/snippet add name:logs text:Please send the log.").await;
    reads!(max.runs("/reply snippet:logs case:1"), @"Your reply isn't in the thread of case [#1](thread 1) yet. I couldn't send it: I'm missing **Send Messages in Threads** in #help. I'll send it as soon as I can.");
    reads!(max.runs("/solve case:1"), @"@ana hasn't been asked yet whether case [#1](thread 1) is solved. I couldn't send it: I'm missing **Send Messages in Threads** in #help. I'll send it as soon as I can.");
    reads!(max, on_card(1, Line::Known), @"**Problem:** I couldn't post the reply: I'm missing **Send Messages in Threads** in #help");
    unmute(&scene).await;
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · The export fails
    Switchboard: @max: I couldn't post the reply: I'm missing **Send Messages in Threads** in #help. Grant me the permission, and I'll continue right away. Until then, messages to the customer wait.
      → pings: max
    Switchboard: I can reach the customer again, and I've sent what was waiting.
    ");
    reads!(max, on_card(1, Line::Known), @"");
    scene.close().await;
}

#[tokio::test]
async fn the_history_tells_that_the_customer_could_not_be_reached() {
    let scene = muted().await;
    scene.max.runs("/solve summary:Update to 2.4 case:1").await;
    scene.advance_clock(TimeDelta::minutes(30));
    unmute(&scene).await;
    reads!(scene.max.runs("/case history case:1"), @"
    **History**, oldest first
    #1 · The export fails
    │ 2 March 2026 09:00 · @max opened it
    │ 2 March 2026 09:00 · @max claimed it
    │ 2 March 2026 09:00 · Switchboard couldn't ask the customer whether it's solved: I'm missing **Send Messages in Threads** in #help
    │ 2 March 2026 09:30 · @max proposed a solution
    │ 2 March 2026 09:30 · The customer could be reached again
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_case_without_room_for_its_thread_says_so_and_gets_it_later() {
    let scene = Scene::open().await;
    scene.expect_refusal(400, 160_006);
    let Scene { ana, max, .. } = &scene;
    scene.sandbox.change(|world| world.active_thread_limit = 0);
    let question = ana.writes("help", "The export fails").await;
    reads!(max.flags(question), @"Opened case #1, but @ana hasn't received the greeting yet. I couldn't send it: the server has reached Discord's limit for active threads. I'll send it as soon as I can.");
    reads!(ana.runs("/ask question:And how do I print?"), @"Thanks! Your question is case #2, and the team has it. Its thread isn't open yet. I'll mention you there as soon as it is.");
    reads!(max.clicks(card(1), "Claim"), @"Case #1 is yours, but it has no thread. Its card says why.");
    let seen = max.sees(card(1)).await;
    assert!(seen.contains("Discord's limit for active threads"), "{seen}");
    assert!(seen.contains("(message of ana)") && !seen.contains("(thread"), "{seen}");
    scene.sandbox.change(|world| world.active_thread_limit = 1_000);
    scene.advance_and_run_due(TimeDelta::minutes(6)).await;
    assert!(ana.sees(opening(1)).await.contains("case #1"));
    assert!(ana.sees(opening(2)).await.contains("case #2"));
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · The export fails
    Switchboard: I couldn't open the customer's thread: the server has reached Discord's limit for active threads. Archive threads you no longer need. I'll try again every few minutes. Until then, messages to the customer wait.
    Switchboard: I can reach the customer again, and I've sent what was waiting.
    ");
    scene.close().await;
}

#[tokio::test]
async fn an_answer_with_blocked_words_keeps_no_other_from_the_customer() {
    let scene = Scene::open().await;
    scene.expect_refusal(400, 200_000);
    let Scene { ana, max, lea, .. } = &scene;
    ana.opens_case("The export fails").await;
    scene.sandbox.change(|world| world.blocked_words = vec!["rubbish".to_owned()]);
    lea.runs("/snippet add name:bad text:Your log is rubbish.").await;
    lea.runs("/snippet add name:good text:Please send the log.").await;
    reads!(max.runs("/reply snippet:bad case:1"), @"Your reply isn't in the thread of case [#1](thread 1). I won't send it: AutoMod blocks words in it. Try other words.");
    reads!(max.runs("/solve summary:The log was rubbish case:1"), @"@ana hasn't been asked whether case [#1](thread 1) is solved. I won't send it: AutoMod blocks words in it. Try other words.");
    assert!(scene.case(1).await.contains("waiting since minute 0"));
    max.runs("/reply snippet:good case:1").await;
    reads!(ana, thread(1), @"
    Switchboard: Please send the log.
      -# Sent by @max
    ");
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · The export fails
    Switchboard: @max: I couldn't post the reply: AutoMod blocks words in it. I won't try again. Try other words.
      → pings: max
    Switchboard: @max: I couldn't ask the customer whether it's solved: AutoMod blocks words in it. I won't try again. Try other words.
      → pings: max
    ");
    max.runs("/solve case:1").await;
    assert!(ana.sees(thread(1)).await.contains("[Solved] [Not fixed]"));
    scene.close().await;
}

#[tokio::test]
async fn what_waits_for_a_locked_thread_is_sent_when_somebody_unlocks_it() {
    let scene = Scene::open().await;
    scene.expect_refusal(400, 160_005);
    let Scene { ana, max, .. } = &scene;
    let id = ana.opens_case("The export fails").await;
    scene.deny_bot("help", MANAGE_THREADS);
    let edit = ThreadEdit { locked: Some(true), ..ThreadEdit::default() };
    max.client.edit_thread(id, edit).expect("max moderates");
    scene.idle().await;
    reads!(max.runs("/solve case:1"), @"@ana hasn't been asked yet whether case [#1](thread 1) is solved. I couldn't send it: the thread is locked. I'll send it as soon as I can.");
    let edit = ThreadEdit { locked: Some(false), ..ThreadEdit::default() };
    max.client.edit_thread(id, edit).expect("max moderates");
    scene.idle().await;
    let seen = ana.sees(thread(1)).await;
    assert_eq!(seen.matches("thinks this is solved").count(), 1, "{seen}");
    assert!(seen.contains("[Solved]"), "{seen}");
    scene.close().await;
}

#[tokio::test]
async fn a_closed_thread_is_archived_only_after_what_was_held_is_said_in_it() {
    let scene = muted().await;
    let Scene { ana, max, .. } = &scene;
    max.runs("/solve summary:Update to 2.4 case:1").await;
    max.runs("/close reason:moved case:1").await;
    let id = ana.channel(thread(1)).await;
    assert!(!scene.is_archived(id), "something is still to be said there");
    unmute(&scene).await;
    assert!(scene.is_archived(id));
    reads!(ana, thread(1), @"
    Switchboard: @ana, @max suggests:
      > Update to 2.4
      → pings: ana
    Switchboard: @ana, this continues elsewhere, so @max has closed case #1 here. Still need help? Press **Reopen** below [your question](message of ana).
      → pings: ana
    (archived and locked)
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_proposal_is_withdrawn_if_the_customer_asks_before_they_could_read_it() {
    let scene = muted().await;
    let Scene { ana, max, .. } = &scene;
    max.runs("/solve case:1").await;
    scene.advance_clock(TimeDelta::minutes(1));
    ana.writes(thread(1), "It happens on the phone, too").await;
    unmute(&scene).await;
    let seen = ana.sees(thread(1)).await;
    assert!(!seen.contains("thinks this is solved"), "{seen}");
    assert!(scene.case(1).await.contains("waiting since minute 0"));
    max.runs("/solve case:1").await;
    assert!(ana.sees(thread(1)).await.contains("[Solved]"));
    scene.close().await;
}

#[tokio::test]
async fn a_question_that_has_become_needless_is_not_said_to_be_sent() {
    let scene = muted().await;
    let Scene { ana, max, .. } = &scene;
    max.runs("/solve case:1").await;
    assert!(max.sees(card(1)).await.contains("I couldn't ask"));
    scene.advance_clock(TimeDelta::minutes(1));
    ana.writes(thread(1), "It happens on the phone, too").await;
    reads!(max, on_card(1, Line::Known), @"");
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · The export fails
    Switchboard: @max: I couldn't ask the customer whether it's solved: I'm missing **Send Messages in Threads** in #help. Grant me the permission, and I'll continue right away. Until then, messages to the customer wait.
      → pings: max
    Switchboard: What I couldn't send to the customer is no longer needed, so I won't send it.
    ");
    unmute(&scene).await;
    assert!(!ana.sees(thread(1)).await.contains("thinks this is solved"));
    scene.close().await;
}

#[tokio::test]
async fn a_close_is_told_in_the_channel_at_once_and_in_the_thread_as_soon_as_that_can_be() {
    let scene = muted().await;
    let Scene { ana, max, .. } = &scene;
    reads!(max.runs("/close case:1"), @"Closed case [#1](thread 1) (solved), but @ana hasn't been told yet. Undo with `/reopen`. I couldn't send it: I'm missing **Send Messages in Threads** in #help. I'll send it as soon as I can.");
    assert!(ana.sees("help").await.contains("is solved and closed"));
    unmute(&scene).await;
    let seen = ana.sees(thread(1)).await;
    assert_eq!(seen.matches("@max has closed case #1 as solved").count(), 1, "{seen}");
    assert!(scene.is_archived(ana.channel(thread(1)).await));
    scene.close().await;
}

/// A case of ana whose reminder is due while the bot may not write in its thread; she has another.
async fn unreminded() -> Scene {
    let scene = Scene::open().await;
    scene.expect_refusal(403, 50_013);
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("The export fails").await;
    ana.opens_case("Pictures are upside down").await;
    max.runs("/solve case:1").await;
    scene.deny_bot("help", SEND_MESSAGES_IN_THREADS);
    scene.idle().await;
    scene.advance_and_run_due(TimeDelta::hours(48)).await;
    scene
}

#[tokio::test]
async fn a_reminder_that_could_not_be_said_is_not_said_where_the_case_goes_on() {
    let scene = unreminded().await;
    let Scene { ana, max, .. } = &scene;
    max.runs("/merge into:2 case:1").await;
    unmute(&scene).await;
    reads!(ana, thread(1), @"
    Switchboard: @ana, @max thinks this is solved. (edited)
    Switchboard: @ana, we're continuing this in [case #2](thread 2). Please reply there. We've kept everything you wrote here.
      → pings: ana
    (archived and locked)
    ");
    scene.advance_and_run_due(TimeDelta::days(5)).await;
    assert!(!ana.sees(thread(2)).await.contains("just checking in"));
    reads!(scene.case(2), @"new, waiting since minute 0");
    scene.close().await;
}

#[tokio::test]
async fn a_reminder_that_could_not_be_said_is_said_when_the_case_goes_on_by_itself_again() {
    let scene = unreminded().await;
    let Scene { ana, max, .. } = &scene;
    max.runs("/merge into:2 case:1").await;
    scene.advance_and_run_due(TimeDelta::hours(12)).await;
    max.runs("/unmerge case:1").await;
    scene.advance_and_run_due(TimeDelta::hours(12)).await;
    unmute(&scene).await;
    let seen = ana.sees(thread(1)).await;
    assert_eq!(seen.matches("just checking in").count(), 1, "{seen}");
    assert_eq!(seen.matches("we'll close case #1 in 1 day").count(), 2, "{seen}");
    assert!(!ana.sees(thread(2)).await.contains("just checking in"));
    scene.advance_and_run_due(TimeDelta::hours(23)).await;
    reads!(scene.case(1), @"solved, max");
    scene.advance_and_run_due(TimeDelta::hours(2)).await;
    reads!(scene.case(1), @"closed, max");
    scene.close().await;
}
