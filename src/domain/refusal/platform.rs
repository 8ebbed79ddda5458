//! Refusals that come from Discord's rules.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use strum::EnumCount;

use crate::domain::ChannelId;

/// What Discord does not allow, or does not allow the bot.
#[derive(Clone, Debug, PartialEq, Eq, EnumCount, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlatformRefusal {
    /// The command works in servers only.
    OnlyInServers,
    /// Discord makes no thread from a message in this kind of channel.
    NoThreadsHere,
    /// Private threads are possible in text channels alone, and the help channel is none.
    NoPrivateThreads,
    /// The bot cannot see the channel.
    ChannelHidden(ChannelId),
    /// The bot lacks permissions in the channel. They have the English names of Discord's settings.
    MissingPermissions {
        /// The channel.
        channel: ChannelId,
        /// What the bot lacks there.
        permissions: Vec<Cow<'static, str>>,
    },
}
