//! What a world consists of. Plain data: rules live in the other files of this folder, JSON for the wire in `wire.rs`.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use crate::snowflake::Snowflake;

/// Discord's numbers for the types of channels.
pub mod kind {
    /// A text channel of a guild.
    pub const TEXT: u8 = 0;
    /// A direct conversation of two users.
    pub const DM: u8 = 1;
    /// A voice channel.
    pub const VOICE: u8 = 2;
    /// A category: other channels name it as their parent.
    pub const CATEGORY: u8 = 4;
    /// An announcement channel.
    pub const ANNOUNCEMENT: u8 = 5;
    /// A thread in an announcement channel.
    pub const ANNOUNCEMENT_THREAD: u8 = 10;
    /// A thread that everybody sees who sees its parent.
    pub const PUBLIC_THREAD: u8 = 11;
    /// A thread that only its members and moderators see.
    pub const PRIVATE_THREAD: u8 = 12;
    /// A forum: a channel that only has threads.
    pub const FORUM: u8 = 15;
    /// A media channel: a forum for pictures.
    pub const MEDIA: u8 = 16;
}

/// Discord's numbers for the types of messages.
pub mod message_kind {
    /// An ordinary message.
    pub const DEFAULT: u8 = 0;
    /// "X added Y to the thread".
    pub const RECIPIENT_ADD: u8 = 1;
    /// "X removed Y from the thread".
    pub const RECIPIENT_REMOVE: u8 = 2;
    /// "X changed the name of the thread".
    pub const NAME_CHANGE: u8 = 4;
    /// "X pinned a message".
    pub const PIN: u8 = 6;
    /// "X started a thread".
    pub const THREAD_CREATED: u8 = 18;
    /// A message that refers to another one.
    pub const REPLY: u8 = 19;
    /// The answer to a slash command.
    pub const CHAT_INPUT_COMMAND: u8 = 20;
    /// The first entry of a thread that was made from a message: it only refers to that message.
    pub const THREAD_STARTER: u8 = 21;
    /// The answer to a context menu command.
    pub const CONTEXT_MENU_COMMAND: u8 = 23;
}

/// Discord's bits for flags of messages.
pub mod message_flag {
    /// Embeds are not shown.
    pub const SUPPRESS_EMBEDS: u64 = 1 << 2;
    /// A thread was made from the message.
    pub const HAS_THREAD: u64 = 1 << 5;
    /// Only the person sees it whose interaction it answers.
    pub const EPHEMERAL: u64 = 1 << 6;
    /// A deferred answer that is not there yet.
    pub const LOADING: u64 = 1 << 7;
    /// Sent without a notification.
    pub const SUPPRESS_NOTIFICATIONS: u64 = 1 << 12;
    /// The message carries a forwarded one.
    pub const HAS_SNAPSHOT: u64 = 1 << 14;
    /// The body is made of components only.
    pub const IS_COMPONENTS_V2: u64 = 1 << 15;
}

/// Discord's bits for flags of channels.
pub mod channel_flag {
    /// A thread that is pinned to the top of its forum.
    pub const PINNED: u64 = 1 << 1;
    /// A forum whose posts need a tag.
    pub const REQUIRE_TAG: u64 = 1 << 4;
    /// The bot does not see this channel: only id, type, position and parent can be relied on.
    pub const OBFUSCATED: u64 = 1 << 17;
}

/// Bits of an application's flags: which privileged intents its owner switched on.
pub mod application_flag {
    /// Presences, for less than the number of users that needs a review.
    pub const PRESENCE_LIMITED: u64 = 1 << 13;
    /// Members, likewise.
    pub const MEMBERS_LIMITED: u64 = 1 << 15;
    /// Message content, with a review.
    pub const MESSAGE_CONTENT: u64 = 1 << 18;
    /// Message content, likewise without one.
    pub const MESSAGE_CONTENT_LIMITED: u64 = 1 << 19;
    /// Members, with a review.
    pub const MEMBERS: u64 = 1 << 14;
    /// Presences, with a review.
    pub const PRESENCE: u64 = 1 << 12;
}

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
    /// How many active threads a guild may have before 160006. Discord's number is not documented; 1,000 is what is observed.
    pub active_thread_limit: usize,
    /// How far the clock of the world is ahead of the machine's, in milliseconds.
    pub clock_offset: i64,
    /// The last id given out; the next is greater.
    pub last_id: Snowflake,
    /// "http://127.0.0.1:PORT" of the server that shows this world; the addresses of files begin with it.
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
    /// Events that the mutation which runs now has caused, in order. The sandbox drains them when the mutation ends.
    #[serde(skip)]
    pub outgoing: Vec<Dispatch>,
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

/// One event for the gateway. Whatever is in [`World::outgoing`] has passed the check that the bot sees the channel:
/// only intents (and the blanking of content) are left to the sender.
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
    /// Such as `COMMUNITY`.
    pub features: Vec<String>,
    /// The language of the guild, such as `en-US`.
    pub preferred_locale: String,
    /// What it says about itself.
    pub description: Option<String>,
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
    /// Put away: reading is possible, writing brings it back.
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

/// A message.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Message {
    /// Its id.
    pub id: Snowflake,
    /// Where it is.
    pub channel_id: Snowflake,
    /// Who wrote it.
    pub author_id: Snowflake,
    /// A number of [`message_kind`].
    pub kind: u8,
    /// The text.
    pub content: String,
    /// When it was sent.
    pub timestamp: DateTime<Utc>,
    /// When its text was last changed.
    pub edited_timestamp: Option<DateTime<Utc>>,
    /// Embeds as the wire has them.
    pub embeds: Vec<Value>,
    /// Components as the wire has them, each with its numeric `id`.
    pub components: Vec<Value>,
    /// Files.
    pub attachments: Vec<Attachment>,
    /// Reactions in the order of their first use.
    pub reactions: Vec<Reaction>,
    /// Users who are mentioned after `allowed_mentions`, that is: who were pinged.
    pub mentions: Vec<Snowflake>,
    /// Roles, likewise.
    pub mention_roles: Vec<Snowflake>,
    /// @everyone or @here did ping.
    pub mention_everyone: bool,
    /// What it replies to, forwards, or (types 18, 21, 6) is about.
    pub reference: Option<Reference>,
    /// What the sender gave, to recognise it again.
    pub nonce: Option<Value>,
    /// Bits of [`message_flag`].
    pub flags: u64,
    /// Read aloud.
    pub tts: bool,
    /// When it was pinned.
    pub pinned_at: Option<DateTime<Utc>>,
    /// The thread that was made from it; it has the same id.
    pub thread_id: Option<Snowflake>,
    /// `interaction_metadata` of the wire, for answers to interactions.
    pub interaction: Option<Value>,
    /// The webhook that posted it; for answers to interactions the application.
    pub webhook_id: Option<Snowflake>,
    /// Only this user sees it, and it can only be reached through the interaction's token.
    pub ephemeral_for: Option<Snowflake>,
    /// The forwarded message, as the wire has it.
    pub snapshot: Option<Value>,
    /// The poll, as the wire has it.
    pub poll: Option<Value>,
    /// Number in the order of the channel, as Discord counts messages of threads.
    pub position: Option<u64>,
}

/// What a message refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// 0 for a reply and the like, 1 for a forward.
    pub kind: u8,
    /// Where the other message is.
    pub channel_id: Snowflake,
    /// The other message.
    pub message_id: Option<Snowflake>,
    /// Its guild.
    pub guild_id: Option<Snowflake>,
}

/// Everybody who reacted with one emoji.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Reaction {
    /// With what.
    pub emoji: Emoji,
    /// Who.
    pub users: BTreeSet<Snowflake>,
}

/// A Unicode emoji (`id` is `None`) or one of a guild or application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Emoji {
    /// The id of a custom emoji.
    pub id: Option<Snowflake>,
    /// The emoji itself, or the name of a custom one.
    pub name: String,
    /// It moves.
    pub animated: bool,
}

/// A file at a message; its bytes are in [`World::files`] under the same id.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Attachment {
    /// Its id.
    pub id: Snowflake,
    /// The name of the file.
    pub filename: String,
    /// The text for those who cannot see it, up to 1,024 characters.
    pub description: Option<String>,
    /// The media type.
    pub content_type: Option<String>,
    /// Bytes.
    pub size: u64,
    /// Pixels, for pictures.
    pub width: Option<u32>,
    /// Pixels, for pictures.
    pub height: Option<u32>,
}

/// The bytes of an attachment.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct StoredFile {
    /// The name of the file.
    pub filename: String,
    /// The media type.
    pub content_type: String,
    /// The channel it was sent to.
    pub channel_id: Snowflake,
    /// What it consists of.
    #[serde(with = "hexadecimal")]
    pub bytes: std::sync::Arc<[u8]>,
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
    /// The definition as Discord answers it (names, descriptions, options, permissions as a string, contexts).
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

/// Stores bytes as text, since JSON has none.
mod hexadecimal {
    use std::sync::Arc;

    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(bytes: &Arc<[u8]>, serializer: S) -> Result<S::Ok, S::Error> {
        let mut text = String::with_capacity(bytes.len() * 2);
        for byte in bytes.iter() {
            for digit in [byte >> 4, byte & 15] {
                text.push(char::from_digit(u32::from(digit), 16).unwrap_or('0'));
            }
        }
        serializer.serialize_str(&text)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Arc<[u8]>, D::Error> {
        let text = String::deserialize(deserializer)?;
        let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        text.as_bytes()
            .chunks(2)
            .map(|pair| match pair {
                [high, low] => Some(digit(*high)? << 4 | digit(*low)?),
                _ => None,
            })
            .collect::<Option<Vec<u8>>>()
            .map(Arc::from)
            .ok_or_else(|| serde::de::Error::custom("bytes are not hexadecimal"))
    }
}
