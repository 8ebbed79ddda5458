//! The channels and threads that the bot can see. Discord sends them when the gateway connects, and
//! events keep them up to date. They tell a thread from a channel, and where to read after a
//! restart.

use std::{
    collections::{HashMap, HashSet},
    sync::{PoisonError, RwLock},
};

use reqwest::Method;
use serenity::all::{ChannelType, GuildChannel, Permissions};

use crate::{
    desk::{self, ChannelKind, Location, ThreadLocation},
    domain::{
        ChannelId, GuildId, MessageId, RoleId, UserId,
        refusal::{PlatformRefusal, SetupRefusal},
    },
};

use crate::discord::{
    convert,
    rest::{Rest, Route, code},
};

/// The kinds of channels that matter here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Members write in it, and threads can start from their messages.
    Text,
    /// The same, without private threads.
    Announcements,
    /// Contains posts only; each is a thread.
    Forum,
    Thread,
    /// Any other kind: voice, category.
    Other,
}

/// A channel or a thread.
#[derive(Clone, Debug)]
pub struct Known {
    pub id: ChannelId,
    /// Of a forum's post, its title.
    pub name: String,
    pub guild: GuildId,
    pub kind: Kind,
    /// The channel that contains the thread.
    pub parent: Option<ChannelId>,
    /// Who started the thread.
    owner: Option<UserId>,
    /// Whether the thread is visible only to people who were added.
    private: bool,
    /// Whether only moderators can write in the thread.
    pub locked: bool,
    /// The newest message when the channel was last received.
    pub newest: Option<MessageId>,
}

impl Known {
    pub(super) fn of(channel: &GuildChannel) -> Self {
        Self {
            id: convert::channel(channel.id),
            name: channel.name.clone(),
            guild: convert::guild(channel.guild_id),
            kind: kind(channel.kind),
            parent: channel.parent_id.map(convert::channel),
            owner: channel.owner_id.map(convert::user),
            private: channel.kind == ChannelType::PrivateThread,
            locked: channel.thread_metadata.is_some_and(|thread| thread.locked),
            newest: channel.last_message_id.map(convert::message),
        }
    }
}

/// The roles of a server, and who has Manage Server in it.
#[derive(Debug)]
struct Roles {
    owner: UserId,
    all: HashSet<RoleId>,
    managing: HashSet<RoleId>,
}

#[derive(Debug, Default)]
pub struct Directory {
    roles: RwLock<HashMap<GuildId, Roles>>,
    channels: RwLock<HashMap<ChannelId, Known>>,
}

fn kind(channel: ChannelType) -> Kind {
    match channel {
        ChannelType::Text => Kind::Text,
        ChannelType::News => Kind::Announcements,
        // serenity does not know media channels (16), which are forums for pictures.
        ChannelType::Forum | ChannelType::Unknown(16) => Kind::Forum,
        ChannelType::PublicThread | ChannelType::PrivateThread | ChannelType::NewsThread => {
            Kind::Thread
        }
        _ => Kind::Other,
    }
}

impl Directory {
    /// Records a channel or a thread.
    pub fn note(&self, channel: &GuildChannel) {
        let known = Known::of(channel);
        self.channels.write().unwrap_or_else(PoisonError::into_inner).insert(known.id, known);
    }

    /// Whether a channel or a thread is recorded with this name.
    pub fn is_named(&self, channel: ChannelId, name: &str) -> bool {
        let channels = self.channels.read().unwrap_or_else(PoisonError::into_inner);
        channels.get(&channel).is_some_and(|known| known.name == name)
    }

    /// Removes a deleted channel.
    pub fn forget(&self, channel: ChannelId) {
        self.channels.write().unwrap_or_else(PoisonError::into_inner).remove(&channel);
    }

    /// Removes a server's channels: the bot left it, or receives all of them again.
    pub fn forget_guild(&self, guild: GuildId) {
        self.channels
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .retain(|_, known| known.guild != guild);
    }

    /// Returns the channels and threads of a server.
    pub fn all(&self, guild: GuildId) -> Vec<Known> {
        let channels = self.channels.read().unwrap_or_else(PoisonError::into_inner);
        channels.values().filter(|known| known.guild == guild).cloned().collect()
    }

    /// Whether a channel or a thread of a server is recorded.
    pub fn contains(&self, guild: GuildId, channel: ChannelId) -> bool {
        let channels = self.channels.read().unwrap_or_else(PoisonError::into_inner);
        channels.get(&channel).is_some_and(|known| known.guild == guild)
    }

    /// Whether a thread is a forum post.
    pub fn is_post(&self, known: &Known) -> bool {
        let channels = self.channels.read().unwrap_or_else(PoisonError::into_inner);
        let parent = known.parent.and_then(|parent| channels.get(&parent));
        parent.is_some_and(|parent| parent.kind == Kind::Forum)
    }

    /// Returns the threads of a channel that are recorded.
    pub fn threads_of(&self, channel: ChannelId) -> Vec<ChannelId> {
        let channels = self.channels.read().unwrap_or_else(PoisonError::into_inner);
        let threads = channels.values().filter(|known| known.parent == Some(channel));
        threads.map(|known| known.id).collect()
    }

    /// Returns a channel of a server, from Discord if it is not recorded.
    ///
    /// # Errors
    /// Refuses a channel of another server as if it did not exist. [`desk::Error::Internal`] if
    /// Discord does not answer.
    pub async fn find(
        &self,
        rest: &Rest,
        guild: GuildId,
        channel: ChannelId,
    ) -> desk::Result<Known> {
        let known =
            self.channels.read().unwrap_or_else(PoisonError::into_inner).get(&channel).cloned();
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
                            return Err(PlatformRefusal::ChannelHidden(channel).into());
                        }
                        found => found.map_err(|failure| {
                            desk::Error::Internal(anyhow::Error::new(failure))
                        })?,
                    };
                self.note(&found);
                Known::of(&found)
            }
        };
        if known.guild == guild {
            Ok(known)
        } else {
            Err(PlatformRefusal::ChannelHidden(channel).into())
        }
    }

    /// Returns where a question in this channel would be asked.
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

    /// Returns the kind of the help channel.
    ///
    /// # Errors
    /// Refuses if it was deleted or is hidden. [`desk::Error::Internal`] if Discord does not
    /// answer.
    pub async fn help(
        &self,
        rest: &Rest,
        guild: GuildId,
        help: ChannelId,
    ) -> desk::Result<ChannelKind> {
        let known = match self.find(rest, guild, help).await {
            Err(desk::Error::Refused(_)) => return Err(SetupRefusal::HelpGone.into()),
            known => known?,
        };
        Ok(match known.kind {
            Kind::Forum => ChannelKind::Forum,
            Kind::Announcements => ChannelKind::Announcements,
            Kind::Text | Kind::Thread | Kind::Other => ChannelKind::Text,
        })
    }

    /// Records a server's owner and its roles.
    pub fn note_roles(
        &self,
        guild: GuildId,
        owner: UserId,
        roles: impl Iterator<Item = (RoleId, Permissions)>,
    ) {
        let mut known = Roles { owner, all: HashSet::new(), managing: HashSet::new() };
        roles.for_each(|(role, permissions)| known.note(role, permissions));
        self.roles.write().unwrap_or_else(PoisonError::into_inner).insert(guild, known);
    }

    /// Records who owns a server: it can be given to another member.
    pub fn note_owner(&self, guild: GuildId, owner: UserId) {
        let mut roles = self.roles.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = roles.get_mut(&guild) {
            known.owner = owner;
        }
    }

    /// Records a role that was created or changed.
    pub fn note_role(&self, guild: GuildId, role: RoleId, permissions: Permissions) {
        let mut roles = self.roles.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = roles.get_mut(&guild) {
            known.note(role, permissions);
        }
    }

    /// Removes a deleted role.
    pub fn forget_role(&self, guild: GuildId, role: RoleId) {
        let mut roles = self.roles.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = roles.get_mut(&guild) {
            known.all.remove(&role);
            known.managing.remove(&role);
        }
    }

    /// Whether a server has a role. If the server is not known yet, it has.
    pub fn has_role(&self, guild: GuildId, role: RoleId) -> bool {
        let roles = self.roles.read().unwrap_or_else(PoisonError::into_inner);
        roles.get(&guild).is_none_or(|known| known.all.contains(&role))
    }

    /// Whether a person has Manage Server. Events of messages and reactions do not contain this;
    /// interactions do.
    pub fn manages(&self, guild: GuildId, user: UserId, roles: &[RoleId]) -> bool {
        let known = self.roles.read().unwrap_or_else(PoisonError::into_inner);
        known.get(&guild).is_some_and(|known| {
            known.owner == user || roles.iter().any(|role| known.managing.contains(role))
        })
    }
}

impl Roles {
    fn note(&mut self, role: RoleId, permissions: Permissions) {
        self.all.insert(role);
        if convert::manages_server(Some(permissions)) {
            self.managing.insert(role);
        } else {
            self.managing.remove(&role);
        }
    }
}
