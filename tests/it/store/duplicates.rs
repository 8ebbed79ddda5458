//! Bugs that several processes mark as duplicates of each other at once.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use switchboard::{
    desk::{BugForm, Desk, Error, Person},
    domain::{
        BugAction, BugNumber, CaseNumber, CaseReference, Cause, Origin, Permission, Refusal,
        RoleId, Severity, SystemClock, UserId, refusal::BugRefusal,
    },
    store::{Reader, Store},
};

use crate::{
    database::Database,
    store::{
        at_once::{flag, set_up},
        server::{GUILD, settings},
    },
};

/// How many bugs there are, each reported from a case of its own.
const BUGS: i64 = 8;
/// How often each process marks one.
const STEPS: u64 = 60;

/// A process: a desk with connections of its own.
async fn process(database: &Database) -> (Store, Desk) {
    let store = Store::connect(database.url()).await.expect("the database opens");
    let (desk, _) = Desk::new(store.clone(), Arc::new(SystemClock));
    (store, desk)
}

async fn report(desk: &Desk, number: i64) {
    let (case, interaction) = (number.cast_unsigned(), 10_000 + number.cast_unsigned());
    flag(desk, case, Origin::Menu, interaction).await.expect("a case");
    let agent =
        Person { guild: GUILD, user: UserId(60), roles: vec![RoleId(4)], manages_server: true };
    let by = desk.authorize(&agent, Permission::WorkCases).await.expect("a right");
    let form = BugForm {
        title: format!("Bug {number}"),
        actual: "It fails".to_owned(),
        ..BugForm::default()
    };
    let case = CaseReference::Number(CaseNumber(number));
    let cause = Cause::Interaction(20_000 + number.cast_unsigned());
    desk.escalate(&by, case, &form, Severity::Normal, cause).await.expect("a bug");
}

/// Marks bugs as duplicates of others, and reopens some, by a fixed but wild order.
async fn mark(desk: Desk, process: u64) {
    let developer = Person {
        guild: GUILD,
        user: UserId(70 + process),
        roles: vec![settings(GUILD).developers_role],
        manages_server: false,
    };
    for step in 0..STEPS {
        let by = desk.authorize(&developer, Permission::WorkBugs).await.expect("a right");
        let pick = |salt: u64| {
            let mixed = ((step * 7 + process * 13 + salt * 5) * 2_654_435_761) >> 7;
            BugNumber(1 + i64::try_from(mixed % BUGS.cast_unsigned()).unwrap_or(0))
        };
        let action = match step % 4 {
            3 => BugAction::Reopen,
            _ => BugAction::MarkDuplicate { of: pick(1) },
        };
        let interaction = 100_000 * (1 + process) + step;
        match desk.act_on_bug(&by, pick(0), action, interaction).await {
            Ok(_) | Err(Error::Refused(Refusal::Bug(BugRefusal::NotNow { .. }))) => {}
            Err(Error::Refused(Refusal::Bug(
                BugRefusal::DuplicateOfItself(_) | BugRefusal::StillOpen(_),
            ))) => {}
            Err(other) => panic!("{other}"),
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_circle_of_duplicates_and_no_lost_link_comes_of_two_processes() {
    let database = Database::fresh().await;
    let (first, one) = process(&database).await;
    set_up(&one).await;
    for number in 1..=BUGS {
        report(&one, number).await;
    }
    let (second, two) = process(&database).await;
    let marked = [(one, 0), (two, 1)].map(|(desk, process)| tokio::spawn(mark(desk, process)));
    for marked in marked {
        marked.await.expect("no panic");
    }
    let bugs = first.read(async |reader: &mut Reader<'_>| {
        let mut bugs = BTreeMap::new();
        for number in 1..=BUGS {
            let bug = reader.bug(GUILD, BugNumber(number)).await?.expect("the bug");
            bugs.insert(bug.number, bug);
        }
        Ok(bugs)
    });
    let bugs = bugs.await.expect("the bugs");
    for &start in bugs.keys() {
        let (mut seen, mut at) = (BTreeSet::new(), start);
        while let Some(of) = bugs[&at].duplicate_of {
            assert!(seen.insert(at), "{start} is in a circle: {seen:?}");
            at = of;
        }
        let (is_root, cases) = (bugs[&start].duplicate_of.is_none(), &bugs[&start].cases);
        assert!(is_root || cases.is_empty(), "{start} is a duplicate and has {cases:?}");
    }
    let linked: Vec<CaseNumber> = bugs.values().flat_map(|bug| bug.cases.clone()).collect();
    assert_eq!(linked.len(), bugs.len(), "each case is linked to one bug: {linked:?}");
    first.close().await;
    second.close().await;
    database.remove().await;
}
