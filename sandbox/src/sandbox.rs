//! The handle on a running sandbox.

use std::fmt::{Debug, Formatter, Write as _};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tokio::sync::watch;

use crate::fault::Faults;
use crate::gateway::Gateway;
use crate::interaction::pending::Pending;
use crate::journal::Exchange;
use crate::observation::Observation;
use crate::person::Person;
use crate::server;
use crate::snowflake::Snowflake;
use crate::state::ServerState;
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
}

impl Default for Options {
    fn default() -> Self {
        Self { port: 0, world: World::community() }
    }
}

/// What an interaction was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Used {
    /// Who used it.
    pub user: Snowflake,
    /// The command that began it, directly or through a form; `None` where a button or a menu did.
    pub command: Option<String>,
}

/// A running sandbox. Clones share it; it ends with [`Sandbox::stop`] or when the runtime does.
#[derive(Clone)]
pub struct Sandbox {
    state: Arc<ServerState>,
}

impl Debug for Sandbox {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Sandbox({})", self.url())
    }
}

impl Sandbox {
    /// Starts the server and returns once it listens.
    ///
    /// # Errors
    /// The port is taken or may not be opened.
    pub async fn start(options: Options) -> std::io::Result<Self> {
        Self::start_with(options, |_, discord| discord).await
    }

    /// Starts a server that has more to offer than Discord. `extend` gets Discord's own routes and
    /// returns all that are served, before anybody can connect. Requests under another host's name
    /// or from another site's page are refused for all of them.
    ///
    /// # Errors
    /// The port is taken or may not be opened.
    pub async fn start_with(
        options: Options,
        extend: impl FnOnce(&Self, Router) -> Router,
    ) -> std::io::Result<Self> {
        let listener = server::listen(options.port).await?;
        let state = Arc::new(ServerState::new(options.world, listener.local_addr()?));
        let sandbox = Self { state: state.clone() };
        let router = extend(&sandbox, server::discord(&state));
        server::serve(&state, listener, router);
        Ok(sandbox)
    }

    /// `http://127.0.0.1:PORT`: the base of the API, without `/api/v10`.
    pub fn url(&self) -> String {
        format!("http://{}", self.state.address)
    }

    /// The bot's token.
    pub fn token(&self) -> String {
        self.world(|world| world.token.clone())
    }

    /// Looks at the world. Do not call back into the sandbox from inside: the world is locked.
    pub fn world<R>(&self, look: impl FnOnce(&World) -> R) -> R {
        self.state.world(look)
    }

    /// Changes the world and sends out the events that the change caused, in order.
    pub fn change<R>(&self, change: impl FnOnce(&mut World) -> R) -> R {
        self.state.change(change)
    }

    /// Puts another world in the place of this one. Its address and the bot's token stay as they
    /// are, interactions are forgotten, and the bot has to identify anew.
    pub fn replace(&self, mut world: World) {
        self.change(|old| {
            world.url = std::mem::take(&mut old.url);
            // The bot that is connected goes on under the token that it has.
            world.token = std::mem::take(&mut old.token);
            *old = world;
            *self.state.lock_pending() = Pending::default();
            old.noticed.push(Notice::Everything);
        });
        // Sessions that knew the other world are of no use.
        self.gateway().invalidate(false);
        self.gateway().forget_sessions();
    }

    /// A number that is another one after every change, so that whoever keeps the world knows when
    /// to save it.
    pub fn changes(&self) -> u64 {
        *self.state.changed.borrow()
    }

    /// The same number, to wait for the next change.
    pub fn watch_changes(&self) -> watch::Receiver<u64> {
        self.state.changed.subscribe()
    }

    /// Calls `observer` with everything that happens from now on, in order, until the sandbox is
    /// gone. It is called while the world is locked, with the world as it is at that moment, so it
    /// must be quick and must not call back into the sandbox.
    pub fn observe(&self, observer: impl Fn(&World, &Observation) + Send + Sync + 'static) {
        self.state.add_observer(Box::new(observer));
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
        let mut changes = self.watch_changes();
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
        Person::find(&self.state, username)
    }

    /// Makes a new user of this name, who becomes a member of the first guild.
    pub fn add_person(&self, username: &str) -> Person {
        Person::add(&self.state, username)
    }

    /// What can go wrong on purpose.
    pub fn faults(&self) -> Faults {
        self.state.faults.clone()
    }

    /// The gateway's sessions, and trouble with them.
    pub fn gateway(&self) -> Gateway {
        Gateway::new(self.state.clone())
    }

    /// The requests that were answered, oldest first.
    pub fn exchanges(&self) -> Vec<Exchange> {
        self.state.journal.entries()
    }

    /// Keeps the last `count` exchanges from now on; 0 keeps none.
    pub fn keep_exchanges(&self, count: usize) {
        self.state.journal.keep(count);
    }

    /// Who used what, by the id of the interaction; `None` once it is forgotten. May be called while
    /// the world is locked.
    pub fn used(&self, interaction: Snowflake) -> Option<Used> {
        let pending = self.state.lock_pending();
        let found = pending.get(interaction)?;
        Some(Used { user: found.user, command: found.command.clone() })
    }

    /// How long an application has for its first answer to an interaction, and how long the
    /// interaction's token then lives. Discord's are 3 s and 15 min, measured on the clock of the
    /// world.
    pub fn interaction_deadlines(&self, answer: Duration, token: Duration) {
        let mut pending = self.state.lock_pending();
        pending.answer_within = answer;
        pending.token_lives = token;
    }

    /// Ends when the sandbox is stopped.
    pub fn stopped(&self) -> impl Future<Output = ()> + use<> {
        self.state.stopped()
    }

    /// Ends the server: connections are cut, the port becomes free.
    pub async fn stop(self) {
        self.state.stopped.send_replace(true);
        // A client that does not read its socket must not hold up the end.
        if tokio::time::timeout(STOP_PATIENCE, self.state.hub.closed()).await.is_err() {
            tracing::debug!("a connection outlived the sandbox");
        }
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
        let _ = writeln!(text, "{} exchanges, the last:", self.state.journal.count());
        for exchange in self.state.journal.last(15) {
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
