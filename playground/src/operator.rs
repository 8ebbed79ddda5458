//! The bot's process, as the page sees it. The playground does not know the bot: the program that
//! started it executes the orders.

use chrono::{DateTime, Utc};
use sandbox::world::machine_time;
use serde::Serialize;
use tokio::sync::{mpsc, watch};

/// What the person at the page wants of the bot's process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// End it as a power cut would.
    Kill,
    /// Start it again.
    Start,
    /// Start it with nothing that it remembers: there is another community.
    Renew,
}

/// How the bot's process is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Process {
    /// It has been started, and is not connected yet.
    Starting,
    /// It is at work.
    Running,
    /// It is down, and stays so.
    Stopped,
}

/// What is known of the bot's process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// How it is.
    pub process: Process,
    /// Since when.
    pub since: DateTime<Utc>,
    /// One sentence about it.
    pub words: String,
}

/// The page's end of the channel to the program that runs the bot.
#[derive(Debug, Clone)]
pub struct Operator {
    /// Takes orders.
    pub orders: mpsc::UnboundedSender<Order>,
    /// Says how the bot is.
    pub report: watch::Receiver<Report>,
}

/// The other end.
#[derive(Debug)]
pub struct Engine {
    /// What is to be done.
    pub orders: mpsc::UnboundedReceiver<Order>,
    /// Tells the page.
    pub report: watch::Sender<Report>,
}

/// Both ends of a new line.
pub fn line() -> (Operator, Engine) {
    let (sender, orders) = mpsc::unbounded_channel();
    let since = machine_time();
    let (report, seen) = watch::channel(Report {
        process: Process::Starting,
        since,
        words: "The bot is starting.".to_owned(),
    });
    (Operator { orders: sender, report: seen }, Engine { orders, report })
}

impl Engine {
    /// Tells how the bot is from now on.
    pub fn tell(&self, process: Process, words: impl Into<String>) {
        self.report.send_replace(Report { process, since: machine_time(), words: words.into() });
    }
}
