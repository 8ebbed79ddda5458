//! SQLite's only writer: one thread, which runs writes one after another and commits them in
//! batches.
//!
//! With full synchronisation each commit waits for the disk. Writes that arrive together therefore
//! share one transaction, and their callers get their results after its commit:
//!
//! ```text
//! BEGIN IMMEDIATE
//!     the first write
//!     SAVEPOINT write, the second write, RELEASE write
//!     SAVEPOINT write, the third write, RELEASE write
//! COMMIT
//! ```
//!
//! - If the rules refuse a write, its savepoint is rolled back, and the batch goes on.
//! - If a statement fails, the whole batch is rolled back. SQLite may have ended the transaction by
//!   itself, for example because the disk is full, so nothing is repeated inside it. If the batch
//!   had only one write, its caller gets the error. Otherwise any of the writes may be the cause:
//!   each caller gets [`Error::Conflict`], and `Store` hands their write in again as
//!   [`Batching::Alone`].
//! - If the rollback fails too, the connection is in an unknown state. It is closed, and the next
//!   batch opens another.
//!
//! A deferred write does not wake the thread. It waits until another write comes and takes it along
//! in its batch, or for [`GATHERING`]. It has no savepoint, since a savepoint copies each page that
//! is changed after it: if it is refused, the batch fails.

use std::{
    collections::VecDeque,
    io,
    panic::AssertUnwindSafe,
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
    time::Duration,
};

use futures_util::{FutureExt, future::LocalBoxFuture};
use tokio::{
    runtime,
    sync::{mpsc, oneshot},
    time::{sleep, timeout},
};
use tracing::dispatcher;

use crate::store::{
    error::Error,
    sqlite::session::Session,
    tx::{self, Tx},
};

/// The most writes in one batch. It limits how long the first waits for the last.
const LARGEST_BATCH: usize = 64;
/// How many writes may wait for the writer before their callers have to wait to hand them in.
const INBOX: usize = 1_024;
/// How long a deferred write waits for a batch to join, and a busy writer for more writes.
const GATHERING: Duration = Duration::from_millis(5);
/// After a batch of this many writes the writer is busy: more writes are on their way, and waiting
/// for them saves commits.
const BUSY: usize = 4;

/// How a write may share a transaction with others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) enum Batching {
    /// With all that arrive at the same time.
    Join,
    /// The same, and it waits for them instead of waking the writer.
    Defer,
    /// With none.
    Alone,
}

/// The way to the writer's thread. Cheap to clone.
#[derive(Clone)]
pub(in crate::store) struct Writer {
    inbox: mpsc::Sender<Request>,
    deferred: Deferred,
}

/// What the writer is asked to do.
enum Request {
    Write(Box<dyn QueuedWrite>),
    /// To run the first deferred write.
    Flush,
    /// To do what was asked before, to close the file, and to say so.
    Close(oneshot::Sender<()>),
}

/// The deferred writes, oldest first.
#[derive(Clone, Default)]
struct Deferred(Arc<Mutex<VecDeque<Box<dyn QueuedWrite>>>>);

impl Deferred {
    fn writes(&self) -> MutexGuard<'_, VecDeque<Box<dyn QueuedWrite>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Writer {
    /// Starts the thread. It ends when it is asked to close the file, or when the last `Writer` is
    /// dropped.
    pub(in crate::store) fn start(file: PathBuf, session: Session) -> io::Result<Self> {
        let (sender, receiver) = mpsc::channel(INBOX);
        let deferred = Deferred::default();
        let queue = Queue {
            inbox: receiver,
            deferred: deferred.clone(),
            next: None,
            is_busy: false,
            closed: None,
        };
        // Without I/O: with it, waking the thread would be a write to a file.
        let runtime = runtime::Builder::new_current_thread().enable_time().build()?;
        // In the tests each thread has a log of its own. The caller's holds for this thread too.
        let log = dispatcher::get_default(Clone::clone);
        thread::Builder::new().name("writer".to_owned()).spawn(move || {
            dispatcher::with_default(&log, || runtime.block_on(serve(file, session, queue)));
        })?;
        Ok(Self { inbox: sender, deferred })
    }

    /// Runs a write and returns its result once it is committed. The write runs to its end even if
    /// the caller stops waiting.
    pub(in crate::store) async fn write<T, F>(
        &self,
        work: Arc<F>,
        batching: Batching,
    ) -> Result<T, Error>
    where
        T: Send + 'static,
        F: AsyncFn(&mut Tx<'_>) -> Result<T, Error> + Send + Sync + 'static,
    {
        let (caller, mut answer) = oneshot::channel();
        let write = Box::new(Write { work, batching, result: None, caller });
        if batching == Batching::Defer {
            self.deferred.writes().push_back(write);
            if let Ok(answer) = timeout(GATHERING, &mut answer).await {
                return answer.map_err(|_| Error::closed())?;
            }
            self.request(Request::Flush).await?;
        } else {
            self.request(Request::Write(write)).await?;
        }
        answer.await.map_err(|_| Error::closed())?
    }

    /// Finishes what was asked before, and closes the file.
    pub(in crate::store) async fn close(&self) {
        let (sender, closed) = oneshot::channel();
        if self.request(Request::Close(sender)).await.is_ok() {
            // An error means that the thread has ended by itself.
            drop(closed.await);
        }
    }

    async fn request(&self, request: Request) -> Result<(), Error> {
        self.inbox.send(request).await.map_err(|_| Error::closed())
    }
}

/// A write that waits for its turn, or for its batch to be committed.
trait QueuedWrite: Send {
    fn batching(&self) -> Batching;

    /// Runs the write in the open transaction and keeps its result.
    fn run<'a>(&'a mut self, session: &'a mut Session) -> LocalBoxFuture<'a, Verdict>;

    /// Sends the caller the error, or else the write's own result.
    fn finish(self: Box<Self>, batch: Result<(), Error>);
}

struct Write<T, F> {
    work: Arc<F>,
    batching: Batching,
    result: Option<Result<T, Error>>,
    caller: oneshot::Sender<Result<T, Error>>,
}

/// What is to become of a write's changes.
enum Verdict {
    Keep,
    /// The rules refuse the write. The transaction is unharmed.
    Undo,
    /// A statement failed.
    RollBack {
        locked: bool,
    },
}

impl<T, F> QueuedWrite for Write<T, F>
where
    T: Send,
    F: AsyncFn(&mut Tx<'_>) -> Result<T, Error> + Send + Sync,
{
    fn batching(&self) -> Batching {
        self.batching
    }

    fn run<'a>(&'a mut self, session: &'a mut Session) -> LocalBoxFuture<'a, Verdict> {
        Box::pin(async move {
            let mut tx = Tx::new(tx::Session::Sqlite(session));
            let result = AssertUnwindSafe((self.work)(&mut tx)).catch_unwind().await;
            let result = result.unwrap_or_else(|_| {
                Err(Error::Corrupt("something that stopped a write".to_owned()))
            });
            let verdict = match &result {
                Ok(_) => Verdict::Keep,
                Err(Error::Refused(_) | Error::Corrupt(_)) => Verdict::Undo,
                Err(Error::Locked) => Verdict::RollBack { locked: true },
                Err(Error::Conflict | Error::Database(_)) => Verdict::RollBack { locked: false },
            };
            self.result = Some(result);
            verdict
        })
    }

    fn finish(self: Box<Self>, batch: Result<(), Error>) {
        let result = self.result.unwrap_or_else(|| Err(Error::closed()));
        // The caller may have stopped waiting. The write is what it is all the same.
        drop(self.caller.send(batch.and(result)));
    }
}

/// What the thread has to do, in order.
struct Queue {
    inbox: mpsc::Receiver<Request>,
    deferred: Deferred,
    /// Taken from the inbox and not yet run: it could not join the last batch.
    next: Option<Box<dyn QueuedWrite>>,
    is_busy: bool,
    /// Waits for the file to be closed. From then on nothing comes into the inbox.
    closed: Option<oneshot::Sender<()>>,
}

impl Queue {
    /// Waits for the first write of a batch. None when there will be no more.
    async fn first(&mut self) -> Option<Box<dyn QueuedWrite>> {
        while self.next.is_none() {
            match self.inbox.recv().await {
                // It may have joined a batch meanwhile.
                Some(Request::Flush) => match self.deferred.writes().pop_front() {
                    Some(write) => return Some(write),
                    None => continue,
                },
                Some(request) => self.accept(request),
                None => return self.deferred.writes().pop_front(),
            }
        }
        if self.is_busy {
            sleep(GATHERING).await;
        }
        self.next.take()
    }

    /// Another write for the same batch, if one is waiting. Deferred ones come last.
    fn another(&mut self) -> Option<Box<dyn QueuedWrite>> {
        if self.next.is_none()
            && let Ok(request) = self.inbox.try_recv()
        {
            self.accept(request);
        }
        self.next
            .take_if(|write| write.batching() != Batching::Alone)
            .or_else(|| self.deferred.writes().pop_front())
    }

    fn accept(&mut self, request: Request) {
        match request {
            Request::Write(write) => self.next = Some(write),
            Request::Flush => {}
            Request::Close(closed) => {
                self.inbox.close();
                self.closed = Some(closed);
            }
        }
    }
}

async fn serve(file: PathBuf, session: Session, mut queue: Queue) {
    let mut idle = Some(session);
    while let Some(first) = queue.first().await {
        let session = match idle.take() {
            Some(session) => Ok(session),
            None => Session::open(&file),
        };
        match session {
            Ok(mut session) => {
                if run_batch(&mut session, first, &mut queue).await.is_ok() {
                    idle = Some(session);
                }
            }
            // The next write tries again.
            Err(error) => {
                tracing::error!(%error, "The database cannot be opened");
                first.finish(Err(error));
            }
        }
    }
    drop(idle);
    if let Some(closed) = queue.closed {
        // The caller may have stopped waiting.
        closed.send(()).ok();
    }
}

/// The connection is in an unknown state and must not be used again.
struct ConnectionLost;

/// Runs a write and those that can share its transaction, and commits them.
async fn run_batch(
    session: &mut Session,
    first: Box<dyn QueuedWrite>,
    queue: &mut Queue,
) -> Result<(), ConnectionLost> {
    if let Err(error) = session.execute("BEGIN IMMEDIATE", &[]) {
        // Without the lock nothing has begun.
        let lost = !matches!(error, Error::Locked);
        first.finish(Err(error));
        return if lost { Err(ConnectionLost) } else { Ok(()) };
    }
    let is_alone = first.batching() == Batching::Alone;
    let mut batch = vec![first];
    loop {
        if let Err(failure) = run_last(session, &mut batch).await {
            return roll_back(session, batch, failure);
        }
        if is_alone || batch.len() == LARGEST_BATCH {
            break;
        }
        let Some(write) = queue.another() else { break };
        batch.push(write);
    }
    queue.is_busy = batch.len() >= BUSY;
    match session.execute("COMMIT", &[]) {
        Ok(_) => {
            batch.into_iter().for_each(|write| write.finish(Ok(())));
            Ok(())
        }
        Err(error) => roll_back(session, batch, Failure::Transaction(error)),
    }
}

/// Why a batch is rolled back.
enum Failure {
    /// Its last write failed, and has the error as its result.
    Write { locked: bool },
    /// A statement of the batch itself failed.
    Transaction(Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Transaction(error)
    }
}

/// Runs the last write of a batch. The others have run.
async fn run_last(
    session: &mut Session,
    batch: &mut [Box<dyn QueuedWrite>],
) -> Result<(), Failure> {
    let Some((write, others)) = batch.split_last_mut() else { return Ok(()) };
    let has_savepoint = !others.is_empty() && write.batching() != Batching::Defer;
    if has_savepoint {
        session.execute("SAVEPOINT write", &[])?;
    }
    match write.run(session).await {
        Verdict::Keep => {}
        Verdict::Undo if has_savepoint => {
            session.execute("ROLLBACK TO write", &[])?;
        }
        Verdict::Undo => return Err(Failure::Write { locked: false }),
        Verdict::RollBack { locked } => return Err(Failure::Write { locked }),
    }
    if has_savepoint {
        session.execute("RELEASE write", &[])?;
    }
    Ok(())
}

/// Undoes a batch. A single caller gets the error; several start over, each alone.
fn roll_back(
    session: &mut Session,
    batch: Vec<Box<dyn QueuedWrite>>,
    failure: Failure,
) -> Result<(), ConnectionLost> {
    let rolled_back = session.execute("ROLLBACK", &[]);
    match <[Box<dyn QueuedWrite>; 1]>::try_from(batch) {
        Ok([write]) => write.finish(match failure {
            Failure::Write { .. } => Ok(()),
            Failure::Transaction(error) => Err(error),
        }),
        Err(batch) => {
            let is_locked = matches!(
                failure,
                Failure::Write { locked: true } | Failure::Transaction(Error::Locked)
            );
            for write in batch {
                write.finish(Err(if is_locked { Error::Locked } else { Error::Conflict }));
            }
        }
    }
    rolled_back.map(drop).map_err(|_| ConnectionLost)
}
