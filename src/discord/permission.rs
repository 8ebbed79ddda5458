//! Which permissions the bot has in a channel, for `/setup` and the doctor. Computed from Discord's
//! answers; permissions have the names that Discord's settings show.

use std::borrow::Cow;

use reqwest::Method;
use serenity::all::{
    ChannelType, GuildChannel, Member, PartialGuild, PermissionOverwriteType, Permissions,
};

use crate::domain::{
    ChannelId, ChannelRole, GuildId, Mode, Refusal, RoleId, UserId,
    refusal::{PlatformRefusal, SetupRefusal},
};

use crate::discord::rest::{Failure, Rest, Route, code};

/// A permission with the name that Discord's settings show.
type Named = (Permissions, &'static str);

const VIEW: Named = (Permissions::VIEW_CHANNEL, "View Channel");
const SEND: Named = (Permissions::SEND_MESSAGES, "Send Messages");
const EMBED: Named = (Permissions::EMBED_LINKS, "Embed Links");
/// Discord needs it for what was written before.
pub(super) const HISTORY: Named = (Permissions::READ_MESSAGE_HISTORY, "Read Message History");
const THREADS: Named = (Permissions::CREATE_PUBLIC_THREADS, "Create Public Threads");
const SEND_IN_THREADS: Named = (Permissions::SEND_MESSAGES_IN_THREADS, "Send Messages in Threads");
const MANAGE_THREADS: Named = (Permissions::MANAGE_THREADS, "Manage Threads");
const PRIVATE_THREADS: Named = (Permissions::CREATE_PRIVATE_THREADS, "Create Private Threads");
const ATTACH: Named = (Permissions::ATTACH_FILES, "Attach Files");

/// *Pin Messages* (Discord, *Permissions*), which serenity does not name. It is optional.
const PIN_MESSAGES: u64 = 1 << 51;

/// What the bot does in a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// Starts threads from members' questions.
    Questions,
    /// Creates posts, and opens cases from members' posts.
    Posts,
    /// Answers in an existing thread.
    Answers,
    /// Answers in a channel, or asks another team there.
    Replies,
    /// Creates private threads for a customer and the team.
    PrivateThreads,
    /// Posts cards and notices, with team threads.
    Cards,
    /// Posts bug reports with files, with threads.
    Reports,
}

/// Returns the permissions that the work needs.
pub fn needed(work: Work) -> &'static [Named] {
    match work {
        Work::Questions => &[VIEW, SEND, EMBED, HISTORY, THREADS, SEND_IN_THREADS, MANAGE_THREADS],
        Work::Posts => &[VIEW, SEND, EMBED, HISTORY, SEND_IN_THREADS, MANAGE_THREADS],
        Work::Answers => &[VIEW, EMBED, HISTORY, SEND_IN_THREADS, MANAGE_THREADS],
        Work::Replies => &[VIEW, SEND, EMBED, HISTORY],
        Work::PrivateThreads => {
            &[VIEW, SEND, EMBED, HISTORY, THREADS, PRIVATE_THREADS, SEND_IN_THREADS, MANAGE_THREADS]
        }
        Work::Cards => &[VIEW, SEND, EMBED, HISTORY, THREADS, SEND_IN_THREADS],
        Work::Reports => &[VIEW, SEND, EMBED, HISTORY, ATTACH, THREADS, SEND_IN_THREADS],
    }
}

/// Returns the link with which somebody who has Manage Server invites the bot, with all permissions
/// that its work needs or can use (Discord, *OAuth2*, "Bot Authorization Flow").
pub fn invitation(application: u64) -> String {
    format!(
        "https://discord.com/oauth2/authorize?client_id={application}&scope=bot+applications.commands&permissions={}",
        invited()
    )
}

fn invited() -> u64 {
    let works = [
        Work::Questions,
        Work::Posts,
        Work::Answers,
        Work::Replies,
        Work::PrivateThreads,
        Work::Cards,
        Work::Reports,
    ];
    let needed = works.into_iter().flat_map(needed).map(|(permission, _)| *permission);
    (needed.collect::<Permissions>() | Permissions::ADD_REACTIONS).bits() | PIN_MESSAGES
}

/// A member with their roles in a server: mostly the bot's own.
pub struct MemberRoles {
    guild: PartialGuild,
    me: Member,
}

impl MemberRoles {
    /// Fetches a server and a member of it.
    ///
    /// # Errors
    /// See [`Failure`]; refused if the bot or the member is not in the server.
    pub async fn of(rest: &Rest, guild: GuildId, me: UserId) -> Result<Self, Failure> {
        let partial = rest.get(Route::guild(Method::GET, guild.0, "", "guild")).await?;
        let me = rest
            .get(Route::guild(Method::GET, guild.0, format!("/members/{me}"), "member"))
            .await?;
        Ok(Self { guild: partial, me })
    }

    /// Whether the member can read what was written in a channel.
    pub fn can_read(&self, channel: &GuildChannel) -> bool {
        let reading = Permissions::VIEW_CHANNEL | Permissions::READ_MESSAGE_HISTORY;
        self.guild.user_permissions_in(channel, &self.me).contains(reading)
    }

    /// Returns those of these channels that every member of the server can see.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn public(
        &self,
        rest: &Rest,
        channels: impl IntoIterator<Item = ChannelId>,
    ) -> Result<Vec<ChannelId>, Failure> {
        let everyone = self.guild.id.everyone_role();
        let role = self.guild.roles.get(&everyone);
        let held = role.map_or(Permissions::empty(), |role| role.permissions);
        let mut public = Vec::new();
        for channel in channels {
            let found = rest.get(Route::channel(Method::GET, channel.0, "", "channel")).await?;
            if is_seen_by_everyone(held, &found) {
                public.push(channel);
            }
        }
        Ok(public)
    }

    /// Returns the server's name.
    pub fn name(&self) -> &str {
        &self.guild.name
    }

    /// Whether members can react with an emoji as the settings name it: one of Unicode, or a custom
    /// one that the server has.
    pub fn has_emoji(&self, emoji: &str) -> bool {
        let Some((_, id)) = emoji.rsplit_once(':') else { return true };
        let mut all = self.guild.emojis.values();
        all.any(|emoji| emoji.id.to_string() == id && emoji.available)
    }

    /// Whether the server has a role.
    pub fn has_role(&self, role: RoleId) -> bool {
        self.guild.roles.keys().any(|id| id.get() == role.0)
    }

    /// Returns the roles among these whose members Discord does not notify when the bot mentions
    /// them (Discord, *Role Object*, `mentionable`; *Permissions*, `MENTION_EVERYONE`).
    pub fn silent(&self, roles: impl IntoIterator<Item = RoleId>) -> Vec<RoleId> {
        let held = self.guild.member_permissions(&self.me);
        if held.contains(Permissions::MENTION_EVERYONE) {
            return Vec::new();
        }
        let is_silent = |role: &RoleId| {
            let found = self.guild.roles.values().find(|found| found.id.get() == role.0);
            found.is_some_and(|found| !found.mentionable)
        };
        roles.into_iter().filter(is_silent).collect()
    }

    /// Returns the permissions that the bot lacks for work in a channel, by their names.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn missing(
        &self,
        rest: &Rest,
        channel: ChannelId,
        work: Work,
    ) -> Result<Vec<Cow<'static, str>>, Failure> {
        let route = Route::channel(Method::GET, channel.0, "", "channel");
        let found: GuildChannel = match rest.get(route).await {
            Err(failure)
                if matches!(failure.code(), code::MISSING_ACCESS | code::UNKNOWN_CHANNEL) =>
            {
                return Ok(vec![Cow::Borrowed(VIEW.1)]);
            }
            found => found?,
        };
        Ok(lacking(self.guild.user_permissions_in(&found, &self.me), work))
    }

    /// Checks whether the bot can post what everyone is to read in a text channel or an
    /// announcement channel of the server.
    ///
    /// # Errors
    /// The outer error: Discord did not answer. The inner one: `gone` if it is no such channel, or
    /// the refusal that names what the bot lacks.
    pub async fn announces_in(
        &self,
        rest: &Rest,
        channel: ChannelId,
        gone: Refusal,
    ) -> Result<Result<(), Refusal>, Failure> {
        let kinds = [ChannelType::Text, ChannelType::News];
        self.works_in_one_of(rest, &kinds, channel, Work::Replies, gone).await
    }

    /// Checks whether the bot can do work in a text channel of the server.
    ///
    /// # Errors
    /// The outer error: Discord did not answer. The inner one: `gone` if it is no such channel, or
    /// the refusal that names what the bot lacks.
    pub async fn works_in(
        &self,
        rest: &Rest,
        channel: ChannelId,
        work: Work,
        gone: Refusal,
    ) -> Result<Result<(), Refusal>, Failure> {
        self.works_in_one_of(rest, &[ChannelType::Text], channel, work, gone).await
    }

    async fn works_in_one_of(
        &self,
        rest: &Rest,
        kinds: &[ChannelType],
        channel: ChannelId,
        work: Work,
        gone: Refusal,
    ) -> Result<Result<(), Refusal>, Failure> {
        let route = Route::channel(Method::GET, channel.0, "", "channel");
        let found: GuildChannel = match rest.get(route).await {
            Err(failure) if failure.code() == code::UNKNOWN_CHANNEL => return Ok(Err(gone)),
            Err(failure) if failure.code() == code::MISSING_ACCESS => {
                return Ok(Err(PlatformRefusal::ChannelHidden(channel).into()));
            }
            found => found?,
        };
        if !kinds.contains(&found.kind) || found.guild_id != self.guild.id {
            return Ok(Err(gone));
        }
        let held = self.guild.user_permissions_in(&found, &self.me);
        Ok(must_hold(held, work, channel).map_err(Refusal::from))
    }

    /// Checks whether a channel can have a role, in the given mode.
    ///
    /// # Errors
    /// The outer error: Discord did not answer. The inner one: the refusal that names what is wrong
    /// with the channel.
    pub async fn check(
        &self,
        rest: &Rest,
        place: ChannelRole,
        mode: Mode,
        channel: ChannelId,
    ) -> Result<Result<(), Refusal>, Failure> {
        let found: GuildChannel =
            match rest.get(Route::channel(Method::GET, channel.0, "", "channel")).await {
                Err(failure) if failure.code() == code::UNKNOWN_CHANNEL => {
                    return Ok(Err(SetupRefusal::ChannelGone(option(place)).into()));
                }
                Err(failure) if failure.code() == code::MISSING_ACCESS => {
                    return Ok(Err(PlatformRefusal::ChannelHidden(channel).into()));
                }
                found => found?,
            };
        let work = match (place, found.kind, mode) {
            (ChannelRole::Help, ChannelType::Text, Mode::Private) => Work::PrivateThreads,
            (ChannelRole::Help, ChannelType::News | ChannelType::Forum, Mode::Private) => {
                return Ok(Err(SetupRefusal::NoPrivateThreads.into()));
            }
            (ChannelRole::Help, ChannelType::Text | ChannelType::News, Mode::Public) => {
                Work::Questions
            }
            (ChannelRole::Help, ChannelType::Forum, Mode::Public) => Work::Posts,
            (ChannelRole::Desk, ChannelType::Text, _) => Work::Cards,
            (ChannelRole::Developers, ChannelType::Text, _) => Work::Reports,
            _ => return Ok(Err(SetupRefusal::NotATextChannel(option(place)).into())),
        };
        if found.guild_id != self.guild.id {
            return Ok(Err(SetupRefusal::NotATextChannel(option(place)).into()));
        }
        Ok(must_hold(self.guild.user_permissions_in(&found, &self.me), work, channel)
            .map_err(Refusal::from))
    }
}

/// Whether every member of the server can see a channel. `held` are the permissions of the role
/// that all members have, which has the server's ID (Discord, "Permissions").
pub fn is_seen_by_everyone(held: Permissions, channel: &GuildChannel) -> bool {
    let everyone = PermissionOverwriteType::Role(channel.guild_id.everyone_role());
    let overwrite =
        channel.permission_overwrites.iter().find(|overwrite| overwrite.kind == everyone);
    let held = overwrite.map_or(held, |overwrite| (held & !overwrite.deny) | overwrite.allow);
    channel.thread_metadata.is_none() && held.contains(Permissions::VIEW_CHANNEL)
}

/// Checks whether these permissions are enough.
///
/// # Errors
/// The refusal that names the missing ones.
pub fn must_hold(held: Permissions, work: Work, channel: ChannelId) -> Result<(), PlatformRefusal> {
    let permissions = lacking(held, work);
    if permissions.is_empty() {
        Ok(())
    } else {
        Err(PlatformRefusal::MissingPermissions { channel, permissions })
    }
}

fn lacking(held: Permissions, work: Work) -> Vec<Cow<'static, str>> {
    let missing = |&&(permission, _): &&Named| !held.contains(permission);
    needed(work).iter().filter(missing).map(|(_, name)| Cow::Borrowed(*name)).collect()
}

/// Returns the name of the option of `/setup` for a channel role.
pub fn option(place: ChannelRole) -> &'static str {
    match place {
        ChannelRole::Help => "help",
        ChannelRole::Desk => "desk",
        ChannelRole::Developers => "developers",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documents_name_the_permissions_of_the_invitation() {
        for document in [include_str!("../../README.md"), include_str!("../../docs/running.md")] {
            assert!(document.contains(&format!("permissions={}", invited())), "{}", invited());
        }
        assert!(!Permissions::from_bits_retain(invited()).contains(Permissions::ADMINISTRATOR));
    }
}
