//! Searches, on either index.

use chrono::TimeDelta;
use switchboard::domain::{Action, CloseReason, Match, Names, Search, Side, Tag};
use switchboard::store::NewMessage;

use crate::store::server::{ANA, BEN, GUILD, MAX, Server, at, flagged, message};

/// An open case of ana, in which max answered twice, and a closed one of ben; both are indexed.
async fn two_cases() -> Server {
    let server = Server::set_up().await;
    let first = server.open(flagged(10, ANA, "The export fails with E-42/b")).await;
    let second = server.open(flagged(20, BEN, "Exports are slow")).await;
    server.act(&first, Action::Tag(Tag::parse("billing").expect("a tag")), at(30)).await;
    server.act(&second, Action::Close(CloseReason::Solved.into()), at(40)).await;
    for (second, text) in [(60, "second answer"), (50, "first answer")] {
        let said = NewMessage {
            guest: None,
            guild: GUILD,
            case: first.number,
            message: message(second),
            channel: None,
            author: MAX,
            side: Side::Agent,
            content: Some(text.to_owned()),
            wants_an_answer: false,
            sent_at: at(second),
            edited_at: None,
        };
        server.write(async move |tx| tx.keep_message(&said).await).await;
    }
    server.store.index().await.expect("the index is current");
    server
}

async fn search(server: &Server, typed: &str, limit: usize) -> Vec<Match> {
    let search = Search::parse(typed).expect("a search");
    let query = search.by(MAX, at(1_000_000), &Names::default()).expect("a query");
    server.read(async move |reader| reader.search(GUILD, &query, limit).await).await
}

async fn found(server: &Server, typed: &str) -> Vec<i64> {
    search(server, typed, 10).await.into_iter().map(|found| found.case.0).collect()
}

#[tokio::test]
async fn cases_are_found_by_words_texts_tags_people_and_status() {
    let server = two_cases().await;
    for (typed, cases) in [
        ("export", &[1, 2][..]),
        ("expo", &[2, 1]),
        ("export fails", &[1]),
        ("\"E-42/b\"", &[1]),
        ("\"E-42/c\"", &[]),
        ("#billing", &[1]),
        ("<@51>", &[2]),
        ("is:open export", &[1]),
        ("is:closed export", &[2]),
        ("answer", &[1]),
    ] {
        assert_eq!(found(&server, typed).await, cases, "{typed}");
    }
    server.close().await;
}

#[tokio::test]
async fn a_document_has_the_question_and_what_was_said_in_the_order_of_the_messages() {
    let server = two_cases().await;
    assert_eq!(search(&server, "export", 1).await.len(), 1, "no more than asked for");
    let case = search(&server, "answer", 10).await.remove(0).case;
    let texts = server.read(async move |reader| reader.texts_of(GUILD, &[case]).await).await;
    let said: Vec<&str> = texts[0].said.iter().map(|said| said.text.as_str()).collect();
    assert_eq!(said, ["The export fails with E-42/b", "first answer", "second answer"]);
    server.close().await;
}

#[tokio::test]
async fn a_word_that_was_taken_out_is_found_no_longer() {
    let server = Server::set_up().await;
    let case = server.open(flagged(10, ANA, "The zebra fails")).await;
    server.store.index().await.expect("the index is current");
    assert_eq!(found(&server, "zebra").await, [1]);
    server.write(async move |tx| tx.forget_question(&case).await).await;
    assert_eq!(found(&server, "zebra").await, [0; 0]);
    server.store.index().await.expect("the index is current");
    assert_eq!(found(&server, "zebra").await, [0; 0]);
    server.store.scrub().await.expect("the files are clean");
    assert_eq!(crate::database_dump::files_that_hold(&server.database, "zebra"), [""; 0]);
    server.close().await;
}

#[tokio::test]
async fn an_index_of_another_version_is_made_anew_little_by_little() {
    let server = Server::set_up().await;
    server.store.index().await.expect("the index begins");
    for number in 1..=70 {
        let question = format!("Lamp {number} is dark");
        server.open(flagged(number * 10, ANA, &question)).await;
    }
    server.store.index().await.expect("the index is current");
    assert_eq!(found(&server, "lamp").await.len(), 10);
    crate::database_dump::execute(&server.database, "UPDATE case_index SET analysis = 0").await;
    // More than are written at once: the rest is written in the background.
    server.store.index().await.expect("the index begins");
    assert_eq!(found(&server, "lamp").await, [0; 0]);
    let progress = server.store.index_more().await.expect("more").expect("not all");
    assert_eq!((progress.done, progress.all, progress.percent()), (64, 70, 91));
    assert_eq!(found(&server, "lamp").await[..2], [70, 69], "the newest first");
    let new = server.open(flagged(5_000, ANA, "A new lamp")).await;
    server.store.index().await.expect("the index has what is new");
    assert_eq!(found(&server, "lamp").await[0], new.number.0);
    assert_eq!(server.store.index_more().await.expect("more"), None);
    assert_eq!(search(&server, "lamp", 100).await.len(), 71);
    server.close().await;
}

#[tokio::test]
async fn a_case_is_found_by_when_it_was_opened() {
    let server = Server::set_up().await;
    let first = server.open(flagged(10, ANA, "The lamp is dark")).await.opened_at;
    server.open(flagged(90_000, ANA, "The lamp is red")).await;
    let day = |time: chrono::DateTime<chrono::Utc>| time.format("%Y-%m-%d");
    let next = day(first + TimeDelta::days(1));
    server.store.index().await.expect("the index is current");
    assert_eq!(found(&server, &format!("lamp before:{next}")).await, [1]);
    assert_eq!(found(&server, &format!("lamp after:{next}")).await, [2]);
    assert_eq!(found(&server, "lamp after:2099-01-01").await, [0; 0]);
    assert_eq!(found(&server, &format!("after:{} before:{next}", day(first))).await, [1]);
    server.close().await;
}
