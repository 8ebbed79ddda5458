//! What people take back, by deleting or editing their messages, is taken back in every copy that
//! the bot made of it.

use chrono::TimeDelta;
use sandbox::Snowflake;

use crate::{
    database_dump::tables_that_hold,
    privacy::life::shown,
    scene::{Scene, report, thread},
};

/// Words that nobody else would write: of the question, of its file, and of a message in the thread.
const ASKED: &str = "quokka";
const FILE: &str = "wombat";
const SAID: &str = "numbat";

const NOWHERE: [String; 0] = [];

/// Checks that no message, no thread's name and no table of the bot contains a word. The search index
/// is rewritten once an hour.
async fn is_nowhere(scene: &Scene, word: &str) {
    assert_eq!(shown(scene, word), NOWHERE, "in Discord");
    scene.advance_and_run_due(TimeDelta::hours(1)).await;
    assert_eq!(tables_that_hold(&scene.database, word).await, NOWHERE, "in the database");
}

/// A question that a rule offers and that an agent then opens as a case, with a team's thread. All
/// that can be copied of it is.
async fn asked() -> (Scene, Snowflake) {
    let scene = Scene::open().await;
    let Scene { ana, max, lea, .. } = &scene;
    lea.runs("/rule add name:exports pattern:export action:ask").await;
    let text = format!("The {ASKED} export fails");
    let file = format!("{FILE}.txt");
    let files = [(file.as_str(), FILE.as_bytes())];
    let question = ana.writes_with_files("help", &text, &files).await;
    max.flags(question).await;
    max.runs("/note text:We know this case:1").await;
    (scene, question)
}

/// The same after more was said in the thread and the case was escalated, with words that do not
/// fit into the report.
async fn reported() -> (Scene, Snowflake, [Snowflake; 2]) {
    let (scene, question) = asked().await;
    let Scene { ana, max, .. } = &scene;
    let long = format!("{SAID} again and again. ").repeat(80);
    let said = [ana.writes(thread(1), &long).await, ana.writes(thread(1), &long).await];
    // What remains of the long texts is posted again, in the thread that is there.
    scene.expect_refusal(400, 160_004);
    let form = max.runs("/escalate case:1").await.form();
    max.submits(&form, &[("What happened instead", "It stops at 80 %")]).await;
    (scene, question, said)
}

#[tokio::test]
async fn a_deleted_question_and_its_files_are_deleted_everywhere() {
    let (scene, question, _) = reported().await;
    let Scene { ana, dora, .. } = &scene;
    assert!(shown(&scene, ASKED).len() >= 5 && shown(&scene, FILE).len() == 1);
    ana.deletes(question).await;
    is_nowhere(&scene, ASKED).await;
    is_nowhere(&scene, FILE).await;
    let report = dora.sees(report(1)).await;
    assert!(report.contains(SAID) && report.contains("at 80 %"), "{report}");
    scene.close().await;
}

#[tokio::test]
async fn an_edited_question_is_changed_everywhere_and_keeps_its_files() {
    let (scene, question, _) = reported().await;
    let Scene { ana, dora, .. } = &scene;
    ana.edits(question, "The import fails").await;
    is_nowhere(&scene, ASKED).await;
    let report = dora.sees(report(1)).await;
    assert!(report.contains("The import fails") && report.contains(FILE), "{report}");
    scene.close().await;
}

#[tokio::test]
async fn deleted_messages_of_a_thread_are_deleted_everywhere() {
    let (scene, _, said) = reported().await;
    for message in said {
        scene.ana.deletes(message).await;
    }
    is_nowhere(&scene, SAID).await;
    assert!(scene.dora.sees(report(1)).await.contains(ASKED), "the question is still there");
    scene.close().await;
}

#[tokio::test]
async fn edited_messages_of_a_thread_are_changed_everywhere() {
    let (scene, _, said) = reported().await;
    for message in said {
        scene.ana.edits(message, "Since Monday").await;
    }
    is_nowhere(&scene, SAID).await;
    assert!(scene.dora.sees(report(1)).await.contains("Since Monday"));
    scene.close().await;
}

#[tokio::test]
async fn a_question_of_a_closed_case_is_deleted_everywhere() {
    let (scene, question, _) = reported().await;
    scene.expect_refusal(400, 50_083);
    scene.max.runs("/close case:1").await;
    scene.ana.deletes(question).await;
    is_nowhere(&scene, ASKED).await;
    is_nowhere(&scene, FILE).await;
    assert!(scene.is_put_away(question));
    scene.close().await;
}

#[tokio::test]
async fn an_offer_that_nobody_took_follows_its_message() {
    let scene = Scene::open().await;
    let Scene { ana, max, lea, .. } = &scene;
    lea.runs("/rule add name:animals pattern:zoo action:ask").await;
    let message = ana.writes("help", &format!("A {ASKED} from the zoo")).await;
    ana.edits(message, &format!("A {SAID} from the zoo")).await;
    is_nowhere(&scene, ASKED).await;
    assert_eq!(shown(&scene, SAID).len(), 1);
    ana.deletes(message).await;
    is_nowhere(&scene, SAID).await;
    let offer = max.sees(max.message(&"desk".into()).await).await;
    insta::assert_snapshot!(offer, @"Switchboard: The rule “animals” found a message by @ana in #help. The message has been deleted since, so there is nothing left to do. (edited)");
    scene.close().await;
}
