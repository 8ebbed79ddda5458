//! Old texts expire.

use chrono::TimeDelta;
use insta::assert_snapshot;
use serde_json::Value;
use sqlx::Connection;
use switchboard::{cli::export, config::DatabaseUrl};

use crate::{
    database_dump::{sqlite, tables_that_hold},
    privacy::{ANA, MAX, lives, what_the_bot_shows},
    scene::Scene,
};

#[tokio::test]
async fn old_texts_go_by_themselves_and_the_figures_stay() {
    let scene = Scene::open().await;
    let (max, olaf) = (scene.person("max"), scene.person("olaf"));
    assert_snapshot!(scene.plain(&olaf.command("general", "/setup keep_texts:soon").await.text()), @"I cannot read a span of time from “keep_texts”: please write it like `30m`, `4h` or `2d`.");
    assert_snapshot!(scene.plain(&olaf.command("general", "/setup keep_texts:11y").await.text()), @"I cannot read a span of time from “keep_texts”: please write it like `30m`, `4h` or `2d`.");
    assert_snapshot!(scene.plain(&olaf.command("general", "/setup keep_texts:1h").await.text()), @"“keep_texts” has to be between `1d` and `3650d`: please choose something in between.");
    lives(&scene).await;
    max.command("desk", "/close case:1 reason:moved").await;
    max.command("desk", "/close case:3 reason:no reply").await;
    scene.idle().await;
    scene.pass(TimeDelta::days(179)).await;
    assert!(max.command("desk", "/case show case:2").await.text().contains(ANA), "not yet");
    scene.pass(TimeDelta::days(2)).await;
    // The developers still have the bug before them, and with it the customer's words and files.
    assert_eq!(tables_that_hold(&scene.database, MAX).await, Vec::<String>::new());
    let left = tables_that_hold(&scene.database, ANA).await;
    assert!(
        left.iter().all(|column| column.starts_with("bugs.") || column.starts_with("files."))
            && left.len() == 4,
        "{left:?}"
    );
    assert!(max.sees("developers").contains(ANA));
    assert_snapshot!(scene.plain(&max.command("desk", "/case show case:1").await.text()), @"
    #1 · A question (erased)
    │ Customer: @ana
    │ Status: Closed: it goes on elsewhere
    │ Has it: Nobody yet
    │ Priority: Normal
    │ Tags: None yet
    │ Waiting: Nobody is waiting
    │ Bug: [#1](https://discord.com/channels/…/channel/message) · reported
    │ Links: [Message](https://discord.com/channels/…/channel/message) · [Thread](https://discord.com/channels/…/channel)
    │ Opened: Flagged by @max, 6 months ago
    │ First answer: TIME
    │ Closed: TIME
    │ Desk card: [Open it](https://discord.com/channels/…/channel/message)
    ");

    decline(&scene, 1).await;
    scene.pass(TimeDelta::zero()).await;
    assert_eq!(
        tables_that_hold(&scene.database, ANA).await,
        ["bugs.title"],
        "what the agent gave as the title is the developers'"
    );
    let shown = what_the_bot_shows(&scene, &format!("{ANA} again"));
    assert!(
        shown.is_empty() && !max.sees("developers").contains(&format!("{ANA}.txt")),
        "{shown:?}"
    );
    let facts = exported(&scene).await;
    let erased: Vec<&Value> = facts.iter().filter(|fact| fact["kind"] == "texts_erased").collect();
    assert_eq!(erased.len(), 4, "{erased:#?}");
    assert!(erased.iter().all(|fact| fact["detail"]["why"] == "age" && fact["actor_id"].is_null()));
    // A case that is opened again lives on, and what is written then is kept for as long.
    max.command("desk", "/reopen case:3").await;
    scene.idle().await;
    scene.pass(TimeDelta::days(400)).await;
    max.command("desk", "/close case:3").await;
    scene.idle().await;
    scene.pass(TimeDelta::days(1)).await;
    assert_eq!(
        exported(&scene).await.iter().filter(|fact| fact["kind"] == "texts_erased").count(),
        4
    );
    olaf.command("general", "/setup keep_texts:1d").await;
    scene.pass(TimeDelta::days(1)).await;
    assert_eq!(
        exported(&scene).await.iter().filter(|fact| fact["kind"] == "texts_erased").count(),
        5
    );
    scene.close().await;
}

/// The developers are done with a bug.
async fn decline(scene: &Scene, number: i64) {
    let sql = "UPDATE bugs SET status = 'declined', phase = 'closed' WHERE number = $1";
    if scene.database.url().starts_with("sqlite:") {
        sqlite(&scene.database).execute(sql, [number]).expect("declined");
    } else {
        let mut connection =
            sqlx::PgConnection::connect(scene.database.url()).await.expect("the database opens");
        sqlx::query(sql).bind(number).execute(&mut connection).await.expect("declined");
        connection.close().await.expect("it closes");
    }
}

async fn exported(scene: &Scene) -> Vec<Value> {
    let database = DatabaseUrl::parse(scene.database.url()).expect("an address");
    let mut out = Vec::new();
    export::run(
        &database,
        &export::Arguments { guild: None, what: export::What::Events },
        &mut out,
    )
    .await
    .expect("rows");
    String::from_utf8(out)
        .expect("text")
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect()
}
