//! `switchboard export`: rows with the names that were promised.

use chrono::TimeDelta;
use serde_json::{Value, json};
use switchboard::cli::export::What;

use crate::scene::{Scene, card, thread};

/// A case with a tag, a claim, messages of both sides, and a bug.
async fn escalated() -> Scene {
    let scene = Scene::open().await;
    let Scene { ana, max, mia, .. } = &scene;
    ana.opens_case("The export fails").await;
    max.runs("/claim case:1").await;
    max.runs("/tag name:export case:1").await;
    ana.writes(thread(1), "every day").await;
    mia.writes(thread(1), "We look into it").await;
    let form = max.runs("/escalate severity:critical case:1").await.form();
    max.submits(&form, &[("Actual result", "nothing")]).await;
    scene
}

/// Checks that a row has all these names.
fn has(row: &Value, names: &str) {
    for name in names.split_whitespace() {
        assert!(row.get(name).is_some(), "{name} is missing in {row}");
    }
}

#[tokio::test]
async fn cases_are_exported() {
    let scene = escalated().await;
    let cases = scene.exported(What::Cases).await;
    let [row] = &cases[..] else { panic!("{cases:?}") };
    has(row, "guild_id number status title requester_id assignee_id priority tags");
    has(row, "source_channel_id source_message_id thread_id card_message_id bug_numbers");
    has(row, "merged_into opened_at first_response_at solved_at closed_at reopened_count");
    assert_eq!(row["status"], "on_hold");
    assert_eq!(row["requester_id"], scene.ana.id().to_string());
    assert_eq!(row["assignee_id"], scene.max.id().to_string());
    assert_eq!(row["thread_id"], row["source_message_id"]);
    assert_eq!(row["card_message_id"], scene.max.message(&card(1)).await.to_string());
    assert_eq!((&row["tags"], &row["bug_numbers"]), (&json!(["export"]), &json!([1])));
    assert_eq!(row["first_response_at"], "2026-03-02T09:00:00Z");
    scene.close().await;
}

#[tokio::test]
async fn bugs_are_exported() {
    let scene = escalated().await;
    let bugs = scene.exported(What::Bugs).await;
    let [row] = &bugs[..] else { panic!("{bugs:?}") };
    has(row, "guild_id number title status severity case_numbers developer_id");
    has(row, "card_channel_id card_message_id shipped_version");
    assert_eq!((&row["severity"], &row["case_numbers"]), (&"critical".into(), &json!([1])));
    scene.close().await;
}

#[tokio::test]
async fn events_are_exported_in_their_order() {
    let scene = escalated().await;
    let events = scene.exported(What::Events).await;
    has(&events[0], "guild_id case_number bug_number kind actor_id at cause");
    let kinds: Vec<&str> = events.iter().filter_map(|event| event["kind"].as_str()).collect();
    let opened =
        ["settings_changed", "case_opened", "case_claimed", "case_tagged", "customer_wrote"];
    let escalated = ["agent_answered", "case_escalated", "bug_reported"];
    assert_eq!(kinds, [&opened[..], &escalated[..]].concat());
    scene.close().await;
}

#[tokio::test]
async fn messages_are_exported() {
    let scene = escalated().await;
    let messages = scene.exported(What::Messages).await;
    let said: Vec<&str> = messages.iter().filter_map(|row| row["content"].as_str()).collect();
    assert_eq!(said, ["The export fails", "every day", "We look into it"]);
    scene.close().await;
}

#[tokio::test]
async fn the_export_of_messages_begins_with_the_question_wherever_it_was_asked() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    ana.runs("/ask question:Where is my invoice? private:true").await;
    scene.advance_clock(TimeDelta::minutes(1));
    max.writes(thread(1), "In the portal").await;
    let question = ana.opens_case("The export fails").await;
    scene.advance_clock(TimeDelta::minutes(1));
    ana.edits(question, "The import fails").await;
    let messages = scene.exported(What::Messages).await;
    let rows = messages.iter().map(|row| {
        let [text, side] = ["content", "side"].map(|column| row[column].as_str().expect("text"));
        format!("{} {side}: {text}, edited: {}", row["case_number"], !row["edited_at"].is_null())
    });
    assert_eq!(
        rows.collect::<Vec<_>>(),
        [
            "1 customer: Where is my invoice?, edited: false",
            "1 agent: In the portal, edited: false",
            "2 customer: The import fails, edited: true",
        ]
    );
    assert!(messages[0]["message_id"].is_null() && messages[2]["message_id"].is_string());
    scene.close().await;
}

#[tokio::test]
async fn a_question_is_exported_with_the_time_at_which_it_was_written() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    let question = ana.writes("help", "The export fails").await;
    scene.advance_clock(TimeDelta::minutes(20));
    max.flags(question).await;
    ana.runs("/ask question:Where is my invoice?").await;
    let messages = scene.exported(What::Messages).await;
    let times: Vec<_> = messages.iter().map(|row| &row["sent_at"]).collect();
    assert_eq!(times, ["2026-03-02T09:00:00Z", "2026-03-02T09:20:00Z"]);
    scene.close().await;
}

#[tokio::test]
async fn the_ids_of_people_in_events_are_text() {
    let scene = escalated().await;
    scene.lea.runs("/assign agent:@mia case:1").await;
    let events = scene.exported(What::Events).await;
    let assigned = events.iter().find(|event| event["kind"] == "case_assigned");
    let detail = &assigned.expect("an assignment")["detail"];
    assert_eq!(detail["to"], scene.mia.id().to_string());
    assert_eq!(detail["from"], scene.max.id().to_string());
    scene.close().await;
}
