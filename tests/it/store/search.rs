//! Searches, on either index.

use switchboard::{
    domain::{Action, CloseReason, Hit, Search, Side, Tag},
    store::NewMessage,
};

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

async fn search(server: &Server, typed: &'static str, limit: i64) -> Vec<Hit> {
    let search = Search::parse(typed).expect("a search");
    server.read(async move |reader| reader.search(GUILD, &search, limit).await).await
}

#[tokio::test]
async fn cases_are_found_by_words_texts_tags_people_and_status() {
    let server = two_cases().await;
    let found = async |typed| {
        let hits = search(&server, typed, 10).await;
        hits.into_iter().map(|hit| hit.case.0).collect::<Vec<_>>()
    };
    assert_eq!(found("export").await, [2, 1], "the newest first, and words by their beginning");
    assert_eq!(found("export fails").await, [1]);
    assert_eq!(found("\"E-42/b\"").await, [1]);
    assert_eq!(found("\"E-42/c\"").await, [0; 0]);
    assert_eq!(found("#billing").await, [1]);
    assert_eq!(found("<@51>").await, [2]);
    assert_eq!(found("is:open export").await, [1]);
    assert_eq!(found("is:closed export").await, [2]);
    assert_eq!(found("answer").await, [1]);
    server.close().await;
}

#[tokio::test]
async fn a_hit_has_the_question_and_what_was_said_in_the_order_of_the_messages() {
    let server = two_cases().await;
    assert_eq!(search(&server, "export", 1).await.len(), 1, "no more than asked for");
    let hit = search(&server, "answer", 10).await.remove(0);
    assert_eq!(hit.said, "first answer\nsecond answer");
    assert_eq!(hit.question, "The export fails with E-42/b");
    server.close().await;
}

#[tokio::test]
async fn a_word_that_was_taken_out_is_found_no_longer() {
    let server = Server::set_up().await;
    let case = server.open(flagged(10, ANA, "The zebra fails")).await;
    server.store.index().await.expect("the index is current");
    let zebras = async || {
        let search = Search::parse("zebra").expect("a search");
        server.read(async move |reader| reader.search(GUILD, &search, 10).await).await.len()
    };
    assert_eq!(zebras().await, 1);
    server.write(async move |tx| tx.forget_question(&case).await).await;
    assert_eq!(zebras().await, 0);
    server.store.scrub().await.expect("the files are clean");
    assert_eq!(crate::database_dump::files_that_hold(&server.database, "zebra"), [""; 0]);
    server.close().await;
}
