//! What the bot says once, what customers say of it, and what falls due.

use std::slice;

use switchboard::domain::{
    Action, ChannelId, GuildId, Notice, PublicText, Rating, Reason, StoredNotice,
    notice::{Internal, InternalText, Public},
};

use crate::store::server::{ANA, GUILD, MAX, Server, at, flagged, message};

fn reply(text: &str) -> Notice {
    Notice::Public(Public::Reply {
        by: MAX,
        snippet: "hello".to_owned(),
        text: PublicText::typed("text", text).expect("a text"),
        question: None,
    })
}

fn note(text: &str) -> Notice {
    Notice::Internal(Internal::Note {
        by: MAX,
        text: InternalText::typed("text", text).expect("a text"),
    })
}

#[tokio::test]
async fn notices_stay_live_until_nothing_is_left_to_do() {
    let server = Server::set_up().await;
    let number = server.open(flagged(10, ANA, "It fails")).await.number;
    server
        .write(async move |tx| {
            tx.add_posts(GUILD, number, &[reply("Try again"), note("ask the billing team")], at(20))
                .await
        })
        .await;
    let live =
        async || server.read(async move |reader| reader.live_posts(GUILD, number).await).await;
    let [first, second] = <[StoredNotice; 2]>::try_from(live().await).expect("two");
    assert_eq!((&first.post, first.asked_at, first.posted), (&reply("Try again"), at(20), None));
    assert_eq!(second.post, note("ask the billing team"));

    let place = (ChannelId(3), message(21));
    server
        .write(async move |tx| tx.save_post(GUILD, first.id, place, Some(77), 2, false).await)
        .await;
    assert_eq!(live().await, slice::from_ref(&second));
    let all = server.read(async move |reader| reader.posts(GUILD, number).await).await;
    assert_eq!(
        (all.len(), all[0].posted, all[0].face, all[0].shown_revision),
        (2, Some(place), Some(77), 2)
    );

    // What cannot be said to the customer is given up, the team's note is not.
    server
        .write(async move |tx| tx.add_posts(GUILD, number, &[reply("Never mind")], at(30)).await)
        .await;
    let unsaid = live().await.last().expect("it is to be said").id;
    let why = Some(Reason::NoPlace);
    let given_up = why.clone();
    server.write(async move |tx| tx.drop_post(GUILD, unsaid, why.as_ref()).await).await;
    assert_eq!(live().await, vec![second]);
    let all = server.read(async move |reader| reader.posts(GUILD, number).await).await;
    assert_eq!(all[2].given_up, given_up);
    server.close().await;
}

#[tokio::test]
async fn each_solution_is_rated_once_and_may_be_commented() {
    let server = Server::set_up().await;
    let case = server.open(flagged(10, ANA, "It fails")).await;
    let rate = async |solution, score| {
        let case = case.clone();
        server
            .write(async move |tx| tx.add_rating(&case, solution, score, Some(MAX), at(20)).await)
            .await
    };
    let comment = async |solution| {
        let number = case.number;
        server
            .write(async move |tx| tx.comment_rating(GUILD, number, solution, "at once").await)
            .await
    };
    assert!(!comment(1).await, "there is no rating yet");
    assert!(rate(1, 2).await);
    assert!(!rate(1, 3).await);
    assert!(rate(2, 3).await);
    let rating = async || server.case(&case).await.rating;
    assert_eq!(rating().await, Some(Rating { solution: 2, score: 3, comment: None }));
    assert!(comment(2).await);
    let commented = Rating { solution: 2, score: 3, comment: Some("at once".to_owned()) };
    assert_eq!(rating().await, Some(commented));
    server.close().await;
}

#[tokio::test]
async fn cases_fall_due_the_earliest_first() {
    let server = Server::set_up().await;
    let first = server.open(flagged(10, ANA, "It fails")).await;
    let second = server.open(flagged(20, ANA, "It fails again")).await;
    server.open(flagged(30, ANA, "And again")).await;
    server.act(&first, Action::Snooze { until: at(2_000) }, at(40)).await;
    server.act(&second, Action::Snooze { until: at(1_000) }, at(50)).await;
    let due = async |second, limit| {
        server.read(async move |reader| reader.due_cases(&[GUILD], at(second), limit).await).await
    };
    assert_eq!(due(999, 10).await, []);
    assert_eq!(due(1_000, 10).await, [(GUILD, second.number)]);
    assert_eq!(due(2_000, 10).await, [(GUILD, second.number), (GUILD, first.number)]);
    assert_eq!(due(2_000, 1).await, [(GUILD, second.number)]);
    let elsewhere = [GuildId(GUILD.0 + 1)];
    let due = server.read(async move |reader| reader.due_cases(&elsewhere, at(2_000), 10).await);
    assert_eq!(due.await, []);
    server.close().await;
}
