//! Channels and roles that the team works with and that somebody deletes.

use chrono::TimeDelta;
use insta::assert_snapshot;
use sandbox::world::ThreadEdit;
use switchboard::cli::export::What;

use crate::scene::{Person, Scene, card, newest, reads, team_thread, thread};

#[tokio::test]
async fn a_deleted_help_channel_is_told_in_the_desk_until_another_is_named() {
    let scene = Scene::open().await;
    let Scene { ana, max, olaf, .. } = &scene;
    scene.expect_refusal(404, 10_003);
    olaf.deletes_channel("help").await;
    reads!(max, newest("desk"), @"Switchboard: The help channel was deleted, so `/ask` doesn't work any more. Someone with Manage Server can choose another one with `/setup help`.");
    reads!(ana.runs("/ask question:Where is the manual?"), @"The channel for questions was deleted or I can't see it; someone with Manage Server can choose another one with `/setup help`.");
    olaf.runs("/setup help:#general").await;
    reads!(ana.runs("/ask question:Where is the manual?"), @"Thanks! Your question is case #1. The team will answer [in its thread](thread 1).");
    scene.close().await;
}

#[tokio::test]
async fn a_deleted_desk_is_told_once_where_the_developers_are() {
    let scene = Scene::open().await;
    let Scene { ben, dora, olaf, .. } = &scene;
    scene.expect_refusal(404, 10_003);
    scene.expect_dead_jobs();
    olaf.deletes_channel("desk").await;
    scene.restart().await;
    reads!(dora, "developers", @"Switchboard: The desk channel was deleted, so cases no longer have cards. Someone with Manage Server can choose another one with `/setup desk`, and all open cases get their cards there.");
    reads!(olaf.runs("/setup flag_emoji:🚩"), @"The channel set as `desk` was deleted, so choose another one with that option.");
    ben.runs("/ask question:Where is the manual?").await;
    olaf.runs("/setup desk:#general").await;
    assert_eq!(scene.cards_in("general"), 1);
    scene.close().await;
}

#[tokio::test]
async fn a_role_that_is_deleted_while_the_bot_is_away_is_told_at_the_start() {
    let scene = Scene::open().await;
    let Scene { max, olaf, .. } = &scene;
    scene.stop().await;
    olaf.deletes_role("Leads").await;
    scene.start().await;
    reads!(max, newest("desk"), @"Switchboard: A leads role was deleted. Someone with Manage Server can set the roles with `/setup leads`, and counts as a lead until then.");
    scene.close().await;
}

#[tokio::test]
async fn an_assignee_is_told_that_somebody_locked_the_thread() {
    let scene = Scene::open().await;
    let Scene { ana, max, olaf, .. } = &scene;
    ana.opens_case("The key does not fit").await;
    max.runs("/claim case:1").await;
    let id = olaf.channel(thread(1)).await;
    for locked in [true, false, true] {
        let edit = ThreadEdit { locked: Some(locked), ..ThreadEdit::default() };
        olaf.client.edit_thread(id, edit).expect("olaf may");
        scene.idle().await;
    }
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · The key does not fit
    Switchboard: @max: Someone locked the customer's thread, so they can't write there. Unlock it, or `/close` the case.
      → pings: max
    Switchboard: @max: Someone locked the customer's thread, so they can't write there. Unlock it, or `/close` the case.
      → pings: max
    ");
    max.runs("/close case:1").await;
    olaf.runs("/reopen case:1").await;
    reads!(max.runs("/case history case:1"), @"
    **History**, oldest first
    #1 · The key does not fit
    │ 2 March 2026 09:00 · @max opened it
    │ 2 March 2026 09:00 · @max claimed it
    │ 2 March 2026 09:00 · Its thread was locked in Discord
    │ 2 March 2026 09:00 · Its thread was unlocked in Discord
    │ 2 March 2026 09:00 · Its thread was locked in Discord
    │ 2 March 2026 09:00 · @max closed it: solved
    │ 2 March 2026 09:00 · @olaf reopened it
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_thread_that_is_locked_while_the_bot_is_away_is_told_at_the_start() {
    let scene = Scene::open().await;
    let Scene { ana, max, olaf, .. } = &scene;
    ana.opens_case("The key does not fit").await;
    scene.stop().await;
    let id = olaf.channel(thread(1)).await;
    let edit = ThreadEdit { locked: Some(true), ..ThreadEdit::default() };
    olaf.client.edit_thread(id, edit).expect("olaf may");
    scene.start().await;
    scene.restart().await;
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · The key does not fit
    Switchboard: Someone locked the customer's thread, so they can't write there. Unlock it, or `/close` the case.
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_thread_that_is_locked_and_archived_while_the_bot_is_away_is_told_at_the_start() {
    let scene = Scene::open().await;
    let Scene { ana, ben, max, olaf, .. } = &scene;
    ana.opens_case("The key does not fit").await;
    ben.opens_case("The lock is stuck").await;
    scene.stop().await;
    for (case, locked) in [(1, true), (2, false)] {
        let id = olaf.channel(thread(case)).await;
        let edit =
            ThreadEdit { locked: Some(locked), archived: Some(true), ..ThreadEdit::default() };
        olaf.client.edit_thread(id, edit).expect("olaf may");
    }
    scene.start().await;
    scene.restart().await;
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · The key does not fit
    Switchboard: Someone locked the customer's thread, so they can't write there. Unlock it, or `/close` the case.
    ");
    reads!(max.runs("/case history case:2"), @"
    **History**, oldest first
    #2 · The lock is stuck
    │ 2 March 2026 09:00 · @max opened it
    ");
    scene.close().await;
}

#[tokio::test]
async fn the_desk_is_told_of_rules_whose_channel_was_deleted() {
    let scene = Scene::open().await;
    let Scene { lea, max, olaf, .. } = &scene;
    lea.runs(r"/rule add name:errors pattern:E-\d+ channel:#general").await;
    lea.runs("/rule add name:refunds pattern:refund channel:#general action:ask").await;
    scene.expect_refusal(404, 10_003);
    olaf.deletes_channel("general").await;
    scene.restart().await;
    reads!(max, max.client.last_message("desk").expect("a line"), @"Switchboard: The only channel that the rules “errors” and “refunds” look at was deleted, so they no longer find anything. A lead can choose another one with `/rule edit`, or remove them.");
    reads!(lea.runs("/setup-history"), @"
    Changes to settings, rules, saved replies, bridges and teams, newest first
    │ 2 March 2026 09:00 · @lea added the rule “refunds”
    │ 2 March 2026 09:00 · @lea added the rule “errors”
    │ 2 March 2026 09:00 · @olaf changed the settings: `help` #help, `desk` #desk, `developers` #developers, `agents` @Agents, `devs` @Developers, `leads` @Leads, `flag_emoji` 🎫, `close_after` 3 days, `answer_claims` yes, `send_bug_news` no, `bug_updates` 7 days, `waiting_first` 1 day, `one_case_within` 30 minutes, `mode` public, `keep_texts` 180 days, `language` English, `ask_panel` no
    ");
    let lost = scene.exported(What::Events).await;
    let lost = lost.iter().find(|event| event["kind"] == "place_lost").expect("the event");
    assert!(lost["detail"]["id"].is_string(), "{lost}");
    scene.close().await;
}

#[tokio::test]
async fn a_thread_that_was_locked_before_it_is_a_cases_is_told() {
    let scene = Scene::open().await;
    let Scene { ana, max, olaf, .. } = &scene;
    let post = ana.posts("ideas", "Sync", "Sync stops after an hour").await;
    let edit = ThreadEdit { locked: Some(true), ..ThreadEdit::default() };
    olaf.client.edit_thread(post, edit).expect("olaf may");
    max.flags(post).await;
    reads!(max, team_thread(1), @"
    * about Switchboard: #1 · Sync
    Switchboard: Someone locked the customer's thread, so they can't write there. Unlock it, or `/close` the case.
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_thread_of_others_stays_locked_when_its_case_is_closed_and_reopened() {
    let scene = Scene::open().await;
    let Scene { ana, ben, max, olaf, .. } = &scene;
    let topic = ben.writes("general", "Hike on Sunday").await;
    let hike = ben.starts_thread(topic, "Hike").await;
    let question = ana.writes(hike, "The map does not load").await;
    max.flags(question).await;
    let lock = |locked| ThreadEdit { locked: Some(locked), ..ThreadEdit::default() };
    olaf.client.edit_thread(hike, lock(true)).expect("olaf may");
    max.runs("/close case:1").await;
    max.runs("/reopen case:1").await;
    max.runs("/solve case:1").await;
    scene.advance_and_run_due(TimeDelta::days(30)).await;
    reads!(scene.case(1), @"solved, max, reopened: 1");
    olaf.client.edit_thread(hike, lock(false)).expect("olaf may");
    scene.idle().await;
    scene.advance_and_run_due(TimeDelta::days(2)).await;
    scene.advance_and_run_due(TimeDelta::days(30)).await;
    reads!(scene.case(1), @"closed, max, reopened: 1");
    scene.close().await;
}

#[tokio::test]
async fn a_post_that_is_renamed_and_locked_at_once_is_told_as_locked() {
    let scene = Scene::open().await;
    let Scene { ana, max, olaf, .. } = &scene;
    let post = ana.posts("ideas", "Sync", "Sync stops after an hour").await;
    max.flags(post).await;
    let name = Some("Sync of files".to_owned());
    let edit = ThreadEdit { locked: Some(true), name, ..ThreadEdit::default() };
    olaf.client.edit_thread(post, edit).expect("olaf may");
    scene.idle().await;
    let told = max.sees(team_thread(1)).await;
    assert!(told.contains("locked the customer's thread"), "{told}");
    assert!(max.sees(card(1)).await.contains("Sync of files"));
    scene.close().await;
}

#[tokio::test]
async fn the_bot_leaves_the_lock_of_a_moderator() {
    let scene = Scene::open().await;
    let Scene { ana, lea, max, olaf, .. } = &scene;
    scene.expect_refusal(400, 50_083);
    lea.runs("/snippet add name:logs text:Please send the log.").await;
    ana.opens_case("The key does not fit").await;
    let id = olaf.channel(thread(1)).await;
    let edit = ThreadEdit { locked: Some(true), archived: Some(true), ..ThreadEdit::default() };
    olaf.client.edit_thread(id, edit).expect("olaf may");
    scene.idle().await;
    max.runs("/reply snippet:logs case:1").await;
    let seen = max.sees(thread(1)).await;
    assert!(seen.contains("Please send the log") && seen.contains("locked"), "{seen}");
    scene.close().await;
}

/// The lines in the desk about what was deleted. They come in any order.
async fn told_of_losses(reader: &Person) -> String {
    let desk = reader.sees("desk").await;
    let mut lines: Vec<&str> = desk.lines().filter(|line| line.contains("was deleted")).collect();
    lines.sort_unstable();
    lines.join("\n")
}

#[tokio::test]
async fn a_deleted_role_that_agents_and_leads_share_is_told_for_both_once() {
    let scene = Scene::open().await;
    let Scene { olaf, .. } = &scene;
    olaf.runs("/setup leads:@Agents").await;
    olaf.deletes_role("Agents").await;
    scene.restart().await;
    assert_snapshot!(told_of_losses(olaf).await, @"
    Switchboard: A leads role was deleted. Someone with Manage Server can set the roles with `/setup leads`, and counts as a lead until then.
    Switchboard: An agents role was deleted, so people who only had that one are no longer agents. Someone with Manage Server can set the roles with `/setup agents`. If no agents role is left, cases stay with their assignees until then.
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_deleted_help_channel_that_a_rule_looks_at_is_told_for_both_once() {
    let scene = Scene::open().await;
    let Scene { lea, max, olaf, .. } = &scene;
    lea.runs(r"/rule add name:errors pattern:E-\d+ channel:#help").await;
    scene.expect_refusal(404, 10_003);
    olaf.deletes_channel("help").await;
    scene.restart().await;
    assert_snapshot!(told_of_losses(max).await, @"
    Switchboard: The help channel was deleted, so `/ask` doesn't work any more. Someone with Manage Server can choose another one with `/setup help`.
    Switchboard: The only channel that the rule “errors” looks at was deleted, so it no longer finds anything. A lead can choose another one with `/rule edit`, or remove it.
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_deleted_role_that_other_teams_share_is_told_for_all_of_them_once() {
    let scene = Scene::with_teams(&["billing", "legal"]).await;
    let Scene { lea, max, olaf, .. } = &scene;
    lea.runs("/team add name:shop channel:#general role:@billing").await;
    olaf.deletes_role("billing").await;
    scene.restart().await;
    assert_snapshot!(told_of_losses(max).await, @"Switchboard: A channel or role of the teams **billing** and **shop** was deleted, so requests may not reach them any more. A lead can remove them with `/team remove` and add them again.");
    scene.close().await;
}
