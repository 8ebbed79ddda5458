//! The database under the desk: what must hold when many come at once.

use std::{collections::BTreeSet, slice, time::Duration};

use chrono::TimeDelta;
use switchboard::{
    desk::{Asked, Authorized, ChannelKind, Desk, Done, Error, Flagged, Location, Opened, Person},
    domain::{
        Action, CaseNumber, CaseReference, Cause, ChannelId, Effect, Fact, FactKind, Job, Language,
        ManualClock, MessageId, Origin, Outcome, Permission, Refusal, RoleId, Sender, Tag, Title,
        UserId, id,
        refusal::{CaseRefusal, MessageRefusal},
    },
    store::{LEASE, Reader, Store},
};
use tokio::task::JoinHandle;

use crate::{
    database::Database,
    store::server::{GUILD, settings},
};

/// Somebody who may do everything, and does one thing.
async fn by(desk: &Desk, user: u64, permission: Permission) -> Authorized {
    let roles = vec![RoleId(4)];
    let person = Person { guild: GUILD, user: UserId(user), roles, manages_server: true };
    desk.authorize(&person, permission).await.expect("a right")
}

pub async fn flag(
    desk: &Desk,
    message: u64,
    origin: Origin,
    interaction: u64,
) -> Result<Opened, Error> {
    let by = by(desk, 60, Permission::OpenCases).await;
    desk.flag(&by, flagged(message), origin, Cause::Interaction(interaction)).await
}

async fn act(
    desk: &Desk,
    user: u64,
    case: CaseNumber,
    action: Action,
    interaction: u64,
) -> Result<Done, Error> {
    let by = by(desk, user, Permission::WorkCases).await;
    let case = CaseReference::Number(case);
    desk.act(&by, case, action, Cause::Interaction(interaction)).await
}

pub async fn set_up(desk: &Desk) {
    let by = by(desk, 60, Permission::SetUp).await;
    desk.set_up(&by, settings(GUILD), Cause::Interaction(1)).await.expect("the settings are saved");
}

fn flagged(message: u64) -> Flagged {
    Flagged {
        guild: GUILD,
        channel: ChannelId(1),
        message: MessageId(id::snowflake_at(id::created_at(0)) + (message << 22)),
        author: UserId(50),
        content: format!("Question {message}"),
        title: Title::from_message(&format!("Question {message}")),
        post_title: None,
        file_names: Vec::new(),
        sender: Sender::Member,
        place: Location::Channel(ChannelKind::Text),
    }
}

async fn desk() -> (Database, Store, Desk) {
    let database = Database::fresh().await;
    let store = Store::connect(database.url()).await.expect("the database opens");
    let (desk, _) = Desk::new(store.clone(), std::sync::Arc::new(switchboard::domain::SystemClock));
    set_up(&desk).await;
    (database, store, desk)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_hundred_flags_at_once_get_numbers_without_gap_or_double() {
    let (database, store, desk) = desk().await;
    let flags = (0..200).map(|number| {
        let desk = desk.clone();
        // Every message is flagged twice.
        tokio::spawn(async move { flag(&desk, 1 + number / 2, Origin::Menu, number).await })
    });
    let flags: Vec<_> = flags.collect();
    let mut numbers = Vec::new();
    let mut new = 0;
    for flag in flags {
        let opened = flag.await.expect("no panic").expect("a case");
        numbers.push(opened.case.number.0);
        new += i32::from(opened.new);
    }
    assert_eq!(new, 100);
    assert_eq!(numbers.into_iter().collect::<BTreeSet<_>>(), (1..=100).collect());
    store.close().await;
    database.remove().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn exactly_one_of_many_claims_wins() {
    let (database, store, desk) = desk().await;
    for round in 0..50 {
        let opened = flag(&desk, 1 + round, Origin::Menu, round).await.expect("a case");
        let case = opened.case.number;
        let claims = (0..8).map(|user| {
            let desk = desk.clone();
            let interaction = 1_000 + round * 8 + user;
            tokio::spawn(
                async move { act(&desk, 100 + user, case, Action::Claim, interaction).await },
            )
        });
        let claims: Vec<_> = claims.collect();
        let mut winner = None;
        let mut told = BTreeSet::new();
        for claim in claims {
            match claim.await.expect("no panic") {
                Ok(done) => assert!(
                    winner.replace(done.case.assignee.expect("it is claimed")).is_none(),
                    "two winners"
                ),
                Err(Error::Refused(Refusal::Case(CaseRefusal::AlreadyClaimed { by, .. }))) => {
                    told.insert(by);
                }
                Err(other) => panic!("{other}"),
            }
        }
        assert_eq!(told.into_iter().collect::<Vec<_>>(), [winner.expect("one has it")]);
    }
    store.close().await;
    database.remove().await;
}

#[tokio::test]
async fn a_transaction_that_fails_leaves_nothing_behind() {
    let (database, store, desk) = desk().await;
    let failed = store
        .write(async |tx| {
            tx.next_case(GUILD, None, UserId(50)).await?;
            Err::<(), _>(CaseRefusal::NoneHere.into())
        })
        .await;
    assert!(failed.is_err());
    let opened = flag(&desk, 1, Origin::Menu, 1).await.expect("a case");
    assert_eq!(opened.case.number, CaseNumber(1), "the number of the failed one was not spent");
    store.close().await;
    database.remove().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_one_read_finds_is_of_one_moment() {
    let (database, store, desk) = desk().await;
    flag(&desk, 1, Origin::Menu, 1).await.expect("a case");
    let (writing, meanwhile) = (store.clone(), desk.clone());
    let cases = async |reader: &mut Reader<'_>| {
        let cases = [CaseNumber(1), CaseNumber(2)];
        Ok::<_, switchboard::store::Error>([
            reader.case(GUILD, cases[0]).await?.is_some(),
            reader.case(GUILD, cases[1]).await?.is_some(),
        ])
    };
    let found = store
        .read(async move |reader| {
            let before = cases(reader).await?;
            flag(&meanwhile, 2, Origin::Menu, 2).await.expect("a second case");
            assert_eq!(writing.read(cases).await?, [true, true], "it is committed");
            Ok([before, cases(reader).await?])
        })
        .await
        .expect("an answer");
    assert_eq!(found, [[true, false]; 2]);
    store.close().await;
    database.remove().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_write_that_was_answered_with_an_error_while_the_store_closed_was_not_done() {
    for round in 0..20 {
        let (database, store, _) = desk().await;
        let writes = (0..20).map(|number| {
            let store = store.clone();
            tokio::spawn(async move {
                // They come before, during and after the closing.
                tokio::time::sleep(Duration::from_millis(number % 8)).await;
                let effect = Effect::DrawCase { case: CaseNumber(i64::try_from(number)?) };
                let write = store.write_deferred(async move |tx| {
                    tx.enqueue_new(GUILD, slice::from_ref(&effect), true, id::created_at(0)).await
                });
                anyhow::Ok((number, write.await.is_ok()))
            })
        });
        let writes: Vec<_> = writes.collect();
        tokio::time::sleep(Duration::from_millis(round % 8)).await;
        store.close().await;
        let mut accepted = BTreeSet::new();
        for write in writes {
            let (number, done) = write.await.expect("no panic").expect("an answer");
            if done {
                accepted.insert(format!("case:{number}"));
            }
        }
        let store = Store::connect(database.url()).await.expect("the database opens again");
        let jobs = store.read(async |reader| reader.jobs_named(GUILD, "case:").await).await;
        let found: BTreeSet<_> =
            jobs.expect("an answer").into_iter().map(|job| job.effect.key()).collect();
        assert_eq!(found, accepted);
        store.close().await;
        database.remove().await;
    }
}

#[tokio::test]
async fn a_panic_fails_its_own_read_or_write_and_no_other() {
    let (database, store, desk) = desk().await;
    let write = store.write(async |_| -> Result<(), _> { panic!("this write panics") }).await;
    assert!(matches!(write, Err(switchboard::store::Error::Panicked)), "{write:?}");
    let read = store.read(async |_| -> Result<(), _> { panic!("this read panics") }).await;
    assert!(matches!(read, Err(switchboard::store::Error::Panicked)), "{read:?}");
    flag(&desk, 1, Origin::Menu, 1).await.expect("a case");
    store.close().await;
    database.remove().await;
}

#[tokio::test]
async fn a_second_opening_of_the_same_database_finds_everything() {
    let (database, store, desk) = desk().await;
    flag(&desk, 1, Origin::Rule("errors".to_owned()), 1).await.expect("a case");
    act(&desk, 60, CaseNumber(1), Action::Claim, 2).await.expect("claimed");
    let tag = Action::Tag(Tag::parse("billing").expect("a tag"));
    act(&desk, 60, CaseNumber(1), tag, 3).await.expect("tagged");
    let before = desk.case_to_draw(GUILD, CaseNumber(1)).await.expect("an answer");
    let before = before.expect("a case").case;
    store.close().await;
    let store = Store::connect(database.url()).await.expect("the database opens again");
    let (desk, _) = Desk::new(store.clone(), std::sync::Arc::new(switchboard::domain::SystemClock));
    desk.release_jobs().await.expect("what the desk before held is free");
    let now = desk.case_to_draw(GUILD, CaseNumber(1)).await.expect("an answer");
    assert_eq!(now.map(|now| now.case), Some(before));
    assert_eq!(
        desk.claim_jobs(10).await.expect("an answer").jobs.len(),
        3,
        "what was not done is due: the case, the replies to its question, and the board"
    );
    store.close().await;
    database.remove().await;
}

/// A write that fails: it appends the same fact twice.
fn failing_write(store: &Store, number: u64) -> JoinHandle<Result<(), String>> {
    let store = store.clone();
    let kind = FactKind::DeliveryParked { reason: "none".to_owned() };
    let fact = Fact { kind, case: None, bug: None, actor: None, at: id::created_at(0) };
    tokio::spawn(async move {
        let write = store.write(async move |tx| {
            let facts = [fact.clone(), fact.clone()];
            tx.append(GUILD, &Cause::Interaction(1_000 + number), &facts).await
        });
        write.await.map_err(|error| error.to_string())
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_write_that_fails_in_a_batch_fails_no_other() {
    let (database, store, desk) = desk().await;
    let mut failing = Vec::new();
    let mut flags = Vec::new();
    for number in 0..60 {
        let desk = desk.clone();
        flags
            .push(tokio::spawn(async move { flag(&desk, 1 + number, Origin::Menu, number).await }));
        if number % 10 == 5 {
            failing.push(failing_write(&store, number));
        }
    }
    let mut numbers = BTreeSet::new();
    for flag in flags {
        numbers.insert(flag.await.expect("no panic").expect("a case").case.number.0);
    }
    assert_eq!(numbers, (1..=60).collect());
    for write in failing {
        assert_eq!(write.await.expect("no panic"), Err("another change came first".to_owned()));
    }
    database.remove().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn questions_that_are_refused_take_no_number_however_many_come_at_once() {
    let (database, store, desk) = desk().await;
    let (mut questions, mut flags) = (Vec::new(), Vec::new());
    for number in 0..60 {
        let asking = desk.clone();
        // A question takes its number before it is found to be one too many.
        questions.push(tokio::spawn(async move {
            let (question, title) = ("Where is it?", &Title::from_message("Where is it?"));
            let help = ChannelKind::Text;
            let asked = Asked { question, title, private: false, help, files: &[] };
            let member =
                Person { guild: GUILD, user: UserId(50), roles: Vec::new(), manages_server: false };
            let by = asking.authorize(&member, Permission::Ask).await?;
            asking.ask(&by, Language::English, asked, Cause::Interaction(1_000 + number)).await
        }));
        let flagging = desk.clone();
        flags.push(tokio::spawn(
            async move { flag(&flagging, 1 + number, Origin::Menu, number).await },
        ));
    }
    let mut numbers = BTreeSet::new();
    let mut refused = 0;
    for question in questions {
        match question.await.expect("no panic") {
            Ok(opened) => assert!(numbers.insert(opened.case.number.0)),
            Err(Error::Refused(Refusal::Message(MessageRefusal::TooManyAsks { .. }))) => {
                refused += 1
            }
            Err(error) => panic!("{error:?}"),
        }
    }
    for flag in flags {
        assert!(numbers.insert(flag.await.expect("no panic").expect("a case").case.number.0));
    }
    assert_eq!((refused, numbers), (55, (1..=65).collect()));
    store.close().await;
    database.remove().await;
}

#[tokio::test]
async fn a_job_is_held_until_its_lease_ends() {
    let database = Database::fresh().await;
    let store = Store::connect(database.url()).await.expect("the database opens");
    let clock = std::sync::Arc::new(ManualClock::at(id::created_at(0)));
    let (desk, mut fresh) = Desk::new(store.clone(), clock.clone());
    set_up(&desk).await;
    let opened = flag(&desk, 1, Origin::Menu, 1).await.expect("a case");
    let draws = Effect::DrawCase { case: opened.case.number };
    let mut held = fresh.recv().await.expect("a job");
    while held.effect != draws {
        held = fresh.recv().await.expect("a job");
    }
    assert_eq!(held.opened.as_deref(), Some(&opened.case), "it is drawn as its commit left it");
    let claimed = async || desk.claim_jobs(10).await.expect("an answer").jobs;
    assert!(claimed().await.is_empty(), "whoever enqueued it holds it");

    clock.advance(LEASE / 2);
    let (renewed, until) = desk.renew_jobs(vec![held.id]).await.expect("an answer");
    assert_eq!(renewed, [held.id]);
    clock.advance(LEASE - TimeDelta::seconds(1));
    assert!(desk.now() < until);
    let others: Vec<Job> = claimed().await;
    assert!(others.iter().all(|job| job.id != held.id), "a renewed lease lasts: {others:?}");

    clock.advance(TimeDelta::seconds(2));
    let found: Vec<Job> = claimed().await.into_iter().filter(|job| job.id == held.id).collect();
    assert!(
        found.len() == 1 && found[0].opened.is_none(),
        "whoever finds it reads the case again: {found:?}"
    );
    assert!(claimed().await.is_empty(), "and holds it in turn");
    store.close().await;
    database.remove().await;
}

#[tokio::test]
async fn work_that_is_enqueued_again_meanwhile_outlives_the_job() {
    let (database, store, desk) = desk().await;
    flag(&desk, 1, Origin::Menu, 1).await.expect("a case");
    desk.release_jobs().await.expect("an answer");
    let claimed = async || {
        let jobs = desk.claim_jobs(10).await.expect("an answer").jobs;
        jobs.into_iter().find(|job| job.effect == Effect::DrawCase { case: CaseNumber(1) })
    };
    let first = claimed().await.expect("the job");
    act(&desk, 60, CaseNumber(1), Action::Claim, 2).await.expect("claimed");
    desk.finish(first.clone(), Outcome::Done).await.expect("an answer");
    desk.release_jobs().await.expect("an answer");
    let second = claimed().await.expect("the job is there again");
    assert_eq!((second.id, second.version), (first.id, first.version + 1));
    desk.finish(second, Outcome::Done).await.expect("an answer");
    assert!(claimed().await.is_none());
    store.close().await;
    database.remove().await;
}
