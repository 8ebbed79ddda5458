//! The background loops. Each calls one public function in a loop and sets only its pace. They hold
//! no durable state: interrupted work is due again.

use std::{sync::Arc, time::Duration};

use tokio::{
    sync::mpsc,
    time::{MissedTickBehavior, interval, sleep},
};

use crate::{
    delivery::{Dispatcher, Platform},
    desk::Desk,
    discord::Bot,
    domain::Job,
    github::GitHub,
};

/// How often to claim due jobs in the outbox: retries, and jobs whose leases have ended because the
/// channel was full or a process died.
const SWEEP: Duration = Duration::from_secs(1);
/// How often to look for cases that are due. Their times are hours and days, so half a minute does
/// not matter.
const DUE: Duration = Duration::from_secs(15);
/// How long changes are gathered before they are written into the search index. No search waits for
/// this: it writes what is missing first.
const GATHER: Duration = Duration::from_millis(200);
/// How often to look for repositories that are due to be read.
const REPOSITORIES: Duration = Duration::from_secs(10);
/// How often to record how far each server was read.
const PROGRESS: Duration = Duration::from_secs(15);

/// Gives the dispatcher the jobs that this process has just enqueued (`fresh`), and those that are
/// due. Ends when the desk is dropped.
pub async fn deliver<P: Platform>(dispatcher: Dispatcher<P>, mut fresh: mpsc::Receiver<Job>) {
    let mut sweep = interval(SWEEP);
    sweep.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            next = fresh.recv() => match next {
                Some(job) => dispatcher.take(job),
                None => return,
            },
            _ = sweep.tick() => {
                if let Err(error) = dispatcher.sweep().await {
                    tracing::warn!(%error, "Can't read the outbox");
                }
            }
        }
    }
}

/// Applies what is due: snoozes end, customers are reminded, silent cases close. Where the bot has
/// not read yet what it missed, such as right after its start, nobody counts as silent. Runs until
/// dropped.
pub async fn run_due(bot: Arc<Bot>) {
    let mut look = interval(DUE);
    look.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        look.tick().await;
        if let Err(error) = bot.desk.run_due(bot.status.servers_up_to_date()).await {
            tracing::warn!(%error, "Can't look up what's due");
        }
    }
}

/// Writes changes into the search index, in batches, and makes it anew after an update that takes
/// words apart differently. Runs until dropped.
pub async fn index(desk: Desk) {
    let mut reported: Option<i64> = None;
    loop {
        let written = async {
            desk.index().await?;
            desk.index_more().await
        };
        match written.await {
            Ok(Some(progress)) => {
                // In tens of per cent.
                let percent = progress.percent() / 10 * 10;
                if reported.is_none_or(|reported| reported < percent) {
                    reported = Some(percent);
                    tracing::info!(percent, cases = progress.all, "Rebuilding the search index");
                }
                continue;
            }
            Ok(None) if reported.take().is_some() => tracing::info!("The search index is rebuilt"),
            Ok(None) => {}
            Err(error) => tracing::warn!(%error, "Couldn't write the search index"),
        }
        desk.changed().await;
        sleep(GATHER).await;
    }
}

/// Records how far each server was read, and catches up where something was missed. Runs until
/// dropped.
pub async fn keep_current(bot: Arc<Bot>) {
    let mut progress = interval(PROGRESS);
    progress.set_missed_tick_behavior(MissedTickBehavior::Delay);
    // The first tick comes at once, when there is nothing to record yet.
    progress.tick().await;
    loop {
        progress.tick().await;
        bot.catch_up_where_behind().await;
        if let Err(error) = bot.note_progress().await {
            tracing::warn!(%error, "Couldn't save how far the channels were read");
        }
    }
}

/// Reads repositories on GitHub that are due. Runs until dropped.
pub async fn read_repositories(github: GitHub) {
    let mut look = interval(REPOSITORIES);
    look.set_missed_tick_behavior(MissedTickBehavior::Delay);
    // The first tick comes at once, when the bot has enough to do.
    look.tick().await;
    loop {
        look.tick().await;
        github.read_due().await;
    }
}
