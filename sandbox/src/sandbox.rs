//! The handle to a running sandbox.

use std::fmt::{Debug, Formatter, Write as _};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tokio::sync::watch;

use crate::error::ApiError;
use crate::fault::Faults;
use crate::gateway::Gateway;
use crate::interaction::pending::Pending;
use crate::journal::Exchange;
use crate::observation::Observation;
use crate::person::{Person, Refused, Webhook};
use crate::server;
use crate::snowflake::Snowflake;
use crate::state::ServerState;
use crate::world::{Notice, World};

/// The timeout of [`Sandbox::until`].
const TIMEOUT: Duration = Duration::from_secs(20);

/// How long [`Sandbox::stop`] waits for connections to end.
const STOP_TIMEOUT: Duration = Duration::from_secs(2);

/// How to start.
#[derive(Debug)]
pub struct Options {
    /// The port on 127.0.0.1; 0 takes any free one.
    pub port: u16,
    /// The world at the start.
    pub world: World,
}

impl Default for Options {
    fn default() -> Self {
        Self { port: 0, world: World::community() }
    }
}

/// A use of a command, a component or a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Used {
    /// The user.
    pub user: Snowflake,
    /// The command, also if a form came between; `None` if it began with a button or a menu.
    pub command: Option<String>,
}

/// A running sandbox. Clones share it. It runs until [`Sandbox::stop`] or until the runtime shuts
/// down.
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

    /// Starts a server with routes beside Discord's. `extend` receives Discord's routes and returns
    /// all routes to serve; it is called before anybody can connect. All routes refuse requests to
    /// another host name and from another site's page.
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

    /// Calls `look` with the world. The world is locked meanwhile, so `look` must not use the
    /// sandbox.
    pub fn world<R>(&self, look: impl FnOnce(&World) -> R) -> R {
        self.state.world(look)
    }

    /// Changes the world, then sends the events that the change caused, in order. The world is
    /// locked meanwhile, so `change` must not use the sandbox.
    pub fn change<R>(&self, change: impl FnOnce(&mut World) -> R) -> R {
        self.state.change(change)
    }

    /// Replaces the world. The address and the bot's token stay the same, pending interactions are
    /// dropped, and the bot has to identify again.
    pub fn replace(&self, mut world: World) {
        self.change(|old| {
            world.url = std::mem::take(&mut old.url);
            // The connected bot continues with the token that it has.
            world.token = std::mem::take(&mut old.token);
            *old = world;
            *self.state.lock_pending() = Pending::default();
            old.noticed.push(Notice::Everything);
        });
        // Sessions of the old world cannot be resumed.
        self.gateway().invalidate(false);
        self.gateway().forget_sessions();
    }

    /// Returns a number that differs after every change, to decide whether to save the world.
    pub fn changes(&self) -> u64 {
        *self.state.changed.borrow()
    }

    /// Returns a receiver of [`Sandbox::changes`], to wait for the next change.
    pub fn watch_changes(&self) -> watch::Receiver<u64> {
        self.state.changed.subscribe()
    }

    /// Calls `observer` with each event from now on, in order, for as long as the sandbox exists.
    /// It is called with the world at that moment, while the world is locked: it must return
    /// quickly and must not use the sandbox.
    pub fn observe(&self, observer: impl Fn(&World, &Observation) + Send + Sync + 'static) {
        self.state.add_observer(Box::new(observer));
    }

    /// Waits until `look` returns something. `look` is called after every change. For tests.
    ///
    /// # Panics
    /// After 20 seconds, with `what` as the thing that did not happen, the newest messages and the
    /// last exchanges.
    pub async fn until<R>(&self, what: &str, look: impl FnMut(&World) -> Option<R>) -> R {
        match self.try_until(TIMEOUT, look).await {
            Some(found) => found,
            None => panic!("waited {TIMEOUT:?} in vain for: {what}\n{}", self.report()),
        }
    }

    /// Waits until `look` returns something; returns `None` after the timeout `within`.
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

    /// Returns the person with this user name, without `@`. For tests.
    ///
    /// # Panics
    /// If nobody has the name; [`Sandbox::find_person`] returns `None` instead.
    pub fn person(&self, username: &str) -> Person {
        match self.find_person(username) {
            Some(person) => person,
            None => panic!("there's nobody called {username:?} here"),
        }
    }

    /// Returns the person with this user name, with or without `@` and in any case.
    pub fn find_person(&self, username: &str) -> Option<Person> {
        Person::find(&self.state, username)
    }

    /// Creates a user with this name and makes them a member of the first guild.
    pub fn add_person(&self, username: &str) -> Person {
        Person::add(&self.state, username)
    }

    /// Returns another app with this name: a bot of somebody else, which is a member of the first
    /// guild and writes as a person does. Creates it if there is none.
    pub fn app(&self, name: &str) -> Person {
        self.find_person(name).unwrap_or_else(|| {
            let app = Person::add(&self.state, name);
            self.change(|world| {
                if let Some(user) = world.users.get_mut(&app.id) {
                    user.bot = true;
                }
            });
            app
        })
    }

    /// Returns the webhook with this name of a channel of the first guild, made if there is none.
    ///
    /// # Errors
    /// There is no such channel, or it takes no webhook.
    pub fn webhook(&self, channel: &str, name: &str) -> Result<Webhook, Refused> {
        let found = self.world(|world| world.channel_named(channel).map(|found| found.id));
        self.webhook_in(found.ok_or_else(ApiError::unknown_channel)?, name)
    }

    /// The same by the channel's id.
    ///
    /// # Errors
    /// There is no such channel, or it takes no webhook.
    pub fn webhook_in(&self, channel: Snowflake, name: &str) -> Result<Webhook, Refused> {
        let id = self.change(|world| world.create_webhook(channel, name, None))?;
        Ok(Webhook { id, state: self.state.clone() })
    }

    /// Returns the handle for faults on purpose.
    pub fn faults(&self) -> Faults {
        self.state.faults.clone()
    }

    /// Returns the handle for the gateway's sessions and their faults.
    pub fn gateway(&self) -> Gateway {
        Gateway::new(self.state.clone())
    }

    /// Returns the exchanges in the journal, oldest first.
    pub fn exchanges(&self) -> Vec<Exchange> {
        self.state.journal.entries()
    }

    /// Sets how many exchanges the journal holds; 0 turns it off.
    pub fn keep_exchanges(&self, count: usize) {
        self.state.journal.keep(count);
    }

    /// Returns who used what in an interaction; `None` if it is no longer stored. May be called
    /// while the world is locked.
    pub fn used(&self, interaction: Snowflake) -> Option<Used> {
        let pending = self.state.lock_pending();
        let found = pending.get(interaction)?;
        Some(Used { user: found.user, command: found.command.clone() })
    }

    /// Sets the time limits for the first response to an interaction and for the interaction's
    /// token. Discord's are 3 s and 15 min. They are measured on the world's clock.
    pub fn interaction_deadlines(&self, answer: Duration, token: Duration) {
        let mut pending = self.state.lock_pending();
        pending.answer_within = answer;
        pending.token_lives = token;
    }

    /// Resolves when the sandbox is stopped.
    pub fn stopped(&self) -> impl Future<Output = ()> + use<> {
        self.state.stopped()
    }

    /// Stops the server: closes all connections and frees the port.
    pub async fn stop(self) {
        self.state.stopped.send_replace(true);
        // A client that does not read its socket must not delay the stop.
        if tokio::time::timeout(STOP_TIMEOUT, self.state.hub.closed()).await.is_err() {
            tracing::debug!("a connection outlived the sandbox");
        }
    }

    /// Returns what a failed wait shows: the end of each channel and the last exchanges.
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
