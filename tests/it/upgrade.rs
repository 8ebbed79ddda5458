//! A database that an earlier version left behind: it opens, everything in it is as it was, and
//! the work that was cut off goes on. `tests/fixtures/schema_12/README.md` says what is in it.

use std::fmt::Write as _;

use chrono::{DateTime, TimeDelta};
use insta::assert_snapshot;
use sandbox::{Snowflake, World};
use serde_json::Value;
use switchboard::{
    cli::{doctor, export},
    config::DatabaseUrl,
};

use crate::{
    database::{Database, postgres},
    database_dump::{execute, sqlite},
    scene::Scene,
};

/// How many cases the server "Lantern" has.
const CASES: i64 = 20;

macro_rules! fixture {
    ($name:literal) => {
        if postgres().is_some() {
            include_str!(concat!("../fixtures/schema_12/postgres.", $name))
        } else {
            include_str!(concat!("../fixtures/schema_12/sqlite.", $name))
        }
    };
}

/// The database as the earlier version left it.
async fn left_behind() -> Database {
    let database = Database::fresh().await;
    execute(&database, fixture!("sql")).await;
    database
}

/// What the earlier version exported.
fn exported_before() -> Value {
    serde_json::from_str(fixture!("export.json")).expect("JSON")
}

/// The community and its database just as the earlier version was cut off, with the present one at
/// work. Discord takes no messages from it until [`lets_messages_through`].
async fn opened() -> Scene {
    let before = exported_before();
    let now = before["now"].as_str().expect("a time");
    let mut world: World = serde_json::from_str(fixture!("world.json")).expect("a world");
    world.stop_clock(DateTime::parse_from_rfc3339(now).expect("a time").to_utc());
    let database = left_behind().await;
    let mut scene = Scene::before_start(world, database).await;
    scene.expect_refusal(500, 0);
    // The bot may not write in #developers, and the last case has a thread already.
    scene.expect_refusal(403, 50_013);
    scene.expect_refusal(400, 160_004);
    scene.sandbox.faults().fail_before("POST /channels/{channel}/messages", 10_000, 500, 0);
    scene.start().await;
    scene.idle().await;
    scene
}

async fn lets_messages_through(scene: &Scene) {
    scene.sandbox.faults().clear();
    scene.pass(TimeDelta::minutes(1)).await;
}

async fn exported(database: &Database, what: export::What) -> Vec<Value> {
    let url = DatabaseUrl::parse(database.url()).expect("an address");
    let mut out = Vec::new();
    export::run(&url, &export::Arguments { guild: None, what }, &mut out)
        .await
        .expect("the rows can be written");
    let out = String::from_utf8(out).expect("text");
    out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// SQLite's own opinion of the file.
fn check_file(database: &Database) {
    if postgres().is_some() {
        return;
    }
    let file = sqlite(database);
    let report = |pragma: &str| {
        let mut lines = file.prepare(&format!("PRAGMA {pragma}")).expect("a pragma");
        let lines = lines.query_map([], |row| row.get::<_, rusqlite::types::Value>(0));
        lines.expect("lines").map(|line| format!("{line:?}")).collect::<Vec<_>>()
    };
    assert_eq!(report("integrity_check"), [r#"Ok(Text("ok"))"#]);
    assert_eq!(report("foreign_key_check"), Vec::<String>::new());
    let index = "INSERT INTO case_words (case_words, rank) VALUES ('integrity-check', 1)";
    file.execute(index, []).expect("the index of searches holds what the texts say");
}

/// Text without ids, which differ between the two recordings.
fn without_ids(text: &str) -> String {
    let mut plain = text.replace('\u{200B}', "");
    for (pattern, with) in [
        (r"discord\.com/channels/\d+/", "discord.com/channels/…/"),
        (r"…/\d+/\d+", "…/channel/message"),
        (r"…/\d+", "…/channel"),
    ] {
        let pattern = regex::Regex::new(pattern).expect("a pattern");
        plain = pattern.replace_all(&plain, with).into_owned();
    }
    plain
}

/// What the team and the members read of everything.
async fn picture(scene: &Scene) -> String {
    let guild = |name: &str| scene.sandbox.world(|world| world.guild_named(name).map(|it| it.id));
    let (lantern, harbour) =
        (guild("Lantern").expect("it is there"), guild("Harbour").expect("it is there"));
    let mut text = String::new();
    let reads = async |text: &mut String, who: &str, guild: Snowflake, line: &str| {
        let answer = scene.person(who).at(guild).command("general", line).await;
        let _ = writeln!(text, "## {who}: {line}\n{}\n", without_ids(&answer.text()));
    };
    let max = scene.person("max");
    for number in 1..=CASES {
        let card = scene.bot_message("desk", &format!("v1:claim:{number}\""));
        let card = card.map_or_else(|| "no card".to_owned(), |card| max.sees_message(card));
        let _ = writeln!(text, "# Case {number}\n\n## Card\n{}\n", without_ids(&card));
        reads(&mut text, "max", lantern, &format!("/case show case:{number}")).await;
        reads(&mut text, "max", lantern, &format!("/case history case:{number}")).await;
    }
    let _ = writeln!(text, "# Lists\n");
    for view in ["waiting", "unclaimed", "mine", "all"] {
        reads(&mut text, "max", lantern, &format!("/queue view:{view}")).await;
    }
    for query in [
        "invoice",
        "invoice 4711",
        "4710",
        "swordfish",
        "month",
        "export",
        "fehler 500",
        "passwort",
        "locker",
        "archive",
        "story",
        "#billing",
        "#stability",
        "is:open",
        "is:closed",
        "is:solved",
        "dunkel",
        "dark",
        "refund",
    ] {
        reads(&mut text, "max", lantern, &format!("/find query:{query}")).await;
    }
    reads(&mut text, "lea", lantern, "/rule list").await;
    reads(&mut text, "lea", lantern, "/snippet list").await;
    reads(&mut text, "ana", lantern, "/my-cases").await;
    reads(&mut text, "caro", lantern, "/meine-fälle").await;
    reads(&mut text, "finn", lantern, "/my-cases").await;
    reads(&mut text, "max", harbour, "/queue view:all").await;
    reads(&mut text, "max", harbour, "/case show case:1").await;
    let report = without_ids(&scene.person("dora").sees("developers"));
    let _ = writeln!(text, "# Developers\n\n{}", report.replace("a long *story* ", ""));
    text
}

/// How many messages of the bot everybody may read, in all channels.
fn messages_of_the_bot(scene: &Scene) -> usize {
    scene.sandbox.world(|world| {
        let all = world.messages.values().flat_map(|messages| messages.values());
        all.filter(|message| message.author_id == world.bot_id && message.ephemeral_for.is_none())
            .count()
    })
}

fn count(text: &str, part: &str) -> usize {
    text.matches(part).count()
}

#[tokio::test]
async fn every_row_of_an_older_database_is_as_it_was() {
    let database = left_behind().await;
    let before = exported_before();
    for (name, what) in [
        ("cases", export::What::Cases),
        ("bugs", export::What::Bugs),
        ("events", export::What::Events),
        ("messages", export::What::Messages),
    ] {
        let (was, is) = (before[name].as_array().expect("rows"), exported(&database, what).await);
        assert_eq!(was.len(), is.len(), "{name}");
        for (was, is) in was.iter().zip(&is) {
            for (column, value) in was.as_object().expect("a row") {
                assert_eq!(&is[column], value, "{column} of {name}: {is}");
            }
        }
    }
    check_file(&database);
    database.remove().await;
}

#[tokio::test]
async fn the_team_reads_of_an_older_database_what_it_read_before() {
    let scene = opened().await;
    assert_snapshot!(picture(&scene).await);
    scene.allow_bot("developers");
    lets_messages_through(&scene).await;
    scene.close().await;
}

#[tokio::test]
async fn work_that_an_earlier_version_left_undone_is_done_once() {
    let mut scene = opened().await;
    let before = messages_of_the_bot(&scene);
    lets_messages_through(&scene).await;
    let mut findings = Vec::new();
    doctor::run(&scene.config(), &mut findings).await.expect("the findings can be written");
    let findings = String::from_utf8(findings).expect("text");
    assert!(findings.contains("FAIL  nothing was given up"), "{findings}");
    scene.allow_bot("developers");
    scene.idle().await;
    scene.pass(TimeDelta::minutes(10)).await;

    let (ben, finn, max, mia) =
        (scene.person("ben"), scene.person("finn"), scene.person("max"), scene.person("mia"));
    let desk = max.sees("desk");
    assert_eq!(count(&desk, "│ A refund, please"), 1, "the message that a rule found:\n{desk}");
    assert_eq!(count(&desk, ": #20 · Is my new badge ready?"), 1, "the card:\n{desk}");
    let note = mia.sees(scene.card(14));
    assert_eq!(count(&note, "Nobody answers"), 1, "the note:\n{note}");
    let forgot = ben.channel("#17").expect("ben's thread");
    let answer = ben.sees(forgot);
    assert_eq!(count(&answer, "use **Forgot password**"), 1, "the prepared answer:\n{answer}");
    let greeted = finn.sees(finn.channel("#20").expect("finn's thread"));
    assert_eq!(count(&greeted, "→ pings: finn"), 1, "the greeting:\n{greeted}");
    let reports = scene.person("dora").sees("developers");
    assert_eq!(count(&reports, ": Bug #2 · No import"), 1, "the report:\n{reports}");
    // The offer, the card, the note, the answer, the greeting and the report.
    assert_eq!(messages_of_the_bot(&scene) - before, 6);

    scene.stop().await;
    scene.start().await;
    scene.pass(TimeDelta::minutes(10)).await;
    assert_eq!(messages_of_the_bot(&scene) - before, 6, "nothing comes twice");
    scene.close().await;
}

#[tokio::test]
async fn cards_of_an_older_database_are_edited_in_place_and_a_lost_one_comes_back() {
    let mut scene = opened().await;
    scene.expect_refusal(404, 10_008);
    scene.allow_bot("developers");
    lets_messages_through(&scene).await;
    let max = scene.person("max");
    let card = |number: i64| scene.bot_message("desk", &format!("v1:claim:{number}\""));
    let open = [3, 4, 5, 6, 10, 11, 12, 14, 15, 16, 17, 19, 20];
    let before = open.map(card);
    assert_eq!(card(13), None, "somebody deleted it while the bot was away");
    for number in open.into_iter().chain([13]) {
        max.command("desk", &format!("/tag name:looked-at case:{number}")).await;
    }
    scene.idle().await;
    assert_eq!(open.map(card), before);
    for number in open.into_iter().chain([13]) {
        let card = max.sees_message(card(number).expect("a card"));
        assert!(card.contains("`looked-at`"), "{card}");
    }
    scene.stop().await;
    check_file(&scene.database);
    scene.close().await;
}

#[tokio::test]
async fn buttons_and_threads_of_an_older_database_go_on_working() {
    let scene = opened().await;
    scene.allow_bot("developers");
    lets_messages_through(&scene).await;
    let (ana, ben, caro, max) =
        (scene.person("ana"), scene.person("ben"), scene.person("caro"), scene.person("max"));
    let thread = |who: &sandbox::Person, name: &str| who.channel(name).expect("the thread");
    let queue = async || max.command("desk", "/queue view:waiting").await.text();

    // The proposed answer of case 7 is confirmed by its button.
    let proposal = ben.finds(thread(&ben, "#7"), "[Solved]").expect("the proposal");
    ben.press(proposal, "Solved").await;
    // Ana answers in case 3, and case 9 comes back out of it.
    ana.say(thread(&ana, "#3"), "Of last May").expect("ana may write");
    max.command("desk", "/unmerge case:9").await;
    // A closed card is opened again, and one who wrote in a thread that is gone gets a new one.
    max.press(scene.card(2), "Reopen").await;
    max.command("desk", "/solve summary:Under Services case:16").await;
    scene.idle().await;
    let waiting = queue().await;
    for title in ["Where is my invoice?", "Invoice: still nothing", "How do I change my name?"] {
        assert!(waiting.contains(title), "{title} is missing:\n{waiting}");
    }
    assert!(max.command("desk", "/find query:is:closed").await.text().contains("Printing is slow"));
    let told = caro.sees(thread(&caro, "#16"));
    assert!(told.contains("Under Services"), "{told}");

    // The case that was put aside comes back when its time is over.
    assert!(!waiting.contains("Wann kommt meine Einladung?"), "{waiting}");
    scene.pass(TimeDelta::days(21)).await;
    assert!(queue().await.contains("Wann kommt meine Einladung?"));
    scene.close().await;
}
