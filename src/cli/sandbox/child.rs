//! The bot as a child process: this program with the verb `run`, and nothing from our own
//! settings except how to log.

use std::{
    fs::File,
    io::{Read as _, Seek as _, SeekFrom},
    path::PathBuf,
    process::{ExitStatus, Stdio},
    time::{Duration, Instant},
};

use ::sandbox::Sandbox;
use anyhow::Context as _;
use tokio::process::{Child, ChildStdin, Command};

/// What of our environment the bot gets: the system's own, and how to log. No proxy, since there is
/// no network.
const PASSED_ON: [&str; 8] =
    ["PATH", "HOME", "TMPDIR", "TEMP", "SYSTEMROOT", "LANG", "RUST_LOG", "LOG_FORMAT"];
/// How long the bot may take until it is connected.
const START_TIMEOUT: Duration = Duration::from_secs(30);
/// How often we look whether it is.
const LOOK: Duration = Duration::from_millis(2);
/// How much of the end of the log is shown, in bytes and lines.
const LAST_BYTES: u64 = 4_096;
const LAST_LINES: usize = 8;
/// How the words about the log begin.
const LAST_LINES_LEAD: &str = "The last lines of its log";
const EMPTY_LOG_LEAD: &str = "Its log";

/// What the bot needs to be started, again and again.
#[derive(Debug)]
pub struct Setting {
    pub sandbox: Sandbox,
    /// The folder that it runs in, and writes its log to.
    pub folder: PathBuf,
    pub database: String,
}

/// The running bot. It ends with this.
#[derive(Debug)]
pub struct Bot {
    setting: Setting,
    child: Child,
    /// The bot runs for as long as this is open: it ends with us, however we end.
    leash: Option<ChildStdin>,
    /// How often Discord had been greeted before this bot did.
    greeted_before: u64,
    /// Since when it has been running.
    pub since: Instant,
}

impl Bot {
    /// Starts the bot.
    ///
    /// # Errors
    /// When the machine does not let us.
    pub fn start(setting: Setting) -> anyhow::Result<Self> {
        let greeted_before = setting.sandbox.gateway().identifies();
        let mut child = spawn(&setting)?;
        // Taken out, since waiting for the child closes its standard input.
        let leash = child.stdin.take();
        Ok(Self { setting, child, leash, greeted_before, since: Instant::now() })
    }

    /// Restarts the bot after it has ended.
    ///
    /// # Errors
    /// If the system does not allow it.
    pub fn start_again(&mut self) -> anyhow::Result<()> {
        self.greeted_before = self.setting.sandbox.gateway().identifies();
        self.child = spawn(&self.setting)?;
        self.leash = self.child.stdin.take();
        self.since = Instant::now();
        Ok(())
    }

    /// Waits until the bot is connected.
    ///
    /// # Errors
    /// When it ends instead, or takes too long.
    pub async fn connected(&mut self) -> anyhow::Result<()> {
        let gateway = self.setting.sandbox.gateway();
        while gateway.identifies() <= self.greeted_before || gateway.connected() == 0 {
            if let Some(status) = self.has_ended() {
                anyhow::bail!(
                    "the bot stopped before it connected ({status}).\n{}",
                    self.last_words()
                );
            }
            if self.since.elapsed() > START_TIMEOUT {
                anyhow::bail!(
                    "the bot didn't connect within {} s.\n{}",
                    START_TIMEOUT.as_secs(),
                    self.last_words()
                );
            }
            tokio::time::sleep(LOOK).await;
        }
        Ok(())
    }

    /// The address of the database that the bot is started with.
    pub fn database(&self) -> &str {
        &self.setting.database
    }

    /// How the bot ended, if it has.
    pub fn has_ended(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().ok().flatten()
    }

    /// Resolves when the bot ends.
    pub async fn ended(&mut self) -> Option<ExitStatus> {
        self.child.wait().await.ok()
    }

    /// Ends the bot as a power cut would, without a word.
    ///
    /// # Errors
    /// When the system does not let us.
    pub async fn kill(&mut self) -> anyhow::Result<()> {
        self.child.kill().await.context("can't stop the bot")
    }

    /// The file that holds the bot's log; none if it goes to standard error.
    pub fn log(&self) -> Option<PathBuf> {
        log(&self.setting)
    }

    /// The last lines of the bot's log, to be shown.
    pub fn last_words(&self) -> String {
        let Some(path) = self.log() else { return "Its log is above.".to_owned() };
        let text = File::open(&path).and_then(|mut file| {
            let length = file.metadata()?.len();
            file.seek(SeekFrom::Start(length.saturating_sub(LAST_BYTES)))?;
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes)?;
            Ok(String::from_utf8_lossy(&bytes).into_owned())
        });
        match text {
            Ok(text) if !text.trim().is_empty() => {
                let lines: Vec<&str> = text.lines().collect();
                let last = &lines[lines.len().saturating_sub(LAST_LINES)..];
                format!("{LAST_LINES_LEAD} ({}):\n  {}", path.display(), last.join("\n  "))
            }
            _ => format!("{EMPTY_LOG_LEAD} ({}) is empty.", path.display()),
        }
    }
}

/// A text without what [`Bot::last_words`] has added: the log names a path of this machine, and is
/// for whoever started the program.
pub fn without_log(text: &str) -> &str {
    let ends = [LAST_LINES_LEAD, EMPTY_LOG_LEAD].map(|lead| text.find(&format!("\n{lead}")));
    let end = ends.into_iter().flatten().min().unwrap_or(text.len());
    text[..end].trim_end()
}

/// Where the log goes, unless somebody asked for it by `RUST_LOG`.
fn log(setting: &Setting) -> Option<PathBuf> {
    std::env::var_os("RUST_LOG")
        .filter(|filter| !filter.is_empty())
        .is_none()
        .then(|| setting.folder.join("bot.log"))
}

fn spawn(setting: &Setting) -> anyhow::Result<Child> {
    let program = std::env::current_exe().context("can't find this program's path")?;
    let errors = match log(setting) {
        Some(path) => {
            let file = File::options().create(true).append(true).open(&path);
            Stdio::from(file.with_context(|| format!("can't write {}", path.display()))?)
        }
        None => Stdio::inherit(),
    };
    let passed_on = PASSED_ON.iter().filter_map(|name| Some((name, std::env::var_os(name)?)));
    Command::new(&program)
        .args(["run", "--attended"])
        .env_clear()
        .envs(passed_on)
        .env("DISCORD_API_URL", setting.sandbox.url())
        .env("DISCORD_TOKEN", setting.sandbox.token())
        .env("DATABASE_URL", &setting.database)
        // The page with the bot's health would take a port that somebody may need.
        .env("HTTP_ADDR", "")
        .current_dir(&setting.folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(errors)
        .kill_on_drop(true)
        .spawn()
        .with_context(|| format!("can't start {}", program.display()))
}
