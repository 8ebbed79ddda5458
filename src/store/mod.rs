//! All SQL, and nothing but SQL: one text for SQLite and for Postgres. Returns values of the
//! domain, never rows.
//!
//! Every query names a server. A row that is not there is `None`; a database that does not answer
//! is an [`Error`]; neither is ever taken for the other. Writing goes through [`Store::write`]: one
//! transaction, nothing else inside.

mod backup;
mod board;
mod bugs;
mod cases;
mod codec;
mod connection;
mod export;
mod facts;
mod files;
mod guilds;
mod keeping;
mod messages;
mod outbox;
mod own;
mod places;
mod posts;
mod queue;
mod readers;
mod rules;
mod search;
mod search_postgres;
mod search_sqlite;
mod session;
mod snippets;
mod tables;
mod writer;

use std::{str::FromStr, sync::Arc, time::Duration};

use futures_util::future::BoxFuture;
use sqlx::{
    Connection as _,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous},
};

use tokio::sync::Notify;

use crate::domain::Refusal;

use self::{readers::Readers, session::Session, writer::Batching};

pub use backup::{CopyError, copy};
pub use connection::Connection;
pub use export::Export;
pub use facts::{RecordedFact, next_id as fresh_id};
pub use files::{NewFile, StoredFile};
pub use keeping::{Erased, OwnTexts};
pub use messages::{NewMessage, SaidMessage, Saved};
pub use outbox::{Job, Outcome};
pub use own::OwnPart;
pub use posts::StoredNotice;
pub use queue::Selection;
pub use search::Hit;
pub use snippets::Snippet;

/// Why the database did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The work was done and found that it may not be: nothing was changed.
    #[error("refused: {0:?}")]
    Refused(Refusal),
    /// Somebody else changed the same thing first. [`Store::write`] starts over when it sees this.
    #[error("another change came first")]
    Conflict,
    /// Another program holds the lock of SQLite's file. [`Store::write`] waits when it sees this.
    #[error("another program holds the database's lock")]
    Locked,
    #[error("the database did not answer")]
    Database(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// A row holds what this program never wrote.
    #[error("the database holds {0}")]
    Corrupt(String),
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        // Serialization failure and deadlock (PostgreSQL, appendix A).
        let conflict = error.as_database_error().is_some_and(|database| {
            database.is_unique_violation()
                || matches!(database.code().as_deref(), Some("40001" | "40P01"))
        });
        if conflict { Self::Conflict } else { Self::Database(Box::new(error)) }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::{ErrorCode, ffi};
        match error.sqlite_error() {
            Some(failure) if failure.code == ErrorCode::DatabaseBusy => Self::Locked,
            Some(failure)
                if matches!(
                    failure.extended_code,
                    ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY
                ) =>
            {
                Self::Conflict
            }
            _ => Self::Database(Box::new(error)),
        }
    }
}

impl Error {
    fn closed() -> Self {
        Self::Database("the database is closed".into())
    }
}

/// What is written in one transaction, by what it tells.
type Work<T> =
    dyn for<'a, 'c> Fn(&'a mut Connection<'c>) -> BoxFuture<'a, Result<T, Error>> + Send + Sync;

/// How often a write is started over when others come first.
const TRIES: usize = 8;

/// The pause before the next statement that waits for it.
const LOCK_PAUSE: Duration = Duration::from_millis(50);

/// The database, whichever it is. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    backend: Backend,
    /// Told of each commit.
    changed: Arc<Notify>,
}

#[derive(Clone)]
enum Backend {
    Sqlite { writer: writer::Writer, readers: Readers },
    Postgres(sqlx::PgPool),
}

impl Store {
    /// Opens the database that a URL names (`sqlite:` or `postgres:`) and brings its tables up to
    /// date.
    ///
    /// # Errors
    /// When the URL is wrong, the database is out of reach, or its tables are newer than this
    /// program.
    pub async fn connect(url: &str) -> anyhow::Result<Self> {
        if url.starts_with("sqlite:") { Self::sqlite(url).await } else { Self::postgres(url).await }
    }

    async fn sqlite(url: &str) -> anyhow::Result<Self> {
        let options = SqliteConnectOptions::from_str(url)?
            .create_if_missing(true)
            .foreign_keys(true)
            .busy_timeout(session::BUSY_TIMEOUT)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .pragma("secure_delete", "ON");
        let file = options.get_filename().to_path_buf();
        let mut tables = SqliteConnection::connect_with(&options).await?;
        tables::sqlite().run(&mut tables).await?;
        let writer = writer::Writer::start(file.clone(), Session::open(&file)?)?;
        tables.close().await?;
        Ok(Self {
            backend: Backend::Sqlite { writer, readers: Readers::new(file) },
            changed: Arc::default(),
        })
    }

    async fn postgres(url: &str) -> anyhow::Result<Self> {
        let options = PgConnectOptions::from_str(url)?
            .application_name("switchboard")
            // A rollback where there is nothing to roll back is no news.
            .options([("client_min_messages", "error")]);
        let pool = PgPoolOptions::new()
            .max_connections(16)
            .acquire_timeout(Duration::from_secs(20))
            // A dropped `begin` may leave a transaction open on a connection that goes back to the
            // pool.
            .after_release(|connection, _| {
                Box::pin(async move {
                    sqlx::raw_sql("ROLLBACK").execute(connection).await.map(|_| true)
                })
            })
            .connect_with(options)
            .await?;
        tables::postgres().run(&pool).await?;
        Ok(Self { backend: Backend::Postgres(pool), changed: Arc::default() })
    }

    /// Does work in one transaction. It commits when the work returns `Ok`, else nothing has
    /// happened. The work may be started over, so it must not touch anything but the connection.
    ///
    /// # Errors
    /// What the work returned, or [`Error::Database`] when the database did not answer.
    pub async fn write<T, F>(&self, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: for<'a, 'c> Fn(&'a mut Connection<'c>) -> BoxFuture<'a, Result<T, Error>>
            + Send
            + Sync
            + 'static,
    {
        self.write_in(Batching::Join, Arc::new(work)).await
    }

    /// The same for what only notes what is done already: it waits a few milliseconds for others
    /// whose commit it can share.
    ///
    /// # Errors
    /// See [`Store::write`].
    pub async fn write_deferred<T, F>(&self, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: for<'a, 'c> Fn(&'a mut Connection<'c>) -> BoxFuture<'a, Result<T, Error>>
            + Send
            + Sync
            + 'static,
    {
        self.write_in(Batching::Defer, Arc::new(work)).await
    }

    async fn write_in<T: Send + 'static>(
        &self,
        mut batching: Batching,
        work: Arc<Work<T>>,
    ) -> Result<T, Error> {
        let mut tries = 0;
        loop {
            match self.write_once(batching, Arc::clone(&work)).await {
                // However long it takes: waiting loses nothing.
                Err(Error::Locked) => {
                    tracing::warn!("Another program holds the database's lock; waiting for it");
                    tokio::time::sleep(LOCK_PAUSE).await;
                }
                Err(Error::Conflict) if tries < TRIES => {
                    tries += 1;
                    batching = Batching::Alone;
                }
                done => {
                    self.changed.notify_one();
                    return done;
                }
            }
        }
    }

    /// Waits until something was committed since the last call. Single consumer.
    pub async fn changed(&self) {
        self.changed.notified().await;
    }

    async fn write_once<T: Send + 'static>(
        &self,
        batching: Batching,
        work: Arc<Work<T>>,
    ) -> Result<T, Error> {
        match &self.backend {
            Backend::Sqlite { writer, .. } => writer.write(work, batching).await,
            Backend::Postgres(pool) => {
                let pool = pool.clone();
                // On a task of its own, so that dropping this future does not stop it in the
                // middle.
                let task = tokio::spawn(async move {
                    let mut transaction = pool.begin().await?;
                    let done = work(&mut Connection::Postgres(&mut transaction)).await?;
                    transaction.commit().await?;
                    Ok(done)
                });
                task.await.unwrap_or_else(|panic| {
                    Err(Error::Corrupt(format!("something that stopped a write: {panic}")))
                })
            }
        }
    }

    /// Reads, without holding up those who write.
    ///
    /// # Errors
    /// What the work returned, or [`Error::Database`] when the database did not answer.
    pub async fn read<T, F>(&self, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: for<'a, 'c> FnOnce(&'a mut Connection<'c>) -> BoxFuture<'a, Result<T, Error>>
            + Send
            + 'static,
    {
        match &self.backend {
            Backend::Sqlite { readers, .. } => readers.read(work).await,
            // Boxed: otherwise every future that awaits a read reserves space for acquiring a
            // connection from the pool.
            Backend::Postgres(pool) => {
                Box::pin(async {
                    work(&mut Connection::Postgres(&mut *pool.acquire().await?)).await
                })
                .await
            }
        }
    }

    /// Whether the database answers.
    pub async fn answers(&self) -> bool {
        self.read(|connection| Box::pin(connection.ping())).await.is_ok()
    }

    /// Lets searches find all that was committed before this was called.
    ///
    /// # Errors
    /// [`Error::Database`] when the database did not answer.
    pub async fn index(&self) -> Result<(), Error> {
        while self.read(|connection| Box::pin(connection.is_index_behind())).await? {
            self.write(|connection| Box::pin(connection.catch_up_index())).await?;
        }
        Ok(())
    }

    /// Makes sure that what was erased is gone from the files too, and not just from the tables.
    /// SQLite keeps what was written last in a log beside the file; where somebody is reading, it
    /// is emptied a little later, by itself.
    ///
    /// # Errors
    /// [`Error::Database`] when the database did not answer.
    pub async fn scrub(&self) -> Result<(), Error> {
        if let Backend::Sqlite { readers, .. } = &self.backend {
            self.write(|connection| Box::pin(connection.renew_index())).await?;
            readers.lend(Session::empty_log).await?;
        }
        Ok(())
    }

    /// Finishes what is being written and closes the files.
    pub async fn close(&self) {
        match &self.backend {
            Backend::Sqlite { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
            Backend::Postgres(pool) => pool.close().await,
        }
    }
}
