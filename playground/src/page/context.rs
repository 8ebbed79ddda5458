//! What the page's handlers share.

use std::sync::Arc;

use sandbox::world::Notice;
use sandbox::{Observation, Sandbox, Snowflake, World};
use tokio::sync::broadcast;

use crate::operator::Operator;
use crate::page::chronicle::Chronicle;
use crate::page::guide::Guide;
use crate::page::reads::Reads;

/// How many changes a window may be behind before it is shown everything anew.
const CHANGES: usize = 4_096;

/// The sandbox, and what the page keeps besides.
#[derive(Debug, Clone)]
pub(super) struct Context {
    pub(super) sandbox: Sandbox,
    pub(super) page: Arc<Page>,
}

/// What is kept for the page, besides the world.
#[derive(Debug)]
pub(super) struct Page {
    /// Random at each start: who does not have it from the page is no page of ours.
    pub(super) token: String,
    pub(super) reads: Reads,
    pub(super) chronicle: Chronicle,
    pub(super) guide: Guide,
    pub(super) operator: Option<Operator>,
    /// What people may see changed, in order, for the windows that show it.
    pub(super) changes: broadcast::Sender<Change>,
}

/// Something that a window has to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    /// The world changed.
    World(Notice),
    /// A person has read, or has something new to read.
    Read { person: Snowflake, channel: Snowflake },
}

impl Context {
    /// Begins to look on.
    pub(super) fn new(sandbox: &Sandbox, token: String, operator: Option<Operator>) -> Self {
        let page = Arc::new(Page {
            token,
            reads: Reads::default(),
            chronicle: Chronicle::default(),
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
                    self.chronicle.clear();
                    self.guide.forget();
                }
                self.tell(Change::World(*notice));
            }
            happened => self.chronicle.add(world, happened),
        }
    }

    /// Tells all windows.
    pub(super) fn tell(&self, change: Change) {
        // Nobody may be looking.
        let _ = self.changes.send(change);
    }
}
