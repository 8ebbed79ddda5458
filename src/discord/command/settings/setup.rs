//! `/setup`: which channels and roles a server's team works with.

use poise::serenity_prelude as serenity;
use strum::{IntoStaticStr, VariantArray};

use crate::{
    desk::{
        Authorized, ChannelKind, Delivery, Error, FoundRepository, Gaps, NotFound, SetupChange,
        SetupPlan,
    },
    domain::{
        Cause, ChannelId, ChannelRole, GuildId, Language, Mode, Permission, Refusal, Repository,
        RoleId, Settings, refusal::SetupRefusal, settings::is_emoji,
    },
};

use crate::discord::{
    bot::Bot,
    command::{
        choice::Choice,
        context::{Command, Context, Used, answer},
        settings::guess::guessed,
    },
    convert,
    permission::{MemberRoles, invitation},
    view::{
        self, Body, SetupChoice, SetupMenu, SetupPress,
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
    send_bug_news: Option<bool>,
    #[max_length = 32] bug_updates: Option<String>,
    #[max_length = 32] waiting_first: Option<String>,
    #[max_length = 32] one_case_within: Option<String>,
    mode: Option<Choice<Mode>>,
    #[max_length = 32] keep_texts: Option<String>,
    #[max_length = 32] keep_banned: Option<String>,
    language: Option<Choice<Language>>,
    ask_panel: Option<bool>,
    #[max_length = 500] greeting: Option<String>,
    #[max_length = 200] github: Option<String>,
) -> Result<(), Error> {
    answer(ctx, |bot, by| async move {
        let flag_emoji = flag_emoji.as_deref().map(emoji).transpose();
        let change = SetupChange {
            help: help.map(convert::channel),
            desk: desk.map(convert::channel),
            developers: developers.map(convert::channel),
            agents: agents.map(convert::role),
            more_agents: [agents_2, agents_3].into_iter().flatten().map(convert::role).collect(),
            devs: devs.map(convert::role),
            leads: leads.map(convert::role),
            more_leads: [leads_2, leads_3].into_iter().flatten().map(convert::role).collect(),
            flag_emoji: flag_emoji.as_ref().ok().cloned().flatten(),
            close_after,
            follow_up,
            answer_claims,
            send_bug_news,
            bug_updates,
            waiting_first,
            one_case_within,
            mode: mode.map(|Choice(mode)| mode),
            keep_texts,
            keep_banned,
            language: language.map(|Choice(language)| language),
            ask_panel,
            greeting,
            github,
            server_language: server_language(ctx.interaction.guild_locale.as_deref()),
        };
        let options = ctx.interaction.data.options();
        let given: Vec<&str> = options.iter().map(|option| option.name).collect();
        let choice = choice(&change);
        if given.is_empty() {
            return open_form(bot, ctx.language(), &by, choice, &given).await;
        }
        let mut plan = match change.plan(&by) {
            Err(Error::Refused(Refusal::Setup(SetupRefusal::Incomplete(_)))) => {
                return open_form(bot, ctx.language(), &by, choice, &given).await;
            }
            planned => planned?,
        };
        if let Err(refusal) = flag_emoji {
            plan.gaps.add(refusal);
        }
        let saved = bot.save_setup(ctx.language(), &by, plan, ctx.cause()).await?;
        Ok(saved.unwrap_or_else(|gaps| Body::text(view::setup_gaps(ctx.language(), &gaps))))
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

/// Checks every channel, and an emoji that is new, before anything is saved, and records what is
/// wrong. Returns what the bot may do in the server.
async fn check(
    bot: &Bot,
    before: Option<&Settings>,
    settings: &Settings,
    gaps: &mut Gaps,
) -> Result<MemberRoles, Error> {
    let internal = |failure| Error::Internal(anyhow::Error::new(failure));
    let member = MemberRoles::of(&bot.rest, settings.guild, bot.me.user).await.map_err(internal)?;
    for place in [ChannelRole::Help, ChannelRole::Desk, ChannelRole::Developers] {
        let channel: ChannelId = settings.channel(place);
        let checked = member.check(&bot.rest, place, settings.mode, channel).await;
        gaps.or(checked.map_err(internal)?, ());
    }
    let is_new = before.is_none_or(|before| before.flag_emoji != settings.flag_emoji);
    if is_new && !member.has_emoji(&settings.flag_emoji) {
        gaps.add(SetupRefusal::BadEmoji);
    }
    if settings.ask_panel {
        match bot.directory.help(&bot.rest, settings.guild, settings.help_channel).await {
            Ok(ChannelKind::Forum) => gaps.add(SetupRefusal::PanelInForum),
            // The check above has said what is wrong with the channel.
            Ok(ChannelKind::Text | ChannelKind::Announcements) | Err(Error::Refused(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(member)
}

/// Returns what Discord says is the server's language.
fn server_language(locale: Option<&str>) -> Language {
    locale.map_or_else(Language::default, Language::of_locale)
}

/// What the options of the command put into the form.
fn choice(change: &SetupChange) -> SetupChoice {
    let mut choice = SetupChoice::default();
    let (channel, role) = (|id: ChannelId| id.0, |id: RoleId| id.0);
    for (menu, id) in [
        (SetupMenu::HelpChannel, change.help.map(channel)),
        (SetupMenu::DeskChannel, change.desk.map(channel)),
        (SetupMenu::BugsChannel, change.developers.map(channel)),
        (SetupMenu::AgentsRole, change.agents.map(role)),
        (SetupMenu::DevelopersRole, change.devs.map(role)),
        (SetupMenu::LeadsRole, change.leads.map(role)),
    ] {
        choice.set(menu, id);
    }
    choice
}

/// What the form shows of the settings that hold. It has room for the first role of several.
fn current(settings: &Settings) -> SetupChoice {
    choice(&SetupChange {
        help: Some(settings.help_channel),
        desk: Some(settings.desk_channel),
        developers: Some(settings.developers_channel),
        agents: settings.agents_roles.first().copied(),
        devs: Some(settings.developers_role),
        leads: settings.leads_roles.first().copied(),
        ..SetupChange::default()
    })
}

/// Opens the form with the settings that hold, or with what was given and guesses from the names of
/// channels and roles.
async fn open_form(
    bot: &Bot,
    language: Language,
    by: &Authorized,
    given: SetupChoice,
    options: &[&str],
) -> Result<Body, Error> {
    let link = invitation(bot.me.application);
    if let Ok(settings) = by.settings() {
        let panel = panel(bot, settings).await;
        let note = set_up(language, settings, false, panel);
        return Ok(view::setup_form(language, &current(settings), true, &link, Some(note)));
    }
    let choice = guessed(bot, by.guild(), given).await?;
    let has_guesses = choice != given;
    let unsaved: Vec<String> = options
        .iter()
        .filter(|option| SetupMenu::VARIANTS.iter().all(|menu| menu.option() != **option))
        .map(|option| format!("`{}`", label(language, option)))
        .collect();
    let notes: Vec<String> = [
        (!unsaved.is_empty()).then(|| {
            let options = enumerated(language, &unsaved);
            t!(language, "setup-unsaved", count = unsaved.len(), options = options)
        }),
        has_guesses.then(|| t!(language, "setup-guessed")),
    ]
    .into_iter()
    .flatten()
    .collect();
    let note = (!notes.is_empty()).then(|| notes.join("\n"));
    Ok(view::setup_form(language, &choice, true, &link, note))
}

impl Bot {
    /// Checks every channel, saves the settings, and says how the team works now.
    ///
    /// # Errors
    /// The outer error: something broke. The inner one: all that keeps the settings from being
    /// saved.
    async fn save_setup(
        &self,
        language: Language,
        by: &Authorized,
        SetupPlan { mut settings, mut gaps }: SetupPlan,
        cause: Cause,
    ) -> Result<Result<Body, Gaps>, Error> {
        let member = check(self, by.settings().ok(), &settings, &mut gaps).await?;
        let repository = match self.find_repository(by, &settings).await {
            Err(Error::Refused(refusal)) => {
                gaps.add(refusal);
                None
            }
            found => found?,
        };
        if !gaps.all().is_empty() {
            return Ok(Err(gaps));
        }
        let is_public = repository.as_ref().is_some_and(|found| found.is_public);
        if let Some(found) = repository {
            self.desk.repository_chosen(&found).await?;
            settings.github = Some(found.repository);
        }
        let internal = [settings.desk_channel, settings.developers_channel];
        let public = member.public(&self.rest, internal).await;
        let public = public.map_err(|failure| Error::Internal(anyhow::Error::new(failure)))?;
        self.desk.set_up(by, settings.clone(), cause).await?;
        let silent = member.silent(settings.mentioned_roles());
        let mut hint = view::silent_roles(language, &silent);
        hint += &view::public_channels(language, &public);
        if let Some(github) = settings.github.as_ref().map(Repository::as_str)
            && is_public
            && settings.github_words
        {
            hint += &format!("\n{}", t!(language, "setup-github-public", repository = github));
        }
        let link = invitation(self.me.application);
        hint += &self.internal_rules(language, by.guild()).await?;
        hint += &format!("\n{}", t!(language, "setup-invitation", link = link));
        let help = self.directory.help(&self.rest, by.guild(), settings.help_channel).await;
        let panel = match panel(self, &settings).await {
            // A forum has no room for the Ask panel.
            Panel::Off if help.is_ok_and(|kind| kind != ChannelKind::Forum) => Panel::Offered,
            panel => panel,
        };
        let is_offered = panel == Panel::Offered;
        let components = if is_offered { view::setup_panel(language) } else { Vec::new() };
        let text = set_up(language, &settings, true, panel) + &hint;
        Ok(Ok(Body { components, ..Body::text(text) }))
    }

    /// Says on a line of its own which rules find nothing, since their channel is the team's.
    pub(in crate::discord) async fn internal_rules(
        &self,
        language: Language,
        guild: GuildId,
    ) -> Result<String, Error> {
        let Some(team) = self.desk.team(guild).await? else { return Ok(String::new()) };
        let said = view::internal_rules(language, &team.rules, &team.internal_channels());
        Ok(said.map(|said| format!("\n{said}")).unwrap_or_default())
    }

    /// Looks for the repository that is to be used from now on. None if there is none, or if it was
    /// found before.
    async fn find_repository(
        &self,
        by: &Authorized,
        settings: &Settings,
    ) -> Result<Option<FoundRepository>, Error> {
        let before = by.settings().ok();
        let is_known = before.is_some_and(|before| {
            before.github == settings.github && before.github_words == settings.github_words
        });
        let Some(repository) = settings.github.as_ref().filter(|_| !is_known) else {
            return Ok(None);
        };
        let tracker = self.tracker.as_ref().ok_or(SetupRefusal::NoGitHubToken)?;
        let found =
            tracker.find_repository(repository).await.map_err(|not_found| match not_found {
                NotFound::Absent => SetupRefusal::RepositoryUnseen(repository.to_string()),
                NotFound::Silent => SetupRefusal::GitHubSilent,
            })?;
        if !found.has_issues {
            return Err(SetupRefusal::NoIssues(repository.to_string()).into());
        }
        Ok(Some(found))
    }

    /// Applies a press in the form of `/setup`, with what was chosen in a menu. A refusal leaves
    /// the form as it is.
    pub(in crate::discord) async fn set_up_in_form(
        &self,
        language: Language,
        by: &Authorized,
        (press, mut choice): (SetupPress, SetupChoice),
        chosen: Option<u64>,
        server_locale: Option<&str>,
        cause: Cause,
    ) -> Result<Body, Error> {
        let link = invitation(self.me.application);
        match press {
            SetupPress::Choose(menu) => choice.set(menu, chosen.or(choice.get(menu))),
            SetupPress::Roles | SetupPress::Channels => {}
            SetupPress::Panel => {
                let server_language = server_language(server_locale);
                let ask_panel = Some(true);
                let change = SetupChange { ask_panel, server_language, ..SetupChange::default() };
                let saved = self.save_setup(language, by, change.plan(by)?, cause).await?;
                let refused = |gaps| Body::text(view::setup_gaps(language, &gaps));
                return Ok(saved.unwrap_or_else(refused));
            }
            SetupPress::Save => {
                let change = change(choice, by.settings().ok(), server_language(server_locale));
                let why = match change.plan(by) {
                    Ok(plan) => match self.save_setup(language, by, plan, cause).await? {
                        Ok(saved) => return Ok(saved),
                        Err(gaps) => view::setup_gaps(language, &gaps),
                    },
                    Err(Error::Refused(refusal)) => view::refusal(language, &refusal),
                    Err(error) => return Err(error),
                };
                return Ok(view::setup_form(language, &choice, false, &link, Some(why)));
            }
        }
        Ok(view::setup_form(language, &choice, press.leads_to_channels(), &link, None))
    }
}

/// The change that the form asks for. A server with several roles of a kind keeps them if the one
/// that the form shows was not changed.
fn change(choice: SetupChoice, before: Option<&Settings>, server: Language) -> SetupChange {
    let shown = before.map(current).unwrap_or_default();
    let changed = |menu| choice.get(menu).filter(|_| choice.get(menu) != shown.get(menu));
    let (channel, role) = (|menu| changed(menu).map(ChannelId), |menu| changed(menu).map(RoleId));
    SetupChange {
        help: channel(SetupMenu::HelpChannel),
        desk: channel(SetupMenu::DeskChannel),
        developers: channel(SetupMenu::BugsChannel),
        agents: role(SetupMenu::AgentsRole),
        devs: role(SetupMenu::DevelopersRole),
        leads: role(SetupMenu::LeadsRole),
        server_language: server,
        ..SetupChange::default()
    }
}

/// An emoji as Discord names it in reactions. Whether the server has a custom one is checked later.
fn emoji(typed: &str) -> Result<String, SetupRefusal> {
    let typed = typed.trim();
    if let Some(custom) = serenity::parse_emoji(typed) {
        return Ok(format!("{}:{}", custom.name, custom.id));
    }
    if is_emoji(typed) { Ok(typed.to_owned()) } else { Err(SetupRefusal::BadEmoji) }
}

/// What is so of the Ask panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
enum Panel {
    /// It is not wanted.
    Off,
    /// It is not wanted, and the button is below with which it is posted.
    Offered,
    /// It is in the help channel.
    Posted,
    /// It is being posted.
    Pending,
    /// Discord has refused it.
    Held,
    /// It is not wanted, and is being deleted.
    Leaving,
    /// It is not wanted, and Discord has refused to delete it.
    Left,
}

/// Waits until the Ask panel is posted, if the server wants one, or until it is gone.
async fn panel(bot: &Bot, settings: &Settings) -> Panel {
    let is_wanted = settings.ask_panel;
    match bot.desk.panel_shown(settings.guild, is_wanted).await {
        Delivery::Done if is_wanted => Panel::Posted,
        Delivery::Done => Panel::Off,
        Delivery::Pending if is_wanted => Panel::Pending,
        Delivery::Pending => Panel::Leaving,
        Delivery::Held(_) | Delivery::GivenUp(_) | Delivery::Dropped if is_wanted => Panel::Held,
        Delivery::Held(_) | Delivery::GivenUp(_) | Delivery::Dropped => Panel::Left,
    }
}

/// To a manager: the settings that hold, `new` if they were just saved.
fn set_up(language: Language, settings: &Settings, new: bool, panel: Panel) -> String {
    t!(
        language,
        "set-up",
        new = yes_or_no(new),
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
        news = yes_or_no(settings.sends_bug_news),
        updates =
            settings.update_every.map_or_else(|| "none".to_owned(), |every| span(language, every)),
        waiting = span(language, settings.waiting_first),
        one_case = settings
            .one_case_within
            .map_or_else(|| "none".to_owned(), |within| span(language, within)),
        keeping = span(language, settings.keep_texts),
        banned =
            settings.keep_banned.map_or_else(|| "none".to_owned(), |keep| span(language, keep)),
        language = settings.language.into_str(),
        panel = <&str>::from(panel),
        greeting = yes_or_no(settings.greeting.is_some()),
        github = settings.github.as_ref().map_or_else(|| "none".to_owned(), ToString::to_string),
        words = yes_or_no(settings.github_words),
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
    fn the_history_shows_every_option() {
        let shown: Vec<&str> =
            sample::settings().options().into_iter().map(|(option, _)| option).collect();
        for option in setup().parameters {
            // Further roles are shown with the first.
            let name = option.name.trim_end_matches(['_', '2', '3']);
            assert!(shown.contains(&name), "{} is missing in {shown:?}", option.name);
        }
    }

    #[test]
    fn a_manager_reads_how_the_team_works_now() {
        insta::assert_snapshot!(set_up(Language::English, &sample::settings(), true, Panel::Off), @"
        Saved. This is how your team works:
        - Members ask in <#2>, or anywhere with `/ask`. To post a message with a button there, use `/setup ask_panel:true`.
        - Agents (<@&40>) find cases in <#20>, and open one by reacting with 🎫.
        - Developers (<@&41>) get bug reports in <#30>.
        - Leads are people with Manage Server.
        - Customers are asked for details in the first message of their case. You can replace that with a text of your own.
        - Cases are public: anyone who can see a question can see the answers.
        - Solved cases close after 3 days without a reply.
        - Customers who stop replying aren't asked whether it's solved.
        - An agent who answers an unassigned case becomes its assignee.
        - When a bug is shipped or declined, an agent sends the message to each customer.
        - Customers waiting for a fix only hear about it when it's shipped or the bug is declined.
        - If a rule matches several messages of one person in a channel within 30 minutes, they're one case.
        - Urgent cases come first in the queue. Anyone who has waited for 1 day comes before them.
        - Texts are deleted 180 days after a case closes. Statistics stay.
        - Texts from banned members are deleted along with their messages.
        - The team's language is English. Members with Discord in German get German messages if they ask with `/ask` or a button.
        ");
    }
}
