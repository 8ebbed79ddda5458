//! Servers: their settings, their counters, and how far the messages of each were read.

use chrono::TimeDelta;

use crate::domain::{
    BugNumber, CaseNumber, ChannelId, GuildId, Language, MessageId, Repository, RoleId, Settings,
    Time, UserId, refusal::SetupRefusal,
};

use crate::store::Error;
use crate::store::codec::{id, milliseconds, named, snowflake, time};
use crate::store::tx::{Reader, Tx, execute, fetch_all, fetch_optional, row};

row! {
    struct SettingsRow {
        guild_id: i64,
        help_channel_id: Option<i64>,
        desk_channel_id: Option<i64>,
        developers_channel_id: Option<i64>,
        agents_roles: String,
        devs_role_id: Option<i64>,
        leads_roles: String,
        flag_emoji: String,
        close_after: i64,
        follow_up_after: Option<i64>,
        answer_claims: i64,
        waiting_first: i64,
        mode: String,
        keep_texts: i64,
        keep_banned: Option<i64>,
        language: String,
        ask_panel: i64,
        one_case_within: Option<i64>,
        greeting: Option<String>,
        sends_bug_news: i64,
        update_every: Option<i64>,
        github: Option<String>,
        github_words: i64,
    }
}

/// Selects the columns of [`SettingsRow`].
macro_rules! select_settings {
    ($rest:literal) => {
        concat!(
            "SELECT guild_id, help_channel_id, desk_channel_id, developers_channel_id, agents_roles, devs_role_id, leads_roles, flag_emoji,
                close_after, follow_up_after, answer_claims, waiting_first, mode, keep_texts, keep_banned, language, ask_panel, one_case_within, greeting, sends_bug_news, update_every,
                github, github_words
             FROM guilds ",
            $rest
        )
    };
}

/// Reads IDs of roles with blanks in between.
fn roles(column: &str) -> Result<Vec<RoleId>, Error> {
    let role = |id: &str| id.parse().map(|id| RoleId(snowflake(id)));
    let roles: Result<_, _> = column.split_whitespace().map(role).collect();
    roles.map_err(|_| Error::Corrupt(format!("the roles {column:?}")))
}

/// Writes IDs of roles with blanks in between.
fn list(roles: &[RoleId]) -> String {
    let ids: Vec<String> = roles.iter().map(|role| id(role.0).to_string()).collect();
    ids.join(" ")
}

impl SettingsRow {
    /// `None` until the server is set up.
    fn into_domain(self) -> Result<Option<Settings>, Error> {
        let channel = |column: Option<i64>| column.map(|column| ChannelId(snowflake(column)));
        let agents_roles = roles(&self.agents_roles)?;
        if agents_roles.is_empty() {
            return Ok(None);
        }
        let (Some(help_channel), Some(desk_channel), Some(developers_channel), Some(devs)) = (
            channel(self.help_channel_id),
            channel(self.desk_channel_id),
            channel(self.developers_channel_id),
            self.devs_role_id,
        ) else {
            return Ok(None);
        };
        Ok(Some(Settings {
            guild: GuildId(snowflake(self.guild_id)),
            help_channel,
            desk_channel,
            developers_channel,
            agents_roles,
            developers_role: RoleId(snowflake(devs)),
            leads_roles: roles(&self.leads_roles)?,
            flag_emoji: self.flag_emoji,
            close_after: TimeDelta::milliseconds(self.close_after),
            follow_up_after: self.follow_up_after.map(TimeDelta::milliseconds),
            answer_claims: self.answer_claims != 0,
            waiting_first: TimeDelta::milliseconds(self.waiting_first),
            mode: named(&self.mode)?,
            keep_texts: TimeDelta::milliseconds(self.keep_texts),
            keep_banned: self.keep_banned.map(TimeDelta::milliseconds),
            language: named(&self.language)?,
            ask_panel: self.ask_panel != 0,
            one_case_within: self.one_case_within.map(TimeDelta::milliseconds),
            greeting: self.greeting,
            sends_bug_news: self.sends_bug_news != 0,
            update_every: self.update_every.map(TimeDelta::milliseconds),
            github: self.github.map(Repository::stored),
            github_words: self.github_words != 0,
        }))
    }
}

impl Reader<'_> {
    /// The settings of a server; `None` before its `/setup`.
    pub async fn settings(&mut self, guild: GuildId) -> Result<Option<Settings>, Error> {
        let row = fetch_optional!(
            self,
            SettingsRow,
            select_settings!("WHERE guild_id = $1"),
            id(guild.0)
        )?;
        Ok(row.map(SettingsRow::into_domain).transpose()?.flatten())
    }

    /// Every server that has been set up.
    pub async fn guilds(&mut self) -> Result<Vec<Settings>, Error> {
        let rows = fetch_all!(self, SettingsRow, select_settings!("ORDER BY guild_id"))?;
        rows.into_iter().filter_map(|row| row.into_domain().transpose()).collect()
    }
}

impl Tx<'_> {
    /// Saves a server's settings, whether it has some or not.
    pub async fn save_settings(&mut self, settings: &Settings) -> Result<(), Error> {
        execute!(
            self,
            "INSERT INTO guilds (guild_id, help_channel_id, desk_channel_id, developers_channel_id, agents_roles, devs_role_id, leads_roles, flag_emoji,
                close_after, mode, keep_texts, language, follow_up_after, keep_banned, answer_claims, waiting_first, ask_panel,
                one_case_within, greeting, sends_bug_news, update_every, github, github_words)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)
             ON CONFLICT (guild_id) DO UPDATE SET help_channel_id = excluded.help_channel_id, desk_channel_id = excluded.desk_channel_id,
                developers_channel_id = excluded.developers_channel_id, agents_roles = excluded.agents_roles,
                devs_role_id = excluded.devs_role_id, leads_roles = excluded.leads_roles, flag_emoji = excluded.flag_emoji,
                close_after = excluded.close_after, mode = excluded.mode, keep_texts = excluded.keep_texts,
                language = excluded.language, follow_up_after = excluded.follow_up_after, keep_banned = excluded.keep_banned,
                answer_claims = excluded.answer_claims, waiting_first = excluded.waiting_first,
                ask_panel = excluded.ask_panel, one_case_within = excluded.one_case_within, greeting = excluded.greeting,
                sends_bug_news = excluded.sends_bug_news, update_every = excluded.update_every,
                github = excluded.github, github_words = excluded.github_words",
            id(settings.guild.0),
            id(settings.help_channel.0),
            id(settings.desk_channel.0),
            id(settings.developers_channel.0),
            list(&settings.agents_roles),
            id(settings.developers_role.0),
            list(&settings.leads_roles),
            settings.flag_emoji.as_str(),
            settings.close_after.num_milliseconds(),
            settings.mode.into_str(),
            settings.keep_texts.num_milliseconds(),
            settings.language.into_str(),
            settings.follow_up_after.map(|span| span.num_milliseconds()),
            settings.keep_banned.map(|span| span.num_milliseconds()),
            i64::from(settings.answer_claims),
            settings.waiting_first.num_milliseconds(),
            i64::from(settings.ask_panel),
            settings.one_case_within.map(|span| span.num_milliseconds()),
            settings.greeting.as_deref(),
            i64::from(settings.sends_bug_news),
            settings.update_every.map(|span| span.num_milliseconds()),
            settings.github.as_ref().map(Repository::as_str),
            i64::from(settings.github_words)
        )?;
        Ok(())
    }

    /// Makes other transactions that change the server's rules or saved replies wait until this
    /// one ends, so that two cannot both add the last one that there is room for.
    ///
    /// # Errors
    /// Refuses before the first set-up.
    pub async fn hold_settings(&mut self, guild: GuildId) -> Result<(), Error> {
        let held = execute!(
            self,
            "UPDATE guilds SET flag_emoji = flag_emoji WHERE guild_id = $1",
            id(guild.0)
        )?;
        if held == 0 { Err(SetupRefusal::NotSetUp.into()) } else { Ok(()) }
    }

    /// Makes other transactions that need a case number of the server wait until this one ends.
    pub async fn hold_numbers(&mut self, guild: GuildId) -> Result<(), Error> {
        execute!(self, "UPDATE guilds SET last_case = last_case WHERE guild_id = $1", id(guild.0))
            .map(drop)
    }

    /// Takes the next case number, and returns it with the language in which the member last used
    /// `/ask`. Returns `None` if the message has a case already. The server's row is locked until
    /// the transaction ends, so no number is given twice or lost.
    pub async fn next_case(
        &mut self,
        guild: GuildId,
        message: Option<MessageId>,
        requester: UserId,
    ) -> Result<Option<(CaseNumber, Option<Language>)>, Error> {
        let next = fetch_optional!(
            self,
            (i64, Option<String>),
            "UPDATE guilds SET last_case = last_case + 1 WHERE guild_id = $1
                AND NOT EXISTS (SELECT 1 FROM cases c WHERE c.guild_id = $1 AND c.source_message_id = $2)
             RETURNING last_case, (SELECT c.language FROM cases c
                WHERE c.guild_id = $1 AND c.requester_id = $3 AND c.origin = 'ask' ORDER BY c.number DESC LIMIT 1)",
            id(guild.0),
            message.map(|message| id(message.0)),
            id(requester.0)
        )?;
        let Some((number, spoken)) = next else { return Ok(None) };
        Ok(Some((CaseNumber(number), spoken.as_deref().map(named).transpose()?)))
    }

    /// Takes the next bug number.
    pub async fn next_bug(&mut self, guild: GuildId) -> Result<BugNumber, Error> {
        let next = fetch_optional!(
            self,
            (i64,),
            "UPDATE guilds SET last_bug = last_bug + 1 WHERE guild_id = $1 RETURNING last_bug",
            id(guild.0)
        )?;
        next.map(|(number,)| BugNumber(number)).ok_or(SetupRefusal::NotSetUp.into())
    }
}

impl Reader<'_> {
    /// Up to when everything that Discord told us about a server is dealt with, and since when its
    /// flag emoji is what it is; none before the first set-up.
    pub async fn read_until(&mut self, guild: GuildId) -> Result<Option<(Time, Time)>, Error> {
        let row = fetch_optional!(
            self,
            (Option<i64>, Option<i64>),
            "SELECT caught_up_to, flags_since FROM guilds WHERE guild_id = $1",
            id(guild.0)
        )?;
        match row {
            Some((Some(caught_up_to), Some(flags_since))) => {
                Ok(Some((time(caught_up_to)?, time(flags_since)?)))
            }
            _ => Ok(None),
        }
    }
}

impl Tx<'_> {
    /// Begins to read a server at its first set-up, and saves when its flag emoji last changed and
    /// since when it follows up silent customers.
    pub async fn begin_reading(
        &mut self,
        guild: GuildId,
        now: Time,
        new_flag: bool,
    ) -> Result<(), Error> {
        execute!(
            self,
            "UPDATE guilds SET caught_up_to = COALESCE(caught_up_to, $2),
                flags_since = CASE WHEN $3 THEN $2 ELSE COALESCE(flags_since, $2) END,
                follow_up_since = CASE WHEN follow_up_after IS NULL THEN NULL ELSE COALESCE(follow_up_since, $2) END
             WHERE guild_id = $1",
            id(guild.0),
            milliseconds(now),
            new_flag
        )?;
        Ok(())
    }

    /// Saves how far a server was read. Never goes back.
    pub async fn save_caught_up_to(&mut self, guild: GuildId, at: Time) -> Result<(), Error> {
        execute!(
            self,
            "UPDATE guilds SET caught_up_to = $2 WHERE guild_id = $1 AND (caught_up_to IS NULL OR caught_up_to < $2)",
            id(guild.0),
            milliseconds(at)
        )?;
        Ok(())
    }
}
