//! What a world consists of. Plain data: rules live in the other files of this folder, JSON for the
//! wire in `crate::wire`.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use crate::snowflake::Snowflake;
pub use crate::world::content::{
    Attachment, Emoji, Message, Poll, PollAnswer, Reaction, Reference, Sender, StickerItem,
    StoredFile,
};
pub use crate::world::numbers::{application_flag, channel_flag, kind, message_flag, message_kind};

/// Everything that exists: one application with its bot, users, guilds, channels and messages.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct World {
    /// The application the bot belongs to.
    pub application_id: Snowflake,
    /// The bot's own user.
    pub bot_id: Snowflake,
    /// What the bot has to send as its token.
    pub token: String,
    /// Bits of [`application_flag`]: intents that the portal grants.
    pub application_flags: u64,
    /// Everybody, the bot included.
    pub users: BTreeMap<Snowflake, User>,
    /// The servers.
    pub guilds: BTreeMap<Snowflake, Guild>,
    /// Channels of guilds, threads, and direct conversations.
    pub channels: BTreeMap<Snowflake, Channel>,
    /// Messages by channel, oldest first.
    pub messages: BTreeMap<Snowflake, BTreeMap<Snowflake, Message>>,
    /// Uploaded files by the id of their attachment.
    pub files: BTreeMap<Snowflake, StoredFile>,
    /// Commands that the application registered.
    pub commands: Vec<Command>,
    /// Emojis that the application owns.
    pub application_emojis: Vec<Emoji>,
    /// How many active threads a guild may have before 160006. Discord's number is not documented;
    /// 1,000 is what is observed.
    pub active_thread_limit: usize,
    /// How many of them may be in announcement channels before 160007. Discord's number is not
    /// known.
    #[serde(default = "thousand")]
    pub active_announcement_thread_limit: usize,
    /// Webhooks of channels.
    #[serde(default)]
    pub webhooks: BTreeMap<Snowflake, Webhook>,
    /// How far the clock of the world was moved ahead, in milliseconds.
    pub clock_offset: i64,
    /// The instant at which the clock was stopped; `None` while it runs with the machine's.
    #[serde(default)]
    pub stopped_at: Option<DateTime<Utc>>,
    /// The last id given out; the next is greater.
    pub last_id: Snowflake,
    /// "http://127.0.0.1:PORT" of the server that shows this world; the addresses of files begin
    /// with it.
    #[serde(skip)]
    pub url: String,
    /// Messages that were sent with `enforce_nonce`, by author and nonce.
    #[serde(skip)]
    pub nonces: HashMap<(Snowflake, String), NonceUse>,
    /// When each nonce was used, oldest first, so that old ones can be forgotten without a search.
    #[serde(skip)]
    pub nonce_order: std::collections::VecDeque<(DateTime<Utc>, (Snowflake, String))>,
    /// When commands were created, by guild (0 for everywhere): Discord takes 200 a day.
    #[serde(default)]
    pub command_creations: BTreeMap<Snowflake, Vec<DateTime<Utc>>>,
    /// Words that AutoMod refuses with 200000, in lower case.
    #[serde(default)]
    pub blocked_words: Vec<String>,
    /// Events that the mutation which runs now has caused, in order. The sandbox drains them when
    /// the mutation ends.
    #[serde(skip)]
    pub outgoing: Vec<Dispatch>,
    /// What people may see changed by the mutation which runs now, in order. The sandbox drains it
    /// when the mutation ends.
    #[serde(skip)]
    pub noticed: Vec<Notice>,
}

fn thousand() -> usize {
    1000
}

/// A change that people may see, whether or not the bot is told of it. It names what changed;
/// observers look up the present state, and check whether a person sees that place at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// A message was written or changed, in whatever way.
    Message {
        /// Where.
        channel: Snowflake,
        /// Which.
        message: Snowflake,
        /// It is new.
        created: bool,
    },
    /// A message is gone.
    MessageGone {
        /// Where it was.
        channel: Snowflake,
        /// Which.
        message: Snowflake,
        /// The one person who saw it, if it was ephemeral.
        only: Option<Snowflake>,
    },
    /// A thread or a direct conversation is new, changed or gone.
    Channel(Snowflake),
    /// Members, roles, rights or channels of a guild changed.
    Guild(Snowflake),
    /// Somebody writes.
    Typing {
        /// Where.
        channel: Snowflake,
        /// Who.
        user: Snowflake,
    },
    /// The application registered other commands.
    Commands,
    /// The client of a person speaks another language.
    Locale(Snowflake),
    /// There is another world.
    Everything,
}

/// Where a nonce went.
#[derive(Debug, Clone)]
pub struct NonceUse {
    /// The channel of the message.
    pub channel: Snowflake,
    /// The message, deleted since or not.
    pub message: Snowflake,
    /// When it was sent.
    pub at: DateTime<Utc>,
}

/// One event for the gateway. Whatever is in [`World::outgoing`] has passed the check that the bot
/// sees the channel: only intents (and the blanking of content) are left to the sender.
#[derive(Debug, Clone)]
pub struct Dispatch {
    /// Discord's name of the event, such as `MESSAGE_CREATE`.
    pub name: &'static str,
    /// The guild it belongs to; `None` for direct conversations.
    pub guild: Option<Snowflake>,
    /// The channel it belongs to.
    pub channel: Option<Snowflake>,
    /// The payload (`d`).
    pub data: Value,
    /// Who caused it, when that matters for the blanking of content: the author of the message.
    pub author: Option<Snowflake>,
}

/// A person or the bot.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct User {
    /// Its id.
    pub id: Snowflake,
    /// The unique name.
    pub username: String,
    /// The name that is shown.
    pub global_name: Option<String>,
    /// Whether it is a bot.
    pub bot: bool,
    /// The user takes no direct messages from the bot: 50007.
    pub direct_messages_closed: bool,
    /// The language of the user's client, such as `en-US`.
    pub locale: String,
    /// Direct conversations: the other user and the channel.
    #[serde(default)]
    pub direct: BTreeMap<Snowflake, Snowflake>,
}

impl User {
    /// The name that people read.
    pub fn shown(&self) -> &str {
        self.global_name.as_deref().unwrap_or(&self.username)
    }
}

/// A server.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Guild {
    /// Its id, also that of the role @everyone.
    pub id: Snowflake,
    /// Its name.
    pub name: String,
    /// The member who may do everything.
    pub owner_id: Snowflake,
    /// Roles, @everyone included.
    pub roles: BTreeMap<Snowflake, Role>,
    /// Members, the bot included while it is one.
    pub members: BTreeMap<Snowflake, Member>,
    /// An outage: the bot gets nothing from it.
    pub unavailable: bool,
    /// Channels that are no threads.
    pub channels: BTreeSet<Snowflake>,
    /// Threads that are not archived.
    pub active_threads: BTreeSet<Snowflake>,
    /// Threads that are archived.
    pub archived_threads: BTreeSet<Snowflake>,
    /// Emojis of the guild.
    pub emojis: Vec<Emoji>,
    /// Stickers of the guild.
    #[serde(default)]
    pub stickers: Vec<Sticker>,
    /// Banned users, and why.
    #[serde(default)]
    pub bans: BTreeMap<Snowflake, Option<String>>,
    /// Such as `COMMUNITY`.
    pub features: Vec<String>,
    /// The language of the guild, such as `en-US`.
    pub preferred_locale: String,
    /// What it says about itself.
    pub description: Option<String>,
}

/// A sticker of a guild.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sticker {
    /// Its id.
    pub id: Snowflake,
    /// 2 to 30 characters.
    pub name: String,
    /// What it shows.
    pub description: Option<String>,
    /// The name of an emoji that is suggested with it.
    pub tags: String,
    /// 1 PNG, 2 APNG, 3 Lottie, 4 GIF.
    pub format: u8,
}

/// A webhook of a channel: whoever has its token posts there under any name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Webhook {
    /// Its id, also that of the author of its messages.
    pub id: Snowflake,
    /// Where it posts, threads of that channel included.
    pub channel_id: Snowflake,
    /// The name of its messages, unless a message brings another.
    pub name: String,
    /// The application that made it; `None` for one that a member made.
    pub application_id: Option<Snowflake>,
    /// What its owner posts with.
    pub token: String,
}

/// A role of a guild.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Role {
    /// Its id; @everyone has the guild's.
    pub id: Snowflake,
    /// Its name.
    pub name: String,
    /// Bits of `permissions.rs`.
    pub permissions: u64,
    /// Higher stands above; @everyone has 0.
    pub position: u32,
    /// Everybody may mention it.
    pub mentionable: bool,
    /// It belongs to an integration, such as the role a bot brings along.
    pub managed: bool,
    /// The bot it belongs to.
    pub bot_id: Option<Snowflake>,
    /// 24-bit colour, 0 for none.
    pub color: u32,
    /// Its members are listed apart.
    pub hoist: bool,
}

/// A user in a guild.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Member {
    /// The user.
    pub user_id: Snowflake,
    /// The name in this guild.
    pub nick: Option<String>,
    /// Roles besides @everyone.
    pub roles: Vec<Snowflake>,
    /// Since when.
    pub joined_at: DateTime<Utc>,
    /// Until then the member may only read.
    pub timed_out_until: Option<DateTime<Utc>>,
}

/// Permissions of one role or member in one channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overwrite {
    /// A role or a user.
    pub id: Snowflake,
    /// Whether `id` is a user.
    pub member: bool,
    /// Bits that are added.
    pub allow: u64,
    /// Bits that are taken, before the former are added.
    pub deny: u64,
}

/// A channel of a guild, a thread, or a direct conversation.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Channel {
    /// Its id; a thread made from a message has that message's.
    pub id: Snowflake,
    /// A number of [`kind`].
    pub kind: u8,
    /// The guild; `None` for a direct conversation.
    pub guild_id: Option<Snowflake>,
    /// The category of a channel, the channel of a thread.
    pub parent_id: Option<Snowflake>,
    /// 1 to 100 characters; empty for a direct conversation.
    pub name: String,
    /// Up to 1,024 characters (forum: 4,096).
    pub topic: Option<String>,
    /// The place in the list.
    pub position: u32,
    /// Permissions; threads have none of their own.
    pub overwrites: Vec<Overwrite>,
    /// The newest message, deleted or not; for a forum the newest post.
    pub last_message_id: Option<Snowflake>,
    /// When the last pin was set.
    pub last_pin_timestamp: Option<DateTime<Utc>>,
    /// What only threads have.
    pub thread: Option<Thread>,
    /// Tags of a forum.
    pub available_tags: Vec<Tag>,
    /// Seconds between two messages of one member, 0 to 21,600. Bots are exempt.
    pub rate_limit_per_user: u32,
    /// The same for new threads of a forum, copied at their creation.
    pub default_thread_rate_limit_per_user: u32,
    /// Minutes after which new threads archive, when they do not say.
    pub default_auto_archive_duration: Option<u32>,
    /// Age restriction.
    pub nsfw: bool,
    /// Bits of [`channel_flag`].
    pub flags: u64,
    /// The two users of a direct conversation.
    pub participants: Vec<Snowflake>,
}

/// What a thread has besides a channel.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Thread {
    /// Who started it.
    pub owner_id: Snowflake,
    /// Archived: it can be read, and writing in it unarchives it.
    pub archived: bool,
    /// Only moderators write.
    pub locked: bool,
    /// Minutes: 60, 1440, 4320 or 10080.
    pub auto_archive_duration: u32,
    /// When it was last archived or brought back, else when it was made.
    pub archive_timestamp: DateTime<Utc>,
    /// Private threads: whether members who are no moderators may add others.
    pub invitable: bool,
    /// When it was made.
    pub create_timestamp: DateTime<Utc>,
    /// Messages without the first and without deleted ones.
    pub message_count: u64,
    /// The same with deleted ones.
    pub total_message_sent: u64,
    /// Members and when they joined.
    pub members: BTreeMap<Snowflake, DateTime<Utc>>,
    /// Tags of a forum post, up to 5.
    pub applied_tags: Vec<Snowflake>,
}

/// A tag of a forum.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Tag {
    /// Its id.
    pub id: Snowflake,
    /// Up to 20 characters.
    pub name: String,
    /// Only moderators set it.
    pub moderated: bool,
    /// An emoji of the guild.
    pub emoji_id: Option<Snowflake>,
    /// Or a Unicode one.
    pub emoji_name: Option<String>,
}

/// A command that the application registered.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Command {
    /// Its id.
    pub id: Snowflake,
    /// Changes whenever the command changes.
    pub version: Snowflake,
    /// Only in this guild; `None` for everywhere.
    pub guild_id: Option<Snowflake>,
    /// The definition as Discord answers it (names, descriptions, options, permissions as a string,
    /// contexts).
    pub definition: Value,
}

impl Command {
    /// The name of the command.
    pub fn name(&self) -> &str {
        self.definition["name"].as_str().unwrap_or_default()
    }

    /// 1 slash, 2 user, 3 message.
    pub fn kind(&self) -> u64 {
        self.definition["type"].as_u64().unwrap_or(1)
    }
}
