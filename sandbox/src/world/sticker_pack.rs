//! The pack of stickers that everybody has (Discord, *Sticker Resource*).

use crate::snowflake::Snowflake;

/// The pack of [`STANDARD`].
pub const STANDARD_PACK: Snowflake = 847_199_849_233_514_549;

/// A sticker that everybody has, with the numbers that it has at Discord.
#[derive(Debug, Clone, Copy)]
pub struct StandardSticker {
    /// Its id.
    pub id: Snowflake,
    /// Its name.
    pub name: &'static str,
    /// What it shows.
    pub description: &'static str,
    /// Words by which it is found.
    pub tags: &'static str,
    /// Its place in the pack.
    pub sort_value: u32,
}

/// The stickers that everybody has.
pub const STANDARD: [StandardSticker; 1] = [StandardSticker {
    id: 749_054_660_769_218_631,
    name: "Wave",
    description: "Wumpus waves hello",
    tags: "wumpus, hello, hi, hey, welcome, wave",
    sort_value: 12,
}];

/// The format of [`STANDARD`]: Lottie.
pub const STANDARD_FORMAT: u8 = 3;
