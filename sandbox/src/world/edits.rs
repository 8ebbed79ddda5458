//! Editing, deleting and pinning messages (documentation, resources/message).

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::error::ApiError;
use crate::world::insertion::searchable_text;
use crate::world::mentions::AllowedMentions;
use crate::world::messages::{NewFile, is_system};
use crate::world::model::{
    Attachment, Message, Notice, Snowflake, World, message_flag, message_kind,
};
use crate::world::permissions::right;
use crate::{snowflake, wire};

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
    /// A message that a user can reach by its id: not ephemeral. Errors: 10003, 50001, 10008.
    pub fn reachable_message(
        &self,
        by: Snowflake,
        channel: Snowflake,
        message: Snowflake,
    ) -> Result<&Message, ApiError> {
        self.visible_channel(by, channel)?;
        self.message(channel, message)
            .filter(|found| found.ephemeral_for.is_none())
            .ok_or_else(ApiError::unknown_message)
    }

    /// Changes a message of one's own, or the flags of another's with MANAGE_MESSAGES.
    ///
    /// Errors: as [`World::reachable_message`], 50005, 50021, 50013, 50083, 50162, 160005, 50006,
    /// 200000, 520003.
    pub fn edit_message(
        &mut self,
        by: Snowflake,
        channel: Snowflake,
        message: Snowflake,
        edit: MessageEdit,
    ) -> Result<(), ApiError> {
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
        if edit.changes_body() && found.poll.is_some() {
            return Err(ApiError::poll_cannot_be_edited());
        }
        if edit.changes_body() && found.flags & message_flag::IS_VOICE_MESSAGE != 0 {
            return Err(ApiError::voice_message_edited());
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

    /// Changes a message without asking who does it: for answers to interactions. Errors: 10008,
    /// 50006.
    pub fn apply_edit(
        &mut self,
        channel: Snowflake,
        message: Snowflake,
        edit: MessageEdit,
    ) -> Result<(), ApiError> {
        let mut changed =
            self.message(channel, message).ok_or_else(ApiError::unknown_message)?.clone();
        let was_loading = changed.flags & message_flag::LOADING != 0;
        let body_changes = edit.changes_body();
        if let Some(content) = edit.content {
            changed.content = content;
        }
        if let Some(embeds) = edit.embeds {
            changed.embeds = embeds;
        }
        if let Some(keep) = edit.keep_attachments {
            changed
                .attachments
                .retain(|attachment| keep.iter().any(|kept| kept.id == attachment.id));
            for attachment in &mut changed.attachments {
                let kept = keep.iter().find(|kept| kept.id == attachment.id);
                if let Some(description) = kept.and_then(|kept| kept.description.clone()) {
                    attachment.description = Some(description);
                }
            }
        }
        if let Some(flags) = edit.flags {
            let settable = message_flag::SUPPRESS_EMBEDS;
            changed.flags =
                changed.flags & !settable | flags & (settable | message_flag::IS_COMPONENTS_V2);
        }
        if changed.flags & message_flag::IS_COMPONENTS_V2 != 0 {
            changed.content.clear();
            changed.embeds.clear();
            changed.stickers.clear();
            changed.poll = None;
        }
        let components = edit.components;
        let empty = changed.content.is_empty()
            && changed.embeds.is_empty()
            && changed.attachments.is_empty();
        let no_components =
            components.as_ref().map_or(changed.components.is_empty(), Vec::is_empty);
        if empty
            && no_components
            && edit.files.is_empty()
            && changed.poll.is_none()
            && changed.snapshot.is_none()
            && changed.stickers.is_empty()
        {
            return Err(ApiError::empty_message());
        }
        for file in edit.files {
            let attachment = self.store(channel, file);
            changed.attachments.push(attachment);
        }
        if let Some(components) = components {
            changed.components =
                wire::resolve_media(self, channel, components, &changed.attachments);
        }
        changed.flags &= !message_flag::LOADING;
        if body_changes {
            let text = searchable_text(&changed);
            let replied = changed
                .reference
                .filter(|_| changed.kind == message_kind::REPLY)
                .and_then(|reference| {
                    self.message(reference.channel_id, reference.message_id?)
                        .map(|target| target.author_id)
                });
            let pinged = self.pinged(
                changed.author_id,
                channel,
                &text,
                edit.allowed_mentions.as_ref(),
                replied,
            );
            (changed.mentions, changed.mention_roles, changed.mention_everyone) =
                (pinged.users, pinged.roles, pinged.everyone);
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
        let old = self
            .message(channel, message)
            .map(|old| old.attachments.iter().map(|file| file.id).collect::<Vec<_>>());
        for id in old.unwrap_or_default() {
            if !kept.iter().any(|attachment| attachment.id == id) {
                self.files.remove(&id);
            }
        }
    }

    /// Deletes a message of one's own, or another's with MANAGE_MESSAGES. Works in archived
    /// threads.
    ///
    /// Errors: as [`World::reachable_message`], 50013, 50021.
    pub fn delete_message(
        &mut self,
        by: Snowflake,
        channel: Snowflake,
        message: Snowflake,
    ) -> Result<(), ApiError> {
        let found = self.reachable_message(by, channel, message)?;
        if matches!(found.kind, 1..=5 | message_kind::THREAD_STARTER) {
            return Err(ApiError::system_message());
        }
        let moderates = self.guild_of(channel).is_some()
            && self.permissions(by, channel) & right::MANAGE_MESSAGES != 0;
        if found.author_id != by && !moderates {
            return Err(ApiError::missing_permissions());
        }
        self.remove_message(channel, message);
        Ok(())
    }

    /// Deletes a message without asking who does it, ephemeral or not. Nothing happens if it is
    /// gone.
    pub fn remove_message(&mut self, channel: Snowflake, message: Snowflake) {
        let Some(removed) = self.take_message(channel, message) else { return };
        if removed.ephemeral_for.is_some() {
            return;
        }
        let author = removed.author_id;
        self.tell("MESSAGE_DELETE", channel, Some(author), |world| {
            wire::in_guild(
                world,
                channel,
                json!({ "id": message.to_string(), "channel_id": channel.to_string() }),
            )
        });
    }

    /// Deletes the files of a message, and of what it forwards.
    pub(super) fn forget_files(&mut self, message: &Message) {
        let forwarded = message.snapshot.iter().flat_map(|inner| &inner.attachments);
        for attachment in message.attachments.iter().chain(forwarded) {
            self.files.remove(&attachment.id);
        }
    }

    fn take_message(&mut self, channel: Snowflake, message: Snowflake) -> Option<Message> {
        let removed = self.messages.get_mut(&channel)?.remove(&message)?;
        self.noticed.push(Notice::MessageGone { channel, message, only: removed.ephemeral_for });
        self.forget_files(&removed);
        let counts = message != channel
            && removed.kind != message_kind::THREAD_STARTER
            && removed.ephemeral_for.is_none();
        if counts
            && let Some(thread) =
                self.channels.get_mut(&channel).and_then(|found| found.thread.as_mut())
        {
            thread.message_count = thread.message_count.saturating_sub(1);
        }
        Some(removed)
    }

    /// Deletes 2 to 100 messages of the last two weeks at once; unknown ids are ignored. Errors:
    /// 50016, 50034, 50003, 50013.
    pub fn bulk_delete(
        &mut self,
        by: Snowflake,
        channel: Snowflake,
        messages: &[Snowflake],
    ) -> Result<(), ApiError> {
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
        self.remove_messages(channel, messages);
        Ok(())
    }

    /// Deletes messages of a channel at once, without asking anybody; unknown ids are ignored.
    pub fn remove_messages(&mut self, channel: Snowflake, messages: &[Snowflake]) {
        let gone: Vec<String> = messages
            .iter()
            .filter(|id| self.take_message(channel, **id).is_some())
            .map(Snowflake::to_string)
            .collect();
        if !gone.is_empty() {
            self.tell("MESSAGE_DELETE_BULK", channel, None, |world| {
                wire::in_guild(
                    world,
                    channel,
                    json!({ "ids": gone, "channel_id": channel.to_string() }),
                )
            });
        }
    }

    /// Pins or unpins a message. Errors: as [`World::reachable_message`], 50013, 30003, 50083,
    /// 50021.
    pub fn pin_message(
        &mut self,
        by: Snowflake,
        channel: Snowflake,
        message: Snowflake,
        pin: bool,
    ) -> Result<(), ApiError> {
        let found = self.reachable_message(by, channel, message)?;
        self.require(
            by,
            channel,
            right::PIN_MESSAGES | if pin { right::READ_MESSAGE_HISTORY } else { 0 },
        )?;
        if is_system(found.kind) {
            return Err(ApiError::system_message());
        }
        self.refuse_archived(channel)?;
        if found.pinned_at.is_some() == pin {
            return Ok(());
        }
        let pinned = self
            .messages
            .get(&channel)
            .map_or(0, |all| all.values().filter(|one| one.pinned_at.is_some()).count());
        if pin && pinned >= 50 {
            return Err(ApiError::too_many_pins());
        }
        let now = self.now();
        if let Some(found) =
            self.messages.get_mut(&channel).and_then(|messages| messages.get_mut(&message))
        {
            found.pinned_at = pin.then_some(now);
        }
        if let Some(found) = self.channels.get_mut(&channel).filter(|_| pin) {
            found.last_pin_timestamp = Some(now);
        }
        self.tell_of_message("MESSAGE_UPDATE", channel, message);
        self.tell("CHANNEL_PINS_UPDATE", channel, None, |world| {
            let last = world
                .channels
                .get(&channel)
                .and_then(|found| found.last_pin_timestamp)
                .map(wire::time);
            wire::in_guild(
                world,
                channel,
                json!({ "channel_id": channel.to_string(), "last_pin_timestamp": last }),
            )
        });
        if pin {
            let reference = self.refer_to(channel, Some(message));
            self.insert_about(
                by,
                channel,
                Message { kind: message_kind::PIN, reference, ..Message::default() },
            );
        }
        Ok(())
    }
}
