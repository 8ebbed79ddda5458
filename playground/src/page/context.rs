//! State that the page's handlers share.

use std::sync::Arc;

use sandbox::world::Notice;
use sandbox::{Observation, Sandbox, Snowflake, World};
use tokio::sync::broadcast;

use crate::operator::Operator;
use crate::page::event_log::EventLog;
use crate::page::guide::Guide;
use crate::page::reads::Reads;

/// How many changes a window may lag behind before it gets a new snapshot.
const CHANGES: usize = 4_096;

/// The sandbox and the page's own state.
#[derive(Debug, Clone)]
pub(super) struct Context {
    pub(super) sandbox: Sandbox,
    pub(super) page: Arc<Page>,
}

/// The page's state beside the world.
#[derive(Debug)]
pub(super) struct Page {
    /// Random at each start. Only our own page contains it.
    pub(super) token: String,
    pub(super) reads: Reads,
    pub(super) event_log: EventLog,
    pub(super) guide: Guide,
    pub(super) operator: Option<Operator>,
    /// Changes in order, for the windows.
    pub(super) changes: broadcast::Sender<Change>,
}

/// A change that windows show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    /// A change of the world.
    World(Notice),
    /// A change of what a person has read.
    Read { person: Snowflake, channel: Snowflake },
}

impl Context {
    /// Starts to observe the sandbox.
    pub(super) fn new(sandbox: &Sandbox, token: String, operator: Option<Operator>) -> Self {
        let page = Arc::new(Page {
            token,
            reads: Reads::default(),
            event_log: EventLog::default(),
            guide: Guide::default(),
            operator,
            changes: broadcast::channel(CHANGES).0,
        });
        sandbox.world(|world| page.reads.begin(world));
        let observing = page.clone();
        sandbox.observe(move |world, observation| observing.observe(world, observation));
        Self { sandbox: sandbox.clone(), page }
    }
}

impl Page {
    fn observe(&self, world: &World, observation: &Observation) {
        match observation {
            Observation::Notice(notice) => {
                if *notice == Notice::Everything {
                    self.reads.begin(world);
                    self.event_log.clear();
                    self.guide.forget();
                }
                self.send(Change::World(*notice));
            }
            happened => self.event_log.add(world, happened),
        }
    }

    /// Sends a change to all windows.
    pub(super) fn send(&self, change: Change) {
        // An error means that no window is open.
        let _ = self.changes.send(change);
    }
}
