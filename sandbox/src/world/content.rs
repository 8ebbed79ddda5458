//! Messages and what they are made of. Plain data, like `model.rs`.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::snowflake::Snowflake;

/// A message.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Message {
    /// Its id.
    pub id: Snowflake,
    /// Where it is.
    pub channel_id: Snowflake,
    /// Who wrote it.
    pub author_id: Snowflake,
    /// A number of [`message_kind`](super::numbers::message_kind).
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
    /// Bits of [`message_flag`](super::numbers::message_flag).
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
    /// What a forward shows: a copy of the message as it was then. It is never changed, and has
    /// files of its own.
    pub snapshot: Option<Box<Message>>,
    /// The poll.
    pub poll: Option<Poll>,
    /// Stickers.
    #[serde(default)]
    pub stickers: Vec<StickerItem>,
    /// The name and the picture of a message of a webhook; `author_id` is the webhook's id then.
    #[serde(default)]
    pub sender: Option<Sender>,
    /// The application that posted it by a webhook of its own.
    #[serde(default)]
    pub application_id: Option<Snowflake>,
    /// Number in the order of the channel, as Discord counts messages of threads.
    pub position: Option<u64>,
}

/// As whom a webhook posts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sender {
    /// 1 to 80 characters.
    pub name: String,
    /// The hash of a picture.
    pub avatar: Option<String>,
}

/// A question with answers to choose from (Discord, *Poll Resource*).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Poll {
    /// Up to 300 characters.
    pub question: String,
    /// 1 to 10. Their numbers on the wire begin with 1.
    pub answers: Vec<PollAnswer>,
    /// One may choose several.
    pub multiselect: bool,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
    /// It has ended, and the votes are counted.
    pub finalized: bool,
}

/// One answer of a poll.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PollAnswer {
    /// Up to 55 characters.
    pub text: String,
    /// Shown before the text.
    pub emoji: Option<Emoji>,
    /// Who chose it.
    pub voters: BTreeSet<Snowflake>,
}

/// A sticker as a message carries it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StickerItem {
    /// Its id.
    pub id: Snowflake,
    /// Its name.
    pub name: String,
    /// 1 PNG, 2 APNG, 3 Lottie, 4 GIF.
    pub format: u8,
}

/// What a message refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// 0 for a reply and other references, 1 for a forward.
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
    /// Those of them with a super reaction.
    #[serde(default)]
    pub bursts: BTreeSet<Snowflake>,
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

/// A file at a message; its bytes are in [`World::files`](super::model::World::files) under the
/// same id.
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
    /// The length of a sound in seconds.
    #[serde(default)]
    pub duration_secs: Option<f64>,
    /// The loudness of a voice note over its time: up to 256 bytes, in base64.
    #[serde(default)]
    pub waveform: Option<String>,
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
        let digit =
            |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
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
