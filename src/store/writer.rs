//! SQLite's one writer. Whoever wants to write hands it a job; jobs that wait together are committed together, so many
//! facts cost one fsync, and each is told of its success only after the commit.

use std::{panic::AssertUnwindSafe, sync::Arc, time::Duration};

use futures_util::{FutureExt, future::BoxFuture};
use sqlx::{SqliteConnection, SqlitePool};
use tokio::sync::{mpsc, oneshot};

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
    pub(super) fn start(pool: SqlitePool) -> Self {
        let (jobs, inbox) = mpsc::channel(QUEUE);
        tokio::spawn(serve(pool.clone(), inbox));
        Self { jobs, pool }
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
    while let Some(first) = inbox.recv().await {
        match pool.acquire().await {
            Ok(mut connection) => batch(&mut connection, first, &mut inbox).await,
            Err(error) => {
                // Dropping the job tells its owner; the pool opens a new connection for the next.
                tracing::error!(%error, "The database cannot be opened");
            }
        }
    }
}

/// Runs the first job and those that wait behind it, and commits them together.
async fn batch(connection: &mut SqliteConnection, first: Job, inbox: &mut mpsc::Receiver<Job>) {
    if let Err(error) = begin(connection).await {
        // Dropping the job tells its owner.
        return tracing::error!(%error, "The database takes no changes");
    }
    let ran = first(connection).await;
    if !ran.keep {
        let undone = statement(connection, "ROLLBACK").await;
        return settle(vec![ran], undone);
    }
    let mut done = vec![ran];
    while done.len() < BATCH {
        let Ok(job) = inbox.try_recv() else { break };
        match in_savepoint(connection, job).await {
            Ok(ran) => done.push(ran),
            Err(error) => {
                let message = error.to_string();
                drop(statement(connection, "ROLLBACK").await);
                tracing::error!(error = message, "A batch of changes could not be written");
                return settle(done, Err(error));
            }
        }
    }
    let committed = statement(connection, "COMMIT").await;
    if committed.is_err() {
        // The commit's own error says why; a second one would say nothing new.
        drop(statement(connection, "ROLLBACK").await);
    }
    settle(done, committed);
}

async fn in_savepoint(connection: &mut SqliteConnection, job: Job) -> Result<Ran, Error> {
    statement(connection, "SAVEPOINT job").await?;
    let ran = job(connection).await;
    if !ran.keep {
        statement(connection, "ROLLBACK TO job").await?;
    }
    statement(connection, "RELEASE job").await?;
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
