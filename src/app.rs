//! Puts the program together. The program and the tests start the same parts here.

use std::{sync::Arc, time::Duration};

use anyhow::Context;
use tokio::{
    net::TcpListener,
    sync::{mpsc, oneshot},
    task::JoinHandle,
    time::timeout,
};

use crate::{
    config::{Config, Secret},
    delivery::{Dispatcher, Failed, Performed, Platform},
    desk::Desk,
    discord::{
        Bot, Status,
        draw::DiscordPlatform,
        gateway::{
            connection::{self, Gateway, GatewayInfo},
            session::GatewayEnd,
        },
        permission,
        rest::{Failure, Rest, fetcher::Fetcher},
    },
    domain::{Clock, Effect, Job, SystemClock},
    github::{self, GitHub},
    http::{self, Health},
    store::{InUse, ProcessLock, Store},
    tasks,
};

/// How long a shutdown waits for the connection to close and for jobs in flight.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(8);
/// How long the gateway may be without a session before we begin from scratch: Discord may have
/// moved it.
const GATEWAY_TIMEOUT: Duration = Duration::from_secs(120);
/// Pauses between attempts to reach Discord at startup: doubled from the first to the longest.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// Why the bot stopped.
#[derive(Debug, thiserror::Error)]
pub enum Ended {
    /// A setting is wrong, here or in Discord's developer portal. One plain sentence that says what
    /// to do.
    #[error("{0}")]
    Settings(String),
    /// The bot cannot continue.
    #[error(transparent)]
    Fault(#[from] anyhow::Error),
}

/// What exists before Discord is reached: the database and the use cases.
struct Backend {
    /// Given back last.
    lock: Option<ProcessLock>,
    store: Store,
    desk: Desk,
    jobs: mpsc::Receiver<Job>,
    health: Health,
    github: Option<GitHub>,
}

/// What performs jobs: Discord, or GitHub if the job is for it.
struct Platforms {
    discord: DiscordPlatform,
    github: Option<GitHub>,
}

impl Platform for Platforms {
    async fn perform(&self, job: &Job) -> Result<Performed, Failed> {
        match (&job.effect, &self.github) {
            (Effect::SyncIssue { .. } | Effect::ShipFixed { .. }, Some(github)) => {
                github.perform(job).await
            }
            (Effect::SyncIssue { .. } | Effect::ShipFixed { .. }, None) => {
                let reason = "GITHUB_TOKEN is not set".to_owned();
                Err(Failed::Held { reason })
            }
            _ => self.discord.perform(job).await,
        }
    }
}

impl Backend {
    async fn open(config: &Config, clock: Arc<dyn Clock>) -> Result<Self, Ended> {
        let lock = match Store::lock(config.database.reveal()) {
            Ok(lock) => lock,
            Err(error) if error.is::<InUse>() => {
                return Err(Ended::Settings(format!(
                    "Another Switchboard is using the database {}; stop it first, or give this one a database of its own with DATABASE_URL.",
                    Store::address(config.database.reveal())?
                )));
            }
            Err(error) => return Err(error.into()),
        };
        let store = match Store::connect(config.database.reveal()).await {
            Ok(store) => store,
            // A missing file needs a person; a server may come back.
            Err(error) if config.database.is_file() => {
                return Err(Ended::Settings(format!(
                    "DATABASE_URL names a file that can't be used ({error:#}); choose one in an existing folder that the bot can write to."
                )));
            }
            Err(error) => {
                let address = Store::address(config.database.reveal())?;
                return Err(Ended::Fault(
                    error.context(format!("Can't open the database {address}")),
                ));
            }
        };
        let (desk, jobs) = Desk::new(store.clone(), Arc::clone(&clock));
        let github = github(config, &desk, clock)?;
        Ok(Self { lock, store, desk, jobs, health: Health::default(), github })
    }
}

/// The way to GitHub, if it is configured.
///
/// # Errors
/// When the machine has no TLS roots.
pub fn github(
    config: &Config,
    desk: &Desk,
    clock: Arc<dyn Clock>,
) -> anyhow::Result<Option<GitHub>> {
    let github = config.github.as_ref().map(|github| {
        let access = github::Access {
            api: github.api.as_str(),
            token: github.token.reveal(),
            secret: github.webhook_secret.as_ref().map(Secret::reveal),
            pause: github.pause,
        };
        GitHub::new(desk.clone(), access, clock)
    });
    github.transpose()
}

/// The running bot.
pub struct App {
    /// The use cases, for tests that look behind Discord.
    pub desk: Desk,
    /// What receives Discord's events.
    pub bot: Arc<Bot>,
    /// The way to GitHub, for tests that let GitHub speak.
    pub github: Option<GitHub>,
    dispatcher: Dispatcher<Platforms>,
    store: Store,
    gateway: Gateway,
    loops: Vec<JoinHandle<()>>,
    /// What keeps other processes from the database.
    _lock: Option<ProcessLock>,
}

impl App {
    /// Opens the database, connects to Discord, and starts to work.
    ///
    /// # Errors
    /// [`Ended::Settings`] if a person has to fix something.
    pub async fn start(config: &Config, clock: Arc<dyn Clock>) -> Result<Self, Ended> {
        let backend = Backend::open(config, clock).await?;
        let rest =
            Rest::new(config.api.as_str(), config.token.reveal(), config.requests_per_second)?;
        let gateway_info = fetch_gateway_info(&rest).await?;
        Self::begin(backend, config, rest, gateway_info).await
    }

    async fn begin(
        backend: Backend,
        config: &Config,
        rest: Rest,
        gateway_info: GatewayInfo,
    ) -> Result<Self, Ended> {
        let Backend { lock, store, desk, jobs, health, github } = backend;
        if !gateway_info.granted.message_content {
            tracing::warn!(
                "The bot can't read messages, so rules and flag reactions don't work. Turn on Message Content Intent in the Developer \
                 Portal, under Bot, and restart the bot. Message menus and commands work."
            );
        }
        desk.free_jobs().await.context("Can't write to the outbox")?;
        let status = Status::new(health.gateway_up, health.catching_up);
        let mut bot = Bot::new(
            desk.clone(),
            (rest, Fetcher::new(config.api.as_str())?),
            gateway_info.me,
            gateway_info.granted.message_content,
            status,
        );
        if let Some(github) = github.clone() {
            desk.revive_issues().await.context("Can't write to the outbox")?;
            bot.tracker = Some(Arc::new(github));
        }
        let bot = Arc::new(bot);
        let discord = DiscordPlatform::new(Arc::clone(&bot), config.board_pause);
        let platforms = Platforms { discord, github: github.clone() };
        let dispatcher = Dispatcher::new(desk.clone(), platforms);
        let gateway = connection::open(
            Arc::clone(&bot),
            config.token.reveal(),
            config.api.as_str(),
            gateway_info,
        )
        .await?;
        let mut loops = vec![
            tokio::spawn(tasks::deliver(dispatcher.clone(), jobs)),
            tokio::spawn(tasks::keep_current(Arc::clone(&bot))),
            tokio::spawn(tasks::run_due(Arc::clone(&bot))),
            tokio::spawn(tasks::index(desk.clone())),
        ];
        loops.extend(github.clone().map(|github| tokio::spawn(tasks::read_repositories(github))));
        Ok(Self { desk, bot, github, dispatcher, store, gateway, loops, _lock: lock })
    }

    /// Waits until nothing is in progress, in flight or due. For tests and for a clean stop.
    pub async fn idle(&self) {
        while !self.is_idle().await {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    async fn is_idle(&self) -> bool {
        let at_rest =
            || self.bot.is_idle() && self.dispatcher.is_idle() && !self.bot.status.is_catching_up();
        // If nothing began between the two looks, everything that was due is now in flight.
        at_rest() && self.desk.has_due_jobs().await.is_ok_and(|due| !due) && at_rest()
    }

    /// Applies and sends what is due now, without waiting for the loops. Returns how many jobs were
    /// due.
    ///
    /// # Errors
    /// If the database does not answer.
    pub async fn run_due(&self) -> crate::desk::Result<usize> {
        while self.desk.run_due(self.bot.status.servers_up_to_date()).await? > 0 {}
        if let Some(github) = &self.github {
            github.read_due().await;
        }
        self.dispatcher.sweep().await
    }

    /// Keeps the gateway open, and reopens it if it ended or lost its session. Resolves when the
    /// bot cannot continue.
    async fn keep_listening(&mut self, config: &Config) -> Ended {
        loop {
            let end = tokio::select! {
                () = self.bot.rest.unauthorized() => return ended(Failure::Unauthorized),
                end = self.gateway.ended() => end,
                () = self.bot.status.silent_for(GATEWAY_TIMEOUT) => GatewayEnd::Fault(anyhow::anyhow!("there was no session for {} s", GATEWAY_TIMEOUT.as_secs())),
            };
            match end {
                GatewayEnd::Fatal(what_to_do) => return Ended::Settings(what_to_do.to_owned()),
                GatewayEnd::Fault(error) => tracing::warn!("Reopening the gateway: {error:#}"),
            }
            self.gateway.close(SHUTDOWN_TIMEOUT).await;
            let reopened = with_retries(async || {
                let gateway_info = fetch_gateway_info(&self.bot.rest).await?;
                Ok(connection::open(
                    Arc::clone(&self.bot),
                    config.token.reveal(),
                    config.api.as_str(),
                    gateway_info,
                )
                .await?)
            });
            match reopened.await {
                Ok(gateway) => self.gateway = gateway,
                Err(end) => return end,
            }
        }
    }

    /// Shuts down in order: stop receiving events, finish jobs in flight, close the database. Jobs
    /// that do not finish in time are due at the next start.
    pub async fn stop(mut self) {
        self.gateway.close(SHUTDOWN_TIMEOUT).await;
        if timeout(SHUTDOWN_TIMEOUT, self.idle()).await.is_err() {
            tracing::info!("Some jobs aren't done; they're due at the next start");
        }
        for task in self.loops {
            task.abort();
        }
        if let Err(error) = self.desk.release_jobs().await {
            tracing::warn!(%error, "Couldn't release the remaining jobs; they wait until their leases end");
        }
        self.store.close().await;
    }
}

fn ended(failure: Failure) -> Ended {
    match failure {
        Failure::Unauthorized => {
            Ended::Settings("Discord doesn't accept DISCORD_TOKEN; copy the token again from the Developer Portal, under Bot.".to_owned())
        }
        other => Ended::Fault(anyhow::Error::new(other).context("Can't reach Discord")),
    }
}

async fn fetch_gateway_info(rest: &Rest) -> Result<GatewayInfo, Ended> {
    let gateway_info = connection::fetch_gateway_info(rest).await.map_err(ended)?;
    connection::register_commands(rest, gateway_info.me).await.map_err(ended)?;
    Ok(gateway_info)
}

/// Retries with growing pauses until it succeeds. Errors that a person has to fix are not retried.
async fn with_retries<T>(mut attempt: impl AsyncFnMut() -> Result<T, Ended>) -> Result<T, Ended> {
    let mut pause = FIRST_PAUSE;
    loop {
        match attempt().await {
            Err(Ended::Fault(error)) => {
                tracing::warn!("{error:#}. Trying again in {} s", pause.as_secs())
            }
            done => return done,
        }
        tokio::time::sleep(pause).await;
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

/// Runs the bot until it is asked to stop or cannot continue. If the database or Discord is
/// unreachable at startup, it waits.
///
/// # Errors
/// See [`Ended`].
pub async fn run(config: Config, shutdown: impl Future<Output = ()>) -> Result<(), Ended> {
    let mut shutdown = std::pin::pin!(shutdown);
    let listener = match config.http {
        Some(address) => Some(TcpListener::bind(address).await.map_err(|error| {
            Ended::Settings(format!("HTTP_ADDR names {address}, which can't be used ({error}); choose another port, or leave it empty."))
        })?),
        None => None,
    };
    let rest = Rest::new(config.api.as_str(), config.token.reveal(), config.requests_per_second)?;
    let (stop_serving, stopped) = oneshot::channel::<()>();
    let starting = async {
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let mut backend =
            with_retries(async || Backend::open(&config, Arc::clone(&clock)).await).await?;
        backend.health.requests_sent = Arc::clone(&rest.counters().sent);
        backend.health.requests_failed = Arc::clone(&rest.counters().failed);
        let serving = listener.map(|listener| {
            let told = async move { drop(stopped.await) };
            let (health, desk) = (backend.health.clone(), backend.desk.clone());
            tokio::spawn(http::serve(listener, health, desk, backend.github.clone(), told))
        });
        let gateway_info = with_retries(async || fetch_gateway_info(&rest).await).await?;
        Ok::<_, Ended>((App::begin(backend, &config, rest.clone(), gateway_info).await?, serving))
    };
    let (mut app, serving) = tokio::select! {
        () = &mut shutdown => return Ok(()),
        started = starting => started?,
    };
    tracing::info!("Switchboard is running");
    tracing::info!("Invite it with {}", permission::invitation(app.bot.me.application));
    let result = tokio::select! {
        () = &mut shutdown => Ok(()),
        ended = app.keep_listening(&config) => Err(ended),
    };
    tracing::info!("Switchboard is stopping");
    app.stop().await;
    drop(stop_serving);
    if let Some(serving) = serving {
        // The server stops by itself within its grace period; its result does not matter any more.
        drop(serving.await);
    }
    result
}
