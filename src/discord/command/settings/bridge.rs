//! `/bridge`: the apps and webhooks whose messages count as members'.

use poise::serenity_prelude as serenity;
use reqwest::Method;

use crate::{
    desk::{self, Authorized, Error},
    domain::{
        Bridge, ChannelId, GuildId, MessageId, Permission, Sender, UserId, refusal::BridgeRefusal,
    },
};

use crate::discord::{
    bot::{Bot, SentBy},
    command::{
        context::{Command, Context, Used, answer},
        suggest::suggest,
    },
    convert,
    rest::{Failure, Route},
    view::{self, Body, escape, words::t},
};

/// The commands of this file, in the order of `/help`.
pub fn commands() -> Vec<Command> {
    vec![bridge()]
}

#[poise::command(
    slash_command,
    custom_data = "Permission::ManageBridges",
    subcommands("add", "list", "remove")
)]
async fn bridge(_ctx: Context<'_>) -> Result<(), Error> {
    // Discord only ever calls the subcommands.
    Ok(())
}

#[poise::command(slash_command)]
async fn add(
    ctx: Context<'_>,
    #[max_length = 32] name: String,
    #[max_length = 200] source: String,
) -> Result<(), Error> {
    answer(ctx, |bot, by| async move {
        let source = bot.source(by.guild(), &source).await?;
        let bridge = bot.desk.add_bridge(&by, &name, source, ctx.cause()).await?;
        Ok(view::bridge_added(ctx.language(), &bridge))
    })
    .await
}

#[poise::command(slash_command)]
async fn list(ctx: Context<'_>) -> Result<(), Error> {
    answer(ctx, |_, by| async move { Ok(view::bridges(ctx.language(), &by.team()?.bridges)) }).await
}

#[poise::command(slash_command)]
async fn remove(
    ctx: Context<'_>,
    #[autocomplete = "suggest_bridges"] name: String,
) -> Result<(), Error> {
    answer(ctx, |bot, by| async move {
        bot.desk.remove_bridge(&by, &name, ctx.cause()).await?;
        Ok(Body::text(t!(ctx.language(), "bridge-removed", name = escape(name.trim()))))
    })
    .await
}

async fn suggest_bridges<'a>(
    ctx: Context<'a>,
    typed: &'a str,
) -> serenity::CreateAutocompleteResponse {
    let found = |by: Authorized| async move {
        let mut bridges = by.team()?.bridges.clone();
        bridges.retain(|bridge| bridge.name.to_lowercase().starts_with(&typed.to_lowercase()));
        Ok(bridges)
    };
    let choice =
        |bridge: Bridge| serenity::AutocompleteChoice::new(bridge.name.clone(), bridge.name);
    suggest(ctx, Permission::ManageBridges, found, choice).await
}

/// What somebody typed to name an app or a webhook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Typed {
    /// Its ID, or a mention of its account.
    Id(u64),
    /// The address of a message.
    Message(GuildId, ChannelId, MessageId),
}

impl Typed {
    fn parse(typed: &str) -> Option<Self> {
        let typed = typed.trim().trim_start_matches('<').trim_end_matches('>');
        if let Some((_, path)) = typed.split_once("/channels/") {
            let mut ids = path.split('/').map(|id| id.parse().ok());
            let mut next = || ids.next().flatten();
            return Some(Self::Message(GuildId(next()?), ChannelId(next()?), MessageId(next()?)));
        }
        let id = typed.trim_start_matches('@').trim_start_matches('!');
        id.parse().ok().filter(|id| *id > 0 && i64::try_from(*id).is_ok()).map(Self::Id)
    }
}

impl Bot {
    /// Returns the ID of the app or the webhook that somebody names: by a mention, by its ID, or by
    /// the address of one of its messages. A webhook of an application stands for all that the
    /// application has.
    ///
    /// # Errors
    /// Refuses a person, the bot itself, and what names nothing in this server.
    async fn source(&self, guild: GuildId, typed: &str) -> desk::Result<u64> {
        match Typed::parse(typed).ok_or(BridgeRefusal::NoSource)? {
            Typed::Id(id) if id == self.me.user.0 || id == self.me.application => {
                Err(BridgeRefusal::Itself.into())
            }
            Typed::Id(id) => {
                let route = Route::plain(Method::GET, format!("/users/{id}"));
                match self.rest.get::<serenity::User>(route).await {
                    Ok(user) if !user.bot => Err(BridgeRefusal::NotAnApp(Some(UserId(id))).into()),
                    // A webhook has no account.
                    Ok(_) | Err(Failure::Refused { .. }) => Ok(id),
                    Err(failure) => Err(Error::Internal(anyhow::Error::new(failure))),
                }
            }
            Typed::Message(in_guild, channel, message) => {
                if in_guild != guild || !self.directory.contains(guild, channel) {
                    return Err(BridgeRefusal::NoSource.into());
                }
                let message = self.fetch_message(channel, message).await?;
                let author = convert::user(message.author.id);
                match self.sender(&SentBy::of(&message)) {
                    Sender::App(app) => Ok(app.ids.first().copied().unwrap_or(author.0)),
                    Sender::Nobody if author == self.me.user => Err(BridgeRefusal::Itself.into()),
                    Sender::Nobody | Sender::Member | Sender::Guest(_) => {
                        let person = (!message.author.bot).then_some(author);
                        Err(BridgeRefusal::NotAnApp(person).into())
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_app_is_named_by_mention_id_or_link() {
        let message = Some(Typed::Message(GuildId(1), ChannelId(2), MessageId(3)));
        for (typed, read) in [
            ("<@5>", Some(Typed::Id(5))),
            (" <@!5> ", Some(Typed::Id(5))),
            ("5", Some(Typed::Id(5))),
            ("https://discord.com/channels/1/2/3", message),
            ("<https://ptb.discord.com/channels/1/2/3>", message),
            ("https://discord.com/channels/1/2", None),
            ("https://discord.com/channels/@me/2/3", None),
            ("<@&5>", None),
            ("PluralKit", None),
            ("0", None),
            ("18446744073709551615", None),
        ] {
            assert_eq!(Typed::parse(typed), read, "{typed}");
        }
    }
}
