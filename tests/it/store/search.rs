//! Searches, on either index.

use switchboard::{
    domain::{Action, CloseReason, Search, Side, Tag},
    store::NewMessage,
};

use crate::store::server::{ANA, BEN, GUILD, MAX, Server, at, flagged, message};

#[tokio::test]
async fn cases_are_found_by_words_texts_tags_people_and_status() {
    let server = Server::set_up().await;
    let first = server.open(flagged(10, ANA, "The export fails with E-42/b")).await;
    let second = server.open(flagged(20, BEN, "Exports are slow")).await;
    server.act(&first, Action::Tag(Tag::parse("billing").expect("a tag")), at(30)).await;
    server.act(&second, Action::Close(CloseReason::Solved), at(40)).await;
    // What was said is in the order of the messages, whenever each was kept.
    for (second, text) in [(60, "second answer"), (50, "first answer")] {
        let said = NewMessage {
            guild: GUILD,
            case: first.number,
            message: message(second),
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

    let search = async |typed: &'static str, limit| {
        let search = Search::parse(typed).expect("a search");
        server.read(async move |reader| reader.search(GUILD, &search, limit).await).await
    };
    let found =
        async |typed| search(typed, 10).await.into_iter().map(|hit| hit.case.0).collect::<Vec<_>>();
    assert_eq!(found("export").await, [2, 1], "the newest first, and words by their beginning");
    assert_eq!(found("export fails").await, [1]);
    assert_eq!(found("\"E-42/b\"").await, [1]);
    assert_eq!(found("\"E-42/c\"").await, [0; 0]);
    assert_eq!(found("#billing").await, [1]);
    assert_eq!(found("<@51>").await, [2]);
    assert_eq!(found("is:open export").await, [1]);
    assert_eq!(found("is:closed export").await, [2]);
    assert_eq!(found("answer").await, [1]);
    assert_eq!(search("export", 1).await.len(), 1);
    let hit = search("answer", 10).await.remove(0);
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
