//! A job that cannot be done is put aside, somebody sees it, and no other job waits for it.

use chrono::TimeDelta;
use switchboard::cli::doctor;

use crate::{
    database_dump::execute,
    scene::{Scene, card},
};

const UNREADABLE: &str = "INSERT INTO outbox (id, guild_id, key, effect, next_at, first_tried_at) VALUES (1, 7, 'case:1', 'no effect', 0, 0)";
const UNREADABLE_OF_CASE_1: &str = "INSERT INTO outbox (id, guild_id, key, effect, next_at, first_tried_at) SELECT 1, guild_id, 'case:1', '{}', 0, 0 FROM guilds";

#[tokio::test]
async fn no_job_waits_for_a_row_that_cannot_be_read() {
    let scene = Scene::open().await;
    scene.expect_refusal(0, 0);
    scene.expect_dead_jobs();
    execute(&scene.database, UNREADABLE).await;
    // Good work that needs a second try.
    scene.sandbox.faults().fail_after("POST /channels/{channel}/messages", 2);
    scene.ana.opens_case("Is anybody there?").await;
    for _ in 0..3 {
        scene.advance_and_run_due(TimeDelta::seconds(5)).await;
    }
    assert!(scene.max.sees(card(1)).await.contains("Is anybody there?"));
    let jobs = scene.app().desk.job_counts().await.expect("the database answers");
    assert_eq!((jobs.pending, jobs.dead), (0, 1));
    let mut out = Vec::new();
    doctor::run(&scene.config(), &mut out).await.expect("the findings can be written");
    let findings = String::from_utf8(out).expect("text");
    assert!(findings.contains("(1 failed, 0 waiting)"), "{findings}");
    scene.close().await;
}

#[tokio::test]
async fn a_case_whose_row_cannot_be_read_is_drawn_at_its_next_change() {
    let scene = Scene::open().await;
    scene.ana.opens_case("Is anybody there?").await;
    execute(&scene.database, UNREADABLE_OF_CASE_1).await;
    scene.advance_and_run_due(TimeDelta::seconds(1)).await;
    scene.max.clicks(card(1), "Claim").await;
    assert!(scene.max.sees(card(1)).await.contains("@max"));
    // And nothing is left of it.
    scene.close().await;
}
