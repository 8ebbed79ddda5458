//! A bot as a process of its own, in a community of its own, and what it costs the machine.

use std::{path::Path, process::Stdio, time::Duration};

use anyhow::{Context, ensure};
use sandbox::{Options, Sandbox, World};
use tokio::process::{Child, Command};

use crate::workload::{FLAGGED, Requests};

/// Clock ticks per second in `/proc`: 100 on every Linux (`getconf CLK_TCK`).
const TICKS: f64 = 100.0;
/// The most rules that a server may have.
const RULES: usize = 50;
/// The number of log lines that a failure shows.
const SHOWN: usize = 20;
/// Longer than the bots need to become idle.
const REST: Duration = Duration::from_millis(1_500);

const SETUP: &str =
    "/setup help:#help desk:#desk developers:#developers agents:@Agents devs:@Developers";
const PROBLEMS: [&str; 7] =
    ["login", "invoice", "upload", "search", "profile", "theme", "password"];
const TROUBLE: [&str; 7] = [
    "(fails|failed)",
    "is (down|slow)",
    r"error \d{3}",
    "does(n't| not) work",
    r"\bcrash(es|ed)?\b",
    "times? out",
    "broken",
];

pub struct Contender {
    pub name: &'static str,
    pub sandbox: Sandbox,
    process: Child,
    /// The folder that it runs in, with its log.
    folder: tempfile::TempDir,
    pub memory_at_rest: f64,
}

impl Contender {
    /// Starts a build of our bot, set up, with as many rules as a server may have. The last one
    /// matches the flagged messages.
    pub async fn bot(name: &'static str, program: &Path) -> anyhow::Result<Self> {
        let (sandbox, folder) = place().await?;
        let mut command = Command::new(program);
        command
            .arg("run")
            .env("DISCORD_API_URL", sandbox.url())
            .env("DISCORD_TOKEN", sandbox.token())
            .env(
                "DATABASE_URL",
                format!("sqlite://{}", folder.path().join("switchboard.db").display()),
            )
            .env("HTTP_ADDR", "")
            .env("DISCORD_REQUESTS_PER_SECOND", "100000")
            .env("RUST_LOG", "info");
        let mut contender = Self::start(name, sandbox, folder, &mut command).await?;
        contender.set_up().await?;
        tokio::time::sleep(REST).await;
        contender.memory_at_rest = contender.memory()?;
        Ok(contender)
    }

    /// Starts the bare handler: this program with other arguments.
    pub async fn bare(name: &'static str, requests: Requests) -> anyhow::Result<Self> {
        let (sandbox, folder) = place().await?;
        let desk = sandbox
            .world(|world| world.channel_named("desk").map(|channel| channel.id))
            .context("there is a desk")?;
        let mut command = Command::new(std::env::current_exe()?);
        command.args([
            "--bare",
            &sandbox.url(),
            &sandbox.token(),
            &desk.to_string(),
            requests.name(),
        ]);
        let mut contender = Self::start(name, sandbox, folder, &mut command).await?;
        tokio::time::sleep(REST).await;
        contender.memory_at_rest = contender.memory()?;
        Ok(contender)
    }

    async fn start(
        name: &'static str,
        sandbox: Sandbox,
        folder: tempfile::TempDir,
        command: &mut Command,
    ) -> anyhow::Result<Self> {
        let log = std::fs::File::create(folder.path().join("log"))?;
        let process = command
            .current_dir(folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(log)
            .kill_on_drop(true)
            .spawn()?;
        sandbox.gateway().wait_connected().await;
        Ok(Self { name, sandbox, process, folder, memory_at_rest: 0.0 })
    }

    async fn set_up(&self) -> anyhow::Result<()> {
        // The session exists a little before the bot knows the server's channels.
        tokio::time::sleep(Duration::from_millis(300)).await;
        let olaf = self.sandbox.person("olaf");
        // One person writes all messages, and each is to be a case. Builds that know no such option
        // make cases of all.
        let each = format!("{SETUP} one_case_within:off");
        let mut answer = olaf.command("general", &each).await.text();
        if !answer.contains("All set") {
            answer = olaf.command("general", SETUP).await.text();
        }
        ensure!(answer.contains("All set"), "the bot was not set up: {answer}");
        let lea = self.sandbox.person("lea");
        let others = PROBLEMS.iter().flat_map(|problem| {
            TROUBLE.iter().map(move |trouble| format!("(?i){problem}.{{0,40}}{trouble}"))
        });
        for (index, pattern) in others.take(RULES - 1).chain([FLAGGED.to_owned()]).enumerate() {
            let answer = lea
                .command("desk", &format!("/rule add name:rule {index} pattern:{pattern}"))
                .await
                .text();
            ensure!(answer.contains("Saved the rule"), "a rule was not added: {answer}");
        }
        Ok(())
    }

    /// Returns the processor time of the process, in seconds.
    pub fn processor(&self) -> anyhow::Result<f64> {
        let text = std::fs::read_to_string(self.account().join("stat"))?;
        // The name in the second column may contain anything, so the others are counted after it.
        let columns: Vec<&str> =
            text.rsplit_once(')').context("a name")?.1.split_whitespace().collect();
        let ticks =
            |column: usize| anyhow::Ok(columns.get(column).context("a column")?.parse::<f64>()?);
        // User and system time: columns 14 and 15.
        Ok((ticks(11)? + ticks(12)?) / TICKS)
    }

    /// Returns the memory of the process, in MiB.
    pub fn memory(&self) -> anyhow::Result<f64> {
        let text = std::fs::read_to_string(self.account().join("status"))?;
        let line = text
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))
            .context("a line about memory")?;
        Ok(line.trim().trim_end_matches("kB").trim().parse::<f64>()? / 1_024.0)
    }

    fn account(&self) -> std::path::PathBuf {
        Path::new("/proc").join(self.process.id().unwrap_or(0).to_string())
    }

    /// Returns the end of its log.
    pub fn log(&self) -> String {
        let text = std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
        let lines: Vec<&str> = text.lines().rev().take(SHOWN).collect();
        let gateway = self.sandbox.gateway();
        let sessions = format!(
            "{} of {} sessions are connected, after {} resumes",
            gateway.connected(),
            gateway.identifies(),
            gateway.resumes()
        );
        format!(
            "{}: {sessions}; it logged at last:\n{}",
            self.name,
            lines.into_iter().rev().collect::<Vec<_>>().join("\n")
        )
    }

    /// Returns the ID of the process, to look into it from outside.
    pub fn id(&self) -> u32 {
        self.process.id().unwrap_or(0)
    }

    pub async fn end(mut self) -> anyhow::Result<()> {
        self.process.kill().await?;
        self.sandbox.stop().await;
        Ok(())
    }
}

async fn place() -> anyhow::Result<(Sandbox, tempfile::TempDir)> {
    let mut world = World::community();
    world.active_thread_limit = usize::MAX;
    let sandbox = Sandbox::start(Options { world, ..Options::default() }).await?;
    sandbox.keep_exchanges(0);
    sandbox.gateway().keep_events(100);
    Ok((sandbox, tempfile::tempdir()?))
}
