//! SQLite's only writer: a thread that owns the connection for writing, runs writes one after
//! another, and commits them in batches.
//!
//! A *write* is a function that a use case passes to [`Store::write`](crate::store::Store::write).
//! It runs statements, and returns a result or a refusal. A commit waits for the disk, so writes
//! that are waiting at the same time share one:
//!
//! ```text
//! BEGIN IMMEDIATE
//!     the first write
//!     SAVEPOINT write, the second write, RELEASE write
//!     SAVEPOINT write, the third write, RELEASE write
//! COMMIT
//! ```
//!
//! The way of a write: [`Writer::write`] puts it into the inbox and waits for its answer. The
//! thread ([`serve`]) takes it from the [`Queue`]; [`run_batch`] runs it, with those that are
//! waiting too, and commits; then [`QueuedWrite::finish`] sends each caller its result. So nobody
//! has a result before the commit. If the process dies before the commit, no change is in the file;
//! if it dies after it, every change is of which a caller had the result.
//!
//! # When a batch ends
//!
//! When no further write is waiting, or when it has [`LARGEST_BATCH`] writes. After a batch of
//! [`BUSY_FROM`] writes or more, the thread waits [`GATHER_WINDOW`] before it begins the next, so
//! that more can join. A write that must be [`Batching::Alone`] gets a batch of its own.
//!
//! A [deferred](Batching::Defer) write does not wake the thread. It joins the next batch, after the
//! writes of the inbox; if there is none within [`GATHER_WINDOW`], its caller asks for one. It is
//! answered after the commit like any other.
//!
//! # When something fails
//!
//! - A write returns a refusal, reads a row that it cannot use, or panics: its savepoint is rolled
//!   back, its caller gets the error, and the batch goes on. The first write has no savepoint; if
//!   it is the one, no other has joined yet, so the transaction is rolled back and the batch is
//!   over.
//! - A statement fails: the whole batch is rolled back, since SQLite may have ended the transaction
//!   by itself, for example because the disk is full. If the batch had one write, its caller gets
//!   the error. If it had several, any of them may be the cause: each caller gets
//!   [`Error::Conflict`], or [`Error::Locked`] if a lock was the cause, and `Store` hands their
//!   writes in again, each as [`Batching::Alone`].
//! - A deferred write is refused, panics or reads a row that it cannot use: the same as if a
//!   statement had failed. It has no savepoint, since a savepoint makes SQLite save a copy of every
//!   page that is changed after it.
//! - Another program holds the file's lock: the batch does not begin. The caller of its first write
//!   gets [`Error::Locked`], and `Store` hands the write in again.
//! - The rollback fails too: the connection is in an unknown state. It is closed, and the next
//!   batch opens another.

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

/// The largest number of writes in a batch. It limits how long the first waits for the last.
const LARGEST_BATCH: usize = 64;
/// The largest number of requests that wait for the writer. Callers that come later wait until
/// there is room.
const INBOX: usize = 1_024;
/// How long a deferred write waits for a batch to join, and how long a busy writer waits for more
/// writes before it begins a batch.
const GATHER_WINDOW: Duration = Duration::from_millis(5);
/// The smallest number of writes in a batch after which the writer counts as busy: more writes are
/// likely to follow, and waiting for them saves commits.
const BUSY_FROM: usize = 4;

/// Which other writes a write may share its transaction with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) enum Batching {
    /// With all that are waiting when it runs.
    Join,
    /// The same, and it waits for them for [`GATHER_WINDOW`] instead of waking the writer.
    Defer,
    /// With none. For a write whose batch failed.
    Alone,
}

/// The handle of the writer's thread. Cheap to clone.
#[derive(Clone)]
pub(in crate::store) struct Writer {
    inbox: mpsc::Sender<Request>,
    deferred: Deferred,
}

/// What the writer's thread is asked to do.
enum Request {
    Write(Box<dyn QueuedWrite>),
    /// Begin a batch with the oldest deferred write, if no batch has picked it up yet.
    Flush,
    /// Run the writes that are waiting, close the file, and answer.
    Close(oneshot::Sender<()>),
}

/// The deferred writes that no batch has picked up yet, oldest first. `None` once the thread has
/// ended.
#[derive(Clone)]
struct Deferred(Arc<Mutex<Option<WriteQueue>>>);

type WriteQueue = VecDeque<Box<dyn QueuedWrite>>;

impl Deferred {
    fn new() -> Self {
        Self(Arc::new(Mutex::new(Some(VecDeque::new()))))
    }

    fn push(&self, write: Box<dyn QueuedWrite>) -> Result<(), Error> {
        self.writes().as_mut().ok_or_else(Error::closed)?.push_back(write);
        Ok(())
    }

    fn pop(&self) -> Option<Box<dyn QueuedWrite>> {
        self.writes().as_mut()?.pop_front()
    }

    /// Drops the writes that will not be run, so that their callers get an error.
    fn close(&self) {
        let unrun = self.writes().take();
        drop(unrun);
    }

    fn writes(&self) -> MutexGuard<'_, Option<WriteQueue>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Writer {
    /// Starts the thread. It ends after [`Writer::close`], or when the last `Writer` is dropped.
    pub(in crate::store) fn start(file: PathBuf, session: Session) -> io::Result<Self> {
        let (sender, receiver) = mpsc::channel(INBOX);
        let deferred = Deferred::new();
        let queue = Queue {
            inbox: receiver,
            deferred: deferred.clone(),
            next: None,
            is_busy: false,
            closed: None,
        };
        // Without I/O: with it, waking the thread would need a system call.
        let runtime = runtime::Builder::new_current_thread().enable_time().build()?;
        // In the tests each thread has a log of its own. The new thread uses the caller's.
        let log = dispatcher::get_default(Clone::clone);
        thread::Builder::new().name("writer".to_owned()).spawn(move || {
            dispatcher::with_default(&log, || runtime.block_on(serve(file, session, queue)));
        })?;
        Ok(Self { inbox: sender, deferred })
    }

    /// Runs a write and returns its result after the commit. Once queued, the write is run even if
    /// the caller stops waiting.
    ///
    /// # Errors
    /// The error of the write, or of its batch: see the module's documentation.
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
            self.deferred.push(write)?;
            if let Ok(answer) = timeout(GATHER_WINDOW, &mut answer).await {
                return answer.map_err(|_| Error::closed())?;
            }
            // Fails while the file is being closed. The write is then run before, or dropped.
            drop(self.request(Request::Flush).await);
        } else {
            self.request(Request::Write(write)).await?;
        }
        answer.await.map_err(|_| Error::closed())?
    }

    /// Runs the writes that are queued, and closes the file. Later writes fail.
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

/// A write that waits to be run, or that has run and waits for its batch to be committed. The trait
/// hides the type of its result.
trait QueuedWrite: Send {
    fn batching(&self) -> Batching;

    /// Runs the write in the open transaction and stores its result in it.
    fn run<'a>(&'a mut self, session: &'a mut Session) -> LocalBoxFuture<'a, Verdict>;

    /// Sends the caller the error of the batch or, if there is none, the result of the write.
    fn finish(self: Box<Self>, batch: Result<(), Error>);
}

struct Write<T, F> {
    work: Arc<F>,
    batching: Batching,
    /// `None` until it has run.
    result: Option<Result<T, Error>>,
    caller: oneshot::Sender<Result<T, Error>>,
}

/// What happens to the changes of a write that has run.
enum Verdict {
    /// They are committed with the batch.
    Keep,
    /// They are undone, and the batch goes on: no statement failed.
    Undo,
    /// They are undone with the whole batch: a statement failed. `locked` if the reason is another
    /// program's lock.
    RollBack { locked: bool },
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
            let write = async {
                let done = (self.work)(&mut tx).await?;
                // Words that it erased leave the search index in the same commit.
                tx.forget_words().await?;
                Ok(done)
            };
            let result = AssertUnwindSafe(write).catch_unwind().await;
            let result = result.unwrap_or(Err(Error::Panicked));
            let verdict = match &result {
                Ok(_) => Verdict::Keep,
                Err(Error::Refused(_) | Error::Corrupt(_) | Error::Panicked) => Verdict::Undo,
                Err(Error::Locked) => Verdict::RollBack { locked: true },
                Err(Error::Conflict | Error::Database(_)) => Verdict::RollBack { locked: false },
            };
            self.result = Some(result);
            verdict
        })
    }

    fn finish(self: Box<Self>, batch: Result<(), Error>) {
        let result = self.result.unwrap_or_else(|| Err(Error::closed()));
        // Fails if the caller has stopped waiting, which changes nothing.
        drop(self.caller.send(batch.and(result)));
    }
}

/// The writes that are waiting, from the thread's side.
struct Queue {
    inbox: mpsc::Receiver<Request>,
    deferred: Deferred,
    /// The next write, if it was taken from the inbox already. One that must be alone waits here
    /// until the batch before it is committed.
    next: Option<Box<dyn QueuedWrite>>,
    /// Whether the last batch had at least [`BUSY_FROM`] writes.
    is_busy: bool,
    /// Who waits for the file to be closed. The inbox takes nothing more then.
    closed: Option<oneshot::Sender<()>>,
}

impl Queue {
    /// Waits for the first write of a batch. Returns `None` if there is none and none can come.
    async fn first(&mut self) -> Option<Box<dyn QueuedWrite>> {
        while self.next.is_none() {
            match self.inbox.recv().await {
                // A batch may have picked the write up.
                Some(Request::Flush) => match self.deferred.pop() {
                    Some(write) => return Some(write),
                    None => continue,
                },
                Some(request) => self.accept(request),
                None => return self.deferred.pop(),
            }
        }
        if self.is_busy {
            sleep(GATHER_WINDOW).await;
        }
        self.next.take()
    }

    /// Returns another write for the batch, if one is waiting. Deferred writes come last.
    fn another(&mut self) -> Option<Box<dyn QueuedWrite>> {
        if self.next.is_none()
            && let Ok(request) = self.inbox.try_recv()
        {
            self.accept(request);
        }
        self.next
            .take_if(|write| write.batching() != Batching::Alone)
            .or_else(|| self.deferred.pop())
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

impl Drop for Queue {
    fn drop(&mut self) {
        self.deferred.close();
    }
}

/// Runs batches until the writer is closed or dropped. The body of the thread.
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
            // The next batch tries to open it again.
            Err(error) => {
                tracing::error!(%error, "Can't open the database");
                first.finish(Err(error));
            }
        }
    }
    drop(idle);
    if let Some(closed) = queue.closed.take() {
        // Fails if the caller has stopped waiting, which changes nothing.
        closed.send(()).ok();
    }
}

/// The connection is in an unknown state and must not be used any more.
struct ConnectionLost;

/// Runs a batch: a write, and those that share its transaction. Sends each caller its result.
async fn run_batch(
    session: &mut Session,
    first: Box<dyn QueuedWrite>,
    queue: &mut Queue,
) -> Result<(), ConnectionLost> {
    if let Err(error) = session.execute("BEGIN IMMEDIATE", &[]) {
        // If only the lock was missing, nothing has begun, and the connection is as it was.
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
    queue.is_busy = batch.len() >= BUSY_FROM;
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
    /// Its last write failed. The write's own result is the error.
    Write { locked: bool },
    /// A statement of the writer failed, such as `COMMIT`.
    Transaction(Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Transaction(error)
    }
}

/// Runs the last write of a batch. The others have run before.
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

/// Rolls a batch back. A single caller gets the error; several get one that makes `Store` hand
/// their writes in again, each alone.
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
