//! "What just happened": everything that people did, that Discord told the bot, and that the bot
//! asked of Discord, in one order.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use tokio::sync::broadcast;

use crate::journal::Exchange;
use crate::page::words::{self, Told};
use crate::person::Deed;
use crate::snowflake::Snowflake;
use crate::wire;
use crate::world::{Dispatch, World, machine_time};

/// How many entries are kept; the oldest go first.
const KEPT: usize = 2_000;
/// How many entries a page may be behind before it is shown the last ones anew.
const BEHIND: usize = 1_024;

/// A bounded record.
#[derive(Debug)]
pub(crate) struct Chronicle {
    record: Mutex<Record>,
    /// The number of each new entry.
    pub(super) news: broadcast::Sender<u64>,
}

#[derive(Debug, Default)]
struct Record {
    count: u64,
    entries: VecDeque<Entry>,
}

/// One thing that happened.
#[derive(Debug)]
pub(super) struct Entry {
    number: u64,
    at: DateTime<Utc>,
    told: Told,
    pub(super) matter: Matter,
}

/// What it was, as it was.
#[derive(Debug)]
pub(super) enum Matter {
    Person { person: Snowflake, deed: Deed },
    Event(Dispatch),
    Request { exchange: Arc<Exchange>, took: i64 },
    Gateway(Value),
}

impl Default for Chronicle {
    fn default() -> Self {
        Self { record: Mutex::default(), news: broadcast::channel(BEHIND).0 }
    }
}

impl Chronicle {
    fn record(&self) -> std::sync::MutexGuard<'_, Record> {
        self.record.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn add(&self, told: Told, matter: Matter) {
        let mut record = self.record();
        record.count += 1;
        let number = record.count;
        if record.entries.len() == KEPT {
            record.entries.pop_front();
        }
        record.entries.push_back(Entry { number, at: machine_time(), told, matter });
        // Nobody may be looking.
        let _ = self.news.send(number);
    }

    /// A person did something.
    pub(crate) fn person(&self, world: &World, person: Snowflake, deed: Deed) {
        self.add(words::of_deed(world, person, &deed), Matter::Person { person, deed });
    }

    /// The bot was told something.
    pub(crate) fn events(&self, world: &World, events: Vec<Dispatch>) {
        for event in events {
            self.add(words::of_event(world, &event), Matter::Event(event));
        }
    }

    /// The bot asked for something, and was answered.
    pub(crate) fn request(&self, world: &World, user: Option<Snowflake>, exchange: Arc<Exchange>) {
        let took = (machine_time() - exchange.at).num_milliseconds();
        self.add(words::of_request(world, user, &exchange), Matter::Request { exchange, took });
    }

    /// Something about the connection.
    pub(crate) fn gateway(&self, words: &str, trouble: bool, raw: Value) {
        self.add(Told { trouble, ..Told::plain(words) }, Matter::Gateway(raw));
    }

    /// The last entries, oldest first.
    pub(super) fn last(&self, count: usize) -> Vec<Value> {
        let record = self.record();
        record
            .entries
            .iter()
            .skip(record.entries.len().saturating_sub(count))
            .map(Entry::shown)
            .collect()
    }

    /// One entry.
    pub(super) fn shown(&self, number: u64) -> Option<Value> {
        self.find(number, Entry::shown)
    }

    /// Everything about one entry.
    pub(super) fn raw(&self, number: u64) -> Option<Value> {
        self.find(number, Entry::raw)
    }

    fn find<R>(&self, number: u64, look: impl FnOnce(&Entry) -> R) -> Option<R> {
        let record = self.record();
        let index = record.entries.binary_search_by_key(&number, |entry| entry.number).ok()?;
        record.entries.get(index).map(look)
    }

    /// What people did, in order.
    pub(super) fn deeds(&self) -> Vec<(Snowflake, Deed)> {
        let record = self.record();
        let deed = |entry: &Entry| match &entry.matter {
            Matter::Person { person, deed } => Some((*person, deed.clone())),
            _ => None,
        };
        record.entries.iter().filter_map(deed).collect()
    }

    /// Forgets everything; the numbers go on.
    pub(super) fn clear(&self) {
        self.record().entries.clear();
    }
}

impl Entry {
    /// `Entry` of the protocol.
    fn shown(&self) -> Value {
        let kind = match &self.matter {
            Matter::Person { .. } => "person",
            Matter::Event(_) => "event",
            Matter::Request { .. } => "request",
            Matter::Gateway(_) => "gateway",
        };
        let took = match &self.matter {
            Matter::Request { took, .. } => Some(*took),
            _ => None,
        };
        let Told { text, detail, people, case, trouble, channel, message } = &self.told;
        json!({
            "number": self.number,
            "at": wire::time(self.at),
            "kind": kind,
            "text": text,
            "detail": detail,
            "people": people.iter().map(Snowflake::to_string).collect::<Vec<_>>(),
            "case": case,
            "trouble": trouble,
            "took": took,
            "channel_id": channel.map(|id| id.to_string()),
            "message_id": message.map(|id| id.to_string()),
        })
    }

    fn raw(&self) -> Value {
        match &self.matter {
            Matter::Person { person, deed } => json!({"person": person.to_string(), "did": deed}),
            Matter::Event(event) => json!({"t": event.name, "d": event.data}),
            Matter::Request { exchange, .. } => json!(exchange.as_ref()),
            Matter::Gateway(raw) => raw.clone(),
        }
    }
}
