//! The state of the sandbox and every change that can happen to it. A change checks the permissions
//! of who acts, as Discord does, and leaves the events that it causes in [`World::outgoing`].
//!
//! | file | changes |
//! |---|---|
//! | `community.rs` | the default community, builders |
//! | `messages.rs` | who may post; `insertion.rs`: what posting does; `edits.rs`: edit, delete, pin |
//! | `mentions.rs` | who is pinged by a text |
//! | `threads.rs` | start, edit, archive; `thread_members.rs`: join, add, leave |
//! | `reactions.rs` | add, remove |
//! | `channels.rs` | create, edit, delete, overwrites, direct conversations |
//! | `polls.rs`, `stickers.rs`, `sticker_pack.rs` | votes and results, stickers |
//! | `webhooks.rs` | what bridges and proxies post |
//! | `members.rs` | join, leave, roles, outages |
//! | `moderation.rs` | kicks, bans, roles and rights, as a member may |
//! | `commands.rs` | registration of application commands |

pub mod channels;
pub mod commands;
pub mod community;
pub mod content;
pub mod edits;
mod insertion;
pub mod members;
pub mod mentions;
pub mod messages;
pub mod model;
mod moderation;
pub mod numbers;
pub mod permissions;
mod polls;
pub mod reactions;
#[cfg(test)]
mod rules;
pub mod sticker_pack;
mod stickers;
mod thread_members;
pub mod threads;
mod webhooks;

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;

pub use channels::{ChannelEdit, TagEdit};
pub use edits::{KeptAttachment, MessageEdit};
pub use mentions::AllowedMentions;
pub use messages::{NewFile, NewMessage, NewPoll, ReferenceRequest};
pub use model::*;
pub use permissions::right;
pub use threads::{NewThread, ThreadEdit};

use crate::snowflake;

impl World {
    /// The time of the world: the machine's, or the one at which its clock was stopped, and in
    /// either case as far ahead as [`World::advance`] has moved it.
    pub fn now(&self) -> DateTime<Utc> {
        self.stopped_at.unwrap_or_else(machine_time) + TimeDelta::milliseconds(self.clock_offset)
    }

    /// Makes the clock stand still at this instant, so that only [`World::advance`] moves it.
    pub fn stop_clock(&mut self, at: DateTime<Utc>) {
        self.stopped_at = Some(at);
        self.clock_offset = 0;
    }

    /// Moves the clock ahead.
    pub fn advance(&mut self, by: Duration) {
        self.clock_offset += i64::try_from(by.as_millis()).unwrap_or(0);
    }

    /// A new id: of this millisecond, and greater than every one before.
    pub fn next_id(&mut self) -> Snowflake {
        self.last_id = snowflake::at(self.now()).max(self.last_id + 1);
        self.last_id
    }

    /// A message that exists in a channel, ephemeral ones included.
    pub fn message(&self, channel: Snowflake, message: Snowflake) -> Option<&Message> {
        self.messages.get(&channel)?.get(&message)
    }

    /// The channel of a message, found without knowing it. Looks through all channels: for tests
    /// and people, not for every request.
    pub fn channel_of(&self, message: Snowflake) -> Option<Snowflake> {
        self.messages
            .iter()
            .find(|(_, messages)| messages.contains_key(&message))
            .map(|(channel, _)| *channel)
    }

    /// The guild of a channel; `None` for direct conversations.
    pub fn guild_of(&self, channel: Snowflake) -> Option<Snowflake> {
        self.channels.get(&channel)?.guild_id
    }

    /// Whether the portal grants the bot to read the content of all messages.
    pub fn message_content_granted(&self) -> bool {
        self.application_flags
            & (application_flag::MESSAGE_CONTENT | application_flag::MESSAGE_CONTENT_LIMITED)
            != 0
    }

    /// Whether the portal grants the bot to know all members.
    pub fn members_granted(&self) -> bool {
        self.application_flags & (application_flag::MEMBERS | application_flag::MEMBERS_LIMITED)
            != 0
    }

    /// Tells the bot about something in a channel, if the bot sees that channel and its guild has
    /// no outage.
    pub(crate) fn tell(
        &mut self,
        name: &'static str,
        channel: Snowflake,
        author: Option<Snowflake>,
        data: impl FnOnce(&World) -> Value,
    ) {
        match (name, author) {
            ("TYPING_START", Some(user)) => self.noticed.push(Notice::Typing { channel, user }),
            _ if name.starts_with("THREAD_") => self.noticed.push(Notice::Channel(channel)),
            _ => {}
        }
        if !self.sees(self.bot_id, channel) {
            return;
        }
        let guild = self.guild_of(channel);
        if guild.and_then(|id| self.guilds.get(&id)).is_some_and(|guild| guild.unavailable) {
            return;
        }
        let data = data(self);
        self.outgoing.push(Dispatch { name, guild, channel: Some(channel), data, author });
    }

    /// Tells the bot about something in a guild, if it is a member and there is no outage.
    pub(crate) fn tell_guild(
        &mut self,
        name: &'static str,
        guild: Snowflake,
        data: impl FnOnce(&World) -> Value,
    ) {
        self.noticed.push(Notice::Guild(guild));
        let Some(found) = self.guilds.get(&guild) else { return };
        if found.unavailable || !found.members.contains_key(&self.bot_id) {
            return;
        }
        let data = data(self);
        self.outgoing.push(Dispatch {
            name,
            guild: Some(guild),
            channel: None,
            data,
            author: None,
        });
    }
}

/// The machine's clock, for what tests must not move: limits, the journal, and the start of the
/// world's own clock.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the one place of the sandbox that asks the machine for the time"
)]
pub fn machine_time() -> DateTime<Utc> {
    Utc::now()
}
