//! What another team reads of a customer, and what stays of it.

use chrono::TimeDelta;
use switchboard::cli::export::What;

use crate::scene::{Scene, last_answer, reads, request, team_thread};

#[tokio::test]
async fn of_a_private_case_the_other_team_reads_the_number_alone() {
    let scene = Scene::with_teams(&["billing"]).await;
    let Scene { ana, caro, .. } = &scene;
    ana.runs("/ask question:My card number is 42 private:true").await;
    scene.ask("billing", 1, "Was it refunded?").await;
    reads!(caro, request(1), @"
    Switchboard: @billing · Request #1
      │ Was it refunded?
      │ Case: Private case #1
      │ Asked by: @max now
      │ Status: Not taken
      [Take] [Answer] [Withdraw]
      → pings: @billing
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_customer_has_what_was_asked_about_them_erased() {
    let scene = Scene::with_teams(&["billing"]).await;
    let Scene { ana, max, caro, .. } = &scene;
    ana.opens_case("I was charged twice").await;
    scene.ask("billing", 1, "Was ana refunded?").await;
    let form = caro.clicks(request(1), "Answer").await.form();
    caro.submits(&form, &[("Answer", "Yes, on ana's card")]).await;
    ana.runs("/forget-me").await;
    ana.clicks(last_answer(), "Delete what I wrote").await;
    reads!(caro, request(1), @"
    Switchboard: @billing · Request #1 (edited)
      │ (erased)
      │ Case: [#1](thread 1) · A question (erased)
      │ Asked by: @max now
      │ Status: Answered by @caro now
      │ **Answer**
      │ (erased)
    ");
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · A question (erased)
    Switchboard: @max asked **billing** something: request [#1](request 1).
    Switchboard: @max, @caro has answered request #1 (**billing**):
      > (erased) (edited)
    * Switchboard changed the name: #1 · team · A question (erased)
    ");
    scene.close().await;
}

#[tokio::test]
async fn what_was_asked_expires_with_the_texts_of_its_case() {
    let scene = Scene::with_teams(&["billing"]).await;
    let Scene { ana, max, caro, .. } = &scene;
    ana.opens_case("I was charged twice").await;
    scene.ask("billing", 1, "Was ana refunded?").await;
    max.runs("/close case:1").await;
    scene.advance_and_run_due(TimeDelta::days(181)).await;
    let shown = caro.sees(request(1)).await;
    assert!(shown.contains("(erased)") && !shown.contains("charged"), "{shown}");
    assert!(!shown.contains("refunded"), "{shown}");
    scene.close().await;
}

#[tokio::test]
async fn an_export_has_teams_and_requests_with_ids_as_text() {
    let scene = Scene::with_teams(&["billing"]).await;
    scene.ana.opens_case("I was charged twice").await;
    scene.ask("billing", 1, "Was it refunded?").await;
    let rows = scene.exported(What::Requests).await;
    let ids = ["guild_id", "channel_id", "role_id", "asked_by", "card_message_id"];
    assert!(ids.iter().all(|id| rows[0][id].is_string()), "{rows:?}");
    assert_eq!((&rows[0]["status"], &rows[0]["case_number"]), (&"open".into(), &1.into()));
    assert!(!format!("{rows:?}").contains("refunded"), "texts are not part of it");
    let teams = scene.exported(What::Teams).await;
    assert_eq!(teams[0]["name"], "billing");
    scene.close().await;
}
