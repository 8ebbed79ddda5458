//! Which channels there are: what Discord told us when it let us in, kept up to date by its events. Only what is needed
//! to tell a thread from a channel, and to know where to read on after a restart.

use std::{
    collections::HashMap,
    sync::{PoisonError, RwLock},
};

use reqwest::Method;
use serenity::all::{ChannelType, GuildChannel};

use crate::{
    desk,
    domain::{ChannelId, GuildId},
};

use super::{
    identify,
    rest::{Rest, Route},
};

/// What a channel is, as far as it matters here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Members write in it, and threads can start from their messages.
    Text,
    Thread,
    /// Anything else: voice, forum, category.
    Other,
}

/// Channels by their ids.
#[derive(Debug, Default)]
pub struct Directory {
    channels: RwLock<HashMap<ChannelId, (GuildId, Kind)>>,
}

/// The flag of a channel that the bot may not see (Discord, "Channel Flags", CHANNEL_OBFUSCATED).
const OBFUSCATED: u64 = 1 << 17;

fn kind(channel: ChannelType) -> Kind {
    match channel {
        ChannelType::Text | ChannelType::News => Kind::Text,
        ChannelType::PublicThread | ChannelType::PrivateThread | ChannelType::NewsThread => Kind::Thread,
        _ => Kind::Other,
    }
}

impl Directory {
    /// Takes note of a channel or a thread.
    pub fn note(&self, channel: &GuildChannel) {
        let id = identify::channel(channel.id);
        let mut channels = self.channels.write().unwrap_or_else(PoisonError::into_inner);
        if channel.flags.bits() & OBFUSCATED != 0 {
            channels.remove(&id);
        } else {
            channels.insert(id, (identify::guild(channel.guild_id), kind(channel.kind)));
        }
    }

    /// A channel is gone.
    pub fn forget(&self, channel: ChannelId) {
        self.channels.write().unwrap_or_else(PoisonError::into_inner).remove(&channel);
    }

    /// A server is gone, or is told anew.
    pub fn forget_guild(&self, guild: GuildId) {
        self.channels.write().unwrap_or_else(PoisonError::into_inner).retain(|_, (of, _)| *of != guild);
    }

    /// The channels of a kind in a server.
    pub fn all(&self, guild: GuildId, kind: Kind) -> Vec<ChannelId> {
        let channels = self.channels.read().unwrap_or_else(PoisonError::into_inner);
        channels.iter().filter(|(_, of)| **of == (guild, kind)).map(|(&channel, _)| channel).collect()
    }

    /// Whether a channel is a thread. One that we have not heard of is asked for.
    ///
    /// # Errors
    /// [`desk::Error::Internal`] when Discord does not answer.
    pub async fn is_thread(&self, rest: &Rest, guild: GuildId, channel: ChannelId) -> desk::Result<bool> {
        let known = self.channels.read().unwrap_or_else(PoisonError::into_inner).get(&channel).map(|&(_, kind)| kind);
        if let Some(kind) = known {
            return Ok(kind == Kind::Thread);
        }
        let asked: Result<GuildChannel, _> = rest.get(Route::channel(Method::GET, channel.0, "", "channel")).await;
        match asked {
            Ok(found) => {
                self.note(&found);
                Ok(kind(found.kind) == Kind::Thread)
            }
            Err(failure) => {
                Err(desk::Error::Internal(anyhow::anyhow!("channel {channel} of server {guild} cannot be looked up: {failure}")))
            }
        }
    }
}
