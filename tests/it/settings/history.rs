//! `/setup-history`: who changed what in the settings, rules, saved replies and bridges.

use chrono::TimeDelta;

use crate::scene::{Scene, last_answer, reads};

#[tokio::test]
async fn leads_read_who_changed_what() {
    let scene = Scene::open().await;
    scene.expect_refusal(404, 10_013);
    let Scene { lea, olaf, max, .. } = &scene;
    let later = || scene.advance_clock(TimeDelta::minutes(1));
    olaf.runs("/setup mode:private close_after:2d follow_up:7d").await;
    later();
    lea.runs("/rule add name:crashes pattern:crash").await;
    later();
    lea.runs("/snippet add name:update text:Please update first.").await;
    later();
    lea.runs("/bridge add name:Matrix source:123456789012345678").await;
    later();
    lea.runs("/snippet remove name:update").await;
    reads!(lea.runs("/setup-history"), @"
    Changes to settings, rules, saved replies, bridges and teams, newest first
    │ 2 March 2026 09:04 · @lea removed the saved reply “update”
    │ 2 March 2026 09:03 · @lea added the bridge “Matrix”
    │ 2 March 2026 09:02 · @lea added the saved reply “update”
    │ 2 March 2026 09:01 · @lea added the rule “crashes”
    │ 2 March 2026 09:00 · @olaf changed the settings: `close_after` 3 days → 2 days, `follow_up` 7 days, `mode` public → private
    │ 2 March 2026 09:00 · @olaf changed the settings: `help` #help, `desk` #desk, `developers` #developers, `agents` @Agents, `devs` @Developers, `leads` @Leads, `flag_emoji` 🎫, `close_after` 3 days, `answer_claims` yes, `send_bug_news` no, `bug_updates` 7 days, `waiting_first` 1 day, `one_case_within` 30 minutes, `mode` public, `keep_texts` 180 days, `language` English, `ask_panel` no
    ");
    reads!(max.runs("/setup-history"), @"Only leads can do this, so ask one of them or someone with Manage Server.");
    scene.close().await;
}

#[tokio::test]
async fn what_changes_nothing_is_not_in_the_history() {
    let scene = Scene::open().await;
    let Scene { lea, olaf, .. } = &scene;
    let before = lea.runs("/setup-history").await.to_string();
    olaf.runs("/setup mode:public").await;
    lea.runs("/rule remove name:nothing").await;
    assert_eq!(lea.runs("/setup-history").await.to_string(), before);
    scene.close().await;
}

#[tokio::test]
async fn a_rule_that_is_edited_in_a_form_is_in_the_history() {
    let scene = Scene::open().await;
    let Scene { lea, .. } = &scene;
    lea.runs("/rule add name:crashes pattern:crash").await;
    let form = lea.runs("/rule edit name:crashes").await.form();
    lea.submits(&form, &[("Name", "faults")]).await;
    reads!(lea.runs("/setup-history"), @"
    Changes to settings, rules, saved replies, bridges and teams, newest first
    │ 2 March 2026 09:00 · @lea edited the rule “faults”
    │ 2 March 2026 09:00 · @lea added the rule “crashes”
    │ 2 March 2026 09:00 · @olaf changed the settings: `help` #help, `desk` #desk, `developers` #developers, `agents` @Agents, `devs` @Developers, `leads` @Leads, `flag_emoji` 🎫, `close_after` 3 days, `answer_claims` yes, `send_bug_news` no, `bug_updates` 7 days, `waiting_first` 1 day, `one_case_within` 30 minutes, `mode` public, `keep_texts` 180 days, `language` English, `ask_panel` no
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_long_history_has_pages() {
    let scene = Scene::open().await;
    let Scene { lea, olaf, .. } = &scene;
    for hours in 1..=11 {
        olaf.runs(&format!("/setup close_after:{hours}h")).await;
    }
    let page = lea.runs("/setup-history").await;
    assert!(page.contains("page 1 of 2") && page.contains("10 hours → 11 hours"), "{page}");
    lea.clicks(last_answer(), "Next").await;
    let next = lea.sees(last_answer()).await;
    assert!(next.contains("page 2 of 2"), "{next}");
    scene.close().await;
}

#[tokio::test]
async fn each_server_has_a_history_of_its_own() {
    let scene = Scene::two_servers().await;
    let Scene { lea, olaf, .. } = &scene;
    olaf.on("Harbour").runs("/setup close_after:9h").await;
    let lantern = lea.runs("/setup-history").await;
    assert!(!lantern.contains("9 hours"), "{lantern}");
    let harbour = olaf.on("Harbour").runs("/setup-history").await;
    assert!(harbour.contains("3 days → 9 hours"), "{harbour}");
    scene.close().await;
}
