//! `/setup`: which channels and roles a server's team works with.

use poise::serenity_prelude as serenity;

use crate::{
    desk::{Error, SetupChange},
    domain::{
        ChannelId, ChannelRole, Language, Mode, Permission, RoleId, Settings, refusal::SetupRefusal,
    },
};

use crate::discord::{
    bot::Bot,
    command::{
        choice::Choice,
        context::{Command, Context, Used, answer},
    },
    convert,
    permission::Standpoint,
    view::{
        Body,
        words::{enumerated, span, t},
    },
};

/// The commands of this file, in the order of `/help`.
pub fn commands() -> Vec<Command> {
    vec![setup()]
}

#[poise::command(
    slash_command,
    custom_data = "Permission::SetUp",
    default_member_permissions = "MANAGE_GUILD"
)]
#[expect(clippy::too_many_arguments, reason = "a command's options are its function's arguments")]
async fn setup(
    ctx: Context<'_>,
    #[channel_types("Text", "News", "Forum")] help: Option<serenity::ChannelId>,
    #[channel_types("Text")] desk: Option<serenity::ChannelId>,
    #[channel_types("Text")] developers: Option<serenity::ChannelId>,
    agents: Option<serenity::RoleId>,
    devs: Option<serenity::RoleId>,
    leads: Option<serenity::RoleId>,
    agents_2: Option<serenity::RoleId>,
    agents_3: Option<serenity::RoleId>,
    leads_2: Option<serenity::RoleId>,
    leads_3: Option<serenity::RoleId>,
    #[max_length = 64] flag_emoji: Option<String>,
    #[max_length = 32] close_after: Option<String>,
    #[max_length = 32] follow_up: Option<String>,
    mode: Option<Choice<Mode>>,
    #[max_length = 32] keep_texts: Option<String>,
    #[max_length = 32] keep_banned: Option<String>,
    language: Option<Choice<Language>>,
) -> Result<(), Error> {
    answer(ctx, |bot, by| async move {
        let change = SetupChange {
            help: help.map(convert::channel),
            desk: desk.map(convert::channel),
            developers: developers.map(convert::channel),
            agents: agents.map(convert::role),
            more_agents: [agents_2, agents_3].into_iter().flatten().map(convert::role).collect(),
            devs: devs.map(convert::role),
            leads: leads.map(convert::role),
            more_leads: [leads_2, leads_3].into_iter().flatten().map(convert::role).collect(),
            flag_emoji: flag_emoji.as_deref().map(emoji).transpose()?,
            close_after,
            follow_up,
            mode: mode.map(|Choice(mode)| mode),
            keep_texts,
            keep_banned,
            language: language.map(|Choice(language)| language),
            server_language: ctx
                .interaction
                .guild_locale
                .as_deref()
                .map_or_else(Language::default, Language::of_locale),
        };
        let settings = change.plan(&by)?;
        check(bot, &settings).await?;
        bot.desk.set_up(&by, settings.clone()).await?;
        Ok(Body::text(set_up(ctx.language(), &settings)))
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
fn emoji(typed: &str) -> Result<String, SetupRefusal> {
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
    if plausible { Ok(typed.to_owned()) } else { Err(SetupRefusal::BadEmoji) }
}

/// To a manager: the settings hold.
fn set_up(language: Language, settings: &Settings) -> String {
    t!(
        language,
        "set-up",
        help = settings.help_channel,
        agents = mentions(language, &settings.agents_roles),
        desk = settings.desk_channel,
        flag = flag(&settings.flag_emoji),
        devs = settings.developers_role,
        developers = settings.developers_channel,
        leads = match mentions(language, &settings.leads_roles) {
            none if none.is_empty() => "none".to_owned(),
            roles => roles,
        },
        mode = settings.mode.into_str(),
        silence = span(language, settings.close_after),
        follow_up = settings
            .follow_up_after
            .map_or_else(|| "none".to_owned(), |after| span(language, after)),
        keeping = span(language, settings.keep_texts),
        banned =
            settings.keep_banned.map_or_else(|| "none".to_owned(), |keep| span(language, keep)),
        language = settings.language.into_str(),
    )
}

/// Roles as people read them. Empty if there are none.
fn mentions(language: Language, roles: &[RoleId]) -> String {
    let mentions: Vec<String> = roles.iter().map(|role| format!("<@&{role}>")).collect();
    enumerated(language, &mentions)
}

/// A custom emoji is kept as `name:id`, and shows as `<:name:id>` (Discord, "Message Formatting").
fn flag(emoji: &str) -> String {
    match emoji.split_once(':') {
        Some((name, id)) => format!("<:{name}:{id}>"),
        None => emoji.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discord::view::sample;

    #[test]
    fn a_manager_reads_how_the_team_works_now() {
        insta::assert_snapshot!(set_up(Language::English, &sample::settings()), @"
        All set. This is how the team works from now on:
        - Members ask in <#2>, or anywhere with `/ask`.
        - Agents (<@&40>) find the cases in <#20>, and open one by reacting with 🎫.
        - Developers (<@&41>) get the bugs in <#30>.
        - Leads are people with Manage Server.
        - Everybody who can read a question can read the answers.
        - A case whose customer says nothing to a proposed answer closes after 3 days.
        - A customer who does not answer the team is not reminded.
        - What was written in a case is kept for 180 days after it closes; then the texts go, and the figures stay.
        - What banned members wrote goes with their messages.
        - The desk speaks English; a member who asks in German is answered in German.
        ");
    }
}
