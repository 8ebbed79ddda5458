//! The JSON of objects as Discord sends them, over HTTP and over the gateway. Everything is
//! rendered for the one bot there is.

mod application;
mod channel;
mod emoji;
mod guild;
mod message;
mod poll;
mod sticker;
mod time;
mod user;
mod webhook;

pub use application::{application, command, command_in};
pub use channel::{
    channel, channel_for_bot, in_guild, obfuscated_channel, thread_for_bot, thread_list_sync,
    thread_member,
};
pub use emoji::{emoji, reaction_emoji};
pub use guild::{
    guild, guild_create, guild_with_counts, member, member_without_user, role, unavailable_guild,
};
pub use message::{
    attachment, attachment_in, attachment_signature, blank, bot_may_read,
    bot_may_read_without_intent, forum_post, message, message_event, message_for_bot,
    message_with_nonce, resolve_media, without_reference,
};
pub use poll::poll;
pub use sticker::{guild_sticker, guild_stickers, standard_sticker, sticker_item, sticker_pack};
pub use time::time;
pub use user::{own_user, user, user_by_id};
pub use webhook::{author, webhook, webhooks_update};
