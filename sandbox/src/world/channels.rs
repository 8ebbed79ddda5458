//! Channels of guilds and direct conversations (documentation, resources/channel).

use serde_json::{Value, json};

use crate::error::ApiError;
use crate::wire;
use crate::world::model::{Channel, Notice, Overwrite, Snowflake, Tag, World, channel_flag, kind};
use crate::world::permissions::right;

/// Changes to a channel; `None` leaves a part as it is.
#[derive(Debug, Clone, Default)]
pub struct ChannelEdit {
    /// 1 to 100 characters.
    pub name: Option<String>,
    /// `Some(None)` removes it.
    pub topic: Option<Option<String>>,
    /// The place in the list.
    pub position: Option<u32>,
    /// Age restriction.
    pub nsfw: Option<bool>,
    /// Slowmode in seconds.
    pub rate_limit_per_user: Option<u32>,
    /// The category.
    pub parent_id: Option<Option<Snowflake>>,
    /// Replaces all overwrites.
    pub overwrites: Option<Vec<Overwrite>>,
    /// Minutes.
    pub default_auto_archive_duration: Option<Option<u32>>,
    /// Seconds.
    pub default_thread_rate_limit_per_user: Option<u32>,
    /// Bits of [`channel_flag`]; only REQUIRE_TAG is looked at.
    pub flags: Option<u64>,
    /// Replaces all tags of a forum.
    pub available_tags: Option<Vec<TagEdit>>,
}

/// A tag of a forum as an edit has it.
#[derive(Debug, Clone, Default)]
pub struct TagEdit {
    /// The tag that is kept or changed; `None` for a new one.
    pub id: Option<Snowflake>,
    /// Up to 20 characters.
    pub name: String,
    /// Only moderators set it.
    pub moderated: bool,
    /// An emoji of the guild.
    pub emoji_id: Option<Snowflake>,
    /// Or a Unicode one.
    pub emoji_name: Option<String>,
}

impl Channel {
    /// A channel of a guild with nothing but its name.
    pub fn of_guild(id: Snowflake, guild: Snowflake, kind: u8, name: impl Into<String>) -> Self {
        Self {
            id,
            kind,
            guild_id: Some(guild),
            parent_id: None,
            name: name.into(),
            topic: None,
            position: 0,
            overwrites: Vec::new(),
            last_message_id: None,
            last_pin_timestamp: None,
            thread: None,
            available_tags: Vec::new(),
            rate_limit_per_user: 0,
            default_thread_rate_limit_per_user: 0,
            default_auto_archive_duration: None,
            nsfw: false,
            flags: 0,
            participants: Vec::new(),
        }
    }
}

impl World {
    /// Makes a channel in a guild, without asking anybody. Returns its id.
    pub fn create_channel(&mut self, guild: Snowflake, kind: u8, name: &str) -> Snowflake {
        let id = self.next_id();
        let mut channel = Channel::of_guild(id, guild, kind, name);
        if let Some(found) = self.guilds.get_mut(&guild) {
            channel.position = u32::try_from(found.channels.len()).unwrap_or(u32::MAX);
            found.channels.insert(id);
        }
        self.channels.insert(id, channel);
        self.tell_of_channel("CHANNEL_CREATE", id);
        id
    }

    /// Tells the bot about a channel of its guild, obfuscated if the bot does not see it.
    fn tell_of_channel(&mut self, name: &'static str, channel: Snowflake) {
        let Some(guild) = self.guild_of(channel) else { return };
        self.tell_guild(name, guild, |world| {
            world
                .channels
                .get(&channel)
                .map_or(Value::Null, |channel| wire::channel_for_bot(world, channel))
        });
    }

    /// Changes a channel that is no thread. Takes MANAGE_CHANNELS, for overwrites MANAGE_ROLES too.
    ///
    /// Errors: 10003, 50001, 50013, 50024, 30048.
    pub fn edit_channel(
        &mut self,
        by: Snowflake,
        channel: Snowflake,
        edit: ChannelEdit,
    ) -> Result<(), ApiError> {
        let found = self.visible_channel(by, channel)?;
        if found.thread.is_some() || found.kind == kind::DM {
            return Err(ApiError::wrong_channel_kind());
        }
        let rights = right::MANAGE_CHANNELS
            | if edit.overwrites.is_some() { right::MANAGE_ROLES } else { 0 };
        self.require(by, channel, rights)?;
        if let Some(Some(parent)) = edit.parent_id {
            let fits = self.channels.get(&parent).is_some_and(|found| found.kind == kind::CATEGORY);
            if !fits {
                return Err(ApiError::field(
                    &["parent_id"],
                    "CHANNEL_PARENT_INVALID",
                    "Category does not exist",
                ));
            }
        }
        let tags = edit.available_tags.map(|tags| {
            let named = |tag: TagEdit| Tag {
                id: tag.id.unwrap_or_else(|| self.next_id()),
                name: tag.name,
                moderated: tag.moderated,
                emoji_id: tag.emoji_id,
                emoji_name: tag.emoji_name,
            };
            tags.into_iter().map(named).collect::<Vec<_>>()
        });
        if tags.as_ref().is_some_and(|tags| tags.len() > 20) {
            return Err(ApiError::too_many_forum_tags());
        }
        self.change_channel(channel, |found| {
            found.overwrites =
                edit.overwrites.unwrap_or_else(|| std::mem::take(&mut found.overwrites));
            found.name = edit.name.unwrap_or_else(|| std::mem::take(&mut found.name));
            found.topic = edit.topic.unwrap_or_else(|| found.topic.take());
            found.position = edit.position.unwrap_or(found.position);
            found.nsfw = edit.nsfw.unwrap_or(found.nsfw);
            found.rate_limit_per_user =
                edit.rate_limit_per_user.unwrap_or(found.rate_limit_per_user);
            found.parent_id = edit.parent_id.unwrap_or(found.parent_id);
            found.default_auto_archive_duration =
                edit.default_auto_archive_duration.unwrap_or(found.default_auto_archive_duration);
            found.default_thread_rate_limit_per_user = edit
                .default_thread_rate_limit_per_user
                .unwrap_or(found.default_thread_rate_limit_per_user);
            if let Some(flags) = edit.flags {
                found.flags =
                    found.flags & !channel_flag::REQUIRE_TAG | flags & channel_flag::REQUIRE_TAG;
            }
            found.available_tags =
                tags.unwrap_or_else(|| std::mem::take(&mut found.available_tags));
        });
        Ok(())
    }

    /// Changes a channel and tells the bot once, whether it sees the channel newly, still, or no
    /// longer.
    fn change_channel(&mut self, channel: Snowflake, change: impl FnOnce(&mut Channel)) {
        let Some(guild) = self.guild_of(channel) else { return };
        let already = self.outgoing.len();
        self.watching_visibility(guild, |world| {
            if let Some(found) = world.channels.get_mut(&channel) {
                change(found);
            }
        });
        let id = channel.to_string();
        let told = self
            .outgoing
            .iter()
            .skip(already)
            .any(|event| event.name == "CHANNEL_UPDATE" && event.data["id"] == id.as_str());
        if !told {
            self.tell_of_channel("CHANNEL_UPDATE", channel);
        }
    }

    /// Sets the overwrite of a role or a member in a channel, without asking anybody; replaces an
    /// earlier one.
    pub fn set_overwrite(&mut self, channel: Snowflake, overwrite: Overwrite) {
        self.change_channel(channel, |found| {
            found.overwrites.retain(|one| one.id != overwrite.id);
            found.overwrites.push(overwrite);
        });
    }

    /// Removes the overwrite of a role or a member in a channel, without asking anybody.
    pub fn remove_overwrite(&mut self, channel: Snowflake, id: Snowflake) {
        self.change_channel(channel, |found| found.overwrites.retain(|one| one.id != id));
    }

    /// Allows a role rights in a channel, or takes them: what was set for other rights stays.
    pub fn change_overwrite(&mut self, channel: Snowflake, role: Snowflake, allow: u64, deny: u64) {
        let old = self
            .channels
            .get(&channel)
            .and_then(|found| found.overwrites.iter().find(|one| one.id == role))
            .copied();
        let old = old.unwrap_or(Overwrite {
            id: role,
            member: self.users.contains_key(&role),
            allow: 0,
            deny: 0,
        });
        self.set_overwrite(
            channel,
            Overwrite { allow: old.allow & !deny | allow, deny: old.deny & !allow | deny, ..old },
        );
    }

    /// Runs a change of rights in a guild and tells the bot what it sees newly or no longer: a full
    /// `CHANNEL_UPDATE` and `THREAD_LIST_SYNC` for what it gains, an obfuscated `CHANNEL_UPDATE`
    /// for what it loses. Losing threads is told by nothing.
    pub(super) fn watching_visibility<R>(
        &mut self,
        guild: Snowflake,
        change: impl FnOnce(&mut World) -> R,
    ) -> R {
        let seen = |world: &World| -> Vec<Snowflake> {
            let channels = world
                .guilds
                .get(&guild)
                .into_iter()
                .flat_map(|guild| guild.channels.iter().copied());
            channels.filter(|channel| world.sees(world.bot_id, *channel)).collect()
        };
        let before = seen(self);
        let result = change(self);
        let after = seen(self);
        for channel in before.iter().filter(|channel| !after.contains(channel)) {
            self.tell_of_channel("CHANNEL_UPDATE", *channel);
        }
        let gained: Vec<Snowflake> =
            after.into_iter().filter(|channel| !before.contains(channel)).collect();
        for channel in &gained {
            self.tell_of_channel("CHANNEL_UPDATE", *channel);
        }
        if !gained.is_empty() {
            self.tell_guild("THREAD_LIST_SYNC", guild, |world| {
                wire::thread_list_sync(world, guild, &gained)
            });
        }
        result
    }

    /// Deletes a channel (MANAGE_CHANNELS) or a thread (MANAGE_THREADS), or closes a direct
    /// conversation, as a member does.
    ///
    /// Errors: 10003, 50001, 50013.
    pub fn delete_channel_as(&mut self, by: Snowflake, channel: Snowflake) -> Result<(), ApiError> {
        let found = self.visible_channel(by, channel)?;
        if found.kind == kind::DM {
            return Ok(());
        }
        let right =
            if found.thread.is_some() { right::MANAGE_THREADS } else { right::MANAGE_CHANNELS };
        self.require(by, channel, right)?;
        self.delete_channel(channel);
        Ok(())
    }

    /// Deletes a channel or a thread with everything in it, without asking anybody.
    pub fn delete_channel(&mut self, channel: Snowflake) {
        let Some(found) = self.channels.get(&channel).cloned() else { return };
        let Some(guild_id) = found.guild_id else { return };
        if found.thread.is_some() {
            self.tell("THREAD_DELETE", channel, None, |_| {
                json!({
                    "id": channel.to_string(),
                    "guild_id": guild_id.to_string(),
                    "parent_id": found.parent_id.map(|parent| parent.to_string()),
                    "type": found.kind,
                })
            });
        } else {
            // Threads go with their channel, and no event says so for each.
            for thread in self.threads_of(channel) {
                self.forget_channel(thread);
            }
            self.orphan_channels_of(channel);
            self.tell_of_channel("CHANNEL_DELETE", channel);
        }
        self.forget_channel(channel);
        // The message a thread was made from outlives it, and may get another one.
        if let (Some(_), Some(parent)) = (&found.thread, found.parent_id)
            && let Some(starter) =
                self.messages.get_mut(&parent).and_then(|messages| messages.get_mut(&channel))
        {
            starter.flags &= !super::model::message_flag::HAS_THREAD;
            starter.thread_id = None;
            self.tell_of_message("MESSAGE_UPDATE", parent, channel);
        }
    }

    /// Threads of a channel, archived ones too.
    pub fn threads_of(&self, channel: Snowflake) -> Vec<Snowflake> {
        let guild = self.guild_of(channel).and_then(|guild| self.guilds.get(&guild));
        let threads = guild
            .into_iter()
            .flat_map(|guild| guild.active_threads.iter().chain(&guild.archived_threads))
            .copied();
        threads
            .filter(|thread| {
                self.channels.get(thread).is_some_and(|found| found.parent_id == Some(channel))
            })
            .collect()
    }

    /// Takes the channels out of a category that is about to be deleted.
    fn orphan_channels_of(&mut self, category: Snowflake) {
        let inside =
            |channel: &&Channel| channel.parent_id == Some(category) && channel.thread.is_none();
        let children: Vec<Snowflake> =
            self.channels.values().filter(inside).map(|channel| channel.id).collect();
        for child in children {
            self.change_channel(child, |channel| channel.parent_id = None);
        }
    }

    fn forget_channel(&mut self, channel: Snowflake) {
        let Some(found) = self.channels.remove(&channel) else { return };
        if let Some(guild) = found.guild_id.and_then(|guild| self.guilds.get_mut(&guild)) {
            guild.channels.remove(&channel);
            guild.active_threads.remove(&channel);
            guild.archived_threads.remove(&channel);
        }
        self.webhooks.retain(|_, webhook| webhook.channel_id != channel);
        for message in self.messages.remove(&channel).unwrap_or_default().into_values() {
            self.forget_files(&message);
        }
    }

    /// The direct conversation of two users, opened if there is none. Errors: 10013 (unknown user),
    /// 50033 (with oneself).
    pub fn open_direct(&mut self, one: Snowflake, other: Snowflake) -> Result<Snowflake, ApiError> {
        let user = self.users.get(&one).ok_or_else(ApiError::unknown_user)?;
        if !self.users.contains_key(&other) {
            return Err(ApiError::unknown_user());
        }
        if one == other {
            return Err(ApiError::invalid_recipients());
        }
        if let Some(open) = user.direct.get(&other) {
            return Ok(*open);
        }
        let id = self.next_id();
        let channel = Channel {
            guild_id: None,
            participants: vec![one, other],
            ..Channel::of_guild(id, 0, kind::DM, "")
        };
        self.channels.insert(id, channel);
        self.noticed.push(Notice::Channel(id));
        for (user, with) in [(one, other), (other, one)] {
            if let Some(user) = self.users.get_mut(&user) {
                user.direct.insert(with, id);
            }
        }
        Ok(id)
    }
}
