//! The sandbox, the bot in it, and the bot's database, looked at from outside.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};

use ::sandbox::{Person, Sandbox, World};
use anyhow::Context as _;
use tempfile::TempDir;

use super::{
    Options,
    child::{Bot, Setting},
    keep::{Files, Keeper},
    screen::Screen,
};
use crate::{desk::Desk, domain::GuildId, domain::SystemClock, store::Store};

/// What the owner types at the beginning.
const SETUP: &str = "/setup help:#help desk:#desk developers:#developers agents:@Agents devs:@Developers leads:@Leads";
/// How long the bot has to be silent before it counts as at rest.
const SILENCE: Duration = Duration::from_millis(40);
/// How long the bot may have work without doing any of it.
const PATIENCE: Duration = Duration::from_secs(30);
/// How many of the bot's requests are remembered.
const REQUESTS: usize = 8;
/// How long a bot has to live for its end to be no sign of a broken start.
const STEADY: Duration = Duration::from_secs(10);
/// How often in a row the bot may end soon after its start.
const TRIES: u32 = 3;
/// The exit code for a wrong setting (`sysexits.h`, EX_CONFIG). Another start would end the same way.
const WRONG_SETTING: i32 = 78;
/// A Ctrl-C reaches the bot, too; then we are about to end as well, and the bot's end is nothing to speak of.
const ABOUT_TO_END: Duration = Duration::from_millis(300);

/// A community with the bot at work in it.
pub struct Stage {
    pub sandbox: Sandbox,
    pub bot: Bot,
    /// The bot's records, to read from.
    pub desk: Desk,
    store: Store,
    keeper: Option<Keeper>,
    folder: TempDir,
    failed_starts: u32,
    /// How long it took until the bot was at work.
    pub ready_after: Duration,
}

impl Stage {
    /// Opens the community, starts the bot, and lets the owner set it up if nobody has.
    ///
    /// # Errors
    /// When any of it fails.
    pub async fn open(options: &Options) -> anyhow::Result<Self> {
        let began = Instant::now();
        let files = options.data.as_deref().map(Files::at).transpose()?;
        if options.tour && files.as_ref().is_some_and(Files::exist) {
            anyhow::bail!("the tour begins with a new community; leave out --data, or name a file that is not there yet");
        }
        let world = match &files {
            Some(files) => files.load().await?,
            None => None,
        };
        let start = ::sandbox::Options { port: options.port, world: world.unwrap_or_else(World::community), operator: None };
        let sandbox = Sandbox::start(start).await.with_context(|| match options.port {
            0 => "no port on 127.0.0.1 is free".to_owned(),
            port => format!("port {port} on 127.0.0.1 cannot be used; choose another one, or leave out --port"),
        })?;
        sandbox.keep_exchanges(REQUESTS);
        let folder = tempfile::Builder::new().prefix("switchboard-").tempdir().context("there is no room for temporary files")?;
        let path = files.as_ref().map_or_else(|| folder.path().join("switchboard.db"), |files| files.database.clone());
        let database = url(&path)?;
        let setting = Setting { sandbox: sandbox.clone(), folder: folder.path().to_owned(), database: database.clone() };
        let mut bot = Bot::start(setting)?;
        if let Err(error) = bot.connected().await {
            // Somebody will want to read the whole log.
            drop(folder.keep());
            return Err(error);
        }
        let store = Store::connect(&database).await.context("the bot's database cannot be opened")?;
        let desk = desk_over(&store);
        let keeper = files.map(|files| Keeper::start(&sandbox, files.world));
        let mut stage = Self { sandbox, bot, desk, store, keeper, folder, failed_starts: 0, ready_after: Duration::ZERO };
        if let Err(error) = stage.set_up().await {
            stage.close(true).await?;
            return Err(error);
        }
        stage.ready_after = began.elapsed();
        Ok(stage)
    }

    async fn set_up(&mut self) -> anyhow::Result<()> {
        let guild = self.guild()?;
        if self.desk.servers().await?.iter().any(|settings| settings.guild == guild) {
            return Ok(());
        }
        let answer = self.person("olaf")?.command("general", SETUP).await;
        let known = self.desk.servers().await?;
        anyhow::ensure!(
            known.iter().any(|settings| settings.guild == guild),
            "olaf typed /setup, and the bot answered: {}\n{}",
            answer.text(),
            self.bot.last_words()
        );
        Ok(())
    }

    /// The community's server.
    ///
    /// # Errors
    /// When there is none in the world that was kept.
    pub fn guild(&self) -> anyhow::Result<GuildId> {
        self.sandbox.world(|world| world.guilds.keys().next().copied()).map(GuildId).context("this world has no community in it")
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
        self.sandbox.find_person(name).with_context(|| format!("nobody in this community is called {name}"))
    }

    /// Waits until the bot has dealt with everything that happened so far, starting it again if it ends meanwhile.
    ///
    /// # Errors
    /// When the bot does not go on with its work, or cannot be started.
    pub async fn rest(&mut self, screen: &mut Screen) -> anyhow::Result<()> {
        let mut seen = self.requests();
        let mut since = Instant::now();
        loop {
            if self.bot.has_ended().is_some() {
                self.revive(screen).await?;
            }
            let heard = self.sandbox.gateway().try_settled(Duration::from_secs(1)).await;
            self.round_trip().await;
            let before = self.requests();
            tokio::time::sleep(SILENCE).await;
            let nothing_due = self.desk.due(0, 1).await?.is_empty();
            let now = self.requests();
            if heard && nothing_due && now == before {
                return Ok(());
            }
            if now != seen {
                (seen, since) = (now, Instant::now());
            }
            anyhow::ensure!(since.elapsed() < PATIENCE, "the bot has work, but does not go on with it.\n{}", self.bot.last_words());
        }
    }

    /// Sends something through the bot that changes nothing: on a busy machine, it comes back after what was sent before.
    async fn round_trip(&self) {
        if let Ok(max) = self.person("max") {
            drop(tokio::time::timeout(Duration::from_secs(1), max.complete("general", "/claim case:")).await);
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
        let how = status.map_or_else(|| "it cannot be reached".to_owned(), |status| status.to_string());
        let words = self.bot.last_words();
        if status.and_then(|status| status.code()) == Some(WRONG_SETTING) {
            anyhow::bail!("the bot ended because of a setting ({how}).\n{words}");
        }
        self.failed_starts = if self.bot.since.elapsed() < STEADY { self.failed_starts + 1 } else { 1 };
        if self.failed_starts >= TRIES {
            anyhow::bail!("the bot ended {TRIES} times soon after its start ({how}).\n{words}");
        }
        screen.say(&format!("The bot has ended ({how}). {words}\nWe start it again."))?;
        self.bot.start_again()?;
        self.bot.connected().await?;
        screen.say("The bot is at work again.")?;
        Ok(())
    }

    /// Ends the bot and the server, and saves the world if it is kept. Where something failed, the bot's log stays; the
    /// answer is where.
    ///
    /// # Errors
    /// When the world could not be saved.
    pub async fn close(mut self, failed: bool) -> anyhow::Result<Option<PathBuf>> {
        self.bot.kill().await?;
        self.store.close().await;
        let saved = match self.keeper {
            Some(keeper) => keeper.finish().await,
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

fn desk_over(store: &Store) -> Desk {
    let (desk, _errands) = Desk::new(store.clone(), Arc::new(SystemClock));
    desk
}

/// The address of an SQLite file, whatever its path looks like.
fn url(path: &Path) -> anyhow::Result<String> {
    let path = path.to_str().with_context(|| format!("the path {} is no text; choose another place", path.display()))?;
    Ok(format!("sqlite://{}", path.replace('%', "%25").replace('?', "%3F")))
}
