//! What is stored about people without an account.

use chrono::TimeDelta;
use sandbox::Snowflake;
use switchboard::cli::{erase, export::What};

use crate::{
    cases::bridges::{bridged, says},
    database_dump::tables_that_hold,
    privacy::life::shown,
    scene::{Scene, card},
};

const NOWHERE: [String; 0] = [];

/// Has a bridge delete a message in #help.
fn deletes(scene: &Scene, message: Snowflake) {
    scene.sandbox.change(|world| {
        let channel = world.channel_named("help").expect("#help").id;
        world.remove_message(channel, message);
    });
}

#[tokio::test]
async fn a_guests_deleted_words_are_taken_back() {
    let (scene, bridge) = bridged().await;
    let Scene { max, .. } = &scene;
    let question = says(&scene, &bridge, "weaver", "The import stops").await;
    max.flags(question).await;
    let more = says(&scene, &bridge, "weaver", "My password is hunter2").await;
    deletes(&scene, more);
    scene.idle().await;
    let said = scene.exported(What::Messages).await;
    let said: Vec<_> = said.iter().map(|row| (&row["author_name"], &row["content"])).collect();
    insta::assert_debug_snapshot!(said, @r#"
    [
        (
            String("weaver"),
            String("The import stops"),
        ),
    ]
    "#);
    scene.close().await;
}

#[tokio::test]
async fn an_erasure_by_the_number_of_a_guest_takes_their_name_too() {
    let (scene, bridge) = bridged().await;
    let Scene { max, .. } = &scene;
    let question = says(&scene, &bridge, "weaver", "The import stops").await;
    max.flags(question).await;
    says(&scene, &bridge, "weaver", "At 80 %").await;
    let id = scene.exported(What::Cases).await[0]["requester_id"].clone();
    let user = id.as_str().and_then(|id| id.parse().ok()).expect("an id");
    let arguments = erase::Arguments { user, guild: None };
    erase::run(&scene.database_url(), &arguments, scene.clock.clone(), &mut Vec::new())
        .await
        .expect("it is erased");
    scene.run_due().await;
    let card = max.sees(card(1)).await;
    assert!(card.contains("#1 · A question (erased)"), "{card}");
    assert!(card.contains("**(erased)**, through IRC"), "{card}");
    let said = scene.exported(What::Messages).await;
    let said: Vec<_> = said.iter().map(|row| (&row["author_name"], &row["content"])).collect();
    insta::assert_debug_snapshot!(said, @r#"
    [
        (
            Null,
            String(""),
        ),
        (
            Null,
            Null,
        ),
    ]
    "#);
    scene.close().await;
}

#[tokio::test]
async fn a_transcript_names_guests() {
    let (scene, bridge) = bridged().await;
    let Scene { max, .. } = &scene;
    let question = says(&scene, &bridge, "weaver", "The import stops").await;
    max.flags(question).await;
    says(&scene, &bridge, "weaver", "At 80 %").await;
    max.replies(question, "Thank you").await;
    let answer = max.runs("/case transcript case:1").await;
    let files = scene.files_of(&answer).await;
    let text = files.iter().find(|(name, _)| name.ends_with(".txt")).expect("a file");
    insta::assert_snapshot!(text.1, @"
    #1 · The import stops
    Asked by weaver, assigned to Max. Opened 2026-03-02 09:01 UTC, now pending.

    2026-03-02 09:01 UTC · weaver, customer
        The import stops

    2026-03-02 09:02 UTC · weaver, customer (in #help)
        At 80 %

    2026-03-02 09:02 UTC · Max, team (in #help)
        Thank you
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_guests_deleted_words_are_not_kept_as_a_banned_members_are() {
    let (scene, bridge) = bridged().await;
    let Scene { max, olaf, .. } = &scene;
    olaf.runs("/setup keep_banned:30d").await;
    let question = says(&scene, &bridge, "weaver", "The numbat import stops").await;
    max.flags(question).await;
    deletes(&scene, question);
    scene.idle().await;
    assert_eq!(tables_that_hold(&scene.database, "numbat").await, NOWHERE);
    assert!(!scene.exchanges().iter().any(|exchange| exchange.path.contains("/bans/")));
    scene.close().await;
}

#[tokio::test]
async fn what_a_guest_takes_back_while_the_bot_is_away_is_nowhere() {
    let (scene, bridge) = bridged().await;
    let Scene { lea, max, .. } = &scene;
    scene.expect_refusal(404, 10_008);
    lea.runs(r"/rule add name:orders pattern:order \d+ action:ask").await;
    let question = says(&scene, &bridge, "weaver", "The numbat import stops").await;
    max.flags(question).await;
    let said = says(&scene, &bridge, "weaver", "It is the wombat file").await;
    max.runs("/close case:1").await;
    let offered = says(&scene, &bridge, "loom", "Where is quokka order 77?").await;
    scene.reads_on_from_here().await;
    scene.stop().await;
    [question, said, offered].into_iter().for_each(|message| deletes(&scene, message));
    scene.start().await;
    scene.advance_and_run_due(TimeDelta::hours(1)).await;
    for word in ["numbat", "wombat", "quokka"] {
        assert_eq!(shown(&scene, word), NOWHERE, "in Discord");
        assert_eq!(tables_that_hold(&scene.database, word).await, NOWHERE, "in the database");
    }
    assert!(!max.sees("desk").await.contains("orders"), "the offer is gone");
    scene.close().await;
}
