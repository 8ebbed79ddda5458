//! A server's rules.

use crate::domain::{
    ChannelId, GuildId, Rule, Tag, Time, UserId,
    refusal::{RuleRefusal, SetupRefusal},
    rule,
};

use crate::store::Error;
use crate::store::codec::{id, milliseconds, named, snowflake};
use crate::store::tx::{Reader, Tx, execute, fetch_all, fetch_optional, row};

row! {
    struct RuleRow {
        name: String,
        pattern: String,
        channel_id: Option<i64>,
        action: String,
        tag: Option<String>,
        priority: Option<String>,
    }
}

impl Reader<'_> {
    /// The rules in the order in which they were added.
    pub async fn rules(&mut self, guild: GuildId) -> Result<Vec<Rule>, Error> {
        let rows = fetch_all!(
            self,
            RuleRow,
            "SELECT name, pattern, channel_id, action, tag, priority FROM rules WHERE guild_id = $1 ORDER BY created_at, name",
            id(guild.0)
        )?;
        rows.into_iter()
            .map(|row| {
                Ok(Rule {
                    name: row.name,
                    pattern: row.pattern,
                    channel: row.channel_id.map(|channel| ChannelId(snowflake(channel))),
                    action: named(&row.action)?,
                    tag: row.tag.map(Tag::stored),
                    priority: row.priority.as_deref().map(named).transpose()?,
                })
            })
            .collect()
    }
}

impl Tx<'_> {
    /// Adds a checked rule.
    ///
    /// # Errors
    /// Refuses a name that is taken, and a rule more than a server may have.
    pub async fn add_rule(
        &mut self,
        guild: GuildId,
        rule: &Rule,
        by: UserId,
        at: Time,
    ) -> Result<(), Error> {
        // Writing the server's row first makes two leads wait for each other, so that they cannot
        // both add the fiftieth rule.
        let server = execute!(
            self,
            "UPDATE guilds SET flag_emoji = flag_emoji WHERE guild_id = $1",
            id(guild.0)
        )?;
        if server == 0 {
            return Err(SetupRefusal::NotSetUp.into());
        }
        let (count,) = fetch_optional!(
            self,
            (i64,),
            "SELECT COUNT(*) FROM rules WHERE guild_id = $1",
            id(guild.0)
        )?
        .unwrap_or((0,));
        if usize::try_from(count).unwrap_or(usize::MAX) >= rule::RULE_LIMIT {
            return Err(RuleRefusal::TooMany.into());
        }
        let added = execute!(
            self,
            "INSERT INTO rules (guild_id, name, pattern, channel_id, action, tag, priority, created_by, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (guild_id, name) DO NOTHING",
            id(guild.0),
            rule.name.as_str(),
            rule.pattern.as_str(),
            rule.channel.map(|channel| id(channel.0)),
            rule.action.into_str(),
            rule.tag.as_ref().map(Tag::as_str),
            rule.priority.map(|priority| priority.into_str()),
            id(by.0),
            milliseconds(at)
        )?;
        if added == 0 { Err(RuleRefusal::NameTaken(rule.name.clone()).into()) } else { Ok(()) }
    }

    /// Removes a rule. Returns whether it existed.
    pub async fn remove_rule(&mut self, guild: GuildId, name: &str) -> Result<bool, Error> {
        let removed = execute!(
            self,
            "DELETE FROM rules WHERE guild_id = $1 AND name = $2",
            id(guild.0),
            name
        )?;
        Ok(removed > 0)
    }
}
