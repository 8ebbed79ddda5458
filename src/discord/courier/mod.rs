//! The only sender. Takes jobs from the outbox, one at a time for each case or bug, and performs
//! them. Each can be interrupted at any point and repeated without posting anything twice.
//!
//! Requests that are idempotent (a thread from a message, an edit) are just repeated. A new
//! message carries a nonce that Discord enforces for a few minutes; after that we look for the
//! message before we send it again.

mod board;
mod bug;
mod case;
mod erase;
mod files;
mod forum;
mod post;
mod posts;
mod thread;

use std::{
    collections::{HashMap, VecDeque},
    panic::AssertUnwindSafe,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use chrono::TimeDelta;
use futures_util::FutureExt;

use crate::{
    desk::{self, Desk, Job, Outcome},
    domain::{Effect, GuildId, Refusal, Time, UserId},
};

use crate::discord::rest::{Failure, Rest, code};

/// How many jobs of one server are on their way at once.
const AT_ONCE: usize = 16;
/// How many lanes of one server are kept in memory; more wait in the database.
const LANES: usize = 4_096;
/// How many jobs one look into the database brings.
const SWEEP: i64 = 256;
/// The longest pause between two tries.
const LONGEST_PAUSE: TimeDelta = TimeDelta::minutes(5);

/// Who the bot is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BotIdentity {
    pub user: UserId,
    pub application: u64,
}

/// The sender. Cheap to clone.
#[derive(Clone)]
pub struct Courier {
    inner: Arc<Inner>,
}

struct Inner {
    desk: Desk,
    rest: Rest,
    me: BotIdentity,
    /// How long a board rests after it was drawn.
    board_pause: Duration,
    files: files::Fetcher,
    servers: Mutex<HashMap<GuildId, Server>>,
}

/// What is under way in one server. Servers do not wait for each other.
#[derive(Default)]
struct Server {
    /// The lanes in which something is on its way, or waits for its turn.
    lanes: HashMap<String, Lane>,
    /// The lanes that wait for their turn, in order.
    waiting: VecDeque<String>,
    running: usize,
}

/// The order of one case or bug.
struct Lane {
    /// How often the work at its head had been asked for: the same row may be found due once more
    /// meanwhile.
    asked: i64,
    next: Option<Job>,
}

/// What stops a job.
enum Stop {
    Discord(Failure),
    /// The case's thread is not there, as far as Discord says this once.
    ThreadMissing,
    /// To be tried again in a moment: a single answer proves nothing.
    Again,
    /// The database did not answer. The row is due as before.
    Desk(desk::Error),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Discord(failure)
    }
}

impl From<desk::Error> for Stop {
    fn from(error: desk::Error) -> Self {
        Self::Desk(error)
    }
}

impl Courier {
    /// A sender for a desk. A board rests for `board_pause` after it was drawn. `base` is the
    /// address of the Discord-compatible interface: files are fetched from there and from Discord's
    /// own file hosts, and from nowhere else.
    ///
    /// # Errors
    /// When the machine has no TLS roots.
    pub fn new(
        desk: Desk,
        rest: Rest,
        me: BotIdentity,
        board_pause: Duration,
        base: &str,
    ) -> anyhow::Result<Self> {
        let inner = Inner {
            desk,
            rest,
            me,
            board_pause,
            files: files::Fetcher::new(base)?,
            servers: Mutex::default(),
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Whether nothing is on its way.
    pub fn is_idle(&self) -> bool {
        self.servers().is_empty()
    }

    fn servers(&self) -> MutexGuard<'_, HashMap<GuildId, Server>> {
        self.inner.servers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sends what is due; tells how many jobs it found.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn sweep(&self) -> desk::Result<usize> {
        let (mut count, mut after) = (0, 0);
        loop {
            let due = self.inner.desk.due(after, SWEEP).await?;
            let Some(last) = due.last() else { return Ok(count) };
            after = last.id;
            count += due.len();
            due.into_iter().for_each(|job| self.take(job));
        }
    }

    /// Takes a job on: it is under way at once, or waits behind the one before it in its lane,
    /// or for its server's turn.
    pub fn take(&self, job: Job) {
        let mut servers = self.servers();
        let server = servers.entry(job.guild).or_default();
        let key = job.effect.key();
        if let Some(busy) = server.lanes.get_mut(&key) {
            if job.asked > busy.asked {
                // A draw shows all that has changed until then, so one that waits is enough.
                busy.next = Some(job);
            }
            return;
        }
        if server.lanes.len() >= LANES {
            // It is due, and will be found when there is room.
            return;
        }
        server.lanes.insert(key.clone(), Lane { asked: job.asked, next: Some(job) });
        server.waiting.push_back(key);
        self.start(server);
    }

    /// Starts the lanes whose turn it is.
    fn start(&self, server: &mut Server) {
        while server.running < AT_ONCE {
            let Some(key) = server.waiting.pop_front() else { return };
            let Some(job) = server.lanes.get_mut(&key).and_then(|lane| lane.next.take()) else {
                continue;
            };
            server.running += 1;
            let courier = self.clone();
            tokio::spawn(async move {
                let guild = job.guild;
                // A fault in one job must not close its lane for good.
                if AssertUnwindSafe(courier.deliver(job)).catch_unwind().await.is_err() {
                    tracing::error!(guild.id = %guild, key, "A delivery broke off; it is tried again");
                }
                courier.finished(guild, key);
            });
        }
    }

    /// A lane's head is done: what came after it queues up again, behind the others of the server.
    fn finished(&self, guild: GuildId, key: String) {
        let mut servers = self.servers();
        let Some(server) = servers.get_mut(&guild) else { return };
        server.running -= 1;
        match server.lanes.get_mut(&key) {
            Some(Lane { asked, next: Some(next) }) => {
                *asked = next.asked;
                server.waiting.push_back(key);
            }
            _ => drop(server.lanes.remove(&key)),
        }
        self.start(server);
        if server.lanes.is_empty() {
            servers.remove(&guild);
        }
    }

    /// Does one job and notes how it ended.
    async fn deliver(&self, job: Job) {
        let done = match &job.effect {
            Effect::DrawCase { case } => self.draw_case(&job, *case).await,
            Effect::CheckAssignee { case } => self.check_assignee(&job, *case).await,
            Effect::DrawBug { bug } => self.draw_bug(&job, *bug).await,
            Effect::DrawBoard => self.draw_board(&job).await,
            Effect::KeepFiles { .. } => self.keep_files(&job).await,
            Effect::Offer { .. } => self.offer(&job).await,
            Effect::TakeBackOffers { author } => self.take_back_offers(&job, UserId(*author)).await,
        };
        let noted = match done {
            Ok(Noted::Yes) => Ok(()),
            Ok(Noted::No) => self.inner.desk.settle(job, Outcome::Done).await,
            Err(Stop::Desk(desk::Error::Refused(refusal))) => {
                self.inner.desk.settle(job, parked(&refusal)).await
            }
            Err(Stop::Again | Stop::ThreadMissing) => {
                let at = self.inner.desk.now() + pause(&job);
                self.inner.desk.settle(job, Outcome::Later { at }).await
            }
            Err(Stop::Desk(error)) => {
                tracing::warn!(%error, "The database did not do its part of a delivery");
                let at = self.inner.desk.now() + pause(&job);
                self.inner.desk.settle(job, Outcome::Later { at }).await
            }
            Err(Stop::Discord(failure)) => {
                let outcome = outcome(&failure, &job, self.inner.desk.now());
                report(&job, &failure, &outcome);
                self.inner.desk.settle(job, outcome).await
            }
        };
        if let Err(error) = noted {
            // The row is as it was, so the work will be done again; which is safe.
            tracing::warn!(%error, "The database did not take note of a delivery");
        }
    }
}

/// Whether a job has noted its own end, together with what it drew.
enum Noted {
    Yes,
    No,
}

fn parked(refusal: &Refusal) -> Outcome {
    Outcome::Parked { reason: format!("{refusal:?}") }
}

/// What becomes of a job that failed.
fn outcome(failure: &Failure, job: &Job, now: Time) -> Outcome {
    match failure {
        Failure::Limited { after } => Outcome::Later {
            at: now + TimeDelta::from_std(*after).unwrap_or(LONGEST_PAUSE).min(TimeDelta::hours(1)),
        },
        Failure::Unknown(_) | Failure::Unauthorized => Outcome::Later { at: now + pause(job) },
        // A server has so many threads at a time; some will be put away.
        Failure::Refused {
            code: code::TOO_MANY_THREADS | code::TOO_MANY_ANNOUNCEMENT_THREADS,
            ..
        } => Outcome::Later { at: now + LONGEST_PAUSE },
        Failure::Refused { .. } => Outcome::Parked { reason: failure.to_string() },
    }
}

/// 1 s, 2 s, 4 s ... with up to a quarter more, so that many that failed together do not come back
/// together.
fn pause(job: &Job) -> TimeDelta {
    let doubled = TimeDelta::seconds(1 << job.attempts.clamp(0, 9)).min(LONGEST_PAUSE);
    // The ids of rows that came together differ in their last digits.
    doubled + doubled * i32::try_from(job.id.rem_euclid(100)).unwrap_or(0) / 400
}

fn report(job: &Job, failure: &Failure, outcome: &Outcome) {
    let (guild, key) = (job.guild, job.effect.key());
    match (outcome, failure.code()) {
        (Outcome::Parked { .. }, code::MISSING_ACCESS | code::MISSING_PERMISSIONS) => {
            tracing::warn!(guild.id = %guild, key, "The bot lacks a permission; `switchboard doctor` names it: {failure}");
        }
        (Outcome::Parked { .. }, _) => {
            tracing::warn!(guild.id = %guild, key, "Cannot be delivered as things stand: {failure}")
        }
        _ => tracing::info!(guild.id = %guild, key, "To be tried again: {failure}"),
    }
}
