//! Messages that were deleted. Their words go with them, unless the server keeps those of banned
//! members for a while.

use reqwest::Method;
use serde_json::Value;

use crate::{
    desk::{self, Error},
    domain::{ChannelId, GuildId, MessageId, UserId},
};

use crate::discord::{
    bot::Bot,
    rest::{Route, code},
};

impl Bot {
    /// Handles a deleted message. If it went with a ban, its words may be kept for a while.
    ///
    /// # Errors
    /// [`Error::Internal`] if Discord or the database does not answer.
    pub(in crate::discord) async fn message_deleted(
        &self,
        guild: GuildId,
        channel: ChannelId,
        message: MessageId,
    ) -> desk::Result<()> {
        match self.desk.deletion_to_postpone(guild, message).await? {
            desk::Postponed::Never => self.desk.message_deleted(guild, channel, message).await,
            desk::Postponed::Already => Ok(()),
            desk::Postponed::IfBanned(author) => match self.is_banned(guild, author).await? {
                true => self.desk.postpone_deletion(guild, channel, message).await,
                false => self.desk.message_deleted(guild, channel, message).await,
            },
        }
    }

    /// Whether somebody is banned. Without the permission Ban Members Discord does not say so; then
    /// whoever is no member counts as banned.
    async fn is_banned(&self, guild: GuildId, user: UserId) -> desk::Result<bool> {
        let route = Route::guild(Method::GET, guild.0, format!("/bans/{user}"), "ban");
        match self.rest.get::<Value>(route).await {
            Ok(_) => Ok(true),
            Err(failure) if failure.code() == code::UNKNOWN_BAN => Ok(false),
            Err(failure) if failure.code() == code::MISSING_PERMISSIONS => {
                Ok(self.member(guild, user).await?.is_none())
            }
            Err(failure) => Err(Error::Internal(anyhow::Error::new(failure))),
        }
    }
}
