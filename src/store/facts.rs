//! The log of facts. Rows are only ever appended.

use std::sync::atomic::{AtomicI64, Ordering};

use crate::domain::{
    BugNumber, CaseNumber, Cause, ChannelId, Fact, FactKind, GuildId, MessageId, OfferedMessage,
    RecordedFact, Time, UserId,
};

use crate::store::Error;
use crate::store::codec::{id, milliseconds, snowflake, time};
use crate::store::tx::{Reader, Tx, execute, fetch_all, fetch_optional, row};

row! {
    pub(super) struct FactRow {
        case_number: Option<i64>,
        kind: String,
        detail: String,
        bug_number: Option<i64>,
        actor_id: Option<i64>,
        at: i64,
        cause: String,
    }
}

impl FactRow {
    /// The case that the fact happened to.
    pub(super) fn case(&self) -> Option<CaseNumber> {
        self.case_number.map(CaseNumber)
    }

    pub(super) fn into_domain(self) -> Result<RecordedFact, Error> {
        Ok(RecordedFact {
            kind: serde_json::from_str(&self.detail).map_err(|_| self.kind),
            bug: self.bug_number.map(BugNumber),
            actor: self.actor_id.map(|actor| UserId(snowflake(actor))),
            at: time(self.at)?,
            cause: self.cause,
        })
    }
}

/// The facts of a case that its history tells. What was prepared is told once it was posted, or
/// could not be. That a bug was reported from it is its escalation.
macro_rules! told_facts {
    ($what:literal, $($rest:literal)?) => {
        concat!(
            "SELECT ", $what, " FROM facts WHERE guild_id = $1 AND case_number = $2
                AND kind NOT IN ('reply_prepared', 'solution_prepared', 'reminder_prepared', 'question_prepared', 'bug_reported')",
            $($rest)?
        )
    };
}

/// The facts of what leads and managers have changed for a server.
macro_rules! settings_facts {
    ($what:literal, $($rest:literal)?) => {
        concat!(
            "SELECT ", $what, " FROM facts WHERE guild_id = $1 AND case_number IS NULL
                AND kind IN ('settings_changed', 'rule_changed', 'snippet_changed', 'bridge_changed', 'team_changed')",
            $($rest)?
        )
    };
}

/// The last id that [`next_id`] returned.
static LAST: AtomicI64 = AtomicI64::new(0);

/// Returns an id for a row that has no natural one. Ids rise with time, also over restarts:
/// milliseconds in the upper bits, a counter in the lower.
pub fn next_id(now: Time) -> i64 {
    let floor = now.timestamp_millis() << 20;
    let next = |last: i64| Some(floor.max(last + 1));
    let last = LAST.fetch_update(Ordering::Relaxed, Ordering::Relaxed, next).unwrap_or(floor);
    floor.max(last + 1)
}

impl Tx<'_> {
    /// Appends facts with their cause. The pair of cause and kind is unique: if an event is
    /// processed again, this is a conflict, and its whole transaction is rolled back.
    pub async fn append(
        &mut self,
        guild: GuildId,
        cause: &Cause,
        facts: &[Fact],
    ) -> Result<(), Error> {
        for fact in facts {
            let detail = serde_json::to_string(&fact.kind)
                .map_err(|error| Error::Corrupt(error.to_string()))?;
            execute!(
                self,
                "INSERT INTO facts (id, guild_id, case_number, bug_number, kind, detail, actor_id, at, cause)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                next_id(fact.at),
                id(guild.0),
                fact.case.map(|case| case.0),
                fact.bug.map(|bug| bug.0),
                fact.kind.into_str(),
                detail.as_str(),
                fact.actor.map(|actor| id(actor.0)),
                milliseconds(fact.at),
                cause.to_string()
            )?;
        }
        Ok(())
    }
}

impl Reader<'_> {
    /// Whether a fact of this kind was recorded for a cause.
    pub async fn has_happened(
        &mut self,
        guild: GuildId,
        cause: &Cause,
        kind: &FactKind,
    ) -> Result<bool, Error> {
        let row = fetch_optional!(
            self,
            (i64,),
            "SELECT id FROM facts WHERE guild_id = $1 AND cause = $2 AND kind = $3",
            id(guild.0),
            cause.to_string(),
            kind.into_str()
        )?;
        Ok(row.is_some())
    }

    /// The ID of the interaction that last merged a case into another. None if no interaction did.
    pub async fn merged_by(
        &mut self,
        guild: GuildId,
        case: CaseNumber,
    ) -> Result<Option<u64>, Error> {
        let row = fetch_optional!(
            self,
            (String,),
            "SELECT cause FROM facts WHERE guild_id = $1 AND case_number = $2 AND kind = 'case_merged' ORDER BY id DESC LIMIT 1",
            id(guild.0),
            case.0
        )?;
        Ok(row.and_then(|(cause,)| cause.strip_prefix("int:")?.parse().ok()))
    }

    /// Whether a message was deleted in Discord.
    pub async fn is_deleted(&mut self, guild: GuildId, message: MessageId) -> Result<bool, Error> {
        let kind = FactKind::MessageDeleted { message: message.0 };
        self.has_happened(guild, &Cause::Message(message), &kind).await
    }

    /// Returns a message that a rule put before the agents. None if no rule did, or if an earlier
    /// version of this program did not record whose it is.
    pub async fn offered(
        &mut self,
        guild: GuildId,
        message: MessageId,
    ) -> Result<Option<OfferedMessage>, Error> {
        let row = fetch_optional!(
            self,
            (String,),
            "SELECT detail FROM facts WHERE guild_id = $1 AND cause = $2 AND kind = 'message_offered'",
            id(guild.0),
            Cause::Message(message).to_string()
        )?;
        let Some((detail,)) = row else { return Ok(None) };
        match serde_json::from_str(&detail) {
            Ok(FactKind::MessageOffered {
                channel: Some(channel),
                author: Some(author),
                rule,
                ..
            }) => {
                let (channel, author) = (ChannelId(channel), UserId(author));
                Ok(Some(OfferedMessage { channel, message, author, guest: None, rule }))
            }
            Ok(_) => Ok(None),
            Err(error) => Err(Error::Corrupt(error.to_string())),
        }
    }

    /// How many facts the history of a case tells.
    pub async fn fact_count(&mut self, guild: GuildId, case: CaseNumber) -> Result<i64, Error> {
        let row = fetch_optional!(self, (i64,), told_facts!("COUNT(*)",), id(guild.0), case.0)?;
        Ok(row.map_or(0, |(count,)| count))
    }

    /// One page of a case's history, the oldest first.
    pub async fn facts(
        &mut self,
        guild: GuildId,
        case: CaseNumber,
        limit: i64,
        offset: i64,
    ) -> Result<Vec<RecordedFact>, Error> {
        let rows = fetch_all!(
            self,
            FactRow,
            told_facts!(
                "case_number, kind, detail, bug_number, actor_id, at, cause",
                " ORDER BY id LIMIT $3 OFFSET $4"
            ),
            id(guild.0),
            case.0,
            limit,
            offset
        )?;
        rows.into_iter().map(FactRow::into_domain).collect()
    }

    /// How many changes of settings, rules, saved replies and bridges are recorded.
    pub async fn settings_fact_count(&mut self, guild: GuildId) -> Result<i64, Error> {
        let row = fetch_optional!(self, (i64,), settings_facts!("COUNT(*)",), id(guild.0))?;
        Ok(row.map_or(0, |(count,)| count))
    }

    /// One page of these changes, the newest first.
    pub async fn settings_facts(
        &mut self,
        guild: GuildId,
        limit: i64,
        offset: i64,
    ) -> Result<Vec<RecordedFact>, Error> {
        let rows = fetch_all!(
            self,
            FactRow,
            settings_facts!(
                "case_number, kind, detail, bug_number, actor_id, at, cause",
                " ORDER BY id DESC LIMIT $2 OFFSET $3"
            ),
            id(guild.0),
            limit,
            offset
        )?;
        rows.into_iter().map(FactRow::into_domain).collect()
    }
}
