//! Answers to what developers ask.

use crate::{
    bugs::notice::reported,
    scene::{Scene, reads, report},
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
      → pings: dora
    Switchboard: @dora, @max answered (case [#1](thread 1)):
      │ (erased)
      → pings: dora
    ");
    scene.close().await;
}
