//! What was said in a case's thread, and its files.

use switchboard::{
    domain::{Case, CaseNumber, MessageId, NewFile, SaidMessage, Side, UserId, id},
    store::{NewMessage, Saved},
};

use crate::store::server::{ANA, GUILD, MAX, Server, at, flagged, message};

fn said(case: &Case, second: i64, author: UserId, text: &str) -> NewMessage {
    NewMessage {
        guest: None,
        guild: GUILD,
        case: case.number,
        message: message(second),
        channel: None,
        author,
        side: if author == case.requester { Side::Customer } else { Side::Agent },
        content: Some(text.to_owned()),
        wants_an_answer: author == case.requester,
        sent_at: at(second),
        edited_at: None,
    }
}

async fn keep(server: &Server, new: NewMessage) -> Saved {
    server.write(async move |tx| tx.keep_message(&new).await).await
}

#[tokio::test]
async fn of_each_message_the_newest_version_is_kept_whatever_comes_first() {
    let server = Server::set_up().await;
    let case = server.open(flagged(10, ANA, "It fails")).await;
    let first = said(&case, 20, ANA, "every day");
    let edited = NewMessage {
        content: Some("every night".to_owned()),
        edited_at: Some(at(25)),
        ..first.clone()
    };
    assert_eq!(keep(&server, said(&case, 30, MAX, "We look into it")).await, Saved::New);
    assert_eq!(keep(&server, edited.clone()).await, Saved::New);
    assert_eq!(keep(&server, first).await, Saved::Stale);
    assert_eq!(keep(&server, edited.clone()).await, Saved::Stale);
    let again = NewMessage { edited_at: Some(at(26)), content: None, ..edited };
    assert_eq!(keep(&server, again).await, Saved::Changed);

    let number = case.number;
    let messages = server.read(async move |reader| reader.messages(GUILD, number).await).await;
    let expected = |second, author, content: Option<&str>, edited| SaidMessage {
        guest: None,
        message: message(second),
        channel: None,
        author,
        side: if author == ANA { Side::Customer } else { Side::Agent },
        content: content.map(str::to_owned),
        sent_at: at(second),
        edited,
        deleted: false,
    };
    assert_eq!(
        messages,
        [expected(20, ANA, None, true), expected(30, MAX, Some("We look into it"), false)]
    );
    let kept = server.read(async move |reader| reader.kept_messages(GUILD, number).await).await;
    assert_eq!(
        kept.into_iter().collect::<Vec<_>>(),
        [(message(20), Some(at(26))), (message(30), None)]
    );
    server.close().await;
}

#[tokio::test]
async fn whose_turn_it_is_follows_from_what_is_kept() {
    let server = Server::set_up().await;
    let case = server.open(flagged(10, ANA, "It fails")).await;
    let turn = async || {
        let case = case.clone();
        server.read(async move |reader| reader.turn(&case).await).await
    };
    assert_eq!((turn().await.waiting_since, turn().await.first_answer_at), (Some(at(10)), None));
    keep(&server, said(&case, 20, MAX, "We look into it")).await;
    assert_eq!((turn().await.waiting_since, turn().await.first_answer_at), (None, Some(at(20))));
    keep(&server, said(&case, 30, ANA, "And now?")).await;
    assert_eq!(turn().await.waiting_since, Some(at(30)));

    let words = async |second| {
        let case = case.clone();
        server.read(async move |reader| reader.customers_words(&case, at(second)).await).await
    };
    assert_eq!(words(29).await, "It fails");
    assert_eq!(words(30).await, "It fails\n\nAnd now?");

    let forget =
        async || server.write(async |tx| tx.forget_message(GUILD, message(30), at(31)).await).await;
    assert_eq!((forget().await, forget().await), (true, false));
    assert_eq!(turn().await.waiting_since, None);
    let of_words = async |second| {
        server
            .read(async move |reader| reader.cases_with_message(GUILD, message(second)).await)
            .await
    };
    assert_eq!((of_words(30).await, of_words(40).await), (vec![case.number], vec![]));
    server.close().await;
}

#[tokio::test]
async fn files_are_kept_with_their_content_or_with_the_reason_why_not() {
    let server = Server::set_up().await;
    let case = server.open(flagged(10, ANA, "It fails")).await;
    let file = |second, content: Result<&[u8], &str>| NewFile {
        message: Some(message(10)),
        author: ANA,
        attachment: id::snowflake_at(at(second)),
        filename: format!("{second}.png"),
        content_type: Some("image/png".to_owned()),
        size: 3,
        content: content.map(<[u8]>::to_vec).map_err(str::to_owned),
    };
    let keep = async |case: CaseNumber, file: NewFile| {
        server.write(async move |tx| tx.keep_file(GUILD, case, &file).await).await;
    };
    keep(case.number, file(12, Err("too_large"))).await;
    keep(case.number, file(11, Ok(b"png"))).await;
    keep(CaseNumber(9), file(13, Ok(b"png"))).await;
    let number = case.number;
    let files = server.read(async move |reader| reader.files(GUILD, number).await).await;
    let files: Vec<_> = files
        .iter()
        .map(|file| (file.filename.as_str(), file.size, file.missing.as_deref()))
        .collect();
    assert_eq!(files, [("11.png", 3, None), ("12.png", 3, Some("too_large"))]);
    let content = async |second| {
        let attachment = id::snowflake_at(at(second));
        server.read(async move |reader| reader.file_content(GUILD, attachment).await).await
    };
    assert_eq!(content(11).await.as_deref(), Some(&b"png"[..]));
    assert_eq!((content(12).await, content(13).await), (None, None));
    keep(case.number, file(12, Ok(b"new"))).await;
    assert_eq!(content(12).await.as_deref(), Some(&b"new"[..]));
    assert_eq!(MessageId(id::snowflake_at(at(12))), message(12));
    server.close().await;
}
