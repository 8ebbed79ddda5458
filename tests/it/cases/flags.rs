//! Flags by reaction that cannot become a case.

use std::time::Duration;

use chrono::TimeDelta;
use sandbox::{
    Snowflake,
    world::{kind, right},
};

use crate::scene::{Scene, reads, team_thread, thread};

const FLAG: &str = "🎫";

/// What the bot says last in the desk channel.
fn line(scene: &Scene) -> Snowflake {
    scene.max.client.last_message("desk").expect("a line")
}

#[tokio::test]
async fn a_flag_on_a_message_of_a_bot_is_answered_by_a_reaction_and_a_line() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("No sound").await;
    max.runs("/close case:1").await;
    let closed = ana.client.last_message("help").expect("the line");
    max.reacts(closed, FLAG).await;
    reads!(max, line(&scene), @"
    Switchboard: @max, your reaction to [this message](message of switchboard) didn't open a case. Only a person's message can become a case, so choose the one with the member's question.
      → pings: max
    ");
    reads!(ana, closed, @"
    ↱ to ana: No sound
    Switchboard: Case [#1](thread 1) is solved and closed. Still need help? Press **Reopen**.
      [Reopen]
      🎫 1  ❌ 1
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_flag_on_an_empty_message_is_refused_in_words() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    let empty = ana.writes("help", "\u{200B}").await;
    max.reacts(empty, FLAG).await;
    reads!(max, line(&scene), @"
    Switchboard: @max, your reaction to [this message](message of ana) didn't open a case. This message has no text or file, so choose the one with the member's question.
      → pings: max
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_flag_in_the_teams_own_channel_is_refused_in_words() {
    let scene = Scene::open().await;
    let Scene { max, mia, .. } = &scene;
    let message = mia.writes("desk", "Who is on tonight?").await;
    max.reacts(message, FLAG).await;
    reads!(max, line(&scene), @"
    Switchboard: @max, your reaction to [this message](message of mia) didn't open a case. This channel belongs to the team, so choose a message where members write.
      → pings: max
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_flag_in_the_chat_of_a_voice_channel_is_refused_in_words() {
    let scene = Scene::open().await;
    let Scene { ana, max, olaf, .. } = &scene;
    olaf.client.create_channel(kind::VOICE, "lounge").expect("olaf may");
    let message = ana.writes("lounge", "Can you hear me?").await;
    max.reacts(message, FLAG).await;
    reads!(max, line(&scene), @"
    Switchboard: @max, your reaction to [this message](message of ana) didn't open a case. Discord doesn't allow threads on messages in this channel, so ask the member to use `/ask`.
      → pings: max
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_flag_where_the_bot_may_not_read_is_refused_in_words() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    let message = ana.writes("general", "How do I change my name?").await;
    scene.deny_bot("general", right::READ_MESSAGE_HISTORY);
    scene.expect_refusal(403, 50_001);
    scene.expect_refusal(403, 50_013);
    max.reacts(message, FLAG).await;
    reads!(max, line(&scene), @"
    Switchboard: @max, your reaction to [this message](message of ana) didn't open a case. I'm missing **Read Message History** in #general; grant it and try again.
      → pings: max
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_message_is_refused_once_however_many_agents_flag_it() {
    let scene = Scene::open().await;
    let Scene { max, mia, lea, .. } = &scene;
    let message = lea.writes("desk", "Lunch?").await;
    max.reacts(message, FLAG).await;
    let first = line(&scene);
    mia.reacts(message, FLAG).await;
    scene.restart().await;
    assert_eq!(line(&scene), first);
    scene.close().await;
}

#[tokio::test]
async fn a_flag_that_is_refused_for_another_reason_is_told_again_and_the_mark_goes_once_it_works() {
    let scene = Scene::open().await;
    let Scene { ana, max, mia, .. } = &scene;
    let message = ana.writes("general", "\u{200B}").await;
    scene.deny_bot("general", right::READ_MESSAGE_HISTORY);
    scene.expect_refusal(403, 50_001);
    scene.expect_refusal(403, 50_013);
    max.reacts(message, FLAG).await;
    reads!(max, line(&scene), @"
    Switchboard: @max, your reaction to [this message](message of ana) didn't open a case. I'm missing **Read Message History** in #general; grant it and try again.
      → pings: max
    ");
    scene.allow_bot("general");
    max.client.unreact(message, FLAG).expect("max may");
    max.reacts(message, FLAG).await;
    reads!(max, line(&scene), @"
    Switchboard: @max, your reaction to [this message](message of ana) didn't open a case. This message has no text or file, so choose the one with the member's question.
      → pings: max
    ");
    assert!(ana.client.sees_message(message).contains("❌"));
    ana.edits(message, "How do I change my name?").await;
    mia.reacts(message, FLAG).await;
    assert!(!ana.client.sees_message(message).contains("❌"));
    reads!(ana, message, @"
    * about ana: How do I change my name?
    Switchboard: Hi @ana, thanks for asking! We've opened case #1 for you. Someone from the team will answer here.
      In the meantime, it helps to know what you did, what you expected, and which version you use. A screenshot is great, too.
      -# I'm a bot that keeps track of questions. A person will answer you.
      → pings: ana
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_members_flag_is_not_answered() {
    let scene = Scene::open().await;
    let Scene { ana, ben, max, .. } = &scene;
    let before = max.client.last_message("desk");
    let message = ana.writes("help", "\u{200B}").await;
    ben.reacts(message, FLAG).await;
    assert_eq!(max.client.last_message("desk"), before);
    scene.close().await;
}

#[tokio::test]
async fn a_flag_that_was_refused_while_the_bot_was_away_is_told_unless_it_is_old() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    let old = ana.writes("general", "\u{200B}").await;
    scene.advance_clock(TimeDelta::days(2));
    let new = ana.writes("general", "\u{200B}").await;
    scene.stop().await;
    max.client.react(old, FLAG).expect("max may");
    max.client.react(new, FLAG).expect("max may");
    scene.start().await;
    reads!(max, line(&scene), @"
    Switchboard: @max, your reaction to [this message](message of ana) didn't open a case. This message has no text or file, so choose the one with the member's question.
      → pings: max
    ");
    assert!(!ana.client.sees_message(old).contains("❌"));
    scene.close().await;
}

#[tokio::test]
async fn a_flag_on_a_message_whose_case_is_closed_says_how_to_go_on() {
    let scene = Scene::open().await;
    let Scene { ana, max, mia, .. } = &scene;
    let question = ana.writes("help", "The export stops at page 3").await;
    mia.reacts(question, FLAG).await;
    mia.runs("/close case:1").await;
    scene.restart().await;
    assert!(!ana.client.sees_message(question).contains("❌"), "nobody has flagged it again");
    max.reacts(question, FLAG).await;
    reads!(max, line(&scene), @"
    Switchboard: @max, your reaction to [this message](message of ana) didn't open a case. This message is in case #1, which is closed, so continue it with `/reopen case:1`.
      → pings: max
    ");
    assert!(ana.client.sees_message(question).contains("❌"));
    reads!(max.flags(question), @"This message is in case #1, which is closed, so continue it with `/reopen case:1`.");
    mia.runs("/reopen case:1").await;
    reads!(max.flags(question), @"This message is already in case [#1](thread 1).");
    scene.close().await;
}

#[tokio::test]
async fn a_flag_on_a_question_in_a_thread_with_somebody_elses_open_case_is_refused_in_words() {
    let scene = Scene::open().await;
    let Scene { ana, ben, caro, max, .. } = &scene;
    let topic = caro.writes("general", "Beta 3").await;
    let thread = caro.starts_thread(topic, "Beta 3").await;
    let before = ben.writes(thread, "Where is the download?").await;
    let question = ana.writes(thread, "My beta key is refused").await;
    max.flags(question).await;
    let second = ben.writes(thread, "Mine expired, what now?").await;
    max.reacts(second, FLAG).await;
    reads!(max, line(&scene), @"
    Switchboard: @max, your reaction to [this message](message of ben) didn't open a case. Case #1 is open in this thread, which can hold one open case, so close that one first or ask the member to use `/ask`.
      → pings: max
    ");
    reads!(max.flags(before), @"Case #1 is open in this thread, which can hold one open case, so close that one first or ask the member to use `/ask`.");
    let more = ana.writes(thread, "It begins with B3").await;
    reads!(max.flags(more), @"This message is already in case [#1](thread 1).");
    assert!(ana.client.sees_message(second).contains("❌"));
    scene.close().await;
}

#[tokio::test]
async fn a_flag_in_the_teams_thread_of_an_open_case_is_refused_in_words() {
    let scene = Scene::open().await;
    let Scene { ana, max, mia, .. } = &scene;
    ana.opens_case("No sound").await;
    max.runs("/note text:Nothing yet case:1").await;
    let message = mia.writes(team_thread(1), "Is it the codec?").await;
    max.reacts(message, FLAG).await;
    reads!(max, line(&scene), @"
    Switchboard: @max, your reaction to [this message](message of mia) didn't open a case. This channel belongs to the team, so choose a message where members write.
      → pings: max
    ");
    reads!(max.flags(message), @"This channel belongs to the team, so choose a message where members write.");
    scene.close().await;
}

#[tokio::test]
async fn a_reply_that_belongs_to_an_open_case_makes_no_other() {
    let scene = Scene::open().await;
    let Scene { ana, ben, max, .. } = &scene;
    let question = ana.opens_case("The export fails").await;
    let answer = max.replies(question, "Which version?").await;
    let reply = ana.replies(answer, "Version 5, why?").await;
    let seen = max.flags(reply).await;
    assert!(seen.contains("#1"), "{seen}");
    let other = ben.replies(question, "Mine fails, too").await;
    max.flags(other).await;
    assert_eq!(scene.case(1).await, "open, max, waiting since minute 0, answered in minute 0");
    assert!(ben.sees(thread(2)).await.is_empty());
    scene.close().await;
}

#[tokio::test]
async fn two_reasons_for_which_a_flag_is_refused_are_told_once_the_desk_can_be_written() {
    let scene = Scene::open().await;
    let Scene { ana, max, mia, .. } = &scene;
    scene.expect_refusal(403, 50_001);
    scene.expect_refusal(403, 50_013);
    let message = ana.writes("general", "\u{200B}").await;
    scene.deny_bot("desk", right::SEND_MESSAGES);
    scene.deny_bot("general", right::READ_MESSAGE_HISTORY);
    max.reacts(message, FLAG).await;
    scene.allow_bot("general");
    mia.reacts(message, FLAG).await;
    scene.allow_bot("desk");
    scene.idle().await;
    scene.run_due().await;
    let desk = max.sees("desk").await;
    assert!(desk.contains("I'm missing **Read Message History** in #general"), "{desk}");
    assert!(desk.contains("This message has no text or file"), "{desk}");
    assert_eq!(desk.matches("didn't open a case").count(), 2, "{desk}");
    scene.close().await;
}

#[tokio::test]
async fn a_message_that_became_a_case_is_not_refused_any_more_once_the_desk_can_be_written() {
    let scene = Scene::open().await;
    let Scene { ana, max, mia, .. } = &scene;
    scene.expect_refusal(403, 50_013);
    let message = ana.writes("general", "\u{200B}").await;
    scene.deny_bot("desk", right::SEND_MESSAGES);
    max.reacts(message, FLAG).await;
    assert!(ana.client.sees_message(message).contains("❌"));
    ana.edits(message, "How do I change my name?").await;
    mia.reacts(message, FLAG).await;
    assert!(!ana.client.sees_message(message).contains("❌"));
    scene.allow_bot("desk");
    scene.idle().await;
    scene.run_due().await;
    assert!(!ana.client.sees_message(message).contains("❌"));
    let desk = max.sees("desk").await;
    assert!(desk.contains("#1 · How do I change my name?"), "{desk}");
    assert!(!desk.contains("didn't open a case"), "{desk}");
    scene.close().await;
}

#[tokio::test]
async fn a_flag_on_a_message_that_is_deleted_at_once_is_refused_in_words() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    scene.expect_refusal(404, 10_008);
    let message = ana.writes("help", "Never mind").await;
    let route = "GET /channels/{channel}/messages/{message}";
    scene.sandbox.faults().slow(route, Duration::from_millis(300));
    max.client.react(message, FLAG).expect("max may");
    ana.client.delete(message).expect("it is hers");
    scene.idle().await;
    reads!(max, line(&scene), @"
    Switchboard: @max, your reaction to [this message](deleted message) didn't open a case. That message was deleted, so ask the member to write again or to use `/ask`.
      → pings: max
    ");
    scene.close().await;
}
