//! A stage for scenarios: a community in the sandbox, the real bot connected to it over the wire,
//! and a real database. The end of every scene is a check.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use chrono::TimeDelta;
use sandbox::{Exchange, Person, Sandbox, Snowflake, World, world::Overwrite};
use switchboard::{
    app::App,
    config::{ApiUrl, Config, DatabaseUrl, Token},
    domain::ManualClock,
};
use tracing::{Event, Level, Subscriber, subscriber::DefaultGuard};
use tracing_subscriber::{Layer, layer::Context, layer::SubscriberExt};

use crate::database::Database;

/// Everything that one scenario needs.
pub struct Scene {
    pub sandbox: Sandbox,
    pub clock: Arc<ManualClock>,
    pub database: Database,
    app: Option<App>,
    errors: Errors,
    /// Answers of Discord that this scenario provokes: status and code.
    expected: Vec<(u16, u64)>,
    expects_dead: bool,
    /// None, so that the board is current whenever the bot is at rest.
    board_pause: Duration,
    _logs: DefaultGuard,
}

/// What the log called an error.
#[derive(Clone, Default)]
struct Errors(Arc<Mutex<Vec<String>>>);

impl<S: Subscriber> Layer<S> for Errors {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if *event.metadata().level() != Level::ERROR {
            return;
        }
        let mut text = String::new();
        let mut record = |field: &tracing::field::Field, value: &dyn std::fmt::Debug| {
            text += &format!("{}={value:?} ", field.name())
        };
        event.record(&mut record);
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(text);
    }
}

impl Scene {
    /// The community "Lantern" with the bot at work, set up by its owner.
    pub async fn open() -> Self {
        let scene = Self::unset().await;
        let answer = scene.person("olaf").command("general", SETUP).await;
        assert!(answer.text().contains("ready") || !answer.text().is_empty(), "{}", answer.text());
        scene.idle().await;
        scene
    }

    /// The same before `/setup`.
    pub async fn unset() -> Self {
        Self::with_world(World::community()).await
    }

    /// The community, with a gateway that wants a heartbeat this often: a bot notices a dead
    /// connection by it.
    pub async fn quick_heart(interval: Duration) -> Self {
        let scene = Self::build(World::community(), Some(interval)).await;
        scene.person("olaf").command("general", SETUP).await;
        scene.idle().await;
        scene
    }

    /// A world of one's own.
    pub async fn with_world(world: World) -> Self {
        Self::build(world, None).await
    }

    async fn build(world: World, heartbeat: Option<Duration>) -> Self {
        let mut scene = Self::before_start(world, Database::fresh().await).await;
        if let Some(interval) = heartbeat {
            scene.sandbox.gateway().heartbeat_interval(interval);
        }
        scene.start().await;
        scene
    }

    /// A world and a database, with the bot still to be started.
    pub async fn before_start(mut world: World, database: Database) -> Self {
        let now = world.now();
        world.stop_clock(now);
        let errors = Errors::default();
        let logs = tracing_subscriber::registry().with(errors.clone());
        let logs = match std::env::var("TEST_LOG") {
            Ok(filter) => tracing::subscriber::set_default(
                logs.with(
                    tracing_subscriber::fmt::layer()
                        .with_test_writer()
                        .with_filter(tracing_subscriber::EnvFilter::new(filter)),
                ),
            ),
            Err(_) => tracing::subscriber::set_default(logs),
        };
        // With the page, which some of the scenes are played in.
        let sandbox = playground::start(playground::Options { world, ..Default::default() })
            .await
            .expect("a port on 127.0.0.1");
        // Three seconds are Discord's limit, and the tests of it ask for no more. The others are
        // not about time, and run on machines that are busy with other things.
        sandbox.interaction_deadlines(Duration::from_secs(30), Duration::from_secs(15 * 60));
        Self {
            sandbox,
            clock: Arc::new(ManualClock::at(now)),
            database,
            app: None,
            errors,
            expected: Vec::new(),
            expects_dead: false,
            board_pause: Duration::ZERO,
            _logs: logs,
        }
    }

    /// Starts the bot (again), and waits until it is connected and has read what it missed.
    pub async fn start(&mut self) {
        let app = App::start(&self.config(), self.clock.clone()).await.expect("the bot starts");
        tokio::time::timeout(Duration::from_secs(10), self.sandbox.gateway().wait_connected())
            .await
            .expect("the bot connects");
        let guilds: Vec<Snowflake> =
            self.sandbox.world(|world| world.guilds.keys().copied().collect());
        let current = |app: &App| {
            guilds
                .iter()
                .all(|&guild| app.bot.status.is_current(switchboard::domain::GuildId(guild)))
        };
        let waiting = async {
            while !current(&app) {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(Duration::from_secs(10), waiting)
            .await
            .expect("the bot reads what it missed");
        self.app = Some(app);
    }

    /// Starts the bot anew, with boards that rest this long after each drawing.
    pub async fn rest_boards(&mut self, pause: Duration) {
        self.stop().await;
        self.board_pause = pause;
        self.start().await;
    }

    /// Stops the bot in order.
    pub async fn stop(&mut self) {
        if let Some(app) = self.app.take() {
            app.stop().await;
        }
    }

    pub fn config(&self) -> Config {
        let token = Token::parse(&self.sandbox.token()).expect("the sandbox's token is one");
        let api = ApiUrl::parse(&self.sandbox.url()).expect("the sandbox's address is one");
        let database =
            DatabaseUrl::parse(self.database.url()).expect("the database's address is one");
        Config {
            requests_per_second: 10_000,
            board_pause: self.board_pause,
            ..Config::new(token, api, database)
        }
    }

    pub fn app(&self) -> &App {
        self.app.as_ref().expect("the bot is running")
    }

    pub fn person(&self, name: &str) -> Person {
        self.sandbox.person(name)
    }

    /// Waits until the bot has dealt with everything that the sandbox told it.
    pub async fn idle(&self) {
        self.sandbox.gateway().settled().await;
        tokio::time::timeout(Duration::from_secs(20), self.app().idle())
            .await
            .expect("the bot comes to rest");
    }

    /// Advances the clock, for Discord and for the bot.
    pub fn later(&self, by: TimeDelta) {
        self.sandbox.change(|world| world.advance(by.to_std().expect("time goes forward")));
        self.clock.advance(by);
    }

    /// The same, and lets the bot do what is due then.
    pub async fn pass(&self, by: TimeDelta) {
        self.later(by);
        self.app().run_due().await.expect("the database answers");
        self.idle().await;
    }

    /// A person's message, flagged by max: the message, once the case is drawn.
    pub async fn flagged(&self, who: &str, text: &str) -> Snowflake {
        let message = self.person(who).say("help", text).expect("members may write in #help");
        self.person("max").menu(message, "Open case").await;
        self.idle().await;
        message
    }

    /// The card of a case.
    pub fn card(&self, number: i64) -> Snowflake {
        let claim = format!("v1:claim:{number}");
        self.bot_message("desk", &claim).expect("the case has a card")
    }

    /// The message of the bot in a channel whose components hold these words.
    pub fn bot_message(&self, channel: &str, words: &str) -> Option<Snowflake> {
        let channel = self.person("olaf").channel(channel).expect("there is such a channel");
        self.sandbox.world(|world| {
            let messages = world.messages.get(&channel)?;
            let mine = messages.values().filter(|message| message.author_id == world.bot_id);
            mine.filter(|message| {
                message.components.iter().any(|row| row.to_string().contains(words))
            })
            .map(|message| message.id)
            .next()
        })
    }

    /// The thread that the bot has started last.
    pub fn bot_thread(&self) -> Snowflake {
        let threads = self.sandbox.world(|world| {
            world
                .channels
                .values()
                .filter(|channel| channel.thread.is_some())
                .map(|channel| channel.id)
                .max()
        });
        threads.expect("there is a thread")
    }

    /// A file of a message, through a fresh link.
    pub async fn download(&self, message: Snowflake, filename: &str) -> Vec<u8> {
        let channel = self.sandbox.world(|world| {
            world
                .messages
                .iter()
                .find(|(_, messages)| messages.contains_key(&message))
                .map(|(&channel, _)| channel)
        });
        let channel = channel.expect("the message is there");
        let address =
            format!("{}/api/v10/channels/{channel}/messages/{message}", self.sandbox.url());
        let client = reqwest::Client::new();
        let found = client
            .get(address)
            .header("authorization", format!("Bot {}", self.sandbox.token()))
            .send()
            .await
            .expect("an answer");
        let found: serde_json::Value =
            serde_json::from_slice(&found.bytes().await.expect("a body")).expect("JSON");
        let attachments = found["attachments"].as_array().expect("attachments");
        let file = attachments
            .iter()
            .find(|file| file["filename"] == filename)
            .expect("the file is there");
        let file =
            client.get(file["url"].as_str().expect("a link")).send().await.expect("an answer");
        assert!(file.status().is_success(), "{}", file.status());
        file.bytes().await.expect("a body").to_vec()
    }

    /// Takes permissions from the bot in a channel.
    pub fn deny_bot(&self, channel: &str, permissions: u64) {
        let channel = self.person("olaf").channel(channel).expect("there is such a channel");
        self.sandbox.change(|world| {
            let overwrite =
                Overwrite { id: world.bot_id, member: true, allow: 0, deny: permissions };
            world.set_overwrite(channel, overwrite)
        });
    }

    /// Gives them back.
    pub fn allow_bot(&self, channel: &str) {
        self.deny_bot(channel, 0);
    }

    /// Text without what differs in each run: ids in links, and times.
    pub fn plain(&self, text: &str) -> String {
        // Characters that nobody sees would be lost on whoever reads the snapshot.
        let mut plain = text.replace('\u{200B}', "");
        for (pattern, with) in [
            (r"discord\.com/channels/\d+/", "discord.com/channels/…/"),
            (r"…/\d+/\d+", "…/channel/message"),
            (r"…/\d+", "…/channel"),
            (r"\d{1,2} \w+ \d{4} \d\d:\d\d", "TIME"),
            (r"<t:\d+:", "<t:TIME:"),
        ] {
            plain = regex::Regex::new(pattern)
                .expect("a pattern")
                .replace_all(&plain, with)
                .into_owned();
        }
        plain
    }

    /// This scenario makes Discord say no in this way.
    pub fn expect_refusal(&mut self, status: u16, code: u64) {
        self.expected.push((status, code));
    }

    /// This scenario leaves work that nobody can do.
    pub fn expect_dead_jobs(&mut self) {
        self.expects_dead = true;
    }

    /// What the bot asked Discord for, and what it got.
    pub fn exchanges(&self) -> Vec<Exchange> {
        self.sandbox.exchanges()
    }

    /// The end: nothing unsent, nothing logged as an error, nothing refused, all of it as Discord's
    /// own description of its interface says.
    pub async fn close(mut self) {
        if self.app.is_some() {
            self.idle().await;
            let jobs = self.app().desk.job_counts().await.expect("the database answers");
            assert_eq!(jobs.pending, 0, "work is left in the outbox");
            assert!(jobs.dead == 0 || self.expects_dead, "{} jobs were given up", jobs.dead);
        }
        self.stop().await;
        let errors = self.errors.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        assert!(errors.is_empty(), "logged as errors: {errors:#?}");
        let exchanges = self.sandbox.exchanges();
        for exchange in &exchanges {
            let code = exchange.answer.get("code").and_then(serde_json::Value::as_u64).unwrap_or(0);
            let fine = exchange.status < 400 || self.expected.contains(&(exchange.status, code));
            assert!(fine, "Discord refused: {exchange:#?}");
        }
        crate::openapi::check(&exchanges);
        self.sandbox.stop().await;
        self.database.remove().await;
    }
}

/// What the owner types at the beginning.
pub const SETUP: &str = "/setup help:#help desk:#desk developers:#developers agents:@Agents devs:@Developers leads:@Leads";
