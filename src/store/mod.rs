//! All SQL, and nothing but SQL: one text for SQLite and for Postgres. Returns values of the
//! domain, never rows.
//!
//! Every query names a server. A row that is not there is `None`; a database that does not answer
//! is an [`Error`]; neither is ever taken for the other. Writing goes through [`Store::write`]: one
//! transaction, nothing else inside.

mod board;
mod bugs;
mod cases;
mod codec;
mod connection;
mod error;
mod export;
mod facts;
mod files;
mod guilds;
mod keeping;
mod messages;
mod migrations;
mod outbox;
mod own;
mod places;
mod postgres;
mod posts;
mod queue;
mod rules;
mod search;
mod snippets;
mod sqlite;

use std::{sync::Arc, time::Duration};

use futures_util::future::BoxFuture;
use sqlx::PgPool;
use tokio::sync::Notify;

use crate::store::{
    connection::Work,
    postgres::pool,
    sqlite::{Sqlite, writer::Batching},
};

pub use connection::Connection;
pub use error::Error;
pub use export::Export;
pub use facts::{RecordedFact, next_id as fresh_id};
pub use files::{NewFile, StoredFile};
pub use keeping::{Erased, OwnTexts};
pub use messages::{NewMessage, SaidMessage, Saved};
pub use outbox::{Claimed, Job, JobCounts, LEASE, Outcome, Unreadable};
pub use own::OwnPart;
pub use posts::StoredNotice;
pub use queue::Selection;
pub use search::query::Hit;
pub use snippets::Snippet;
pub use sqlite::backup::{CopyError, copy};

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
    Sqlite(Sqlite),
    Postgres(PgPool),
}

impl Store {
    /// Opens the database that a URL names (`sqlite:` or `postgres:`) and brings its tables up to
    /// date.
    ///
    /// # Errors
    /// If the URL is wrong, the database cannot be reached, or its tables are newer than this
    /// program.
    pub async fn connect(url: &str) -> anyhow::Result<Self> {
        let backend = if url.starts_with("sqlite:") {
            Backend::Sqlite(Sqlite::open(url).await?)
        } else {
            Backend::Postgres(pool::connect(url).await?)
        };
        Ok(Self { backend, changed: Arc::default() })
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
            Backend::Sqlite(sqlite) => sqlite.writer.write(work, batching).await,
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
            Backend::Sqlite(sqlite) => sqlite.readers.read(work).await,
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
        if let Backend::Sqlite(sqlite) = &self.backend {
            self.write(|connection| Box::pin(connection.renew_index())).await?;
            sqlite.empty_log().await?;
        }
        Ok(())
    }

    /// Whether SQLite was built to sync a file's data without its times, which makes a commit
    /// cheaper. None on Postgres.
    ///
    /// # Errors
    /// [`Error::Database`] when the database did not answer.
    pub async fn syncs_data_alone(&self) -> Result<Option<bool>, Error> {
        match &self.backend {
            Backend::Sqlite(sqlite) => sqlite.syncs_data_alone().await.map(Some),
            Backend::Postgres(_) => Ok(None),
        }
    }

    /// Finishes what is being written and closes the files.
    pub async fn close(&self) {
        match &self.backend {
            Backend::Sqlite(sqlite) => sqlite.close().await,
            Backend::Postgres(pool) => pool.close().await,
        }
    }
}
