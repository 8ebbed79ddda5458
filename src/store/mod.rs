//! All SQL, and nothing but SQL: one text for SQLite and for Postgres. Returns values of the
//! domain, never rows.
//!
//! Every statement names the server whose rows it reads or writes. Only the list of servers, the
//! outbox, repositories on GitHub and the statements that find what is due span servers.
//!
//! A row that does not exist is `None`, a database that does not answer is an [`Error`]; neither is
//! ever taken for the other. All writes go through [`Store::write`], which runs one transaction
//! with nothing else inside.

mod bugs;
mod cases;
mod codec;
mod error;
mod export;
mod facts;
mod github;
mod migrations;
mod outbox;
mod postgres;
mod privacy;
mod search;
mod settings;
mod sqlite;
mod surfaces;
mod teams;
mod tx;

use std::{sync::Arc, time::Duration};

use tokio::{sync::Notify, time::sleep};

use crate::domain::IndexProgress;

use crate::store::{
    migrations::Access,
    postgres::Postgres,
    search::index::{BULK, Behind},
    sqlite::{Sqlite, writer::Batching},
};

pub use cases::{
    messages::{NewMessage, Saved},
    turn::JustSaid,
};
pub use error::Error;
pub use export::Export;
pub use facts::next_id as fresh_id;
pub use outbox::LEASE;
pub use privacy::{erasure::Erased, own_data::OwnPart};
pub use search::queue::{QueueQuery, Selection};
pub use sqlite::backup::{CopyError, copy};
pub use sqlite::process_lock::{InUse, ProcessLock};
pub use tx::{Reader, Tx};

/// How often a write is started over after a conflict, before its caller gets the conflict.
const TRIES: usize = 8;

/// How long a write pauses before it tries again to get a lock that another program holds.
const LOCK_PAUSE: Duration = Duration::from_millis(50);

/// The database. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    backend: Backend,
    /// Notified of each commit.
    changed: Arc<Notify>,
}

#[derive(Clone)]
enum Backend {
    Sqlite(Sqlite),
    Postgres(Postgres),
}

impl Store {
    /// Opens the database that a URL names (`sqlite:` or `postgres:`), or creates it, and brings
    /// its tables up to date.
    ///
    /// # Errors
    /// If the URL is wrong, the database cannot be reached, or its tables are newer than this
    /// program.
    pub async fn connect(url: &str) -> anyhow::Result<Self> {
        Self::access(url, Access::Create).await
    }

    /// Opens a database that exists, and brings its tables up to date.
    ///
    /// # Errors
    /// See [`Store::connect`]; also if there is no database, or an empty one.
    pub async fn open(url: &str) -> anyhow::Result<Self> {
        Self::access(url, Access::Open).await
    }

    /// Opens a database that exists, only to read: writes fail.
    ///
    /// # Errors
    /// See [`Store::open`]; also if its tables are older than this program.
    pub async fn open_to_read(url: &str) -> anyhow::Result<Self> {
        Self::access(url, Access::Read).await
    }

    /// Returns where the database of a URL is, without the password: a file and its folder, or the
    /// database's name, the server's host and its port.
    ///
    /// # Errors
    /// If the URL is wrong.
    pub fn address(url: &str) -> anyhow::Result<String> {
        if is_sqlite(url) { sqlite::address(url) } else { postgres::address(url) }
    }

    /// Takes the database of a URL for this process. None on Postgres, where several share the
    /// work.
    ///
    /// # Errors
    /// If the URL is wrong, or another process works on the file.
    pub fn lock(url: &str) -> anyhow::Result<Option<ProcessLock>> {
        if is_sqlite(url) {
            Ok(sqlite::process_lock::take(&sqlite::file_of(url)?)?)
        } else {
            Ok(None)
        }
    }

    async fn access(url: &str, access: Access) -> anyhow::Result<Self> {
        let backend = if is_sqlite(url) {
            Backend::Sqlite(Sqlite::open(url, access).await?)
        } else {
            Backend::Postgres(Postgres::connect(url, access).await?)
        };
        Ok(Self { backend, changed: Arc::default() })
    }

    /// Does work in one transaction. If the work returns `Ok`, the transaction is committed before
    /// this returns; if it returns an error, nothing is changed. The work may be started over, so
    /// it must have no effect outside the transaction. If the caller stops waiting, the work may be
    /// committed or not.
    ///
    /// # Errors
    /// What the work returned, or [`Error::Database`] if the database did not answer.
    pub async fn write<T, F>(&self, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: AsyncFn(&mut Tx<'_>) -> Result<T, Error> + Send + Sync + 'static,
    {
        self.write_in(Batching::Join, work).await
    }

    /// The same for work that nobody waits for, such as recording that a job is done. On SQLite it
    /// waits up to 5 ms for other writes, to share their commit.
    ///
    /// # Errors
    /// See [`Store::write`].
    pub async fn write_deferred<T, F>(&self, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: AsyncFn(&mut Tx<'_>) -> Result<T, Error> + Send + Sync + 'static,
    {
        self.write_in(Batching::Defer, work).await
    }

    async fn write_in<T, F>(&self, mut batching: Batching, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: AsyncFn(&mut Tx<'_>) -> Result<T, Error> + Send + Sync + 'static,
    {
        let work = Arc::new(work);
        let mut tries = 0;
        loop {
            let work = Arc::clone(&work);
            let done = match &self.backend {
                Backend::Sqlite(sqlite) => sqlite.writer.write(work, batching).await,
                Backend::Postgres(postgres) => postgres.write(work).await,
            };
            match done {
                // For as long as it takes: nothing is lost by waiting.
                Err(Error::Locked) => {
                    tracing::warn!("Another program holds the database's lock; waiting for it");
                    sleep(LOCK_PAUSE).await;
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

    /// Reads one state of the database, without holding up those who write.
    ///
    /// # Errors
    /// What the work returned, or [`Error::Database`] if the database did not answer.
    pub async fn read<T, F>(&self, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: AsyncFnOnce(&mut Reader<'_>) -> Result<T, Error> + Send + 'static,
    {
        match &self.backend {
            Backend::Sqlite(sqlite) => sqlite.readers.read(work).await,
            Backend::Postgres(postgres) => postgres.read(work).await,
        }
    }

    /// Whether the database answers.
    pub async fn answers(&self) -> bool {
        self.read(async |reader| reader.ping().await).await.is_ok()
    }

    /// Brings the search index up to date with all that was committed before this call. While it is
    /// made anew, it lacks the cases that have not changed since, unless these are few.
    ///
    /// # Errors
    /// [`Error::Database`] if the database did not answer.
    pub async fn index(&self) -> Result<(), Error> {
        if !self.read(async |reader| reader.is_index_of_this_version().await).await? {
            self.write(async |tx| tx.begin_index_anew().await).await?;
        }
        loop {
            let Behind { is_changed, made_anew } =
                self.read(async |reader| reader.index_behind().await).await?;
            if !is_changed && !(1..=BULK).contains(&made_anew) {
                return Ok(());
            }
            self.write(async move |tx| tx.catch_up_index(is_changed).await).await?;
        }
    }

    /// Writes some of the cases that the search index lacks while it is made anew. Returns how far
    /// it is; none if it is complete.
    ///
    /// # Errors
    /// [`Error::Database`] if the database did not answer.
    pub async fn index_more(&self) -> Result<Option<IndexProgress>, Error> {
        if self.read(async |reader| reader.index_behind().await).await?.made_anew > 0 {
            self.write(async |tx| tx.catch_up_index(false).await).await?;
        }
        self.index_progress().await
    }

    /// Returns how far the search index is while it is made anew; none if it is complete.
    ///
    /// # Errors
    /// [`Error::Database`] if the database did not answer.
    pub async fn index_progress(&self) -> Result<Option<IndexProgress>, Error> {
        self.read(async |reader| reader.index_progress().await).await
    }

    /// Removes erased texts from the files too. SQLite keeps what was written last in a log beside
    /// the file. If somebody is reading from the log, it is emptied a little later, by itself.
    ///
    /// # Errors
    /// [`Error::Database`] if the database did not answer.
    pub async fn scrub(&self) -> Result<(), Error> {
        if let Backend::Sqlite(sqlite) = &self.backend {
            sqlite.empty_log().await?;
        }
        Ok(())
    }

    /// Whether SQLite was built to sync a file's data without its times, which makes a commit
    /// faster. `None` on Postgres.
    ///
    /// # Errors
    /// [`Error::Database`] if the database did not answer.
    pub async fn syncs_data_alone(&self) -> Result<Option<bool>, Error> {
        match &self.backend {
            Backend::Sqlite(sqlite) => sqlite.syncs_data_alone().await.map(Some),
            Backend::Postgres(_) => Ok(None),
        }
    }

    /// Finishes what is being written and closes the connections.
    pub async fn close(&self) {
        match &self.backend {
            Backend::Sqlite(sqlite) => sqlite.close().await,
            Backend::Postgres(postgres) => postgres.close().await,
        }
    }
}

fn is_sqlite(url: &str) -> bool {
    url.starts_with("sqlite:")
}
