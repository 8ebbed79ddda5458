//! `/team`: which other teams agents can ask.

use crate::scene::{Scene, newest, reads};

#[tokio::test]
async fn a_lead_adds_another_team_and_removes_it_again() {
    let scene = Scene::with_teams(&["billing"]).await;
    let Scene { lea, max, .. } = &scene;
    reads!(max.runs("/team list"), @"
    Other teams, and what they still have to answer:
    │ **billing** · #billing · @billing
    ");
    reads!(lea.runs("/team remove name:Billing"), @"Removed **billing**. Its open requests stay, and its people can still answer them.");
    reads!(max.runs("/team list"), @"There are no other teams yet. Add one with `/team add`, and agents can ask it about a case.");
    reads!(lea.runs("/team add name:Billing channel:#billing role:@billing"), @"Added **billing**. Agents can ask it with `/escalate team:billing`. Its requests go to #billing, and people with @billing can take and answer them.");
    reads!(lea.runs("/setup-history"), @"
    Changes to settings, rules, saved replies, bridges and teams, newest first
    │ 2 March 2026 09:00 · @lea added the team “billing”
    │ 2 March 2026 09:00 · @lea removed the team “billing”
    │ 2 March 2026 09:00 · @lea added the team “billing”
    │ 2 March 2026 09:00 · @olaf changed the settings: `help` #help, `desk` #desk, `developers` #developers, `agents` @Agents, `devs` @Developers, `leads` @Leads, `flag_emoji` 🎫, `close_after` 3 days, `answer_claims` yes, `send_bug_news` no, `bug_updates` 7 days, `waiting_first` 1 day, `one_case_within` 30 minutes, `mode` public, `keep_texts` 180 days, `language` English, `ask_panel` no
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_team_needs_a_name_a_channel_and_a_role_of_its_own() {
    let scene = Scene::with_teams(&["billing"]).await;
    let Scene { lea, .. } = &scene;
    let add = async |options: &str| lea.runs(&format!("/team add {options}")).await;
    reads!(add("name:BILLING channel:#billing role:@billing"), @"There's already a team called `billing`, so choose another name or remove it first.");
    reads!(add("name:two_and-2! channel:#billing role:@billing"), @"That can't be a name; use one word of letters, digits, `-` and `_`, up to 32 characters.");
    reads!(add("name:legal channel:#help role:@billing"), @"Members ask in that channel and would read along, so choose one for the team alone.");
    reads!(add("name:legal channel:#desk role:@everyone"), @"Everyone has that role, so choose one that only the team has.");
    reads!(lea.runs("/team remove name:legal"), @"There's no team called `legal`; `/team list` lists them all.");
    scene.close().await;
}

#[tokio::test]
async fn a_channel_in_which_the_bot_cannot_post_is_refused() {
    let scene = Scene::with_teams(&["billing"]).await;
    let Scene { lea, .. } = &scene;
    scene.deny_bot("general", 1 << 11);
    reads!(lea.runs("/team add name:legal channel:#general role:@billing"), @"I'm missing **Send Messages** in #general; grant it and try again.");
    scene.close().await;
}

#[tokio::test]
async fn the_desk_is_told_of_a_deleted_channel_or_role() {
    let scene = Scene::with_teams(&["billing", "legal"]).await;
    let Scene { max, olaf, .. } = &scene;
    olaf.deletes_channel("billing").await;
    reads!(max, newest("desk"), @"Switchboard: A channel or role of the team **billing** was deleted, so requests may not reach it any more. A lead can remove it with `/team remove name:billing` and add it again.");
    olaf.deletes_role("legal").await;
    reads!(max, newest("desk"), @"Switchboard: A channel or role of the team **legal** was deleted, so requests may not reach it any more. A lead can remove it with `/team remove name:legal` and add it again.");
    scene.close().await;
}

#[tokio::test]
async fn a_german_lead_reads_german() {
    let scene = Scene::with_teams(&["billing"]).await;
    let Scene { lea, .. } = &scene;
    lea.speaks("de");
    reads!(lea.runs("/team list"), @"
    Andere Teams und was sie noch beantworten müssen:
    │ **billing** · #billing · @billing
    ");
    reads!(lea.runs("/team remove name:legal"), @"Ein Team `legal` gibt es nicht; alle zeigt `/team liste`.");
    reads!(lea.runs("/team remove name:billing"), @"**billing** ist entfernt. Seine offenen Anfragen bleiben, und seine Leute können sie weiter beantworten.");
    scene.close().await;
}

#[tokio::test]
async fn what_another_team_writes_in_its_channel_is_no_question() {
    let scene = Scene::with_teams(&["billing"]).await;
    let Scene { caro, lea, .. } = &scene;
    lea.runs("/rule add name:refunds pattern:refund").await;
    caro.writes("billing", "Give them a refund").await;
    assert_eq!(scene.cards_in("desk"), 0);
    reads!(lea.runs("/rule add name:more pattern:more channel:#billing"), @"Only the team writes in #billing, so no message there becomes a case; choose a channel where members write.");
    scene.close().await;
}

#[tokio::test]
async fn a_lead_is_told_that_members_can_read_a_teams_channel() {
    let scene = Scene::with_teams(&["billing"]).await;
    let Scene { lea, .. } = &scene;
    let added = lea.runs("/team add name:shop channel:#general role:@billing").await;
    assert!(added.contains("Everyone in this server can see #general"), "{added}");
    scene.close().await;
}
