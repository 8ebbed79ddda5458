//! Files that members send with the form of the Ask panel.

use insta::assert_snapshot;
use switchboard::cli::export::What;

use crate::scene::{Person, Scene, card, last_answer, opening, reads, report, thread};

/// *Attach Files* (Discord, *Permissions*).
const ATTACH_FILES: u64 = 1 << 15;

/// The server with the Ask panel.
async fn with_panel() -> Scene {
    let scene = Scene::open().await;
    scene.olaf.runs("/setup ask_panel:true").await;
    scene
}

/// Asks with two files, by the panel's button with this label.
async fn asks_with_files(person: &Person, button: &str) -> String {
    let form = person.clicks("help", button).await.form();
    let fields = [("Your question", "Why is the export empty?"), ("Files", "error.log, map.png")];
    person.submits(&form, &fields).await.to_string()
}

/// What a person sees of the question of case 1 in the help channel.
async fn question(person: &Person) -> String {
    // The thread has the ID of the message from which it was started.
    person.client.sees_message(person.channel(thread(1)).await)
}

/// The names of the files of case 1 in its transcript.
async fn in_transcript(scene: &Scene) -> Vec<&'static str> {
    let answer = scene.max.runs("/case transcript case:1").await;
    let text = scene.files_of(&answer).await.pop().expect("a text").1;
    ["error.log", "map.png"].into_iter().filter(|name| text.contains(name)).collect()
}

/// The names of the files of the first question in an export of messages.
async fn in_export(scene: &Scene) -> Vec<String> {
    let messages = scene.exported(What::Messages).await;
    let files = messages[0]["files"].as_array().expect("files");
    files.iter().map(|file| file["filename"].as_str().expect("a name").to_owned()).collect()
}

#[tokio::test]
async fn files_go_with_the_question_into_case_and_report() {
    let scene = with_panel().await;
    let Scene { ana, max, .. } = &scene;
    assert_snapshot!(asks_with_files(ana, "Ask the team").await, @"Thanks! Your question is case #1. The team will answer [in its thread](thread 1).");
    assert_snapshot!(question(ana).await, @"
    Switchboard: @ana asks (case #1):
      │ Why is the export empty?
      file: error.log (18 bytes)
      file: map.png (16 bytes)
      ↳ thread #1 · Why is the export empty? (1 message)
    ");
    reads!(scene.case(1), @"new, waiting since minute 0");
    assert!(max.sees(card(1)).await.contains("2 files"));
    assert_eq!(in_transcript(&scene).await, ["error.log", "map.png"]);
    assert_eq!(in_export(&scene).await, ["error.log", "map.png"]);
    let form = max.runs("/escalate case:1").await.form();
    max.submits(&form, &[("Actual result", "It is empty")]).await;
    let seen = max.sees(report(1)).await;
    assert!(seen.contains("file: error.log") && seen.contains("file: map.png"), "{seen}");
    scene.close().await;
}

#[tokio::test]
async fn files_of_a_private_question_are_for_the_member_and_the_team() {
    let scene = Scene::private().await;
    scene.olaf.runs("/setup ask_panel:true").await;
    let Scene { ana, ben, max, .. } = &scene;
    assert_snapshot!(asks_with_files(ana, "Ask the team").await, @"Thanks! Your question is case #1. The team will answer [in a private thread](thread 1) that only you and they can see.");
    reads!(ana, opening(1), @"
    Switchboard: Hi @ana, thanks for asking! This is case #1. Someone from the team will answer here. Only you and the team can see this thread.
      In the meantime, it helps to know what you did, what you expected, and which version you use. A screenshot is great, too.
      -# I'm a bot that keeps track of questions. A person will answer you.
      │ Why is the export empty?
      file: error.log (18 bytes)
      file: map.png (16 bytes)
      → pings: ana
    ");
    assert!(!ben.sees("help").await.contains("error.log"));
    assert!(max.sees(card(1)).await.contains("2 files"));
    assert_eq!(in_transcript(&scene).await, ["error.log", "map.png"]);
    assert_eq!(in_export(&scene).await, ["error.log", "map.png"]);
    scene.close().await;
}

#[tokio::test]
async fn a_member_asks_privately_with_files() {
    let scene = with_panel().await;
    let Scene { ana, ben, .. } = &scene;
    asks_with_files(ana, "Ask privately").await;
    let seen = ana.sees(opening(1)).await;
    assert!(seen.contains("file: error.log") && seen.contains("file: map.png"), "{seen}");
    assert!(!ben.sees("help").await.contains("error.log"));
    scene.close().await;
}

#[tokio::test]
async fn a_file_that_could_not_be_fetched_is_named_to_the_member() {
    let scene = with_panel().await;
    let fetch = "GET /attachments/{channel}/{file}/{name}";
    scene.sandbox.faults().fail_before(fetch, 1, 404, 0);
    let Scene { ana, .. } = &scene;
    assert_snapshot!(asks_with_files(ana, "Ask the team").await, @"
    Thanks! Your question is case #1. The team will answer [in its thread](thread 1).
    I couldn't take `error.log`: it's too large, or Discord didn't give it to me. Send it in the thread.
    ");
    let seen = question(ana).await;
    assert!(!seen.contains("error.log") && seen.contains("map.png"), "{seen}");
    scene.close().await;
}

#[tokio::test]
async fn a_question_does_not_wait_for_files_that_the_bot_may_not_post() {
    let scene = with_panel().await;
    scene.expect_refusal(403, 50_013);
    scene.deny_bot("help", ATTACH_FILES);
    asks_with_files(&scene.ana, "Ask the team").await;
    let seen = scene.ana.sees("help").await;
    assert!(seen.contains("Why is the export empty?") && !seen.contains("file:"), "{seen}");
    assert_eq!(in_transcript(&scene).await, ["error.log", "map.png"]);
    scene.close().await;
}

#[tokio::test]
async fn what_a_member_sent_with_the_form_goes_with_their_words() {
    let scene = with_panel().await;
    let Scene { ana, .. } = &scene;
    asks_with_files(ana, "Ask the team").await;
    ana.runs("/forget-me").await;
    ana.clicks(last_answer(), "Delete what I wrote").await;
    let seen = question(ana).await;
    assert!(!seen.contains("file:") && !seen.contains("export"), "{seen}");
    assert!(in_transcript(&scene).await.is_empty());
    scene.close().await;
}

#[tokio::test]
async fn the_form_takes_five_files_at_most() {
    let scene = with_panel().await;
    let form = scene.ana.clicks("help", "Ask the team").await.form();
    let fields = [("Your question", "Why?"), ("Files", "1, 2, 3, 4, 5, 6")];
    let refused = scene.ana.client.submit(&form, &fields).await;
    assert_snapshot!(refused.text(), @"(Files takes 0 to 5 files, but has 6.)");
    assert!(!scene.ana.sees("help").await.contains("Why?"));
    scene.close().await;
}
