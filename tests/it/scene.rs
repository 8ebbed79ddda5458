//! A stage for scenarios: a community in the sandbox, the real bot connected to it over the wire,
//! and a real database. The clocks of bot and community stand still until a scenario moves them.
//!
//! | person | who they are | where they use commands |
//! |---|---|---|
//! | ana, ben, caro | members, who ask for help | #general |
//! | max, mia | agents | #desk |
//! | lea | lead | #desk |
//! | dora | developer | #developers |
//! | olaf | owner of the server | #general |
//!
//! A scenario takes whom it needs out of the scene, lets them act, and reads what they see:
//!
//! ```
//! let scene = Scene::open().await;
//! let Scene { ana, max, .. } = &scene;
//! ana.opens_case("The export fails").await;
//! reads!(max.clicks(card(1), "Claim"), @"Case #1 is yours.");
//! reads!(max, on_card(1, Line::Question), @"#1 · The export fails");
//! scene.close().await;
//! ```

mod discord;
mod mortal;
mod person;
mod place;

use std::{
    ops::Deref,
    sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use chrono::{DateTime, TimeDelta, Utc};
use regex::Regex;
use sandbox::{Exchange, Sandbox, Snowflake, World, world::kind};
use serde_json::Value;
use switchboard::{
    app::App,
    cli::export,
    config::{ApiUrl, Config, DatabaseUrl, GitHubConfig, Token},
    domain::{GuildId, ManualClock},
};
use tracing::{Event, Level, Subscriber, subscriber::DefaultGuard};
use tracing_subscriber::{Layer, layer::Context, layer::SubscriberExt};

use crate::{
    database::Database,
    scene::{mortal::Mortal, place::Map},
};

pub use person::Person;
pub use place::{
    Line, Place, board, card, last_answer, newest, on_card, opening, report, request, team_thread,
    thread, unnamed,
};

/// Compares with a snapshot what somebody sees in a place, or what an answer says.
macro_rules! reads {
    ($person:expr, $place:expr, @$expected:literal) => {
        insta::assert_snapshot!($person.sees($place).await, @$expected)
    };
    ($answer:expr, @$expected:literal) => {
        insta::assert_snapshot!($answer.await, @$expected)
    };
}
pub(crate) use reads;

/// When scenarios begin: a Monday morning.
pub fn start() -> DateTime<Utc> {
    DateTime::from_timestamp(1_772_442_000, 0).expect("2 March 2026, 09:00 UTC")
}

/// The community "Lantern", as it is when a scenario begins.
pub fn community() -> World {
    World::community_at(start())
}

/// What the owner uses to set the bot up.
pub const SETUP: &str = "/setup help:#help desk:#desk developers:#developers agents:@Agents devs:@Developers leads:@Leads";

/// The line with the key of a message that has no embed.
static KEY: LazyLock<Regex> = LazyLock::new(|| {
    let line =
        r"(?:\n *-#| ·) \[[^\]]*\]\(https://discord\.com/channels/\d+/\d+#[a-z][0-9a-f]{16}\)";
    Regex::new(line).expect("a pattern")
});

/// Everything that one scenario needs.
pub struct Scene {
    pub ana: Person,
    pub ben: Person,
    pub caro: Person,
    pub max: Person,
    pub mia: Person,
    pub lea: Person,
    pub dora: Person,
    pub olaf: Person,
    stage: Arc<Stage>,
    _logs: DefaultGuard,
}

impl Deref for Scene {
    type Target = Stage;

    fn deref(&self) -> &Stage {
        &self.stage
    }
}

/// The bot and its surroundings.
pub struct Stage {
    pub sandbox: Sandbox,
    pub clock: Arc<ManualClock>,
    pub database: Database,
    app: Mutex<Option<Arc<App>>>,
    /// What the bot runs on if it can be killed.
    mortal: Mutex<Option<Mortal>>,
    errors: Errors,
    expected: Mutex<Expected>,
    /// How long the board is throttled after each drawing. Zero in most scenarios, so that it is
    /// current whenever the bot is at rest.
    board_pause: Mutex<Duration>,
    /// How the bot reaches GitHub. Not at all in most scenarios.
    github: Mutex<Option<GitHubConfig>>,
}

/// How long a scenario waits before it looks again whether the bot has started.
const GLANCE: Duration = Duration::from_millis(2);

/// What goes wrong on purpose.
#[derive(Default)]
struct Expected {
    /// Answers of Discord: status and code.
    refusals: Vec<(u16, u64)>,
    /// Jobs that nobody can do.
    dead_jobs: bool,
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
        lock(&self.0).push(text);
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Rows of `switchboard export`, of all servers of a database.
pub async fn exported_from(database: &str, what: export::What) -> Vec<Value> {
    let url = DatabaseUrl::parse(database).expect("an address");
    let mut out = Vec::new();
    let written = export::run(&url, &export::Arguments { guild: None, what }, &mut out).await;
    written.expect("the rows can be written");
    rows(&out)
}

/// What `switchboard export` has written.
fn rows(written: &[u8]) -> Vec<Value> {
    let lines = written.split(|&byte| byte == b'\n').filter(|line| !line.is_empty());
    lines.map(|line| serde_json::from_slice(line).expect("JSON")).collect()
}

impl Scene {
    /// The community with the bot at work, set up by its owner.
    pub async fn open() -> Self {
        let scene = Self::before_setup().await;
        scene.set_up().await;
        scene
    }

    /// The same before `/setup`.
    pub async fn before_setup() -> Self {
        Self::with_world(community()).await
    }

    /// The same in private mode.
    pub async fn private() -> Self {
        let scene = Self::open().await;
        let answer = scene.olaf.runs("/setup mode:private").await;
        assert!(answer.contains("Cases are private"), "{answer}");
        scene
    }

    /// The community beside another server, "Harbour", with the same people, both set up.
    pub async fn two_servers() -> Self {
        let mut world = community();
        world.add_guild("Harbour");
        let scene = Self::with_world(world).await;
        scene.set_up().await;
        scene.olaf.on("Harbour").runs(SETUP).await;
        scene
    }

    /// The community with other teams, each with a channel of its own and a role of its name, which
    /// caro has of the first.
    pub async fn with_teams(names: &[&str]) -> Self {
        let mut world = community();
        let guild = world.guild_named("Lantern").expect("it is there").id;
        let caro = world.user_named("caro").expect("she is there").id;
        let known = ["Agents", "Leads", "Switchboard"];
        let known = known.map(|name| world.role_in(guild, name).expect("it is there").id);
        for (place, name) in names.iter().enumerate() {
            let role = world.create_role(guild, name, 0);
            world.edit_role(guild, role, |role| role.mentionable = true);
            let channel = world.create_channel(guild, kind::TEXT, name);
            world.allow_only(channel, guild, &[&known[..], &[role]].concat());
            if place == 0 {
                world.add_role_to_member(guild, caro, role);
            }
        }
        let scene = Self::with_world(world).await;
        scene.set_up().await;
        for name in names {
            let line = format!("/team add name:{name} channel:#{name} role:@{name}");
            let answer = scene.lea.runs(&line).await;
            assert!(answer.contains("Added"), "{answer}");
        }
        scene
    }

    /// The community with a gateway that wants a heartbeat this often: a bot notices a dead
    /// connection by it.
    pub async fn with_heartbeat(interval: Duration) -> Self {
        let scene = Self::before_start(community(), Database::migrated().await).await;
        scene.sandbox.gateway().heartbeat_interval(interval);
        scene.start().await;
        scene.set_up().await;
        scene
    }

    /// Has max ask another team something in a case.
    pub async fn ask(&self, team: &str, case: i64, question: &str) {
        let form = self.max.runs(&format!("/escalate team:{team} case:{case}")).await.form();
        let answer = self.max.submits(&form, &[("What do you need from them?", question)]).await;
        assert!(answer.contains("Asked"), "{answer}");
    }

    /// A world of one's own, before `/setup`.
    pub async fn with_world(world: World) -> Self {
        let scene = Self::before_start(world, Database::migrated().await).await;
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
        let stage = Arc::new(Stage {
            sandbox,
            clock: Arc::new(ManualClock::at(now)),
            database,
            app: Mutex::default(),
            mortal: Mutex::default(),
            errors,
            expected: Mutex::default(),
            board_pause: Mutex::new(Duration::ZERO),
            github: Mutex::default(),
        });
        let person = |name: &str, channel| {
            Person::new(stage.sandbox.person(name), Arc::clone(&stage), channel)
        };
        Self {
            ana: person("ana", "general"),
            ben: person("ben", "general"),
            caro: person("caro", "general"),
            max: person("max", "desk"),
            mia: person("mia", "desk"),
            lea: person("lea", "desk"),
            dora: person("dora", "developers"),
            olaf: person("olaf", "general"),
            stage,
            _logs: logs,
        }
    }

    /// Somebody who is not among the people of the table, in #general.
    pub fn somebody(&self, name: &str) -> Person {
        Person::new(self.sandbox.person(name), Arc::clone(&self.stage), "general")
    }

    async fn set_up(&self) {
        let answer = self.olaf.runs(SETUP).await;
        assert!(answer.contains("Saved."), "{answer}");
    }

    /// The end: nothing unsent, nothing logged as an error, nothing refused, all of it as Discord's
    /// own description of its interface says.
    pub async fn close(self) {
        self.stage.close().await;
    }
}

impl Stage {
    /// Starts the bot, and waits until it is connected and has read what it missed.
    pub async fn start(&self) {
        let app = App::start(&self.config(), self.clock.clone()).await.expect("the bot starts");
        self.connected(app).await;
    }

    /// The same with a bot that can be killed.
    pub async fn start_mortal(&self) {
        let mortal = Mortal::new();
        let (config, clock) = (self.config(), self.clock.clone());
        let app = mortal.run(async move { App::start(&config, clock).await }).await;
        *lock(&self.mortal) = Some(mortal);
        self.connected(app.expect("the bot starts")).await;
    }

    async fn connected(&self, app: App) {
        tokio::time::timeout(Duration::from_secs(10), self.sandbox.gateway().wait_connected())
            .await
            .expect("the bot connects");
        let guilds: Vec<Snowflake> =
            self.sandbox.world(|world| world.guilds.keys().copied().collect());
        let is_current = || guilds.iter().all(|&guild| app.bot.status.is_current(GuildId(guild)));
        let waiting = async {
            while !is_current() {
                // The other scenarios need the processor.
                tokio::time::sleep(GLANCE).await;
            }
        };
        // What could not be read is tried again after fifteen seconds.
        tokio::time::timeout(Duration::from_secs(40), waiting)
            .await
            .expect("the bot reads what it missed");
        *lock(&self.app) = Some(Arc::new(app));
        self.idle().await;
    }

    /// Stops the bot in order.
    pub async fn stop(&self) {
        let app = lock(&self.app).take();
        if let Some(app) = app {
            Arc::into_inner(app).expect("nobody else uses the bot").stop().await;
        }
        self.kill();
    }

    /// Ends the bot in the middle of whatever it does, if it can be killed: what it has not written
    /// is lost, and so are the answers to what it has sent.
    pub fn kill(&self) {
        if let Some(mortal) = lock(&self.mortal).take() {
            mortal.end();
        }
        lock(&self.app).take();
    }

    /// Stops the bot, and starts it again.
    pub async fn restart(&self) {
        self.stop().await;
        self.start().await;
    }

    /// Starts the bot anew, with boards that are throttled for so long after each drawing.
    pub async fn throttle_boards(&self, pause: Duration) {
        *lock(&self.board_pause) = pause;
        self.restart().await;
    }

    /// Says how the bot reaches GitHub from its next start on.
    pub fn github(&self, github: Option<GitHubConfig>) {
        *lock(&self.github) = github;
    }

    pub fn config(&self) -> Config {
        let token = Token::parse(&self.sandbox.token()).expect("the sandbox's token is one");
        let api = ApiUrl::parse(&self.sandbox.url()).expect("the sandbox's address is one");
        Config {
            requests_per_second: 10_000,
            board_pause: *lock(&self.board_pause),
            github: lock(&self.github).clone(),
            ..Config::new(token, api, self.database_url())
        }
    }

    pub fn database_url(&self) -> DatabaseUrl {
        DatabaseUrl::parse(self.database.url()).expect("the database's address is one")
    }

    pub fn app(&self) -> Arc<App> {
        lock(&self.app).clone().expect("the bot is running")
    }

    /// Waits until the bot has dealt with everything that the sandbox told it. Returns at once if
    /// the bot is stopped.
    pub async fn idle(&self) {
        let Some(app) = lock(&self.app).clone() else { return };
        self.sandbox.gateway().settled().await;
        tokio::time::timeout(Duration::from_secs(20), app.idle())
            .await
            .expect("the bot comes to rest");
    }

    /// Moves the clocks of Discord and of the bot.
    pub fn advance_clock(&self, by: TimeDelta) {
        self.sandbox.change(|world| world.advance(by.to_std().expect("time goes forward")));
        self.clock.advance(by);
    }

    /// Moves the clocks, and lets the bot do what is due then.
    pub async fn advance_and_run_due(&self, by: TimeDelta) {
        self.advance_clock(by);
        self.run_due().await;
    }

    /// Lets the bot do what is due now.
    pub async fn run_due(&self) {
        self.app().run_due().await.expect("the database answers");
        self.idle().await;
    }

    /// Notes that everything up to now is dealt with, so that the bot reads on from here when it is
    /// started again.
    pub async fn reads_on_from_here(&self) {
        self.advance_clock(TimeDelta::hours(1));
        self.app().bot.note_progress().await.expect("the database answers");
    }

    /// Rows of `switchboard export`, of all servers. While the bot runs, through its connections:
    /// on Postgres, new ones take longer than most of what a scenario does.
    pub async fn exported(&self, what: export::What) -> Vec<Value> {
        let Some(app) = lock(&self.app).clone() else {
            return exported_from(self.database.url(), what).await;
        };
        let mut out = Vec::new();
        export::write(&app.desk, None, what, &mut out).await.expect("the rows can be written");
        rows(&out)
    }

    /// How a case of Lantern stands, in a line: its status, its assignee, and what is unusual.
    pub async fn case(&self, number: i64) -> String {
        let guild = self.guild_named("Lantern").to_string();
        let rows = self.exported(export::What::Cases).await;
        let is_meant = |row: &&Value| row["number"] == number && row["guild_id"] == guild.as_str();
        let row = rows.iter().find(is_meant).unwrap_or_else(|| panic!("there is no case {number}"));
        let minutes = |column: &str| {
            let time = row[column].as_str()?;
            let time = DateTime::parse_from_rfc3339(time).expect("a time").to_utc();
            Some((time - start()).num_minutes())
        };
        let mut parts = vec![row["status"].as_str().expect("a status").to_owned()];
        if let Some(assignee) = row["assignee_id"].as_str() {
            let assignee: Snowflake = assignee.parse().expect("an id");
            parts.push(self.sandbox.world(|world| world.users[&assignee].username.clone()));
        }
        if row["priority"] != "normal" {
            parts.push(row["priority"].as_str().expect("a priority").to_owned());
        }
        let tags = row["tags"].as_array().expect("tags").iter();
        parts.extend(tags.map(|tag| format!("`{}`", tag.as_str().expect("a tag"))));
        let bugs = row["bug_numbers"].as_array().expect("numbers").iter();
        parts.extend(bugs.map(|bug| format!("bug {bug}")));
        let waiting = minutes("waiting_since");
        parts.extend(waiting.map(|minutes| format!("waiting since minute {minutes}")));
        let answered = minutes("first_response_at");
        parts.extend(answered.map(|minutes| format!("answered in minute {minutes}")));
        if row["reopened_count"] != 0 {
            parts.push(format!("reopened: {}", row["reopened_count"]));
        }
        parts.join(", ")
    }

    pub fn guild_named(&self, name: &str) -> Snowflake {
        self.sandbox.world(|world| world.guild_named(name).expect("there is such a server").id)
    }

    /// Text in which every link says where it leads instead of the ids there, without characters
    /// that nobody sees and without the last line of a message, which holds its key.
    pub async fn name_links(&self, text: &str) -> String {
        let text = KEY.replace_all(text, "").replace('\u{200B}', "");
        if !text.contains("discord.com/channels/") {
            return text;
        }
        let map = Map::of(self).await;
        self.sandbox.world(|world| map.name_links(world, &text))
    }

    /// This scenario makes Discord say no in this way.
    pub fn expect_refusal(&self, status: u16, code: u64) {
        lock(&self.expected).refusals.push((status, code));
    }

    /// This scenario leaves jobs that nobody can do.
    pub fn expect_dead_jobs(&self) {
        lock(&self.expected).dead_jobs = true;
    }

    /// What the bot asked Discord for, and what it got.
    pub fn exchanges(&self) -> Vec<Exchange> {
        self.sandbox.exchanges()
    }

    async fn close(&self) {
        let app = lock(&self.app).clone();
        if let Some(app) = app {
            self.idle().await;
            let jobs = app.desk.job_counts().await.expect("the database answers");
            assert_eq!(jobs.pending, 0, "jobs are left in the outbox");
            assert!(
                jobs.dead == 0 || lock(&self.expected).dead_jobs,
                "{} jobs are dead",
                jobs.dead
            );
        }
        self.stop().await;
        let errors = lock(&self.errors.0).clone();
        assert!(errors.is_empty(), "logged as errors: {errors:#?}");
        let exchanges = self.exchanges();
        for exchange in &exchanges {
            let code = exchange.answer["code"].as_u64().unwrap_or(0);
            let refusals = &lock(&self.expected).refusals;
            let is_fine = exchange.status < 400 || refusals.contains(&(exchange.status, code));
            assert!(is_fine, "Discord refused: {exchange:#?}");
        }
        crate::discord::openapi::check(&exchanges);
        self.sandbox.clone().stop().await;
        self.database.remove().await;
    }
}
