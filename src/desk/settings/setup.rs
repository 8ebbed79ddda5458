//! `/setup`: which channels and roles a server's team works with.

use chrono::TimeDelta;

use crate::domain::{
    Cause, ChannelId, Effect, FactKind, Language, Mode, Permission, Refusal, Repository, RoleId,
    Settings,
    refusal::SetupRefusal,
    settings::{
        DEFAULT_CLOSE_AFTER, DEFAULT_FLAG_EMOJI, DEFAULT_KEEP_TEXTS, DEFAULT_ONE_CASE_WITHIN,
        DEFAULT_UPDATE_EVERY, DEFAULT_WAITING_FIRST, GREETING_LIMIT, ROLES_LIMIT,
    },
    snippet, span, text,
};

use crate::desk::{
    Authorized, Desk, Result, Stored, github::naming::begin, settings::history::by_hand,
};
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

/// What the settings would be with a change.
#[derive(Clone, Debug)]
pub struct SetupPlan {
    /// The settings, without what cannot be used.
    pub settings: Settings,
    /// All that was given and cannot be used.
    pub gaps: Gaps,
}

/// All that keeps settings from being saved, so that a manager reads it at once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gaps(Vec<Refusal>);

impl Gaps {
    /// Returns what was allowed, or records why it was not and returns what holds `instead`.
    pub fn or<T>(&mut self, result: std::result::Result<T, impl Into<Refusal>>, instead: T) -> T {
        result.unwrap_or_else(|refusal| {
            self.add(refusal);
            instead
        })
    }

    /// Records a reason, once.
    pub fn add(&mut self, refusal: impl Into<Refusal>) {
        let refusal = refusal.into();
        if !self.0.contains(&refusal) {
            self.0.push(refusal);
        }
    }

    /// Returns the reasons, in the order of the settings.
    pub fn all(&self) -> &[Refusal] {
        &self.0
    }
}

/// The channels and roles without which a server is not set up.
struct Essentials {
    help: ChannelId,
    desk: ChannelId,
    developers: ChannelId,
    agents: Vec<RoleId>,
    devs: RoleId,
}

impl SetupChange {
    /// What the settings would be with this change, and all that cannot be used. Saves nothing.
    ///
    /// # Errors
    /// Names all options that the first set-up still needs.
    pub fn plan(self, by: &Authorized) -> Result<SetupPlan> {
        let guild = by.to(Permission::SetUp)?.guild;
        let before = by.settings().ok();
        let mut gaps = Gaps::default();
        let essentials = self.essentials(&mut gaps, before)?;
        let (github, github_words) = self.github(&mut gaps, before);
        let leads_before = before.map(|before| &before.leads_roles);
        let settings = Settings {
            guild,
            help_channel: essentials.help,
            desk_channel: essentials.desk,
            developers_channel: essentials.developers,
            agents_roles: essentials.agents,
            developers_role: essentials.devs,
            leads_roles: roles(&mut gaps, "leads", self.leads, &self.more_leads, leads_before),
            close_after: gaps.span(
                ("close_after", self.close_after.as_deref(), span::SILENCE),
                before.map_or(DEFAULT_CLOSE_AFTER, |before| before.close_after),
            ),
            follow_up_after: gaps.span_or_off(
                ("follow_up", self.follow_up.as_deref(), span::FOLLOW_UP),
                before.and_then(|before| before.follow_up_after),
            ),
            update_every: gaps.span_or_off(
                ("bug_updates", self.bug_updates.as_deref(), span::UPDATES),
                before.map_or(Some(DEFAULT_UPDATE_EVERY), |before| before.update_every),
            ),
            waiting_first: gaps.span(
                ("waiting_first", self.waiting_first.as_deref(), span::WAITING_FIRST),
                before.map_or(DEFAULT_WAITING_FIRST, |before| before.waiting_first),
            ),
            one_case_within: gaps.span_or_off(
                ("one_case_within", self.one_case_within.as_deref(), span::ONE_CASE),
                before.map_or(Some(DEFAULT_ONE_CASE_WITHIN), |before| before.one_case_within),
            ),
            keep_texts: gaps.span(
                ("keep_texts", self.keep_texts.as_deref(), span::RETENTION),
                before.map_or(DEFAULT_KEEP_TEXTS, |before| before.keep_texts),
            ),
            keep_banned: gaps.span_or_off(
                ("keep_banned", self.keep_banned.as_deref(), span::BANNED),
                before.and_then(|before| before.keep_banned),
            ),
            greeting: gaps.greeting(
                self.greeting.as_deref(),
                before.and_then(|before| before.greeting.clone()),
            ),
            flag_emoji: self
                .flag_emoji
                .or(before.map(|before| before.flag_emoji.clone()))
                .unwrap_or_else(|| DEFAULT_FLAG_EMOJI.to_owned()),
            sends_bug_news: self
                .send_bug_news
                .or(before.map(|before| before.sends_bug_news))
                .unwrap_or(false),
            answer_claims: self
                .answer_claims
                .or(before.map(|before| before.answer_claims))
                .unwrap_or(true),
            mode: self.mode.or(before.map(|before| before.mode)).unwrap_or_default(),
            language: self
                .language
                .or(before.map(|before| before.language))
                .unwrap_or(self.server_language),
            ask_panel: self.ask_panel.or(before.map(|before| before.ask_panel)).unwrap_or_default(),
            github,
            github_words,
        };
        gaps.of_places(&settings);
        Ok(SetupPlan { settings, gaps })
    }

    /// The channels and roles that every server needs.
    ///
    /// # Errors
    /// Names the options of all that are neither given nor set.
    fn essentials(&self, gaps: &mut Gaps, before: Option<&Settings>) -> Result<Essentials> {
        let help = self.help.or(before.map(|before| before.help_channel));
        let desk = self.desk.or(before.map(|before| before.desk_channel));
        let developers = self.developers.or(before.map(|before| before.developers_channel));
        let agents_before = before.map(|before| &before.agents_roles);
        let agents = roles(gaps, "agents", self.agents, &self.more_agents, agents_before);
        let devs = self.devs.or(before.map(|before| before.developers_role));
        match (help, desk, developers, devs) {
            (Some(help), Some(desk), Some(developers), Some(devs)) if !agents.is_empty() => {
                Ok(Essentials { help, desk, developers, agents, devs })
            }
            _ => {
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
        }
    }

    /// The repository in which bugs get issues, and whether these have the customers' words.
    fn github(&self, gaps: &mut Gaps, before: Option<&Settings>) -> (Option<Repository>, bool) {
        let before =
            before.map_or((None, true), |before| (before.github.clone(), before.github_words));
        match self.github.as_deref() {
            Some(typed) if span::is_off(typed) => (None, true),
            Some(typed) => {
                let typed = Repository::typed_with_words(typed);
                gaps.or(typed.map(|(repository, words)| (Some(repository), words)), before)
            }
            None => before,
        }
    }
}

/// An option of `/setup` that takes a span: its name, what was typed if it was given, and what it
/// may be.
type TypedSpan<'a> = (&'static str, Option<&'a str>, span::Range);

impl Gaps {
    /// Returns the span that was typed; what holds `instead` if none was, or if it can't be used.
    fn span(&mut self, (option, typed, range): TypedSpan<'_>, instead: TimeDelta) -> TimeDelta {
        let typed = typed.map(|typed| span::parse(option, typed, range));
        typed.map_or(instead, |typed| self.or(typed, instead))
    }

    /// The same for an option that can be turned off: then there is none.
    fn span_or_off(
        &mut self,
        (option, typed, range): TypedSpan<'_>,
        instead: Option<TimeDelta>,
    ) -> Option<TimeDelta> {
        let typed = typed.map(|typed| span::parse_or_off(option, typed, range));
        typed.map_or(instead, |typed| self.or(typed, instead))
    }

    /// Returns the greeting that was typed; what holds `instead` if none was, or if it can't be
    /// used.
    fn greeting(&mut self, typed: Option<&str>, instead: Option<String>) -> Option<String> {
        match typed {
            Some(typed) if span::is_off(typed) => None,
            Some(typed) => self.or(greeting(typed).map(Some), instead),
            None => instead,
        }
    }

    /// Records the channels and roles that can't have the part that they are given.
    fn of_places(&mut self, settings: &Settings) {
        for (option, roles) in settings.roles() {
            // The role @everyone has the server's id (Discord, "Role Object").
            if roles.iter().any(|role| role.0 == settings.guild.0) {
                self.add(SetupRefusal::BadRole(option));
            }
        }
        if settings.is_internal(settings.help_channel) {
            self.add(SetupRefusal::HelpIsInternal);
        }
    }
}

/// Parses a greeting of a server's own, which is posted as it is.
fn greeting(typed: &str) -> std::result::Result<String, Refusal> {
    let greeting = text::required("greeting", typed, GREETING_LIMIT)?;
    let placeholder = snippet::placeholders(&greeting).into_iter().next();
    match placeholder {
        Some(written) => Err(SetupRefusal::PlaceholderInGreeting(written).into()),
        None => Ok(greeting),
    }
}

/// The roles of agents or leads, once more of them are given. Another first one replaces them all.
fn roles(
    gaps: &mut Gaps,
    option: &'static str,
    first: Option<RoleId>,
    more: &[RoleId],
    before: Option<&Vec<RoleId>>,
) -> Vec<RoleId> {
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
        gaps.add(SetupRefusal::TooManyRoles(option));
        roles.truncate(ROLES_LIMIT);
    }
    roles
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
) -> Stored<Vec<Effect>> {
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
