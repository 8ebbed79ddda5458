//! What moderators do, with the permissions and the order of roles that it takes (documentation,
//! topics/permissions "Permission Hierarchy"), and leaving and coming back.

use chrono::TimeDelta;
use serde_json::json;

use crate::error::ApiError;
use crate::wire;
use crate::world::model::{Channel, Guild, Message, Notice, Overwrite, Snowflake, World};
use crate::world::permissions::right;

/// The longest time before a ban of which messages are deleted.
const LONGEST_DELETION: TimeDelta = TimeDelta::days(7);

impl World {
    /// Comes back into a guild, or for the first time. Errors: 10004, 40007.
    pub fn join_guild(&mut self, guild: Snowflake, user: Snowflake) -> Result<(), ApiError> {
        let found = self.guilds.get(&guild).ok_or_else(ApiError::unknown_guild)?;
        if found.bans.contains_key(&user) {
            return Err(ApiError::banned());
        }
        if !found.members.contains_key(&user) {
            self.add_member(guild, user);
        }
        Ok(())
    }

    /// Expels a member. Takes KICK_MEMBERS and a higher role. Errors: 50001, 50013, 10007.
    pub fn kick_as(
        &mut self,
        by: Snowflake,
        guild: Snowflake,
        user: Snowflake,
    ) -> Result<(), ApiError> {
        let found = self.require_in_guild(by, guild, right::KICK_MEMBERS)?;
        if !found.members.contains_key(&user) {
            return Err(ApiError::unknown_member());
        }
        require_rank(found, by, user)?;
        self.kick(guild, user);
        Ok(())
    }

    /// Bans a user, who need not be a member, and deletes what they wrote in the time before, at
    /// most seven days. Takes BAN_MEMBERS and a higher role. Errors: 50001, 50013, 10013.
    pub fn ban_as(
        &mut self,
        by: Snowflake,
        guild: Snowflake,
        user: Snowflake,
        delete: TimeDelta,
        reason: Option<&str>,
    ) -> Result<(), ApiError> {
        let found = self.require_in_guild(by, guild, right::BAN_MEMBERS)?;
        if !self.users.contains_key(&user) {
            return Err(ApiError::unknown_user());
        }
        require_rank(found, by, user)?;
        self.ban(guild, user, delete, reason);
        Ok(())
    }

    /// Bans a user without asking anybody.
    pub fn ban(
        &mut self,
        guild: Snowflake,
        user: Snowflake,
        delete: TimeDelta,
        reason: Option<&str>,
    ) {
        let Some(found) = self.guilds.get_mut(&guild) else { return };
        found.bans.insert(user, reason.map(str::to_owned));
        self.tell_of_ban("GUILD_BAN_ADD", guild, user);
        self.kick(guild, user);
        if delete > TimeDelta::zero() {
            self.delete_words_of(guild, user, delete.min(LONGEST_DELETION));
        }
    }

    /// Deletes what a user wrote in a guild in the last time: one message of a channel by itself,
    /// several at once (observed).
    fn delete_words_of(&mut self, guild: Snowflake, user: Snowflake, within: TimeDelta) {
        let since = self.now() - within;
        let written = |message: &&Message| {
            message.author_id == user
                && message.timestamp >= since
                && message.ephemeral_for.is_none()
        };
        let found: Vec<(Snowflake, Vec<Snowflake>)> = self
            .messages
            .iter()
            .filter(|(channel, _)| self.guild_of(**channel) == Some(guild))
            .map(|(channel, messages)| {
                (*channel, messages.values().filter(written).map(|message| message.id).collect())
            })
            .collect();
        for (channel, messages) in found {
            match messages[..] {
                [one] => self.remove_message(channel, one),
                _ => self.remove_messages(channel, &messages),
            }
        }
    }

    /// Ends a ban. Takes BAN_MEMBERS. Errors: 50001, 50013, 10026.
    pub fn unban_as(
        &mut self,
        by: Snowflake,
        guild: Snowflake,
        user: Snowflake,
    ) -> Result<(), ApiError> {
        let found = self.require_in_guild(by, guild, right::BAN_MEMBERS)?;
        if !found.bans.contains_key(&user) {
            return Err(ApiError::unknown_ban());
        }
        if let Some(found) = self.guilds.get_mut(&guild) {
            found.bans.remove(&user);
        }
        self.tell_of_ban("GUILD_BAN_REMOVE", guild, user);
        Ok(())
    }

    /// Tells a bot that may ban or read the audit log; no other is told (documentation,
    /// events/gateway-events "Guild Ban Add").
    fn tell_of_ban(&mut self, name: &'static str, guild: Snowflake, user: Snowflake) {
        let bits = self.guilds.get(&guild).map_or(0, |found| found.base_permissions(self.bot_id));
        if bits & (right::BAN_MEMBERS | right::VIEW_AUDIT_LOG) == 0 {
            self.noticed.push(Notice::Guild(guild));
            return;
        }
        self.tell_guild(
            name,
            guild,
            |world| json!({ "guild_id": guild.to_string(), "user": wire::user_by_id(world, user) }),
        );
    }

    /// Gives a role to a member or takes it. Takes MANAGE_ROLES and a role above that one. Errors:
    /// 50001, 50013, 10007, 10011.
    pub fn set_role_as(
        &mut self,
        by: Snowflake,
        guild: Snowflake,
        user: Snowflake,
        role: Snowflake,
        has: bool,
    ) -> Result<(), ApiError> {
        let found = self.manages_role(by, guild, role)?;
        if !found.members.contains_key(&user) {
            return Err(ApiError::unknown_member());
        }
        if has {
            self.add_role_to_member(guild, user, role);
        } else {
            self.remove_role_from_member(guild, user, role);
        }
        Ok(())
    }

    /// Deletes a role. Takes MANAGE_ROLES and a role above that one; that of an app goes with the
    /// app only. Errors: 50001, 50013, 10011, 50028.
    pub fn delete_role_as(
        &mut self,
        by: Snowflake,
        guild: Snowflake,
        role: Snowflake,
    ) -> Result<(), ApiError> {
        let found = self.manages_role(by, guild, role)?;
        if role == guild || found.roles.get(&role).is_some_and(|role| role.managed) {
            return Err(ApiError::invalid_role());
        }
        self.delete_role(guild, role);
        Ok(())
    }

    /// The guild, if the user may change this role of it.
    fn manages_role(
        &self,
        by: Snowflake,
        guild: Snowflake,
        role: Snowflake,
    ) -> Result<&Guild, ApiError> {
        let found = self.require_in_guild(by, guild, right::MANAGE_ROLES)?;
        let wanted = found.roles.get(&role).ok_or_else(ApiError::unknown_role)?;
        if by == found.owner_id || found.top_position(by) > wanted.position {
            Ok(found)
        } else {
            Err(ApiError::missing_permissions())
        }
    }

    /// Makes a channel. Takes MANAGE_CHANNELS. Errors: 50001, 50013.
    pub fn create_channel_as(
        &mut self,
        by: Snowflake,
        guild: Snowflake,
        kind: u8,
        name: &str,
    ) -> Result<Snowflake, ApiError> {
        self.require_in_guild(by, guild, right::MANAGE_CHANNELS)?;
        Ok(self.create_channel(guild, kind, name))
    }

    /// Allows a role or a member these rights in a channel, denies them, or (`None`) leaves them to
    /// the guild again. Takes MANAGE_ROLES. Errors: 10003, 50001, 50013, 50024.
    pub fn set_rights_as(
        &mut self,
        by: Snowflake,
        channel: Snowflake,
        whom: Snowflake,
        rights: u64,
        allowed: Option<bool>,
    ) -> Result<(), ApiError> {
        let found = self.visible_channel(by, channel)?;
        if found.thread.is_some() || found.guild_id.is_none() {
            return Err(ApiError::wrong_channel_kind());
        }
        self.require(by, channel, right::MANAGE_ROLES)?;
        self.set_rights(channel, whom, rights, allowed);
        Ok(())
    }

    /// The same, without asking anybody. An overwrite that says nothing any more is removed.
    pub fn set_rights(
        &mut self,
        channel: Snowflake,
        whom: Snowflake,
        rights: u64,
        allowed: Option<bool>,
    ) {
        let old = self.channels.get(&channel).and_then(|found| overwrite_of(found, whom));
        let member = self.users.contains_key(&whom);
        let old = old.unwrap_or(Overwrite { id: whom, member, allow: 0, deny: 0 });
        let (allow, deny) = match allowed {
            Some(true) => (rights, 0),
            Some(false) => (0, rights),
            None => (0, 0),
        };
        let new = Overwrite {
            allow: old.allow & !rights | allow,
            deny: old.deny & !rights | deny,
            ..old
        };
        if new.allow == 0 && new.deny == 0 {
            self.remove_overwrite(channel, whom);
        } else {
            self.set_overwrite(channel, new);
        }
    }
}

fn overwrite_of(channel: &Channel, whom: Snowflake) -> Option<Overwrite> {
    channel.overwrites.iter().find(|one| one.id == whom).copied()
}

fn require_rank(guild: &Guild, by: Snowflake, user: Snowflake) -> Result<(), ApiError> {
    let fits = !guild.members.contains_key(&user) || guild.outranks(by, user);
    if fits && by != user { Ok(()) } else { Err(ApiError::missing_permissions()) }
}
