//! The state of the connection to Discord, for the health page and for knowing which servers are up
//! to date.

use std::{
    collections::HashSet,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use tokio::time::Instant;

use crate::domain::GuildId;

/// The state of the connection, shared between tasks.
#[derive(Debug, Default)]
pub struct Status {
    /// Whether there is a session with the gateway.
    pub gateway_up: Arc<AtomicBool>,
    /// How many servers are being caught up.
    pub catching_up: Arc<AtomicU64>,
    /// Servers of which nothing has been missed since they were last read.
    current: Mutex<Current>,
    /// Servers that are being caught up.
    reading: Mutex<HashSet<GuildId>>,
}

#[derive(Debug, Default)]
struct Current {
    servers: HashSet<GuildId>,
    /// Counts how often something was missed. A catch-up that began before the last miss proves
    /// nothing.
    misses: u64,
}

impl Status {
    /// Creates a state that reports through these two handles.
    pub fn new(gateway_up: Arc<AtomicBool>, catching_up: Arc<AtomicU64>) -> Self {
        Self { gateway_up, catching_up, ..Self::default() }
    }

    /// Whether there is a session with the gateway.
    pub fn is_gateway_up(&self) -> bool {
        self.gateway_up.load(Ordering::SeqCst)
    }

    pub(in crate::discord) fn set_gateway_up(&self, up: bool) {
        self.gateway_up.store(up, Ordering::SeqCst);
    }

    /// Resolves when there was no session for `max_silence`.
    pub async fn silent_for(&self, max_silence: Duration) {
        let mut silent_since = None;
        loop {
            tokio::time::sleep(max_silence / 20).await;
            silent_since = if self.is_gateway_up() {
                None
            } else {
                silent_since.or_else(|| Some(Instant::now()))
            };
            if silent_since.is_some_and(|since: Instant| since.elapsed() >= max_silence) {
                return;
            }
        }
    }

    /// Whether any server is being caught up.
    pub fn is_catching_up(&self) -> bool {
        self.catching_up.load(Ordering::SeqCst) > 0
    }

    /// Whether a server is up to date.
    pub fn is_current(&self, guild: GuildId) -> bool {
        self.current().servers.contains(&guild)
    }

    /// Returns the servers of which the bot knows all that happened in them until now: none while
    /// there is no session.
    pub fn servers_up_to_date(&self) -> Vec<GuildId> {
        if !self.is_gateway_up() {
            return Vec::new();
        }
        self.current().servers.iter().copied().collect()
    }

    /// Records that something of a server may have been missed.
    pub(in crate::discord) fn mark_behind(&self, guild: GuildId) {
        let mut current = self.current();
        current.servers.remove(&guild);
        current.misses += 1;
    }

    /// Records a new session: every server may have missed something before it.
    pub(in crate::discord) fn mark_all_behind(&self) {
        let mut current = self.current();
        current.servers.clear();
        current.misses += 1;
    }

    /// Starts to catch a server up. Returns the count of misses to pass to
    /// [`Self::end_catching_up`], or none if it is being caught up already.
    pub(in crate::discord) fn begin_catching_up(&self, guild: GuildId) -> Option<u64> {
        let begun = self.reading.lock().unwrap_or_else(PoisonError::into_inner).insert(guild);
        if begun {
            self.catching_up.fetch_add(1, Ordering::SeqCst);
        }
        begun.then(|| self.current().misses)
    }

    /// Ends a catch-up. Returns whether the server is current: everything was read, and nothing was
    /// missed in the meantime.
    pub(in crate::discord) fn end_catching_up(
        &self,
        guild: GuildId,
        begun: u64,
        complete: bool,
    ) -> bool {
        let mut current = self.current();
        let is_current = complete && current.misses == begun;
        if is_current {
            current.servers.insert(guild);
        }
        drop(current);
        self.reading.lock().unwrap_or_else(PoisonError::into_inner).remove(&guild);
        self.catching_up.fetch_sub(1, Ordering::SeqCst);
        is_current
    }

    fn current(&self) -> MutexGuard<'_, Current> {
        self.current.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
