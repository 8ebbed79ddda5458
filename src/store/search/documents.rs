//! What is searched of cases: their words, who said them, and what else is known of the cases.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{
    BugNumber, CaseNumber, ChannelId, Document, Phase, Said, Status, Tag, UserId, Writer,
    analysis::{terms, tokens},
    search::marks::Mark,
    text::ERASED,
};

use crate::store::{
    codec::{named, snowflake, time},
    error::Error,
    privacy::erasure::ERASED_REASON,
    tx::{Reader, fetch_all, row},
};

/// How many characters of what was said are searched. The longest threads are known by their
/// beginning.
const SEARCHED: usize = 50_000;

/// A case as it is written into the index.
pub(in crate::store) struct Indexed {
    /// The row of `case_documents`.
    pub id: i64,
    pub guild: i64,
    pub document: Document,
    pub marks: Vec<Mark>,
}

row! {
    struct DocumentRow {
        id: i64,
        guild_id: i64,
        case_number: i64,
        title: String,
        question: String,
        requester_name: Option<String>,
        bridge: Option<String>,
        status: String,
        priority: String,
        requester_id: i64,
        assignee_id: Option<i64>,
        waits: bool,
        snoozed: bool,
        source_channel_id: i64,
        parent_id: Option<i64>,
        asked_in: Option<i64>,
        opened_at: i64,
    }
}

row! {
    struct TextRow {
        id: i64,
        author_id: i64,
        author_name: Option<String>,
        content: String,
    }
}

/// The documents of a list of ids, which are one text with commas, on SQLite. The cross joins below
/// keep SQLite from reading all messages in their order.
macro_rules! listed {
    () => {
        "FROM json_each('[' || $1 || ']') listed CROSS JOIN case_documents d "
    };
}

/// The same on Postgres.
macro_rules! in_array {
    () => {
        "FROM UNNEST(STRING_TO_ARRAY($1, ',')::BIGINT[]) AS listed (value) CROSS JOIN case_documents d "
    };
}

macro_rules! documents {
    ($listed:expr) => {
        concat!(
            "SELECT d.id, d.guild_id, d.case_number, c.title, c.question, c.requester_name, c.bridge, c.status, c.priority, c.requester_id,
                c.assignee_id, c.waits_for_us_since IS NOT NULL AS waits, c.snoozed_until IS NOT NULL AS snoozed, c.source_channel_id,
                c.parent_id, c.asked_in, c.opened_at ",
            $listed,
            "CROSS JOIN cases c WHERE d.id = listed.value AND c.guild_id = d.guild_id AND c.number = d.case_number ORDER BY d.id"
        )
    };
}

macro_rules! messages {
    ($listed:expr) => {
        concat!(
            "SELECT d.id, m.author_id, m.author_name, m.content ",
            $listed,
            "CROSS JOIN messages m WHERE d.id = listed.value AND m.guild_id = d.guild_id AND m.case_number = d.case_number
                AND m.content IS NOT NULL ORDER BY m.message_id"
        )
    };
}

// When a case's texts expire, its files may stay for the developers, but no search finds them, also
// when the case is reopened: a snowflake says when its file was sent (Discord, "Snowflakes").
macro_rules! files {
    ($listed:expr) => {
        concat!(
            "SELECT d.id, f.author_id, NULL AS author_name, f.filename AS content ",
            $listed,
            "CROSS JOIN cases c CROSS JOIN files f WHERE d.id = listed.value AND c.guild_id = d.guild_id AND c.number = d.case_number
                AND f.guild_id = d.guild_id AND f.case_number = d.case_number AND (f.missing IS NULL OR f.missing <> $2)
                AND (c.erased_at IS NULL OR (f.attachment_id >> 22) + 1420070400000 >= c.erased_at)
             ORDER BY f.attachment_id"
        )
    };
}

macro_rules! tags {
    ($listed:expr) => {
        concat!(
            "SELECT d.id, t.tag ",
            $listed,
            "CROSS JOIN case_tags t WHERE d.id = listed.value AND t.guild_id = d.guild_id AND t.case_number = d.case_number ORDER BY t.tag"
        )
    };
}

macro_rules! bugs {
    ($listed:expr) => {
        concat!(
            "SELECT d.id, b.bug_number ",
            $listed,
            "CROSS JOIN case_bugs b WHERE d.id = listed.value AND b.guild_id = d.guild_id AND b.case_number = d.case_number ORDER BY b.bug_number"
        )
    };
}

impl Reader<'_> {
    /// Returns documents by their ids, in the order of these. Those whose cases are gone are left
    /// out.
    pub(in crate::store) async fn documents(&mut self, ids: &[i64]) -> Result<Vec<Indexed>, Error> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let ids = ids.iter().map(i64::to_string).collect::<Vec<_>>().join(",");
        let ids = ids.as_str();
        let rows = fetch_all!(
            self,
            DocumentRow,
            { sqlite: documents!(listed!()), postgres: documents!(in_array!()) },
            ids
        )?;
        let messages = fetch_all!(
            self,
            TextRow,
            { sqlite: messages!(listed!()), postgres: messages!(in_array!()) },
            ids
        )?;
        let files = fetch_all!(
            self,
            TextRow,
            { sqlite: files!(listed!()), postgres: files!(in_array!()) },
            ids,
            ERASED_REASON
        )?;
        let tags = fetch_all!(
            self,
            (i64, String),
            { sqlite: tags!(listed!()), postgres: tags!(in_array!()) },
            ids
        )?;
        let bugs = fetch_all!(
            self,
            (i64, i64),
            { sqlite: bugs!(listed!()), postgres: bugs!(in_array!()) },
            ids
        )?;
        let mut all: BTreeMap<i64, Indexed> = BTreeMap::new();
        for row in rows {
            all.insert(row.id, row.into_indexed()?);
        }
        for row in messages {
            if let Some(indexed) = all.get_mut(&row.id) {
                let said = &mut indexed.document.said;
                let length: usize = said.iter().skip(1).map(|said| said.text.chars().count()).sum();
                if length < SEARCHED {
                    said.push(row.into_said());
                }
            }
        }
        for row in files {
            if let Some(indexed) = all.get_mut(&row.id) {
                indexed.document.said.push(row.into_said());
            }
        }
        for (id, tag) in tags {
            if let Some(indexed) = all.get_mut(&id) {
                indexed.marks.push(Mark::Tag(Tag::stored(tag)));
            }
        }
        for (id, bug) in bugs {
            if let Some(indexed) = all.get_mut(&id) {
                indexed.marks.push(Mark::Bug(BugNumber(bug)));
            }
        }
        Ok(all.into_values().collect())
    }
}

impl TextRow {
    fn into_said(self) -> Said {
        let author = UserId(snowflake(self.author_id));
        Said { by: Writer::new(author, self.author_name.as_deref()), text: self.content }
    }
}

impl DocumentRow {
    fn into_indexed(self) -> Result<Indexed, Error> {
        let status: Status = named(&self.status)?;
        let customer = UserId(snowflake(self.requester_id));
        let agent = self.assignee_id.map(|agent| UserId(snowflake(agent)));
        let people: Vec<UserId> = [customer].into_iter().chain(agent).collect();
        let channels = [Some(self.source_channel_id), self.parent_id, self.asked_in];
        let channels = channels.into_iter().flatten().map(|id| ChannelId(snowflake(id)));
        let is_unclaimed = agent.is_none() && !self.snoozed && status.phase() == Phase::Open;
        let mut marks = vec![Mark::Status(status), Mark::Priority(named(&self.priority)?)];
        marks.extend(self.waits.then_some(Mark::Waiting));
        marks.extend(is_unclaimed.then_some(Mark::Unclaimed));
        marks.extend(agent.map(Mark::Agent));
        marks.extend(people.iter().copied().map(Mark::Person));
        marks.extend(channels.map(Mark::Channel));
        marks.extend(Mark::opened(time(self.opened_at)?));
        let guest =
            self.bridge.map(|_| self.requester_name.clone().unwrap_or_else(|| ERASED.to_owned()));
        let question = Said { by: Writer::new(customer, guest.as_deref()), text: self.question };
        let document = Document {
            case: CaseNumber(self.case_number),
            title: self.title,
            customer_name: self.requester_name,
            people,
            said: vec![question],
        };
        Ok(Indexed { id: self.id, guild: self.guild_id, document, marks })
    }
}

impl Indexed {
    /// The entries of the case.
    pub(in crate::store) fn entries(&self) -> BTreeSet<String> {
        let mut entries: BTreeSet<String> = self.marks.iter().map(|mark| mark.term()).collect();
        for text in self.document.texts() {
            terms::add_entries(&tokens(text), &mut entries);
        }
        entries
    }
}
