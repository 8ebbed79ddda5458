//! What must never be in a log, whatever its level: the token, interaction tokens, and what people
//! write. And what must never reach a customer: what the team says among itself.

use chrono::TimeDelta;
use sandbox::{Options, Sandbox, Snowflake};

use crate::{
    cli::logging::Program,
    database::Database,
    scene::{SETUP, Scene, team_thread},
};

const CANARY: &str = "canary-4711";
const LEVELS: &str = "trace,serenity=trace,poise=trace,hyper=trace,reqwest=trace,sqlx=trace";

/// People write the canary wherever they can write something, also where the bot meets a fault.
async fn write_the_canary_everywhere(sandbox: &Sandbox) {
    let (ana, max, olaf) = (sandbox.person("ana"), sandbox.person("max"), sandbox.person("olaf"));
    olaf.command("general", SETUP).await;
    let question = format!("{CANARY} fails\u{1b}[31m\nnew line");
    let message = ana.say("help", &question).expect("ana may write");
    max.menu(message, "Open case").await;
    sandbox.until("the thread", |world| world.channels.get(&message).map(|_| ())).await;
    ana.say(message, &format!("more of {CANARY}")).expect("ana may write");
    max.command(message, &format!("/tag name:{CANARY}")).await;
    max.command("desk", &format!("/claim case:{CANARY}")).await;
    sandbox.faults().fail_before("POST /channels/{channel}/messages", 2, 400, 50_035);
    ana.command("help", &format!("/ask question:{CANARY} once more")).await;
    let form = max.command(message, "/escalate").await.form();
    max.submit(&form, &[("Actual result", CANARY)]).await;
    sandbox.gateway().settled().await;
}

fn interaction_tokens(sandbox: &Sandbox) -> Vec<String> {
    let exchanges = sandbox.exchanges();
    let paths = exchanges.iter().map(|exchange| exchange.path.as_str());
    let answers = paths.filter_map(|path| path.strip_prefix("/interactions/"));
    answers.filter_map(|path| path.split('/').nth(1).map(str::to_owned)).collect()
}

#[tokio::test]
async fn no_token_and_no_words_of_anybody_are_logged_even_at_the_finest_level() {
    let sandbox = Sandbox::start(Options::default()).await.expect("a port");
    let database = Database::fresh().await;
    let program = Program::start(&sandbox, &database, LEVELS);
    sandbox.gateway().wait_connected().await;
    write_the_canary_everywhere(&sandbox).await;
    let mut secrets = interaction_tokens(&sandbox);
    assert!(secrets.len() >= 6, "{secrets:?}");
    secrets.extend([CANARY.to_owned(), sandbox.token()]);
    let log = program.log().await;
    assert!(log.contains("Case #1 opened"), "{log}");
    for secret in secrets {
        let line = log.lines().find(|line| line.contains(&secret));
        assert!(line.is_none(), "{secret} in: {line:?}");
    }
    sandbox.stop().await;
    database.remove().await;
}

/// In every internal text of the scenario below, and in no other.
const MARK: &str = "not-for-customers";

/// A generator of numbers below a limit that gives the same ones in every run.
fn dice() -> impl FnMut(i64) -> i64 {
    let mut state: u64 = 20_261_122;
    move |below| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(state >> 33).expect("31 bits") % below
    }
}

/// Something that agents do to one of four cases.
fn random_command(step: usize, next: &mut impl FnMut(i64) -> i64) -> String {
    let case = next(4) + 1;
    match next(14) {
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
    }
}

/// The messages with the mark that a person sees, and how many others there are.
fn marked(scene: &Scene, reader: Snowflake) -> (Vec<String>, usize) {
    scene.sandbox.world(|world| {
        let all = world.messages.values().flat_map(|messages| messages.values());
        let marked = all
            .filter(|message| format!("{} {:?}", message.content, message.embeds).contains(MARK));
        let (seen, hidden): (Vec<_>, Vec<_>) = marked.partition(|message| {
            world.sees(reader, message.channel_id)
                && message.ephemeral_for.is_none_or(|only| only == reader)
        });
        (seen.into_iter().map(|message| message.content.clone()).collect(), hidden.len())
    })
}

#[tokio::test]
async fn nothing_internal_ever_reaches_a_place_that_a_customer_can_see() {
    let scene = Scene::open().await;
    let Scene { ana, max, mia, lea, .. } = &scene;
    lea.runs("/snippet add name:hello text:Hello {customer}, we look at {case}.").await;
    for number in 1..=4 {
        ana.opens_case(&format!("Question {number}")).await;
        max.runs(&format!("/note text:first, {MARK} case:{number}")).await;
        mia.writes(team_thread(number), &format!("what do you think? {MARK}")).await;
    }
    let mut next = dice();
    for step in 0..120 {
        let line = random_command(step, &mut next);
        let agent = if next(2) == 0 { max } else { mia };
        agent.runs(&line).await;
        if step % 20 == 19 {
            scene.advance_and_run_due(TimeDelta::minutes(2)).await;
        }
    }
    let (seen, hidden) = marked(&scene, ana.id());
    assert_eq!(seen, Vec::<String>::new());
    assert!(hidden > 30, "the notes are with the team: {hidden}");
    scene.close().await;
}
