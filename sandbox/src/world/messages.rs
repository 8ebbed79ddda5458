//! Posting, editing, deleting and pinning messages (documentation, resources/message).

use std::sync::Arc;

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::mentions::AllowedMentions;
use super::model::{Attachment, Message, NonceUse, Reference, Snowflake, StoredFile, World, kind, message_flag, message_kind};
use super::permissions::right;
use crate::error::ApiError;
use crate::{snowflake, wire};

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
    /// Bits of [`message_flag`].
    pub flags: u64,
    /// Read aloud.
    pub tts: bool,
    /// A poll, normalised.
    pub poll: Option<Value>,
    /// A number of [`message_kind`], when it is not to follow from `reference`.
    pub kind: Option<u8>,
    /// `interaction_metadata` for answers to interactions.
    pub interaction: Option<Value>,
    /// The application, for answers to interactions.
    pub webhook_id: Option<Snowflake>,
    /// Only this user sees it.
    pub ephemeral_for: Option<Snowflake>,
}

impl NewMessage {
    /// Only a text.
    pub fn text(content: impl Into<String>) -> Self {
        Self { content: content.into(), ..Self::default() }
    }
}

/// A file to send.
#[derive(Debug, Clone)]
pub struct NewFile {
    /// Its name.
    pub filename: String,
    /// Its media type; guessed from the name if `None`.
    pub content_type: Option<String>,
    /// The text for those who cannot see it.
    pub description: Option<String>,
    /// What it consists of.
    pub bytes: Arc<[u8]>,
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

/// Changes to a message; `None` leaves a part as it is.
#[derive(Debug, Clone, Default)]
pub struct MessageEdit {
    /// The new text; empty for none.
    pub content: Option<String>,
    /// New embeds.
    pub embeds: Option<Vec<Value>>,
    /// New components.
    pub components: Option<Vec<Value>>,
    /// Which mentions count; `None` is all, also on an edit.
    pub allowed_mentions: Option<AllowedMentions>,
    /// New flags (SUPPRESS_EMBEDS and IS_COMPONENTS_V2 are looked at).
    pub flags: Option<u64>,
    /// The attachments that stay; `None` keeps all.
    pub keep_attachments: Option<Vec<KeptAttachment>>,
    /// Files to add.
    pub files: Vec<NewFile>,
}

impl MessageEdit {
    /// Whether more than flags is changed.
    pub fn changes_body(&self) -> bool {
        self.content.is_some()
            || self.embeds.is_some()
            || self.components.is_some()
            || self.keep_attachments.is_some()
            || !self.files.is_empty()
    }
}

/// An attachment that stays at an edited message.
#[derive(Debug, Clone)]
pub struct KeptAttachment {
    /// Which.
    pub id: Snowflake,
    /// A new description; `None` keeps the old one.
    pub description: Option<String>,
}

impl World {
    /// Sends a message as a member, or as the bot: checks everything, then does it. Returns the id, which with
    /// `enforce_nonce` can be that of an earlier message.
    ///
    /// Errors: 10003, 50001, 50013, 50007, 50008, 40058, 50083, 160005, 160002, 50035 (reply), 10008 (nonce), 200000, 20016.
    pub fn post_message(&mut self, by: Snowflake, channel: Snowflake, new: NewMessage) -> Result<Snowflake, ApiError> {
        let bits = self.may_write(by, channel)?;
        if !new.files.is_empty() && bits & right::ATTACH_FILES == 0 || !new.embeds.is_empty() && bits & right::EMBED_LINKS == 0 {
            return Err(ApiError::missing_permissions());
        }
        if new.poll.is_some() && bits & right::SEND_POLLS == 0 {
            return Err(ApiError::missing_permissions());
        }
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
        if self.channels.get(&channel).and_then(|found| found.thread.as_ref()).is_some_and(|thread| thread.archived) {
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
    fn may_write(&self, by: Snowflake, channel: Snowflake) -> Result<u64, ApiError> {
        let found = self.visible_channel(by, channel)?;
        let bits = self.permissions(by, channel);
        match found.kind {
            kind::FORUM | kind::MEDIA => return Err(ApiError::forum_needs_thread()),
            kind::CATEGORY => return Err(ApiError::wrong_channel_kind_to_write()),
            kind::DM => {
                let closed = found.participants.iter().filter(|id| **id != by).filter_map(|id| self.users.get(id));
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
            return if bits & right::SEND_MESSAGES != 0 { Ok(bits) } else { Err(ApiError::missing_permissions()) };
        };
        if bits & right::SEND_MESSAGES_IN_THREADS == 0 {
            return Err(ApiError::missing_permissions());
        }
        if thread.locked && bits & right::MANAGE_THREADS == 0 {
            return Err(ApiError::thread_locked());
        }
        // Writing brings an archived thread back, but not a locked one: that takes an explicit edit.
        if thread.locked && thread.archived { Err(ApiError::thread_archived()) } else { Ok(bits) }
    }

    /// Whether two users are members of one guild.
    pub fn share_guild(&self, one: Snowflake, other: Snowflake) -> bool {
        self.guilds.values().any(|guild| guild.members.contains_key(&one) && guild.members.contains_key(&other))
    }

    fn is_blocked(&self, text: &str) -> bool {
        !self.blocked_words.is_empty() && {
            let text = text.to_lowercase();
            self.blocked_words.iter().any(|word| text.contains(word.as_str()))
        }
    }

    /// Whether AutoMod refuses the name of a thread (200001).
    pub(super) fn check_title(&self, name: &str) -> Result<(), ApiError> {
        if self.is_blocked(name) { Err(ApiError::title_blocked_by_automod()) } else { Ok(()) }
    }

    fn check_reference(&self, by: Snowflake, channel: Snowflake, bits: u64, new: &NewMessage) -> Result<(), ApiError> {
        let Some(reference) = &new.reference else { return Ok(()) };
        let place = reference.channel_id.unwrap_or(channel);
        let target = self.message(place, reference.message_id).filter(|message| message.ephemeral_for.is_none());
        if reference.kind == 1 {
            let readable = self.permissions(by, place) & right::READ_MESSAGE_HISTORY != 0;
            let target = target.filter(|_| self.sees(by, place)).ok_or_else(ApiError::unknown_message)?;
            let plain = matches!(target.kind, message_kind::DEFAULT | message_kind::REPLY);
            let has_content = by != self.bot_id || wire::bot_may_read(self, target);
            if !readable || !has_content {
                return Err(ApiError::forward_unreadable());
            }
            if !plain || target.poll.is_some() {
                return Err(ApiError::field(&["message_reference"], "MESSAGE_FORWARD_INVALID", "This message cannot be forwarded"));
            }
            return Ok(());
        }
        if bits & right::READ_MESSAGE_HISTORY == 0 {
            return Err(ApiError::cannot_reply_without_history());
        }
        match target.filter(|_| place == channel) {
            None if reference.fail_if_not_exists => {
                Err(ApiError::field(&["message_reference"], "REPLIES_UNKNOWN_MESSAGE", "Unknown message"))
            }
            Some(target) if is_system(target.kind) => Err(ApiError::field(
                &["message_reference"],
                "REPLIES_CANNOT_REPLY_TO_SYSTEM_MESSAGE",
                "Cannot reply to a system message",
            )),
            _ => Ok(()),
        }
    }

    /// The message that the author sent with this nonce in the last minutes; 10008 if it was deleted since.
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
            Some(used) if self.message(used.channel, used.message).is_some() => Ok(Some(used.message)),
            Some(_) => Err(ApiError::unknown_message()),
        }
    }

    /// Slowmode, which bots and moderators do not feel.
    fn check_slowmode(&self, by: Snowflake, channel: Snowflake, bits: u64) -> Result<(), ApiError> {
        let seconds = self.channels.get(&channel).map_or(0, |found| found.rate_limit_per_user);
        let exempt = bits & (right::BYPASS_SLOWMODE | right::MANAGE_MESSAGES | right::MANAGE_CHANNELS) != 0;
        if seconds == 0 || exempt || self.users.get(&by).is_some_and(|user| user.bot) {
            return Ok(());
        }
        let since = self.now() - TimeDelta::seconds(i64::from(seconds));
        let recent = self.messages.get(&channel).into_iter().flat_map(|messages| messages.values().rev());
        let wrote = recent.take_while(|message| message.timestamp > since).any(|message| message.author_id == by);
        if wrote { Err(ApiError::slowmode()) } else { Ok(()) }
    }

    /// Puts a message into a channel without asking whether its author may: for answers to interactions and system messages.
    /// Counts, joins mentioned people to a thread, tells the bot. The channel must exist.
    pub fn insert_message(&mut self, by: Snowflake, channel: Snowflake, new: NewMessage) -> Snowflake {
        let id = self.next_id();
        self.insert_message_with_id(id, by, channel, new)
    }

    pub(super) fn insert_message_with_id(&mut self, id: Snowflake, by: Snowflake, channel: Snowflake, new: NewMessage) -> Snowflake {
        let mut message = Message {
            id,
            channel_id: channel,
            author_id: by,
            timestamp: self.now(),
            content: new.content,
            embeds: new.embeds,
            nonce: new.nonce,
            flags: new.flags,
            tts: new.tts,
            interaction: new.interaction,
            webhook_id: new.webhook_id,
            ephemeral_for: new.ephemeral_for,
            poll: new.poll,
            ..Message::default()
        };
        if new.ephemeral_for.is_some() {
            message.flags |= message_flag::EPHEMERAL;
        }
        let replied = self.refer(&mut message, new.reference.as_ref());
        if let Some(kind) = new.kind {
            message.kind = kind;
        }
        message.attachments = new.files.into_iter().map(|file| self.store(channel, file)).collect();
        message.components = wire::resolve_media(self, channel, new.components, &message.attachments);
        let text = searchable_text(&message);
        let pinged = self.pinged(by, channel, &text, new.allowed_mentions.as_ref(), replied);
        (message.mentions, message.mention_roles, message.mention_everyone) = (pinged.users, pinged.roles, pinged.everyone);
        let ephemeral = message.ephemeral_for.is_some();
        if !ephemeral {
            self.count_in(channel, &mut message);
        }
        let join = self.joined_by(&message);
        self.messages.entry(channel).or_default().insert(id, message);
        self.tell_of_message("MESSAGE_CREATE", channel, id);
        if !join.is_empty() {
            self.join_thread(channel, by, &join);
        }
        id
    }

    /// Fills in what a message refers to; returns whom a reply pings.
    fn refer(&self, message: &mut Message, reference: Option<&ReferenceRequest>) -> Option<Snowflake> {
        let reference = reference?;
        let place = reference.channel_id.unwrap_or(message.channel_id);
        let target = self.message(place, reference.message_id);
        if target.is_none() && reference.kind == 0 && !reference.fail_if_not_exists {
            return None;
        }
        message.reference = Some(Reference {
            kind: reference.kind,
            channel_id: place,
            message_id: Some(reference.message_id),
            guild_id: self.guild_of(place),
        });
        if reference.kind == 1 {
            message.flags |= message_flag::HAS_SNAPSHOT;
            message.snapshot = target.map(|target| wire::snapshot(self, target));
            return None;
        }
        message.kind = message_kind::REPLY;
        target.map(|target| target.author_id).filter(|author| *author != message.author_id)
    }

    /// Keeps a file and describes it.
    pub fn store(&mut self, channel: Snowflake, file: NewFile) -> Attachment {
        let id = self.next_id();
        let content_type = file.content_type.unwrap_or_else(|| guess_content_type(&file.filename).to_owned());
        let size = u64::try_from(file.bytes.len()).unwrap_or(u64::MAX);
        let picture = content_type.starts_with("image/").then_some(1);
        let attachment = Attachment {
            id,
            filename: file.filename.clone(),
            description: file.description,
            content_type: Some(content_type.clone()),
            size,
            width: picture,
            height: picture,
        };
        self.files.insert(id, StoredFile { filename: file.filename, content_type, channel_id: channel, bytes: file.bytes });
        attachment
    }

    fn count_in(&mut self, channel: Snowflake, message: &mut Message) {
        let Some(found) = self.channels.get_mut(&channel) else { return };
        found.last_message_id = Some(message.id);
        if let Some(thread) = &mut found.thread {
            message.position = Some(thread.total_message_sent);
            if message.id != channel && message.kind != message_kind::THREAD_STARTER {
                thread.message_count += 1;
                thread.total_message_sent += 1;
            }
        }
    }

    /// Who joins the thread a message is written in: its author, and people and roles it pings who see the parent.
    fn joined_by(&self, message: &Message) -> Vec<Snowflake> {
        let Some(channel) = self.channels.get(&message.channel_id) else { return Vec::new() };
        let (Some(thread), Some(parent), Some(guild)) = (&channel.thread, channel.parent_id, channel.guild_id) else {
            return Vec::new();
        };
        if message.ephemeral_for.is_some() || is_system(message.kind) {
            return Vec::new();
        }
        let mut joined = vec![message.author_id];
        let may_add = channel.kind != kind::PRIVATE_THREAD
            || thread.invitable
            || thread.owner_id == message.author_id
            || self.permissions(message.author_id, parent) & right::MANAGE_THREADS != 0;
        if may_add && let Some(guild) = self.guilds.get(&guild) {
            let pinged_role = |member: &&super::model::Member| member.roles.iter().any(|role| message.mention_roles.contains(role));
            joined.extend(message.mentions.iter().copied());
            if !message.mention_roles.is_empty() {
                joined.extend(guild.members.values().filter(pinged_role).map(|member| member.user_id));
            }
        }
        joined.sort_unstable();
        joined.dedup();
        joined.retain(|user| !thread.members.contains_key(user) && self.sees(*user, parent));
        joined
    }

    /// Tells the bot about a message as it is now: `MESSAGE_CREATE` or `MESSAGE_UPDATE`. Ephemeral ones are told to nobody.
    pub(super) fn tell_of_message(&mut self, name: &'static str, channel: Snowflake, message: Snowflake) {
        let Some(found) = self.message(channel, message).filter(|found| found.ephemeral_for.is_none()) else { return };
        let author = found.author_id;
        self.tell(name, channel, Some(author), |world| {
            world.message(channel, message).map_or(Value::Null, |found| wire::message_event(world, found, name == "MESSAGE_CREATE"))
        });
    }

    /// A message that a user can reach by its id: not ephemeral. Errors: 10003, 50001, 10008.
    pub fn reachable_message(&self, by: Snowflake, channel: Snowflake, message: Snowflake) -> Result<&Message, ApiError> {
        self.visible_channel(by, channel)?;
        self.message(channel, message).filter(|found| found.ephemeral_for.is_none()).ok_or_else(ApiError::unknown_message)
    }

    /// Changes a message of one's own, or the flags of another's with MANAGE_MESSAGES.
    ///
    /// Errors: as [`World::reachable_message`], 50005, 50021, 50013, 50083, 160005, 50006, 200000.
    pub fn edit_message(&mut self, by: Snowflake, channel: Snowflake, message: Snowflake, edit: MessageEdit) -> Result<(), ApiError> {
        let found = self.reachable_message(by, channel, message)?;
        let bits = self.permissions(by, channel);
        if found.author_id != by {
            if edit.changes_body() {
                return Err(ApiError::not_the_author());
            }
            if bits & right::MANAGE_MESSAGES == 0 {
                return Err(ApiError::missing_permissions());
            }
        }
        if is_system(found.kind) {
            return Err(ApiError::system_message());
        }
        if let Some(thread) = self.channels.get(&channel).and_then(|found| found.thread.as_ref()) {
            if thread.locked && bits & right::MANAGE_THREADS == 0 {
                return Err(ApiError::thread_locked());
            }
            if thread.archived {
                return Err(ApiError::thread_archived());
            }
        }
        if edit.content.as_deref().is_some_and(|text| self.is_blocked(text)) {
            return Err(ApiError::blocked_by_automod());
        }
        self.apply_edit(channel, message, edit)
    }

    /// Changes a message without asking who does it: for answers to interactions. Errors: 10008, 50006.
    pub fn apply_edit(&mut self, channel: Snowflake, message: Snowflake, edit: MessageEdit) -> Result<(), ApiError> {
        let mut changed = self.message(channel, message).ok_or_else(ApiError::unknown_message)?.clone();
        let was_loading = changed.flags & message_flag::LOADING != 0;
        let body_changes = edit.changes_body();
        if let Some(content) = edit.content {
            changed.content = content;
        }
        if let Some(embeds) = edit.embeds {
            changed.embeds = embeds;
        }
        if let Some(keep) = edit.keep_attachments {
            changed.attachments.retain(|attachment| keep.iter().any(|kept| kept.id == attachment.id));
            for attachment in &mut changed.attachments {
                let kept = keep.iter().find(|kept| kept.id == attachment.id);
                if let Some(description) = kept.and_then(|kept| kept.description.clone()) {
                    attachment.description = Some(description);
                }
            }
        }
        if let Some(flags) = edit.flags {
            let settable = message_flag::SUPPRESS_EMBEDS;
            changed.flags = changed.flags & !settable | flags & (settable | message_flag::IS_COMPONENTS_V2);
        }
        if changed.flags & message_flag::IS_COMPONENTS_V2 != 0 {
            changed.content.clear();
            changed.embeds.clear();
            changed.poll = None;
        }
        let components = edit.components;
        let empty = changed.content.is_empty() && changed.embeds.is_empty() && changed.attachments.is_empty();
        let no_components = components.as_ref().map_or(changed.components.is_empty(), Vec::is_empty);
        if empty && no_components && edit.files.is_empty() && changed.poll.is_none() && changed.snapshot.is_none() {
            return Err(ApiError::empty_message());
        }
        for file in edit.files {
            let attachment = self.store(channel, file);
            changed.attachments.push(attachment);
        }
        if let Some(components) = components {
            changed.components = wire::resolve_media(self, channel, components, &changed.attachments);
        }
        changed.flags &= !message_flag::LOADING;
        if body_changes {
            let text = searchable_text(&changed);
            let replied = changed.reference.filter(|_| changed.kind == message_kind::REPLY).and_then(|reference| {
                self.message(reference.channel_id, reference.message_id?).map(|target| target.author_id)
            });
            let pinged = self.pinged(changed.author_id, channel, &text, edit.allowed_mentions.as_ref(), replied);
            (changed.mentions, changed.mention_roles, changed.mention_everyone) = (pinged.users, pinged.roles, pinged.everyone);
            // The arrival of a deferred answer is not shown as an edit.
            if !was_loading {
                changed.edited_timestamp = Some(self.now());
            }
        }
        self.forget_files_but(channel, message, &changed.attachments);
        self.messages.entry(channel).or_default().insert(message, changed);
        self.tell_of_message("MESSAGE_UPDATE", channel, message);
        Ok(())
    }

    fn forget_files_but(&mut self, channel: Snowflake, message: Snowflake, kept: &[Attachment]) {
        let old = self.message(channel, message).map(|old| old.attachments.iter().map(|file| file.id).collect::<Vec<_>>());
        for id in old.unwrap_or_default() {
            if !kept.iter().any(|attachment| attachment.id == id) {
                self.files.remove(&id);
            }
        }
    }

    /// Deletes a message of one's own, or another's with MANAGE_MESSAGES. Works in archived threads.
    ///
    /// Errors: as [`World::reachable_message`], 50013, 50021.
    pub fn delete_message(&mut self, by: Snowflake, channel: Snowflake, message: Snowflake) -> Result<(), ApiError> {
        let found = self.reachable_message(by, channel, message)?;
        if matches!(found.kind, 1..=5 | message_kind::THREAD_STARTER) {
            return Err(ApiError::system_message());
        }
        let moderates = self.guild_of(channel).is_some() && self.permissions(by, channel) & right::MANAGE_MESSAGES != 0;
        if found.author_id != by && !moderates {
            return Err(ApiError::missing_permissions());
        }
        self.remove_message(channel, message);
        Ok(())
    }

    /// Deletes a message without asking who does it, ephemeral or not. Nothing happens if it is gone.
    pub fn remove_message(&mut self, channel: Snowflake, message: Snowflake) {
        let Some(removed) = self.take_message(channel, message) else { return };
        if removed.ephemeral_for.is_some() {
            return;
        }
        let author = removed.author_id;
        self.tell("MESSAGE_DELETE", channel, Some(author), |world| {
            wire::in_guild(world, channel, json!({ "id": message.to_string(), "channel_id": channel.to_string() }))
        });
    }

    fn take_message(&mut self, channel: Snowflake, message: Snowflake) -> Option<Message> {
        let removed = self.messages.get_mut(&channel)?.remove(&message)?;
        for attachment in &removed.attachments {
            self.files.remove(&attachment.id);
        }
        let counts = message != channel && removed.kind != message_kind::THREAD_STARTER && removed.ephemeral_for.is_none();
        if counts && let Some(thread) = self.channels.get_mut(&channel).and_then(|found| found.thread.as_mut()) {
            thread.message_count = thread.message_count.saturating_sub(1);
        }
        Some(removed)
    }

    /// Deletes 2 to 100 messages of the last two weeks at once; unknown ids are ignored. Errors: 50016, 50034, 50003, 50013.
    pub fn bulk_delete(&mut self, by: Snowflake, channel: Snowflake, messages: &[Snowflake]) -> Result<(), ApiError> {
        self.require(by, channel, right::MANAGE_MESSAGES)?;
        if self.guild_of(channel).is_none() {
            return Err(ApiError::not_in_direct_messages());
        }
        if !(2..=100).contains(&messages.len()) {
            return Err(ApiError::bulk_delete_count());
        }
        let oldest = self.now() - TimeDelta::days(14);
        if messages.iter().any(|id| snowflake::time(*id) < oldest) {
            return Err(ApiError::bulk_delete_age());
        }
        let gone: Vec<String> =
            messages.iter().filter(|id| self.take_message(channel, **id).is_some()).map(Snowflake::to_string).collect();
        if !gone.is_empty() {
            self.tell("MESSAGE_DELETE_BULK", channel, None, |world| {
                wire::in_guild(world, channel, json!({ "ids": gone, "channel_id": channel.to_string() }))
            });
        }
        Ok(())
    }

    /// Pins or unpins a message. Errors: as [`World::reachable_message`], 50013, 30003, 50083, 50021.
    pub fn pin_message(&mut self, by: Snowflake, channel: Snowflake, message: Snowflake, pin: bool) -> Result<(), ApiError> {
        let found = self.reachable_message(by, channel, message)?;
        self.require(by, channel, right::PIN_MESSAGES | if pin { right::READ_MESSAGE_HISTORY } else { 0 })?;
        if is_system(found.kind) {
            return Err(ApiError::system_message());
        }
        self.refuse_archived(channel)?;
        if found.pinned_at.is_some() == pin {
            return Ok(());
        }
        let pinned = self.messages.get(&channel).map_or(0, |all| all.values().filter(|one| one.pinned_at.is_some()).count());
        if pin && pinned >= 50 {
            return Err(ApiError::too_many_pins());
        }
        let now = self.now();
        if let Some(found) = self.messages.get_mut(&channel).and_then(|messages| messages.get_mut(&message)) {
            found.pinned_at = pin.then_some(now);
        }
        if let Some(found) = self.channels.get_mut(&channel).filter(|_| pin) {
            found.last_pin_timestamp = Some(now);
        }
        self.tell_of_message("MESSAGE_UPDATE", channel, message);
        self.tell("CHANNEL_PINS_UPDATE", channel, None, |world| {
            let last = world.channels.get(&channel).and_then(|found| found.last_pin_timestamp).map(wire::time);
            wire::in_guild(world, channel, json!({ "channel_id": channel.to_string(), "last_pin_timestamp": last }))
        });
        if pin {
            let reference = self.refer_to(channel, Some(message));
            self.insert_about(by, channel, Message { kind: message_kind::PIN, reference, ..Message::default() });
        }
        Ok(())
    }

    /// Puts in a system message: `about` has what is special about it.
    pub(super) fn insert_about(&mut self, by: Snowflake, channel: Snowflake, about: Message) -> Snowflake {
        let id = self.next_id();
        let mut message = Message { id, channel_id: channel, author_id: by, timestamp: self.now(), ..about };
        self.count_in(channel, &mut message);
        self.messages.entry(channel).or_default().insert(id, message);
        self.tell_of_message("MESSAGE_CREATE", channel, id);
        id
    }

    /// A reference to a place or a message in it, for system messages.
    pub(super) fn refer_to(&self, place: Snowflake, message: Option<Snowflake>) -> Option<Reference> {
        Some(Reference { kind: 0, channel_id: place, message_id: message, guild_id: self.guild_of(place) })
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
        message_kind::DEFAULT | message_kind::REPLY | message_kind::CHAT_INPUT_COMMAND | message_kind::CONTEXT_MENU_COMMAND
    )
}

/// All text of a message in which mentions count: its content, and the text displays of its components.
fn searchable_text(message: &Message) -> String {
    let mut text = message.content.clone();
    let mut add = |components: &[Value]| {
        let mut open: Vec<&Value> = components.iter().collect();
        while let Some(component) = open.pop() {
            if component["type"] == 10 {
                text.push('\n');
                text.push_str(component["content"].as_str().unwrap_or_default());
            }
            open.extend(component["components"].as_array().into_iter().flatten());
        }
    };
    add(&message.components);
    text
}

fn nonce_key(nonce: &Value) -> String {
    nonce.as_str().map_or_else(|| nonce.to_string(), str::to_owned)
}

fn guess_content_type(filename: &str) -> &'static str {
    let ending = filename.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    match ending.as_str() {
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "txt" | "log" | "md" => "text/plain; charset=utf-8",
        "json" => "application/json",
        "html" => "text/html; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "pdf" => "application/pdf",
        "mp4" => "video/mp4",
        "zip" => "application/zip",
        _ => "application/octet-stream",
    }
}
