//! Replies in the channel to a message that is a case.

use chrono::TimeDelta;
use insta::assert_snapshot;
use switchboard::cli::export::What;

use crate::scene::{Scene, reads, report, thread};

/// A case that max has claimed, from a message in #help.
async fn claimed() -> (Scene, sandbox::Snowflake) {
    let scene = Scene::open().await;
    let question = scene.ana.opens_case("The mobile app logs me out").await;
    scene.max.runs("/claim case:1").await;
    scene.advance_clock(TimeDelta::minutes(1));
    (scene, question)
}

#[tokio::test]
async fn an_agents_reply_in_the_channel_is_an_answer_and_points_to_the_thread_once() {
    let (scene, question) = claimed().await;
    let Scene { ana, max, .. } = &scene;
    let answer = max.replies(question, "Which phone is it?").await;
    reads!(scene.case(1), @"pending, max, answered in minute 1");
    scene.advance_clock(TimeDelta::minutes(1));
    ana.replies(answer, "A Fairphone 5").await;
    reads!(scene.case(1), @"open, max, waiting since minute 2, answered in minute 1");
    reads!(ana, "help", @"
    ana: The mobile app logs me out
      ↳ thread #1 · The mobile app logs me out (2 messages)
    ↱ to ana: The mobile app logs me out
    max: Which phone is it?
      → pings: ana
    ↱ to max: Which phone is it?
    Switchboard: @max, I've added your message to case [#1](thread 1). Please continue in its thread, where everyone working on it can see it.
    ↱ to max: Which phone is it?
    ana: A Fairphone 5
      → pings: max
    ");
    scene.close().await;
}

#[tokio::test]
async fn others_who_reply_in_the_channel_move_no_turn_and_get_no_hint() {
    let (scene, question) = claimed().await;
    let Scene { ana, ben, max, .. } = &scene;
    max.writes(thread(1), "Which phone is it?").await;
    let other = ben.replies(question, "Mine does that too?").await;
    ana.replies(other, "Did you find out why?").await;
    reads!(scene.case(1), @"pending, max, answered in minute 1");
    reads!(ana, "help", @"
    ana: The mobile app logs me out
      ↳ thread #1 · The mobile app logs me out (3 messages)
    ↱ to ana: The mobile app logs me out
    ben: Mine does that too?
      → pings: ana
    ↱ to ben: Mine does that too?
    ana: Did you find out why?
      → pings: ben
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_reply_to_the_bots_own_message_in_the_channel_is_said_in_its_case() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    ana.runs("/ask question:Where is my invoice?").await;
    let anchor = ana.client.last_message("help").expect("the question");
    scene.advance_clock(TimeDelta::minutes(1));
    max.replies(anchor, "In your mailbox").await;
    reads!(scene.case(1), @"pending, max, answered in minute 1");
    let hint = ana.client.last_message("help").expect("the hint");
    scene.advance_clock(TimeDelta::minutes(1));
    ana.replies(hint, "It is not there").await;
    reads!(scene.case(1), @"open, max, waiting since minute 2, answered in minute 1");
    scene.close().await;
}

#[tokio::test]
async fn a_transcript_says_what_was_said_in_the_channel() {
    let (scene, question) = claimed().await;
    let Scene { max, .. } = &scene;
    max.replies(question, "Which phone is it?").await;
    let answer = max.runs("/case transcript case:1").await;
    let files = answer.raw()["attachments"].as_array().expect("files").clone();
    let text = files
        .iter()
        .find(|file| file["filename"].as_str().is_some_and(|name| name.ends_with(".txt")));
    let url = text.and_then(|file| file["url"].as_str()).expect("a link").to_owned();
    let text = reqwest::get(url).await.expect("an answer").text().await.expect("text");
    let said = text.lines().skip_while(|line| !line.contains("· Max,")).take(2).collect::<Vec<_>>();
    assert_snapshot!(said.join("\n"), @"
    2026-03-02 09:01 UTC · Max, team (in #help)
        Which phone is it?
    ");
    scene.close().await;
}

#[tokio::test]
async fn the_history_links_a_reply_where_it_is() {
    let (scene, question) = claimed().await;
    let Scene { max, .. } = &scene;
    let reply = max.replies(question, "Which phone is it?").await;
    let history = max.runs("/case history case:1").await;
    let answer = history.raw().to_string();
    let help = max.channel("help").await;
    assert!(answer.contains(&format!("/{help}/{reply})")), "{answer}");
    scene.close().await;
}

#[tokio::test]
async fn a_reply_is_edited_and_deleted_as_any_word_of_the_case() {
    let (scene, question) = claimed().await;
    let Scene { ana, max, .. } = &scene;
    max.writes(thread(1), "Which phone is it?").await;
    scene.advance_clock(TimeDelta::minutes(1));
    let reply = ana.replies(question, "Thanks!").await;
    reads!(scene.case(1), @"pending, max, answered in minute 1");
    ana.edits(reply, "Which one do you mean?").await;
    reads!(scene.case(1), @"open, max, waiting since minute 2, answered in minute 1");
    ana.deletes(reply).await;
    reads!(scene.case(1), @"pending, max, answered in minute 1");
    assert_eq!(scene.exported(What::Messages).await.len(), 2, "the question and the answer");
    scene.close().await;
}

#[tokio::test]
async fn replies_that_came_while_the_bot_was_away_are_read_and_stay_after_the_next_start() {
    let (scene, question) = claimed().await;
    let Scene { ana, max, .. } = &scene;
    max.writes(thread(1), "Which phone is it?").await;
    scene.stop().await;
    scene.advance_clock(TimeDelta::minutes(1));
    ana.replies(question, "A Fairphone 5").await;
    scene.start().await;
    reads!(scene.case(1), @"open, max, waiting since minute 2, answered in minute 1");
    scene.reads_on_from_here().await;
    scene.restart().await;
    assert_eq!(scene.exported(What::Messages).await.len(), 3);
    scene.close().await;
}

#[tokio::test]
async fn a_reply_about_a_private_case_is_hinted_at_in_its_thread_alone() {
    let scene = Scene::private().await;
    let Scene { ana, max, .. } = &scene;
    let question = ana.opens_case("I was charged twice").await;
    max.runs("/claim case:1").await;
    ana.replies(question, "On Monday and on Tuesday").await;
    reads!(ana, "help", @"
    ana: I was charged twice
    ↱ to ana: I was charged twice
    ana: On Monday and on Tuesday
    ↳ private thread #1 · I was charged twice (3 messages)
    ");
    reads!(ana, thread(1), @"
    * Switchboard added max to the thread.
    Switchboard: @ana, I've added your message in #help to case [#1](thread 1). Please continue here, where everyone working on it can see it.
    ");
    scene.close().await;
}

#[tokio::test]
async fn replies_before_the_flag_are_part_of_the_case() {
    let scene = Scene::open().await;
    let Scene { ana, ben, max, mia, .. } = &scene;
    let question = ana.writes("help", "No sound").await;
    scene.advance_clock(TimeDelta::minutes(1));
    let answer = max.replies(question, "Which phone?").await;
    let aside = ben.replies(question, "Mine is silent, too").await;
    ana.writes("help", "Not part of it").await;
    max.replies(aside, "Nor is this").await;
    scene.advance_clock(TimeDelta::minutes(1));
    ana.replies(answer, "Fairphone 5").await;
    mia.reacts(question, "🎫").await;
    reads!(scene.case(1), @"new, waiting since minute 2, answered in minute 1");
    let rows = scene.exported(What::Messages).await;
    let said = rows.iter().map(|row| format!("{} {}", row["side"], row["content"]));
    assert_snapshot!(said.collect::<Vec<_>>().join("\n"), @r#"
    "customer" "No sound"
    "agent" "Which phone?"
    "other" "Mine is silent, too"
    "customer" "Fairphone 5"
    "#);
    scene.restart().await;
    reads!(scene.case(1), @"new, waiting since minute 2, answered in minute 1");
    assert_eq!(scene.exported(What::Messages).await.len(), rows.len());
    scene.close().await;
}

#[tokio::test]
async fn replies_before_an_edit_that_a_rule_finds_are_part_of_the_case() {
    let scene = Scene::private().await;
    let Scene { ana, max, lea, .. } = &scene;
    lea.runs(r"/rule add name:codes pattern:E-\d+").await;
    let question = ana.writes("help", "The invoice is empty").await;
    scene.advance_clock(TimeDelta::minutes(1));
    max.replies(question, "Is there a code?").await;
    scene.advance_clock(TimeDelta::minutes(1));
    ana.edits(question, "The invoice is empty: E-77").await;
    reads!(scene.case(1), @"new, answered in minute 1");
    scene.close().await;
}

#[tokio::test]
async fn the_files_of_replies_before_the_flag_are_in_the_report() {
    let scene = Scene::open().await;
    let Scene { ana, max, dora, .. } = &scene;
    let question = ana.writes("help", "No sound").await;
    scene.advance_clock(TimeDelta::minutes(1));
    let answer = max.replies(question, "Can you send the log?").await;
    let log: (&str, &[u8]) = ("sound.log", b"no device");
    let reply = ana.client.reply_with_files(answer, "Here it is", &[log]).expect("ana may");
    scene.idle().await;
    max.flags(question).await;
    let form = max.runs("/escalate case:1").await.form();
    max.submits(&form, &[("Actual result", "Silence")]).await;
    let message = dora.message(&report(1)).await;
    assert_eq!(scene.download(message, "sound.log").await, b"no device");
    assert!(dora.sees(report(1)).await.contains("│ Here it is"));
    ana.deletes(reply).await;
    let seen = dora.sees(report(1)).await;
    assert!(!seen.contains("Here it is") && !seen.contains("sound.log"), "{seen}");
    scene.close().await;
}
