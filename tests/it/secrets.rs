//! What must never stand in a log, whatever the log's level: the token, interaction tokens, and
//! what people write.

use std::{process::Stdio, time::Duration};

use sandbox::{Options, Sandbox};
use tokio::process::Command;

use crate::{
    database::Database,
    scene::{SETUP, Scene},
};

const CANARY: &str = "canary-4711";

#[tokio::test]
async fn no_token_and_no_words_of_anybody_are_logged_even_at_the_finest_level() {
    let sandbox = Sandbox::start(Options::default()).await.expect("a port");
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
        tokio::io::AsyncReadExt::read_to_string(&mut tokio::io::BufReader::new(errors), &mut log)
            .await
            .map(|_| log)
    });
    sandbox.gateway().wait_connected().await;
    let (ana, max, olaf) = (sandbox.person("ana"), sandbox.person("max"), sandbox.person("olaf"));
    olaf.command("general", SETUP).await;
    let message =
        ana.say("help", &format!("{CANARY} fails\u{1b}[31m\nnew line")).expect("ana may write");
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
        .filter_map(|exchange| {
            exchange.path.strip_prefix("/interactions/")?.split('/').nth(1).map(str::to_owned)
        })
        .collect();
    assert!(interactions.len() >= 6, "{interactions:?}");

    let id = bot.id().expect("it runs").to_string();
    Command::new("kill").args(["-TERM", &id]).status().await.expect("there is such a program");
    tokio::time::timeout(Duration::from_secs(20), bot.wait())
        .await
        .expect("it ends")
        .expect("a status");
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

/// Stands in every internal text of the scenario below, and in no other.
const MARK: &str = "not-for-customers";

#[tokio::test]
async fn nothing_internal_ever_reaches_a_place_that_a_customer_can_see() {
    let scene = Scene::open().await;
    let (ana, max, mia, lea) =
        (scene.person("ana"), scene.person("max"), scene.person("mia"), scene.person("lea"));
    lea.command("desk", "/snippet add name:hello text:Hello {customer}, we look at {case}.").await;
    let mut threads = Vec::new();
    for number in 1..=4 {
        let thread = scene.flagged("ana", &format!("Question {number}")).await;
        max.command(thread, &format!("/note text:first, {MARK}")).await;
        scene.idle().await;
        mia.say(scene.card(number), &format!("what do you think? {MARK}"))
            .expect("the team's thread is there");
        threads.push(thread);
    }
    // A small generator of one's own, so that every run does the same.
    let mut state: u64 = 20_261_122;
    let mut next = move |below: u64| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    for step in 0..120 {
        let case = next(4) + 1;
        let agent = if next(2) == 0 { &max } else { &mia };
        let line = match next(14) {
            0..=3 => format!("/note text:step {step}, {MARK} case:{case}"),
            4 => format!("/assign agent:@mia case:{case}"),
            5 => format!("/solve summary:Please try again case:{case}"),
            6 => format!("/close reason:duplicate case:{case}"),
            7 => format!("/reopen case:{case}"),
            8 => format!("/merge into:{} case:{case}", next(4) + 1),
            9 => format!("/unmerge case:{case}"),
            10 => format!("/reply snippet:hello case:{case}"),
            11 => format!("/snooze until:1m case:{case}"),
            12 => format!("/release case:{case}"),
            _ => format!("/claim case:{case}"),
        };
        agent.command("desk", &line).await;
        if step % 20 == 19 {
            scene.pass(chrono::TimeDelta::minutes(2)).await;
        }
    }
    scene.idle().await;
    let (seen, hidden) = scene.sandbox.world(|world| {
        let all = world.messages.iter().flat_map(|(channel, messages)| {
            messages.values().map(move |message| (*channel, message))
        });
        let marked = all.filter(|(_, message)| {
            format!("{} {:?}", message.content, message.embeds).contains(MARK)
        });
        let (seen, hidden): (Vec<_>, Vec<_>) = marked.partition(|(channel, message)| {
            world.sees(ana.id, *channel)
                && message.ephemeral_for.is_none_or(|reader| reader == ana.id)
        });
        (
            seen.into_iter().map(|(_, message)| message.content.clone()).collect::<Vec<_>>(),
            hidden.len(),
        )
    });
    assert_eq!(seen, Vec::<String>::new());
    assert!(hidden > 30, "the notes are with the team: {hidden}");
    assert_eq!(threads.len(), 4);
    scene.close().await;
}
