//! People who write, and the time until the bot has reacted.

use std::{
    collections::{HashMap, HashSet},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};

use anyhow::Context;
use sandbox::{Snowflake, World};
use tokio::sync::oneshot;

use crate::{contender::Contender, workload::FLAGGED};

/// The most time for one message. If it takes longer, the bot has lost it.
const TIMEOUT: Duration = Duration::from_secs(20);
/// How long a bot may be busy after the visible work: that time counts too.
const AFTERMATH: Duration = Duration::from_millis(600);
/// The number of messages that match no rule before the next pause.
const SLICE: u32 = 100;
const BREATH: Duration = Duration::from_millis(5);
/// The processor time that an idle bot may use between two looks, in seconds.
const IDLE: f64 = 0.015;

/// The cost of a number of messages.
#[derive(Clone, Debug, Default)]
pub struct Cost {
    /// From each message to its thread and card, in milliseconds.
    pub latencies: Vec<f64>,
    pub count: f64,
    /// In seconds.
    pub took: f64,
    pub processor: f64,
}

impl Cost {
    pub fn add(&mut self, other: Self) {
        self.latencies.extend(other.latencies);
        self.count += other.count;
        self.took += other.took;
        self.processor += other.processor;
    }

    /// Returns the processor time for a thousand messages, in seconds.
    pub fn processor_per_thousand(&self) -> f64 {
        self.processor / self.count * 1_000.0
    }

    pub fn per_second(&self) -> f64 {
        self.count / self.took
    }

    /// Returns the latency below which this percentage stays.
    pub fn percentile(&self, percent: usize) -> f64 {
        let mut sorted = self.latencies.clone();
        sorted.sort_by(f64::total_cmp);
        sorted
            .get((sorted.len() * percent / 100).min(sorted.len().saturating_sub(1)))
            .copied()
            .unwrap_or(f64::NAN)
    }
}

/// Messages that wait for their thread and card. One observer for all of them, so that observing
/// costs the same however many wait.
#[derive(Default)]
struct Waiting {
    by_ticket: HashMap<u32, (Snowflake, oneshot::Sender<Instant>)>,
    /// The tickets of cards without a waiting message.
    cards: HashSet<u32>,
    /// The newest card that was seen.
    newest: Snowflake,
}

impl Waiting {
    fn look(&mut self, world: &World, desk: Snowflake) {
        let after = self.newest + 1;
        for (&id, message) in
            world.messages.get(&desk).into_iter().flat_map(|messages| messages.range(after..))
        {
            self.newest = id;
            self.cards.extend(
                message.content.rsplit(' ').next().and_then(|word| word.parse::<u32>().ok()),
            );
        }
        let Self { by_ticket, cards, .. } = self;
        let complete = by_ticket.extract_if(|ticket, (message, _)| {
            cards.contains(ticket) && world.channels.contains_key(message)
        });
        for (_, (_, done)) in complete {
            // The receiver may have timed out.
            let _ = done.send(Instant::now());
        }
    }
}

/// Writes messages that become cases, `at_once` at a time.
pub async fn cases(contender: &Contender, count: u32, at_once: u32) -> anyhow::Result<Cost> {
    static TICKET: AtomicU32 = AtomicU32::new(0);
    let sandbox = &contender.sandbox;
    let desk = sandbox
        .world(|world| world.channel_named("desk").map(|channel| channel.id))
        .context("there is a desk")?;
    let waiting = Arc::new(Mutex::new(Waiting::default()));
    let eyes = {
        let (sandbox, waiting) = (sandbox.clone(), Arc::clone(&waiting));
        tokio::spawn(async move {
            let look = |world: &World| -> Option<()> {
                waiting.lock().unwrap_or_else(PoisonError::into_inner).look(world, desk);
                None
            };
            sandbox.try_until(Duration::from_secs(600), look).await
        })
    };
    let (processor, began) = (contender.processor()?, Instant::now());
    let left = Arc::new(AtomicU32::new(count));
    let mut writers = Vec::new();
    for _ in 0..at_once {
        let (sandbox, waiting, left) = (sandbox.clone(), Arc::clone(&waiting), Arc::clone(&left));
        writers.push(tokio::spawn(async move {
            let ana = sandbox.person("ana");
            let mut latencies = Vec::new();
            while left
                .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1))
                .is_ok()
            {
                let ticket = TICKET.fetch_add(1, Ordering::Relaxed);
                let (done, when) = oneshot::channel();
                let written = Instant::now();
                let message =
                    ana.say("help", &format!("My {FLAGGED} since this morning, ticket {ticket}"))?;
                waiting
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .by_ticket
                    .insert(ticket, (message, done));
                // The bot may have been faster than we were.
                sandbox.world(|world| {
                    waiting.lock().unwrap_or_else(PoisonError::into_inner).look(world, desk)
                });
                let when =
                    tokio::time::timeout(TIMEOUT, when).await.context("a message was lost")??;
                latencies.push(when.duration_since(written).as_secs_f64() * 1_000.0);
            }
            anyhow::Ok(latencies)
        }));
    }
    let mut cost = Cost { count: f64::from(count), ..Cost::default() };
    for writer in writers {
        cost.latencies.extend(writer.await??);
    }
    cost.took = began.elapsed().as_secs_f64();
    eyes.abort();
    tokio::time::sleep(AFTERMATH).await;
    cost.processor = contender.processor()? - processor;
    Ok(cost)
}

/// Writes messages that match no rule.
pub async fn chatter(contender: &Contender, count: u32) -> anyhow::Result<Cost> {
    let (before, began) = (contender.processor()?, Instant::now());
    let ana = contender.sandbox.person("ana");
    for index in 0..count {
        ana.say(
            "help",
            &format!("Good morning! I found the button in the new menu, thank you all for the quick help, it works fine ({index})"),
        )?;
        if index % SLICE == SLICE - 1 {
            tokio::time::sleep(BREATH).await;
        }
    }
    let took = began.elapsed().as_secs_f64();
    // Waits until the bot is idle. Heartbeats would be a simpler sign, but a client may send only
    // 120 of them a minute.
    let (mut processor, mut still) = (before, 0);
    while still < 3 {
        tokio::time::sleep(AFTERMATH / 6).await;
        let now = contender.processor()?;
        still = if now - processor < IDLE { still + 1 } else { 0 };
        processor = now;
    }
    Ok(Cost { count: f64::from(count), took, processor: processor - before, ..Cost::default() })
}
