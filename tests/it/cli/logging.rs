//! What an operator finds in the log.

use std::{io, process::Stdio, time::Duration};

use sandbox::{Options, Sandbox};
use tokio::{
    io::{AsyncReadExt, BufReader},
    process::{Child, Command},
    task::JoinHandle,
};

use crate::{database::Database, scene::SETUP};

/// The program as an operator runs it.
pub struct Program {
    bot: Child,
    log: JoinHandle<io::Result<String>>,
}

impl Program {
    pub fn start(sandbox: &Sandbox, database: &Database, levels: &str) -> Self {
        let mut bot = Command::new(env!("CARGO_BIN_EXE_switchboard"))
            .arg("run")
            .envs([
                ("DISCORD_API_URL", sandbox.url().as_str()),
                ("DISCORD_TOKEN", sandbox.token().as_str()),
                ("DATABASE_URL", database.url()),
                ("HTTP_ADDR", ""),
                ("RUST_LOG", levels),
            ])
            .current_dir(database.folder())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("the program is there");
        let mut errors = BufReader::new(bot.stderr.take().expect("it is piped"));
        let log = tokio::spawn(async move {
            let mut log = String::new();
            errors.read_to_string(&mut log).await.map(|_| log)
        });
        Self { bot, log }
    }

    /// Stops the program in order, and returns what it logged.
    pub async fn log(mut self) -> String {
        let id = self.bot.id().expect("it runs").to_string();
        Command::new("kill").args(["-TERM", &id]).status().await.expect("there is such a program");
        let ended = tokio::time::timeout(Duration::from_secs(20), self.bot.wait()).await;
        ended.expect("it ends").expect("a status");
        self.log.await.expect("no panic").expect("text")
    }
}

/// The line of a log that contains this.
fn line<'a>(log: &'a str, text: &str) -> &'a str {
    let mut lines = log.lines();
    lines.find(|line| line.contains(text)).unwrap_or_else(|| panic!("no {text} in {log}"))
}

#[tokio::test]
async fn each_line_says_the_server_the_case_and_the_cause() {
    let sandbox = Sandbox::start(Options::default()).await.expect("a port");
    let database = Database::fresh().await;
    let program = Program::start(&sandbox, &database, "info");
    sandbox.gateway().wait_connected().await;
    let (ana, max, olaf) = (sandbox.person("ana"), sandbox.person("max"), sandbox.person("olaf"));
    olaf.command("general", SETUP).await;
    let question = ana.say("help", "It fails").expect("ana may write");
    sandbox.faults().fail_before("POST /channels/{channel}/messages", 1, 400, 50_035);
    max.menu(question, "Open case").await;
    sandbox.until("the thread", |world| world.channels.get(&question).map(|_| ())).await;
    sandbox.gateway().settled().await;
    let guild = sandbox.world(|world| world.guild_named("Lantern").expect("a server").id);
    let log = program.log().await;
    let link = "https://discord.com/oauth2/authorize?client_id=";
    assert!(line(&log, "Invite it with").contains(link), "{log}");
    let opened = line(&log, "Case #1 opened");
    assert!(opened.contains(&format!("use_case{{guild.id={guild} cause=int:")), "{opened}");
    assert!(opened.contains("case.number=1"), "{opened}");
    let failed = line(&log, "Can't be delivered as things stand");
    assert!(failed.contains(&format!("job{{guild.id={guild}")), "{failed}");
    sandbox.stop().await;
    database.remove().await;
}
