//! The program with the page: started without a terminal, the bot in it ended and started again by
//! a person.

use std::process::Stdio;

use serde_json::json;
use tokio::{
    io::{AsyncBufReadExt as _, AsyncReadExt as _, BufReader},
    process::Command,
};

use crate::page::window::Window;

#[tokio::test]
async fn a_bot_that_is_ended_at_the_page_stays_down_and_catches_up_when_it_is_started() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut program = Command::new(env!("CARGO_BIN_EXE_switchboard"))
        .args(["sandbox", "--port", "0"])
        .current_dir(folder.path())
        .env_clear()
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .expect("the program starts");
    let mut lines = BufReader::new(program.stdout.take().expect("a pipe")).lines();
    let first = lines.next_line().await.expect("a line").expect("a line");
    let url = first
        .strip_prefix("Open ")
        .and_then(|rest| rest.strip_suffix("/ in your browser."))
        .unwrap_or_else(|| panic!("{first}"));

    let mut panel = Window::at(url, "/page/watch?").await;
    assert_eq!(
        (&panel.snapshot()["bot"]["state"], &panel.snapshot()["bot"]["connected"]),
        (&json!("running"), &json!(true))
    );
    assert!(panel.refused(json!({"verb": "start"})).await.contains("at work already"));
    panel.ok(json!({"verb": "kill"})).await;
    panel
        .until("the end of the bot", |frame| {
            (frame["bot"]["state"] == "stopped" && frame["bot"]["connected"] == false).then_some(())
        })
        .await;

    let mut max = Window::at(url, "/page/live?person=max").await;
    let help = max.channel("help");
    let message = max
        .ok(json!({"verb": "say", "channel_id": help, "content": "Is anybody there?"}))
        .await["message_id"]
        .clone();
    max.ok(json!({"verb": "react", "message_id": message, "emoji": "🎫"})).await;
    panel.ok(json!({"verb": "start"})).await;
    panel
        .until("the bot at work", |frame| {
            (frame["bot"]["state"] == "running" && frame["bot"]["connected"] == true).then_some(())
        })
        .await;
    let flagged = |frame: &serde_json::Value| {
        (frame["t"] == "channel" && frame["channel"]["id"] == message).then_some(())
    };
    max.until("the thread of what was flagged meanwhile", flagged).await;

    // Another community: the bot begins with an empty memory, and is set up for it.
    let address = format!("{url}/page/world?token={}", super::window::token(url).await);
    let saved = reqwest::get(&address).await.expect("an answer").bytes().await.expect("a file");
    let loaded = reqwest::Client::new().post(&address).body(saved).send().await.expect("an answer");
    assert_eq!(loaded.status().as_u16(), 200);
    panel
        .until("the bot at work again", |frame| (frame["bot"]["state"] == "starting").then_some(()))
        .await;
    panel
        .until("the bot at work again", |frame| (frame["bot"]["state"] == "running").then_some(()))
        .await;
    let again = max.ok(json!({"verb": "say", "channel_id": help, "content": "And now?"})).await["message_id"].clone();
    max.ok(json!({"verb": "react", "message_id": again, "emoji": "🎫"})).await;
    let flagged = |frame: &serde_json::Value| {
        (frame["t"] == "channel" && frame["channel"]["id"] == again).then_some(())
    };
    max.until("a case in the community that was brought back", flagged).await;
    program.kill().await.expect("the program ends");
}

#[tokio::test]
async fn the_bot_ends_with_the_sandbox_however_that_ends() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut program = Command::new(env!("CARGO_BIN_EXE_switchboard"))
        .args(["sandbox", "--port", "0"])
        .current_dir(folder.path())
        .env_clear()
        // Asked for, the log of both goes to the standard error that they share.
        .env("RUST_LOG", "info")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .expect("the program starts");
    let mut lines = BufReader::new(program.stdout.take().expect("a pipe")).lines();
    let mut log = program.stderr.take().expect("a pipe");
    lines
        .next_line()
        .await
        .expect("a line")
        .expect("the address, which is printed when the bot is at work");
    program.kill().await.expect("the sandbox ends without a word");
    // The log ends when the last who could write into it has ended.
    let mut text = String::new();
    let ended =
        tokio::time::timeout(std::time::Duration::from_secs(20), log.read_to_string(&mut text))
            .await;
    ended.expect("the bot has ended as well").expect("a log");
}
