//! Emojis.

use serde_json::{Value, json};

use crate::world::Emoji;

/// The emoji of a reaction or a component.
pub fn reaction_emoji(emoji: &Emoji) -> Value {
    let mut value = json!({ "id": emoji.id.map(|id| id.to_string()), "name": emoji.name });
    if emoji.id.is_some() {
        value["animated"] = json!(emoji.animated);
    }
    value
}

/// `EmojiResponse`: an emoji of a guild or of the application.
pub fn emoji(emoji: &Emoji) -> Value {
    json!({
        "id": emoji.id.map(|id| id.to_string()),
        "name": emoji.name,
        "roles": [],
        "require_colons": true,
        "managed": false,
        "animated": emoji.animated,
        "available": true,
    })
}
