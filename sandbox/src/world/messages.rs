//! Posting, editing, deleting and pinning messages (documentation, resources/message).

use std::sync::Arc;

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::error::ApiError;
use crate::wire;
use crate::world::mentions::AllowedMentions;
use crate::world::model::{
    Emoji, NonceUse, Sender, Snowflake, World, kind, message_flag, message_kind,
};
use crate::world::permissions::right;

/// How long a nonce is remembered. Discord says "a few minutes".
const NONCE_MEMORY: TimeDelta = TimeDelta::minutes(5);

/// A message to send. Made by `limits::message_create` from a body, or by hand for people.
#[derive(Debug, Clone, Default)]
pub struct NewMessage {
    /// The text.
    pub content: String,
    /// Embeds, normalised.
    pub embeds: Vec<Value>,
    /// Components, normalised.
    pub components: Vec<Value>,
    /// Files.
    pub files: Vec<NewFile>,
    /// Which mentions ping; `None` is all.
    pub allowed_mentions: Option<AllowedMentions>,
    /// What it replies to or forwards.
    pub reference: Option<ReferenceRequest>,
    /// Given back in the answer and the event.
    pub nonce: Option<Value>,
    /// Send only if the author did not use the nonce in the last five minutes.
    pub enforce_nonce: bool,
    /// Bits of [`crate::world::model::message_flag`].
    pub flags: u64,
    /// Read aloud.
    pub tts: bool,
    /// A poll to start.
    pub poll: Option<NewPoll>,
    /// Stickers, up to 3.
    pub stickers: Vec<Snowflake>,
    /// A number of [`message_kind`], when it is not to follow from `reference`.
    pub kind: Option<u8>,
    /// `interaction_metadata` for answers to interactions.
    pub interaction: Option<Value>,
    /// The application, for answers to interactions; else the webhook.
    pub webhook_id: Option<Snowflake>,
    /// As whom a webhook posts.
    pub sender: Option<Sender>,
    /// The application that made the webhook.
    pub application_id: Option<Snowflake>,
    /// Only this user sees it.
    pub ephemeral_for: Option<Snowflake>,
}

impl NewMessage {
    /// Only a text.
    pub fn text(content: impl Into<String>) -> Self {
        Self { content: content.into(), ..Self::default() }
    }
}

/// A poll to start.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewPoll {
    /// 1 to 300 characters.
    pub question: String,
    /// 1 to 10 answers: the text, and the emoji before it.
    pub answers: Vec<(String, Option<Emoji>)>,
    /// One may choose several.
    pub multiselect: bool,
    /// How long it lasts, 1 to 768 hours.
    pub hours: u32,
}

/// A file to send.
#[derive(Debug, Clone, Default)]
pub struct NewFile {
    /// Its name.
    pub filename: String,
    /// Its media type; guessed from the name if `None`.
    pub content_type: Option<String>,
    /// The text for those who cannot see it.
    pub description: Option<String>,
    /// What it consists of.
    pub bytes: Arc<[u8]>,
    /// The length of a sound in seconds.
    pub duration_secs: Option<f64>,
    /// The loudness of a voice note over its time, in base64.
    pub waveform: Option<String>,
}

impl NewFile {
    /// A file of which nothing is known but its name and its content.
    pub fn named(filename: &str, bytes: &[u8]) -> Self {
        Self { filename: filename.to_owned(), bytes: bytes.into(), ..Self::default() }
    }
}

/// `message_reference` of a body.
#[derive(Debug, Clone)]
pub struct ReferenceRequest {
    /// 0 reply, 1 forward.
    pub kind: u8,
    /// The other message.
    pub message_id: Snowflake,
    /// Its channel; the same one if `None`.
    pub channel_id: Option<Snowflake>,
    /// A reply to a message that is gone is refused; else it becomes an ordinary message.
    pub fail_if_not_exists: bool,
}

impl World {
    /// Sends a message as a member, or as the bot: checks everything, then does it. Returns the id,
    /// which with `enforce_nonce` can be that of an earlier message.
    ///
    /// Errors: 10003, 50001, 50013, 50007, 50008, 40058, 50081, 50083, 50173, 160005, 160002,
    /// 160014, 50035 (reply, forward), 10008 (nonce), 200000, 20016.
    pub fn post_message(
        &mut self,
        by: Snowflake,
        channel: Snowflake,
        new: NewMessage,
    ) -> Result<Snowflake, ApiError> {
        let bits = self.may_write(by, channel)?;
        if !new.files.is_empty() && bits & right::ATTACH_FILES == 0
            || !new.embeds.is_empty() && bits & right::EMBED_LINKS == 0
        {
            return Err(ApiError::missing_permissions());
        }
        if new.poll.is_some() && bits & right::SEND_POLLS == 0 {
            return Err(ApiError::missing_permissions());
        }
        if new.flags & message_flag::IS_VOICE_MESSAGE != 0 && bits & right::SEND_VOICE_MESSAGES == 0
        {
            return Err(ApiError::cannot_send_voice_messages());
        }
        self.check_stickers(channel, &new.stickers)?;
        self.check_reference(by, channel, bits, &new)?;
        if self.is_blocked(&new.content) {
            return Err(ApiError::blocked_by_automod());
        }
        let nonce = new.enforce_nonce.then(|| new.nonce.as_ref().map(nonce_key)).flatten();
        if let Some(key) = &nonce
            && let Some(earlier) = self.earlier(by, key)?
        {
            return Ok(earlier);
        }
        self.check_slowmode(by, channel, bits)?;
        if self
            .channels
            .get(&channel)
            .and_then(|found| found.thread.as_ref())
            .is_some_and(|thread| thread.archived)
        {
            self.unarchive(channel)?;
        }
        let id = self.insert_message(by, channel, new);
        if let Some(key) = nonce {
            let at = self.now();
            self.nonces.insert((by, key.clone()), NonceUse { channel, message: id, at });
            self.nonce_order.push_back((at, (by, key)));
        }
        Ok(id)
    }

    /// The rights of a user who may write in a channel, or why not.
    pub fn may_write(&self, by: Snowflake, channel: Snowflake) -> Result<u64, ApiError> {
        let found = self.visible_channel(by, channel)?;
        let bits = self.permissions(by, channel);
        match found.kind {
            kind::FORUM | kind::MEDIA => return Err(ApiError::forum_needs_thread()),
            kind::CATEGORY => return Err(ApiError::wrong_channel_kind_to_write()),
            kind::DM => {
                let closed = found
                    .participants
                    .iter()
                    .filter(|id| **id != by)
                    .filter_map(|id| self.users.get(id));
                if by == self.bot_id && closed.clone().any(|user| user.direct_messages_closed) {
                    return Err(ApiError::cannot_message_user());
                }
                if by == self.bot_id && !closed.clone().any(|user| self.share_guild(by, user.id)) {
                    return Err(ApiError::no_mutual_guild());
                }
                return Ok(bits);
            }
            _ => {}
        }
        let Some(thread) = &found.thread else {
            return if bits & right::SEND_MESSAGES != 0 {
                Ok(bits)
            } else {
                Err(ApiError::missing_permissions())
            };
        };
        if bits & right::SEND_MESSAGES_IN_THREADS == 0 {
            return Err(ApiError::missing_permissions());
        }
        if thread.locked && bits & right::MANAGE_THREADS == 0 {
            return Err(ApiError::thread_locked());
        }
        // Writing brings an archived thread back, but not a locked one: that takes an explicit
        // edit.
        if thread.locked && thread.archived { Err(ApiError::thread_archived()) } else { Ok(bits) }
    }

    /// Whether two users are members of one guild.
    pub fn share_guild(&self, one: Snowflake, other: Snowflake) -> bool {
        self.guilds
            .values()
            .any(|guild| guild.members.contains_key(&one) && guild.members.contains_key(&other))
    }

    pub(super) fn is_blocked(&self, text: &str) -> bool {
        !self.blocked_words.is_empty() && {
            let text = text.to_lowercase();
            self.blocked_words.iter().any(|word| text.contains(word.as_str()))
        }
    }

    /// Whether AutoMod refuses the name of a thread (200001).
    pub(super) fn check_title(&self, name: &str) -> Result<(), ApiError> {
        if self.is_blocked(name) { Err(ApiError::title_blocked_by_automod()) } else { Ok(()) }
    }

    fn check_reference(
        &self,
        by: Snowflake,
        channel: Snowflake,
        bits: u64,
        new: &NewMessage,
    ) -> Result<(), ApiError> {
        let Some(reference) = &new.reference else { return Ok(()) };
        let place = reference.channel_id.unwrap_or(channel);
        let target = self
            .message(place, reference.message_id)
            .filter(|message| message.ephemeral_for.is_none());
        if reference.kind == 1 {
            let readable = self.permissions(by, place) & right::READ_MESSAGE_HISTORY != 0;
            let target =
                target.filter(|_| self.sees(by, place)).ok_or_else(ApiError::unknown_message)?;
            let has_content = by != self.bot_id || wire::bot_may_read(self, target);
            if !readable || !has_content {
                return Err(ApiError::forward_unreadable());
            }
            if is_system(target.kind) || target.poll.is_some() {
                return Err(ApiError::field(
                    &["message_reference"],
                    "MESSAGE_FORWARD_INVALID",
                    "This message cannot be forwarded",
                ));
            }
            return Ok(());
        }
        if bits & right::READ_MESSAGE_HISTORY == 0 {
            return Err(ApiError::cannot_reply_without_history());
        }
        match target.filter(|_| place == channel) {
            None if reference.fail_if_not_exists => Err(ApiError::field(
                &["message_reference"],
                "REPLIES_UNKNOWN_MESSAGE",
                "Unknown message",
            )),
            Some(target) if is_system(target.kind) => Err(ApiError::field(
                &["message_reference"],
                "REPLIES_CANNOT_REPLY_TO_SYSTEM_MESSAGE",
                "Cannot reply to a system message",
            )),
            _ => Ok(()),
        }
    }

    /// The message that the author sent with this nonce in the last minutes; 10008 if it was
    /// deleted since.
    fn earlier(&mut self, by: Snowflake, key: &str) -> Result<Option<Snowflake>, ApiError> {
        let oldest = self.now() - NONCE_MEMORY;
        while let Some((at, key)) = self.nonce_order.front() {
            if *at > oldest {
                break;
            }
            if self.nonces.get(key).is_some_and(|used| used.at <= oldest) {
                self.nonces.remove(key);
            }
            self.nonce_order.pop_front();
        }
        match self.nonces.get(&(by, key.to_owned())) {
            None => Ok(None),
            Some(used) if self.message(used.channel, used.message).is_some() => {
                Ok(Some(used.message))
            }
            Some(_) => Err(ApiError::unknown_message()),
        }
    }

    /// Slowmode, which bots and moderators do not feel.
    fn check_slowmode(&self, by: Snowflake, channel: Snowflake, bits: u64) -> Result<(), ApiError> {
        let seconds = self.channels.get(&channel).map_or(0, |found| found.rate_limit_per_user);
        let exempt =
            bits & (right::BYPASS_SLOWMODE | right::MANAGE_MESSAGES | right::MANAGE_CHANNELS) != 0;
        if seconds == 0 || exempt || self.users.get(&by).is_some_and(|user| user.bot) {
            return Ok(());
        }
        let since = self.now() - TimeDelta::seconds(i64::from(seconds));
        let recent =
            self.messages.get(&channel).into_iter().flat_map(|messages| messages.values().rev());
        let wrote = recent
            .take_while(|message| message.timestamp > since)
            .any(|message| message.author_id == by);
        if wrote { Err(ApiError::slowmode()) } else { Ok(()) }
    }

    /// Shows that somebody writes, for ten seconds. Errors: those of writing.
    pub fn type_in(&mut self, by: Snowflake, channel: Snowflake) -> Result<(), ApiError> {
        self.may_write(by, channel)?;
        self.tell("TYPING_START", channel, Some(by), |world| {
            let mut event = json!({
                "channel_id": channel.to_string(), "user_id": by.to_string(), "timestamp": world.now().timestamp(),
            });
            let guild = world.guild_of(channel).and_then(|id| world.guilds.get(&id));
            if let Some(member) = guild.and_then(|guild| wire::member(world, guild, by)) {
                event["member"] = member;
            }
            wire::in_guild(world, channel, event)
        });
        Ok(())
    }
}

/// Whether a type of message is written by Discord itself.
pub fn is_system(kind: u8) -> bool {
    !matches!(
        kind,
        message_kind::DEFAULT
            | message_kind::REPLY
            | message_kind::CHAT_INPUT_COMMAND
            | message_kind::CONTEXT_MENU_COMMAND
    )
}

fn nonce_key(nonce: &Value) -> String {
    nonce.as_str().map_or_else(|| nonce.to_string(), str::to_owned)
}
