//! "What just happened": everything that people did, that Discord told the bot, and that the bot
//! asked of Discord, in one order.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, Utc};
use sandbox::world::machine_time;
use sandbox::{Action, Observation, Snowflake, World, wire};
use serde_json::{Value, json};
use tokio::sync::broadcast;

use crate::page::words::{self, Told};

/// How many entries are stored; the oldest are dropped first.
const ENTRY_LIMIT: usize = 2_000;
/// How many entries a panel may lag behind before it gets the last ones again.
const BEHIND: usize = 1_024;

/// A bounded record.
#[derive(Debug)]
pub(super) struct EventLog {
    record: Mutex<Record>,
    /// The number of each new entry.
    pub(super) news: broadcast::Sender<u64>,
}

#[derive(Debug, Default)]
struct Record {
    count: u64,
    entries: VecDeque<Entry>,
}

/// One event.
#[derive(Debug)]
struct Entry {
    number: u64,
    at: DateTime<Utc>,
    /// `kind` of the protocol.
    kind: &'static str,
    told: Told,
    happened: Observation,
}

impl Default for EventLog {
    fn default() -> Self {
        Self { record: Mutex::default(), news: broadcast::channel(BEHIND).0 }
    }
}

impl EventLog {
    fn record(&self) -> std::sync::MutexGuard<'_, Record> {
        self.record.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds an entry for an event. A notice gets none: the event that caused it has one.
    pub(super) fn add(&self, world: &World, happened: &Observation) {
        let (kind, told) = match happened {
            Observation::Action { person, action } => {
                ("person", words::of_action(world, *person, action))
            }
            Observation::Event(event) => ("event", words::of_event(world, event)),
            Observation::Exchange { exchange, user } => {
                ("request", words::of_request(world, *user, exchange))
            }
            Observation::Connection { change, .. } => {
                ("gateway", words::of_connection(world, *change))
            }
            Observation::Notice(_) => return,
        };
        let at = machine_time();
        let mut record = self.record();
        record.count += 1;
        let number = record.count;
        if record.entries.len() == ENTRY_LIMIT {
            record.entries.pop_front();
        }
        let happened = happened.clone();
        record.entries.push_back(Entry { number, at, kind, told, happened });
        // An error means that no panel is open.
        let _ = self.news.send(number);
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

    /// Returns the raw JSON of one entry.
    pub(super) fn raw(&self, number: u64) -> Option<Value> {
        self.find(number, Entry::raw)
    }

    fn find<R>(&self, number: u64, look: impl FnOnce(&Entry) -> R) -> Option<R> {
        let record = self.record();
        let index = record.entries.binary_search_by_key(&number, |entry| entry.number).ok()?;
        record.entries.get(index).map(look)
    }

    /// Returns the actions of people, in order.
    pub(super) fn actions(&self) -> Vec<(Snowflake, Action)> {
        let record = self.record();
        let action = |entry: &Entry| match &entry.happened {
            Observation::Action { person, action } => Some((*person, action.clone())),
            _ => None,
        };
        record.entries.iter().filter_map(action).collect()
    }

    /// Deletes all entries; the numbers continue.
    pub(super) fn clear(&self) {
        self.record().entries.clear();
    }
}

impl Entry {
    /// `Entry` of the protocol.
    fn shown(&self) -> Value {
        let took = match &self.happened {
            Observation::Exchange { exchange, .. } => {
                Some((self.at - exchange.at).num_milliseconds())
            }
            _ => None,
        };
        let Told { text, detail, people, case, trouble, channel, message } = &self.told;
        json!({
            "number": self.number,
            "at": wire::time(self.at),
            "kind": self.kind,
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
        match &self.happened {
            Observation::Action { person, action } => {
                json!({"person": person.to_string(), "did": action})
            }
            Observation::Event(event) => json!({"t": event.name, "d": event.data}),
            Observation::Exchange { exchange, .. } => json!(exchange.as_ref()),
            Observation::Connection { id, .. } => json!({"connection": id}),
            Observation::Notice(_) => Value::Null,
        }
    }
}
