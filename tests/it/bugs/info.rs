//! Answers to what developers ask.

use crate::{
    bugs::notice::reported,
    scene::{Scene, reads, report, thread},
};

#[tokio::test]
async fn the_files_of_a_reply_to_the_question_are_part_of_the_answer() {
    let scene = reported().await;
    let Scene { max, dora, .. } = &scene;
    let form = dora.clicks(report(1), "Need info").await.form();
    dora.submits(&form, &[("What do you need to know?", "Send the log")]).await;
    let question = max.client.last_message("#1 · team").expect("the question");
    let log: (&str, &[u8]) = ("console.log", b"E-5");
    max.client.reply_with_files(question, "", &[log]).expect("agents may write");
    scene.idle().await;
    let more = max.client.reply_with_files(question, "From today", &[log, ("a.txt", b"a")]);
    scene.idle().await;
    reads!(dora, dora.channel(report(1)).await, @"
    * about Switchboard: Bug #1 · The export fails in way 1
    Switchboard: @dora asked the agents of case [#1](thread 1):
      │ Send the log
    Switchboard: @dora, @max answered (case [#1](thread 1)):
      │ [1 file](message of max)
      → pings: dora
    Switchboard: @dora, @max answered (case [#1](thread 1)):
      │ From today
      │ [2 files](message of max)
      → pings: dora
    ");
    max.deletes(more.expect("agents may write")).await;
    reads!(dora, dora.channel(report(1)).await, @"
    * about Switchboard: Bug #1 · The export fails in way 1
    Switchboard: @dora asked the agents of case [#1](thread 1):
      │ Send the log
    Switchboard: @dora, @max answered (case [#1](thread 1)):
      │ [1 file](message of max)
    Switchboard: @dora, @max answered (case [#1](thread 1)):
      │ (erased)
    ");
    scene.close().await;
}

#[tokio::test]
async fn an_answer_that_is_posted_again_pings_nobody() {
    let scene = Scene::open().await;
    let Scene { ana, max, dora, .. } = &scene;
    ana.opens_case("The export fails").await;
    let secret = ana.writes(thread(1), "My password is 4711").await;
    let form = max.runs("/escalate case:1").await.form();
    max.submits(&form, &[("Actual result", "Error 500")]).await;
    let ask = async |question| {
        let form = dora.clicks(report(1), "Need info").await.form();
        dora.submits(&form, &[("What do you need to know?", question)]).await;
        let question = max.client.last_message("#1 · team").expect("the question");
        max.replies(question, "Version 5.2").await;
    };
    ask("Which version?").await;
    let seen = dora.sees(dora.channel(report(1)).await).await;
    assert!(seen.contains("→ pings: dora"), "{seen}");
    ana.deletes(secret).await;
    reads!(dora, dora.channel(report(1)).await, @"
    * about Switchboard: Bug #1 · The export fails
    Switchboard: @dora asked the agents of case [#1](thread 1):
      │ Which version?
    Switchboard: @dora, @max answered (case [#1](thread 1)):
      │ Version 5.2
    ");
    ask("Which version is it now?").await;
    let seen = dora.sees(dora.channel(report(1)).await).await;
    assert_eq!(seen.matches("→ pings: dora").count(), 1, "{seen}");
    scene.close().await;
}

#[tokio::test]
async fn a_report_that_comes_back_has_its_thread_with_all_answers() {
    let scene = reported().await;
    scene.expect_refusal(404, 10_008);
    let Scene { max, dora, olaf, .. } = &scene;
    let form = dora.clicks(report(1), "Need info").await.form();
    dora.submits(&form, &[("What do you need to know?", "Which version?")]).await;
    let question = max.client.last_message("#1 · team").expect("the question");
    max.replies(question, "Version 5.2").await;
    olaf.deletes(report(1)).await;
    reads!(dora, dora.channel(report(1)).await, @"
    * about Switchboard: Bug #1 · The export fails in way 1
    Switchboard: @dora asked the agents of case [#1](thread 1):
      │ Which version?
    Switchboard: @dora, @max answered (case [#1](thread 1)):
      │ Version 5.2
    ");
    scene.close().await;
}
