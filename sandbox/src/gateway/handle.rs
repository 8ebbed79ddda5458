//! A handle on the gateway, for tests and for trouble.

use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use tokio::sync::watch;

use crate::gateway::hub::{Hub, Order};
use crate::state::ServerState;

/// What is known about one session.
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

/// The gateway of a running sandbox: a look at its sessions, and trouble on demand.
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

    /// All sessions that could still be resumed, in no particular order.
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

    /// How many sessions have a connection, that is: got READY or RESUMED and are open.
    pub fn connected(&self) -> usize {
        self.hub().lock().sessions.values().filter(|session| session.connection.is_some()).count()
    }

    /// How many times IDENTIFY succeeded so far. Discord allows 1,000 a day.
    pub fn identifies(&self) -> u64 {
        self.hub().lock().identifies
    }

    /// How many times RESUME succeeded so far.
    pub fn resumes(&self) -> u64 {
        self.hub().lock().resumes
    }

    /// Whether new connections are refused, as [`Gateway::refuse_connections`] asked for.
    pub fn refuses_connections(&self) -> bool {
        self.hub().lock().refuse_connections
    }

    /// A number that is another one after every change of the gateway, to wait for the next.
    pub fn watch_changes(&self) -> watch::Receiver<u64> {
        self.hub().changed.subscribe()
    }

    /// How many connections were refused by [`Gateway::refuse_connections`].
    pub fn refused(&self) -> u64 {
        self.hub().lock().refused
    }

    /// The number of the last event that any session confirmed with a heartbeat.
    pub fn last_acknowledged_sequence(&self) -> Option<u64> {
        self.hub().lock().sessions.values().filter_map(|session| session.acknowledged).max()
    }

    /// Cuts all sockets without a close frame, as a broken network does. Sessions can be resumed.
    pub fn drop_connections(&self) -> usize {
        self.hub().order(Order::Cut)
    }

    /// Asks all clients to reconnect and resume (op 7), and closes the connection a moment later as
    /// Discord does.
    pub fn reconnect(&self) -> usize {
        self.hub().order(Order::Reconnect)
    }

    /// Tells all clients that their session is invalid (op 9). If not `resumable`, the sessions are
    /// gone.
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

    /// Silence: sockets stay open, but nothing is delivered and no heartbeat is answered until
    /// [`Gateway::resume`].
    pub fn pause(&self) {
        self.hub().pause(true);
    }

    /// Ends the silence. What was held back is delivered.
    pub fn resume(&self) {
        self.hub().pause(false);
    }

    /// New connections are answered with 503, until it is switched off.
    pub fn refuse_connections(&self, refuse: bool) {
        self.hub().update(|state| state.refuse_connections = refuse);
    }

    /// Every event is sent twice, with a number of its own each time.
    pub fn duplicate_events(&self, duplicate: bool) {
        self.hub().update(|state| state.duplicate = duplicate);
    }

    /// The next `count` events are never sent, and no RESUME brings them back.
    pub fn lose_events(&self, count: u64) {
        self.hub().update(|state| state.lose = count);
    }

    /// Events leave in groups of this size, each group in reverse; 0 ends that and sends what is
    /// held back.
    pub fn reorder_events(&self, group: usize) {
        self.state.world(|world| self.hub().reorder(world, group));
    }

    /// Sends what [`Gateway::reorder_events`] holds back, although the group is not full.
    pub fn release_events(&self) {
        self.state.world(|world| self.hub().release_held(world));
    }

    /// How many events a session keeps for RESUME from now on (10,000). Older ones make a RESUME
    /// fail with op 9.
    pub fn keep_events(&self, count: usize) {
        self.hub().update(|state| state.keep_events = count);
    }

    /// The interval that HELLO names from now on (41.25 s).
    pub fn heartbeat_interval(&self, interval: Duration) {
        self.hub().update(|state| state.heartbeat_interval = interval);
    }

    /// Forgets all sessions that have no connection, as Discord does some minutes after a
    /// disconnect.
    pub fn forget_sessions(&self) {
        self.hub().update(|state| state.sessions.retain(|_, session| session.connection.is_some()));
    }

    /// Waits until a session is connected.
    ///
    /// # Panics
    /// After 20 seconds. For tests.
    pub async fn wait_connected(&self) {
        self.wait("a gateway session", |gateway| gateway.connected() > 0).await;
    }

    /// Waits until every connected client has read all events so far, by asking for heartbeats (op
    /// 1). Each answer counts among the 120 things that a client may send in a minute, so it is not
    /// for a loop of hundreds.
    ///
    /// # Panics
    /// After 20 seconds. For tests.
    pub async fn settled(&self) {
        if !self.try_settled(Duration::from_secs(20)).await {
            panic!(
                "the clients have not read all events after 20 s; sessions: {:?}",
                self.sessions()
            );
        }
    }

    /// Waits at most so long until every connected client has read all events so far; the answer is
    /// whether they have.
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
                // A heartbeat may overtake events that were still on their way; then we ask once
                // more.
                drop(tokio::time::timeout(Duration::from_millis(50), changes.changed()).await);
            }
        };
        tokio::time::timeout(within, settling).await.is_ok()
    }

    /// Waits until something is true of the gateway, woken by its changes.
    ///
    /// # Panics
    /// After 20 seconds, naming `what`. For tests.
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
