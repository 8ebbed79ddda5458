//! Between serenity's ids and our own, and from its members to actors.

use serenity::all as serenity;

use crate::domain::{ChannelId, GuildId, MessageId, RoleId, Time, UserId};

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

/// A moment, cut to milliseconds: what the database keeps.
pub(super) fn time(at: serenity::Timestamp) -> Time {
    i64::try_from(at.unix_timestamp_nanos() / 1_000_000)
        .ok()
        .and_then(Time::from_timestamp_millis)
        .unwrap_or_default()
}

pub(super) fn role(id: serenity::RoleId) -> RoleId {
    RoleId(id.get())
}

pub(super) fn roles(ids: &[serenity::RoleId]) -> Vec<RoleId> {
    ids.iter().copied().map(role).collect()
}

/// Whether a person runs the server: what Discord computed for them where they are.
pub(super) fn manages_server(permissions: Option<serenity::Permissions>) -> bool {
    permissions.is_some_and(|permissions| {
        permissions
            .intersects(serenity::Permissions::MANAGE_GUILD | serenity::Permissions::ADMINISTRATOR)
    })
}
