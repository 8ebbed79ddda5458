//! The loops that keep the house going. Each turns one public step at a time; the steps hold the
//! work, the loops only the pace. Nothing durable lives here: whatever is cut off is due again.

use std::{sync::Arc, time::Duration};

use tokio::{
    sync::mpsc,
    time::{MissedTickBehavior, interval, sleep},
};

use crate::{
    desk::{Desk, Fresh},
    discord::{Bot, courier::Courier},
};

/// How often the outbox is looked through for what is due: tries again, and what a full channel
/// left behind.
const SWEEP: Duration = Duration::from_secs(1);
/// How often we look which cases are due. Their times are hours and days; half a minute more is
/// nothing to wait for.
const DUE: Duration = Duration::from_secs(15);
/// How long what was said is gathered before it is written into the index of searches. No search
/// waits for that.
const GATHER: Duration = Duration::from_millis(200);
/// How often we note how far everything is dealt with.
const PROGRESS: Duration = Duration::from_secs(15);

/// Hands the courier what was just committed, and what is due. Ends when the desk is gone.
pub async fn deliver(courier: Courier, mut fresh: mpsc::Receiver<Fresh>) {
    let mut sweep = interval(SWEEP);
    sweep.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            next = fresh.recv() => match next {
                Some(next) => next.hand_to(|job| courier.take(job)),
                None => return,
            },
            _ = sweep.tick() => {
                if let Err(error) = courier.sweep().await {
                    tracing::warn!(%error, "The outbox cannot be read");
                }
            }
        }
    }
}

/// Does what falls due: snoozes end, customers are reminded, silence closes. Runs until it is
/// dropped.
pub async fn run_due(desk: Desk) {
    let mut look = interval(DUE);
    look.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        look.tick().await;
        if let Err(error) = desk.run_due().await {
            tracing::warn!(%error, "What is due could not be looked up");
        }
    }
}

/// Writes into the index of searches what comes in, much at a time. Runs until it is dropped.
pub async fn index(desk: Desk) {
    loop {
        if let Err(error) = desk.index().await {
            tracing::warn!(%error, "The index of searches could not be written");
        }
        desk.changed().await;
        sleep(GATHER).await;
    }
}

/// Notes how far every server was read, and reads on where something was missed. Runs until it is
/// dropped.
pub async fn keep_current(bot: Arc<Bot>) {
    let mut progress = interval(PROGRESS);
    progress.set_missed_tick_behavior(MissedTickBehavior::Delay);
    // The first tick comes at once, and there is nothing to note yet.
    progress.tick().await;
    loop {
        progress.tick().await;
        bot.catch_up_where_behind().await;
        if let Err(error) = bot.note_progress().await {
            tracing::warn!(%error, "How far we have read could not be noted");
        }
    }
}
