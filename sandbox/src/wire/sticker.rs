//! Stickers.

use serde_json::{Value, json};

use crate::world::sticker_pack::{STANDARD, STANDARD_FORMAT, STANDARD_PACK, StandardSticker};
use crate::world::{Snowflake, Sticker, StickerItem, World};

/// `MessageStickerItemResponse`.
pub fn sticker_item(item: &StickerItem) -> Value {
    json!({ "id": item.id.to_string(), "name": item.name, "format_type": item.format })
}

/// `StandardStickerResponse`.
pub fn standard_sticker(sticker: &StandardSticker) -> Value {
    json!({
        "id": sticker.id.to_string(),
        "name": sticker.name,
        "tags": sticker.tags,
        "type": 1,
        "format_type": STANDARD_FORMAT,
        "description": sticker.description,
        "pack_id": STANDARD_PACK.to_string(),
        "sort_value": sticker.sort_value,
    })
}

/// `GuildStickerResponse`.
pub fn guild_sticker(guild: Snowflake, sticker: &Sticker) -> Value {
    json!({
        "id": sticker.id.to_string(),
        "name": sticker.name,
        "tags": sticker.tags,
        "type": 2,
        "format_type": sticker.format,
        "description": sticker.description,
        "available": true,
        "guild_id": guild.to_string(),
    })
}

/// `StickerPackResponse`: the one pack that everybody has.
pub fn sticker_pack() -> Value {
    json!({
        "id": STANDARD_PACK.to_string(),
        "sku_id": (STANDARD_PACK - 2).to_string(),
        "name": "Wumpus Beyond",
        "description": "Say hello to Wumpus!",
        "stickers": STANDARD.iter().map(standard_sticker).collect::<Vec<_>>(),
    })
}

/// `GUILD_STICKERS_UPDATE`.
pub fn guild_stickers(world: &World, guild: Snowflake) -> Value {
    let stickers = world.guilds.get(&guild).map_or(&[][..], |found| &found.stickers);
    json!({
        "guild_id": guild.to_string(),
        "stickers": stickers.iter().map(|one| guild_sticker(guild, one)).collect::<Vec<_>>(),
    })
}
