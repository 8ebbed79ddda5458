//! `kill -9` at random moments: after the next start every flag has exactly one case, thread and
//! card, and every escalation exactly one bug report. After each start the desk's language changes,
//! so that no message is recognised by its words.
//!
//! The bot is the built program; the community is in the sandbox, and what is checked is read from
//! there. The variable `SWITCHBOARD_TEST_KILLS` says how many kills there are (three if it is not
//! set), `SWITCHBOARD_TEST_SEED` repeats a run.

mod bot;
mod people;
mod picture;
mod race;

use std::{io::Write, time::Duration};

use sandbox::{Options, Sandbox};
use tokio::time::{Instant, sleep};

use self::{bot::Bot, people::People};
use crate::{
    database::{Database, postgres},
    delivery::dice::{self, Dice, number},
    discord::openapi,
};

/// The most kills in the life of one community: each such round has 200 flags.
const KILLS_A_ROUND: u32 = 5;
const DEFAULT_KILLS: u32 = 3;
/// How long a person waits for an answer. Shorter than Discord's three seconds, so that the dead
/// are not waited for; and shorter than the bot takes before it says that it is thinking, since a
/// promise dies with its process.
const ANSWER: Duration = Duration::from_secs(1);
/// How long people and bot may take to be done with everything. Far longer than they need on a
/// machine that has other tests to run meanwhile: it only ends a test in which they never are.
const TIMEOUT: Duration = Duration::from_secs(300);
/// How long we wait before we look at the community again.
const GLANCE: Duration = Duration::from_millis(5);
/// Longer than the bot's pause between two looks into its outbox: what it would do twice, it does
/// by then.
const SILENCE: Duration = Duration::from_millis(1_300);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_kill_loses_or_doubles_anything() {
    run(1).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_processes_on_one_database_lose_and_double_nothing() {
    if postgres().is_none() {
        return drop(writeln!(
            std::io::stderr(),
            "skipped: only a Postgres database has several processes"
        ));
    }
    run(2).await;
}

/// Kills processes of the bot, of which so many work on one database.
async fn run(processes: usize) {
    let kills = number("SWITCHBOARD_TEST_KILLS")
        .and_then(|kills| u32::try_from(kills).ok())
        .unwrap_or(DEFAULT_KILLS);
    let seed = number("SWITCHBOARD_TEST_SEED").unwrap_or_else(dice::seed);
    let mut dice = Dice::new(seed);
    let (mut left, mut moments) = (kills, Vec::new());
    // Past the capture of output: whoever sees this fail in passing wants to repeat it.
    drop(writeln!(
        std::io::stderr(),
        "processes: {processes}, kills: {kills}, SWITCHBOARD_TEST_SEED={seed}"
    ));
    while left > 0 {
        let kills = left.min(KILLS_A_ROUND);
        moments.extend(round(kills, processes, dice.fork()).await);
        left -= kills;
    }
    drop(writeln!(std::io::stderr(), "killed after: {}", moments.join(", ")));
}

/// One community with 200 flags, in which processes of the bot are killed so many times. Returns
/// when.
async fn round(kills: u32, processes: usize, mut dice: Dice) -> Vec<String> {
    let sandbox = Sandbox::start(Options::default()).await.expect("a port on 127.0.0.1");
    sandbox.interaction_deadlines(ANSWER, Duration::from_secs(900));
    let database = Database::fresh().await;
    let mut bots = vec![Bot::start(&sandbox, &database)];
    people::prepare(&sandbox).await;
    while bots.len() < processes {
        bots.push(Bot::start(&sandbox, &database));
    }

    let people = People::begin(&sandbox, &mut dice);
    let mut moments = Vec::new();
    let mut rewording = tokio::spawn(async {});
    for (moment, german) in moments_of_death(kills, &mut dice).into_iter().zip(alternating()) {
        let at = wait_for(moment, &sandbox, &people, &bots[0]).await;
        sleep(Duration::from_micros(dice.below(3_000))).await;
        let bot = dice.index(processes);
        bots[bot].kill().await;
        // Discord forgets sessions that nobody resumes; until then they would only cost us memory.
        sandbox.gateway().forget_sessions();
        moments.push(at);
        bots[bot].start_again();
        rewording.await.expect("the owner is answered");
        rewording = tokio::spawn(people::change_language(sandbox.clone(), german));
    }
    rewording.await.expect("the owner is answered");
    let bot = &bots[0];

    let began = Instant::now();
    while !is_at_rest(began, &sandbox, &people, bot) {
        sleep(GLANCE).await;
    }
    sleep(SILENCE).await;
    // In order at last: what is on its way arrives, and nothing is begun any more.
    for bot in &mut bots {
        bot.stop().await;
    }
    let bot = &bots[0];
    let picture = people.picture(&sandbox);
    assert_eq!(
        picture.faults,
        Vec::<String>::new(),
        "not as it was, after {moments:?}\n{}",
        bot.log()
    );
    picture::compare_with_export(&picture, bot).await;
    check_exchanges(&sandbox, bot);
    sandbox.stop().await;
    database.remove().await;
    moments
}

/// Whether the desk is to be German, start by start.
fn alternating() -> impl Iterator<Item = bool> {
    [true, false].into_iter().cycle()
}

/// When the bot dies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Moment {
    /// So long after its start: while it connects, or reads what it missed.
    Early(Duration),
    /// When so many of the things that people can see are there. More than there will be means:
    /// when all is done, and what is left to do is to note so.
    Drawn(usize),
}

/// Moments that are spread evenly over the whole round, some of them replaced by such that come
/// right after a start.
fn moments_of_death(kills: u32, dice: &mut Dice) -> Vec<Moment> {
    let most = people::THINGS + people::THINGS / 10;
    let mut drawn: Vec<usize> = (0..kills).map(|_| dice.index(most)).collect();
    drawn.sort_unstable();
    let moment = |drawn| {
        if dice.below(4) == 0 {
            Moment::Early(Duration::from_millis(dice.below(600)))
        } else {
            Moment::Drawn(drawn)
        }
    };
    drawn.into_iter().map(moment).collect()
}

async fn wait_for(moment: Moment, sandbox: &Sandbox, people: &People, bot: &Bot) -> String {
    let began = Instant::now();
    match moment {
        Moment::Early(after) => {
            sleep(after).await;
            format!("{} ms after a start", after.as_millis())
        }
        Moment::Drawn(count) => loop {
            let drawn = sandbox.world(picture::drawn);
            // The whole picture costs time: we only take it if everything may be there.
            let is_over = drawn >= people::THINGS || began.elapsed() > TIMEOUT;
            if drawn >= count || is_over && is_at_rest(began, sandbox, people, bot) {
                return format!("{drawn} of {} things", people::THINGS);
            }
            sleep(GLANCE).await;
        },
    }
}

/// Whether everything is as it should be.
///
/// # Panics
/// When it took too long, with what is missing.
fn is_at_rest(began: Instant, sandbox: &Sandbox, people: &People, bot: &Bot) -> bool {
    let picture = people.picture(sandbox);
    if people.are_done() && picture.faults.is_empty() {
        return true;
    }
    let late = began.elapsed() > TIMEOUT;
    assert!(
        !late,
        "not at rest after {TIMEOUT:?}: {:#?}\n{}\n{}",
        picture.faults,
        people.progress(),
        bot.log()
    );
    false
}

/// Nothing was refused but what a second try has to meet, and all of it is as Discord describes its
/// interface.
fn check_exchanges(sandbox: &Sandbox, bot: &Bot) {
    // A thread that the process before made, or put away, or had not made yet; an answer that came
    // too late, or one to a question of which the dead one knew.
    let expected = [(400, 160_004), (400, 50_083), (404, 10_003), (404, 10_062), (400, 40_060)];
    let exchanges = sandbox.exchanges();
    for exchange in &exchanges {
        let code = exchange.answer["code"].as_u64().unwrap_or(0);
        assert!(
            exchange.status < 400 || expected.contains(&(exchange.status, code)),
            "Discord refused: {exchange:#?}\n{}",
            bot.log()
        );
    }
    openapi::check(&exchanges);
    let log = bot.log();
    let errors: Vec<&str> = log.lines().filter(|line| line.contains("ERROR")).collect();
    assert!(errors.is_empty(), "logged as errors: {errors:#?}\n{log}");
}
