//! The queue, and a member's own cases.

use switchboard::{
    domain::{Action, Case, CloseReason, Counts, UserId},
    store::{QueueQuery, Selection},
};

use crate::store::server::{ANA, BEN, GUILD, MAX, MIA, Server, at, flagged};

fn numbers(cases: Vec<Case>) -> Vec<i64> {
    cases.into_iter().map(|case| case.number.0).collect()
}

#[tokio::test]
async fn the_queue_shows_a_selection_of_the_open_cases_and_counts_them() {
    let server = Server::set_up().await;
    let mut cases = Vec::new();
    for second in [10, 20, 30, 40, 50] {
        cases.push(server.open(flagged(second, ANA, "It fails")).await);
    }
    server.act(&cases[1], Action::Claim, at(100)).await;
    server.act(&cases[2], Action::Snooze { until: at(1_000) }, at(110)).await;
    server.act(&cases[3], Action::Close(CloseReason::Solved.into()), at(120)).await;
    server.act(&cases[4], Action::Assign(MIA), at(130)).await;

    let queue = async |selection, limit, offset| {
        let part = server.read(async move |reader| {
            let query = QueueQuery { selection, priority: None, waiting_first_before: at(0) };
            let length = reader.queue_length(GUILD, query).await?;
            Ok((numbers(reader.queue(GUILD, query, limit, offset).await?), length))
        });
        part.await
    };
    assert_eq!(queue(Selection::All, 10, 0).await, (vec![1, 2, 5, 3], 4));
    assert_eq!(queue(Selection::All, 2, 1).await, (vec![2, 5], 4));
    assert_eq!(queue(Selection::Waiting, 10, 0).await, (vec![1, 2, 5], 3));
    assert_eq!(queue(Selection::Unclaimed, 10, 0).await, (vec![1], 1));
    assert_eq!(queue(Selection::Mine(MAX), 10, 0).await, (vec![2], 1));
    assert_eq!(queue(Selection::Mine(BEN), 10, 0).await, (vec![], 0));
    let counts = server.read(async |reader| reader.queue_counts(GUILD).await).await;
    assert_eq!(
        counts,
        Counts { waiting: 3, promised: 0, unclaimed: 1, on_hold: 0, with_customers: 0 }
    );
    server.close().await;
}

#[tokio::test]
async fn a_member_sees_their_own_cases_the_open_ones_first() {
    let server = Server::set_up().await;
    let mut cases = Vec::new();
    for (second, person) in [(10, ANA), (20, BEN), (30, ANA), (40, ANA)] {
        cases.push(server.open(flagged(second, person, "It fails")).await);
    }
    server.act(&cases[3], Action::Close(CloseReason::Solved.into()), at(100)).await;
    let own = async |person: UserId, limit, offset| {
        let part = server.read(async move |reader| {
            let count = reader.case_count_of(GUILD, person).await?;
            Ok((numbers(reader.cases_of(GUILD, person, limit, offset).await?), count))
        });
        part.await
    };
    assert_eq!(own(ANA, 10, 0).await, (vec![3, 1, 4], 3));
    assert_eq!(own(ANA, 1, 1).await, (vec![1], 3));
    assert_eq!(own(MAX, 10, 0).await, (vec![], 0));
    server.close().await;
}
