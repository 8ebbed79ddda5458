//! SQLite's one writer. Whoever wants to write hands it a job; jobs that wait together are committed together, so many
//! facts cost one fsync, and each is told of its success only after the commit.
//!
//! It has a thread of its own. The driver has one too, and every statement goes there and back; among the runtime's
//! workers each way would wake one of them and have it look around for other work, which costs more than the statement.

use std::{collections::VecDeque, io, panic::AssertUnwindSafe, sync::Arc, thread, time::Duration};

use futures_util::{FutureExt, future::BoxFuture};
use sqlx::SqlitePool;
use tokio::{
    runtime,
    sync::{mpsc, oneshot},
    time::{Instant, timeout_at},
};
use tracing::dispatcher;

use super::{Connection, Error, session::Session};

/// The most jobs in one commit: bounds how long the first of them waits for the last.
const BATCH: usize = 64;
/// Jobs that may wait before those who hand them in have to wait themselves.
const QUEUE: usize = 1_024;
/// How long a job that can wait waits for another whose commit it can share.
const PATIENCE: Duration = Duration::from_millis(5);

/// In which company a job is committed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Company {
    /// With those who come at the same time.
    Any,
    /// The same; and it can wait a little for them.
    Awaited,
    /// With nobody: a try in company has failed, and nobody knows whose fault it was.
    Nobody,
}

type Work = Box<dyn for<'a> FnOnce(&'a mut Session) -> BoxFuture<'a, Ran> + Send>;

struct Job {
    work: Work,
    company: Company,
}

/// What a job leaves behind: how it went, and how its owner hears of the commit.
struct Ran {
    end: End,
    tell: Box<dyn FnOnce(Result<(), Error>) + Send>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// Its changes are to stay.
    Stays,
    /// It found that it may not be. The database is well.
    Undone,
    /// The database did not do a statement: the job's own, or one that had waited since a job before it.
    Broken,
    /// Another program holds the file's lock.
    Locked,
}

impl End {
    fn of<T>(result: &Result<T, Error>) -> Self {
        match result {
            Ok(_) => Self::Stays,
            Err(Error::Refused(_) | Error::Corrupt(_)) => Self::Undone,
            Err(Error::Locked) => Self::Locked,
            Err(Error::Conflict | Error::Database(_)) => Self::Broken,
        }
    }
}

#[derive(Clone)]
pub(super) struct Writer {
    jobs: mpsc::Sender<Job>,
    pool: SqlitePool,
}

impl Writer {
    /// Starts the writer's thread. It ends when the pool is closed, or when nobody is left who could write.
    pub(super) fn start(pool: SqlitePool) -> io::Result<Self> {
        let (jobs, inbox) = mpsc::channel(QUEUE);
        // Without I/O, of which SQLite has none here: then a wake-up is a wake-up, and not a write to a file for `epoll`.
        let runtime = runtime::Builder::new_current_thread().enable_time().build()?;
        // A log that holds for the thread that opens the store holds for this one too.
        let log = dispatcher::get_default(Clone::clone);
        let serving = serve(pool.clone(), Queue { inbox, held: VecDeque::new() });
        thread::Builder::new().name("writer".to_owned()).spawn(move || dispatcher::with_default(&log, || runtime.block_on(serving)))?;
        Ok(Self { jobs, pool })
    }

    pub(super) async fn write<T, F>(&self, work: Arc<F>, company: Company) -> Result<T, Error>
    where
        T: Send + 'static,
        F: for<'a, 'c> Fn(&'a mut Connection<'c>) -> BoxFuture<'a, Result<T, Error>> + Send + Sync + 'static,
    {
        let (tell, told) = oneshot::channel();
        let work: Work = Box::new(move |session| {
            Box::pin(async move {
                let mut connection = Connection::Sqlite(session);
                let result = AssertUnwindSafe(work(&mut connection))
                    .catch_unwind()
                    .await
                    .unwrap_or_else(|_| Err(Error::Corrupt("something that stopped a write".to_owned())));
                let end = End::of(&result);
                // Whoever asked may have gone away meanwhile; the change stays all the same.
                let tell = move |committed: Result<(), Error>| drop(tell.send(committed.and(result)));
                Ran { end, tell: Box::new(tell) }
            })
        });
        let closed = || Error::Database(sqlx::Error::PoolClosed);
        self.jobs.send(Job { work, company }).await.map_err(|_| closed())?;
        told.await.map_err(|_| closed())?
    }

    pub(super) async fn close(&self) {
        self.pool.close().await;
    }
}

/// The jobs in their order.
struct Queue {
    inbox: mpsc::Receiver<Job>,
    /// Taken from the inbox, and not yet done.
    held: VecDeque<Job>,
}

impl Queue {
    /// Waits for a job. False when nobody is left who could write.
    async fn fill(&mut self) -> bool {
        if self.held.is_empty() {
            self.held.extend(self.inbox.recv().await);
        }
        !self.held.is_empty()
    }

    /// The next job, once there is one that does not wait for others.
    async fn first(&mut self) -> Option<Job> {
        let until = Instant::now() + PATIENCE;
        while self.held.len() < BATCH && self.held.iter().all(|job| job.company == Company::Awaited) {
            let Ok(Some(job)) = timeout_at(until, self.inbox.recv()).await else { break };
            self.held.push_back(job);
        }
        self.held.pop_front()
    }

    /// A job that is there and may be committed with another.
    fn companion(&mut self) -> Option<Job> {
        if self.held.is_empty() {
            self.held.extend(self.inbox.try_recv());
        }
        self.held.pop_front_if(|job| job.company != Company::Nobody)
    }
}

async fn serve(pool: SqlitePool, mut queue: Queue) {
    let mut closed = std::pin::pin!(pool.close_event());
    // Kept from batch to batch: a pool asks each connection that comes back whether it still works.
    let mut kept: Option<Session> = None;
    loop {
        let more = tokio::select! {
            biased;
            more = queue.fill() => more,
            () = &mut closed => false,
        };
        if !more {
            break;
        }
        let session = match kept.take() {
            Some(session) => Ok(session),
            None => pool.acquire().await.map(Session::new),
        };
        let Some(first) = queue.first().await else { continue };
        match session {
            Ok(mut session) => {
                if batch(&mut session, first, &mut queue).await.is_ok() {
                    kept = Some(session);
                }
            }
            // Dropping the job tells its owner; the pool opens a new connection for the next.
            Err(error) => tracing::error!(%error, "The database cannot be opened"),
        }
    }
    if let Some(session) = kept
        && let Err(error) = session.close().await
    {
        tracing::warn!(%error, "The database was not closed in order");
    }
}

/// A connection that may not be used any more: nobody knows what is open on it.
struct Spoilt;

/// Runs the first job and those that wait behind it, and commits them together.
async fn batch(session: &mut Session, first: Job, queue: &mut Queue) -> Result<(), Spoilt> {
    session.add("BEGIN IMMEDIATE");
    let alone = first.company == Company::Nobody;
    let mut done = Vec::new();
    let mut next = Some(first);
    while let Some(job) = next {
        let ran = (job.work)(session).await;
        let end = ran.end;
        done.push(ran);
        match end {
            End::Stays => {}
            End::Undone if done.len() > 1 => session.add("ROLLBACK TO job"),
            End::Undone | End::Broken | End::Locked => return give_up(session, done, None).await,
        }
        if session.is_laden()
            && let Err(error) = session.execute().await
        {
            return give_up(session, done, Some(error)).await;
        }
        next = if alone || done.len() == BATCH { None } else { queue.companion() };
        if next.is_some() {
            // The commit releases the last one.
            session.add(if done.len() == 1 { "SAVEPOINT job" } else { "RELEASE job; SAVEPOINT job" });
        }
    }
    session.add("COMMIT");
    match session.execute().await {
        Ok(_) => {
            done.into_iter().for_each(|ran| (ran.tell)(Ok(())));
            Ok(())
        }
        Err(error) => give_up(session, done, Some(error)).await,
    }
}

/// Undoes everything. One job is told why, if it does not know; several start over, each by itself, since nobody knows
/// whose fault it was.
async fn give_up(session: &mut Session, done: Vec<Ran>, why: Option<Error>) -> Result<(), Spoilt> {
    session.forget();
    session.add("ROLLBACK");
    let undone = session.execute().await;
    let locked = matches!(why, Some(Error::Locked)) || done.iter().any(|ran| ran.end == End::Locked);
    match <[Ran; 1]>::try_from(done) {
        Ok([ran]) => (ran.tell)(why.map_or(Ok(()), Err)),
        Err(done) => done.into_iter().for_each(|ran| (ran.tell)(Err(if locked { Error::Locked } else { Error::Conflict }))),
    }
    // Where the lock was not to be had, there was nothing to undo.
    if locked { Ok(()) } else { undone.map(|_| ()).map_err(|_| Spoilt) }
}
