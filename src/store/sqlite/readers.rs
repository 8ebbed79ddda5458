//! SQLite's readers: a few sessions, each used by one reader at a time, in a thread that may block.
//! They read while the writer writes.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::{runtime::Handle, sync::Semaphore, task::spawn_blocking};

use crate::store::{
    error::Error,
    sqlite::session::Session,
    tx::{self, Reader},
};

/// How many read at once: one may be a long search, and others go on meanwhile.
const AT_ONCE: u32 = 2;

#[derive(Clone)]
pub(in crate::store) struct Readers {
    inner: Arc<Inner>,
}

struct Inner {
    file: PathBuf,
    /// The sessions that no reader is using. Each is opened when it is first needed.
    free: Mutex<Vec<Session>>,
    permits: Arc<Semaphore>,
}

impl Readers {
    pub(in crate::store) fn new(file: PathBuf) -> Self {
        let permits = Arc::new(Semaphore::new(usize::try_from(AT_ONCE).unwrap_or(1)));
        Self { inner: Arc::new(Inner { file, free: Mutex::default(), permits }) }
    }

    /// Reads one state: that at the first statement.
    pub(in crate::store) async fn read<T, F>(&self, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: AsyncFnOnce(&mut Reader<'_>) -> Result<T, Error> + Send + 'static,
    {
        let permit =
            Arc::clone(&self.inner.permits).acquire_owned().await.map_err(|_| Error::closed())?;
        let inner = Arc::clone(&self.inner);
        let runtime = Handle::current();
        let reading = spawn_blocking(move || {
            let _permit = permit;
            let free = inner.free().pop();
            let mut session = match free {
                Some(session) => session,
                None => Session::open_to_read(&inner.file)?,
            };
            // Outside of a transaction, each statement would see what was committed before it.
            session.execute("BEGIN", &[])?;
            let mut reader = Reader::new(tx::Session::Sqlite(&mut session));
            let done = runtime.block_on(work(&mut reader));
            // If the end fails, the session is not used again.
            if session.execute("COMMIT", &[]).is_ok() {
                inner.free().push(session);
            }
            done
        });
        reading.await.unwrap_or(Err(Error::Panicked))
    }

    /// Waits for the reads that have begun, and closes the file. Later reads fail.
    pub(in crate::store) async fn close(&self) {
        if self.inner.permits.acquire_many(AT_ONCE).await.is_ok() {
            self.inner.permits.close();
            self.inner.free().clear();
        }
    }
}

impl Inner {
    fn free(&self) -> MutexGuard<'_, Vec<Session>> {
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
