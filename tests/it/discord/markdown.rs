//! What a Discord client shows of escaped text is what the person typed, and each link leads where
//! theirs led: held against a parser that others wrote, discord-markdown-parser.
//!
//! It is installed in the folder that `SWITCHBOARD_TEST_CLIENTS` names. Without that variable
//! nothing is checked, and a line says so.

use std::{fs, process::Command};

use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
use switchboard::discord::view::escape;

use crate::discord::clients::{installed, script};

/// How many random texts are compared.
const TEXTS: usize = 2_000;

/// What texts are made of: addresses with every mark in them, marks, mentions, words.
const PARTS: [&str; 39] = [
    "https://shop.example/list?filter[status]=open",
    "https://a.example/x*y",
    "https://a.example/_x_",
    "http://a.example/p|q",
    "https://a.example/(x)",
    "https://a.example/`z`",
    "https://a.example/**b**",
    "https://a.example/x_y_z",
    "http://[::1]:8080/x_y",
    "<https://a.example/[x]>",
    "*",
    "**",
    "_",
    "__",
    "~~",
    "||",
    "`",
    "```",
    "[",
    "]",
    "(",
    ")",
    " ",
    "  ",
    "\n",
    "word",
    "é",
    "12",
    ". ",
    ",",
    "\\",
    "> ",
    "# ",
    "-# ",
    "- ",
    "@everyone",
    "<@123456789012345678>",
    "<#123456789012345678>",
    ":smile:",
];

/// Pairs of a text and what the bot sends of it.
fn pairs() -> Vec<(String, String)> {
    let parts = prop::collection::vec(prop::sample::select(&PARTS[..]), 1..10);
    // The same texts in each run. About one random text in 60,000 is read differently: that parser
    // links to what is no address, and lets small print that is indented pass as a line.
    let mut runner = TestRunner::deterministic();
    (0..TEXTS)
        .map(|_| parts.new_tree(&mut runner).expect("a text").current().concat())
        .map(|text| (text.clone(), escape(&text)))
        .collect()
}

/// Returns the pairs whose two texts the parser reads differently, a line each.
fn read_differently(pairs: &[(String, String)]) -> String {
    let folder = installed().expect("asked for before");
    let file = tempfile::NamedTempFile::new().expect("a file");
    fs::write(&file, serde_json::to_vec(pairs).expect("JSON")).expect("written");
    let output = Command::new("node")
        .arg(script("markdown.mjs"))
        .arg(file.path())
        .env("SWITCHBOARD_TEST_CLIENTS", folder)
        .output()
        .expect("node starts");
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

#[test]
fn another_parser_reads_what_was_typed() {
    if installed().is_none() {
        return;
    }
    assert_eq!(read_differently(&pairs()), "");
    for text in ["**bold**", "https://a.example/_x_**", "[a](https://a.example)"] {
        let backslashes = text.replace(['*', '_', '['], "\\$0");
        let unlike = (text.to_owned(), backslashes);
        assert_ne!(read_differently(&[unlike]), "", "the check cannot fail for {text}");
    }
}
