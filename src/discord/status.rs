//! How the connection to Discord stands: for the health page, and for knowing what is dealt with.

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

/// The connection's state.
#[derive(Debug, Default)]
pub struct Status {
    /// Whether Discord tells us what happens.
    pub gateway_up: Arc<AtomicBool>,
    /// How many servers' past is being read.
    pub catching_up: Arc<AtomicU64>,
    /// Servers of which we know all that has happened until now.
    current: Mutex<Current>,
    /// Servers whose past is being read.
    reading: Mutex<HashSet<GuildId>>,
}

#[derive(Debug, Default)]
struct Current {
    servers: HashSet<GuildId>,
    /// How often something was missed. What was read before that is no proof that nothing is
    /// missing.
    misses: u64,
}

impl Status {
    /// A state that others watch through these.
    pub fn new(gateway_up: Arc<AtomicBool>, catching_up: Arc<AtomicU64>) -> Self {
        Self { gateway_up, catching_up, ..Self::default() }
    }

    /// Whether Discord tells us what happens.
    pub fn is_gateway_up(&self) -> bool {
        self.gateway_up.load(Ordering::SeqCst)
    }

    pub(super) fn set_gateway_up(&self, up: bool) {
        self.gateway_up.store(up, Ordering::SeqCst);
    }

    /// Resolves when there was no session for so long.
    pub async fn deaf(&self, auto_close: Duration) {
        let mut silent_since = None;
        loop {
            tokio::time::sleep(auto_close / 20).await;
            silent_since = if self.is_gateway_up() {
                None
            } else {
                silent_since.or_else(|| Some(Instant::now()))
            };
            if silent_since.is_some_and(|since: Instant| since.elapsed() >= auto_close) {
                return;
            }
        }
    }

    /// Whether the past of some server is being read.
    pub fn is_catching_up(&self) -> bool {
        self.catching_up.load(Ordering::SeqCst) > 0
    }

    /// Whether nothing of a server's past is missing.
    pub fn is_current(&self, guild: GuildId) -> bool {
        self.current().servers.contains(&guild)
    }

    /// Something of a server may have been missed.
    pub(super) fn falls_behind(&self, guild: GuildId) {
        let mut current = self.current();
        current.servers.remove(&guild);
        current.misses += 1;
    }

    /// A new session: nothing is known of what happened before it.
    pub(super) fn starts_anew(&self) {
        let mut current = self.current();
        current.servers.clear();
        current.misses += 1;
    }

    /// Takes on the reading of a server's past, with what to show at its end; none where somebody
    /// is at it.
    pub(super) fn begin_catching_up(&self, guild: GuildId) -> Option<u64> {
        let begun = self.reading.lock().unwrap_or_else(PoisonError::into_inner).insert(guild);
        if begun {
            self.catching_up.fetch_add(1, Ordering::SeqCst);
        }
        begun.then(|| self.current().misses)
    }

    /// Ends the reading. The server is current if all was read and nothing was missed meanwhile.
    pub(super) fn end_catching_up(&self, guild: GuildId, begun: u64, complete: bool) {
        let mut current = self.current();
        if complete && current.misses == begun {
            current.servers.insert(guild);
        }
        drop(current);
        self.reading.lock().unwrap_or_else(PoisonError::into_inner).remove(&guild);
        self.catching_up.fetch_sub(1, Ordering::SeqCst);
    }

    fn current(&self) -> MutexGuard<'_, Current> {
        self.current.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
