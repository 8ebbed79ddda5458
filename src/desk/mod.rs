//! The use cases: what people can do, one group of permissions per file. Each use case loads, lets
//! the domain decide, and saves state, facts and effects in one transaction. Only then does anybody
//! learn the result. `inbox` handles what nobody asked for: what the platform tells.

mod act;
mod board;
mod context;
mod delivery;
mod ending;
mod escalate;
mod find;
mod flag;
mod history;
mod inbox;
mod jobs;
mod keeping;
mod places;
mod rules;
mod search;
mod setup;
mod snippets;
mod span;

use std::{
    collections::HashSet,
    sync::{Arc, RwLock},
};

use tokio::sync::mpsc;

use crate::{
    domain::{ChannelId, Clock, Job, Refusal, Time},
    store::{self, Store, Tx},
};

use board::Resting;
use context::Teams;

pub use act::Done;
pub use board::BoardToDraw;
pub use context::{Authorized, Person, Team};
pub use delivery::{BugToDraw, Sketch};
pub use ending::{COMMENT_LIMIT, Rated};
pub use escalate::BugForm;
pub use find::{Page, QueueView};
pub use flag::{Asked, Flagged, Opened};
pub use history::{Conversation, History};
pub use inbox::{IncomingMessage, IncomingReaction, Lookup, MessageText};
pub use keeping::OwnData;
pub use places::{ChannelKind, Location, ThreadLocation};
pub use search::{Findings, Found, MOST as MOST_FOUND};
pub use setup::SetupChange;
pub use snippets::Preview;
pub use span::use_case;

/// Why a use case did not happen.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// An expected "no", with its own words. Nothing has changed.
    #[error("refused: {0:?}")]
    Refused(Refusal),
    /// Something broke. The person gets a neutral line, the log gets this.
    #[error(transparent)]
    Internal(anyhow::Error),
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::Refused(refusal) => Self::Refused(refusal),
            other => Self::Internal(anyhow::Error::new(other)),
        }
    }
}

impl<R: Into<Refusal>> From<R> for Error {
    fn from(refusal: R) -> Self {
        Self::Refused(refusal.into())
    }
}

/// What a use case gives back.
pub type Result<T> = std::result::Result<T, Error>;

/// What work in a transaction gives back.
type Stored<T> = std::result::Result<T, store::Error>;

/// How many fresh jobs may wait in memory for delivery. More than that wait in the database.
const FRESH: usize = 4_096;

/// The use cases, over one database. Cheap to clone.
#[derive(Clone)]
pub struct Desk {
    store: Store,
    clock: Arc<dyn Clock>,
    teams: Arc<RwLock<Teams>>,
    /// The threads of cases that are not closed, and the questions that stand elsewhere, as if a
    /// thread had begun from them: most messages are none of these, and are let pass at once.
    threads: Arc<RwLock<HashSet<ChannelId>>>,
    fresh: mpsc::Sender<Job>,
    boards: Resting,
}

impl Desk {
    /// Returns a desk, and the channel on which delivery receives each job right after its commit. A
    /// job that is lost between the two is due again when its lease ends.
    pub fn new(store: Store, clock: Arc<dyn Clock>) -> (Self, mpsc::Receiver<Job>) {
        let (fresh, jobs) = mpsc::channel(FRESH);
        (
            Self {
                store,
                clock,
                teams: Arc::default(),
                threads: Arc::default(),
                fresh,
                boards: Resting::default(),
            },
            jobs,
        )
    }

    /// The time by the desk's clock.
    pub fn now(&self) -> Time {
        self.clock.now()
    }

    /// Whether the database answers.
    pub async fn answers(&self) -> bool {
        self.store.answers().await
    }

    /// Does work in one transaction, then hands the jobs that it returns to delivery.
    async fn commit<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: AsyncFn(&mut Tx<'_>) -> Stored<(T, Vec<Job>)> + Send + Sync + 'static,
    {
        let (done, jobs) = self.store.write(work).await?;
        self.dispatch(jobs);
        Ok(done)
    }

    /// Hands jobs to delivery, after the commit that enqueued them. This process holds them.
    fn dispatch(&self, jobs: Vec<Job>) {
        for job in jobs {
            // If the channel is full or closed, no job is lost: it is due when its lease ends.
            drop(self.fresh.try_send(job));
        }
    }
}
