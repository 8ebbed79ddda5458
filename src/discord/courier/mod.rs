//! The only sender. Takes errands from the outbox, one at a time for each case or bug, and does them; every one of them
//! can be cut off at any point and done again without anything standing there twice.
//!
//! Natural repeats (a thread from a message, an edit) are simply repeated. A new message carries a nonce that Discord
//! holds against repeats for a few minutes; after that we look for the message before we send it again.

mod bug;
mod case;
mod files;
mod post;

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};

use chrono::TimeDelta;
use tokio::sync::Semaphore;

use crate::{
    desk::{self, Desk, Errand, Outcome},
    domain::{Effect, GuildId, Refusal, Time, UserId},
};

use super::rest::{Failure, Rest, code};

/// How many errands are on their way at once.
const AT_ONCE: usize = 64;
/// How many errands one look into the database brings.
const SWEEP: i64 = 256;
/// The longest pause between two tries.
const LONGEST_PAUSE: TimeDelta = TimeDelta::minutes(5);

/// Who the bot is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Me {
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
    me: Me,
    files: files::Fetcher,
    /// The lanes in which something is on its way, each with what came after it.
    lanes: Mutex<HashMap<(GuildId, String), Lane>>,
    at_once: Arc<Semaphore>,
    on_their_way: AtomicUsize,
}

/// The order of one case or bug.
struct Lane {
    /// How often the work that is on its way had been asked for: the same row may be found due once more meanwhile.
    asked: i64,
    next: Option<Errand>,
}

/// What stops an errand.
enum Stop {
    Discord(Failure),
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
    /// A sender for a desk. `base` is the address of the Discord-compatible interface: files are fetched from there
    /// and from Discord's own file hosts, and from nowhere else.
    ///
    /// # Errors
    /// When the machine has no TLS roots.
    pub fn new(desk: Desk, rest: Rest, me: Me, base: &str) -> anyhow::Result<Self> {
        let inner = Inner {
            desk,
            rest,
            me,
            files: files::Fetcher::new(base)?,
            lanes: Mutex::default(),
            at_once: Arc::new(Semaphore::new(AT_ONCE)),
            on_their_way: AtomicUsize::new(0),
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Whether nothing is on its way.
    pub fn is_idle(&self) -> bool {
        self.inner.on_their_way.load(Ordering::SeqCst) == 0
    }

    /// Sends what is due; tells how many errands it found.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn sweep(&self) -> desk::Result<usize> {
        let due = self.inner.desk.due(SWEEP).await?;
        let count = due.len();
        for errand in due {
            self.take(errand).await;
        }
        Ok(count)
    }

    /// Takes an errand on. Returns when it is under way, or waits behind the one before it in its lane.
    pub async fn take(&self, errand: Errand) {
        let lane = (errand.guild, errand.effect.key());
        {
            let mut lanes = self.inner.lanes.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(busy) = lanes.get_mut(&lane) {
                if errand.asked > busy.asked {
                    // A draw shows all that has changed until then, so one that waits is enough.
                    busy.next = Some(errand);
                }
                return;
            }
            lanes.insert(lane.clone(), Lane { asked: errand.asked, next: None });
        }
        self.inner.on_their_way.fetch_add(1, Ordering::SeqCst);
        // The semaphore is never closed; without a permit the errand would only run a little too early.
        let permit = Arc::clone(&self.inner.at_once).acquire_owned().await.ok();
        let courier = self.clone();
        tokio::spawn(async move {
            courier.run(lane, errand).await;
            drop(permit);
            courier.inner.on_their_way.fetch_sub(1, Ordering::SeqCst);
        });
    }

    async fn run(&self, lane: (GuildId, String), first: Errand) {
        let mut next = Some(first);
        while let Some(errand) = next {
            self.deliver(errand).await;
            let mut lanes = self.inner.lanes.lock().unwrap_or_else(PoisonError::into_inner);
            next = lanes.get_mut(&lane).and_then(|busy| busy.next.take());
            match (&next, lanes.get_mut(&lane)) {
                (Some(errand), Some(busy)) => busy.asked = errand.asked,
                _ => drop(lanes.remove(&lane)),
            }
        }
    }

    /// Does one errand and notes how it ended.
    async fn deliver(&self, errand: Errand) {
        let done = match &errand.effect {
            Effect::DrawCase { case } => self.draw_case(&errand, *case).await,
            Effect::DrawBug { bug } => self.draw_bug(&errand, *bug).await,
            Effect::KeepFiles { case } => self.keep_files(&errand, *case).await,
            Effect::Offer { .. } => self.offer(&errand).await,
        };
        let noted = match done {
            Ok(Noted::Yes) => Ok(()),
            Ok(Noted::No) => self.inner.desk.settle(errand, Outcome::Done).await,
            Err(Stop::Desk(desk::Error::Refused(refusal))) => self.inner.desk.settle(errand, parked(&refusal)).await,
            Err(Stop::Desk(error)) => Err(error),
            Err(Stop::Discord(failure)) => {
                let outcome = outcome(&failure, &errand, self.inner.desk.now());
                report(&errand, &failure, &outcome);
                self.inner.desk.settle(errand, outcome).await
            }
        };
        if let Err(error) = noted {
            // The row is as it was, so the work will be done again; which is safe.
            tracing::warn!(%error, "The database did not take note of a delivery");
        }
    }
}

/// Whether an errand has noted its own end, together with what it drew.
enum Noted {
    Yes,
    No,
}

fn parked(refusal: &Refusal) -> Outcome {
    Outcome::Parked { reason: format!("{refusal:?}") }
}

/// What becomes of an errand that failed.
fn outcome(failure: &Failure, errand: &Errand, now: Time) -> Outcome {
    match failure {
        Failure::Limited { after } => {
            Outcome::Later { at: now + TimeDelta::from_std(*after).unwrap_or(LONGEST_PAUSE).min(TimeDelta::hours(1)) }
        }
        Failure::Unknown(_) | Failure::Unauthorized => Outcome::Later { at: now + pause(errand) },
        Failure::Refused { .. } => Outcome::Parked { reason: failure.to_string() },
    }
}

/// 1 s, 2 s, 4 s ... with up to a quarter more, so that many that failed together do not come back together.
fn pause(errand: &Errand) -> TimeDelta {
    let doubled = TimeDelta::seconds(1 << errand.attempts.clamp(0, 9)).min(LONGEST_PAUSE);
    // The ids of rows that came together differ in their last digits.
    doubled + doubled * i32::try_from(errand.id.rem_euclid(100)).unwrap_or(0) / 400
}

fn report(errand: &Errand, failure: &Failure, outcome: &Outcome) {
    let (guild, key) = (errand.guild, errand.effect.key());
    match (outcome, failure.code()) {
        (Outcome::Parked { .. }, code::MISSING_ACCESS | code::MISSING_PERMISSIONS) => {
            tracing::warn!(guild.id = %guild, key, "The bot lacks a permission; `switchboard doctor` names it: {failure}");
        }
        (Outcome::Parked { .. }, _) => tracing::warn!(guild.id = %guild, key, "Cannot be delivered as things stand: {failure}"),
        _ => tracing::info!(guild.id = %guild, key, "To be tried again: {failure}"),
    }
}
