//! Messages whose words and files are elsewhere than in their text: forwards, polls, stickers,
//! voice notes.

use chrono::TimeDelta;
use insta::assert_snapshot;
use sandbox::Snowflake;
use serde_json::json;
use switchboard::cli::export::What;

use crate::{
    cases::bridges::bridged,
    scene::{Line, Scene, card, on_card, reads, report, thread},
};

#[tokio::test]
async fn a_forwarded_message_becomes_a_case_with_its_words() {
    let scene = Scene::open().await;
    let Scene { ana, ben, max, .. } = &scene;
    let said = ben.writes("general", "The invoice is **empty**\nSince Friday.").await;
    let forwarded = ana.forwards(said, "help").await;
    reads!(max.flags(forwarded), @"Opened case [#1](thread 1) and greeted @ana in its thread.");
    reads!(max, on_card(1, Line::Question), @"
    #1 · The invoice is empty
    > Since Friday.
    ");
    reads!(max.runs("/find query:since friday"), @"
    **1 case** matches `since friday`
    │ [#1](thread 1) · The invoice is empty — new, by @ana · [card](card 1)
    │ > @ana: The invoice is **empty** / **Since** Friday.
    ");
    scene.close().await;
}

#[tokio::test]
async fn the_files_of_a_forwarded_message_reach_the_developers() {
    let scene = Scene::open().await;
    let Scene { ana, ben, max, dora, .. } = &scene;
    let files: [(&str, &[u8]); 1] = [("trace.txt", b"panicked at 7")];
    let said = ben.writes_with_files("general", "It panics", &files).await;
    let forwarded = ana.forwards(said, "help").await;
    max.reacts(forwarded, "🎫").await;
    let form = max.runs("/escalate case:1").await.form();
    max.submits(&form, &[("Actual result", "A panic")]).await;
    let message = dora.message(&report(1)).await;
    assert_eq!(scene.download(message, "trace.txt").await, b"panicked at 7");
    assert!(dora.sees(report(1)).await.contains("│ It panics"));
    scene.close().await;
}

#[tokio::test]
async fn a_poll_becomes_a_case_with_its_question_and_answers() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    let poll = ana.starts_poll("help", "Who else sees error 7?", &["I do", "Not me"]).await;
    max.reacts(poll, "🎫").await;
    reads!(max, on_card(1, Line::Question), @"
    #1 · Who else sees error 7?
    > - I do - Not me
    ");
    reads!(max.runs("/find query:\"not me\""), @"
    **1 case** matches `not me`
    │ [#1](thread 1) · Who else sees error 7? — new, by @ana · [card](card 1)
    │ > @ana: Who else sees error 7? / - I do / - **Not** me
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_sticker_and_a_voice_note_become_cases() {
    let scene = Scene::open().await;
    let Scene { ana, ben, max, .. } = &scene;
    let sticker = ana.sends_sticker("help", "Wave").await;
    reads!(max.flags(sticker), @"Opened case [#1](thread 1) and greeted @ana in its thread.");
    let note = ben.sends_voice_note("help", 75).await;
    reads!(max.flags(note), @"Opened case [#2](thread 2) and greeted @ben in its thread.");
    reads!(max, "help", @"
    ana:
      sticker: Wave
      ↳ thread #1 · :Wave: (1 message)
    Switchboard: Opened case [#1](thread 1) and greeted @ana in its thread.
      (only max sees this)
    ben:
      voice note (75 s)
      ↳ thread #2 · 🎤 1:15 (1 message)
    Switchboard: Opened case [#2](thread 2) and greeted @ben in its thread.
      (only max sees this)
    ");
    scene.close().await;
}

#[tokio::test]
async fn rules_read_forwards_and_polls() {
    let scene = Scene::open().await;
    let Scene { ana, ben, lea, max, .. } = &scene;
    let said = ben.writes("general", "Where is my refund?").await;
    lea.runs("/rule add name:refunds pattern:(?i)refund").await;
    lea.runs("/rule add name:polls pattern:(?i)downgrade action:ask").await;
    ana.forwards(said, "help").await;
    reads!(scene.case(1), @"new, waiting since minute 0");
    ben.starts_poll("help", "What now?", &["Downgrade", "Wait"]).await;
    assert!(max.sees("desk").await.contains("│ - Downgrade"));
    reads!(lea.runs_in("help", "/rule test pattern:Wait"), @"
    `Wait` matches 1 of the last 2 messages here. No cases were opened.
    │ [Message](message of ben) from @ben: What now? - Downgrade - Wait
    ");
    scene.close().await;
}

#[tokio::test]
async fn what_follows_in_the_thread_is_read_whatever_carries_it() {
    let scene = Scene::open().await;
    let Scene { ana, ben, max, .. } = &scene;
    ana.opens_case("The import stops").await;
    max.writes(thread(1), "Which file?").await;
    reads!(scene.case(1), @"pending, max, answered in minute 0");
    ana.sends_sticker(thread(1), "Wave").await;
    reads!(scene.case(1), @"pending, max, answered in minute 0");
    let said = ben.writes("general", "orders-2026.csv").await;
    ana.forwards(said, thread(1)).await;
    reads!(scene.case(1), @"open, max, waiting since minute 0, answered in minute 0");
    ana.sends_voice_note(thread(1), 4).await;
    let answer = max.runs("/case transcript case:1").await;
    assert_snapshot!(scene.files_of(&answer).await[1].1, @"
    #1 · The import stops
    Asked by Ana, assigned to Max. Opened 2026-03-02 09:00 UTC, now open.

    2026-03-02 09:00 UTC · Ana, customer
        The import stops

    2026-03-02 09:00 UTC · Max, team
        Which file?

    2026-03-02 09:00 UTC · Ana, customer
        :Wave:

    2026-03-02 09:00 UTC · Ana, customer
        orders-2026.csv

    2026-03-02 09:00 UTC · Ana, customer
        🎤 0:04

    Files
        voice-message.ogg (6 bytes), sent by Ana, customer
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_poll_that_nobody_saw_while_the_bot_was_away_is_read() {
    let scene = Scene::open().await;
    let Scene { ana, lea, .. } = &scene;
    lea.runs("/rule add name:slow pattern:(?i)slow").await;
    scene.stop().await;
    ana.starts_poll("help", "Is it slow for you?", &["Yes", "No"]).await;
    scene.start().await;
    reads!(scene.case(1), @"new, waiting since minute 0");
    scene.close().await;
}

#[tokio::test]
async fn what_an_app_says_in_components_is_in_the_case_and_in_the_export() {
    let (scene, bridge) = bridged().await;
    let Scene { max, .. } = &scene;
    let body = json!({ "flags": 1 << 15, "components": [{ "type": 17, "components": [
        { "type": 10, "content": "The **import** stops" },
        { "type": 12, "items": [{ "media": { "url": "https://pics.example/crash.png" } }] },
    ] }] });
    let question = bridge.send_as("weaver", &body).expect("a message");
    scene.idle().await;
    max.flags(question).await;
    let exported = scene.exported(What::Messages).await;
    assert_snapshot!(exported[0]["content"].as_str().unwrap_or_default(), @"
    The **import** stops
    https://pics.example/crash.png
    ");
    reads!(max.runs("/find query:import stops"), @"
    **1 case** matches `import stops`
    │ [#1](message of nobody) · The import stops — new, by **weaver** · [card](card 1)
    │ > **weaver**: The ****import**** stops / https://pics.example/crash.png
    ");
    scene.close().await;
}

/// A case of ana that was opened from a file without words.
async fn wordless() -> (Scene, Snowflake) {
    let scene = Scene::open().await;
    let files: [(&str, &[u8]); 1] = [("E-42-crash.png", b"a picture")];
    let question = scene.ana.writes_with_files("help", "", &files).await;
    scene.max.flags(question).await;
    (scene, question)
}

#[tokio::test]
async fn a_file_without_words_names_its_case_until_it_is_taken_back() {
    let (scene, question) = wordless().await;
    let Scene { ana, max, .. } = &scene;
    reads!(max, on_card(1, Line::Question), @"
    #1 · E-42-crash.png
    > 1 file
    ");
    ana.deletes(question).await;
    reads!(max.runs("/find query:E-42"), @"No cases match `E-42`. Try fewer words, or use `#tag`, `@person` or `is:open`.");
    reads!(max, on_card(1, Line::Question), @"#1 · A question");
    reads!(max, on_card(1, Line::Links), @"thread 1");
    scene.close().await;
}

#[tokio::test]
async fn the_names_of_files_are_found_and_exported() {
    let (scene, _) = wordless().await;
    let Scene { ana, max, .. } = &scene;
    ana.writes_with_files(thread(1), "And this", &[("trace.txt", b"panicked")]).await;
    reads!(max.runs("/find query:E-42"), @"
    **1 case** matches `E-42`
    │ [#1](thread 1) · E-42-crash.png — new, by @ana · [card](card 1)
    │ > @ana: **E-42**-crash.png
    ");
    reads!(max.runs("/find query:trace"), @"
    **1 case** matches `trace`
    │ [#1](thread 1) · E-42-crash.png — new, by @ana · [card](card 1)
    │ > @ana: **trace**.txt
    ");
    let rows = scene.exported(What::Messages).await;
    let rows: Vec<_> = rows.iter().map(|row| row["files"].to_string()).collect();
    assert_snapshot!(rows.join("\n"), @r#"
    [{"filename":"E-42-crash.png","size":9}]
    [{"filename":"trace.txt","size":8}]
    "#);
    scene.close().await;
}

#[tokio::test]
async fn a_rule_finds_the_name_of_a_file() {
    let scene = Scene::open().await;
    let Scene { ana, ben, max, lea, .. } = &scene;
    lea.runs(r"/rule add name:codes pattern:E-\d+ channel:#help").await;
    lea.runs(r"/rule add name:dumps pattern:(?i)\.dmp action:ask").await;
    ana.writes_with_files("help", "Look", &[("E-7.log", b"7")]).await;
    reads!(scene.case(1), @"new, waiting since minute 0");
    ben.writes_with_files("general", "", &[("core.DMP", b"8")]).await;
    let offer = max.client.finds("desk", "[Open case]").expect("the offer");
    reads!(max, offer, @"
    Switchboard: Rule “dumps” matched [a message](message of ben) from @ben in #general.
      │ core.DMP
      [Open case] [Not a question]
    ");
    reads!(lea.runs(r"/rule test pattern:E-\d channel:#help"), @r"
    `E-\d` matches the only message here. No cases were opened.
    │ [Message](message of ana) from @ana: Look E-7.log
    ");
    scene.close().await;
}

#[tokio::test]
async fn a_file_that_is_taken_back_names_no_case() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    let files: [(&str, &[u8]); 2] = [("salary.pdf", b"1"), ("error.png", b"2")];
    let question = ana.writes_with_files("help", "", &files).await;
    max.flags(question).await;
    scene.sandbox.person("ana").remove_file(question, "salary.pdf").expect("ana may");
    scene.idle().await;
    reads!(max, on_card(1, Line::Question), @"
    #1 · error.png
    > 1 file
    ");
    reads!(max.runs("/find query:salary"), @"No cases match `salary`. Try fewer words, or use `#tag`, `@person` or `is:open`.");
    scene.close().await;
}

#[tokio::test]
async fn a_file_that_is_taken_back_before_it_is_fetched_names_no_case() {
    let scene = Scene::open().await;
    let Scene { ana, max, .. } = &scene;
    let fetch = "GET /attachments/{channel}/{file}/{name}";
    scene.sandbox.faults().fail_before(fetch, 1, 503, 0);
    let files: [(&str, &[u8]); 2] = [("salary.pdf", b"1"), ("error.png", b"2")];
    let question = ana.writes_with_files("help", "", &files).await;
    max.flags(question).await;
    assert!(max.sees(card(1)).await.contains("salary.pdf"));
    ana.client.remove_file(question, "salary.pdf").expect("ana may");
    scene.idle().await;
    reads!(max, on_card(1, Line::Question), @"
    #1 · error.png
    > 1 file
    ");
    scene.advance_and_run_due(TimeDelta::minutes(1)).await;
    reads!(max.runs("/find query:salary"), @"No cases match `salary`. Try fewer words, or use `#tag`, `@person` or `is:open`.");
    assert!(max.runs("/find query:error.png").await.contains("#1"));
    scene.close().await;
}
