//! All SQL, and nothing but SQL: one text for SQLite and for Postgres. Returns values of the domain, never rows.
//!
//! Every query names a server. A row that is not there is `None`; a database that does not answer is an [`Error`];
//! neither is ever taken for the other. Writing goes through [`Store::write`]: one transaction, nothing else inside.

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
mod rules;
mod search;
mod search_postgres;
mod search_sqlite;
mod session;
mod snippets;
mod writer;

use std::{str::FromStr, sync::Arc, time::Duration};

use futures_util::future::BoxFuture;
use sqlx::{
    SqlSafeStr,
    migrate::{Migration, MigrationType, Migrator},
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use crate::domain::Refusal;

use self::{session::Session, writer::Company};

pub use backup::{CopyError, copy};
pub use connection::Connection;
pub use export::Export;
pub use facts::{Happened, next_id as fresh_id};
pub use files::{Kept, NewFile};
pub use keeping::{Erased, OwnTexts};
pub use messages::{NewMessage, SaidMessage, Saved};
pub use outbox::{Errand, Outcome};
pub use own::OwnPart;
pub use posts::StoredPost;
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
    Database(#[source] sqlx::Error),
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
        let Some(database) = error.as_database_error() else { return Self::Database(error) };
        let code = database.code();
        // Serialization failure and deadlock (PostgreSQL, appendix A).
        if database.is_unique_violation() || matches!(code.as_deref(), Some("40001" | "40P01")) {
            return Self::Conflict;
        }
        // SQLITE_BUSY and its extended forms (SQLite, "Result and Error Codes"); PostgreSQL's codes have five characters.
        let busy = code.filter(|code| code.len() < 5).and_then(|code| code.parse::<u32>().ok()).is_some_and(|code| code & 0xFF == 5);
        if busy { Self::Locked } else { Self::Database(error) }
    }
}

/// How often a write is started over when others come first.
const TRIES: usize = 8;

/// How long a statement waits for SQLite's lock while another program holds it.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);
/// The pause before the next statement that waits for it.
const LOCK_PAUSE: Duration = Duration::from_millis(50);

/// The database, whichever it is. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    backend: Backend,
}

#[derive(Clone)]
enum Backend {
    Sqlite { writer: writer::Writer, reader: sqlx::SqlitePool },
    Postgres(sqlx::PgPool),
}

impl Store {
    /// Opens the database that a URL names (`sqlite:` or `postgres:`) and brings its tables up to date.
    ///
    /// # Errors
    /// When the URL is wrong, the database is out of reach, or its tables are newer than this program.
    pub async fn connect(url: &str) -> anyhow::Result<Self> {
        if url.starts_with("sqlite:") { Self::sqlite(url).await } else { Self::postgres(url).await }
    }

    async fn sqlite(url: &str) -> anyhow::Result<Self> {
        let options = SqliteConnectOptions::from_str(url)?
            .create_if_missing(true)
            .foreign_keys(true)
            .busy_timeout(BUSY_TIMEOUT)
            .journal_mode(SqliteJournalMode::Wal)
            // A claim that was acknowledged survives the loss of power.
            .synchronous(SqliteSynchronous::Full)
            .pragma("secure_delete", "ON")
            // What a savepoint may have to put back: pages that are on their way to the file anyway.
            .pragma("temp_store", "MEMORY")
            .pragma("journal_size_limit", "67108864");
        let one = SqlitePoolOptions::new().max_connections(1).idle_timeout(None).max_lifetime(None).test_before_acquire(false);
        let writer = one.connect_with(options.clone()).await?;
        migrator(search_sqlite::TABLES).run(&writer).await?;
        let reader = SqlitePoolOptions::new().max_connections(2).test_before_acquire(false).connect_lazy_with(options);
        Ok(Self { backend: Backend::Sqlite { writer: writer::Writer::start(writer)?, reader } })
    }

    async fn postgres(url: &str) -> anyhow::Result<Self> {
        let options = PgConnectOptions::from_str(url)?
            .application_name("switchboard")
            // A rollback where there is nothing to roll back is no news.
            .options([("client_min_messages", "error")]);
        let pool = PgPoolOptions::new()
            .max_connections(16)
            .acquire_timeout(Duration::from_secs(20))
            // A dropped `begin` may leave a transaction open on a connection that goes back to the pool.
            .after_release(|connection, _| Box::pin(async move { sqlx::raw_sql("ROLLBACK").execute(connection).await.map(|_| true) }))
            .connect_with(options)
            .await?;
        migrator(search_postgres::TABLES).run(&pool).await?;
        Ok(Self { backend: Backend::Postgres(pool) })
    }

    /// Does work in one transaction. It commits when the work returns `Ok`, else nothing has happened. The work may be
    /// started over, so it must not touch anything but the connection.
    ///
    /// # Errors
    /// What the work returned, or [`Error::Database`] when the database did not answer.
    pub async fn write<T, F>(&self, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: for<'a, 'c> Fn(&'a mut Connection<'c>) -> BoxFuture<'a, Result<T, Error>> + Send + Sync + 'static,
    {
        self.write_in(Company::Any, work).await
    }

    /// The same for what only notes what is done already: it waits a few milliseconds for others whose commit it can share.
    ///
    /// # Errors
    /// See [`Store::write`].
    pub async fn write_along<T, F>(&self, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: for<'a, 'c> Fn(&'a mut Connection<'c>) -> BoxFuture<'a, Result<T, Error>> + Send + Sync + 'static,
    {
        self.write_in(Company::Awaited, work).await
    }

    async fn write_in<T, F>(&self, mut company: Company, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: for<'a, 'c> Fn(&'a mut Connection<'c>) -> BoxFuture<'a, Result<T, Error>> + Send + Sync + 'static,
    {
        let work = Arc::new(work);
        let mut tries = 0;
        loop {
            match self.write_once(company, Arc::clone(&work)).await {
                // However long it takes: waiting loses nothing.
                Err(Error::Locked) => {
                    tracing::warn!("Another program holds the database's lock; waiting for it");
                    tokio::time::sleep(LOCK_PAUSE).await;
                }
                Err(Error::Conflict) if tries < TRIES => {
                    tries += 1;
                    company = Company::Nobody;
                }
                done => return done,
            }
        }
    }

    async fn write_once<T, F>(&self, company: Company, work: Arc<F>) -> Result<T, Error>
    where
        T: Send + 'static,
        F: for<'a, 'c> Fn(&'a mut Connection<'c>) -> BoxFuture<'a, Result<T, Error>> + Send + Sync + 'static,
    {
        match &self.backend {
            Backend::Sqlite { writer, .. } => writer.write(work, company).await,
            Backend::Postgres(pool) => {
                let pool = pool.clone();
                // On a task of its own, so that nobody can drop it half way.
                let task = tokio::spawn(async move {
                    let mut transaction = pool.begin().await?;
                    let done = work(&mut Connection::Postgres(&mut transaction)).await?;
                    transaction.commit().await?;
                    Ok(done)
                });
                task.await.unwrap_or_else(|panic| Err(Error::Corrupt(format!("something that stopped a write: {panic}"))))
            }
        }
    }

    /// Reads, without holding up those who write.
    ///
    /// # Errors
    /// What the work returned, or [`Error::Database`] when the database did not answer.
    pub async fn read<T, F>(&self, work: F) -> Result<T, Error>
    where
        F: for<'a, 'c> FnOnce(&'a mut Connection<'c>) -> BoxFuture<'a, Result<T, Error>>,
    {
        match &self.backend {
            Backend::Sqlite { reader, .. } => work(&mut Connection::Sqlite(&mut Session::new(reader.acquire().await?))).await,
            Backend::Postgres(pool) => work(&mut Connection::Postgres(&mut *pool.acquire().await?)).await,
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

    /// Makes sure that what was erased is gone from the files too, and not just from the tables. SQLite keeps what was
    /// written last in a log beside the file; where somebody is reading, it is emptied a little later, by itself.
    ///
    /// # Errors
    /// [`Error::Database`] when the database did not answer.
    pub async fn scrub(&self) -> Result<(), Error> {
        if let Backend::Sqlite { reader, .. } = &self.backend {
            self.write(|connection| Box::pin(connection.renew_index())).await?;
            let mut connection = reader.acquire().await?;
            // It holds up those who write, so it waits for nobody for long.
            let sql = "PRAGMA busy_timeout = 500; PRAGMA wal_checkpoint(TRUNCATE); PRAGMA busy_timeout = 10000";
            sqlx::raw_sql(sql).execute(&mut *connection).await?;
        }
        Ok(())
    }

    /// Finishes what is being written and closes the files.
    pub async fn close(&self) {
        match &self.backend {
            Backend::Sqlite { writer, reader } => {
                reader.close().await;
                writer.close().await;
            }
            Backend::Postgres(pool) => pool.close().await,
        }
    }
}

/// The migrations, in order. Applied ones never change. Full-text search is each database's own.
fn migrator(search: &[(i64, &'static str, &'static str)]) -> Migrator {
    let migration = |version, description: &'static str, sql: &'static str| {
        Migration::new(version, description.into(), MigrationType::Simple, sql.into_sql_str(), false)
    };
    let mut all = vec![
        migration(1, "house", include_str!("../../migrations/0001_house.sql")),
        migration(2, "life", include_str!("../../migrations/0002_life.sql")),
        migration(3, "find", include_str!("../../migrations/0003_find.sql")),
        migration(4, "turns", include_str!("../../migrations/0004_turns.sql")),
        migration(5, "keeping", include_str!("../../migrations/0005_keeping.sql")),
        migration(6, "places", include_str!("../../migrations/0006_places.sql")),
    ];
    all.extend(search.iter().map(|&(version, description, sql)| migration(version, description, sql)));
    Migrator::with_migrations(all)
}
