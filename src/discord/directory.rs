//! Which channels there are: what Discord told us when it let us in, kept up to date by its events.
//! Only what is needed to tell a thread from a channel, and to know where to read on after a
//! restart.

use std::{
    collections::{HashMap, HashSet},
    sync::{PoisonError, RwLock},
};

use reqwest::Method;
use serenity::all::{ChannelType, GuildChannel, Permissions};

use crate::{
    desk::{self, ChannelKind, Location, ThreadLocation},
    domain::{ChannelId, GuildId, MessageId, Refusal, RoleId, UserId},
};

use crate::discord::{
    convert,
    rest::{Rest, Route, code},
};

/// What a channel is, as far as it matters here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Members write in it, and threads can start from their messages.
    Text,
    /// The same, without private threads.
    Announcements,
    /// It holds posts, each of them a thread, and nothing else.
    Forum,
    Thread,
    /// Anything else: voice, category.
    Other,
}

/// A channel or a thread, as far as it matters here.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    pub id: ChannelId,
    pub guild: GuildId,
    pub kind: Kind,
    /// The channel of a thread.
    pub parent: Option<ChannelId>,
    /// Who began a thread.
    owner: Option<UserId>,
    /// Only those who were let into the thread see it.
    private: bool,
    /// The newest message when we heard of it.
    pub newest: Option<MessageId>,
}

impl Known {
    fn of(channel: &GuildChannel) -> Self {
        Self {
            id: convert::channel(channel.id),
            guild: convert::guild(channel.guild_id),
            kind: kind(channel.kind),
            parent: channel.parent_id.map(convert::channel),
            owner: channel.owner_id.map(convert::user),
            private: channel.kind == ChannelType::PrivateThread,
            newest: channel.last_message_id.map(convert::message),
        }
    }
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
    channels: RwLock<HashMap<ChannelId, Known>>,
}

fn kind(channel: ChannelType) -> Kind {
    match channel {
        ChannelType::Text => Kind::Text,
        ChannelType::News => Kind::Announcements,
        // serenity does not know media channels (16): forums for pictures.
        ChannelType::Forum | ChannelType::Unknown(16) => Kind::Forum,
        ChannelType::PublicThread | ChannelType::PrivateThread | ChannelType::NewsThread => {
            Kind::Thread
        }
        _ => Kind::Other,
    }
}

impl Directory {
    /// Takes note of a channel or a thread.
    pub fn note(&self, channel: &GuildChannel) {
        let known = Known::of(channel);
        self.channels.write().unwrap_or_else(PoisonError::into_inner).insert(known.id, known);
    }

    /// A channel is gone.
    pub fn forget(&self, channel: ChannelId) {
        self.channels.write().unwrap_or_else(PoisonError::into_inner).remove(&channel);
    }

    /// A server is gone, or is told anew.
    pub fn forget_guild(&self, guild: GuildId) {
        self.channels
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .retain(|_, known| known.guild != guild);
    }

    /// The channels and threads of a server.
    pub fn all(&self, guild: GuildId) -> Vec<Known> {
        let channels = self.channels.read().unwrap_or_else(PoisonError::into_inner);
        channels.values().filter(|known| known.guild == guild).copied().collect()
    }

    /// A channel of a server. One that we have not heard of is asked for.
    ///
    /// # Errors
    /// Refuses a channel of another server as one that is not there. [`desk::Error::Internal`] when
    /// Discord does not answer.
    pub async fn find(
        &self,
        rest: &Rest,
        guild: GuildId,
        channel: ChannelId,
    ) -> desk::Result<Known> {
        let known =
            self.channels.read().unwrap_or_else(PoisonError::into_inner).get(&channel).copied();
        let known = match known {
            Some(known) => known,
            None => {
                let found: GuildChannel =
                    match rest.get(Route::channel(Method::GET, channel.0, "", "channel")).await {
                        Err(failure)
                            if matches!(
                                failure.code(),
                                code::UNKNOWN_CHANNEL | code::MISSING_ACCESS
                            ) =>
                        {
                            return Err(Refusal::ChannelHidden(channel).into());
                        }
                        found => found.map_err(|failure| {
                            desk::Error::Internal(anyhow::Error::new(failure))
                        })?,
                    };
                self.note(&found);
                Known::of(&found)
            }
        };
        if known.guild == guild { Ok(known) } else { Err(Refusal::ChannelHidden(channel).into()) }
    }

    /// What kind of place a channel is for whoever asks something there.
    ///
    /// # Errors
    /// As [`Directory::find`].
    pub async fn place(
        &self,
        rest: &Rest,
        guild: GuildId,
        channel: ChannelId,
    ) -> desk::Result<Location> {
        let known = self.find(rest, guild, channel).await?;
        let kind = |kind| match kind {
            Kind::Text => Some(ChannelKind::Text),
            Kind::Announcements => Some(ChannelKind::Announcements),
            Kind::Forum => Some(ChannelKind::Forum),
            Kind::Thread | Kind::Other => None,
        };
        Ok(match (known.kind, known.parent) {
            (Kind::Text, _) => Location::Channel(ChannelKind::Text),
            (Kind::Announcements, _) => Location::Channel(ChannelKind::Announcements),
            (Kind::Thread, Some(parent)) => {
                match kind(self.find(rest, guild, parent).await?.kind) {
                    Some(kind) => Location::Thread(ThreadLocation {
                        parent,
                        kind,
                        owner: known.owner,
                        private: known.private,
                    }),
                    None => Location::Elsewhere,
                }
            }
            (Kind::Thread, None) | (Kind::Forum | Kind::Other, _) => Location::Elsewhere,
        })
    }

    /// What kind of channel the help channel is.
    ///
    /// # Errors
    /// As [`Directory::find`].
    pub async fn help(
        &self,
        rest: &Rest,
        guild: GuildId,
        help: ChannelId,
    ) -> desk::Result<ChannelKind> {
        Ok(match self.find(rest, guild, help).await?.kind {
            Kind::Forum => ChannelKind::Forum,
            Kind::Announcements => ChannelKind::Announcements,
            Kind::Text | Kind::Thread | Kind::Other => ChannelKind::Text,
        })
    }

    /// Takes note of who runs a server.
    pub fn note_managers(
        &self,
        guild: GuildId,
        owner: UserId,
        roles: impl Iterator<Item = (RoleId, Permissions)>,
    ) {
        let roles = roles
            .filter(|(_, permissions)| convert::manages_server(Some(*permissions)))
            .map(|(role, _)| role)
            .collect();
        self.managers
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(guild, Managers { owner, roles });
    }

    /// A role is new, or is now another.
    pub fn note_role(&self, guild: GuildId, role: RoleId, permissions: Permissions) {
        if let Some(managers) =
            self.managers.write().unwrap_or_else(PoisonError::into_inner).get_mut(&guild)
        {
            if convert::manages_server(Some(permissions)) {
                managers.roles.insert(role);
            } else {
                managers.roles.remove(&role);
            }
        }
    }

    /// Whether a person runs a server, by their roles: messages and reactions do not say it,
    /// commands do.
    pub fn manages(&self, guild: GuildId, user: UserId, roles: &[RoleId]) -> bool {
        let managers = self.managers.read().unwrap_or_else(PoisonError::into_inner);
        managers.get(&guild).is_some_and(|managers| {
            managers.owner == user || roles.iter().any(|role| managers.roles.contains(role))
        })
    }
}
