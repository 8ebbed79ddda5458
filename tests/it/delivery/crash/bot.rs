//! The built program as a process of its own.

use std::{fs::File, process::Stdio, time::Duration};

use sandbox::Sandbox;
use tokio::{
    process::{Child, Command},
    time::timeout,
};

use crate::database::Database;

/// How much of the log a failure shows, in lines.
const SHOWN: usize = 60;

pub struct Bot {
    environment: Vec<(&'static str, String)>,
    folder: std::path::PathBuf,
    process: Child,
}

impl Bot {
    /// Starts the bot on a community and a database.
    pub fn start(sandbox: &Sandbox, database: &Database) -> Self {
        let environment = vec![
            ("DISCORD_API_URL", sandbox.url()),
            ("DISCORD_TOKEN", sandbox.token()),
            ("DATABASE_URL", database.url().to_owned()),
            ("HTTP_ADDR", String::new()),
            ("DISCORD_REQUESTS_PER_SECOND", "100000".to_owned()),
            ("RUST_LOG", "info".to_owned()),
        ];
        let folder = database.folder().to_owned();
        let process = spawn("run", &environment, &folder);
        Self { environment, folder, process }
    }

    /// Starts the bot once more.
    pub fn start_again(&mut self) {
        self.process = spawn("run", &self.environment, &self.folder);
    }

    /// SIGKILL: it gets no chance to finish anything.
    pub async fn kill(&mut self) {
        let ended = self.process.try_wait().expect("a status");
        assert!(ended.is_none(), "the bot ended by itself: {ended:?}\n{}", self.log());
        self.process.kill().await.expect("it can be killed");
    }

    /// SIGTERM: it ends in order.
    pub async fn stop(&mut self) {
        let id = self.process.id().expect("it runs").to_string();
        let told = Command::new("kill")
            .args(["-TERM", &id])
            .status()
            .await
            .expect("there is such a program");
        assert!(told.success(), "the bot cannot be told to end\n{}", self.log());
        let ended = timeout(Duration::from_secs(20), self.process.wait())
            .await
            .expect("the bot ends when it is told to");
        assert!(
            ended.as_ref().is_ok_and(|status| status.success()),
            "the bot ended with {ended:?}\n{}",
            self.log()
        );
    }

    /// What `switchboard export` writes.
    pub async fn export(&self, what: &str) -> Vec<serde_json::Value> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_switchboard"));
        command
            .args(["export", "--what", what])
            .envs(self.environment.iter().cloned())
            .current_dir(&self.folder);
        let output = command.kill_on_drop(true).output().await.expect("the program is there");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let text = String::from_utf8(output.stdout).expect("text");
        text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    }

    /// The end of what all its lives have logged.
    pub fn log(&self) -> String {
        let text = std::fs::read_to_string(self.folder.join("log")).unwrap_or_default();
        let lines: Vec<&str> = text.lines().collect();
        // Errors first: they may be long ago.
        let errors = lines.iter().filter(|line| line.contains("ERROR") || line.contains("WARN"));
        let end = lines.iter().skip(lines.len().saturating_sub(SHOWN));
        errors.chain(end).copied().collect::<Vec<_>>().join("\n")
    }
}

fn spawn(verb: &str, environment: &[(&'static str, String)], folder: &std::path::Path) -> Child {
    let log = File::options()
        .create(true)
        .append(true)
        .open(folder.join("log"))
        .expect("a file for the log");
    let mut command = Command::new(env!("CARGO_BIN_EXE_switchboard"));
    // In a folder of its own, where no `.env` lies.
    command
        .arg(verb)
        .envs(environment.iter().cloned())
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(log);
    command.kill_on_drop(true).spawn().expect("the program is there")
}
