//! What can be done from the card of a case, besides its most common buttons.

use chrono::TimeDelta;

use crate::scene::{Scene, card, last_answer, opening, reads, team_thread, thread};

/// A case of ana that max has claimed.
async fn claimed() -> Scene {
    let scene = Scene::open().await;
    scene.ana.opens_case("The export fails\nSince this morning, with error 500.").await;
    scene.max.clicks(card(1), "Claim").await;
    scene
}

#[tokio::test]
async fn a_card_is_short_and_says_nothing_twice() {
    let scene = claimed().await;
    let Scene { max, .. } = &scene;
    max.runs("/tag name:export case:1").await;
    scene.advance_clock(TimeDelta::minutes(5));
    reads!(max, card(1), @"");
    scene.close().await;
}

#[tokio::test]
async fn the_assignee_is_asked_by_whoever_wants_to_take_over() {
    let scene = claimed().await;
    let Scene { max, mia, .. } = &scene;
    reads!(mia.clicks(card(1), "Take over"), @"");
    reads!(max, team_thread(1), @"");
    reads!(max.clicks(card(1), "Take over"), @"");
    max.clicks(team_thread(1), "Hand over").await;
    reads!(scene.case(1), @"");
    scene.close().await;
}

#[tokio::test]
async fn a_lead_takes_over_at_once() {
    let scene = claimed().await;
    let Scene { max, lea, .. } = &scene;
    reads!(lea.clicks(card(1), "Take over"), @"");
    reads!(max, team_thread(1), @"");
    reads!(scene.case(1), @"");
    scene.close().await;
}

#[tokio::test]
async fn a_note_is_written_from_the_card() {
    let scene = claimed().await;
    let Scene { ana, max, mia, .. } = &scene;
    let form = max.chooses(card(1), "More…", &["Add a note…"]).await.form();
    reads!(max.submits(&form, &[("Note", "She is on the old plan")]), @"");
    reads!(mia, team_thread(1), @"");
    assert!(!ana.sees(thread(1)).await.contains("old plan"));
    scene.close().await;
}

#[tokio::test]
async fn a_saved_reply_is_chosen_from_the_card_and_seen_before_it_is_sent() {
    let scene = claimed().await;
    let Scene { ana, max, lea, .. } = &scene;
    reads!(max.chooses(card(1), "More…", &["Saved reply…"]), @"");
    lea.runs("/snippet add name:logs text:Please send the log, {customer}.").await;
    reads!(max.chooses(card(1), "More…", &["Saved reply…"]), @"");
    reads!(max.chooses(last_answer(), "Choose a saved reply", &["logs"]), @"");
    reads!(max.clicks(last_answer(), "Send"), @"");
    reads!(ana, thread(1), @"");
    scene.close().await;
}

#[tokio::test]
async fn a_case_is_sorted_snoozed_and_released_from_its_card() {
    let scene = claimed().await;
    let Scene { max, mia, .. } = &scene;
    reads!(max.chooses(card(1), "More…", &["Priority: urgent"]), @"");
    let form = max.chooses(card(1), "More…", &["Snooze…"]).await.form();
    reads!(max.submits(&form, &[("For how long", "soon")]), @"");
    let form = max.chooses(card(1), "More…", &["Snooze…"]).await.form();
    reads!(max.submits(&form, &[("For how long", "4h")]), @"");
    reads!(mia.chooses(card(1), "More…", &["Release"]), @"");
    reads!(max.chooses(card(1), "More…", &["Release"]), @"");
    reads!(scene.case(1), @"");
    scene.close().await;
}

#[tokio::test]
async fn what_a_card_offers_is_for_agents_alone() {
    let scene = claimed().await;
    let Scene { ana, ben, .. } = &scene;
    let opening = ana.message(&opening(1)).await;
    let mut told = Vec::new();
    for name in ["release", "take-over", "note", "snooze", "pick-reply"] {
        scene.replace_buttons(opening, &format!("v1:{name}:1"));
        told.push(ben.clicks(opening, "Old").await.to_string());
    }
    told.dedup();
    reads!(async { told.join("\n") }, @"");
    scene.close().await;
}
