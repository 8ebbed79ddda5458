//! What the one who runs the bot sees: the doctor's findings, and the export.

use std::io::Write;

use insta::assert_snapshot;
use serde_json::Value;
use switchboard::{
    cli::{doctor, export},
    config::DatabaseUrl,
};

use crate::{database::postgres, scene::Scene};

const SEND_MESSAGES: u64 = 1 << 11;

async fn findings(scene: &Scene) -> (bool, String) {
    let mut out = Vec::new();
    let well = doctor::run(&scene.config(), &mut out).await.expect("the findings can be written");
    let text = String::from_utf8(out)
        .expect("text")
        .replace(&scene.sandbox.url().replace("http://", ""), "ADDRESS");
    (well, text)
}

async fn exported(scene: &Scene, what: export::What) -> Vec<Value> {
    let database = DatabaseUrl::parse(scene.database.url()).expect("an address");
    let mut out = Vec::new();
    export::run(&database, &export::Arguments { guild: None, what }, &mut out)
        .await
        .expect("the rows can be written");
    String::from_utf8(out)
        .expect("text")
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect()
}

#[tokio::test]
async fn the_doctor_names_what_is_missing_and_how_to_mend_it() {
    let mut scene = Scene::unset().await;
    let (well, text) = findings(&scene).await;
    assert!(!well);
    assert_snapshot!(text, @"
    ok    the settings can be read
    ok    the database answers, and its tables are up to date
    ok    Discord accepts the token
    ok    the bot may read messages (Message Content Intent)
    ok    the gateway is at ws://ADDRESS
    FAIL  a server has been set up: invite the bot and use /setup there
    ok    nothing was given up (0 waiting)
    Something needs mending; the lines with FAIL say what.
    ");
    scene.person("olaf").command("general", crate::scene::SETUP).await;
    scene.idle().await;
    let (well, text) = findings(&scene).await;
    assert!(well, "{text}");
    assert_snapshot!(text, @"
    ok    the settings can be read
    ok    the database answers, and its tables are up to date
    ok    Discord accepts the token
    ok    the bot may read messages (Message Content Intent)
    ok    the gateway is at ws://ADDRESS
    ok    Lantern: the bot is in the server
    ok    Lantern: the role for agents is there
    ok    Lantern: the role for devs is there
    ok    Lantern: the role for leads is there
    ok    Lantern: the help channel has all permissions
    ok    Lantern: the desk channel has all permissions
    ok    Lantern: the developers channel has all permissions
    ok    nothing was given up (0 waiting)
    All is well.
    ");
    scene.deny_bot("developers", SEND_MESSAGES);
    scene.sandbox.change(|world| world.application_flags = 0);
    let (well, text) = findings(&scene).await;
    assert!(!well);
    assert_snapshot!(text, @"
    ok    the settings can be read
    ok    the database answers, and its tables are up to date
    ok    Discord accepts the token
    FAIL  the bot may read messages (Message Content Intent): switch it on in the developer portal, under Bot; until then rules and flag reactions rest
    ok    the gateway is at ws://ADDRESS
    ok    Lantern: the bot is in the server
    ok    Lantern: the role for agents is there
    ok    Lantern: the role for devs is there
    ok    Lantern: the role for leads is there
    ok    Lantern: the help channel has all permissions
    ok    Lantern: the desk channel has all permissions
    FAIL  Lantern: the developers channel has all permissions: allow the bot there: Send Messages
    ok    nothing was given up (0 waiting)
    Something needs mending; the lines with FAIL say what.
    ");
    scene.expect_refusal(401, 0);
    scene.sandbox.change(|world| world.token = "another".to_owned());
    let config = switchboard::config::Config {
        token: switchboard::config::Token::parse("wrong.token.here").expect("a token"),
        ..scene.config()
    };
    let mut out = Vec::new();
    assert!(!doctor::run(&config, &mut out).await.expect("the findings can be written"));
    assert_snapshot!(String::from_utf8(out).expect("text"), @"
    ok    the settings can be read
    ok    the database answers, and its tables are up to date
    FAIL  Discord accepts the token: copy DISCORD_TOKEN again from the developer portal, under Bot
    Something needs mending; the lines with FAIL say what.
    ");
    scene.close().await;
}

#[tokio::test]
async fn the_export_has_the_names_that_were_promised() {
    let scene = Scene::open().await;
    let (max, mia) = (scene.person("max"), scene.person("mia"));
    let message = scene.flagged("ana", "The export fails").await;
    max.command("desk", "/claim case:1").await;
    max.command("desk", "/tag name:export case:1").await;
    scene.person("ana").say(message, "every day").expect("ana may write");
    // Two messages at once are dealt with side by side, and the log keeps the order in which that
    // ended.
    scene.idle().await;
    mia.say(message, "We look into it").expect("mia may write");
    scene.idle().await;
    let form = max.command("desk", "/escalate severity:critical case:1").await.form();
    max.submit(&form, &[("What happened instead", "nothing")]).await;
    scene.idle().await;

    let cases = exported(&scene, export::What::Cases).await;
    let keys =
        |row: &Value| row.as_object().expect("an object").keys().cloned().collect::<Vec<_>>();
    for name in [
        "guild_id",
        "number",
        "status",
        "title",
        "requester_id",
        "assignee_id",
        "priority",
        "tags",
        "source_channel_id",
        "source_message_id",
        "thread_id",
        "card_message_id",
        "bug_numbers",
        "opened_at",
        "first_response_at",
        "solved_at",
        "closed_at",
        "reopened_count",
    ] {
        assert!(keys(&cases[0]).contains(&name.to_owned()), "{name}");
    }
    let id = |name: &str| scene.person(name).id.to_string();
    assert_eq!(cases[0]["status"], "on_hold");
    assert_eq!(
        (&cases[0]["requester_id"], &cases[0]["assignee_id"]),
        (&id("ana").into(), &id("max").into())
    );
    assert_eq!(
        (&cases[0]["thread_id"], &cases[0]["card_message_id"]),
        (&message.to_string().into(), &scene.card(1).to_string().into())
    );
    assert_eq!(
        (&cases[0]["tags"], &cases[0]["bug_numbers"]),
        (&serde_json::json!(["export"]), &serde_json::json!([1]))
    );
    assert!(
        cases[0]["first_response_at"].as_str().is_some_and(|time| time.ends_with('Z')),
        "{}",
        cases[0]
    );

    let bugs = exported(&scene, export::What::Bugs).await;
    for name in [
        "guild_id",
        "number",
        "title",
        "status",
        "severity",
        "case_numbers",
        "developer_id",
        "card_channel_id",
        "card_message_id",
        "shipped_version",
    ] {
        assert!(keys(&bugs[0]).contains(&name.to_owned()), "{name}");
    }
    assert_eq!(
        (bugs.len(), &bugs[0]["severity"], &bugs[0]["case_numbers"]),
        (1, &"critical".into(), &serde_json::json!([1]))
    );

    let events = exported(&scene, export::What::Events).await;
    let kinds: Vec<&str> = events.iter().filter_map(|event| event["kind"].as_str()).collect();
    assert_eq!(
        kinds,
        [
            "case_opened",
            "case_claimed",
            "case_tagged",
            "customer_wrote",
            "agent_answered",
            "case_escalated",
            "bug_reported"
        ]
    );
    for name in ["guild_id", "case_number", "bug_number", "kind", "actor_id", "at", "cause"] {
        assert!(keys(&events[0]).contains(&name.to_owned()), "{name}");
    }
    let messages = exported(&scene, export::What::Messages).await;
    let said: Vec<&str> =
        messages.iter().filter_map(|message| message["content"].as_str()).collect();
    assert_eq!(said, ["The export fails", "every day", "We look into it"]);
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
    DELETE FROM _sqlx_migrations WHERE version IN (12, 15);
";

#[tokio::test]
async fn an_older_database_keeps_its_log_and_what_is_still_to_be_sent() {
    if postgres().is_some() {
        // Postgres's tables were right from the beginning.
        return drop(writeln!(std::io::stderr(), "skipped: this is about SQLite"));
    }
    let mut scene = Scene::open().await;
    scene.expect_refusal(403, 50_013);
    scene.deny_bot("desk", SEND_MESSAGES);
    scene.flagged("ana", "Is it still there after the update?").await;
    let before = exported(&scene, export::What::Events).await;
    assert!(!before.is_empty());
    scene.stop().await;
    crate::database_dump::sqlite(&scene.database)
        .execute_batch(AS_BEFORE)
        .expect("the tables can be turned back");
    scene.start().await;
    assert_eq!(exported(&scene, export::What::Events).await, before);
    assert_eq!(scene.bot_message("desk", "claim:1"), None, "there is no card yet");
    scene.allow_bot("desk");
    scene.idle().await;
    scene.card(1);
    let history = scene.person("max").command("desk", "/case history case:1").await.text();
    assert!(history.contains("opened"), "{history}");
    scene.close().await;
}
