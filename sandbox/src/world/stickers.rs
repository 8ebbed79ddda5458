//! Stickers of guilds (Discord, *Sticker Resource*), and which a message may carry.

use crate::error::ApiError;
use crate::wire;
use crate::world::model::{Snowflake, Sticker, StickerItem, World};
use crate::world::sticker_pack::{STANDARD, STANDARD_FORMAT};

impl World {
    /// Adds a sticker to a guild, without asking anybody. Returns its id.
    pub fn create_sticker(&mut self, guild: Snowflake, name: &str) -> Snowflake {
        let id = self.next_id();
        let sticker = Sticker {
            id,
            name: name.to_owned(),
            description: None,
            tags: "sticker".to_owned(),
            format: 1,
        };
        if let Some(found) = self.guilds.get_mut(&guild) {
            found.stickers.push(sticker);
        }
        self.tell_of_stickers(guild);
        id
    }

    /// Deletes a sticker of a guild; messages keep its name.
    pub fn delete_sticker(&mut self, guild: Snowflake, sticker: Snowflake) {
        if let Some(found) = self.guilds.get_mut(&guild) {
            found.stickers.retain(|one| one.id != sticker);
        }
        self.tell_of_stickers(guild);
    }

    fn tell_of_stickers(&mut self, guild: Snowflake) {
        self.tell_guild("GUILD_STICKERS_UPDATE", guild, |world| wire::guild_stickers(world, guild));
    }

    /// The sticker with this name that a member of a guild can send, in any case.
    pub fn sticker_named(&self, guild: Option<Snowflake>, name: &str) -> Option<Snowflake> {
        let same = |one: &str| one.to_lowercase() == name.to_lowercase();
        let own = guild.and_then(|guild| self.guilds.get(&guild)).into_iter();
        own.flat_map(|guild| &guild.stickers)
            .find(|sticker| same(&sticker.name))
            .map(|sticker| sticker.id)
            .or_else(|| STANDARD.iter().find(|one| same(one.name)).map(|one| one.id))
    }

    /// A sticker of any guild, with its guild.
    pub fn guild_sticker(&self, id: Snowflake) -> Option<(Snowflake, &Sticker)> {
        self.guilds.values().find_map(|guild| {
            let found = guild.stickers.iter().find(|sticker| sticker.id == id)?;
            Some((guild.id, found))
        })
    }

    /// A sticker as messages carry it, if there is such a sticker.
    pub(super) fn sticker_item(&self, id: Snowflake) -> Option<StickerItem> {
        if let Some(standard) = STANDARD.iter().find(|one| one.id == id) {
            let name = standard.name.to_owned();
            return Some(StickerItem { id, name, format: STANDARD_FORMAT });
        }
        let (_, sticker) = self.guild_sticker(id)?;
        Some(StickerItem { id, name: sticker.name.clone(), format: sticker.format })
    }

    /// Whether a message may carry these stickers: everybody's, and those of the guild. Members
    /// without Nitro and apps cannot send those of other guilds. Errors: 50081.
    pub(super) fn check_stickers(
        &self,
        channel: Snowflake,
        stickers: &[Snowflake],
    ) -> Result<(), ApiError> {
        let guild = self.guild_of(channel);
        let fits = |id: &Snowflake| {
            STANDARD.iter().any(|one| one.id == *id)
                || self.guild_sticker(*id).is_some_and(|(of, _)| Some(of) == guild)
        };
        if stickers.iter().all(fits) { Ok(()) } else { Err(ApiError::invalid_sticker()) }
    }
}
