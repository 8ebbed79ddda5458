//! What must never stand in a log, whatever the log's level: the token, interaction tokens, and what people write.

use std::{process::Stdio, time::Duration};

use sandbox::{Options, Sandbox, World};
use tokio::process::Command;

use crate::{database::Database, scene::SETUP};

const CANARY: &str = "canary-4711";

#[tokio::test]
async fn no_token_and_no_words_of_anybody_are_logged_even_at_the_finest_level() {
    let sandbox = Sandbox::start(Options { port: 0, world: World::community() }).await.expect("a port");
    let database = Database::fresh().await;
    let mut bot = Command::new(env!("CARGO_BIN_EXE_switchboard"))
        .arg("run")
        .envs([
            ("DISCORD_API_URL", sandbox.url().as_str()),
            ("DISCORD_TOKEN", sandbox.token().as_str()),
            ("DATABASE_URL", database.url()),
            ("HTTP_ADDR", ""),
            ("RUST_LOG", "trace,serenity=trace,poise=trace,hyper=trace,reqwest=trace,sqlx=trace"),
        ])
        .current_dir(database.folder())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .expect("the program is there");
    let errors = bot.stderr.take().expect("it is piped");
    let log = tokio::spawn(async move {
        let mut log = String::new();
        tokio::io::AsyncReadExt::read_to_string(&mut tokio::io::BufReader::new(errors), &mut log).await.map(|_| log)
    });
    sandbox.gateway().wait_connected().await;
    let (ana, max, olaf) = (sandbox.person("ana"), sandbox.person("max"), sandbox.person("olaf"));
    olaf.command("general", SETUP).await;
    let message = ana.say("help", &format!("{CANARY} fails\u{1b}[31m\nnew line")).expect("ana may write");
    max.menu(message, "Open case").await;
    sandbox.until("the thread", |world| world.channels.get(&message).map(|_| ())).await;
    ana.say(message, &format!("more of {CANARY}")).expect("ana may write");
    max.command(message, &format!("/tag name:{CANARY}")).await;
    max.command("desk", &format!("/claim case:{CANARY}")).await;
    // A fault, too, has nothing to say of the words that met it.
    sandbox.faults().fail_before("POST /channels/{channel}/messages", 2, 400, 50_035);
    ana.command("help", &format!("/ask question:{CANARY} once more")).await;
    let form = max.command(message, "/escalate").await.form();
    max.submit(&form, &[("What happened instead", CANARY)]).await;
    sandbox.gateway().settled().await;
    let interactions: Vec<String> = sandbox
        .exchanges()
        .iter()
        .filter_map(|exchange| exchange.path.strip_prefix("/interactions/")?.split('/').nth(1).map(str::to_owned))
        .collect();
    assert!(interactions.len() >= 6, "{interactions:?}");

    let id = bot.id().expect("it runs").to_string();
    Command::new("kill").args(["-TERM", &id]).status().await.expect("there is such a program");
    tokio::time::timeout(Duration::from_secs(20), bot.wait()).await.expect("it ends").expect("a status");
    let log = log.await.expect("no panic").expect("text");
    assert!(log.contains("Case #1 opened"), "{log}");
    let secrets = interactions.iter().map(String::as_str).chain([CANARY, sandbox.token().leak()]);
    for secret in secrets {
        let line = log.lines().find(|line| line.contains(secret));
        assert!(line.is_none(), "{secret} in: {line:?}");
    }
    sandbox.stop().await;
    database.remove().await;
}
