//! Clients that others wrote log in to the sandbox and work there: what they take for Discord, the
//! bot may take for Discord.
//!
//! The environment variable `SWITCHBOARD_TEST_CLIENTS` names a folder in which they are installed:
//! `node_modules` with discord.js, and a virtual environment `python` with discord.py. Without it
//! nothing is checked, and a line says so.

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};

use sandbox::{Options, Sandbox};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::Command,
    time::timeout,
};

use crate::discord::openapi;

/// A little longer than the clients' own deadline, so that they can say what they missed.
const TIMEOUT: Duration = Duration::from_secs(30);

#[tokio::test]
async fn discord_js_works_in_the_sandbox() {
    let Some(folder) = installed() else { return };
    let mut node = Command::new("node");
    node.arg(script("check.mjs"));
    play("discord.js", node, &folder).await;
}

#[tokio::test]
async fn discord_py_works_in_the_sandbox() {
    let Some(folder) = installed() else { return };
    let mut python = Command::new(folder.join("python/bin/python"));
    python.arg(script("check.py"));
    play("discord.py", python, &folder).await;
}

pub fn installed() -> Option<PathBuf> {
    let folder = std::env::var_os("SWITCHBOARD_TEST_CLIENTS").map(PathBuf::from);
    if folder.is_none() {
        // Past the capture of output, which would hide it.
        drop(writeln!(std::io::stderr(), "skipped: SWITCHBOARD_TEST_CLIENTS is not set"));
    }
    folder
}

pub fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clients").join(name)
}

/// What people and apps send besides text, as the clients name it, and the greeting.
const KINDS: [&str; 8] = [
    "forward: it fails",
    "poll: For all? Yes 1, No 0",
    "sticker: Wave",
    "voice note: 5",
    "webhook: Alex",
    "components: It fails",
    "card: It fails",
    "hello from ana",
];

fn send_every_kind(sandbox: &Sandbox) {
    let (ana, max, app) = (sandbox.person("ana"), sandbox.person("max"), sandbox.app("Statusbot"));
    let bridge = sandbox.webhook("help", "Bridge").expect("a channel");
    let said = ana.say("general", "it fails").expect("ana may");
    max.forward(said, "help").expect("max sees it");
    let poll = ana.start_poll("help", "For all?", &["Yes", "No"]).expect("ana may");
    max.vote(poll, &["Yes"]).expect("max may");
    ana.send_sticker("help", "Wave").expect("everybody has it");
    ana.send_voice_note("help", 5).expect("ana may");
    bridge.say_as("Alex", "it fails for me").expect("posted");
    let text = json!({"type": 10, "content": "It fails"});
    let components = json!([{"type": 17, "components": [text]}]);
    app.send_body("help", &json!({"flags": 1 << 15, "components": components})).expect("posted");
    app.send_body("help", &json!({"embeds": [{"title": "It fails"}]})).expect("posted");
}

/// Plays the people's part of each step that the client announces.
async fn play(client: &str, mut command: Command, folder: &Path) {
    let sandbox = Sandbox::start(Options::default()).await.expect("a free port");
    let ana = sandbox.person("ana");
    let command = command
        .env("SANDBOX_URL", sandbox.url())
        .env("SANDBOX_TOKEN", sandbox.token())
        .env("SWITCHBOARD_TEST_CLIENTS", folder)
        .stdout(Stdio::piped())
        .kill_on_drop(true);
    let mut child =
        command.spawn().unwrap_or_else(|error| panic!("{client} cannot be started: {error}"));
    let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    let mut steps = Vec::new();
    let played = async {
        while let Some(line) = lines.next_line().await.expect("text") {
            let step: Value =
                serde_json::from_str(&line).unwrap_or_else(|_| panic!("{client} said: {line}"));
            match step["step"].as_str() {
                Some("ready") => {
                    send_every_kind(&sandbox);
                    ana.say("help", "hello from ana").expect("ana may write in #help");
                }
                Some("message") => {
                    assert_eq!(
                        (&step["content"], &step["author"]),
                        (&"hello from ana".into(), &"ana".into())
                    );
                    assert_eq!(step["kinds"], json!(KINDS));
                }
                Some("thread") => {
                    let answer = ana.command("help", "/ping").await;
                    assert_eq!(answer.text(), format!("pong from {client}"));
                }
                _ => {}
            }
            steps.push(step["step"].clone());
        }
        child.wait().await.expect("an end")
    };
    let status =
        timeout(TIMEOUT, played).await.unwrap_or_else(|_| panic!("{client} did not end by itself"));
    assert!(status.success(), "{client} ended with {status}");
    assert_eq!(steps, ["ready", "message", "thread", "answered"]);
    openapi::check_others(&sandbox.exchanges());
    sandbox.stop().await;
}
