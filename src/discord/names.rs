//! Names, where a mention would show only an ID. Fetched for each use and never stored.

use reqwest::Method;
use serde::Deserialize;
use serenity::all::{Member, User};

use crate::{
    desk,
    domain::{GuildId, Language, RoleId, Title, UserId},
};

use crate::discord::{
    bot::Bot,
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

/// What has a name, as Discord returns it.
#[derive(Deserialize)]
struct Named {
    id: String,
    name: String,
}

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
        if mentions.iter().any(|mention| matches!(mention, Mention::Role(_))) {
            match self.roles_by_name(guild).await {
                Ok(roles) => names.extend(roles),
                Err(failure) => tracing::info!(guild.id = %guild, "Roles have no names: {failure}"),
            }
        }
        for &mention in mentions.iter().take(MOST) {
            let name = match mention {
                Mention::User(user) => self.name_of(guild, user).await,
                // Discord would refuse to name what is gone.
                Mention::Channel(channel) if !self.directory.contains(channel) => continue,
                Mention::Channel(channel) => {
                    let route = Route::channel(Method::GET, channel.0, "", "channel");
                    self.rest.get::<Named>(route).await.map(|channel| channel.name)
                }
                Mention::Role(_) => continue,
            };
            match name {
                Ok(name) => drop(names.insert(mention, name)),
                Err(failure) => tracing::info!(guild.id = %guild, "A name is not known: {failure}"),
            }
        }
        names
    }

    async fn roles_by_name(
        &self,
        guild: GuildId,
    ) -> Result<impl Iterator<Item = (Mention, String)> + use<>, Failure> {
        let route = Route::guild(Method::GET, guild.0, "/roles", "roles");
        let roles: Vec<Named> = self.rest.get(route).await?;
        Ok(roles
            .into_iter()
            .filter_map(|role| Some((Mention::Role(RoleId(role.id.parse().ok()?)), role.name))))
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
