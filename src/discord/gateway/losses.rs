//! Channels and roles that a server's team works with and that were deleted, now or while the bot
//! was away.

use reqwest::Method;
use serde_json::Value;

use crate::{
    desk::{self, Error},
    domain::{ChannelId, GuildId, RoleId},
};

use crate::discord::{
    bot::Bot,
    rest::{Route, code},
};

impl Bot {
    /// Handles a deleted channel or role: the team is told if it works with it.
    ///
    /// # Errors
    /// [`Error::Internal`] if the database does not answer.
    pub(super) async fn tell_loss(&self, guild: GuildId, id: u64) -> desk::Result<()> {
        let Some(team) = self.desk.team(guild).await? else { return Ok(()) };
        let lost = team.losses().into_iter().filter(|loss| loss.id == id).collect();
        self.desk.lost(guild, lost).await
    }

    /// Handles a deleted role: those who had it may be no agents any more.
    ///
    /// # Errors
    /// [`Error::Internal`] if the database does not answer.
    pub(super) async fn role_deleted(&self, guild: GuildId, role: RoleId) -> desk::Result<()> {
        self.directory.forget_role(guild, role);
        self.tell_loss(guild, role.0).await?;
        self.desk.check_people(guild).await
    }

    /// Looks for the channels and roles that the team works with, which may have been deleted while
    /// the bot was away.
    ///
    /// # Errors
    /// [`Error::Internal`] if Discord or the database does not answer.
    pub(super) async fn check_places(&self, guild: GuildId) -> desk::Result<()> {
        let Some(team) = self.desk.team(guild).await? else { return Ok(()) };
        let mut lost = Vec::new();
        for loss in team.losses() {
            let is_role = team.settings.roles().iter().any(|(option, _)| *option == loss.option)
                || team.other_teams.iter().any(|other| other.role.0 == loss.id);
            let is_there = match is_role {
                true => self.directory.has_role(guild, RoleId(loss.id)),
                false => self.has_channel(guild, ChannelId(loss.id)).await?,
            };
            if !is_there {
                lost.push(loss);
            }
        }
        self.desk.lost(guild, lost).await
    }

    /// Whether a channel was not deleted. Those that the bot may not see are not deleted.
    async fn has_channel(&self, guild: GuildId, channel: ChannelId) -> desk::Result<bool> {
        if self.directory.contains(guild, channel) {
            return Ok(true);
        }
        match self.rest.get::<Value>(Route::channel(Method::GET, channel.0, "", "channel")).await {
            Ok(_) => Ok(true),
            Err(failure) if failure.code() == code::UNKNOWN_CHANNEL => Ok(false),
            Err(failure) if failure.code() == code::MISSING_ACCESS => Ok(true),
            Err(failure) => Err(Error::Internal(anyhow::Error::new(failure))),
        }
    }
}
