//! SQLite's one writer. Whoever wants to write hands it a job; jobs that wait together are committed together, so many
//! facts cost one fsync, and each is told of its success only after the commit.
//!
//! It has a thread of its own. The driver has one too, and every statement goes there and back; among the runtime's
//! workers each way would wake one of them and have it look around for other work, which costs more than the statement.

use std::{io, panic::AssertUnwindSafe, sync::Arc, thread, time::Duration};

use futures_util::{FutureExt, future::BoxFuture};
use sqlx::{Sqlite, SqliteConnection, SqlitePool, pool::PoolConnection};
use tokio::{
    runtime,
    sync::{mpsc, oneshot},
};
use tracing::dispatcher;

use super::{Connection, Error};

/// The most jobs in one commit: bounds how long the first of them waits for the last.
const BATCH: usize = 64;
/// Jobs that may wait before those who hand them in have to wait themselves.
const QUEUE: usize = 1_024;
/// The pause between two tries to get the file's lock from another program.
const LOCK_PAUSE: Duration = Duration::from_millis(50);

type Job = Box<dyn for<'a> FnOnce(&'a mut SqliteConnection) -> BoxFuture<'a, Ran> + Send>;

/// What a job leaves behind: whether its changes stay, and how its owner hears of the commit.
struct Ran {
    keep: bool,
    settle: Box<dyn FnOnce(Result<(), Error>) + Send>,
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
        let serving = serve(pool.clone(), inbox);
        thread::Builder::new().name("writer".to_owned()).spawn(move || dispatcher::with_default(&log, || runtime.block_on(serving)))?;
        Ok(Self { jobs, pool })
    }

    pub(super) async fn write<T, F>(&self, work: Arc<F>) -> Result<T, Error>
    where
        T: Send + 'static,
        F: for<'a, 'c> Fn(&'a mut Connection<'c>) -> BoxFuture<'a, Result<T, Error>> + Send + Sync + 'static,
    {
        let (tell, told) = oneshot::channel();
        let job: Job = Box::new(move |connection| {
            Box::pin(async move {
                let mut connection = Connection::Sqlite(connection);
                let result = AssertUnwindSafe(work(&mut connection))
                    .catch_unwind()
                    .await
                    .unwrap_or_else(|_| Err(Error::Corrupt("something that stopped a write".to_owned())));
                let keep = result.is_ok();
                // Whoever asked may have gone away meanwhile; the change stays all the same.
                let settle = move |committed: Result<(), Error>| drop(tell.send(committed.and(result)));
                Ran { keep, settle: Box::new(settle) }
            })
        });
        let closed = || Error::Database(sqlx::Error::PoolClosed);
        self.jobs.send(job).await.map_err(|_| closed())?;
        told.await.map_err(|_| closed())?
    }

    pub(super) async fn close(&self) {
        self.pool.close().await;
    }
}

async fn serve(pool: SqlitePool, mut inbox: mpsc::Receiver<Job>) {
    let mut closed = std::pin::pin!(pool.close_event());
    // Kept from batch to batch: a pool asks each connection that comes back whether it still works.
    let mut kept: Option<PoolConnection<Sqlite>> = None;
    loop {
        let next = tokio::select! {
            biased;
            job = inbox.recv() => job,
            () = &mut closed => None,
        };
        let Some(first) = next else { break };
        let connection = match kept.take() {
            Some(connection) => Ok(connection),
            None => pool.acquire().await,
        };
        match connection {
            Ok(mut connection) => {
                if batch(&mut connection, first, &mut inbox).await.is_ok() {
                    kept = Some(connection);
                }
            }
            // Dropping the job tells its owner; the pool opens a new connection for the next.
            Err(error) => tracing::error!(%error, "The database cannot be opened"),
        }
    }
    if let Some(connection) = kept
        && let Err(error) = connection.close().await
    {
        tracing::warn!(%error, "The database was not closed in order");
    }
}

/// A connection that may not be used any more: nobody knows what is open on it.
struct Spoilt;

/// Runs the first job and those that wait behind it, and commits them together.
async fn batch(connection: &mut SqliteConnection, first: Job, inbox: &mut mpsc::Receiver<Job>) -> Result<(), Spoilt> {
    if let Err(error) = begin(connection).await {
        // Dropping the job tells its owner.
        tracing::error!(%error, "The database takes no changes");
        return Err(Spoilt);
    }
    let ran = first(connection).await;
    if !ran.keep {
        let undone = statement(connection, "ROLLBACK").await;
        let fit = undone.as_ref().map_err(|_| Spoilt).copied();
        settle(vec![ran], undone);
        return fit;
    }
    let mut done = vec![ran];
    while done.len() < BATCH {
        let Ok(job) = inbox.try_recv() else { break };
        // One statement less than to release it right after the job; the commit releases the last one.
        let savepoint = if done.len() == 1 { "SAVEPOINT job" } else { "RELEASE job; SAVEPOINT job" };
        match in_savepoint(connection, savepoint, job).await {
            Ok(ran) => done.push(ran),
            Err(error) => {
                tracing::error!(%error, "A batch of changes could not be written");
                return give_up(connection, done, error).await;
            }
        }
    }
    match statement(connection, "COMMIT").await {
        Ok(()) => {
            settle(done, Ok(()));
            Ok(())
        }
        Err(error) => give_up(connection, done, error).await,
    }
}

async fn give_up(connection: &mut SqliteConnection, done: Vec<Ran>, error: Error) -> Result<(), Spoilt> {
    // The error says why; a second one would say nothing new.
    let undone = statement(connection, "ROLLBACK").await;
    settle(done, Err(error));
    undone.map_err(|_| Spoilt)
}

async fn in_savepoint(connection: &mut SqliteConnection, savepoint: &'static str, job: Job) -> Result<Ran, Error> {
    statement(connection, savepoint).await?;
    let ran = job(connection).await;
    if !ran.keep {
        statement(connection, "ROLLBACK TO job").await?;
    }
    Ok(ran)
}

/// Takes the file's lock, however long another program holds it: waiting loses nothing.
async fn begin(connection: &mut SqliteConnection) -> Result<(), Error> {
    loop {
        match statement(connection, "BEGIN IMMEDIATE").await {
            Err(Error::Database(sqlx::Error::Database(error))) if is_busy(&*error) => {
                tracing::warn!("Another program holds the database's lock; waiting for it");
                tokio::time::sleep(LOCK_PAUSE).await;
            }
            done => return done,
        }
    }
}

/// SQLITE_BUSY and its extended forms (SQLite, "Result and Error Codes").
fn is_busy(error: &dyn sqlx::error::DatabaseError) -> bool {
    error.code().and_then(|code| code.parse::<u32>().ok()).is_some_and(|code| code & 0xFF == 5)
}

async fn statement(connection: &mut SqliteConnection, sql: &'static str) -> Result<(), Error> {
    sqlx::query(sql).execute(connection).await.map(|_| ()).map_err(Error::from)
}

/// Tells every owner how it ended. A shared failure is told to each in its own words.
fn settle(done: Vec<Ran>, result: Result<(), Error>) {
    let failure = result.err().map(|error| error.to_string());
    for ran in done {
        (ran.settle)(match &failure {
            None => Ok(()),
            Some(message) => Err(Error::Database(sqlx::Error::Protocol(message.clone()))),
        });
    }
}
