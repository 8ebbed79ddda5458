//! The handle on a running sandbox: the world behind one lock, and everything that listens to its
//! changes.

use std::fmt::Write as _;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{broadcast, watch};

use crate::fault::Faults;
use crate::gateway::{Gateway, hub::Hub};
use crate::interaction::pending::Pending;
use crate::journal::{Exchange, Journal};
use crate::page::Page;
use crate::page::operator::Operator;
use crate::person::Person;
use crate::rate::Limiter;
use crate::world::{Notice, World};

/// How long [`Sandbox::until`] waits before it gives up.
const PATIENCE: Duration = Duration::from_secs(20);

/// How long [`Sandbox::stop`] waits for connections to end.
const STOP_PATIENCE: Duration = Duration::from_secs(2);

/// What to start with.
#[derive(Debug)]
pub struct Options {
    /// The port on 127.0.0.1; 0 takes any free one.
    pub port: u16,
    /// What exists at the start.
    pub world: World,
    /// Whoever starts and stops the bot, for the page to ask.
    pub operator: Option<Operator>,
}

impl Default for Options {
    fn default() -> Self {
        Self { port: 0, world: World::community(), operator: None }
    }
}

/// A running sandbox. Clones share it; it ends with [`Sandbox::stop`] or when the runtime does.
#[derive(Clone)]
pub struct Sandbox {
    pub(crate) inner: Arc<Inner>,
}

impl std::fmt::Debug for Sandbox {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Sandbox({})", self.url())
    }
}

/// What all clones of a [`Sandbox`] share. Locks are taken in the order of the fields and never
/// held across an await.
pub(crate) struct Inner {
    pub(crate) world: Mutex<World>,
    pub(crate) pending: Mutex<Pending>,
    pub(crate) hub: Hub,
    pub(crate) faults: Faults,
    pub(crate) journal: Journal,
    pub(crate) limiter: Limiter,
    /// Counts changes, so that whoever waits for one is woken.
    pub(crate) changed: watch::Sender<u64>,
    pub(crate) stopped: watch::Sender<bool>,
    /// What people may see changed, in order, for the windows that show it.
    pub(crate) notices: broadcast::Sender<Notice>,
    pub(crate) page: Page,
    pub(crate) address: SocketAddr,
}

impl Sandbox {
    /// Starts the server and returns once it listens.
    ///
    /// # Errors
    /// The port is taken or may not be opened.
    pub async fn start(options: Options) -> std::io::Result<Self> {
        crate::server::start(options).await
    }

    /// `http://127.0.0.1:PORT`: the base of the API, without `/api/v10`.
    pub fn url(&self) -> String {
        format!("http://{}", self.inner.address)
    }

    /// The bot's token.
    pub fn token(&self) -> String {
        self.world(|world| world.token.clone())
    }

    /// Looks at the world. Do not call back into the sandbox from inside: the world is locked.
    pub fn world<R>(&self, look: impl FnOnce(&World) -> R) -> R {
        look(&self.lock_world())
    }

    /// Changes the world and sends out the events that the change caused, in order.
    pub fn change<R>(&self, change: impl FnOnce(&mut World) -> R) -> R {
        let mut world = self.lock_world();
        let result = change(&mut world);
        let events = std::mem::take(&mut world.outgoing);
        // Sent under the lock of the world, so that events leave in the order of the changes.
        let delivered = self.inner.hub.publish(&world, events);
        self.inner.page.chronicle.events(&world, delivered);
        for notice in std::mem::take(&mut world.noticed) {
            // Nobody may be looking.
            let _ = self.inner.notices.send(notice);
        }
        drop(world);
        self.touch();
        result
    }

    /// A number that is another one after every change, so that whoever keeps the world knows when
    /// to save it.
    pub fn changes(&self) -> u64 {
        *self.inner.changed.borrow()
    }

    /// Waits until `look` finds something, woken by every change.
    ///
    /// # Panics
    /// After 20 seconds, with `what` was awaited, the newest messages and the last exchanges. For
    /// tests.
    pub async fn until<R>(&self, what: &str, look: impl FnMut(&World) -> Option<R>) -> R {
        match self.try_until(PATIENCE, look).await {
            Some(found) => found,
            None => panic!("waited {PATIENCE:?} in vain for: {what}\n{}", self.report()),
        }
    }

    /// Waits until `look` finds something, at most so long.
    pub async fn try_until<R>(
        &self,
        within: Duration,
        mut look: impl FnMut(&World) -> Option<R>,
    ) -> Option<R> {
        let mut changes = self.inner.changed.subscribe();
        let deadline = tokio::time::Instant::now() + within;
        loop {
            changes.borrow_and_update();
            if let Some(found) = self.world(&mut look) {
                return Some(found);
            }
            match tokio::time::timeout_at(deadline, changes.changed()).await {
                Ok(Ok(())) => {}
                Ok(Err(_)) | Err(_) => return self.world(&mut look),
            }
        }
    }

    /// The person of this name (the unique user name, without `@`).
    ///
    /// # Panics
    /// Nobody has the name. [`Sandbox::find_person`] asks instead.
    pub fn person(&self, username: &str) -> Person {
        match self.find_person(username) {
            Some(person) => person,
            None => panic!("nobody here is called {username:?}"),
        }
    }

    /// The person of this name, if there is one. Case does not matter.
    pub fn find_person(&self, username: &str) -> Option<Person> {
        Person::find(self, username)
    }

    /// What can go wrong on purpose.
    pub fn faults(&self) -> Faults {
        self.inner.faults.clone()
    }

    /// The gateway's sessions, and trouble with them.
    pub fn gateway(&self) -> Gateway {
        Gateway::new(self.clone())
    }

    /// The requests that were answered, oldest first.
    pub fn exchanges(&self) -> Vec<Exchange> {
        self.inner.journal.entries()
    }

    /// Keeps the last `count` exchanges from now on; 0 keeps none.
    pub fn keep_exchanges(&self, count: usize) {
        self.inner.journal.keep(count);
    }

    /// How long an application has for its first answer to an interaction, and how long the
    /// interaction's token then lives. Discord's are 3 s and 15 min, measured on the clock of the
    /// world.
    pub fn interaction_deadlines(&self, answer: Duration, token: Duration) {
        let mut pending = self.lock_pending();
        pending.answer_within = answer;
        pending.token_lives = token;
    }

    /// Ends the server: connections are cut, the port becomes free.
    pub async fn stop(self) {
        self.inner.stopped.send_replace(true);
        // A client that does not read its socket must not hold up the end.
        if tokio::time::timeout(STOP_PATIENCE, self.inner.hub.closed()).await.is_err() {
            tracing::debug!("a connection outlived the sandbox");
        }
    }

    pub(crate) fn lock_world(&self) -> MutexGuard<'_, World> {
        // A panic inside a test's closure must not hide behind a poisoned lock in every later call.
        self.inner.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn lock_pending(&self) -> MutexGuard<'_, Pending> {
        self.inner.pending.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Wakes everybody who waits for a change.
    pub(crate) fn touch(&self) {
        self.inner.changed.send_modify(|count| *count = count.wrapping_add(1));
    }

    /// What a failed wait shows: the end of each channel and the last exchanges.
    fn report(&self) -> String {
        let mut text = String::new();
        self.world(|world| {
            for (channel, messages) in
                world.messages.iter().filter(|(_, messages)| !messages.is_empty())
            {
                let name = world.channels.get(channel).map_or("?", |channel| channel.name.as_str());
                let _ =
                    writeln!(text, "#{name} ({channel}), {} messages, the last:", messages.len());
                let newest: Vec<_> = messages.values().rev().take(5).collect();
                for message in newest.into_iter().rev() {
                    let author = world
                        .users
                        .get(&message.author_id)
                        .map_or("?", |user| user.username.as_str());
                    let _ = writeln!(text, "  {author}: {}", message.content);
                    for embed in &message.embeds {
                        let _ = writeln!(text, "    embed {embed}");
                    }
                }
            }
        });
        let _ = writeln!(text, "{} exchanges, the last:", self.inner.journal.count());
        for exchange in self.inner.journal.last(15) {
            let Exchange { number, method, path, status, body, answer, .. } = exchange;
            let _ = writeln!(
                text,
                "  {number} {method} {path} -> {status}, body {body}, answer {answer}"
            );
        }
        let _ = writeln!(text, "gateway connections: {}", self.gateway().connected());
        text
    }
}
