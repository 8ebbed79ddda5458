//! People's names, for files in which a mention would show only an ID. Fetched for each use and
//! never stored.

use reqwest::Method;
use serenity::all::{Member, User};

use crate::domain::{GuildId, UserId};

use crate::discord::{
    bot::Bot,
    rest::{Failure, Route},
    view::Names,
};

/// The most people that are asked for at one time. A conversation has a few.
const MOST: usize = 40;

impl Bot {
    /// Returns the names of people, as far as Discord returns them. Others are left out.
    pub(super) async fn names(&self, guild: GuildId, mut people: Vec<UserId>) -> Names {
        people.sort_unstable();
        people.dedup();
        let mut names = Names::new();
        for &user in people.iter().take(MOST) {
            match self.name_of(guild, user).await {
                Ok(name) => drop(names.insert(user, name)),
                Err(failure) => tracing::info!(guild.id = %guild, "A name is not known: {failure}"),
            }
        }
        names
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
