//! A database that an earlier version left behind: it opens, everything in it is as it was, and
//! the work that was cut off goes on. `tests/fixtures/schema_12/README.md` says what is in it.

use std::{fmt::Write as _, io::Write as _};

use chrono::{DateTime, TimeDelta};
use insta::assert_snapshot;
use sandbox::{Snowflake, World};
use serde_json::Value;
use switchboard::cli::{doctor, export::What};

use crate::{
    database::{Database, postgres},
    database_dump::{execute, sqlite},
    scene::{Person, Scene, card, exported_from, opening, report, team_thread, thread},
};

/// How many cases the server "Lantern" has.
const CASES: i64 = 20;

macro_rules! fixture {
    ($name:literal) => {
        if postgres().is_some() {
            include_str!(concat!("../../fixtures/schema_12/postgres.", $name))
        } else {
            include_str!(concat!("../../fixtures/schema_12/sqlite.", $name))
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
    let scene = Scene::before_start(world, database).await;
    scene.expect_refusal(500, 0);
    // The bot may not write in #developers, and the last case has a thread already.
    scene.expect_refusal(403, 50_013);
    scene.expect_refusal(400, 160_004);
    scene.sandbox.faults().fail_before("POST /channels/{channel}/messages", 10_000, 500, 0);
    scene.start().await;
    scene
}

async fn lets_messages_through(scene: &Scene) {
    scene.sandbox.faults().clear();
    scene.advance_and_run_due(TimeDelta::minutes(1)).await;
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
    let index = "INSERT INTO case_terms (case_terms, rank) VALUES ('integrity-check', 0)";
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
    // The two recordings differ in the empty lines between a customer's words.
    plain.replace("\n  │\n", "\n").replace("\n  │ \n", "\n")
}

/// The card of a case in Lantern, if it is in the desk channel.
async fn card_of(scene: &Scene, number: i64) -> Option<Snowflake> {
    let guild = scene.guild_named("Lantern").to_string();
    let rows = scene.exported(What::Cases).await;
    let is_meant = |row: &&Value| row["number"] == number && row["guild_id"] == guild.as_str();
    let card = rows.iter().find(is_meant)?["card_message_id"].as_str()?.parse().ok()?;
    scene.sandbox.world(|world| world.channel_of(card)).map(|_| card)
}

/// What somebody reads in answer to a command.
async fn answer(person: &Person, line: &str) -> String {
    let answer = person.client.command("general", line).await.text();
    format!("## {}: {line}\n{}\n\n", person.client.name, without_ids(&answer))
}

const SEARCHES: &str = "invoice|invoice 4711|4710|swordfish|month|export|fehler 500|passwort|locker|archive|story|#billing|#stability|is:open|is:closed|is:solved|dunkel|dark|refund";

/// What the team and the members read of everything.
async fn picture(scene: &Scene) -> String {
    let Scene { ana, caro, max, lea, dora, .. } = scene;
    let mut text = String::new();
    for number in 1..=CASES {
        let card = card_of(scene, number).await;
        let card = card.map_or("no card".to_owned(), |card| max.client.sees_message(card));
        let _ = writeln!(text, "# Case {number}\n\n## Card\n{}\n", without_ids(&card));
        text += &answer(max, &format!("/case show case:{number}")).await;
        text += &answer(max, &format!("/case history case:{number}")).await;
    }
    text += "# Lists\n\n";
    for view in ["waiting", "unclaimed", "mine", "all"] {
        text += &answer(max, &format!("/queue view:{view}")).await;
    }
    for query in SEARCHES.split('|') {
        text += &answer(max, &format!("/find query:{query}")).await;
    }
    text += &answer(lea, "/rule list").await;
    text += &answer(lea, "/snippet list").await;
    text += &answer(ana, "/my-cases").await;
    text += &answer(caro, "/meine-fälle").await;
    text += &answer(&scene.somebody("finn"), "/my-cases").await;
    text += &answer(&max.on("Harbour"), "/queue view:all").await;
    text += &answer(&max.on("Harbour"), "/case show case:1").await;
    let reports = without_ids(&dora.client.sees("developers"));
    text + "# Developers\n\n" + &reports.replace("a long *story* ", "")
}

#[tokio::test]
async fn every_row_of_an_older_database_is_as_it_was() {
    let database = left_behind().await;
    let before = exported_before();
    for (name, what) in [
        ("cases", What::Cases),
        ("bugs", What::Bugs),
        ("events", What::Events),
        ("messages", What::Messages),
    ] {
        let was = before[name].as_array().expect("rows");
        let mut is = exported_from(database.url(), what).await;
        // Questions that are in no message were in no export of messages.
        is.retain(|row| !row["message_id"].is_null() || !matches!(what, What::Messages));
        assert_eq!(was.len(), is.len(), "{name}");
        for (was, is) in was.iter().zip(&is) {
            for (column, value) in was.as_object().expect("a row") {
                // A question was exported as sent when it was flagged, now when it was asked.
                let is_later = is[column].as_str() < value.as_str();
                if column != "sent_at" || !is_later {
                    assert_eq!(&is[column], value, "{column} of {name}: {is}");
                }
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
async fn a_job_that_an_earlier_version_parked_is_reported_until_it_can_be_done() {
    let scene = opened().await;
    lets_messages_through(&scene).await;
    let mut findings = Vec::new();
    doctor::run(&scene.config(), &mut findings).await.expect("the findings can be written");
    let findings = String::from_utf8(findings).expect("text");
    assert!(findings.contains("FAIL  Not all messages were delivered"), "{findings}");
    scene.allow_bot("developers");
    scene.idle().await;
    scene.run_due().await;
    assert!(scene.dora.sees(report(2)).await.contains("Bug #2 · No import"));
    scene.close().await;
}

#[tokio::test]
async fn jobs_that_an_earlier_version_left_undone_are_done_once() {
    let scene = opened().await;
    let before = scene.messages_of_the_bot();
    scene.allow_bot("developers");
    lets_messages_through(&scene).await;
    scene.advance_and_run_due(TimeDelta::minutes(10)).await;
    let Scene { ben, max, mia, .. } = &scene;
    assert!(max.sees("desk").await.contains("│ A refund, please"), "a message that a rule found");
    assert!(max.sees(card(20)).await.contains("Is my new badge ready?"), "a card");
    assert!(mia.sees(team_thread(14)).await.contains("Nobody answers"), "a note");
    assert!(ben.sees(thread(17)).await.contains("use **Forgot password**"), "a saved reply");
    let finn = scene.somebody("finn");
    assert!(finn.sees(opening(20)).await.contains("→ pings: finn"), "a greeting");
    // These five, the report that was parked with the first line of its thread, and what does not
    // fit on the other, drawn anew.
    assert_eq!(scene.messages_of_the_bot() - before, 8);
    scene.restart().await;
    scene.advance_and_run_due(TimeDelta::minutes(10)).await;
    assert_eq!(scene.messages_of_the_bot() - before, 8, "nothing comes twice");
    scene.close().await;
}

/// The community after the jobs that were left undone.
async fn caught_up() -> Scene {
    let scene = opened().await;
    scene.allow_bot("developers");
    lets_messages_through(&scene).await;
    scene
}

#[tokio::test]
async fn cards_of_an_older_database_are_edited_in_place_and_a_lost_one_comes_back() {
    let scene = caught_up().await;
    scene.expect_refusal(404, 10_008);
    assert_eq!(card_of(&scene, 13).await, None, "somebody deleted it while the bot was away");
    for number in [3, 4, 5, 6, 10, 11, 12, 13, 14, 15, 16, 17, 19, 20] {
        let before = card_of(&scene, number).await;
        scene.max.runs(&format!("/tag name:looked-at case:{number}")).await;
        let after = card_of(&scene, number).await.expect("a card");
        assert_eq!(before.unwrap_or(after), after);
        let seen = scene.max.client.sees_message(after);
        assert!(seen.contains("`looked-at`"), "{seen}");
    }
    scene.stop().await;
    check_file(&scene.database);
    scene.close().await;
}

#[tokio::test]
async fn buttons_and_threads_of_an_older_database_go_on_working() {
    let scene = caught_up().await;
    let Scene { ana, ben, caro, max, .. } = &scene;
    ben.clicks(thread(7), "Solved").await;
    assert!(max.runs("/find query:is:closed").await.contains("Printing is slow"));
    ana.writes(thread(3), "Of last May").await;
    max.runs("/unmerge case:9").await;
    max.clicks(card(2), "Reopen").await;
    // The thread of case 16 was deleted; what is said to its customer opens another.
    max.runs("/solve summary:Under Services case:16").await;
    assert!(caro.sees(thread(16)).await.contains("Under Services"));
    let waiting = max.runs("/queue view:waiting").await;
    for title in ["Where is my invoice?", "Invoice: still nothing", "How do I change my name?"] {
        assert!(waiting.contains(title), "{title} is missing:\n{waiting}");
    }
    scene.close().await;
}

#[tokio::test]
async fn a_snooze_of_an_older_database_ends_when_it_is_due() {
    let scene = caught_up().await;
    let queue = async || scene.max.runs("/queue view:waiting").await;
    assert!(!queue().await.contains("Wann kommt meine Einladung?"));
    scene.advance_and_run_due(TimeDelta::days(21)).await;
    assert!(queue().await.contains("Wann kommt meine Einladung?"));
    scene.close().await;
}

/// The tables of the log and the outbox as they were when SQLite kept an index beside them.
const AS_BEFORE: &str = "
    CREATE TABLE old_facts (id BIGINT PRIMARY KEY NOT NULL, guild_id BIGINT NOT NULL REFERENCES guilds (guild_id) ON DELETE CASCADE,
        case_number BIGINT, bug_number BIGINT, kind TEXT NOT NULL, detail TEXT NOT NULL, actor_id BIGINT, at BIGINT NOT NULL,
        cause TEXT NOT NULL, UNIQUE (guild_id, cause, kind));
    INSERT INTO old_facts SELECT id, guild_id, case_number, bug_number, kind, detail, actor_id, at, cause FROM facts;
    DROP TABLE facts;
    ALTER TABLE old_facts RENAME TO facts;
    CREATE TABLE old_outbox (id BIGINT PRIMARY KEY NOT NULL, guild_id BIGINT NOT NULL, key TEXT NOT NULL, effect TEXT NOT NULL,
        asked BIGINT NOT NULL DEFAULT 1, attempts BIGINT NOT NULL DEFAULT 0, next_at BIGINT NOT NULL, first_tried_at BIGINT NOT NULL,
        parked TEXT, UNIQUE (guild_id, key));
    INSERT INTO old_outbox SELECT id, guild_id, key, effect, version, attempts, next_at, first_tried_at, dead FROM outbox;
    DROP TABLE outbox;
    ALTER TABLE old_outbox RENAME TO outbox;
    DELETE FROM _sqlx_migrations WHERE version IN (12, 15, 22);
";

#[tokio::test]
async fn the_log_and_the_outbox_survive_the_change_of_their_keys() {
    if postgres().is_some() {
        // Postgres's tables were right from the beginning.
        return drop(writeln!(std::io::stderr(), "skipped: this is about SQLite"));
    }
    let scene = Scene::open().await;
    scene.expect_refusal(403, 50_013);
    scene.deny_bot("desk", 1 << 11);
    scene.ana.opens_case("Is it still there after the update?").await;
    let before = scene.exported(What::Events).await;
    scene.stop().await;
    execute(&scene.database, AS_BEFORE).await;
    scene.start().await;
    let after = scene.exported(What::Events).await;
    assert!(!before.is_empty() && after[..before.len()] == before, "{after:#?}");
    assert_eq!(card_of(&scene, 1).await, None, "the bot may not write there yet");
    scene.allow_bot("desk");
    scene.idle().await;
    assert!(scene.max.sees(card(1)).await.contains("Is it still there after the update?"));
    assert!(scene.max.runs("/case history case:1").await.contains("opened"));
    scene.close().await;
}
