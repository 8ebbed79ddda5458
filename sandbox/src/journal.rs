//! What the bot asked over HTTP and what it got: for tests, for traces, and for the page that shows
//! the sandbox at work.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// How many exchanges are kept when nobody says.
pub const DEFAULT_CAPACITY: usize = 20_000;

/// One request and its answer.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Exchange {
    /// Counts from 1, over all requests since the start.
    pub number: u64,
    /// When the request came, on the machine's clock.
    pub at: DateTime<Utc>,
    /// Such as `POST`.
    pub method: String,
    /// The path without `/api/v10`.
    pub path: String,
    /// The path with placeholders, such as `/channels/{channel}/messages`; the path itself when no
    /// route matches.
    pub route: String,
    /// What followed the question mark.
    pub query: String,
    /// The body as JSON; for multipart its `payload_json`, `null` without a body.
    pub body: Value,
    /// Names of files in a multipart body.
    pub files: Vec<String>,
    /// The status; 0 when the connection was cut before an answer.
    pub status: u16,
    /// The answer as JSON; a string when it is no JSON, `null` when empty.
    pub answer: Value,
    /// Headers of the answer about limits (`x-ratelimit-*`, `retry-after`), names in lower case.
    pub limits: Vec<(String, String)>,
}

/// A bounded record of exchanges; the oldest go first. A handle: clones show the same record.
#[derive(Clone)]
pub struct Journal(Arc<Mutex<Record>>);

struct Record {
    capacity: usize,
    count: u64,
    entries: VecDeque<Arc<Exchange>>,
}

impl Default for Journal {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(Record {
            capacity: DEFAULT_CAPACITY,
            count: 0,
            entries: VecDeque::new(),
        })))
    }
}

impl Journal {
    fn record(&self) -> std::sync::MutexGuard<'_, Record> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps the last `capacity` exchanges from now on; 0 turns the record off.
    pub fn keep(&self, capacity: usize) {
        let mut record = self.record();
        record.capacity = capacity;
        while record.entries.len() > capacity {
            record.entries.pop_front();
        }
    }

    /// Whether anything is kept.
    pub fn is_on(&self) -> bool {
        self.record().capacity > 0
    }

    /// Forgets everything kept; the numbers go on.
    pub fn clear(&self) {
        self.record().entries.clear();
    }

    /// Adds an exchange and gives it its number.
    pub fn add(&self, mut exchange: Exchange) -> Arc<Exchange> {
        let mut record = self.record();
        record.count += 1;
        exchange.number = record.count;
        let exchange = Arc::new(exchange);
        if record.capacity == 0 {
            return exchange;
        }
        if record.entries.len() == record.capacity {
            record.entries.pop_front();
        }
        record.entries.push_back(exchange.clone());
        exchange
    }

    /// Everything kept, oldest first.
    pub fn entries(&self) -> Vec<Exchange> {
        self.record().entries.iter().map(|exchange| Exchange::clone(exchange)).collect()
    }

    /// The last `count` exchanges, oldest first.
    pub fn last(&self, count: usize) -> Vec<Exchange> {
        let record = self.record();
        record
            .entries
            .iter()
            .skip(record.entries.len().saturating_sub(count))
            .map(|exchange| Exchange::clone(exchange))
            .collect()
    }

    /// How many requests came since the start, kept or not.
    pub fn count(&self) -> u64 {
        self.record().count
    }
}
