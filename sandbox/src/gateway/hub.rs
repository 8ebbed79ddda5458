//! All gateway sessions: who is connected, what each has been sent, and the trouble that was asked
//! for.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::Value;
use tokio::sync::{mpsc, watch};

use crate::gateway::intents;
use crate::snowflake::Snowflake;
use crate::world::World;
use crate::world::model::Dispatch;

/// How many events a session keeps for a RESUME, unless told otherwise.
const EVENT_LIMIT: usize = 10_000;

/// One event, rendered once and shared by every session that gets it.
#[derive(Debug)]
pub(crate) struct Event {
    pub(crate) name: &'static str,
    pub(crate) data: String,
}

impl Event {
    pub(crate) fn new(name: &'static str, data: &Value) -> Arc<Self> {
        Arc::new(Self { name, data: data.to_string() })
    }

    /// The payload on the wire, with the number that the session gave it.
    pub(crate) fn payload(&self, sequence: u64) -> String {
        let Self { name, data } = self;
        format!("{{\"t\":\"{name}\",\"s\":{sequence},\"op\":0,\"d\":{data}}}")
    }
}

/// What a connection is told to do besides delivering events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// Op 1: the client answers at once with the number of the last event that it has read.
    AskHeartbeat,
    /// Op 7.
    Reconnect,
    /// Op 9 with this `d`.
    Invalidate(bool),
    /// A close frame with this code, or without any.
    Close(Option<u16>),
    /// Drop the socket without a word.
    Cut,
}

/// An event on its way to one connection.
pub(crate) type Delivery = (u64, Arc<Event>);

/// A session: it outlives its connection, until it is ended or resumed elsewhere.
#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) intents: u64,
    pub(crate) shard: (u64, u64),
    pub(crate) sequence: u64,
    pub(crate) acknowledged: Option<u64>,
    pub(crate) log: VecDeque<Delivery>,
    pub(crate) connection: Option<u64>,
    pub(crate) identify: Value,
}

impl Session {
    fn push(&mut self, event: &Arc<Event>, keep: usize, connections: &BTreeMap<u64, Connection>) {
        self.sequence += 1;
        self.log.push_back((self.sequence, event.clone()));
        while self.log.len() > keep {
            self.log.pop_front();
        }
        if let Some(connection) = self.connection.and_then(|id| connections.get(&id)) {
            // A connection that just ended has no receiver; the log has the event for its
            // successor.
            let _ = connection.deliveries.send((self.sequence, event.clone()));
        }
    }

    fn wants(&self, name: &str, guild: Option<Snowflake>) -> bool {
        let (id, count) = self.shard;
        let mine = guild.map_or(id == 0, |guild| (guild >> 22) % count == id);
        let needed = intents::needed(name, guild.is_some());
        mine && (needed == 0 || self.intents & needed != 0)
    }
}

/// An open WebSocket.
#[derive(Debug)]
pub(crate) struct Connection {
    deliveries: mpsc::UnboundedSender<Delivery>,
    orders: mpsc::UnboundedSender<Order>,
}

/// The state behind the lock of a [`Hub`].
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) sessions: BTreeMap<String, Session>,
    pub(crate) connections: BTreeMap<u64, Connection>,
    next: u64,
    pub(crate) keep_events: usize,
    pub(crate) heartbeat_interval: std::time::Duration,
    pub(crate) refuse_connections: bool,
    pub(crate) refused: u64,
    pub(crate) identifies: u64,
    pub(crate) resumes: u64,
    pub(crate) duplicate: bool,
    pub(crate) lose: u64,
    pub(crate) reorder: usize,
    held: Vec<Dispatch>,
}

impl Default for State {
    fn default() -> Self {
        Self {
            sessions: BTreeMap::new(),
            connections: BTreeMap::new(),
            next: 0,
            keep_events: EVENT_LIMIT,
            heartbeat_interval: std::time::Duration::from_millis(41_250),
            refuse_connections: false,
            refused: 0,
            identifies: 0,
            resumes: 0,
            duplicate: false,
            lose: 0,
            reorder: 0,
            held: Vec::new(),
        }
    }
}

impl State {
    /// The next number for a connection or a session.
    pub(crate) fn number(&mut self) -> u64 {
        self.next += 1;
        self.next
    }

    /// Puts one event into the sessions that want it. Whether one of them is connected.
    fn deliver(&mut self, dispatch: &Dispatch, bot: &str) -> bool {
        let mut got = false;
        let mut full: Option<Arc<Event>> = None;
        let mut reduced: Option<Option<Arc<Event>>> = None;
        let Self { sessions, connections, keep_events, .. } = self;
        for session in sessions.values_mut() {
            let own_member =
                dispatch.name == "GUILD_MEMBER_UPDATE" && dispatch.data["user"]["id"] == bot;
            if !session.wants(dispatch.name, dispatch.guild) && !own_member {
                continue;
            }
            let smaller = match dispatch.name {
                "MESSAGE_CREATE" | "MESSAGE_UPDATE"
                    if session.intents & intents::MESSAGE_CONTENT == 0 =>
                {
                    reduced
                        .get_or_insert_with(|| {
                            intents::blanked(&dispatch.data, bot)
                                .map(|data| Event::new(dispatch.name, &data))
                        })
                        .clone()
                }
                "THREAD_MEMBERS_UPDATE" if session.intents & intents::GUILD_MEMBERS == 0 => {
                    let own = reduced.get_or_insert_with(|| {
                        intents::only_about_bot(&dispatch.data, bot)
                            .map(|data| Event::new(dispatch.name, &data))
                    });
                    if own.is_none() {
                        continue;
                    }
                    own.clone()
                }
                "GUILD_CREATE" if session.intents & intents::GUILD_PRESENCES == 0 => reduced
                    .get_or_insert_with(|| {
                        let mut data = dispatch.data.clone();
                        intents::without_members(&mut data, bot);
                        Some(Event::new(dispatch.name, &data))
                    })
                    .clone(),
                _ => None,
            };
            let event = match smaller {
                Some(event) => event,
                None => {
                    full.get_or_insert_with(|| Event::new(dispatch.name, &dispatch.data)).clone()
                }
            };
            session.push(&event, *keep_events, connections);
            got |= session.connection.is_some();
        }
        got
    }
}

/// All sessions and connections of one sandbox.
#[derive(Debug)]
pub(crate) struct Hub {
    state: Mutex<State>,
    paused: watch::Sender<bool>,
    /// Counts whatever a waiting test may look at: connections, sessions, acknowledgements.
    pub(crate) changed: watch::Sender<u64>,
    alive: watch::Sender<()>,
}

impl Default for Hub {
    fn default() -> Self {
        Self {
            state: Mutex::default(),
            paused: watch::channel(false).0,
            changed: watch::channel(0).0,
            alive: watch::channel(()).0,
        }
    }
}

impl Hub {
    pub(crate) fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes the state and wakes all tasks that wait for the gateway.
    pub(crate) fn update<R>(&self, change: impl FnOnce(&mut State) -> R) -> R {
        let result = change(&mut self.lock());
        self.changed.send_modify(|count| *count = count.wrapping_add(1));
        result
    }

    /// Sends events to the sessions that want them. Called under the lock of the world, which keeps
    /// their order. Returns those that a connected session got.
    pub(crate) fn publish(&self, world: &World, events: Vec<Dispatch>) -> Vec<Dispatch> {
        if events.is_empty() {
            return events;
        }
        let bot = world.bot_id.to_string();
        let mut state = self.lock();
        let mut delivered = Vec::with_capacity(events.len());
        for event in events {
            if state.lose > 0 {
                state.lose -= 1;
            } else if state.reorder > 1 {
                state.held.push(event);
                if state.held.len() >= state.reorder {
                    release(&mut state, &bot);
                }
            } else {
                let copies = if state.duplicate { 2 } else { 1 };
                let mut got = false;
                for _ in 0..copies {
                    got |= state.deliver(&event, &bot);
                }
                delivered.extend(Some(event).filter(|_| got));
            }
        }
        delivered
    }

    /// Events leave in groups of this size, each group in another order than it came; 0 or 1 ends
    /// that.
    pub(crate) fn reorder(&self, world: &World, group: usize) {
        let mut state = self.lock();
        release(&mut state, &world.bot_id.to_string());
        state.reorder = group;
    }

    /// Lets go of the events that wait for their group to fill.
    pub(crate) fn release_held(&self, world: &World) {
        release(&mut self.lock(), &world.bot_id.to_string());
    }

    /// Adds a connection, or refuses it.
    pub(crate) fn connect(
        &self,
    ) -> Option<(u64, mpsc::UnboundedReceiver<Delivery>, mpsc::UnboundedReceiver<Order>)> {
        self.update(|state| {
            if state.refuse_connections {
                state.refused += 1;
                return None;
            }
            let id = state.number();
            let (deliveries, incoming) = mpsc::unbounded_channel();
            let (orders, commands) = mpsc::unbounded_channel();
            state.connections.insert(id, Connection { deliveries, orders });
            Some((id, incoming, commands))
        })
    }

    /// Removes a connection. Its session stays for a RESUME unless `ended`.
    pub(crate) fn disconnect(&self, connection: u64, ended: bool) {
        self.update(|state| {
            state.connections.remove(&connection);
            if ended {
                state.sessions.retain(|_, session| session.connection != Some(connection));
            } else {
                for session in state.sessions.values_mut() {
                    session.connection.take_if(|id| *id == connection);
                }
            }
        });
    }

    /// Ends the session of a connection that stays open.
    pub(crate) fn end_session(&self, connection: u64) {
        self.update(|state| {
            state.sessions.retain(|_, session| session.connection != Some(connection))
        });
    }

    /// Gives an order to every connection; the answer is how many there are.
    pub(crate) fn order(&self, order: Order) -> usize {
        let state = self.lock();
        state
            .connections
            .values()
            .filter(|connection| connection.orders.send(order).is_ok())
            .count()
    }

    /// Adds an event to one session alone, such as the answer to a request of it.
    pub(crate) fn push(&self, connection: u64, event: &Arc<Event>) {
        let mut state = self.lock();
        let State { sessions, connections, keep_events, .. } = &mut *state;
        if let Some(session) =
            sessions.values_mut().find(|session| session.connection == Some(connection))
        {
            session.push(event, *keep_events, connections);
        }
    }

    /// Registers a new session for a connection and puts its first events into it.
    pub(crate) fn identify(
        &self,
        connection: u64,
        id: &str,
        mut session: Session,
        first: &[Arc<Event>],
    ) {
        self.update(|state| {
            state.identifies += 1;
            session.connection = Some(connection);
            for event in first {
                session.push(event, state.keep_events.max(first.len()), &state.connections);
            }
            state.sessions.insert(id.to_owned(), session);
        });
    }

    /// Moves a session to a connection and delivers again what came after `sequence`. `false` if
    /// that cannot be done: the session is unknown, or the events are not kept any more, or were
    /// never sent.
    pub(crate) fn resume(
        &self,
        connection: u64,
        id: &str,
        sequence: u64,
        resumed: &Arc<Event>,
    ) -> bool {
        self.update(|state| {
            let State { sessions, connections, keep_events, resumes, .. } = state;
            let Some(session) = sessions.get_mut(id) else { return false };
            let oldest_missed =
                session.log.front().map_or(session.sequence + 1, |(number, _)| *number);
            if sequence > session.sequence || sequence + 1 < oldest_missed {
                sessions.remove(id);
                return false;
            }
            if let Some(former) =
                session.connection.replace(connection).filter(|former| *former != connection)
                && let Some(former) = connections.get(&former)
            {
                let _ = former.orders.send(Order::Cut);
            }
            if let Some(current) = connections.get(&connection) {
                for (number, event) in session.log.iter().filter(|(number, _)| *number > sequence) {
                    let _ = current.deliveries.send((*number, event.clone()));
                }
            }
            session.push(resumed, *keep_events, connections);
            *resumes += 1;
            true
        })
    }

    /// Notes the number in a heartbeat: everything up to it has arrived.
    pub(crate) fn acknowledge(&self, connection: u64, sequence: Option<u64>) {
        self.update(|state| {
            if let Some(session) =
                state.sessions.values_mut().find(|session| session.connection == Some(connection))
            {
                session.acknowledged = sequence.or(session.acknowledged);
            }
        });
    }

    pub(crate) fn pause(&self, paused: bool) {
        self.paused.send_replace(paused);
    }

    pub(crate) fn paused(&self) -> watch::Receiver<bool> {
        self.paused.subscribe()
    }

    /// A token that keeps [`Hub::closed`] waiting while it lives.
    pub(crate) fn alive(&self) -> watch::Receiver<()> {
        self.alive.subscribe()
    }

    /// Waits until the server and all connections are gone.
    pub(crate) async fn closed(&self) {
        self.alive.closed().await;
    }
}

/// Delivers the held events in reverse: every pair of the group arrives in the wrong order, and a
/// test can repeat it.
fn release(state: &mut State, bot: &str) {
    for event in std::mem::take(&mut state.held).into_iter().rev() {
        state.deliver(&event, bot);
    }
}
