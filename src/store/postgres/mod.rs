//! Postgres: a pool of connections, and one thread on which their transactions run.
//!
//! Rust cannot express yet that the futures of an `AsyncFn` may move between threads. They
//! therefore run where they are created: on the threads of SQLite's writer and readers, or here.

pub(super) mod lock;
pub(super) mod migrate;
pub(super) mod search;

use std::{io, str::FromStr, sync::Arc, thread, time::Duration};

use anyhow::{anyhow, bail};
use futures_util::future::LocalBoxFuture;
use sqlx::{
    Connection, PgConnection, PgPool,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use tokio::{
    runtime,
    sync::{mpsc, oneshot},
    task::{LocalSet, spawn_local},
    time::timeout,
};
use tracing::dispatcher;

use crate::store::{
    error::Error,
    migrations::Access,
    tx::{Reader, Session, Tx},
};

/// The largest number of transactions and readers at once.
const CONNECTIONS: u32 = 16;
/// How long a server may take to accept the first connection. A pool would try again and again, for
/// as long as it waits for a connection, without a word about the cause.
const CONNECT_TIMEOUT: Duration = Duration::from_millis(2_500);
/// How long a transaction or a reader waits for a connection while all are in use.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(20);
/// Begins a transaction whose statements all see the same state (PostgreSQL, *Transaction
/// Isolation*).
const SNAPSHOT: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

/// A database on a server. Cheap to clone.
#[derive(Clone)]
pub(super) struct Postgres {
    tasks: mpsc::UnboundedSender<Task>,
}

type Task = Box<dyn FnOnce(PgPool) -> LocalBoxFuture<'static, ()> + Send>;

impl Postgres {
    /// Connects to the database that a URL names. Unless it is only read, its tables are brought up
    /// to date.
    pub async fn connect(url: &str, access: Access) -> anyhow::Result<Self> {
        let mut options = PgConnectOptions::from_str(url)?
            .application_name("switchboard")
            // Suppresses "relation already exists, skipping". Compiling a statement would take
            // longer than running it (PostgreSQL, *JIT*).
            .options([("client_min_messages", "error"), ("jit", "off")]);
        if access == Access::Read {
            options = options.options([("default_transaction_read_only", "on")]);
        }
        let mut first = first_connection(&options).await?;
        migrate::run(&mut first, access).await?;
        first.close().await?;
        let (tasks, queue) = mpsc::unbounded_channel();
        let runtime = runtime::Builder::new_current_thread().enable_all().build()?;
        // In the tests each thread has a log of its own. The new thread uses the caller's.
        let log = dispatcher::get_default(Clone::clone);
        thread::Builder::new().name("postgres".to_owned()).spawn(move || {
            let local = LocalSet::new();
            dispatcher::with_default(&log, || local.block_on(&runtime, serve(options, queue)));
        })?;
        Ok(Self { tasks })
    }

    /// Runs a write in a transaction of its own. The write is run and committed even if the caller
    /// stops waiting.
    pub async fn write<T, F>(&self, work: Arc<F>) -> Result<T, Error>
    where
        T: Send + 'static,
        F: AsyncFn(&mut Tx<'_>) -> Result<T, Error> + Send + Sync + 'static,
    {
        self.run(async move |pool| {
            // If it is dropped before its commit, it is rolled back.
            let mut transaction = pool.begin().await?;
            let done = work(&mut Tx::new(Session::Postgres(&mut transaction))).await?;
            transaction.commit().await?;
            Ok(done)
        })
        .await
    }

    /// Reads one state: that before the first statement.
    pub async fn read<T, F>(&self, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: AsyncFnOnce(&mut Reader<'_>) -> Result<T, Error> + Send + 'static,
    {
        self.run(async |pool| {
            // The rollback at its drop holds up nobody.
            let mut transaction = pool.begin_with(SNAPSHOT).await?;
            work(&mut Reader::new(Session::Postgres(&mut transaction))).await
        })
        .await
    }

    /// Waits for the transactions that are running, and closes the connections.
    pub async fn close(&self) {
        let closing = self.run(async |pool| {
            pool.close().await;
            Ok(())
        });
        // An error means that the thread has ended by itself.
        drop(closing.await);
    }

    /// Runs a task on the thread, concurrently with others.
    async fn run<T, F>(&self, task: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: AsyncFnOnce(PgPool) -> Result<T, Error> + Send + 'static,
    {
        let (caller, answer) = oneshot::channel();
        let task: Task = Box::new(move |pool| {
            Box::pin(async move {
                // Fails if the caller has stopped waiting, which changes nothing.
                drop(caller.send(task(pool).await));
            })
        });
        self.tasks.send(task).map_err(|_| Error::closed())?;
        // A task that panics drops its caller.
        answer.await.unwrap_or(Err(Error::Panicked))
    }
}

async fn serve(options: PgConnectOptions, mut queue: mpsc::UnboundedReceiver<Task>) {
    let pool = PgPoolOptions::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .connect_lazy_with(options);
    while let Some(task) = queue.recv().await {
        spawn_local(task(pool.clone()));
    }
}

/// Connects once, and says why that fails.
async fn first_connection(options: &PgConnectOptions) -> anyhow::Result<PgConnection> {
    match timeout(CONNECT_TIMEOUT, PgConnection::connect_with(options)).await {
        Ok(Ok(connection)) => Ok(connection),
        Ok(Err(sqlx::Error::Io(error))) if error.kind() == io::ErrorKind::ConnectionRefused => {
            bail!("Postgres refuses connections; check that it's running, and check DATABASE_URL")
        }
        Ok(Err(sqlx::Error::Io(error))) => bail!("can't reach the server ({error})"),
        Ok(Err(sqlx::Error::Database(error))) => bail!("Postgres says: {}", error.message()),
        Ok(Err(error)) => Err(anyhow!(error)),
        Err(_) => bail!("the server isn't responding; check its host, its port and the firewall"),
    }
}

/// Returns the name of the database that a URL names, and its server's host and port.
pub(super) fn address(url: &str) -> anyhow::Result<String> {
    let options = PgConnectOptions::from_str(url)?;
    let server = match options.get_socket() {
        Some(folder) => format!("{} (port {})", folder.display(), options.get_port()),
        None => format!("{}:{}", options.get_host(), options.get_port()),
    };
    let database = options.get_database().unwrap_or_else(|| options.get_username());
    Ok(format!("{database} at {server}"))
}
