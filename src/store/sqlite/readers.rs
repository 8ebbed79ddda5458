//! Reading from SQLite beside its writer: a few sessions, each lent to one reader at a time, in a
//! thread that may wait.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

use futures_util::{FutureExt, future::BoxFuture};
use tokio::{sync::Semaphore, task::spawn_blocking};

use crate::store::{connection::Connection, error::Error, sqlite::session::Session};

/// How many read at once: a long search, and whoever comes meanwhile.
const AT_ONCE: u32 = 2;

#[derive(Clone)]
pub(in crate::store) struct Readers {
    inner: Arc<Inner>,
}

struct Inner {
    file: PathBuf,
    /// The sessions that nobody uses. They are opened when they are first needed.
    free: Mutex<Vec<Session>>,
    turns: Arc<Semaphore>,
}

impl Readers {
    pub(in crate::store) fn new(file: PathBuf) -> Self {
        let turns = Arc::new(Semaphore::new(usize::try_from(AT_ONCE).unwrap_or(1)));
        Self { inner: Arc::new(Inner { file, free: Mutex::default(), turns }) }
    }

    pub(in crate::store) async fn read<T, F>(&self, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: for<'a, 'c> FnOnce(&'a mut Connection<'c>) -> BoxFuture<'a, Result<T, Error>>
            + Send
            + 'static,
    {
        self.lend(|session| {
            // Nothing in it waits for anything but the session, which answers at once.
            let done = work(&mut Connection::Sqlite(session)).now_or_never();
            done.unwrap_or_else(|| {
                Err(Error::Corrupt("a read that waits for something else".to_owned()))
            })
        })
        .await
    }

    pub(in crate::store) async fn lend<T, F>(&self, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: FnOnce(&mut Session) -> Result<T, Error> + Send + 'static,
    {
        let turn =
            Arc::clone(&self.inner.turns).acquire_owned().await.map_err(|_| Error::closed())?;
        let inner = Arc::clone(&self.inner);
        let reading = spawn_blocking(move || {
            let _turn = turn;
            let free = inner.free().pop();
            let mut session = match free {
                Some(session) => session,
                None => Session::open_to_read(&inner.file)?,
            };
            let done = work(&mut session);
            inner.free().push(session);
            done
        });
        reading.await.unwrap_or_else(|panic| {
            Err(Error::Corrupt(format!("something that stopped a read: {panic}")))
        })
    }

    /// Waits for those who read, and closes the file.
    pub(in crate::store) async fn close(&self) {
        if self.inner.turns.acquire_many(AT_ONCE).await.is_ok() {
            self.inner.turns.close();
            self.inner.free().clear();
        }
    }
}

impl Inner {
    fn free(&self) -> std::sync::MutexGuard<'_, Vec<Session>> {
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
