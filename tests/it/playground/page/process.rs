//! The program with the page: started without a terminal, the bot in it ended and started again by
//! a person.

use std::process::Stdio;

use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::{
    io::{AsyncBufReadExt as _, AsyncReadExt as _, BufReader, Lines},
    process::{Child, ChildStdout, Command},
};

use crate::playground::page::window::{Window, token};

/// The program at work, with the page.
struct Program {
    child: Child,
    url: String,
    /// A program whose output nobody reads any more would end.
    _output: Lines<BufReader<ChildStdout>>,
    /// Where the program runs; removed with it.
    _folder: TempDir,
}

impl Program {
    async fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut child = Command::new(env!("CARGO_BIN_EXE_switchboard"))
            .args(["sandbox", "--port", "0"])
            .current_dir(folder.path())
            .env_clear()
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("the program starts");
        let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        let first = lines.next_line().await.expect("a line").expect("a line");
        let url = first.strip_prefix("Open ").and_then(|rest| rest.split_once("/ in your browser"));
        let url = url.unwrap_or_else(|| panic!("{first}")).0.to_owned();
        Self { child, url, _output: lines, _folder: folder }
    }

    async fn panel(&self) -> Window {
        Window::at(&self.url, "/page/watch?").await
    }
}

/// Max writes something and flags it; he sees the thread of the case when there is one.
async fn flags(max: &mut Window, text: &str) -> String {
    let message = max.says("help", text).await;
    max.ok(json!({"verb": "react", "message_id": message, "emoji": "🎫"})).await;
    message
}

async fn sees_thread(max: &mut Window, message: &str) {
    let is_thread = |frame: &Value| frame["t"] == "channel" && frame["channel"]["id"] == message;
    max.frame("the thread", is_thread).await;
}

fn is_running(frame: &Value) -> bool {
    frame["bot"]["state"] == "running" && frame["bot"]["connected"] == true
}

#[tokio::test]
async fn a_bot_that_is_ended_at_the_page_stays_down_and_catches_up_when_it_is_started() {
    let mut program = Program::start().await;
    let mut panel = program.panel().await;
    assert!(is_running(panel.snapshot()), "{}", panel.snapshot()["bot"]);
    assert!(panel.refused(json!({"verb": "start"})).await.contains("already running"));
    panel.ok(json!({"verb": "kill"})).await;
    let is_down =
        |frame: &Value| frame["bot"]["state"] == "stopped" && frame["bot"]["connected"] == false;
    panel.frame("the end of the bot", is_down).await;
    let mut max = Window::at(&program.url, "/page/live?person=max").await;
    let message = flags(&mut max, "Is anybody there?").await;
    panel.ok(json!({"verb": "start"})).await;
    panel.frame("the bot at work", is_running).await;
    sees_thread(&mut max, &message).await;
    program.child.kill().await.expect("the program ends");
}

#[tokio::test]
async fn the_bot_begins_with_an_empty_memory_when_another_community_is_loaded() {
    let mut program = Program::start().await;
    let mut panel = program.panel().await;
    let mut max = Window::at(&program.url, "/page/live?person=max").await;
    let address = format!("{}/page/world?token={}", program.url, token(&program.url).await);
    let saved = reqwest::get(&address).await.expect("an answer").bytes().await.expect("a file");
    let loaded = reqwest::Client::new().post(&address).body(saved).send().await.expect("an answer");
    assert_eq!(loaded.status().as_u16(), 200);
    panel.frame("the start of the bot", |frame| frame["bot"]["state"] == "starting").await;
    panel.frame("the bot at work again", |frame| frame["bot"]["state"] == "running").await;
    let message = flags(&mut max, "And now?").await;
    sees_thread(&mut max, &message).await;
    program.child.kill().await.expect("the program ends");
}

#[tokio::test]
async fn the_bot_begins_in_a_community_that_was_saved_without_its_permissions() {
    let mut program = Program::start().await;
    let mut panel = program.panel().await;
    let mut max = Window::at(&program.url, "/page/live?person=max").await;
    let desk = max.channel("desk");
    let taken = json!({"verb": "permission", "channel_id": desk, "permission": "EMBED_LINKS", "allowed": false});
    panel.ok(taken).await;
    let address = format!("{}/page/world?token={}", program.url, token(&program.url).await);
    let saved = reqwest::get(&address).await.expect("an answer").bytes().await.expect("a file");
    let loaded = reqwest::Client::new().post(&address).body(saved).send().await.expect("an answer");
    assert_eq!(loaded.status().as_u16(), 200);
    panel.frame("the start of the bot", |frame| frame["bot"]["state"] == "starting").await;
    panel.frame("the bot at work again", |frame| frame["bot"]["state"] == "running").await;
    let missing = program.panel().await.snapshot()["trouble"]["missing"].clone();
    assert_eq!(missing[0]["permission"], "EMBED_LINKS", "it is missing as before");
    let message = flags(&mut max, "And now?").await;
    sees_thread(&mut max, &message).await;
    program.child.kill().await.expect("the program ends");
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
        .expect("the address, which is printed when the bot is running");
    program.kill().await.expect("the sandbox ends without a word");
    // The log ends when the last who could write into it has ended.
    let mut text = String::new();
    let ended =
        tokio::time::timeout(std::time::Duration::from_secs(20), log.read_to_string(&mut text))
            .await;
    ended.expect("the bot has ended as well").expect("a log");
}
