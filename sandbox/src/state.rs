//! State that the request handlers, the gateway and the people share: the world behind one lock,
//! and what reacts to its changes.

use std::fmt::{Debug, Formatter};
use std::net::SocketAddr;
use std::sync::{Mutex, MutexGuard, PoisonError, RwLock};

use tokio::sync::watch;

use crate::fault::Faults;
use crate::gateway::hub::Hub;
use crate::interaction::pending::Pending;
use crate::journal::Journal;
use crate::observation::{Observation, Observer};
use crate::rate::Limiter;
use crate::world::World;

/// The state of one running server. Locks are acquired in the order of the fields and are not held
/// across an await.
pub(crate) struct ServerState {
    world: Mutex<World>,
    pending: Mutex<Pending>,
    observers: RwLock<Vec<Observer>>,
    pub(crate) hub: Hub,
    pub(crate) faults: Faults,
    pub(crate) journal: Journal,
    pub(crate) limiter: Limiter,
    /// Counts changes, to wake tasks that wait for one.
    pub(crate) changed: watch::Sender<u64>,
    pub(crate) stopped: watch::Sender<bool>,
    /// The address that the server listens on.
    pub(crate) address: SocketAddr,
}

impl Debug for ServerState {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("ServerState").field("address", &self.address).finish()
    }
}

impl ServerState {
    pub(crate) fn new(mut world: World, address: SocketAddr) -> Self {
        world.url = format!("http://{address}");
        world.outgoing.clear();
        world.noticed.clear();
        let limiter = Limiter::default();
        Self {
            world: Mutex::new(world),
            pending: Mutex::default(),
            observers: RwLock::default(),
            hub: Hub::default(),
            faults: Faults::new(limiter.clone()),
            journal: Journal::default(),
            limiter,
            changed: watch::channel(0).0,
            stopped: watch::channel(false).0,
            address,
        }
    }

    /// Calls `look` with the world. The world is locked meanwhile, so `look` must not use the
    /// state.
    pub(crate) fn world<R>(&self, look: impl FnOnce(&World) -> R) -> R {
        look(&self.lock_world())
    }

    /// Changes the world, then sends the events that the change caused, in order.
    pub(crate) fn change<R>(&self, change: impl FnOnce(&mut World) -> R) -> R {
        let mut world = self.lock_world();
        let result = change(&mut world);
        let events = std::mem::take(&mut world.outgoing);
        // While the world is locked, so that events are sent in the order of the changes.
        for event in self.hub.publish(&world, events) {
            self.notify(&world, &Observation::Event(event));
        }
        for notice in std::mem::take(&mut world.noticed) {
            self.notify(&world, &Observation::Notice(notice));
        }
        drop(world);
        self.touch();
        result
    }

    pub(crate) fn lock_world(&self) -> MutexGuard<'_, World> {
        // A panic in a test's closure must not turn every later call into a poisoned lock.
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn lock_pending(&self) -> MutexGuard<'_, Pending> {
        self.pending.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Wakes every task that waits for a change.
    pub(crate) fn touch(&self) {
        self.changed.send_modify(|count| *count = count.wrapping_add(1));
    }

    pub(crate) fn add_observer(&self, observer: Observer) {
        self.observers.write().unwrap_or_else(PoisonError::into_inner).push(observer);
    }

    /// Calls all observers. The caller holds the lock of the world, which preserves the order.
    pub(crate) fn notify(&self, world: &World, observation: &Observation) {
        for observer in self.observers.read().unwrap_or_else(PoisonError::into_inner).iter() {
            observer(world, observation);
        }
    }

    /// Resolves when the server is stopped.
    pub(crate) fn stopped(&self) -> impl Future<Output = ()> + use<> {
        let mut stopped = self.stopped.subscribe();
        async move {
            // An error means that the sender was dropped with the server.
            let _ = stopped.wait_for(|stopped| *stopped).await;
        }
    }
}
