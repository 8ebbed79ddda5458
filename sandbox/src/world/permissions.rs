//! Who may do what where (documentation, topics/permissions).

use crate::error::ApiError;

use crate::world::model::{Channel, Guild, Snowflake, World, kind};

/// Discord's bits.
pub mod right {
    /// Expel members.
    pub const KICK_MEMBERS: u64 = 1 << 1;
    /// Ban members.
    pub const BAN_MEMBERS: u64 = 1 << 2;
    /// Everything, past all overwrites.
    pub const ADMINISTRATOR: u64 = 1 << 3;
    /// Make, change and delete channels.
    pub const MANAGE_CHANNELS: u64 = 1 << 4;
    /// Change the guild.
    pub const MANAGE_GUILD: u64 = 1 << 5;
    /// React with an emoji that nobody used yet.
    pub const ADD_REACTIONS: u64 = 1 << 6;
    /// Read the audit log.
    pub const VIEW_AUDIT_LOG: u64 = 1 << 7;
    /// See a channel at all.
    pub const VIEW_CHANNEL: u64 = 1 << 10;
    /// Write, outside threads.
    pub const SEND_MESSAGES: u64 = 1 << 11;
    /// Write messages that are read aloud.
    pub const SEND_TTS_MESSAGES: u64 = 1 << 12;
    /// Delete messages of others.
    pub const MANAGE_MESSAGES: u64 = 1 << 13;
    /// Embeds are kept.
    pub const EMBED_LINKS: u64 = 1 << 14;
    /// Send files.
    pub const ATTACH_FILES: u64 = 1 << 15;
    /// Read what was written before.
    pub const READ_MESSAGE_HISTORY: u64 = 1 << 16;
    /// Ping @everyone, @here and every role.
    pub const MENTION_EVERYONE: u64 = 1 << 17;
    /// Use emojis of other guilds.
    pub const USE_EXTERNAL_EMOJIS: u64 = 1 << 18;
    /// Join a voice channel.
    pub const CONNECT: u64 = 1 << 20;
    /// Change one's own nickname.
    pub const CHANGE_NICKNAME: u64 = 1 << 26;
    /// Change nicknames of others.
    pub const MANAGE_NICKNAMES: u64 = 1 << 27;
    /// Change roles, and permissions of channels.
    pub const MANAGE_ROLES: u64 = 1 << 28;
    /// Make and change webhooks.
    pub const MANAGE_WEBHOOKS: u64 = 1 << 29;
    /// Use commands of applications.
    pub const USE_APPLICATION_COMMANDS: u64 = 1 << 31;
    /// Moderate threads, and see private ones.
    pub const MANAGE_THREADS: u64 = 1 << 34;
    /// Start public threads.
    pub const CREATE_PUBLIC_THREADS: u64 = 1 << 35;
    /// Start private threads.
    pub const CREATE_PRIVATE_THREADS: u64 = 1 << 36;
    /// Write in threads.
    pub const SEND_MESSAGES_IN_THREADS: u64 = 1 << 38;
    /// Time members out.
    pub const MODERATE_MEMBERS: u64 = 1 << 40;
    /// Send voice notes.
    pub const SEND_VOICE_MESSAGES: u64 = 1 << 46;
    /// Send polls.
    pub const SEND_POLLS: u64 = 1 << 49;
    /// Pin and unpin.
    pub const PIN_MESSAGES: u64 = 1 << 51;
    /// Write without waiting for slowmode.
    pub const BYPASS_SLOWMODE: u64 = 1 << 52;
    /// Every bit that Discord knows (0 to 52 without 47, which never was one).
    pub const ALL: u64 = ((1 << 53) - 1) & !(1 << 47);
    /// What a member of an ordinary community may do.
    pub const MEMBER: u64 = VIEW_CHANNEL
        | SEND_MESSAGES
        | EMBED_LINKS
        | ATTACH_FILES
        | READ_MESSAGE_HISTORY
        | ADD_REACTIONS
        | USE_EXTERNAL_EMOJIS
        | CHANGE_NICKNAME
        | USE_APPLICATION_COMMANDS
        | CREATE_PUBLIC_THREADS
        | SEND_MESSAGES_IN_THREADS
        | CONNECT
        | SEND_VOICE_MESSAGES
        | SEND_POLLS;
}

/// The permissions of a channel by the names that a client in English shows.
pub const NAMED: [(&str, u64); 15] = [
    ("View Channel", right::VIEW_CHANNEL),
    ("Send Messages", right::SEND_MESSAGES),
    ("Send Messages in Threads", right::SEND_MESSAGES_IN_THREADS),
    ("Create Public Threads", right::CREATE_PUBLIC_THREADS),
    ("Create Private Threads", right::CREATE_PRIVATE_THREADS),
    ("Embed Links", right::EMBED_LINKS),
    ("Attach Files", right::ATTACH_FILES),
    ("Add Reactions", right::ADD_REACTIONS),
    ("Read Message History", right::READ_MESSAGE_HISTORY),
    ("Manage Messages", right::MANAGE_MESSAGES),
    ("Manage Threads", right::MANAGE_THREADS),
    ("Pin Messages", right::PIN_MESSAGES),
    ("Create Polls", right::SEND_POLLS),
    ("Send Voice Messages", right::SEND_VOICE_MESSAGES),
    ("Connect", right::CONNECT),
];

/// The permission of this name, in any case.
pub fn right_named(name: &str) -> Option<u64> {
    let same = |known: &&(&str, u64)| known.0.eq_ignore_ascii_case(name.trim());
    NAMED.iter().find(same).map(|(_, right)| *right)
}

impl Guild {
    /// The permissions of a member in the whole guild, without overwrites of channels; 0 for those
    /// who are none.
    pub fn base_permissions(&self, user: Snowflake) -> u64 {
        let Some(member) = self.members.get(&user) else { return 0 };
        if self.owner_id == user {
            return right::ALL;
        }
        let everyone = self.roles.get(&self.id).map_or(0, |role| role.permissions);
        let bits = member
            .roles
            .iter()
            .filter_map(|id| self.roles.get(id))
            .fold(everyone, |bits, role| bits | role.permissions);
        if bits & right::ADMINISTRATOR != 0 { right::ALL } else { bits }
    }

    /// Whether the first member stands above the second: its highest role is higher, or it owns the
    /// guild.
    pub fn outranks(&self, above: Snowflake, below: Snowflake) -> bool {
        above == self.owner_id
            || (below != self.owner_id && self.top_position(above) > self.top_position(below))
    }

    /// The position of the highest role of a member.
    pub fn top_position(&self, user: Snowflake) -> u32 {
        let Some(member) = self.members.get(&user) else { return 0 };
        member
            .roles
            .iter()
            .filter_map(|id| self.roles.get(id))
            .map(|role| role.position)
            .max()
            .unwrap_or(0)
    }
}

impl World {
    /// What a user may do in a channel: everybody's role, own roles, then the channel's overwrites
    /// of @everyone, of roles, of the member; owner and ADMINISTRATOR pass all. Threads inherit
    /// from their parent; a private one is visible to its members and to MANAGE_THREADS. Without
    /// VIEW_CHANNEL nothing else counts. 0 for those who are no members.
    pub fn permissions(&self, user: Snowflake, channel: Snowflake) -> u64 {
        let Some(channel) = self.channels.get(&channel) else { return 0 };
        let Some(guild_id) = channel.guild_id else {
            let here = channel.participants.contains(&user);
            return if here {
                right::MEMBER | right::SEND_TTS_MESSAGES | right::PIN_MESSAGES
            } else {
                0
            };
        };
        let Some(guild) = self.guilds.get(&guild_id) else { return 0 };
        let Some(thread) = &channel.thread else {
            return self.permissions_in(guild, channel, user);
        };
        let Some(parent) = channel.parent_id.and_then(|id| self.channels.get(&id)) else {
            return 0;
        };
        let bits = self.permissions_in(guild, parent, user);
        let private = channel.kind == kind::PRIVATE_THREAD;
        if private && bits & right::MANAGE_THREADS == 0 && !thread.members.contains_key(&user) {
            0
        } else {
            bits
        }
    }

    fn permissions_in(&self, guild: &Guild, channel: &Channel, user: Snowflake) -> u64 {
        let base = guild.base_permissions(user);
        if base & right::ADMINISTRATOR != 0 {
            return base;
        }
        let Some(member) = guild.members.get(&user) else { return 0 };
        let mut bits = base;
        let (mut allow, mut deny) = (0, 0);
        let mut own = None;
        for overwrite in &channel.overwrites {
            if !overwrite.member && overwrite.id == guild.id {
                bits = bits & !overwrite.deny | overwrite.allow;
            } else if !overwrite.member && member.roles.contains(&overwrite.id) {
                allow |= overwrite.allow;
                deny |= overwrite.deny;
            } else if overwrite.member && overwrite.id == user {
                own = Some(overwrite);
            }
        }
        bits = bits & !deny | allow;
        if let Some(own) = own {
            bits = bits & !own.deny | own.allow;
        }
        if bits & right::VIEW_CHANNEL == 0 {
            return 0;
        }
        if member.timed_out_until.is_some_and(|until| until > self.now()) {
            bits &= right::VIEW_CHANNEL | right::READ_MESSAGE_HISTORY;
        }
        bits
    }

    /// Whether a user sees a channel.
    pub fn sees(&self, user: Snowflake, channel: Snowflake) -> bool {
        self.permissions(user, channel) & right::VIEW_CHANNEL != 0
    }

    /// The channel, if it exists (10003) and the user sees it (50001).
    pub fn visible_channel(
        &self,
        user: Snowflake,
        channel: Snowflake,
    ) -> Result<&Channel, ApiError> {
        let found = self.channels.get(&channel).ok_or_else(ApiError::unknown_channel)?;
        if found.guild_id.and_then(|id| self.guilds.get(&id)).is_some_and(|guild| guild.unavailable)
            && user == self.bot_id
        {
            return Err(ApiError::missing_access());
        }
        if self.sees(user, channel) { Ok(found) } else { Err(ApiError::missing_access()) }
    }

    /// Refuses with 50001 who does not see the channel, with 50013 who lacks one of the rights.
    pub fn require(
        &self,
        user: Snowflake,
        channel: Snowflake,
        rights: u64,
    ) -> Result<u64, ApiError> {
        self.visible_channel(user, channel)?;
        let bits = self.permissions(user, channel);
        if bits & rights == rights { Ok(bits) } else { Err(ApiError::missing_permissions()) }
    }

    /// The guild, if it exists (10004) and the user is in it (50001; an outage counts as absence
    /// for the bot).
    pub fn own_guild(&self, user: Snowflake, guild: Snowflake) -> Result<&Guild, ApiError> {
        let found = self.guilds.get(&guild).ok_or_else(ApiError::unknown_guild)?;
        if !found.members.contains_key(&user) {
            return Err(ApiError::missing_access());
        }
        if found.unavailable && user == self.bot_id {
            Err(ApiError::missing_access())
        } else {
            Ok(found)
        }
    }

    /// Refuses with 50013 who lacks rights in the whole guild.
    pub fn require_in_guild(
        &self,
        user: Snowflake,
        guild: Snowflake,
        rights: u64,
    ) -> Result<&Guild, ApiError> {
        let found = self.own_guild(user, guild)?;
        if found.base_permissions(user) & rights == rights {
            Ok(found)
        } else {
            Err(ApiError::missing_permissions())
        }
    }
}
