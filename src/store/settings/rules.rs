//! A server's rules.

use crate::domain::{
    ChannelId, Finds, GuildId, Rule, Tag, Time, UserId,
    refusal::RuleRefusal,
    rule::{self, finds::Words},
};

use crate::store::Error;
use crate::store::codec::{id, milliseconds, named, snowflake};
use crate::store::tx::{Reader, Tx, execute, fetch_all, fetch_optional, row};

row! {
    struct RuleRow {
        name: String,
        pattern: String,
        words: Option<String>,
        all_words: Option<String>,
        channel_id: Option<i64>,
        action: String,
        tag: Option<String>,
        priority: Option<String>,
    }
}

/// Returns the words of a rule as its columns hold them.
fn columns_of(finds: &Finds) -> [Option<String>; 2] {
    let words = finds.words().map(Words::typed).unwrap_or_default();
    words.map(|words| Some(words).filter(|words| !words.is_empty()))
}

impl Reader<'_> {
    /// The rules in the order in which they were added.
    pub async fn rules(&mut self, guild: GuildId) -> Result<Vec<Rule>, Error> {
        let rows = fetch_all!(
            self,
            RuleRow,
            "SELECT name, pattern, words, all_words, channel_id, action, tag, priority FROM rules WHERE guild_id = $1 ORDER BY created_at, name",
            id(guild.0)
        )?;
        rows.into_iter()
            .map(|row| {
                let words = [row.words, row.all_words].map(Option::unwrap_or_default);
                let words = [words[0].as_str(), words[1].as_str()];
                let finds = Finds::typed(words, &row.pattern);
                let unreadable = |_| Error::Corrupt(format!("a rule with the words {words:?}"));
                Ok(Rule {
                    name: row.name,
                    finds: finds.map_err(unreadable)?,
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
        self.hold_settings(guild).await?;
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
        let [words, all_words] = columns_of(&rule.finds);
        let added = execute!(
            self,
            "INSERT INTO rules (guild_id, name, pattern, words, all_words, channel_id, action, tag, priority, created_by, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (guild_id, name) DO NOTHING",
            id(guild.0),
            rule.name.as_str(),
            rule.finds.pattern().unwrap_or_default(),
            words.as_deref(),
            all_words.as_deref(),
            rule.channel.map(|channel| id(channel.0)),
            rule.action.into_str(),
            rule.tag.as_ref().map(Tag::as_str),
            rule.priority.map(|priority| priority.into_str()),
            id(by.0),
            milliseconds(at)
        )?;
        if added == 0 { Err(RuleRefusal::NameTaken(rule.name.clone()).into()) } else { Ok(()) }
    }

    /// Changes a rule; its place among the others stays. Returns whether it existed.
    ///
    /// # Errors
    /// Refuses a new name that another one has.
    pub async fn change_rule(
        &mut self,
        guild: GuildId,
        name: &str,
        changed: &Rule,
    ) -> Result<bool, Error> {
        self.hold_settings(guild).await?;
        let is_taken = fetch_optional!(
            self,
            (i64,),
            "SELECT created_at FROM rules WHERE guild_id = $1 AND name = $2 AND name <> $3",
            id(guild.0),
            changed.name.as_str(),
            name
        )?;
        if is_taken.is_some() {
            return Err(RuleRefusal::NameTaken(changed.name.clone()).into());
        }
        let [words, all_words] = columns_of(&changed.finds);
        let found = execute!(
            self,
            "UPDATE rules SET name = $3, pattern = $4, words = $5, all_words = $6, channel_id = $7, action = $8, tag = $9, priority = $10
             WHERE guild_id = $1 AND name = $2",
            id(guild.0),
            name,
            changed.name.as_str(),
            changed.finds.pattern().unwrap_or_default(),
            words.as_deref(),
            all_words.as_deref(),
            changed.channel.map(|channel| id(channel.0)),
            changed.action.into_str(),
            changed.tag.as_ref().map(Tag::as_str),
            changed.priority.map(|priority| priority.into_str())
        )?;
        Ok(found > 0)
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
