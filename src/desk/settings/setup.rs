//! `/setup`: which channels and roles a server's team works with.

use crate::domain::{
    Cause, ChannelId, Effect, FactKind, Language, Mode, Permission, Repository, RoleId, Settings,
    refusal::SetupRefusal,
    settings::{
        DEFAULT_CLOSE_AFTER, DEFAULT_FLAG_EMOJI, DEFAULT_KEEP_TEXTS, DEFAULT_ONE_CASE_WITHIN,
        DEFAULT_UPDATE_EVERY, DEFAULT_WAITING_FIRST, GREETING_LIMIT, ROLES_LIMIT,
    },
    snippet, span, text,
};

use crate::desk::{Authorized, Desk, Result, github::naming::begin, settings::history::by_hand};
use crate::store::Tx;

/// What a manager gave; the rest stays as it is.
#[derive(Clone, Debug, Default)]
pub struct SetupChange {
    /// The channel in which members ask.
    pub help: Option<ChannelId>,
    /// The channel in which the team sees the cards.
    pub desk: Option<ChannelId>,
    /// The channel that receives bug reports.
    pub developers: Option<ChannelId>,
    /// The role of agents, instead of those that they have.
    pub agents: Option<RoleId>,
    /// More roles of agents.
    pub more_agents: Vec<RoleId>,
    /// The role of developers.
    pub devs: Option<RoleId>,
    /// The role of leads, instead of those that they have.
    pub leads: Option<RoleId>,
    /// More roles of leads.
    pub more_leads: Vec<RoleId>,
    /// The emoji with which agents flag a message: a Unicode emoji, or `name:id` of a custom one.
    pub flag_emoji: Option<String>,
    /// As it was typed: `7d`, or `off`.
    pub follow_up: Option<String>,
    /// As it was typed: `30d`, or `off`.
    pub keep_banned: Option<String>,
    /// As it was typed: `3d`.
    pub close_after: Option<String>,
    /// Whether an agent who answers a case without an assignee becomes its assignee.
    pub answer_claims: Option<bool>,
    /// Whether customers are told of shipped and declined bugs without an agent who sends it.
    pub send_bug_news: Option<bool>,
    /// As it was typed: `7d`, or `off`.
    pub bug_updates: Option<String>,
    /// As it was typed: `24h`.
    pub waiting_first: Option<String>,
    /// As it was typed: `30m`, or `off`.
    pub one_case_within: Option<String>,
    /// Who can read the threads of new cases.
    pub mode: Option<Mode>,
    /// As it was typed: `180d`.
    pub keep_texts: Option<String>,
    /// The language in which the bot writes to the team.
    pub language: Option<Language>,
    /// As it was typed: what customers read in the first message, or `off`.
    pub greeting: Option<String>,
    /// Whether the help channel has a message with which members ask.
    pub ask_panel: Option<bool>,
    /// As it was typed: the repository in which bugs get issues, perhaps with `-words`, or `off`.
    pub github: Option<String>,
    /// What Discord says is the server's language: holds where nobody has ever chosen one.
    pub server_language: Language,
}

impl SetupChange {
    /// What the settings would be with this change. Saves nothing.
    ///
    /// # Errors
    /// Names all options that the first set-up still needs, or the role that cannot tell the team
    /// from its members.
    pub fn plan(self, by: &Authorized) -> Result<Settings> {
        let guild = by.to(Permission::SetUp)?.guild;
        let before = by.settings().ok();
        let required = self.required(before)?;
        let (github, github_words) = self.repository(before)?;
        let settings = Settings {
            guild,
            help_channel: required.help,
            desk_channel: required.desk,
            developers_channel: required.developers,
            agents_roles: required.agents,
            developers_role: required.devs,
            leads_roles: roles(
                "leads",
                self.leads,
                &self.more_leads,
                before.map(|before| &before.leads_roles),
            )?,
            flag_emoji: self
                .flag_emoji
                .or(before.map(|before| before.flag_emoji.clone()))
                .unwrap_or_else(|| DEFAULT_FLAG_EMOJI.to_owned()),
            close_after: match &self.close_after {
                Some(typed) => span::parse("close_after", typed, span::SILENCE)?,
                None => before.map_or(DEFAULT_CLOSE_AFTER, |before| before.close_after),
            },
            follow_up_after: match &self.follow_up {
                Some(typed) => span::parse_or_off("follow_up", typed, span::FOLLOW_UP)?,
                None => before.and_then(|before| before.follow_up_after),
            },
            sends_bug_news: self
                .send_bug_news
                .or(before.map(|before| before.sends_bug_news))
                .unwrap_or(false),
            update_every: match &self.bug_updates {
                Some(typed) => span::parse_or_off("bug_updates", typed, span::UPDATES)?,
                None => before.map_or(Some(DEFAULT_UPDATE_EVERY), |before| before.update_every),
            },
            answer_claims: self
                .answer_claims
                .or(before.map(|before| before.answer_claims))
                .unwrap_or(true),
            waiting_first: match &self.waiting_first {
                Some(typed) => span::parse("waiting_first", typed, span::WAITING_FIRST)?,
                None => before.map_or(DEFAULT_WAITING_FIRST, |before| before.waiting_first),
            },
            one_case_within: match &self.one_case_within {
                Some(typed) => span::parse_or_off("one_case_within", typed, span::ONE_CASE)?,
                None => {
                    before.map_or(Some(DEFAULT_ONE_CASE_WITHIN), |before| before.one_case_within)
                }
            },
            mode: self.mode.or(before.map(|before| before.mode)).unwrap_or_default(),
            keep_texts: match &self.keep_texts {
                Some(typed) => span::parse("keep_texts", typed, span::KEEPING)?,
                None => before.map_or(DEFAULT_KEEP_TEXTS, |before| before.keep_texts),
            },
            keep_banned: match &self.keep_banned {
                Some(typed) => span::parse_or_off("keep_banned", typed, span::BANNED)?,
                None => before.and_then(|before| before.keep_banned),
            },
            greeting: match self.greeting.as_deref() {
                Some(typed) if span::is_off(typed) => None,
                Some(typed) => Some(greeting(typed)?),
                None => before.and_then(|before| before.greeting.clone()),
            },
            language: self
                .language
                .or(before.map(|before| before.language))
                .unwrap_or(self.server_language),
            ask_panel: self.ask_panel.or(before.map(|before| before.ask_panel)).unwrap_or_default(),
            github,
            github_words,
        };
        tells_team_from_members(&settings)?;
        Ok(settings)
    }

    /// The channels and roles without which nothing works, as given or as they were.
    fn required(&self, before: Option<&Settings>) -> Result<Required> {
        let help = self.help.or(before.map(|before| before.help_channel));
        let desk = self.desk.or(before.map(|before| before.desk_channel));
        let developers = self.developers.or(before.map(|before| before.developers_channel));
        let agents = roles(
            "agents",
            self.agents,
            &self.more_agents,
            before.map(|before| &before.agents_roles),
        )?;
        let devs = self.devs.or(before.map(|before| before.developers_role));
        if let (Some(help), Some(desk), Some(developers), Some(devs), false) =
            (help, desk, developers, devs, agents.is_empty())
        {
            return Ok(Required { help, desk, developers, agents, devs });
        }
        let lacks = [
            ("help", help.is_none()),
            ("desk", desk.is_none()),
            ("developers", developers.is_none()),
            ("agents", agents.is_empty()),
            ("devs", devs.is_none()),
        ];
        let lacks = lacks.into_iter().filter(|(_, lacks)| *lacks).map(|(option, _)| option);
        Err(SetupRefusal::Incomplete(lacks.collect()).into())
    }

    /// The repository in which bugs get issues, and whether with the customers' words.
    fn repository(&self, before: Option<&Settings>) -> Result<(Option<Repository>, bool)> {
        Ok(match self.github.as_deref() {
            Some(typed) if span::is_off(typed) => (None, true),
            Some(typed) => {
                let (repository, with_words) = Repository::typed_with_words(typed)?;
                (Some(repository), with_words)
            }
            None => {
                before.map_or((None, true), |before| (before.github.clone(), before.github_words))
            }
        })
    }
}

/// What the first set-up has to name.
struct Required {
    help: ChannelId,
    desk: ChannelId,
    developers: ChannelId,
    agents: Vec<RoleId>,
    devs: RoleId,
}

/// Refuses roles that everybody has, and a help channel in which the team is among itself.
fn tells_team_from_members(settings: &Settings) -> Result<()> {
    for (option, roles) in settings.roles() {
        // The role @everyone has the server's id (Discord, "Role Object").
        if roles.iter().any(|role| role.0 == settings.guild.0) {
            return Err(SetupRefusal::BadRole(option).into());
        }
    }
    if settings.is_internal(settings.help_channel) {
        return Err(SetupRefusal::HelpIsInternal.into());
    }
    Ok(())
}

/// Parses a greeting of a server's own, which is posted as it is.
fn greeting(typed: &str) -> Result<String> {
    let greeting = text::required("greeting", typed, GREETING_LIMIT)?;
    let placeholder = snippet::placeholders(&greeting).into_iter().next();
    match placeholder {
        Some(written) => Err(SetupRefusal::PlaceholderInGreeting(written).into()),
        None => Ok(greeting),
    }
}

/// The roles of agents or leads, once more of them are given. Another first one replaces them all.
fn roles(
    option: &'static str,
    first: Option<RoleId>,
    more: &[RoleId],
    before: Option<&Vec<RoleId>>,
) -> Result<Vec<RoleId>> {
    let mut roles = match first {
        Some(first) => vec![first],
        None => before.cloned().unwrap_or_default(),
    };
    for role in more {
        if !roles.contains(role) {
            roles.push(*role);
        }
    }
    if roles.len() > ROLES_LIMIT {
        return Err(SetupRefusal::TooManyRoles(option).into());
    }
    Ok(roles)
}

impl Desk {
    /// Saves settings that were planned and checked, and tries again what had failed under the old
    /// ones. Where the desk or the developers have moved, or speak another language, what is open
    /// follows.
    ///
    /// # Errors
    /// [`Internal`](crate::desk::Error::Internal) when the database does not answer.
    pub async fn set_up(&self, by: &Authorized, settings: Settings, cause: Cause) -> Result<()> {
        let (actor, now) = (by.to(Permission::SetUp)?, self.now());
        let guild = actor.guild;
        let jobs = self
            .store
            .write(async move |tx| {
                let before = tx.settings(guild).await?;
                let before = before.as_ref();
                tx.save_settings(&settings).await?;
                let changes = settings.changes(before);
                if !changes.is_empty() {
                    let kind = FactKind::SettingsChanged { changes };
                    tx.append(guild, &cause, &[by_hand(&actor, kind, now)]).await?;
                }
                let new_flag = before.is_none_or(|before| before.flag_emoji != settings.flag_emoji);
                tx.begin_reading(guild, now, new_flag).await?;
                if let Some(repository) = &settings.github {
                    begin(tx, repository, now).await?;
                }
                tx.revive_dead(guild, now).await?;
                let effects = what_follows(tx, before, &settings).await?;
                tx.enqueue(guild, &effects, now).await
            })
            .await?;
        self.forget_team(guild);
        self.dispatch(jobs);
        Ok(())
    }
}

/// What is drawn or checked again once the settings are as they are now.
async fn what_follows(
    tx: &mut Tx<'_>,
    before: Option<&Settings>,
    settings: &Settings,
) -> std::result::Result<Vec<Effect>, crate::store::Error> {
    let guild = settings.guild;
    let mut effects = vec![Effect::DrawBoard];
    if settings.ask_panel || before.is_some_and(|before| before.ask_panel) {
        effects.push(Effect::DrawAskPanel);
    }
    let same_team = before.is_some_and(|before| {
        before.agents_roles == settings.agents_roles && before.leads_roles == settings.leads_roles
    });
    if !same_team {
        let assignees = tx.assignees(guild).await?.into_iter();
        effects.extend(assignees.map(|user| Effect::CheckMember { user: user.0 }));
    }
    let differs = |of: fn(&Settings, &Settings) -> bool| before.is_some_and(|it| of(it, settings));
    let other_language = differs(|before, now| before.language != now.language);
    if other_language || differs(|before, now| before.desk_channel != now.desk_channel) {
        let cases = tx.open_cases(guild).await?.into_iter();
        effects.extend(cases.map(|case| Effect::DrawCase { case }));
    }
    if other_language || differs(|before, now| before.developers_channel != now.developers_channel)
    {
        let bugs = tx.open_bugs(guild).await?.into_iter();
        effects.extend(bugs.map(|bug| Effect::DrawBug { bug }));
    }
    Ok(effects)
}
