//! Cases, their tags, and the messages that show them.

pub(super) mod alerts;
pub(super) mod files;
pub(super) mod messages;
pub(super) mod notices;
pub(super) mod offers;
pub(super) mod people;
pub(super) mod threads;
pub(in crate::store) mod turn;
mod versions;

use crate::domain::{
    BugNumber, Case, CaseNumber, CaseReference, ChannelId, Guest, GuildId, MessageId, Origin,
    Promise, Rating, Source, Tag, Time, Title, UserId, refusal::CaseRefusal, text,
};

use crate::store::Error;
use crate::store::codec::{
    channel, from_json, id, message, milliseconds, named, optional_time, snowflake, time, to_json,
    user,
};
use crate::store::postgres::lock::lock_case;
use crate::store::tx::{Reader, Session, Tx, execute, fetch_all, fetch_optional, row};

row! {
    pub(super) struct CaseRow {
        guild_id: i64,
        number: i64,
        revision: i64,
        status: String,
        title: String,
        question: String,
        requester_id: i64,
        requester_left: i64,
        requester_name: Option<String>,
        bridge: Option<String>,
        language: String,
        assignee_id: Option<i64>,
        assigned_at: Option<i64>,
        handover: Option<String>,
        priority: String,
        source_channel_id: i64,
        source_message_id: Option<i64>,
        origin: String,
        opened_by: Option<i64>,
        opened_at: i64,
        waiting_since: Option<i64>,
        wait_start: String,
        asked_on_hold: i64,
        quiet_since: Option<i64>,
        unheard_since: Option<i64>,
        first_response_at: Option<i64>,
        solved_at: Option<i64>,
        closed_at: Option<i64>,
        reopened_count: i64,
        solutions: i64,
        close_reason: Option<String>,
        snoozed_until: Option<i64>,
        promised_until: Option<i64>,
        promise_is_due: i64,
        remind_at: Option<i64>,
        close_at: Option<i64>,
        asking: Option<String>,
        obstacle: Option<String>,
        before_merge: Option<String>,
        news: String,
        fix: Option<String>,
        superseded: Option<String>,
        erased_at_revision: i64,
        team_thread_id: Option<i64>,
        put_away: i64,
        live_posts: i64,
        rating: Option<String>,
        thread_id: Option<i64>,
        opening_message_id: Option<i64>,
        card_channel_id: Option<i64>,
        card_message_id: Option<i64>,
        card_generation: Option<i64>,
        drawn_revision: Option<i64>,
        suggested_bug: Option<i64>,
        home: String,
        parent_id: Option<i64>,
        thread_generation: i64,
        thread_asked_at: Option<i64>,
        thread_health: String,
        thread_lost: i64,
        locked_since: Option<i64>,
        source_lost: i64,
        question_files: i64,
        asked_in: Option<i64>,
        tagged_status: Option<String>,
        greeted: Option<String>,
        invited_id: Option<i64>,
        tags: Option<String>,
        bugs: Option<String>,
    }
}

/// Selects the columns of [`CaseRow`]. The tags of a case, its bugs and its last rating are one
/// text each.
macro_rules! select_case {
    ($($rest:expr),+) => {
        concat!(
            "SELECT guild_id, number, revision, status, title, question, requester_id, requester_left, requester_name, bridge, language, assignee_id, assigned_at, handover, priority,
                source_channel_id, source_message_id, origin, opened_by, opened_at, waiting_since, wait_start, asked_on_hold, quiet_since, unheard_since, first_response_at, solved_at,
                closed_at, reopened_count, solutions, close_reason, snoozed_until, promised_until, promise_is_due, remind_at, close_at, asking, obstacle, before_merge, news, fix, superseded, erased_at_revision, team_thread_id,
                put_away, thread_id, opening_message_id, card_channel_id, card_message_id, card_generation,
                drawn_revision, suggested_bug, home, parent_id, thread_generation, thread_asked_at, thread_health, thread_lost, locked_since, source_lost,
                question_files, asked_in, tagged_status, greeted, invited_id,
                (SELECT COUNT(*) FROM posts p WHERE p.guild_id = c.guild_id AND p.case_number = c.number AND p.live = 1) AS live_posts,
                (SELECT r.solution || ':' || r.score || ':' || COALESCE(r.comment, '') FROM ratings r
                    WHERE r.guild_id = c.guild_id AND r.case_number = c.number ORDER BY r.solution DESC LIMIT 1) AS rating,
                (SELECT STRING_AGG(tag, ' ') FROM case_tags t WHERE t.guild_id = c.guild_id AND t.case_number = c.number) AS tags,
                (SELECT STRING_AGG(CAST(bug_number AS TEXT), ' ' ORDER BY linked_at, bug_number) FROM case_bugs b
                    WHERE b.guild_id = c.guild_id AND b.case_number = c.number) AS bugs
             FROM cases c LEFT JOIN (SELECT guild_id AS card_guild_id, number AS card_number, channel_id AS card_channel_id,
                message_id AS card_message_id, generation AS card_generation, drawn_revision, suggested_bug FROM surfaces WHERE subject = 'case') s
                ON s.card_guild_id = c.guild_id AND s.card_number = c.number ",
            $($rest),+
        )
    };
}

pub(super) use select_case;

fn origin(column: &str) -> Result<Origin, Error> {
    match column {
        "menu" => Ok(Origin::Menu),
        "reaction" => Ok(Origin::Reaction),
        "ask" => Ok(Origin::Ask),
        "on_behalf" => Ok(Origin::OnBehalf),
        other => {
            let rule = other.strip_prefix("rule:").map(|name| Origin::Rule(name.to_owned()));
            let number = other.strip_prefix("moved:").and_then(|number| number.parse().ok());
            let moved = number.map(|number| Origin::Moved(CaseNumber(number)));
            rule.or(moved).ok_or_else(|| Error::Corrupt(format!("the origin {other:?}")))
        }
    }
}

/// Reads `solution:score:comment`.
fn rating(column: &str) -> Result<Rating, Error> {
    let mut parts = column.splitn(3, ':');
    let mut next =
        || parts.next().ok_or_else(|| Error::Corrupt("a rating without its parts".to_owned()));
    let solution =
        next()?.parse().map_err(|_| Error::Corrupt("a rating of no solution".to_owned()))?;
    let score =
        next()?.parse().map_err(|_| Error::Corrupt("a rating that isn't a number".to_owned()))?;
    let comment = next()?;
    Ok(Rating { solution, score, comment: (!comment.is_empty()).then(|| comment.to_owned()) })
}

impl CaseRow {
    pub(super) fn into_domain(self) -> Result<Case, Error> {
        let (thread, card) = (self.thread()?, self.card());
        let words = |text: &Option<String>| {
            text.iter().flat_map(|text| text.split(' ')).map(str::to_owned).collect::<Vec<_>>()
        };
        let bugs: Result<Vec<BugNumber>, _> =
            words(&self.bugs).iter().map(|number| number.parse().map(BugNumber)).collect();
        Ok(Case {
            guild: GuildId(snowflake(self.guild_id)),
            number: CaseNumber(self.number),
            revision: self.revision,
            status: named(&self.status)?,
            title: Title::stored(self.title),
            question: self.question,
            requester: UserId(snowflake(self.requester_id)),
            requester_left: self.requester_left != 0,
            locked_since: optional_time(self.locked_since)?,
            guest: self.bridge.map(|bridge| Guest {
                name: self.requester_name.unwrap_or_else(|| text::ERASED.to_owned()),
                bridge,
            }),
            language: named(&self.language)?,
            assignee: user(self.assignee_id),
            assigned_at: optional_time(self.assigned_at)?,
            handover: self.handover.as_deref().map(from_json).transpose()?,
            priority: named(&self.priority)?,
            tags: words(&self.tags).into_iter().map(Tag::stored).collect(),
            source: Source {
                channel: ChannelId(snowflake(self.source_channel_id)),
                message: message(self.source_message_id),
            },
            home: named(&self.home)?,
            parent: channel(self.parent_id),
            origin: origin(&self.origin)?,
            opened_by: user(self.opened_by),
            opened_at: time(self.opened_at)?,
            waiting_since: optional_time(self.waiting_since)?,
            wait_start: named(&self.wait_start)?,
            asked_on_hold: self.asked_on_hold != 0,
            quiet_since: optional_time(self.quiet_since)?,
            unheard_since: optional_time(self.unheard_since)?,
            first_response_at: optional_time(self.first_response_at)?,
            solved_at: optional_time(self.solved_at)?,
            closed_at: optional_time(self.closed_at)?,
            reopened_count: self.reopened_count,
            solutions: self.solutions,
            rating: self.rating.as_deref().map(rating).transpose()?,
            close_reason: self.close_reason.as_deref().map(named).transpose()?,
            snoozed_until: optional_time(self.snoozed_until)?,
            promise: optional_time(self.promised_until)?
                .map(|until| Promise { until, is_due: self.promise_is_due != 0 }),
            remind_at: optional_time(self.remind_at)?,
            close_at: optional_time(self.close_at)?,
            asking: self.asking.as_deref().map(from_json).transpose()?,
            obstacle: self.obstacle.as_deref().map(from_json).transpose()?,
            merged: self.before_merge.as_deref().map(from_json).transpose()?,
            erased_at_revision: self.erased_at_revision,
            bugs: bugs.map_err(|error| Error::Corrupt(error.to_string()))?,
            news: from_json(&self.news)?,
            fix: self.fix.as_deref().map(from_json).transpose()?,
            superseded: self.superseded.as_deref().map(from_json).transpose()?,
            source_lost: self.source_lost != 0,
            files: self.question_files,
            asked_in: channel(self.asked_in),
            thread,
            has_live_posts: self.live_posts > 0,
            card,
        })
    }
}

impl Reader<'_> {
    /// The case with this number in this server.
    pub async fn case(
        &mut self,
        guild: GuildId,
        number: CaseNumber,
    ) -> Result<Option<Case>, Error> {
        let row = fetch_optional!(
            self,
            CaseRow,
            select_case!("WHERE guild_id = $1 AND number = $2"),
            id(guild.0),
            number.0
        )?;
        row.map(CaseRow::into_domain).transpose()
    }

    /// The case that was opened from a message.
    pub async fn case_of_message(
        &mut self,
        guild: GuildId,
        message: MessageId,
    ) -> Result<Option<Case>, Error> {
        let row = fetch_optional!(
            self,
            CaseRow,
            select_case!("WHERE guild_id = $1 AND source_message_id = $2"),
            id(guild.0),
            id(message.0)
        )?;
        row.map(CaseRow::into_domain).transpose()
    }

    /// The case in which a case continues: itself or, if it was merged, the one into which it was.
    ///
    /// # Errors
    /// Refuses if the server has no such case.
    pub async fn continuation(
        &mut self,
        guild: GuildId,
        number: CaseNumber,
    ) -> Result<Case, Error> {
        let mut number = number;
        loop {
            let case = self.referenced_case(guild, CaseReference::Number(number)).await?;
            match case.merged {
                Some(merged) => number = merged.into,
                None => return Ok(case),
            }
        }
    }

    /// The case that a command refers to.
    ///
    /// # Errors
    /// Refuses if the server has no such case.
    pub async fn referenced_case(
        &mut self,
        guild: GuildId,
        reference: CaseReference,
    ) -> Result<Case, Error> {
        match reference {
            CaseReference::Number(number) => {
                self.case(guild, number).await?.ok_or(CaseRefusal::NotFound(number).into())
            }
            CaseReference::Here(channel) => {
                self.case_in_thread(guild, channel).await?.ok_or(CaseRefusal::NoneHere.into())
            }
        }
    }
}

impl Tx<'_> {
    /// The case that a command refers to, locked until the transaction ends, so that a decision on
    /// it can be saved. SQLite needs no lock: a transaction that writes is alone there.
    ///
    /// # Errors
    /// Refuses if the server has no such case.
    pub async fn case_to_change(
        &mut self,
        guild: GuildId,
        reference: CaseReference,
    ) -> Result<Case, Error> {
        let case = self.referenced_case(guild, reference).await?;
        let Session::Postgres(connection) = self.session() else { return Ok(case) };
        lock_case(connection, guild, case.number).await?;
        self.referenced_case(guild, CaseReference::Number(case.number)).await
    }
}

impl Reader<'_> {
    /// The numbers of a server's cases that are not closed.
    pub async fn open_cases(&mut self, guild: GuildId) -> Result<Vec<CaseNumber>, Error> {
        let rows = fetch_all!(
            self,
            (i64,),
            "SELECT number FROM cases WHERE guild_id = $1 AND phase <> 'closed' ORDER BY number",
            id(guild.0)
        )?;
        Ok(rows.into_iter().map(|(number,)| CaseNumber(number)).collect())
    }
}

impl Tx<'_> {
    /// Inserts a case that was just opened.
    pub async fn insert_case(&mut self, case: &Case) -> Result<(), Error> {
        execute!(
            self,
            "INSERT INTO cases (guild_id, number, revision, status, title, question, requester_id, priority, source_channel_id,
                source_message_id, origin, opened_by, opened_at, waiting_since, home, parent_id, thread_id, language, phase,
                requester_name, bridge, waits_for_us_since, assignee_id, assigned_at, question_files, asked_in)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26)",
            id(case.guild.0),
            case.number.0,
            case.revision,
            case.status.into_str(),
            case.title.as_str(),
            case.question.as_str(),
            id(case.requester.0),
            case.priority.into_str(),
            id(case.source.channel.0),
            case.source.message.map(|message| id(message.0)),
            case.origin.name(),
            case.opened_by.map(|user| id(user.0)),
            milliseconds(case.opened_at),
            case.waiting_since.map(milliseconds),
            case.home.into_str(),
            case.parent.map(|parent| id(parent.0)),
            case.thread.id.map(|thread| id(thread.0)),
            case.language.into_str(),
            case.phase().into_str(),
            case.guest.as_ref().map(|guest| guest.name.as_str()),
            case.guest.as_ref().map(|guest| guest.bridge.as_str()),
            case.waits_for_us_since().map(milliseconds),
            case.assignee.map(|agent| id(agent.0)),
            case.assigned_at.map(milliseconds),
            case.files,
            case.asked_in.map(|thread| id(thread.0))
        )?;
        for tag in &case.tags {
            self.insert_tag(case, tag).await?;
        }
        Ok(())
    }

    /// Saves a case as a decision changed it.
    ///
    /// # Errors
    /// [`Error::Conflict`] if the case has changed since the decision was made.
    pub async fn update_case(
        &mut self,
        before: &Case,
        after: &Case,
        now: Time,
    ) -> Result<(), Error> {
        let updated = execute!(
            self,
            "UPDATE cases SET revision = $4, status = $5, assignee_id = $6, assigned_at = $7, priority = $8, waiting_since = $9,
                first_response_at = $10, solved_at = $11, closed_at = $12, reopened_count = $13, solutions = $14, close_reason = $15,
                snoozed_until = $16, remind_at = $17, close_at = $18, due_at = $19, merged_into = $20, before_merge = $21, phase = $22,
                asking = $23, obstacle = $24, requester_left = $25, locked_since = $26, quiet_since = $27, asked_on_hold = $28,
                waits_for_us_since = $29, promised_until = $30, promise_is_due = $31, handover = $32,
                news = $33, fix = $34, unheard_since = $35, superseded = $36, wait_start = $37
             WHERE guild_id = $1 AND number = $2 AND revision = $3",
            id(after.guild.0),
            after.number.0,
            before.revision,
            after.revision,
            after.status.into_str(),
            after.assignee.map(|user| id(user.0)),
            after.assigned_at.map(milliseconds),
            after.priority.into_str(),
            after.waiting_since.map(milliseconds),
            after.first_response_at.map(milliseconds),
            after.solved_at.map(milliseconds),
            after.closed_at.map(milliseconds),
            after.reopened_count,
            after.solutions,
            after.close_reason.map(|reason| reason.into_str()),
            after.snoozed_until.map(milliseconds),
            after.remind_at.map(milliseconds),
            after.close_at.map(milliseconds),
            after.due_at().map(milliseconds),
            after.merged.map(|merged| merged.into.0),
            after.merged.as_ref().map(to_json).transpose()?,
            after.phase().into_str(),
            after.asking.as_ref().map(to_json).transpose()?,
            after.obstacle.as_ref().map(to_json).transpose()?,
            i64::from(after.requester_left),
            after.locked_since.map(milliseconds),
            after.quiet_since.map(milliseconds),
            i64::from(after.asked_on_hold),
            after.waits_for_us_since().map(milliseconds),
            after.promise.map(|promise| milliseconds(promise.until)),
            i64::from(after.promise.is_some_and(|promise| promise.is_due)),
            after.handover.as_ref().map(to_json).transpose()?,
            to_json(&after.news)?,
            after.fix.as_ref().map(to_json).transpose()?,
            after.unheard_since.map(milliseconds),
            after.superseded.as_ref().map(to_json).transpose()?,
            after.wait_start.into_str()
        )?;
        if updated == 0 {
            return Err(Error::Conflict);
        }
        for &bug in after.bugs.iter().filter(|bug| !before.bugs.contains(bug)) {
            self.link(after.guild, after.number, bug, now).await?;
        }
        for &bug in before.bugs.iter().filter(|bug| !after.bugs.contains(bug)) {
            self.unlink(after.guild, after.number, bug).await?;
        }
        for tag in after.tags.difference(&before.tags) {
            self.insert_tag(after, tag).await?;
        }
        for tag in before.tags.difference(&after.tags) {
            execute!(
                self,
                "DELETE FROM case_tags WHERE guild_id = $1 AND case_number = $2 AND tag = $3",
                id(after.guild.0),
                after.number.0,
                tag.as_str()
            )?;
        }
        Ok(())
    }

    async fn insert_tag(&mut self, case: &Case, tag: &Tag) -> Result<(), Error> {
        execute!(
            self,
            "INSERT INTO case_tags (guild_id, case_number, tag) VALUES ($1, $2, $3)",
            id(case.guild.0),
            case.number.0,
            tag.as_str()
        )?;
        Ok(())
    }
}

impl Reader<'_> {
    /// How many open cases a member has that began with `/ask`.
    pub async fn open_asks(&mut self, guild: GuildId, requester: UserId) -> Result<usize, Error> {
        let count = fetch_optional!(
            self,
            (i64,),
            "SELECT COUNT(*) FROM cases WHERE guild_id = $1 AND requester_id = $2 AND origin = 'ask'
                AND phase = 'open'",
            id(guild.0),
            id(requester.0)
        )?;
        Ok(count.map_or(0, |(count,)| usize::try_from(count).unwrap_or(usize::MAX)))
    }
}
