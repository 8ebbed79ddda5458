//! What is kept of a person, what they get of it, and how it is erased.

use chrono::TimeDelta;
use serde_json::Value;
use switchboard::{
    domain::{
        Action, Case, Cause, CloseReason, Effect, Fact, FactKind, NewFile, Notice, OwnTexts,
        PublicText, Settings, Side, Title, UserId, notice::Public,
    },
    store::{Export, NewMessage, OwnPart},
};

use crate::{
    database_dump::tables_that_hold,
    store::server::{ANA, BEN, GUILD, MAX, Server, at, flagged, message, settings},
};

/// A case in which each text of Ana's contains "zebra".
async fn case_of_zebras(server: &Server) -> Case {
    let case = server.open(flagged(10, ANA, "The zebra fails")).await;
    let (before, number) = (case.clone(), case.number);
    server
        .write(async move |tx| {
            tx.keep_message(&NewMessage {
                guest: None,
                guild: GUILD,
                case: number,
                message: message(20),
                channel: None,
                author: ANA,
                side: Side::Customer,
                content: Some("the zebra again".to_owned()),
                wants_an_answer: true,
                sent_at: at(20),
                edited_at: None,
            })
            .await?;
            let file = NewFile {
                message: Some(message(10)),
                author: ANA,
                attachment: message(11).0,
                filename: "zebra.png".to_owned(),
                content_type: None,
                size: 5,
                content: Ok(b"zebra".to_vec()),
            };
            tx.keep_file(GUILD, number, &file).await?;
            tx.add_rating(&before, 1, 3, Some(MAX), at(30)).await?;
            tx.comment_rating(GUILD, number, 1, "zebras everywhere").await?;
            let text = PublicText::typed("text", "A zebra?")?;
            let reply = Notice::Public(Public::Reply {
                by: ANA,
                snippet: "zoo".to_owned(),
                text,
                question: None,
            });
            tx.add_posts(GUILD, number, &[reply], at(40)).await?;
            let offer = Effect::Offer {
                name: None,
                channel: 1,
                message: message(50).0,
                author: ANA.0,
                rule: "animals".to_owned(),
                excerpt: Some("zebra".to_owned()),
                end: None,
            };
            tx.enqueue(GUILD, &[offer], at(50)).await.map(drop)
        })
        .await;
    case
}

#[tokio::test]
async fn all_texts_of_a_person_are_counted_and_erased() {
    let server = Server::set_up().await;
    let case = case_of_zebras(&server).await;
    server.open(flagged(60, BEN, "The lion fails")).await;
    let own =
        async |person| server.read(async move |reader| reader.own_texts(GUILD, person).await).await;
    let texts = OwnTexts {
        questions: 1,
        messages: 1,
        files: 1,
        comments: 1,
        reports: 0,
        posts: 1,
        offers: 1,
    };
    assert_eq!(own(ANA).await, texts);
    assert_eq!(own(MAX).await, OwnTexts::default());
    assert!(!tables_that_hold(&server.database, "zebra").await.is_empty());

    let erased = server.write(async |tx| tx.erase_person(GUILD, ANA, at(100)).await).await;
    assert_eq!(erased.texts, texts);
    assert_eq!(erased.cases.into_iter().collect::<Vec<_>>(), [case.number]);
    assert_eq!(own(ANA).await, OwnTexts::default());
    assert_eq!(tables_that_hold(&server.database, "zebra").await, [""; 0]);
    assert_eq!(server.case(&case).await.title, Title::erased());
    assert_eq!(own(BEN).await.questions, 1);

    let may = async |second| {
        server.read(async move |reader| reader.may_keep(GUILD, ANA, at(second)).await).await
    };
    assert_eq!((may(100).await, may(101).await), (false, true), "nothing older comes back");
    server.close().await;
}

#[tokio::test]
async fn the_texts_of_a_closed_case_are_erased_when_they_are_old() {
    let server = Server::set_up().await;
    let day = TimeDelta::days(1);
    let kept_for_a_day = Settings { keep_texts: day, ..settings(GUILD) };
    server.write(async move |tx| tx.save_settings(&kept_for_a_day).await).await;
    let case = case_of_zebras(&server).await;
    server.open(flagged(60, BEN, "The lion fails")).await;
    server.act(&case, Action::Close(CloseReason::Solved.into()), at(100)).await;
    let due =
        async |now| server.read(async move |reader| reader.expired_cases(now, 10).await).await;
    assert_eq!(due(at(99) + day).await, []);
    assert_eq!(due(at(100) + day).await, [(GUILD, case.number)]);

    let number = case.number;
    let erase_expired =
        async |now| server.write(async move |tx| tx.erase_expired(GUILD, number, now).await).await;
    assert!(erase_expired(at(99) + day).await.cases.is_empty(), "it is not due");
    let erased = erase_expired(at(100) + day).await;
    assert_eq!(erased.cases.into_iter().collect::<Vec<_>>(), [number]);
    assert_eq!(due(at(100) + day).await, []);
    let holding = tables_that_hold(&server.database, "zebra").await;
    assert!(holding.iter().all(|column| column.starts_with("outbox")), "{holding:?}");
    server.close().await;
}

#[tokio::test]
async fn a_person_gets_all_that_is_kept_of_them_a_page_at_a_time() {
    let server = Server::set_up().await;
    let case = case_of_zebras(&server).await;
    server.act(&case, Action::Close(CloseReason::Solved.into()), at(100)).await;
    let page = async |person: UserId, part| {
        server
            .read(async move |reader| reader.own_page(GUILD, person, part, i64::MAX).await)
            .await
            .0
    };
    let text = |value: &Value, key: &str| value[key].as_str().unwrap_or_default().to_owned();
    assert_eq!(text(&page(ANA, OwnPart::Cases).await[0], "question"), "The zebra fails");
    assert_eq!(text(&page(ANA, OwnPart::Messages).await[0], "content"), "the zebra again");
    assert_eq!(text(&page(ANA, OwnPart::Ratings).await[0], "comment"), "zebras everywhere");
    assert_eq!(text(&page(ANA, OwnPart::Posts).await[0], "text"), "A zebra?");
    assert_eq!(page(ANA, OwnPart::Facts).await, [Value::Null; 0]);
    assert_eq!(text(&page(MAX, OwnPart::Facts).await[0], "kind"), "case_closed");
    assert_eq!(page(BEN, OwnPart::Cases).await, [Value::Null; 0]);
    server.close().await;
}

#[tokio::test]
async fn an_export_has_all_rows_of_a_server() {
    let server = Server::set_up().await;
    let case = case_of_zebras(&server).await;
    server.act(&case, Action::Claim, at(100)).await;
    let export =
        async |what| server.read(async move |reader| reader.export(GUILD, what, 0).await).await;
    let (cases, next) = export(Export::Cases).await;
    assert_eq!((cases.len(), next), (1, None));
    assert_eq!(cases[0]["title"], "The zebra fails");
    assert_eq!(export(Export::Bugs).await, (vec![], None));
    assert_eq!(export(Export::Events).await.0[0]["kind"], "case_claimed");
    let (messages, _) = export(Export::Messages).await;
    let contents: Vec<_> = messages.iter().map(|message| &message["content"]).collect();
    assert_eq!(contents, ["The zebra fails", "the zebra again"]);
    server.close().await;
}

#[tokio::test]
async fn a_server_in_which_messages_were_offered_is_known() {
    let server = Server::set_up().await;
    let has_offered = async || server.read(async |reader| reader.has_offered(GUILD).await).await;
    assert!(!has_offered().await);
    let kind = FactKind::MessageOffered {
        message: 7,
        channel: None,
        author: None,
        rule: "animals".to_owned(),
    };
    let fact = Fact { kind, case: None, bug: None, actor: None, at: at(10) };
    server
        .write(async move |tx| {
            tx.append(GUILD, &Cause::Message(message(7)), std::slice::from_ref(&fact)).await
        })
        .await;
    assert!(has_offered().await);
    server.close().await;
}
