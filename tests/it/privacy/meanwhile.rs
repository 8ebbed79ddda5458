//! What people take back at the very moment in which the bot stores it.

use std::time::Duration;

use chrono::TimeDelta;
use sandbox::{Snowflake, fault::Trouble};

use crate::{
    bugs::notice::reported,
    delivery::repeats::Stall,
    privacy::taking_back::is_nowhere,
    scene::{Scene, reads, report, thread},
};

/// A word that nobody else would write.
const WORD: &str = "quokka";

/// How long the database takes no changes: what is written and taken back in that time is stored
/// after both are known.
const STALL: Duration = Duration::from_millis(500);

/// A developer's question about bug 1 in the team's thread of ana's case, and its message.
pub async fn questioned() -> (Scene, Snowflake) {
    let scene = reported().await;
    let Scene { max, dora, .. } = &scene;
    let form = dora.clicks(report(1), "Need info").await.form();
    dora.submits(&form, &[("What do you need to know?", "Which browser?")]).await;
    let question = max.client.last_message("#1 · team").expect("the question");
    (scene, question)
}

/// The same after max passed it on to ana, and the thread of her case.
pub async fn passed_on() -> (Scene, Snowflake) {
    let (scene, question) = questioned().await;
    let form = scene.max.clicks(question, "Ask the customer").await.form();
    scene.max.submits(&form, &[("Message", "Which browser do you use?")]).await;
    let place = scene.ana.channel(thread(1)).await;
    (scene, place)
}

#[tokio::test]
async fn a_customers_answer_that_is_deleted_while_it_is_stored_reaches_no_developer() {
    let (scene, place) = passed_on().await;
    let Scene { ana, dora, .. } = &scene;
    let stall = Stall::begin(&scene).await;
    let answer = ana.client.say(place, &format!("The {WORD} one")).expect("she may write");
    ana.client.delete(answer).expect("it is hers");
    stall.end_after(STALL).await;
    scene.idle().await;
    is_nowhere(&scene, WORD).await;
    // On Postgres the deletion may be stored first, and then there is no answer.
    let told = dora.sees(dora.channel(report(1)).await).await;
    assert_eq!(told.contains("@ana answered"), told.contains("(erased)"), "{told}");
    scene.close().await;
}

#[tokio::test]
async fn a_customers_answer_that_is_edited_while_it_is_stored_reaches_developers_as_it_is() {
    let (scene, place) = passed_on().await;
    let Scene { ana, dora, .. } = &scene;
    let stall = Stall::begin(&scene).await;
    let answer = ana.client.say(place, &format!("The {WORD} one")).expect("she may write");
    ana.client.edit(answer, "Firefox").expect("it is hers");
    stall.end_after(STALL).await;
    scene.idle().await;
    is_nowhere(&scene, WORD).await;
    let told = dora.sees(dora.channel(report(1)).await).await;
    assert!(told.contains("@ana answered") && told.contains("│ Firefox"), "{told}");
    scene.close().await;
}

#[tokio::test]
async fn an_agents_answer_that_is_taken_back_while_it_is_stored_reaches_no_developer() {
    let (scene, question) = questioned().await;
    let Scene { max, dora, .. } = &scene;
    let stall = Stall::begin(&scene).await;
    let text = format!("The {WORD} one");
    let deleted = max.client.reply(question, &text).expect("max may");
    let edited = max.client.reply(question, &text).expect("max may");
    max.client.delete(deleted).expect("it is his");
    max.client.edit(edited, "Firefox").expect("it is his");
    stall.end_after(STALL).await;
    scene.idle().await;
    is_nowhere(&scene, WORD).await;
    let told = dora.sees(dora.channel(report(1)).await).await;
    assert!(told.contains("│ (erased)") && told.contains("│ Firefox"), "{told}");
    scene.close().await;
}

#[tokio::test]
async fn a_reply_in_the_channel_that_is_taken_back_while_it_is_stored_is_in_no_case() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    let question = ana.opens_case("The export fails").await;
    max.runs("/claim case:1").await;
    let stall = Stall::begin(&scene).await;
    let text = format!("With the {WORD}");
    let deleted = ana.client.reply(question, &text).expect("she may");
    let edited = ana.client.reply(question, &text).expect("she may");
    ana.client.delete(deleted).expect("it is hers");
    ana.client.edit(edited, "With Firefox").expect("it is hers");
    stall.end_after(STALL).await;
    scene.idle().await;
    is_nowhere(&scene, WORD).await;
    reads!(max.runs("/find query:firefox"), @"
    **1 case** matches `firefox`
    │ [#1](thread 1) · The export fails — open, by @ana, assigned to @max · [card](card 1)
    │ > @ana: With **Firefox**
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_file_that_is_removed_while_it_is_fetched_stays_away_though_the_bot_starts_anew() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    ana.opens_case("The export fails").await;
    let place = ana.channel(thread(1)).await;
    scene.expect_refusal(503, 0);
    let (faults, fetch) = (scene.sandbox.faults(), "GET /attachments/{channel}/{file}/{name}");
    faults.plan_trouble(fetch, 0, Some(1), Trouble::Slow(STALL));
    faults.fail_before(fetch, 1, 503, 0);
    let (first, second) = (format!("{WORD}.pdf"), "error.png");
    let files: [(&str, &[u8]); 2] = [(&first, b"1"), (second, b"2")];
    let message = ana.client.say_with_files(place, "See these", &files).expect("she may");
    while faults.fired(fetch) == 0 {
        tokio::task::yield_now().await;
    }
    ana.client.remove_file(message, &first).expect("it is hers");
    scene.idle().await;
    scene.restart().await;
    scene.advance_and_run_due(TimeDelta::minutes(1)).await;
    is_nowhere(&scene, WORD).await;
    assert!(max.runs("/find query:error.png").await.contains("#1"));
    scene.close().await;
}
