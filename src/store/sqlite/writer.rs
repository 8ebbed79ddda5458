//! SQLite's one writer. Whoever wants to write hands it a write; writes that wait together are
//! committed together, so many facts cost one fsync, and each is told of its success only after the
//! commit. It has a thread of its own, where it may wait for the disk.

use std::{
    collections::VecDeque,
    io,
    panic::AssertUnwindSafe,
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
    time::Duration,
};

use futures_util::{FutureExt, future::BoxFuture};
use tokio::{
    runtime,
    sync::{mpsc, oneshot},
    time::{sleep, timeout},
};
use tracing::dispatcher;

use crate::store::{
    connection::{Connection, Work},
    error::Error,
    sqlite::session::Session,
};

/// The most writes in one commit: bounds how long the first of them waits for the last.
const BATCH: usize = 64;
/// Writes that may wait before those who hand them in have to wait themselves.
const QUEUE: usize = 1_024;
/// How long a write that can wait waits for another whose commit it can share.
const PATIENCE: Duration = Duration::from_millis(5);
/// From how many writes in one commit on it is a crowd. More are coming then, so the next wait for
/// each other too: fewer commits leave more of the machine to all of them.
const CROWD: usize = 4;

/// How a write may be batched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) enum Batching {
    /// With those who come at the same time.
    Join,
    /// The same; and it waits a little for others, instead of waking the writer.
    Defer,
    /// In a transaction of its own: it was part of a batch that failed, and any of its writes
    /// may be the cause.
    Alone,
}

/// Receives the error instead of a session if the transaction could not start.
type Run =
    Box<dyn for<'a> FnOnce(Result<&'a mut Session, Error>) -> BoxFuture<'a, Executed> + Send>;

struct QueuedWrite {
    run: Run,
    batching: Batching,
}

/// What the writer is asked for.
enum Request {
    Write(QueuedWrite),
    /// Commit the deferred writes now.
    Go,
    /// To close the file, and tell it.
    Close(oneshot::Sender<()>),
}

/// What a write leaves behind: its verdict, and how its caller is told about the commit.
struct Executed {
    end: Verdict,
    tell: Box<dyn FnOnce(Result<(), Error>) + Send>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    /// Its changes are to stay.
    Stays,
    /// It found that it may not be. The database is well.
    Undone,
    /// The database did not do a statement.
    Broken,
    /// Another program holds the file's lock.
    Locked,
}

impl Verdict {
    fn of<T>(result: &Result<T, Error>) -> Self {
        match result {
            Ok(_) => Self::Stays,
            Err(Error::Refused(_) | Error::Corrupt(_)) => Self::Undone,
            Err(Error::Locked) => Self::Locked,
            Err(Error::Conflict | Error::Database(_)) => Self::Broken,
        }
    }
}

#[derive(Clone)]
pub(in crate::store) struct Writer {
    requests: mpsc::Sender<Request>,
    waiting: Waiting,
}

/// Writes that wait for others whose commit they can share.
#[derive(Clone, Default)]
struct Waiting(Arc<Mutex<VecDeque<QueuedWrite>>>);

impl Waiting {
    fn writes(&self) -> MutexGuard<'_, VecDeque<QueuedWrite>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Writer {
    /// Starts the writer's thread. It ends when it is told to close the file, or when nobody is
    /// left who could write.
    pub(in crate::store) fn start(file: PathBuf, session: Session) -> io::Result<Self> {
        let (requests, inbox) = mpsc::channel(QUEUE);
        // Without I/O, of which SQLite has none here: then a wake-up is a wake-up, and not a write
        // to a file for `epoll`.
        let runtime = runtime::Builder::new_current_thread().enable_time().build()?;
        // A log that holds for the thread that opens the store holds for this one too.
        let log = dispatcher::get_default(Clone::clone);
        let waiting = Waiting::default();
        let queue = Queue {
            inbox,
            waiting: waiting.clone(),
            held: VecDeque::new(),
            crowded: false,
            closing: None,
        };
        let serving = serve(file, session, queue);
        thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || dispatcher::with_default(&log, || runtime.block_on(serving)))?;
        Ok(Self { requests, waiting })
    }

    pub(in crate::store) async fn write<T: Send + 'static>(
        &self,
        work: Arc<Work<T>>,
        batching: Batching,
    ) -> Result<T, Error> {
        let (tell, mut told) = oneshot::channel();
        let run: Run = Box::new(move |session| {
            Box::pin(async move {
                let result = match session {
                    Ok(session) => {
                        let mut connection = Connection::Sqlite(session);
                        let done = AssertUnwindSafe(work(&mut connection)).catch_unwind().await;
                        done.unwrap_or_else(|_| {
                            Err(Error::Corrupt("something that stopped a write".to_owned()))
                        })
                    }
                    Err(error) => Err(error),
                };
                let end = Verdict::of(&result);
                // Whoever asked may have gone away meanwhile; the change stays all the same.
                let tell =
                    move |committed: Result<(), Error>| drop(tell.send(committed.and(result)));
                Executed { end, tell: Box::new(tell) }
            })
        });
        let write = QueuedWrite { run, batching };
        if batching != Batching::Defer {
            self.requests.send(Request::Write(write)).await.map_err(|_| Error::closed())?;
            return told.await.map_err(|_| Error::closed())?;
        }
        self.waiting.writes().push_back(write);
        if let Ok(done) = timeout(PATIENCE, &mut told).await {
            return done.map_err(|_| Error::closed())?;
        }
        self.requests.send(Request::Go).await.map_err(|_| Error::closed())?;
        told.await.map_err(|_| Error::closed())?
    }

    /// Finishes what was asked for before, and closes the file.
    pub(in crate::store) async fn close(&self) {
        let (tell, told) = oneshot::channel();
        if self.requests.send(Request::Close(tell)).await.is_ok() {
            // An error means that the writer has already ended.
            drop(told.await);
        }
    }
}

/// The writes in their order.
struct Queue {
    inbox: mpsc::Receiver<Request>,
    waiting: Waiting,
    /// Taken from the inbox, and not yet done.
    held: VecDeque<QueuedWrite>,
    /// The last commit was one of a crowd.
    crowded: bool,
    /// Who wants to hear that the file is closed. Nothing is taken from the inbox any more.
    closing: Option<oneshot::Sender<()>>,
}

impl Queue {
    fn hold(&mut self, request: Request) {
        match request {
            Request::Write(write) => self.held.push_back(write),
            Request::Go => {}
            Request::Close(tell) => {
                self.inbox.close();
                self.closing = Some(tell);
            }
        }
    }

    /// The next write, once there is one that does not wait for others. None when there will be no
    /// more.
    async fn first(&mut self) -> Option<QueuedWrite> {
        while self.held.is_empty() {
            match self.inbox.recv().await {
                // The one who asked may have been served meanwhile.
                Some(Request::Go) => match self.waiting.writes().pop_front() {
                    Some(write) => return Some(write),
                    None => continue,
                },
                Some(request) => self.hold(request),
                None => return self.waiting.writes().pop_front(),
            }
        }
        if self.crowded {
            // To be woken for each of them would cost more than it takes to do it.
            sleep(PATIENCE).await;
        }
        self.held.pop_front()
    }

    /// A write that is there and may be committed with another; last come those who have been
    /// waiting for that.
    fn companion(&mut self) -> Option<QueuedWrite> {
        if self.held.is_empty()
            && let Ok(request) = self.inbox.try_recv()
        {
            self.hold(request);
        }
        self.held
            .pop_front_if(|write| write.batching != Batching::Alone)
            .or_else(|| self.waiting.writes().pop_front())
    }
}

async fn serve(file: PathBuf, session: Session, mut queue: Queue) {
    let mut kept = Some(session);
    while let Some(first) = queue.first().await {
        let session = match kept.take() {
            Some(session) => Ok(session),
            None => Session::open(&file),
        };
        match session {
            Ok(mut session) => {
                if batch(&mut session, first, &mut queue).await.is_ok() {
                    kept = Some(session);
                }
            }
            // The next write tries again.
            Err(error) => {
                tracing::error!(%error, "The database cannot be opened");
                ((first.run)(Err(error)).await.tell)(Ok(()));
            }
        }
    }
    drop(kept);
    if let Some(closing) = queue.closing {
        // Whoever wanted to hear it may have gone away meanwhile.
        closing.send(()).ok();
    }
}

/// A connection that may not be used any more: nobody knows what is open on it.
struct ConnectionLost;

/// Runs the first write and those that wait behind it, and commits them together.
async fn batch(
    session: &mut Session,
    first: QueuedWrite,
    queue: &mut Queue,
) -> Result<(), ConnectionLost> {
    if let Err(error) = session.execute("BEGIN IMMEDIATE", &[]) {
        // Where the lock was not to be had, there is nothing to undo.
        let spoilt = !matches!(error, Error::Locked);
        ((first.run)(Err(error)).await.tell)(Ok(()));
        return if spoilt { Err(ConnectionLost) } else { Ok(()) };
    }
    let alone = first.batching == Batching::Alone;
    let mut done = Vec::new();
    let mut next = Some(first);
    while let Some(write) = next {
        // A savepoint copies each page that the write changes. Deferred writes only mark work as
        // done and never roll back, so they need none.
        let guarded = !done.is_empty() && write.batching != Batching::Defer;
        if guarded && let Err(error) = session.execute("SAVEPOINT write", &[]) {
            queue.held.push_front(write);
            return give_up(session, done, Some(error));
        }
        let ran = (write.run)(Ok(&mut *session)).await;
        let end = ran.end;
        done.push(ran);
        let settled = match end {
            Verdict::Stays if guarded => session.execute("RELEASE write", &[]),
            Verdict::Stays => Ok(0),
            Verdict::Undone if guarded => session
                .execute("ROLLBACK TO write", &[])
                .and_then(|_| session.execute("RELEASE write", &[])),
            Verdict::Undone | Verdict::Broken | Verdict::Locked => {
                return give_up(session, done, None);
            }
        };
        if let Err(error) = settled {
            return give_up(session, done, Some(error));
        }
        next = if alone || done.len() == BATCH { None } else { queue.companion() };
    }
    queue.crowded = done.len() >= CROWD;
    match session.execute("COMMIT", &[]) {
        Ok(_) => {
            done.into_iter().for_each(|ran| (ran.tell)(Ok(())));
            Ok(())
        }
        Err(error) => give_up(session, done, Some(error)),
    }
}

/// Undoes everything. One write is told why, if it does not know; several start over, each by
/// itself, since nobody knows whose fault it was.
fn give_up(
    session: &mut Session,
    done: Vec<Executed>,
    why: Option<Error>,
) -> Result<(), ConnectionLost> {
    let undone = session.execute("ROLLBACK", &[]);
    let locked =
        matches!(why, Some(Error::Locked)) || done.iter().any(|ran| ran.end == Verdict::Locked);
    match <[Executed; 1]>::try_from(done) {
        Ok([ran]) => (ran.tell)(why.map_or(Ok(()), Err)),
        Err(done) => done
            .into_iter()
            .for_each(|ran| (ran.tell)(Err(if locked { Error::Locked } else { Error::Conflict }))),
    }
    undone.map(|_| ()).map_err(|_| ConnectionLost)
}
