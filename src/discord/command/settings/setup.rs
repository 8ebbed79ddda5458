//! `/setup`: which channels and roles a server's team works with.

use poise::serenity_prelude::{
    self as serenity, ChannelType, GuildChannel, PartialGuild, ResolvedOption, ResolvedValue,
};
use reqwest::Method;

use crate::{
    desk::{ChannelKind, Error, SetupChange},
    domain::{
        ChannelId, ChannelRole, GuildId, Language, Mode, Permission, Refusal, RoleId, Settings,
        refusal::SetupRefusal,
    },
};

use crate::discord::{
    bot::Bot,
    command::{
        choice::Choice,
        context::{Command, Context, Used, answer},
        settings::guess::guess,
    },
    convert,
    permission::Standpoint,
    rest::Route,
    view::{
        self, Body,
        form::label,
        words::{enumerated, span, t, yes_or_no},
    },
};

/// The commands of this file, in the order of `/help`.
pub fn commands() -> Vec<Command> {
    vec![setup(), setup_history()]
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
    answer_claims: Option<bool>,
    #[max_length = 32] waiting_first: Option<String>,
    #[max_length = 32] one_case_within: Option<String>,
    mode: Option<Choice<Mode>>,
    #[max_length = 32] keep_texts: Option<String>,
    #[max_length = 32] keep_banned: Option<String>,
    language: Option<Choice<Language>>,
    ask_panel: Option<bool>,
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
            answer_claims,
            waiting_first,
            one_case_within,
            mode: mode.map(|Choice(mode)| mode),
            keep_texts,
            keep_banned,
            language: language.map(|Choice(language)| language),
            ask_panel,
            server_language: ctx
                .interaction
                .guild_locale
                .as_deref()
                .map_or_else(Language::default, Language::of_locale),
        };
        let settings = match change.plan(&by) {
            Err(Error::Refused(Refusal::Setup(SetupRefusal::Incomplete(missing)))) => {
                let given = written(&ctx.interaction.data.options());
                return suggest(bot, ctx.language(), by.guild(), given, missing).await;
            }
            planned => planned?,
        };
        check(bot, &settings).await?;
        bot.desk.set_up(&by, settings.clone(), ctx.cause()).await?;
        Ok(Body::text(set_up(ctx.language(), &settings)))
    })
    .await
}

#[poise::command(
    slash_command,
    rename = "setup-history",
    custom_data = "Permission::ReadSettingsHistory"
)]
async fn setup_history(ctx: Context<'_>) -> Result<(), Error> {
    answer(ctx, |bot, by| async move {
        let page = bot.desk.settings_history(&by, 1).await?;
        Ok(view::settings_history(ctx.language(), &page))
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
    if settings.ask_panel {
        let help = bot.directory.help(&bot.rest, settings.guild, settings.help_channel).await?;
        if help == ChannelKind::Forum {
            return Err(SetupRefusal::PanelInForum.into());
        }
    }
    Ok(())
}

/// The options that were given, each with its value as it is typed.
fn written(options: &[ResolvedOption<'_>]) -> Vec<(String, String)> {
    let value = |value: &ResolvedValue<'_>| match value {
        ResolvedValue::Channel(channel) => Some(format!("#{}", channel.name.as_deref()?)),
        ResolvedValue::Role(role) => Some(format!("@{}", role.name)),
        ResolvedValue::String(text) => Some((*text).to_owned()),
        _ => None,
    };
    options
        .iter()
        .filter_map(|option| Some((option.name.to_owned(), value(&option.value)?)))
        .collect()
}

/// Names all options that are missing. Adds a command line with what was given and with what the
/// names of channels and roles suggest, ready to be sent.
async fn suggest(
    bot: &Bot,
    language: Language,
    guild: GuildId,
    mut line: Vec<(String, String)>,
    missing: Vec<&'static str>,
) -> Result<Body, Error> {
    let guesses = guesses(bot, guild, &line, &missing).await?;
    let words = match missing.len() - guesses.len() {
        0 => t!(language, "setup-guess-complete"),
        _ => t!(language, "setup-guess-partial"),
    };
    let refusal = SetupRefusal::Incomplete(missing).into();
    if guesses.is_empty() {
        return Err(Error::Refused(refusal));
    }
    line.extend(guesses);
    let options: Vec<String> =
        line.iter().map(|(option, value)| format!("{}:{value}", label(language, option))).collect();
    Ok(Body::text(format!(
        "{}\n{words}\n```\n/{} {}\n```",
        view::refusal(language, &refusal),
        t!(language, "command-setup"),
        options.join(" "),
    )))
}

/// Returns the missing options whose values can be guessed, each with its value. No channel or role
/// is used twice.
async fn guesses(
    bot: &Bot,
    guild: GuildId,
    given: &[(String, String)],
    missing: &[&'static str],
) -> Result<Vec<(String, String)>, Error> {
    let internal = |failure| Error::Internal(anyhow::Error::new(failure));
    let route = Route::guild(Method::GET, guild.0, "/channels", "channels");
    let mut channels: Vec<GuildChannel> = bot.rest.get(route).await.map_err(internal)?;
    channels.sort_by_key(|channel| (channel.position, channel.id));
    let route = Route::guild(Method::GET, guild.0, "", "guild");
    let server: PartialGuild = bot.rest.get(route).await.map_err(internal)?;
    let mut roles: Vec<&serenity::Role> = server.roles.values().collect();
    roles.sort_by_key(|role| (role.position, role.id));
    let mut taken: Vec<String> = given.iter().map(|(_, value)| value.clone()).collect();
    let mut guesses = Vec::new();
    // A channel for the team may be named after support as well, so the team's are taken first.
    for option in ["desk", "developers", "help", "agents", "devs"] {
        if !missing.contains(&option) {
            continue;
        }
        let (sign, names): (char, Vec<&str>) = match option {
            "agents" | "devs" => {
                // Roles of bots, and @everyone, which has the server's id (Discord, "Role Object").
                let free = roles.iter().filter(|role| !role.managed && role.id.get() != guild.0);
                ('@', free.map(|role| role.name.as_str()).collect())
            }
            _ => {
                let fits = |channel: &&GuildChannel| match channel.kind {
                    ChannelType::Text => true,
                    ChannelType::News | ChannelType::Forum => option == "help",
                    _ => false,
                };
                ('#', channels.iter().filter(fits).map(|channel| channel.name.as_str()).collect())
            }
        };
        let free: Vec<&str> =
            names.into_iter().filter(|name| !taken.contains(&format!("{sign}{name}"))).collect();
        if let Some(name) = guess(option, &free) {
            taken.push(format!("{sign}{name}"));
            guesses.push((option.to_owned(), format!("{sign}{name}")));
        }
    }
    guesses.sort_by_key(|(option, _)| missing.iter().position(|missing| missing == option));
    Ok(guesses)
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
        claims = yes_or_no(settings.answer_claims),
        waiting = span(language, settings.waiting_first),
        one_case = settings
            .one_case_within
            .map_or_else(|| "none".to_owned(), |within| span(language, within)),
        keeping = span(language, settings.keep_texts),
        banned =
            settings.keep_banned.map_or_else(|| "none".to_owned(), |keep| span(language, keep)),
        language = settings.language.into_str(),
        panel = yes_or_no(settings.ask_panel),
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
        All set! Here's how your team works from now on:
        - Members ask in <#2>, or anywhere with `/ask`. For a message with a button there, use `/setup ask_panel:true`.
        - Agents (<@&40>) find cases in <#20>, and open one by reacting with 🎫.
        - Developers (<@&41>) get bug reports in <#30>.
        - Leads are people with Manage Server.
        - Cases are public: anyone who can see a question can see the answers.
        - Solved cases close after 3 days without a reply.
        - Customers who don't reply aren't reminded.
        - An agent who answers an unassigned case becomes its assignee.
        - If a rule matches several messages of one person in a channel within 30 minutes, they're one case.
        - Urgent cases come first in the queue. Anyone who has waited for 1 day comes before them.
        - Texts are deleted 180 days after a case closes. Statistics stay.
        - Texts from banned members are deleted along with their messages.
        - The team's language is English. Members who ask in German get German messages.
        ");
    }
}
