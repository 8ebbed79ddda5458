//! Real support chat as members' messages, with rules watching. The environment variable
//! `SUPPORT_CHAT_DIR` names a folder with `new-domains-stripe.0.jsonl`; without it nothing is
//! checked, and a line says so.

use std::{io::Write, path::PathBuf};

use playground::replay::{Options, replay};
use regex::Regex;
use sandbox::World;
use serde_json::Value;

use crate::scene::Scene;

/// A rule that should match, and one that should not.
const MATCHING: &str = r"(?i)\b(error|webhook)s?\b";
const NEVER: &str = r"\bswitchboard-[0-9]{12}\b";

/// The texts of a recording, in order.
fn texts(recording: &str) -> Vec<String> {
    let lines = recording.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    lines.map(|line| line["text"].as_str().expect("a text").to_owned()).collect()
}

/// The messages that have a thread, in order.
fn opened(world: &World) -> Vec<String> {
    let messages = world.messages.values().flat_map(|messages| messages.values());
    let is_thread = |id| world.channels.get(id).is_some_and(|channel| channel.thread.is_some());
    let flagged = messages.filter(|message| is_thread(&message.id));
    flagged.map(|message| message.content.clone()).collect()
}

#[tokio::test]
async fn just_the_messages_that_a_rule_matches_become_cases() {
    let Some(folder) = std::env::var_os("SUPPORT_CHAT_DIR").map(PathBuf::from) else {
        return drop(writeln!(std::io::stderr(), "skipped: SUPPORT_CHAT_DIR is not set"));
    };
    let file = folder.join("new-domains-stripe.0.jsonl");
    let recording = std::fs::read_to_string(&file).expect("the file can be read");
    let scene = Scene::open().await;
    scene.sandbox.keep_exchanges(200_000);
    // Many of the messages are by the same people, within minutes.
    scene.olaf.runs("/setup one_case_within:off").await;
    scene.lea.runs(&format!("/rule add name:errors pattern:{MATCHING}")).await;
    scene.lea.runs(&format!("/rule add name:never pattern:{NEVER}")).await;
    let played = replay(&scene.sandbox, recording.as_bytes(), &Options::default()).await;
    let report = played.expect("the recording can be read");
    scene.idle().await;
    let said = texts(&recording);
    assert_eq!(report.said, u64::try_from(said.len()).expect("a count"));
    let pattern = Regex::new(MATCHING).expect("a pattern");
    let expected: Vec<String> = said.into_iter().filter(|text| pattern.is_match(text)).collect();
    assert!(expected.len() > 50, "the rule is worth trying: {}", expected.len());
    assert_eq!(scene.sandbox.world(opened), expected);
    scene.close().await;
}
