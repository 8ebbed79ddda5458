//! What falls due while the bot is away is done once it has read what it missed.

use chrono::TimeDelta;
use sandbox::world::kind;

use crate::scene::{Scene, reads, team_thread, thread};

/// A permission of Discord (Discord, *Permissions*).
const SEND_MESSAGES_IN_THREADS: u64 = 1 << 38;

/// A case of ana that max has claimed.
async fn claimed() -> Scene {
    let scene = Scene::open().await;
    scene.ana.opens_case("The scanner beeps twice").await;
    scene.max.runs("/claim case:1").await;
    scene
}

#[tokio::test]
async fn a_word_on_a_proposal_that_came_while_the_bot_was_away_keeps_the_case_open() {
    let scene = claimed().await;
    let Scene { ana, max, .. } = &scene;
    max.runs("/solve case:1").await;
    scene.advance_and_run_due(TimeDelta::hours(49)).await;
    scene.stop().await;
    ana.writes(thread(1), "It still beeps").await;
    scene.advance_clock(TimeDelta::hours(24));
    scene.start().await;
    scene.run_due().await;
    reads!(scene.case(1), @"open, max, waiting since minute 2940, reopened: 1");
    assert!(!ana.sees("help").await.contains("closed"));
    scene.close().await;
}

#[tokio::test]
async fn nobody_who_wrote_while_the_bot_was_away_is_asked_why_they_are_silent() {
    let scene = claimed().await;
    let Scene { ana, max, olaf, .. } = &scene;
    olaf.runs("/setup follow_up:2d").await;
    max.writes(thread(1), "Does it beep at the start?").await;
    scene.stop().await;
    scene.advance_clock(TimeDelta::days(1));
    ana.writes(thread(1), "Only at the end, why?").await;
    scene.advance_clock(TimeDelta::days(2));
    scene.start().await;
    scene.run_due().await;
    reads!(scene.case(1), @"open, max, waiting since minute 1440, answered in minute 0");
    scene.close().await;
}

#[tokio::test]
async fn an_answer_that_came_while_the_bot_was_away_is_not_overdue() {
    let scene = Scene::open().await;
    let Scene { ana, lea, max, .. } = &scene;
    lea.runs("/notify event:first answer overdue how:mention the role after:2h everyone:true")
        .await;
    ana.opens_case("The scanner beeps twice").await;
    scene.stop().await;
    scene.advance_clock(TimeDelta::hours(1));
    max.writes(thread(1), "That means that it is ready").await;
    scene.advance_clock(TimeDelta::hours(3));
    scene.start().await;
    scene.run_due().await;
    assert!(!max.sees("desk").await.contains("pings: @Agents"));
    scene.close().await;
}

#[tokio::test]
async fn a_question_that_waited_is_not_asked_after_a_newer_word() {
    let scene = claimed().await;
    let Scene { ana, max, .. } = &scene;
    scene.expect_refusal(403, 50_013);
    scene.expect_dead_jobs();
    scene.deny_bot("help", SEND_MESSAGES_IN_THREADS);
    max.runs("/solve case:1").await;
    scene.stop().await;
    scene.allow_bot("help");
    ana.writes(thread(1), "It beeps three times now").await;
    scene.start().await;
    reads!(scene.case(1), @"open, max, waiting since minute 0");
    assert!(!ana.sees(thread(1)).await.contains("thinks this is solved"));
    scene.close().await;
}

#[tokio::test]
async fn a_flag_where_nothing_becomes_a_case_is_answered_after_an_absence() {
    let scene = claimed().await;
    let Scene { ben, mia, max, olaf, .. } = &scene;
    max.runs("/note text:The old model case:1").await;
    olaf.client.create_channel(kind::VOICE, "lounge").expect("olaf may");
    let team = mia.writes("desk", "Who is on tonight?").await;
    let old = ben.writes("lounge", "Hello?").await;
    scene.advance_clock(TimeDelta::days(2));
    let voice = ben.writes("lounge", "Can you hear me?").await;
    let bystander = ben.writes(thread(1), "Mine beeps, too").await;
    let internal = max.writes(team_thread(1), "Or is it the new one?").await;
    scene.stop().await;
    let flagged = [old, team, voice, bystander, internal];
    for message in flagged {
        max.client.react(message, "🎫").expect("max may");
    }
    scene.start().await;
    let seen = flagged.map(|message| olaf.client.sees_message(message).contains("❌"));
    assert_eq!(seen, [false, false, true, true, true]);
    let lines = max.sees("desk").await;
    assert_eq!(lines.matches("didn't open a case").count(), 3, "{lines}");
    scene.close().await;
}
