//! Between serenity's ids and our own, and from its members to actors.

use serenity::all as serenity;

use crate::domain::{ChannelId, GuildId, MessageId, RoleId, UserId};

pub(super) fn guild(id: serenity::GuildId) -> GuildId {
    GuildId(id.get())
}

pub(super) fn channel(id: serenity::ChannelId) -> ChannelId {
    ChannelId(id.get())
}

pub(super) fn message(id: serenity::MessageId) -> MessageId {
    MessageId(id.get())
}

pub(super) fn user(id: serenity::UserId) -> UserId {
    UserId(id.get())
}

pub(super) fn role(id: serenity::RoleId) -> RoleId {
    RoleId(id.get())
}

pub(super) fn roles(ids: &[serenity::RoleId]) -> Vec<RoleId> {
    ids.iter().copied().map(role).collect()
}

/// Whether a person runs the server: what Discord computed for them where they are.
pub(super) fn manages_server(permissions: Option<serenity::Permissions>) -> bool {
    permissions
        .is_some_and(|permissions| permissions.intersects(serenity::Permissions::MANAGE_GUILD | serenity::Permissions::ADMINISTRATOR))
}
