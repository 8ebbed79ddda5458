//! The outbox: jobs, their leases and their ends.

use std::slice;

use chrono::TimeDelta;
use switchboard::{
    domain::{CaseNumber, Effect, Job, JobCounts, Outcome},
    store::LEASE,
};

use crate::{
    database_dump::execute,
    store::server::{GUILD, Server, at},
};

const CHECK: Effect = Effect::CheckMember { user: 5 };

fn files(message: u64) -> Effect {
    Effect::KeepFiles { case: CaseNumber(1), channel: 3, message }
}

async fn enqueue(server: &Server, effect: Effect, second: i64) -> Vec<Job> {
    server
        .write(async move |tx| tx.enqueue(GUILD, slice::from_ref(&effect), at(second)).await)
        .await
}

async fn finish(server: &Server, job: &Job, outcome: Outcome) {
    let job = job.clone();
    server.write(async move |tx| tx.finish(&job, &outcome).await).await;
}

async fn claimed(server: &Server, second: i64) -> Vec<Effect> {
    let claimed = server.write(async move |tx| tx.claim(at(second), 10).await).await;
    claimed.jobs.into_iter().map(|job| job.effect).collect()
}

async fn counts(server: &Server) -> (i64, i64) {
    let JobCounts { pending, dead } = server.read(async |reader| reader.job_counts().await).await;
    (pending, dead)
}

#[tokio::test]
async fn a_job_is_held_until_its_lease_ends_and_deleted_when_it_is_done() {
    let server = Server::set_up().await;
    let lease = LEASE.num_seconds();
    let job = enqueue(&server, CHECK, 10).await.remove(0);
    assert_eq!((job.version, job.attempts, job.leased_until), (1, 0, at(10) + LEASE));
    assert_eq!(claimed(&server, 10 + lease - 1).await, []);
    let is = async |second| {
        let due = server.read(async move |reader| {
            Ok((reader.has_due_jobs(at(second)).await?, reader.has_free_jobs(at(second)).await?))
        });
        due.await
    };
    assert_eq!(is(9).await, (false, false));
    assert_eq!(is(10).await, (true, false));
    assert_eq!(is(10 + lease).await, (true, true));

    let id = job.id;
    assert!(server.write(async move |tx| tx.renew(id, at(15) + LEASE).await).await);
    assert_eq!(claimed(&server, 10 + lease).await, [], "the lease was renewed");
    assert_eq!(claimed(&server, 15 + lease).await, [CHECK]);
    assert_eq!(claimed(&server, 15 + lease).await, [], "it is held by who claimed it");
    server.write(async |tx| tx.release_jobs().await).await;
    assert_eq!(claimed(&server, 15 + lease).await, [CHECK]);
    finish(&server, &job, Outcome::Done).await;
    assert_eq!(counts(&server).await, (0, 0));
    server.close().await;
}

#[tokio::test]
async fn work_that_is_enqueued_again_is_one_job_and_is_not_lost_with_the_first() {
    let server = Server::set_up().await;
    let first = enqueue(&server, CHECK, 10).await.remove(0);
    let again = enqueue(&server, CHECK, 20).await.remove(0);
    assert_eq!((again.id, again.version), (first.id, 2));
    finish(&server, &first, Outcome::Done).await;
    assert_eq!(counts(&server).await, (1, 0), "it was enqueued again meanwhile");
    finish(&server, &again, Outcome::Done).await;
    assert_eq!(counts(&server).await, (0, 0));
    server.close().await;
}

/// Gives all jobs to another process, or back to this one. Their leases last.
async fn swap_owner(server: &Server) {
    execute(&server.database, "UPDATE outbox SET owner = -owner").await;
}

#[tokio::test]
async fn a_process_that_has_lost_its_lease_changes_nothing() {
    let server = Server::set_up().await;
    let job = enqueue(&server, CHECK, 10).await.remove(0);
    swap_owner(&server).await;
    let id = job.id;
    assert!(!server.write(async move |tx| tx.renew(id, at(99) + LEASE).await).await);
    for outcome in [
        Outcome::Done,
        Outcome::Retry { at: at(0) },
        Outcome::Dead { reason: "no permission".to_owned(), is_told: false },
    ] {
        finish(&server, &job, outcome).await;
    }
    server.write(async |tx| tx.release_jobs().await).await;
    assert_eq!(counts(&server).await, (1, 0));
    assert_eq!(claimed(&server, 11).await, [], "the other holds it");
    let found = server.write(async |tx| tx.claim(at(10) + LEASE, 10).await).await.jobs.remove(0);
    assert_eq!(found.attempts, 0);
    server.close().await;
}

#[tokio::test]
async fn what_one_process_enqueues_again_waits_for_the_one_that_holds_the_job() {
    let server = Server::set_up().await;
    let held = enqueue(&server, CHECK, 10).await.remove(0);
    swap_owner(&server).await;
    assert!(enqueue(&server, CHECK, 11).await.is_empty(), "the other holds it");
    // The former holder, which has lost its lease, comes back.
    finish(&server, &held, Outcome::Done).await;
    assert_eq!(claimed(&server, 12).await, [], "the other performs it");
    swap_owner(&server).await;
    finish(&server, &held, Outcome::Done).await;
    assert_eq!(claimed(&server, 12).await, [CHECK], "the new version is free");
    server.close().await;
}

#[tokio::test]
async fn a_process_that_ends_frees_also_what_another_has_enqueued_again() {
    let server = Server::set_up().await;
    enqueue(&server, CHECK, 10).await;
    // As it is when another process enqueued the same work.
    execute(&server.database, "UPDATE outbox SET version = version + 1").await;
    assert_eq!(claimed(&server, 11).await, []);
    server.write(async |tx| tx.release_jobs().await).await;
    assert_eq!(claimed(&server, 11).await, [CHECK]);
    server.close().await;
}

#[tokio::test]
async fn a_job_that_fails_waits_and_one_that_is_dead_waits_for_a_person() {
    let server = Server::set_up().await;
    let job = enqueue(&server, CHECK, 10).await.remove(0);
    finish(&server, &job, Outcome::Retry { at: at(60) }).await;
    assert_eq!(claimed(&server, 59).await, []);
    let retried = server.write(async |tx| tx.claim(at(60), 10).await).await.jobs.remove(0);
    assert_eq!((retried.attempts, retried.first_tried_at), (1, at(10)));
    finish(&server, &retried, Outcome::Dead { reason: "no permission".to_owned(), is_told: false })
        .await;
    assert_eq!(counts(&server).await, (0, 1));
    assert_eq!(claimed(&server, 10_000).await, []);
    let revived = server.write(async |tx| tx.revive_dead(GUILD, at(70)).await).await;
    assert_eq!((revived, claimed(&server, 70).await), (1, vec![CHECK]));
    server.close().await;
}

#[tokio::test]
async fn jobs_are_claimed_in_order_and_found_by_the_beginning_of_their_key() {
    let server = Server::set_up().await;
    for (message, second) in [(7, 10), (8, 11), (9, 12)] {
        enqueue(&server, files(message), second).await;
    }
    enqueue(&server, CHECK, 13).await;
    server.write(async |tx| tx.release_jobs().await).await;
    let claimed = server.write(async |tx| tx.claim(at(100), 2).await).await;
    let claimed: Vec<Effect> = claimed.jobs.into_iter().map(|job| job.effect).collect();
    assert_eq!(claimed, [files(7), files(8)]);
    let keys = Effect::files_of(CaseNumber(1));
    let named = server.read(async move |reader| reader.jobs_named(GUILD, &keys).await).await;
    assert_eq!(named.len(), 3);
    server.close().await;
}

#[tokio::test]
async fn what_is_new_is_enqueued_with_its_board() {
    let server = Server::set_up().await;
    let draw = Effect::DrawCase { case: CaseNumber(1) };
    let effects = [draw.clone()];
    let jobs =
        server.write(async move |tx| tx.enqueue_new(GUILD, &effects, false, at(10)).await).await;
    let effects: Vec<Effect> = jobs.into_iter().map(|job| job.effect).collect();
    assert_eq!(effects, [draw, Effect::DrawBoard]);
    let next = [Effect::DrawCase { case: CaseNumber(2) }];
    let jobs = server.write(async move |tx| tx.enqueue_new(GUILD, &next, true, at(11)).await).await;
    assert_eq!(jobs.len(), 1, "a board that is throttled is not read back");
    assert_eq!(counts(&server).await, (3, 0));
    server.close().await;
}

#[tokio::test]
async fn a_row_that_cannot_be_read_is_put_aside_and_the_others_go_on() {
    let server = Server::set_up().await;
    enqueue(&server, files(7), 10).await;
    enqueue(&server, CHECK, 11).await;
    execute(
        &server.database,
        "UPDATE outbox SET effect = '{\"kind\":\"of_later\"}' WHERE key LIKE 'files:%'",
    )
    .await;
    let now = at(11) + LEASE + TimeDelta::seconds(1);
    let claimed = server.write(async move |tx| tx.claim(now, 10).await).await;
    assert_eq!(claimed.jobs.len(), 1);
    assert_eq!(claimed.unreadable[0].key, "files:1:7");
    assert_eq!(counts(&server).await, (1, 1));
    server.close().await;
}

#[tokio::test]
async fn on_sqlite_what_an_earlier_process_held_is_free() {
    let server = Server::set_up().await;
    enqueue(&server, CHECK, 10).await;
    server.write(async |tx| tx.free_jobs().await).await;
    let free = server.read(async |reader| reader.has_free_jobs(at(10)).await).await;
    assert_eq!(free, crate::database::postgres().is_none());
    server.close().await;
}
