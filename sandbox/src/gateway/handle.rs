//! The handle to the gateway, for tests and faults.

use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use tokio::sync::watch;

use crate::gateway::hub::{Hub, Order};
use crate::state::ServerState;

/// The state of one session.
#[derive(Debug, Clone, PartialEq)]
pub struct SessionView {
    /// The id that READY carried.
    pub id: String,
    /// The intents that IDENTIFY asked for.
    pub intents: u64,
    /// Shard number and count.
    pub shard: (u64, u64),
    /// The number of the last event.
    pub sequence: u64,
    /// The number in the last heartbeat.
    pub acknowledged: Option<u64>,
    /// Whether a connection carries it now.
    pub connected: bool,
    /// `d` of IDENTIFY, without the token.
    pub identify: Value,
}

/// The gateway of a running sandbox: its sessions, and faults on demand.
#[derive(Debug, Clone)]
pub struct Gateway {
    state: Arc<ServerState>,
}

impl Gateway {
    pub(crate) fn new(state: Arc<ServerState>) -> Self {
        Self { state }
    }

    fn hub(&self) -> &Hub {
        &self.state.hub
    }

    /// Returns all sessions that can still be resumed, in no particular order.
    pub fn sessions(&self) -> Vec<SessionView> {
        let state = self.hub().lock();
        state
            .sessions
            .iter()
            .map(|(id, session)| SessionView {
                id: id.clone(),
                intents: session.intents,
                shard: session.shard,
                sequence: session.sequence,
                acknowledged: session.acknowledged,
                connected: session.connection.is_some(),
                identify: session.identify.clone(),
            })
            .collect()
    }

    /// Returns how many sessions are connected: have received READY or RESUMED and are open.
    pub fn connected(&self) -> usize {
        self.hub().lock().sessions.values().filter(|session| session.connection.is_some()).count()
    }

    /// Returns how many times IDENTIFY has succeeded. Discord allows 1,000 a day.
    pub fn identifies(&self) -> u64 {
        self.hub().lock().identifies
    }

    /// Returns how many times RESUME has succeeded.
    pub fn resumes(&self) -> u64 {
        self.hub().lock().resumes
    }

    /// Returns whether [`Gateway::refuse_connections`] is on.
    pub fn refuses_connections(&self) -> bool {
        self.hub().lock().refuse_connections
    }

    /// Returns a receiver of a number that differs after every change of the gateway, to wait for
    /// the next change.
    pub fn watch_changes(&self) -> watch::Receiver<u64> {
        self.hub().changed.subscribe()
    }

    /// Returns how many connections [`Gateway::refuse_connections`] has refused.
    pub fn refused(&self) -> u64 {
        self.hub().lock().refused
    }

    /// Returns the number of the last event that any session has confirmed with a heartbeat.
    pub fn last_acknowledged_sequence(&self) -> Option<u64> {
        self.hub().lock().sessions.values().filter_map(|session| session.acknowledged).max()
    }

    /// Closes all sockets without a close frame, as a broken network does. Sessions can be resumed.
    pub fn drop_connections(&self) -> usize {
        self.hub().order(Order::Cut)
    }

    /// Asks all clients to reconnect and resume (op 7), and closes the connection a moment later as
    /// Discord does.
    pub fn reconnect(&self) -> usize {
        self.hub().order(Order::Reconnect)
    }

    /// Sends all clients that their session is invalid (op 9), and ends the sessions unless they
    /// are `resumable`.
    pub fn invalidate(&self, resumable: bool) -> usize {
        self.hub().order(Order::Invalidate(resumable))
    }

    /// Closes all connections with this code. A code that ends sessions at Discord (1000, 1001,
    /// 4007, 4009) ends them here.
    pub fn close(&self, code: u16) -> usize {
        self.hub().order(Order::Close(Some(code)))
    }

    /// Closes all connections with a close frame that has no code.
    pub fn close_without_code(&self) -> usize {
        self.hub().order(Order::Close(None))
    }

    /// Stops all deliveries and answers to heartbeats, with sockets open, until
    /// [`Gateway::resume`].
    pub fn pause(&self) {
        self.hub().pause(true);
    }

    /// Ends [`Gateway::pause`] and delivers what was held back.
    pub fn resume(&self) {
        self.hub().pause(false);
    }

    /// Refuses new connections with status 503, or accepts them again.
    pub fn refuse_connections(&self, refuse: bool) {
        self.hub().update(|state| state.refuse_connections = refuse);
    }

    /// Sends every event twice, each time with a number of its own, or once again.
    pub fn duplicate_events(&self, duplicate: bool) {
        self.hub().update(|state| state.duplicate = duplicate);
    }

    /// Drops the next `count` events. No RESUME delivers them.
    pub fn lose_events(&self, count: u64) {
        self.hub().update(|state| state.lose = count);
    }

    /// Sends events in groups of this size, each group in reverse order. 0 stops that and sends
    /// what is held back.
    pub fn reorder_events(&self, group: usize) {
        self.state.world(|world| self.hub().reorder(world, group));
    }

    /// Sends what [`Gateway::reorder_events`] holds back, before the group is full.
    pub fn release_events(&self) {
        self.state.world(|world| self.hub().release_held(world));
    }

    /// Sets how many events a session stores for RESUME, 10,000 by default. If older ones are
    /// missing, RESUME fails with op 9.
    pub fn keep_events(&self, count: usize) {
        self.hub().update(|state| state.keep_events = count);
    }

    /// Sets the heartbeat interval in HELLO, 41.25 s by default.
    pub fn heartbeat_interval(&self, interval: Duration) {
        self.hub().update(|state| state.heartbeat_interval = interval);
    }

    /// Ends all sessions without a connection, as Discord does some minutes after a disconnect.
    pub fn forget_sessions(&self) {
        self.hub().update(|state| state.sessions.retain(|_, session| session.connection.is_some()));
    }

    /// Waits until a session is connected. For tests.
    ///
    /// # Panics
    /// After 20 seconds.
    pub async fn wait_connected(&self) {
        self.wait("a gateway session", |gateway| gateway.connected() > 0).await;
    }

    /// Waits until every connected client has read all events so far, by requests for heartbeats
    /// (op 1). Each heartbeat counts towards the 120 payloads that a client may send in a minute.
    /// For tests.
    ///
    /// # Panics
    /// After 20 seconds.
    pub async fn settled(&self) {
        if !self.try_settled(Duration::from_secs(20)).await {
            panic!(
                "the clients have not read all events after 20 s; sessions: {:?}",
                self.sessions()
            );
        }
    }

    /// Waits like [`Gateway::settled`], at most `within`; returns whether all events have been
    /// read.
    pub async fn try_settled(&self, within: Duration) -> bool {
        let behind = |gateway: &Gateway| {
            let state = gateway.hub().lock();
            state.sessions.values().any(|session| {
                session.connection.is_some() && session.acknowledged.unwrap_or(0) < session.sequence
            })
        };
        let settling = async {
            while behind(self) {
                let mut changes = self.hub().changed.subscribe();
                self.hub().order(Order::AskHeartbeat);
                // A heartbeat may overtake events in flight. Then the loop asks again.
                drop(tokio::time::timeout(Duration::from_millis(50), changes.changed()).await);
            }
        };
        tokio::time::timeout(within, settling).await.is_ok()
    }

    /// Waits until `is_so` returns true. It is called after every change of the gateway. For tests.
    ///
    /// # Panics
    /// After 20 seconds, with `what` as the thing that did not happen.
    pub async fn wait(&self, what: &str, mut is_so: impl FnMut(&Gateway) -> bool) {
        let mut changes = self.hub().changed.subscribe();
        let waiting = async {
            loop {
                changes.borrow_and_update();
                if is_so(self) || changes.changed().await.is_err() {
                    return;
                }
            }
        };
        if tokio::time::timeout(Duration::from_secs(20), waiting).await.is_err() {
            panic!("waited 20 s in vain for: {what}; sessions: {:?}", self.sessions());
        }
    }
}
