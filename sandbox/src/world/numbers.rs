//! Discord's numbers for types and flags (documentation, resources/channel, message and
//! application).

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
    /// "X's poll has closed", with the result as an embed.
    pub const POLL_RESULT: u8 = 46;
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
    /// A voice note: one sound, and nothing else.
    pub const IS_VOICE_MESSAGE: u64 = 1 << 13;
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
