//! `/setup`: which channels and roles a server's team works with.

use poise::serenity_prelude as serenity;

use crate::{
    desk::{Error, SetupChange},
    domain::{ChannelId, ChannelRole, Language, Mode, Refusal, Settings},
};

use crate::discord::command::{Context, Used, answer, choice::Choice};
use crate::discord::{
    bot::Bot,
    convert,
    permission::Standpoint,
    view::{Body, wording},
};

#[poise::command(
    slash_command,
    install_context = "Guild",
    interaction_context = "Guild",
    default_member_permissions = "MANAGE_GUILD"
)]
#[expect(clippy::too_many_arguments, reason = "a command's options are its function's arguments")]
pub(super) async fn setup(
    ctx: Context<'_>,
    #[channel_types("Text", "News", "Forum")] help: Option<serenity::ChannelId>,
    #[channel_types("Text")] desk: Option<serenity::ChannelId>,
    #[channel_types("Text")] developers: Option<serenity::ChannelId>,
    agents: Option<serenity::RoleId>,
    devs: Option<serenity::RoleId>,
    leads: Option<serenity::RoleId>,
    #[max_length = 64] flag_emoji: Option<String>,
    #[max_length = 32] close_after: Option<String>,
    mode: Option<Choice<Mode>>,
    #[max_length = 32] keep_texts: Option<String>,
    language: Option<Choice<Language>>,
) -> Result<(), Error> {
    answer(ctx, |bot, actor| async move {
        let change = SetupChange {
            help: help.map(convert::channel),
            desk: desk.map(convert::channel),
            developers: developers.map(convert::channel),
            agents: agents.map(convert::role),
            devs: devs.map(convert::role),
            leads: leads.map(convert::role),
            flag_emoji: flag_emoji.as_deref().map(emoji).transpose()?,
            close_after,
            mode: mode.map(|Choice(mode)| mode),
            keep_texts,
            language: language.map(|Choice(language)| language),
            server_language: ctx
                .interaction
                .guild_locale
                .as_deref()
                .map_or_else(Language::default, Language::of_locale),
        };
        let settings = bot.desk.plan_setup(actor, change).await?;
        check(bot, &settings).await?;
        bot.desk.set_up(settings.clone()).await?;
        Ok(Body::text(wording::set_up(ctx.language(), &settings)))
    })
    .await
}

/// Checks every channel before anything is saved.
async fn check(bot: &Bot, settings: &Settings) -> Result<(), Error> {
    let internal = |failure| Error::Internal(anyhow::Error::new(failure));
    let standpoint =
        Standpoint::of(&bot.rest, settings.guild, bot.me.user).await.map_err(internal)?;
    for place in [ChannelRole::Help, ChannelRole::Desk, ChannelRole::Developers] {
        let channel: ChannelId = settings.channel(place);
        standpoint.check(&bot.rest, place, settings.mode, channel).await.map_err(internal)??;
    }
    Ok(())
}

/// An emoji as Discord names it in reactions.
fn emoji(typed: &str) -> Result<String, Refusal> {
    let typed = typed.trim();
    if let Some(custom) = serenity::parse_emoji(typed) {
        return Ok(format!("{}:{}", custom.name, custom.id));
    }
    // Unicode has no short test for "is an emoji"; what is surely none is refused, and Discord
    // knows the rest.
    let plausible = !typed.is_empty()
        && typed.chars().count() <= 16
        && typed
            .chars()
            .all(|character| !character.is_ascii_alphabetic() && !character.is_whitespace())
        && !typed.is_ascii();
    if plausible { Ok(typed.to_owned()) } else { Err(Refusal::BadEmoji) }
}
