//! When things break: what is gone comes back, what was lost is repeated once, and nobody waits for
//! a database.

use std::time::{Duration, Instant};

use chrono::TimeDelta;
use sqlx::Connection;

use crate::{
    database::postgres,
    database_dump::sqlite,
    scene::{Scene, card, opening, thread},
};

const SEND_MESSAGES: u64 = 1 << 11;
/// Longer than Discord waits for an answer.
const STALL: Duration = Duration::from_secs(5);

#[tokio::test]
async fn a_deleted_card_comes_back_and_works() {
    let scene = Scene::open().await;
    scene.expect_refusal(404, 10_008);
    let Scene { ana, max, olaf, .. } = &scene;
    ana.opens_case("Where did it go?").await;
    let before = max.message(&card(1)).await;
    olaf.deletes(card(1)).await;
    assert_ne!(max.message(&card(1)).await, before);
    max.clicks(card(1), "Claim").await;
    assert!(max.sees(card(1)).await.contains("@max"));
    scene.close().await;
}

#[tokio::test]
async fn a_lost_permission_is_waited_out() {
    let scene = Scene::open().await;
    scene.deny_bot("desk", SEND_MESSAGES);
    scene.expect_refusal(403, 50_013);
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("Nobody sees my card").await;
    let refused = scene.exchanges().iter().filter(|exchange| exchange.status == 403).count();
    assert_eq!(refused, 1, "asked once, and not again and again");
    assert!(ana.sees(opening(1)).await.contains("case #1"), "the thread is there all the same");
    scene.allow_bot("desk");
    scene.idle().await;
    scene.run_due().await;
    assert!(max.sees(card(1)).await.contains("Nobody sees my card"));
    scene.close().await;
}

#[tokio::test]
async fn a_lost_answer_doubles_no_thread_greeting_or_card() {
    let scene = Scene::open().await;
    scene.expect_refusal(400, 160_004);
    scene.expect_refusal(0, 0);
    let faults = scene.sandbox.faults();
    faults.fail_after("POST /channels/{channel}/messages/{message}/threads", 1);
    faults.fail_after("POST /channels/{channel}/messages", 2);
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("Does it double?").await;
    // Each try comes a moment later by the clock of the bot.
    for _ in 0..6 {
        scene.advance_and_run_due(TimeDelta::seconds(5)).await;
    }
    assert_eq!(ana.sees(thread(1)).await, "", "nothing after the one greeting");
    assert_eq!(scene.cards_in("desk"), 1);
    let desk = max.sees("desk").await;
    assert_eq!(desk.matches("\nSwitchboard: ").count(), 1, "a card below the board: {desk}");
    scene.close().await;
}

#[tokio::test]
async fn every_command_is_answered_in_time_while_the_database_stands_still() {
    let scene = Scene::open().await;
    scene.ana.opens_case("Is the database well?").await;
    let max = &scene.max.client;
    let stall = Stall::begin(&scene).await;
    let typing = async {
        let began = Instant::now();
        max.complete("desk", "/claim case:").await;
        began.elapsed()
    };
    let (claim, form, shown, typed, ()) = tokio::join!(
        max.command("desk", "/claim case:1"),
        max.command("desk", "/escalate case:1"),
        max.command("desk", "/case show case:1"),
        typing,
        stall.end_after(STALL)
    );
    for (what, answer) in [("claim", &claim), ("form", &form), ("show", &shown)] {
        let acknowledged = answer.acknowledged_in.unwrap_or_else(|| panic!("{what}: no answer"));
        assert!(acknowledged < Duration::from_secs(3), "{what}: {acknowledged:?}");
    }
    assert!(typed < Duration::from_secs(3), "{typed:?}");
    assert!(claim.text().contains("is yours"), "{}", claim.text());
    assert!(shown.text().contains("Is the database well?"), "{}", shown.text());
    assert!(form.is_form() || form.text().contains("can't reach my database"), "{}", form.text());
    scene.close().await;
}

#[tokio::test]
async fn a_late_answer_whose_token_has_expired_does_not_end_the_bot() {
    let scene = Scene::open().await;
    scene.expect_refusal(401, 50_027);
    scene.ana.opens_case("Slow").await;
    let route = "PATCH /webhooks/{application}/{token}/messages/@original";
    scene.sandbox.faults().fail_before(route, 1, 401, 50_027);
    let stall = Stall::begin(&scene).await;
    tokio::join!(scene.max.client.command("desk", "/claim case:1"), stall.end_after(STALL));
    scene.idle().await;
    assert!(scene.case(1).await.starts_with("open, max"), "what was asked for is done");
    assert!(scene.max.runs("/queue view:mine").await.contains("Slow"), "and the bot goes on");
    scene.close().await;
}

/// A database that takes no changes for a while, as one with a full disk queue or a long migration.
pub enum Stall {
    Sqlite(rusqlite::Connection),
    Postgres(sqlx::PgConnection),
}

impl Stall {
    pub async fn begin(scene: &Scene) -> Self {
        if postgres().is_none() {
            let connection = sqlite(&scene.database);
            connection.execute_batch("BEGIN EXCLUSIVE").expect("a lock");
            return Self::Sqlite(connection);
        }
        let url = scene.database.url();
        let mut connection = sqlx::PgConnection::connect(url).await.expect("Postgres answers");
        let lock = "BEGIN; LOCK TABLE cases, facts, outbox, guilds IN ACCESS EXCLUSIVE MODE";
        sqlx::raw_sql(lock).execute(&mut connection).await.expect("a lock");
        Self::Postgres(connection)
    }

    pub async fn end_after(self, time: Duration) {
        // The stall itself is what takes its time here.
        tokio::time::sleep(time).await;
        match self {
            Self::Sqlite(connection) => {
                connection.execute_batch("ROLLBACK").expect("the lock is given back");
            }
            Self::Postgres(mut connection) => {
                let ended = sqlx::raw_sql("ROLLBACK").execute(&mut connection).await;
                ended.expect("the lock is given back");
            }
        }
    }
}
