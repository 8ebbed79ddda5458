//! Nasty texts: whatever people write, the page gets nodes that it knows, and links that lead to
//! the web.

use serde_json::{Value, json};

use crate::playground::page::window::Window;
use crate::scene::Scene;

/// Every kind of node that `playground/page/protocol.d.ts` names.
const KNOWN: [&str; 22] = [
    "text",
    "break",
    "strong",
    "emphasis",
    "underline",
    "strike",
    "spoiler",
    "quote",
    "subtext",
    "heading",
    "list",
    "item",
    "code",
    "code_block",
    "link",
    "user",
    "role",
    "channel",
    "everyone",
    "command",
    "emoji",
    "time",
];

/// What attackers and accidents are made of; each is combined with each wrapping.
const SEEDS: [&str; 30] = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe src=\"javascript:alert(1)\">",
    "[x](javascript:alert(1))",
    "[x](JAVASCRIPT:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](\u{1}javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox)",
    "[x](file:///etc/passwd)",
    "[x](//evil.example)",
    "[x](https://evil.example/\" onclick=\"alert(1))",
    "<javascript:alert(1)>",
    "<https://evil.example/<script>>",
    "![x](javascript:alert(1))",
    "[a]: javascript:alert(1)\n[a]",
    "<@1><@&1><#1><:x:1><t:99999999999:R><t:1:Z></x:1>",
    "<@99999999999999999999999> <@-1> <@!> <t::> <:x:>",
    "@everyone @here <@&0>",
    "\u{202e}gnp.exe \u{200b}\u{feff}\u{0}",
    "```html\n<script>alert(1)</script>",
    "`` ` <b> ``",
    "-# # > - 1. x",
    ">>> > >> <div>",
    "| a |\n|---|\n| <b> |",
    "&lt;script&gt; &#60;b&#62; &nbsp;",
    "{{token}} ${token} <%= token %>",
    "https://user:pass@evil.example:99999/%00?x=<script>#javascript:",
];

/// Around what it stands.
const WRAPPINGS: [(&str, &str); 10] = [
    ("", ""),
    ("**", "**"),
    ("||", "||"),
    ("> ", ""),
    ("- ", ""),
    ("# ", ""),
    ("`", "`"),
    ("[x](", ")"),
    ("*_~~__||", "||__~~_*"),
    ("<div>\n", "\n</div>"),
];

#[tokio::test]
async fn three_hundred_nasty_texts_are_nothing_but_texts() {
    let scene = Scene::open().await;
    let mut ana = Window::of(&scene, "ana").await;
    let general = ana.channel("general");
    let mut checked = 0;
    for seed in SEEDS {
        for (before, after) in WRAPPINGS {
            let text = format!("{before}{seed}{after}");
            let said = ana.ok(json!({"verb": "say", "channel_id": general, "content": text})).await;
            let message = ana.message(said["message_id"].as_str().expect("an id")).await;
            let content = message["rendered"]["content"].as_array().expect("nodes");
            assert!(!content.is_empty(), "{text:?} is shown as nothing");
            content.iter().for_each(|node| check(node, &text));
            checked += 1;
        }
    }
    assert_eq!(checked, 300);
    scene.close().await;
}

fn check(node: &Value, text: &str) {
    let kind = node["type"].as_str().unwrap_or_default();
    assert!(KNOWN.contains(&kind), "{kind:?} in {text:?}");
    if kind == "link" {
        let url = node["url"].as_str().unwrap_or_default();
        assert!(url.starts_with("http://") || url.starts_with("https://"), "{url:?} in {text:?}");
    }
    for child in node["children"].as_array().into_iter().flatten() {
        check(child, text);
    }
}
