//! What was said in a thread before somebody made a case of it.

use chrono::TimeDelta;
use insta::assert_snapshot;
use sandbox::{
    Snowflake,
    world::{NewThread, kind},
};
use serde_json::Value;
use switchboard::cli::export::What;

use crate::scene::{Scene, card, reads, report, thread};

/// The messages of case 1 as they are stored, besides its question: side, author, words.
async fn stored(scene: &Scene) -> String {
    let rows = scene.exported(What::Messages).await;
    let name = |row: &Value| {
        let id: Snowflake =
            row["author_id"].as_str().and_then(|id| id.parse().ok()).expect("an id");
        scene.sandbox.world(|world| world.users[&id].username.clone())
    };
    let line = |row: &Value| {
        let side = row["side"].as_str().expect("a side");
        format!("{side} {}: {}", name(row), row["content"].as_str().unwrap_or("(none)"))
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// A minute passes.
fn later(scene: &Scene) {
    scene.advance_clock(TimeDelta::minutes(1));
}

/// A post with an answer of max and another word of its author, a minute each; not yet a case.
async fn answered_post(scene: &Scene) -> Snowflake {
    let Scene { ana, ben, max, .. } = scene;
    let post = ana.posts("ideas", "Upload stuck", "It hangs at 99 %").await;
    later(scene);
    max.writes(post, "Which browser is it?").await;
    later(scene);
    ben.writes(post, "Same here").await;
    ana.writes_with_files(post, "Firefox 121, code Q-12", &[("console.txt", b"Q-12")]).await;
    later(scene);
    post
}

#[tokio::test]
async fn a_post_that_becomes_a_case_keeps_its_words_its_turn_and_its_first_answer() {
    let scene = Scene::open().await;
    let post = answered_post(&scene).await;
    scene.max.flags(post).await;
    reads!(scene.case(1), @"new, waiting since minute 2, answered in minute 1");
    reads!(stored(&scene), @"
    customer ana: It hangs at 99 %
    agent max: Which browser is it?
    other ben: Same here
    customer ana: Firefox 121, code Q-12
    ");
    let history = scene.max.runs("/case history case:1").await.to_string();
    assert_snapshot!(history, @"
    **History**, oldest first
    #1 · Upload stuck
    │ 2 March 2026 09:03 · @max opened it
    │ 2 March 2026 09:03 · Earlier messages were added: 3 messages
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_report_holds_what_the_customer_said_before_the_case() {
    let scene = Scene::open().await;
    let Scene { max, dora, .. } = &scene;
    let post = answered_post(&scene).await;
    max.flags(post).await;
    let form = max.runs("/escalate case:1").await.form();
    max.submits(&form, &[("Actual result", "It hangs")]).await;
    let report = dora.sees(report(1)).await;
    assert!(report.contains("console.txt"), "{report}");
    assert_snapshot!(report.lines().skip_while(|line| !line.contains("words")).collect::<Vec<_>>().join("\n"), @"
    │ In the customer's words
    │ It hangs at 99 %
    │
    │ Firefox 121, code Q-12
    [Accept] [Need info] [Fixed] [Decline] [Duplicate]
    file: console.txt (4 bytes)
    ↳ thread Bug #1 · Upload stuck (0 messages)
    ");
    scene.close().await;
}

#[tokio::test]
async fn the_last_word_of_a_post_may_be_flagged_and_the_first_is_in_the_report() {
    let scene = Scene::open().await;
    let Scene { ana, max, dora, .. } = &scene;
    let post = ana.posts("ideas", "Invoice", "Mine of May has no VAT number").await;
    max.writes(post, "Can you send it?").await;
    later(&scene);
    let last = ana.writes(post, "It is number 2026-77").await;
    max.flags(last).await;
    reads!(scene.case(1), @"new, waiting since minute 1, answered in minute 0");
    let form = max.runs("/escalate case:1").await.form();
    max.submits(&form, &[("Actual result", "No number")]).await;
    let words = dora.sees(report(1)).await;
    let first = words.find("Mine of May").expect("the first words");
    assert!(first < words.rfind("It is number 2026-77").expect("the last words"), "{words}");
    scene.close().await;
}

#[tokio::test]
async fn a_thread_that_an_agent_began_on_a_question_is_read() {
    let scene = Scene::open().await;
    let Scene { ana, max, mia, .. } = &scene;
    let question = ana.writes("help", "The mirror is out of sync").await;
    let thread = max.starts_thread(question, "Mirror").await;
    later(&scene);
    max.writes(thread, "Since when?").await;
    ana.writes(thread, "Since the move to Oslo").await;
    later(&scene);
    scene.expect_refusal(400, 160_004);
    mia.flags(question).await;
    reads!(scene.case(1), @"new, waiting since minute 1, answered in minute 1");
    reads!(stored(&scene), @"
    customer ana: The mirror is out of sync
    agent max: Since when?
    customer ana: Since the move to Oslo
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_word_in_a_thread_on_the_customers_message_is_a_case_with_that_message() {
    let scene = Scene::open().await;
    let Scene { ana, ben, max, .. } = &scene;
    let question = ana.writes("general", "My badge says ERR 7").await;
    let thread = ben.starts_thread(question, "Badges").await;
    ben.writes(thread, "Mine too").await;
    let word = ana.writes(thread, "Can somebody of the team help?").await;
    max.flags(word).await;
    reads!(stored(&scene), @"
    customer ana: My badge says ERR 7
    other ben: Mine too
    customer ana: Can somebody of the team help?
    ");
    scene.close().await;
}

#[tokio::test]
async fn what_others_said_before_in_their_own_thread_is_not_part_of_a_case() {
    let scene = Scene::open().await;
    let Scene { ana, ben, caro, max, .. } = &scene;
    let new = NewThread { kind: Some(kind::PUBLIC_THREAD), ..NewThread::named("Meetup") };
    let thread = ben.client.open_thread("general", new).expect("ben may start a thread");
    ben.writes(thread, "Who comes?").await;
    caro.writes(thread, "I do").await;
    let question = ana.writes(thread, "My ticket shows another name").await;
    max.writes(thread, "Which name?").await;
    ana.writes(thread, "Anna").await;
    max.flags(question).await;
    reads!(stored(&scene), @"
    customer ana: My ticket shows another name
    agent max: Which name?
    customer ana: Anna
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_thread_in_an_announcement_channel_is_read() {
    let scene = Scene::open().await;
    let Scene { ana, max, olaf, .. } = &scene;
    olaf.client.create_channel(kind::ANNOUNCEMENT, "news").expect("olaf may");
    let news = olaf.writes("news", "Version 3 is out").await;
    let thread = ana.starts_thread(news, "Version 3").await;
    let question = ana.writes(thread, "It does not start here").await;
    max.writes(thread, "Which system?").await;
    ana.writes(thread, "Debian 13").await;
    max.flags(question).await;
    reads!(scene.case(1), @"new, waiting since minute 0, answered in minute 0");
    reads!(stored(&scene), @"
    agent olaf: Version 3 is out
    customer ana: It does not start here
    agent max: Which system?
    customer ana: Debian 13
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_long_post_is_read_page_by_page() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    let post = ana.posts("ideas", "Diary", "Day 0: it fails").await;
    for day in 1..=230 {
        ana.client.say(post, &format!("Day {day}: it fails")).expect("ana may write");
    }
    max.flags(post).await;
    let said = stored(&scene).await;
    assert_eq!(said.lines().count(), 231, "with the question");
    assert!(said.starts_with("customer ana: Day 0:") && said.ends_with("Day 230: it fails"));
    scene.close().await;
}

#[tokio::test]
async fn a_thread_that_cannot_be_read_yet_delays_no_card_and_is_read_later() {
    let scene = Scene::open().await;
    let post = answered_post(&scene).await;
    scene.sandbox.faults().fail_before("GET /channels/{channel}/messages", 2, 503, 0);
    scene.expect_refusal(503, 0);
    scene.max.flags(post).await;
    assert!(scene.max.sees(card(1)).await.contains("It hangs at 99 %"));
    reads!(scene.case(1), @"new, waiting since minute 0");
    scene.ana.writes(post, "And with Chrome").await;
    scene.advance_and_run_due(TimeDelta::seconds(30)).await;
    scene.advance_and_run_due(TimeDelta::seconds(30)).await;
    reads!(scene.case(1), @"new, waiting since minute 2, answered in minute 1");
    reads!(stored(&scene), @"
    customer ana: It hangs at 99 %
    agent max: Which browser is it?
    other ben: Same here
    customer ana: Firefox 121, code Q-12
    customer ana: And with Chrome
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_thread_is_read_when_the_bot_gets_the_permission() {
    let scene = Scene::open().await;
    let post = answered_post(&scene).await;
    scene.sandbox.faults().fail_before("GET /channels/{channel}/messages", 1, 403, 50_013);
    scene.expect_refusal(403, 50_013);
    scene.max.flags(post).await;
    reads!(scene.case(1), @"new, waiting since minute 0");
    scene.allow_bot("ideas");
    scene.run_due().await;
    reads!(scene.case(1), @"new, waiting since minute 2, answered in minute 1");
    scene.close().await;
}

#[tokio::test]
async fn what_was_said_in_a_post_belongs_to_the_private_case_that_is_made_of_it() {
    let scene = Scene::private().await;
    let Scene { ana, max, dora, .. } = &scene;
    let post = ana.posts("ideas", "Sync", "Sync stops after an hour").await;
    scene.advance_clock(TimeDelta::minutes(1));
    max.writes(post, "Which version do you use?").await;
    scene.advance_clock(TimeDelta::minutes(1));
    ana.writes(post, "E-77, with version 5.2").await;
    max.flags(post).await;
    reads!(scene.case(1), @"new, waiting since minute 2, answered in minute 1");
    let form = max.runs("/escalate case:1").await.form();
    max.submits(&form, &[("Actual result", "It stops")]).await;
    let seen = dora.sees(report(1)).await;
    assert!(seen.contains("E-77"), "{seen}");
    scene.close().await;
}

#[tokio::test]
async fn an_answer_in_the_customers_own_thread_counts_though_the_case_came_later() {
    let scene = Scene::open().await;
    let Scene { ana, max, mia, .. } = &scene;
    let new = NewThread { kind: Some(kind::PUBLIC_THREAD), ..NewThread::named("Sync stops") };
    let thread = ana.client.open_thread("help", new).expect("ana may start a thread");
    ana.writes(thread, "It stops at noon").await;
    later(&scene);
    max.writes(thread, "Which version?").await;
    later(&scene);
    let code = ana.writes(thread, "E-77").await;
    mia.flags(code).await;
    reads!(scene.case(1), @"new, waiting since minute 2, answered in minute 1");
    scene.close().await;
}

#[tokio::test]
async fn an_answer_counts_in_the_private_case_of_the_last_word_of_a_post() {
    let scene = Scene::private().await;
    let Scene { ana, max, mia, .. } = &scene;
    let post = ana.posts("ideas", "Sync", "Sync stops after an hour").await;
    later(&scene);
    max.writes(post, "Which version do you use?").await;
    later(&scene);
    let code = ana.writes(post, "E-77, with version 5.2").await;
    mia.flags(code).await;
    reads!(scene.case(1), @"new, waiting since minute 2, answered in minute 1");
    scene.restart().await;
    later(&scene);
    max.writes(thread(1), "It is fixed in 5.3").await;
    reads!(scene.case(1), @"pending, max, answered in minute 1");
    scene.close().await;
}
