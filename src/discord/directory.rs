//! Which channels there are: what Discord told us when it let us in, kept up to date by its events. Only what is needed
//! to tell a thread from a channel, and to know where to read on after a restart.

use std::{
    collections::{HashMap, HashSet},
    sync::{PoisonError, RwLock},
};

use reqwest::Method;
use serenity::all::{ChannelType, GuildChannel, Permissions};

use crate::{
    desk,
    domain::{ChannelId, GuildId, Refusal, RoleId, UserId},
};

use super::{
    identify,
    rest::{Rest, Route, code},
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

/// Who runs a server.
#[derive(Debug)]
struct Managers {
    owner: UserId,
    roles: HashSet<RoleId>,
}

/// Channels by their ids, and who runs which server.
#[derive(Debug, Default)]
pub struct Directory {
    managers: RwLock<HashMap<GuildId, Managers>>,
    channels: RwLock<HashMap<ChannelId, (GuildId, Kind)>>,
}

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
        let known = (identify::guild(channel.guild_id), kind(channel.kind));
        self.channels.write().unwrap_or_else(PoisonError::into_inner).insert(id, known);
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

    /// What a channel of a server is. One that we have not heard of is asked for.
    ///
    /// # Errors
    /// Refuses a channel of another server as one that is not there. [`desk::Error::Internal`] when Discord does not answer.
    pub async fn kind(&self, rest: &Rest, guild: GuildId, channel: ChannelId) -> desk::Result<Kind> {
        let known = self.channels.read().unwrap_or_else(PoisonError::into_inner).get(&channel).copied();
        let (of, kind) = match known {
            Some(known) => known,
            None => {
                let found: GuildChannel = match rest.get(Route::channel(Method::GET, channel.0, "", "channel")).await {
                    Err(failure) if matches!(failure.code(), code::UNKNOWN_CHANNEL | code::MISSING_ACCESS) => {
                        return Err(Refusal::ChannelHidden(channel).into());
                    }
                    found => found.map_err(|failure| desk::Error::Internal(anyhow::Error::new(failure)))?,
                };
                self.note(&found);
                (identify::guild(found.guild_id), kind(found.kind))
            }
        };
        if of == guild { Ok(kind) } else { Err(Refusal::ChannelHidden(channel).into()) }
    }

    /// Takes note of who runs a server.
    pub fn note_managers(&self, guild: GuildId, owner: UserId, roles: impl Iterator<Item = (RoleId, Permissions)>) {
        let roles = roles.filter(|(_, permissions)| identify::manages_server(Some(*permissions))).map(|(role, _)| role).collect();
        self.managers.write().unwrap_or_else(PoisonError::into_inner).insert(guild, Managers { owner, roles });
    }

    /// A role is new, or is now another.
    pub fn note_role(&self, guild: GuildId, role: RoleId, permissions: Permissions) {
        if let Some(managers) = self.managers.write().unwrap_or_else(PoisonError::into_inner).get_mut(&guild) {
            if identify::manages_server(Some(permissions)) {
                managers.roles.insert(role);
            } else {
                managers.roles.remove(&role);
            }
        }
    }

    /// Whether a person runs a server, by their roles: messages and reactions do not say it, commands do.
    pub fn manages(&self, guild: GuildId, user: UserId, roles: &[RoleId]) -> bool {
        let managers = self.managers.read().unwrap_or_else(PoisonError::into_inner);
        managers.get(&guild).is_some_and(|managers| managers.owner == user || roles.iter().any(|role| managers.roles.contains(role)))
    }
}
