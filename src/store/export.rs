//! The rows of `switchboard export`: each a JSON object with the names of the contract. They are
//! read in pages, so that a large table is never in memory as a whole.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::domain::{
    Bridge, Case, GuildId, OtherTeam, Request, RequestNumber, Rule, Snippet, Tag,
    rule::finds::Words,
};

use crate::store::Error;
use crate::store::codec::{id, optional_time, snowflake, time};
use crate::store::tx::{Reader, fetch_all, row};

/// What can be exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Export {
    /// One row per case.
    Cases,
    /// One row per bug.
    Bugs,
    /// One row per fact, oldest first.
    Events,
    /// One row per message that is stored for a case.
    Messages,
    /// One row per rule, in the order in which they were added.
    Rules,
    /// One row per saved reply, by name.
    Snippets,
    /// One row per bridge, in the order in which they were added.
    Bridges,
    /// One row per other team, by name.
    Teams,
    /// One row per request to another team.
    Requests,
}

/// How many rows a page has.
const PAGE: i64 = 500;

row! {
    struct EventRow {
        id: i64,
        case_number: Option<i64>,
        bug_number: Option<i64>,
        kind: String,
        detail: String,
        actor_id: Option<i64>,
        at: i64,
        cause: String,
    }
}

row! {
    struct MessageRow {
        position: i64,
        message_id: Option<i64>,
        case_number: i64,
        author_id: i64,
        author_name: Option<String>,
        side: String,
        content: Option<String>,
        sent_at: i64,
        edited_at: Option<i64>,
        is_question: i64,
    }
}

fn text(snowflake: u64) -> String {
    snowflake.to_string()
}

fn optional_text(column: Option<i64>) -> Option<String> {
    column.map(|column| snowflake(column).to_string())
}

/// Returns a case as the contract describes it, without its texts.
pub(super) fn case_row(case: &Case) -> Value {
    json!({
        "guild_id": text(case.guild.0),
        "number": case.number.0,
        "status": case.status.into_str(),
        "title": case.title.as_str(),
        "requester_id": text(case.requester.0),
        "requester_name": case.guest.as_ref().map(|guest| guest.name.as_str()),
        "bridge": case.guest.as_ref().map(|guest| guest.bridge.as_str()),
        "assignee_id": case.assignee.map(|user| text(user.0)),
        "priority": case.priority.into_str(),
        "tags": case.tags.iter().map(crate::domain::Tag::as_str).collect::<Vec<_>>(),
        "origin": case.origin.name(),
        "source_channel_id": text(case.source.channel.0),
        "source_message_id": case.source.message.map(|message| text(message.0)),
        "thread_id": case.thread.id.map(|thread| text(thread.0)),
        "card_channel_id": case.card.posted.map(|(channel, _)| text(channel.0)),
        "card_message_id": case.card.posted.map(|(_, message)| text(message.0)),
        "bug_numbers": case.bugs,
        "merged_into": case.merged.map(|merged| merged.into.0),
        "opened_by": case.opened_by.map(|user| text(user.0)),
        "opened_at": case.opened_at,
        "waiting_since": case.waiting_since,
        "waits_for_us_since": case.waits_for_us_since(),
        "first_response_at": case.first_response_at,
        "solved_at": case.solved_at,
        "closed_at": case.closed_at,
        "reopened_count": case.reopened_count,
    })
}

fn rule_row(guild: GuildId, rule: &Rule) -> Value {
    let [words, all_words] = rule.finds.words().map(Words::typed).unwrap_or_default();
    let given = |words: String| Some(words).filter(|words| !words.is_empty());
    json!({
        "guild_id": text(guild.0),
        "name": rule.name,
        "words": given(words),
        "all_words": given(all_words),
        "pattern": rule.finds.pattern(),
        "channel_id": rule.channel.map(|channel| text(channel.0)),
        "action": rule.action.into_str(),
        "tag": rule.tag.as_ref().map(Tag::as_str),
        "priority": rule.priority.map(|priority| priority.into_str()),
    })
}

/// Returns a request without its texts.
fn request_row(request: &Request) -> Value {
    json!({
        "guild_id": text(request.guild.0),
        "number": request.number.0,
        "status": request.status.into_str(),
        "case_number": request.case.0,
        "team": request.team,
        "channel_id": text(request.channel.0),
        "role_id": text(request.role.0),
        "asked_by": text(request.asked_by.0),
        "asked_at": request.asked_at,
        "due_at": request.due_at,
        "owner_id": request.owner.map(|user| text(user.0)),
        "ended_by": request.ended_by.map(|user| text(user.0)),
        "ended_at": request.ended_at,
        "card_channel_id": request.card.posted.map(|(channel, _)| text(channel.0)),
        "card_message_id": request.card.posted.map(|(_, message)| text(message.0)),
    })
}

impl Reader<'_> {
    /// One page of a server's rows, in a fixed order, and where the next page begins; `None` after
    /// the last.
    pub async fn export(
        &mut self,
        guild: GuildId,
        what: Export,
        after: i64,
    ) -> Result<(Vec<Value>, Option<i64>), Error> {
        match what {
            Export::Cases => self.export_cases(guild, after).await,
            Export::Bugs => self.export_bugs(guild, after).await,
            Export::Events => self.export_events(guild, after).await,
            Export::Messages => self.export_messages(guild, after).await,
            // A server has few of these, so they are one page.
            Export::Rules => {
                let rules = self.rules(guild).await?;
                Ok((rules.iter().map(|rule| rule_row(guild, rule)).collect(), None))
            }
            Export::Snippets => {
                let snippets = self.snippets(guild).await?;
                let row = |snippet: &Snippet| json!({ "guild_id": text(guild.0), "name": snippet.name, "text": snippet.text });
                Ok((snippets.iter().map(row).collect(), None))
            }
            Export::Bridges => {
                let bridges = self.bridges(guild).await?;
                let row = |bridge: &Bridge| json!({ "guild_id": text(guild.0), "name": bridge.name, "source_id": text(bridge.source) });
                Ok((bridges.iter().map(row).collect(), None))
            }
            Export::Teams => {
                let teams = self.teams(guild).await?;
                let row = |team: &OtherTeam| {
                    let (channel, role) = (text(team.channel.0), text(team.role.0));
                    json!({ "guild_id": text(guild.0), "name": team.name, "channel_id": channel, "role_id": role })
                };
                Ok((teams.iter().map(row).collect(), None))
            }
            Export::Requests => self.export_requests(guild, after).await,
        }
    }

    async fn export_cases(
        &mut self,
        guild: GuildId,
        after: i64,
    ) -> Result<(Vec<Value>, Option<i64>), Error> {
        let numbers = fetch_all!(
            self,
            (i64,),
            "SELECT number FROM cases WHERE guild_id = $1 AND number > $2 ORDER BY number LIMIT $3",
            id(guild.0),
            after,
            PAGE
        )?;
        let numbers: Vec<i64> = numbers.into_iter().map(|(number,)| number).collect();
        let mut rows = Vec::with_capacity(numbers.len());
        for &number in &numbers {
            let Some(case) = self.case(guild, crate::domain::CaseNumber(number)).await? else {
                continue;
            };
            rows.push(case_row(&case));
        }
        Ok((rows, next(&numbers)))
    }

    async fn export_bugs(
        &mut self,
        guild: GuildId,
        after: i64,
    ) -> Result<(Vec<Value>, Option<i64>), Error> {
        let numbers = fetch_all!(
            self,
            (i64,),
            "SELECT number FROM bugs WHERE guild_id = $1 AND number > $2 ORDER BY number LIMIT $3",
            id(guild.0),
            after,
            PAGE
        )?;
        let numbers: Vec<i64> = numbers.into_iter().map(|(number,)| number).collect();
        let mut rows = Vec::with_capacity(numbers.len());
        for &number in &numbers {
            let Some(bug) = self.bug(guild, crate::domain::BugNumber(number)).await? else {
                continue;
            };
            rows.push(json!({
                "guild_id": text(guild.0),
                "number": bug.number.0,
                "title": bug.report.title.as_str(),
                "status": bug.status.into_str(),
                "severity": bug.report.severity.into_str(),
                "case_numbers": bug.cases,
                "reporter_id": text(bug.reporter.0),
                "reported_at": bug.reported_at,
                "developer_id": bug.developer.map(|user| text(user.0)),
                "card_channel_id": bug.card.posted.map(|(channel, _)| text(channel.0)),
                "card_message_id": bug.card.posted.map(|(_, message)| text(message.0)),
                "shipped_version": bug.shipped_version,
            }));
        }
        Ok((rows, next(&numbers)))
    }

    async fn export_requests(
        &mut self,
        guild: GuildId,
        after: i64,
    ) -> Result<(Vec<Value>, Option<i64>), Error> {
        let numbers = fetch_all!(
            self,
            (i64,),
            "SELECT number FROM requests WHERE guild_id = $1 AND number > $2 ORDER BY number LIMIT $3",
            id(guild.0),
            after,
            PAGE
        )?;
        let numbers: Vec<i64> = numbers.into_iter().map(|(number,)| number).collect();
        let mut rows = Vec::with_capacity(numbers.len());
        for &number in &numbers {
            if let Some(request) = self.request(guild, RequestNumber(number)).await? {
                rows.push(request_row(&request));
            }
        }
        Ok((rows, next(&numbers)))
    }

    async fn export_events(
        &mut self,
        guild: GuildId,
        after: i64,
    ) -> Result<(Vec<Value>, Option<i64>), Error> {
        let rows = fetch_all!(
            self,
            EventRow,
            "SELECT id, case_number, bug_number, kind, detail, actor_id, at, cause FROM facts WHERE guild_id = $1 AND id > $2 ORDER BY id LIMIT $3",
            id(guild.0),
            after,
            PAGE
        )?;
        let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
        let values = rows.into_iter().map(|row| {
            let detail: Value = serde_json::from_str(&row.detail)
                .map_err(|error| Error::Corrupt(error.to_string()))?;
            Ok(json!({
                "guild_id": text(guild.0),
                "case_number": row.case_number,
                "bug_number": row.bug_number,
                "kind": row.kind,
                "actor_id": optional_text(row.actor_id),
                "at": time(row.at)?,
                "cause": row.cause,
                "detail": with_ids_as_text(detail),
            }))
        });
        Ok((values.collect::<Result<_, Error>>()?, next(&ids)))
    }

    async fn export_messages(
        &mut self,
        guild: GuildId,
        after: i64,
    ) -> Result<(Vec<Value>, Option<i64>), Error> {
        // The question is in the case's row. If it was asked privately with `/ask`, no message
        // contains it: then it has the place that a message of that moment would have.
        let rows = fetch_all!(
            self,
            MessageRow,
            "SELECT position, message_id, case_number, author_id, author_name, side, content, sent_at, edited_at, is_question FROM (
                SELECT guild_id, COALESCE(source_message_id, (opened_at - 1420070400000) * 4194304 + number) AS position,
                    source_message_id AS message_id, number AS case_number, requester_id AS author_id,
                    requester_name AS author_name, 'customer' AS side, question AS content,
                    CASE WHEN source_message_id / 4194304 + 1420070400000 < opened_at
                        THEN source_message_id / 4194304 + 1420070400000 ELSE opened_at END AS sent_at,
                    question_edited_at AS edited_at, CAST(1 AS BIGINT) AS is_question
                FROM cases
                UNION ALL
                SELECT guild_id, message_id AS position, message_id, case_number, author_id, author_name, side, content, sent_at, edited_at, CAST(0 AS BIGINT)
                FROM messages WHERE deleted_at IS NULL
             ) said WHERE guild_id = $1 AND position > $2 ORDER BY position LIMIT $3",
            id(guild.0),
            after,
            PAGE
        )?;
        let ids: Vec<i64> = rows.iter().map(|row| row.position).collect();
        let (first, last) = (ids.first().copied(), ids.last().copied());
        let mut files: BTreeMap<i64, Vec<Value>> = BTreeMap::new();
        for (message, filename, size) in fetch_all!(
            self,
            (i64, String, i64),
            "SELECT message_id, filename, size FROM files WHERE guild_id = $1 AND message_id >= $2 AND message_id <= $3
             ORDER BY message_id, attachment_id",
            id(guild.0),
            first.unwrap_or_default(),
            last.unwrap_or_default()
        )? {
            let file = json!({ "filename": filename, "size": size });
            files.entry(message).or_default().push(file);
        }
        // Those that were sent in a form, with the question, came with no message.
        let asked = || rows.iter().filter(|row| row.is_question != 0).map(|row| row.case_number);
        let mut with_question: BTreeMap<i64, Vec<Value>> = BTreeMap::new();
        for (case, filename, size) in fetch_all!(
            self,
            (i64, String, i64),
            "SELECT case_number, filename, size FROM files
             WHERE guild_id = $1 AND message_id IS NULL AND case_number >= $2 AND case_number <= $3 ORDER BY attachment_id",
            id(guild.0),
            asked().min().unwrap_or_default(),
            asked().max().unwrap_or_default()
        )? {
            let file = json!({ "filename": filename, "size": size });
            with_question.entry(case).or_default().push(file);
        }
        let values = rows.into_iter().map(|row| {
            let own = row.message_id.and_then(|message| files.remove(&message));
            let sent = match row.is_question {
                0 => None,
                _ => with_question.remove(&row.case_number),
            };
            let files: Vec<Value> = own.into_iter().chain(sent).flatten().collect();
            Ok(json!({
                "guild_id": text(guild.0),
                "case_number": row.case_number,
                "message_id": optional_text(row.message_id),
                "author_id": text(snowflake(row.author_id)),
                "author_name": row.author_name,
                "side": row.side,
                "content": row.content,
                "files": files,
                "sent_at": time(row.sent_at)?,
                "edited_at": optional_time(row.edited_at)?,
            }))
        });
        Ok((values.collect::<Result<_, Error>>()?, next(&ids)))
    }
}

/// The first ID of Discord's second day; no count, number of a case, or time is as large.
const FIRST_ID: u64 = 86_400_000 << 22;

/// Ids are text everywhere in an export: many readers lose the last digits of large numbers.
pub(super) fn with_ids_as_text(mut detail: Value) -> Value {
    // Numbers of cases have been text under these names, too.
    for key in ["from", "to", "by", "id"] {
        if let Some(id) = detail.get(key).and_then(Value::as_u64) {
            detail[key] = json!(id.to_string());
        }
    }
    large_as_text(detail)
}

fn large_as_text(value: Value) -> Value {
    match value {
        Value::Number(number) if number.as_u64().is_some_and(|id| id >= FIRST_ID) => {
            json!(number.to_string())
        }
        Value::Array(values) => values.into_iter().map(large_as_text).collect(),
        Value::Object(values) => {
            values.into_iter().map(|(key, value)| (key, large_as_text(value))).collect()
        }
        other => other,
    }
}

/// Returns where the next page begins, if this one was full.
fn next(ids: &[i64]) -> Option<i64> {
    if i64::try_from(ids.len()).is_ok_and(|count| count == PAGE) {
        ids.last().copied()
    } else {
        None
    }
}
