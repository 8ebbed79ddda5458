//! What the other modules report of themselves.

use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicU64, Ordering},
};

/// What the other modules report. Each value is a handle of its own, so that the module that sets
/// it does not depend on this one.
#[derive(Clone, Debug, Default)]
pub struct Health {
    /// Whether there is a session with the gateway.
    pub gateway_up: Arc<AtomicBool>,
    /// How many servers are being caught up.
    pub catching_up: Arc<AtomicU64>,
    /// Requests sent to Discord.
    pub requests_sent: Arc<AtomicU64>,
    /// Those of them that Discord refused or did not answer.
    pub requests_failed: Arc<AtomicU64>,
}

impl Health {
    pub(super) fn gateway_is_up(&self) -> bool {
        self.gateway_up.load(Ordering::Relaxed)
    }

    pub(super) fn is_catching_up(&self) -> bool {
        self.catching_up.load(Ordering::Relaxed) > 0
    }
}
