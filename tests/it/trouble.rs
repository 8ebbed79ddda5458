//! When things break: what was missed is read, what is gone comes back, and nobody waits for a
//! database.

use std::time::Duration;

use sqlx::Connection;

use crate::{database::postgres, scene::Scene};

const SEND_MESSAGES: u64 = 1 << 11;

#[tokio::test]
async fn what_happened_while_the_bot_was_away_is_dealt_with_after_the_start() {
    let mut scene = Scene::open().await;
    let (ana, max, lea) = (scene.person("ana"), scene.person("max"), scene.person("lea"));
    lea.command("general", "/rule add name:errors pattern:error").await;
    let known = scene.flagged("ana", "A case from before").await;
    scene.stop().await;
    for number in 0..130 {
        ana.say("general", &format!("chat {number}")).expect("ana may write");
    }
    let by_rule = ana.say("general", "an error while you were away").expect("ana may write");
    for number in 0..130 {
        ana.say("general", &format!("more chat {number}")).expect("ana may write");
    }
    let by_reaction = ana.say("help", "please look at this").expect("ana may write");
    max.react(by_reaction, "🎫").expect("max may react");
    let not_by_ben = ana.say("help", "nothing to see").expect("ana may write");
    scene.person("ben").react(not_by_ben, "🎫").expect("ben may react");
    ana.say(known, "is anybody there?").expect("ana may write");
    scene.start().await;
    scene.idle().await;
    assert!(ana.sees(by_rule).contains("this is case #"));
    assert!(ana.sees(by_reaction).contains("this is case #"));
    let threads = scene
        .sandbox
        .world(|world| world.channels.values().filter(|channel| channel.thread.is_some()).count());
    assert_eq!(threads, 3);
    // A second start finds nothing new.
    scene.stop().await;
    scene.start().await;
    scene.idle().await;
    assert_eq!(
        scene.sandbox.world(|world| world
            .channels
            .values()
            .filter(|channel| channel.thread.is_some())
            .count()),
        3
    );
    scene.close().await;
}

#[tokio::test]
async fn a_card_that_someone_deletes_comes_back() {
    let scene = Scene::open().await;
    scene.flagged("ana", "Where did it go?").await;
    let card = scene.card(1);
    scene.person("olaf").delete(card).expect("olaf may delete");
    scene.idle().await;
    let again = scene.card(1);
    assert_ne!(again, card);
    scene.person("max").press(again, "Claim").await;
    scene.idle().await;
    assert!(scene.person("max").sees("desk").contains("@max"));
    let mut scene = scene;
    scene.expect_refusal(404, 10_008);
    scene.close().await;
}

#[tokio::test]
async fn a_bug_report_that_someone_deletes_comes_back_and_the_card_leads_to_it() {
    let mut scene = Scene::open().await;
    scene.expect_refusal(404, 10_008);
    scene.flagged("ana", "It fails").await;
    let form = scene.person("max").command("desk", "/escalate case:1").await.form();
    scene.person("max").submit(&form, &[("What happened instead", "nothing")]).await;
    scene.idle().await;
    let report = scene.person("dora").last_message("developers").expect("the report");
    scene.person("olaf").delete(report).expect("olaf may delete");
    scene.idle().await;
    let again = scene.person("dora").last_message("developers").expect("the report is back");
    assert_ne!(again, report);
    assert!(scene.person("dora").sees("developers").contains("Bug #1 · It fails"));
    let card = scene.card(1);
    let leads_there = scene.sandbox.world(|world| {
        let desk =
            world.messages.values().find_map(|messages| messages.get(&card)).expect("the card");
        desk.embeds.iter().any(|embed| embed.to_string().contains(&again.to_string()))
    });
    assert!(leads_there, "the card leads to the new report");
    scene.close().await;
}

#[tokio::test]
async fn a_lost_permission_is_waited_out_and_tried_no_more_than_twice() {
    let mut scene = Scene::open().await;
    scene.deny_bot("desk", SEND_MESSAGES);
    scene.expect_refusal(403, 50_013);
    let message = scene.flagged("ana", "Nobody sees my card").await;
    let refused = scene.exchanges().iter().filter(|exchange| exchange.status == 403).count();
    assert_eq!(refused, 1, "asked once, and not again and again");
    assert!(
        scene.person("ana").sees(message).contains("this is case #1"),
        "the thread is there all the same"
    );
    scene.allow_bot("desk");
    scene.idle().await;
    scene.app().run_due().await.expect("the database answers");
    scene.idle().await;
    scene.card(1);
    scene.close().await;
}

#[tokio::test]
async fn a_lost_answer_repeats_nothing() {
    let mut scene = Scene::open().await;
    scene.expect_refusal(400, 160_004);
    scene.expect_refusal(0, 0);
    scene.sandbox.faults().fail_after("POST /channels/{channel}/messages/{message}/threads", 1);
    scene.sandbox.faults().fail_after("POST /channels/{channel}/messages", 2);
    let message = scene.person("ana").say("help", "Does it double?").expect("ana may write");
    scene.person("max").menu(message, "Open case").await;
    // Each try comes a moment later by the clock of the bot.
    for _ in 0..6 {
        scene.idle().await;
        scene.clock.advance(chrono::TimeDelta::seconds(5));
        scene.app().run_due().await.expect("the database answers");
    }
    scene.idle().await;
    let of_bot = |channel: u64| {
        scene.sandbox.world(|world| {
            let of_bot = |message: &&sandbox::world::Message| {
                message.author_id == world.bot_id && message.kind == 0
            };
            world
                .messages
                .get(&channel)
                .map_or(0, |messages| messages.values().filter(of_bot).count())
        })
    };
    let desk = scene.person("max").channel("desk").expect("the desk");
    assert_eq!(
        (of_bot(message), of_bot(desk)),
        (1, 2),
        "one greeting, and on the desk one card beside the board"
    );
    scene.close().await;
}

#[tokio::test]
async fn every_command_is_answered_in_time_while_the_database_stands_still() {
    let scene = Scene::open().await;
    scene.flagged("ana", "Is the database well?").await;
    let max = scene.person("max");
    let stall = stall(&scene).await;
    let typing = async {
        let began = std::time::Instant::now();
        max.complete("desk", "/claim case:").await;
        began.elapsed()
    };
    let (claim, form, shown, typed, ()) = tokio::join!(
        max.command("desk", "/claim case:1"),
        max.command("desk", "/escalate case:1"),
        max.command("desk", "/case show case:1"),
        typing,
        stall.end()
    );
    for (what, answer) in [("claim", &claim), ("form", &form), ("show", &shown)] {
        let acknowledged = answer.acknowledged_in.unwrap_or_else(|| panic!("{what}: no answer"));
        assert!(acknowledged < Duration::from_secs(3), "{what}: {acknowledged:?}");
    }
    assert!(typed < Duration::from_secs(3), "{typed:?}");
    assert!(claim.text().contains("is yours"), "{}", claim.text());
    assert!(shown.text().contains("Is the database well?"), "{}", shown.text());
    assert!(form.is_form() || form.text().contains("cannot reach my records"), "{}", form.text());
    scene.close().await;
}

/// A database that takes no changes for five seconds, as one with a full disk queue or a long
/// migration.
pub enum Stall {
    Sqlite(rusqlite::Connection),
    Postgres(sqlx::PgConnection),
}

pub async fn stall(scene: &Scene) -> Stall {
    let url = scene.database.url();
    if postgres().is_some() {
        let mut connection = sqlx::PgConnection::connect(url).await.expect("Postgres answers");
        sqlx::raw_sql("BEGIN; LOCK TABLE cases, facts, outbox, guilds IN ACCESS EXCLUSIVE MODE")
            .execute(&mut connection)
            .await
            .expect("a lock");
        Stall::Postgres(connection)
    } else {
        let connection = crate::database_dump::sqlite(&scene.database);
        connection.execute_batch("BEGIN EXCLUSIVE").expect("a lock");
        Stall::Sqlite(connection)
    }
}

impl Stall {
    pub async fn end(self) {
        // The stall itself is what takes its time here.
        tokio::time::sleep(Duration::from_secs(5)).await;
        match self {
            Self::Sqlite(connection) => {
                connection.execute_batch("ROLLBACK").expect("the lock is given back");
            }
            Self::Postgres(mut connection) => {
                sqlx::raw_sql("ROLLBACK")
                    .execute(&mut connection)
                    .await
                    .expect("the lock is given back");
            }
        }
    }
}
