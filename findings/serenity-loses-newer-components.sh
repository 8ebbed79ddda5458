#!/usr/bin/env bash
# Who meets it: whoever reads messages of apps, or forms with labels, with serenity.
# Components that serenity does not know vanish without an error: a message is empty, and a form has no values.
#
# serenity 0.12.5: a message made of a container (type 17) with a text (type 10) has no content and no component.
# A submitted form whose input is in a label (type 18) has no row, and so no value.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir src
cat > Cargo.toml <<'TOML'
[package]
name = "components"
version = "0.0.0"
edition = "2021"

[dependencies]
serde_json = "1"
serenity = { version = "=0.12.5", default-features = false }
TOML
cat > src/main.rs <<'RUST'
use serde_json::json;
use serenity::model::{application::ModalInteractionData, channel::Message};

fn main() {
    let message: Message = serde_json::from_value(json!({
        "id": "3", "channel_id": "2", "type": 0, "content": "", "flags": 1 << 15, "attachments": [], "embeds": [],
        "timestamp": "2026-03-02T09:00:00Z", "edited_timestamp": null, "tts": false, "mention_everyone": false,
        "mentions": [], "mention_roles": [], "pinned": false,
        "author": { "id": "5", "username": "app", "discriminator": "0", "avatar": null, "bot": true },
        "components": [{ "type": 17, "components": [{ "type": 10, "content": "The export fails" }] }],
    }))
    .expect("serenity reads it");
    println!("message: {:?}, {} components", message.content, message.components.len());

    let form: ModalInteractionData = serde_json::from_value(json!({
        "custom_id": "ask",
        "components": [{ "type": 18, "id": 1, "component": { "type": 4, "id": 2, "custom_id": "question", "value": "How do I print?" } }],
    }))
    .expect("serenity reads it");
    let inputs: usize = form.components.iter().map(|row| row.components.len()).sum();
    println!("form: {inputs} inputs");
}
RUST
cargo run --quiet | tee seen

cat > expected <<'TEXT'
message: "", 0 components
form: 0 inputs
TEXT
diff expected seen
