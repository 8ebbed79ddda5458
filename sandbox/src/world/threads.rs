//! Threads and forum posts (documentation, topics/threads and resources/channel).

use std::collections::BTreeMap;

use serde_json::json;

use crate::error::ApiError;
use crate::wire;
use crate::world::messages::NewMessage;
use crate::world::model::{
    Channel, Message, Snowflake, Thread, World, channel_flag, kind, message_flag, message_kind,
};
use crate::world::permissions::right;

/// A thread to start.
#[derive(Debug, Clone, Default)]
pub struct NewThread {
    /// 1 to 100 characters.
    pub name: String,
    /// Minutes; the channel's default, or 4320, if `None`.
    pub auto_archive_duration: Option<u32>,
    /// Slowmode in seconds; the channel's default if `None`.
    pub rate_limit_per_user: Option<u32>,
    /// Only without a message: a number of [`kind`]; private if `None`.
    pub kind: Option<u8>,
    /// Only for private threads: whether everybody in it may add others; yes if `None`.
    pub invitable: Option<bool>,
    /// Only for forum posts.
    pub applied_tags: Vec<Snowflake>,
}

impl NewThread {
    /// A thread with a name and defaults.
    pub fn named(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }
}

/// Changes to a thread; `None` leaves a part as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ThreadEdit {
    /// 1 to 100 characters.
    pub name: Option<String>,
    /// Archives or unarchives it.
    pub archived: Option<bool>,
    /// Only moderators write and bring it back.
    pub locked: Option<bool>,
    /// Only for private threads: whether members add others.
    pub invitable: Option<bool>,
    /// Minutes.
    pub auto_archive_duration: Option<u32>,
    /// Slowmode in seconds.
    pub rate_limit_per_user: Option<u32>,
    /// Bits of [`channel_flag`]; only PINNED is looked at.
    pub flags: Option<u64>,
    /// Only for forum posts, up to 5.
    pub applied_tags: Option<Vec<Snowflake>>,
}

impl World {
    /// Starts a thread from a message; its id is the message's.
    ///
    /// Errors: 10003, 50001, 50024 (not in this type of channel), 50013, 10008, 160004, 160006,
    /// 160007, 50021, 200001.
    pub fn start_thread_from_message(
        &mut self,
        by: Snowflake,
        channel: Snowflake,
        message: Snowflake,
        new: NewThread,
    ) -> Result<Snowflake, ApiError> {
        let found = self.visible_channel(by, channel)?;
        let thread_kind = match found.kind {
            kind::TEXT => kind::PUBLIC_THREAD,
            kind::ANNOUNCEMENT => kind::ANNOUNCEMENT_THREAD,
            _ => return Err(ApiError::wrong_channel_kind()),
        };
        self.require(by, channel, right::CREATE_PUBLIC_THREADS)?;
        let target = self.reachable_message(by, channel, message)?;
        if super::messages::is_system(target.kind) {
            return Err(ApiError::system_message());
        }
        if self.channels.contains_key(&message) {
            return Err(ApiError::thread_exists());
        }
        self.check_title(&new.name)?;
        self.insert_thread(message, by, channel, thread_kind, new)?;
        if let Some(target) =
            self.messages.get_mut(&channel).and_then(|messages| messages.get_mut(&message))
        {
            target.flags |= message_flag::HAS_THREAD;
            target.thread_id = Some(message);
        }
        self.tell_of_message("MESSAGE_UPDATE", channel, message);
        let reference = self.refer_to(channel, Some(message));
        self.insert_about(
            by,
            message,
            Message { kind: message_kind::THREAD_STARTER, reference, ..Message::default() },
        );
        Ok(message)
    }

    /// Starts a thread without a message, private unless `kind` says otherwise. A public one is
    /// announced in the channel (type 18).
    ///
    /// Errors: 10003, 50001, 50024, 50013, 160006, 160007, 200001.
    pub fn start_thread(
        &mut self,
        by: Snowflake,
        channel: Snowflake,
        new: NewThread,
    ) -> Result<Snowflake, ApiError> {
        let found = self.visible_channel(by, channel)?;
        let wanted = new.kind.unwrap_or(kind::PRIVATE_THREAD);
        let rights = match (found.kind, wanted) {
            (kind::TEXT, kind::PRIVATE_THREAD) => right::CREATE_PRIVATE_THREADS,
            (kind::TEXT, kind::PUBLIC_THREAD) | (kind::ANNOUNCEMENT, kind::ANNOUNCEMENT_THREAD) => {
                right::CREATE_PUBLIC_THREADS
            }
            _ => return Err(ApiError::wrong_channel_kind()),
        };
        self.require(by, channel, rights)?;
        self.check_title(&new.name)?;
        let name = new.name.clone();
        let id = self.next_id();
        self.insert_thread(id, by, channel, wanted, new)?;
        if wanted != kind::PRIVATE_THREAD {
            let reference = self.refer_to(id, None);
            let kind = message_kind::THREAD_CREATED;
            self.insert_about(
                by,
                channel,
                Message { kind, content: name, reference, ..Message::default() },
            );
        }
        Ok(id)
    }

    /// Starts a post of a forum: a thread whose first message has the thread's id. Takes
    /// SEND_MESSAGES only.
    ///
    /// Errors: 10003, 50001, 50024, 50013, 10087, 40067, 160006, 200000, 200001.
    pub fn create_forum_post(
        &mut self,
        by: Snowflake,
        channel: Snowflake,
        new: NewThread,
        message: NewMessage,
    ) -> Result<Snowflake, ApiError> {
        let found = self.visible_channel(by, channel)?;
        if !matches!(found.kind, kind::FORUM | kind::MEDIA) {
            return Err(ApiError::wrong_channel_kind());
        }
        let tag_required = found.flags & channel_flag::REQUIRE_TAG != 0;
        let bits = self.require(by, channel, right::SEND_MESSAGES)?;
        if !message.files.is_empty() && bits & right::ATTACH_FILES == 0
            || !message.embeds.is_empty() && bits & right::EMBED_LINKS == 0
        {
            return Err(ApiError::missing_permissions());
        }
        if tag_required && new.applied_tags.is_empty() {
            return Err(ApiError::tag_required());
        }
        self.check_tags(channel, bits, &[], &new.applied_tags)?;
        self.check_title(&new.name)?;
        self.check_title(&message.content).map_err(|_| ApiError::blocked_by_automod())?;
        let id = self.next_id();
        self.insert_thread(id, by, channel, kind::PUBLIC_THREAD, new)?;
        if let Some(forum) = self.channels.get_mut(&channel) {
            forum.last_message_id = Some(id);
        }
        Ok(self.insert_message_with_id(id, by, id, message))
    }

    /// Whether tags exist in a forum (10087), and whether all that are new or gone may be set by
    /// these rights (50013).
    fn check_tags(
        &self,
        forum: Snowflake,
        bits: u64,
        before: &[Snowflake],
        after: &[Snowflake],
    ) -> Result<(), ApiError> {
        let tags = self.channels.get(&forum).map_or(&[][..], |forum| &forum.available_tags);
        if after.iter().any(|id| !tags.iter().any(|tag| tag.id == *id)) {
            return Err(ApiError::unknown_tag());
        }
        let changed = before
            .iter()
            .filter(|id| !after.contains(id))
            .chain(after.iter().filter(|id| !before.contains(id)));
        let moderated =
            changed.filter_map(|id| tags.iter().find(|tag| tag.id == *id)).any(|tag| tag.moderated);
        if moderated && bits & right::MANAGE_THREADS == 0 {
            Err(ApiError::missing_permissions())
        } else {
            Ok(())
        }
    }

    fn insert_thread(
        &mut self,
        id: Snowflake,
        by: Snowflake,
        parent: Snowflake,
        kind: u8,
        new: NewThread,
    ) -> Result<(), ApiError> {
        let now = self.now();
        let found = self.channels.get(&parent).ok_or_else(ApiError::unknown_channel)?;
        let defaults = (
            found.default_auto_archive_duration,
            found.default_thread_rate_limit_per_user,
            found.nsfw,
        );
        let guild_id = found.guild_id.ok_or_else(ApiError::wrong_channel_kind)?;
        self.check_active_limit(guild_id, kind)?;
        let guild = self.guilds.get_mut(&guild_id).ok_or_else(ApiError::unknown_guild)?;
        guild.active_threads.insert(id);
        let private = kind == kind::PRIVATE_THREAD;
        let thread = Thread {
            owner_id: by,
            archived: false,
            locked: false,
            auto_archive_duration: new.auto_archive_duration.or(defaults.0).unwrap_or(4320),
            archive_timestamp: now,
            invitable: !private || new.invitable.unwrap_or(true),
            create_timestamp: now,
            message_count: 0,
            total_message_sent: 0,
            members: BTreeMap::from([(by, now)]),
            applied_tags: new.applied_tags,
        };
        let channel = Channel {
            parent_id: Some(parent),
            thread: Some(thread),
            rate_limit_per_user: new.rate_limit_per_user.unwrap_or(defaults.1),
            nsfw: defaults.2,
            ..Channel::of_guild(id, guild_id, kind, new.name)
        };
        self.channels.insert(id, channel);
        self.tell("THREAD_CREATE", id, None, |world| {
            let mut event = wire::thread_for_bot(world, id);
            event["newly_created"] = json!(true);
            event
        });
        self.tell_of_members(id, &[by]);
        Ok(())
    }

    /// Changes a thread. An archived one is only changed by an edit that brings it back (`archived:
    /// false`).
    ///
    /// Who may: name, duration, archiving: the owner or MANAGE_THREADS; bringing back: who may
    /// write; tags: the owner (moderated ones: MANAGE_THREADS); lock, slowmode, pin:
    /// MANAGE_THREADS.
    ///
    /// Errors: 10003, 50001, 50013, 50083, 160005, 160006, 160007, 10087, 40067, 200001.
    pub fn edit_thread(
        &mut self,
        by: Snowflake,
        id: Snowflake,
        edit: ThreadEdit,
    ) -> Result<(), ApiError> {
        let channel = self.visible_channel(by, id)?.clone();
        let thread = channel.thread.as_ref().ok_or_else(ApiError::wrong_channel_kind)?;
        let bits = self.permissions(by, id);
        let moderates = bits & right::MANAGE_THREADS != 0;
        let owns = thread.owner_id == by;
        if thread.locked && !moderates {
            return Err(ApiError::thread_locked());
        }
        if thread.archived && edit.archived != Some(false) {
            return Err(ApiError::thread_archived());
        }
        let only_unarchives = edit == ThreadEdit { archived: Some(false), ..ThreadEdit::default() };
        let may_write = bits & (right::SEND_MESSAGES | right::SEND_MESSAGES_IN_THREADS) != 0;
        let moderator_only = edit.locked.is_some_and(|locked| locked != thread.locked)
            || edit
                .rate_limit_per_user
                .is_some_and(|seconds| seconds != channel.rate_limit_per_user)
            || edit.flags.is_some_and(|flags| {
                flags & channel_flag::PINNED != channel.flags & channel_flag::PINNED
            });
        let allowed = moderates || !moderator_only && (owns || only_unarchives && may_write);
        if !allowed {
            return Err(ApiError::missing_permissions());
        }
        if let Some(tags) = &edit.applied_tags {
            let forum = channel.parent_id.ok_or_else(ApiError::wrong_channel_kind)?;
            let required = self
                .channels
                .get(&forum)
                .is_some_and(|forum| forum.flags & channel_flag::REQUIRE_TAG != 0);
            if required && tags.is_empty() {
                return Err(ApiError::tag_required());
            }
            self.check_tags(forum, bits, &thread.applied_tags, tags)?;
        }
        if let Some(name) = &edit.name {
            self.check_title(name)?;
        }
        if thread.archived {
            let guild = channel.guild_id.ok_or_else(ApiError::unknown_guild)?;
            self.check_active_limit(guild, channel.kind)?;
        }
        let renamed = edit.name.clone().filter(|name| *name != channel.name);
        let unarchives = thread.archived;
        self.apply_thread_edit(id, edit);
        self.tell("THREAD_UPDATE", id, None, |world| wire::thread_for_bot(world, id));
        if unarchives {
            self.tell_of_own_membership(id);
        }
        if let Some(name) = renamed {
            self.insert_about(
                by,
                id,
                Message { kind: message_kind::NAME_CHANGE, content: name, ..Message::default() },
            );
        }
        Ok(())
    }

    fn apply_thread_edit(&mut self, id: Snowflake, edit: ThreadEdit) {
        let now = self.now();
        let Some(channel) = self.channels.get_mut(&id) else { return };
        if let Some(name) = edit.name {
            channel.name = name;
        }
        if let Some(seconds) = edit.rate_limit_per_user {
            channel.rate_limit_per_user = seconds;
        }
        if let Some(flags) = edit.flags {
            channel.flags = channel.flags & !channel_flag::PINNED | flags & channel_flag::PINNED;
        }
        let guild = channel.guild_id;
        let Some(thread) = &mut channel.thread else { return };
        thread.locked = edit.locked.unwrap_or(thread.locked);
        thread.auto_archive_duration =
            edit.auto_archive_duration.unwrap_or(thread.auto_archive_duration);
        if channel.kind == kind::PRIVATE_THREAD {
            thread.invitable = edit.invitable.unwrap_or(thread.invitable);
        }
        if let Some(tags) = edit.applied_tags {
            thread.applied_tags = tags;
        }
        if let Some(archived) = edit.archived.filter(|archived| *archived != thread.archived) {
            thread.archived = archived;
            thread.archive_timestamp = now;
            if let Some(guild) = guild.and_then(|id| self.guilds.get_mut(&id)) {
                let (from, to) = if archived {
                    (&mut guild.active_threads, &mut guild.archived_threads)
                } else {
                    (&mut guild.archived_threads, &mut guild.active_threads)
                };
                from.remove(&id);
                to.insert(id);
            }
        }
    }

    /// Whether one more thread of this type may be active in a guild. Errors: 160006, 160007.
    fn check_active_limit(&self, guild: Snowflake, thread: u8) -> Result<(), ApiError> {
        let guild = self.guilds.get(&guild).ok_or_else(ApiError::unknown_guild)?;
        if guild.active_threads.len() >= self.active_thread_limit {
            return Err(ApiError::too_many_active_threads());
        }
        let announcing = |id: &&Snowflake| {
            self.channels.get(id).is_some_and(|found| found.kind == kind::ANNOUNCEMENT_THREAD)
        };
        if thread == kind::ANNOUNCEMENT_THREAD
            && guild.active_threads.iter().filter(announcing).count()
                >= self.active_announcement_thread_limit
        {
            return Err(ApiError::too_many_active_announcement_threads());
        }
        Ok(())
    }

    /// Brings an archived thread back because somebody writes in it. Errors: 160006,
    /// 160007.
    pub(super) fn unarchive(&mut self, id: Snowflake) -> Result<(), ApiError> {
        let channel = self.channels.get(&id).ok_or_else(ApiError::unknown_channel)?;
        let guild = channel.guild_id.ok_or_else(ApiError::unknown_guild)?;
        self.check_active_limit(guild, channel.kind)?;
        self.apply_thread_edit(id, ThreadEdit { archived: Some(false), ..ThreadEdit::default() });
        self.tell("THREAD_UPDATE", id, None, |world| wire::thread_for_bot(world, id));
        self.tell_of_own_membership(id);
        Ok(())
    }

    /// Refuses with 50083 if the channel is an archived thread.
    pub(super) fn refuse_archived(&self, channel: Snowflake) -> Result<(), ApiError> {
        let thread = self.channels.get(&channel).and_then(|channel| channel.thread.as_ref());
        if thread.is_some_and(|thread| thread.archived) {
            Err(ApiError::thread_archived())
        } else {
            Ok(())
        }
    }

    /// Archives a thread without asking anybody, as Discord does after inactivity.
    pub fn archive_thread(&mut self, id: Snowflake) {
        self.apply_thread_edit(id, ThreadEdit { archived: Some(true), ..ThreadEdit::default() });
        self.tell("THREAD_UPDATE", id, None, |world| wire::thread_for_bot(world, id));
    }

    /// Archives every thread without asking anybody whose last message is older than its duration.
    pub fn archive_inactive_threads(&mut self) {
        let now = self.now();
        let active = self.guilds.values().flat_map(|guild| guild.active_threads.iter().copied());
        let inactive = active.filter(|id| {
            let Some(channel) = self.channels.get(id) else { return false };
            let Some(thread) = &channel.thread else { return false };
            let written =
                channel.last_message_id.map_or(thread.create_timestamp, crate::snowflake::time);
            let since = written.max(thread.archive_timestamp);
            channel.flags & channel_flag::PINNED == 0
                && now - since > chrono::TimeDelta::minutes(i64::from(thread.auto_archive_duration))
        });
        for id in inactive.collect::<Vec<_>>() {
            self.archive_thread(id);
        }
    }
}
