//! Names, where a mention would show only an ID. Fetched for each use and never stored.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::Method;
use serenity::all::{GuildChannel, Member, Permissions, Role, User};

use crate::{
    desk::{self, Authorized, Findings},
    domain::{self, ChannelId, GuildId, Language, Search, Title, UserId},
};

use crate::discord::{
    bot::Bot,
    permission::is_seen_by_everyone,
    rest::{Failure, Route},
    view::{
        markdown::{Mention, mentions},
        plain::{Names, unmarked},
    },
};

/// The most names that are asked for at one time. A conversation has a few.
const MOST: usize = 40;

/// The most mentions in a message whose names are asked for, for a title: it is one line.
const TITLE_MENTIONS: usize = 5;

/// The most words of a search that may be names, and the most members with one of them.
const SEARCHED_NAMES: usize = 3;
const SEARCHED_MEMBERS: usize = 20;

impl Bot {
    /// Returns the title of a case that begins with a text.
    ///
    /// # Errors
    /// [`desk::Error::Internal`] if the database does not answer.
    pub(super) async fn title_of(&self, guild: GuildId, text: &str) -> desk::Result<Title> {
        let language =
            self.desk.team(guild).await?.map_or(Language::default(), |team| team.settings.language);
        let names = match mentions(text) {
            none if none.is_empty() => Names::new(),
            some => self.names(guild, some.into_iter().take(TITLE_MENTIONS).collect()).await,
        };
        Ok(Title::from_message(&unmarked(language, text, &names)))
    }

    /// Returns the names of what is mentioned, as far as Discord returns them. Others are left out.
    pub(super) async fn names(&self, guild: GuildId, mut mentions: Vec<Mention>) -> Names {
        mentions.sort_unstable();
        mentions.dedup();
        let mut names = Names::new();
        let roles = match mentions.iter().any(|mention| !matches!(mention, Mention::User(_))) {
            true => self.roles_of(guild).await,
            false => Vec::new(),
        };
        for &mention in mentions.iter().take(MOST) {
            let name = match mention {
                // Discord does not know guests.
                Mention::User(user) if user.is_guest() => continue,
                Mention::User(user) => self.name_of(guild, user).await,
                Mention::Channel(channel) if self.directory.contains(guild, channel) => {
                    match self.public_channel(&roles, channel).await {
                        Ok(None) => continue,
                        Ok(Some(name)) => Ok(name),
                        Err(failure) => Err(failure),
                    }
                }
                // Discord would refuse to name what is gone, and no server is told of another's.
                Mention::Channel(_) => continue,
                Mention::Role(role) => match roles.iter().find(|known| known.id.get() == role.0) {
                    Some(role) => Ok(role.name.clone()),
                    None => continue,
                },
            };
            match name {
                Ok(name) => drop(names.insert(mention, name)),
                Err(failure) => tracing::info!(guild.id = %guild, "A name is not known: {failure}"),
            }
        }
        names
    }

    /// Searches as [`Desk::search`](crate::desk::Desk::search) does, also for people and channels
    /// by their names. What Discord does not answer is not found.
    ///
    /// # Errors
    /// Refuses what is no search.
    pub(super) async fn find(
        &self,
        by: &Authorized,
        typed: &str,
        page: i64,
    ) -> desk::Result<Findings> {
        let search = Search::parse(typed)?;
        let mut names = domain::Names::default();
        for name in search.names().take(SEARCHED_NAMES) {
            names.people.extend(self.members_named(by.guild(), name).await);
        }
        if search.names_channels() {
            let route = Route::guild(Method::GET, by.guild().0, "/channels", "channels");
            let channels: Vec<GuildChannel> =
                self.rest.get(route).await.unwrap_or_else(|failure| {
                    tracing::info!(guild.id = %by.guild(), "Channels have no names: {failure}");
                    Vec::new()
                });
            let named = channels.into_iter().map(|channel| (channel.name, channel.id.get()));
            names.channels.extend(named.map(|(name, id)| (name, ChannelId(id))));
        }
        self.desk.search(by, search, &names, page).await
    }

    /// Returns members one of whose names begins with a text, each with all their names.
    async fn members_named(&self, guild: GuildId, name: &str) -> Vec<(String, UserId)> {
        let query = utf8_percent_encode(name, NON_ALPHANUMERIC);
        let rest = format!("/members/search?query={query}&limit={SEARCHED_MEMBERS}");
        let route = Route::guild(Method::GET, guild.0, rest, "search members");
        let members: Vec<Member> = self.rest.get(route).await.unwrap_or_else(|failure| {
            tracing::info!(guild.id = %guild, "Members weren't searched: {failure}");
            Vec::new()
        });
        let named = |member: Member| {
            let names = [member.nick, member.user.global_name, Some(member.user.name)];
            let names: Vec<String> = names.into_iter().flatten().collect();
            // A line each: a name is found within one.
            (names.join("\n"), UserId(member.user.id.get()))
        };
        members.into_iter().map(named).collect()
    }

    /// Returns the roles of a server; none if Discord does not answer.
    async fn roles_of(&self, guild: GuildId) -> Vec<Role> {
        let route = Route::guild(Method::GET, guild.0, "/roles", "roles");
        self.rest.get(route).await.unwrap_or_else(|failure| {
            tracing::info!(guild.id = %guild, "Roles have no names: {failure}");
            Vec::new()
        })
    }

    /// Returns the name of a channel that every member sees. Nobody learns the name of a hidden
    /// channel or of a thread by mentioning it.
    async fn public_channel(
        &self,
        roles: &[Role],
        channel: ChannelId,
    ) -> Result<Option<String>, Failure> {
        let route = Route::channel(Method::GET, channel.0, "", "channel");
        let found: GuildChannel = self.rest.get(route).await?;
        let everyone = found.guild_id.everyone_role();
        let role = roles.iter().find(|role| role.id == everyone);
        let held = role.map_or(Permissions::empty(), |role| role.permissions);
        Ok(is_seen_by_everyone(held, &found).then_some(found.name))
    }

    async fn name_of(&self, guild: GuildId, user: UserId) -> Result<String, Failure> {
        let member = Route::guild(Method::GET, guild.0, format!("/members/{user}"), "member");
        match self.rest.get::<Member>(member).await {
            Ok(member) => Ok(member.display_name().to_owned()),
            // People who left the server still have a name.
            Err(Failure::Refused { .. }) => {
                let user: User =
                    self.rest.get(Route::plain(Method::GET, format!("/users/{user}"))).await?;
                Ok(user.global_name.unwrap_or(user.name))
            }
            Err(failure) => Err(failure),
        }
    }
}
