//! Real support chat as members' messages, with rules watching. The environment variable
//! `SUPPORT_CHAT_DIR` names a folder with `new-domains-stripe.0.jsonl`; without it nothing is
//! checked, and a line says so.

use std::{collections::BTreeSet, path::PathBuf};

use playground::replay::{Options, replay};
use regex::Regex;

use crate::scene::Scene;

/// A rule that should match, and one that should not.
const MATCHING: &str = r"(?i)\b(error|webhook)s?\b";
const NEVER: &str = r"\bswitchboard-[0-9]{12}\b";

#[tokio::test]
async fn just_the_messages_that_the_rules_name_become_cases() {
    let Some(folder) = std::env::var_os("SUPPORT_CHAT_DIR").map(PathBuf::from) else {
        return drop(std::io::Write::write_all(
            &mut std::io::stderr(),
            b"skipped: SUPPORT_CHAT_DIR is not set\n",
        ));
    };
    let scene = Scene::open().await;
    scene.sandbox.keep_exchanges(200_000);
    let lea = scene.person("lea");
    lea.command("general", &format!("/rule add name:errors pattern:{MATCHING}")).await;
    lea.command("general", &format!("/rule add name:never pattern:{NEVER}")).await;

    let file = folder.join("new-domains-stripe.0.jsonl");
    let recording =
        tokio::io::BufReader::new(tokio::fs::File::open(&file).await.expect("the file is there"));
    let report =
        replay(&scene.sandbox, recording, &Options::default()).await.expect("the file can be read");
    scene.idle().await;

    let text = std::fs::read_to_string(&file).expect("the file can be read");
    let pattern = Regex::new(MATCHING).expect("a pattern");
    let said: Vec<String> = text
        .lines()
        .map(|line| {
            serde_json::from_str::<serde_json::Value>(line).expect("JSON")["text"]
                .as_str()
                .expect("a text")
                .to_owned()
        })
        .collect();
    assert_eq!(report.said, u64::try_from(said.len()).expect("a count"));
    let expected: Vec<&String> = said.iter().filter(|text| pattern.is_match(text)).collect();
    assert!(expected.len() > 50, "the rule is worth trying: {}", expected.len());

    let opened: Vec<String> = scene.sandbox.world(|world| {
        let threads: BTreeSet<u64> = world
            .channels
            .values()
            .filter(|channel| channel.thread.is_some())
            .map(|channel| channel.id)
            .collect();
        let messages = world.messages.values().flat_map(|messages| messages.values());
        messages
            .filter(|message| threads.contains(&message.id))
            .map(|message| message.content.clone())
            .collect()
    });
    assert_eq!(
        opened.iter().collect::<Vec<_>>(),
        expected,
        "the cases are just those that the rules name"
    );
    scene.close().await;
}
