//! The sandbox, the bot in it, and the bot's database, looked at from outside.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};

use ::playground::{
    Operator,
    keep::{self, WorldSaver},
    operator::{self, Engine, Order, Process},
};
use ::sandbox::{Person, Sandbox, Snowflake, World, world::Overwrite};
use anyhow::Context as _;
use tempfile::TempDir;

use crate::cli::sandbox::{
    arguments::Arguments,
    child::{Bot, Setting, without_log},
    files::Files,
    screen::{Screen, plain},
};
use crate::{desk::Desk, domain::GuildId, domain::SystemClock, store::Store};

/// What the owner types at the beginning.
const SETUP: &str = "/setup help:#help desk:#desk developers:#developers agents:@Agents devs:@Developers leads:@Leads";
/// Where the page is, if nobody else is there: easy to remember.
const USUAL_PORT: u16 = 7171;
/// What the page says of a bot that does its work.
const AT_WORK: &str = "Switchboard is running.";
/// How long the bot has to be silent before it counts as at rest.
const SILENCE: Duration = Duration::from_millis(40);
/// How often in a row the bot has to be silent: on a busy machine, one pause may be shorter than
/// the time that it needs for an event.
const SILENCES: u32 = 3;
/// How long the bot may have work without doing any of it.
const START_TIMEOUT: Duration = Duration::from_secs(30);
/// How many of the bot's requests are remembered.
const REQUESTS: usize = 8;
/// How long a bot has to live for its end to be no sign of a broken start.
const STEADY: Duration = Duration::from_secs(10);
/// How often in a row the bot may end soon after its start.
const TRIES: u32 = 3;
/// The exit code for a wrong setting (`sysexits.h`, EX_CONFIG). Another start would end the same
/// way.
const WRONG_SETTING: i32 = 78;
/// A Ctrl-C reaches the bot, too; then we are about to end as well, and the bot's end is nothing to
/// speak of.
const ABOUT_TO_END: Duration = Duration::from_millis(300);

/// A community with the bot at work in it.
pub struct Stage {
    pub sandbox: Sandbox,
    pub bot: Bot,
    /// The bot's records, to read from.
    pub desk: Desk,
    store: Store,
    database: PathBuf,
    saver: Option<WorldSaver>,
    folder: TempDir,
    /// Orders of the page, and what it is told.
    pub engine: Engine,
    /// The bot was ended by an order, and stays down until another.
    pub down: bool,
    /// The bot could not be set up for the community that was loaded, so that a start has to.
    unprepared: bool,
    failed_starts: u32,
    /// How long it took until the bot was at work.
    pub ready_after: Duration,
}

impl Stage {
    /// Opens the community, starts the bot, and lets the owner set it up if nobody has.
    ///
    /// # Errors
    /// When any of it fails.
    pub async fn open(arguments: &Arguments) -> anyhow::Result<Self> {
        let began = Instant::now();
        let files = arguments.data.as_deref().map(Files::at).transpose()?;
        if arguments.tour && files.as_ref().is_some_and(Files::exist) {
            anyhow::bail!(
                "the tour needs a new community; leave out --data, or name a file that doesn't exist yet"
            );
        }
        let world = match &files {
            Some(files) => keep::load(&files.world).await?,
            None => None,
        };
        let (operator, engine) = operator::line();
        let sandbox =
            start(arguments.port, world.unwrap_or_else(World::community), operator).await?;
        sandbox.keep_exchanges(REQUESTS);
        let folder = tempfile::Builder::new()
            .prefix("switchboard-")
            .tempdir()
            .context("can't create temporary files")?;
        let path = files
            .as_ref()
            .map_or_else(|| folder.path().join("switchboard.db"), |files| files.database.clone());
        let database = url(&path)?;
        let setting = Setting {
            sandbox: sandbox.clone(),
            folder: folder.path().to_owned(),
            database: database.clone(),
        };
        let mut bot = Bot::start(setting)?;
        if let Err(error) = bot.connected().await {
            // Somebody will want to read the whole log.
            drop(folder.keep());
            return Err(error);
        }
        let store = Store::connect(&database).await.context("can't open the bot's database")?;
        let desk = desk_over(&store);
        let saver = files.map(|files| WorldSaver::start(&sandbox, files.world));
        let mut stage = Self {
            sandbox,
            bot,
            desk,
            store,
            database: path,
            saver,
            folder,
            engine,
            down: false,
            unprepared: false,
            failed_starts: 0,
            ready_after: Duration::ZERO,
        };
        if let Err(error) = stage.set_up().await {
            stage.close(true).await?;
            return Err(error);
        }
        stage.ready_after = began.elapsed();
        stage.engine.tell(Process::Running, AT_WORK);
        Ok(stage)
    }

    async fn set_up(&mut self) -> anyhow::Result<()> {
        let guild = self.guild()?;
        if self.desk.servers().await?.iter().any(|settings| settings.guild == guild) {
            return Ok(());
        }
        // What was taken from the bot in a community that somebody saved is missing again
        // afterwards.
        let taken = self.sandbox.change(give_back_rights);
        let done = self.type_setup(guild).await;
        self.sandbox.change(|world| {
            for (channel, overwrite) in taken {
                world.set_overwrite(channel, overwrite);
            }
        });
        done
    }

    async fn type_setup(&mut self, guild: GuildId) -> anyhow::Result<()> {
        let answer = self.person("olaf")?.command("general", SETUP).await;
        let known = self.desk.servers().await?;
        anyhow::ensure!(
            known.iter().any(|settings| settings.guild == guild),
            "olaf typed /setup, and the bot answered: {}\n{}",
            answer.text(),
            self.bot.last_words()
        );
        // Wait for the board, so that it does not appear as news.
        let has_board = |world: &World| {
            world
                .messages
                .values()
                .flat_map(|all| all.values())
                .any(|message| message.pinned_at.is_some())
        };
        let hangs =
            self.sandbox.try_until(START_TIMEOUT, |world| has_board(world).then_some(())).await;
        anyhow::ensure!(
            hangs.is_some(),
            "the board didn't appear in the desk channel.\n{}",
            self.bot.last_words()
        );
        Ok(())
    }

    /// The community's server.
    ///
    /// # Errors
    /// When there is none in the world that was kept.
    pub fn guild(&self) -> anyhow::Result<GuildId> {
        self.sandbox
            .world(|world| world.guilds.keys().next().copied())
            .map(GuildId)
            .context("this world has no community in it")
    }

    /// A desk that has not read anything yet. Each remembers a server's settings and rules.
    pub fn fresh_desk(&self) -> Desk {
        desk_over(&self.store)
    }

    /// Somebody of the community.
    ///
    /// # Errors
    /// When the world that was kept has nobody of that name.
    pub fn person(&self, name: &str) -> anyhow::Result<Person> {
        self.sandbox
            .find_person(name)
            .with_context(|| format!("there's nobody called {name} in this community"))
    }

    /// Waits until the bot has dealt with everything that happened so far, starting it again if it
    /// ends meanwhile.
    ///
    /// # Errors
    /// When the bot does not go on with its work, or cannot be started.
    pub async fn rest(&mut self, screen: &mut Screen) -> anyhow::Result<()> {
        if self.down {
            return Ok(());
        }
        let mut seen = self.requests();
        let mut since = Instant::now();
        let mut silences = 0;
        loop {
            if self.bot.has_ended().is_some() {
                self.revive(screen).await?;
            }
            let heard = self.sandbox.gateway().try_settled(Duration::from_secs(1)).await;
            self.round_trip().await;
            let before = self.requests();
            tokio::time::sleep(SILENCE).await;
            let nothing_due = !self.desk.has_due_jobs().await?;
            let now = self.requests();
            silences = if heard && nothing_due && now == before { silences + 1 } else { 0 };
            if silences == SILENCES {
                return Ok(());
            }
            if now != seen {
                (seen, since) = (now, Instant::now());
            }
            anyhow::ensure!(
                since.elapsed() < START_TIMEOUT,
                "the bot has work, but isn't doing it.\n{}",
                self.bot.last_words()
            );
        }
    }

    /// Sends something through the bot that changes nothing: on a busy machine, it comes back after
    /// what was sent before.
    async fn round_trip(&self) {
        if let Ok(max) = self.person("max") {
            drop(
                tokio::time::timeout(
                    Duration::from_secs(1),
                    max.complete("general", "/claim case:"),
                )
                .await,
            );
            tokio::task::yield_now().await;
        }
    }

    /// The number of the last request that the bot made.
    fn requests(&self) -> u64 {
        self.sandbox.exchanges().last().map_or(0, |exchange| exchange.number)
    }

    /// Says that the bot has ended, and starts it again.
    ///
    /// # Errors
    /// When that is of no use.
    pub async fn revive(&mut self, screen: &mut Screen) -> anyhow::Result<()> {
        tokio::time::sleep(ABOUT_TO_END).await;
        let status = self.bot.has_ended();
        let how = status.map_or_else(|| "can't be reached".to_owned(), |status| status.to_string());
        let words = self.bot.last_words();
        if status.and_then(|status| status.code()) == Some(WRONG_SETTING) {
            anyhow::bail!("the bot stopped because of a setting ({how}).\n{words}");
        }
        self.failed_starts =
            if self.bot.since.elapsed() < STEADY { self.failed_starts + 1 } else { 1 };
        if self.failed_starts >= TRIES {
            anyhow::bail!("the bot stopped {TRIES} times soon after it started ({how}).\n{words}");
        }
        screen.say(&format!("The bot stopped ({how}). {words}\nRestarting it."))?;
        self.engine.tell(Process::Starting, "Switchboard stopped unexpectedly and is restarting.");
        self.bot.start_again()?;
        self.bot.connected().await?;
        self.engine.tell(Process::Running, AT_WORK);
        screen.say("The bot is running again.")?;
        Ok(())
    }

    /// The same for a community that somebody looks at in the browser: where it is of no use, the
    /// bot stays down, and the page says so.
    ///
    /// # Errors
    /// When standard output is closed.
    pub async fn restart_or_wait(&mut self, screen: &mut Screen) -> anyhow::Result<()> {
        if let Err(error) = self.revive(screen).await {
            self.down = true;
            // It may still be running without having come as far as a connection.
            self.bot.kill().await?;
            self.engine
                .tell(Process::Stopped, "Switchboard stopped and couldn't be restarted. Check what's switched on under Break things.");
            screen.say(&format!("{error:#}\nIt stays stopped until you start it on the page."))?;
        }
        Ok(())
    }

    /// Does what somebody wants at the page.
    ///
    /// # Errors
    /// When the system does not let us.
    pub async fn obey(&mut self, order: Order) -> anyhow::Result<()> {
        match order {
            Order::Kill => {
                self.bot.kill().await?;
                self.down = true;
                self.engine
                    .tell(Process::Stopped, "You stopped Switchboard. It will catch up on whatever happens now when you start it again.");
            }
            Order::Start if self.unprepared => {
                let began = self.begin().await;
                self.note_beginning(began).await?;
            }
            Order::Start => {
                self.failed_starts = 0;
                self.bot.start_again()?;
                self.down = false;
                self.engine.tell(Process::Running, AT_WORK);
            }
            Order::Renew => {
                let began = self.renew().await;
                self.note_beginning(began).await?;
            }
        }
        Ok(())
    }

    /// Notes whether the bot could begin in another community. It could not in one without an owner
    /// who could set it up, for example.
    async fn note_beginning(&mut self, began: anyhow::Result<()>) -> anyhow::Result<()> {
        self.unprepared = began.is_err();
        if let Err(error) = began {
            self.bot.kill().await?;
            self.down = true;
            let why = plain(without_log(&error.to_string()));
            self.engine.tell(
                Process::Stopped,
                format!("Switchboard couldn't be started for this community:\n{why}"),
            );
        }
        Ok(())
    }

    /// Starts the bot with an empty memory, for a community that it does not know. A database that
    /// somebody keeps is put aside.
    async fn renew(&mut self) -> anyhow::Result<()> {
        self.engine.tell(Process::Starting, "Switchboard is starting for the new community.");
        self.bot.kill().await?;
        self.store.close().await;
        let path = self.database.clone();
        for ending in ["", "-wal", "-shm"] {
            let (mut from, mut to) = (path.clone().into_os_string(), path.clone().into_os_string());
            from.push(ending);
            to.push(format!(".before{ending}"));
            match std::fs::rename(&from, &to) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(error)
                        .with_context(|| format!("can't move {} away", path.display()));
                }
                _ => {}
            }
        }
        self.begin().await
    }

    /// Starts the bot, and lets the owner set it up.
    async fn begin(&mut self) -> anyhow::Result<()> {
        self.failed_starts = 0;
        self.bot.start_again()?;
        self.down = false;
        self.bot.connected().await?;
        self.store.close().await;
        self.store =
            Store::connect(self.bot.database()).await.context("can't open the bot's database")?;
        self.desk = desk_over(&self.store);
        self.set_up().await?;
        self.engine.tell(Process::Running, AT_WORK);
        Ok(())
    }

    /// Ends the bot and the server, and saves the world if it is kept. Where something failed, the
    /// bot's log stays; the answer is where.
    ///
    /// # Errors
    /// When the world could not be saved.
    pub async fn close(mut self, failed: bool) -> anyhow::Result<Option<PathBuf>> {
        self.bot.kill().await?;
        self.store.close().await;
        let saved = match self.saver {
            Some(saver) => saver.finish().await,
            None => Ok(()),
        };
        self.sandbox.stop().await;
        let log = self.bot.log().filter(|_| failed);
        if log.is_some() {
            drop(self.folder.keep());
        }
        saved.map(|()| log)
    }
}

/// Opens the server, at the port that was asked for, else at the usual one, else at any that is
/// free.
async fn start(port: Option<u16>, world: World, operator: Operator) -> anyhow::Result<Sandbox> {
    let at = |port: u16| ::playground::Options {
        port,
        world: world.clone(),
        operator: Some(operator.clone()),
    };
    match port {
        Some(port) => ::playground::start(at(port)).await.with_context(|| {
            format!("can't use port {port} on 127.0.0.1; choose another one, or leave out --port")
        }),
        None => match ::playground::start(at(USUAL_PORT)).await {
            Ok(sandbox) => Ok(sandbox),
            Err(_) => ::playground::start(at(0)).await.context("no port on 127.0.0.1 is free"),
        },
    }
}

/// Removes what was set for the bot alone in each channel, and returns it.
fn give_back_rights(world: &mut World) -> Vec<(Snowflake, Overwrite)> {
    let bot = world.bot_id;
    let of_bot = |overwrite: &Overwrite| overwrite.member && overwrite.id == bot;
    let taken: Vec<_> = world
        .channels
        .values()
        .flat_map(|channel| {
            let own = channel.overwrites.iter().copied().filter(of_bot);
            own.map(|overwrite| (channel.id, overwrite))
        })
        .collect();
    for (channel, overwrite) in &taken {
        world.remove_overwrite(*channel, overwrite.id);
    }
    taken
}

fn desk_over(store: &Store) -> Desk {
    let (desk, _jobs) = Desk::new(store.clone(), Arc::new(SystemClock));
    desk
}

/// The address of an SQLite file, whatever its path looks like.
fn url(path: &Path) -> anyhow::Result<String> {
    let path = path.to_str().with_context(|| {
        format!("the path {} isn't valid text; choose another place", path.display())
    })?;
    Ok(format!("sqlite://{}", path.replace('%', "%25").replace('?', "%3F")))
}
