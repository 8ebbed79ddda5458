//! The log of what happened.

use switchboard::{
    domain::{Action, Cause, Fact, FactKind, Priority, id},
    store::{Error, fresh_id},
};

use crate::store::server::{ANA, GUILD, MAX, Server, at, flagged};

#[tokio::test]
async fn what_happened_to_a_case_is_listed_oldest_first() {
    let server = Server::set_up().await;
    let case = server.open(flagged(10, ANA, "It fails")).await;
    server.act(&case, Action::Claim, at(20)).await;
    server.act(&case, Action::Prioritise(Priority::High), at(30)).await;
    let number = case.number;
    let count = server.read(async move |reader| reader.fact_count(GUILD, number).await).await;
    assert_eq!(count, 2);
    let page = async |limit, offset| {
        server.read(async move |reader| reader.facts(GUILD, number, limit, offset).await).await
    };
    let all = page(10, 0).await;
    assert_eq!(all[0].kind, Ok(FactKind::CaseClaimed));
    assert_eq!((all[0].actor, all[0].at, all[0].bug), (Some(MAX), at(20), None));
    assert_eq!(all[0].cause, Cause::Interaction(id::snowflake_at(at(20))).to_string());
    assert_eq!(page(1, 1).await, all[1..]);
    server.close().await;
}

#[tokio::test]
async fn a_cause_brings_about_a_kind_of_fact_once() {
    let server = Server::set_up().await;
    let fact = |bug| Fact { kind: FactKind::CaseClaimed, case: None, bug, actor: None, at: at(10) };
    let append = async |cause: u64| {
        let facts = [fact(None)];
        server
            .store
            .write(async move |tx| tx.append(GUILD, &Cause::Interaction(cause), &facts).await)
            .await
    };
    append(1).await.expect("appended");
    assert!(matches!(append(1).await, Err(Error::Conflict)));
    append(2).await.expect("appended");
    let happened = async |cause: u64, kind: FactKind| {
        let cause = Cause::Interaction(cause);
        server.read(async move |reader| reader.has_happened(GUILD, &cause, &kind).await).await
    };
    assert!(happened(1, FactKind::CaseClaimed).await);
    assert!(!happened(1, FactKind::NoteAdded).await);
    assert!(!happened(3, FactKind::CaseClaimed).await);
    server.close().await;
}

#[test]
fn numbers_of_facts_rise_whatever_the_clock_does() {
    let first = fresh_id(at(1_000_000_000));
    let second = fresh_id(at(0));
    assert!(second > first);
}
